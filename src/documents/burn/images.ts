/** Pictures with some of their pixels gone: not covered, but written over in the picture itself and in its masks. */
import { createCanvas, ImageData } from '@napi-rs/canvas';
import { PDFArray, PDFDict, PDFName, PDFNumber, PDFRawStream } from '@cantoo/pdf-lib';
import type { Box } from '../../domain/redaction/index.ts';
import { componentsOf } from './build.ts';
import { pack } from './filters.ts';
import { place, type Matrix } from './flat.ts';
import { boolIn, follow, get, isStream, itemsIn, nameIn, numberIn, unpacked, type Found } from './objects.ts';
import type { Picture } from './pdfium.ts';

/** Quality at which a picture that came as JPEG is written as JPEG again. */
const jpegQuality = 92;
const widest = 32_000;

/** Calls for each pixel of a picture in the unit square that lies under one of the boxes. */
function eachUnder(
  width: number,
  height: number,
  matrix: Matrix,
  boxes: readonly Box[],
  hit: (x: number, y: number) => void,
): void {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = matrix;
  const det = a * d - b * c;
  if (Math.abs(det) < 1e-9) return;
  const inverse: Matrix = [d / det, -b / det, -c / det, a / det, (c * f - d * e) / det, (b * e - a * f) / det];
  // A pixel goes with its middle, and a little before that, in user space. What is left of it shows beside the box already.
  const [moreX, moreY] = [
    (Math.abs(a) / width + Math.abs(c) / height) / 10,
    (Math.abs(b) / width + Math.abs(d) / height) / 10,
  ];
  for (const [x0, y0, x1, y1] of boxes) {
    const corners = [place(inverse, x0, y0), place(inverse, x1, y0), place(inverse, x0, y1), place(inverse, x1, y1)];
    const [us, vs] = [corners.map(([u]) => u * width), corners.map(([, v]) => (1 - v) * height)];
    const [left, right] = [
      Math.max(0, Math.floor(Math.min(...us)) - 1),
      Math.min(width, Math.ceil(Math.max(...us)) + 1),
    ];
    const [top, bottom] = [
      Math.max(0, Math.floor(Math.min(...vs)) - 1),
      Math.min(height, Math.ceil(Math.max(...vs)) + 1),
    ];
    for (let y = top; y < bottom; y += 1)
      for (let x = left; x < right; x += 1) {
        const [px, py] = place(matrix, (x + 0.5) / width, 1 - (y + 0.5) / height);
        if (px >= x0 - moreX && px <= x1 + moreX && py >= y0 - moreY && py <= y1 + moreY) hit(x, y);
      }
  }
}

/** Whether what lies under a box in the picture is more than one colour: something that a cover hides. */
export function hidesSomething(picture: Picture, matrix: Matrix, box: Box): boolean {
  let first: number | undefined;
  let other = false;
  eachUnder(picture.width, picture.height, matrix, [box], (x, y) => {
    const at = (y * picture.width + x) * 4;
    const grey = (picture.rgba[at] ?? 0) + (picture.rgba[at + 1] ?? 0) + (picture.rgba[at + 2] ?? 0);
    first ??= grey;
    if (Math.abs(grey - first) > 120) other = true;
  });
  return other;
}

const dictOf = (image: Found): PDFDict => {
  const dict = PDFDict.withContext(image.of);
  const own = image.object instanceof PDFRawStream ? image.object.dict : undefined;
  own?.entries().forEach(([key, value]) => dict.set(key, value));
  return dict;
};

const streamOf = (image: Found, dict: PDFDict, bytes: Uint8Array): Found | undefined =>
  follow(image.of, PDFRawStream.of(dict, bytes));

/**
 * The picture without what lies under the boxes. `decode` gives its pixels where only an engine can unpack it. `undefined`
 * where it can't be done so that the rest of the picture stays as it was.
 */
export function wiped(
  image: Found,
  matrix: Matrix,
  boxes: readonly Box[],
  decode: () => Picture | undefined,
): Found | undefined {
  const [width, height] = [numberIn(get(image, 'Width')) ?? 0, numberIn(get(image, 'Height')) ?? 0];
  if (width < 1 || height < 1 || width > widest || height > widest) return undefined;
  const { bytes, rest } = unpacked(image);
  const made =
    rest.length === 0
      ? samplesWiped(image, bytes, width, height, matrix, boxes)
      : drawnAnew(image, rest[0]?.filter, matrix, boxes, decode);
  if (made === undefined || !(made.object instanceof PDFRawStream)) return undefined;
  for (const key of ['SMask', 'Mask']) {
    const mask = get(image, key);
    if (!isStream(mask)) continue;
    const clean = wiped(mask, matrix, boxes, () => undefined);
    if (clean === undefined) return undefined;
    made.object.dict.set(PDFName.of(key), image.of.register(clean.object));
  }
  return made;
}

/** Samples as they are stored, those under the boxes nought: nothing else of the picture changes by a single bit. */
function samplesWiped(
  image: Found,
  bytes: Uint8Array,
  width: number,
  height: number,
  matrix: Matrix,
  boxes: readonly Box[],
): Found | undefined {
  const mask = boolIn(get(image, 'ImageMask')) === true;
  const bits = mask ? 1 : (numberIn(get(image, 'BitsPerComponent')) ?? 8);
  const space = get(image, 'ColorSpace');
  const name = nameIn(space) ?? nameIn(itemsIn(space)[0]);
  const parts = mask || name === 'Indexed' || name === 'I' ? 1 : componentsOf(space);
  if (parts === undefined || ![1, 2, 4, 8, 16].includes(bits)) return undefined;
  const row = Math.ceil((width * parts * bits) / 8);
  const out = new Uint8Array(row * height);
  out.set(bytes.subarray(0, out.length));
  eachUnder(width, height, matrix, boxes, (x, y) => {
    const from = x * parts * bits;
    for (let bit = from; bit < from + parts * bits; bit += bits >= 8 ? 8 : 1) {
      const at = y * row + (bit >> 3);
      out[at] = bits >= 8 ? 0 : (out[at] ?? 0) & ~(0x80 >> (bit & 7));
    }
  });
  const dict = dictOf(image);
  dict.delete(PDFName.of('DecodeParms'));
  dict.set(PDFName.of('Filter'), PDFName.of('FlateDecode'));
  return streamOf(image, dict, pack(out));
}

/** A picture that an engine had to unpack, in a plain form again: JPEG where it was one, else as few bits as do. */
function drawnAnew(
  image: Found,
  filter: string | undefined,
  matrix: Matrix,
  boxes: readonly Box[],
  decode: () => Picture | undefined,
): Found | undefined {
  const under = get(image, 'Mask');
  // A colour that counts as nothing would no longer be that colour.
  if (under !== undefined && !isStream(under)) return undefined;
  const picture = decode();
  if (picture === undefined) return undefined;
  const { width, height, rgba } = picture;
  if (width !== numberIn(get(image, 'Width')) || height !== numberIn(get(image, 'Height'))) return undefined;
  const mask = boolIn(get(image, 'ImageMask')) === true;
  eachUnder(width, height, matrix, boxes, (x, y) => rgba.set([0, 0, 0, 255], (y * width + x) * 4));
  const dict = dictOf(image);
  for (const key of ['DecodeParms', 'Decode', 'ColorSpace', 'BitsPerComponent', 'SMaskInData', 'Intent'])
    dict.delete(PDFName.of(key));
  if (mask) return streamOf(image, asBits(dict, image, true), pack(bitsOf(picture)));
  return filled(image, dict, picture, filter === 'DCTDecode' || filter === 'JPXDecode');
}

function asBits(dict: PDFDict, image: Found, mask: boolean): PDFDict {
  dict.set(PDFName.of('Filter'), PDFName.of('FlateDecode'));
  dict.set(PDFName.of('BitsPerComponent'), PDFNumber.of(1));
  if (!mask) dict.set(PDFName.of('ColorSpace'), PDFName.of('DeviceGray'));
  else {
    const decode = PDFArray.withContext(image.of);
    [1, 0].forEach((each) => decode.push(PDFNumber.of(each)));
    dict.set(PDFName.of('Decode'), decode);
  }
  return dict;
}

function bitsOf({ width, height, rgba }: Picture): Uint8Array {
  const row = Math.ceil(width / 8);
  const out = new Uint8Array(row * height);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const at = y * row + (x >> 3);
      if ((rgba[(y * width + x) * 4] ?? 0) > 127) out[at] = (out[at] ?? 0) | (0x80 >> (x & 7));
    }
  return out;
}

function filled(image: Found, dict: PDFDict, picture: Picture, wasPhotograph: boolean): Found | undefined {
  const { colours, bytes, filter } = encoded(picture, wasPhotograph);
  if (colours === 'bits') return streamOf(image, asBits(dict, image, false), bytes);
  dict.set(PDFName.of('Filter'), PDFName.of(filter));
  dict.set(PDFName.of('BitsPerComponent'), PDFNumber.of(8));
  dict.set(PDFName.of('ColorSpace'), PDFName.of(colours));
  return streamOf(image, dict, bytes);
}

/** Pixels in the smallest plain form: bits, greys, or colours; as JPEG where a photograph would be large otherwise. */
export function encoded(
  picture: Picture,
  wasPhotograph: boolean,
): {
  readonly colours: 'bits' | 'DeviceGray' | 'DeviceRGB';
  readonly bytes: Uint8Array;
  readonly filter: 'FlateDecode' | 'DCTDecode';
} {
  const { width, height, rgba } = picture;
  let [grey, two] = [true, true];
  for (let at = 0; at < rgba.length && grey; at += 4) {
    const [r, g, b] = [rgba[at] ?? 0, rgba[at + 1] ?? 0, rgba[at + 2] ?? 0];
    if (r !== g || g !== b) grey = false;
    if (r !== 0 && r !== 255) two = false;
  }
  if (grey && two) return { colours: 'bits', bytes: pack(bitsOf(picture)), filter: 'FlateDecode' };
  if (wasPhotograph) return { colours: 'DeviceRGB', bytes: jpegOf(picture), filter: 'DCTDecode' };
  const step = grey ? 1 : 3;
  const out = new Uint8Array(width * height * step);
  for (let pixel = 0; pixel < width * height; pixel += 1)
    for (let part = 0; part < step; part += 1) out[pixel * step + part] = rgba[pixel * 4 + part] ?? 0;
  return { colours: grey ? 'DeviceGray' : 'DeviceRGB', bytes: pack(out), filter: 'FlateDecode' };
}

function canvasOf({ width, height, rgba }: Picture) {
  const canvas = createCanvas(width, height);
  canvas.getContext('2d').putImageData(new ImageData(new Uint8ClampedArray(rgba), width, height), 0, 0);
  return canvas;
}

export const jpegOf = (picture: Picture): Uint8Array =>
  new Uint8Array(canvasOf(picture).toBuffer('image/jpeg', jpegQuality));
export const pngOf = (picture: Picture): Uint8Array => new Uint8Array(canvasOf(picture).toBuffer('image/png'));
