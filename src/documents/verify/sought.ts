import { lexer, Broken } from './tokens.ts';

/** Words that had to go, in the forms in which they are looked for. */
export interface Sought {
  /** Which one, for the report: never the words. */
  readonly label: string;
  /** Letters and digits alone, lower case, without accents. */
  readonly letters: string;
  /** The same with one space between words. */
  readonly spaced: string;
  /** As bytes: UTF-8, Latin-1 and UTF-16 both ways, composed and not, as written, in capitals and in small letters. */
  readonly bytes: readonly Buffer[];
  /** Whether the same words stay, unmarked, elsewhere on the pages: then they are looked for beside page content only. */
  readonly stays: boolean;
  /** Whether it was named by itself, and may be nowhere, rather than being what stood in a marked place. */
  readonly named?: true;
}

/** Fewer letters and digits than this can't be told from chance: such a place is judged by what stands in it alone. */
export const fewest = 4;
/** From this many on, letters are looked for without regard to spaces; below, as whole words. */
const withoutSpaces = 8;

const marks = /\p{M}+/gu;
const between = /[^\p{L}\p{N}]+/gu;
const special: Readonly<Record<string, string>> = { ł: 'l', ø: 'o', đ: 'd', ß: 'ss', æ: 'ae', œ: 'oe', ħ: 'h', ı: 'i' };

/** Lower case, without accents, and one space for whatever stands between letters and digits. */
export function foldSpaced(text: string): string {
  const plain = text.replace(/[\0\u00ad\u200b-\u200d\ufeff]/g, '');
  if (/^[\x00-\x7f]*$/.test(plain)) return plain.toLowerCase().replace(/[^a-z0-9]+/g, ' ');
  return plain
    .normalize('NFKD')
    .replace(marks, '')
    .toLowerCase()
    .replace(/[łøđßæœħı]/g, (each) => special[each] ?? each)
    .replace(between, ' ');
}
export const foldLetters = (text: string): string => foldSpaced(text).replaceAll(' ', '');

/** `words` in the forms in which they are looked for; nothing where they are too short to be. */
export function seek(words: string, label: string, stays: boolean): Sought | undefined {
  const spaced = foldSpaced(words).trim();
  const letters = spaced.replaceAll(' ', '');
  if (letters.length < fewest) return undefined;
  const spellings = [words, words.toUpperCase(), words.toLowerCase()].map((each) => each.trim());
  const forms = spellings.flatMap((each) => [each.normalize('NFC'), each.normalize('NFD')]);
  const bytes = forms.flatMap((form) => [
    Buffer.from(form, 'utf8'),
    Buffer.from(form, 'latin1'),
    Buffer.from(form, 'utf16le'),
    Buffer.from(form, 'utf16le').swap16(),
  ]);
  const different = new Map(bytes.map((each) => [each.toString('latin1'), each]));
  return { label, letters, spaced, stays, bytes: [...different.values()] };
}

/** Whether the words stand in a text that was folded with `foldSpaced`. */
export function standsIn(spaced: string, sought: Sought): boolean {
  if (sought.letters.length >= withoutSpaces) return spaced.replaceAll(' ', '').includes(sought.letters);
  return ` ${spaced.trim()} `.includes(` ${sought.spaced} `);
}

/** A text made ready for being searched for many words. */
export interface Haystack {
  holds(sought: Sought): boolean;
}
export function haystack(text: string): Haystack {
  const spaced = ` ${foldSpaced(text).trim()} `;
  const letters = spaced.replaceAll(' ', '');
  return {
    holds: (sought) =>
      sought.letters.length >= withoutSpaces ? letters.includes(sought.letters) : spaced.includes(` ${sought.spaced} `),
  };
}

/** Bytes made ready: as they are, and as the texts that they could be. */
export function bytesHaystack(bytes: Buffer): Haystack {
  const texts = textsOf(bytes).map(haystack);
  return { holds: (sought) => texts.some((each) => each.holds(sought)) || holdsExactly(bytes, sought) };
}

/** Words that do not come about by chance, nor stand in every font: two or more of ten letters in all, or one as long. */
const isUnlikely = ({ letters }: Sought): boolean => letters.length >= 10;

/** Font programs, and what another program made of the whole file: full of words of their own. */
export const wordyHaystack = (bytes: Buffer): Haystack => ({
  holds: (sought) => isUnlikely(sought) && holdsExactly(bytes, sought),
});

/** Packed or binary data, where letters meet by chance: only six letters and more, spelled as they are. */
export const binaryHaystack = (bytes: Buffer): Haystack => ({
  holds: (sought) => sought.letters.length >= 6 && holdsExactly(bytes, sought),
});

const holdsExactly = (bytes: Buffer, sought: Sought): boolean =>
  sought.bytes.some((each) => each.length >= fewest && bytes.includes(each));

/** The texts that bytes could be: Latin-1 (which tells UTF-16 of plain letters too), UTF-8, UTF-16, and joined strings. */
function textsOf(bytes: Buffer): readonly string[] {
  const latin1 = bytes.toString('latin1');
  const texts = [latin1];
  const isPlain = !bytes.some((byte) => byte > 127);
  if (!isPlain) {
    texts.push(bytes.toString('utf8'));
    const even = bytes.subarray(0, bytes.length & ~1);
    texts.push(even.toString('utf16le'), Buffer.from(even).swap16().toString('utf16le'));
    const odd = bytes.subarray(1, 1 + ((bytes.length - 1) & ~1));
    texts.push(odd.toString('utf16le'), Buffer.from(odd).swap16().toString('utf16le'));
  } else if (bytes.includes(0)) {
    const even = bytes.subarray(0, bytes.length & ~1);
    texts.push(Buffer.from(even).swap16().toString('utf16le'));
  }
  return texts;
}

/**
 * All strings of page content or of an object, with escapes and hex undone: joined, and with a space wherever the
 * drawing moves on. `bytes` are those of the strings alone, which are glyph codes where the font has no Unicode.
 */
export function joinedStrings(content: Buffer): { readonly bytes: Buffer; readonly spaced: Buffer } {
  const bytes: Buffer[] = [];
  const spaced: Buffer[] = [];
  const space = Buffer.from(' ');
  const lex = lexer(content);
  for (;;) {
    try {
      const token = lex.next();
      if (token === undefined) break;
      if (token.is === 'string') {
        bytes.push(token.bytes);
        spaced.push(token.bytes);
      } else if (token.is === 'word' && /^(T[dDm*]|ET|'|")$/.test(token.word)) spaced.push(space);
      else if (token.is === 'number' && token.value < -180) spaced.push(space);
    } catch (error) {
      if (!(error instanceof Broken)) throw error;
      lex.at += 1;
    }
  }
  return { bytes: Buffer.concat(bytes), spaced: Buffer.concat(spaced) };
}

/** Where words that were read from a picture stand in `text`, with one wrong letter in eight allowed: offsets of the end. */
export function almostIn(letters: string, sought: string): readonly number[] {
  const allowed = Math.floor(sought.length / 8);
  const ends: number[] = [];
  // Sellers' algorithm: the fewest changes that make the words out of some stretch ending here.
  let row = Array.from({ length: sought.length + 1 }, (_none, at) => at);
  for (let at = 0; at < letters.length; at += 1) {
    const next = [0];
    for (let each = 1; each <= sought.length; each += 1) {
      const same = letters[at] === sought[each - 1] ? 0 : 1;
      next.push(Math.min((row[each - 1] ?? 0) + same, (row[each] ?? 0) + 1, (next[each - 1] ?? 0) + 1));
    }
    row = next;
    if ((row[sought.length] ?? Infinity) <= allowed) ends.push(at + 1);
  }
  return ends;
}
