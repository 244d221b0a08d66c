import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { accept } from '../../../domain/kernel/result.ts';
import { submitFile } from '../../../application/assure-file.ts';
import { viewCheck } from '../../../application/view-case.ts';
import { paths } from '../../paths.ts';
import { get, leadTo, post } from '../../route.ts';
import { SubmissionParams } from '../case-frame/index.ts';
import { groupedBy, loadFile } from '../file-parts/index.ts';
import { SubmissionPage } from './page.tsx';
import { SupposingQuery, triedIn } from './supposing.ts';
import { submissionView } from './view-model.ts';

/** `/cases/:urn/submissions/:submissionId`, and the button on it that submits the file. */
export function registerSubmission(app: FastifyInstance): void {
  const { deps } = app.shell;
  const show = get(app, {
    pattern: paths.submission.pattern,
    permission: 'case:read',
    auditAs: 'view-submission',
    params: SubmissionParams,
    query: SupposingQuery,
    load: async ({ params, query }, { actor }) => {
      const file = await loadFile(deps, actor, params);
      if (!file.ok) return file;
      const { view, submission } = file.value;
      // The CPS read what was sent, and nothing of the file as it is being worked on.
      const [newest] = submission.sent;
      if (view.side !== 'police')
        return leadTo(paths.snapshot.to({ ...params, version: String(newest?.version ?? submission.version) }));
      const tried = triedIn(query);
      const supposing = tried ?? (query.told === undefined ? undefined : 'before-my-change');
      const check = await viewCheck(deps, actor, params.urn, params.submissionId, supposing);
      if (!check.ok) return check;
      return accept({
        view: submissionView(view, submission, check.value, {
          ...{
            editions: deps,
            actor,
            now: deps.now(),
            minutesPerPage: deps.minutesPerPage,
            by: groupedBy(query.by),
            query,
            tried: tried?.given,
          },
        }),
        read: view.ref,
      });
    },
    page: SubmissionPage,
  });
  post(app, {
    pattern: paths.submitFile.pattern,
    permission: 'file:submit',
    auditAs: 'submit-file',
    params: SubmissionParams,
    body: z.strictObject({}),
    act: ({ params }, _visit, command) =>
      submitFile(deps, command, params, {
        to: paths.case.to({ urn: params.urn }),
        say: `${params.submissionId} is with your supervisor.`,
      }),
    onRefused: show,
  });
}
