import { z } from 'zod';
import type { Audience } from '../access/index.ts';
import { CivilDateText, InstantText } from '../kernel/civil-date.ts';
import { DocumentRef, materialEvents } from './material-events.ts';
import { chargingEvents, UrgentCharge } from './charging-events.ts';
import { deliveryEvents, HandOver, Receipt } from './delivery-events.ts';
import { consultationEvents } from './consultation-events.ts';
import { lapseEvents } from './lapse-events.ts';
import { outOfCourtEvents } from './out-of-court-events.ts';
import { clockEvents } from './clock-events.ts';
import { formEvents } from './form-events.ts';
import { redactionEvents } from './redaction-events.ts';
import { offenceEvents } from './offence-events.ts';
import { peopleEvents } from './people-events.ts';
import { Urgency } from './urgency.ts';
import { RejectionAnswerKind } from './rejection.ts';
import { RuleDoubt } from './rule-doubts.ts';
import { UntimelyCharge } from './untimely-charge.ts';
import { Address, CaseRecord, Material, SubmissionKind } from './case-record.ts';

/**
 * Everything that can happen to a case, as it is written to the log. An event says all that its tables need: `apply`
 * looks nothing up, so the log alone can rebuild them. Which stream (audience) an event goes to is in `eventAudiences`.
 */

const text = z.string().min(1);
const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);

export const ContactBlock = z.strictObject({
  name: text,
  rank: z.string().exactOptional(),
  collarNumber: z.string().exactOptional(),
  team: z.string().exactOptional(),
  phone: z.string().exactOptional(),
  email: z.string().exactOptional(),
});

const SubmissionVersion = { submissionId: text, version: z.int().min(1) };

const CheckSummary = z.strictObject({
  ruleSetVersion: text,
  verdict: text,
  missing: z.array(text),
  inadequate: z.array(text),
});

const StoredDocument = z.strictObject({
  materialId: text,
  class: z.enum(['V1', 'V5', 'V6']),
  material: Material,
  document: DocumentRef.nullable(),
  /** Absent for an item without a document, in versions sent before there were receipts, and in answers to a plan. */
  receipt: Receipt.exactOptional(),
});
export type StoredDocument = z.infer<typeof StoredDocument>;

export const Decision = z.strictObject({
  defendantId: text,
  offenceId: text,
  code: text,
  test: z.enum(['full_code_test', 'threshold_test', 'not_applicable']),
  evidential: z.string(),
  publicInterest: z.string(),
  reasonCode: z.string().exactOptional(),
  /** Who of senior grade agreed, for a decision not to prosecute on the public interest. */
  seniorAuthority: z.string().exactOptional(),
  /** The five conditions of the Threshold Test, each answered. */
  threshold: z.record(z.string(), z.string()).exactOptional(),
  /** The day on which a charge on the Threshold Test is looked at again (BR-09). */
  reviewOn: CivilDateText.exactOptional(),
  /** Whether unused material that undermines the case was a key factor in not prosecuting. */
  underminingMaterial: z.enum(['yes', 'no']).exactOptional(),
  /** Conditions of a caution. */
  conditions: z.string().exactOptional(),
  /** What police are still to do after a charge, as agreed with them. */
  furtherAction: z.string().exactOptional(),
  /** What the prosecutor recommends about bail: its conditions, or the grounds for a remand. */
  bail: z
    .strictObject({ recommended: z.enum(['unconditional', 'conditional', 'remand']), says: z.string() })
    .exactOptional(),
  /** The consent that the charge needs: who gave it and when, or why none is needed. */
  consent: z.strictObject({ state: z.enum(['given', 'not_needed']), says: z.string() }).exactOptional(),
  /** The charge authorised, for codes that authorise one. */
  authorises: z
    .strictObject({ cjsCode: text, title: text, wording: text, startDate: CivilDateText, endDate: CivilDateText })
    .nullable(),
});
export type Decision = z.infer<typeof Decision>;

export const PlanItem = z.strictObject({
  id: text,
  defendantIds: z.array(text).min(1),
  issueType: z.enum(['evidential', 'case_progression', 'sentence']),
  issue: text,
  kind: text,
  action: text,
  justification: text,
  due: CivilDateText,
  inadequateBecause: z.string().exactOptional(),
  // From before they were kept with an action, the next three are absent.
  subject: text.exactOptional(),
  about: text.exactOptional(),
  /** Its place in the order in which police are to do what is asked, 1 first; where many actions are asked for at once. */
  priority: z.int().min(1).exactOptional(),
  /** What its author was told and asked for it all the same. */
  warned: z.array(z.strictObject({ check: z.enum(['AP4', 'AP5', 'AP6', 'AP7', 'AP10']), says: text })).exactOptional(),
});
export type PlanItem = z.infer<typeof PlanItem>;

/** The side whose people an event about access is about. */
const Side = z.enum(['police', 'cps']);

const OpenedRecord = CaseRecord;

/** Where a file waits because of its charges, when that changes: with the CPS to check, with police to correct or to lay. */
const ChargeWork = z.strictObject({
  ...SubmissionVersion,
  /** Null: no charge of it waits for anybody. */
  into: z.enum(['charge_check', 'charge_correction', 'charges_due']).nullable(),
  holderOrg: text,
  urgency: Urgency,
});
export type ChargeWork = z.infer<typeof ChargeWork>;

export const caseEvents = {
  /** The case as taken in, without contact details (V6) and sensitive material (V5), which have streams of their own. */
  'case-opened': z.strictObject({
    record: OpenedRecord,
    documents: z.array(z.strictObject({ materialId: text, document: DocumentRef })),
    notices: z.array(z.string()),
  }),
  'contacts-recorded': z.strictObject({
    contacts: z.array(
      z.strictObject({
        personId: text,
        addresses: z.array(Address),
        phones: z.array(z.string()),
        emails: z.array(z.string()),
        knownToDefendantAddress: z.boolean().exactOptional(),
      }),
    ),
  }),
  'sensitive-material-recorded': z.strictObject({ material: Material, document: DocumentRef.nullable() }),
  'material-added': z.strictObject({ material: Material, document: DocumentRef.nullable() }),
  'heading-written': z.strictObject({ submissionId: text, heading: text, value: z.unknown() }),
  /** A file is put forward as another kind of submission: what is due with it is another list. */
  'submission-kind-changed': z.strictObject({
    submissionId: text,
    from: SubmissionKind,
    to: SubmissionKind,
    reason: text,
  }),
  /** `otherwise`: a value had been read or assumed, and the answer is another. Absent from before it was noted. */
  'question-answered': z.strictObject({
    submissionId: text,
    fact: text,
    value: z.unknown(),
    otherwise: z.boolean().exactOptional(),
  }),
  'gap-explained': z.strictObject({ submissionId: text, item: text, reason: text, due: CivilDateText }),
  /** What police say to one point of a rejection (BR-24): a reason, or an item under it, by `pointsOf`. */
  'rejection-answered': z.strictObject({
    ...SubmissionVersion,
    ...{ point: text, kind: RejectionAnswerKind, text, materialIds: z.array(text) },
  }),
  'file-submitted': z.strictObject({
    ...SubmissionVersion,
    step: z.enum(['T01', 'T16']),
    contentsHash: Sha256,
    check: CheckSummary,
    urgency: Urgency,
  }),
  'file-returned': z.strictObject({
    ...SubmissionVersion,
    step: z.enum(['T02', 'T04']),
    /** T04 by the second look of a force that has one. */
    second: z.literal(true).exactOptional(),
    reasons: z.array(z.strictObject({ id: text, label: text })).min(1),
    text: z.string(),
    due: CivilDateText,
    by: ContactBlock,
    urgency: Urgency,
  }),
  'file-certified': z.strictObject({
    ...SubmissionVersion,
    contentsHash: Sha256,
    headings: z.record(z.string(), text),
    /** What was confirmed of disclosure by a tick of its own (BR-17). Absent from before it was asked for. */
    disclosureAssured: text.exactOptional(),
    certifier: ContactBlock,
    urgency: Urgency,
  }),
  /** V08: the first gate passes a certified file to the second look of its force. */
  'file-passed': z.strictObject({ ...SubmissionVersion, by: ContactBlock, urgency: Urgency }),
  /** Somebody went on with a file without a current training record for it, and was told (BR-15). */
  'training-warned': z.strictObject({
    ...SubmissionVersion,
    step: z.enum(['T03', 'V08', 'T05']),
    needed: z.array(text).min(1),
    missing: z.array(text).min(1),
    /** The day from which it is refused; null where the force has set none. */
    from: CivilDateText.nullable(),
  }),
  'certificate-voided': z.strictObject({ ...SubmissionVersion, because: text, urgency: Urgency }),
  'work-claimed': z.strictObject({
    ...SubmissionVersion,
    queue: text,
    holderOrg: text,
    claimedBy: text,
    until: InstantText,
  }),
  /** The reason is absent from before it was asked for. */
  'work-released': z.strictObject({ ...SubmissionVersion, queue: text, holderOrg: text, reason: text.exactOptional() }),
  /** Given to somebody by who held it or manages the queue. */
  'work-assigned': z.strictObject({
    ...SubmissionVersion,
    ...{ queue: text, holderOrg: text, to: text, toName: text, until: InstantText, reason: text },
  }),
  /** Further back in the order; `overLimit` when a legal limit was within the window (BR-21). */
  'work-set-back': z.strictObject({
    ...SubmissionVersion,
    ...{ queue: text, holderOrg: text, until: InstantText, overLimit: z.boolean(), reason: text },
  }),

  /**
   * T05, T08, T09 and T10 or T11 in one: checked, sent, received, queued. The snapshot's V1 part travels here, and documents of
   * class V1; in version 1 those of class V6 did too, and were named in that part.
   */
  'file-sent': z.strictObject({
    ...SubmissionVersion,
    kind: SubmissionKind,
    defendantIds: z.array(text).min(1),
    ruleSetVersion: text,
    verdict: text,
    contentsHash: Sha256,
    content: text,
    contentSha256: Sha256,
    documents: z.array(StoredDocument),
    priority: z.enum(['red', 'green', 'green_priority', 'early_advice', 'none']),
    route: z.enum(['T10', 'T11']),
    fromOrg: text,
    toOrg: text,
    urn: text,
    title: text,
    requestedBy: ContactBlock,
    passedBy: ContactBlock,
    urgency: Urgency,
    /** Items that were due and went missing or not good enough, each with a reason and a date. */
    gaps: z.array(text).exactOptional(),
    /** Points of the last rejection that police dispute, by `pointsOf`. */
    disputed: z.array(text).exactOptional(),
    /** A suspect whom an inspector charged before a prosecutor could decide (BR-06). */
    urgentCharge: UrgentCharge.exactOptional(),
    /** It reached the CPS another way and was recorded by hand later (BR-31). */
    handedOver: HandOver.exactOptional(),
  }),
  'sensitive-part-sent': z.strictObject({
    ...SubmissionVersion,
    content: text,
    contentSha256: Sha256,
    documents: z.array(StoredDocument),
  }),
  /** Contact details, needs, and the forms that hold them; in version 1 the forms travelled with the file. */
  'contact-part-sent': z.strictObject({
    ...SubmissionVersion,
    content: text,
    contentSha256: Sha256,
    documents: z.array(StoredDocument),
  }),
  'file-accepted': z.strictObject({
    ...SubmissionVersion,
    step: z.enum(['T12', 'T14a']),
    reviewType: z.enum(['red', '5_day', '28_day', 'early_advice', 'post_charge']),
    caseType: text,
    toOrg: text,
    by: ContactBlock,
    reviewDueAt: InstantText.nullable(),
    urgency: Urgency,
    /** It goes to the early advice manager before a prosecutor (BR-30). */
    toManager: z.literal(true).exactOptional(),
    /** Reasons for which the check of this version foresaw a rejection. */
    despite: z.array(text).exactOptional(),
  }),
  'file-rejected': z.strictObject({
    ...SubmissionVersion,
    step: z.enum(['T13', 'T14b', 'T14c', 'T26a']),
    reasons: z.array(z.strictObject({ id: text, label: text, items: z.array(text) })).min(1),
    detail: z.string(),
    responseDate: CivilDateText,
    reminderOn: CivilDateText.nullable(),
    by: ContactBlock,
    /** Who rejected it. Left out by editions that kept the name alone. */
    userId: text.exactOptional(),
    /** Those of the reasons that the check of this version did not foresee. */
    unforeseen: z.array(text).exactOptional(),
    /** For the queue of files to send again. Absent from before there was one. */
    urgency: Urgency.exactOptional(),
  }),
  /** T18 by hand, or V03: a prosecutor is named who has not begun. */
  'review-allocated': z.strictObject({
    ...SubmissionVersion,
    ...{ step: z.enum(['T18', 'V03']), prosecutorId: text, prosecutor: ContactBlock },
  }),
  'review-started': z.strictObject({ ...SubmissionVersion, prosecutorId: text, prosecutor: ContactBlock }),
  'plan-issued': z.strictObject({
    ...SubmissionVersion,
    planId: text,
    items: z.array(PlanItem).min(1),
    prosecutor: ContactBlock,
    /** The conversation that went before it, or why there was none. Absent where neither was said. */
    conversation: z
      .union([z.strictObject({ consultationId: text }), z.strictObject({ declinedBecause: text })])
      .exactOptional(),
    /** For the queue of plans to answer. Absent from before there was one. */
    urgency: Urgency.exactOptional(),
  }),
  'plan-item-answered': z.strictObject({
    ...SubmissionVersion,
    planId: text,
    itemId: text,
    answer: z.enum([
      'supplied',
      'does_not_exist',
      'tried_and_failed',
      'already_supplied',
      'not_necessary',
      'not_possible',
      'later',
    ]),
    text,
    documents: z.array(StoredDocument),
    /** The day on which it will come, for `later`. */
    laterOn: CivilDateText.exactOptional(),
    /** Nobody answered it: what it asks for arrived on the shared file another way, as `materialIds`. */
    byItself: z.literal(true).exactOptional(),
    materialIds: z.array(text).exactOptional(),
    by: ContactBlock,
  }),
  'plan-extension-asked': z.strictObject({
    ...SubmissionVersion,
    ...{ planId: text, itemId: text, from: CivilDateText, to: CivilDateText, reason: text, by: ContactBlock },
  }),
  /** The day or the words of an action as they are now; `asked` is the day that police had asked for. */
  'plan-item-changed': z.strictObject({
    ...SubmissionVersion,
    ...{ planId: text, itemId: text, due: CivilDateText, action: text, reason: text },
    before: z.strictObject({ due: CivilDateText, action: text }),
    asked: CivilDateText.exactOptional(),
    by: ContactBlock,
  }),
  /** What the prosecutor said of the answers that came back; `reopens` when police have to answer again. */
  'plan-settled': z.strictObject({
    ...SubmissionVersion,
    planId: text,
    items: z
      .array(
        z.strictObject({
          itemId: text,
          outcome: z.enum(['accepted', 'incomplete', 'upheld', 'maintained', 'agreed', 'refused']),
          reason: z.string(),
          due: CivilDateText.exactOptional(),
        }),
      )
      .min(1),
    reopens: z.boolean(),
    by: ContactBlock,
    /** For the queue of plans to answer, when police have to answer again. */
    urgency: Urgency.exactOptional(),
  }),
  'plan-responded': z.strictObject({
    ...SubmissionVersion,
    planId: text,
    comment: z.string(),
    by: ContactBlock,
    /** Where the file goes back to, and to whom. Absent from before it was put in their queue. */
    backTo: z.strictObject({ holderOrg: text, prosecutorId: text.nullable(), urgency: Urgency }).exactOptional(),
  }),
  'decision-issued': z.strictObject({
    ...SubmissionVersion,
    decisions: z.array(Decision).min(1),
    prosecutor: ContactBlock,
  }),
  'advice-given': z.strictObject({ ...SubmissionVersion, advice: text, prosecutor: ContactBlock }),
  'advice-declined': z.strictObject({
    ...SubmissionVersion,
    reason: z.enum(['not_needed', 'too_early', 'too_late']),
    text,
    /** Left out by editions that kept the name alone. */
    prosecutorId: text.optional(),
    prosecutor: ContactBlock,
  }),
  /**
   * An inspector's appeal: against early advice that was declined, a decision not to prosecute, or a rejection at triage. At the
   * first level of the ladder; a level is left out, so that those above it can be told from it.
   */
  'appeal-made': z.strictObject({
    ...SubmissionVersion,
    appealId: text,
    about: z.enum(['advice', 'decision', 'rejection']),
    grounds: text,
    /** What came of talking to the CPS first, or why there was no time; of the escalation of a rejection. */
    spoke: text.exactOptional(),
    toOrg: text,
    by: ContactBlock,
    urgency: Urgency,
  }),
  'appeal-answered': z.strictObject({
    ...SubmissionVersion,
    appealId: text,
    about: z.enum(['advice', 'decision', 'rejection']),
    outcome: z.enum(['upheld', 'dismissed']),
    /** Where a rejection that is overturned leads back to. */
    leadsTo: z.enum(['triage_pending', 'urgent_review', 'triage_accepted']).exactOptional(),
    /** Reasons that no rejection of this version may give again. */
    overturned: z.array(text).exactOptional(),
    reasons: text,
    /** What both sides can learn from it; may be empty. */
    lesson: z.string(),
    toOrg: text,
    by: ContactBlock,
    urgency: Urgency,
  }),
  'charge-laid': z.strictObject({
    chargeId: text,
    defendantId: text,
    cjsCode: text,
    title: text,
    wording: text,
    startDate: CivilDateText,
    endDate: CivilDateText,
    laidAt: InstantText,
    method: z.enum(['charged_at_station', 'postal_requisition', 'summons']),
    asn: z.string().nullable(),
    court: z.string().nullable(),
    hearingOn: CivilDateText.nullable(),
    /** The authorised offence it is laid for; null when nobody authorised it. */
    offenceId: z.string().nullable(),
    comparison: z.enum(['match', 'mismatch', 'not_authorised', 'police_charge']),
    differences: z.array(z.string()),
    reason: z.string(),
    /** Absent for one laid and recorded in time, or without a limit. */
    timing: UntimelyCharge.exactOptional(),
    /** Absent where the file waits where it did, and from before it was queued for its charges (T29). */
    work: ChargeWork.exactOptional(),
    by: ContactBlock,
  }),
  /** What the prosecutor says of a charge that was not laid as authorised (T29). */
  'charge-difference-answered': z.strictObject({
    ...{
      chargeId: text,
      defendantId: text,
      outcome: z.enum(['accepted', 'to_correct']),
      reason: text,
      by: ContactBlock,
    },
    work: ChargeWork.exactOptional(),
  }),
  /** Police amended a charge to the terms authorised, or withdrew it. */
  'charge-corrected': z.strictObject({
    ...{ chargeId: text, defendantId: text, how: z.enum(['amended', 'withdrawn']), reason: text, by: ContactBlock },
    terms: z
      .strictObject({ cjsCode: text, title: text, wording: text, startDate: CivilDateText, endDate: CivilDateText })
      .exactOptional(),
    work: ChargeWork.exactOptional(),
  }),
  'message-posted': z.strictObject({
    messageId: text,
    text,
    topic: z.string(),
    by: ContactBlock,
    organisation: text,
  }),

  /** Somebody says that a rule of the standard is not clear or not right here. Stays on their side, changes no result. */
  'rule-doubted': z.strictObject({
    doubtId: text,
    submissionId: text,
    rule: text,
    kind: RuleDoubt,
    text,
    urn: text,
    by: ContactBlock,
  }),

  ...offenceEvents,
  ...chargingEvents,
  ...deliveryEvents,
  ...outOfCourtEvents,
  ...lapseEvents,
  ...consultationEvents,
  ...peopleEvents,
  ...materialEvents,
  ...redactionEvents,
  ...clockEvents,
  ...formEvents,

  /** Kept to these people of one side; said again, it replaces what was said before. */
  'case-restricted': z.strictObject({ side: Side, reason: text, people: z.array(text).min(1) }),
  'case-restriction-lifted': z.strictObject({ side: Side, reason: text }),
  /** Well known or sensitive, as one side says: whoever of it reads it without a part in it is flagged. */
  'case-watched': z.strictObject({ side: Side, reason: text }),
  'case-watch-lifted': z.strictObject({ side: Side, reason: text }),
  'conflict-declared': z.strictObject({ side: Side, userId: text, reason: text }),
  'conflict-lifted': z.strictObject({ side: Side, userId: text, reason: text }),
  /** Named for the sensitive material of the case; over for somebody who read it, on whatever ground. */
  'sensitive-reader-named': z.strictObject({ side: Side, reason: text, people: z.array(text).min(1) }),
  'sensitive-reader-ended': z.strictObject({ side: Side, reason: text, userId: text }),
  /** Opened in an emergency by somebody to whom it was not open. */
  'restricted-case-opened': z.strictObject({
    openingId: text,
    side: Side,
    orgId: text,
    userId: text,
    urn: text,
    reason: text,
    until: InstantText,
  }),
} as const;

export type CaseEventType = keyof typeof caseEvents;
export type CaseEventPayload<Type extends CaseEventType> = z.infer<(typeof caseEvents)[Type]>;
export const isCaseEventType = (text: string): text is CaseEventType => Object.hasOwn(caseEvents, text);

/**
 * Which stream of the case an event goes to, and so who may know that it happened. `chosen` ones depend on who acts: a
 * claim and a matter of access stay on their side, a message goes where its author sends it, a charge is shared from the
 * first sending on, a change of an item goes where the item is.
 */
export const eventAudiences = {
  'case-opened': 'police',
  'contacts-recorded': 'police_contact',
  'sensitive-material-recorded': 'police_sensitive',
  'material-added': 'police',
  'heading-written': 'police',
  'submission-kind-changed': 'police',
  'question-answered': 'police',
  'gap-explained': 'police',
  'rejection-answered': 'police',
  'file-submitted': 'police',
  'file-returned': 'police',
  'file-certified': 'police',
  'file-passed': 'police',
  'training-warned': 'police',
  'certificate-voided': 'police',
  'work-claimed': 'chosen',
  'work-released': 'chosen',
  'work-assigned': 'chosen',
  'work-set-back': 'chosen',
  'file-sent': 'shared',
  'sensitive-part-sent': 'sensitive',
  'contact-part-sent': 'contact',
  'delivery-failed': 'police',
  'sensitive-delivery-failed': 'police_sensitive',
  'file-accepted': 'shared',
  'file-rejected': 'shared',
  'review-allocated': 'shared',
  'review-started': 'shared',
  'plan-issued': 'shared',
  'plan-item-answered': 'shared',
  'plan-responded': 'shared',
  'plan-extension-asked': 'shared',
  'plan-item-changed': 'shared',
  'plan-settled': 'shared',
  'decision-issued': 'shared',
  'advice-given': 'shared',
  'advice-declined': 'shared',
  'appeal-made': 'shared',
  'appeal-answered': 'shared',
  'out-of-court-recorded': 'shared',
  'consultation-recorded': 'shared',
  'charge-chased': 'shared',
  'authorisation-lapsed': 'shared',
  'lapsed-charge-laid': 'shared',
  'charge-laid': 'chosen',
  'charge-difference-answered': 'shared',
  'charge-corrected': 'shared',
  'message-posted': 'chosen',
  'rule-doubted': 'chosen',
  'offence-added': 'police',
  'offence-corrected': 'police',
  'offence-withdrawn': 'police',
  'person-recorded': 'police',
  'suspect-recorded': 'police',
  'victim-recorded': 'police',
  'victim-withdrawn': 'police',
  'witness-recorded': 'police',
  'witness-withdrawn': 'police',
  'material-corrected': 'chosen',
  'material-replaced': 'chosen',
  'material-withdrawn': 'chosen',
  'copy-begun': 'chosen',
  'copy-page-decided': 'chosen',
  'copy-words-sought': 'chosen',
  'copy-finished': 'chosen',
  'copy-made': 'chosen',
  'copy-refused': 'chosen',
  'copy-approved': 'chosen',
  'copy-returned': 'chosen',
  'copy-withdrawn': 'chosen',
  'copy-not-needed': 'chosen',
  'redaction-subject-changed': 'police',
  'trial-mode-set': 'chosen',
  'trial-mode-taken-back': 'chosen',
  'charging-authority-said': 'police',
  'police-decided': 'chosen',
  'victim-told': 'police',
  'withdrawal-asked': 'police',
  'withdrawal-refused': 'police',
  'submission-withdrawn': 'chosen',
  'points-written': 'police',
  'point-evidence-set': 'police',
  'clocks-worked-out': 'chosen',
  'clocks-swept': 'chosen',
  'clock-warning-seen': 'chosen',
  'clock-incident-answered': 'chosen',
  'limit-review-noted': 'police',
  'limit-feedback-given': 'police',
  'limit-follow-up-done': 'police',
  'form-field-written': 'chosen',
  'case-restricted': 'chosen',
  'case-restriction-lifted': 'chosen',
  'case-watched': 'chosen',
  'case-watch-lifted': 'chosen',
  'conflict-declared': 'chosen',
  'conflict-lifted': 'chosen',
  'sensitive-reader-named': 'chosen',
  'sensitive-reader-ended': 'chosen',
  'restricted-case-opened': 'chosen',
} as const satisfies Record<CaseEventType, Audience | 'chosen'>;

/** An event that a decision asks to be written. `touches` names what it changed, for conflicts and for voiding. */
export type CaseEvent = {
  [Type in CaseEventType]: {
    readonly type: Type;
    readonly payload: CaseEventPayload<Type>;
    readonly touches: readonly string[];
  };
}[CaseEventType];

/**
 * Events that change what a certificate certified: one of these voids it. A message, a claim or a step does not.
 * @source domain reference, BR-14
 */
const edits: ReadonlySet<CaseEventType> = new Set<CaseEventType>([
  'contacts-recorded',
  'sensitive-material-recorded',
  'material-added',
  'heading-written',
  'submission-kind-changed',
  'question-answered',
  'gap-explained',
  'rejection-answered',
  'offence-added',
  'offence-corrected',
  'offence-withdrawn',
  'person-recorded',
  'suspect-recorded',
  'victim-recorded',
  'victim-withdrawn',
  'witness-recorded',
  'witness-withdrawn',
  'points-written',
  'point-evidence-set',
  'material-corrected',
  'material-replaced',
  'material-withdrawn',
  'form-field-written',
]);
export const isEdit = (type: CaseEventType): boolean => edits.has(type);
