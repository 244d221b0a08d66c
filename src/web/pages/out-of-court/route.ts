import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { accept, refuse } from '../../../domain/kernel/result.ts';
import { recordOutOfCourt } from '../../../application/out-of-court.ts';
import { viewCase } from '../../../application/view-case.ts';
import { paths } from '../../paths.ts';
import { get, post } from '../../route.ts';
import { caseFrame } from '../case-frame/index.ts';
import { atField } from '../file-parts/index.ts';
import { OutOfCourtPage } from './page.tsx';
import { conditionBoxes, decidedOutOfCourt, OutOfCourtForm, outOfCourtView, readOutOfCourt } from './view-model.ts';

/** What becomes of an outcome out of court that the CPS decided, as police carry it out (T32). */
export function registerOutOfCourt(app: FastifyInstance): void {
  const { deps } = app.shell;
  const params = z.object({ urn: z.string(), submissionId: z.string(), offenceId: z.string() });
  const show = get(app, {
    pattern: paths.outOfCourt.pattern,
    permission: 'case:read',
    auditAs: 'out-of-court',
    params,
    load: async ({ params: about }, { actor }) => {
      const view = await viewCase(deps, actor, about.urn);
      if (!view.ok) return view;
      const decision = decidedOutOfCourt(view.value, about);
      if (decision === undefined)
        return refuse('page-not-found', 'The CPS did not decide on an outcome out of court for that offence.');
      return accept({
        read: view.value.ref,
        view: outOfCourtView(view.value, decision, {
          frame: caseFrame(view.value, 'charges', actor),
          ...{ actor, now: deps.now(), today: deps.today().toString() },
        }),
      });
    },
    page: OutOfCourtPage,
  });
  post(app, {
    pattern: paths.outOfCourt.pattern,
    permission: 'charge:record',
    auditAs: 'record-out-of-court',
    needsConfirming: true,
    params,
    body: OutOfCourtForm,
    act: async ({ params: about, body }, _visit, command) => {
      const typed = Object.entries(body).flatMap(([name, value]) =>
        value === undefined ? [] : [[name, value] as const],
      );
      const said = readOutOfCourt(Object.fromEntries(typed));
      if (!said.ok) return said;
      const done = await recordOutOfCourt(
        deps,
        command,
        { ...about, ...said.value },
        { to: paths.outOfCourt.to(about), say: says[said.value.step] },
      );
      return atField(done, {
        on: 'on-day',
        ...Object.fromEntries(conditionBoxes.map((box) => [`conditions-${box}-dueOn`, `conditions-${box}-dueOn-day`])),
      });
    },
    onRefused: show,
  });
}

const says = {
  offered: 'The offer is recorded.',
  accepted: 'It is recorded that it was accepted.',
  refused: 'The refusal is recorded. The CPS decide again.',
  condition_kept: 'It is recorded what was kept.',
  breached: 'It is recorded what was not kept. The CPS decide again.',
} as const;
