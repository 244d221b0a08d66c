import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { civilDate, sayDate, type CivilDate } from '../kernel/civil-date.ts';
import { isBefore } from './counting.ts';
import { explain } from './explain.ts';
import type { Happening, LimitFacts } from './limbs.ts';
import { prosecutionLimit } from './prosecution-limit.ts';
import type { Regime, TriggerName } from './regime.ts';
import { GENERAL, NO_LIMIT, prosecutionRegimes, regimeOnFile } from './regimes/prosecution.ts';

const on = (...days: string[]): Happening[] => days.map((day) => ({ date: civilDate(day), event: 'it happened' }));

interface Told {
  offence: string;
  until?: string;
  reading?: LimitFacts['offence']['reading'];
  tried?: LimitFacts['tried'];
  happened?: LimitFacts['happened'];
  answers?: LimitFacts['answers'];
  certified?: string;
  named?: string;
}

const facts = ({
  offence,
  until = offence,
  reading = 'one-day',
  tried = 'summarily',
  happened = {},
  answers = {},
  certified,
  named,
}: Told): LimitFacts => ({
  offence: { first: civilDate(offence), last: civilDate(until), reading },
  tried,
  happened,
  answers,
  ...(certified === undefined ? {} : { certified: civilDate(certified) }),
  ...(named === undefined ? {} : { named }),
});

const work = (id: string, told: Told) => prosecutionLimit(regimeOnFile(id), facts(told));
const summary = (id: string, told: Told) => {
  const limit = work(id, told);
  return [limit.regime.id, limit.lastDay?.toString(), limit.governedBy];
};

const abuse = { 'domestic-abuse': true, 'both-16-or-over': true } as const;

describe('limits that begin or end with an Act', () => {
  it.each([
    { id: 'cja1988-s39A', offence: '2022-06-27', governs: GENERAL },
    { id: 'cja1988-s39A', offence: '2022-06-28', governs: 'cja1988-s39A' },
    { id: 'ca2003-s127', offence: '2015-04-12', governs: GENERAL },
    { id: 'ca2003-s127', offence: '2015-04-13', governs: 'ca2003-s127' },
    { id: 'osa2023-s179', offence: '2024-01-30', governs: GENERAL },
    { id: 'osa2023-s179', offence: '2024-01-31', governs: 'osa2023-s179' },
    { id: 'cma1990-s11', offence: '2008-09-30', governs: 'cma1990-s11' },
    { id: 'cma1990-s11', offence: '2008-10-01', governs: GENERAL },
    { id: 'soa1956-s6', offence: '2004-04-30', governs: 'soa1956-s6' },
    { id: 'soa1956-s6', offence: '2004-05-01', governs: GENERAL },
  ])('$id, offence on $offence: $governs governs', ({ id, offence, governs }) => {
    const day = civilDate(offence).add({ days: 40 }).toString();
    const happened = { 'complainant-evidence': on(day), 'sufficient-evidence': on(day) };
    expect(work(id, { offence, happened, answers: abuse }).regime.id).toBe(governs);
  });
});

describe('how each limit counts', () => {
  const known = { 'sufficient-evidence': on('2025-03-20') };
  it.each([
    { id: 'soa2003-s66E', last: '2025-09-19', by: 'knowledge' },
    { id: 'hgvrul2013-sch2', last: '2025-09-20', by: 'knowledge' },
    { id: 'rtra1984-sch12', last: '2025-09-20', by: 'knowledge' },
    { id: 'wca1981-s51A', last: '2025-09-19', by: 'knowledge' },
    { id: 'tcpa1990-s210', last: '2025-09-19', by: 'knowledge' },
    { id: 'aha1981-s71A', last: '2025-09-19', by: 'knowledge' },
    { id: 'ga2005-s347', last: '2026-01-10', by: 'fixed' },
    { id: 'ssaa1992-s116', last: '2026-01-10', by: 'fixed' },
    { id: 'rpa1983-s176', last: '2026-01-10', by: 'fixed' },
    { id: 'hswa1974-s34', last: '2025-07-10', by: 'general' },
    { id: 'trading-standards', last: '2026-01-09', by: 'discovery' },
    { id: 'msa1995-s274', last: '2025-09-19', by: 'knowledge' },
  ])('$id: offence 10 January 2025, sufficient evidence 20 March 2025, last day $last by $by', ({ id, last, by }) => {
    expect(summary(id, { offence: '2025-01-10', happened: known })).toEqual([id, last, by]);
  });

  it.each([
    { certified: undefined, last: '2024-11-01', by: 'fixed' },
    { certified: '2024-08-31', last: '2024-11-01', by: 'fixed' },
    { certified: '2025-03-10', last: '2025-05-10', by: 'knowledge' },
    { certified: '2027-04-20', last: '2027-05-01', by: 'longstop' },
  ])('immigration, extended: police certify $certified, last day $last by $by', ({ certified, last, by }) => {
    const happened = certified === undefined ? {} : { 'certified-evidence': on(certified) };
    expect(summary('ia1971-s28-1', { offence: '2024-05-01', happened })).toEqual(['ia1971-s28-1', last, by]);
  });

  it.each([
    { arrested: undefined, last: '2024-10-31', by: 'fixed' },
    { arrested: '2024-07-31', last: '2024-10-31', by: 'fixed' },
    { arrested: '2024-09-15', last: '2024-12-14', by: 'arrest' },
  ])('breach of immigration bail: first arrested $arrested, last day $last by $by', ({ arrested, last, by }) => {
    const happened = arrested === undefined ? {} : { 'first-arrest': on(arrested) };
    expect(summary('ia1971-s28-1A', { offence: '2024-05-01', happened })).toEqual(['ia1971-s28-1A', last, by]);
  });

  it('elections: a year, or 24 months where the court has extended, however the offence is tried', () => {
    for (const tried of ['summarily', 'on-indictment'] as const) {
      expect(summary('rpa1983-s176', { offence: '2024-05-02', tried })).toEqual([
        'rpa1983-s176',
        '2025-05-02',
        'fixed',
      ]);
      const extended = { offence: '2024-05-02', tried, answers: { 'court-extended': true } };
      expect(summary('rpa1983-s176', extended)).toEqual(['rpa1983-s176', '2026-05-02', 'court-extension']);
    }
  });

  it('customs: three years from the offence day itself if tried summarily, twenty on indictment', () => {
    expect(summary('cema1979-s146A', { offence: '2023-03-15', tried: 'on-indictment' })).toEqual([
      'cema1979-s146A',
      '2043-03-14',
      'fixed',
    ]);
  });

  it('merchant shipping: two months after coming back, never past three years', () => {
    const back = (day: string) =>
      summary('msa1995-s274', { offence: '2024-01-10', happened: { 'return-to-uk': on(day) } });
    expect(back('2025-02-01')).toEqual(['msa1995-s274', '2025-04-01', 'return-to-uk']);
    expect(back('2026-12-20')).toEqual(['msa1995-s274', '2027-01-09', 'longstop']);
  });

  it('health and safety: three months from an inquest when that is later', () => {
    const after = { offence: '2024-01-10', happened: { 'special-report': on('2024-09-30') } };
    expect(summary('hswa1974-s34', after)).toEqual(['hswa1974-s34', '2024-12-30', 'special-report']);
  });

  it('trading: one year from discovery, three from the offence; discovery unknown is counted from the offence and asked for', () => {
    expect(
      summary('trading-standards', {
        offence: '2022-01-10',
        happened: { discovery: on('2024-06-01') },
        tried: 'on-indictment',
      }),
    ).toEqual(['trading-standards', '2025-01-09', 'longstop']);
    expect(work('trading-standards', { offence: '2022-01-10' }).questions.map(({ fact }) => fact)).toEqual([
      'discovery',
    ]);
  });

  it('a special limit for summary offences does not reach an offence tried on indictment', () => {
    expect(summary('awa2006-s31', { offence: '2024-01-10', tried: 'on-indictment' })).toEqual([
      NO_LIMIT,
      undefined,
      'none',
    ]);
  });

  it('an offence that sounds like a listed one and is not has six months', () => {
    expect(
      summary('rtoa1988-s6', {
        offence: '2025-01-31',
        named: 'Speeding',
        happened: { 'sufficient-evidence': on('2025-03-20') },
      }),
    ).toEqual([GENERAL, '2025-07-31', 'general']);
  });
});

describe('what is not known', () => {
  it('never assumes an extension, and says by how many days the answer would change', () => {
    const limit = work('cja1988-s39A', {
      offence: '2026-05-30',
      happened: { 'complainant-evidence': on('2026-06-12') },
      answers: { 'both-16-or-over': true },
    });
    expect([limit.regime.id, limit.lastDay?.toString()]).toEqual([GENERAL, '2026-11-30']);
    expect(limit.questions).toHaveLength(1);
    expect(limit.questions[0]?.text).toContain('12 December 2026');
    expect(limit.questions[0]?.text).toContain('12 days later');
  });

  it('asks for every fact that is missing, each with its own difference', () => {
    const limit = work('cja1988-s39A', {
      offence: '2026-05-30',
      happened: { 'complainant-evidence': on('2026-06-12') },
    });
    expect(limit.questions.map(({ fact }) => fact)).toEqual(['domestic-abuse', 'both-16-or-over']);
  });

  it('asks for the day of sufficient evidence and gives the day it can never pass', () => {
    const limit = work('ca2003-s127', { offence: '2026-01-30' });
    expect([limit.regime.id, limit.lastDay?.toString()]).toEqual([GENERAL, '2026-07-30']);
    expect(limit.questions[0]?.text).toContain('29 January 2029');
  });

  it('runs the clock as a precaution while the mode of trial is not confirmed', () => {
    expect(summary(GENERAL, { offence: '2025-01-15', tried: 'unconfirmed' })).toEqual([
      GENERAL,
      '2025-07-15',
      'general',
    ]);
  });

  it('takes a firearms offence not to be an air-weapon one, says so, and gives six months as the safe day', () => {
    const limit = work('firearms1968-s51', { offence: '2021-02-28' });
    expect([limit.lastDay?.toString(), limit.safeDay?.toString()]).toEqual(['2025-02-28', '2021-08-28']);
    expect([limit.assumptions.length, limit.questions.length]).toEqual([1, 1]);
    expect(
      work('firearms1968-s51', { offence: '2021-02-28', answers: { 'air-weapon': false } }).safeDay,
    ).toBeUndefined();
  });
});

describe('where the law is debated', () => {
  it('convention 2: a short month under "beginning with" gives a safe day before, and no other day does', () => {
    const late = work('ca2003-s127', { offence: '2025-05-01', happened: { 'sufficient-evidence': on('2025-08-31') } });
    expect([late.lastDay?.toString(), late.safeDay?.toString()]).toEqual(['2026-02-28', '2026-02-27']);
    const whole = work('ca2003-s127', { offence: '2025-05-01', happened: { 'sufficient-evidence': on('2025-09-01') } });
    expect([whole.lastDay?.toString(), whole.safeDay]).toEqual(['2026-02-28', undefined]);
  });

  it('convention 3: knowledge on the offence day gives the shorter period, the longer only as arguable', () => {
    const limit = work('ca2003-s127', { offence: '2025-01-15', happened: { 'sufficient-evidence': on('2025-01-15') } });
    expect([limit.regime.id, limit.lastDay?.toString(), limit.alternativeLastDay?.toString()]).toEqual([
      'ca2003-s127',
      '2025-07-14',
      '2025-07-15',
    ]);
    const next = work('ca2003-s127', { offence: '2025-01-15', happened: { 'sufficient-evidence': on('2025-01-16') } });
    expect([next.lastDay?.toString(), next.alternativeLastDay]).toEqual(['2025-07-15', undefined]);
  });

  it('convention 4: an offence on an unknown day runs from the earliest, with the outer day beside it', () => {
    const limit = work(GENERAL, { offence: '2025-01-03', until: '2025-01-09', reading: 'uncertain' });
    expect([limit.lastDay?.toString(), limit.outerLastDay?.toString()]).toEqual(['2025-07-03', '2025-07-09']);
  });

  it('convention 5: a course of conduct runs from its last act', () => {
    const limit = work(GENERAL, { offence: '2025-01-03', until: '2025-04-09', reading: 'last-act' });
    expect([limit.lastDay?.toString(), limit.outerLastDay]).toEqual(['2025-10-09', undefined]);
  });

  it('convention 8: the earliest firm view governs, a doubtful earlier one is the safe day, a certificate decides', () => {
    const views: Happening[] = [
      { date: civilDate('2026-06-01'), event: 'too thin', doubtful: true },
      ...on('2026-07-31', '2026-10-12'),
    ];
    const told = { offence: '2026-01-30', happened: { 'sufficient-evidence': views } };
    const limit = work('ca2003-s127', told);
    expect([limit.lastDay?.toString(), limit.safeDay?.toString(), limit.alternativeLastDay?.toString()]).toEqual([
      '2027-01-30',
      '2026-11-30',
      '2027-04-11',
    ]);
    const certified = work('ca2003-s127', { ...told, certified: '2026-10-12' });
    expect([certified.lastDay?.toString(), certified.safeDay?.toString()]).toEqual(['2027-04-11', '2026-11-30']);
  });
});

describe('every limit on file', () => {
  const triggers: TriggerName[] = [
    'sufficient-evidence',
    'complainant-evidence',
    'certified-evidence',
    'first-arrest',
    'special-report',
    'discovery',
    'return-to-uk',
  ];
  const told = (offence: CivilDate, gap: number, tried: LimitFacts['tried']): LimitFacts => {
    const day = [{ date: offence.add({ days: gap }), event: 'it happened' }];
    return {
      offence: { first: offence, last: offence, reading: 'one-day' },
      tried,
      happened: Object.fromEntries(triggers.map((trigger) => [trigger, day])),
      answers: { ...abuse, 'mechanically-propelled': true, 'air-weapon': false },
    };
  };

  const versionsOn = (regime: Regime, day: string) =>
    regime.versions.filter(
      ({ from = day, until, tried }) =>
        from <= day && (until === undefined || day < until) && tried !== 'on-indictment',
    );

  it.each(prosecutionRegimes)(
    '$id answers for an offence in every quarter from 1980 to 2030, after the offence, by the one version in force',
    (regime) => {
      const faults: string[] = [];
      for (let quarter = civilDate('1980-01-01'); quarter.year < 2031; quarter = quarter.add({ months: 3 })) {
        for (const day of [quarter, quarter.add({ months: 3 }).subtract({ days: 1 })]) {
          const limit = prosecutionLimit(regime, told(day, 90, 'summarily'));
          const versions = versionsOn(regime, day.toString());
          if (limit.lastDay === undefined || !isBefore(day, limit.lastDay))
            faults.push(`${day.toString()}: no last day`);
          if (versions.length > 1) faults.push(`${day.toString()}: versions overlap`);
          const governs = versions.length === 1 ? regime.id : GENERAL;
          if (limit.regime.id !== governs) faults.push(`${day.toString()}: ${limit.regime.id} governs`);
        }
      }
      expect(faults).toEqual([]);
    },
  );

  it.each(prosecutionRegimes.filter(({ id }) => id !== NO_LIMIT))(
    '$id answers for an offence on every day of five years, and never earlier for a later day under one version',
    (regime) => {
      const faults: string[] = [];
      let before: { readonly version: unknown; readonly regime: string; readonly last: CivilDate } | undefined;
      for (let day = civilDate('2022-01-01'); day.year < 2027; day = day.add({ days: 1 })) {
        const { lastDay, regime: governs } = prosecutionLimit(regime, told(day, 90, 'summarily'));
        const [version] = versionsOn(regime, day.toString());
        if (lastDay === undefined || !isBefore(day, lastDay)) faults.push(`${day.toString()}: no last day after it`);
        else {
          if (before?.version === version && before?.regime === governs.id && isBefore(lastDay, before.last))
            faults.push(`${day.toString()}: ${lastDay.toString()}, and the day before ${before.last.toString()}`);
          before = { version, regime: governs.id, last: lastDay };
        }
      }
      expect(faults).toEqual([]);
    },
  );

  const anyOffence = fc.integer({ min: 0, max: 365 * 51 }).map((days) => civilDate('1980-01-01').add({ days }));
  const anyRegime = fc.constantFrom(...prosecutionRegimes.filter(({ id }) => id !== NO_LIMIT));

  it('never ends earlier because the evidence came later', () => {
    fc.assert(
      fc.property(
        anyRegime,
        anyOffence,
        fc.integer({ min: 0, max: 900 }),
        fc.integer({ min: 0, max: 400 }),
        (regime, offence, gap, more) => {
          const [sooner, later] = [gap, gap + more].map(
            (days) => prosecutionLimit(regime, told(offence, days, 'summarily')).lastDay,
          );
          return sooner !== undefined && later !== undefined && !isBefore(later, sooner);
        },
      ),
    );
  });

  it('never puts a headline after its longstop, nor a safe day after its headline', () => {
    fc.assert(
      fc.property(anyRegime, anyOffence, fc.integer({ min: 0, max: 2_000 }), (regime, offence, gap) => {
        const { lastDay, limbs, safeDay, alternativeLastDay, governedBy } = prosecutionLimit(
          regime,
          told(offence, gap, 'summarily'),
        );
        const stop = limbs.find(({ name }) => name === 'longstop')?.lastDay;
        const inside =
          lastDay !== undefined && (governedBy === 'fixed' || stop === undefined || !isBefore(stop, lastDay));
        const safe = safeDay === undefined || (lastDay !== undefined && isBefore(safeDay, lastDay));
        const arguable =
          alternativeLastDay === undefined || (lastDay !== undefined && isBefore(lastDay, alternativeLastDay));
        return inside && safe && arguable;
      }),
    );
  });

  it('says the last day in its first sentence, and how it was reached in the rest', () => {
    fc.assert(
      fc.property(anyRegime, anyOffence, fc.integer({ min: 0, max: 900 }), (regime, offence, gap) => {
        const limit = prosecutionLimit(regime, told(offence, gap, 'summarily'));
        const [first = '', ...rest] = explain(limit);
        const day = limit.lastDay === undefined ? 'no day' : sayDate(limit.lastDay);
        return first.includes(day) && first.includes(limit.regime.statute) && rest.some((line) => line.includes(day));
      }),
    );
  });
});
