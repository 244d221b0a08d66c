import { may, type Actor } from '../access/index.ts';
import { accept, refuse, type Result } from '../kernel/result.ts';
import { contactIsComplete } from './assurance.ts';
import type { CaseEvent, CaseEventPayload } from './events.ts';
import type { Urgency } from './urgency.ts';
import { heldBy, mayTake, type SentSubmission } from './sent.ts';
import { take, type StepId } from './workflow.ts';

export const reviewTypes = {
  red: { title: 'Urgent: 3 hours', hours: 3 },
  '5_day': { title: 'Priority: 5 calendar days', days: 5 },
  '28_day': { title: 'Standard: 28 calendar days', days: 28 },
  early_advice: { title: 'Early advice: no national clock', days: undefined },
  post_charge: { title: 'First review after charge', days: undefined },
} as const;
export type ReviewType = CaseEventPayload<'file-accepted'>['reviewType'];

/** Case types a casework assistant chooses from. @source domain reference, T12 (list is a setting: not confirmed) */
export const caseTypes = {
  general: 'General crime',
  domestic_abuse: 'Domestic abuse',
  rasso: 'Rape and serious sexual offences',
  hate: 'Hate crime',
  youth: 'Youth',
  fraud: 'Fraud and economic crime',
  complex: 'Complex casework',
} as const;

/** One of the listed reasons, and whether something of that kind was due with this file under its rule set. */
export interface TriageReason {
  readonly id: string;
  readonly label: string;
  readonly due: boolean;
  /** Items of the standard that were due and that the reason is about. */
  readonly items: readonly string[];
  /** Whether a legal manager overturned a rejection of this version for it (T17). */
  readonly overturned?: boolean;
}

/** Refuses anyone who may not triage this file, and a file that is not at that point. */
function triages(step: StepId, submission: SentSubmission, actor: Actor): Result<unknown> {
  if (step === 'T26a' && !may(actor, 'advice:manage'))
    return refuse('not-allowed', 'Early advice in such a case is for the early advice manager, or a legal manager.');
  if (step !== 'T26a' && !may(actor, 'file:triage'))
    return refuse('not-allowed', 'Only CPS triage accepts or rejects a file.');
  const held = heldBy(submission, actor);
  if (!held.ok) return held;
  const taken = take(step, submission.state);
  if (!taken.ok) return taken;
  return mayTake(step, actor);
}

/** T12, or T14a in urgent review. Acceptance says nothing about merits (BR-23). */
export function acceptFile(
  submission: SentSubmission,
  given: {
    actor: Actor;
    reviewType: ReviewType;
    caseType: string;
    toOrg: string;
    reviewDueAt: string | null;
    urgency: Urgency;
    /** Whether it is early advice that goes to its manager first. */
    toManager?: boolean;
    /** Reasons for which the check foresaw a rejection of this version. */
    despite?: readonly string[];
  },
): Result<CaseEvent[]> {
  const step = submission.state === 'urgent_review' ? 'T14a' : 'T12';
  const allowed = triages(step, submission, given.actor);
  if (!allowed.ok) return allowed;
  return accept([
    {
      type: 'file-accepted',
      touches: [`${submission.submissionId}:state`],
      payload: {
        submissionId: submission.submissionId,
        version: submission.version,
        step,
        reviewType: given.reviewType,
        caseType: given.caseType,
        toOrg: given.toOrg,
        by: { ...given.actor.contact },
        reviewDueAt: given.reviewDueAt,
        urgency: given.urgency,
        ...(given.toManager === true ? { toManager: true } : {}),
        ...(given.despite === undefined || given.despite.length === 0 ? {} : { despite: [...given.despite] }),
      },
    },
  ]);
}

/**
 * T13, T26a by the early advice manager, or T14b and T14c in urgent review. Refuses `something-missing` without a reason, `reason-not-due` for a reason about
 * something not due with this file (BR-24, BR-26, BR-48, BR-49), `not-valid` for detail over 250 characters, a response
 * date not in the future, or a reminder before it (BR-25).
 */
export function rejectFile(
  submission: SentSubmission,
  given: {
    actor: Actor;
    reasons: readonly TriageReason[];
    detail: string;
    responseDate: string;
    reminderOn: string | null;
    /** Reasons that the check foresaw for this version. */
    foreseen?: readonly string[];
    today: string;
  },
): Result<CaseEvent[]> {
  const urgent = submission.state === 'urgent_review';
  const redOnly = given.reasons.filter(({ id }) => id.startsWith('TR-P'));
  const byManager = submission.state === 'advice_triage';
  const step = byManager ? 'T26a' : urgent ? (redOnly.length > 0 ? 'T14c' : 'T14b') : 'T13';
  const allowed = triages(step, submission, given.actor);
  if (!allowed.ok) return allowed;
  if (given.reasons.length === 0) return refuse('something-missing', 'Choose at least one reason.', 'reasons');
  if (!urgent && redOnly.length > 0)
    return refuse('reason-not-due', `“${redOnly[0]?.label ?? ''}” is for urgent files only.`, 'reasons');
  if (redOnly.length > 0 && given.reasons.length > 1)
    return refuse(
      'not-valid',
      'An urgent rejection has exactly one reason of its own, with no other beside it.',
      'reasons',
    );
  const overturned = given.reasons.find((reason) => reason.overturned === true);
  if (overturned !== undefined)
    return refuse(
      'reason-not-due',
      `“${overturned.label}” was overturned by a legal manager for this version. Accept the file, or give another reason.`,
      'reasons',
    );
  const notDue = given.reasons.find((reason) => !reason.due);
  if (notDue !== undefined)
    return refuse('reason-not-due', `“${notDue.label}” is about something that was not due with this file.`, 'reasons');
  if (given.detail.length > 250)
    return refuse('not-valid', `The detail is ${given.detail.length} characters long: 250 at most.`, 'detail');
  if (given.responseDate <= given.today)
    return refuse('not-valid', 'The date for the police response has to be after today.', 'responseDate');
  if (given.reminderOn !== null && given.reminderOn < given.responseDate)
    return refuse('not-valid', 'The reminder cannot be before the response date.', 'reminderOn');
  const contact = contactIsComplete(given.actor.contact);
  if (!contact.ok) return contact;
  const unforeseen = given.reasons.map(({ id }) => id).filter((id) => given.foreseen?.includes(id) === false);
  return accept([
    {
      type: 'file-rejected',
      touches: [`${submission.submissionId}:state`],
      payload: {
        submissionId: submission.submissionId,
        version: submission.version,
        step,
        reasons: given.reasons.map(({ id, label, items }) => ({ id, label, items: [...items] })),
        detail: given.detail.trim(),
        responseDate: given.responseDate,
        reminderOn: given.reminderOn,
        by: { ...contact.value },
        userId: given.actor.userId,
        ...(unforeseen.length === 0 ? {} : { unforeseen }),
      },
    },
  ]);
}

/**
 * BR-30: early advice in a case of rape or a serious sexual offence goes to a manager first; any other goes straight to a
 * prosecutor (T18).
 */
export const goesToManagerFirst = (request: {
  readonly kind: string;
  readonly caseType: string;
  readonly isRasso: boolean;
}): boolean => request.kind === 'EA' && (request.caseType === 'rasso' || request.isRasso);

/**
 * T18 by the early advice manager: names the prosecutor of the office who advises. Refuses `not-allowed`, `step-not-allowed`
 * away from the manager, and `not-valid` for somebody who reviews no files there.
 */
export function giveToProsecutor(
  submission: SentSubmission,
  given: { actor: Actor; to: Actor | undefined },
): Result<CaseEvent[]> {
  const { actor, to } = given;
  if (!may(actor, 'advice:manage'))
    return refuse(
      'not-allowed',
      'Early advice in such a case is given out by the early advice manager, or a legal manager.',
    );
  const held = heldBy(submission, actor);
  if (!held.ok) return held;
  if (submission.state !== 'advice_triage')
    return refuse('step-not-allowed', 'This request does not wait for the early advice manager. Open it again.');
  if (to === undefined || to.organisation.id !== submission.holder.id || !may(to, 'review:take'))
    return refuse('not-valid', 'Choose a prosecutor of your office.', 'to');
  const contact = contactIsComplete(to.contact);
  if (!contact.ok) return refuse('not-valid', `The directory does not say how to reach ${to.contact.name}.`, 'to');
  return accept([
    {
      type: 'review-allocated',
      touches: [`${submission.submissionId}:state`],
      payload: {
        ...{ submissionId: submission.submissionId, version: submission.version, step: 'T18' },
        ...{ prosecutorId: to.userId, prosecutor: { ...contact.value } },
      },
    },
  ]);
}
