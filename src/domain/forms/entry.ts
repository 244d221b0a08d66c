import { z } from 'zod';
import { CivilDateText } from '../kernel/civil-date.ts';
import { accept, refuse, type Result } from '../kernel/result.ts';
import type { FilledField } from './fill-form.ts';

/** The longest text that one field takes, and how many lines or rows. */
export const entryLimits = { text: 20_000, line: 500, rows: 200 } as const;

const long = z.string().trim().min(1).max(entryLimits.text);
const line = z.string().trim().min(1).max(entryLimits.line);
const plain = {
  line,
  long,
  lines: z.array(line).min(1).max(entryLimits.rows),
  date: CivilDateText,
  'yes-no': z.boolean(),
};

const wanted = {
  line: `a line of up to ${entryLimits.line} characters`,
  long: `a text of up to ${entryLimits.text} characters`,
  lines: `a list of up to ${entryLimits.rows} lines, each of up to ${entryLimits.line} characters`,
  date: 'a day that exists, as YYYY-MM-DD',
  'yes-no': 'yes or no',
  rows: `up to ${entryLimits.rows} rows with the columns of this field`,
} as const;

/** A value of one field as it is kept; `undefined` empties it. Refuses `not-valid`, saying what the field takes. */
export function entryFrom(
  { entry, columns, label }: Pick<FilledField, 'entry' | 'columns' | 'label'>,
  value: unknown,
): Result<unknown, 'not-valid'> {
  if (value === undefined || value === null || value === '') return accept(undefined);
  if (entry === undefined) return refuse('not-valid', `“${label}” is not written on the form.`);
  const schema =
    entry === 'rows'
      ? z
          .array(
            z
              .strictObject(Object.fromEntries((columns ?? []).map(({ name, kind }) => [name, plain[kind].optional()])))
              .refine((row) => Object.keys(row).length > 0),
          )
          .min(1)
          .max(entryLimits.rows)
      : plain[entry];
  const read = schema.safeParse(value);
  return read.success ? accept(read.data) : refuse('not-valid', `“${label}” takes ${wanted[entry]}.`);
}
