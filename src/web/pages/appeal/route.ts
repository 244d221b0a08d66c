import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { answerAppeal, declineAdvice, escalateRejection, makeAppeal } from '../../../application/appeals.ts';
import { may } from '../../../domain/access/index.ts';
import { accept } from '../../../domain/kernel/result.ts';
import { optionalText, requiredText } from '../../form-fields.ts';
import { paths } from '../../paths.ts';
import { get, post } from '../../route.ts';
import { caseFrame, sayKind, submissionWaitsFor } from '../case-frame/index.ts';
import { loadFile } from '../file-parts/index.ts';
import { AppealPage, DeclinePage, type DeclineView } from './page.tsx';
import { appealView } from './view-model.ts';

const params = z.object({ urn: z.string(), submissionId: z.string() });

/** A prosecutor declines to give early advice. */
function registerDecline(app: FastifyInstance): void {
  const { deps } = app.shell;
  const show = get(app, {
    pattern: paths.declineAdvice.pattern,
    permission: 'advice:decline',
    auditAs: 'decline-advice',
    params,
    load: async ({ params: about }, { actor }) => {
      const file = await loadFile(deps, actor, about);
      if (!file.ok) return file;
      const { view, submission } = file.value;
      const request = view.record.submissions.find(({ id }) => id === about.submissionId)?.request;
      const waits =
        submission.state === 'advice_triage'
          ? may(actor, 'advice:manage')
          : may(actor, 'review:decide') && ['triage_accepted', 'allocated', 'in_review'].includes(submission.state);
      const shown: DeclineView = {
        frame: caseFrame(view, undefined, actor),
        ...about,
        caption: `${about.submissionId}, version ${submission.version}: ${sayKind(submission.kind)}`,
        blocked:
          submission.kind !== 'EA'
            ? 'This submission asks for a decision and not for advice.'
            : waits
              ? undefined
              : `This file is not waiting for you to advise. ${submissionWaitsFor(view, submission)}.`,
        contact: actor.contact,
        back: submission.state === 'advice_triage' ? paths.adviceManager.to(about) : paths.review.to(about),
        sought: { adviceSought: request?.['adviceSought'], issues: request?.['issues'] },
      };
      return accept({ read: view.ref, view: shown });
    },
    page: DeclinePage,
  });
  post(app, {
    pattern: paths.declineAdvice.pattern,
    permission: 'advice:decline',
    auditAs: 'give-no-advice',
    params,
    body: z.strictObject({
      reason: requiredText('Choose why no advice is given'),
      text: requiredText('Say it in a way that tells the officer what to do instead'),
    }),
    act: ({ params: about, body }, _visit, command) =>
      declineAdvice(
        deps,
        command,
        { ...about, ...body },
        { to: paths.appeal.to(about), say: 'You declined to advise. Police have your reasons.' },
      ),
    onRefused: show,
  });
}

/** What was declined, decided against prosecution or rejected at triage, and the appeals on it. */
export function registerAppeal(app: FastifyInstance): void {
  const { deps } = app.shell;
  registerDecline(app);
  const show = get(app, {
    pattern: paths.appeal.pattern,
    permission: 'case:read',
    auditAs: 'appeal',
    params,
    load: async ({ params: about }, { actor }) => {
      const file = await loadFile(deps, actor, about);
      if (!file.ok) return file;
      return accept({ read: file.value.view.ref, view: appealView(file.value, actor, deps.now()) });
    },
    page: AppealPage,
  });
  post(app, {
    pattern: paths.appeal.pattern,
    permission: 'appeal:make',
    auditAs: 'make-appeal',
    params,
    body: z.strictObject({
      grounds: requiredText('Give the grounds: what was overlooked, or what is wrong with it'),
    }),
    act: ({ params: about, body }, _visit, command) =>
      makeAppeal(
        deps,
        command,
        { ...about, ...body },
        { to: paths.appeal.to(about), say: 'You appealed. A legal manager answers; the time limits run on.' },
      ),
    onRefused: show,
  });
  post(app, {
    pattern: paths.escalateRejection.pattern,
    permission: 'appeal:make',
    auditAs: 'escalate-rejection',
    params,
    body: z.strictObject({
      spoke: requiredText('Say what came of talking to the CPS first, or why there was no time'),
      grounds: requiredText('Give the grounds: why the rejection is wrong, reason by reason'),
    }),
    act: ({ params: about, body }, _visit, command) =>
      escalateRejection(
        deps,
        command,
        { ...about, ...body },
        {
          to: paths.appeal.to(about),
          say: 'You escalated the rejection. A legal manager answers; the time limits run on.',
        },
      ),
    onRefused: show,
  });
  post(app, {
    pattern: paths.answerAppeal.pattern,
    permission: 'appeal:answer',
    auditAs: 'answer-appeal',
    params,
    body: z.strictObject({
      outcome: requiredText('Choose what becomes of the appeal'),
      reasons: requiredText('Give the reasons for the answer'),
      lesson: optionalText(),
    }),
    act: ({ params: about, body }, _visit, command) =>
      answerAppeal(
        deps,
        command,
        { ...about, ...body, lesson: body.lesson ?? '' },
        { to: paths.appeal.to(about), say: 'You answered the appeal. Both sides see it.' },
      ),
    onRefused: show,
  });
}
