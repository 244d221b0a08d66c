import { describe, expect, it } from 'vitest';
import {
  addDays,
  addMonths,
  civilDate,
  dayNumber,
  dayOfNumber,
  daysUntil,
  instant,
  LONDON,
  londonClock,
  londonDateOf,
  sayInstant,
  Temporal,
  yearsBetween,
} from './civil-date.ts';

/** The quick arithmetic of days, held against Temporal. */

const days = function* (from: string, to: string, step = 1) {
  const last = dayNumber(civilDate(to));
  for (let at = dayNumber(civilDate(from)); at <= last; at += step) yield dayOfNumber(at);
};

describe('days as numbers', () => {
  it('are those of Temporal, there and back, for every day from 1899 to 2101', () => {
    const faults: string[] = [];
    let expected = Temporal.PlainDate.from('1899-12-31');
    for (const date of days('1899-12-31', '2101-01-01')) {
      if (date.toString() !== expected.toString() || !date.equals(civilDate(date.toString())))
        faults.push(expected.toString());
      expected = expected.add({ days: 1 });
    }
    expect(faults).toEqual([]);
    expect(dayNumber(civilDate('1970-01-01'))).toBe(0);
  });

  it('add days and months, and count days, as Temporal does', () => {
    const faults: string[] = [];
    for (const date of days('2019-01-01', '2029-12-31', 3)) {
      for (const count of [-400, -1, 0, 1, 27, 182, 238]) {
        const then = date.add({ days: count });
        if (!addDays(date, count).equals(then) || daysUntil(date, then) !== count)
          faults.push(`${date.toString()} ${count}`);
      }
      for (const count of [-13, -1, 0, 1, 3, 6, 12, 24, 36, 48, 240])
        if (!addMonths(date, count).equals(date.add({ months: count }, { overflow: 'constrain' })))
          faults.push(`${date.toString()} ${count} months`);
    }
    expect(faults).toEqual([]);
  });

  it.each(['2025-02-29', '2025-00-10', '2025-13-01', '2025-04-31', '2025-04-00', 'tomorrow', ''])(
    'there is no day %j',
    (text) => {
      expect(() => civilDate(text)).toThrow(RangeError);
    },
  );
});

describe('instants', () => {
  it('are those of Temporal, from text with an offset', () => {
    const faults: string[] = [];
    for (const date of days('1999-12-28', '2030-01-05', 11))
      for (const rest of [
        'T00:00Z',
        'T23:59:59Z',
        'T13:05:07+01:00',
        'T00:30:00-05:30',
        'T09:00+00:00',
        'T10:00:00.250Z',
      ]) {
        const text = `${date.toString()}${rest}`;
        if (!instant(text).equals(Temporal.Instant.from(text))) faults.push(text);
      }
    expect(faults).toEqual([]);
  });

  it.each(['2025-02-29T10:00Z', '2025-02-20T24:00Z', '2025-02-20T10:60Z', '2025-02-20T10:00', '2025-02-20', 'now'])(
    'there is no instant %j',
    (text) => {
      expect(() => instant(text)).toThrow(RangeError);
    },
  );
});

describe('ages', () => {
  it('are those of Temporal, also of those born on 29 February', () => {
    const faults: string[] = [];
    for (const born of ['2004-02-29', '2007-03-01', '2008-02-28', '2006-12-31', '2007-01-01'].map(civilDate))
      for (const on of days('2009-01-01', '2027-12-31', 1))
        if (yearsBetween(born, on) !== born.until(on, { largestUnit: 'years' }).years)
          faults.push(`${born.toString()} ${on.toString()}`);
    expect(faults).toEqual([]);
  });
});

describe('the clock in London', () => {
  it('is that of the time zone data, every half hour around each change of the clocks and through a year', () => {
    const faults: string[] = [];
    const check = (ms: number) => {
      const at = Temporal.Instant.fromEpochMilliseconds(ms);
      const zoned = at.toZonedDateTimeISO(LONDON);
      const { date, hour, minute, second, offsetMinutes } = londonClock(at);
      const same =
        date.equals(zoned.toPlainDate()) &&
        londonDateOf(at).equals(date) &&
        [hour, minute, second, offsetMinutes].join() ===
          [zoned.hour, zoned.minute, zoned.second, zoned.offsetNanoseconds / 6e10].join();
      if (!same) faults.push(at.toString());
    };
    const half = 1_800_000;
    for (let year = 1996; year <= 2037; year += 1)
      for (const month of ['03', '10']) {
        const from = instant(`${year}-${month}-24T00:00:00Z`).epochMilliseconds;
        for (let ms = from; ms < from + 9 * 86_400_000; ms += half * 3) check(ms);
      }
    const start = instant('2026-01-01T00:00:00Z').epochMilliseconds;
    for (let ms = start; ms < start + 366 * 86_400_000; ms += half * 5) check(ms + 1_001);
    // London kept summer time all the year round from 1968 to 1971, and double summer time in the war.
    for (const text of ['1969-12-25T23:30:00Z', '1944-07-01T22:30:00Z', '1950-01-01T00:00:00Z'])
      check(instant(text).epochMilliseconds);
    expect(faults).toEqual([]);
  });

  it('says midnight and noon, and an instant before 1970', () => {
    expect(sayInstant(instant('2026-01-01T00:00:00Z'))).toBe('12am on 1 January 2026');
    expect(sayInstant(instant('2026-06-01T11:05:00Z'))).toBe('12:05pm on 1 June 2026');
    expect(sayInstant(instant('1969-12-31T22:59:59Z'))).toBe('11:59pm on 31 December 1969');
  });
});
