/**
 * What the case says of itself that cannot all be right, or that nobody could read. It is told whatever the items come to,
 * so that nothing is met in silence on the strength of it.
 */
export interface InputFault {
  /** What sort it is, such as `plea-against-denial`. */
  readonly id: string;
  readonly of: 'facts' | 'dates' | 'document';
  /** `block`: it cannot be so, and has to be put right. `look`: it may have a reason, and a person has to look. */
  readonly severity: 'block' | 'look';
  /** Material ids, and paths such as `defendants[0].custody.releasedAt`. */
  readonly by: readonly string[];
  /** One sentence naming the place. */
  readonly why: string;
  /** What to do, in plain words. */
  readonly fix: string;
}

/** A fault of one sort: the same words of what it is about for each place. */
export const fault = (
  id: string,
  of: InputFault['of'],
  severity: InputFault['severity'],
  by: readonly string[],
  why: string,
  fix: string,
): InputFault => ({ id, of, severity, by, why, fix });
