import { z } from 'zod';
import { Material } from './case-record.ts';

/** What happens to material that is on the file, as it is written to the log. */

const text = z.string().min(1);

/** Bytes held in the document store, and what they are. */
export const DocumentRef = z.strictObject({
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  size: z.int().min(1),
  mediaType: text,
  name: text,
});
export type DocumentRef = z.infer<typeof DocumentRef>;

export const materialEvents = {
  /** The whole item as it now is; the one before it stands in the log. */
  'material-corrected': z.strictObject({ material: Material, reason: text }),
  /** Another document takes the place of the one that was held, which stays to be read with the reason. */
  'material-replaced': z.strictObject({ material: Material, document: DocumentRef, reason: text }),
  'material-withdrawn': z.strictObject({ material: Material, reason: text }),
} as const;
