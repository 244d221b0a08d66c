import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { civilDate, Temporal } from '../kernel/civil-date.ts';
import { englandAndWales, isNonWorkingDay, projectTo } from '../kernel/working-days.ts';
import { custodyLimit, type CustodyFacts, type CustodyPeriod } from './custody-limit.ts';
import { custodyRegimes, type CustodyStage } from './regimes/custody.ts';

const holidays = projectTo(englandAndWales, 2031);
const period = (from: string, to?: string): CustodyPeriod =>
  to === undefined ? { from: civilDate(from) } : { from: civilDate(from), to: civilDate(to) };

const expires = (stage: CustodyStage, periods: CustodyFacts['periods'], more: Partial<CustodyFacts> = {}) => {
  const limit = custodyLimit({ court: stage === 'sent' ? 'crown' : 'magistrates', stage, periods, ...more }, holidays);
  if (!limit.ok) throw new Error(limit.refusal.detail);
  return limit.value;
};

describe('custody time limits', () => {
  it.each([
    { when: 'the decision for summary trial comes on day 56', allocated: '2025-03-03', days: 56 },
    { when: 'the decision for summary trial comes on day 57', allocated: '2025-03-04', days: 70 },
    { when: 'it comes on the first appearance', allocated: '2025-01-06', days: 56 },
  ])('either way, $when: $days days', ({ allocated, days }) => {
    expect(expires('either-way', [period('2025-01-06')], { allocatedOn: civilDate(allocated) }).limitDays).toBe(days);
  });

  it.each([
    { first: '2020-09-27', age: 25, days: 182, why: 'already in custody' },
    { first: '2020-09-28', age: 25, days: 238, why: 'the first day' },
    { first: '2021-06-27', age: 25, days: 238, why: 'the last day' },
    { first: '2021-06-28', age: 25, days: 182, why: 'the day after' },
    { first: '2020-10-05', age: 17, days: 182, why: 'under 18' },
    { first: '2020-10-05', age: 18, days: 238, why: 'just 18' },
  ])('Covid: first in custody $first aged $age, $days days ($why)', ({ first, age, days }) => {
    const limit = expires('sent', [period(first)], { ageAtFirstCustody: age });
    expect(limit.limitDays).toBe(days);
    expect(limit.unadjusted?.toString()).toBe(civilDate(first).add({ days }).toString());
  });

  it('Covid: keeps a person the longer limit caught after the end of it, counted from their first custody', () => {
    const limit = expires('sent', [period('2021-06-20', '2021-06-22'), period('2021-08-01')], {
      ageAtFirstCustody: 30,
    });
    expect(limit.limitDays).toBe(238);
  });

  it('Covid: works to the shorter limit while the age is not known, and says by how much it matters', () => {
    const limit = expires('sent', [period('2020-10-05')]);
    expect(limit.limitDays).toBe(182);
    expect(limit.questions[0]?.text).toContain('238 days, 56 days later');
  });

  it.each([
    { from: '2025-10-31', moved: '2025-12-24', why: 'Christmas Day and Boxing Day are stepped over' },
    {
      from: '2026-02-09',
      moved: '2026-04-02',
      why: 'Easter Monday, Sunday, Saturday and Good Friday are stepped over',
    },
  ])('56 days from $from expire on $moved: $why', ({ from, moved }) => {
    expect(expires('summary-only', [period(from)]).expiry?.toString()).toBe(moved);
  });

  it('adds custody together: the first day is left out once, the day of release counts, a later period counts from its first day', () => {
    const limit = expires('sent', [
      period('2025-03-03', '2025-03-20'),
      period('2025-05-12', '2025-05-12'),
      period('2025-06-02'),
    ]);
    expect(limit.daysUsedInEarlierPeriods).toBe(18);
    expect(limit.unadjusted?.toString()).toBe(
      civilDate('2025-06-02')
        .add({ days: 182 - 18 - 1 })
        .toString(),
    );
  });

  it('does not run while nobody is in custody, and says how many days are left', () => {
    const limit = expires('summary-only', [period('2025-03-03', '2025-03-20')]);
    expect(limit.expiry).toBeUndefined();
    expect(limit.daysLeft).toBe(56 - 17);
  });

  it('finds an expiry inside a period that went on too long', () => {
    expect(expires('summary-only', [period('2025-02-03', '2025-06-30')]).expiry?.toString()).toBe('2025-03-31');
  });

  it('gives the last day for notice of an application to extend, in clear working days', () => {
    const limit = expires('sent', [period('2025-01-02')]);
    expect(limit.expiry?.toString()).toBe('2025-07-03');
    expect(limit.noticeBy?.toString()).toBe('2025-06-25');
  });

  it('refuses rather than guess past the bank holidays on file', () => {
    const limit = custodyLimit({ court: 'crown', stage: 'sent', periods: [period('2028-10-02')] }, englandAndWales);
    expect(limit.ok ? '' : limit.refusal.code).toBe('calendar-ends');
  });

  const stages = custodyRegimes.map(({ stage }) => stage);
  const anyStart = fc.integer({ min: 0, max: 365 * 29 }).map((days) => civilDate('2000-01-10').add({ days }));

  it('never ends custody on a closed day, never ends it late, and never gives back more than a long weekend', () => {
    fc.assert(
      fc.property(
        anyStart,
        fc.constantFrom(...stages),
        fc.option(fc.integer({ min: 10, max: 60 }), { nil: undefined }),
        (from, stage, age) => {
          const { expiry, unadjusted } = expires(
            stage,
            [{ from }],
            age === undefined ? {} : { ageAtFirstCustody: age },
          );
          if (expiry === undefined || unadjusted === undefined) return false;
          const closed = isNonWorkingDay(expiry, holidays);
          const back = expiry.until(unadjusted, { largestUnit: 'days' }).days;
          return closed.ok && !closed.value && back >= 0 && back <= 5;
        },
      ),
    );
  });

  it('never shortens what is left by a break on bail', () => {
    fc.assert(
      fc.property(anyStart, fc.integer({ min: 0, max: 100 }), fc.integer({ min: 1, max: 200 }), (from, held, out) => {
        const to = from.add({ days: held });
        const back = to.add({ days: out });
        const unbroken = expires('sent', [{ from }], { ageAtFirstCustody: 15 }).unadjusted;
        const broken = expires('sent', [{ from, to }, { from: back }], { ageAtFirstCustody: 15 }).unadjusted;
        if (unbroken === undefined || broken === undefined) return false;
        return unbroken.until(broken, { largestUnit: 'days' }).days === out - 1;
      }),
    );
  });

  it('covers every quarter from 2000 to 2030 at every stage', () => {
    for (const stage of stages) {
      for (
        let quarter = civilDate('2000-01-04');
        Temporal.PlainDate.compare(quarter, civilDate('2030-12-31')) < 0;
        quarter = quarter.add({ months: 3 })
      ) {
        expect(
          expires(stage, [{ from: quarter }], { ageAtFirstCustody: 30 }).expiry,
          `${stage} ${quarter.toString()}`,
        ).toBeDefined();
      }
    }
  });
});
