import { boxAround, holdsPoint, type Box } from '../domain/redaction/index.ts';
import type { WorkingPageRow } from '../storage/redaction-reads.ts';

/** From letters to places of a page and back. */

type OfPage = Pick<WorkingPageRow, 'text' | 'glyphs' | 'shape'>;

type Letter = WorkingPageRow['glyphs'][number];

const boxOf = ([, , x0, y0, x1, y1]: Letter): Box => [x0 / 100, y0 / 100, x1 / 100, y1 / 100];

const middle = ([x0, y0, x1, y1]: Box): readonly [number, number] => [(x0 + x1) / 2, (y0 + y1) / 2];

/** Whether a letter goes on where the line of a box ends: on the same line, and not far from it. */
function goesOn(line: Box, letter: Box, rotate: number): boolean {
  const upright = rotate % 180 === 0;
  const [a0, a1] = upright ? [line[1], line[3]] : [line[0], line[2]];
  const [b0, b1] = upright ? [letter[1], letter[3]] : [letter[0], letter[2]];
  const shared = Math.min(a1, b1) - Math.max(a0, b0);
  return shared > 0.5 * Math.min(a1 - a0, b1 - b0);
}

/**
 * The boxes over a stretch of a page's text, one for each line of it. Empty for letters that have no place.
 * @param start UTF-16 units into the text of the page, with `end` exclusive
 */
export function boxesOver(page: OfPage, start: number, end: number): Box[] {
  const lines: [Box, ...Box[]][] = [];
  for (const letter of page.glyphs) {
    const [at, length] = letter;
    if (at + length <= start || at >= end) continue;
    const box = boxOf(letter);
    if (box[2] - box[0] <= 0 && box[3] - box[1] <= 0) continue;
    const line = lines.at(-1);
    if (line !== undefined && goesOn(boxAround(line), box, page.shape.rotate)) line.push(box);
    else lines.push([box]);
  }
  return lines.map(boxAround);
}

/** The words of a page whose letters lie under these boxes, in reading order. */
export function wordsUnder(page: OfPage, boxes: readonly Box[]): string {
  let words = '';
  let last = 0;
  for (const letter of page.glyphs) {
    const point = middle(boxOf(letter));
    if (!boxes.some((box) => holdsPoint(box, point))) continue;
    const [at, length] = letter;
    if (words !== '' && at > last && /\s/.test(page.text.slice(last, at))) words += ' ';
    words += page.text.slice(at, at + length);
    last = at + length;
  }
  return words.replaceAll(/\s+/g, ' ').trim();
}
