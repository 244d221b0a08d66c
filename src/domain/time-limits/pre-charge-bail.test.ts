import { describe, expect, it } from 'vitest';
import { civilDate } from '../kernel/civil-date.ts';
import { bailLimits, type BailFacts } from './pre-charge-bail.ts';

const limits = (arrested: string, more: Partial<BailFacts> = {}) => {
  const found = bailLimits({
    arrested: civilDate(arrested),
    caseType: 'standard',
    designated: false,
    court: false,
    hospital: [],
    ...more,
  });
  if (found === undefined) throw new Error('no version of pre-charge bail');
  return found;
};
const ends = (arrested: string, more: Partial<BailFacts> = {}): Record<string, string> => {
  const found = limits(arrested, more);
  return Object.fromEntries([
    ...found.ends.map(({ step, end }) => [step.key, end.toString()] as const),
    ...found.further.map(({ key, end }) => [key, end.toString()] as const),
  ]);
};

describe('pre-charge bail', () => {
  it('changes with the day of arrest: 28 days up to 27 October 2022, three months from the day after', () => {
    expect(ends('2022-10-27')).toEqual({ initialEnd28d: '2022-11-24', superintendentEnd3m: '2023-01-27' });
    expect(ends('2022-10-28')).toMatchObject({ initialEnd3m: '2023-01-28' });
  });

  it('has no limit on file before 3 April 2017', () => {
    expect(
      bailLimits({
        arrested: civilDate('2017-04-02'),
        caseType: 'standard',
        designated: false,
        court: false,
        hospital: [],
      }),
    ).toBeUndefined();
  });

  it('lets a court go from nine months to 12 or 18, and on by three', () => {
    expect(ends('2025-01-15', { court: true })).toMatchObject({
      courtFirst12m: '2026-01-15',
      courtFirstComplex18m: '2026-07-15',
      courtFurther3mAfter12m: '2026-04-15',
    });
  });

  it('lets a court go from 12 months to 18 or 24 in a designated case', () => {
    expect(ends('2025-01-15', { court: true, designated: true })).toMatchObject({
      designatedEnd12m: '2026-01-15',
      courtFirst18m: '2026-07-15',
      courtFirstComplex24m: '2027-01-15',
      courtFurther3mAfter18m: '2026-10-15',
    });
  });

  const decision = (sent: string | undefined, requested: string | undefined, firstRelease = false) => ({
    chargingDecision: {
      sent: sent === undefined ? undefined : civilDate(sent),
      requested: requested === undefined ? undefined : civilDate(requested),
      firstRelease,
    },
  });

  it.each([
    { when: 'nobody has asked for more', more: decision('2025-03-01', undefined), end: undefined },
    { when: 'it stood still for 61 days', more: decision('2025-03-01', '2025-05-01'), end: '2025-06-15' },
    { when: '7 days were left', more: decision('2025-04-09', '2025-05-10'), end: '2025-05-16' },
    { when: 'fewer than 7 days were left', more: decision('2025-04-12', '2025-05-10'), end: '2025-05-16' },
    { when: '8 days were left', more: decision('2025-04-08', '2025-05-10'), end: '2025-05-17' },
    { when: 'it never began until the request', more: decision(undefined, '2025-05-01', true), end: '2025-07-31' },
  ])('with the prosecutor for a decision, $when: ends $end', ({ more, end }) => {
    const { applicable } = limits('2025-01-15', more);
    expect(applicable?.originalEnd.toString()).toBe('2025-04-15');
    expect(applicable?.end?.toString()).toBe(end);
  });

  it.each([
    { from: '2025-04-10', to: '2025-04-20', end: '2025-04-26', why: 'in hospital on the last day: 11 days more' },
    { from: '2025-04-15', to: '2025-04-15', end: '2025-04-16', why: 'in hospital on the last day alone' },
    { from: '2025-03-10', to: '2025-04-14', end: '2025-04-15', why: 'out by the last day' },
    { from: '2025-04-16', to: '2025-04-30', end: '2025-04-15', why: 'in only after it ended' },
    { from: '2025-04-10', to: undefined, end: undefined, why: 'still there' },
  ])('$why: ends $end', ({ from, to, end }) => {
    const stay = to === undefined ? { from: civilDate(from) } : { from: civilDate(from), to: civilDate(to) };
    expect(limits('2025-01-15', { hospital: [stay] }).applicable?.end?.toString()).toBe(end);
  });
});
