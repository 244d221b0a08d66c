import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { z } from 'zod';
import type { PoliceUnit } from './import-package.ts';
import {
  CodeLists,
  courtColumns,
  CourtRow,
  offenceColumns,
  OffenceRow,
  policeUnitColumns,
  Provenance,
  type CodeListName,
} from './shapes.ts';
import { readTable, writeTable } from './table.ts';

// The committed files as text: how each is written, and read back with every row checked.

/** Names of the files that the import step writes beside this one. `provenance.json` describes the other four. */
export const fileNames = ['offences.tsv', 'courts.tsv', 'police-units.tsv', 'code-lists.json'] as const;
export type FileName = (typeof fileNames)[number];

/** Text of a committed file, or `undefined` when there is none yet. @throws Error when it is there and cannot be read */
export function readCommitted(
  name: FileName | 'provenance.json',
  encoding: 'utf8' | 'latin1' = 'utf8',
): string | undefined {
  try {
    return readFileSync(new URL(name, import.meta.url), encoding);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw new Error(`standing data file ${name} cannot be read`, { cause: error });
  }
}

/** SHA-256 of a file's text, in hexadecimal. */
export const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex');

const asRows = <Row>(text: string, columns: readonly string[], schema: z.ZodType<Row>, name: string): readonly Row[] =>
  readTable(text, columns, name).map((cells) =>
    schema.parse(Object.fromEntries(columns.map((column, index) => [column, cells[index]]))),
  );

/** Text of `offences.tsv`. */
export const offencesText = (rows: readonly OffenceRow[], comments: readonly string[]): string =>
  writeTable({
    comments,
    columns: offenceColumns,
    rows: rows.map((row) => offenceColumns.map((column) => row[column])),
  });

/** Every row of `offences.tsv`, each checked: about 100 ms for the whole list. The service reads it the quick way. */
export const offenceRows = (text: string): readonly OffenceRow[] =>
  asRows(text, offenceColumns, OffenceRow, 'offences.tsv');

/** Text of `courts.tsv`. */
export const courtsText = (rows: readonly CourtRow[], comments: readonly string[]): string =>
  writeTable({ comments, columns: courtColumns, rows: rows.map((row) => courtColumns.map((column) => row[column])) });

/** Every row of `courts.tsv`, each checked. */
export const courtRows = (text: string): readonly CourtRow[] => asRows(text, courtColumns, CourtRow, 'courts.tsv');

/** Text of `police-units.tsv`: a line for each force or other owner of units, each unit once. */
export function policeUnitsText(units: readonly PoliceUnit[], comments: readonly string[]): string {
  const byForce = new Map<string, Set<string>>();
  for (const { force, unit } of units) byForce.set(force, (byForce.get(force) ?? new Set()).add(unit));
  const rows = [...byForce]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([force, codes]) => [force, [...codes].sort().join(' ')]);
  return writeTable({ comments, columns: policeUnitColumns, rows });
}

/** Every police unit of `police-units.tsv`. @throws Error when a code is not two characters */
export const policeUnitsOf = (text: string): readonly PoliceUnit[] =>
  readTable(text, policeUnitColumns, 'police-units.tsv').flatMap(([force = '', units = '']) =>
    units.split(' ').map((unit) => {
      if (!/^[A-Z0-9]{4}$/.test(force + unit)) throw new Error(`police-units.tsv: ${force} has the unit "${unit}"`);
      return { force, unit };
    }),
  );

/** Text of `code-lists.json`: one line a code. */
export function codeListsText(lists: CodeLists): string {
  const names = Object.keys(lists).sort() as CodeListName[]; // Object.keys forgets that the keys are the names.
  const blocks = names.map((name) => {
    const lines = lists[name].map((entry) => `    ${JSON.stringify(entry)}`);
    return `  ${JSON.stringify(name)}: [\n${lines.join(',\n')}\n  ]`;
  });
  return `{\n${blocks.join(',\n')}\n}\n`;
}

/** The code lists, checked. */
export const codeListsOf = (text: string): CodeLists => CodeLists.parse(JSON.parse(text));

/** Where the committed files come from, checked. */
export const provenanceOf = (text: string): Provenance => Provenance.parse(JSON.parse(text));
