import { z } from 'zod';
import { CivilDateText } from '../kernel/civil-date.ts';
import { parseEdition, type Edition } from './edition.ts';
import { ItemRow, RequirementRow } from './edition-schema.ts';
import { EvidenceFormat, FormatRow } from './format-schema.ts';

const text = z.string().min(1);

/**
 * An edition written as what it changes in another: the rows it puts in place of that edition's, and the items it adds.
 * What it does not mention stays as it was.
 */
export const ChangesFile = z.strictObject({
  meta: z.strictObject({
    id: z.string().regex(/^[a-z0-9][a-z0-9.-]{2,40}$/, 'must look like trial-2027.r1'),
    /** The edition it changes. */
    basedOn: text,
    title: text,
    inForceFrom: CivilDateText,
    /** `trial` is only compared with, never checked against for a file that is sent. */
    use: z.enum(['in_force', 'trial']),
    /** Nobody proposed it: it is made up, and says so wherever it is shown. */
    invented: z.boolean(),
    /** Where it comes from, in a sentence. */
    basis: text,
    /** What it changes and why, for those who read a comparison. */
    says: z.array(text).min(1),
  }),
  /** Rows that take the place of the row for the same submission and item. */
  requirements: z.array(RequirementRow).default([]),
  /** Items that are new, each with a row for every kind of submission among `requirements`. */
  items: z.array(ItemRow).default([]),
  /** Formats and rows about them that take the place of those of the same id, or are added. */
  formats: z
    .strictObject({ kinds: z.array(EvidenceFormat).default([]), rows: z.array(FormatRow).default([]) })
    .default({ kinds: [], rows: [] }),
});
export type ChangesFile = z.infer<typeof ChangesFile>;

/** Whether a file is written as changes to another edition, rather than as an edition of its own. */
export const isChangesFile = (file: unknown): boolean =>
  typeof file === 'object' &&
  file !== null &&
  'meta' in file &&
  typeof file.meta === 'object' &&
  file.meta !== null &&
  'basedOn' in file.meta;

/**
 * The edition that a file of changes makes of another.
 * @throws when the file does not have the shape, is based on another edition than `base`, repeats a row or an item,
 *   changes nothing by a row, or leaves an edition whose parts do not fit
 */
export function changeEdition(base: Edition, file: unknown): Edition {
  const { meta, requirements, items, formats } = ChangesFile.parse(file);
  if (meta.basedOn !== base.id) throw new Error(`${meta.id} changes ${meta.basedOn}, not ${base.id}`);
  if (meta.id === base.id) throw new Error(`${meta.id} has the name of the edition it changes`);
  const keyOf = (row: { readonly submission: string; readonly item: string }): string =>
    `${row.submission} ${row.item}`;
  const changed = new Map<string, RequirementRow>();
  for (const row of requirements) {
    if (changed.has(keyOf(row))) throw new Error(`${meta.id} changes ${keyOf(row)} twice`);
    changed.set(keyOf(row), row);
  }
  const { standard, assessment } = base;
  for (const item of items)
    if (standard.items.some(({ id }) => id === item.id))
      throw new Error(`${meta.id} adds ${item.id}, which is there already`);
  const kept = standard.requirements.map((row) => {
    const now = changed.get(keyOf(row));
    if (now !== undefined && JSON.stringify(withoutSources(now)) === JSON.stringify(withoutSources(row)))
      throw new Error(`${meta.id} lists ${keyOf(row)} as changed, and it is as it was`);
    return now ?? row;
  });
  const known = new Set(standard.requirements.map(keyOf));
  const { sources: _own, ...rest } = standard;
  return parseEdition(
    {
      ...rest,
      sources: [
        ...standard.sources,
        { id: meta.id, title: meta.title, url: meta.id, kind: 'edition', read: meta.basis },
      ],
      meta: { ...standard.meta, ...meta },
      items: [...standard.items, ...items],
      requirements: [...kept, ...requirements.filter((row) => !known.has(keyOf(row)))],
      formats: {
        kinds: replacedById(standard.formats?.kinds ?? [], formats.kinds),
        rows: replacedById(standard.formats?.rows ?? [], formats.rows),
      },
      // They are examples of the edition it changes.
      examples: [],
    },
    assessment,
  );
}

/** Those there were, each with what takes its place, then those that are new. */
const replacedById = <Row extends { readonly id: string }>(
  were: readonly Row[],
  now: readonly Row[],
): readonly Row[] => [
  ...were.map((row) => now.find(({ id }) => id === row.id) ?? row),
  ...now.filter(({ id }) => were.every((row) => row.id !== id)),
];

const withoutSources = ({ submission, item, level, predicate }: RequirementRow) => ({
  submission,
  item,
  level,
  predicate,
});
