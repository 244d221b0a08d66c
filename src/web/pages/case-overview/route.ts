import type { FastifyInstance } from 'fastify';
import { accept } from '../../../domain/kernel/result.ts';
import { viewCase, viewCheck, type CheckView } from '../../../application/view-case.ts';
import { paths } from '../../paths.ts';
import { get } from '../../route.ts';
import { CaseParams } from '../case-frame/index.ts';
import { OverviewPage } from './page.tsx';
import { overviewView } from './view-model.ts';

/** `/cases/:urn` */
export function registerCaseOverview(app: FastifyInstance): void {
  const { deps } = app.shell;
  get(app, {
    pattern: paths.case.pattern,
    permission: 'case:read',
    auditAs: 'view-case',
    params: CaseParams,
    load: async ({ params: { urn } }, { actor }) => {
      const found = await viewCase(deps, actor, urn);
      if (!found.ok) return found;
      const checks = new Map<string, CheckView>();
      if (found.value.side === 'police')
        for (const { submissionId } of found.value.submissions) {
          const check = await viewCheck(deps, actor, urn, submissionId);
          if (!check.ok) return check;
          checks.set(submissionId, check.value);
        }
      const view = overviewView(found.value, { checks, actor, offences: deps.offences, now: deps.now() });
      return accept({ view, read: found.value.ref });
    },
    page: OverviewPage,
  });
}
