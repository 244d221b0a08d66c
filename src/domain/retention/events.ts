import { z } from 'zod';
import { CivilDateText } from '../kernel/civil-date.ts';
import { erasureGroundIds, retentionGroupIds } from './groups.ts';

/** What is decided about keeping a case, as it is written to the log. */

const text = z.string().min(1);
const Group = z.enum(retentionGroupIds);

/** The certificate. It outlives the case, so it says nothing of what the case said: kinds, counts, people who did it. */
export const CaseErased = z.strictObject({
  urn: text,
  group: Group.nullable(),
  ground: z.enum(erasureGroundIds),
  proposedBy: text,
  events: z.int().min(1),
  documents: z.int().min(0),
  /** Rows by table. */
  counts: z.record(text, z.int().min(1)),
  /** What the case adds to the measures: its events can't be counted again, and the counts stay. */
  counted: z.array(z.strictObject({ orgId: text, day: CivilDateText, measure: text, value: z.int() })),
});
export type CaseErased = z.infer<typeof CaseErased>;

export const retentionEvents = {
  'retention-group-set': z.strictObject({ group: Group }),
  'legal-hold-placed': z.strictObject({ reason: text }),
  'legal-hold-lifted': z.strictObject({ reason: text }),
  'case-kept': z.strictObject({ reason: text, reviewOn: CivilDateText }),
  'erasure-proposed': z.strictObject({ ground: z.enum(erasureGroundIds), reason: text }),
  'erasure-withdrawn': z.strictObject({ reason: text }),
  'case-erased': CaseErased,
} as const;
