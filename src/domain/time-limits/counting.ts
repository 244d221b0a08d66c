import { addDays, addMonths, Temporal, type CivilDate, type Instant } from '../kernel/civil-date.ts';

/**
 * How a period in an Act is counted. One word in the Act picks the letter, and the letter moves the answer by a day.
 *
 * - `E`  months "from", "after", "of": the trigger day is left out; the same day number, N months on.
 * - `I`  months "beginning with": the trigger day is day one; the day before the same day number, N months on.
 * - `DE` days "after", "of": trigger + N.
 * - `DI` days "beginning with": trigger + N - 1.
 * - `H`  hours, counted as time that passes and not on the face of a clock.
 */
export type RuleLetter = 'E' | 'I' | 'DE' | 'DI' | 'H';

/** A length and the rule it is counted by. Years are written as months: 3 years is 36. */
export type Period =
  { readonly rule: 'E' | 'I'; readonly months: number } | { readonly rule: 'DE' | 'DI'; readonly days: number };

/** The last day of a period, all of it, to midnight at its end. */
export interface Counted {
  readonly lastDay: CivilDate;
  /** The month it ends in has no such day, so the last day of that month was taken. */
  readonly monthEnd: boolean;
}

/**
 * Last day of `period` when it is set going by `start`.
 * @law Dodds v Walker [1981] 1 WLR 1027: where the month has no corresponding day, its last day. Rule `I`: Hare v Gocher
 *   [1962] 2 QB 641; a month with no corresponding day ends on its own last day (see docs/law.md, convention 2)
 */
export function countPeriod(start: CivilDate, period: Period): Counted {
  switch (period.rule) {
    case 'DE':
      return { lastDay: addDays(start, period.days), monthEnd: false };
    case 'DI':
      return { lastDay: addDays(start, period.days - 1), monthEnd: false };
    case 'E':
    case 'I': {
      const sameDay = addMonths(start, period.months);
      const monthEnd = sameDay.day !== start.day;
      const lastDay = monthEnd || period.rule === 'E' ? sameDay : addDays(sameDay, -1);
      return { lastDay, monthEnd };
    }
  }
}

/** A stretch of time that a clock leaves out: `[from, to)`. */
export interface Interval {
  readonly from: Instant;
  readonly to: Instant;
}

/**
 * The instant at which `hours` of counted time have passed since `start`, stepping over `excluded` (any order; overlaps
 * count once; what lies before `start` is ignored). Added on the UTC line, so a change of the clocks changes nothing.
 * @law PACE 1984 s41 and s45(2) (rule H)
 */
export function addCountedHours(start: Instant, hours: number, excluded: readonly Interval[]): Instant {
  const ordered = [...excluded].sort((a, b) => Temporal.Instant.compare(a.from, b.from));
  let end = start.epochMilliseconds + hours * 3_600_000;
  let passed = start.epochMilliseconds;
  for (const { from, to } of ordered) {
    const begins = Math.max(from.epochMilliseconds, passed);
    const ends = to.epochMilliseconds;
    if (ends <= begins || begins >= end) continue;
    end += ends - begins;
    passed = ends;
  }
  return Temporal.Instant.fromEpochMilliseconds(end);
}

/** The earlier of two days. */
export const earlierOf = (a: CivilDate, b: CivilDate): CivilDate => (isBefore(b, a) ? b : a);
/** The later of two days. */
export const laterOf = (a: CivilDate, b: CivilDate): CivilDate => (isBefore(a, b) ? b : a);
/** Whether `a` is a day before `b`. */
export const isBefore = (a: CivilDate, b: CivilDate): boolean => Temporal.PlainDate.compare(a, b) < 0;

const plural = (count: number, unit: string): string => `${count} ${unit}${count === 1 ? '' : 's'}`;

/** `6 months`, `3 years`, `28 days`. */
export function sayLength(period: Period): string {
  if ('days' in period) return plural(period.days, 'day');
  return period.months % 12 === 0 ? plural(period.months / 12, 'year') : plural(period.months, 'month');
}

/** `6 months beginning with`, `3 years after`: the words that decide whether the first day counts. */
export const sayPeriod = (period: Period): string =>
  `${sayLength(period)} ${period.rule === 'I' || period.rule === 'DI' ? 'beginning with' : 'after'}`;
