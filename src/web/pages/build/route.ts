import type { FastifyInstance } from 'fastify';
import { accept } from '../../../domain/kernel/result.ts';
import { viewCase, viewCheck, type CheckView } from '../../../application/view-case.ts';
import { paths } from '../../paths.ts';
import { get, leadTo } from '../../route.ts';
import { CaseParams } from '../case-frame/index.ts';
import { BuildPage } from './page.tsx';
import { buildView } from './view-model.ts';

/** `/cases/:urn/build`: the files that police hold, by topic. The CPS are led to what was sent. */
export function registerBuild(app: FastifyInstance): void {
  const { deps } = app.shell;
  get(app, {
    pattern: paths.build.pattern,
    permission: 'case:read',
    auditAs: 'build-file',
    params: CaseParams,
    load: async ({ params: { urn } }, { actor }) => {
      const found = await viewCase(deps, actor, urn);
      if (!found.ok) return found;
      if (found.value.side !== 'police') return leadTo(paths.case.to({ urn }));
      const checks = new Map<string, CheckView>();
      for (const { submissionId } of found.value.submissions) {
        const check = await viewCheck(deps, actor, urn, submissionId);
        if (!check.ok) return check;
        checks.set(submissionId, check.value);
      }
      const view = buildView(found.value, checks, { editions: deps, actor, now: deps.now() });
      return accept({ view, read: found.value.ref });
    },
    page: BuildPage,
  });
}
