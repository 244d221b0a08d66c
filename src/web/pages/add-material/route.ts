import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { MaterialType } from '../../../domain/case-file/index.ts';
import { accept, refuse } from '../../../domain/kernel/result.ts';
import { addMaterial } from '../../../application/build-file.ts';
import { viewCase } from '../../../application/view-case.ts';
import { paths } from '../../paths.ts';
import { get, post } from '../../route.ts';
import { caseFrame } from '../case-frame/index.ts';
import { AnyFields, textOf } from '../file-parts/index.ts';
import { readMaterial } from './fields.tsx';
import { oneDocument } from './upload.ts';
import { AddMaterialPage } from './page.tsx';

/** Adds an item of material with its document. */
export function registerAddMaterial(app: FastifyInstance): void {
  const { deps } = app.shell;
  const params = z.object({ urn: z.string() });
  const show = get(app, {
    pattern: paths.addMaterial.pattern,
    permission: 'case:build',
    auditAs: 'add-material',
    params,
    query: z.object({
      type: MaterialType.optional().catch(undefined),
      // The file whose check led here, and is gone back to.
      for: z.string().max(40).optional().catch(undefined),
    }),
    load: async ({ params: { urn }, query }, { actor }) => {
      const found = await viewCase(deps, actor, urn);
      if (!found.ok) return found;
      const { ref, record, mayBuild, submissions } = found.value;
      const back = submissions.find(({ submissionId }) => submissionId === query.for)?.submissionId;
      if (!mayBuild)
        return refuse('not-allowed', 'Only an officer in this case or its disclosure officer changes its file.');
      return accept({
        read: ref,
        view: {
          frame: caseFrame(found.value, 'material', actor),
          case: found.value,
          urn,
          record,
          type: query.type,
          back,
        },
      });
    },
    page: AddMaterialPage,
  });
  post(app, {
    pattern: paths.addMaterial.pattern,
    permission: 'case:build',
    auditAs: 'add-material',
    params,
    body: AnyFields,
    files: oneDocument(deps),
    act: async ({ params: { urn }, body, files: [file] }, { actor }, command) => {
      if (file === undefined) return refuse('something-missing', 'Choose the file to add', 'file');
      const read = readMaterial(body);
      if (!read.ok) return read;
      const { exhibitRef, subject, key, clipped, unusedNumber, description, ...said } = read.value;
      const { notes: _notes, ...document } = file;
      const found = await viewCase(deps, actor, urn);
      if (!found.ok) return found;
      const back = found.value.submissions.find(({ submissionId }) => submissionId === textOf(body, 'for'));
      const to =
        back === undefined ? paths.material.to({ urn }) : paths.submission.to({ urn, submissionId: back.submissionId });
      return addMaterial(
        deps,
        command,
        {
          urn,
          document,
          material: {
            ...said,
            ...(exhibitRef === '' ? {} : { exhibitRef }),
            ...(subject === '' ? {} : { subject }),
            ...(key ? { key: true } : {}),
            ...(clipped === undefined ? {} : { clipped }),
            ...(unusedNumber === undefined ? {} : { unusedNumber }),
            ...(description === '' ? {} : { description }),
          },
        },
        { to, say: `${said.title} was added. The check has been run again.` },
      );
    },
    onRefused: show,
  });
}
