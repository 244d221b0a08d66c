import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { accept } from '../../../domain/kernel/result.ts';
import { giveAdvice } from '../../../application/review-file.ts';
import { requiredText } from '../../form-fields.ts';
import { paths } from '../../paths.ts';
import { get, post } from '../../route.ts';
import { caseFrame, sayKind, submissionWaitsFor } from '../case-frame/index.ts';
import { loadFile } from '../file-parts/index.ts';
import { AdvisePage, type AdviseView } from './page.tsx';

/** A prosecutor answers a request for early advice. */
export function registerAdvise(app: FastifyInstance): void {
  const { deps } = app.shell;
  const params = z.object({ urn: z.string(), submissionId: z.string() });
  const show = get(app, {
    pattern: paths.advise.pattern,
    permission: 'review:decide',
    auditAs: 'advise',
    params,
    load: async ({ params: about }, { actor }) => {
      const file = await loadFile(deps, actor, about);
      if (!file.ok) return file;
      const { view, submission } = file.value;
      const request = view.record.submissions.find(({ id }) => id === about.submissionId)?.request;
      const shown: AdviseView = {
        frame: caseFrame(view, undefined, actor),
        ...about,
        caption: `${about.submissionId}, version ${submission.version}: ${sayKind(submission.kind)}`,
        blocked:
          submission.kind !== 'EA'
            ? 'Advice answers a request for early advice. This submission asks for a decision.'
            : submission.state === 'in_review'
              ? undefined
              : `This file is not waiting for advice. ${submissionWaitsFor(view, submission)}.`,
        contact: actor.contact,
        sought: { adviceSought: request?.['adviceSought'], issues: request?.['issues'] },
      };
      return accept({ read: view.ref, view: shown });
    },
    page: AdvisePage,
  });
  post(app, {
    pattern: paths.advise.pattern,
    permission: 'review:decide',
    auditAs: 'give-advice',
    params,
    body: z.strictObject({ advice: requiredText('Write the advice') }),
    act: ({ params: about, body }, _visit, command) =>
      giveAdvice(
        deps,
        command,
        { ...about, advice: body.advice },
        { to: paths.review.to(about), say: 'You sent the advice to police.' },
      ),
    onRefused: show,
  });
}
