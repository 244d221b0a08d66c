import type { LeftRow } from './import-package.ts';

// What an import would change, and which of it a person has to look at first. Pure.

/** A row that has a code and may be retired: an empty or absent `retired` means it is live. */
export interface CodedRow {
  readonly code: string;
  readonly retired?: string;
}

/** The most that a table's number of live rows may move without being looked at. */
export const largestQuietChange = 0.02;

const isLive = (row: CodedRow): boolean => row.retired === undefined || row.retired === '';

/**
 * The rows of a new version with those that it no longer lists, marked with the version in which they went. Nothing is ever
 * deleted, since old cases hold the codes; a code that comes back is live again.
 */
export function keepRetired<Row extends CodedRow>(
  committed: readonly Row[],
  incoming: readonly Row[],
  version: string,
): readonly Row[] {
  const listed = new Set(incoming.map((row) => row.code));
  const gone = committed
    .filter((row) => !listed.has(row.code))
    .map((row) => (isLive(row) ? { ...row, retired: version } : row));
  return [...incoming, ...gone].sort((a, b) => (a.code < b.code ? -1 : 1));
}

/**
 * Why an import must not go through unseen: a count that moved by more than 2%, or a known code in another category.
 * Empty when there is nothing on file yet.
 */
export function dangerousChanges<Row extends CodedRow>(
  table: string,
  committed: readonly Row[],
  incoming: readonly Row[],
  categoryOf?: (row: Row) => string,
): readonly string[] {
  const live = committed.filter(isLive);
  if (live.length === 0) return [];
  const moved = (incoming.length - live.length) / live.length;
  const before = new Map(committed.map((row) => [row.code, row]));
  const recategorised =
    categoryOf === undefined
      ? []
      : incoming.flatMap((row) => {
          const known = before.get(row.code);
          return known === undefined || categoryOf(known) === categoryOf(row)
            ? []
            : [`${table}: ${row.code} was ${categoryOf(known)} and would be ${categoryOf(row)}`];
        });
  return [
    ...(Math.abs(moved) > largestQuietChange
      ? [`${table}: ${live.length} rows would become ${incoming.length} (${(moved * 100).toFixed(1)}%)`]
      : []),
    ...recategorised,
  ];
}

/**
 * Rows of the new version that were not kept although their code is on file and live, or that did not fit their schema.
 * Without a look each would be retired: a damaged row as if it had gone, an offence moved to a category that is not charged
 * as if it had no category.
 */
export function lostRows(
  table: string,
  committed: readonly CodedRow[],
  left: readonly LeftRow[],
  kept: readonly CodedRow[],
): readonly string[] {
  const known = new Set(committed.filter(isLive).map((row) => row.code));
  const still = new Set(kept.map((row) => row.code));
  return left
    .filter(({ key, rejected }) => rejected || (known.has(key) && !still.has(key)))
    .map(({ key, reason }) => `${table}: ${key} would not be taken: ${reason}`);
}
