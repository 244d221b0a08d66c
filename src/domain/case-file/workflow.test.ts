import { describe, expect, it } from 'vitest';
import { isRole } from '../access/index.ts';
import {
  isSubmissionState,
  steps,
  submissionStates,
  take,
  takeAll,
  type StepId,
  type SubmissionState,
} from './workflow.ts';

const stepIds = Object.keys(steps) as StepId[];
const states = Object.keys(submissionStates).filter(isSubmissionState);

/**
 * Written out by hand from the transition table of the domain reference, section 7.3, so that the code is held to it. T02 is
 * wider than there: a supervisor may pass a gatekeeper's return on to the officer.
 */
const listed: Record<StepId, [from: SubmissionState[], to: SubmissionState]> = {
  T01: [['draft', 'returned_to_officer'], 'supervision'],
  T02: [['supervision', 'returned_to_supervisor'], 'returned_to_officer'],
  T03: [['supervision', 'returned_to_supervisor'], 'gatekeeping'],
  T04: [['gatekeeping', 'second_gate', 'delivery_failed'], 'returned_to_supervisor'],
  T05: [['gatekeeping', 'second_gate'], 'ready'],
  V08: [['gatekeeping'], 'second_gate'],
  T06: [['gatekeeping', 'second_gate', 'delivery_failed'], 'police_charged'],
  T07: [['gatekeeping', 'second_gate', 'delivery_failed'], 'closed'],
  V07: [['police_charged'], 'closed'],
  V01: [['gatekeeping', 'second_gate', 'delivery_failed', 'returned_to_supervisor'], 'supervision'],
  T08: [['ready', 'delivery_failed'], 'sent'],
  T09: [['sent'], 'delivered'],
  V15: [['sent'], 'delivery_failed'],
  T10: [['delivered'], 'triage_pending'],
  T11: [['delivered'], 'urgent_review'],
  T12: [['triage_pending'], 'triage_accepted'],
  T13: [['triage_pending'], 'triage_rejected'],
  T14a: [['urgent_review'], 'triage_accepted'],
  T14b: [['urgent_review'], 'triage_rejected'],
  T14c: [['urgent_review'], 'triage_rejected'],
  T15: [['triage_rejected'], 'awaiting_resubmission'],
  T16: [['awaiting_resubmission'], 'supervision'],
  T18: [['triage_accepted', 'advice_triage'], 'allocated'],
  V12: [['triage_accepted'], 'advice_triage'],
  T26a: [['advice_triage'], 'triage_rejected'],
  T19: [['allocated'], 'in_review'],
  V02: [['in_review'], 'in_review'],
  V03: [['allocated', 'in_review'], 'allocated'],
  T20: [['in_review'], 'in_review'],
  T21: [['in_review'], 'action_plan_issued'],
  T22: [['action_plan_issued'], 'responded'],
  T23: [['responded'], 'in_review'],
  T24: [['in_review'], 'decision_issued'],
  T32: [['decision_issued'], 'triage_accepted'],
  V13: [['decision_issued'], 'closed'],
  T30: [['decision_issued'], 'triage_accepted'],
  V14: [['triage_accepted', 'allocated', 'in_review'], 'decision_issued'],
  T25: [['in_review'], 'advice_given'],
  T26b: [['triage_accepted', 'advice_triage', 'allocated', 'in_review'], 'advice_declined'],
  T33: [['advice_declined', 'decision_issued'], 'appealed'],
  T17: [['awaiting_resubmission'], 'appealed'],
  V09: [['appealed'], 'triage_pending'],
  V10: [['appealed'], 'urgent_review'],
  V11: [['appealed'], 'awaiting_resubmission'],
  V04: [['appealed'], 'triage_accepted'],
  V05: [['appealed'], 'advice_declined'],
  V06: [['appealed'], 'decision_issued'],
  T34: [
    [
      ...([
        'draft',
        'supervision',
        'returned_to_officer',
        'gatekeeping',
        'second_gate',
        'delivery_failed',
        'returned_to_supervisor',
      ] as const),
      ...([
        'triage_pending',
        'urgent_review',
        'awaiting_resubmission',
        'triage_accepted',
        'advice_triage',
        'allocated',
      ] as const),
      ...(['in_review', 'action_plan_issued'] as const),
    ],
    'withdrawn',
  ],
};

const everyStateAndStep = stepIds.flatMap((step) => states.map((state) => ({ step, state })));

describe('the workflow of a submission', () => {
  it.each(everyStateAndStep)('$step from $state happens only if the transition table lists it', ({ step, state }) => {
    const [from, to] = listed[step];
    const taken = take(step, state);
    if (from.includes(state)) expect(taken).toEqual({ ok: true, value: to });
    else expect(taken).toMatchObject({ ok: false, refusal: { code: 'step-not-allowed' } });
  });

  it('reaches every state from a draft', () => {
    const reached = new Set<SubmissionState>(['draft']);
    for (let round = 0; round < states.length; round += 1)
      for (const step of stepIds)
        for (const state of [...reached]) {
          const taken = take(step, state);
          if (taken.ok) reached.add(taken.value);
        }
    expect(states.filter((state) => !reached.has(state))).toEqual([]);
  });

  it('lets nobody from police take a CPS step, nor the other way about', () => {
    for (const step of stepIds) {
      const { by, from } = steps[step];
      // Police take their request back from wherever it is; either side records a conversation.
      if (by === 'system' || step === 'T34' || step === 'T20') continue;
      for (const state of from)
        expect(
          by.every(
            (role) => isRole(role) && (role.startsWith('cps') ? 'cps' : 'police') === submissionStates[state].holder,
          ),
          `${step} from ${state}`,
        ).toBe(true);
    }
  });

  it('takes a path whole or not at all', () => {
    expect(takeAll(['T05', 'T08', 'T09', 'T10'], 'gatekeeping')).toEqual({ ok: true, value: 'triage_pending' });
    expect(takeAll(['T05', 'T08', 'V15'], 'second_gate')).toEqual({ ok: true, value: 'delivery_failed' });
    expect(takeAll(['T08', 'T09', 'T11'], 'delivery_failed')).toEqual({ ok: true, value: 'urgent_review' });
    expect(takeAll(['T05', 'T09'], 'gatekeeping')).toMatchObject({ ok: false });
  });
});
