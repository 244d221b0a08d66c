import type { AccessEntry, AccessSearch } from '../../../application/view-access-record.ts';
import { rolesOfGround } from '../../../domain/access-record/index.ts';
import { asCsv } from './csv.ts';
import { sayWhen, type ListRow } from '../case-frame/index.ts';

/** What a search in the address asks for; what makes no sense there is left out. */
export interface Wanted extends AccessSearch {
  readonly page: number;
}

/** Most references of a list that a row says; the file has them all. */
const mostUrns = 5;

function sayCases({ urns, keptFromYou, everyCase }: AccessEntry, most: number): string {
  if (everyCase) return 'Every case that there was then';
  const said = urns.slice(0, most);
  const rest = urns.length - said.length;
  return [
    ...said,
    ...(rest > 0 ? [`and ${rest} more`] : []),
    ...(keptFromYou > 0 ? [`${keptFromYou === 1 ? '1 case' : `${keptFromYou} cases`} not shown to you`] : []),
  ].join(', ');
}

const doors = {
  browser: 'in a browser',
  account: 'by another system',
  'command-line': 'on the command line of the server',
} as const;
/** Kinds of dealing in words; looking at it needs none. */
const dealings = {
  collected: 'Taken in',
  consulted: '',
  disclosed: 'Written out, to be passed on',
  combined: 'Brought together by a search',
} as const;
const lookedAt = 'Looked at';
const sayReader = ({ reader }: AccessEntry): string =>
  `${reader.name}${reader.where === '' ? '' : `, ${reader.where}`}`;

/** An operator has no role in the product: what they gave as the reason stands in its place. */
const sayReason = ({ why }: AccessEntry): string => (why === '' ? 'No reason was given' : `Reason: ${why}`);

/** Entries as rows to read. */
export const entryRows = (entries: readonly AccessEntry[]): readonly ListRow[] =>
  entries.map((entry) => ({
    title: sayReader(entry),
    href: undefined,
    lines: [
      `${sayWhen(entry.at)}, ${doors[entry.via]}`,
      `${entry.page}${entry.about === '' ? '' : `: ${entry.about}`}`,
      sayCases(entry, mostUrns),
      ...(dealings[entry.dealing] === '' ? [] : [dealings[entry.dealing]]),
      entry.via === 'command-line' ? sayReason(entry) : `As: ${rolesOfGround(entry.why)}`,
    ],
  }));

const head = [
  ...['When (UTC)', 'Who', 'Where they work', 'What', 'Which part', 'Cases', 'Through', 'On the ground of'],
  'Kind of dealing',
];

/** Entries as a file for a spreadsheet. */
export const entriesAsCsv = (entries: readonly AccessEntry[]): string =>
  asCsv([
    head,
    ...entries.map((entry) => [
      ...[entry.at, entry.reader.name, entry.reader.where, entry.page, entry.about],
      ...[sayCases(entry, Number.POSITIVE_INFINITY), doors[entry.via]],
      ...[entry.via === 'command-line' ? sayReason(entry) : entry.why, dealings[entry.dealing] || lookedAt],
    ]),
  ]);
