/** How a word is written. */
export type Shape = 'lower' | 'capital' | 'capitals' | 'mixed' | 'number' | 'mark' | 'gap';

/** A word, number, mark or gap of a text, in order. */
export interface Token {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** In small letters. */
  readonly lower: string;
  readonly shape: Shape;
}

const piece = /[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}]|['-](?=\p{L}))*|\n+| {2,}|[^\s]/gu;
const startsLetter = /^\p{L}/u;
const startsDigit = /^\p{N}/u;

/** Whose shape is asked again and again: each word once. */
type Seen = Map<string, { readonly lower: string; readonly shape: Shape }>;

function lookAt(text: string, seen: Seen): { readonly lower: string; readonly shape: Shape } {
  const known = seen.get(text);
  if (known !== undefined) return known;
  const lower = text.toLowerCase();
  const first = text.charAt(0);
  let shape: Shape = 'mark';
  if (/^\s/.test(text)) shape = 'gap';
  else if (startsDigit.test(text)) shape = 'number';
  else if (startsLetter.test(text)) {
    if (text === lower) shape = 'lower';
    else if (text.length > 1 && text === text.toUpperCase()) shape = 'capitals';
    else if (first !== first.toLowerCase()) shape = 'capital';
    else shape = 'mixed';
  }
  const made = { lower, shape };
  if (seen.size < 200_000) seen.set(text, made);
  return made;
}

/**
 * The words of a normalised text. An apostrophe or hyphen within a word belongs to it, `'s` at its end is a token of its
 * own; a line's end and a wide space are gaps.
 */
export function tokens(text: string): Token[] {
  const found: Token[] = [];
  const seen: Seen = new Map();
  piece.lastIndex = 0;
  for (let match = piece.exec(text); match !== null; match = piece.exec(text)) {
    let word = match[0];
    const start = match.index;
    if (word.length > 3 && /'s$/i.test(word)) {
      word = word.slice(0, -2);
      piece.lastIndex = start + word.length + 2;
      const { lower, shape } = lookAt(word, seen);
      found.push({ start, end: start + word.length, text: word, lower, shape });
      found.push({ start: start + word.length, end: start + word.length + 2, text: "'s", lower: "'s", shape: 'mark' });
      continue;
    }
    const { lower, shape } = lookAt(word, seen);
    found.push({ start, end: start + word.length, text: word, lower, shape });
  }
  return found;
}

/** Phrases to be found among tokens, whatever their case, by their first word. */
export type Phrases<Value> = Map<string, { readonly words: readonly string[]; readonly value: Value }[]>;

/** Adds a phrase. Marks within it count; nothing is added for a phrase without a word. */
export function addPhrase<Value>(phrases: Phrases<Value>, phrase: string, value: Value): void {
  const words = tokens(phrase)
    .filter(({ shape }) => shape !== 'gap')
    .map(({ lower }) => lower);
  const [first] = words;
  if (first === undefined) return;
  const those = phrases.get(first) ?? [];
  those.push({ words, value });
  those.sort((a, b) => b.words.length - a.words.length);
  phrases.set(first, those);
}

/** The longest phrase that starts with the token at `at`, and the place after its last token. One line break may fall within. */
export function phraseAt<Value>(
  phrases: Phrases<Value>,
  all: readonly Token[],
  at: number,
): { readonly next: number; readonly value: Value } | undefined {
  const first = all[at];
  const those = first === undefined ? undefined : phrases.get(first.lower);
  if (those === undefined) return undefined;
  for (const { words, value } of those) {
    let next = at;
    let matched = true;
    for (let word = 0; word < words.length; word += 1) {
      if (word > 0 && all[next]?.text === '\n') next += 1;
      if (all[next]?.lower !== words[word]) {
        matched = false;
        break;
      }
      next += 1;
    }
    if (matched) return { next, value };
  }
  return undefined;
}
