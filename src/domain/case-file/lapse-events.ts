import { z } from 'zod';
import { CivilDateText, InstantText } from '../kernel/civil-date.ts';
import { Urgency } from './urgency.ts';

/** What becomes of a charge that was authorised and is not laid, as it is written to the log. */

const text = z.string().min(1);
const Version = { submissionId: text, version: z.int().min(1) };
const OfOffence = { defendantId: text, offenceId: text };

export const lapseEvents = {
  /** T27: police are chased for charges that they have not laid. `urgency` is that of their queue. */
  'charge-chased': z.strictObject({
    ...Version,
    charges: z
      .array(z.strictObject({ ...OfOffence, title: text, months: z.int().min(1), lapsesAfter: CivilDateText }))
      .min(1),
    /** Whether the file waits in the queue of police for it. */
    queued: z.boolean(),
    urgency: Urgency,
  }),
  /** T30: charges lapsed. `urgency` is that of the office of the CPS that decides again. */
  'authorisation-lapsed': z.strictObject({
    ...Version,
    charges: z
      .array(
        z.strictObject({
          ...OfOffence,
          title: text,
          because: z.enum(['time_limit', 'chase']),
          authorisedAt: InstantText,
          /** The last day on which it could be laid. */
          lastDay: CivilDateText,
          says: text,
        }),
      )
      .min(1),
    /** Where the submission then is; null where the CPS have it already. */
    state: z.literal('triage_accepted').nullable(),
    ...{ toOrg: text, urgency: Urgency },
  }),
  /** A charge that had lapsed was laid after all: what the CPS were to decide again is not before them any more. */
  'lapsed-charge-laid': z.strictObject({ ...Version, ...OfOffence, state: z.literal('decision_issued').nullable() }),
} as const;
