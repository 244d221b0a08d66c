import { z } from 'zod';

/** The points to prove of one offence against one suspect, and the evidence police hold against each. */

const text = z.string().min(1);

/** Where a point comes from when it is on our list of elements. Absent from a point: the officer wrote it. */
export const PointSource = z.strictObject({
  /** Instrument and provision, such as `Offences against the Person Act 1861 s47`. */
  provision: text,
  /** `general_knowledge`: stated from general law, not checked against the provision by a lawyer. */
  confidence: z.enum(['confirmed', 'general_knowledge']),
});
export type PointSource = z.infer<typeof PointSource>;

export const EvidenceSays = z.enum(['proves', 'supports', 'contradicts']);
export type EvidenceSays = z.infer<typeof EvidenceSays>;

/** An item of material, or a person whose own account it is. */
export const EvidenceRef = z.strictObject({ kind: z.enum(['material', 'person']), id: text });
export type EvidenceRef = z.infer<typeof EvidenceRef>;

/** What one item or person says on one point: a cell of the matrix. */
export const PointEvidence = EvidenceRef.extend({
  says: EvidenceSays,
  /** The officer's words; may be empty. */
  words: z.string(),
  /** What somebody else said, relied on as true, as the officer marked it. */
  hearsay: z.boolean(),
});
export type PointEvidence = z.infer<typeof PointEvidence>;

export const Point = z.strictObject({
  id: z.string().regex(/^P\d+$/, 'must look like P1'),
  text,
  source: PointSource.exactOptional(),
  evidence: z.array(PointEvidence),
});
export type Point = z.infer<typeof Point>;

export const PointsToProve = z.strictObject({
  /** The code they were written for. An offence that is corrected to another code keeps them, to be looked at again. */
  cjsCode: text,
  /** The highest number ever given: one that was taken out is not given again. */
  lastNumber: z.int().min(0),
  list: z.array(Point),
});
export type PointsToProve = z.infer<typeof PointsToProve>;
