import { z } from 'zod';

/** A rejection by CPS triage as police answer it, point by point. */

/**
 * What police say to a point of a rejection.
 * @source domain reference, T16 and section 9: every reason answered or disputed; answer by supply or by dispute
 */
export const rejectionAnswerKinds = {
  put_right: 'Put right',
  disputed: 'Disputed: the file was right as it was sent',
} as const;
export const RejectionAnswerKind = z.enum(['put_right', 'disputed']);
export type RejectionAnswerKind = z.infer<typeof RejectionAnswerKind>;

const RejectionAnswer = z.object({
  kind: RejectionAnswerKind,
  text: z.string(),
  materialIds: z.array(z.string()),
  at: z.string(),
});
export type RejectionAnswer = z.infer<typeof RejectionAnswer>;

export const Rejection = z.object({
  reasons: z.array(z.object({ id: z.string(), label: z.string(), items: z.array(z.string()) })),
  detail: z.string(),
  responseDate: z.string(),
  by: z.record(z.string(), z.string()),
  at: z.string(),
  version: z.number().optional(),
  /** By point; absent until the first is answered. */
  answers: z.record(z.string(), RejectionAnswer).optional(),
});
export type Rejection = z.infer<typeof Rejection>;

/** One thing to answer: an item named under a reason, or a reason that names none. */
export interface RejectionPoint {
  readonly id: string;
  readonly label: string;
  readonly item: string | undefined;
}

/** Every point of a rejection, in its order. */
export const pointsOf = ({ reasons }: Pick<Rejection, 'reasons'>): RejectionPoint[] =>
  reasons.flatMap(({ id, label, items }): RejectionPoint[] =>
    items.length === 0 ? [{ id, label, item: undefined }] : items.map((item) => ({ id: `${id}-${item}`, label, item })),
  );

/**
 * Points without an answer: none may be left when the file goes back to the CPS.
 * @source domain reference, T16: every reason answered or disputed
 */
export const unansweredPoints = (rejection: Rejection): RejectionPoint[] =>
  pointsOf(rejection).filter(({ id }) => rejection.answers?.[id] === undefined);

/** The reason and the item of a point's id, as `pointsOf` made it: `TR-10-VPS` is `VPS` under `TR-10`. */
export function partsOfPoint(point: string): { readonly reason: string; readonly item: string | undefined } {
  const [, reason, item] = /^([A-Z]+-\d+)(?:-(.+))?$/u.exec(point) ?? [];
  return { reason: reason ?? point, item };
}
