import type { PlacedGlyph } from './content.ts';

/** The text of letters in the order given: a space wherever the next one does not follow on. */
export function textOf(glyphs: readonly PlacedGlyph[]): string {
  let text = '';
  let last: PlacedGlyph | undefined;
  for (const glyph of glyphs) {
    if (last !== undefined && !followsOn(last, glyph)) text += ' ';
    text += glyph.text;
    last = glyph;
  }
  return text;
}

/** Whether one letter comes right after another on one line, whichever way the line runs. */
export function followsOn(a: PlacedGlyph, b: PlacedGlyph): boolean {
  const size = Math.max(a.size, b.size, 0.1);
  const gapX = Math.max(b.box[0] - a.box[2], a.box[0] - b.box[2]);
  const gapY = Math.max(b.box[1] - a.box[3], a.box[1] - b.box[3]);
  return Math.max(gapX, gapY) < size * 0.22;
}

/** The letters by lines from top to bottom and from left to right, however the page draws them. */
export function inLines(glyphs: readonly PlacedGlyph[]): readonly PlacedGlyph[] {
  const byHeight = [...glyphs].sort((a, b) => b.centre[1] - a.centre[1]);
  const lines: PlacedGlyph[][] = [];
  for (const glyph of byHeight) {
    const line = lines.at(-1);
    const first = line?.[0];
    if (line !== undefined && first !== undefined && first.centre[1] - glyph.centre[1] < glyph.size * 0.35)
      line.push(glyph);
    else lines.push([glyph]);
  }
  return lines.flatMap((line) => line.sort((a, b) => a.centre[0] - b.centre[0]));
}

/** Letters that form words: no spaces, split where one does not follow on. */
export function wordsOf(glyphs: readonly PlacedGlyph[]): readonly (readonly PlacedGlyph[])[] {
  const words: PlacedGlyph[][] = [];
  let last: PlacedGlyph | undefined;
  for (const glyph of glyphs) {
    if (glyph.text.trim() === '') {
      last = undefined;
      continue;
    }
    if (last !== undefined && followsOn(last, glyph)) words.at(-1)?.push(glyph);
    else words.push([glyph]);
    last = glyph;
  }
  return words;
}

/** The codes of the letters as their fonts write them: two bytes each where the font has such. */
export const codesOf = (glyphs: readonly PlacedGlyph[]): Buffer =>
  Buffer.from(glyphs.flatMap(({ code, wide }) => (wide ? [(code >> 8) & 255, code & 255] : [code & 255])));
