import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { holds, sideOf } from '../../../domain/access/index.ts';
import { accept } from '../../../domain/kernel/result.ts';
import { listCases } from '../../../application/list-cases.ts';
import { paths } from '../../paths.ts';
import { get } from '../../route.ts';
import { CaseListPage } from './page.tsx';

const Query = z.object({
  search: z.string().trim().max(200).optional().catch(undefined),
  whose: z.enum(['mine', 'all']).optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(10_000).optional().catch(undefined),
});

/** The cases this person may see, with a search. An officer starts with their own. */
export function registerCaseList(app: FastifyInstance): void {
  const { deps } = app.shell;
  get(app, {
    pattern: paths.cases.pattern,
    permission: 'case:list',
    // A list of references and titles is no reading of a case.
    auditAs: null,
    params: z.object({}),
    query: Query,
    load: async ({ query }, { actor }) => {
      const police = sideOf(actor) === 'police';
      const hasOwn = police && actor.contact.collarNumber !== undefined;
      const startsWithOwn = hasOwn && holds(actor, 'officer_in_case', 'disclosure_officer');
      const search = query.search ?? '';
      const page = query.page ?? 1;
      const whose = query.whose ?? (startsWithOwn && search === '' ? 'mine' : 'all');
      const listing = await listCases(deps, actor, { search, mine: hasOwn && whose === 'mine', page });
      return accept({ view: { ...listing, search, whose, hasOwn, page, police } });
    },
    page: CaseListPage,
  });
}
