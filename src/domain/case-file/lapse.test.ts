import { describe, expect, it } from 'vitest';
import { chaseDays, compareCharge, lastDayToLay } from '../charging/index.ts';
import { instant } from '../kernel/civil-date.ts';
import { chaseCharges, lapsedChargeLaid, type ChargeToLay } from './lapse.ts';
import type { SubmissionState } from './workflow.ts';

const urgency = (reason: string) => ({ dueAt: '9999-12-31T00:00:00Z', reasons: [reason] });
const charge = (over: Partial<ChargeToLay> = {}): ChargeToLay => ({
  ...{ defendantId: 'D1', offenceId: 'F1', title: 'Burglary', authorisedAt: '2026-11-22T08:00:00Z', chased: 0 },
  limitEndsAt: undefined,
  ...over,
});
const submission = (state: SubmissionState) => ({ submissionId: 'S1', version: 1, state, defendantIds: ['D1'] });
const chase = (now: string, waiting: readonly ChargeToLay[], state: SubmissionState = 'decision_issued') =>
  chaseCharges(submission(state), waiting, {
    ...{
      now: instant(now),
      months: [2, 1],
      toOrg: 'cps-a',
      cps: urgency('for the CPS'),
      police: urgency('for police'),
    },
  });
const types = (events: ReturnType<typeof chase>) => events.map(({ type }) => type);

describe('T27: police are chased for a charge that they have not laid', () => {
  it.each([
    ['2026-12-21T23:59:00Z', 0, []],
    ['2026-12-22T00:00:00Z', 0, ['charge-chased']],
    ['2027-01-21T23:59:00Z', 1, []],
    ['2027-01-22T00:00:00Z', 1, ['charge-chased']],
    // What was missed is not made up for: the newest is said.
    ['2027-01-22T00:00:00Z', 0, ['charge-chased']],
    ['2027-01-22T23:59:00Z', 2, []],
  ] as const)('at %s, chased for %i months: %j', (now, chased, said) => {
    expect(types(chase(now, [charge({ chased })]))).toEqual(said);
  });

  it('with when it lapses, and the file waits in the queue of police', () => {
    const [event] = chase('2026-12-22T08:00:00Z', [charge()]);
    expect(event?.payload).toMatchObject({
      charges: [{ months: 1, lapsesAfter: '2027-01-22' }],
      queued: true,
      urgency: { reasons: ['Chased after 1 month: Burglary', 'for police'] },
    });
    expect(chase('2026-12-22T08:00:00Z', [charge()], 'in_review')[0]?.payload).toMatchObject({ queued: false });
  });

  it('a month without that day ends with its own last day, and a summer day is that of London', () => {
    expect(chaseDays('2026-12-31T10:00:00Z', [2, 1])).toEqual([
      { months: 1, on: '2027-01-31' },
      { months: 2, on: '2027-02-28' },
    ]);
    expect(lastDayToLay('2026-06-30T23:30:00Z', [1])).toBe('2026-08-01');
  });
});

describe('T30: an authorised charge lapses', () => {
  it('with the day after the last chase, and the CPS decide again', () => {
    const [event, ...more] = chase('2027-01-23T00:00:00Z', [charge({ chased: 2 })]);
    expect(more).toEqual([]);
    expect(event).toMatchObject({
      type: 'authorisation-lapsed',
      payload: {
        charges: [{ because: 'chase', lastDay: '2027-01-22' }],
        ...{ state: 'triage_accepted', toOrg: 'cps-a' },
        urgency: { reasons: ['An authorised charge lapsed', 'for the CPS'] },
      },
    });
  });

  it('when the time to start proceedings has run out, to the minute', () => {
    const limited = charge({ limitEndsAt: '2026-12-13T00:00:00Z' });
    expect(chase('2026-12-12T23:59:00Z', [limited])).toEqual([]);
    expect(chase('2026-12-13T00:00:00Z', [limited])[0]?.payload).toMatchObject({
      charges: [{ because: 'time_limit', lastDay: '2026-12-12' }],
    });
    // It had run out before it was authorised: that was known then.
    const late = charge({ limitEndsAt: '2026-11-20T00:00:00Z' });
    expect(chase('2026-12-13T00:00:00Z', [late])).toEqual([]);
  });

  it('alone: of two charges the other is chased, and the file goes to the CPS for the one', () => {
    const two = [charge({ limitEndsAt: '2026-12-13T00:00:00Z' }), charge({ offenceId: 'F2', defendantId: 'D2' })];
    const events = chase('2026-12-23T00:00:00Z', two);
    expect(types(events)).toEqual(['authorisation-lapsed', 'charge-chased']);
    expect(events[0]?.payload).toMatchObject({ charges: [{ offenceId: 'F1' }] });
    expect(events[1]?.payload).toMatchObject({ charges: [{ offenceId: 'F2' }], queued: false });
  });

  it('wherever the file is with the CPS, and not while an appeal waits', () => {
    const over = [charge({ chased: 2 })];
    expect(chase('2027-02-01T00:00:00Z', over, 'in_review')[0]?.payload).toMatchObject({ state: null });
    expect(chase('2027-02-01T00:00:00Z', over, 'appealed')).toEqual([]);
  });

  it('laid after that it is not as authorised, and says why; then the CPS do not decide it again', () => {
    const terms = {
      ...{ cjsCode: 'TH68025', title: 'Burglary', wording: 'Entered a house.' },
      ...{ startDate: '2026-11-01', endDate: '2026-11-01' },
    };
    const authorised = { ...terms, offenceId: 'F1', authorisedAt: '2026-11-22T08:00:00Z' };
    const laid = { ...terms, laidAt: '2027-02-01T08:00:00Z' };
    expect(compareCharge(laid, [authorised]).result).toBe('match');
    expect(compareCharge(laid, [{ ...authorised, lapsed: 'It lapsed on 22 January.' }])).toMatchObject({
      ...{ result: 'mismatch', differences: ['It lapsed on 22 January'] },
    });
    const one = { defendantId: 'D1', offenceId: 'F1' };
    expect(lapsedChargeLaid(submission('in_review'), one, false).payload).toMatchObject({ state: 'decision_issued' });
    expect(lapsedChargeLaid(submission('in_review'), one, true).payload).toMatchObject({ state: null });
    expect(lapsedChargeLaid(submission('decision_issued'), one, false).payload).toMatchObject({ state: null });
  });
});
