import { gateItem, isIssueType, warningsFor, type DraftItem, type GateContext } from '../action-plan/index.ts';
import { holds, may, type Actor } from '../access/index.ts';
import { compareCharge, type AuthorisedCharge } from '../charging/index.ts';
import { civilDate, instant, londonDateOf, sayDate, sayInstant, Temporal } from '../kernel/civil-date.ts';
import { accept, refuse, refuseAll, type Result } from '../kernel/result.ts';
import { contactIsComplete, type Submission } from './assurance.ts';
import type { CaseEvent, CaseEventPayload, PlanItem, StoredDocument } from './events.ts';
import { talkedFirst, type TalkFirst } from './consultation.ts';
import { heldBy, reviewedBy, type SentSubmission } from './sent.ts';
import { sayUntimely, type UntimelyCharge } from './untimely-charge.ts';
import { take, takeAll } from './workflow.ts';

const stateOf = (submission: Submission): string => `${submission.submissionId}:state`;

/**
 * T18 and T19: a prosecutor takes an accepted file; or V02, takes over the review of a colleague in the same office.
 * Refuses `contact-missing`: nothing could be issued later; and `already-done`, naming who has it, to somebody who meant to
 * take a file that was free (`mayTakeOver` false).
 */
export function startReview(submission: SentSubmission, actor: Actor, mayTakeOver = true): Result<CaseEvent[]> {
  if (!may(actor, 'review:take')) return refuse('not-allowed', 'Only a prosecutor takes a review.');
  const held = heldBy(submission, actor);
  if (!held.ok) return held;
  if (submission.state === 'advice_triage')
    return refuse('step-not-allowed', 'The early advice manager has this request first, and gives it to a prosecutor.');
  const allocated = submission.state === 'allocated';
  if (submission.prosecutorId === actor.userId && !allocated)
    return refuse('already-done', 'You have taken this review.');
  const over = submission.state === 'in_review' && submission.prosecutorId !== undefined;
  const anothers = submission.prosecutorId !== undefined && submission.prosecutorId !== actor.userId;
  if ((over || (allocated && anothers)) && !mayTakeOver)
    return refuse(
      'already-done',
      `${submission.prosecutorSays ?? 'Another prosecutor'} has taken this review. Speak to them before you take it over.`,
    );
  const taken = over ? take('V02', submission.state) : takeAll(allocated ? ['T19'] : ['T18', 'T19'], submission.state);
  if (!taken.ok) return taken;
  const contact = contactIsComplete(actor.contact);
  if (!contact.ok) return contact;
  return accept([
    {
      type: 'review-started',
      touches: [stateOf(submission)],
      payload: {
        submissionId: submission.submissionId,
        version: submission.version,
        prosecutorId: actor.userId,
        prosecutor: { ...contact.value },
      },
    },
  ]);
}

/**
 * T21. Refuses with the first finding of the gate (`something-missing`, field `items-N-field`) and `contact-missing`
 * (BR-38). In a case of domestic abuse before charge, where the pilot is on, it refuses without a conversation or why there was
 * none (BR-39, AP8); more actions than a setting has it need an order (AP10). Warnings are told all at once, in the field `items-N-despite`, until the action is asked for all the same; what
 * was told is kept with it.
 */
export function issuePlan(
  submission: SentSubmission,
  given: {
    actor: Actor;
    planId: string;
    items: readonly (DraftItem & { id: string })[];
    context: GateContext;
    today: string;
    talk: TalkFirst;
    /** How many actions may be asked for at once without an order of priority. */
    manyItems: number;
  },
): Result<CaseEvent[]> {
  if (!may(given.actor, 'plan:issue')) return refuse('not-allowed', 'Only a prosecutor issues an action plan.');
  const reviewing = reviewedBy(submission, given.actor);
  if (!reviewing.ok) return reviewing;
  const taken = take('T21', submission.state);
  if (!taken.ok) return taken;
  const contact = contactIsComplete(given.actor.contact);
  if (!contact.ok) return contact;
  if (given.items.length === 0)
    return refuse('something-missing', 'An action plan needs at least one action.', 'items');
  const talked = talkedFirst(given.talk);
  if (!talked.ok) return talked;
  const ordered = inOrderOfPriority(given.items, given.manyItems);
  if (!ordered.ok) return ordered;
  const items: PlanItem[] = [];
  for (const [index, item] of given.items.entries()) {
    const context = {
      ...given.context,
      earlier: [
        ...given.context.earlier,
        ...given.items.slice(0, index).map((each) => ({ ...each, stands: 'in this plan' })),
      ],
    };
    const passed = passItem(item, { context, today: given.today, at: `items-${index}` });
    if (!passed.ok) return passed;
    items.push(ordered.value === undefined ? passed.value : withPriority(passed.value, item, ordered.value));
  }
  return accept([
    {
      type: 'plan-issued',
      touches: [stateOf(submission), `plan:${given.planId}`],
      payload: {
        submissionId: submission.submissionId,
        version: submission.version,
        planId: given.planId,
        items,
        prosecutor: { ...contact.value },
        ...(talked.value === undefined ? {} : { conversation: talked.value }),
      },
    },
  ]);
}

/**
 * AP10: what is said where more actions are asked for than a setting has it; undefined where they are not. Refuses
 * `something-missing` at an action without its place in the order, `not-valid` for two in one place or one that is none.
 */
function inOrderOfPriority(
  items: readonly DraftItem[],
  manyItems: number,
): Result<string | undefined, 'something-missing' | 'not-valid'> {
  if (items.length <= manyItems) return accept(undefined);
  const told = `${items.length} actions at once, more than ${manyItems}`;
  const missing = items.findIndex(({ priority }) => priority === undefined);
  if (missing >= 0)
    return refuse(
      'something-missing',
      `You ask for ${told}. Say in which order police are to do them, 1 for the first, or leave out what the decision can do without.`,
      `items-${missing}-priority`,
    );
  const places = items.map(({ priority }) => priority ?? 0);
  const wrong = places.findIndex(
    (place, index) => !Number.isInteger(place) || place < 1 || place > items.length || places.indexOf(place) < index,
  );
  return wrong < 0
    ? accept(told)
    : refuse(
        'not-valid',
        `Give each action another place in the order, from 1 to ${items.length}.`,
        `items-${wrong}-priority`,
      );
}

const withPriority = (item: PlanItem, { priority }: DraftItem, told: string): PlanItem => ({
  ...item,
  ...(priority === undefined ? {} : { priority }),
  warned: [...(item.warned ?? []), { check: 'AP10', says: `It is one of ${told}` }],
});

/** One action as the plan keeps it. Refuses as `issuePlan`; `at` is the beginning of its fields' names. */
function passItem(
  item: DraftItem & { id: string },
  { context, today, at }: { context: GateContext; today: string; at: string },
): Result<PlanItem> {
  const [first, ...others] = gateItem(item, context).map(({ says, field }) => ({
    ...{ detail: `${says}.`, field: `${at}-${field}` },
  }));
  if (first !== undefined) return refuseAll('something-missing', [first, ...others]);
  if (item.due <= today) return refuse('not-valid', 'The due date has to be after today.', `${at}-due`);
  const unknown = unknownIn(item, context);
  if (unknown !== undefined) return refuse('not-valid', unknown.says, `${at}-${unknown.field}`);
  if (!isIssueType(item.issueType)) throw new Error('the gate let an item through without an issue type');
  const warnings = warningsFor(item, context);
  if (warnings.length > 0 && item.despite !== true)
    return refuse(
      'something-missing',
      `${warnings.map(({ says }) => says).join('. ')}. Leave the action out, or say that you ask for it all the same.`,
      `${at}-despite`,
    );
  const inadequateBecause = (item.inadequateBecause ?? '').trim();
  return accept({
    id: item.id,
    defendantIds: [...item.defendantIds],
    issueType: item.issueType,
    issue: item.issue.trim(),
    kind: item.kind,
    action: item.action.trim(),
    justification: item.justification.trim(),
    due: item.due,
    ...(inadequateBecause === '' ? {} : { inadequateBecause }),
    ...(item.subject === undefined ? {} : { subject: item.subject }),
    ...(item.about === undefined ? {} : { about: item.about }),
    ...(warnings.length === 0
      ? {}
      : { warned: warnings.flatMap(({ check, says }) => (isWarning(check) ? [{ check, says }] : [])) }),
  });
}

const isWarning = (check: string): check is NonNullable<PlanItem['warned']>[number]['check'] =>
  ['AP4', 'AP5', 'AP6', 'AP7'].includes(check);

const unknownIn = (
  { subject, about }: DraftItem,
  { people, onFile }: GateContext,
): { field: string; says: string } | undefined => {
  if (subject !== undefined && people.every(({ id }) => id !== subject))
    return { field: 'subject', says: 'Choose a person of this case.' };
  return about !== undefined && onFile.every(({ materialId }) => materialId !== about)
    ? { field: 'about', says: 'Choose an item of the shared file.' }
    : undefined;
};

export const answerKinds = {
  supplied: 'Supplied with this answer',
  does_not_exist: 'It does not exist',
  tried_and_failed: 'Tried, and could not get it',
  already_supplied: 'Already on the file',
  not_necessary: 'Not necessary',
  not_possible: 'Not possible',
  later: 'Not yet: it will come later',
} as const satisfies Record<CaseEventPayload<'plan-item-answered'>['answer'], string>;
export type AnswerKind = keyof typeof answerKinds;
export const isAnswerKind = (text: string): text is AnswerKind => Object.hasOwn(answerKinds, text);

/** An item is answered one at a time (BR-36). Refuses `already-done` for one that is answered. */
export function answerItem(
  submission: Submission,
  given: {
    actor: Actor;
    isOfficerInCase: boolean;
    planId: string;
    itemId: string;
    open: boolean;
    /** Whether the plan's answers went back to the prosecutor already. */
    closed: boolean;
    answer: AnswerKind;
    text: string;
    /** The day on which it will come; empty for every answer but `later`. */
    laterOn: string;
    today: string;
    documents: readonly StoredDocument[];
  },
): Result<CaseEvent[]> {
  if (!may(given.actor, 'plan:answer') || !given.isOfficerInCase)
    return refuse('not-allowed', 'Only an officer in this case answers its action plan.');
  if (submission.state !== 'action_plan_issued')
    return refuse('step-not-allowed', 'This action plan is not waiting for answers.');
  if (given.closed) return refuse('already-done', 'The answers to this action plan went back to the prosecutor.');
  if (!given.open) return refuse('already-done', 'This action has an answer already.');
  if (given.text.trim() === '') return refuse('something-missing', 'Say what was done.', 'text');
  if (given.answer === 'supplied' && given.documents.length === 0)
    return refuse('something-missing', 'Attach what is supplied, or choose another answer.', 'file');
  if (given.answer === 'later' && given.laterOn === '')
    return refuse('something-missing', 'Say on which day it will come.', 'laterOn');
  if (given.answer === 'later' && given.laterOn <= given.today)
    return refuse('not-valid', 'The day on which it will come has to be after today.', 'laterOn');
  return accept([
    {
      type: 'plan-item-answered',
      touches: [`plan:${given.planId}:${given.itemId}`],
      payload: {
        submissionId: submission.submissionId,
        version: submission.version,
        planId: given.planId,
        itemId: given.itemId,
        answer: given.answer,
        text: given.text.trim(),
        ...(given.answer === 'later' ? { laterOn: given.laterOn } : {}),
        documents: [...given.documents],
        by: { ...given.actor.contact },
      },
    },
  ]);
}

/** T22 and T23: a supervisor, not the officer, checks the answers and sends them back. Refuses while an item is open. */
export function respondToPlan(
  submission: Submission,
  given: {
    actor: Actor;
    isOfficerInCase: boolean;
    planId: string;
    openItems: number;
    /** Whether the plan's answers went back to the prosecutor already. */
    closed: boolean;
    comment: string;
  },
): Result<CaseEvent[]> {
  if (!may(given.actor, 'plan:return'))
    return refuse('not-allowed', 'Only a supervisor sends answers back to the CPS.');
  if (given.isOfficerInCase)
    return refuse(
      'certifier-is-officer-in-case',
      'You are an officer in this case: another supervisor checks its answers.',
    );
  if (given.closed) return refuse('already-done', 'The answers to this action plan went back to the prosecutor.');
  const taken = takeAll(['T22', 'T23'], submission.state);
  if (!taken.ok) return taken;
  if (given.openItems > 0)
    return refuse(
      'something-missing',
      `${given.openItems} of the actions still ${given.openItems === 1 ? 'has' : 'have'} no answer.`,
    );
  const contact = contactIsComplete(given.actor.contact);
  if (!contact.ok) return contact;
  return accept([
    {
      type: 'plan-responded',
      touches: [stateOf(submission)],
      payload: {
        submissionId: submission.submissionId,
        version: submission.version,
        planId: given.planId,
        comment: given.comment.trim(),
        by: { ...contact.value },
      },
    },
  ]);
}

/** T25, early advice only. */
export function giveAdvice(
  submission: SentSubmission,
  kind: string,
  actor: Actor,
  advice: string,
): Result<CaseEvent[]> {
  if (!may(actor, 'review:decide')) return refuse('not-allowed', 'Only a prosecutor gives early advice.');
  if (kind !== 'EA')
    return refuse('step-not-allowed', 'Advice answers a request for early advice; this asks for a decision.');
  const reviewing = reviewedBy(submission, actor);
  if (!reviewing.ok) return reviewing;
  const taken = take('T25', submission.state);
  if (!taken.ok) return taken;
  const contact = contactIsComplete(actor.contact);
  if (!contact.ok) return contact;
  if (advice.trim() === '') return refuse('something-missing', 'Write the advice.', 'advice');
  return accept([
    {
      type: 'advice-given',
      touches: [stateOf(submission)],
      payload: {
        submissionId: submission.submissionId,
        version: submission.version,
        advice: advice.trim(),
        prosecutor: { ...contact.value },
      },
    },
  ]);
}

type LaidCharge = Omit<CaseEventPayload<'charge-laid'>, 'comparison' | 'differences' | 'offenceId' | 'timing' | 'by'>;

/**
 * T28 and T29: police record a charge as laid and it is held against what was authorised. Refuses `only-police-lay-charges`
 * for everybody else (BR-01), `something-missing` when it differs and no reason for the difference is given (BR-60) or when
 * it is not shown to be in time and no reason for that is given (BR-70), and `not-valid` for a time at which it can't have been.
 */
export function layCharge(
  charge: LaidCharge,
  given: {
    actor: Actor;
    /** Whether the person is one of the case's officers. */
    hasPart: boolean;
    waiting: readonly AuthorisedCharge[];
    /** Charges that police decided on themselves and have not laid. */
    waitingByPolice: readonly AuthorisedCharge[];
    policeMayCharge: boolean;
    now: string;
    /** How it stands to its time limit, by the offence that it is laid for; `undefined` when it is in time. */
    timing: (offenceId: string | null) => Omit<UntimelyCharge, 'reason'> | undefined;
    /** Why it is late, or how it is known that it was laid in time. */
    timingReason: string;
    /** When the suspect was arrested, where they were. */
    arrestedAt: string | undefined;
  },
): Result<CaseEvent[]> {
  if (!may(given.actor, 'charge:record'))
    return refuse('only-police-lay-charges', 'The CPS authorises a charge; the police lay it and record it here.');
  if (!given.hasPart && !holds(given.actor, 'custody_officer', 'supervisor', 'inspector_escalation'))
    return refuse(
      'not-allowed',
      'A charge is recorded by an officer in this case, a custody officer, a supervisor or an inspector.',
    );
  if (Temporal.Instant.compare(instant(charge.laidAt), instant(given.now)) > 0)
    return refuse('not-valid', 'A charge cannot be laid in the future.', 'laidAt');
  const impossible = whyImpossible(charge, given.arrestedAt);
  if (impossible !== undefined) return refuse('not-valid', impossible, 'laidAt');
  const compared = compareCharge(charge, [...given.waiting, ...given.waitingByPolice]);
  const byPolice = given.waitingByPolice.some(({ offenceId }) => offenceId === compared.offenceId);
  const comparison =
    (compared.result === 'not_authorised' && given.policeMayCharge) || (compared.result === 'match' && byPolice)
      ? 'police_charge'
      : compared.result;
  if ((comparison === 'mismatch' || comparison === 'not_authorised') && charge.reason.trim() === '')
    return refuse(
      'something-missing',
      `This is not the charge that was authorised (${compared.differences.join('. ')}). Say why it was laid; the prosecutor will be told.`,
      'reason',
    );
  const untimely = given.timing(compared.offenceId);
  if (untimely !== undefined && given.timingReason.trim() === '')
    return refuse('something-missing', `${sayUntimely(untimely)}. ${whatToSay[untimely.kind]}`, 'timingReason');
  return accept([
    {
      type: 'charge-laid',
      touches: [`charge:${charge.chargeId}`, `suspect:${charge.defendantId}`],
      payload: {
        ...charge,
        offenceId: compared.offenceId,
        comparison,
        differences: comparison === 'police_charge' ? [] : [...compared.differences],
        ...(untimely === undefined ? {} : { timing: { ...untimely, reason: given.timingReason.trim() } }),
        by: { ...given.actor.contact },
      },
    },
  ]);
}

const whatToSay = {
  late: 'It is not recorded as in time. Say why it was laid late: the court may have no power to try it.',
  'recorded-after': 'Say why it is recorded only now, and what shows that it was laid on that day.',
} as const;

/** Why a charge can't have been laid when it is said to have been, or `undefined`. */
function whyImpossible({ laidAt, endDate, method }: LaidCharge, arrestedAt: string | undefined): string | undefined {
  if (londonDateOf(instant(laidAt)).toString() < endDate)
    return `It cannot have been laid before the last day of the offence, ${sayDate(civilDate(endDate))}. Check both days.`;
  if (method !== 'charged_at_station' || arrestedAt === undefined) return undefined;
  return Temporal.Instant.compare(instant(laidAt), instant(arrestedAt)) < 0
    ? `It cannot have been laid at a police station before the arrest at ${sayInstant(instant(arrestedAt))}. Check the time.`
    : undefined;
}
