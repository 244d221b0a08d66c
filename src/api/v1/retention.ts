import { z } from 'zod';
import { erasureGroundIds, retentionGroupIds } from '../../domain/retention/index.ts';
import { accept } from '../../domain/kernel/result.ts';
import type { RefusalCode } from '../../domain/kernel/refusals.ts';
import {
  keepCase,
  liftHold,
  listRetention,
  placeHold,
  proposeErasure,
  setRetentionGroup,
  viewRetention,
  withdrawErasure,
  type CertificateView,
  type RetentionView,
} from '../../application/retention.ts';
import { change, read } from '../operation.ts';
import { answer, list, request, words } from '../schemas.ts';
import { addresses, Day, Moment, NoQuery, OfCase } from './shapes.ts';

/**
 * How long cases are kept, by those who decide it. The last step, by which a second person erases a case, is on a page
 * alone: they confirm there who they are and type the reference.
 */

const about = { tag: 'Keeping and erasing', permission: 'retention:decide' } as const;

const Kept = answer(
  'KeptCase',
  z.object({
    urn: z.string(),
    group: z.enum(retentionGroupIds).optional().meta({ description: 'Left out while nobody has said it.' }),
    lastHappenedOn: Day,
    reviewOn: Day.optional().meta({ description: 'The day of its next review.' }),
    isDue: z.boolean(),
    isInQueue: z.boolean().meta({ description: 'A file of it waits in somebody’s queue: it is not erased meanwhile.' }),
    hold: z.object({ reason: z.string(), by: z.string(), at: Moment }).optional(),
    erasureAsked: z
      .object({ ground: z.enum(erasureGroundIds), reason: z.string(), by: z.string(), at: Moment })
      .optional(),
  }),
);

const Certificate = answer(
  'ErasureCertificate',
  z.object({
    urn: z.string(),
    group: z.enum(retentionGroupIds).optional(),
    ground: z.enum(erasureGroundIds),
    askedBy: z.string(),
    agreedBy: z.string(),
    erasedAt: Moment,
    events: z.int(),
    documents: z.int(),
  }),
);

const keptOf = (each: RetentionView): z.input<typeof Kept> => ({
  ...{ urn: each.urn, group: each.group, lastHappenedOn: each.lastHappenedOn.toString(), isDue: each.isDue },
  ...{ reviewOn: each.due?.toString(), isInQueue: each.inQueue },
  hold:
    each.holdReason === undefined
      ? undefined
      : { reason: each.holdReason, by: each.holdByName ?? '', at: each.holdAt ?? '' },
  erasureAsked:
    each.proposedGround === undefined
      ? undefined
      : {
          ...{ ground: each.proposedGround, reason: each.proposedReason ?? '' },
          ...{ by: each.proposedByName ?? '', at: each.proposedAt ?? '' },
        },
});

const certificateOf = (each: CertificateView): z.input<typeof Certificate> => ({
  ...{ urn: each.urn, group: each.group, ground: each.ground, erasedAt: each.erasedAt },
  ...{ askedBy: each.proposedByName, agreedBy: each.approvedByName, events: each.events, documents: each.documents },
});

const listKept = read({
  ...about,
  id: 'listRetention',
  path: '/retention',
  summary: 'List the cases about whose keeping something is to be decided, and the certificates of those erased',
  params: z.strictObject({}),
  query: NoQuery,
  answer: answer('RetentionList', z.object({ cases: list(Kept), certificates: list(Certificate) })),
  auditAs: 'api-retention-list',
  versioned: false,
  refuses: [],
  handle: async (_input, { deps, actor }) => {
    const found = await listRetention(deps, actor);
    if (!found.ok) return found;
    const { cases, certificates } = found.value;
    return accept({
      answer: { cases: cases.map(keptOf), certificates: certificates.map(certificateOf) },
      read: cases.map(({ ownerId, caseId }) => ({ ownerId, caseId })),
    });
  },
});

const readKept = read({
  ...about,
  id: 'readRetention',
  path: '/retention/:urn',
  summary: 'Read how long one case is kept, or the certificate of one that was erased',
  params: OfCase,
  query: NoQuery,
  answer: answer('Retention', z.object({ found: Kept.optional(), certificate: Certificate.optional() })),
  auditAs: 'api-retention',
  versioned: false,
  refuses: ['case-not-found'],
  handle: async ({ params: { urn } }, { deps, actor }) => {
    const view = await viewRetention(deps, actor, urn);
    if (!view.ok) return view;
    if ('certificate' in view.value)
      return accept({ answer: { certificate: certificateOf(view.value.certificate) }, read: [] });
    const { found } = view.value;
    return accept({ answer: { found: keptOf(found) }, read: { ownerId: found.ownerId, caseId: found.caseId } });
  },
});

const WithReason = request('ReasonForKeeping', z.strictObject({ reason: words(5000) }));

/** What the decisions have in common: they are not part of the file, so no version of it is asked for. */
const decision = {
  ...about,
  ...({ params: OfCase, status: 200, needsVersion: false } as const),
  refuses: ['case-not-found', 'step-not-allowed', 'something-missing'] satisfies RefusalCode[],
};
const next = (urn: string, say: string) => ({ to: addresses.retention(urn), say });

const setGroup = change({
  ...decision,
  id: 'setRetentionGroup',
  path: '/retention/:urn/group',
  summary: 'Say in which group a case is',
  body: request('RetentionGroup', z.strictObject({ group: z.enum(retentionGroupIds) })),
  logAs: 'set-retention-group',
  handle: ({ params: { urn }, body: { group } }, { deps }, command) =>
    setRetentionGroup(deps, command, { urn, group }, next(urn, 'Group recorded.')),
});

const keep = change({
  ...decision,
  id: 'keepCase',
  path: '/retention/:urn/keepings',
  summary: 'Keep a case until its next review',
  body: WithReason,
  logAs: 'keep-case',
  handle: ({ params: { urn }, body }, { deps }, command) =>
    keepCase(deps, command, { urn, ...body }, next(urn, 'The case is kept.')),
});

const hold = change({
  ...decision,
  id: 'holdCase',
  path: '/retention/:urn/holds',
  summary: 'Hold a case against erasure; a request to erase it ends',
  body: WithReason,
  logAs: 'hold-case',
  handle: ({ params: { urn }, body }, { deps }, command) =>
    placeHold(deps, command, { urn, ...body }, next(urn, 'The case is held.')),
});

const endHold = change({
  ...decision,
  id: 'liftHold',
  path: '/retention/:urn/hold-endings',
  summary: 'End the hold of a case',
  body: WithReason,
  logAs: 'lift-hold',
  handle: ({ params: { urn }, body }, { deps }, command) =>
    liftHold(deps, command, { urn, ...body }, next(urn, 'The hold has ended.')),
});

const ask = change({
  ...decision,
  id: 'askForErasure',
  path: '/retention/:urn/erasure-requests',
  summary: 'Ask for a case to be erased; another person agrees on a page',
  body: request('RequestForErasure', z.strictObject({ ground: z.enum(erasureGroundIds), reason: words(5000) })),
  logAs: 'ask-for-erasure',
  handle: ({ params: { urn }, body }, { deps }, command) =>
    proposeErasure(deps, command, { urn, ...body }, next(urn, 'Request recorded.')),
});

const withdraw = change({
  ...decision,
  id: 'withdrawErasure',
  path: '/retention/:urn/erasure-withdrawals',
  summary: 'Withdraw a request to erase a case',
  body: WithReason,
  logAs: 'withdraw-erasure',
  handle: ({ params: { urn }, body }, { deps }, command) =>
    withdrawErasure(deps, command, { urn, ...body }, next(urn, 'The request is withdrawn.')),
});

export const retentionOperations = [listKept, readKept, setGroup, keep, hold, endHold, ask, withdraw];
