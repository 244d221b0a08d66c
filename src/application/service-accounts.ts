import { createHmac } from 'node:crypto';
import {
  allow,
  approveScopes,
  may,
  needsApproval,
  permissions,
  scopesInForce,
  scopesOf,
  scopesWaiting,
  type Actor,
  type Permission,
  type Scope,
} from '../domain/access/index.ts';
import { Temporal, type Instant } from '../domain/kernel/civil-date.ts';
import { accept, refuse, type Result } from '../domain/kernel/result.ts';
import { asSystem } from '../storage/as-system.ts';
import { findOrganisation, findPerson, listHolders } from '../storage/directory.ts';
import type { Transaction } from '../storage/database.ts';
import { serviceAccountStream } from '../storage/service-account-events.ts';
import * as accounts from '../storage/service-accounts.ts';
import { logActorOf, type Next } from './case-store.ts';
import type { Deps } from './deps.ts';
import { once, type Command, type Done } from './once.ts';
import { sha256Of } from './secrets.ts';
import { actorIdOf } from './service-account-id.ts';
import { systemViewer, viewerOf } from './viewer.ts';

/**
 * Accounts of other systems: made, given secrets and ended by the managers of the organisation they belong to, and agreed to
 * by a second person before they read anything of a case.
 */

/** Secrets that an account may have at once: the one in use, and the one that is about to take its place. */
export const mostSecrets = 2;
/** Days for which a secret can be made to last. */
export const secretDays = [30, 90, 180, 365] as const;
export type SecretDays = (typeof secretDays)[number];
const longestName = 80;

export type SecretState = 'live' | 'revoked' | 'expired';

/** A secret as a manager sees it: everything but itself. */
export interface SecretView {
  readonly secretId: string;
  readonly ending: string;
  readonly state: SecretState;
  readonly madeAt: Instant;
  readonly madeBy: string;
  readonly expiresAt: Instant;
  readonly revokedAt: Instant | undefined;
  readonly usedAt: Instant | undefined;
}

export interface AccountView {
  readonly accountId: string;
  readonly name: string;
  readonly scopes: readonly Scope[];
  /** Of its scopes, those that work; the others wait for a second person. */
  readonly inForce: readonly Scope[];
  readonly waiting: readonly Scope[];
  /** Whether somebody has to agree to it: what waits, or what only its maker agreed to. */
  readonly needsApproval: boolean;
  readonly approvedAlone: boolean;
  readonly approval:
    | { readonly by: string; readonly at: Instant; readonly reason: string; readonly scopes: readonly Scope[] }
    | undefined;
  /** Those who can agree to it, by name; empty once nothing waits. Never who asked for it. */
  readonly approvers: readonly string[];
  readonly mayApprove: boolean;
  /** Whether whoever looks may change it: others who see it agree to it and no more. */
  readonly mayManage: boolean;
  readonly madeAt: Instant;
  readonly madeBy: string;
  readonly askedAt: Instant;
  readonly askedBy: string;
  readonly revokedAt: Instant | undefined;
  /** Newest first. */
  readonly secrets: readonly SecretView[];
}

const isAfter = (one: Instant, other: Instant): boolean => Temporal.Instant.compare(one, other) > 0;

const stateOf = ({ revokedAt, expiresAt }: accounts.SecretRow, now: Instant): SecretState =>
  revokedAt !== null ? 'revoked' : isAfter(expiresAt, now) ? 'live' : 'expired';

const nameOf = async (tx: Transaction, userId: string): Promise<string> =>
  (await findPerson(tx, userId))?.name ?? 'Somebody no longer in the directory';

/** Names of those who can agree to what was asked for an account: everybody who may, but who asked. */
async function approversOf(tx: Transaction, { orgId, askedBy }: accounts.AccountRow): Promise<string[]> {
  const holders = await listHolders(tx, orgId, permissions['service-accounts:approve']);
  return holders.filter(({ userId }) => userId !== askedBy).map(({ name }) => name);
}

async function approvalOf(tx: Transaction, row: accounts.AccountRow): Promise<AccountView['approval']> {
  const { approvedBy, approvedAt, approvalReason, approved } = row;
  if (approvedBy === null || approvedAt === null || approvalReason === null) return undefined;
  return { by: await nameOf(tx, approvedBy), at: approvedAt, reason: approvalReason, scopes: approved };
}

async function viewOf(tx: Transaction, account: accounts.AccountRow, actor: Actor, now: Instant): Promise<AccountView> {
  const { accountId, name, scopes: held, madeAt, madeBy, askedAt, askedBy, revokedAt, orgId } = account;
  const waits = revokedAt === null && needsApproval(account);
  const secrets: SecretView[] = [];
  for (const row of await accounts.secretsOf(tx, orgId, accountId))
    secrets.push({
      ...{ secretId: row.secretId, ending: row.ending, madeAt: row.madeAt, expiresAt: row.expiresAt },
      state: stateOf(row, now),
      madeBy: await nameOf(tx, row.madeBy),
      revokedAt: row.revokedAt ?? undefined,
      usedAt: row.usedAt ?? undefined,
    });
  return {
    ...{ accountId, name, scopes: held, madeAt, askedAt, secrets },
    ...{ inForce: scopesInForce(account), waiting: scopesWaiting(account), needsApproval: waits },
    approvedAlone: account.approvedAlone,
    approval: await approvalOf(tx, account),
    approvers: waits ? await approversOf(tx, account) : [],
    mayApprove: waits && may(actor, 'service-accounts:approve') && askedBy !== actor.userId,
    mayManage: may(actor, 'service-accounts:manage'),
    madeBy: await nameOf(tx, madeBy),
    askedBy: await nameOf(tx, askedBy),
    revokedAt: revokedAt ?? undefined,
  };
}

/** The accounts of this person's organisation, revoked ones last, for those who keep or approve them. Refuses `not-allowed`. */
export const listServiceAccounts = (deps: Deps, actor: Actor): Promise<Result<AccountView[], 'not-allowed'>> =>
  deps.db.transaction(systemViewer, async (tx) => {
    const allowed = allow(actor, 'service-accounts:approve');
    if (!allowed.ok) return allowed;
    const views: AccountView[] = [];
    for (const account of await accounts.accountsOf(tx, actor.organisation.id))
      views.push(await viewOf(tx, account, actor, deps.now()));
    return accept(views);
  });

/** Accounts that wait for this person to agree to them; none for those who may not. */
export async function accountsToApprove(deps: Deps, actor: Actor): Promise<AccountView[]> {
  if (!may(actor, 'service-accounts:approve')) return [];
  const all = await listServiceAccounts(deps, actor);
  return all.ok ? all.value.filter(({ mayApprove }) => mayApprove) : [];
}

const noSuchAccount = refuse('page-not-found', 'Your organisation has no such account.');

/** One account of this person's organisation. Refuses `page-not-found` for any other, whether or not it exists. */
export const viewServiceAccount = (
  deps: Deps,
  actor: Actor,
  accountId: string,
): Promise<Result<AccountView, 'not-allowed' | 'page-not-found'>> =>
  deps.db.transaction(systemViewer, async (tx) => {
    const allowed = allow(actor, 'service-accounts:approve');
    if (!allowed.ok) return allowed;
    const account = await accounts.findAccount(tx, actor.organisation.id, accountId);
    return account === undefined ? noSuchAccount : accept(await viewOf(tx, account, actor, deps.now()));
  });

type Event = { readonly type: string; readonly payload: object };

/** Does something to the accounts of an organisation, once per form: decides as the system, then writes one event. */
const change = (
  deps: Deps,
  command: Command,
  next: Next,
  accountId: string,
  decide: (tx: Transaction, account: accounts.AccountRow | undefined) => Promise<Result<Event>>,
  permission: Permission = 'service-accounts:manage',
): Promise<Result<Done>> =>
  deps.db.transaction(viewerOf(command.actor), async (tx) => {
    const allowed = allow(command.actor, permission);
    if (!allowed.ok) return allowed;
    const first = await once(tx, command, next);
    if (!first.ok) return first;
    const orgId = command.actor.organisation.id;
    const written = await asSystem(tx, async (system) => {
      await accounts.lockAccount(system, orgId, accountId);
      const decided = await decide(system, await accounts.findAccount(system, orgId, accountId));
      return decided.ok
        ? deps.log.append(system, serviceAccountStream(orgId, accountId), {
            events: [{ ...decided.value, touches: [`service-account:${accountId}`] }],
            actor: logActorOf(command.actor),
            at: command.at,
          })
        : decided;
    });
    return written.ok ? first : written;
  });

/**
 * Makes an account; it can do nothing until a second person agrees to its scopes and it has a secret. Refuses `something-missing` without a name or a scope, and
 * `not-valid` for a name that a live account of the organisation has, or one that is too long.
 * @param next where to go, given the id of the account
 */
export function makeServiceAccount(
  deps: Deps,
  command: Command,
  input: { readonly name: string; readonly scopes: readonly string[] },
  next: (accountId: string) => Next,
): Promise<Result<Done>> {
  const accountId = deps.newId();
  const name = input.name.trim().replace(/\s+/gu, ' ');
  return change(deps, command, next(accountId), accountId, async (tx) => {
    if (name === '') return refuse('something-missing', 'Enter a name for the account.', 'name');
    if (name.length > longestName)
      return refuse('not-valid', `The name can be ${longestName} characters at most.`, 'name');
    const wanted = scopesOf(input.scopes);
    if (!wanted.ok) return wanted;
    const live = (await accounts.accountsOf(tx, command.actor.organisation.id)).filter(
      (each) => each.revokedAt === null,
    );
    if (live.some((each) => each.name.toLowerCase() === name.toLowerCase()))
      return refuse('not-valid', 'Your organisation has an account of that name. Choose another.', 'name');
    return accept({
      type: 'service-account-made',
      payload: { accountId, name, scopes: wanted.value, approval: 'waits' },
    });
  });
}

/**
 * Changes what an account may do. What it loses ends now; what it gains waits until a second person agrees, and what it had
 * goes on meanwhile. Refuses `not-valid` when nothing would change, `already-done` for an account that was revoked, and as
 * making one does.
 */
export const changeScopes = (
  deps: Deps,
  command: Command,
  input: { readonly accountId: string; readonly scopes: readonly string[] },
  next: Next,
): Promise<Result<Done>> =>
  change(deps, command, next, input.accountId, (_tx, account) => {
    if (account === undefined) return Promise.resolve(noSuchAccount);
    if (account.revokedAt !== null) return Promise.resolve(revokedBefore);
    const wanted = scopesOf(input.scopes);
    if (!wanted.ok) return Promise.resolve(wanted);
    const unchanged =
      wanted.value.length === account.scopes.length && wanted.value.every((scope) => account.scopes.includes(scope));
    if (unchanged) return Promise.resolve(refuse('not-valid', 'This is what the account may do already.', 'scopes'));
    const payload = { accountId: input.accountId, scopes: wanted.value };
    return Promise.resolve(accept({ type: 'service-account-scopes-changed', payload }));
  });

/**
 * Agrees, as a second person, to exactly what was asked for an account. Refuses as `approveScopes` does, `already-done` for
 * an account that was revoked, and `page-not-found`.
 * @param input.seen the scopes that the page showed
 */
export function approveServiceAccount(
  deps: Deps,
  command: Command,
  input: { readonly accountId: string; readonly seen: readonly string[]; readonly reason: string },
  next: Next,
): Promise<Result<Done>> {
  const { accountId } = input;
  const decide = (_tx: Transaction, account: accounts.AccountRow | undefined): Promise<Result<Event>> => {
    if (account === undefined) return Promise.resolve(noSuchAccount);
    if (account.revokedAt !== null) return Promise.resolve(revokedBefore);
    const agreed = approveScopes(account, command.actor, input);
    if (!agreed.ok) return Promise.resolve(agreed);
    const payload = { accountId, approvalId: deps.newId(), ...agreed.value };
    return Promise.resolve(accept({ type: 'service-account-approved', payload }));
  };
  return change(deps, command, next, accountId, decide, 'service-accounts:approve');
}

const revokedBefore = refuse('already-done', 'This account was revoked. Make a new one.');

/** What begins every secret, so that one left in a file or a message is recognised by those who look for such things. */
const mark = 'jcf_';

/**
 * A secret of 256 bits, from the session of whoever makes it and the id it will have: the same each time for the two, and
 * nobody without the session can work it out. So it is stored nowhere, not even for the moment between the form and the
 * page that shows it.
 */
const secretOf = (sessionSecret: string, secretId: string): string =>
  mark + createHmac('sha256', sessionSecret).update(`service secret ${secretId}`).digest('base64url');

/**
 * Makes a secret for an account. Refuses `already-done` for an account that is revoked, and `not-valid` when it has two that
 * live: one of them has to go first.
 * @param sessionSecret of the session of whoever makes it; `showSecret` needs the same
 * @param next where to go, given the id of the secret
 */
export function makeSecret(
  deps: Deps,
  command: Command,
  input: { readonly accountId: string; readonly days: SecretDays; readonly sessionSecret: string },
  next: (secretId: string) => Next,
): Promise<Result<Done>> {
  const { accountId, days } = input;
  const secretId = deps.newId();
  const secret = secretOf(input.sessionSecret, secretId);
  return change(deps, command, next(secretId), accountId, async (tx, account) => {
    if (account === undefined) return noSuchAccount;
    if (account.revokedAt !== null) return revokedBefore;
    const rows = await accounts.secretsOf(tx, account.orgId, accountId);
    if (rows.filter((row) => stateOf(row, command.at) === 'live').length >= mostSecrets)
      return refuse(
        'not-valid',
        'This account has two secrets. Revoke the one that is no longer used, then make another.',
      );
    const expiresAt = command.at.add({ hours: days * 24 }).toString();
    const payload = { accountId, secretId, sha256: sha256Of(secret), ending: secret.slice(-4), expiresAt };
    return accept({ type: 'service-secret-made', payload });
  });
}

/**
 * The secret just made, the first time it is asked for by whoever made it; afterwards, and in any other session, none.
 * Refuses `page-not-found`.
 */
export const showSecret = (
  deps: Deps,
  actor: Actor,
  given: { readonly accountId: string; readonly secretId: string; readonly sessionSecret: string },
): Promise<
  Result<{ readonly account: AccountView; readonly secret: string | undefined }, 'not-allowed' | 'page-not-found'>
> =>
  deps.db.transaction(systemViewer, async (tx) => {
    const allowed = allow(actor, 'service-accounts:manage');
    if (!allowed.ok) return allowed;
    const orgId = actor.organisation.id;
    const account = await accounts.findAccount(tx, orgId, given.accountId);
    if (account === undefined) return noSuchAccount;
    const view = await viewOf(tx, account, actor, deps.now());
    if (!view.secrets.some(({ secretId }) => secretId === given.secretId)) return noSuchAccount;
    const secret = secretOf(given.sessionSecret, given.secretId);
    const shown = await accounts.noteShown(tx, {
      ...{ orgId, secretId: given.secretId },
      sha256: sha256Of(secret),
      at: deps.now(),
    });
    return accept({ account: view, secret: shown ? secret : undefined });
  });

/** Ends a secret now. Refuses `already-done` for one that was revoked, and `page-not-found`. */
export const revokeSecret = (
  deps: Deps,
  command: Command,
  input: { readonly accountId: string; readonly secretId: string },
  next: Next,
): Promise<Result<Done>> =>
  change(deps, command, next, input.accountId, async (tx, account) => {
    const rows = account === undefined ? [] : await accounts.secretsOf(tx, account.orgId, input.accountId);
    const row = rows.find(({ secretId }) => secretId === input.secretId);
    if (row === undefined) return noSuchAccount;
    if (row.revokedAt !== null) return refuse('already-done', 'This secret was revoked before.');
    return accept({ type: 'service-secret-revoked', payload: { ...input } });
  });

/** Ends an account with all its secrets now, for good. Refuses `already-done` and `page-not-found`. */
export const revokeServiceAccount = (
  deps: Deps,
  command: Command,
  accountId: string,
  next: Next,
): Promise<Result<Done>> =>
  change(deps, command, next, accountId, (_tx, account) =>
    Promise.resolve(
      account === undefined
        ? noSuchAccount
        : account.revokedAt === null
          ? accept({ type: 'service-account-revoked', payload: { accountId } })
          : refuse('already-done', 'This account was revoked before.'),
    ),
  );

const shape = /^jcf_[\w-]{43}$/;
/** A use is noted again only after this long, so that a busy account writes once a minute. */
const noteEverySeconds = 60;

/**
 * Who acts with this secret: the account it belongs to, in its organisation, with those of its scopes that were agreed to.
 * `undefined` for a secret that
 * is unknown, revoked or expired. Notes the use.
 */
export async function findAccountActor(deps: Pick<Deps, 'db' | 'now'>, secret: string): Promise<Actor | undefined> {
  if (!shape.test(secret)) return undefined;
  const now = deps.now();
  return deps.db.transaction(systemViewer, async (tx) => {
    const found = await accounts.findBySecret(tx, sha256Of(secret));
    if (found === undefined || !isAfter(found.expiresAt, now)) return undefined;
    const organisation = await findOrganisation(tx, found.orgId);
    if (organisation === undefined) throw new Error('an account belongs to no organisation');
    if (found.usedAt === null || found.usedAt.until(now).total('seconds') >= noteEverySeconds)
      await accounts.noteUse(tx, found.orgId, found.secretId, now);
    return {
      userId: actorIdOf(found.accountId),
      organisation,
      roles: [],
      scopes: scopesInForce(found),
      waiting: scopesWaiting(found),
      behind: found.behind,
      contact: { name: found.name },
    };
  });
}
