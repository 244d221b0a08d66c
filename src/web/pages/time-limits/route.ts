import type { FastifyInstance } from 'fastify';
import { accept } from '../../../domain/kernel/result.ts';
import { viewCase } from '../../../application/view-case.ts';
import { paths } from '../../paths.ts';
import { get } from '../../route.ts';
import { CaseParams } from '../case-frame/index.ts';
import { TimeLimitsPage } from './page.tsx';
import { timesView } from './view-model.ts';

/** `/cases/:urn/time-limits` */
export function registerTimeLimits(app: FastifyInstance): void {
  const { deps } = app.shell;
  get(app, {
    pattern: paths.timeLimits.pattern,
    permission: 'case:read',
    auditAs: 'view-time-limits',
    params: CaseParams,
    load: async ({ params: { urn } }, { actor }) => {
      const found = await viewCase(deps, actor, urn);
      if (!found.ok) return found;
      const times = timesView(found.value, deps.now());
      return accept({ view: { case: found.value, actor, times }, read: found.value.ref });
    },
    page: TimeLimitsPage,
  });
}
