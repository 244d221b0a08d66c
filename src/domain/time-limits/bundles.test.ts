import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { CaseRecord } from '../case-file/index.ts';
import { instant, londonDateOf } from '../kernel/civil-date.ts';
import type { OffenceEntry, OffenceLookup } from '../kernel/offence-code.ts';
import { englandAndWales } from '../kernel/working-days.ts';
import { clocksForCase, limitsForCase, triagePriorityOf, urgencyOf, type Clock, type OffenceLimit } from './index.ts';

const root = new URL('../../../', import.meta.url);
const read = (path: string): unknown => JSON.parse(readFileSync(new URL(path, root), 'utf8'));

const TruthLimit = z.looseObject({
  offenceId: z.string(),
  defendantId: z.string(),
  regime: z.string(),
  appliedRegime: z.string(),
  lastDay: z.string().nullable(),
  governedBy: z.string(),
  limbs: z.record(z.string(), z.string()).optional(),
  policeRecorded: z.string().optional(),
  alternativeLastDay: z.string().optional(),
  daysLeftAtExport: z.number().optional(),
  proceedingsStarted: z.string().optional(),
  inTime: z.boolean().optional(),
});
const TruthClock = z.looseObject({ kind: z.string(), defendantId: z.string().optional() });
const Truth = z.looseObject({
  timeLimits: z.array(TruthLimit),
  clocks: z.array(TruthClock),
  nfs: z.array(
    z.looseObject({ submissionId: z.string(), facts: z.looseObject({ triagePriority: z.string().nullish() }) }),
  ),
});

/** The standing data of the codes in the bundles: category and mode as the national list has them. */
const either = ['TH68010', 'SX03007', 'OF61102', 'OF61131', 'TH68036', 'MT88005', 'CD98074', 'CD98067'];
const summary = ['CJ88116', 'CA03005', 'PH97004', 'RT88007'];
const entry = (
  code: string,
  category: OffenceEntry['category'],
  value: OffenceEntry['mode']['value'],
  confirmed = true,
): OffenceEntry => ({
  ...{ code, title: code, category, homeOfficeClass: undefined, recordable: true, notifiable: false, legacy: false },
  mode: { value, confirmed, because: confirmed ? 'the list is maintained' : 'the list is not maintained' },
});
const entries = new Map([
  ...either.map((code) => [code, entry(code, 'CE', 'either-way')] as const),
  ...summary.map((code) => [code, entry(code, code === 'RT88007' ? 'CM' : 'CS', 'summary-only')] as const),
  ['SX03002', entry('SX03002', 'CI', 'indictable-only')] as const,
]);
const offences: OffenceLookup = (code) => entries.get(code);

const bundles = readdirSync(new URL('demo/cases/', root)).map((name) => {
  const record = CaseRecord.parse(read(`demo/cases/${name}/case.json`));
  const now = instant(record.export.exportedAt);
  const limits = limitsForCase(record, { offences, holidays: englandAndWales, today: londonDateOf(now) });
  const priorityOf = (submission: CaseRecord['submissions'][number]) =>
    triagePriorityOf(record, submission, limits)?.priority;
  const clocks = clocksForCase(record, { holidays: englandAndWales, now, priorityOf });
  return { name, record, now, limits, clocks, truth: Truth.parse(read(`test/fixtures/case-truth/${name}.json`)) };
});
const bundle = (number: string) => {
  const found = bundles.find(({ name }) => name.startsWith(number));
  if (found === undefined) throw new Error(`no bundle ${number}`);
  return found;
};
const rows = bundles.flatMap(({ name, limits, truth }) =>
  truth.timeLimits.map((expected) => ({
    name,
    offenceId: expected.offenceId,
    expected,
    limit: limits.find(({ offenceId }) => offenceId === expected.offenceId),
  })),
);

describe('time limits of the nine cases', () => {
  it('there are nine, and every offence row has its limit', () => {
    expect(bundles).toHaveLength(9);
    expect(bundles.every(({ record, limits }) => limits.length === record.offences.length)).toBe(true);
    expect(rows).toHaveLength(bundles.flatMap(({ record }) => record.offences).length);
  });

  it.each(rows)('$name $offenceId: rule, last day, what governs', ({ expected, limit }) => {
    expect([limit?.defendantId, limit?.regimeId, limit?.lastDay, limit?.governedBy]).toEqual([
      expected.defendantId,
      expected.appliedRegime,
      expected.lastDay,
      expected.governedBy,
    ]);
  });

  it.each(rows.filter(({ expected }) => expected.limbs !== undefined))(
    '$name $offenceId: every limb',
    ({ expected, limit }) => {
      expect(Object.values(limit?.limbs ?? {}).toSorted()).toEqual(Object.values(expected.limbs ?? {}).toSorted());
    },
  );

  it.each(rows.filter(({ expected }) => expected.daysLeftAtExport !== undefined))(
    '$name $offenceId: days left',
    ({ expected, limit }) => {
      expect(limit?.daysLeft).toBe(expected.daysLeftAtExport);
    },
  );

  it.each(rows.filter(({ expected }) => expected.policeRecorded !== undefined))(
    '$name $offenceId: police recorded a wrong last day',
    ({ expected, limit }) => {
      expect(limit?.policeRecorded?.lastDay).toBe(expected.policeRecorded);
      expect(limit?.policeRecorded?.agrees).toBe(false);
    },
  );

  it.each(rows.filter(({ expected }) => expected.inTime !== undefined))(
    '$name $offenceId: started in time',
    ({ expected, limit }) => {
      expect([limit?.proceedings?.startedOn, limit?.proceedings?.inTime]).toEqual([
        expected.proceedingsStarted,
        expected.inTime,
      ]);
    },
  );

  it('say what police got wrong: the rule in 01, the start in 07, nothing in 03 and 05', () => {
    const difference = (number: string, offenceId: string) =>
      bundle(number).limits.find((limit) => limit.offenceId === offenceId)?.policeRecorded?.difference;
    expect([
      difference('01', 'F1'),
      difference('07', 'F1'),
      difference('07', 'F2'),
      difference('03', 'F1'),
      difference('05', 'F3'),
    ]).toEqual(['rule', 'start', 'start', 'none', 'none']);
  });

  it('07: the latest view is only arguable', () => {
    expect(bundle('07').limits[0]?.alternativeLastDay).toBe(bundle('07').truth.timeLimits[0]?.alternativeLastDay);
  });

  it('09: a breach of bail is not an offence, and it says so', () => {
    expect(bundle('09').limits[1]?.explanation[0]).toContain('not an offence');
  });
});

/** Names of the truth's dates, and where a clock keeps them. */
const momentsOf = (clock: Clock): Record<string, string | undefined> => ({ ...clock.moments, lastDay: clock.lastDay });
const sameMoment = (a: string | undefined, b: unknown): boolean => {
  if (a === undefined || typeof b !== 'string') return false;
  return a.includes('T') && b.includes('T') ? instant(a).equals(instant(b)) : a === b;
};

const dated = [
  'startDate',
  'initialEnd',
  'firstExtensionEnd',
  'recordedEnd',
  'lastDay',
  'date',
  'relevantTime',
  'basic24h',
  'superintendent36h',
  'maximum96h',
  'firstAppearance',
  'unadjusted',
  'expiry',
  'arrestedAt',
  'lastMoment',
];

const clockRows = bundles.flatMap(({ name, clocks, truth }) =>
  truth.clocks.map((expected) => ({ name, kind: expected.kind, expected, clocks })),
);

describe('clocks of the nine cases', () => {
  it.each(clockRows)('$name $kind', ({ expected, clocks }) => {
    const clock = clocks.find(
      ({ kind, defendantId }) => kind === expected.kind && (expected.defendantId ?? defendantId) === defendantId,
    );
    expect(clock).toBeDefined();
    const moments = clock === undefined ? {} : momentsOf(clock);
    const wrong = dated.filter((field) => field in expected && !sameMoment(moments[field], expected[field]));
    expect(wrong).toEqual([]);
    if ('limitDays' in expected) expect(moments['limitDays']).toBe(String(expected['limitDays']));
  });

  it('06: every review was due when the answers say, and the next comes after them', () => {
    const { clocks, truth } = bundle('06');
    const review = clocks.find(({ kind }) => kind === 'pace-review');
    const due = z.array(z.string()).parse(truth.clocks.find(({ kind }) => kind === 'pace-review')?.['due']);
    const worked = Object.entries(review?.moments ?? {})
      .filter(([name]) => name.startsWith('review'))
      .map(([, at]) => at);
    expect(due.every((at, index) => sameMoment(worked[index], at))).toBe(true);
    expect(worked).toHaveLength(due.length + 1);
    expect(review?.warnings).toEqual([]);
  });

  it('06: detention ends with the superintendent’s authority, which stands', () => {
    const detention = bundle('06').clocks.find(({ kind }) => kind === 'pace-detention');
    expect([detention?.endsAt, detention?.authority]).toEqual(['2026-11-22T14:24:00+00:00', 'superintendent']);
  });

  it('09: works to the 24 hours themselves, and warns that the Act leaves Sundays out', () => {
    const clock = bundle('09').clocks.find(({ kind }) => kind === 'bail-act-s7');
    expect(clock?.endsAt).toBe('2026-11-22T09:40:00+00:00');
    expect(clock?.warnings).toHaveLength(1);
  });

  it('a released suspect has no detention clock, and a person charged has no bail clock', () => {
    expect(bundle('01').clocks.some(({ kind }) => kind === 'pace-detention')).toBe(false);
    expect(bundle('05').clocks.some(({ kind }) => kind === 'pace-bail')).toBe(false);
  });
});

describe('urgency of the nine cases', () => {
  const submissions = bundles.flatMap(({ name, record, limits, truth }) =>
    truth.nfs.map(({ submissionId, facts }) => ({
      name,
      submissionId,
      priority: facts.triagePriority ?? undefined,
      record,
      limits,
    })),
  );
  it.each(submissions)('$name $submissionId is $priority', ({ submissionId, priority, record, limits }) => {
    const submission = record.submissions.find(({ id }) => id === submissionId);
    expect(submission).toBeDefined();
    expect(submission && triagePriorityOf(record, submission, limits)?.priority).toBe(priority);
  });

  const urgency = (number: string) => {
    const { limits, clocks, now } = bundle(number);
    return urgencyOf(limits, clocks, now);
  };

  it.each([
    { number: '01', dueAt: '2026-12-01T00:00:00Z', reasons: 2, why: 'bail ends before the time limit' },
    { number: '02', dueAt: '9999-12-31T00:00:00Z', reasons: 0, why: 'nothing runs' },
    { number: '03', dueAt: '9999-12-31T00:00:00Z', reasons: 0, why: 'the written charge stopped the clock' },
    {
      number: '05',
      dueAt: '2027-04-03T23:00:00Z',
      reasons: 1,
      why: 'the alternative charge runs to the end of a day in summer time',
    },
    { number: '06', dueAt: '2026-11-22T14:24:00Z', reasons: 1, why: 'detention' },
    { number: '07', dueAt: '2026-12-24T00:00:00Z', reasons: 2, why: 'two charges by the same day' },
    { number: '09', dueAt: '2026-11-22T09:40:00Z', reasons: 1, why: 'breach of bail' },
  ])('$number is due $dueAt ($why)', ({ number, dueAt, reasons }) => {
    expect(urgency(number).dueAt).toBe(dueAt);
    expect(urgency(number).reasons).toHaveLength(reasons);
  });

  it('gives what falls within the window as reasons, and at least the first', () => {
    const { limits, clocks, now } = bundle('01');
    expect(urgencyOf(limits, clocks, now, { windowDays: 21 }).reasons).toHaveLength(1);
    expect(urgencyOf(limits, clocks, now, { windowDays: 22 }).reasons).toHaveLength(2);
    expect(urgencyOf(limits, clocks, now, { windowDays: 0 }).reasons).toHaveLength(1);
  });
});

describe('a case with something changed', () => {
  const today = londonDateOf(bundle('01').now);
  const limitOf = (
    number: string,
    change: (record: CaseRecord) => CaseRecord,
    offenceId = 'F1',
    lookup = offences,
  ): OffenceLimit => {
    const record = CaseRecord.parse(change(bundle(number).record));
    const limit = limitsForCase(record, { offences: lookup, holidays: englandAndWales, today }).find(
      (each) => each.offenceId === offenceId,
    );
    if (limit === undefined) throw new Error('no limit');
    return limit;
  };
  const withOffence = (record: CaseRecord, change: Partial<CaseRecord['offences'][number]>, id = 'F1'): CaseRecord => ({
    ...record,
    offences: record.offences.map((offence) => (offence.id === id ? { ...offence, ...change } : offence)),
  });
  const withFlag = (record: CaseRecord, isDomesticAbuse: boolean | null): CaseRecord => ({
    ...record,
    flags: { ...record.flags, isDomesticAbuse },
  });

  it('an unanswered domestic abuse flag: six months, and a question worth twelve days', () => {
    const limit = limitOf('01', (record) => withFlag(record, null));
    expect([limit.regimeId, limit.lastDay]).toEqual(['mca1980-s127', '2026-11-30']);
    expect(limit.questions[0]?.text).toContain('12 days later');
  });

  it('a "no" that the relationship contradicts is a question too, not an answer', () => {
    expect(limitOf('01', (record) => withFlag(record, false)).questions).toHaveLength(1);
  });

  it('a plain "no" is an answer', () => {
    const limit = limitOf('01', (record) => ({
      ...withFlag(record, false),
      victims: record.victims.map(({ relationship: _, ...victim }) => victim),
    }));
    expect([limit.regimeId, limit.questions.length]).toEqual(['mca1980-s127', 0]);
  });

  it('a complainant of 15 has the six months, a birth date not on file asks', () => {
    const born =
      (dateOfBirth: string | undefined) =>
      (record: CaseRecord): CaseRecord => ({
        ...record,
        persons: record.persons.map(({ dateOfBirth: was, ...person }) => {
          const now = person.id === 'V1' ? dateOfBirth : was;
          return now === undefined ? person : { ...person, dateOfBirth: now };
        }),
      });
    expect(limitOf('01', born('2010-05-31')).regimeId).toBe('mca1980-s127');
    expect(limitOf('01', born('2010-05-30')).regimeId).toBe('cja1988-s39A');
    expect(limitOf('01', born(undefined)).questions.map(({ fact }) => fact)).toEqual(['both-16-or-over']);
  });

  it('a recorded first account counts only when it is to be used as evidence in chief', () => {
    const used = (record: CaseRecord): CaseRecord => ({
      ...record,
      dates: {
        ...record.dates,
        statementsProvided: (record.dates.statementsProvided ?? []).map((each) =>
          each.kind === 'first account on body-worn video' ? { ...each, usedAsEvidenceInChief: true } : each,
        ),
      },
    });
    expect(limitOf('01', used).lastDay).toBe('2026-11-30');
  });

  it.each([
    { why: 'the mode of trial is not confirmed', lookup: (code: string) => entry(code, 'CE', 'either-way', false) },
    { why: 'the code is not in the standing data', lookup: () => undefined },
    {
      why: 'the export calls it summary-only and the standing data do not',
      lookup: (code: string) => entry(code, 'CE', 'either-way'),
      category: 'CS' as const,
    },
  ])('runs the clock as a precaution when $why', ({ lookup, category }) => {
    const limit = limitOf(
      '06',
      (record) => (category === undefined ? record : withOffence(record, { category })),
      'F1',
      lookup,
    );
    expect([limit.precaution, limit.regimeId, limit.lastDay]).toEqual([true, 'mca1980-s127', '2027-05-21']);
    expect(limit.questions.map(({ fact }) => fact)).toContain('mode-of-trial');
    expect(limit.warnings[0]).toContain('precaution');
  });

  it('shop theft has no limit however unsure the list is', () => {
    expect(
      limitOf(
        '02',
        (record) => record,
        'F1',
        (code) => entry(code, 'CE', 'either-way', false),
      ).lastDay,
    ).toBeNull();
  });

  it('an offence somewhere in a range runs from its first day, and asks', () => {
    const limit = limitOf('05', (record) => withOffence(record, { endDate: '2026-10-09' }, 'F3'), 'F3');
    expect([limit.lastDay, limit.outerLastDay]).toEqual(['2027-04-03', '2027-04-09']);
    expect(limit.questions.map(({ fact }) => fact)).toEqual(['offence-day']);
  });

  it('a charge a day late is out of time, and a day early is not', () => {
    const charged = (laidAt: string) =>
      limitOf('05', (record) => withOffence(record, { status: 'charged', laidAt }, 'F3'), 'F3').proceedings;
    expect(charged('2027-04-03T23:59:00+01:00')?.inTime).toBe(true);
    expect(charged('2027-04-04T00:00:00+01:00')?.inTime).toBe(false);
  });

  it('a false communication runs from the day it was first sent', () => {
    const sent = (record: CaseRecord): CaseRecord => ({
      ...withOffence(record, { cjsCode: 'OS23001' }),
      dates: { ...record.dates, firstSent: '2026-01-28', reposts: ['2026-01-30'] },
    });
    const limit = limitOf('07', sent, 'F1', (code) => entry(code, 'CS', 'summary-only'));
    expect([limit.regimeId, limit.limbs['longstop']]).toEqual(['osa2023-s179', '2029-01-28']);
    expect(limit.warnings.join(' ')).toContain('first sent');
  });

  it('police a day out under a "beginning with" rule is a warning, two days is a fault', () => {
    const recorded =
      (lastDay: string) =>
      (record: CaseRecord): CaseRecord => ({
        ...record,
        submissions: record.submissions.map((submission) => ({
          ...submission,
          request: {
            ...submission.request,
            timeLimits: [{ offenceId: 'F1', rule: 'CA 2003, section 127(5)', startDate: '2026-06-24', lastDay }],
          },
        })),
      });
    const judged = (lastDay: string) => {
      const police = limitOf('07', recorded(lastDay)).policeRecorded;
      return [police?.difference, police?.agrees];
    };
    expect(judged('2026-12-23')).toEqual(['none', true]);
    expect(judged('2026-12-24')).toEqual(['a-day', true]);
    expect(judged('2026-12-25')).toEqual(['last-day', false]);
  });

  it('bail recorded past what its authority allows ends on the earlier day, and says so', () => {
    const { record, now } = bundle('04');
    const longer = CaseRecord.parse({
      ...record,
      defendants: record.defendants.map((each) => ({
        ...each,
        preChargeBail: { ...each.preChargeBail, endsOn: '2026-12-14' },
      })),
    });
    const clock = clocksForCase(longer, { holidays: englandAndWales, now }).find(({ kind }) => kind === 'pace-bail');
    expect(clock?.lastDay).toBe('2026-12-13');
    expect(clock?.warnings[0]).toContain('past the 13 December 2026');
  });

  it.each([
    { now: '2026-11-20T12:00:00+00:00', first: '2026-11-21', why: 'remand courts sit on Saturdays' },
    { now: '2026-11-21T12:00:00+00:00', first: '2026-11-23', why: 'not on Sundays' },
    { now: '2026-12-24T12:00:00+00:00', first: '2026-12-26', why: 'not on Christmas Day' },
    { now: '2026-04-02T12:00:00+01:00', first: '2026-04-04', why: 'not on Good Friday' },
  ])('if remanded at $now, the first appearance would be on $first: $why', ({ now, first }) => {
    const clocks = clocksForCase(bundle('06').record, { holidays: englandAndWales, now: instant(now) });
    expect(clocks.find(({ kind }) => kind === 'ctl-if-remanded')?.startsAt).toBe(first);
  });

  it('a remanded defendant whose first appearance is not on file is asked about, not guessed at', () => {
    const { record, now } = bundle('02');
    const remanded = CaseRecord.parse({
      ...record,
      defendants: record.defendants.map((each) => ({ ...each, status: 'charged_remanded' })),
    });
    const clock = clocksForCase(remanded, { holidays: englandAndWales, now }).find(({ kind }) => kind === 'ctl');
    expect([clock?.lastDay, clock?.endsAt]).toEqual([undefined, undefined]);
    expect(clock?.warnings[0]).toContain('first appearance');
  });

  it('a defendant sent to the Crown Court in custody has 182 days and 50 days', () => {
    const { record, now } = bundle('02');
    const sent = CaseRecord.parse({
      ...record,
      defendants: record.defendants.map((each) => ({
        ...each,
        status: 'charged_remanded',
        remand: { firstAppearance: '2026-11-03', sentToCrownCourt: '2026-11-03' },
      })),
    });
    const clocks = clocksForCase(sent, { holidays: englandAndWales, now });
    const lastDay = (kind: Clock['kind']) => clocks.find((clock) => clock.kind === kind)?.lastDay;
    expect([lastDay('ctl'), lastDay('prosecution-evidence')]).toEqual(['2027-05-04', '2026-12-23']);
  });
});
