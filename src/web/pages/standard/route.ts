import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { may } from '../../../domain/access/index.ts';
import { SubmissionKind } from '../../../domain/case-file/index.ts';
import { accept, refuse } from '../../../domain/kernel/result.ts';
import { compareOverCases } from '../../../application/compare-over-cases.ts';
import { paths } from '../../paths.ts';
import { get } from '../../route.ts';
import { BlankChecklistPage, ComparePage, StandardPage } from './page.tsx';
import { blankChecklistView, compareView, standardView } from './view-model.ts';

/** Cases looked at on the page; the command line looks at all. */
const mostCompared = 100;

/** The file standard itself: checklists, editions, and what another edition would change. */
export function registerStandard(app: FastifyInstance): void {
  const { deps } = app.shell;
  get(app, {
    pattern: paths.standard.pattern,
    permission: 'signed-in',
    auditAs: null,
    params: z.object({}),
    load: (_input, { actor }) =>
      Promise.resolve(
        accept({
          view: standardView({
            all: deps.editions.all,
            inForce: deps.edition,
            readsLog: may(actor, 'measures:read'),
            mayCompare: may(actor, 'measures:read') && actor.organisation.kind === 'force',
          }),
        }),
      ),
    page: StandardPage,
  });
  get(app, {
    pattern: paths.standardChecklist.pattern,
    permission: 'signed-in',
    auditAs: null,
    params: z.object({ kind: SubmissionKind }),
    query: z.object({ edition: z.string().optional().catch(undefined) }),
    load: ({ params: { kind }, query }, { actor }) => {
      const edition = query.edition === undefined ? deps.edition : deps.editions.byId(query.edition);
      return Promise.resolve(
        edition === undefined
          ? refuse('page-not-found', 'There is no such edition of the file standard.')
          : accept({
              view: blankChecklistView(edition, kind, {
                ...{ local: deps.localChecklist, organisation: actor.organisation },
              }),
            }),
      );
    },
    page: BlankChecklistPage,
  });
  get(app, {
    pattern: paths.compareEdition.pattern,
    permission: 'measures:read',
    auditAs: 'compare-editions',
    params: z.object({ edition: z.string() }),
    load: async ({ params }, { actor }) => {
      const compared = await compareOverCases(deps, actor, params.edition, mostCompared);
      if (!compared.ok) return compared;
      return accept({ view: compareView(compared.value, may(actor, 'case:read')), read: compared.value.read });
    },
    page: ComparePage,
  });
}
