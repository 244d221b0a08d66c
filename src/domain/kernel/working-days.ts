import { addDays, sayDate, type CivilDate } from './civil-date.ts';
import { dayKey, type HolidayCalendar } from './bank-holidays.ts';
import { accept, refuse, type Result } from './result.ts';

export { bankHolidaysOf, englandAndWales, projectTo, type BankHoliday, type HolidayCalendar } from './bank-holidays.ts';

/** Why a day is not a working day, as a person reads it: `Saturday`, `Good Friday`. */
export interface ClosedDay {
  readonly date: CivilDate;
  readonly because: string;
}

/** A working day that was counted to, and the closed days that were stepped over on the way, in the order met. */
export interface WorkingDay {
  readonly date: CivilDate;
  readonly skipped: readonly ClosedDay[];
  /** A year whose holidays have not been published was touched, so the answer may still move. */
  readonly projected: boolean;
}

type OffCalendar = 'calendar-ends';

const covers = (date: CivilDate, calendar: HolidayCalendar): boolean =>
  date.year >= calendar.firstYear && date.year <= calendar.lastYear;

const offCalendar = (date: CivilDate, calendar: HolidayCalendar) =>
  refuse(
    'calendar-ends',
    `Bank holidays are on file from ${calendar.firstYear} to ${calendar.lastYear}, which does not cover ${sayDate(date)}. ` +
      'Check the published list and count by hand.',
  );

/** Why a day the calendar covers is closed; `undefined` when it is a working day. */
const closedBecause = (date: CivilDate, calendar: HolidayCalendar): string | undefined => {
  if (date.dayOfWeek === 6) return 'Saturday';
  if (date.dayOfWeek === 7) return 'Sunday';
  return calendar.holidays.get(dayKey(date))?.name;
};

/**
 * Why a day is not a working day, or `undefined` when it is one. Refuses `calendar-ends` outside the years on file,
 * weekends included, so that no caller can take a missing holiday for a working day.
 */
export const closedDayReason = (date: CivilDate, calendar: HolidayCalendar): Result<string | undefined, OffCalendar> =>
  covers(date, calendar) ? accept(closedBecause(date, calendar)) : offCalendar(date, calendar);

/**
 * Whether a day is a Saturday, a Sunday, Good Friday, Christmas Day or a bank holiday. Refuses `calendar-ends`.
 * @law Prosecution of Offences (Custody Time Limits) Regulations 1987 (SI 1987/299) reg. 2(5) names the same days
 */
export const isNonWorkingDay = (date: CivilDate, calendar: HolidayCalendar): Result<boolean, OffCalendar> => {
  const reason = closedDayReason(date, calendar);
  return reason.ok ? accept(reason.value !== undefined) : reason;
};

/** Looks at `start` and then one day at a time, until `workingDays` working days have been passed and one more is met. */
function walk(
  start: CivilDate,
  step: 1 | -1,
  workingDays: number,
  calendar: HolidayCalendar,
): Result<WorkingDay, OffCalendar> {
  const skipped: ClosedDay[] = [];
  let date = start;
  let left = workingDays;
  let projected = false;
  for (;;) {
    if (!covers(date, calendar)) return offCalendar(date, calendar);
    projected ||= date.year > calendar.lastKnownYear;
    const because = closedBecause(date, calendar);
    if (because !== undefined) skipped.push({ date, because });
    else if (left === 0) return accept({ date, skipped, projected });
    if (because === undefined) left -= 1;
    date = addDays(date, step);
  }
}

/**
 * The day itself when it is a working day, else the last working day before it. Refuses `calendar-ends`.
 * @law SI 1987/299 reg. 2(5): a custody time limit that would expire on a closed day expires on the day before
 */
export const precedingWorkingDay = (date: CivilDate, calendar: HolidayCalendar): Result<WorkingDay, OffCalendar> =>
  walk(date, -1, 0, calendar);

/** The day itself when it is a working day, else the first working day after it. Refuses `calendar-ends`. */
export const followingWorkingDay = (date: CivilDate, calendar: HolidayCalendar): Result<WorkingDay, OffCalendar> =>
  walk(date, 1, 0, calendar);

/**
 * The working day `days` working days after `start` (before it, when negative). `start` is day 0 and is never counted,
 * closed or not; 0 gives `followingWorkingDay(start)`. Steps over closed days one at a time. Refuses `calendar-ends`.
 * @throws RangeError when `days` is not a whole number
 */
export function addWorkingDays(
  start: CivilDate,
  days: number,
  calendar: HolidayCalendar,
): Result<WorkingDay, OffCalendar> {
  if (!Number.isSafeInteger(days)) throw new RangeError(`not a whole number of working days: ${days}`);
  if (days === 0) return followingWorkingDay(start, calendar);
  if (!covers(start, calendar)) return offCalendar(start, calendar);
  const step = days > 0 ? 1 : -1;
  return walk(addDays(start, step), step, Math.abs(days) - 1, calendar);
}

/**
 * Working days after `from`, up to and including `to`; negative when `to` is earlier. The same day is 0, so a thing done
 * on the day it was asked for took 0 working days. Refuses `calendar-ends`.
 */
export function workingDaysBetween(
  from: CivilDate,
  to: CivilDate,
  calendar: HolidayCalendar,
): Result<number, OffCalendar> {
  if (!covers(from, calendar)) return offCalendar(from, calendar);
  if (!covers(to, calendar)) return offCalendar(to, calendar);
  const step = dayKey(from) <= dayKey(to) ? 1 : -1;
  let count = 0;
  for (let date = from; !date.equals(to);) {
    date = addDays(date, step);
    if (closedBecause(date, calendar) === undefined) count += step;
  }
  return accept(count);
}
