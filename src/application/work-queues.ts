import { allow, may, sideOf, type Actor, type Audience } from '../domain/access/index.ts';
import { accept, refuse, type Result } from '../domain/kernel/result.ts';
import { startReview, type CaseEvent } from '../domain/case-file/index.ts';
import { queueNames, queues, type QueueName } from '../domain/queue/index.ts';
import { asSystem } from '../storage/as-system.ts';
import type { Transaction } from '../storage/database.ts';
import { findPeople, findPerson } from '../storage/directory.ts';
import {
  lockItem,
  lockNext,
  queueCounts,
  queueFacets,
  queueOf,
  type QueueRow,
  type QueueWanted,
} from '../storage/queues.ts';
import { logActorOf, recordEvents } from './case-store.ts';
import type { Deps } from './deps.ts';
import { once, type Command, type Done } from './once.ts';
import { sentFile } from './sent-file.ts';
import { viewerOf } from './viewer.ts';

export { isQueueName, queues, type QueueName } from '../domain/queue/index.ts';

/** People look into the queues they work from or manage; the account of a system into those of its organisation. */
function mayLook(actor: Actor, name: QueueName): Result<true, 'not-allowed'> {
  if (actor.scopes !== undefined) return allow(actor, 'queue:read');
  const { side, permission, watchedBy } = queues[name];
  return side === sideOf(actor) && watchedBy.some((each) => may(actor, each)) ? accept(true) : allow(actor, permission);
}

/** The queues that this person may work from, with how many wait in each. */
export const myQueues = (deps: Deps, actor: Actor): Promise<{ name: QueueName; title: string; waiting: number }[]> =>
  deps.db.transaction(viewerOf(actor), async (tx) => {
    if (!may(actor, 'queue:read')) return [];
    const counts = new Map(
      (await queueCounts(tx, actor.organisation.id)).map(({ queue, waiting }) => [queue, waiting]),
    );
    // A force without a second look is shown no queue for it, unless files wait there from when it had one.
    const has = (name: QueueName): boolean =>
      name !== 'standards' || deps.forceRules(actor.organisation.id).secondGate || (counts.get(name) ?? 0) > 0;
    return queueNames
      .filter((name) => queues[name].side === sideOf(actor) && mayLook(actor, name).ok && has(name))
      .map((name) => ({ name, title: queues[name].title, waiting: counts.get(name) ?? 0 }));
  });

export interface QueuedFile extends QueueRow {
  /** Name of who holds it now, when somebody does. */
  readonly heldBy: string | undefined;
  readonly heldByMe: boolean;
}

/** A queue of this person's organisation, most urgent first, `limit` at most. Refuses `not-allowed`. */
export const viewQueue = (
  deps: Deps,
  actor: Actor,
  name: QueueName,
  limit: number,
  wanted?: QueueWanted,
): Promise<Result<QueuedFile[], 'not-allowed'>> =>
  deps.db.transaction(viewerOf(actor), async (tx) => {
    const allowed = mayLook(actor, name);
    if (!allowed.ok) return allowed;
    const now = deps.now().toString();
    const filter = wanted === undefined ? undefined : { wanted, now, userId: actor.userId };
    const waiting = await queueOf(tx, actor.organisation.id, name, limit, filter);
    const holderOf = (row: QueueRow): string | undefined =>
      row.claimedBy !== null && (row.claimedUntil ?? '') > now ? row.claimedBy : undefined;
    const holders = [...new Set(waiting.flatMap((row) => holderOf(row) ?? []))];
    const names = new Map((await findPeople(tx, holders)).map(({ userId, name: said }) => [userId, said]));
    return accept(
      waiting.map((row) => {
        const holder = holderOf(row);
        return { ...row, heldBy: names.get(holder ?? ''), heldByMe: holder === actor.userId };
      }),
    );
  });

/**
 * How many files of a queue there are, and how many have each value of each filter (`held/nobody`, `due/week`, `risk/youth`,
 * `kind/…`, `again/again`). Refuses `not-allowed` as `viewQueue`.
 */
export const viewQueueCounts = (
  deps: Deps,
  actor: Actor,
  name: QueueName,
): Promise<Result<{ readonly all: number; readonly counts: ReadonlyMap<string, number> }, 'not-allowed'>> =>
  deps.db.transaction(viewerOf(actor), async (tx) => {
    const allowed = mayLook(actor, name);
    return allowed.ok
      ? accept(await queueFacets(tx, actor.organisation.id, name, deps.now().toString(), actor.userId))
      : allowed;
  });

/** How long a file that somebody takes is kept for them. */
export const claimMinutes = 60;

const audienceOf = (actor: Actor): Audience => (sideOf(actor) === 'police' ? 'police' : 'cps');

/**
 * Takes the most urgent file of a queue that nobody holds. Two people who ask at once get two different files. `to` gives
 * the address of the page to go to. With `beginsReview` a file for review is not only kept: its review starts, so that one
 * take is enough. Refuses `page-not-found` when nothing waits, and as `startReview` does.
 */
export const takeNext = (
  deps: Deps,
  command: Command,
  name: QueueName,
  to: (file: QueueRow) => string,
  beginsReview = false,
): Promise<Result<Done>> => take(deps, command, name, to, undefined, beginsReview);

/**
 * Takes one file of a queue of this person's organisation. Refuses `page-not-found` for any other, whether or not it exists,
 * and `already-done`, saying who, when somebody else holds it.
 */
export const takeFile = (
  deps: Deps,
  command: Command,
  name: QueueName,
  to: (file: QueueRow) => string,
  ref: { ownerId: string; caseId: string; submissionId: string },
  beginsReview = false,
): Promise<Result<Done>> => take(deps, command, name, to, ref, beginsReview);

const take = (
  deps: Deps,
  command: Command,
  name: QueueName,
  to: (file: QueueRow) => string,
  ref: { ownerId: string; caseId: string; submissionId: string } | undefined,
  beginsReview: boolean,
): Promise<Result<Done>> =>
  deps.db.transaction(viewerOf(command.actor), async (tx) => {
    const allowed = allow(command.actor, queues[name].permission);
    if (!allowed.ok) return allowed;
    const { organisation, userId } = command.actor;
    const now = command.at.toString();
    const taker = { side: sideOf(command.actor), userId };
    const file = await asSystem(tx, (system) =>
      ref === undefined
        ? lockNext(system, organisation.id, name, now, taker)
        : lockItem(system, organisation.id, ref, taker),
    );
    if (file === undefined || file.queue !== name)
      return refuse('page-not-found', 'No file is waiting in this queue that nobody holds.');
    const held = file.claimedBy !== null && file.claimedBy !== userId && (file.claimedUntil ?? '') > now;
    if (held) {
      const holder = (await findPerson(tx, file.claimedBy ?? ''))?.name ?? 'Somebody else';
      return refuse('already-done', `${holder} has taken this file. Take another.`);
    }
    const begins = beginsReview && (file.queue === 'review' || file.queue === 'allocation');
    const begun = begins ? await asSystem(tx, (system) => beginning(system, command.actor, file)) : accept([]);
    if (!begun.ok) return begun;
    const done = await once(tx, command, { to: to(file), say: `You have taken ${file.urn}.` });
    if (!done.ok) return done;
    const recorded = await asSystem(tx, (system) =>
      recordEvents(
        deps,
        system,
        { actor: logActorOf(command.actor), at: command.at },
        { ownerId: file.ownerId, caseId: file.caseId },
        [
          {
            type: 'work-claimed',
            touches: [`${file.submissionId}:claim`],
            payload: {
              submissionId: file.submissionId,
              version: file.version,
              queue: name,
              holderOrg: organisation.id,
              claimedBy: userId,
              until: command.at.add({ minutes: claimMinutes }).toString(),
            },
          },
          ...begun.value,
        ],
        audienceOf(command.actor),
      ),
    );
    return recorded.ok ? done : recorded;
  });

/** The events that start the review of a file taken for it; none for a review that is theirs already. */
async function beginning(tx: Transaction, actor: Actor, file: QueueRow): Promise<Result<readonly CaseEvent[]>> {
  const sent = await sentFile(tx, file, file.submissionId);
  if (!sent.ok) return sent;
  const { prosecutorId, state } = sent.value.submission;
  return prosecutorId === actor.userId && state !== 'allocated'
    ? accept([])
    : startReview(sent.value.submission, actor, false);
}
