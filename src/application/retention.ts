import { allow, sideOf, type Actor } from '../domain/access/index.ts';
import type { CivilDate } from '../domain/kernel/civil-date.ts';
import { accept, refuse, type Result } from '../domain/kernel/result.ts';
import {
  decideGroup,
  decideHold,
  decideKeeping,
  decideLiftingHold,
  decideProposal,
  decideWithdrawal,
  isRetentionGroup,
  retentionGroups,
  reviewDueOn,
  type ErasureGround,
  type RetentionGroupId,
  type RetentionState,
} from '../domain/retention/index.ts';
import { asSystem } from '../storage/as-system.ts';
import * as reads from '../storage/case-reads.ts';
import { findPerson } from '../storage/directory.ts';
import * as retention from '../storage/retention.ts';
import type { ErasureCertificate, RetentionReader, RetentionRow } from '../storage/retention.ts';
import { retentionStream } from '../storage/retention-events.ts';
import { logActorOf, type Next } from './case-store.ts';
import type { Deps, Transaction } from './deps.ts';
import { once, type Command, type Done } from './once.ts';
import { viewerOf } from './viewer.ts';

/** A case as those see it who decide how long it is kept: its reference and dates, and nothing of what it says. */
export interface RetentionView extends RetentionRow {
  readonly due: CivilDate | undefined;
  readonly isDue: boolean;
  readonly holdByName: string | undefined;
  readonly proposedByName: string | undefined;
}

/** A certificate with the names of who asked and who agreed. */
export interface CertificateView extends ErasureCertificate {
  readonly proposedByName: string;
  readonly approvedByName: string;
}

/** Cases on one page. */
const mostShown = 200;

export const readerOf = (actor: Actor): RetentionReader => ({
  side: sideOf(actor),
  orgId: actor.organisation.id,
  userId: actor.userId,
});

const nameOf = async (tx: Transaction, userId: string): Promise<string> => {
  const person = await findPerson(tx, userId);
  return person === undefined
    ? 'Somebody no longer in the directory'
    : [person.rank, person.collarNumber, person.name].filter((part) => part !== undefined).join(' ');
};

async function viewOf(tx: Transaction, row: RetentionRow, today: CivilDate): Promise<RetentionView> {
  const due = reviewDueOn(row, row.lastHappenedOn);
  return {
    ...row,
    due,
    isDue: due !== undefined && due.since(today).sign <= 0,
    holdByName: row.holdBy === undefined ? undefined : await nameOf(tx, row.holdBy),
    proposedByName: row.proposedBy === undefined ? undefined : await nameOf(tx, row.proposedBy),
  };
}

async function certificateView(tx: Transaction, each: ErasureCertificate): Promise<CertificateView> {
  return {
    ...each,
    proposedByName: await nameOf(tx, each.proposedBy),
    approvedByName: await nameOf(tx, each.approvedBy),
  };
}

/** What a person has to decide about keeping cases of their force, and the certificates of those erased. Refuses `not-allowed`. */
export const listRetention = async (
  deps: Deps,
  actor: Actor,
): Promise<
  Result<{ readonly cases: readonly RetentionView[]; readonly certificates: readonly CertificateView[] }, 'not-allowed'>
> => {
  const allowed = allow(actor, 'retention:decide');
  if (!allowed.ok) return allowed;
  const today = deps.today();
  const years = Object.entries(retentionGroups).map(([id, each]) => [id, each.firstReviewAfterYears] as const);
  const soonest = Math.min(...years.map(([, each]) => each));
  const since = Object.fromEntries(
    [...years, ['none', soonest] as const].map(([id, each]) => [id, today.subtract({ years: each }).toString()]),
  );
  return deps.db.transaction(viewerOf(actor), (tx) =>
    asSystem(tx, async (system) => {
      const found = await retention.retentionToDecide(system, readerOf(actor), since, today.toString(), mostShown);
      const erased = await retention.certificatesOf(system, actor.organisation.id, mostShown);
      return accept({
        cases: await Promise.all(found.map((row) => viewOf(system, row, today))),
        certificates: await Promise.all(erased.map((each) => certificateView(system, each))),
      });
    }),
  );
};

/** One case, or the certificate of one that was erased. Refuses `case-not-found`, also for one that is closed to them. */
export const viewRetention = async (
  deps: Deps,
  actor: Actor,
  urn: string,
): Promise<
  Result<
    { readonly found: RetentionView } | { readonly certificate: CertificateView },
    'case-not-found' | 'not-allowed'
  >
> => {
  const allowed = allow(actor, 'retention:decide');
  if (!allowed.ok) return allowed;
  return deps.db.transaction(viewerOf(actor), (tx) =>
    asSystem(tx, async (system) => {
      const row = await retention.retentionOf(system, readerOf(actor), urn);
      if (row !== undefined) return accept({ found: await viewOf(system, row, deps.today()) });
      const certificate = await retention.certificateOf(system, actor.organisation.id, urn);
      return certificate === undefined
        ? refuse('case-not-found', 'Your force has no case with this reference, or it is kept to others.')
        : accept({ certificate: await certificateView(system, certificate) });
    }),
  );
};

export const stateOf = (row: RetentionRow): RetentionState => ({
  group: row.group,
  hold:
    row.holdReason === undefined || row.holdBy === undefined ? undefined : { reason: row.holdReason, by: row.holdBy },
  reviewOn: row.reviewOn,
  proposal:
    row.proposedGround === undefined || row.proposedBy === undefined
      ? undefined
      : { ground: row.proposedGround, by: row.proposedBy },
  lastHappenedOn: row.lastHappenedOn,
  inQueue: row.inQueue,
});

/** The case as it stands, locked until the transaction ends. Refuses `case-not-found`. As the system. */
export async function lockRetention(
  system: Transaction,
  reader: RetentionReader,
  urn: string,
): Promise<Result<RetentionRow, 'case-not-found'>> {
  const before = await retention.retentionOf(system, reader, urn);
  if (before !== undefined) await reads.lockCase(system, before);
  const row = before === undefined ? undefined : await retention.retentionOf(system, reader, urn);
  return row === undefined
    ? refuse('case-not-found', 'Your force has no case with this reference, or it is kept to others.')
    : accept(row);
}

/** One decision: once per form, on the case as it stands, one event. */
const decide = <T>(
  deps: Deps,
  command: Command,
  urn: string,
  next: Next,
  type: string,
  decided: (state: RetentionState) => Result<T>,
): Promise<Result<Done>> =>
  deps.db.transaction(viewerOf(command.actor), async (tx) => {
    const first = await once(tx, command, next);
    if (!first.ok) return first;
    const written = await asSystem(tx, async (system) => {
      const row = await lockRetention(system, readerOf(command.actor), urn);
      if (!row.ok) return row;
      const payload = decided(stateOf(row.value));
      if (!payload.ok) return payload;
      return deps.log.append(system, retentionStream(row.value), {
        events: [{ type, payload: payload.value, touches: ['retention'] }],
        actor: logActorOf(command.actor),
        at: command.at,
      });
    });
    return written.ok ? first : written;
  });

export const setRetentionGroup = (
  deps: Deps,
  command: Command,
  input: { readonly urn: string; readonly group: string },
  next: Next,
): Promise<Result<Done>> => {
  const group: RetentionGroupId | undefined = isRetentionGroup(input.group) ? input.group : undefined;
  return decide(deps, command, input.urn, next, 'retention-group-set', () => decideGroup(command.actor, group));
};

interface WithReason {
  readonly urn: string;
  readonly reason: string;
}

/** Holds a case against erasure; a proposal to erase it ends. */
export const placeHold = (deps: Deps, command: Command, { urn, reason }: WithReason, next: Next) =>
  decide(deps, command, urn, next, 'legal-hold-placed', (state) => decideHold(state, command.actor, reason));

export const liftHold = (deps: Deps, command: Command, { urn, reason }: WithReason, next: Next) =>
  decide(deps, command, urn, next, 'legal-hold-lifted', (state) => decideLiftingHold(state, command.actor, reason));

/** Keeps a case after its review, until the next; a proposal to erase it ends. */
export const keepCase = (deps: Deps, command: Command, { urn, reason }: WithReason, next: Next) =>
  decide(deps, command, urn, next, 'case-kept', (state) => decideKeeping(state, command.actor, reason, deps.today()));

/** The first of two people asks for a case to be erased. */
export const proposeErasure = (
  deps: Deps,
  command: Command,
  input: WithReason & { readonly ground: ErasureGround | undefined },
  next: Next,
) =>
  decide(deps, command, input.urn, next, 'erasure-proposed', (state) =>
    decideProposal(state, command.actor, input, deps.today()),
  );

export const withdrawErasure = (deps: Deps, command: Command, { urn, reason }: WithReason, next: Next) =>
  decide(deps, command, urn, next, 'erasure-withdrawn', (state) => decideWithdrawal(state, command.actor, reason));
