import { accept, refuse, type Result } from '../../../domain/kernel/result.ts';
import type { FormValues } from '../../form-fields.ts';
import { datePartsOf, readDate, textOf } from '../file-parts/index.ts';
import { conditionCount, type Heading, type HeadingField, type HeadingPart } from './headings.ts';

/** Between the value of a heading and the fields of its form, both ways. Nothing that a form does not show is lost. */

/** A row that comes from the case: an offence or a recording. */
export interface FixedRow {
  /** The id the row is kept under, and what is shown of it. */
  readonly id: string;
  readonly label: string;
  /** Kept with the row and not asked for. */
  readonly also?: Readonly<Record<string, string>>;
  /** What the system works out for it, offered and never taken by itself. */
  readonly offer?: { readonly says: string; readonly values: Readonly<Record<string, string>> };
}
export interface FixedRows {
  readonly offences: readonly FixedRow[];
  readonly recordings: readonly FixedRow[];
}
/** The member of a row that holds the id of what it is about. */
export const keyOf = { offences: 'offenceId', recordings: 'material' } as const;

type Rows = HeadingPart & { readonly kind: 'rows' };
type Typed = Record<string, string>;
type Members = Readonly<Record<string, unknown>>;

const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const membersOf = (value: unknown): Members => (isMembers(value) ? value : {});
const listed = (value: unknown): readonly unknown[] => (Array.isArray(value) ? (value as readonly unknown[]) : []);
const isDay = (value: unknown): value is string => typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value);

/** Any value as words, one line for each part: what a form cannot show is shown so. */
export function wordsOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return value.map((each: unknown) => wordsOf(each)).join('\n');
  return Object.values(membersOf(value))
    .map((each) => wordsOf(each))
    .filter((line) => line !== '')
    .join('\n');
}

function showField(field: HeadingField, name: string, value: unknown): Typed {
  switch (field.kind) {
    case 'date': {
      if (!isDay(value)) return {};
      const { day, month, year } = datePartsOf(value);
      return { [`${name}-day`]: String(day), [`${name}-month`]: String(month), [`${name}-year`]: String(year) };
    }
    case 'yes-no':
      return value === true ? { [name]: 'yes' } : value === false ? { [name]: 'no' } : {};
    case 'lines':
      return { [name]: listed(value).map(wordsOf).join('\n') || (typeof value === 'string' ? value : '') };
    case 'line':
    case 'long':
    case 'number':
    case 'choice':
      return { [name]: wordsOf(value) };
  }
}

const rowName = (rows: Rows, index: number, field: string): string => `${rows.name}-${index}-${field}`;

/** The rows that the case gives, each with what is kept of it. */
const fixedRows = (rows: Rows, kept: readonly unknown[], fixed: FixedRows): readonly Members[] | undefined => {
  if (rows.from === undefined) return undefined;
  const key = keyOf[rows.from];
  return fixed[rows.from].map(({ id }) => kept.map(membersOf).find((row) => row[key] === id) ?? {});
};

function showRows(rows: Rows, value: unknown, fixed: FixedRows): Typed {
  const kept = listed(value);
  const shown =
    fixedRows(rows, kept, fixed) ?? kept.map((row) => (isMembers(row) ? row : { [rows.fields[0]?.name ?? '']: row }));
  return Object.assign(
    {},
    ...shown.flatMap((row, index) =>
      rows.fields.map((field) => showField(field, rowName(rows, index, field.name), row[field.name])),
    ),
  ) as Typed; // `Object.assign` over a list has no type of its own
}

const showParts = (parts: readonly HeadingPart[], value: Members, fixed: FixedRows): Typed =>
  Object.assign(
    {},
    ...parts.map((part) =>
      part.kind === 'rows' ? showRows(part, value[part.name], fixed) : showField(part, part.name, value[part.name]),
    ),
  ) as Typed; // as above

/** The fields of a heading's form, filled in from what is written now. */
export function valuesOf(heading: Heading, value: unknown, fixed: FixedRows): Typed {
  const { form } = heading;
  switch (form.keeps) {
    case 'words':
      return { value: wordsOf(value ?? '') };
    case 'list':
      return Object.fromEntries(listed(value).map((each, index) => [`item-${index}`, wordsOf(each)]));
    case 'rows':
      return showRows(form.rows, value, fixed);
    case 'parts': {
      const members = membersOf(value);
      const conditions = listed(members['conditions']).map((each, index) => [`condition-${index + 1}`, each] as const);
      return showParts(form.parts, { ...members, ...Object.fromEntries(conditions) }, fixed);
    }
  }
}

/** True when the form can show all of what is written; else the page shows the rest in words above it. */
export function fits({ form }: Heading, value: unknown): boolean {
  if (value === undefined || value === null || value === '') return true;
  switch (form.keeps) {
    case 'words':
      return typeof value === 'string';
    case 'list':
    case 'rows':
      return Array.isArray(value);
    case 'parts':
      return isMembers(value);
  }
}

function readField(field: HeadingField, values: FormValues, name: string): Result<unknown> {
  const text = textOf(values, name);
  switch (field.kind) {
    case 'date':
      return readDate(values, name, field.label);
    case 'yes-no':
      return accept(text === 'yes' ? true : text === 'no' ? false : undefined);
    case 'lines': {
      const lines = text
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== '');
      return accept(lines.length === 0 ? undefined : lines);
    }
    case 'number':
      if (text === '') return accept(undefined);
      return /^\d{1,6}(\.\d{1,2})?$/.test(text)
        ? accept(Number(text))
        : refuse('not-valid', `${field.label} must be a number, such as 12`, name);
    case 'choice':
      if (text === '' || field.choices?.some(({ value }) => value === text) === true) return accept(text || undefined);
      // A value written elsewhere that this list does not have is kept as it is.
      return accept(text);
    case 'line':
    case 'long':
      return accept(text === '' ? undefined : text);
  }
}

function readFields(
  fields: readonly HeadingField[],
  values: FormValues,
  nameOf: (field: string) => string,
): Result<Members> {
  const members: Record<string, unknown> = {};
  for (const field of fields) {
    const read = readField(field, values, nameOf(field.name));
    if (!read.ok) return read;
    if (read.value !== undefined) members[field.name] = read.value;
  }
  return accept(members);
}

/** Rows of a form that were sent, by the highest number among the names of its fields. */
export function rowsSent(values: FormValues, name: string): number {
  const numbers = Object.keys(values).flatMap((key) => {
    const found = new RegExp(`^${name}-(\\d+)(?:-|$)`).exec(key)?.[1];
    return found === undefined ? [] : [Number(found)];
  });
  return Math.min(200, Math.max(-1, ...numbers) + 1);
}

const without = (members: Members, names: readonly string[]): Members =>
  Object.fromEntries(Object.entries(members).filter(([name]) => !names.includes(name)));

function readRows(rows: Rows, values: FormValues, previous: unknown, fixed: FixedRows): Result<readonly unknown[]> {
  const kept = listed(previous).map(membersOf);
  const given = fixedRows(rows, kept, fixed);
  const names = rows.fields.map(({ name }) => name);
  const count = given?.length ?? rowsSent(values, rows.name);
  const read: Members[] = [];
  for (let index = 0; index < count; index += 1) {
    const from = rows.from === undefined ? undefined : fixed[rows.from][index];
    const taken = from?.offer !== undefined && textOf(values, rowName(rows, index, 'use')) === 'yes';
    const fields = taken
      ? accept<Members>(from.offer.values)
      : readFields(rows.fields, values, (field) => rowName(rows, index, field));
    if (!fields.ok) return fields;
    if (Object.keys(fields.value).length === 0) continue;
    const before = given?.[index] ?? kept[index] ?? {};
    const key = rows.from === undefined || from === undefined ? {} : { [keyOf[rows.from]]: from.id, ...from.also };
    read.push({ ...without(before, names), ...key, ...fields.value });
  }
  if (rows.from === undefined) return accept(read);
  // Rows about something that is not on this form stay as they are.
  const key = keyOf[rows.from];
  const shown = fixed[rows.from].map(({ id }) => id);
  return accept([...read, ...kept.filter((row) => !shown.includes(String(row[key])))]);
}

function readParts(
  parts: readonly HeadingPart[],
  values: FormValues,
  previous: Members,
  fixed: FixedRows,
): Result<Members> {
  const read: Record<string, unknown> = {};
  for (const part of parts) {
    const value =
      part.kind === 'rows' ? readRows(part, values, previous[part.name], fixed) : readField(part, values, part.name);
    if (!value.ok) return value;
    if (value.value !== undefined) read[part.name] = value.value;
  }
  return accept({
    ...without(
      previous,
      parts.map(({ name }) => name),
    ),
    ...read,
  });
}

/** The test is asked of the kind of submission, and the five conditions are kept as one list. */
function codeTest(read: Members): Members {
  const conditions = Array.from({ length: conditionCount }, (_, index) => read[`condition-${index + 1}`]);
  const names = conditions.map((_, index) => `condition-${index + 1}`);
  return conditions.some((each) => each !== undefined)
    ? { ...without(read, names), test: 'threshold_test', conditions: conditions.map((each) => each ?? '') }
    : { test: 'full_code_test', ...read };
}

/** The value of a heading as its form was sent. Refuses `not-valid` naming the field. */
export function valueFrom(heading: Heading, values: FormValues, previous: unknown, fixed: FixedRows): Result<unknown> {
  const { form } = heading;
  switch (form.keeps) {
    case 'words':
      return accept(textOf(values, 'value'));
    case 'list': {
      const items = Array.from({ length: rowsSent(values, 'item') }, (_, index) => textOf(values, `item-${index}`));
      return accept(items.filter((item) => item !== ''));
    }
    case 'rows':
      return readRows(form.rows, values, previous, fixed);
    case 'parts': {
      const read = readParts(form.parts, values, membersOf(previous), fixed);
      return read.ok && heading.id === 'codeTestReasons' ? accept(codeTest(read.value)) : read;
    }
  }
}
