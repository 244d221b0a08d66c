import type { Role } from '../access/index.ts';
import { accept, refuse, type Result } from '../kernel/result.ts';

/**
 * Where a submission stands. One submission goes through police assurance, is sent, and is then CPS work; a rejected one
 * comes back and is sent again as a new version of the same submission.
 * @source domain reference, section 7.2
 */
export const submissionStates = {
  draft: { holder: 'police', waitingFor: 'Officer to finish and submit the file' },
  supervision: { holder: 'police', waitingFor: 'Supervisor to certify the file' },
  returned_to_officer: { holder: 'police', waitingFor: 'Officer to put right what the supervisor returned' },
  gatekeeping: { holder: 'police', waitingFor: 'Gatekeeper to check and send the file' },
  second_gate: { holder: 'police', waitingFor: 'Standards unit to take a second look and send the file' },
  returned_to_supervisor: { holder: 'police', waitingFor: 'Supervisor to put right what the gatekeeper returned' },
  ready: { holder: 'system', waitingFor: 'The file is being sent' },
  sent: { holder: 'system', waitingFor: 'The file is being delivered' },
  delivery_failed: { holder: 'police', waitingFor: 'Gatekeeper to send the file again: it could not be delivered' },
  delivered: { holder: 'system', waitingFor: 'The file is being put in a CPS queue' },
  triage_pending: { holder: 'cps', waitingFor: 'CPS triage needed' },
  urgent_review: { holder: 'cps', waitingFor: 'CPS urgent review needed within 3 hours' },
  triage_rejected: { holder: 'system', waitingFor: 'The file is going back to police' },
  awaiting_resubmission: { holder: 'police', waitingFor: 'Waiting for police to resubmit' },
  advice_triage: { holder: 'cps', waitingFor: 'Early advice manager to give the request to a prosecutor' },
  triage_accepted: { holder: 'cps', waitingFor: 'Prosecutor to be allocated' },
  allocated: { holder: 'cps', waitingFor: 'Prosecutor to start the review' },
  in_review: { holder: 'cps', waitingFor: 'Charging decision needed' },
  action_plan_issued: { holder: 'police', waitingFor: 'Waiting for police to answer the action plan' },
  responded: { holder: 'system', waitingFor: 'The answers are going back to the prosecutor' },
  advice_given: { holder: 'police', waitingFor: 'Police to act on the early advice' },
  advice_declined: { holder: 'police', waitingFor: 'Police to go on without advice, or an inspector to appeal' },
  appealed: { holder: 'cps', waitingFor: 'Legal manager to answer the appeal' },
  decision_issued: { holder: 'police', waitingFor: 'Waiting for police to act on the decision' },
  police_charged: { holder: 'police', waitingFor: 'Waiting for police to lay the charges that police decided' },
  withdrawn: { holder: 'police', waitingFor: 'Nothing: police withdrew the request' },
  closed: { holder: 'police', waitingFor: 'Nothing: every suspect and offence has an outcome' },
} as const satisfies Record<string, { holder: 'police' | 'cps' | 'system'; waitingFor: string }>;
export type SubmissionState = keyof typeof submissionStates;

export const isSubmissionState = (text: string): text is SubmissionState => Object.hasOwn(submissionStates, text);

interface Step {
  readonly from: readonly SubmissionState[];
  readonly to: SubmissionState;
  /** Roles that may take it; `system` steps follow from another step and nobody takes them by hand. */
  readonly by: readonly Role[] | 'system';
  readonly says: string;
}

const certifiers = ['supervisor', 'rasso_ds', 'inspector_escalation'] as const;
const gate = ['gatekeeper', 'cfssu', 'inspector_escalation'] as const;
const prosecutors = ['cps_prosecutor', 'cpsd_prosecutor'] as const;
const adviceManagers = ['cps_ea_manager', 'cps_legal_manager'] as const;

/**
 * Every way a submission moves. What is not listed is refused. T numbers are those of the domain reference, section 7.3;
 * V01 to V15 are ours: an edit of what was certified takes the file back to the supervisor (BR-14), a prosecutor of the
 * office that holds the file takes a review over, a review is given to another of them, who has yet to begin, an appeal is
 * answered, a submission closes when the last charge that police decided is laid, and in a force with a second gate the first
 * one passes the file to it, from where alone it is then sent; V12 puts early advice on rape and serious sexual offences
 * before its manager, who is the owner of what the reference calls allocated (BR-30, T26a); V09 to V11 answer the escalation
 * of a rejection, which T17 leads from where T15 has left it, since a rejected file never stands still between them; V13
 * closes one when the last outcome out of court is done and nothing else of it waits; V14 takes one back from the CPS when a
 * charge that had lapsed is laid; V15 is the other end of T09, for a version of which a document has no receipt. T06 and T07 are taken by the last
 * suspect on whom police decide; until then the file stays at the gate. T26b may be taken once a review has begun, since a
 * request is read before it is declined. T02 is also a supervisor's answer to a gatekeeper's return, where
 * the reference has the supervisor put it right alone: most of it is the officer's to do. T16 leads back through
 * supervision, since a resubmission needs a certificate of its own (BR-13); the sending itself is then T08 again.
 */
export const steps = {
  T01: {
    from: ['draft', 'returned_to_officer'],
    to: 'supervision',
    by: ['officer_in_case'],
    says: 'Submitted to the supervisor',
  },
  T02: {
    from: ['supervision', 'returned_to_supervisor'],
    to: 'returned_to_officer',
    by: certifiers,
    says: 'Returned to the officer',
  },
  T03: {
    from: ['supervision', 'returned_to_supervisor'],
    to: 'gatekeeping',
    by: certifiers,
    says: 'Certified by the supervisor',
  },
  T04: {
    from: ['gatekeeping', 'second_gate', 'delivery_failed'],
    to: 'returned_to_supervisor',
    by: gate,
    says: 'Returned by the gatekeeper',
  },
  T05: { from: ['gatekeeping', 'second_gate'], to: 'ready', by: gate, says: 'Passed by the gatekeeper' },
  V08: { from: ['gatekeeping'], to: 'second_gate', by: gate, says: 'Passed by the gatekeeper to the standards unit' },
  T06: {
    from: ['gatekeeping', 'second_gate', 'delivery_failed'],
    to: 'police_charged',
    by: ['gatekeeper', 'custody_officer', 'inspector_escalation'],
    says: 'Police decided to charge',
  },
  T07: {
    from: ['gatekeeping', 'second_gate', 'delivery_failed'],
    to: 'closed',
    by: ['supervisor', 'rasso_ds', 'gatekeeper', 'inspector_escalation'],
    says: 'Ended by police without a charge',
  },
  V07: { from: ['police_charged'], to: 'closed', by: 'system', says: 'Every charge that police decided is laid' },
  V01: {
    from: ['gatekeeping', 'second_gate', 'delivery_failed', 'returned_to_supervisor'],
    to: 'supervision',
    by: 'system',
    says: 'Certificate voided by an edit',
  },
  T08: { from: ['ready', 'delivery_failed'], to: 'sent', by: 'system', says: 'Sent to the CPS' },
  T09: { from: ['sent'], to: 'delivered', by: 'system', says: 'Delivered' },
  V15: {
    from: ['sent'],
    to: 'delivery_failed',
    by: 'system',
    says: 'Not delivered: a document could not be read back',
  },
  T10: { from: ['delivered'], to: 'triage_pending', by: 'system', says: 'Put in the CPS triage queue' },
  T11: { from: ['delivered'], to: 'urgent_review', by: 'system', says: 'Put in the CPS urgent review queue' },
  T12: { from: ['triage_pending'], to: 'triage_accepted', by: ['cps_triage'], says: 'Accepted at triage' },
  T13: { from: ['triage_pending'], to: 'triage_rejected', by: ['cps_triage'], says: 'Rejected at triage' },
  T14a: {
    from: ['urgent_review'],
    to: 'triage_accepted',
    by: ['cps_triage', 'cpsd_prosecutor'],
    says: 'Urgent review: standard met',
  },
  T14b: {
    from: ['urgent_review'],
    to: 'triage_rejected',
    by: ['cps_triage', 'cpsd_prosecutor'],
    says: 'Urgent review: standard not met',
  },
  T14c: {
    from: ['urgent_review'],
    to: 'triage_rejected',
    by: ['cps_triage', 'cpsd_prosecutor'],
    says: 'Urgent review: rejected',
  },
  T15: {
    from: ['triage_rejected'],
    to: 'awaiting_resubmission',
    by: 'system',
    says: 'Back with police to answer each reason',
  },
  T16: {
    from: ['awaiting_resubmission'],
    to: 'supervision',
    by: ['officer_in_case'],
    says: 'Resubmitted to the supervisor',
  },
  T18: {
    from: ['triage_accepted', 'advice_triage'],
    to: 'allocated',
    by: [...prosecutors, ...adviceManagers],
    says: 'Allocated to a prosecutor',
  },
  V12: {
    from: ['triage_accepted'],
    to: 'advice_triage',
    by: 'system',
    says: 'With the early advice manager first',
  },
  T26a: {
    from: ['advice_triage'],
    to: 'triage_rejected',
    by: adviceManagers,
    says: 'Rejected by the early advice manager',
  },
  T19: { from: ['allocated'], to: 'in_review', by: prosecutors, says: 'Review started' },
  V02: { from: ['in_review'], to: 'in_review', by: prosecutors, says: 'Review taken over by another prosecutor' },
  V03: {
    from: ['allocated', 'in_review'],
    to: 'allocated',
    by: [...prosecutors, 'cps_legal_manager'],
    says: 'Given to another prosecutor',
  },
  T20: {
    from: ['in_review'],
    to: 'in_review',
    by: [...prosecutors, 'cps_legal_manager', 'cps_paralegal', 'officer_in_case', ...certifiers, 'gatekeeper', 'cfssu'],
    says: 'A conversation was recorded',
  },
  T21: { from: ['in_review'], to: 'action_plan_issued', by: prosecutors, says: 'Action plan issued' },
  T22: {
    from: ['action_plan_issued'],
    to: 'responded',
    by: certifiers,
    says: 'Answers checked and sent back to the prosecutor',
  },
  T23: { from: ['responded'], to: 'in_review', by: 'system', says: 'Back in review' },
  T24: { from: ['in_review'], to: 'decision_issued', by: prosecutors, says: 'Decision issued' },
  T34: {
    from: [
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
    to: 'withdrawn',
    by: certifiers,
    says: 'Withdrawn by police',
  },
  T32: {
    from: ['decision_issued'],
    to: 'triage_accepted',
    by: ['officer_in_case', 'custody_officer', 'supervisor', 'inspector_escalation'],
    says: 'Back with the CPS: an outcome out of court was refused or not kept',
  },
  T30: {
    from: ['decision_issued'],
    to: 'triage_accepted',
    by: 'system',
    says: 'Back with the CPS: an authorised charge lapsed',
  },
  V14: {
    from: ['triage_accepted', 'allocated', 'in_review'],
    to: 'decision_issued',
    by: 'system',
    says: 'A charge that had lapsed was laid',
  },
  V13: {
    from: ['decision_issued'],
    to: 'closed',
    by: 'system',
    says: 'Every suspect and offence has an outcome',
  },
  T25: { from: ['in_review'], to: 'advice_given', by: prosecutors, says: 'Early advice given' },
  T26b: {
    from: ['triage_accepted', 'advice_triage', 'allocated', 'in_review'],
    to: 'advice_declined',
    by: [...prosecutors, ...adviceManagers],
    says: 'Early advice declined',
  },
  T33: {
    from: ['advice_declined', 'decision_issued'],
    to: 'appealed',
    by: ['inspector_escalation'],
    says: 'Appealed by an inspector',
  },
  T17: {
    from: ['awaiting_resubmission'],
    to: 'appealed',
    by: ['inspector_escalation'],
    says: 'Rejection escalated by an inspector',
  },
  V09: { from: ['appealed'], to: 'triage_pending', by: ['cps_legal_manager'], says: 'Rejection overturned' },
  V10: { from: ['appealed'], to: 'urgent_review', by: ['cps_legal_manager'], says: 'Rejection overturned' },
  V11: { from: ['appealed'], to: 'awaiting_resubmission', by: ['cps_legal_manager'], says: 'Rejection maintained' },
  V04: { from: ['appealed'], to: 'triage_accepted', by: ['cps_legal_manager'], says: 'Appeal upheld' },
  V05: { from: ['appealed'], to: 'advice_declined', by: ['cps_legal_manager'], says: 'Appeal dismissed' },
  V06: { from: ['appealed'], to: 'decision_issued', by: ['cps_legal_manager'], says: 'Appeal dismissed' },
} as const satisfies Record<string, Step>;
export type StepId = keyof typeof steps;

/**
 * The state that `step` leads to from `state`. Refuses `step-not-allowed`, saying what the submission is waiting for.
 * Changes nothing.
 */
export function take(step: StepId, state: SubmissionState): Result<SubmissionState, 'step-not-allowed'> {
  const { from, to }: Step = steps[step];
  return from.includes(state)
    ? accept(to)
    : refuse('step-not-allowed', `It is now at this point: ${submissionStates[state].waitingFor}. Open it again.`);
}

/** Takes steps one after the other; the first that is not allowed refuses the lot. */
export function takeAll(path: readonly StepId[], state: SubmissionState): Result<SubmissionState, 'step-not-allowed'> {
  let at = state;
  for (const step of path) {
    const next = take(step, at);
    if (!next.ok) return next;
    at = next.value;
  }
  return accept(at);
}
