import { sayDate, type CivilDate } from '../kernel/civil-date.ts';
import { accept, refuse, type Result } from '../kernel/result.ts';
import {
  followingWorkingDay,
  precedingWorkingDay,
  type HolidayCalendar,
  type WorkingDay,
} from '../kernel/working-days.ts';
import { countPeriod, sayPeriod } from './counting.ts';
import { isOpen, rangeFields, rangeOver, type Question } from './question.ts';
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

/** What decides a length, where it is not known: the case that stands for not knowing, else the one that ends soonest. */
export function whenNotKnown({ cases, decidedBy }: Deadline): string | boolean | undefined {
  if (decidedBy === undefined) return undefined;
  const soonest = [...cases].sort((a, b) => daysIn(a) - daysIn(b))[0];
  return (cases.find(({ when }) => when === 'not-known') ?? soonest)?.when;
}

const daysIn = ({ period }: DeadlineCase): number => ('days' in period ? period.days : period.months * 31);

/** What the fact that decides the length would do to the date; nothing for a deadline with one length. */
export function deadlineQuestion(
  deadline: Deadline,
  start: CivilDate,
  holidays: HolidayCalendar,
): Result<Question[], 'limit-input' | 'calendar-ends'> {
  const { decidedBy } = deadline;
  if (decidedBy === undefined) return accept([]);
  const ends: { readonly says: string; readonly on: CivilDate }[] = [];
  for (const { when, says } of deadline.cases.filter((each) => each.when !== 'not-known')) {
    const date = deadlineDate(deadline, start, when, holidays);
    if (!date.ok) return date;
    ends.push({ says, on: date.value.lastDay });
  }
  const range = rangeOver(ends.map(({ on }) => on));
  if (range === undefined || !isOpen(range)) return accept([]);
  const each = ends.map(({ says, on }) => `${says}, ${sayDate(on)}`).join('; ');
  return accept([
    {
      fact: decidedBy,
      text: `${decides[decidedBy] ?? decidedBy}? ${each.replace(/^\w/, (letter) => letter.toUpperCase())}.`,
      ...rangeFields(range),
    },
  ]);
}

/** What is asked for, by the name of the input that decides a length. */
const decides: Readonly<Record<string, string>> = {
  court: 'Which court is the case in',
  inCustody: 'Is the defendant in custody',
  anticipatedPlea: 'Which plea is expected',
};

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
