import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { holds } from '../../../domain/access/index.ts';
import { isBeforeSending } from '../../../domain/case-file/index.ts';
import { accept, refuse } from '../../../domain/kernel/result.ts';
import { sayWhoDecides } from '../../../application/charging-authority.ts';
import { viewCheck } from '../../../application/view-case.ts';
import { paths } from '../../paths.ts';
import { get, post } from '../../route.ts';
import { caseFrame, submissionWaitsFor } from '../case-frame/index.ts';
import { AnyFields, loadFile, textOf } from '../file-parts/index.ts';
import { WhoDecidesPage } from './page.tsx';

/** A gatekeeper or inspector says who decides to charge with an offence, in place of the table (BR-03). */
export function registerWhoDecides(app: FastifyInstance): void {
  const { deps } = app.shell;
  const params = z.object({ urn: z.string(), submissionId: z.string(), offenceId: z.string() });
  const show = get(app, {
    pattern: paths.whoDecides.pattern,
    permission: 'file:gatekeep',
    auditAs: 'who-decides',
    params,
    load: async ({ params: { offenceId, ...about } }, { actor }) => {
      const file = await loadFile(deps, actor, about);
      if (!file.ok) return file;
      const check = await viewCheck(deps, actor, about.urn, about.submissionId);
      if (!check.ok) return check;
      const { view, submission } = file.value;
      const stands = check.value.authorities.find((each) => each.offenceId === offenceId);
      if (stands === undefined)
        return refuse('page-not-found', 'This submission has no such offence that is still to be decided.');
      return accept({
        read: view.ref,
        view: {
          frame: caseFrame(view, undefined, actor),
          ...{ record: view.record, submissionId: about.submissionId, stands, back: paths.gatekeep.to(about) },
          blocked: !holds(actor, 'gatekeeper', 'inspector_escalation')
            ? 'Only a gatekeeper or an inspector says who decides in place of the table.'
            : view.isOfficerInCase
              ? 'You are an officer in this case: another gatekeeper says who decides.'
              : isBeforeSending(submission.state)
                ? undefined
                : `It cannot be said now. ${submissionWaitsFor(view, submission)}.`,
        },
      });
    },
    page: WhoDecidesPage,
  });
  post(app, {
    pattern: paths.whoDecides.pattern,
    permission: 'file:gatekeep',
    auditAs: 'say-who-decides',
    params,
    body: AnyFields,
    act: async ({ params: about, body }, _visit, command) => {
      const decides = textOf(body, 'decides');
      if (decides !== 'police' && decides !== 'cps')
        return refuse('something-missing', 'Choose who decides', 'decides');
      return sayWhoDecides(
        deps,
        command,
        { ...about, decides, reason: textOf(body, 'reason') },
        {
          to: paths.gatekeep.to({ urn: about.urn, submissionId: about.submissionId }),
          say: `You said who decides on ${about.offenceId}. Your reason is kept with it.`,
        },
      );
    },
    onRefused: show,
  });
}
