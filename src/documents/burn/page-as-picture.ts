/** Pages as pictures, words read from pictures, and whether two pictures of a page are the same. */
import { PDFContext, PDFDict, PDFName, PDFNumber, PDFRawStream } from '@cantoo/pdf-lib';
import type { Box, PageShape } from '../../domain/redaction/index.ts';
import { boxOnPage, boxShown, sizeShown } from '../../domain/redaction/index.ts';
import type { FlatPage } from './build.ts';
import { Name, type Op } from './content.ts';
import type { Flat, Resource } from './flat.ts';
import { standardFont } from './fonts.ts';
import { encoded, pngOf } from './images.ts';
import type { Found } from './objects.ts';
import type { EngineDocument, Picture } from './pdfium.ts';

/** A word read from a picture, with its place in pixels from the top left. */
export interface WordOnPicture {
  readonly text: string;
  readonly box: readonly [left: number, top: number, right: number, bottom: number];
}

/** Reads the words of a PNG. What it does not find is not there for whoever searches or listens to the page. */
export type ReadPicture = (png: Uint8Array) => Promise<readonly WordOnPicture[]>;

/** Resolution of a page that had to become a picture, and of pages from which words are read. */
const pictureDpi = 200;

/** Share of the pixels outside the boxes that differ, at one pixel a point. */
export function changedShare(before: Picture, after: Picture, shape: PageShape, boxes: readonly Box[]): number {
  if (before.width !== after.width || before.height !== after.height) return 1;
  const { width, height } = before;
  if (boxes.length === 0 && Buffer.compare(before.rgba, after.rgba) === 0) return 0;
  const covered = coveredPixels(before, shape, boxes, 1.5);
  const [old, now] = [wordsOf(before), wordsOf(after)];
  let changed = 0;
  for (let pixel = 0; pixel < width * height; pixel += 1)
    if (
      old[pixel] !== now[pixel] &&
      covered[pixel] !== 1 &&
      differs(before, after, pixel) &&
      differs(after, before, pixel)
    )
      changed += 1;
  return changed / (width * height);
}

/** A pixel as one number, to see quickly that nothing changed. */
const wordsOf = ({ rgba }: Picture): Uint32Array => new Uint32Array(rgba.buffer, rgba.byteOffset, rgba.byteLength >> 2);

/** A difference of a channel that an eye would see. */
const seen = 24;

/**
 * Whether a pixel of one picture is unlike all that the other has there and right beside. Letters that stand a tenth of a
 * point further on are the same letters: engines round the widths of letters, each in its way.
 */
function differs(one: Picture, other: Picture, pixel: number): boolean {
  const [x, y] = [pixel % one.width, Math.floor(pixel / one.width)];
  for (let channel = 0; channel < 3; channel += 1) {
    const value = one.rgba[pixel * 4 + channel] ?? 0;
    let [low, high] = [255, 0];
    for (let dy = -1; dy <= 1; dy += 1)
      for (let dx = -1; dx <= 1; dx += 1) {
        if (x + dx < 0 || x + dx >= one.width || y + dy < 0 || y + dy >= one.height) continue;
        const near = other.rgba[((y + dy) * one.width + x + dx) * 4 + channel] ?? 0;
        low = Math.min(low, near);
        high = Math.max(high, near);
      }
    if (value < low - seen || value > high + seen) return true;
  }
  return false;
}

/** Which pixels of a picture of the page lie under the boxes, or within so many pixels of them. */
function coveredPixels(
  { width, height }: Picture,
  shape: PageShape,
  boxes: readonly Box[],
  margin: number,
): Uint8Array {
  const plain = { ...shape, userUnit: 1 };
  const scale = width / sizeShown(plain).width;
  const covered = new Uint8Array(width * height);
  for (const box of boxes) {
    const [left, top, right, bottom] = boxShown(box, plain);
    const [x0, x1] = [
      Math.max(0, Math.floor(left * scale - margin)),
      Math.min(width, Math.ceil(right * scale + margin)),
    ];
    const [y0, y1] = [
      Math.max(0, Math.floor(top * scale - margin)),
      Math.min(height, Math.ceil(bottom * scale + margin)),
    ];
    for (let y = y0; y < y1; y += 1) covered.fill(1, y * width + x0, y * width + Math.max(x0, x1));
  }
  return covered;
}

function painted(picture: Picture, shape: PageShape, boxes: readonly Box[], value: number): Picture {
  const covered = coveredPixels(picture, shape, boxes, 0);
  const rgba = Uint8Array.from(picture.rgba);
  for (let pixel = 0; pixel < covered.length; pixel += 1)
    if (covered[pixel] === 1) rgba.fill(value, pixel * 4, pixel * 4 + 3);
  return { ...picture, rgba };
}

export function pictureAt(document: EngineDocument, index: number): Picture {
  const page = document.page(index);
  try {
    const picture = page?.picture(pictureDpi / 72);
    return picture ?? { width: 1, height: 1, rgba: Uint8Array.of(255, 255, 255, 255) };
  } finally {
    page?.close();
  }
}

/** The page as a picture with the boxes in it, and the words that can be read from the rest of it. */
export async function asPicture(
  document: EngineDocument,
  index: number,
  page: FlatPage,
  shape: PageShape,
  boxes: readonly Box[],
  read: ReadPicture | undefined,
): Promise<FlatPage> {
  const clean = pictureAt(document, index);
  const { colours, bytes, filter } = encoded(painted(clean, shape, boxes, 0), false);
  const image = made({
    Subtype: 'Image',
    Width: clean.width,
    Height: clean.height,
    BitsPerComponent: colours === 'bits' ? 1 : 8,
    ColorSpace: colours === 'bits' ? 'DeviceGray' : colours,
    Filter: filter,
  }, bytes); // prettier-ignore
  const flat: Flat = {
    ops: [
      { op: 'q', args: [] },
      { op: 'cm', args: placing(shape) },
      { op: 'Do', args: [new Name('X1')] },
      { op: 'Q', args: [] },
    ],
    resources: new Map([['X1', { category: 'XObject', found: image }]]),
  };
  return withLayer({ ...page, flat }, await wordsOn(clean, shape, boxes, read), clean, shape);
}

/** The page as it is, with the words that can be read from what it shows. */
export async function withWords(
  document: EngineDocument,
  index: number,
  page: FlatPage,
  shape: PageShape,
  boxes: readonly Box[],
  read: ReadPicture,
): Promise<FlatPage> {
  const clean = pictureAt(document, index);
  return withLayer(page, await wordsOn(clean, shape, boxes, read), clean, shape);
}

/** An object of its own, of no file yet. */
function made(entries: Readonly<Record<string, string | number>>, bytes: Uint8Array): Found {
  const of = PDFContext.create();
  const dict = PDFDict.withContext(of);
  for (const [key, value] of Object.entries(entries))
    dict.set(PDFName.of(key), typeof value === 'number' ? PDFNumber.of(value) : PDFName.of(value));
  return { object: PDFRawStream.of(dict, bytes), ref: undefined, of };
}

/** Words are read from the page with the boxes white: beside black ones they are misread. */
export async function wordsOn(
  clean: Picture,
  shape: PageShape,
  boxes: readonly Box[],
  read: ReadPicture | undefined,
): Promise<readonly WordOnPicture[]> {
  if (read === undefined) return [];
  const covered = coveredPixels(clean, shape, boxes, 0);
  const words = await read(pngOf(painted(clean, shape, boxes, 255)));
  return words.filter(({ box: [left, top, right, bottom] }) => {
    const [x, y] = [Math.round((left + right) / 2), Math.round((top + bottom) / 2)];
    return covered[y * clean.width + x] !== 1;
  });
}

/** From the page as seen, in points without the unit of very large pages, to user space. */
export const pointOnPage = (left: number, top: number, shape: PageShape): readonly [number, number] => {
  const [x, y] = boxOnPage([left, top, left, top], { ...shape, userUnit: 1 });
  return [x, y];
};

/** Where the unit square has to go for a picture to fill the page as it is seen. */
function placing(shape: PageShape): readonly number[] {
  const { width, height } = sizeShown({ ...shape, userUnit: 1 });
  const [origin, right, up] = [
    pointOnPage(0, height, shape),
    pointOnPage(width, height, shape),
    pointOnPage(0, 0, shape),
  ];
  return [right[0] - origin[0], right[1] - origin[1], up[0] - origin[0], up[1] - origin[1], origin[0], origin[1]];
}

const plainFont = standardFont('Helvetica');

/** Words laid invisibly where they were read, so that the page can be searched, copied and listened to. */
function withLayer(page: FlatPage, words: readonly WordOnPicture[], picture: Picture, shape: PageShape): FlatPage {
  if (words.length === 0) return page;
  const scale = picture.width / sizeShown({ ...shape, userUnit: 1 }).width;
  const ops: Op[] = [
    { op: 'q', args: [] },
    { op: 'BT', args: [] },
    { op: 'Tr', args: [3] },
  ];
  for (const { text, box } of words) {
    const letters = Array.from(text).filter((letter) =>
      plainFont.encoding.canEncodeUnicodeCodePoint(letter.codePointAt(0) ?? 0),
    );
    if (letters.length === 0) continue;
    const [left = 0, top = 0, right = 0, bottom = 0] = box.map((each) => each / scale);
    const size = Math.max(1, bottom - top);
    const natural = plainFont.widthOfTextAtSize(letters.join(''), size);
    const [at, across, up] = [
      pointOnPage(left, bottom - size * 0.2, shape),
      pointOnPage(left + 1, bottom, shape),
      pointOnPage(left, bottom - 1, shape),
    ];
    const corner = pointOnPage(left, bottom, shape);
    const codes = letters.map((letter) => plainFont.encoding.encodeUnicodeCodePoint(letter.codePointAt(0) ?? 32).code);
    ops.push(
      { op: 'Tf', args: [new Name('FW'), size] },
      { op: 'Tz', args: [natural > 0 ? ((right - left) / natural) * 100 : 100] },
      {
        op: 'Tm',
        args: [across[0] - corner[0], across[1] - corner[1], up[0] - corner[0], up[1] - corner[1], at[0], at[1]],
      },
      { op: 'Tj', args: [Uint8Array.from([...codes, 32])] },
    );
  }
  ops.push({ op: 'ET', args: [] }, { op: 'Q', args: [] });
  const of = PDFContext.create();
  const font = PDFDict.withContext(of);
  for (const [key, value] of Object.entries({
    Type: 'Font',
    Subtype: 'Type1',
    BaseFont: 'Helvetica',
    Encoding: 'WinAnsiEncoding',
  }))
    font.set(PDFName.of(key), PDFName.of(value));
  const resources = new Map([
    ...page.flat.resources,
    ['FW', { category: 'Font', found: { object: font, ref: undefined, of } } satisfies Resource] as const,
  ]);
  return { ...page, flat: { ops: [...page.flat.ops, ...ops], resources } };
}
