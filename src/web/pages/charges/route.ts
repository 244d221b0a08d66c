import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { may } from '../../../domain/access/index.ts';
import { accept } from '../../../domain/kernel/result.ts';
import { viewCase } from '../../../application/view-case.ts';
import { paths } from '../../paths.ts';
import { get } from '../../route.ts';
import { caseFrame } from '../case-frame/index.ts';
import { limitLines } from '../file-parts/index.ts';
import { ChargesPage } from './page.tsx';
import { chargesView } from './view-model.ts';

/** Charges of a case, authorised and laid. */
export function registerCharges(app: FastifyInstance): void {
  const { deps } = app.shell;
  get(app, {
    pattern: paths.charges.pattern,
    permission: 'case:read',
    auditAs: 'charges',
    params: z.object({ urn: z.string() }),
    load: async ({ params: { urn } }, { actor }) => {
      const view = await viewCase(deps, actor, urn);
      if (!view.ok) return view;
      const defendantIds = view.value.record.defendants.map(({ id }) => id);
      return accept({
        read: view.value.ref,
        view: chargesView(view.value, limitLines(view.value, defendantIds, deps.now()), {
          frame: caseFrame(view.value, 'charges', actor),
          mayRecord: may(actor, 'charge:record'),
          today: deps.today().toString(),
        }),
      });
    },
    page: ChargesPage,
  });
}
