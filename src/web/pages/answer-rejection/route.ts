import type { FastifyInstance } from 'fastify';
import { pointsOf, RejectionAnswerKind } from '../../../domain/case-file/index.ts';
import { accept, refuse } from '../../../domain/kernel/result.ts';
import { answerRejection } from '../../../application/answer-rejection.ts';
import { stampOf } from '../../../application/build-file.ts';
import { paths } from '../../paths.ts';
import { get, post } from '../../route.ts';
import { SubmissionParams } from '../case-frame/index.ts';
import { AnyFields, loadFile, textOf } from '../file-parts/index.ts';
import { AnswerRejectionPage } from './page.tsx';

/** Police answer what CPS triage rejected a file for, point by point. */
export function registerAnswerRejection(app: FastifyInstance): void {
  const { deps } = app.shell;
  const show = get(app, {
    pattern: paths.rejection.pattern,
    permission: 'case:build',
    auditAs: 'rejection',
    params: SubmissionParams,
    load: async ({ params }, { actor }) => {
      const file = await loadFile(deps, actor, params);
      if (!file.ok) return file;
      const { view, submission } = file.value;
      if (!view.mayBuild)
        return refuse('not-allowed', 'Only an officer in this case or its disclosure officer changes its file.');
      const { rejection } = submission;
      if (rejection === undefined || submission.holder !== 'police')
        return refuse('page-not-found', 'There is no rejection to answer on this file.');
      return accept({
        read: view.ref,
        view: {
          ...{ case: view, actor, submissionId: params.submissionId, rejection, edition: deps.edition },
          stamp: stampOf(rejection.answers),
        },
      });
    },
    page: AnswerRejectionPage,
  });
  post(app, {
    pattern: paths.rejection.pattern,
    permission: 'case:build',
    auditAs: 'answer-rejection',
    params: SubmissionParams,
    body: AnyFields,
    act: async ({ params, body }, { actor }, command) => {
      const file = await loadFile(deps, actor, params);
      if (!file.ok) return file;
      const { rejection } = file.value.submission;
      const points = rejection === undefined ? [] : pointsOf(rejection);
      return answerRejection(
        deps,
        command,
        {
          ...params,
          answers: points.map(({ id }) => ({
            point: id,
            kind: RejectionAnswerKind.safeParse(textOf(body, `kind-${id}`)).data,
            text: textOf(body, `answer-${id}`),
            materialIds: textOf(body, `material-${id}`)
              .toUpperCase()
              .split(/[\s,;]+/u)
              .filter((each) => each !== ''),
          })),
          stamp: textOf(body, 'stamp'),
        },
        { to: paths.submission.to(params), say: 'Your answers to the rejection are saved.' },
      );
    },
    onRefused: show,
  });
}
