import type { FastifyInstance } from 'fastify';
import { SubmissionKind } from '../../../domain/case-file/index.ts';
import { accept, refuse } from '../../../domain/kernel/result.ts';
import { changeKind } from '../../../application/build-file.ts';
import { viewKinds } from '../../../application/view-case.ts';
import { paths } from '../../paths.ts';
import { get, post } from '../../route.ts';
import { caseFrame, SubmissionParams } from '../case-frame/index.ts';
import { AnyFields, loadFile, textOf } from '../file-parts/index.ts';
import { tellChange } from '../submission/supposing.ts';
import { KindPage } from './page.tsx';
import { kindView } from './view-model.ts';

/** `/cases/:urn/submissions/:submissionId/kind`: puts a file forward as another kind of submission. */
export function registerKind(app: FastifyInstance): void {
  const { deps } = app.shell;
  const show = get(app, {
    pattern: paths.kind.pattern,
    permission: 'case:build',
    auditAs: 'kind-of-submission',
    params: SubmissionParams,
    load: async ({ params }, { actor }) => {
      const file = await loadFile(deps, actor, params);
      if (!file.ok) return file;
      const { view, submission } = file.value;
      if (!view.mayBuild)
        return refuse('not-allowed', 'Only an officer in this case or its disclosure officer changes its file.');
      const kinds = await viewKinds(deps, actor, params.urn, params.submissionId);
      if (!kinds.ok) return kinds;
      return accept({
        read: view.ref,
        view: kindView(view, submission, kinds.value, {
          frame: caseFrame(view, undefined, actor),
          edition: deps.edition,
        }),
      });
    },
    page: KindPage,
  });
  post(app, {
    pattern: paths.kind.pattern,
    permission: 'case:build',
    auditAs: 'change-kind',
    params: SubmissionParams,
    body: AnyFields,
    act: ({ params, body }, _visit, command) => {
      const kind = SubmissionKind.safeParse(textOf(body, 'kind'));
      if (!kind.success) return Promise.resolve(refuse('something-missing', 'Choose a kind of submission', 'kind'));
      return changeKind(
        deps,
        command,
        { ...params, kind: kind.data, reason: textOf(body, 'reason'), was: textOf(body, 'was') },
        {
          to: paths.submission.to(params, tellChange),
          say: 'The kind of submission is changed. The check has been run again.',
        },
      );
    },
    onRefused: show,
  });
}
