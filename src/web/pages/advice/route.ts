import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { accept, refuse } from '../../../domain/kernel/result.ts';
import { paths } from '../../paths.ts';
import { get } from '../../route.ts';
import { caseFrame, sayKind, sayWhen } from '../case-frame/index.ts';
import { loadFile } from '../file-parts/index.ts';
import { AdvicePage, type AdviceView } from './page.tsx';

/** Anybody in the case reads the early advice that was given. */
export function registerAdvice(app: FastifyInstance): void {
  const { deps } = app.shell;
  get(app, {
    pattern: paths.advice.pattern,
    permission: 'case:read',
    auditAs: 'advice',
    params: z.object({ urn: z.string(), submissionId: z.string() }),
    load: async ({ params: about }, { actor }) => {
      const file = await loadFile(deps, actor, about);
      if (!file.ok) return file;
      const { view, submission } = file.value;
      const row = submission.sent.find(({ advice }) => advice !== null);
      if (row === undefined || row.advice === null)
        return refuse('page-not-found', 'No early advice has been given on this submission.');
      const request = view.record.submissions.find(({ id }) => id === about.submissionId)?.request;
      const shown: AdviceView = {
        frame: caseFrame(view, undefined, actor),
        ...about,
        caption: `${about.submissionId}, version ${row.version}: ${sayKind(row.kind)}`,
        advice: row.advice.advice,
        given: `At ${sayWhen(row.advice.at)}`,
        prosecutor: row.advice.prosecutor,
        sought: { adviceSought: request?.['adviceSought'], issues: request?.['issues'] },
        forPolice: view.side === 'police',
      };
      return accept({ read: view.ref, view: shown });
    },
    page: AdvicePage,
  });
}
