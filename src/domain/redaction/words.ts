/** A stretch of a text, UTF-16 units, end exclusive. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

const isLetter = (letter: string | undefined): boolean => letter !== undefined && /[\p{L}\p{N}\p{M}]/u.test(letter);

/** Letters and digits without case and accents, each with its place in the text. */
function folded(text: string): { readonly letters: string; readonly places: readonly number[] } {
  let letters = '';
  const places: number[] = [];
  let at = 0;
  for (const letter of text) {
    const plain = letter.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
    for (const each of plain)
      if (isLetter(each)) {
        letters += each;
        for (let unit = 0; unit < each.length; unit += 1) places.push(at);
      }
    at += letter.length;
  }
  return { letters, places };
}

/**
 * Where words stand in a text, as whole words, whatever their case, accents and the spaces, hyphens and line breaks in them.
 * In order, none within another.
 */
export function placesOfWords(text: string, words: string): Stretch[] {
  const sought = folded(words).letters;
  if (sought === '') return [];
  const { letters, places } = folded(text);
  const found: Stretch[] = [];
  for (let from = letters.indexOf(sought); from >= 0; from = letters.indexOf(sought, from)) {
    const start = places[from] ?? 0;
    const last = places[from + sought.length - 1] ?? start;
    const letter = String.fromCodePoint(text.codePointAt(last) ?? 0);
    // Marks that stand on the last letter go with it.
    const end = last + letter.length + (/^\p{M}+/u.exec(text.slice(last + letter.length))?.[0].length ?? 0);
    const before = text.slice(0, start).at(-1);
    const stands = !isLetter(before) && !isLetter(text.slice(end, end + 2).match(/^./u)?.[0]);
    if (stands) found.push({ start, end });
    from += stands ? sought.length : 1;
  }
  return found;
}
