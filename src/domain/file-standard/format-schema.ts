import { z } from 'zod';
import { MaterialType, SubmissionKind } from '../case-file/index.ts';
import { Condition } from './condition.ts';

/**
 * In which format evidence is needed, as rows of an edition: what is accepted at which stage, and what becomes of evidence
 * that is there in another. What the reference leaves open is a row with a low confidence, and another edition changes it.
 */

const text = z.string().min(1);
const texts = z.array(text).min(1);
const optional = <T extends z.ZodType>(schema: T) => schema.exactOptional();

/** What becomes of evidence in a format: held against the file, or shown to a person. */
const Becomes = z.enum(['inadequate', 'proposal']);

/** A format that evidence can have, and how it is told. The first of an item that fits is the one it has. */
export const EvidenceFormat = z.strictObject({
  id: text,
  item: text,
  title: text,
  types: z.array(MaterialType).min(1),
  /** Words of which the title has one. */
  titleHas: optional(texts),
  /** Words of which the document has one, where its title has none: what they tell is only proposed. */
  textHas: optional(texts),
});
export type EvidenceFormat = z.infer<typeof EvidenceFormat>;

const common = {
  id: text,
  item: text,
  submissions: z.array(SubmissionKind).min(1),
  /** Facts on which the row hangs; it is passed over while they are not known to hold. */
  when: optional(Condition),
  /** What is needed, in a sentence for the officer. */
  needs: text,
  note: optional(text),
  sources: texts,
  confidence: z.enum(['confirmed', 'second_hand', 'general_knowledge', 'proposal']),
};

/** What is needed of evidence on paper. */
export const PaperFormatRow = z.strictObject({
  ...common,
  of: z.literal('paper'),
  /** Formats that do. */
  accepts: texts,
  others: z.array(
    z.strictObject({
      format: text,
      /** What becomes of it when nothing in an accepted format is there. */
      alone: Becomes,
      /** Said of it beside one in an accepted format; absent where nothing is to be said. */
      besides: optional(z.literal('proposal')),
      why: text,
      fix: text,
    }),
  ),
});
export type PaperFormatRow = z.infer<typeof PaperFormatRow>;

/** What is needed of recordings. */
export const RecordingFormatRow = z.strictObject({
  ...common,
  of: z.literal('recording'),
  /** What becomes of a recording that is said not to be cut to the part that matters. */
  notCut: z.union([Becomes, z.literal('accepted')]),
  /** What becomes of one that will not play. */
  willNotPlay: Becomes,
  /** Longest in seconds; absent where neither the guidance nor this edition sets a limit. A force may set its own. */
  longestSeconds: optional(z.int().min(1)),
  /** What becomes of one longer than the limit. */
  tooLong: Becomes,
});
export type RecordingFormatRow = z.infer<typeof RecordingFormatRow>;

export const FormatRow = z.discriminatedUnion('of', [PaperFormatRow, RecordingFormatRow]);
export type FormatRow = z.infer<typeof FormatRow>;

export const FormatTable = z.strictObject({ kinds: z.array(EvidenceFormat), rows: z.array(FormatRow) });
export type FormatTable = z.infer<typeof FormatTable>;

/** What is wrong between the parts of a format table: unknown formats and items, two rows that could both hold. */
export const faultsOfFormats = (
  table: FormatTable,
  known: {
    readonly items: ReadonlySet<string>;
    readonly facts: ReadonlySet<string>;
    readonly sources: ReadonlySet<string>;
    readonly factsNamedIn: (condition: Condition) => readonly string[];
  },
): readonly string[] => {
  const faults: string[] = [];
  const formats = new Map(table.kinds.map((each) => [each.id, each]));
  if (formats.size < table.kinds.length) faults.push('two formats have one id');
  for (const { id, item } of table.kinds)
    if (!known.items.has(item)) faults.push(`${id} is of ${item}, which is not listed`);
  const ids = new Set<string>();
  const always = new Set<string>();
  for (const row of table.rows) {
    if (ids.has(row.id)) faults.push(`${row.id} is there twice`);
    ids.add(row.id);
    if (!known.items.has(row.item)) faults.push(`${row.id} is about ${row.item}, which is not listed`);
    for (const source of row.sources)
      if (!known.sources.has(source)) faults.push(`${row.id} names the source ${source}, which is not listed`);
    for (const fact of row.when === undefined ? [] : known.factsNamedIn(row.when))
      if (!known.facts.has(fact)) faults.push(`${row.id} tests ${fact}, which is no fact of this edition`);
    for (const kind of row.submissions) {
      const cell = `${kind} ${row.item}`;
      if (row.when === undefined && always.has(cell)) faults.push(`${cell} has two rows that always hold`);
      if (row.when === undefined) always.add(cell);
    }
    if (row.of === 'recording') continue;
    const others = row.others.map(({ format }) => format);
    for (const format of [...row.accepts, ...others])
      if (formats.get(format)?.item !== row.item)
        faults.push(`${row.id} names ${format}, which is no format of ${row.item}`);
    for (const format of others)
      if (row.accepts.includes(format)) faults.push(`${row.id} both accepts ${format} and does not`);
    if (new Set(others).size < others.length) faults.push(`${row.id} says of one format twice`);
  }
  return faults;
};
