import { LONDON, londonDateOf, sayDate, sayInstant, type Instant } from '../../../domain/kernel/civil-date.ts';
import { mostDaysBack, queues, type QueueName } from '../../../domain/queue/index.ts';
import type { BatchResult, ChosenFile, ChosenFiles, FileRef, QueueAction } from '../../../application/change-queue.ts';
import { paths } from '../../paths.ts';
import { counted } from '../case-frame/index.ts';

/** What can be done with several files, in the words of the pages. */
export const actionTitles = {
  assign: { title: 'Give files to somebody', button: 'Give', done: 'given' },
  release: { title: 'Give files back to the queue', button: 'Give back', done: 'given back to the queue' },
  set_back: { title: 'Put files back in the order', button: 'Put back', done: 'put back in the order' },
} as const satisfies Record<QueueAction, { title: string; button: string; done: string }>;

/** A file as a form and an address name it: nothing of what it says. */
export const fileKey = ({ ownerId, caseId, submissionId }: FileRef): string => `${ownerId}~${caseId}~${submissionId}`;
/** Undefined for text that is no such name. */
export function fileOfKey(key: string): FileRef | undefined {
  const [, ownerId, caseId, submissionId] = /^([^~]+)~([0-9a-f-]{36})~([^~]+)$/.exec(key) ?? [];
  return ownerId === undefined || caseId === undefined || submissionId === undefined
    ? undefined
    : { ownerId, caseId, submissionId };
}

export interface SeveralView {
  readonly queue: QueueName;
  readonly action: QueueAction;
  readonly title: string;
  readonly changed: readonly ChosenFile[];
  readonly left: readonly ChosenFile[];
  readonly gone: number;
  readonly people: readonly { readonly value: string; readonly text: string }[];
  readonly days: readonly { readonly value: string; readonly text: string }[];
  /** The address of this page, with what was chosen. */
  readonly here: string;
}

/** Eight in the morning, so many days from a moment. */
export const morningAfter = (now: Instant, days: number): Instant =>
  londonDateOf(now).add({ days }).toZonedDateTime({ timeZone: LONDON, plainTime: '08:00' }).toInstant();

export function severalView(
  queue: QueueName,
  action: QueueAction,
  chosen: ChosenFiles,
  given: { readonly keys: readonly string[]; readonly now: Instant },
): SeveralView {
  return {
    ...{ queue, action, title: actionTitles[action].title, gone: chosen.gone },
    changed: chosen.files.filter(({ because }) => because === undefined),
    left: chosen.files.filter(({ because }) => because !== undefined),
    people: chosen.people.map(({ userId, name, team }) => ({
      value: userId,
      text: team === undefined ? name : `${name}, ${team}`,
    })),
    days: Array.from({ length: mostDaysBack - 1 }, (_, index) => ({
      value: `${index + 1}`,
      text: sayDate(londonDateOf(given.now).add({ days: index + 1 })),
    })),
    here: paths.several.to({ queue }, { action, file: given.keys }),
  };
}

export interface BatchView {
  readonly title: string;
  readonly at: string;
  readonly changed: readonly ChosenFile[];
  readonly left: readonly ChosenFile[];
  readonly hidden: number;
  readonly back: { readonly href: string; readonly text: string };
}

export const batchView = (batch: BatchResult, queue: QueueName): BatchView => {
  const changed = batch.files.filter(({ because }) => because === undefined);
  return {
    title: `${counted(changed.length, 'file')} ${actionTitles[batch.action].done}`,
    at: sayInstant(batch.at),
    changed,
    left: batch.files.filter(({ because }) => because !== undefined),
    hidden: batch.hidden,
    back: { href: paths.queue.to({ queue }), text: queues[queue].title },
  };
};
