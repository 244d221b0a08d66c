import { instant, sayInstant, Temporal } from '../kernel/civil-date.ts';
import { accept, refuse, type Result } from '../kernel/result.ts';
import { saysNothing } from './assurance.ts';
import { HandOverWay, type HandOver, type Receipt, type Undelivered } from './delivery-events.ts';
import type { StoredDocument } from './events.ts';
import type { StepId, SubmissionState } from './workflow.ts';

/** Delivery of a version to the CPS: a receipt for every document, or nothing goes (BR-22, T09). */

/** What came of reading a document back: its length in bytes and when, or why there is nothing to be received. */
export type ReadBack = { readonly size: number; readonly at: string } | { readonly why: Undelivered };

/** What is wrong with a document that has no receipt, in words that go on after its number. */
export const undeliveredReasons: Readonly<Record<Undelivered, string>> = {
  not_held: 'the document store does not hold it',
  damaged: 'the document store could not give it back whole',
  other_length: 'the document store gives back another length than was recorded',
};

export type Delivery =
  | { readonly outcome: 'delivered'; readonly documents: readonly StoredDocument[] }
  | { readonly outcome: 'failed'; readonly items: readonly UndeliveredItem[] };
export interface UndeliveredItem {
  readonly materialId: string;
  readonly class: StoredDocument['class'];
  readonly why: Undelivered;
}

/**
 * The documents of a version with a receipt each, or those for which there is none. An item without a document has nothing to
 * be received and goes as what it is: a description.
 * @param read what came of reading each back, by SHA-256; a document that nobody read is not held
 * @source domain reference, BR-22 and T09
 */
export function deliver(documents: readonly StoredDocument[], read: ReadonlyMap<string, ReadBack>): Delivery {
  const items: UndeliveredItem[] = [];
  const received = documents.map((each): StoredDocument => {
    if (each.document === null) return each;
    const { sha256, size } = each.document;
    const found: ReadBack = read.get(sha256) ?? { why: 'not_held' };
    const why = 'why' in found ? found.why : found.size === size ? undefined : 'other_length';
    if (why !== undefined || 'why' in found) {
      items.push({ materialId: each.materialId, class: each.class, why: why ?? 'not_held' });
      return each;
    }
    const receipt: Receipt = { sha256, size: found.size, at: found.at };
    return { ...each, receipt };
  });
  return items.length === 0 ? { outcome: 'delivered', documents: received } : { outcome: 'failed', items };
}

/** The steps that sending takes from where a file is: what could not be delivered was passed before. */
export const sendingSteps = (state: SubmissionState, then: 'T10' | 'T11' | 'failed'): readonly StepId[] => [
  ...(state === 'delivery_failed' ? [] : (['T05'] as const)),
  'T08',
  ...(then === 'failed' ? (['V15'] as const) : (['T09', then] as const)),
];

/** The ways in which a file is handed over while the interface is down. */
export const handOverWays: Readonly<Record<HandOverWay, string>> = {
  email: 'Secure email',
  paper: 'On paper',
  other_system: 'Through another system',
};

/**
 * A hand-over as somebody records it by hand. Refuses `something-missing` naming all that is left out, and `not-valid` for a
 * time to come or before the file was certified, or last passed on.
 * @param given.from when the file was ready to go, ISO instant
 * @source domain reference, BR-31 and T08: "Interface up, else manual with late entry"
 */
export function recordHandOver(
  said: { readonly at: string; readonly way: string; readonly reason: string },
  given: { readonly now: string; readonly from: string },
): Result<HandOver, 'something-missing' | 'not-valid'> {
  const way = HandOverWay.safeParse(said.way);
  const missing = [
    ...(way.success ? [] : [{ field: 'way', says: 'Choose how it was handed over.' }]),
    ...(said.at === '' ? [{ field: 'at', says: 'Enter when it was handed over.' }] : []),
    ...(saysNothing(said.reason)
      ? [{ field: 'reason', says: 'Say in your own words why it could not be sent with this service.' }]
      : []),
  ];
  const [first] = missing;
  if (!way.success || first !== undefined)
    return refuse('something-missing', missing.map(({ says }) => says).join(' '), first?.field);
  const at = instant(said.at);
  if (Temporal.Instant.compare(at, instant(given.now)) > 0)
    return refuse('not-valid', 'That time is to come. Enter when the CPS were handed the file.', 'at');
  if (Temporal.Instant.compare(at, instant(given.from)) < 0)
    return refuse(
      'not-valid',
      `The file was certified and passed on at ${sayInstant(instant(given.from))}: it was not ready to be handed over before that.`,
      'at',
    );
  return accept({ at: at.toString(), way: way.data, reason: said.reason.trim() });
}

/** How and when a file was handed over another way, in a line for both sides. */
export const sayLateEntry = ({ at, way }: Pick<HandOver, 'at' | 'way'>): string =>
  `Entered late: handed over at ${sayInstant(instant(at))}, ${handOverWays[way].toLowerCase()}`;
