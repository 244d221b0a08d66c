import { z } from 'zod';
import { CivilDateText, InstantText } from '../kernel/civil-date.ts';

/** What police say and decide about charging without the CPS, as it is written to the log. */

const text = z.string().min(1);

/** Who said or decided it, with how to reach them. */
export const ByPolice = z.strictObject({
  name: text,
  rank: z.string().exactOptional(),
  collarNumber: z.string().exactOptional(),
  team: z.string().exactOptional(),
  phone: z.string().exactOptional(),
  email: z.string().exactOptional(),
});

/** What police decided on one suspect and offence, with all that it rests on (BR-02). */
export const PoliceDecision = z.strictObject({
  ...{ defendantId: text, offenceId: text },
  outcome: z.enum(['charge', 'urgent_charge', 'no_further_action', 'out_of_court']),
  test: z.enum(['full_code_test', 'threshold_test', 'not_applicable']),
  evidence: z.string(),
  publicInterest: z.string(),
  /** The five conditions of the Threshold Test, each answered. */
  threshold: z.record(z.string(), text).exactOptional(),
  /** Why a guilty plea is anticipated, and why the sentence is not likely to be longer, where the table asks for them. */
  pleaBasis: text.exactOptional(),
  sentence: text.exactOptional(),
  /** For no further action: the reason code, whose kind says whether it is on the evidence or the public interest. */
  reasonCode: text.exactOptional(),
  /** For an out-of-court outcome: which, and what shows that they admit it and agree. */
  outOfCourt: text.exactOptional(),
  admission: text.exactOptional(),
  /** Who decides by the table, or as somebody said, when it was decided; with the reasons. */
  authority: z.strictObject({ decides: z.enum(['police', 'cps', 'not_known']), reasons: z.array(z.string()) }),
  /** The charge that police are to lay. */
  authorises: z
    .strictObject({ cjsCode: text, title: text, wording: text, startDate: CivilDateText, endDate: CivilDateText })
    .nullable(),
});
export type PoliceDecision = z.infer<typeof PoliceDecision>;

/** A victim who is to be told of a decision not to charge, by when, and for whom that is one working day. */
export const VictimNotice = z.strictObject({
  noticeId: text,
  /** Id of the person, or the name of a business. */
  victim: text,
  defendantId: text,
  enhanced: z.boolean(),
  dueOn: CivilDateText,
});
export type VictimNotice = z.infer<typeof VictimNotice>;

/** What the CPS are told on arrival of a file whose suspect police charged before a prosecutor could decide (BR-06). */
export const UrgentCharge = z.strictObject({
  defendantId: text,
  offenceIds: z.array(text).min(1),
  inspector: ByPolice,
  decidedAt: InstantText,
  referredAt: InstantText,
  detentionEndsAt: InstantText,
  reason: text,
});
export type UrgentCharge = z.infer<typeof UrgentCharge>;

/** The same while the CPS have not been told of it yet. */
export const PendingUrgentCharge = UrgentCharge.omit({ referredAt: true });
export type PendingUrgentCharge = z.infer<typeof PendingUrgentCharge>;

export const chargingEvents = {
  /**
   * Who decides to charge with one offence, in place of what was worked out from the table; `computed` and `reasons` are
   * what the table said then. The same as `computed`: the table counts again.
   */
  'charging-authority-said': z.strictObject({
    ...{ defendantId: text, offenceId: text, cjsCode: text },
    decides: z.enum(['police', 'cps']),
    computed: z.enum(['police', 'cps', 'not_known']),
    reasons: z.array(z.string()),
    reason: text,
    by: ByPolice,
  }),
  /** T06, T07: police decide on every offence of one suspect. `state` is where the submission then is. */
  'police-decided': z.strictObject({
    ...{ submissionId: text, version: z.int().min(1), defendantId: text },
    step: z.enum(['T06', 'T07', 'BR-06']),
    decisions: z.array(PoliceDecision).min(1),
    /** `as_it_is`: the file stays where it was, with an urgent charge that is to be referred. */
    state: z.enum(['gatekeeping', 'police_charged', 'closed', 'sent', 'as_it_is']),
    notices: z.array(VictimNotice),
    urgent: UrgentCharge.nullable(),
    /** In place of `urgent` where the file could not go at once: the CPS are told with the version that reaches them. */
    awaitsReferral: PendingUrgentCharge.exactOptional(),
    by: ByPolice,
  }),
  /** T34: the officer asks to take a request back; a supervisor refuses, or agrees and it is withdrawn. */
  'withdrawal-asked': z.strictObject({ submissionId: text, version: z.int().min(1), reason: text, by: ByPolice }),
  'withdrawal-refused': z.strictObject({ submissionId: text, version: z.int().min(1), reason: text, by: ByPolice }),
  'submission-withdrawn': z.strictObject({ submissionId: text, version: z.int().min(1), reason: text, by: ByPolice }),
  /** A victim was told of a decision not to charge, and of the right to review. */
  'victim-told': z.strictObject({ noticeId: text, victim: text, on: CivilDateText, how: text, by: ByPolice }),
} as const;
