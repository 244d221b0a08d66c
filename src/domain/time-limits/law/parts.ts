import { civilDate, sayDate } from '../../kernel/civil-date.ts';
import { sayLength, type Period } from '../counting.ts';
import type { Provenance } from '../regime.ts';
import type { Point } from '../regimes/points.ts';

/** Pieces of the page of law: tables, lists, and how a rule says where it was read. */

const cell = (text: string): string => text.replaceAll('|', '\\|');

/** A table in Markdown. */
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.map(cell).join(' | ')} |`).join('\n');

/** `confirmed (S1, S4)`; `general knowledge`, which has no source. */
export function cite({ source, confidence }: Provenance): string {
  const read = source.filter((key) => key !== 'S0').join(', ');
  return read === '' ? confidence : `${confidence} (${read})`;
}

/** `6 months **E**`. */
export const withLetter = (period: Period): string => `${sayLength(period)} **${period.rule}**`;

/** `offences from 28 June 2022 and before …`; empty for a rule without ends. */
export function span({ from, until }: { readonly from?: string; readonly until?: string }, of: string): string {
  const begins = from === undefined ? '' : ` from ${sayDate(civilDate(from))}`;
  const ends = until === undefined ? '' : ` before ${sayDate(civilDate(until))}`;
  return begins === '' && ends === '' ? '' : `${of}${begins}${begins !== '' && ends !== '' ? ' and' : ''}${ends}`;
}

/** A list under a line that says what it lists; nothing where there is nothing to list. */
export const listed = (heading: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : [`${heading}:`, '', ...lines.map((line) => `- ${line}`), ''];

/** Points of law that no period stands for, in one table. */
export const pointTable = (points: readonly Point[]): string =>
  table(
    ['Point', 'Rule', 'Provision', 'Confidence'],
    points.map((point) => [
      point.topic,
      point.notModelled === undefined ? point.says : `${point.says} *Not worked out here: ${point.notModelled}*`,
      point.provision ?? '',
      cite(point),
    ]),
  );
