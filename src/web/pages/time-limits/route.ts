import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { accept } from '../../../domain/kernel/result.ts';
import { viewCase } from '../../../application/view-case.ts';
import { paths } from '../../paths.ts';
import { get } from '../../route.ts';
import { caseFrame } from '../case-frame/index.ts';
import { TimeLimitsPage } from './page.tsx';
import { timeLimitsView } from './view-model.ts';

/** Every time limit and clock of a case with how it was worked out. */
export function registerTimeLimits(app: FastifyInstance): void {
  const { deps } = app.shell;
  get(app, {
    pattern: paths.timeLimits.pattern,
    permission: 'case:read',
    auditAs: 'time-limits',
    params: z.object({ urn: z.string() }),
    load: async ({ params: { urn } }, { actor }) => {
      const view = await viewCase(deps, actor, urn);
      return view.ok
        ? accept({
            read: view.value.ref,
            view: {
              frame: caseFrame(view.value, 'time-limits', actor),
              ...timeLimitsView(view.value, deps.now()),
            },
          })
        : view;
    },
    page: TimeLimitsPage,
  });
}
