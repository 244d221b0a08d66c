import { holds, may, type Actor } from '../access/index.ts';
import { accept, refuse, type Result } from '../kernel/result.ts';
import { contactIsComplete, type Submission } from './assurance.ts';
import type { CaseEvent, CaseEventPayload } from './events.ts';
import type { Urgency } from './urgency.ts';
import { heldBy, type SentSubmission } from './sent.ts';
import { take } from './workflow.ts';

/**
 * Early advice that a prosecutor declines to give, and appeals by an inspector: against that, against a decision, or against a
 * rejection at triage.
 */

/** Why no early advice is given. @source domain reference, T26b: not needed, too early or too late */
export const declineReasons = {
  not_needed: 'Advice is not needed',
  too_early: 'It is too early: not enough is known yet',
  too_late: 'It is too late: ask for a charging decision',
} as const satisfies Record<CaseEventPayload<'advice-declined'>['reason'], string>;
export type DeclineReason = keyof typeof declineReasons;
export const isDeclineReason = (text: string): text is DeclineReason => Object.hasOwn(declineReasons, text);

/** What an appeal is against. */
export const appealedMatters = {
  advice: 'Early advice was declined',
  decision: 'The decision',
  rejection: 'The rejection by CPS triage',
} as const satisfies Record<CaseEventPayload<'appeal-made'>['about'], string>;

export const appealOutcomes = {
  upheld: 'Upheld: the CPS look at it again',
  dismissed: 'Dismissed: it stays as it was',
} as const satisfies Record<CaseEventPayload<'appeal-answered'>['outcome'], string>;
/** The outcomes as they are said of the escalation of a rejection. */
export const escalationOutcomes = {
  upheld: 'Overturned: the file goes back to where it was rejected',
  dismissed: 'Maintained: police put the file right and send it again',
} as const satisfies Record<CaseEventPayload<'appeal-answered'>['outcome'], string>;
/** What an outcome comes to, for what was appealed against. */
export const sayAppealOutcome = ({
  about,
  outcome,
}: Pick<CaseEventPayload<'appeal-answered'>, 'about' | 'outcome'>): string =>
  (about === 'rejection' ? escalationOutcomes : appealOutcomes)[outcome];
export type AppealOutcome = keyof typeof appealOutcomes;
export const isAppealOutcome = (text: string): text is AppealOutcome => Object.hasOwn(appealOutcomes, text);

const version = ({ submissionId, version }: Submission): { submissionId: string; version: number } => ({
  submissionId,
  version,
});
const stateOf = ({ submissionId }: Submission): string => `${submissionId}:state`;

/**
 * T26b: a prosecutor of the office that holds the file, or the early advice manager while they have it, declines to give early advice, and tells why. Refuses
 * `step-not-allowed` for a request that asks for a decision, `something-missing` at the field, `contact-missing`.
 */
export function declineAdvice(
  submission: SentSubmission,
  given: { actor: Actor; kind: string; reason: string; text: string },
): Result<CaseEvent[]> {
  const { actor, kind, reason } = given;
  const byManager = submission.state === 'advice_triage';
  if (!may(actor, byManager ? 'advice:manage' : 'review:decide'))
    return refuse(
      'not-allowed',
      byManager
        ? 'The early advice manager has it first: they decline or give it out.'
        : 'Only a prosecutor declines to advise.',
    );
  if (kind !== 'EA') return refuse('step-not-allowed', 'This submission asks for a decision and not for advice.');
  const held = heldBy(submission, actor);
  if (!held.ok) return held;
  const taken = take('T26b', submission.state);
  if (!taken.ok) return taken;
  const contact = contactIsComplete(actor.contact);
  if (!contact.ok) return contact;
  if (!isDeclineReason(reason)) return refuse('something-missing', 'Choose why no advice is given.', 'reason');
  const text = given.text.trim();
  if (text === '')
    return refuse('something-missing', 'Say it in a way that tells the officer what to do instead.', 'text');
  return accept([
    {
      type: 'advice-declined',
      touches: [stateOf(submission)],
      payload: { ...version(submission), reason, text, prosecutorId: actor.userId, prosecutor: { ...contact.value } },
    },
  ]);
}

/**
 * T33: an inspector appeals. An appeal stops no clock. Refuses `not-allowed` for anyone below inspector,
 * `step-not-allowed` where nothing was declined or decided against prosecution, `something-missing` without grounds.
 */
export function makeAppeal(
  submission: Submission,
  given: {
    actor: Actor;
    appealId: string;
    grounds: string;
    /** Whether a decision of this submission ends the case of a suspect for an offence. */
    hasEnding: boolean;
    /** The CPS office that answers it. */
    toOrg: string;
    urgency: Urgency;
  },
): Result<CaseEvent[]> {
  if (!may(given.actor, 'appeal:make') || !holds(given.actor, 'inspector_escalation'))
    return refuse('not-allowed', 'An appeal is made by an inspector or above. Speak to yours.');
  const taken = take('T33', submission.state);
  if (!taken.ok) return taken;
  const about = submission.state === 'advice_declined' ? 'advice' : 'decision';
  if (about === 'decision' && !given.hasEnding)
    return refuse('step-not-allowed', 'No decision on this file is against prosecution, so there is none to appeal.');
  const contact = contactIsComplete(given.actor.contact);
  if (!contact.ok) return contact;
  const grounds = given.grounds.trim();
  if (grounds === '')
    return refuse('something-missing', 'Give the grounds: what was overlooked, or what is wrong with it.', 'grounds');
  return accept([
    {
      type: 'appeal-made',
      touches: [stateOf(submission)],
      payload: {
        ...version(submission),
        ...{ appealId: given.appealId, about, grounds, toOrg: given.toOrg, urgency: given.urgency },
        by: { ...contact.value },
      },
    },
  ]);
}

/**
 * T17: an inspector escalates a rejection at triage that police think wrong. It stops no clock. Refuses `not-allowed` for anyone
 * below inspector, `step-not-allowed` for a file that is not rejected, `something-missing` without grounds, or without what came
 * of talking first (L0) or why there was no time.
 * @param submission the version that was sent and rejected
 * @source domain reference, T17 and section 16 (first level)
 */
export function escalateRejection(
  submission: Submission,
  given: {
    actor: Actor;
    appealId: string;
    grounds: string;
    spoke: string;
    /** The CPS office that answers it. */
    toOrg: string;
    urgency: Urgency;
  },
): Result<CaseEvent[]> {
  if (!may(given.actor, 'appeal:make') || !holds(given.actor, 'inspector_escalation'))
    return refuse('not-allowed', 'A rejection is escalated by an inspector or above. Speak to yours.');
  const taken = take('T17', submission.state);
  if (!taken.ok) return taken;
  const contact = contactIsComplete(given.actor.contact);
  if (!contact.ok) return contact;
  const [grounds, spoke] = [given.grounds.trim(), given.spoke.trim()];
  if (spoke === '')
    return refuse('something-missing', 'Say what came of talking to the CPS first, or why there was no time.', 'spoke');
  if (grounds === '')
    return refuse('something-missing', 'Give the grounds: why the rejection is wrong, reason by reason.', 'grounds');
  return accept([
    {
      type: 'appeal-made',
      touches: [stateOf(submission)],
      payload: {
        ...version(submission),
        ...{ appealId: given.appealId, about: 'rejection', grounds, spoke },
        ...{ toOrg: given.toOrg, urgency: given.urgency, by: { ...contact.value } },
      },
    },
  ]);
}

/** Where a rejection that is overturned leads back to: before acceptance to triage, urgent or not, and after it to a prosecutor. */
const backTo = {
  triage_pending: 'V09',
  urgent_review: 'V10',
  triage_accepted: 'V04',
} as const;
export type OverturnedTo = keyof typeof backTo;

/**
 * A legal manager answers an appeal: upheld, and the file waits for a prosecutor again; or dismissed, and it stays as it
 * was. A rejection is overturned or maintained so. Refuses `not-allowed` for whoever declined, decided or rejected themselves, `something-missing` at the field.
 */
export function answerAppeal(
  submission: SentSubmission,
  given: {
    actor: Actor;
    appeal: { readonly appealId: string; readonly about: CaseEventPayload<'appeal-made'>['about'] };
    /** Of a rejection: where it leads back to when it is overturned, and its reasons. */
    rejection?: { readonly leadsTo: OverturnedTo; readonly reasons: readonly string[] } | undefined;
    /** Ids of those who declined, decided or rejected what is appealed against. */
    decidedBy: readonly string[];
    outcome: string;
    reasons: string;
    lesson: string;
    urgency: Urgency;
  },
): Result<CaseEvent[]> {
  const { actor, appeal, outcome } = given;
  if (!may(actor, 'appeal:answer')) return refuse('not-allowed', 'An appeal is answered by a legal manager.');
  const held = heldBy(submission, actor);
  if (!held.ok) return held;
  if (given.decidedBy.includes(actor.userId))
    return refuse('not-allowed', 'You made what is appealed against: another legal manager answers.');
  if (!isAppealOutcome(outcome)) return refuse('something-missing', 'Choose what becomes of the appeal.', 'outcome');
  const { rejection } = given;
  if ((appeal.about === 'rejection') !== (rejection !== undefined))
    throw new Error('an appeal on a rejection is answered with it, and no other');
  const upheld = rejection === undefined ? 'V04' : backTo[rejection.leadsTo];
  const step =
    outcome === 'upheld' ? upheld : ({ advice: 'V05', decision: 'V06', rejection: 'V11' } as const)[appeal.about];
  const taken = take(step, submission.state);
  if (!taken.ok) return taken;
  const contact = contactIsComplete(actor.contact);
  if (!contact.ok) return contact;
  const reasons = given.reasons.trim();
  if (reasons === '') return refuse('something-missing', 'Give the reasons for the answer.', 'reasons');
  return accept([
    {
      type: 'appeal-answered',
      touches: [stateOf(submission)],
      payload: {
        ...version(submission),
        ...{ appealId: appeal.appealId, about: appeal.about, outcome, reasons, urgency: given.urgency },
        ...(rejection === undefined || outcome !== 'upheld'
          ? {}
          : { leadsTo: rejection.leadsTo, overturned: [...rejection.reasons] }),
        lesson: given.lesson.trim(),
        toOrg: submission.holder.id,
        by: { ...contact.value },
      },
    },
  ]);
}
