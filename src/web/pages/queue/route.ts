import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { may, type Actor } from '../../../domain/access/index.ts';
import { queues } from '../../../domain/queue/index.ts';
import { accept, refuse, type Result } from '../../../domain/kernel/result.ts';
import { lastBatch } from '../../../application/change-queue.ts';
import type { Done } from '../../../application/once.ts';
import {
  isQueueName,
  myQueues,
  takeFile,
  takeNext,
  viewQueue,
  viewQueueCounts,
  type QueueName,
} from '../../../application/work-queues.ts';
import { paths } from '../../paths.ts';
import { many } from '../../form-fields.ts';
import { get, post } from '../../route.ts';
import { filtersView, wantedOf, type Wanted } from './filters.ts';
import { QueuePage } from './page.tsx';
import { queueView, workPage } from './view-model.ts';

const mostRows = 200;

const chosen = many(z.string().max(60)).catch([]);
const Query = z.object({ held: chosen, due: chosen, risk: chosen, kind: chosen, again: chosen, age: chosen });

/** Queues: see what waits, take the most urgent file, or a named one. Taking leads to the page where the work is done. */
export function registerQueue(app: FastifyInstance): void {
  const { deps } = app.shell;
  const params = z.object({ queue: z.string() });
  const named = (queue: string): Result<QueueName, 'page-not-found'> =>
    isQueueName(queue) ? accept(queue) : refuse('page-not-found', 'There is no such queue.');
  const load = async (queue: string, actor: Actor, query: Wanted) => {
    const name = named(queue);
    if (!name.ok) return name;
    const files = await viewQueue(deps, actor, name.value, mostRows, wantedOf(query));
    if (!files.ok) return files;
    const counted = await viewQueueCounts(deps, actor, name.value);
    if (!counted.ok) return counted;
    const read = files.value.map(({ ownerId, caseId }) => ({ ownerId, caseId }));
    return accept({
      view: queueView(name.value, files.value, await myQueues(deps, actor), deps.now(), deps.clockSettings, {
        manages: may(actor, 'queue:manage'),
        works: may(actor, queues[name.value].permission),
        filters: filtersView(name.value, query, counted.value),
        all: counted.value.all,
        lastChange: await lastBatch(deps, actor, name.value),
      }),
      read,
    });
  };
  const show = get(app, {
    pattern: paths.queue.pattern,
    permission: 'queue:read',
    auditAs: 'queue',
    params,
    query: Query,
    load: ({ params: { queue }, query }, { actor }) => load(queue, actor, query),
    page: QueuePage,
  });
  post(app, {
    pattern: paths.takeNext.pattern,
    permission: 'queue:read',
    auditAs: 'take-next-file',
    params,
    body: z.strictObject({}),
    act: async ({ params: { queue } }, _visit, command) => {
      const name = named(queue);
      if (!name.ok) return name;
      return stillThere(await takeNext(deps, command, name.value, (file) => workPage(name.value, file), true));
    },
    onRefused: show,
  });
  post(app, {
    pattern: paths.takeFile.pattern,
    permission: 'queue:read',
    auditAs: 'take-file',
    params,
    body: z.strictObject({ ownerId: z.string(), caseId: z.uuid(), submissionId: z.string() }),
    act: async ({ params: { queue }, body }, _visit, command) => {
      const name = named(queue);
      if (!name.ok) return name;
      return stillThere(await takeFile(deps, command, name.value, (file) => workPage(name.value, file), body, true));
    },
    onRefused: show,
  });
}

/** A file that went while the page was open is news about the queue, not an address that does not exist. */
const stillThere = (taken: Result<Done>): Result<Done> =>
  taken.ok || taken.refusal.code !== 'page-not-found'
    ? taken
    : refuse('already-done', 'Somebody took it, or it moved on, a moment ago. The list below is what waits now.');
