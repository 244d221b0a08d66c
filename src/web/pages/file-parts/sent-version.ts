import type { SentRow } from '../../../application/view-case.ts';
import { counted, sayDay, sayWhen } from '../case-frame/index.ts';
import { sayContact } from './people-parts.tsx';
import { caseTypes, reviewTypes } from '../../../domain/case-file/index.ts';

const isKey = <T extends object>(table: T, key: string): key is Extract<keyof T, string> => Object.hasOwn(table, key);

/** Type of review in words. */
export const sayReviewType = (id: string): string => (isKey(reviewTypes, id) ? reviewTypes[id].title : id);
/** Case type in words. */
export const sayCaseType = (id: string): string => (isKey(caseTypes, id) ? caseTypes[id] : id);

const priorities: Readonly<Record<string, string>> = {
  red: 'Red: in custody, 3-hour review',
  green_priority: 'Green, priority: a limit presses',
  green: 'Green',
  early_advice: 'Early advice',
  none: 'None, since no charging decision is asked for',
};
/** Priority of a request in words. */
export const sayPriority = (priority: string): string => priorities[priority] ?? priority;

/** What became of a version that was sent, in sentences. */
export function outcomeOf(row: SentRow): string[] {
  const lines: string[] = [];
  if (row.acceptance !== null)
    lines.push(
      `Accepted at triage at ${sayWhen(row.acceptance.at)}: ${sayCaseType(row.acceptance.caseType)}, ${sayReviewType(row.acceptance.reviewType).toLowerCase()}.`,
    );
  if (row.rejection !== null)
    lines.push(
      `Rejected at triage at ${sayWhen(row.rejection.at)} for ${counted(row.rejection.reasons.length, 'reason')}: ${row.rejection.reasons.map(({ label }) => label).join('; ')}. Answer wanted by ${sayDay(row.rejection.responseDate)}.`,
    );
  if (row.review !== null)
    lines.push(
      `${row.state === 'allocated' ? 'Given' : 'Review taken'} at ${sayWhen(row.review.startedAt)} ${row.state === 'allocated' ? 'to' : 'by'} ${sayContact(row.review.prosecutor)}.`,
    );
  if (row.advice !== null) lines.push(`Early advice given at ${sayWhen(row.advice.at)}.`);
  return lines.length === 0 ? ['Waiting for CPS triage.'] : lines;
}
