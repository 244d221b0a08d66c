import { Temporal } from '../domain/kernel/civil-date.ts';

const isSql = Symbol('sql');

/** What may stand in a statement. Dates and instants go as ISO text; a JavaScript `Date` is not accepted. */
export type SqlValue =
  string | number | bigint | boolean | null | Uint8Array | Temporal.PlainDate | Temporal.Instant | readonly SqlValue[];

/** A statement, or part of one, whose values are kept apart from its text. */
export interface Sql {
  readonly [isSql]: true;
  readonly texts: readonly string[];
  readonly values: readonly SqlValue[];
}

const fragment = (texts: readonly string[], values: readonly SqlValue[]): Sql => ({ [isSql]: true, texts, values });

const isFragment = (part: Sql | SqlValue): part is Sql => typeof part === 'object' && part !== null && isSql in part;

const concat = (fragments: readonly Sql[]): Sql => {
  const texts = [''];
  const values: SqlValue[] = [];
  for (const { texts: own, values: ownValues } of fragments) {
    const [first = '', ...others] = own;
    texts.push((texts.pop() ?? '') + first, ...others);
    values.push(...ownValues);
  }
  return fragment(texts, values);
};

/**
 * SQL as SQL: `${value}` becomes a parameter, `${fragment}` is spliced in with its own parameters.
 * Throws on `undefined`, which would otherwise reach the database as null.
 */
export function sql(strings: TemplateStringsArray, ...parts: readonly (Sql | SqlValue)[]): Sql {
  const pieces = parts.flatMap((part, index) => {
    if ((part as unknown) === undefined) throw new Error(`A value is undefined after: ${strings[index] ?? ''}`);
    return [isFragment(part) ? part : fragment(['', ''], [part]), fragment([strings[index + 1] ?? ''], [])];
  });
  return concat([fragment([strings[0] ?? ''], []), ...pieces]);
}

/** No SQL at all: what a filter gives back when it does not apply. */
export const nothing: Sql = fragment([''], []);

/** A quoted name of a table or column, for statements made over a declared list of them. */
export const name = (identifier: string): Sql => fragment([`"${identifier.replaceAll('"', '""')}"`], []);

/** Fragments with a fragment between each two: ``join(names, sql`, `)``. */
export const join = (fragments: readonly Sql[], between: Sql): Sql =>
  concat(fragments.flatMap((each, index) => (index === 0 ? [each] : [between, each])));

/** A timestamp column as ISO 8601 text in UTC, to the microsecond: the form in which the log keeps and hashes times. */
export const isoMicros = (column: Sql): Sql =>
  sql`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

const parameter = (value: SqlValue): unknown =>
  value instanceof Temporal.PlainDate || value instanceof Temporal.Instant
    ? value.toString()
    : Array.isArray(value)
      ? value.map(parameter)
      : value;

/** Text with `$1`, `$2`… and the parameters, as the driver takes them. */
export const toQuery = ({ texts, values }: Sql): { text: string; values: unknown[] } => ({
  text: texts.reduce((whole, text, index) => `${whole}$${index}${text}`),
  values: values.map(parameter),
});
