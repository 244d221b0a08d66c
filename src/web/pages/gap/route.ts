import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { accept, refuse } from '../../../domain/kernel/result.ts';
import { explainGap, stampOf } from '../../../application/build-file.ts';
import { viewCheck } from '../../../application/view-case.ts';
import { paths } from '../../paths.ts';
import { get, post } from '../../route.ts';
import { caseFrame } from '../case-frame/index.ts';
import { AnyFields, atField, loadFile, readNeededDate, textOf } from '../file-parts/index.ts';
import { GapPage } from './page.tsx';

/** Says why something due is not on the file, and when it will be. */
export function registerGap(app: FastifyInstance): void {
  const { deps } = app.shell;
  const params = z.object({ urn: z.string(), submissionId: z.string(), item: z.string() });
  const show = get(app, {
    pattern: paths.gap.pattern,
    permission: 'case:build',
    auditAs: 'gap',
    params,
    load: async ({ params: about }, { actor }) => {
      const file = await loadFile(deps, actor, about);
      if (!file.ok) return file;
      const check = await viewCheck(deps, actor, about.urn, about.submissionId);
      if (!check.ok) return check;
      const row = check.value.check.items.find(({ item }) => item === about.item);
      if (row === undefined || (row.result !== 'missing' && row.result !== 'inadequate'))
        return refuse('page-not-found', 'That is not a gap on this file any more.');
      return accept({
        read: file.value.view.ref,
        view: {
          frame: caseFrame(file.value.view, 'overview', actor),
          case: file.value.view,
          ...{ urn: about.urn, submissionId: about.submissionId, row, stamp: stampOf(row.explained) },
        },
      });
    },
    page: GapPage,
  });
  post(app, {
    pattern: paths.gap.pattern,
    permission: 'case:build',
    auditAs: 'explain-gap',
    params,
    body: AnyFields,
    act: async ({ params: about, body }, _visit, command) => {
      const due = readNeededDate(body, 'due', 'The date it will be there');
      if (!due.ok) return due;
      const explained = await explainGap(
        deps,
        command,
        { ...about, reason: textOf(body, 'reason'), due: due.value, stamp: textOf(body, 'stamp') },
        {
          to: paths.submission.to({ urn: about.urn, submissionId: about.submissionId }),
          say: 'Reason and date saved.',
        },
      );
      return atField(explained, { due: 'due-day' });
    },
    onRefused: show,
  });
}
