import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { accept, refuse } from '../../../domain/kernel/result.ts';
import { answerQuestion } from '../../../application/build-file.ts';
import { viewCheck } from '../../../application/view-case.ts';
import { paths } from '../../paths.ts';
import { get, post } from '../../route.ts';
import { caseFrame } from '../case-frame/index.ts';
import { AnyFields, loadFile, readNeededDate, textOf } from '../file-parts/index.ts';
import { tellChange } from '../submission/supposing.ts';
import { QuestionPage } from './page.tsx';
import { questionView, valueOf } from './view-model.ts';

/** One question whose answer decides what the file needs. */
export function registerQuestion(app: FastifyInstance): void {
  const { deps } = app.shell;
  const params = z.object({ urn: z.string(), submissionId: z.string(), fact: z.string() });
  const show = get(app, {
    pattern: paths.question.pattern,
    permission: 'case:build',
    auditAs: 'question',
    params,
    load: async ({ params: about }, { actor }) => {
      const file = await loadFile(deps, actor, about);
      if (!file.ok) return file;
      const check = await viewCheck(deps, actor, about.urn, about.submissionId);
      if (!check.ok) return check;
      const view = questionView(file.value, check.value, about.fact, deps.edition);
      if (view === undefined) return refuse('page-not-found', 'That question is not open on this submission.');
      return accept({
        read: file.value.view.ref,
        view: { ...view, case: file.value.view, frame: caseFrame(file.value.view, 'overview', actor) },
      });
    },
    page: QuestionPage,
  });
  post(app, {
    pattern: paths.question.pattern,
    permission: 'case:build',
    auditAs: 'answer-question',
    params,
    body: AnyFields,
    act: async ({ params: about, body }, { actor }, command) => {
      const check = await viewCheck(deps, actor, about.urn, about.submissionId);
      if (!check.ok) return check;
      const type = check.value.check.questions.find(({ fact }) => fact === about.fact)?.type;
      const date = type === 'date' ? readNeededDate(body, 'value', 'The date') : undefined;
      if (date?.ok === false) return date;
      const declared = type ?? deps.edition.facts.get(about.fact)?.type ?? 'boolean';
      const value = date === undefined ? valueOf(declared, textOf(body, 'value')) : date.value;
      if (value === undefined) return refuse('not-valid', 'Choose an answer', 'value');
      return answerQuestion(
        deps,
        command,
        { ...about, value, stamp: textOf(body, 'stamp') },
        {
          to: paths.submission.to({ urn: about.urn, submissionId: about.submissionId }, tellChange),
          say: 'Answer saved. The check has been run again.',
        },
      );
    },
    onRefused: show,
  });
}
