import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { accept } from '../../../domain/kernel/result.ts';
import { awaitedIn, decidedOn, issueDecision } from '../../../application/review-file.ts';
import { paths } from '../../paths.ts';
import { get, post } from '../../route.ts';
import { caseFrame } from '../case-frame/index.ts';
import { AnyFields, atField, loadFile } from '../file-parts/index.ts';
import { offerOf, onlyLooks } from '../offences/offer.ts';
import { DecidePage } from './page.tsx';
import { decideView, readDecisions, reviewDay } from './view-model.ts';

/** The prosecutor decides, per suspect and offence. */
export function registerDecide(app: FastifyInstance): void {
  const { deps } = app.shell;
  const params = z.object({ urn: z.string(), submissionId: z.string() });
  const show = get(app, {
    pattern: paths.decide.pattern,
    permission: 'review:decide',
    auditAs: 'decide',
    params,
    load: async ({ params: about }, { actor }) => {
      const file = await loadFile(deps, actor, about);
      if (!file.ok) return file;
      const frame = caseFrame(file.value.view, undefined, actor);
      return accept({
        read: file.value.view.ref,
        view: decideView(file.value, { frame, contact: actor.contact, now: deps.now(), offer: offerOf(deps) }),
      });
    },
    page: DecidePage,
  });
  post(app, {
    pattern: paths.decide.pattern,
    permission: 'review:decide',
    auditAs: 'issue-decision',
    needsConfirming: true,
    params,
    body: AnyFields,
    asksForMore: onlyLooks,
    act: async ({ params: about, body }, { actor }, command) => {
      const file = await loadFile(deps, actor, about);
      if (!file.ok) return file;
      const { view, submission } = file.value;
      const awaited = awaitedIn(view.record, submission.defendantIds, decidedOn(view.decisions, submission));
      const decisions = readDecisions({ kind: submission.kind, awaited }, body, deps.offences);
      if (!decisions.ok) return decisions;
      const done = await issueDecision(
        deps,
        command,
        { ...about, decisions: decisions.value },
        {
          to: paths.charges.to({ urn: about.urn }),
          say: 'You issued the decision. Nobody is charged until police lay the charge.',
        },
      );
      const days = decisions.value.map(({ offenceId }) => reviewDay(offenceId));
      return atField(done, Object.fromEntries(days.map((day) => [day, `${day}-day`])));
    },
    onRefused: show,
  });
}
