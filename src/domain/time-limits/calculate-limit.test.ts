import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { englandAndWales, projectTo } from '../kernel/working-days.ts';
import { calculateLimit, regimeIds } from './index.ts';

const Worked = z.object({
  id: z.string(),
  regime: z.string(),
  statute: z.string(),
  inputs: z.record(z.string(), z.unknown()),
  expected: z.record(z.string(), z.unknown()),
  reasoning: z.string(),
});
const read = (name: string) =>
  z
    .array(Worked)
    .parse(JSON.parse(readFileSync(new URL(`../../../test/fixtures/${name}.json`, import.meta.url), 'utf8')));
const examples = read('time-limit-examples');
/** Worked by hand from the law sheet, for the limits of which the first 68 have no example. */
const furtherExamples = read('time-limit-worked');

const answer = (regime: string | undefined, inputs: unknown) =>
  calculateLimit(regime === undefined ? { id: 'X', inputs } : { id: 'X', regime, inputs }, englandAndWales);

/** The fields asked about, out of an answer; what is not there is `undefined`. */
const shown = (regime: string, inputs: unknown, fields: Record<string, unknown>) => {
  const worked = answer(regime, inputs);
  if (!worked.ok) throw new Error(worked.refusal.detail);
  return Object.fromEntries(Object.keys(fields).map((field) => [field, worked.value[field]]));
};

describe('the worked examples', () => {
  it('are all 68', () => expect(examples).toHaveLength(68));

  it.each(examples)('$id $regime: $reasoning', ({ regime, inputs, expected }) => {
    expect(shown(regime, inputs, expected)).toEqual(expected);
  });

  it.each(examples)('$id is answered alike when no regime is named', ({ inputs, expected }) => {
    const worked = answer(undefined, inputs);
    expect(worked).toMatchObject({ ok: true, value: expected });
  });

  it.each(examples)('$id says why, under which provision and how far it may be trusted', ({ regime, inputs }) => {
    const worked = answer(regime, inputs);
    expect(worked.ok && worked.value.explanation.length).toBeGreaterThan(0);
    expect(worked.ok && worked.value.statute).toMatch(/\w/);
    expect(worked.ok && worked.value.confidence).toMatch(/confirmed|general knowledge/);
  });
});

describe('further examples, worked by hand', () => {
  it('are of every limit and clock on file', () => {
    const worked = new Set([...examples, ...furtherExamples].map(({ regime }) => regime));
    expect(regimeIds.filter((id) => !worked.has(id))).toEqual([]);
  });

  it.each(furtherExamples)('$id $regime: $reasoning', ({ regime, inputs, expected }) => {
    expect(shown(regime, inputs, expected)).toEqual(expected);
  });
});

describe('fields of the example file that its examples do not show', () => {
  const summaryOnly = { mode: 'summary-only' };
  it.each([
    {
      when: 'immigration: certified police evidence',
      regime: 'ia1971-s28-1',
      inputs: { ...summaryOnly, offenceDate: '2024-05-01', certifiedDate: '2025-03-10' },
      expected: {
        appliedRegime: 'ia1971-s28-1',
        lastDay: '2025-05-10',
        governedBy: 'knowledge',
        limbs: { fixed: '2024-11-01', knowledge: '2025-05-10', longstop: '2027-05-01' },
      },
    },
    {
      when: 'immigration bail: first arrest',
      regime: 'ia1971-s28-1A',
      inputs: { ...summaryOnly, offenceDate: '2024-05-01', firstArrestDate: '2024-09-15' },
      expected: { lastDay: '2024-12-14', governedBy: 'arrest' },
    },
    {
      when: 'elections: the court has extended',
      regime: 'rpa1983-s176',
      inputs: {
        mode: 'either-way',
        offenceDate: '2024-05-02',
        courtExtensionTo24Months: true,
        proceedingsStartedDate: '2026-05-03',
      },
      expected: { appliedRegime: 'rpa1983-s176', lastDay: '2026-05-02', governedBy: 'court-extension', inTime: false },
    },
    {
      when: 'false communication: a repost moves nothing',
      regime: 'osa2023-s179',
      inputs: { ...summaryOnly, offenceDate: '2024-06-01', repostDates: ['2024-12-01'], knowledgeDate: '2025-03-15' },
      expected: { lastDay: '2025-09-14', offenceDate: '2024-06-01' },
    },
    {
      when: 'domestic abuse: signing, reporting and deciding to charge move nothing',
      regime: 'cja1988-s39A',
      inputs: {
        ...{ ...summaryOnly, domesticAbuse: true, ages: { complainant: 16, accused: 16 }, offenceDate: '2025-03-01' },
        ...{
          firstReportDate: '2025-03-01',
          statementSignedDate: '2025-03-05',
          statementProvidedDates: ['2025-03-20', '2025-03-12'],
          chargeDecisionDate: '2025-09-01',
        },
      },
      expected: { appliedRegime: 'cja1988-s39A', lastDay: '2025-09-12', governedBy: 'report' },
    },
    {
      when: 'domestic abuse: a statement signed and never provided starts nothing',
      regime: 'cja1988-s39A',
      inputs: {
        ...summaryOnly,
        domesticAbuse: true,
        ages: { complainant: 34, accused: 37 },
        offenceDate: '2025-03-01',
        statementSignedDate: '2025-03-05',
      },
      expected: { appliedRegime: 'mca1980-s127', lastDay: '2025-09-01', governedBy: 'general' },
    },
    {
      when: 'offence on an unknown day',
      regime: 'mca1980-s127',
      inputs: { ...summaryOnly, offenceDateUncertain: ['2025-01-03', '2025-01-09'] },
      expected: { lastDay: '2025-07-03', outerLastDay: '2025-07-09' },
    },
    {
      when: 'continuing offence',
      regime: 'mca1980-s127',
      inputs: { ...summaryOnly, offencePeriod: { from: '2024-10-01', to: '2025-03-31' } },
      expected: { lastDay: '2025-09-30', governedBy: 'general' },
    },
    {
      when: 'historic offence that is indictable and limited',
      regime: 'soa1956-s6',
      inputs: { mode: 'indictable', offenceDate: '1998-07-01', proceedingsStartedDate: '2025-01-01' },
      expected: { appliedRegime: 'soa1956-s6', lastDay: '1999-07-01', governedBy: 'fixed', inTime: false },
    },
    {
      when: 'knowledge on the offence day',
      regime: 'theft1968-s12',
      inputs: {
        ...summaryOnly,
        conveyance: 'mechanically-propelled-vehicle',
        offenceDate: '2024-07-07',
        knowledgeDate: '2024-07-07',
      },
      expected: { appliedRegime: 'theft1968-s12', lastDay: '2025-01-06', alternativeLastDay: '2025-01-07' },
    },
    {
      when: 'volunteer arrested at the station',
      regime: 'pace-detention',
      inputs: {
        voluntaryAttendanceFrom: '2025-06-10T09:00:00+01:00',
        arrestedAtStation: '2025-06-10T11:45:00+01:00',
        indictable: true,
      },
      expected: { relevantTime: '2025-06-10T11:45:00+01:00', limit24h: '2025-06-11T11:45:00+01:00' },
    },
    {
      when: 'moved to a second station of the same force',
      regime: 'pace-detention',
      inputs: {
        arrivalAtFirstStation: '2025-06-10T09:00:00+01:00',
        arrivalAtStation: '2025-06-10T13:00:00+01:00',
        indictable: false,
      },
      expected: {
        relevantTime: '2025-06-10T09:00:00+01:00',
        limit24h: '2025-06-11T09:00:00+01:00',
        limit36h: null,
        limit96h: null,
      },
    },
    {
      when: 'questioned where arrested: the usual rule',
      regime: 'pace-detention',
      inputs: {
        ...{
          arrestTime: '2025-06-10T08:00:00+01:00',
          arrestedInOtherForceArea: true,
          soughtByAnotherForce: true,
          questionedInArrestArea: true,
        },
        ...{
          arrivalAtFirstStation: '2025-06-10T08:40:00+01:00',
          arrivalAtRelevantStation: '2025-06-11T10:00:00+01:00',
          indictable: true,
        },
      },
      expected: { relevantTime: '2025-06-10T08:40:00+01:00' },
    },
    {
      when: 'bail answered',
      regime: 'pace-detention',
      inputs: {
        arrivalAtStation: '2025-06-10T10:00:00+01:00',
        releasedOnBailAt: '2025-06-10T20:00:00+01:00',
        answeredBailAt: '2025-06-20T09:00:00+01:00',
        indictable: true,
      },
      expected: {
        usedMinutesBeforeBail: 600,
        limit24h: '2025-06-20T23:00:00+01:00',
        limit36h: '2025-06-21T11:00:00+01:00',
      },
    },
    {
      when: 'arrested for breach of bail, only the minutes used being known',
      regime: 'pace-detention',
      inputs: {
        usedMinutesBeforeBail: 600,
        underSection46A: true,
        arrestedForBailBreachArrivesAt: '2025-06-20T09:00:00+01:00',
        indictable: true,
      },
      expected: { relevantTime: null, excludedMinutes: 180, limit24h: '2025-06-21T02:00:00+01:00' },
    },
    {
      when: 'superintendent before the second review',
      regime: 'pace-detention',
      inputs: {
        ...{
          arrivalAtStation: '2025-06-10T10:00:00+01:00',
          indictable: true,
          superintendentAuthorisesAt: '2025-06-10T23:00:00+01:00',
        },
        ...{ reviewsCarriedOut: ['2025-06-10T16:00:00+01:00'] },
      },
      expected: { authorisationValid: false, authorisedTo: '2025-06-11T10:00:00+01:00' },
    },
    {
      when: 'warrant and extension',
      regime: 'pace-detention',
      inputs: {
        ...{
          arrivalAtStation: '2025-06-10T10:00:00+01:00',
          indictable: true,
          warrantIssuedAt: '2025-06-11T20:00:00+01:00',
          warrantHours: 36,
        },
        ...{ extensionGrantedAt: '2025-06-13T07:00:00+01:00', extensionHoursSought: 36 },
      },
      expected: { warrantExpires: '2025-06-13T08:00:00+01:00', maximumExtensionEnd: '2025-06-14T10:00:00+01:00' },
    },
    {
      when: 'postponed first review',
      regime: 'pace-review',
      inputs: {
        detentionAuthorised: '2025-06-10T14:35:00+01:00',
        reviewsCarriedOut: ['2025-06-10T22:00:00+01:00'],
        firstReviewPostponedFrom: '2025-06-10T20:35:00+01:00',
      },
      expected: { nextReviewDue: '2025-06-11T05:35:00+01:00' },
    },
    {
      when: 'bail extended by the court',
      regime: 'pace-bail',
      inputs: { arrestDate: '2025-01-15', caseType: 'standard', courtExtension: true },
      expected: {
        superintendentEnd9m: '2025-10-15',
        courtFirst12m: '2026-01-15',
        courtFirstComplex18m: '2026-07-15',
        courtFurther3mAfter12m: '2026-04-15',
      },
    },
    {
      when: 'bail in a designated case',
      regime: 'pace-bail',
      inputs: { arrestDate: '2025-01-15', caseType: 'standard', designatedExceptionallyComplex: true },
      expected: { designatedEnd12m: '2026-01-15' },
    },
    {
      when: 'bail with the prosecutor, who asks for more',
      regime: 'pace-bail',
      inputs: {
        arrestDate: '2025-01-15',
        caseType: 'standard',
        sentToProsecutorForChargingDecision: '2025-03-01',
        dppRequestDate: '2025-05-01',
      },
      expected: { originalEnd3m: '2025-04-15', applicableBailPeriodEnd: '2025-06-15' },
    },
    {
      when: 'bail first given for a charging decision',
      regime: 'pace-bail',
      inputs: {
        arrestDate: '2025-01-15',
        caseType: 'standard',
        firstReleaseUnder: 's37(7)(a)',
        dppRequestDate: '2025-05-01',
      },
      expected: { applicableBailPeriodStart: '2025-05-01', applicableBailPeriodEnd: '2025-07-31' },
    },
    {
      when: 'in hospital on the day bail would end',
      regime: 'pace-bail',
      inputs: { arrestDate: '2025-01-15', caseType: 'standard', inHospital: { from: '2025-04-10', to: '2025-04-20' } },
      expected: { originalEnd3m: '2025-04-15', applicableBailPeriodEnd: '2025-04-26' },
    },
    {
      when: 'notice: an accident at the time',
      regime: 'rtoa1988-s1-nip',
      inputs: {
        offence: 'careless driving',
        offenceDate: '2025-03-10',
        accidentAtTheTime: true,
        warnedAtTheTime: false,
      },
      expected: { noticeRequired: false, lastServiceDate: null },
    },
    {
      when: 'notice: served a day late',
      regime: 'rtoa1988-s1-nip',
      inputs: {
        offenceDate: '2025-03-10',
        accidentAtTheTime: false,
        warnedAtTheTime: false,
        noticeServedDate: '2025-03-25',
      },
      expected: { noticeRequired: true, inTime: false },
    },
    {
      when: 'voluntary bill',
      regime: 'ctl',
      inputs: { court: 'crown', route: 'voluntary-bill', custodyPeriods: [{ from: '2025-01-02' }] },
      expected: { limitDays: 112, expiryDate: '2025-04-24' },
    },
  ])('$when', ({ regime, inputs, expected }) => {
    expect(shown(regime, inputs, expected)).toEqual(expected);
  });
});

describe('what is refused', () => {
  const offence = { mode: 'summary-only', offenceDate: '2025-01-15' };
  it.each([
    { why: 'a rule that is not on file', regime: 'mca1980', inputs: offence, field: 'regime' },
    { why: 'no day of offence', regime: 'mca1980-s127', inputs: { mode: 'summary-only' }, field: 'inputs.offenceDate' },
    {
      why: 'a day that does not exist',
      regime: 'mca1980-s127',
      inputs: { ...offence, offenceDate: '2025-02-30' },
      field: 'inputs.offenceDate',
    },
    {
      why: 'a misspelt field',
      regime: 'ca2003-s127',
      inputs: { ...offence, knowlegeDate: '2025-02-01' },
      field: 'inputs.knowlegeDate',
    },
    {
      why: 'a mode that is not one',
      regime: 'mca1980-s127',
      inputs: { ...offence, mode: 'summary' },
      field: 'inputs.mode',
    },
    {
      why: 'knowledge before the offence',
      regime: 'ca2003-s127',
      inputs: { ...offence, knowledgeDate: '2025-01-14' },
      field: 'inputs.knowledgeDate',
    },
    {
      why: 'proceedings before the offence',
      regime: 'mca1980-s127',
      inputs: { ...offence, proceedingsStartedDate: '2025-01-14' },
      field: 'inputs.proceedingsStartedDate',
    },
    {
      why: 'a range the wrong way round',
      regime: 'mca1980-s127',
      inputs: { offenceDateUncertain: ['2025-01-09', '2025-01-03'] },
      field: 'inputs.offenceDateUncertain',
    },
    {
      why: 'custody that overlaps',
      regime: 'ctl',
      inputs: { court: 'crown', custodyPeriods: [{ from: '2025-01-02', to: '2025-01-09' }, { from: '2025-01-09' }] },
      field: 'inputs.custodyPeriods.1.from',
    },
    {
      why: 'an open period that is not the last',
      regime: 'ctl',
      inputs: { court: 'crown', custodyPeriods: [{ from: '2025-01-02' }, { from: '2025-02-09' }] },
      field: 'inputs.custodyPeriods.1.from',
    },
    {
      why: 'a time without an offset',
      regime: 'pace-detention',
      inputs: { arrivalAtStation: '2025-06-10T14:20:00', indictable: true },
      field: 'inputs.arrivalAtStation',
    },
    {
      why: 'detention with no start',
      regime: 'pace-detention',
      inputs: { indictable: true },
      field: 'inputs.arrivalAtStation',
    },
    {
      why: 'on bail and not back',
      regime: 'pace-detention',
      inputs: { arrivalAtStation: '2025-06-10T10:00:00+01:00', releasedOnBailAt: '2025-06-10T20:00:00+01:00' },
      field: 'inputs.answeredBailAt',
    },
    {
      why: 'an arrest before any bail limit',
      regime: 'pace-bail',
      inputs: { arrestDate: '2017-04-02' },
      field: 'inputs.arrestDate',
    },
    {
      why: 'a deadline with no start',
      regime: 'cpia-defence',
      inputs: { court: 'crown' },
      field: 'inputs.prosecutorComplianceDate',
    },
    { why: 'inputs that are no object', regime: 'mca1980-s127', inputs: 'tomorrow', field: 'inputs' },
  ])('$why, naming $field', ({ regime, inputs, field }) => {
    const worked = answer(regime, inputs);
    expect(worked.ok ? undefined : [worked.refusal.code, worked.refusal.field]).toEqual(['limit-input', field]);
  });

  it('suggests the field that was meant', () => {
    const worked = answer('ca2003-s127', { ...offence, knowlegeDate: '2025-02-01' });
    expect(worked.ok ? '' : worked.refusal.detail).toContain('Did you mean "knowledgeDate"?');
  });

  it('works past the last published year only on a calendar that goes there, and says the days are projected', () => {
    const inputs = { court: 'crown', prosecutorComplianceDate: '2028-12-02' };
    const further = calculateLimit({ id: 'X', regime: 'cpia-defence', inputs }, projectTo(englandAndWales, 2030));
    expect(further.ok && further.value.warnings.join(' ')).not.toContain('not published');
    const later = { court: 'crown', prosecutorComplianceDate: '2028-12-10' };
    const projected = calculateLimit(
      { id: 'X', regime: 'cpia-defence', inputs: later },
      projectTo(englandAndWales, 2030),
    );
    expect(projected.ok && projected.value['lastDay']).toBe('2029-01-08');
    expect(projected.ok && projected.value.warnings.join(' ')).toContain('not published');
  });

  it('says the calendar ends rather than take an unpublished holiday for a working day', () => {
    const worked = answer('ctl', { court: 'crown', custodyPeriods: [{ from: '2028-12-01' }] });
    expect(worked.ok ? '' : worked.refusal.code).toBe('calendar-ends');
  });
});

it('answers to every regime id of the law sheet', () => {
  const named = [
    ...[
      'mca1980-s127',
      'no-limit',
      'cja1988-s39A',
      'ca2003-s127',
      'osa2023-s179',
      'rtoa1988-s6',
      'rtoa1988-s1-nip',
      'theft1968-s12',
      'awa2006-s31',
    ],
    ...[
      'wca1981-s20',
      'wca1981-s51A',
      'vera1994-s47',
      'la2003-s186',
      'firearms1968-s51',
      'cema1979-s146A',
      'ssaa1992-s116',
      'ia1971-s28-1',
    ],
    ...[
      'ia1971-s28-1A',
      'rpa1983-s176',
      'soa1956-s6',
      'ctl',
      'pace-detention',
      'pace-review',
      'pace-bail',
      'cpia-defence',
      'cda-evidence',
      'first-hearing',
    ],
  ];
  expect(named.filter((id) => !regimeIds.includes(id))).toEqual([]);
});
