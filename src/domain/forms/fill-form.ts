import { classOfMaterial, joinRecord, splitRecord, withoutNeeds, type CaseRecord } from '../case-file/index.ts';
import type { Binding, BoundRow, FormBindings } from './bindings/binding.ts';
import { charging } from './bindings/charging.ts';
import { file } from './bindings/file.ts';
import {
  itemsOf,
  partsOf,
  sayAny,
  sayDay,
  sayWhen,
  type FormContext,
  type FormEntry,
  type FormSource,
  type FormSubject,
} from './source.ts';
import type { EntryKind, FormFieldRow, FormRow } from './suite.ts';
import { listed, missing, table, words, type Found } from './value.ts';

const bindings: Readonly<Record<string, FormBindings>> = { ...charging, ...file };

/** One field of one form, filled from the case. */
export interface FilledField {
  /** What identifies it within the form: its name, or `suspects[D1].arrest` for a repeated one. */
  readonly key: string;
  readonly label: string;
  readonly description: string;
  readonly due: FormFieldRow['due'];
  readonly condition: string | undefined;
  /** How it is written by hand, where this form is the place for it and the case holds nothing. */
  readonly entry: EntryKind | undefined;
  readonly columns: FormFieldRow['columns'];
  readonly found: Found;
}

/** Fields under one heading of a form. `rows` side by side are one table, each row with the key of what it is about. */
export type FilledSection =
  | { readonly kind: 'fields'; readonly title: string | undefined; readonly fields: readonly FilledField[] }
  | {
      readonly kind: 'rows';
      readonly title: string;
      readonly rows: readonly {
        readonly key: string;
        readonly title: string;
        readonly fields: readonly FilledField[];
      }[];
      readonly none: string;
    };

/** One form of one case, filled. Says all that its page, its document and its JSON show. */
export interface FilledForm {
  readonly form: FormRow;
  readonly of: FormSubject;
  readonly urn: string;
  readonly sections: readonly FilledSection[];
  /** Fields that are due, and how many of them are recorded, not needed or kept apart. */
  readonly due: number;
  readonly done: number;
}

const repeated = /^(\w+)\[\]\.(.+)$/;

/** How a field is written: what `sayEntry` and `entryFrom` go by. */
export type WrittenOn = Pick<FilledField, 'entry' | 'columns'>;

/** What somebody wrote for a field, as it is shown. */
export function sayEntry(entry: FormEntry, field: WrittenOn): Found {
  const from = `Written on this form by ${entry.by}, ${sayWhen(entry.at)}`;
  const place = { at: 'entry' } as const;
  const { value } = entry;
  switch (field.entry) {
    case 'rows': {
      const columns = field.columns ?? [];
      return table(
        columns.map(({ label }) => label),
        itemsOf(value).map((row) =>
          columns.map(({ name }) => {
            const cell = partsOf(row)[name];
            return isDay(cell) ? sayDay(cell) : sayAny(cell);
          }),
        ),
        from,
        place,
      );
    }
    case 'lines':
      return listed(Array.isArray(value) ? value.map(sayAny) : [sayAny(value)], from, place);
    case 'date':
      return words(isDay(value) ? sayDay(value) : sayAny(value), from, place);
    case 'line':
    case 'long':
    case 'yes-no':
    case undefined:
      break;
  }
  return words(sayAny(value), from, place);
}
const isDay = (value: unknown): value is string => typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value);

function fieldOf(c: FormContext, form: FormRow, row: FormFieldRow, key: string, bound: Found | undefined): FilledField {
  const fromCase = bound ?? missing();
  const settled = fromCase.state !== 'not_recorded';
  const written = settled
    ? undefined
    : c.s.entries.find((each) => each.form === form.code && each.of === c.of.id && each.field === key);
  const byHand = written === undefined ? undefined : sayEntry(written, { entry: row.entry, columns: row.columns });
  const open: Found =
    row.entry !== undefined && fromCase.state === 'not_recorded' ? { ...fromCase, place: { at: 'entry' } } : fromCase;
  return {
    ...{ key, label: row.label, description: row.description, due: row.due, condition: row.condition },
    entry: settled ? undefined : row.entry,
    columns: row.columns,
    found: byHand?.state === 'recorded' ? byHand : open,
  };
}

/**
 * The record as a form of this class may hold it: how to reach people and what they need stand on V6 forms alone, sensitive
 * material on V5 forms alone, whatever the reader may see.
 */
export function recordFor({ class: kept }: Pick<FormRow, 'class'>, record: CaseRecord): CaseRecord {
  const { V1, V5, V6 } = splitRecord(kept === 'V6' ? record : withoutNeeds(record));
  // A form for everybody in the case names no form of contact details either.
  const material = V1.material.filter((each) => kept === 'V6' || classOfMaterial(each) === 'V1');
  return joinRecord({ V1: { ...V1, material }, ...(kept === 'V5' && { V5 }), ...(kept === 'V6' && { V6 }) });
}

/**
 * Fills one form about one part of the case. Pure: the same case gives the same form. A field that nobody entered is not
 * recorded, never blank and never guessed; what the class of the form may not hold is kept apart.
 */
export function fillForm(form: FormRow, subject: FormSubject, source: FormSource): FilledForm {
  const record = recordFor(form, source.record);
  const s: FormSource = { ...source, record };
  const of: FormSubject =
    subject.person === undefined
      ? subject
      : { ...subject, person: record.persons.find(({ id }) => id === subject.person?.id) };
  const c: FormContext = { s, record, of, holds: form.class };
  const bound = bindings[form.code];
  const sections: FilledSection[] = [];
  const doneGroups = new Set<string>();
  let current: { kind: 'fields'; title: string | undefined; fields: FilledField[] } | undefined;
  for (const row of form.fields) {
    const [, group, sub] = repeated.exec(row.name) ?? [];
    if (group !== undefined && sub !== undefined && bound?.rows?.[group] !== undefined) {
      if (doneGroups.has(group)) continue;
      doneGroups.add(group);
      current = undefined;
      const of = form.fields.filter((each) => each.name.startsWith(`${group}[].`));
      const { rows, shown, none } = bound.rows[group];
      const filled = rows(c).map((each) => ({
        ...{ key: each.key, title: each.title },
        fields: of.map((field) => rowField(c, form, field, group, each)),
      }));
      const title = row.section ?? row.label;
      if (shown === 'table' || filled.length === 0) sections.push({ kind: 'rows', title, rows: filled, none });
      else for (const each of filled) sections.push({ kind: 'fields', title: each.title, fields: each.fields });
      continue;
    }
    const bind: Binding | undefined = bound?.fields[row.name];
    const field = fieldOf(c, form, row, row.name, bind?.(c));
    // Fields of one heading that follow each other stand together; a row of a repeated group takes no others.
    if (current === undefined || current.title !== row.section) {
      current = { kind: 'fields', title: row.section, fields: [] };
      sections.push(current);
    }
    current.fields.push(field);
  }
  const all = sections.flatMap((each) =>
    each.kind === 'fields' ? each.fields : each.rows.flatMap(({ fields }) => fields),
  );
  const due = all.filter((each) => each.due === 'always');
  return {
    ...{ form, of, urn: record.urn, sections },
    due: due.length,
    done: due.filter(({ found }) => found.state !== 'not_recorded').length,
  };
}

const rowField = (c: FormContext, form: FormRow, field: FormFieldRow, group: string, row: BoundRow): FilledField => {
  const sub = field.name.slice(group.length + 3);
  return fieldOf(c, form, field, `${group}[${row.key}].${sub}`, row.found[sub]);
};

/** Every field of a filled form, in order. */
export const fieldsOf = ({ sections }: Pick<FilledForm, 'sections'>): readonly FilledField[] =>
  sections.flatMap((each) => (each.kind === 'fields' ? each.fields : each.rows.flatMap(({ fields }) => fields)));

/** How each field of a form is filled: from the case, by hand, from the case and else by hand, or by the prosecutor's part. */
export type FieldSource = 'case' | 'hand' | 'case_or_hand' | 'none';

/** By field name, for the description of the forms and for the test that no field is left without a way to fill it. */
export function sourcesOf(form: FormRow): ReadonlyMap<string, FieldSource> {
  const bound = bindings[form.code];
  return new Map(
    form.fields.map(({ name, entry }) => {
      const [, group, sub] = repeated.exec(name) ?? [];
      const inRows = group === undefined || sub === undefined ? undefined : bound?.rows?.[group]?.fields.includes(sub);
      const isBound = inRows ?? bound?.fields[name] !== undefined;
      return [name, isBound ? (entry === undefined ? 'case' : 'case_or_hand') : entry === undefined ? 'none' : 'hand'];
    }),
  );
}

/** Names that a form's bindings know and its fields do not: none, or a binding was misspelt. */
export function strayBindings(form: FormRow): readonly string[] {
  const bound = bindings[form.code];
  const names = new Set(form.fields.map(({ name }) => name));
  return [
    ...Object.keys(bound?.fields ?? {}).filter((name) => !names.has(name)),
    ...Object.entries(bound?.rows ?? {}).flatMap(([group, { fields }]) =>
      fields.map((field) => `${group}[].${field}`).filter((name) => !names.has(name)),
    ),
  ];
}
