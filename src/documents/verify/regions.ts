import type { Box, Region } from '../../domain/redaction/index.ts';
import { holdsPoint, overlap } from '../../domain/redaction/index.ts';
import type { PageContent, Picture, PlacedGlyph, PlacedPicture, PlacedShape } from './content.ts';
import { apply, boxOf, inverse } from './content.ts';
import type { Pixels } from './engine.ts';
import type { Findings } from './findings.ts';

/** Maps a box in user space to pixels of the page as drawn. */
export type ToPixels = (box: Box) => { left: number; top: number; right: number; bottom: number };

/** The box made smaller, or larger by a negative measure; in points. */
export const inset = ([x0, y0, x1, y1]: Box, by: number): Box => [x0 + by, y0 + by, x1 - by, y1 - by];

/** Whether a letter stands in the box: its middle does. A space of its font draws nothing and counts as nothing. */
export const standsIn = (box: Box, { centre, space }: PlacedGlyph): boolean =>
  !space && holdsPoint(inset(box, 0.3), centre);

/** What is left in one marked place. `number` is its place among the regions, from 1. */
export function lookAtRegion(
  { page, box }: Region,
  number: number,
  content: PageContent,
  all: readonly Box[],
  found: Findings,
): void {
  const place = `marked place ${number}`;
  const left = content.glyphs.filter((glyph) => standsIn(box, glyph)).length;
  if (left > 0) found.found('no-glyph-in-box', `${left} ${left === 1 ? 'letter' : 'letters'} in ${place}`, page);
  const drawn = content.shapes.filter((shape) => isDrawnIn(box, shape, all)).length;
  if (drawn > 0) found.found('nothing-drawn-in-box', `${drawn} ${drawn === 1 ? 'shape' : 'shapes'} in ${place}`, page);
  for (const picture of content.pictures)
    if (!isPlainUnder(box, picture)) found.found('no-pixels-in-box', `a picture under ${place}`, page);
}

/** A shape that lies in the box and is not a bar over one of the marked places. */
function isDrawnIn(box: Box, { box: drawn, plain }: PlacedShape, all: readonly Box[]): boolean {
  const inside =
    drawn[0] >= box[0] - 0.5 && drawn[1] >= box[1] - 0.5 && drawn[2] <= box[2] + 0.5 && drawn[3] <= box[3] + 0.5;
  if (!inside) return false;
  return !(plain && all.some((each) => coversMost(drawn, each)));
}

/** Whether the shape covers nearly all of the marked place. */
function coversMost(drawn: Box, marked: Box): boolean {
  const across = Math.min(drawn[2], marked[2]) - Math.max(drawn[0], marked[0]);
  const up = Math.min(drawn[3], marked[3]) - Math.max(drawn[1], marked[1]);
  const area = (marked[2] - marked[0]) * (marked[3] - marked[1]);
  return across > 0 && up > 0 && across * up >= area * 0.9;
}

/**
 * Whether the pixels of a picture under the box are of one colour: of their middle part, since what was packed again with
 * loss blurs at the edge. True where the box does not touch the picture.
 */
function isPlainUnder(box: Box, { matrix, picture }: PlacedPicture): boolean {
  if (!overlap(boxOf(matrix, [0, 0, 1, 1]), box)) return true;
  const back = inverse(matrix);
  if (back === undefined) return true;
  const { width, height } = picture;
  const corners: readonly (readonly [number, number])[] = [
    [box[0], box[1]],
    [box[2], box[1]],
    [box[2], box[3]],
    [box[0], box[3]],
  ];
  const inPicture = corners
    .map((corner) => apply(back, corner))
    .map(([x, y]) => [x * width, (1 - y) * height] as const);
  const [xs, ys] = [inPicture.map(([x]) => x), inPicture.map(([, y]) => y)];
  const middle = [xs.reduce((a, b) => a + b) / 4, ys.reduce((a, b) => a + b) / 4] as const;
  // Towards the middle by three pixels, or by a quarter of a small box.
  const drawnIn = (span: number): number => Math.max(0, 1 - (2 * Math.min(3, span / 4)) / Math.max(span, 1e-6));
  const [byX, byY] = [drawnIn(Math.max(...xs) - Math.min(...xs)), drawnIn(Math.max(...ys) - Math.min(...ys))];
  const shape = inPicture.map(
    ([x, y]) => [middle[0] + (x - middle[0]) * byX, middle[1] + (y - middle[1]) * byY] as const,
  );
  const fromX = Math.max(0, Math.floor(Math.min(...shape.map(([x]) => x))));
  const toX = Math.min(width, Math.ceil(Math.max(...shape.map(([x]) => x))));
  const fromY = Math.max(0, Math.floor(Math.min(...shape.map(([, y]) => y))));
  const toY = Math.min(height, Math.ceil(Math.max(...shape.map(([, y]) => y))));
  let first: readonly number[] | undefined;
  let other = 0;
  let seen = 0;
  for (let y = fromY; y < toY; y += 1)
    for (let x = fromX; x < toX; x += 1) {
      if (!isInside(shape, x + 0.5, y + 0.5)) continue;
      const colour = colourAt(picture, x, y);
      first ??= colour;
      seen += 1;
      if (colour.some((value, at) => Math.abs(value - (first?.[at] ?? 0)) > 40)) other += 1;
    }
  return other <= seen * 0.002;
}

function isInside(shape: readonly (readonly [number, number])[], x: number, y: number): boolean {
  let side = 0;
  for (const [at, [ax, ay]] of shape.entries()) {
    const [bx, by] = shape[(at + 1) % shape.length] ?? [0, 0];
    const cross = (bx - ax) * (y - ay) - (by - ay) * (x - ax);
    if (cross !== 0 && side !== 0 && Math.sign(cross) !== side) return false;
    if (cross !== 0) side = Math.sign(cross);
  }
  return true;
}

function colourAt({ width, bits, data }: Picture, x: number, y: number): readonly number[] {
  if (bits === 1) {
    const byte = data[y * Math.ceil(width / 8) + (x >> 3)] ?? 0;
    return [((byte >> (7 - (x & 7))) & 1) * 255];
  }
  const size = bits / 8;
  const at = (y * width + x) * size;
  return Array.from(data.subarray(at, at + size));
}

/** Points by which a picture may reach beyond what is shown: scans seldom end at the edge of the paper. */
const margin = 3;
const mostSamples = 200_000;

/** Whether what a picture has beyond its frame or the page, where it does not show, is of one colour. */
export function showsWhole({ matrix, picture, frame }: PlacedPicture, page: Box): boolean {
  const shown = inset(
    frame === undefined
      ? page
      : [
          Math.max(page[0], frame[0]),
          Math.max(page[1], frame[1]),
          Math.min(page[2], frame[2]),
          Math.min(page[3], frame[3]),
        ],
    -margin,
  );
  const [x0, y0, x1, y1] = boxOf(matrix, [0, 0, 1, 1]);
  if (x0 >= shown[0] && y0 >= shown[1] && x1 <= shown[2] && y1 <= shown[3]) return true;
  const { width, height } = picture;
  const step = Math.max(1, Math.floor(Math.sqrt((width * height) / mostSamples)));
  let first: readonly number[] | undefined;
  let seen = 0;
  let other = 0;
  for (let y = 0; y < height; y += step)
    for (let x = 0; x < width; x += step) {
      if (holdsPoint(shown, apply(matrix, [(x + 0.5) / width, 1 - (y + 0.5) / height]))) continue;
      const colour = colourAt(picture, x, y);
      first ??= colour;
      seen += 1;
      if (colour.some((value, at) => Math.abs(value - (first?.[at] ?? 0)) > 40)) other += 1;
    }
  return other <= seen * 0.002;
}

/** Points that a cover is wide and high at least. */
const smallestCover = 5;

/** How many plain shapes hide a part of a picture that is not plain itself: they cover it, and it is still there. */
export function coversOverPictures({ pictures, shapes }: PageContent, pixels: Pixels, at: ToPixels): number {
  return shapes.filter(
    ({ box, plain, turn }) =>
      plain &&
      box[2] - box[0] >= smallestCover &&
      box[3] - box[1] >= smallestCover &&
      pictures.some((picture) => picture.turn < turn && !isPlainUnder(box, picture)) &&
      looksPlain(at(box), pixels),
  ).length;
}

function looksPlain({ left, top, right, bottom }: ReturnType<ToPixels>, { width, height, data }: Pixels): boolean {
  let first: number | undefined;
  for (let y = Math.max(0, Math.ceil(top) + 1); y < Math.min(height, Math.floor(bottom) - 1); y += 1)
    for (let x = Math.max(0, Math.ceil(left) + 1); x < Math.min(width, Math.floor(right) - 1); x += 1) {
      const pixel = (y * width + x) * 4;
      first ??= pixel;
      for (let channel = 0; channel < 3; channel += 1)
        if (Math.abs((data[pixel + channel] ?? 0) - (data[first + channel] ?? 0)) > 12) return false;
    }
  return first !== undefined;
}

/** The pixels between two edges without the outermost, but at least the one in the middle; those of the page alone. */
function innerOf(from: number, to: number, most: number): readonly [number, number] {
  const inner = [Math.ceil(from) + 1, Math.floor(to) - 1] as const;
  const middle = Math.floor((from + to) / 2);
  const [first, last] = inner[1] > inner[0] ? inner : [middle, middle + 1];
  return [Math.max(0, first), Math.min(most, last)];
}

/** Whether a marked place shows one plain dark colour, its outermost pixels apart. */
export function lookAtBar({ page, box }: Region, number: number, pixels: Pixels, at: ToPixels, found: Findings): void {
  const { left, top, right, bottom } = at(box);
  const [fromX, toX] = innerOf(left, right, pixels.width);
  const [fromY, toY] = innerOf(top, bottom, pixels.height);
  let light = 0;
  let seen = 0;
  for (let y = fromY; y < toY; y += 1)
    for (let x = fromX; x < toX; x += 1) {
      const pixel = (y * pixels.width + x) * 4;
      seen += 1;
      for (let channel = 0; channel < 3; channel += 1)
        if ((pixels.data[pixel + channel] ?? 255) > 64) {
          light += 1;
          break;
        }
    }
  if (light > seen * 0.005) found.found('boxes-solid', `marked place ${number} is not one dark bar`, page);
}
