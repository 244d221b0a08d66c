import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { erasureGroundIds } from '../../../domain/retention/index.ts';
import { accept } from '../../../domain/kernel/result.ts';
import { eraseCase } from '../../../application/erase-case.ts';
import {
  keepCase,
  liftHold,
  listRetention,
  placeHold,
  proposeErasure,
  setRetentionGroup,
  viewRetention,
  withdrawErasure,
} from '../../../application/retention.ts';
import { paths } from '../../paths.ts';
import { get, leadTo, post, type PostRoute } from '../../route.ts';
import { AnyFields, atField, textOf } from '../file-parts/index.ts';
import { CertificatePage, EraseCasePage, RetentionListPage, RetentionPage } from './page.tsx';
import {
  certificatePageView,
  retentionListView,
  retentionPageView,
  type CertificatePageView,
  type RetentionPageView,
} from './view-model.ts';

const OneParams = z.object({ urn: z.string() });
const Ground = z.enum(erasureGroundIds);
const permission = 'retention:decide';

/** Keeping cases, holding them, and erasing them by two people; the certificates of those erased. */
export function registerRetention(app: FastifyInstance): void {
  registerList(app);
  registerOne(app);
  registerErase(app);
}

function registerList(app: FastifyInstance): void {
  const { deps } = app.shell;
  get(app, {
    pattern: paths.retention.pattern,
    permission,
    auditAs: 'retention-list',
    params: z.object({}),
    query: z.object({ urn: z.string().max(40).default('') }),
    load: async ({ query }, { actor }) => {
      const urn = query.urn.replaceAll(/[\s/]/g, '').toUpperCase();
      const found = urn === '' ? undefined : await viewRetention(deps, actor, urn);
      if (found?.ok === true) return leadTo(paths.retentionOf.to({ urn }));
      const list = await listRetention(deps, actor);
      if (!list.ok) return list;
      const search = { typed: query.urn, problem: found?.refusal.detail };
      return accept({
        read: list.value.cases.map(({ ownerId, caseId }) => ({ ownerId, caseId })),
        view: retentionListView(list.value, { force: actor.organisation.name, userId: actor.userId, search }),
      });
    },
    page: RetentionListPage,
  });
}

/** A case as it stands, or what is left of it. */
type Shown = { readonly found: RetentionPageView } | { readonly certificate: CertificatePageView };

function registerOne(app: FastifyInstance): void {
  const { deps } = app.shell;
  const show = get(app, {
    pattern: paths.retentionOf.pattern,
    permission,
    auditAs: 'retention',
    params: OneParams,
    load: async ({ params: { urn } }, { actor }) => {
      const view = await viewRetention(deps, actor, urn);
      if (!view.ok) return view;
      if ('certificate' in view.value) {
        const { certificate } = view.value;
        const shown: Shown = { certificate: certificatePageView(certificate) };
        return accept({ read: [], view: shown });
      }
      const { found } = view.value;
      const shown: Shown = { found: retentionPageView(found, actor.userId, deps.today()) };
      return accept({ read: { ownerId: found.ownerId, caseId: found.caseId }, view: shown });
    },
    page: (view: Shown, form) =>
      'found' in view ? RetentionPage(view.found, form) : CertificatePage(view.certificate),
  });
  /** One decision of the page, sent to an address of its own. */
  const decide = (
    pattern: string,
    auditAs: string,
    act: PostRoute<typeof permission, typeof OneParams, typeof AnyFields, never>['act'],
  ): void => {
    post(app, { ...{ pattern, permission, auditAs }, params: OneParams, body: AnyFields, act, onRefused: show });
  };
  const next = (urn: string, say: string) => ({ to: paths.retentionOf.to({ urn }), say });

  decide(paths.retentionGroup.pattern, 'set-retention-group', ({ params: { urn }, body }, _visit, command) =>
    setRetentionGroup(deps, command, { urn, group: textOf(body, 'group') }, next(urn, 'The group is saved.')),
  );
  decide(paths.keepCase.pattern, 'keep-case', async ({ params: { urn }, body }, _visit, command) => {
    const said = { urn, reason: textOf(body, 'keepReason') };
    return atField(await keepCase(deps, command, said, next(urn, 'The case is kept until its next review.')), {
      reason: 'keepReason',
    });
  });
  decide(paths.holdCase.pattern, 'hold-case', async ({ params: { urn }, body }, _visit, command) => {
    const said = { urn, reason: textOf(body, 'holdReason') };
    return atField(await placeHold(deps, command, said, next(urn, 'The case is held against erasure.')), {
      reason: 'holdReason',
    });
  });
  decide(paths.liftHold.pattern, 'lift-hold', async ({ params: { urn }, body }, _visit, command) => {
    const said = { urn, reason: textOf(body, 'liftReason') };
    return atField(await liftHold(deps, command, said, next(urn, 'The hold has ended.')), { reason: 'liftReason' });
  });
  decide(paths.askErasure.pattern, 'ask-for-erasure', async ({ params: { urn }, body }, _visit, command) => {
    const ground = Ground.safeParse(textOf(body, 'ground')).data;
    const said = { urn, ground, reason: textOf(body, 'askReason') };
    const asked = next(urn, 'You asked for this case to be erased. Somebody else has to agree.');
    return atField(await proposeErasure(deps, command, said, asked), { reason: 'askReason' });
  });
  decide(paths.withdrawErasure.pattern, 'withdraw-erasure', async ({ params: { urn }, body }, _visit, command) => {
    const said = { urn, reason: textOf(body, 'withdrawReason') };
    return atField(await withdrawErasure(deps, command, said, next(urn, 'The request to erase it is withdrawn.')), {
      reason: 'withdrawReason',
    });
  });
}

function registerErase(app: FastifyInstance): void {
  const { deps } = app.shell;
  const { pattern } = paths.eraseCase;
  const show = get(app, {
    pattern,
    permission,
    auditAs: 'erase-case',
    params: OneParams,
    load: async ({ params: { urn } }, { actor }) => {
      const view = await viewRetention(deps, actor, urn);
      if (!view.ok) return view;
      if ('certificate' in view.value) return leadTo(paths.retentionOf.to({ urn }));
      const { found } = view.value;
      return accept({
        read: { ownerId: found.ownerId, caseId: found.caseId },
        view: retentionPageView(found, actor.userId, deps.today()),
      });
    },
    page: EraseCasePage,
  });
  post(app, {
    ...{ pattern, permission, auditAs: 'erase-case', needsConfirming: true },
    params: OneParams,
    body: AnyFields,
    act: ({ params: { urn }, body }, _visit, command) => {
      const urnTyped = textOf(body, 'urn');
      const next = { to: paths.retentionOf.to({ urn }), say: `${urn} is erased. This is what is left of it.` };
      return eraseCase(deps, command, { urn, urnTyped }, next);
    },
    onRefused: show,
  });
}
