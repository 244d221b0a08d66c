import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { MaterialStatus, MaterialType } from '../../../domain/case-file/index.ts';
import { accept, refuse } from '../../../domain/kernel/result.ts';
import { addMaterial, takeInDocument } from '../../../application/build-file.ts';
import { viewCase } from '../../../application/view-case.ts';
import { paths } from '../../paths.ts';
import { get, post } from '../../route.ts';
import { caseFrame } from '../case-frame/index.ts';
import { AnyFields, readNeededDate, textOf } from '../file-parts/index.ts';
import { AddMaterialPage } from './page.tsx';

/** Largest file of any kind; the store refuses sooner what its content shows to be a document. */
const largest = 2_000_000_000;

/** Adds an item of material with its document. */
export function registerAddMaterial(app: FastifyInstance): void {
  const { deps } = app.shell;
  const params = z.object({ urn: z.string() });
  const show = get(app, {
    pattern: paths.addMaterial.pattern,
    permission: 'case:build',
    auditAs: 'add-material',
    params,
    query: z.object({ type: MaterialType.optional().catch(undefined), back: z.string().optional() }),
    load: async ({ params: { urn }, query }, { actor }) => {
      const found = await viewCase(deps, actor, urn);
      if (!found.ok) return found;
      const { ref, record, mayBuild } = found.value;
      if (!mayBuild)
        return refuse('not-allowed', 'Only an officer in this case or its disclosure officer changes its file.');
      return accept({
        read: ref,
        view: { frame: caseFrame(found.value, 'material', actor), case: found.value, urn, record, type: query.type },
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
    files: {
      fields: ['file'],
      most: 1,
      limitOf: () => largest,
      receive: async ({ bytes, name }, { params: { urn } }, { actor }) => {
        // Nobody fills the store of a case that they do not build.
        const found = await viewCase(deps, actor, urn);
        if (!found.ok) return found;
        if (!found.value.mayBuild) return refuse('not-allowed', 'Only an officer in this case changes its file.');
        const taken = await takeInDocument(deps, actor, { bytes, name });
        return taken.ok ? taken : { ok: false, refusal: { ...taken.refusal, field: 'file' } };
      },
    },
    act: async ({ params: { urn }, body, files: [file] }, _visit, command) => {
      if (file === undefined) return refuse('something-missing', 'Choose the file to add', 'file');
      const type = MaterialType.safeParse(textOf(body, 'type'));
      if (!type.success) return refuse('not-valid', 'Choose what kind of document it is', 'type');
      const title = textOf(body, 'title');
      if (title === '') return refuse('something-missing', 'Enter a title', 'title');
      const status = MaterialStatus.safeParse(textOf(body, 'status'));
      if (!status.success) return refuse('not-valid', 'Choose how it is used', 'status');
      const date = readNeededDate(body, 'date', 'The date of the document');
      if (!date.ok) return date;
      const madeBy = textOf(body, 'madeBy');
      if (madeBy === '') return refuse('something-missing', 'Enter who made it', 'madeBy');
      const exhibitRef = textOf(body, 'exhibitRef');
      const subject = textOf(body, 'subject');
      const { notes: _notes, ...document } = file;
      return addMaterial(
        deps,
        command,
        {
          urn,
          document,
          material: {
            ...{ type: type.data, title, status: status.data, date: date.value, madeBy },
            ...(exhibitRef === '' ? {} : { exhibitRef }),
            ...(subject === '' ? {} : { subject }),
            ...(textOf(body, 'key') === 'yes' ? { key: true } : {}),
          },
        },
        { to: paths.material.to({ urn }), say: `${title} was added. The check has been run again.` },
      );
    },
    onRefused: show,
  });
}
