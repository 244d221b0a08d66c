import { z } from 'zod';
import { CivilDateText } from '../kernel/civil-date.ts';
import { ByPolice } from './charging-events.ts';
import { Urgency } from './urgency.ts';

/** What becomes of an outcome out of court that the CPS decided, as it is written to the log. */

const text = z.string().min(1);

/** One condition of a caution, with the last day on which it is to be kept. */
export const CautionCondition = z.strictObject({ conditionId: text, text, dueOn: CivilDateText });
export type CautionCondition = z.infer<typeof CautionCondition>;

export const outOfCourtEvents = {
  /** T32: one thing that police record of it, and where it then stands. */
  'out-of-court-recorded': z.strictObject({
    ...{ outcomeId: text, submissionId: text, version: z.int().min(1), defendantId: text, offenceId: text },
    step: z.enum(['offered', 'accepted', 'refused', 'condition_kept', 'breached']),
    stands: z.enum(['offered', 'accepted', 'refused', 'kept', 'breached']),
    /** What was offered, and all of its conditions. */
    ...{ title: text, conditions: z.array(CautionCondition) },
    /** The day on which it happened. */
    on: CivilDateText,
    /** Conditions that were kept, or not kept. */
    conditionIds: z.array(text),
    /** How the offence was admitted, and how they agreed; for `accepted`. */
    ...{ admission: z.string(), consent: z.string() },
    /** Why it was refused, or what shows that conditions were kept or not kept. */
    says: z.string(),
    /** Where the submission then is; null where it stays. */
    state: z.enum(['triage_accepted', 'closed']).nullable(),
    /** Whether the CPS decide on the offence again. */
    returns: z.boolean(),
    /** The office that they do it in, and how urgent it is there. */
    ...{ toOrg: text, urgency: Urgency, by: ByPolice },
  }),
} as const;
