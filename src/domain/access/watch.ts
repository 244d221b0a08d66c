import { accept, refuse, type Result } from '../kernel/result.ts';
import { reasonOf, type Standing } from './need-to-know.ts';
import { allow, may } from './permissions.ts';
import type { Actor } from './roles.ts';

/**
 * A case that is well known or sensitive, as one side says of it: it stays open to all who may read it, and a reading by
 * somebody without a part in it is always asked about. Keeping a case to named people is another thing.
 */

type Decided = Result<{ readonly reason: string }>;

interface Given {
  readonly reason: string;
  /** How they stand to the case: who opened it in an emergency marks nothing, unless they oversee access. */
  readonly standing: Standing;
}

const allowed = (actor: Actor, { standing }: Given): Result<true, 'not-allowed'> =>
  standing === 'opened' && !may(actor, 'access:oversee')
    ? refuse('not-allowed', 'You opened this case in an emergency. Whoever it is kept to says what it is.')
    : allow(actor, 'access:restrict');

/** Refuses `not-allowed`, `something-missing` without a reason, `already-done` when it is marked. */
export function watch(known: object | undefined, actor: Actor, given: Given): Decided {
  const permitted = allowed(actor, given);
  if (!permitted.ok) return permitted;
  if (known !== undefined) return refuse('already-done', 'This case is marked as well known or sensitive.');
  const reason = reasonOf(given.reason);
  return reason.ok ? accept({ reason: reason.value }) : reason;
}

/** Refuses `not-allowed`, `something-missing` without a reason, `already-done` when it is not marked. */
export function liftWatch(known: object | undefined, actor: Actor, given: Given): Decided {
  const permitted = allowed(actor, given);
  if (!permitted.ok) return permitted;
  if (known === undefined) return refuse('already-done', 'This case is not marked as well known or sensitive.');
  const reason = reasonOf(given.reason);
  return reason.ok ? accept({ reason: reason.value }) : reason;
}
