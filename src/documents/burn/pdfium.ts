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
  picture(scale: number, how?: { readonly withoutText?: boolean; readonly most?: number }): Picture;
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
/** Enough to see whether two pictures of a page are the same. */
export const enoughPixels = 6_000_000;

/**
 * The engine's boxes reach as high and low as anything in the font, which is often into the lines above and below. As high
 * and low as the ink of the line is enough, a little more so that no edge shows.
 */
function lineHigh(glyphs: readonly (EngineGlyph & { readonly ink: Box })[]): readonly EngineGlyph[] {
  const more = 0.6;
  const level = (a: EngineGlyph, b: EngineGlyph): boolean =>
    Math.abs(a.origin[1] - b.origin[1]) < 0.1 && a.box[1] === b.box[1] && a.box[3] === b.box[3];
  const out: EngineGlyph[] = [];
  for (let from = 0; from < glyphs.length;) {
    const first = glyphs[from];
    let to = from + 1;
    let before = first;
    for (let next = glyphs[to]; next !== undefined && before !== undefined; next = glyphs[to]) {
      if (!next.generated && !level(before, next)) break;
      if (!next.generated) before = next;
      to += 1;
    }
    const line = glyphs.slice(from, to);
    const inked = line.filter(({ generated, ink }) => !generated && ink[2] > ink[0] && ink[3] > ink[1]);
    const [low, high] = [Math.min(...inked.map(({ ink }) => ink[1])), Math.max(...inked.map(({ ink }) => ink[3]))];
    for (const { text, generated, box, origin } of line) {
      const cut: Box = [box[0], Math.max(box[1], low - more), box[2], Math.min(box[3], high + more)];
      // Lines with a way of their own keep the engine's box: their letters are not on one level.
      const use = inked.length > 2 && cut[3] > cut[1] ? cut : box;
      out.push({ text, generated, box: use, origin });
    }
    from = to;
  }
  return out;
}

/** The engine says so on its error stream, and nothing else tells it from another abort. */
let wasRefusedMemory = false;
const hear = (line: string): void => {
  if (/^(?:Cannot enlarge memory|growMemory:|Failed to grow the heap)/.test(line)) wasRefusedMemory = true;
};
/** Whether what was thrown is the engine giving up because it got no more memory. */
export const ranOutOfMemory = (thrown: unknown): boolean =>
  thrown instanceof WebAssembly.RuntimeError && wasRefusedMemory;

let started: Promise<WrappedPdfiumModule> | undefined;

/** The module of the engine, started once. Refuses to start with another build than the one that was measured. */
export function startEngine(): Promise<WrappedPdfiumModule> {
  started ??= (async () => {
    const file = createRequire(import.meta.url).resolve('@embedpdf/pdfium/pdfium.wasm');
    const wasmBinary = await readFile(file);
    if (createHash('sha256').update(wasmBinary).digest('hex') !== wasmSha256)
      throw new Error('The PDF engine is not the build that this release was tested with. Install again with npm ci.');
    const { buffer, byteOffset, byteLength } = wasmBinary;
    const module = await init({ wasmBinary: buffer.slice(byteOffset, byteOffset + byteLength), printErr: hear });
    module.PDFiumExt_Init();
    return module;
  })();
  return started;
}

const [passwordError, securityError] = [4, 5];
const [textObject, imageObject, formObject] = [1, 3, 5];
const [gray, bgr, bgrx, bgra] = [1, 2, 3, 4];
const reverseBytes = 0x10;

type DirectCall =
  | '_FPDFText_GetUnicode'
  | '_FPDFText_GetLooseCharBox'
  | '_FPDFText_GetCharOrigin'
  | '_FPDFText_GetCharBox'
  | '_FPDFText_IsGenerated';

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

  // Called for every letter, past the wrapping of arguments that the package puts around each function.
  const direct = pdfium as typeof pdfium & Record<DirectCall, (...args: readonly number[]) => number>;

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

  function render(page: number, scale: number, most: number): Picture {
    const [across, down] = [m.FPDF_GetPageWidthF(page), m.FPDF_GetPageHeightF(page)];
    const fit = Math.min(scale, Math.sqrt(most / Math.max(1, across * down)));
    const [width, height] = [Math.max(1, Math.round(across * fit)), Math.max(1, Math.round(down * fit))];
    const buffer = room(width * height * 4);
    const bitmap = m.FPDFBitmap_CreateEx(width, height, bgrx, buffer, width * 4);
    try {
      m.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xffffffff);
      m.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, reverseBytes);
      const rgba = Uint8Array.from(bytesAt(buffer, width * height * 4));
      const words = new Uint32Array(rgba.buffer);
      // The engine leaves the fourth byte of each pixel as it likes.
      for (let at = 0; at < words.length; at += 1) words[at] = (words[at] ?? 0) | 0xff000000;
      return { width, height, rgba };
    } finally {
      m.FPDFBitmap_Destroy(bitmap);
      free(buffer);
    }
  }

  function glyphsOf(page: number): readonly EngineGlyph[] {
    const text = m.FPDFText_LoadPage(page);
    if (text === 0) return [];
    const slots = room(64);
    try {
      const glyphs: (EngineGlyph & { readonly ink: Box })[] = [];
      const count = m.FPDFText_CountChars(text);
      let view = memory();
      const float = (at: number): number => view.getFloat32(slots + at, true);
      const double = (at: number): number => view.getFloat64(slots + at, true);
      for (let index = 0; index < count; index += 1) {
        const point = direct._FPDFText_GetUnicode(text, index);
        const found = direct._FPDFText_GetLooseCharBox(text, index, slots) !== 0;
        const placed = direct._FPDFText_GetCharOrigin(text, index, slots + 16, slots + 24) !== 0;
        direct._FPDFText_GetCharBox(text, index, slots + 32, slots + 40, slots + 48, slots + 56);
        view = memory();
        glyphs.push({
          text: point === 0 || point > 0x10ffff ? '' : String.fromCodePoint(point),
          generated: direct._FPDFText_IsGenerated(text, index) === 1,
          // Left, top, right, bottom.
          box: found ? [float(0), float(12), float(8), float(4)] : [0, 0, 0, 0],
          // Left, right, bottom, top.
          ink: [double(32), double(48), double(40), double(56)],
          origin: placed ? [double(16), double(24)] : [0, 0],
        });
      }
      return lineHigh(glyphs);
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
        picture: (scale, { withoutText = false, most = mostPixels } = {}) => {
          if (!withoutText) return render(page, scale, most);
          const texts = [...objectsOf(page)].filter(({ type }) => type === textObject);
          texts.forEach(({ object }) => m.FPDFPageObj_SetIsActive(object, false));
          const picture = render(page, scale, most);
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
