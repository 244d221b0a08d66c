import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { CaseRecord } from '../src/domain/case-file/index.ts';
import { knowledgeOf } from '../src/application/case-knowledge.ts';
import type { Suggestion, SuggestionType } from '../src/domain/redaction/index.ts';
import { suggest, suggestWith } from '../src/domain/redaction/suggest/suggest.ts';
import { inspect } from '../src/documents/inspect.ts';
import { sharedReader } from '../src/documents/read/reader.ts';
import { extractText } from '../src/documents/text.ts';
import { britishText } from '../test/fixtures/british-text.ts';
import { leastWeight, lesson, madeTexts, pruned, readAnnotated, train, type Annotated } from './train-tagger.ts';

/**
 * Measures suggestions of personal data and writes docs/redaction-suggestions.md.
 *
 *     node --import tsx scripts/measure-suggestions.ts SAMPLES CASES
 *
 * SAMPLES: folder with echr_60.json, online_51.json, short_300.json and their scorer score_pii.mjs. CASES: folder of case
 * bundles with truth.json. Neither is kept here. The judgments and posts are cross-validated in three parts: each text is
 * scored with weights learned without it.
 */

const [samples, cases] = process.argv.slice(2);
if (samples === undefined || cases === undefined) {
  console.error('Name two folders: annotated samples and case bundles. See the head of this script.');
  process.exit(2);
}

interface Prf {
  readonly p: number;
  readonly r: number;
  readonly f1: number;
}
interface Scored {
  readonly chars: number;
  readonly predicted_spans: number;
  readonly mask: { readonly char: Prf; readonly span_overlap: Prf };
  readonly detect: { readonly char: Prf };
  readonly recall: Readonly<Record<string, { readonly mention: number; readonly entity: number }>>;
  readonly by_type: Readonly<Record<string, { readonly mentions: number; readonly mention_recall: number }>>;
}
type Spans = Readonly<Record<string, readonly Suggestion[]>>;
const { score } = (await import(pathToFileURL(join(samples, 'score_pii.mjs')).href)) as {
  score: (gold: readonly Annotated[], predicted: Spans) => Scored;
};

const page = 2000;
const share = (value: number | undefined): string =>
  value === undefined || Number.isNaN(value) ? '–' : value.toFixed(3);
const table = (head: readonly string[], rows: readonly (readonly (string | number)[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
const shown = (all: readonly Suggestion[]): readonly Suggestion[] => all.filter(({ stays }) => stays === undefined);

// Samples, each text with weights learned without it.
const [echr, online, short] = ['echr_60', 'online_51', 'short_300'].map((name) =>
  readAnnotated(join(samples, `${name}.json`)),
);
if (echr === undefined || online === undefined || short === undefined) throw new Error('a sample is missing');
const parts = 3;
const predicted: Record<string, readonly Suggestion[]> = {};
const made = madeTexts();
for (let part = 0; part < parts; part += 1) {
  const learned = [echr, online].flatMap((texts) => texts.filter((_each, at) => at % parts !== part));
  const weights = pruned(train([...learned, ...made].map(lesson)), leastWeight);
  for (const texts of [echr, online])
    texts.forEach(({ id, text }, at) => {
      if (at % parts === part) predicted[id] = shown(suggestWith(weights, text, {}));
    });
  console.log(`part ${part + 1} of ${parts}`);
}
for (const { id, text } of short) predicted[id] = shown(suggest(text));
const scored = [
  { name: 'Judgments (echr_60)', texts: echr },
  { name: 'Posts (online_51)', texts: online },
  { name: 'Short requests (short_300)', texts: short },
].map(({ name, texts }) => ({
  name,
  result: score(texts, Object.fromEntries(texts.map(({ id }) => [id, predicted[id] ?? []]))),
}));

// Case bundles.
interface TruthItem {
  readonly file: string;
  readonly text: string;
  readonly category: string;
  readonly mustRedact: boolean;
  readonly arguable?: boolean;
  readonly imageOnly?: boolean;
  readonly textUnderImage?: boolean;
  readonly where?: string;
}
interface Counts {
  all: number;
  found: number;
  must: number;
  goes: number;
  may: number;
  stays: number;
}
const typesOf: Readonly<Record<string, readonly SuggestionType[]>> = {
  name: ['name', 'collar-number'],
  collar_number: ['name', 'collar-number'],
  address: ['address', 'place'],
  location: ['address', 'place', 'organisation', 'position'],
  date_of_birth: ['date-of-birth'],
  phone: ['phone'],
  email: ['email'],
  nhs_number: ['nhs-number'],
  ni_number: ['ni-number'],
  vehicle: ['vehicle'],
  social_handle: ['social-handle'],
  bank: ['bank'],
  identifier: ['police-record', 'device', 'driving-licence', 'passport', 'reference'],
  medical: ['health'],
};
const word = /[\p{L}\p{N}]/u;

interface Read {
  readonly folder: string;
  readonly file: string;
  readonly text: string;
  readonly items: readonly TruthItem[];
}
const reads: Read[] = [];
for (const folder of readdirSync(cases).filter((name) => /^\d/.test(name))) {
  const truth = JSON.parse(readFileSync(join(cases, folder, 'truth.json'), 'utf8')) as {
    redaction: { items: readonly TruthItem[] };
  };
  for (const name of readdirSync(join(cases, folder, 'documents'))) {
    const path = join(cases, folder, 'documents', name);
    const looked = await inspect({ path }, name);
    if (!looked.ok) continue;
    const { text } = await extractText({ path }, looked.value.mediaType);
    const file = `documents/${name}`;
    const items = truth.redaction.items.filter(
      (item) =>
        item.file === file && item.where === undefined && item.imageOnly !== true && item.textUnderImage !== true,
    );
    if (text !== '') reads.push({ folder, file, text, items });
  }
}
sharedReader.close();

function measure(withCase: boolean) {
  const byCategory = new Map<string, Counts>();
  const right = new Map<SuggestionType, { all: number; touches: number }>();
  let [letters, going, milliseconds] = [0, 0, 0];
  for (const { folder, file, text, items } of reads) {
    const record = CaseRecord.parse(JSON.parse(readFileSync(join(cases ?? '', folder, 'case.json'), 'utf8')));
    const client = record.defendants[0]?.personId;
    const start = performance.now();
    const all = suggest(text, {
      recipient: 'defence',
      ...(withCase ? { case: knowledgeOf(record) } : {}),
      ...(client === undefined ? {} : { client }),
    });
    milliseconds += performance.now() - start;
    letters += text.length;
    going += shown(all).length;
    const covered = new Uint8Array(text.length);
    const goes = new Uint8Array(text.length);
    for (const each of all) covered.fill(1, each.start, each.end);
    for (const each of shown(all)) goes.fill(1, each.start, each.end);
    const gold = new Uint8Array(text.length);
    for (const item of [...items].sort((a, b) => b.text.length - a.text.length)) {
      const counts = byCategory.get(item.category) ?? { all: 0, found: 0, must: 0, goes: 0, may: 0, stays: 0 };
      byCategory.set(item.category, counts);
      const pattern = item.text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll(/\s+/g, '\\s+');
      for (const match of text.matchAll(new RegExp(`(?<![\\p{L}\\p{N}])${pattern}(?![\\p{L}\\p{N}])`, 'gu'))) {
        const [from, to] = [match.index, match.index + match[0].length];
        if (gold[from] === 1) continue;
        gold.fill(1, from, to);
        const places = Array.from({ length: to - from }, (_, at) => from + at).filter((at) =>
          word.test(text.charAt(at)),
        );
        counts.all += 1;
        if (places.every((at) => covered[at] === 1)) counts.found += 1;
        if (item.mustRedact) {
          counts.must += 1;
          if (places.every((at) => goes[at] === 1)) counts.goes += 1;
        } else if (item.arguable !== true) {
          counts.may += 1;
          if (places.every((at) => goes[at] === 0)) counts.stays += 1;
        }
      }
    }
    // What truth lists once for a whole workbook says nothing of each of its cells.
    if (/\.(?:xlsx|csv)$/.test(file)) continue;
    for (const each of all) {
      const counts = right.get(each.type) ?? { all: 0, touches: 0 };
      right.set(each.type, counts);
      counts.all += 1;
      if (gold.subarray(each.start, each.end).includes(1)) counts.touches += 1;
    }
  }
  return { byCategory, right, letters, going, milliseconds };
}
suggest(
  reads
    .map(({ text }) => text)
    .join('\n')
    .slice(0, 200_000),
);
const known = measure(true);
const unknown = measure(false);

const categoryRows = [...known.byCategory].map(([category, counts]) => {
  const types = typesOf[category] ?? [];
  const sums = types.map((type) => known.right.get(type) ?? { all: 0, touches: 0 });
  const precision = sums.reduce((sum, { touches }) => sum + touches, 0) / sums.reduce((sum, { all }) => sum + all, 0);
  const recall = counts.found / counts.all;
  const without = unknown.byCategory.get(category);
  return [
    category.replaceAll('_', ' '),
    counts.all,
    share(recall),
    types.length === 0 ? '–' : share(precision),
    types.length === 0 ? '–' : share((2 * precision * recall) / (precision + recall)),
    counts.must === 0 ? '–' : `${share(counts.goes / counts.must)} of ${counts.must}`,
    counts.may === 0 ? '–' : `${share(counts.stays / counts.may)} of ${counts.may}`,
    share(without === undefined ? undefined : without.found / without.all),
  ];
});

// Made texts of another seed than the lessons.
const madeCounts = new Map<string, { found: number; all: number }>();
for (const { text, spans } of britishText({ seed: 2026, documents: 400 })) {
  const covered = new Uint8Array(text.length);
  for (const { start, end } of suggest(text)) covered.fill(1, start, end);
  for (const { start, end, kind } of spans) {
    const counts = madeCounts.get(kind) ?? { found: 0, all: 0 };
    madeCounts.set(kind, counts);
    counts.all += 1;
    if (
      Array.from({ length: end - start }, (_, at) => start + at).every(
        (at) => covered[at] === 1 || !word.test(text.charAt(at)),
      )
    )
      counts.found += 1;
  }
}

// Speed on one long text.
const long = `${echr.map(({ text }) => text).join('\n\n')}\n\n`;
const speeds = [1, 2, 3]
  .map(() => {
    const start = performance.now();
    suggest(long);
    return (long.length / (performance.now() - start)) * 1000;
  })
  .sort((a, b) => a - b);

const thousand = (value: number | undefined): string => `${Math.round((value ?? 0) / 1000)} thousand`;
writeFileSync(
  'docs/redaction-suggestions.md',
  `# Suggestions of personal data: how good they are

Written by \`scripts/measure-suggestions.ts\`. A page is ${page} letters. What a court or public body is called counts as not
suggested, since it may stay with everybody.

## Texts annotated by others

Judgments and posts are cross-validated in ${parts} parts: each text is scored with weights learned without it. The short
requests were never learned from, but were read when templates of that kind were written. \`mask\` is what must be hidden,
letter by letter; a mention counts as found when all its words are.

${table(
  [
    'texts',
    'mask precision',
    'recall',
    'F1',
    'direct mentions',
    'quasi mentions',
    'all mentions to hide',
    'suggestions a page',
  ],
  scored.map(({ name, result: { mask, recall, predicted_spans, chars } }) => [
    name,
    share(mask.char.p),
    share(mask.char.r),
    share(mask.char.f1),
    share(recall['direct']?.mention),
    share(recall['quasi']?.mention),
    share(recall['pii']?.mention),
    (predicted_spans / (chars / page)).toFixed(1),
  ]),
)}

Mentions found, by the annotators’ types (those that need not be hidden too):

${scored
  .map(
    ({ name, result }) =>
      `- ${name}: ${Object.entries(result.by_type)
        .map(([type, { mention_recall, mentions }]) => `${type} ${share(mention_recall)} of ${mentions}`)
        .join('; ')}`,
  )
  .join('\n')}

## Case bundles

Nine invented cases, ${reads.length} documents with text, as the defence would be given them, with what each case’s record knows. Recall: of all
personal data that the truth lists, how much was found, whether it goes or stays. Precision: of what was found of that kind,
how much touches something that the truth lists (workbooks left out: the truth lists a number once for all its cells). “Goes”:
of what must go to the defence, how much is suggested to go. “Stays”: of what may stay, how much is not suggested. The last
column is recall without the case’s record.

${table(['kind', 'mentions', 'recall', 'precision', 'F1', 'goes', 'stays', 'recall without the case'], categoryRows)}

${(known.going / (known.letters / page)).toFixed(1)} suggestions to go a page with the record, ${(unknown.going / (unknown.letters / page)).toFixed(1)} without it.

These bundles were at hand when rules, lists and templates were written, so other cases of the kind will do worse. Scanned
pages and words in pictures are not counted here: they are found once they are read.

## Made British texts

${[...madeCounts.values()].reduce((sum, { all }) => sum + all, 0)} marked items in texts of another seed than the tagger learned from, but from the same templates: this tests formats, not
wording. Found whole: ${[...madeCounts]
    .map(([kind, { found, all }]) => `${kind} ${share(found / all)} of ${all}`)
    .join('; ')}.

## Speed

One text of ${Math.round(long.length / 1000)} thousand letters: ${thousand(speeds[1])} letters a second (median of 3; ${thousand(speeds[0])} to ${thousand(speeds[2])}), on one core of
two that other work shared. The bundles, document by document: ${thousand((known.letters / known.milliseconds) * 1000)} letters a second.

## What is weak

- Organisations that are neither known by their ending nor annotated alike everywhere: courts named by their town are left out on purpose.
- Roles, family and circumstances (“lorry driver”, “father of two”), amounts and other words by which somebody might be recognised: about half.
- Streets abroad, house names without a postcode, single words in a table that no list and no case knows.
- Criminal records and other facts told in words, which no rule looks for.
- Things that belong to the defendant by context alone (a car in their custody record, their medicine) are suggested to go: one look each.
- Names in capitals in logs where everything is in capitals: some headings and verbs are taken for names.
`,
);
