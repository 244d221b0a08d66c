import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { whyMaterialStays } from '../../../domain/case-file/index.ts';
import { accept, refuse } from '../../../domain/kernel/result.ts';
import {
  correctMaterial,
  replaceMaterial,
  stampOfMaterial,
  withdrawMaterial,
} from '../../../application/change-material.ts';
import { viewCase } from '../../../application/view-case.ts';
import { paths } from '../../paths.ts';
import { get, post } from '../../route.ts';
import { readClipped, readMaterial } from '../add-material/fields.tsx';
import { oneDocument } from '../add-material/upload.ts';
import { caseFrame } from '../case-frame/index.ts';
import { AnyFields, atField, readNeededDate, textOf } from '../file-parts/index.ts';
import { CorrectMaterialPage, ReplaceMaterialPage, shownCorrection, WithdrawMaterialPage } from './page.tsx';

const OneParams = z.object({ urn: z.string(), materialId: z.string() });

/** Material that is on the file: correcting it, putting another document in its place, withdrawing it. */
export function registerChangeMaterial(app: FastifyInstance): void {
  registerCorrect(app);
  registerReplace(app);
  registerWithdraw(app);
}

/** A page about one item, for an officer of the case. */
function showOne(
  app: FastifyInstance,
  pattern: string,
  auditAs: string,
  page: typeof CorrectMaterialPage,
  form?: typeof shownCorrection,
) {
  const { deps } = app.shell;
  return get(app, {
    pattern,
    permission: 'case:build',
    auditAs,
    params: OneParams,
    load: async ({ params: { urn, materialId } }, { actor }) => {
      const found = await viewCase(deps, actor, urn);
      if (!found.ok) return found;
      const view = found.value;
      if (!view.mayBuild)
        return refuse('not-allowed', 'Only an officer in this case or its disclosure officer changes its file.');
      const item = view.material.find((each) => each.materialId === materialId);
      if (item === undefined) return refuse('page-not-found', 'This case has no such item on its file.');
      return accept({
        read: view.ref,
        view: {
          ...{ frame: caseFrame(view, 'material', actor), case: view, urn, item },
          stamp: stampOfMaterial({ detail: item.detail, sha256: item.document?.sha256 ?? null }),
          blocked: whyMaterialStays(view.submissions),
        },
      });
    },
    page,
    ...(form === undefined ? {} : { form }),
  });
}

const itemOf = (about: { readonly urn: string; readonly materialId: string }): string => paths.materialItem.to(about);
const dateField = { date: 'date-day' };

function registerCorrect(app: FastifyInstance): void {
  const { deps } = app.shell;
  const { pattern } = paths.correctMaterial;
  const show = showOne(app, pattern, 'correct-material', CorrectMaterialPage, shownCorrection);
  post(app, {
    pattern,
    permission: 'case:build',
    auditAs: 'correct-material',
    params: OneParams,
    body: AnyFields,
    act: async ({ params: about, body }, _visit, command) => {
      const said = readMaterial(body);
      if (!said.ok) return said;
      const input = { ...about, said: said.value, reason: textOf(body, 'reason'), stamp: textOf(body, 'stamp') };
      const next = { to: itemOf(about), say: `${about.materialId} is corrected. The check has been run again.` };
      return atField(await correctMaterial(deps, command, input, next), dateField);
    },
    onRefused: show,
  });
}

function registerReplace(app: FastifyInstance): void {
  const { deps } = app.shell;
  const { pattern } = paths.replaceMaterial;
  const show = showOne(app, pattern, 'replace-material', ReplaceMaterialPage);
  post(app, {
    pattern,
    permission: 'case:build',
    auditAs: 'replace-material',
    params: OneParams,
    body: AnyFields,
    files: oneDocument(deps),
    act: async ({ params: about, body, files: [file] }, _visit, command) => {
      if (file === undefined) return refuse('something-missing', 'Choose the new document', 'file');
      const title = textOf(body, 'title');
      if (title === '') return refuse('something-missing', 'Enter a title', 'title');
      const date = readNeededDate(body, 'date', 'The date of the new document');
      if (!date.ok) return date;
      const { notes: _notes, ...document } = file;
      const input = { ...about, document, title, date: date.value, clipped: readClipped(body) };
      const why = { reason: textOf(body, 'reason'), stamp: textOf(body, 'stamp') };
      const next = {
        to: itemOf(about),
        say: `${about.materialId} has another document. The check has been run again.`,
      };
      return atField(await replaceMaterial(deps, command, { ...input, ...why }, next), dateField);
    },
    onRefused: show,
  });
}

function registerWithdraw(app: FastifyInstance): void {
  const { deps } = app.shell;
  const { pattern } = paths.withdrawMaterial;
  const show = showOne(app, pattern, 'withdraw-material', WithdrawMaterialPage);
  post(app, {
    pattern,
    permission: 'case:build',
    auditAs: 'withdraw-material',
    params: OneParams,
    body: AnyFields,
    act: ({ params: about, body }, _visit, command) =>
      withdrawMaterial(
        deps,
        command,
        { ...about, reason: textOf(body, 'reason'), stamp: textOf(body, 'stamp') },
        {
          to: paths.material.to({ urn: about.urn }),
          say: `${about.materialId} is withdrawn. The check has been run again.`,
        },
      ),
    onRefused: show,
  });
}
