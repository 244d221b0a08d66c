import { sayDate, type CivilDate } from '../kernel/civil-date.ts';
import { accept, refuse, type Result } from '../kernel/result.ts';
import {
  followingWorkingDay,
  precedingWorkingDay,
  type HolidayCalendar,
  type WorkingDay,
} from '../kernel/working-days.ts';
import { countPeriod, sayPeriod } from './counting.ts';
import type { Deadline, DeadlineCase, Roll } from './regimes/after-charge.ts';

/** A deadline after charge, before and after it is moved off a closed day. */
export interface DeadlineDate {
  readonly chosen: DeadlineCase;
  readonly unadjusted: CivilDate;
  readonly lastDay: CivilDate;
  readonly because: readonly string[];
  /** A year whose bank holidays are not published was touched: the day may still move. */
  readonly projected: boolean;
}

function rolled(day: CivilDate, roll: Roll, holidays: HolidayCalendar): Result<WorkingDay, 'calendar-ends'> {
  switch (roll) {
    case 'not moved':
      return accept({ date: day, skipped: [], projected: false });
    case 'back':
      return precedingWorkingDay(day, holidays);
    case 'forward':
      return followingWorkingDay(day, holidays);
  }
}

/**
 * Last day of a deadline that runs from `start`. Refuses `limit-input` when no length is on file for `decides`, and
 * `calendar-ends` when it has to be moved beyond the bank holidays on file.
 * @param decides value of the input named by `deadline.decidedBy`
 */
export function deadlineDate(
  deadline: Deadline,
  start: CivilDate,
  decides: string | boolean | undefined,
  holidays: HolidayCalendar,
): Result<DeadlineDate, 'limit-input' | 'calendar-ends'> {
  const chosen = deadline.cases.find(({ when }) => when === undefined || when === decides);
  if (chosen === undefined) {
    const known = deadline.cases.map(({ when }) => String(when)).join(', ');
    return refuse(
      'limit-input',
      `Give ${deadline.decidedBy ?? 'the kind of case'}: one of ${known}.`,
      `inputs.${deadline.decidedBy ?? ''}`,
    );
  }
  const unadjusted = countPeriod(start, chosen.period).lastDay;
  const moved = rolled(unadjusted, deadline.roll, holidays);
  if (!moved.ok) return moved;
  const shut = moved.value.skipped.map(({ because }) => because).join(', ');
  return accept({
    chosen,
    unadjusted,
    lastDay: moved.value.date,
    projected: moved.value.projected,
    because: [
      `${sayPeriod(chosen.period)} ${sayDate(start)} (${chosen.says}): ${sayDate(unadjusted)}.`,
      ...(shut === ''
        ? []
        : [`That day is closed (${shut}), so it is moved ${deadline.roll} to ${sayDate(moved.value.date)}.`]),
    ],
  });
}
