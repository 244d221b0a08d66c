import type { FastifyInstance } from 'fastify';
import { accept, refuse } from '../../../domain/kernel/result.ts';
import { viewCheck, viewSnapshot } from '../../../application/view-case.ts';
import { paths } from '../../paths.ts';
import { get } from '../../route.ts';
import { caseFrame, SubmissionParams } from '../case-frame/index.ts';
import { loadFile } from '../file-parts/index.ts';
import { ChecklistPage } from './page.tsx';
import { checklistView } from './view-model.ts';

/** The checklist of one file, filled in from its check: as it stands for police, as it was sent for the CPS. */
export function registerChecklist(app: FastifyInstance): void {
  const { deps } = app.shell;
  get(app, {
    pattern: paths.checklist.pattern,
    permission: 'case:read',
    auditAs: 'checklist',
    params: SubmissionParams,
    load: async ({ params }, { actor }) => {
      const file = await loadFile(deps, actor, params);
      if (!file.ok) return file;
      const { view, submission } = file.value;
      const given = {
        ...{ frame: caseFrame(view, undefined, actor), view, submission, deps },
      };
      if (view.side === 'police') {
        const check = await viewCheck(deps, actor, params.urn, params.submissionId);
        if (!check.ok) return check;
        const { ruleSetVersion, items } = check.value.check;
        return accept({
          read: view.ref,
          view: checklistView({ ...given, checked: { ruleSetVersion, items, gaps: check.value.gaps }, as: 'live' }),
        });
      }
      const [newest] = submission.sent;
      if (newest === undefined) return refuse('page-not-found', 'This submission has not been sent.');
      const sent = await viewSnapshot(deps, actor, params.urn, params.submissionId, newest.version);
      if (!sent.ok) return sent;
      const { check, gaps } = sent.value;
      return accept({
        read: view.ref,
        view: checklistView({
          ...given,
          checked: { ruleSetVersion: check.ruleSetVersion, items: check.items, gaps },
          as: 'sent',
        }),
      });
    },
    page: ChecklistPage,
  });
}
