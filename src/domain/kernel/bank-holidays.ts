import { Temporal, type CivilDate } from './civil-date.ts';

/** A weekday on which courts and offices are closed. Weekends are not listed. */
export interface BankHoliday {
  readonly date: CivilDate;
  /** As a person reads it: `Boxing Day (substitute day)`. */
  readonly name: string;
  /** Worked out by rule for a year whose list has not been published, so a proclamation may still change it. */
  readonly projected: boolean;
}

/** Every closed weekday of a run of years, and how far it can be trusted. */
export interface HolidayCalendar {
  /** Never "UK": Scotland and Northern Ireland keep other days. */
  readonly id: 'england-and-wales';
  /** Day on which the list was last checked; say it beside any date worked out from it. */
  readonly version: string;
  readonly firstYear: number;
  /** Last year whose holidays have been published. */
  readonly lastKnownYear: number;
  /** Last year this calendar answers for. Years after `lastKnownYear` are projected. */
  readonly lastYear: number;
  readonly source: string;
  /** By `dayKey(date)`. */
  readonly holidays: ReadonlyMap<number, BankHoliday>;
}

/** A date as one number, `20261225`: the key of a calendar's map, several times quicker to make than its text. */
export const dayKey = (date: CivilDate): number => date.year * 10_000 + date.month * 100 + date.day;

const at = (year: number, month: number, day: number): CivilDate => new Temporal.PlainDate(year, month, day);
const isWeekend = (date: CivilDate): boolean => date.dayOfWeek >= 6;

/** Easter Sunday by the Gregorian computus (the Meeus, Jones and Butcher form). */
export function easterSunday(year: number): CivilDate {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const yearOfCentury = year % 100;
  const correction = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * golden + century - Math.floor(century / 4) - correction + 15) % 30;
  const weekday = (32 + 2 * (century % 4) + 2 * Math.floor(yearOfCentury / 4) - epact - (yearOfCentury % 4)) % 7;
  const shift = Math.floor((golden + 11 * epact + 22 * weekday) / 451);
  const marchDays = epact + weekday - 7 * shift + 114;
  return at(year, Math.floor(marchDays / 31), (marchDays % 31) + 1);
}

const firstMonday = (year: number, month: number): CivilDate => {
  const first = at(year, month, 1);
  return first.add({ days: (8 - first.dayOfWeek) % 7 });
};
const lastMonday = (year: number, month: number): CivilDate => {
  const last = firstMonday(year, month).add({ days: 28 });
  return last.month === month ? last : last.subtract({ days: 7 });
};

/** Days moved or added by Royal proclamation. Nothing computes these, so a calendar is only as good as this list. */
const proclaimed: Readonly<
  Record<number, { readonly removed?: readonly string[]; readonly added: readonly (readonly [string, string])[] }>
> = {
  2002: {
    removed: ['Spring bank holiday'],
    added: [
      ['06-03', 'Golden Jubilee bank holiday'],
      ['06-04', 'Spring bank holiday'],
    ],
  },
  2011: { added: [['04-29', 'Royal wedding bank holiday']] },
  2012: {
    removed: ['Spring bank holiday'],
    added: [
      ['06-04', 'Spring bank holiday'],
      ['06-05', 'Diamond Jubilee bank holiday'],
    ],
  },
  2020: { removed: ['Early May bank holiday'], added: [['05-08', 'Early May bank holiday (VE day)']] },
  2022: {
    removed: ['Spring bank holiday'],
    added: [
      ['06-02', 'Spring bank holiday'],
      ['06-03', 'Platinum Jubilee bank holiday'],
      ['09-19', 'Bank holiday for the State Funeral of Queen Elizabeth II'],
    ],
  },
  2023: { added: [['05-08', 'Bank holiday for the coronation of King Charles III']] },
};

/** `1 January`, `25` and `26 December`: on a weekend, the next weekday that is not a holiday already takes its place. */
function fixedDays(year: number): readonly (readonly [CivilDate, string])[] {
  const own = [
    [at(year, 1, 1), "New Year's Day"],
    [at(year, 12, 25), 'Christmas Day'],
    [at(year, 12, 26), 'Boxing Day'],
  ] as const;
  const taken = new Set(own.filter(([date]) => !isWeekend(date)).map(([date]) => dayKey(date)));
  return own.map(([date, name]) => {
    if (!isWeekend(date)) return [date, name] as const;
    let substitute = date;
    while (isWeekend(substitute) || taken.has(dayKey(substitute))) substitute = substitute.add({ days: 1 });
    taken.add(dayKey(substitute));
    return [substitute, `${name} (substitute day)`] as const;
  });
}

/**
 * The closed weekdays of one year, earliest first. A Christmas Day that falls on a weekend is not listed: its
 * substitute is.
 * @param projected whether to mark them as not published yet
 * @law Banking and Financial Dealings Act 1971 s1 and Sch 1 para 1; proclamations under s1(2)-(3). Good Friday and
 *   Christmas Day are closed in their own right
 */
export function bankHolidaysOf(year: number, projected = false): readonly BankHoliday[] {
  const easter = easterSunday(year);
  const byRule: readonly (readonly [CivilDate, string])[] = [
    ...fixedDays(year),
    [easter.subtract({ days: 2 }), 'Good Friday'],
    [easter.add({ days: 1 }), 'Easter Monday'],
    [firstMonday(year, 5), 'Early May bank holiday'],
    [lastMonday(year, 5), 'Spring bank holiday'],
    [lastMonday(year, 8), 'Summer bank holiday'],
  ];
  const change = proclaimed[year];
  const kept = byRule.filter(([, name]) => !(change?.removed ?? []).includes(name));
  const added = (change?.added ?? []).map(([day, name]) => [Temporal.PlainDate.from(`${year}-${day}`), name] as const);
  return [...kept, ...added]
    .map(([date, name]) => ({ date, name, projected }))
    .sort((a, b) => Temporal.PlainDate.compare(a.date, b.date));
}

const holidaysBetween = (first: number, last: number, lastKnown: number): ReadonlyMap<number, BankHoliday> => {
  const years = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  const days = years.flatMap((year) => bankHolidaysOf(year, year > lastKnown));
  return new Map(days.map((day) => [dayKey(day.date), day]));
};

const firstYear = 2000;
const lastKnownYear = 2028;

/**
 * England and Wales, 2000 to 2028. It answers for nothing later: see `projectTo`. To extend it, check the published list
 * for each new year, add any proclaimed day above, then move `lastKnownYear` and `version`.
 */
export const englandAndWales: HolidayCalendar = {
  id: 'england-and-wales',
  version: '2026-11-24',
  firstYear,
  lastKnownYear,
  lastYear: lastKnownYear,
  source: 'Rules of the Banking and Financial Dealings Act 1971 and proclamations; compare with gov.uk/bank-holidays',
  holidays: holidaysBetween(firstYear, lastKnownYear, lastKnownYear),
};

/** The same calendar answering up to `lastYear` by rule alone. What it says of a year not yet published is marked `projected`. */
export const projectTo = (calendar: HolidayCalendar, lastYear: number): HolidayCalendar =>
  lastYear <= calendar.lastYear
    ? calendar
    : {
        ...calendar,
        lastYear,
        holidays: new Map([
          ...calendar.holidays,
          ...holidaysBetween(calendar.lastYear + 1, lastYear, calendar.lastKnownYear),
        ]),
      };
