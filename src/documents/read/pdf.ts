import { createRequire } from 'node:module';
import { dirname, join, sep } from 'node:path';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { z } from 'zod';
import type { Lock, Opened } from './messages.ts';
import { Unreadable } from './messages.ts';

const home = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));

const load = (bytes: Uint8Array) =>
  getDocument({
    data: new Uint8Array(bytes),
    cMapUrl: join(home, 'cmaps') + sep,
    standardFontDataUrl: join(home, 'standard_fonts') + sep,
    isEvalSupported: false,
    disableFontFace: true,
    useSystemFonts: false,
    verbosity: 0,
  });

const wantsPassword = (error: unknown): boolean => error instanceof Error && error.name === 'PasswordException';

/** Whether the PDF opens without a password, and with what restrictions. */
export async function lockOf(bytes: Uint8Array): Promise<Lock> {
  const task = load(bytes);
  try {
    const document = await task.promise;
    return (await document.getPermissions()) === null ? 'open' : 'restricted';
  } catch (error) {
    return wantsPassword(error) ? 'locked' : 'unreadable';
  } finally {
    await task.destroy();
  }
}

const Annotation = z.object({
  fieldValue: z
    .union([z.string(), z.array(z.string())])
    .optional()
    .catch(undefined),
  contentsObj: z.object({ str: z.string() }).optional().catch(undefined),
});

/** Words of filled form fields and pop-up notes, which are not part of the page's own text. */
function wordsOf(annotation: unknown): readonly string[] {
  const found = Annotation.safeParse(annotation).data;
  const value = found?.fieldValue ?? [];
  const note = found?.contentsObj?.str ?? '';
  return [...(typeof value === 'string' ? [value] : value), note].filter((each) => each !== '' && each !== 'Off');
}

/** Opens a PDF page by page: text in the order of the page, then the words of form fields and notes. */
export async function openPdf(bytes: Uint8Array): Promise<Opened> {
  const task = load(bytes);
  const document = await task.promise.catch((error: unknown) => {
    if (wantsPassword(error)) throw new Unreadable('it needs a password');
    throw new Unreadable('the PDF is damaged');
  });
  return {
    pages: document.numPages,
    page: async (number) => {
      const page = await document.getPage(number);
      const content = await page.getTextContent();
      let text = '';
      for (const item of content.items) if ('str' in item) text += item.hasEOL ? `${item.str}\n` : item.str;
      const annotations: readonly unknown[] = await page.getAnnotations();
      page.cleanup();
      return [text, ...annotations.flatMap(wordsOf)].join('\n').trim();
    },
    close: () => task.destroy(),
  };
}
