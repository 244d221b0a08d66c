import { z } from 'zod';
import { Urgency } from './urgency.ts';
import { Offence, TrialModeValue } from './case-record.ts';
import { EvidenceRef, EvidenceSays, PointsToProve } from './points.ts';

/** What happens to the offences of a case after it was taken in, as it is written to the log. */

const text = z.string().min(1);

/** Where each file that waits in a queue now stands in it: another offence or mode of trial is another time limit. */
export const reordered = z.array(
  z.strictObject({
    submissionId: text,
    urgency: Urgency,
  }),
);
export type Reordered = z.infer<typeof reordered>;

/** Who set or took back a mode of trial, as both sides are shown it. */
const By = z.strictObject({
  name: text,
  rank: z.string().exactOptional(),
  collarNumber: z.string().exactOptional(),
  team: z.string().exactOptional(),
  phone: z.string().exactOptional(),
  email: z.string().exactOptional(),
});

/** `standingData` is the version of the list that the code, title and category were taken from. */
const chosen = { offence: Offence, standingData: text, reason: text, reordered };

export const offenceEvents = {
  'offence-added': z.strictObject(chosen),
  /** The whole offence as it now is; the one before it stands in the log. */
  'offence-corrected': z.strictObject(chosen),
  'offence-withdrawn': z.strictObject({ offence: Offence, reason: text, reordered }),
  /** How one offence is tried, in place of what standing data say of its code. */
  'trial-mode-set': z.strictObject({
    offenceId: text,
    cjsCode: text,
    value: TrialModeValue,
    reason: text,
    side: z.enum(['police', 'cps']),
    by: By,
    reordered,
  }),
  'trial-mode-taken-back': z.strictObject({ offenceId: text, reason: text, by: By, reordered }),
  /** All points of one offence as they now are, in order, each with what evidence says on it. */
  'points-written': z.strictObject({ offenceId: text, points: PointsToProve }),
  /** What one item or person says on one point, in place of what was said of it there; `null`: nothing any more. */
  'point-evidence-set': z.strictObject({
    ...{ offenceId: text, pointId: text, item: EvidenceRef },
    says: z.strictObject({ says: EvidenceSays, words: z.string(), hearsay: z.boolean() }).nullable(),
  }),
} as const;
