import { civilDate, sayDate } from '../../kernel/civil-date.ts';
import { sayLength, type Period } from '../counting.ts';
import type { Provenance } from '../regime.ts';
import { isSecondary } from '../sources.ts';
import type { Point } from '../regimes/points.ts';

/** Pieces of the page of law: tables, lists, and how a rule says where it was read. */

const cell = (text: string): string => text.replaceAll('|', '\\|');

/** A table in Markdown. */
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.map(cell).join(' | ')} |`).join('\n');

/** `confirmed (S1, S4)`; `confirmed at second hand (S26)`; `general knowledge`, which has no source. */
export function cite({ source, confidence }: Provenance): string {
  const read = source.filter((key) => key !== 'S0').join(', ');
  if (read === '') return confidence;
  const isReadAtSecondHand = confidence === 'confirmed' && source.every(isSecondary);
  return isReadAtSecondHand ? `confirmed at second hand (${read})` : `${confidence} (${read})`;
}

/** The fragment by which a heading is reached, as forges make it. */
export const anchor = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}_ -]/gu, '')
    .replaceAll(' ', '-');

/** The first letter as a capital. */
export const capital = (text: string): string => text.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());

/** A length as Acts write it where a year and a half may stand beside it: `12 months`, `18 months`, `28 days`. */
export const inMonths = (period: Period): string =>
  'months' in period && period.months % 12 === 0 ? `${period.months} months` : sayLength(period);

/** `6 months **E**`. */
export const withLetter = (period: Period): string => `${inMonths(period)} **${period.rule}**`;

/** `offences from 28 June 2022 and before …`; empty for a rule without ends. */
export function span({ from, until }: { readonly from?: string; readonly until?: string }, of: string): string {
  const begins = from === undefined ? '' : ` from ${sayDate(civilDate(from))}`;
  const ends = until === undefined ? '' : ` before ${sayDate(civilDate(until))}`;
  return begins === '' && ends === '' ? '' : `${of}${begins}${begins !== '' && ends !== '' ? ' and' : ''}${ends}`;
}

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
