import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { differenceOf } from '../../../domain/file-standard/index.ts';
import { accept, refuse } from '../../../domain/kernel/result.ts';
import { namesOfOrganisations } from '../../../application/routing.ts';
import { supposeOfSent } from '../../../application/suppose-of-sent.ts';
import { viewReceipts, viewSnapshot } from '../../../application/view-case.ts';
import { paths } from '../../paths.ts';
import { get } from '../../route.ts';
import { caseFrame } from '../case-frame/index.ts';
import { groupedBy, loadFile } from '../file-parts/index.ts';
import { differenceView } from '../submission/difference-view.ts';
import { SupposingQuery, triedIn } from '../submission/supposing.ts';
import { SnapshotPage } from './page.tsx';
import { snapshotView } from './view-model.ts';

/** A version of a submission as it was sent. */
export function registerSnapshot(app: FastifyInstance): void {
  const { deps } = app.shell;
  get(app, {
    pattern: paths.snapshot.pattern,
    permission: 'case:read',
    auditAs: 'snapshot',
    params: z.object({ urn: z.string(), submissionId: z.string(), version: z.coerce.number().int().positive() }),
    query: SupposingQuery,
    load: async ({ params: { urn, submissionId, version }, query }, { actor }) => {
      const file = await loadFile(deps, actor, { urn, submissionId });
      if (!file.ok) return file;
      const { view, submission } = file.value;
      const row = submission.sent.find((each) => each.version === version);
      if (row === undefined) return refuse('page-not-found', 'That version has not been sent.');
      const content = await viewSnapshot(deps, actor, urn, submissionId, version);
      if (!content.ok) return content;
      const receipts = await viewReceipts(deps, actor, urn, submissionId, version);
      if (!receipts.ok) return receipts;
      const tried = triedIn(query);
      const both =
        tried === undefined
          ? undefined
          : await supposeOfSent(deps, actor, { urn, submissionId, version: row.version }, tried);
      if (both?.ok === false) return both;
      return accept({
        read: view.ref,
        view: snapshotView({
          frame: caseFrame(view, undefined, actor),
          ...{ editions: deps, by: groupedBy(query.by) },
          view,
          submission,
          row,
          content: content.value,
          receipts: receipts.value,
          query,
          difference: both && differenceView(differenceOf(both.value.check, both.value.supposed), tried?.given),
          now: deps.now(),
          names: await namesOfOrganisations(deps),
        }),
      });
    },
    page: SnapshotPage,
  });
}
