import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { civilDate, instant, Temporal } from '../kernel/civil-date.ts';
import { addCountedHours, countPeriod, sayPeriod, type Period } from './counting.ts';

const E = (months: number): Period => ({ rule: 'E', months });
const I = (months: number): Period => ({ rule: 'I', months });

describe('counting a period', () => {
  it.each([
    { start: '2025-01-15', period: E(6), ends: '2025-07-15', why: 'same day number' },
    { start: '2024-08-30', period: E(6), ends: '2025-02-28', why: 'February has no 30th' },
    { start: '2024-08-31', period: E(6), ends: '2025-02-28', why: 'February has no 31st' },
    { start: '2023-08-31', period: E(6), ends: '2024-02-29', why: 'a leap year' },
    { start: '2025-02-28', period: E(6), ends: '2025-08-28', why: 'never month end to month end' },
    { start: '2024-02-29', period: E(36), ends: '2027-02-28', why: 'three years from 29 February' },
    { start: '2024-02-29', period: E(48), ends: '2028-02-29', why: 'four years from 29 February' },
    { start: '2025-01-20', period: I(6), ends: '2025-07-19', why: 'the first day counts' },
    { start: '2025-09-01', period: I(6), ends: '2026-02-28', why: 'six whole months' },
    { start: '2025-08-31', period: I(6), ends: '2026-02-28', why: 'February has no 31st' },
    { start: '2025-08-29', period: I(6), ends: '2026-02-28', why: 'February has no 29th' },
    { start: '2025-08-28', period: I(6), ends: '2026-02-27', why: 'February has a 28th' },
    { start: '2022-06-15', period: I(36), ends: '2025-06-14', why: 'three years' },
    {
      start: '2025-03-10',
      period: { rule: 'DE', days: 14 } as const,
      ends: '2025-03-24',
      why: 'the offence day is left out',
    },
    {
      start: '2025-06-02',
      period: { rule: 'DI', days: 28 } as const,
      ends: '2025-06-29',
      why: 'the day of compliance counts',
    },
  ])('$start and $period.rule: ends $ends ($why)', ({ start, period, ends }) => {
    expect(countPeriod(civilDate(start), period).lastDay.toString()).toBe(ends);
  });

  it('marks the ends that fell back to a short month, and only those', () => {
    expect(countPeriod(civilDate('2025-08-31'), I(6)).monthEnd).toBe(true);
    expect(countPeriod(civilDate('2025-09-01'), I(6)).monthEnd).toBe(false);
    expect(countPeriod(civilDate('2024-08-30'), E(6)).monthEnd).toBe(true);
    expect(countPeriod(civilDate('2025-02-28'), E(6)).monthEnd).toBe(false);
  });

  const anyDay = fc.integer({ min: 0, max: 366 * 60 }).map((days) => civilDate('1980-01-01').add({ days }));
  const anyPeriod = fc.oneof(
    fc.record({ rule: fc.constantFrom('E' as const, 'I' as const), months: fc.integer({ min: 1, max: 240 }) }),
    fc.record({ rule: fc.constantFrom('DE' as const, 'DI' as const), days: fc.integer({ min: 1, max: 400 }) }),
  );

  it('never ends earlier for a later start', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 800 }), anyPeriod, (start, gap, period) => {
        const [first, second] = [start, start.add({ days: gap })].map((day) => countPeriod(day, period).lastDay);
        return first !== undefined && second !== undefined && Temporal.PlainDate.compare(first, second) <= 0;
      }),
    );
  });

  it('ends a day earlier when the first day counts, save where a short month stops both', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 240 }), (start, months) => {
        const exclusive = countPeriod(start, E(months));
        const inclusive = countPeriod(start, I(months));
        const gap = exclusive.monthEnd ? 0 : 1;
        return inclusive.lastDay.equals(exclusive.lastDay.subtract({ days: gap }));
      }),
    );
  });

  it('says the words that decide', () => {
    expect(sayPeriod(I(6))).toBe('6 months beginning with');
    expect(sayPeriod(E(36))).toBe('3 years after');
    expect(sayPeriod({ rule: 'DI', days: 1 })).toBe('1 day beginning with');
  });
});

describe('counting hours', () => {
  const start = instant('2025-06-10T10:00:00+01:00');
  const interval = (from: string, to: string) => ({ from: instant(from), to: instant(to) });
  const text = (at: Temporal.Instant) => at.toString({ smallestUnit: 'minute' });

  it('counts time that passes when the clocks go back and when they go forward', () => {
    expect(text(addCountedHours(instant('2025-10-25T20:00:00+01:00'), 24, []))).toBe('2025-10-26T19:00Z');
    expect(text(addCountedHours(instant('2026-03-28T20:00:00+00:00'), 24, []))).toBe('2026-03-29T20:00Z');
  });

  it('leaves out a stretch once, however often and in whatever order it is given', () => {
    const stay = interval('2025-06-10T12:00:00+01:00', '2025-06-10T17:30:00+01:00');
    const inside = interval('2025-06-10T13:00:00+01:00', '2025-06-10T14:00:00+01:00');
    const once = addCountedHours(start, 24, [stay]);
    expect(text(once)).toBe('2025-06-11T14:30Z');
    expect(text(addCountedHours(start, 24, [inside, stay, stay]))).toBe(text(once));
  });

  it('does not care for what lies before the start or after the end', () => {
    const before = interval('2025-06-10T08:00:00+01:00', '2025-06-10T10:00:00+01:00');
    const after = interval('2025-06-11T10:00:00+01:00', '2025-06-11T12:00:00+01:00');
    expect(text(addCountedHours(start, 24, [before, after]))).toBe('2025-06-11T09:00Z');
    expect(text(addCountedHours(start, 36, [before, after]))).toBe('2025-06-11T23:00Z');
  });

  it('adds exactly what is left out, and never ends inside it', () => {
    const minutes = fc.integer({ min: 0, max: 5_000 });
    fc.assert(
      fc.property(minutes, minutes, fc.integer({ min: 1, max: 96 }), (offset, length, hours) => {
        const from = start.add({ minutes: offset });
        const stretch = { from, to: from.add({ minutes: length }) };
        const ends = addCountedHours(start, hours, [stretch]).epochMilliseconds;
        const plain = start.epochMilliseconds + hours * 3_600_000;
        const reached = plain > from.epochMilliseconds;
        const outside = ends <= from.epochMilliseconds || ends >= stretch.to.epochMilliseconds;
        return outside && ends === (reached ? plain + length * 60_000 : plain);
      }),
    );
  });
});
