/** Text and pictures as PDFs, so that they are reviewed and burned as every other document is. */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import {
  createCanvas,
  GlobalFonts,
  loadImage,
  PDFDocument as DrawnPdf,
  type CanvasRenderingContext2D,
} from '@napi-rs/canvas';
import { PDFDocument } from '@cantoo/pdf-lib';
import { pictureSize } from '../ocr/picture-size.ts';
import { canBecomePdf } from '../media-types.ts';
import { decodeText } from '../read/plain.ts';
import type { HiddenFinding } from '../../domain/redaction/index.ts';
import type { Fault, Outcome } from '../redaction/types.ts';
import { mostPixels, openInEngine } from './pdfium.ts';

const fault = (code: Fault['code'], detail: string): Outcome<never> => ({ ok: false, fault: { code, detail } });
const notTurnable = fault(
  'not-this-kind',
  'This kind of file cannot be redacted here. Print it to a PDF, and add that to the item.',
);
const notThisPicture = fault(
  'damaged',
  'This picture cannot be opened. Open it in another program, save it anew and add that.',
);
const tooManyPixels = fault(
  'too-big',
  `This picture has more than ${mostPixels / 1_000_000} million points. Save it smaller, and add that.`,
);
const tooLong = fault('too-big', 'This text fills too many pages. Split it into smaller files, and add those.');
const otherScript = fault(
  'would-change-the-page',
  'Much of this text is in letters that cannot be put on a page here. Print it to a PDF from a program that shows them, and add that.',
);

export interface AsPdf {
  readonly pdf: Uint8Array;
  /** What the file had that does not show; left out for a PDF, in which it is still to be found. */
  readonly hidden?: readonly HiddenFinding[];
}

/** The file as a PDF; a PDF as it is. What it shows is there and nothing that it carries besides, such as where a photograph was taken. */
export function asPdf(bytes: Uint8Array, mediaType: string): Promise<Outcome<AsPdf>> | Outcome<AsPdf> {
  if (!canBecomePdf(mediaType)) return notTurnable;
  switch (mediaType) {
    case 'application/pdf':
      return { ok: true, value: { pdf: bytes } };
    case 'text/plain':
    case 'text/csv':
      return textAsPdf(decodeText(bytes));
    default:
      return pictureAsPdf(bytes, mediaType);
  }
}

/** A4 in points. */
const sheet = { width: 595, height: 842, margin: 56 };
const letters = { size: 10, line: 13, column: 5.2 };
const linesOnPage = Math.floor((sheet.height - 2 * sheet.margin) / letters.line);
const mostPagesOfText = 5_000;
/** Share of letters of a text that may stand as their numbers. */
const mostByNumber = 0.05;

let fontName: string | undefined;
function font(): string {
  if (fontName === undefined) {
    const folder = join(dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json')), 'standard_fonts');
    if (GlobalFonts.registerFromPath(join(folder, 'LiberationSans-Regular.ttf'), 'Text of pages') === null)
      throw new Error('The font for pages of text is not there. Install again with npm ci.');
    fontName = `${letters.size}px "Text of pages"`;
  }
  return fontName;
}

function drawnPdf(draw: (begin: () => CanvasRenderingContext2D) => void): Uint8Array {
  const document = new DrawnPdf();
  const page = { open: false };
  draw(() => {
    if (page.open) document.endPage();
    page.open = true;
    const context = document.beginPage(sheet.width, sheet.height);
    context.font = font();
    return context;
  });
  if (page.open) document.endPage();
  return document.close();
}

async function textAsPdf(text: string): Promise<Outcome<AsPdf>> {
  const plain = text.normalize('NFC').replaceAll(/\r\n?/gu, '\n').replaceAll('\u00A0', ' ');
  const unshown = await notShown(plain);
  const byNumber = Array.from(plain).filter((letter) => unshown.has(letter)).length;
  if (byNumber > plain.length * mostByNumber) return otherScript;
  let pages = 0;
  const bytes = drawnPdf((begin) => {
    let context = begin();
    const measure = measuring(context);
    let at = 0;
    pages = 1;
    const next = (): void => {
      context = begin();
      at = 0;
      pages += 1;
    };
    for (const [index, part] of plain.split('\f').entries()) {
      if (index > 0) next();
      for (const line of part.split('\n'))
        for (const row of rowsOf(sayUnshown(line, unshown), measure)) {
          if (at === linesOnPage) next();
          if (pages > mostPagesOfText) return;
          at += 1;
          for (const { words, x } of row) context.fillText(words, sheet.margin + x, sheet.margin + at * letters.line);
        }
    }
  });
  return pages > mostPagesOfText ? tooLong : { ok: true, value: { pdf: bytes, hidden: [] } };
}

interface Piece {
  readonly words: string;
  /** In points from the left margin. */
  readonly x: number;
}

type Measure = (words: string) => number;

/** Widths in points. Words come again and again, and to ask the engine each time is most of the work. */
function measuring(context: CanvasRenderingContext2D): Measure {
  const known = new Map<string, number>();
  return (words) => {
    const before = known.get(words);
    if (before !== undefined) return before;
    const { width } = context.measureText(words);
    if (known.size < 100_000) known.set(words, width);
    return width;
  };
}

/** A line in rows that fit. What stands apart by more than one space, or a tab, begins where its column would. */
function rowsOf(line: string, measure: Measure): Piece[][] {
  const room = sheet.width - 2 * sheet.margin;
  const space = measure(' ');
  const rows: Piece[][] = [[]];
  let x = 0;
  const put = (words: string, width: number): void => {
    rows.at(-1)?.push({ words, x });
    x += width;
  };
  const wrap = (): void => {
    rows.push([]);
    x = 0;
  };
  for (const { 0: words, index } of expandTabs(line).matchAll(/\S+(?: \S+)*/gu)) {
    if (index > 0) x = Math.max(x === 0 ? 0 : x + 2 * letters.column, Math.min(index * letters.column, room * 0.9));
    // As many words in one piece as there is room for: a line of words stays a line of words.
    let [piece, wide] = ['', 0];
    for (const word of words.split(' ')) {
      const more = (piece === '' ? 0 : space) + measure(word);
      if (x + wide + more <= room) {
        piece = piece === '' ? word : `${piece} ${word}`;
        wide += more;
        continue;
      }
      if (piece !== '') put(piece, wide);
      if (x > 0) wrap();
      [piece, wide] = [word, measure(word)];
      while (wide > room) {
        const fits = longestThatFits(piece, room, measure);
        put(piece.slice(0, fits), room);
        wrap();
        piece = piece.slice(fits);
        wide = measure(piece);
      }
    }
    if (piece !== '') put(piece, wide);
  }
  return rows;
}

const tab = 8;
function expandTabs(line: string): string {
  let out = '';
  for (const part of line.split('\t').entries())
    out = part[0] === 0 ? part[1] : out + ' '.repeat(Math.max(2, tab - (out.length % tab))) + part[1];
  return out;
}

/** How many UTF-16 units of a word have room, whole letters, at least one. */
function longestThatFits(word: string, room: number, measure: Measure): number {
  let [fits, too] = [1, Math.min(word.length, Math.ceil(room))];
  while (fits + 1 < too) {
    const middle = (fits + too) >> 1;
    if (measure(word.slice(0, middle)) <= room) fits = middle;
    else too = middle;
  }
  return /[\uD800-\uDBFF]$/u.test(word.slice(0, fits)) ? fits + 1 : fits;
}

/** Letters of a text that the font cannot show, as the engine that draws pages for reviewers finds them. */
async function notShown(text: string): Promise<ReadonlySet<string>> {
  const asked = [...new Set(text)].filter((letter) => !/^[\x20-\x7E\n\t\f]$/u.test(letter));
  const found = new Set<string>();
  const [across, down] = [20, 30];
  const probe = drawnPdf((begin) => {
    for (let from = 0; from < asked.length; from += across * down) {
      const context = begin();
      asked.slice(from, from + across * down).forEach((letter, index) => {
        context.fillText(letter, 30 + (index % across) * 25, 30 + Math.floor(index / across) * 25);
      });
    }
  });
  if (asked.length === 0) return found;
  const document = await openInEngine(probe);
  if (typeof document === 'string') throw new Error('a page of letters could not be opened');
  try {
    for (let index = 0; index < document.pages; index += 1) {
      const page = document.page(index);
      page?.glyphs().forEach((glyph) => found.add(glyph.text));
      page?.close();
    }
  } finally {
    document.close();
  }
  return new Set(asked.filter((letter) => !found.has(letter)));
}

/** What cannot be shown stands as its number: nothing of a text is left out. */
const sayUnshown = (line: string, unshown: ReadonlySet<string>): string =>
  unshown.size === 0
    ? line
    : Array.from(line)
        .map((letter) =>
          unshown.has(letter)
            ? `[U+${(letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`
            : letter,
        )
        .join('');

/** What cameras and programs write into pictures: it may say when, where and on whose device one was made. */
function besides(bytes: Uint8Array): HiddenFinding[] {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const marks = [
    ['Exif\0\0', 'Data of the camera (Exif), which may say when, where and on whose device it was taken'],
    ['http://ns.adobe.com/xap/', 'Data of the program it was edited with (XMP)'],
    ['Photoshop 3.0\0', 'Captions and names (IPTC)'],
    ['eXIf', 'Data of the camera (Exif), which may say when, where and on whose device it was taken'],
    ['iTXt', 'Notes in words'],
    ['tEXt', 'Notes in words'],
  ] as const;
  return marks.flatMap(([mark, where]) =>
    all.includes(mark, 0, 'latin1') ? [{ kind: 'metadata', where, words: '' }] : [],
  );
}

const jpegQuality = 92;
/** Longest and shortest side of a page that holds a picture, in points. */
const [longest, shortest] = [842, 72];

/** A page as large as the picture, upright, with its points and nothing else that its file says. */
async function pictureAsPdf(bytes: Uint8Array, mediaType: 'image/jpeg' | 'image/png'): Promise<Outcome<AsPdf>> {
  try {
    // What it says of itself, before anything is unpacked.
    const says = pictureSize(bytes);
    if (says === undefined || says.width < 1 || says.height < 1) return notThisPicture;
    if (says.width * says.height > mostPixels) return tooManyPixels;
    const picture = await loadImage(bytes);
    const canvas = createCanvas(picture.width, picture.height);
    const context = canvas.getContext('2d');
    context.fillStyle = 'white';
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.drawImage(picture, 0, 0);
    const document = await PDFDocument.create({ updateMetadata: false });
    const held =
      mediaType === 'image/png'
        ? await document.embedPng(await canvas.encode('png'))
        : await document.embedJpg(await canvas.encode('jpeg', jpegQuality));
    const scale = Math.min(longest / Math.max(held.width, held.height), 1);
    const size: [number, number] = [Math.max(held.width * scale, shortest), Math.max(held.height * scale, shortest)];
    document.addPage(size).drawImage(held, { x: 0, y: 0, width: held.width * scale, height: held.height * scale });
    return { ok: true, value: { pdf: await document.save(), hidden: besides(bytes) } };
  } catch {
    // Decoders throw words of their own: that it cannot be opened is all there is to say.
    return notThisPicture;
  }
}
