import { describe, expect, it } from 'vitest';
import { submissionStates, type SubmissionState } from '../../../domain/case-file/index.ts';
import type { CaseView, SubmissionView } from '../../../application/view-case.ts';
import { caseWaitsFor, submissionWaitsFor } from './waiting-for.ts';

const submission = (state: SubmissionState, more: Partial<SubmissionView> = {}): SubmissionView => ({
  ...{
    submissionId: 'S1',
    kind: 'PCD_FCT_NGAP',
    defendantIds: ['D1'],
    state,
    version: 1,
    since: '2026-11-22T08:00:00Z',
  },
  ...{ waitingFor: submissionStates[state].waitingFor, holder: submissionStates[state].holder },
  ...{
    firstSentAt: undefined,
    sent: [],
    certificate: undefined,
    returned: undefined,
    undelivered: null,
    urgentCharge: null,
    rejection: undefined,
    passed: null,
  },
  ...{ withdrawal: undefined, queue: undefined, ...more },
});
type Seen = Parameters<typeof caseWaitsFor>[0];
const seen = (more: Partial<Seen> = {}): Seen => ({
  ...{ submissions: [], plans: [], decisions: [], charges: [], outOfCourt: [] },
  ...more,
});

const prosecutor = { name: 'A Prosecutor' };
const plan = (answered: readonly boolean[]): CaseView['plans'][number] => ({
  ...{ planId: 'P1', submissionId: 'S1', version: 1, prosecutor, issuedAt: '2026-11-22T08:00:00Z', respondedAt: null },
  conversation: null,
  items: answered.map((done, index) => ({
    item: {
      ...{ id: `A${index + 1}`, defendantIds: ['D1'], issueType: 'evidential' as const, issue: 'x', kind: 'other' },
      ...{ action: 'x', justification: 'x', due: `2026-12-0${9 - index}` },
    },
    answer: done
      ? { answer: 'supplied', text: 'x', materialIds: [], by: prosecutor, at: '2026-11-23T08:00:00Z' }
      : null,
    ...{ settled: null, extension: null, earlier: [] },
  })),
});
const decision = (authorises: boolean, laidChargeId: string | null): CaseView['decisions'][number] => ({
  ...{
    submissionId: 'S1',
    version: 1,
    prosecutor,
    issuedAt: '2026-11-22T08:00:00Z',
    laidChargeId,
    again: null,
    chased: 0,
  },
  detail: {
    ...{ defendantId: 'D1', offenceId: 'F1', code: authorises ? 'A' : 'K', test: 'full_code_test' },
    ...{ evidential: 'x', publicInterest: 'x' },
    authorises: authorises
      ? { cjsCode: 'CJ88116', title: 'x', wording: 'x', startDate: '2026-05-30', endDate: '2026-05-30' }
      : null,
  },
});

describe('what a submission waits for', () => {
  it.each([
    {
      when: 'police build it',
      given: submission('draft'),
      view: seen(),
      says: 'Officer to finish and submit the file',
    },
    {
      when: 'the CPS rejected it',
      given: submission('awaiting_resubmission', {
        rejection: { reasons: [], detail: '', responseDate: '2026-11-30', by: {}, at: '2026-11-22T08:00:00Z' },
      }),
      view: seen(),
      says: 'Waiting for police to resubmit by 30 November 2026',
    },
    {
      when: 'two actions are open',
      given: submission('action_plan_issued'),
      view: seen({ plans: [plan([false, true, false])] }),
      says: 'Waiting for police to answer 2 actions by 7 December 2026',
    },
    {
      when: 'all actions are answered',
      given: submission('action_plan_issued'),
      view: seen({ plans: [plan([true])] }),
      says: 'Supervisor to check the answers to the action plan',
    },
    {
      when: 'a charge is authorised and not laid',
      given: submission('decision_issued'),
      view: seen({ decisions: [decision(true, null), decision(true, 'C1')] }),
      says: 'Waiting for police to lay 1 authorised charge',
    },
    {
      when: 'every charge is laid',
      given: submission('decision_issued'),
      view: seen({ decisions: [decision(true, 'C1')] }),
      says: 'First hearing to be prepared',
    },
    {
      when: 'no charge is authorised',
      given: submission('decision_issued'),
      view: seen({ decisions: [decision(false, null)] }),
      says: 'Waiting for police to act on the decision: no charge was authorised',
    },
  ])('says whose move it is when $when', ({ given, view, says }) => {
    expect(submissionWaitsFor(view, given)).toBe(says);
  });
});

describe('what a case waits for', () => {
  it('is one sentence when its submissions wait for the same, else one for each', () => {
    const other = submission('triage_pending', { submissionId: 'S2' });
    expect(caseWaitsFor(seen({ submissions: [submission('triage_pending'), other] }))).toBe('CPS triage needed');
    expect(caseWaitsFor(seen({ submissions: [submission('draft'), other] }))).toBe(
      'S1: Officer to finish and submit the file. S2: CPS triage needed',
    );
  });

  it('says first who has to act on a charge that was not laid as authorised, at whatever point the file is (BR-60)', () => {
    const charge = (outcome?: string): CaseView['charges'][number] =>
      ({
        ...{ chargeId: 'C1', defendantId: 'D1', comparison: 'mismatch' },
        resolved: outcome === undefined ? null : { outcome, reason: 'x', by: prosecutor, at: '2026-11-23T08:00:00Z' },
      }) as CaseView['charges'][number];
    const says = (outcome?: string): string =>
      caseWaitsFor(seen({ submissions: [submission('triage_pending')], charges: [charge(outcome)] }));
    expect(says()).toBe('Prosecutor to look at a charge that was not laid as authorised. CPS triage needed');
    expect(says('to_correct')).toBe('Police to correct a charge that was not laid as authorised. CPS triage needed');
    expect(says('accepted')).toBe('CPS triage needed');
  });
});
