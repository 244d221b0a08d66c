import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { civilDate, type CivilDate } from './civil-date.ts';
import type { Result } from './result.ts';
import {
  addWorkingDays,
  bankHolidaysOf,
  closedDayReason,
  englandAndWales,
  followingWorkingDay,
  isNonWorkingDay,
  precedingWorkingDay,
  projectTo,
  workingDaysBetween,
  type HolidayCalendar,
} from './working-days.ts';

const given = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(result.refusal.detail);
  return result.value;
};
const dayOf = (result: Parameters<typeof given<{ date: CivilDate }>>[0]): string => given(result).date.toString();
const closed = (date: CivilDate, calendar: HolidayCalendar = englandAndWales): boolean =>
  given(isNonWorkingDay(date, calendar));

// Published lists, typed in rather than computed: 2020 to 2030 as in the time limits sheet, earlier years from the
// proclamations of 2002, 2011 and 2012.
const published: Readonly<Record<number, string>> = {
  2002: '01-01 03-29 04-01 05-06 06-03 06-04 08-26 12-25 12-26',
  2004: '01-01 04-09 04-12 05-03 05-31 08-30 12-27 12-28',
  2010: '01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28',
  2011: '01-03 04-22 04-25 04-29 05-02 05-30 08-29 12-26 12-27',
  2012: '01-02 04-06 04-09 05-07 06-04 06-05 08-27 12-25 12-26',
  2015: '01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28',
  2016: '01-01 03-25 03-28 05-02 05-30 08-29 12-26 12-27',
  2020: '01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28',
  2021: '01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28',
  2022: '01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27',
  2023: '01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26',
  2024: '01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26',
  2025: '01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26',
  2026: '01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28',
  2027: '01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28',
  2028: '01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26',
  2029: '01-01 03-30 04-02 05-07 05-28 08-27 12-25 12-26',
  2030: '01-01 04-19 04-22 05-06 05-27 08-26 12-25 12-26',
};

describe('bank holidays of England and Wales', () => {
  it.each(Object.entries(published))('%s has exactly the published days', (year, days) => {
    const listed = bankHolidaysOf(Number(year)).map(({ date }) => date.toString().slice(5));
    expect(listed.join(' ')).toBe(days);
  });

  it('names the substitute for a Christmas Day at a weekend and leaves the weekend day off the list', () => {
    const december = bankHolidaysOf(2022)
      .filter(({ date }) => date.month === 12)
      .map(({ date, name }) => `${date.toString()} ${name}`);
    expect(december).toEqual(['2022-12-26 Boxing Day', '2022-12-27 Christmas Day (substitute day)']);
  });

  it('never falls on a weekend, and never twice on one day', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1978, max: 2199 }), (year) => {
        const days = bankHolidaysOf(year);
        expect(days.filter(({ date }) => date.dayOfWeek > 5)).toEqual([]);
        expect(new Set(days.map(({ date }) => date.toString())).size).toBe(days.length);
        expect(days.length).toBeGreaterThanOrEqual(8);
      }),
    );
  });

  it('has Easter Monday between 23 March and 26 April, three days after Good Friday', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1978, max: 2199 }), (year) => {
        const days = bankHolidaysOf(year);
        const friday = days.find(({ name }) => name === 'Good Friday')?.date;
        const monday = days.find(({ name }) => name === 'Easter Monday')?.date;
        expect(monday?.dayOfWeek).toBe(1);
        expect(friday?.add({ days: 3 }).toString()).toBe(monday?.toString());
        const monthDay = monday?.toString().slice(5) ?? '';
        expect(monthDay >= '03-23' && monthDay <= '04-26').toBe(true);
      }),
    );
  });
});

describe('closed days', () => {
  it.each([
    { day: '2026-12-25', because: 'Christmas Day' },
    { day: '2026-12-26', because: 'Saturday' },
    { day: '2026-12-27', because: 'Sunday' },
    { day: '2026-12-28', because: 'Boxing Day (substitute day)' },
    { day: '2026-12-29', because: undefined },
    { day: '2026-04-03', because: 'Good Friday' },
    { day: '2026-04-02', because: undefined },
    { day: '2020-05-04', because: undefined },
    { day: '2020-05-08', because: 'Early May bank holiday (VE day)' },
    { day: '2022-09-19', because: 'Bank holiday for the State Funeral of Queen Elizabeth II' },
    { day: '2021-12-25', because: 'Saturday' },
  ])('$day: $because', ({ day, because }) => {
    expect(given(closedDayReason(civilDate(day), englandAndWales))).toBe(because);
    expect(closed(civilDate(day))).toBe(because !== undefined);
  });
});

describe('the working day before or after', () => {
  it.each([
    { day: '2025-09-06', before: '2025-09-05', after: '2025-09-08', law: 'Saturday' },
    { day: '2025-08-25', before: '2025-08-22', after: '2025-08-26', law: 'summer bank holiday' },
    { day: '2021-05-31', before: '2021-05-28', after: '2021-06-01', law: 'spring bank holiday' },
    { day: '2025-04-20', before: '2025-04-17', after: '2025-04-22', law: 'Easter Sunday' },
    { day: '2026-12-27', before: '2026-12-24', after: '2026-12-29', law: 'four closed days in a row' },
    { day: '2026-11-24', before: '2026-11-24', after: '2026-11-24', law: 'an ordinary Tuesday' },
  ])('$day ($law): $before or $after', ({ day, before, after }) => {
    expect(dayOf(precedingWorkingDay(civilDate(day), englandAndWales))).toBe(before);
    expect(dayOf(followingWorkingDay(civilDate(day), englandAndWales))).toBe(after);
  });

  it('says which closed days it stepped over, in the order met', () => {
    const moved = given(precedingWorkingDay(civilDate('2026-12-28'), englandAndWales));
    expect(moved.skipped.map(({ date, because }) => `${date.toString()} ${because}`)).toEqual([
      '2026-12-28 Boxing Day (substitute day)',
      '2026-12-27 Sunday',
      '2026-12-26 Saturday',
      '2026-12-25 Christmas Day',
    ]);
  });
});

describe('adding working days', () => {
  it.each([
    { from: '2026-04-02', days: 1, gives: '2026-04-07', why: 'over Good Friday, the weekend and Easter Monday' },
    { from: '2026-04-02', days: 0, gives: '2026-04-02', why: 'the day itself' },
    { from: '2026-04-04', days: 0, gives: '2026-04-07', why: 'a closed day is no answer' },
    { from: '2026-04-04', days: 1, gives: '2026-04-07', why: 'from a Saturday' },
    { from: '2026-11-24', days: 5, gives: '2026-12-01', why: 'over one weekend' },
    { from: '2026-12-24', days: 10, gives: '2027-01-12', why: 'over Christmas and New Year' },
    { from: '2026-04-07', days: -1, gives: '2026-04-02', why: 'back over Easter' },
    { from: '2026-12-01', days: -5, gives: '2026-11-24', why: 'back over one weekend' },
  ])('$from and $days gives $gives: $why', ({ from, days, gives }) => {
    expect(dayOf(addWorkingDays(civilDate(from), days, englandAndWales))).toBe(gives);
  });

  it('refuses part of a day', () => {
    expect(() => addWorkingDays(civilDate('2026-04-02'), 1.5, englandAndWales)).toThrow(RangeError);
  });
});

const anyDay = fc.integer({ min: 0, max: 365 * 27 }).map((offset) => civilDate('2001-01-01').add({ days: offset }));

describe('for every day on file', () => {
  it('a working day reached is never a Saturday, Sunday or holiday', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -30, max: 30 }), (day, count) => {
        const reached = given(addWorkingDays(day, count, englandAndWales)).date;
        expect(closed(reached)).toBe(false);
        expect(reached.dayOfWeek).toBeLessThanOrEqual(5);
      }),
    );
  });

  it('every day between a date and the working day before it is closed', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const { date, skipped } = given(precedingWorkingDay(day, englandAndWales));
        expect(date.until(day).days).toBe(skipped.length);
        for (let each = day; !each.equals(date); each = each.subtract({ days: 1 })) expect(closed(each)).toBe(true);
      }),
    );
  });

  it('counting between undoes adding, and adding back returns to a working start', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 40 }), (day, count) => {
        const start = given(followingWorkingDay(day, englandAndWales)).date;
        const there = given(addWorkingDays(start, count, englandAndWales)).date;
        expect(given(workingDaysBetween(start, there, englandAndWales))).toBe(count);
        expect(given(workingDaysBetween(there, start, englandAndWales))).toBe(-count);
        expect(dayOf(addWorkingDays(there, -count, englandAndWales))).toBe(start.toString());
      }),
    );
  });

  it('adding in two goes is adding at once', () => {
    const few = fc.integer({ min: 1, max: 15 });
    fc.assert(
      fc.property(anyDay, few, few, (day, first, second) => {
        const middle = given(addWorkingDays(day, first, englandAndWales)).date;
        expect(dayOf(addWorkingDays(middle, second, englandAndWales))).toBe(
          dayOf(addWorkingDays(day, first + second, englandAndWales)),
        );
      }),
    );
  });
});

describe('where the calendar ends', () => {
  const late = civilDate('2029-03-30');

  it('refuses a day outside the years on file, whether asked for or stepped into', () => {
    const codes = [
      isNonWorkingDay(late, englandAndWales),
      isNonWorkingDay(civilDate('1999-12-31'), englandAndWales),
      precedingWorkingDay(civilDate('2029-01-01'), englandAndWales),
      followingWorkingDay(civilDate('2028-12-30'), englandAndWales),
      addWorkingDays(civilDate('2028-12-29'), 1, englandAndWales),
      addWorkingDays(late, 1, englandAndWales),
      workingDaysBetween(civilDate('2028-12-29'), late, englandAndWales),
      workingDaysBetween(late, civilDate('2028-12-29'), englandAndWales),
    ].map((result) => (result.ok ? 'answered' : result.refusal.code));
    expect(new Set(codes)).toEqual(new Set(['calendar-ends']));
  });

  it('answers on its last day', () => {
    expect(dayOf(followingWorkingDay(civilDate('2028-12-29'), englandAndWales))).toBe('2028-12-29');
  });

  it('projects by rule when asked to, and marks every answer that touched an unpublished year', () => {
    const longer = projectTo(englandAndWales, 2030);
    expect(longer.lastKnownYear).toBe(2028);
    expect(given(precedingWorkingDay(late, longer))).toMatchObject({ projected: true });
    expect(dayOf(precedingWorkingDay(late, longer))).toBe('2029-03-29');
    expect(given(addWorkingDays(civilDate('2028-12-29'), 1, longer)).projected).toBe(true);
    expect(given(precedingWorkingDay(civilDate('2028-12-31'), longer)).projected).toBe(false);
    expect(isNonWorkingDay(civilDate('2031-01-01'), longer).ok).toBe(false);
  });

  it('leaves the published years as they were when projecting', () => {
    const longer = projectTo(englandAndWales, 2040);
    fc.assert(fc.property(anyDay, (day) => closed(day, longer) === closed(day)));
    expect(projectTo(englandAndWales, 2020)).toBe(englandAndWales);
  });
});
