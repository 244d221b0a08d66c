import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { accept, refuse } from '../../../domain/kernel/result.ts';
import { isQueueName, mostDaysBack } from '../../../domain/queue/index.ts';
import { changeQueue, viewBatch, viewChosen, type QueueChange } from '../../../application/change-queue.ts';
import { many, requiredText } from '../../form-fields.ts';
import { paths } from '../../paths.ts';
import { get, post } from '../../route.ts';
import { SeveralDonePage, SeveralFilesPage } from './page.tsx';
import { batchView, fileOfKey, morningAfter, severalView } from './view-model.ts';

const Action = z.enum(['assign', 'release', 'set_back']);
/** Ticked in a list, or all in one field as the page before sends them on. */
const Files = many(z.string().max(12_000)).transform((named) => named.flatMap((each) => each.split(' ')));
const noSuchQueue = refuse('page-not-found', 'There is no such queue.');

/** Several files of a queue at once: what would be done and what is left out, then what became of each. */
export function registerSeveralFiles(app: FastifyInstance): void {
  const { deps } = app.shell;
  const params = z.object({ queue: z.string() });
  const named = (keys: readonly string[]) => keys.map(fileOfKey).filter((file) => file !== undefined);
  const show = get(app, {
    pattern: paths.several.pattern,
    permission: 'queue:read',
    auditAs: 'queue',
    params,
    query: z.object({ action: Action.catch('release'), file: Files.catch([]) }),
    load: async ({ params: { queue }, query: { action, file: keys } }, { actor }) => {
      if (!isQueueName(queue)) return noSuchQueue;
      const chosen = await viewChosen(deps, actor, queue, action, named(keys));
      if (!chosen.ok) return chosen;
      return accept({
        view: severalView(queue, action, chosen.value, { keys, now: deps.now() }),
        read: chosen.value.files.map(({ ownerId, caseId }) => ({ ownerId, caseId })),
      });
    },
    page: SeveralFilesPage,
  });
  post(app, {
    pattern: paths.several.pattern,
    permission: 'queue:read',
    auditAs: 'change-several-files',
    params,
    body: z.strictObject({
      action: Action,
      file: Files,
      to: z.string().optional(),
      days: z.coerce.number().int().min(1).max(mostDaysBack).optional(),
      reason: requiredText('Say why', 1000),
    }),
    act: async ({ params: { queue }, body: { action, file, to, days, reason } }, _visit, command) => {
      if (!isQueueName(queue)) return noSuchQueue;
      if (action === 'assign' && (to ?? '') === '')
        return refuse('something-missing', 'Choose who gets the files.', 'to');
      const change: QueueChange =
        action === 'assign'
          ? { action, reason, to: to ?? '' }
          : action === 'set_back'
            ? { action, reason, until: morningAfter(command.at, days ?? 1) }
            : { action, reason };
      return changeQueue(deps, command, queue, named(file), change, (batchId) =>
        paths.severalDone.to({ queue, batchId }),
      );
    },
    onRefused: show,
  });
  get(app, {
    pattern: paths.severalDone.pattern,
    permission: 'queue:read',
    auditAs: 'queue',
    params: z.object({ queue: z.string(), batchId: z.uuid() }),
    load: async ({ params: { queue, batchId } }, { actor }) => {
      const batch = await viewBatch(deps, actor, batchId);
      if (!batch.ok) return batch;
      if (!isQueueName(queue) || batch.value.queue !== queue) return noSuchQueue;
      return accept({
        view: batchView(batch.value, queue),
        read: batch.value.files.map(({ ownerId, caseId }) => ({ ownerId, caseId })),
      });
    },
    page: SeveralDonePage,
  });
}
