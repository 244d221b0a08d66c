import { sayDate, type CivilDate } from '../kernel/civil-date.ts';
import { isBefore } from './counting.ts';

/** The days between which an answer lies while a fact is missing. `latest` absent: no limit, or no end that can be named. */
export interface DayRange {
  readonly earliest: CivilDate;
  readonly latest: CivilDate | undefined;
}

/** A fact that is not on file and would change the answer. */
export interface Question {
  readonly fact: string;
  readonly text: string;
  /** Earliest last day, or last moment, over what the fact may turn out to be: `YYYY-MM-DD` or ISO 8601. */
  readonly earliest?: string;
  /** Latest; `null` where there may be no limit, or no end that can be named. */
  readonly latest?: string | null;
}

/** The range of several last days; `undefined` among them stands for no limit. `undefined` when none is a day. */
export function rangeOver(days: readonly (CivilDate | undefined)[]): DayRange | undefined {
  const known = days.flatMap((day) => (day === undefined ? [] : [day]));
  const [first] = known;
  if (first === undefined) return undefined;
  const earliest = known.reduce((a, b) => (isBefore(b, a) ? b : a), first);
  const latest = known.reduce((a, b) => (isBefore(a, b) ? b : a), first);
  return { earliest, latest: known.length < days.length ? undefined : latest };
}

/** Whether a missing fact moves anything. */
export const isOpen = ({ earliest, latest }: DayRange): boolean => latest === undefined || !latest.equals(earliest);

/** `between 5 May 2026 and 1 March 2027`; `5 May 2026 or later, with no end that can be named`. */
export function sayRange({ earliest, latest }: DayRange): string {
  if (latest === undefined) return `${sayDate(earliest)} or later, with no end that can be named`;
  return earliest.equals(latest) ? sayDate(earliest) : `between ${sayDate(earliest)} and ${sayDate(latest)}`;
}

/** A range under the names of an answer. */
export const rangeFields = ({
  earliest,
  latest,
}: DayRange): { readonly earliest: string; readonly latest: string | null } => ({
  earliest: earliest.toString(),
  latest: latest?.toString() ?? null,
});
