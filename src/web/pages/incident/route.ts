import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { may } from '../../../domain/access/index.ts';
import { isIncidentOutcome } from '../../../domain/case-file/index.ts';
import { accept, refuse } from '../../../domain/kernel/result.ts';
import { answerIncident } from '../../../application/clock-notices.ts';
import { viewCase } from '../../../application/view-case.ts';
import { requiredText } from '../../form-fields.ts';
import { paths } from '../../paths.ts';
import { get, post } from '../../route.ts';
import { caseFrame } from '../case-frame/index.ts';
import { IncidentPage } from './page.tsx';
import { incidentLine } from './view-model.ts';

/** A clock that ran out: everybody who reads the case sees it, those who supervise answer for it. */
export function registerIncident(app: FastifyInstance): void {
  const { deps } = app.shell;
  const params = z.object({ urn: z.string(), incidentId: z.string() });
  const show = get(app, {
    pattern: paths.incident.pattern,
    permission: 'case:read',
    auditAs: 'time-limit-incident',
    params,
    load: async ({ params: { urn, incidentId } }, { actor }) => {
      const found = await viewCase(deps, actor, urn);
      if (!found.ok) return found;
      const incident = found.value.incidents.find((each) => each.incidentId === incidentId);
      if (incident === undefined) return refuse('page-not-found', 'This case has no such incident.');
      return accept({
        read: found.value.ref,
        view: {
          ...{ frame: caseFrame(found.value, 'time-limits', actor), urn, incident },
          line: incidentLine(incident, deps.now()),
          mayAnswer: may(actor, 'time-limits:answer') && !found.value.isOfficerInCase,
        },
      });
    },
    page: IncidentPage,
  });
  post(app, {
    pattern: paths.incident.pattern,
    permission: 'time-limits:answer',
    auditAs: 'answer-time-limit-incident',
    params,
    body: z.strictObject({
      outcome: z.string({ error: 'Choose what happened' }).refine(isIncidentOutcome, 'Choose what happened'),
      why: requiredText('Say why it was not done in time'),
      doneNow: requiredText('Say what is done now and by whom'),
    }),
    act: ({ params: { urn, incidentId }, body }, _visit, command) =>
      answerIncident(
        deps,
        command,
        { urn, incidentId, ...body },
        {
          to: paths.timeLimits.to({ urn }),
          say: 'The answer is recorded. It stays on this page with the time limit that ran out.',
        },
      ),
    onRefused: show,
  });
}
