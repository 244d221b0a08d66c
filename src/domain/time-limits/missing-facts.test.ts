import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { civilDate } from '../kernel/civil-date.ts';
import { englandAndWales, projectTo } from '../kernel/working-days.ts';
import { calculateLimit, inputsOfQuestion } from './index.ts';

/**
 * While a fact is missing, the answer says which, and between which days the last day lies. Held against the truth: every
 * set of facts is worked out whole, then again with one fact or several taken away.
 */

const holidays = projectTo(englandAndWales, 2040);
type Inputs = Readonly<Record<string, unknown>>;

const Asked = z.looseObject({
  lastDay: z.string().nullish(),
  expiryDate: z.string().nullish(),
  latestTargetDate: z.string().nullish(),
  lastServiceDate: z.string().nullish(),
  initialEnd3m: z.string().optional(),
  initialEnd6m: z.string().optional(),
  lastDayBetween: z.object({ earliest: z.string(), latest: z.string().nullable() }).optional(),
  questions: z.array(
    z.object({ fact: z.string(), text: z.string(), earliest: z.string().optional(), latest: z.string().nullish() }),
  ),
});

function worked(regime: string, inputs: Inputs) {
  const answer = calculateLimit({ id: 'X', regime, inputs }, holidays);
  if (!answer.ok) throw new Error(`${regime} ${JSON.stringify(inputs)}: ${answer.refusal.detail}`);
  return Asked.parse(answer.value);
}
type Answered = ReturnType<typeof worked>;

const endOf = (answer: Answered): string | null =>
  answer.lastDay ??
  answer.expiryDate ??
  answer.latestTargetDate ??
  answer.lastServiceDate ??
  answer.initialEnd3m ??
  answer.initialEnd6m ??
  null;

const without = (inputs: Inputs, names: readonly string[]): Inputs =>
  Object.fromEntries(Object.entries(inputs).filter(([name]) => !names.includes(name)));

const lies = (day: string | null, earliest: string, latest: string | null | undefined): boolean =>
  day === null ? latest == null : earliest <= day && (latest == null || day <= latest);

/** The range a question gives for a fact by one of these names. */
const rangeFor = (answer: Answered, input: string) =>
  answer.questions.find(({ fact, earliest }) => earliest !== undefined && inputsOfQuestion(fact).includes(input));

const offence = fc.integer({ min: 0, max: 3_000 }).map((days) => civilDate('2016-01-01').add({ days }));
/** Days after the offence; often none or a few, where the ends of a range lie. */
const later = fc.oneof(fc.integer({ min: 0, max: 2 }), fc.integer({ min: 0, max: 1_500 }));
const yesNo = fc.boolean();

/** Whole sets of facts of a limit: the day of the offence, then everything that may be missing. */
const facts = (gaps: Readonly<Record<string, fc.Arbitrary<unknown>>>) =>
  fc
    .tuple(offence, fc.record({ mode: fc.constantFrom('summary-only', 'either-way'), ...gaps }))
    .map(([day, rest]): Inputs => ({
      offenceDate: day.toString(),
      ...Object.fromEntries(
        Object.entries(rest).map(([name, value]) => [
          name,
          typeof value === 'number' ? day.add({ days: value }).toString() : value,
        ]),
      ),
    }));

const ages = fc.record({ complainant: fc.integer({ min: 14, max: 40 }), accused: fc.integer({ min: 14, max: 40 }) });
const knowledge = { knowledgeDate: later };
const certified = { ...knowledge, certifiedDate: later };

const limits: readonly { regime: string; whole: fc.Arbitrary<Inputs> }[] = [
  { regime: 'mca1980-s127', whole: facts({}) },
  { regime: 'no-limit', whole: facts({}) },
  {
    regime: 'cja1988-s39A',
    whole: facts({ domesticAbuse: yesNo, ages, statementProvidedDate: later, videoInterviewDate: later }),
  },
  ...['ca2003-s127', 'osa2023-s179', 'rtoa1988-s6', 'vera1994-s47', 'hgvrul2013-sch2', 'awa2006-s31'].map((regime) => ({
    regime,
    whole: facts(certified),
  })),
  ...['wca1981-s20', 'wca1981-s51A', 'tcpa1990-s210', 'cema1979-s146A', 'ssaa1992-s116'].map((regime) => ({
    regime,
    whole: facts(certified),
  })),
  ...['rtra1984-sch12', 'soa2003-s66E', 'aha1981-s71A', 'cma1990-s11'].map((regime) => ({
    regime,
    whole: facts(knowledge),
  })),
  {
    regime: 'theft1968-s12',
    whole: facts({ ...certified, conveyance: fc.constantFrom('mechanically-propelled-vehicle', 'pedal-cycle') }),
  },
  { regime: 'firearms1968-s51', whole: facts({ airWeaponOffence: yesNo }) },
  { regime: 'ia1971-s28-1', whole: facts({ certifiedDate: later }) },
  { regime: 'ia1971-s28-1A', whole: facts({ firstArrestDate: later }) },
  ...['la2003-s186', 'ga2005-s347', 'soa1956-s6', 'soa1967-s7'].map((regime) => ({ regime, whole: facts({}) })),
  { regime: 'rpa1983-s176', whole: facts({ courtExtensionTo24Months: yesNo }) },
  {
    regime: 'hswa1974-s34',
    whole: facts({ specialReportDate: later, knowledgeDate: later, evidenceOmission: yesNo }),
  },
  { regime: 'trading-standards', whole: facts({ discoveryDate: later }) },
  { regime: 'msa1995-s274', whole: facts({ ...certified, returnToUkDate: later }) },
];

describe('limits on starting a prosecution', () => {
  it.each(limits)(
    '$regime: with one fact missing, the answer asks for it and its range holds the truth',
    ({ regime, whole }) => {
      fc.assert(
        fc.property(whole, fc.nat(), (inputs, pick) => {
          const names = Object.keys(inputs).filter((name) => name !== 'offenceDate');
          const missing = names[pick % names.length] ?? 'mode';
          const truth = endOf(worked(regime, inputs));
          const asked = worked(regime, without(inputs, [missing]));
          if (truth === endOf(asked)) return;
          const range = rangeFor(asked, missing);
          expect(range, `no question about ${missing}: ${JSON.stringify(inputs)}`).toBeDefined();
          expect(
            lies(truth, range?.earliest ?? '', range?.latest),
            `${String(truth)} ${JSON.stringify([range, inputs])}`,
          ).toBe(true);
        }),
        { numRuns: 60 },
      );
    },
  );

  it.each(limits)('$regime: with any facts missing, the last day lies where the answer says', ({ regime, whole }) => {
    fc.assert(
      fc.property(whole, fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }), (inputs, drop) => {
        const names = Object.keys(inputs).filter((name) => name !== 'offenceDate');
        const truth = endOf(worked(regime, inputs));
        // A certificate and other views of the evidence are asked about one by one: they have no end to be summed over.
        const missing = names.filter((name, index) => drop[index] === true && name !== 'certifiedDate');
        const known = missing.includes('knowledgeDate') ? [...missing, 'certifiedDate'] : missing;
        const one = missing.includes('statementProvidedDate') !== missing.includes('videoInterviewDate');
        if (one) known.push('statementProvidedDate', 'videoInterviewDate');
        const asked = worked(regime, without(inputs, known));
        const { earliest, latest } = asked.lastDayBetween ?? { earliest: endOf(asked) ?? '', latest: endOf(asked) };
        expect(
          lies(truth, earliest, latest),
          `${String(truth)} ${JSON.stringify([asked.lastDayBetween, inputs, known])}`,
        ).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('names the days between which the last day lies', () => {
    const asked = worked('ca2003-s127', { mode: 'summary-only', offenceDate: '2024-03-10' });
    expect([asked.lastDay, asked.lastDayBetween]).toEqual([
      '2024-09-10',
      { earliest: '2024-09-09', latest: '2027-03-09' },
    ]);
    expect(asked.questions[0]?.text).toContain('between 9 September 2024 and 9 March 2027');
  });

  it('says that an unknown mode of trial may mean no limit', () => {
    const [question] = worked('mca1980-s127', { offenceDate: '2025-01-31' }).questions;
    expect([question?.fact, question?.earliest, question?.latest]).toEqual(['mode', '2025-07-31', null]);
  });

  it('asks which offence it is where nothing says so', () => {
    const answer = calculateLimit({ id: 'X', inputs: { offenceDate: '2025-01-31', mode: 'summary-only' } }, holidays);
    const asked = answer.ok ? Asked.parse(answer.value) : undefined;
    expect(asked?.questions[0]).toMatchObject({ fact: 'cjsCode', earliest: '2025-07-30', latest: null });
  });

  it('is silent when everything is known', () => {
    const inputs = {
      mode: 'summary-only',
      offenceDate: '2024-06-01',
      offence: 'no insurance',
      certifiedDate: '2024-08-01',
    };
    const asked = worked('rtoa1988-s6', inputs);
    expect([asked.questions, asked.lastDayBetween]).toEqual([[], undefined]);
  });
});

const day = fc.integer({ min: 0, max: 2_500 }).map((days) => civilDate('2019-06-01').add({ days }).toString());

/** Clocks and deadlines: whole facts, and those that may be missing. */
const clocks: readonly { regime: string; whole: fc.Arbitrary<Inputs>; missing: readonly string[] }[] = [
  {
    regime: 'cda-evidence',
    whole: fc.record({ sentDate: day, inCustody: yesNo }),
    missing: ['inCustody'],
  },
  {
    regime: 'cpia-defence',
    whole: fc.record({ prosecutorComplianceDate: day, court: fc.constantFrom('crown', 'magistrates') }),
    missing: ['court'],
  },
  {
    regime: 'first-hearing',
    whole: fc.record({ chargeDate: day, anticipatedPlea: fc.constantFrom('guilty', 'not-guilty', 'not-known') }),
    missing: ['anticipatedPlea'],
  },
  {
    regime: 'rtoa1988-s1-nip',
    whole: fc.record({
      ...{ offenceDate: day, accidentAtTheTime: yesNo, warnedAtTheTime: yesNo, fixedPenaltyGiven: yesNo },
    }),
    missing: ['accidentAtTheTime', 'warnedAtTheTime', 'fixedPenaltyGiven'],
  },
  {
    regime: 'ctl',
    whole: fc.record({
      court: fc.constant('crown'),
      route: fc.constantFrom('sent-s51', 'voluntary-bill'),
      ageAtFirstCustody: fc.integer({ min: 14, max: 40 }),
      custodyPeriods: day.map((from) => [{ from }]),
    }),
    missing: ['route', 'ageAtFirstCustody'],
  },
  {
    regime: 'ctl',
    whole: fc.record({
      court: fc.constant('magistrates'),
      offenceClass: fc.constantFrom('summary-only', 'either-way', 'indictable-only'),
      custodyPeriods: day.map((from) => [{ from }]),
    }),
    missing: ['offenceClass'],
  },
  {
    regime: 'ctl',
    whole: day.map((from) => ({
      ...{ court: 'magistrates', offenceClass: 'either-way', allocationToSummaryTrialDate: from },
      custodyPeriods: [{ from }],
    })),
    missing: ['allocationToSummaryTrialDate'],
  },
  {
    regime: 'pace-bail',
    whole: fc.record({ arrestDate: day, caseType: fc.constantFrom('standard', 'SFO', 'NCA') }),
    missing: ['caseType'],
  },
];

describe('clocks and deadlines', () => {
  it.each(clocks)('$regime without $missing: the question holds the truth', ({ regime, whole, missing }) => {
    fc.assert(
      fc.property(whole, fc.nat(), (inputs, pick) => {
        const name = missing[pick % missing.length] ?? '';
        const truth = endOf(worked(regime, inputs));
        const asked = worked(regime, without(inputs, [name]));
        if (truth === endOf(asked)) return;
        const range = rangeFor(asked, name);
        expect(range, `no question about ${name}: ${JSON.stringify(inputs)}`).toBeDefined();
        expect(
          lies(truth, range?.earliest ?? '', range?.latest),
          `${String(truth)} ${JSON.stringify([range, inputs])}`,
        ).toBe(true);
      }),
      { numRuns: 100 },
    );
  });

  it('a reply to a single justice procedure notice: the day to work to, and the day that could be argued for', () => {
    const answer = calculateLimit({ id: 'X', regime: 'sjp-reply', inputs: { servedDate: '2026-03-02' } }, holidays);
    expect(answer).toMatchObject({ ok: true, value: { lastDay: '2026-03-22', alternativeLastDay: '2026-03-23' } });
  });

  it('questioning in hospital of which the minutes are not known may bring the end forward by the whole stay', () => {
    const inputs = {
      arrivalAtStation: '2025-06-10T10:00:00+01:00',
      indictable: true,
      hospital: { from: '2025-06-10T12:00:00+01:00', to: '2025-06-10T17:30:00+01:00' },
    };
    expect(worked('pace-detention', inputs).questions).toMatchObject([
      { fact: 'hospital', earliest: '2025-06-11T10:00:00+01:00', latest: '2025-06-11T15:30:00+01:00' },
    ]);
  });
});
