import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { holds } from '../../../domain/access/index.ts';
import { accept, refuse } from '../../../domain/kernel/result.ts';
import { tellVictim } from '../../../application/decide-for-police.ts';
import { viewCase } from '../../../application/view-case.ts';
import { paths } from '../../paths.ts';
import { get, post } from '../../route.ts';
import { caseFrame } from '../case-frame/index.ts';
import { AnyFields, atField, readNeededDate, textOf } from '../file-parts/index.ts';
import { VictimNoticePage } from './page.tsx';

/** Police record that a victim was told of a decision not to charge (T07). */
export function registerVictimNotice(app: FastifyInstance): void {
  const { deps } = app.shell;
  const params = z.object({ urn: z.string(), noticeId: z.string() });
  const show = get(app, {
    pattern: paths.victimNotice.pattern,
    permission: 'case:read',
    auditAs: 'victim-notice',
    params,
    load: async ({ params: { urn, noticeId } }, { actor }) => {
      const view = await viewCase(deps, actor, urn);
      if (!view.ok) return view;
      const notice = view.value.victimNotices.find((each) => each.noticeId === noticeId);
      if (notice === undefined) return refuse('page-not-found', 'This case has no such notice.');
      const mayTell =
        view.value.isOfficerInCase || holds(actor, 'supervisor', 'rasso_ds', 'inspector_escalation', 'gatekeeper');
      return accept({
        read: view.value.ref,
        view: {
          frame: caseFrame(view.value, 'charges', actor),
          ...{ record: view.value.record, notice },
          blocked: mayTell
            ? undefined
            : 'Only an officer in this case, a supervisor or a gatekeeper records that a victim was told.',
        },
      });
    },
    page: VictimNoticePage,
  });
  post(app, {
    pattern: paths.victimNotice.pattern,
    permission: 'case:read',
    auditAs: 'tell-victim',
    params,
    body: AnyFields,
    act: async ({ params: about, body }, _visit, command) => {
      const on = readNeededDate(body, 'on', 'The day on which they were told');
      if (!on.ok) return on;
      const done = await tellVictim(
        deps,
        command,
        { ...about, on: on.value, how: textOf(body, 'how') },
        { to: paths.charges.to({ urn: about.urn }), say: 'It is recorded that they were told.' },
      );
      return atField(done, { on: 'on-day' });
    },
    onRefused: show,
  });
}
