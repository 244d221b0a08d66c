import { accept, refuse, type Result } from '../kernel/result.ts';
import { reasonOf } from './need-to-know.ts';
import { allow } from './permissions.ts';
import type { Actor } from './roles.ts';

/**
 * A case that is well known or sensitive, as one side says of it: it stays open to all who may read it, and a reading by
 * somebody without a part in it is always asked about. Keeping a case to named people is another thing.
 */

type Decided = Result<{ readonly reason: string }>;

/** Refuses `not-allowed`, `something-missing` without a reason, `already-done` when it is marked. */
export function watch(known: object | undefined, actor: Actor, given: { readonly reason: string }): Decided {
  const allowed = allow(actor, 'access:restrict');
  if (!allowed.ok) return allowed;
  if (known !== undefined) return refuse('already-done', 'This case is marked as well known or sensitive.');
  const reason = reasonOf(given.reason);
  return reason.ok ? accept({ reason: reason.value }) : reason;
}

/** Refuses `not-allowed`, `something-missing` without a reason, `already-done` when it is not marked. */
export function liftWatch(known: object | undefined, actor: Actor, given: { readonly reason: string }): Decided {
  const allowed = allow(actor, 'access:restrict');
  if (!allowed.ok) return allowed;
  if (known === undefined) return refuse('already-done', 'This case is not marked as well known or sensitive.');
  const reason = reasonOf(given.reason);
  return reason.ok ? accept({ reason: reason.value }) : reason;
}
