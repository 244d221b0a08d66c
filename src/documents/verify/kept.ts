import type { Box } from '../../domain/redaction/index.ts';
import { overlap } from '../../domain/redaction/index.ts';
import type { PageContent, PlacedGlyph } from './content.ts';
import type { Pixels } from './engine.ts';
import type { Findings } from './findings.ts';
import { inset, type ToPixels } from './regions.ts';
import { foldLetters } from './sought.ts';
import { textOf, wordsOf } from './text.ts';

/** Words of the working copy outside the boxes, and how many of them are still there. */
export interface Kept {
  readonly words: number;
  readonly kept: number;
}

/** Whether the letter touches a box, and may therefore have gone with it. */
export const touches = (boxes: readonly Box[], { box }: PlacedGlyph): boolean =>
  boxes.some((each) => overlap(inset(each, -0.2), box));

/** Compares the words of a page by their letters and places, and tells of letters that were not there. */
export function compareWords(
  page: number,
  before: PageContent,
  after: PageContent,
  boxes: readonly Box[],
  found: Findings,
): Kept {
  const there = placesOf(after.glyphs);
  const words = wordsOf(before.glyphs).filter((word) => !word.some((glyph) => touches(boxes, glyph)));
  const kept = words.filter((word) => word.every((glyph) => there(glyph))).length;
  const wasThere = placesOf(before.glyphs);
  const added = after.glyphs.filter((glyph) => glyph.text.trim() !== '' && !wasThere(glyph)).length;
  if (added > 0)
    found.found('nothing-added', `${added} ${added === 1 ? 'letter' : 'letters'} that were not there`, page);
  return { words: words.length, kept };
}

/** Answers whether the same letter stands within a point of the place. */
function placesOf(glyphs: readonly PlacedGlyph[]): (glyph: PlacedGlyph) => boolean {
  const cells = new Map<string, PlacedGlyph[]>();
  const cell = (value: number): number => Math.floor(value / 2);
  for (const glyph of glyphs) {
    const key = `${cell(glyph.centre[0])} ${cell(glyph.centre[1])}`;
    const known = cells.get(key);
    if (known === undefined) cells.set(key, [glyph]);
    else known.push(glyph);
  }
  return ({ text, centre: [x, y] }) => {
    for (let dx = -1; dx <= 1; dx += 1)
      for (let dy = -1; dy <= 1; dy += 1)
        for (const each of cells.get(`${cell(x) + dx} ${cell(y) + dy}`) ?? [])
          if (each.text === text && Math.abs(each.centre[0] - x) <= 1 && Math.abs(each.centre[1] - y) <= 1) return true;
    return false;
  };
}

/** The same for a page whose text was read anew from its picture: words in any order, letters and digits alone. */
export function compareReadWords(before: PageContent, after: PageContent, boxes: readonly Box[]): Kept {
  const words = wordsOf(before.glyphs)
    .filter((word) => !word.some((glyph) => touches(boxes, glyph)))
    .map((word) => foldLetters(textOf(word)))
    .filter((word) => word.length > 2);
  const text = foldLetters(textOf(after.glyphs));
  return { words: words.length, kept: words.filter((word) => text.includes(word)).length };
}

/** Marks pixels that may differ: those of the boxes, and of letters that went with them. */
function maskOf({ width, height }: Pixels, boxes: readonly Box[], at: ToPixels): Uint8Array {
  const mask = new Uint8Array(width * height);
  for (const box of boxes) {
    const { left, top, right, bottom } = at(box);
    const [fromX, toX] = [Math.max(0, Math.floor(left) - 2), Math.min(width, Math.ceil(right) + 2)];
    for (let y = Math.max(0, Math.floor(top) - 2); y < Math.min(height, Math.ceil(bottom) + 2); y += 1)
      mask.fill(1, y * width + Math.min(fromX, width), y * width + Math.max(fromX, toX));
  }
  return mask;
}

/** The share of pixels outside the boxes that look different, 0 to 1. */
export function changed(
  before: Pixels,
  after: Pixels,
  boxes: readonly Box[],
  gone: readonly PlacedGlyph[],
  at: ToPixels,
  asPicture: boolean,
): number {
  if (before.width !== after.width || before.height !== after.height) return 1;
  const around = gone.map(({ box, size }) => inset(box, -size * 0.25));
  const mask = maskOf(before, [...boxes, ...around], at);
  return asPicture ? changedBlocks(before, after, mask) : changedPixels(before, after, mask);
}

function changedPixels(before: Pixels, after: Pixels, mask: Uint8Array): number {
  const { width, height } = before;
  const a = new Uint32Array(before.data.buffer, before.data.byteOffset, width * height);
  const b = new Uint32Array(after.data.buffer, after.data.byteOffset, width * height);
  let count = 0;
  for (let at = 0; at < a.length; at += 1)
    if (a[at] !== b[at] && mask[at] === 0 && isNew(before, after, at) && isNew(after, before, at)) count += 1;
  return count / a.length;
}

/** Whether no pixel around the place in `from` is like this one in `to`: a shift by less than a pixel is no change. */
function isNew(from: Pixels, to: Pixels, at: number): boolean {
  const { width, height } = from;
  const [x, y] = [at % width, Math.floor(at / width)];
  for (let dy = -1; dy <= 1; dy += 1)
    for (let dx = -1; dx <= 1; dx += 1) {
      if (x + dx < 0 || y + dy < 0 || x + dx >= width || y + dy >= height) continue;
      const other = (at + dy * width + dx) * 4;
      let differs = 0;
      for (let channel = 0; channel < 3; channel += 1)
        differs = Math.max(differs, Math.abs((from.data[other + channel] ?? 0) - (to.data[at * 4 + channel] ?? 0)));
      if (differs <= 48) return false;
    }
  return true;
}

const block = 6;

/** For a page that became a picture: blocks of pixels by their mean, since every edge is drawn anew. */
function changedBlocks(before: Pixels, after: Pixels, mask: Uint8Array): number {
  const { width, height } = before;
  let count = 0;
  let all = 0;
  for (let y = 0; y + block <= height; y += block)
    for (let x = 0; x + block <= width; x += block) {
      const sums = [0, 0, 0, 0, 0, 0];
      let masked = false;
      for (let dy = 0; dy < block && !masked; dy += 1)
        for (let dx = 0; dx < block; dx += 1) {
          const at = (y + dy) * width + x + dx;
          masked ||= mask[at] === 1;
          for (let channel = 0; channel < 3; channel += 1) {
            sums[channel] = (sums[channel] ?? 0) + (before.data[at * 4 + channel] ?? 0);
            sums[channel + 3] = (sums[channel + 3] ?? 0) + (after.data[at * 4 + channel] ?? 0);
          }
        }
      all += 1;
      if (masked) continue;
      const differs = [0, 1, 2].map((each) => Math.abs((sums[each] ?? 0) - (sums[each + 3] ?? 0)) / block ** 2);
      if (Math.max(...differs) > 56) count += 1;
    }
  return all === 0 ? 0 : count / all;
}
