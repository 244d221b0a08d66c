import { allow, may, permissions, sideOf, type Actor, type Audience } from '../domain/access/index.ts';
import { isSubmissionState, type CaseEvent } from '../domain/case-file/index.ts';
import { instant, type Instant } from '../domain/kernel/civil-date.ts';
import { accept, refuse, type Result } from '../domain/kernel/result.ts';
import {
  assignWork,
  queues,
  reasonSays,
  releaseWork,
  setBack,
  type QueuedWork,
  type QueueName,
} from '../domain/queue/index.ts';
import { asSystem } from '../storage/as-system.ts';
import { lockCase } from '../storage/case-reads.ts';
import type { Transaction } from '../storage/database.ts';
import { findPerson, listHolders, type Person } from '../storage/directory.ts';
import {
  batchOf,
  caseNames,
  keepBatch,
  lastBatchId,
  lockItem,
  queuedAmong,
  type Batch,
  type QueueRow,
} from '../storage/queues.ts';
import { logActorOf, recordEvents } from './case-store.ts';
import type { Deps } from './deps.ts';
import { findActorIn } from './directory.ts';
import { once, type Command, type Done } from './once.ts';
import { sentFile } from './sent-file.ts';
import { viewerOf } from './viewer.ts';

/** Who holds files of a queue, and in what order they wait: changed for one or for several at once. */

/** Which file. */
export interface FileRef {
  readonly ownerId: string;
  readonly caseId: string;
  readonly submissionId: string;
}

/** Files that are changed at once; more are chosen in a second round. */
export const mostAtOnce = 50;

export type QueueAction = Batch['action'];

/** What is to be done: give back to the queue, give to somebody (`to`: their id), or put back in the order. */
export type QueueChange =
  | { readonly action: 'release'; readonly reason: string }
  | { readonly action: 'assign'; readonly reason: string; readonly to: string }
  | { readonly action: 'set_back'; readonly reason: string; readonly until: Instant };

const audienceOf = (actor: Actor): Audience => (sideOf(actor) === 'police' ? 'police' : 'cps');

const mayWork = (actor: Actor, name: QueueName): boolean =>
  queues[name].side === sideOf(actor) && (may(actor, queues[name].permission) || may(actor, 'queue:manage'));

const workOf = async (
  tx: Transaction,
  actor: Actor,
  file: QueueRow,
  name: QueueName,
  now: string,
): Promise<QueuedWork> => {
  const held = file.claimedBy !== null && (file.claimedUntil ?? '') > now ? file.claimedBy : undefined;
  const holder = held === undefined ? undefined : await findPerson(tx, held);
  return {
    ...{ submissionId: file.submissionId, version: file.version, queue: name, dueAt: file.dueAt },
    holderOrg: actor.organisation.id,
    heldBy: held === undefined ? undefined : { userId: held, name: holder?.name ?? 'Somebody else' },
  };
};

/** Whether a change would be let through, before its reason, day or person are known. */
const wouldBe = (work: QueuedWork, actor: Actor, action: QueueAction, at: Instant): Result<unknown> => {
  if (action === 'release') return releaseWork(work, { actor, reason: '' });
  // Something that any file takes: an hour ahead, so that only what the file itself forbids is told.
  if (action === 'set_back') return setBack(work, { actor, reason: '', at, until: at.add({ hours: 1 }) });
  return work.heldBy?.userId === actor.userId || may(actor, 'queue:manage')
    ? accept(true)
    : releaseWork({ ...work, queue: 'gatekeeping' }, { actor, reason: '' });
};

export interface ChosenFile extends FileRef {
  readonly urn: string;
  readonly title: string;
  /** Why it would be left as it is; undefined for one that would be changed. */
  readonly because: string | undefined;
}

/** What a change of several files would do, before anything is done. */
export interface ChosenFiles {
  readonly files: readonly ChosenFile[];
  /** Chosen, and in this queue no more or not to be seen. */
  readonly gone: number;
  /** Those who can be given files of this queue, by name. */
  readonly people: readonly Pick<Person, 'userId' | 'name' | 'team'>[];
}

/**
 * The files of a queue that somebody chose, and which of them a change would leave out and why. Refuses `not-allowed` for who
 * does not work with the queue.
 */
export const viewChosen = (
  deps: Deps,
  actor: Actor,
  name: QueueName,
  action: QueueAction,
  chosen: readonly FileRef[],
): Promise<Result<ChosenFiles, 'not-allowed'>> =>
  deps.db.transaction(viewerOf(actor), async (tx) => {
    if (!mayWork(actor, name)) return notTheirs(actor, name);
    const now = deps.now();
    const found = await queuedAmong(tx, actor.organisation.id, name, chosen);
    const files: ChosenFile[] = [];
    for (const file of found) {
      const would = wouldBe(await workOf(tx, actor, file, name, now.toString()), actor, action, now);
      const { ownerId, caseId, submissionId, urn, title } = file;
      files.push({ ownerId, caseId, submissionId, urn, title, because: would.ok ? undefined : would.refusal.detail });
    }
    const people =
      action === 'assign' ? await listHolders(tx, actor.organisation.id, permissions[queues[name].permission]) : [];
    return accept({
      files,
      gone: chosen.length - found.length,
      people: people.filter((each) => each.userId !== actor.userId),
    });
  });

function notTheirs(actor: Actor, name: QueueName): Result<never, 'not-allowed'> {
  const refused = allow(actor, queues[name].permission);
  return refused.ok ? refuse('not-allowed', 'This is a queue of the other side.') : refused;
}

/**
 * Changes several files of a queue in one go: each that can be changed is, and each other is left as it was, with why. `to`
 * gives the address of the page that tells it, by the id of the change. Refuses as `viewChosen`; `something-missing` without
 * files or a reason; `not-valid` for a person who is not known, or too many files.
 */
export const changeQueue = (
  deps: Deps,
  command: Command,
  name: QueueName,
  chosen: readonly FileRef[],
  change: QueueChange,
  to: (batchId: string) => string,
): Promise<Result<Done>> =>
  deps.db.transaction(viewerOf(command.actor), async (tx) => {
    const { actor, at } = command;
    if (!mayWork(actor, name)) return notTheirs(actor, name);
    if (chosen.length === 0) return refuse('something-missing', 'Choose at least one file.');
    if (chosen.length > mostAtOnce) return refuse('not-valid', `Choose ${mostAtOnce} files at most.`);
    const says = reasonSays(change.reason);
    if (!says.ok) return says;
    const receiver =
      change.action === 'assign' ? await asSystem(tx, (system) => findActorIn(system, change.to)) : undefined;
    if (change.action === 'assign' && receiver?.organisation.id !== actor.organisation.id)
      return refuse('not-valid', 'Choose somebody of your organisation who works from this queue.', 'to');
    if (change.action === 'set_back' && change.until.epochMilliseconds <= at.epochMilliseconds)
      return refuse('not-valid', 'Give a day to come.', 'until');
    const batchId = deps.newId();
    const done = await once(tx, command, { to: to(batchId) });
    if (!done.ok) return done;
    // Always in one order, so that two who change the same files wait for each other and never both for ever.
    const inOrder = chosen.toSorted((a, b) => keyOf(a).localeCompare(keyOf(b)));
    const outcome: Batch['outcome'] = [];
    for (const ref of inOrder) {
      const written = await asSystem(tx, async (system): Promise<Result<unknown>> => {
        await lockCase(system, ref);
        const file = await lockItem(system, actor.organisation.id, ref, { side: sideOf(actor), userId: actor.userId });
        if (file?.queue !== name) return refuse('page-not-found', 'It is in this queue no more.');
        const work = await workOf(system, actor, file, name, at.toString());
        const events = await decide(system, work, file, { actor, at, change, receiver });
        return events.ok
          ? recordEvents(deps, system, { actor: logActorOf(actor), at }, ref, events.value, audienceOf(actor))
          : events;
      });
      const { ownerId, caseId, submissionId } = ref;
      outcome.push({ ownerId, caseId, submissionId, because: written.ok ? null : written.refusal.detail });
    }
    await asSystem(tx, (system) =>
      keepBatch(system, {
        ...{ batchId, orgId: actor.organisation.id, userId: actor.userId, queue: name },
        ...{ action: change.action, at: at.toString(), outcome },
      }),
    );
    return done;
  });

const keyOf = ({ ownerId, caseId, submissionId }: FileRef): string => `${ownerId}/${caseId}/${submissionId}`;

async function decide(
  tx: Transaction,
  work: QueuedWork,
  file: QueueRow,
  given: { actor: Actor; at: Instant; change: QueueChange; receiver: Actor | undefined },
): Promise<Result<readonly CaseEvent[]>> {
  const { actor, at, change, receiver } = given;
  if (change.action === 'release') return releaseWork(work, { actor, reason: change.reason });
  if (change.action === 'set_back') return setBack(work, { actor, reason: change.reason, until: change.until, at });
  if (receiver === undefined) throw new Error('nobody was named to give it to');
  // What is kept from somebody is not given to them, and is said as if it had gone: they hear of no such case.
  const open = await lockItem(tx, work.holderOrg, file, { side: sideOf(receiver), userId: receiver.userId });
  if (open === undefined) return refuse('not-allowed', `It cannot be given to ${receiver.contact.name}.`);
  const sent = queues[work.queue].side === 'cps' ? await sentFile(tx, file, file.submissionId) : undefined;
  if (sent?.ok === false) return sent;
  const state = sent?.value.submission.state ?? 'draft';
  if (!isSubmissionState(state)) throw new Error('the submission is in a state that is not one we know');
  return assignWork(work, { actor, to: receiver, reason: change.reason, at, state });
}

/** Id of the last change of several files of a queue that this person made, while it is kept. */
export const lastBatch = (deps: Deps, actor: Actor, name: QueueName): Promise<string | undefined> =>
  deps.db.transaction(viewerOf(actor), (tx) => lastBatchId(tx, name));

/** What became of several files that somebody changed. */
export interface BatchResult {
  readonly queue: string;
  readonly action: QueueAction;
  readonly at: Instant;
  readonly files: readonly ChosenFile[];
  /** Files whose case this person may not see any more. */
  readonly hidden: number;
}

const isUuid = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);

/** Refuses `page-not-found` for a change of somebody else, and after a week. */
export const viewBatch = (deps: Deps, actor: Actor, batchId: string): Promise<Result<BatchResult, 'page-not-found'>> =>
  deps.db.transaction(viewerOf(actor), async (tx) => {
    const batch = isUuid(batchId) ? await batchOf(tx, batchId) : undefined;
    if (batch === undefined) return refuse('page-not-found', 'What became of a change is kept for a week.');
    const names = await caseNames(
      tx,
      batch.outcome.map(({ caseId }) => caseId),
    );
    const files = batch.outcome.flatMap(({ because, ...ref }) => {
      const named = names.find(({ ownerId, caseId }) => ownerId === ref.ownerId && caseId === ref.caseId);
      return named === undefined ? [] : [{ ...ref, urn: named.urn, title: named.title, because: because ?? undefined }];
    });
    const { queue, action, at } = batch;
    return accept({ queue, action, at: instant(at), files, hidden: batch.outcome.length - files.length });
  });
