import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { holds, sideOf } from '../../../domain/access/index.ts';
import { accept } from '../../../domain/kernel/result.ts';
import { isWaitsFor, listCases } from '../../../application/list-cases.ts';
import { many } from '../../form-fields.ts';
import { paths } from '../../paths.ts';
import { get } from '../../route.ts';
import { CaseListPage } from './page.tsx';
import { caseListView, type Wanted } from './view-model.ts';

const Query = z.object({
  search: z.string().trim().max(200).optional().catch(undefined),
  whose: z.enum(['mine', 'all']).optional().catch(undefined),
  // What an old link asks for and is no longer there is left out.
  waitsFor: many(z.string()).catch([]),
  page: z.coerce.number().int().min(1).max(10_000).optional().catch(undefined),
});

/** `/cases`: the cases this person may see, with a search. An officer starts with their own. */
export function registerCaseList(app: FastifyInstance): void {
  const { deps } = app.shell;
  get(app, {
    pattern: paths.cases.pattern,
    permission: 'case:list',
    auditAs: 'list-of-cases',
    params: z.object({}),
    query: Query,
    load: async ({ query }, { actor }) => {
      const side = sideOf(actor);
      const hasOwn = side === 'police' && actor.contact.collarNumber !== undefined;
      const startsWithOwn = hasOwn && holds(actor, 'officer_in_case', 'disclosure_officer');
      const search = query.search ?? '';
      const whose = query.whose ?? (startsWithOwn && search === '' ? 'mine' : 'all');
      const waitsFor = query.waitsFor.filter(isWaitsFor);
      const wanted: Wanted = { search, whose: hasOwn ? whose : 'all', waitsFor, page: query.page ?? 1 };
      const listing = await listCases(deps, actor, { ...wanted, mine: wanted.whose === 'mine' });
      const refs = listing.cases.map(({ ref }) => ref);
      return accept({
        view: caseListView(listing, { wanted, hasOwn, side }),
        read: search === '' ? refs : { found: refs },
      });
    },
    page: CaseListPage,
  });
}
