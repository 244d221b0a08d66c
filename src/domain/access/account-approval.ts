import { accept, refuse, type Result } from '../kernel/result.ts';
import { reasonOf } from './need-to-know.ts';
import { may, scopeGives, type Permission } from './permissions.ts';
import type { Actor } from './roles.ts';
import { isScope, scopes, type Scope } from './scopes.ts';

/**
 * Four eyes over the accounts of other systems. An account reads nearly every case of its organisation, so one person alone
 * gives it nothing that touches a case: a second one agrees to exactly what was asked for.
 */

/** What was asked for an account, by whom, and what a second person agreed to. */
export interface AskedScopes {
  /** As asked for last. */
  readonly scopes: readonly Scope[];
  /** User id of whoever asked for the widest of it: who made the account, or widened it last. */
  readonly askedBy: string;
  /** Scopes that were agreed to; none while it waits for the first time. */
  readonly approved: readonly Scope[];
  /** True for an account from before a second person was asked for: it works, and nobody but its maker agreed. */
  readonly approvedAlone: boolean;
}

const every: readonly Scope[] = Object.keys(scopes).filter(isScope);

/** What the account can do now: what was agreed to. Every scope there is reads or changes cases, so none goes without. */
export const scopesInForce = ({ scopes: asked, approved }: Pick<AskedScopes, 'scopes' | 'approved'>): Scope[] =>
  asked.filter((scope) => approved.includes(scope));

/** What was asked for and waits for a second person. */
export const scopesWaiting = ({ scopes: asked, approved }: Pick<AskedScopes, 'scopes' | 'approved'>): Scope[] =>
  asked.filter((scope) => !approved.includes(scope));

/** Whether a second person has something to agree to: what waits, or what was never agreed to by one. */
export const needsApproval = (asked: AskedScopes): boolean => asked.approvedAlone || scopesWaiting(asked).length > 0;

/** Whether this is what keeps an account from doing something: it was asked for, and waits for a second person. */
export const waitsForApproval = ({ waiting = [] }: Actor, permission: Permission): boolean =>
  waiting.some((scope) => scopeGives(scope, permission));

const same = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((each) => other.includes(each));

/**
 * Agrees to what was asked for an account, as a second person. Refuses `not-allowed` for whoever asked and for those who
 * may not, `already-done` when nothing waits, `stale-page` when it is not what was asked for any more, and
 * `something-missing` without a reason.
 * @param given.seen the scopes that were read before agreeing
 */
export function approveScopes(
  asked: AskedScopes,
  actor: Actor,
  given: { readonly seen: readonly string[]; readonly reason: string },
): Result<{ readonly scopes: Scope[]; readonly reason: string }> {
  if (!may(actor, 'service-accounts:approve')) return refuse('not-allowed', approvers);
  if (!needsApproval(asked)) return refuse('already-done', 'A second person has approved what this account may do.');
  if (asked.askedBy === actor.userId)
    return refuse('not-allowed', `You asked for this, so somebody else has to approve it. ${approvers}`);
  if (!same(given.seen, asked.scopes))
    return refuse('stale-page', 'What is asked for this account has changed. Read it again before you approve it.');
  const reason = reasonOf(given.reason);
  return reason.ok ? accept({ scopes: [...asked.scopes], reason: reason.value }) : reason;
}

const approvers =
  'For police an inspector or a force performance manager approves it, for the CPS a legal manager; never who asked.';

/** Scopes that are parts of a case, and make no sense without reading cases. */
const partsOfCases: readonly Scope[] = ['contacts:read', 'messages:write'];

/**
 * The scopes of a form, in their order. Refuses `something-missing` when there are none, and `not-valid` for parts of cases
 * without the cases.
 */
export function scopesOf(chosen: readonly string[]): Result<Scope[]> {
  const wanted = every.filter((scope) => chosen.includes(scope));
  if (wanted.length === 0) return refuse('something-missing', 'Choose what the account may do.', 'scopes');
  if (!wanted.includes('cases:read') && wanted.some((scope) => partsOfCases.includes(scope)))
    return refuse('not-valid', 'Contact details and messages are parts of a case: choose “Read cases” too.', 'scopes');
  return accept(wanted);
}
