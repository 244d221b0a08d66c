import { alsoWords, everyday, familyNames, firstNames, listedPlaces } from '../gazetteer.ts';
import type { Token } from '../tokens.ts';

/** What the tagger sees of a word and its neighbours, as places in a table of weights: no word is kept. */

/** Places in the table, a power of two. */
export const buckets = 1 << 17;
/** Features of one token. */
export const featureCount = 28;

/** What is worked out once for each different word. */
export interface WordSeen {
  readonly word: number;
  readonly shape: number;
  readonly prefix2: number;
  readonly prefix3: number;
  readonly suffix2: number;
  readonly suffix3: number;
  readonly suffix4: number;
  /** In which lists it stands. */
  readonly lists: number;
  /** A gap, or a word that is never part of anything: it is not labelled. */
  readonly isPlain: boolean;
  readonly isRaised: boolean;
}

const mix = (a: number, b: number): number => {
  let hash = Math.imul(a ^ (a >>> 15), 0x2c1b3c6d) ^ Math.imul(b + 0x9e3779b9, 0x297a2d39);
  hash = Math.imul(hash ^ (hash >>> 12), 0x297a2d39);
  return hash ^ (hash >>> 15);
};

/** Where a feature of two values stands in the table. */
const place = (id: number, one: number, two: number): number => (mix(mix(id, one), two) >>> 0) & (buckets - 1);

function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash;
}

/** Xx, XX, x, d, by runs of at most two: "Mc-Leigh7" is "Xx-Xxd". */
function pattern(text: string): string {
  let made = '';
  for (const each of text.slice(0, 24)) {
    const kind = /\p{Lu}/u.test(each) ? 'X' : /\p{L}/u.test(each) ? 'x' : /\p{N}/u.test(each) ? 'd' : each;
    if (!made.endsWith(kind + kind)) made += kind;
  }
  return `${made}${text.length > 4 ? 4 : text.length}`;
}

function listsOf(lower: string): number {
  const head = lower.split('-')[0] ?? lower;
  return (
    (firstNames.has(lower) || firstNames.has(head) ? 1 : 0) |
    (familyNames.has(lower) || familyNames.has(head) ? 2 : 0) |
    (alsoWords.has(lower) ? 4 : 0) |
    (everyday.has(lower) ? 8 : 0) |
    (listedPlaces.has(lower) ? 16 : 0)
  );
}

const plain = new Set(
  'was were he she it that had his her they is be been has have which with by on to from as not this or but would could i my me we you him them who when there said did if no so then out up their its are will can may must shall should also such these those than what where how any all some very into over about after before because while until'.split(
    ' ',
  ),
);

const seen = new Map<string, WordSeen>();
const nothing: WordSeen = look('', '', 'gap');

function look(text: string, lower: string, shape: Token['shape']): WordSeen {
  const bare = shape === 'number' ? lower.replaceAll(/\d/g, '0') : lower;
  return {
    word: hashOf(bare),
    shape: hashOf(pattern(text)),
    prefix2: hashOf(bare.slice(0, 2)),
    prefix3: hashOf(bare.slice(0, 3)),
    suffix2: hashOf(bare.slice(-2)),
    suffix3: hashOf(bare.slice(-3)),
    suffix4: hashOf(bare.slice(-4)),
    lists: shape === 'mark' || shape === 'gap' ? 0 : listsOf(lower),
    isPlain: shape === 'gap' || (shape === 'lower' && plain.has(lower)),
    isRaised: shape === 'capital' || shape === 'capitals' || shape === 'mixed',
  };
}

/** What a word looks like; remembered for the next time. */
export function wordSeen({ text, lower, shape }: Token): WordSeen {
  const known = seen.get(text);
  if (known !== undefined) return known;
  const made = look(text, lower, shape);
  if (seen.size > 100_000) seen.clear();
  seen.set(text, made);
  return made;
}

/**
 * Fills `into` with the features of the token at `at`.
 * @param y1 label given to the token before it
 * @param y2 label given to the one before that
 * @param earlier the label last given to the same word in this text, 0 for none
 */
export function featuresAt(
  words: readonly WordSeen[],
  at: number,
  y1: number,
  y2: number,
  earlier: number,
  into: Int32Array,
): void {
  const w = words[at] ?? nothing;
  const a = words[at - 1] ?? nothing;
  const b = words[at - 2] ?? nothing;
  const c = words[at + 1] ?? nothing;
  const d = words[at + 2] ?? nothing;
  const raised = w.isRaised ? 1 : 0;
  const y = mix(y1, y2);
  into[0] = place(1, 0, 0);
  into[1] = place(2, w.word, 0);
  into[2] = place(3, w.shape, w.lists);
  into[3] = place(4, w.prefix3, raised);
  into[4] = place(5, w.suffix3, raised);
  into[5] = place(6, w.suffix2, w.shape);
  into[6] = place(7, w.suffix4, 0);
  into[7] = place(8, a.word, 0);
  into[8] = place(9, b.word, 0);
  into[9] = place(10, c.word, 0);
  into[10] = place(11, d.word, 0);
  into[11] = place(12, a.word, w.shape);
  into[12] = place(13, c.word, w.shape);
  into[13] = place(14, a.word, w.word);
  into[14] = place(15, w.word, c.word);
  into[15] = place(16, mix(a.shape, w.shape), c.shape);
  into[16] = place(17, mix(a.lists, w.lists), c.lists);
  into[17] = place(18, y1, w.shape);
  into[18] = place(19, y, w.word);
  into[19] = place(20, y, w.shape);
  into[20] = place(21, y1, a.word);
  into[21] = place(22, y1, mix(w.lists, c.lists));
  into[22] = place(23, earlier, w.shape);
  into[23] = place(24, mix(b.word, a.word), w.shape);
  into[24] = place(25, mix(c.word, d.word), w.shape);
  into[25] = place(26, w.prefix2, w.suffix3);
  into[26] = place(27, mix(a.word, c.word), raised);
  into[27] = place(28, mix(y1, a.word), c.word);
}
