import { z } from 'zod';
import { familyNames, firstNames, isEveryday } from '../gazetteer.ts';
import { notNames, particles } from '../names.ts';
import type { Token } from '../tokens.ts';
import type { Find, SuggestionType } from '../types.ts';
import { buckets, featureCount, featuresAt, wordSeen, type WordSeen } from './features.ts';
import { labelRoom, labels, type Label } from './labels.ts';
import weightsFile from './weights.json' with { type: 'json' };

/**
 * A small averaged perceptron that labels words from left to right: what it learned is a table of hashed features to small
 * whole numbers, in which no word of the texts it learned from stands. The same text gives the same labels everywhere.
 */

const Weights = z.strictObject({
  /** Entries: the distance to the one before as 7-bit groups, least first, then the weight as one signed byte. Base64. */
  entries: z.string(),
});

/** Weights of the labels at each place, `labelRoom` bytes a place. */
function unpack(entries: string): Int8Array {
  const table = new Int8Array(buckets * labelRoom);
  const bytes = atob(entries);
  let place = 0;
  for (let at = 0; at < bytes.length;) {
    let distance = 0;
    let group: number;
    let shift = 0;
    do {
      group = bytes.charCodeAt(at);
      distance |= (group & 127) << shift;
      shift += 7;
      at += 1;
    } while (group > 127);
    place += distance;
    table[place] = bytes.charCodeAt(at);
    at += 1;
  }
  return table;
}

/** Labels summed in one number: sums of 28 bytes need 13 bits each. */
const lanes = 4;
const laneRoom = 2 ** 13;
const rowLength = labelRoom / lanes;

/** The weights of four labels in each number: a quarter of the sums does. */
function inLanes(table: Int8Array): Float64Array {
  const packed = new Float64Array(table.length / lanes);
  for (let at = 0; at < packed.length; at += 1)
    for (let lane = lanes - 1; lane >= 0; lane -= 1)
      packed[at] = (packed[at] ?? 0) * laneRoom + (table[at * lanes + lane] ?? 0);
  return packed;
}

let loaded: Float64Array | undefined;
/** The table; unpacked when it is first needed. */
const ownTable = (): Float64Array => (loaded ??= inLanes(unpack(Weights.parse(weightsFile).entries)));
let others: { readonly table: Int8Array; readonly packed: Float64Array } | undefined;
function packedOf(table: Int8Array): Float64Array {
  if (others?.table !== table) others = { table, packed: inLanes(table) };
  return others.packed;
}

/**
 * How much better "nothing" has to score than a label to win, in units of the weights: missing somebody costs more than one
 * look too many. Chosen on held-out texts; see docs/redaction-suggestions.md.
 */
export const leaning = 80;

/** The label of each token, as its place in `labels`. Gaps and words that are never part of anything have none. */
export function label(all: readonly Token[], table?: Int8Array): Uint8Array {
  const packed = table === undefined ? ownTable() : packedOf(table);
  const given = new Uint8Array(all.length);
  const words: WordSeen[] = all.map(wordSeen);
  const places = new Int32Array(featureCount);
  const earlier = new Map<number, number>();
  for (let at = 0; at < all.length; at += 1) {
    const word = words[at];
    if (word === undefined || word.isPlain) continue;
    featuresAt(words, at, given[at - 1] ?? 0, given[at - 2] ?? 0, earlier.get(word.word) ?? 0, places);
    let [a, b, c, d] = [0, 0, 0, 0];
    for (let feature = 0; feature < featureCount; feature += 1) {
      const row = (places[feature] ?? 0) * rowLength;
      a += packed[row] ?? 0;
      b += packed[row + 1] ?? 0;
      c += packed[row + 2] ?? 0;
      d += packed[row + 3] ?? 0;
    }
    let best = 0;
    let most = 0;
    for (let row = 0; row < rowLength; row += 1) {
      let rest = row === 0 ? a : row === 1 ? b : row === 2 ? c : d;
      for (let lane = 0; lane < lanes; lane += 1) {
        const above = Math.round(rest / laneRoom);
        const score = rest - above * laneRoom;
        rest = above;
        const each = row * lanes + lane;
        if (each === 0) most = score - leaning;
        else if (score > most && each < labels.length) {
          most = score;
          best = each;
        }
      }
    }
    given[at] = best;
    if (word.isRaised && best !== 0) earlier.set(word.word, best);
  }
  return given;
}

const means: Partial<Record<Label, { type: SuggestionType; reason: string; public?: string }>> = {
  P: { type: 'name', reason: 'Stands where names of people stand, by its form and the words around it' },
  L: { type: 'place', reason: 'Stands where names of places stand, by its form and the words around it' },
  A: { type: 'address', reason: 'Stands where addresses stand, by its form and the words around it' },
  G: { type: 'organisation', reason: 'Stands where names of organisations stand, by its form and the words around it' },
  K: {
    type: 'organisation',
    reason: 'Stands where names of courts and public bodies stand',
    public: 'A court or public body, which says nothing of a person by itself',
  },
  D: { type: 'date', reason: 'A date or time by its form and the words around it' },
  C: { type: 'reference', reason: 'Stands where numbers and account names stand that belong to one person' },
  M: { type: 'description', reason: 'Says what somebody is: work, family, origin or age' },
  X: { type: 'other', reason: 'Words of a kind by which people were recognised in other texts' },
  Q: { type: 'amount', reason: 'An amount of a kind by which people were recognised in other texts' },
};

const addressLabels = new Set<number>([labels.indexOf('A'), labels.indexOf('L')]);

/**
 * Where an address goes on: past a comma, a line's end, a number or a short word, where what follows is of an address or a
 * place, or the number after it is as long as a postcode abroad.
 */
function restOfAddress(all: readonly Token[], given: Uint8Array, end: number): number {
  let reach = end;
  for (let at = end; at < all.length && at < reach + 4; at += 1) {
    const token = all[at];
    if (token === undefined || token.text === '\n\n' || /^[;:!?()"]$/.test(token.text)) break;
    const isCode =
      /^[1-9]\d{3,5}$/.test(token.text) && /\p{L}$/u.test(all[at - 1]?.text ?? '') && all[at + 1]?.shape !== 'number';
    if (addressLabels.has(given[at] ?? 0) || isCode) {
      reach = at + 1;
      continue;
    }
    const between =
      token.text === ',' ||
      token.text === '.' ||
      token.shape === 'gap' ||
      token.shape === 'number' ||
      /^(?:\p{Lu}{1,3}|Apt|Suite|nan)$/u.test(token.text);
    if (!between) break;
  }
  return reach;
}

/** Words of forms and sentences that are nobody's name. */
const isHeading = (token: Token | undefined): boolean =>
  token !== undefined &&
  (token.shape === 'gap' ||
    notNames.has(token.lower) ||
    /^mg\d+[a-z]?$/.test(token.lower) ||
    (isEveryday(token.lower) && !familyNames.has(token.lower) && !firstNames.has(token.lower)));

/** Whether a name ends between the two: a word in small letters that is no part of names follows one with a capital. */
const endsName = (before: Token | undefined, after: Token | undefined): boolean =>
  before !== undefined &&
  after?.shape === 'lower' &&
  before.shape !== 'lower' &&
  before.shape !== 'mark' &&
  !particles.has(after.lower) &&
  !firstNames.has(after.lower) &&
  !familyNames.has(after.lower);

/** Whether a token at an end of what was labelled is left out of it. */
function isBeside(token: Token | undefined, named: boolean, raised: boolean, kept: RegExp): boolean {
  if (token === undefined || token.shape === 'gap') return true;
  if (token.shape === 'mark') return !kept.test(token.text);
  if (!named) return false;
  return (
    isHeading(token) ||
    (raised &&
      token.shape === 'lower' &&
      !particles.has(token.lower) &&
      !firstNames.has(token.lower) &&
      !familyNames.has(token.lower))
  );
}

/** Whether the words can be what the label says: no bare number is an address, no everyday word alone a person. */
function plausible(name: Label, words: readonly Token[]): boolean {
  const letters = words.filter(({ shape }) => shape !== 'mark' && shape !== 'gap' && shape !== 'number');
  switch (name) {
    case 'P':
      return words.some((token) => !isHeading(token) && canBeName(token));
    case 'A':
      return (
        letters.some((token) => !isHeading(token) && token.text.length > 1) ||
        words.some(({ text }) => /^\d{4,6}$/.test(text)) ||
        (words.some(({ shape }) => shape === 'number') && letters.some(({ lower }) => homes.has(lower)))
      );
    case 'L':
    case 'G':
      return letters.some((token) => !isHeading(token) && token.text.length > 1);
    case 'C':
      return words.some(({ text }) => /\d/.test(text)) && words.map(({ text }) => text).join('').length > 4;
    // Dates in figures are known by their form alone.
    case 'D':
      return letters.length > 0 || words.some(({ text }) => /^(?:19|20)\d\d$/.test(text) && words.length === 1);
    default:
      return words.some(({ shape }) => shape !== 'mark' && shape !== 'gap');
  }
}

const homes = new Set('flat apartment apt unit room suite box block floor house'.split(' '));

/** A word with a capital, one that lists know, or letters with digits as an account has. */
const canBeName = ({ text, lower, shape }: Token): boolean => {
  if (shape === 'number' || shape === 'mark' || shape === 'gap') return false;
  if (/\d/.test(text)) return /^\p{L}{3,}\d{1,4}$/u.test(text);
  return shape !== 'lower' || firstNames.has(lower) || familyNames.has(lower);
};

/** Stretches of words with the same label, as finds. */
export function findTagged(all: readonly Token[], found: (find: Find) => void, table?: Int8Array): void {
  const given = label(all, table);
  for (let at = 0; at < all.length; at += 1) {
    const first = all[at];
    const name = labels[given[at] ?? 0];
    const meant = name === undefined ? undefined : means[name];
    if (first === undefined || meant === undefined) continue;
    let next = at + 1;
    while (
      (given[next] === given[at] || (all[next]?.text === '\n' && given[next + 1] === given[at])) &&
      !(name === 'P' && endsName(all[next - 1], all[next]))
    )
      next += 1;
    if (name === 'A') next = restOfAddress(all, given, next);
    let [from, to] = [at, next];
    const named = name === 'P' || name === 'A' || name === 'L';
    const raised = name === 'P' && all.slice(from, to).some(({ shape }) => shape === 'capital' || shape === 'capitals');
    // Marks around it, a form's next heading and the sentence that goes on are no part of it.
    while (from < to && isBeside(all[from], named && name !== 'A', raised, /[@#(]/)) from += 1;
    while (to > from && isBeside(all[to - 1], named, raised, /[)]/)) to -= 1;
    const last = all[to - 1];
    const start = all[from];
    at = next - 1;
    if (last === undefined || start === undefined || to <= from) continue;
    if (name !== undefined && !plausible(name, all.slice(from, to))) continue;
    // A first name that stands like a place is somebody until a person says otherwise: a place may stay where a name may not.
    const rather = name === 'L' && to === from + 1 && firstNames.has(start.lower) ? (means.P ?? meant) : meant;
    found({
      start: start.start,
      end: last.end,
      certainty: name === 'P' || name === 'L' || name === 'D' ? 'likely' : 'possible',
      type: rather.type,
      reason: rather.reason,
      ...(rather.public === undefined ? {} : { public: rather.public }),
    });
  }
}
