import { holds, may, sideOf, type Actor } from '../access/index.ts';
import { instant, sayInstant, Temporal, type Instant } from '../kernel/civil-date.ts';
import { accept, refuse, type Result } from '../kernel/result.ts';
import { contactIsComplete, saysNothing } from './assurance.ts';
import type { CaseEvent, CaseEventPayload } from './events.ts';
import { heldBy, type SentSubmission } from './sent.ts';
import { take } from './workflow.ts';

/**
 * T20: a conversation about a file in review, recorded by either side. The file stays in review while people talk, so that no
 * clock stops; a conversation is no decision (BR-43).
 * @source domain reference, sections 7.3 and 14
 */
export const consultationWays = {
  call: 'Telephone call',
  video: 'Video call',
  meeting: 'Meeting',
  channel: 'Messages in a channel',
} as const satisfies Record<CaseEventPayload<'consultation-recorded'>['how'], string>;
export type ConsultationWay = keyof typeof consultationWays;

export const consultationTopics = {
  charge: 'Charging decision',
  action_plan: 'What to ask for in an action plan',
  disclosure: 'Disclosure',
  witness: 'Victims and witnesses',
  redaction: 'Redaction',
  triage: 'Why a file was rejected at triage',
} as const satisfies Record<CaseEventPayload<'consultation-recorded'>['topic'], string>;
export type ConsultationTopic = keyof typeof consultationTopics;

/** A conversation as somebody records it. `heldAt` is an ISO instant, when it began. */
export interface ConsultationSaid {
  readonly how: ConsultationWay;
  readonly heldAt: string;
  readonly minutes: number;
  readonly topic: ConsultationTopic;
  readonly people: string;
  readonly agreed: string;
  readonly actions: string;
}

/** Whether this person may record one: officers in the case and those who assure it; of the CPS, who may write messages. */
export const mayRecordConsultation = (actor: Actor, hasPart: boolean): boolean =>
  may(actor, 'message:write') &&
  (sideOf(actor) === 'cps' ||
    hasPart ||
    holds(actor, 'supervisor', 'rasso_ds', 'gatekeeper', 'cfssu', 'inspector_escalation'));

/**
 * Records a conversation about a file in review. Refuses `not-allowed` for who has no part in it, `step-not-allowed` for a
 * file that is not in review, `not-valid` for a time to come or before the file was sent, `something-missing` at the field,
 * `contact-missing`.
 */
export function recordConsultation(
  submission: SentSubmission,
  given: {
    readonly actor: Actor;
    readonly hasPart: boolean;
    readonly consultationId: string;
    readonly said: ConsultationSaid;
    readonly now: Instant;
    /** When the version was sent that is in review. ISO instant. */
    readonly sentAt: string;
  },
): Result<CaseEvent[]> {
  const { actor, said } = given;
  if (!mayRecordConsultation(actor, given.hasPart))
    return refuse(
      'not-allowed',
      'A conversation is recorded by an officer in this case, who assures it, or a prosecutor.',
    );
  if (sideOf(actor) === 'cps') {
    const held = heldBy(submission, actor);
    if (!held.ok) return held;
  }
  const taken = take('T20', submission.state);
  if (!taken.ok) return taken;
  const contact = contactIsComplete(actor.contact);
  if (!contact.ok) return contact;
  const held = instant(said.heldAt);
  if (Temporal.Instant.compare(held, given.now) > 0)
    return refuse('not-valid', 'A conversation that is to come cannot be recorded.', 'heldAt');
  if (Temporal.Instant.compare(held, instant(given.sentAt)) < 0)
    return refuse(
      'not-valid',
      `The file was sent at ${sayInstant(instant(given.sentAt))}. Give a time after that.`,
      'heldAt',
    );
  if (!Number.isInteger(said.minutes) || said.minutes < 1 || said.minutes > 1440)
    return refuse('not-valid', 'Give how long it took in whole minutes, from 1 to 1440.', 'minutes');
  if (said.people.trim() === '') return refuse('something-missing', 'Say who took part.', 'people');
  if (saysNothing(said.agreed))
    return refuse('something-missing', 'Say what was agreed, or that nothing was and why.', 'agreed');
  const { submissionId, version } = submission;
  return accept([
    {
      type: 'consultation-recorded',
      touches: [`${submissionId}:consultations`],
      payload: {
        ...{ consultationId: given.consultationId, submissionId, version, how: said.how, heldAt: held.toString() },
        ...{ minutes: said.minutes, topic: said.topic, people: said.people.trim(), agreed: said.agreed.trim() },
        ...{ actions: said.actions.trim(), side: sideOf(actor) === 'cps' ? 'cps' : 'police', by: { ...contact.value } },
      },
    },
  ]);
}

/** What went before a plan: a conversation, or why there was none. */
export type PlanConversation = NonNullable<CaseEventPayload<'plan-issued'>['conversation']>;

/** What is known of talking before a plan. */
export interface TalkFirst {
  /** Whether a conversation is needed, or why there was none: domestic abuse before charge, where the pilot is on. */
  readonly needed: boolean;
  /** Ids of the conversations that count: about this file, since the plan before. */
  readonly held: readonly string[];
  /** What the prosecutor says; empty for nothing. */
  readonly consultationId: string;
  readonly declinedBecause: string;
}

/**
 * BR-39, AP8: what is kept with a plan of the talking before it. Refuses `something-missing` at `conversation` where it is
 * needed and neither a conversation nor a reason is given, `not-valid` for one that does not count.
 * @source domain reference, sections 13.2 and 14 (recommendation 16)
 */
export function talkedFirst({
  needed,
  held,
  consultationId,
  declinedBecause,
}: TalkFirst): Result<PlanConversation | undefined> {
  if (consultationId !== '')
    return held.includes(consultationId)
      ? accept({ consultationId })
      : refuse('not-valid', 'Choose a conversation about this file, since your last plan.', 'conversation');
  if (!saysNothing(declinedBecause)) return accept({ declinedBecause: declinedBecause.trim() });
  return needed
    ? refuse(
        'something-missing',
        'Domestic abuse, before charge: talk to the officer before you ask for more. Choose the conversation, record it first, or say in your own words why there was none.',
        'conversation',
      )
    : accept(undefined);
}
