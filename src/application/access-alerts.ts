import { allow, may, sideOf, type Actor } from '../domain/access/index.ts';
import { refuse, type Result } from '../domain/kernel/result.ts';
import { addLook, flagsToLookAt, lookedAt, openFlagIs } from '../storage/access-records.ts';
import { asSystem } from '../storage/as-system.ts';
import { openingsSince } from '../storage/need-to-know.ts';
import { urnsOf } from '../storage/seen-cases.ts';
import { approvalsSince } from '../storage/service-accounts.ts';
import { alertDays, namer, type Named } from './case-access.ts';
import type { CaseRef, Deps, Transaction } from './deps.ts';
import { once, type Command, type Done } from './once.ts';
import { viewerOf } from './viewer.ts';

/**
 * Something that whoever oversees access has to look at: an opening in an emergency, a reading that was flagged, or an
 * account of a system that somebody let in.
 */
export interface AccessAlert {
  readonly alertId: string;
  readonly kind: 'opening' | 'flag' | 'approval';
  readonly person: Named;
  readonly at: string;
  /** Of an opening: when it ends. */
  readonly until?: string;
  /** Of an approval: the account. */
  readonly account?: { readonly accountId: string; readonly name: string };
  /** The reason that was given for an opening or an approval; what is unusual about a reading. */
  readonly says: string;
  /** Undefined for an approval, which is of no case, and where the case is kept from whoever looks: then they are told of no reference. */
  readonly case: (CaseRef & { readonly urn: string }) | undefined;
}

const mostAlerts = 20;

async function openings(tx: Transaction, deps: Deps, actor: Actor): Promise<AccessAlert[]> {
  const name = namer(tx);
  const found = await openingsSince(tx, since(deps).toString(), mostAlerts);
  const done = await asSystem(tx, (system) =>
    lookedAt(
      system,
      actor.organisation.id,
      found.map(({ openingId }) => openingId),
    ),
  );
  return Promise.all(
    found
      .filter(({ openingId, userId }) => !done.includes(openingId) && userId !== actor.userId)
      .map(async ({ openingId, userId, ownerId, caseId, urn, at, until, reason }) => ({
        ...{ alertId: openingId, kind: 'opening' as const, at, until, says: reason },
        ...{ person: await name(userId), case: { ownerId, caseId, urn } },
      })),
  );
}

const since = (deps: Deps) => deps.now().subtract({ hours: 24 * alertDays });

async function flags(tx: Transaction, deps: Deps, actor: Actor): Promise<AccessAlert[]> {
  const name = namer(tx);
  const asker = { side: sideOf(actor), orgId: actor.organisation.id, userId: actor.userId };
  const found = await asSystem(tx, (system) => flagsToLookAt(system, asker, since(deps), mostAlerts));
  // Somebody in conflict with a case learns nothing of it, nor of who looks into it.
  const told = found.filter(({ closed }) => closed !== 'conflict');
  const urns = await urnsOf(
    tx,
    told.map(({ caseId }) => caseId),
  );
  return Promise.all(
    told.map(async ({ flagId, userId, ownerId, caseId, at, says }) => {
      const urn = urns.get(caseId);
      return {
        ...{ alertId: flagId, kind: 'flag' as const, at, says, person: await name(userId) },
        case: urn === undefined ? undefined : { ownerId, caseId, urn },
      };
    }),
  );
}

/** Approvals by others of the accounts of this organisation. */
async function approvals(tx: Transaction, deps: Deps, actor: Actor): Promise<AccessAlert[]> {
  const name = namer(tx);
  const { id } = actor.organisation;
  const found = await asSystem(tx, (system) => approvalsSince(system, id, since(deps), mostAlerts));
  const done = await asSystem(tx, (system) =>
    lookedAt(
      system,
      id,
      found.map(({ approvalId }) => approvalId),
    ),
  );
  return Promise.all(
    found
      .filter(({ approvalId, by }) => !done.includes(approvalId) && by !== actor.userId)
      .map(async ({ approvalId, by, at, reason, accountId, name: called }) => ({
        ...{ alertId: approvalId, kind: 'approval' as const, at, says: reason, case: undefined },
        ...{ person: await name(by), account: { accountId, name: called } },
      })),
  );
}

/**
 * What somebody who oversees access in an organisation has to look at, of the last days; none for anybody else. What they
 * did themselves is for somebody else to look at.
 */
export const accessAlerts = (deps: Deps, actor: Actor): Promise<AccessAlert[]> =>
  may(actor, 'access:oversee')
    ? deps.db.transaction(viewerOf(actor), async (tx) => [
        ...(await openings(tx, deps, actor)),
        ...(await flags(tx, deps, actor)),
        ...(await approvals(tx, deps, actor)),
      ])
    : Promise.resolve([]);

/** Fewer letters than this say nothing to whoever reads it in a year. */
const shortestReason = 10;

/**
 * Notes that an alert was looked at, and what came of it; the alert leaves the first page and stays in the record. Refuses
 * `not-allowed`, `something-missing` without a reason, `already-done` when a colleague was first, and `page-not-found` for
 * what is no alert for this person: one of another organisation, one of their own doing, one they may not know of.
 */
export const lookAtAlert = (
  deps: Deps,
  command: Command,
  input: { readonly alertId: string; readonly reason: string },
  next: { readonly to: string; readonly say?: string },
): Promise<Result<Done>> =>
  deps.db.transaction(viewerOf(command.actor), async (tx) => {
    const { actor, at } = command;
    const allowed = allow(actor, 'access:oversee');
    if (!allowed.ok) return allowed;
    const reason = input.reason.trim();
    if (reason.length < shortestReason)
      return refuse(
        'something-missing',
        `Write what you found, in ${shortestReason} letters or more. It stands in the record.`,
        'reason',
      );
    const first = await once(tx, command, next);
    if (!first.ok) return first;
    const orgId = actor.organisation.id;
    const isOpening = (await openingsSince(tx, since(deps).toString(), 1000)).some(
      ({ openingId, userId }) => openingId === input.alertId && userId !== actor.userId,
    );
    const asker = { side: sideOf(actor), orgId, userId: actor.userId };
    return asSystem(tx, async (system): Promise<Result<Done>> => {
      const isApproval = (await approvalsSince(system, orgId, since(deps), 1000)).some(
        ({ approvalId, by }) => approvalId === input.alertId && by !== actor.userId,
      );
      if (!isOpening && !isApproval && !(await openFlagIs(system, asker, input.alertId)))
        return refuse('page-not-found', 'There is no such alert for you to look at.');
      const added = await addLook(system, { orgId, alertId: input.alertId, at, userId: actor.userId, reason });
      return added ? first : refuse('already-done', 'A colleague has looked at this one. It is off the list.');
    });
  });
