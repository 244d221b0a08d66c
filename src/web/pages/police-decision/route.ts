import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { accept, refuse } from '../../../domain/kernel/result.ts';
import { isBeforeTheGate } from '../../../domain/case-file/index.ts';
import { decideForPolice } from '../../../application/decide-for-police.ts';
import { viewCheck } from '../../../application/view-case.ts';
import { paths } from '../../paths.ts';
import { get, post } from '../../route.ts';
import { caseFrame } from '../case-frame/index.ts';
import { AnyFields, loadFile, textOf } from '../file-parts/index.ts';
import { notDelivered } from '../gatekeep/words.ts';
import { PoliceDecisionPage, PoliceDecisionsPage } from './page.tsx';
import { policeDecisionsView, policeDecisionView, readPoliceDecisions } from './view-model.ts';

const OfFile = z.object({ urn: z.string(), submissionId: z.string() });
const OfSuspect = OfFile.extend({ defendantId: z.string() });

/** Police decide at the gate without the CPS: charge, no further action, an outcome out of court (T06, T07, BR-06). */
export function registerPoliceDecision(app: FastifyInstance): void {
  const { deps } = app.shell;
  get(app, {
    pattern: paths.policeDecisions.pattern,
    permission: 'police:decide',
    auditAs: 'police-decisions',
    params: OfFile,
    load: async ({ params }, { actor }) => {
      const file = await loadFile(deps, actor, params);
      if (!file.ok) return file;
      const { view } = file.value;
      return accept({
        read: view.ref,
        view: policeDecisionsView(file.value, caseFrame(view, undefined, actor), actor),
      });
    },
    page: PoliceDecisionsPage,
  });
  const show = get(app, {
    pattern: paths.policeDecision.pattern,
    permission: 'police:decide',
    auditAs: 'police-decision',
    params: OfSuspect,
    load: async ({ params: { defendantId, ...about } }, { actor }) => {
      const file = await loadFile(deps, actor, about);
      if (!file.ok) return file;
      const { view, submission } = file.value;
      if (!submission.defendantIds.includes(defendantId))
        return refuse('page-not-found', 'This submission has no such suspect.');
      const check = await viewCheck(deps, actor, about.urn, about.submissionId);
      if (!check.ok) return check;
      const frame = caseFrame(view, undefined, actor);
      return accept({
        read: view.ref,
        view: policeDecisionView(file.value, check.value, { frame, actor, defendantId, now: deps.now() }),
      });
    },
    page: PoliceDecisionPage,
  });
  post(app, {
    pattern: paths.policeDecision.pattern,
    permission: 'police:decide',
    auditAs: 'decide-for-police',
    needsConfirming: true,
    params: OfSuspect,
    body: AnyFields,
    act: async ({ params, body }, { actor }, command) => {
      const file = await loadFile(deps, actor, params);
      if (!file.ok) return file;
      const offences = file.value.view.record.offences.filter(({ defendantId }) => defendantId === params.defendantId);
      const decisions = readPoliceDecisions(offences, body);
      const urgent = decisions.some(({ outcome }) => outcome === 'urgent_charge');
      return decideForPolice(
        deps,
        command,
        { ...params, seen: textOf(body, 'seen'), decisions, urgentReason: textOf(body, 'urgentReason') },
        {
          to: paths.charges.to({ urn: params.urn }),
          say: urgent
            ? isBeforeTheGate(file.value.submission.state)
              ? 'The urgent charge is decided. Lay it and record it, and have the file certified and sent at once: the CPS are told with it.'
              : 'The urgent charge is decided and the file is with the CPS. Now lay the charge and record it.'
            : 'What police decided is recorded. Nobody is charged until a charge is laid and recorded.',
        },
        notDelivered(params),
      );
    },
    onRefused: show,
  });
}
