import { z } from 'zod';
import { changeQueue, mostAtOnce, viewBatch, type QueueChange } from '../../application/change-queue.ts';
import { instant, InstantText } from '../../domain/kernel/civil-date.ts';
import { accept, refuse } from '../../domain/kernel/result.ts';
import { myQueues, takeFile, takeNext, viewQueue, type QueuedFile } from '../../application/work-queues.ts';
import { queueNames, riskIds } from '../../domain/queue/index.ts';
import { change, read } from '../operation.ts';
import { answer, list, request } from '../schemas.ts';
import { addresses, Id, Moment, NoQuery, Urn } from './shapes.ts';

const Name = z.enum(queueNames);

const listQueues = read({
  id: 'listQueues',
  path: '/queues',
  tag: 'Queues',
  summary: 'List the queues that the caller may look into',
  permission: 'queue:read',
  params: z.strictObject({}),
  query: NoQuery,
  answer: answer(
    'QueueList',
    z.object({ queues: list(z.object({ name: Name, title: z.string(), waiting: z.int() })) }),
  ),
  auditAs: null,
  versioned: false,
  refuses: [],
  handle: async (_input, { deps, actor }) => accept({ answer: { queues: await myQueues(deps, actor) } }),
});

const mostRows = 200;

const Queue = answer(
  'Queue',
  z.object({
    files: list(
      z.object({
        urn: Urn,
        submissionId: z.string(),
        version: z.int(),
        title: z.string(),
        kind: z.string(),
        priority: z.string(),
        dueAt: Moment,
        reasons: list(z.string()).meta({ description: 'Why it stands where it stands.' }),
        since: Moment,
        targetAt: Moment.meta({ description: 'When it is to be taken at the latest.' }),
        wantedAt: Moment.optional().meta({ description: 'The date that somebody asked for.' }),
        risks: list(z.enum(riskIds)),
        setBackUntil: Moment.optional().meta({ description: 'Until when somebody put it back in the order.' }),
        heldBy: z.string().optional().meta({ description: 'Name of who has taken it and works on it now.' }),
        heldByCaller: z.boolean(),
      }),
    ).meta({ description: `Most urgent first, ${mostRows} at most.` }),
  }),
);

const fileOf = ({ heldByMe, wantedAt, setBackUntil, ...file }: QueuedFile) => ({
  ...file,
  heldByCaller: heldByMe,
  ...(wantedAt === null ? {} : { wantedAt }),
  ...(setBackUntil === null ? {} : { setBackUntil }),
});

const OfQueue = z.strictObject({ queue: Name });

const readQueue = read({
  id: 'readQueue',
  path: '/queues/:queue',
  tag: 'Queues',
  summary: 'Read a queue of the caller’s organisation, most urgent file first',
  permission: 'queue:read',
  params: OfQueue,
  query: NoQuery,
  answer: Queue,
  auditAs: 'api-queue',
  versioned: false,
  refuses: ['not-allowed'],
  handle: async ({ params: { queue } }, { deps, actor }) => {
    const files = await viewQueue(deps, actor, queue, mostRows);
    if (!files.ok) return files;
    return accept({
      answer: { files: files.value.map(fileOf) },
      read: files.value.map(({ ownerId, caseId }) => ({ ownerId, caseId })),
    });
  },
});

const FileToTake = request(
  'FileToTake',
  z
    .strictObject({ urn: Urn.exactOptional(), submissionId: Id.exactOptional() })
    .refine(({ urn, submissionId }) => (urn === undefined) === (submissionId === undefined), {
      error: 'Give both urn and submissionId, or neither for the most urgent file.',
    }),
);

const takeFromQueue = change({
  id: 'takeFromQueue',
  path: '/queues/:queue/claims',
  tag: 'Queues',
  summary: 'Take the most urgent file that nobody holds, or a named one',
  description: 'Keeps the file for the person for an hour. Location leads to the submission.',
  permission: 'queue:read',
  peopleOnly: true,
  params: OfQueue,
  body: FileToTake,
  status: 201,
  needsVersion: false,
  logAs: 'take-file',
  refuses: ['not-allowed', 'page-not-found', 'already-done'],
  handle: async ({ params: { queue }, body: { urn, submissionId } }, { deps, actor }, command) => {
    const to = (file: { readonly urn: string; readonly submissionId: string }): string =>
      addresses.submission(file.urn, file.submissionId);
    if (urn === undefined || submissionId === undefined) return takeNext(deps, command, queue, to);
    const files = await viewQueue(deps, actor, queue, mostRows);
    if (!files.ok) return files;
    const file = files.value.find((each) => each.urn === urn && each.submissionId === submissionId);
    // One that does not wait here is refused as the application refuses it: nobody learns whether it exists.
    const ref = file ?? { ownerId: '', caseId: noCase, submissionId };
    const { ownerId, caseId } = ref;
    return takeFile(deps, command, queue, to, { ownerId, caseId, submissionId });
  },
});
const noCase = '00000000-0000-0000-0000-000000000000';

const QueueChangeBody = request(
  'QueueChange',
  z.strictObject({
    action: z.enum(['release', 'assign', 'set_back']).meta({
      description: 'Give back to the queue, give to somebody of the organisation, or put back in the order.',
    }),
    files: z
      .array(z.strictObject({ urn: Urn, submissionId: Id }))
      .min(1)
      .max(mostAtOnce),
    reason: z.string().min(1).max(1000),
    to: Id.exactOptional().meta({ description: 'User id; for `assign`.' }),
    until: InstantText.exactOptional().meta({
      description: 'For `set_back`: within 14 days and before the legal limit.',
    }),
  }),
);

const changeQueueFiles = change({
  id: 'changeQueueFiles',
  path: '/queues/:queue/changes',
  tag: 'Queues',
  summary: 'Give files back, give them to somebody, or put them back in the order',
  description:
    'Each file that can be changed is; each other is left as it was. Location leads to what became of each. A file with a legal limit within eight weeks is put back by an inspector, or a legal manager of the CPS, alone.',
  permission: 'queue:read',
  peopleOnly: true,
  params: OfQueue,
  body: QueueChangeBody,
  status: 201,
  needsVersion: false,
  logAs: 'change-several-files',
  refuses: ['not-allowed', 'something-missing', 'not-valid'],
  handle: async (
    { params: { queue }, body: { action, files: named, reason, to, until } },
    { deps, actor },
    command,
  ) => {
    const files = await viewQueue(deps, actor, queue, mostRows);
    if (!files.ok) return files;
    // One that does not wait here, or is not to be seen, is left as it is: nobody learns whether it exists.
    const chosen = named.map(({ urn, submissionId }) => {
      const file = files.value.find((each) => each.urn === urn && each.submissionId === submissionId);
      return { ownerId: file?.ownerId ?? '', caseId: file?.caseId ?? noCase, submissionId };
    });
    if (action === 'assign' && to === undefined)
      return refuse('something-missing', 'Say whose id gets the files.', 'to');
    if (action === 'set_back' && until === undefined) return refuse('something-missing', 'Say until when.', 'until');
    const asked: QueueChange =
      action === 'assign'
        ? { action, reason, to: to ?? '' }
        : action === 'set_back'
          ? { action, reason, until: instant(until ?? '') }
          : { action, reason };
    return changeQueue(deps, command, queue, chosen, asked, (batchId) => addresses.queueChange(queue, batchId));
  },
});

const readQueueChange = read({
  id: 'readQueueChange',
  path: '/queues/:queue/changes/:changeId',
  tag: 'Queues',
  summary: 'Read what became of the files of a change',
  description: 'Of one’s own changes, for a week.',
  permission: 'queue:read',
  peopleOnly: true,
  params: z.strictObject({ queue: Name, changeId: Id }),
  query: NoQuery,
  answer: answer(
    'QueueChangeResult',
    z.object({
      action: z.enum(['release', 'assign', 'set_back']),
      at: Moment,
      files: list(
        z.object({
          urn: Urn,
          submissionId: z.string(),
          because: z
            .string()
            .optional()
            .meta({ description: 'Why it was left as it was; absent where it was changed.' }),
        }),
      ),
    }),
  ),
  auditAs: 'api-queue',
  versioned: false,
  refuses: ['page-not-found'],
  handle: async ({ params: { queue, changeId } }, { deps, actor }) => {
    const batch = await viewBatch(deps, actor, changeId);
    if (!batch.ok) return batch;
    if (batch.value.queue !== queue) return refuse('page-not-found', 'There is no such change of this queue.');
    const { action, at, files } = batch.value;
    return accept({
      answer: {
        action,
        at: at.toString(),
        files: files.map(({ urn, submissionId, because }) => ({
          ...{ urn, submissionId },
          ...(because === undefined ? {} : { because }),
        })),
      },
      read: files.map(({ ownerId, caseId }) => ({ ownerId, caseId })),
    });
  },
});

export const queueOperations = [listQueues, readQueue, takeFromQueue, changeQueueFiles, readQueueChange];
