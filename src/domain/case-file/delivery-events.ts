import { z } from 'zod';
import { InstantText } from '../kernel/civil-date.ts';
import { ByPolice } from './charging-events.ts';
import { Urgency } from './urgency.ts';

/** What delivering a version leaves in the log: receipts, what could not be read back, a hand-over outside the service. */

const text = z.string().min(1);

/** That a document was read back from the store, whole, when its version was sent. `size` in bytes, as counted. */
export const Receipt = z.strictObject({
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  size: z.int().min(1),
  at: InstantText,
});
export type Receipt = z.infer<typeof Receipt>;

/** Why a document has no receipt. */
export const Undelivered = z.enum(['not_held', 'damaged', 'other_length']);
export type Undelivered = z.infer<typeof Undelivered>;

/** How a file reached the CPS while the interface was down. */
export const HandOverWay = z.enum(['email', 'paper', 'other_system']);
export type HandOverWay = z.infer<typeof HandOverWay>;

/** A file that was handed over another way, recorded by hand later: `at` is when the CPS got it (BR-31). */
export const HandOver = z.strictObject({ at: InstantText, way: HandOverWay, reason: text });
export type HandOver = z.infer<typeof HandOver>;

const items = z.array(z.strictObject({ materialId: text, why: Undelivered }));

export const deliveryEvents = {
  /**
   * A version was to be sent and at least one of its documents could not be read back: nothing of it reached the CPS.
   * Sensitive items are counted here and named in an event of their own.
   */
  'delivery-failed': z.strictObject({
    ...{ submissionId: text, version: z.int().min(1), items, others: z.int().min(0), by: ByPolice },
    /** The queue in which it waits to be sent again, and until when it is kept for whoever sent it. */
    ...{ queue: z.enum(['gatekeeping', 'standards']), keptUntil: InstantText, urgency: Urgency },
    handedOver: HandOver.exactOptional(),
  }),
  'sensitive-delivery-failed': z.strictObject({ submissionId: text, version: z.int().min(1), items }),
} as const;
