import { describe, expect, it } from 'vitest';
import { englandAndWales, projectTo } from '../kernel/working-days.ts';
import { calculateLimit } from './index.ts';

/** What is refused, each by the field to change. A guess in place of a refusal would move a limit. */

const holidays = projectTo(englandAndWales, 2040);
const refusalOf = (regime: string, inputs: unknown) => {
  const worked = calculateLimit({ id: 'X', regime, inputs }, holidays);
  return worked.ok ? undefined : worked.refusal;
};

const summary = { mode: 'summary-only', offenceDate: '2025-01-15' };
const abuse = { ...summary, domesticAbuse: true, ages: { complainant: 30, accused: 30 } };
const arrived = { arrivalAtStation: '2025-06-10T10:00:00+01:00', indictable: true };
const ctl = { court: 'crown', route: 'sent-s51' };

describe('days and times that do not exist', () => {
  it.each([
    { regime: 'mca1980-s127', inputs: { ...summary, offenceDate: '2025-02-29' }, field: 'offenceDate' },
    { regime: 'mca1980-s127', inputs: { ...summary, offenceDate: '2025-04-31' }, field: 'offenceDate' },
    { regime: 'mca1980-s127', inputs: { ...summary, offenceDate: '2025-13-01' }, field: 'offenceDate' },
    { regime: 'mca1980-s127', inputs: { ...summary, offenceDate: '15/01/2025' }, field: 'offenceDate' },
    { regime: 'mca1980-s127', inputs: { ...summary, offenceDate: '2025-1-5' }, field: 'offenceDate' },
    { regime: 'mca1980-s127', inputs: { ...summary, offenceDate: '2025-01-15T10:00:00Z' }, field: 'offenceDate' },
    { regime: 'mca1980-s127', inputs: { ...summary, offenceDate: 20250115 }, field: 'offenceDate' },
    { regime: 'mca1980-s127', inputs: { mode: 'summary-only' }, field: 'offenceDate' },
    { regime: 'mca1980-s127', inputs: { incidentDates: [] }, field: 'incidentDates' },
    { regime: 'mca1980-s127', inputs: { incidentDates: ['2025-01-05', '2025-02-30'] }, field: 'incidentDates.1' },
    { regime: 'mca1980-s127', inputs: { offenceInstant: '2025-07-14T24:30:00Z' }, field: 'offenceInstant' },
    { regime: 'mca1980-s127', inputs: { offenceInstant: '2025-07-14T23:30:00' }, field: 'offenceInstant' },
    { regime: 'mca1980-s127', inputs: { offenceInstant: '2025-07-14' }, field: 'offenceInstant' },
    { regime: 'ctl', inputs: { ...ctl, custodyPeriods: [{ from: '2025-02-30' }] }, field: 'custodyPeriods.0.from' },
    { regime: 'pace-bail', inputs: { arrestDate: '2023-02-29' }, field: 'arrestDate' },
    { regime: 'first-hearing', inputs: { chargeDate: '2025-06-31', anticipatedPlea: 'guilty' }, field: 'chargeDate' },
  ])('$regime $inputs: $field', ({ regime, inputs, field }) => {
    expect(refusalOf(regime, inputs)).toMatchObject({ code: 'limit-input', field: `inputs.${field}` });
  });
});

describe('things that cannot have come before others', () => {
  it.each([
    { regime: 'ca2003-s127', inputs: { ...summary, knowledgeDate: '2025-01-14' }, field: 'knowledgeDate' },
    {
      regime: 'ca2003-s127',
      inputs: { ...summary, knowledgeDates: ['2025-02-01', '2025-01-14'] },
      field: 'knowledgeDates.1',
    },
    { regime: 'ca2003-s127', inputs: { ...summary, certifiedDate: '2025-01-14' }, field: 'certifiedDate' },
    { regime: 'mca1980-s127', inputs: { ...summary, reportDate: '2025-01-14' }, field: 'reportDate' },
    { regime: 'cja1988-s39A', inputs: { ...abuse, firstReportDate: '2025-01-14' }, field: 'firstReportDate' },
    { regime: 'cja1988-s39A', inputs: { ...abuse, statementSignedDate: '2025-01-14' }, field: 'statementSignedDate' },
    {
      regime: 'cja1988-s39A',
      inputs: { ...abuse, statementProvidedDate: '2025-01-14' },
      field: 'statementProvidedDate',
    },
    {
      regime: 'cja1988-s39A',
      inputs: { ...abuse, statementProvidedDates: ['2025-01-20', '2024-12-31'] },
      field: 'statementProvidedDates.1',
    },
    { regime: 'cja1988-s39A', inputs: { ...abuse, videoInterviewDate: '2025-01-14' }, field: 'videoInterviewDate' },
    { regime: 'osa2023-s179', inputs: { ...summary, repostDates: ['2025-01-14'] }, field: 'repostDates.0' },
    { regime: 'ia1971-s28-1A', inputs: { ...summary, firstArrestDate: '2025-01-14' }, field: 'firstArrestDate' },
    {
      regime: 'mca1980-s127',
      inputs: { ...summary, proceedingsStartedDate: '2025-01-14' },
      field: 'proceedingsStartedDate',
    },
    { regime: 'mca1980-s127', inputs: { ...summary, chargeDecisionDate: '2025-01-14' }, field: 'chargeDecisionDate' },
    { regime: 'rtoa1988-s1-nip', inputs: { offenceDate: '2025-03-10', postedDate: '2025-03-09' }, field: 'postedDate' },
    {
      regime: 'rtoa1988-s1-nip',
      inputs: { offenceDate: '2025-03-10', noticeServedDate: '2025-03-09' },
      field: 'noticeServedDate',
    },
    {
      regime: 'pace-detention',
      inputs: { ...arrived, arrestTime: '2025-06-10T10:30:00+01:00' },
      field: 'arrivalAtStation',
    },
    {
      regime: 'pace-detention',
      inputs: {
        ...arrived,
        releasedOnBailAt: '2025-06-10T09:00:00+01:00',
        answeredBailAt: '2025-06-20T09:00:00+01:00',
      },
      field: 'releasedOnBailAt',
    },
    {
      regime: 'pace-detention',
      inputs: {
        ...arrived,
        releasedOnBailAt: '2025-06-10T20:00:00+01:00',
        answeredBailAt: '2025-06-10T19:00:00+01:00',
      },
      field: 'answeredBailAt',
    },
    {
      regime: 'pace-detention',
      inputs: {
        arrestTime: '2025-06-11T08:00:00+01:00',
        arrivalAtFirstStation: '2025-06-11T09:00:00+01:00',
        releasedOnBailAt: '2025-06-10T08:00:00+01:00',
      },
      field: 'releasedOnBailAt',
    },
    {
      regime: 'pace-detention',
      inputs: { ...arrived, superintendentAuthorisesAt: '2025-06-10T09:59:00+01:00' },
      field: 'superintendentAuthorisesAt',
    },
    {
      regime: 'pace-detention',
      inputs: { ...arrived, warrantIssuedAt: '2025-06-09T10:00:00+01:00' },
      field: 'warrantIssuedAt',
    },
    {
      regime: 'pace-detention',
      inputs: {
        ...arrived,
        warrantIssuedAt: '2025-06-11T20:00:00+01:00',
        extensionGrantedAt: '2025-06-11T19:00:00+01:00',
      },
      field: 'extensionGrantedAt',
    },
    {
      regime: 'pace-detention',
      inputs: {
        voluntaryAttendanceFrom: '2025-06-10T12:00:00+01:00',
        arrestedAtStation: '2025-06-10T11:00:00+01:00',
      },
      field: 'arrestedAtStation',
    },
    {
      regime: 'pace-detention',
      inputs: {
        ...arrived,
        hospital: [{ from: '2025-06-10T12:00:00+01:00', to: '2025-06-10T11:00:00+01:00' }],
      },
      field: 'hospital.0.to',
    },
    {
      regime: 'pace-review',
      inputs: { detentionAuthorised: '2025-06-10T14:00:00+01:00', reviewsCarriedOut: ['2025-06-10T13:00:00+01:00'] },
      field: 'reviewsCarriedOut.0',
    },
    {
      regime: 'pace-review',
      inputs: {
        detentionAuthorised: '2025-06-10T14:00:00+01:00',
        reviewsCarriedOut: ['2025-06-11T04:00:00+01:00', '2025-06-10T20:00:00+01:00'],
      },
      field: 'reviewsCarriedOut.1',
    },
    {
      regime: 'pace-bail',
      inputs: { arrestDate: '2025-01-15', dppRequestDate: '2025-01-14' },
      field: 'dppRequestDate',
    },
    {
      regime: 'pace-bail',
      inputs: {
        arrestDate: '2025-01-15',
        sentToProsecutorForChargingDecision: '2025-03-01',
        dppRequestDate: '2025-02-01',
      },
      field: 'dppRequestDate',
    },
    {
      regime: 'pace-bail',
      inputs: { arrestDate: '2025-01-15', inHospital: { from: '2025-04-10', to: '2025-04-09' } },
      field: 'inHospital.to',
    },
    {
      regime: 'ctl',
      inputs: { ...ctl, custodyPeriods: [{ from: '2025-03-03', to: '2025-03-02' }] },
      field: 'custodyPeriods.0.from',
    },
    {
      regime: 'ctl',
      inputs: { ...ctl, custodyPeriods: [{ from: '2025-03-03' }, { from: '2025-05-12' }] },
      field: 'custodyPeriods.1.from',
    },
    {
      regime: 'ctl',
      inputs: { ...ctl, custodyPeriods: [{ from: '2025-03-03', to: '2025-03-20' }, { from: '2025-03-20' }] },
      field: 'custodyPeriods.1.from',
    },
  ])('$regime: inputs.$field', ({ regime, inputs, field }) => {
    const refusal = refusalOf(regime, inputs);
    expect(refusal).toMatchObject({ code: 'limit-input', field: `inputs.${field}` });
    expect(refusal?.detail).toMatch(/before|after|only the last/);
  });

  it('the day itself is in time for each of them', () => {
    for (const field of ['knowledgeDate', 'reportDate', 'proceedingsStartedDate'])
      expect(refusalOf('mca1980-s127', { ...summary, [field]: '2025-01-15' })).toBeUndefined();
  });
});

describe('facts that contradict each other', () => {
  it.each([
    {
      why: 'a range the wrong way round',
      inputs: { offenceDateUncertain: ['2025-01-09', '2025-01-03'] },
      field: 'offenceDateUncertain',
    },
    {
      why: 'a period the wrong way round',
      inputs: { offencePeriod: { from: '2025-03-31', to: '2024-10-01' } },
      field: 'offencePeriod',
    },
    {
      why: 'a day and an instant of another day',
      inputs: { offenceDate: '2025-07-14', offenceInstant: '2025-07-14T23:30:00Z' },
      field: 'offenceDate',
    },
    {
      why: 'a day outside the range',
      inputs: { offenceDate: '2025-01-10', offenceDateUncertain: ['2025-01-03', '2025-01-09'] },
      field: 'offenceDate',
    },
    {
      why: 'an unknown day and a course of conduct',
      inputs: { incidentDates: ['2025-01-03'], offenceDateUncertain: ['2025-01-03', '2025-01-09'] },
      field: 'incidentDates',
    },
  ])('$why', ({ inputs, field }) => {
    expect(refusalOf('mca1980-s127', inputs)).toMatchObject({ code: 'limit-input', field: `inputs.${field}` });
  });

  it('minutes of detention that the times do not come to', () => {
    const bailed = { releasedOnBailAt: '2025-06-10T20:00:00+01:00', answeredBailAt: '2025-06-20T09:00:00+01:00' };
    expect(refusalOf('pace-detention', { ...arrived, ...bailed, usedMinutes: 600 })).toBeUndefined();
    expect(refusalOf('pace-detention', { ...arrived, ...bailed, usedMinutes: 630 })?.field).toBe('inputs.usedMinutes');
  });
});

describe('time zones', () => {
  it.each([
    { why: 'an offset London does not keep', at: '2025-06-10T10:00:00+02:00' },
    { why: 'summer time in winter', at: '2025-01-10T10:00:00+01:00' },
    { why: 'no offset', at: '2025-06-10T10:00:00' },
  ])('$why is refused', ({ at }) => {
    expect(refusalOf('pace-detention', { arrivalAtStation: at })?.field).toBe('inputs.arrivalAtStation');
  });

  it('times of one limit in two zones are refused, by the one that differs', () => {
    const mixed = { ...arrived, hospital: [{ from: '2025-06-10T11:00:00Z', to: '2025-06-10T12:00:00Z' }] };
    expect(refusalOf('pace-detention', mixed)).toMatchObject({ field: 'inputs.hospital.0.from' });
    expect(refusalOf('pace-detention', mixed)?.detail).toContain('one time zone');
  });

  it('all in UTC, or all in London time across the change of the clocks, is taken', () => {
    const utc = { arrivalAtStation: '2025-06-10T09:00:00Z', superintendentAuthorisesAt: '2025-06-11T02:00:00Z' };
    expect(refusalOf('pace-detention', utc)).toBeUndefined();
    const autumn = { arrivalAtStation: '2025-10-25T20:00:00+01:00', hospital: [{ from: '2025-10-26T10:00:00+00:00' }] };
    expect(refusalOf('pace-detention', autumn)).toBeUndefined();
  });
});

describe('rules and fields that are not there', () => {
  it('suggests the rule that was meant, and lists them all where none is near', () => {
    expect(refusalOf('mca1980-s172', summary)).toMatchObject({ code: 'limit-input', field: 'regime' });
    expect(refusalOf('mca1980-s12', summary)?.detail).toContain('Did you mean "mca1980-s127"?');
    expect(refusalOf('nothing like it', summary)?.detail).toContain('pace-detention');
  });

  it.each([
    { regime: 'mca1980-s127', inputs: { ...summary, offenceday: '2025-01-15' }, field: 'offenceday' },
    { regime: 'cja1988-s39A', inputs: { ...abuse, ages: { victim: 30 } }, field: 'ages.victim' },
    { regime: 'pace-bail', inputs: { arrestDate: '2025-01-15', bailDate: '2025-01-15' }, field: 'bailDate' },
    {
      regime: 'ctl',
      inputs: { ...ctl, custodyPeriods: [{ from: '2025-03-03', until: '2025-03-05' }] },
      field: 'custodyPeriods.0.until',
    },
  ])('an unknown field $field of $regime', ({ regime, inputs, field }) => {
    expect(refusalOf(regime, inputs)?.field).toBe(`inputs.${field}`);
  });

  it.each([
    { regime: 'mca1980-s127', inputs: { ...summary, mode: 'summary' }, field: 'mode' },
    { regime: 'cja1988-s39A', inputs: { ...abuse, domesticAbuse: 'yes' }, field: 'domesticAbuse' },
    { regime: 'cja1988-s39A', inputs: { ...abuse, ages: { complainant: -1 } }, field: 'ages.complainant' },
    { regime: 'cja1988-s39A', inputs: { ...abuse, ages: { accused: 31.5 } }, field: 'ages.accused' },
    { regime: 'cja1988-s39A', inputs: { ...abuse, statementProvidedDate: true }, field: 'statementProvidedDate' },
    { regime: 'ctl', inputs: { court: 'Crown', custodyPeriods: [{ from: '2025-03-03' }] }, field: 'court' },
    {
      regime: 'ctl',
      inputs: { court: 'magistrates', offenceClass: 'summary', custodyPeriods: [{ from: '2025-03-03' }] },
      field: 'offenceClass',
    },
    { regime: 'ctl', inputs: { ...ctl, custodyPeriods: [] }, field: 'custodyPeriods' },
    { regime: 'ctl', inputs: { ...ctl, custodyPeriods: '2025-03-03' }, field: 'custodyPeriods' },
    { regime: 'pace-detention', inputs: { ...arrived, indictable: 'yes' }, field: 'indictable' },
    { regime: 'pace-detention', inputs: { ...arrived, excludedMinutes: -5 }, field: 'excludedMinutes' },
    { regime: 'pace-detention', inputs: { ...arrived, usedMinutes: 99_999 }, field: 'usedMinutes' },
    { regime: 'pace-bail', inputs: { arrestDate: '2025-01-15', caseType: 'police' }, field: 'caseType' },
    { regime: 'cda-evidence', inputs: { sentDate: '2025-05-01', inCustody: 'no' }, field: 'inCustody' },
    { regime: 'cpia-defence', inputs: { prosecutorComplianceDate: '2025-05-01', court: 'county' }, field: 'court' },
  ])('a value of the wrong kind in $field of $regime', ({ regime, inputs, field }) => {
    expect(refusalOf(regime, inputs)).toMatchObject({ code: 'limit-input', field: `inputs.${field}` });
  });

  it.each([null, 'tomorrow', 5, [], true])('inputs that are %s', (inputs) => {
    expect(refusalOf('mca1980-s127', inputs)?.code).toBe('limit-input');
  });
});
