import { pngOf } from './images.ts';
import type { Outcome } from '../redaction/types.ts';
import { openInEngine } from './pdfium.ts';
import { damaged, locked, mostBytes, notPdf, startsAsPdf, tooBig } from './working-copy.ts';

/** A page as a PNG of so many dots an inch, by the same engine that says where its letters stand. @param page from 1 */
export async function drawPage(
  pdf: Uint8Array,
  page: number,
  { dpi }: { readonly dpi: number },
): Promise<Outcome<Uint8Array>> {
  if (pdf.length > mostBytes) return tooBig;
  if (!startsAsPdf(pdf)) return notPdf;
  const document = await openInEngine(pdf);
  if (document === 'password') return locked;
  if (document === 'damaged') return damaged;
  try {
    const found = page > document.pages ? undefined : document.page(page - 1);
    if (found === undefined) {
      const detail =
        page > document.pages
          ? `The document has ${document.pages} pages: there is no page ${page}.`
          : 'This page is damaged and can’t be drawn.';
      return { ok: false, fault: { code: page > document.pages ? 'region-outside' : 'damaged', detail, page } };
    }
    try {
      return { ok: true, value: pngOf(found.picture(dpi / 72)) };
    } finally {
      found.close();
    }
  } finally {
    document.close();
  }
}
