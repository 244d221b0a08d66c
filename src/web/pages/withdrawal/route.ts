import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { may, sideOf } from '../../../domain/access/index.ts';
import { steps } from '../../../domain/case-file/index.ts';
import { accept, refuse } from '../../../domain/kernel/result.ts';
import { answerWithdrawal, askWithdrawal } from '../../../application/withdraw-request.ts';
import { paths } from '../../paths.ts';
import { get, post } from '../../route.ts';
import { caseFrame, sayKind, submissionWaitsFor } from '../case-frame/index.ts';
import { AnyFields, loadFile, textOf } from '../file-parts/index.ts';
import { WithdrawalPage, type WithdrawalView } from './page.tsx';

/** Police take a request back: the officer through the supervisor, with a reason (T34). */
export function registerWithdrawal(app: FastifyInstance): void {
  const { deps } = app.shell;
  const params = z.object({ urn: z.string(), submissionId: z.string() });
  const show = get(app, {
    pattern: paths.withdrawal.pattern,
    permission: 'case:read',
    auditAs: 'withdrawal',
    params,
    load: async ({ params: about }, { actor }) => {
      const file = await loadFile(deps, actor, about);
      if (!file.ok) return file;
      const { view, submission } = file.value;
      if (sideOf(actor) !== 'police') return refuse('page-not-found', 'Police withdraw their requests.');
      const from: readonly string[] = steps.T34.from;
      const { withdrawal: asked } = submission;
      const part: WithdrawalView['part'] = !from.includes(submission.state)
        ? { says: `It cannot be withdrawn now. ${submissionWaitsFor(view, submission)}.` }
        : asked === undefined
          ? view.isOfficerInCase && may(actor, 'file:submit')
            ? 'ask'
            : { says: 'The officer in the case asks to withdraw it, and a supervisor agrees.' }
          : may(actor, 'file:certify') && !view.isOfficerInCase
            ? 'answer'
            : { says: 'A supervisor agrees or refuses.' };
      return accept({
        read: view.ref,
        view: {
          frame: caseFrame(view, undefined, actor),
          ...{ ...about, asked, part },
          caption: `${about.submissionId}, version ${submission.version}: ${sayKind(submission.kind)}`,
        },
      });
    },
    page: WithdrawalPage,
  });
  post(app, {
    pattern: paths.withdrawal.pattern,
    permission: 'file:submit',
    auditAs: 'ask-withdrawal',
    params,
    body: AnyFields,
    act: ({ params: about, body }, _visit, command) =>
      askWithdrawal(
        deps,
        command,
        { ...about, reason: textOf(body, 'reason') },
        { to: paths.case.to({ urn: about.urn }), say: 'You asked to withdraw the request. A supervisor answers.' },
      ),
    onRefused: show,
  });
  post(app, {
    pattern: paths.answerWithdrawal.pattern,
    permission: 'file:certify',
    auditAs: 'answer-withdrawal',
    params,
    body: AnyFields,
    act: async ({ params: about, body }, _visit, command) => {
      const answer = textOf(body, 'answer');
      if (answer !== 'agree' && answer !== 'refuse')
        return refuse('something-missing', 'Choose whether it is withdrawn', 'answer');
      return answerWithdrawal(
        deps,
        command,
        { ...about, agrees: answer === 'agree', reason: textOf(body, 'reason') },
        {
          to: paths.case.to({ urn: about.urn }),
          say: answer === 'agree' ? 'The request is withdrawn.' : 'The request goes on. The officer reads why.',
        },
      );
    },
    onRefused: show,
  });
}
