import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { accept } from '../../../domain/kernel/result.ts';
import { viewHistory, viewMoves } from '../../../application/case-history.ts';
import { viewCase } from '../../../application/view-case.ts';
import { paths } from '../../paths.ts';
import { get } from '../../route.ts';
import { caseFrame } from '../case-frame/index.ts';
import { movesView } from './moves.ts';
import { HistoryPage } from './page.tsx';

/** What happened in a case, as a plain list. */
export function registerHistory(app: FastifyInstance): void {
  const { deps } = app.shell;
  get(app, {
    pattern: paths.history.pattern,
    permission: 'history:read',
    auditAs: 'history',
    params: z.object({ urn: z.string() }),
    load: async ({ params: { urn } }, { actor }) => {
      const view = await viewCase(deps, actor, urn);
      if (!view.ok) return view;
      const entries = await viewHistory(deps, actor, urn);
      if (!entries.ok) return entries;
      const moves = await viewMoves(deps, actor, urn);
      if (!moves.ok) return moves;
      return accept({
        read: view.value.ref,
        view: {
          ...{ frame: caseFrame(view.value, 'history', actor), urn, entries: entries.value },
          moves: movesView(moves.value, view.value, deps.now()),
        },
      });
    },
    page: HistoryPage,
  });
}
