import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { accept, refuse } from '../../../domain/kernel/result.ts';
import { startReview } from '../../../application/review-file.ts';
import { viewSnapshot } from '../../../application/view-case.ts';
import { paths } from '../../paths.ts';
import { get, post } from '../../route.ts';
import { caseFrame } from '../case-frame/index.ts';
import { groupedBy, loadFile, loadResubmission } from '../file-parts/index.ts';
import { ReviewPage } from './page.tsx';
import { reviewView } from './view-model.ts';

/** The prosecutor takes a review and works from this page. */
export function registerReview(app: FastifyInstance): void {
  const { deps } = app.shell;
  const params = z.object({ urn: z.string(), submissionId: z.string() });
  const show = get(app, {
    pattern: paths.review.pattern,
    permission: 'review:take',
    auditAs: 'review',
    params,
    query: z.object({
      document: z.string().optional().catch(undefined),
      by: z.string().optional().catch(undefined),
    }),
    load: async ({ params: about, query }, { actor }) => {
      const file = await loadFile(deps, actor, about);
      if (!file.ok) return file;
      const { view, submission } = file.value;
      const row = submission.sent.find(({ version }) => version === submission.version);
      if (row === undefined) return refuse('page-not-found', 'Nothing has been sent.');
      const content = await viewSnapshot(deps, actor, about.urn, about.submissionId, row.version);
      if (!content.ok) return content;
      const resubmission = await loadResubmission(deps, actor, { ...about, version: row.version });
      return accept({
        read: view.ref,
        view: {
          resubmission,
          ...reviewView(file.value, {
            frame: caseFrame(view, undefined, actor),
            ...{ editions: deps, by: groupedBy(query.by) },
            row,
            content: content.value,
            actor,
            now: deps.now(),
            document: query.document,
          }),
        },
      });
    },
    page: ReviewPage,
  });
  post(app, {
    pattern: paths.review.pattern,
    permission: 'review:take',
    auditAs: 'start-review',
    params,
    body: z.strictObject({ over: z.literal('yes').optional() }),
    act: ({ params: about, body }, _visit, command) =>
      startReview(
        deps,
        command,
        { ...about, mayTakeOver: body.over === 'yes' },
        {
          to: paths.review.to(about),
          say: 'You have taken this review. Police see your name and how to reach you.',
        },
      ),
    onRefused: show,
  });
}
