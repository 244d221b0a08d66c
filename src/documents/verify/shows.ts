import { holdsPoint } from '../../domain/redaction/index.ts';
import type { PageContent, PlacedGlyph, PlacedPicture } from './content.ts';
import { apply, boxOf, inverse } from './content.ts';
import type { Pixels } from './engine.ts';
import type { Findings } from './findings.ts';
import type { ToPixels } from './regions.ts';
import { wordsOf } from './text.ts';

/** Smaller letters, in points, show as nothing. */
const smallest = 1.5;
/** Less difference between light and dark, of 255, shows as nothing. */
const contrast = 10;

/**
 * Tells of words that do not show: covered, of the colour of the page, too small, off the page or invisible. Words that
 * were read from a picture and laid over it, invisible, are as they should be where the picture has something there.
 */
export function lookForHiddenText(
  page: number,
  content: PageContent,
  pixels: Pixels,
  at: ToPixels,
  found: Findings,
): void {
  let hidden = 0;
  let covered = 0;
  for (const word of wordsOf(content.glyphs)) {
    const letters = word.filter(({ text }) => /[\p{L}\p{N}]/u.test(text));
    if (letters.length < 2) continue;
    const look = looksOf(word, pixels, at);
    const behind = content.pictures.some((picture) => liesOver(picture, word));
    const layer = word.every(({ invisible }) => invisible);
    if (look === 'dark' && !layer) covered += 1;
    else if (look !== 'shows' || word.every(({ size }) => size < smallest)) hidden += 1;
    else if (layer ? !content.pictures.some((picture) => holdsWord(picture, word)) : behind) hidden += 1;
  }
  if (covered > 0) found.found('all-text-shows', `${words(covered)} under a dark cover`, page);
  if (hidden > 0) found.found('all-text-shows', `${words(hidden)} that cannot be seen`, page);
}

const words = (count: number): string => (count === 1 ? '1 word' : `${count} words`);

function looksOf(
  word: readonly PlacedGlyph[],
  pixels: Pixels,
  at: ToPixels,
): 'shows' | 'plain' | 'dark' | 'off the page' {
  let [lightest, darkest, seen] = [0, 255, 0];
  for (const { box } of word) {
    const { left, top, right, bottom } = at(box);
    for (let y = Math.max(0, Math.floor(top)); y < Math.min(pixels.height, Math.ceil(bottom)); y += 1)
      for (let x = Math.max(0, Math.floor(left)); x < Math.min(pixels.width, Math.ceil(right)); x += 1) {
        const pixel = (y * pixels.width + x) * 4;
        for (let channel = 0; channel < 3; channel += 1) {
          const value = pixels.data[pixel + channel] ?? 0;
          if (value > lightest) lightest = value;
          if (value < darkest) darkest = value;
        }
        seen += 1;
      }
  }
  if (seen === 0) return 'off the page';
  // One colour has differences between its own channels, so a coloured page is told by its pixels being alike.
  if (lightest - darkest >= contrast && !allAlike(word, pixels, at)) return 'shows';
  return lightest < 100 ? 'dark' : 'plain';
}

function allAlike(word: readonly PlacedGlyph[], pixels: Pixels, at: ToPixels): boolean {
  let first: number | undefined;
  for (const { box } of word) {
    const { left, top, right, bottom } = at(box);
    for (let y = Math.max(0, Math.floor(top)); y < Math.min(pixels.height, Math.ceil(bottom)); y += 1)
      for (let x = Math.max(0, Math.floor(left)); x < Math.min(pixels.width, Math.ceil(right)); x += 1) {
        const pixel = (y * pixels.width + x) * 4;
        first ??= pixel;
        for (let channel = 0; channel < 3; channel += 1)
          if (Math.abs((pixels.data[pixel + channel] ?? 0) - (pixels.data[first + channel] ?? 0)) >= contrast)
            return false;
      }
  }
  return true;
}

/** Whether a picture with no way to see through it was drawn over the whole word later. */
const liesOver = (picture: PlacedPicture, word: readonly PlacedGlyph[]): boolean =>
  picture.picture.bits === 24 && word.every(({ turn }) => turn < picture.turn) && holdsWord(picture, word);

function holdsWord({ matrix }: PlacedPicture, word: readonly PlacedGlyph[]): boolean {
  const back = inverse(matrix);
  if (back === undefined) return false;
  return word.every(({ centre }) => holdsPoint(boxOf([1, 0, 0, 1, 0, 0], [0, 0, 1, 1]), apply(back, centre)));
}
