import { readFileSync, writeFileSync } from 'node:fs';
import { normalise } from '../src/domain/redaction/suggest/normalise.ts';
import { buckets, featureCount, featuresAt, wordSeen } from '../src/domain/redaction/suggest/tagger/features.ts';
import { labelRoom, labels, type Label } from '../src/domain/redaction/suggest/tagger/labels.ts';
import { tokens, type Token } from '../src/domain/redaction/suggest/tokens.ts';
import { britishText } from '../test/fixtures/british-text.ts';

/**
 * Trains the tagger of names, places and other personal data, and writes its weights.
 *
 *     node --import tsx scripts/train-tagger.ts ECHR.json ONLINE.json
 *
 * ECHR and ONLINE are annotated texts in the shape `[{id, text, spans: [{start, end, type, identifier}]}]`; with them it
 * learns from British texts made by `test/fixtures/british-text.ts`. The same input gives the same weights. The texts
 * themselves are never kept here: see decision 0039 for where they come from and under which licence.
 */

export interface Annotated {
  readonly id: string;
  readonly text: string;
  readonly spans: readonly {
    readonly start: number;
    readonly end: number;
    readonly type: string;
    readonly identifier: string;
  }[];
}

const labelOf: Readonly<Record<string, readonly [mask: Label, keep: Label]>> = {
  PERSON: ['P', 'P'],
  LOC: ['L', 'L'],
  ADDRESS: ['A', 'A'],
  ORG: ['G', 'K'],
  DATETIME: ['D', 'd'],
  CODE: ['C', '-'],
  DEM: ['M', 'm'],
  MISC: ['X', '-'],
  QUANTITY: ['Q', 'q'],
};

export interface Lesson {
  readonly all: readonly Token[];
  readonly gold: Uint8Array;
}

/** A text as tokens with the label each should have. */
export function lesson({ text, spans }: Annotated): Lesson {
  const normal = normalise(text);
  const all = tokens(normal.text);
  const gold = new Uint8Array(all.length);
  const marks = new Uint8Array(text.length + 1);
  for (const { start, end, type, identifier } of [...spans].sort((a, b) => b.end - b.start - (a.end - a.start))) {
    const [mask, keep] = labelOf[type] ?? ['-', '-'];
    marks.fill(labels.indexOf(identifier === 'NO_MASK' ? keep : mask), start, end);
  }
  all.forEach((token, at) => {
    if (token.shape !== 'gap') gold[at] = marks[normal.startOf(token.start)] ?? 0;
  });
  return { all, gold };
}

/** Numbers in [0, 1) from a seed: mulberry32. */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Learns from the lessons; gives the averaged weights, as small whole numbers. */
export function train(lessons: readonly Lesson[], rounds = 7): Int8Array {
  const weights = new Float32Array(buckets * labelRoom);
  const sums = new Float64Array(buckets * labelRoom);
  const random = randomFrom(39);
  const order = lessons.map((_each, at) => at);
  const places = new Int32Array(featureCount);
  const scores = new Float64Array(labelRoom);
  let step = 1;
  for (let round = 0; round < rounds; round += 1) {
    for (let at = order.length - 1; at > 0; at -= 1) {
      const other = Math.floor(random() * (at + 1));
      [order[at], order[other]] = [order[other] ?? 0, order[at] ?? 0];
    }
    for (const which of order) {
      const { all, gold } = lessons[which] ?? { all: [], gold: new Uint8Array() };
      const words = all.map(wordSeen);
      const given = new Uint8Array(all.length);
      const earlier = new Map<number, number>();
      for (let at = 0; at < all.length; at += 1) {
        const word = words[at];
        if (word === undefined || word.isPlain) continue;
        featuresAt(words, at, given[at - 1] ?? 0, given[at - 2] ?? 0, earlier.get(word.word) ?? 0, places);
        scores.fill(0);
        for (let feature = 0; feature < featureCount; feature += 1) {
          const row = (places[feature] ?? 0) * labelRoom;
          for (let each = 0; each < labels.length; each += 1)
            scores[each] = (scores[each] ?? 0) + (weights[row + each] ?? 0);
        }
        let best = 0;
        for (let each = 1; each < labels.length; each += 1) if ((scores[each] ?? 0) > (scores[best] ?? 0)) best = each;
        const right = gold[at] ?? 0;
        if (best !== right)
          for (let feature = 0; feature < featureCount; feature += 1) {
            const row = (places[feature] ?? 0) * labelRoom;
            weights[row + right] = (weights[row + right] ?? 0) + 1;
            weights[row + best] = (weights[row + best] ?? 0) - 1;
            sums[row + right] = (sums[row + right] ?? 0) + step;
            sums[row + best] = (sums[row + best] ?? 0) - step;
          }
        given[at] = best;
        if (word.isRaised && best !== 0) earlier.set(word.word, best);
        step += 1;
      }
    }
  }
  const small = new Int8Array(weights.length);
  for (let at = 0; at < weights.length; at += 1) {
    const averaged = (weights[at] ?? 0) - (sums[at] ?? 0) / step;
    small[at] = Math.max(-127, Math.min(127, Math.round(averaged * 8)));
  }
  return small;
}

/** The weights that are worth keeping, in the form `tagger.ts` unpacks. */
export function pack(table: Int8Array, least: number): { readonly entries: string; readonly count: number } {
  const bytes: number[] = [];
  let before = 0;
  let count = 0;
  table.forEach((weight, place) => {
    if (Math.abs(weight) < least) return;
    let distance = place - before;
    before = place;
    while (distance > 127) {
      bytes.push((distance & 127) | 128);
      distance >>>= 7;
    }
    bytes.push(distance, weight & 255);
    count += 1;
  });
  return { entries: Buffer.from(bytes).toString('base64'), count };
}

/** The table as it is after packing: what is too small is nothing. */
export const pruned = (table: Int8Array, least: number): Int8Array =>
  table.map((weight) => (Math.abs(weight) < least ? 0 : weight));

/** Least weight that is kept. */
export const leastWeight = 5;

export const readAnnotated = (file: string): readonly Annotated[] =>
  JSON.parse(readFileSync(file, 'utf8')) as readonly Annotated[];

/** British texts for the lessons: enough to know the kinds, other ones than any test uses. */
export const madeTexts = (): readonly Annotated[] => britishText({ seed: 1, documents: 700 });

if (process.argv[1]?.endsWith('train-tagger.ts') === true) {
  const [echr, online] = process.argv.slice(2);
  if (echr === undefined || online === undefined) {
    console.error('Name two files: annotated judgments and annotated posts. See the head of this script.');
    process.exit(2);
  }
  const texts = [...readAnnotated(echr), ...readAnnotated(online), ...madeTexts()];
  const { entries, count } = pack(train(texts.map(lesson)), leastWeight);
  writeFileSync('src/domain/redaction/suggest/tagger/weights.json', `${JSON.stringify({ entries })}\n`);
  console.log(`${texts.length} texts, ${count} weights, ${Math.round(entries.length / 1024)} KB`);
}
