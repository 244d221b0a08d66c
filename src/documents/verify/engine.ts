import { createRequire } from 'node:module';
import { dirname, join, sep } from 'node:path';
import { createCanvas } from '@napi-rs/canvas';
import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { AnnotationMode, getDocument, version } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { Program } from '../redaction/types.ts';

/** The engine that reads and draws for the verifier: another one than that which burns. */
export const engine: Program = { name: 'pdf.js', version };

const home = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
const folder = (name: string): string => join(home, name) + sep;

/** Opens a PDF for looking at its pages. Everything is tried to the end: an error is an error, not a page without it. */
export async function openForLooking(bytes: Uint8Array): Promise<PDFDocumentProxy> {
  return getDocument({
    data: new Uint8Array(bytes),
    cMapUrl: folder('cmaps'),
    standardFontDataUrl: folder('standard_fonts'),
    wasmUrl: folder('wasm'),
    iccUrl: folder('iccs'),
    isEvalSupported: false,
    isOffscreenCanvasSupported: false,
    isImageDecoderSupported: false,
    disableFontFace: true,
    useSystemFonts: false,
    enableXfa: false,
    // Tells whether a font's codes are of one byte or of more.
    fontExtraProperties: true,
    verbosity: 0,
  }).promise;
}

/** A page as pixels: red, green, blue, alpha, row by row from the top. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray;
  /** Pixels for each point. */
  readonly scale: number;
}

/** Draws a page with all its content and no notes. A page larger than 50 million pixels is drawn smaller. */
export async function draw(page: PDFPageProxy, wanted: number): Promise<Pixels> {
  const size = page.getViewport({ scale: 1 });
  const scale = Math.min(wanted, Math.sqrt(50e6 / Math.max(1, size.width * size.height)));
  const viewport = page.getViewport({ scale });
  const width = Math.max(1, Math.ceil(viewport.width));
  const height = Math.max(1, Math.ceil(viewport.height));
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  const asked = {
    // The canvas of this machine draws what the browser's does; the types know only the browser's.
    canvasContext: context as unknown as CanvasRenderingContext2D,
    canvas: null,
    viewport,
    annotationMode: AnnotationMode.DISABLE,
  };
  await page.render(asked).promise;
  return { width, height, scale, data: context.getImageData(0, 0, width, height).data };
}

/** The same as a PNG, for reading words from it. */
export function asPng({ width, height, data }: Pixels): Buffer {
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  const image = context.createImageData(width, height);
  image.data.set(data);
  context.putImageData(image, 0, 0);
  return canvas.toBuffer('image/png');
}
