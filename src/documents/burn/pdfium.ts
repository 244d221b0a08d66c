/**
 * PDFium behind the few calls that are made of it: open and mend a file, show a page, say which letters stand where.
 * Nothing of what it writes is ever given out. One instance for each process; an abort spoils the process, not the service.
 */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { init, type WrappedPdfiumModule } from '@embedpdf/pdfium';
import type { Box } from '../../domain/redaction/index.ts';
import type { Program } from '../redaction/types.ts';
import { TooMuch } from './content.ts';

/** The engine is this one or none: another build may place or remove differently, unseen. */
const wasmSha256 = '5e4cd023c3dad4a895b3571ca573d3fc51bac6de48360d95283134385b954eaa';
export const engine: Program = { name: '@embedpdf/pdfium', version: '2.15.1' };

/** A letter as the engine finds it, in the order in which it reads. */
export interface EngineGlyph {
  /** Its text: mostly one letter, more for a ligature. Empty where the file does not say. */
  readonly text: string;
  /** Put in by the engine between words and lines: nothing of the page. */
  readonly generated: boolean;
  readonly box: Box;
  readonly origin: readonly [number, number];
}

/** RGBA, rows from the top. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly rgba: Uint8Array;
}

export interface EnginePage {
  glyphs(): readonly EngineGlyph[];
  /** At so many pixels a point of user space; smaller where that would be more than `mostPixels`. */
  picture(scale: number, how?: { readonly withoutText?: boolean }): Picture;
  /** How many images are drawn. */
  images(): number;
  /** The bitmap of the image that is drawn at this place among them, as stored and without its masks. */
  image(index: number): Picture | undefined;
  close(): void;
}

export interface EngineDocument {
  readonly pages: number;
  page(index: number): EnginePage | undefined;
  /** Draws what form fields and notes should look like where the file does not say. */
  giveAppearances(index: number): void;
  /** The file again: mended, in one revision, without passwords. */
  save(): Uint8Array;
  close(): void;
}

export const mostPixels = 30_000_000;

let started: Promise<WrappedPdfiumModule> | undefined;

/** The module of the engine, started once. Refuses to start with another build than the one that was measured. */
export function startEngine(): Promise<WrappedPdfiumModule> {
  started ??= (async () => {
    const file = createRequire(import.meta.url).resolve('@embedpdf/pdfium/pdfium.wasm');
    const wasmBinary = await readFile(file);
    if (createHash('sha256').update(wasmBinary).digest('hex') !== wasmSha256)
      throw new Error('The PDF engine is not the build that this release was tested with. Install again with npm ci.');
    const { buffer, byteOffset, byteLength } = wasmBinary;
    const module = await init({ wasmBinary: buffer.slice(byteOffset, byteOffset + byteLength) });
    module.PDFiumExt_Init();
    return module;
  })();
  return started;
}

const [passwordError, securityError] = [4, 5];
const [textObject, imageObject, formObject] = [1, 3, 5];
const [gray, bgr, bgrx, bgra] = [1, 2, 3, 4];
const reverseBytes = 0x10;

/** Opens the file; why not, where it does not open. */
export async function openInEngine(bytes: Uint8Array): Promise<EngineDocument | 'password' | 'damaged'> {
  const m = await startEngine();
  const { pdfium } = m;
  // The package leaves its memory out of the types of what it exports.
  const { memory: own } = pdfium.wasmExports as typeof pdfium.wasmExports & { readonly memory: WebAssembly.Memory };
  // Asked for anew each time: the buffer is another one after it has grown.
  const memory = (): DataView => new DataView(own.buffer);
  const bytesAt = (at: number, length: number): Uint8Array => new Uint8Array(own.buffer, at, length);
  const room = (size: number): number => {
    const at = pdfium.wasmExports.malloc(size);
    if (at === 0) throw new TooMuch('The engine has no more memory.');
    return at;
  };
  const { free } = pdfium.wasmExports;

  const held = room(Math.max(1, bytes.length));
  bytesAt(held, bytes.length).set(bytes);
  const document = m.FPDF_LoadMemDocument(held, bytes.length, '');
  if (document === 0) {
    const error = m.FPDF_GetLastError();
    free(held);
    return error === passwordError || error === securityError ? 'password' : 'damaged';
  }

  function pictureOf(bitmap: number): Picture {
    const [width, height] = [m.FPDFBitmap_GetWidth(bitmap), m.FPDFBitmap_GetHeight(bitmap)];
    const [stride, format] = [m.FPDFBitmap_GetStride(bitmap), m.FPDFBitmap_GetFormat(bitmap)];
    const from = bytesAt(m.FPDFBitmap_GetBuffer(bitmap), stride * height);
    const rgba = new Uint8Array(width * height * 4);
    const step = format === gray ? 1 : format === bgr ? 3 : 4;
    for (let y = 0; y < height; y += 1)
      for (let x = 0; x < width; x += 1) {
        const [source, to] = [y * stride + x * step, (y * width + x) * 4];
        rgba[to] = from[source + (step === 1 ? 0 : 2)] ?? 0;
        rgba[to + 1] = from[source + (step === 1 ? 0 : 1)] ?? 0;
        rgba[to + 2] = from[source] ?? 0;
        rgba[to + 3] = format === bgra ? (from[source + 3] ?? 255) : 255;
      }
    return { width, height, rgba };
  }

  /** Every object of the page, those in forms too. */
  function* objectsOf(page: number): Generator<{ readonly object: number; readonly type: number }> {
    const count = m.FPDFPage_CountObjects(page);
    for (let index = 0; index < count; index += 1) yield* within(m.FPDFPage_GetObject(page, index), 0);
  }
  function* within(object: number, depth: number): Generator<{ readonly object: number; readonly type: number }> {
    const type = m.FPDFPageObj_GetType(object);
    yield { object, type };
    if (type !== formObject || depth > 20) return;
    const count = m.FPDFFormObj_CountObjects(object);
    for (let index = 0; index < count; index += 1) yield* within(m.FPDFFormObj_GetObject(object, index), depth + 1);
  }

  function render(page: number, scale: number): Picture {
    const [across, down] = [m.FPDF_GetPageWidthF(page), m.FPDF_GetPageHeightF(page)];
    const fit = Math.min(scale, Math.sqrt(mostPixels / Math.max(1, across * down)));
    const [width, height] = [Math.max(1, Math.round(across * fit)), Math.max(1, Math.round(down * fit))];
    const buffer = room(width * height * 4);
    const bitmap = m.FPDFBitmap_CreateEx(width, height, bgrx, buffer, width * 4);
    try {
      m.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xffffffff);
      m.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, reverseBytes);
      const rgba = Uint8Array.from(bytesAt(buffer, width * height * 4));
      for (let at = 3; at < rgba.length; at += 4) rgba[at] = 255;
      return { width, height, rgba };
    } finally {
      m.FPDFBitmap_Destroy(bitmap);
      free(buffer);
    }
  }

  function glyphsOf(page: number): readonly EngineGlyph[] {
    const text = m.FPDFText_LoadPage(page);
    if (text === 0) return [];
    const slots = room(32);
    try {
      const glyphs: EngineGlyph[] = [];
      const count = m.FPDFText_CountChars(text);
      for (let index = 0; index < count; index += 1) {
        const point = m.FPDFText_GetUnicode(text, index);
        const found = m.FPDFText_GetLooseCharBox(text, index, slots);
        const view = memory();
        const [left, top, right, bottom] = [0, 4, 8, 12].map((at) => view.getFloat32(slots + at, true));
        const placed = m.FPDFText_GetCharOrigin(text, index, slots + 16, slots + 24);
        const after = memory();
        glyphs.push({
          text: point === 0 || point > 0x10ffff ? '' : String.fromCodePoint(point),
          generated: m.FPDFText_IsGenerated(text, index) === 1,
          box: found ? [left ?? 0, bottom ?? 0, right ?? 0, top ?? 0] : [0, 0, 0, 0],
          origin: placed ? [after.getFloat64(slots + 16, true), after.getFloat64(slots + 24, true)] : [0, 0],
        });
      }
      return glyphs;
    } finally {
      free(slots);
      m.FPDFText_ClosePage(text);
    }
  }

  return {
    pages: m.FPDF_GetPageCount(document),
    page: (index) => {
      const page = m.FPDF_LoadPage(document, index);
      if (page === 0) return undefined;
      return {
        glyphs: () => glyphsOf(page),
        picture: (scale, { withoutText = false } = {}) => {
          if (!withoutText) return render(page, scale);
          const texts = [...objectsOf(page)].filter(({ type }) => type === textObject);
          texts.forEach(({ object }) => m.FPDFPageObj_SetIsActive(object, false));
          const picture = render(page, scale);
          texts.forEach(({ object }) => m.FPDFPageObj_SetIsActive(object, true));
          return picture;
        },
        images: () => [...objectsOf(page)].filter(({ type }) => type === imageObject).length,
        image: (at) => {
          const object = [...objectsOf(page)].filter(({ type }) => type === imageObject)[at]?.object;
          const bitmap = object === undefined ? 0 : m.FPDFImageObj_GetBitmap(object);
          if (bitmap === 0) return undefined;
          const picture = pictureOf(bitmap);
          m.FPDFBitmap_Destroy(bitmap);
          return picture;
        },
        close: () => m.FPDF_ClosePage(page),
      };
    },
    giveAppearances: (index) => {
      const page = m.FPDF_LoadPage(document, index);
      if (page === 0) return;
      const count = Math.min(m.FPDFPage_GetAnnotCount(page), 20_000);
      for (let at = 0; at < count; at += 1) {
        const note = m.FPDFPage_GetAnnot(page, at);
        if (note === 0) continue;
        const [widget, freeText] = [20, 3];
        const subtype = m.FPDFAnnot_GetSubtype(note);
        if (!m.EPDFAnnot_HasAppearanceStream(note, 0)) {
          if (subtype === widget) m.EPDFAnnot_GenerateFormFieldAP(note);
          if (subtype === freeText) m.EPDFAnnot_GenerateAppearance(note);
        }
        m.FPDFPage_CloseAnnot(note);
      }
      m.FPDF_ClosePage(page);
    },
    save: () => {
      const removeSecurity = 3;
      const writer = m.PDFiumExt_OpenFileWriter();
      m.FPDF_SaveAsCopy(document, writer, removeSecurity);
      const size = m.PDFiumExt_GetFileWriterSize(writer);
      const buffer = room(Math.max(1, size));
      m.PDFiumExt_GetFileWriterData(writer, buffer, size);
      const saved = Uint8Array.from(bytesAt(buffer, size));
      free(buffer);
      m.PDFiumExt_CloseFileWriter(writer);
      return saved;
    },
    close: () => {
      m.FPDF_CloseDocument(document);
      free(held);
    },
  };
}
