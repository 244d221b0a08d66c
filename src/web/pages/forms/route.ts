import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Actor } from '../../../domain/access/index.ts';
import type { Deps } from '../../../application/deps.ts';
import { formAsDocument, listForms, viewForm, writeForm } from '../../../application/forms.ts';
import { accept, refuse, type Result } from '../../../domain/kernel/result.ts';
import { getFile } from '../../file-route.ts';
import { paths } from '../../paths.ts';
import { get, post } from '../../route.ts';
import { AnyFields, textOf } from '../file-parts/index.ts';
import { valueFrom } from '../heading/form-values.ts';
import { FormPage, FormsPage } from './page.tsx';
import { formsView, inputNameOf, oneFormView, writeFormView, type WriteFormView } from './view-model.ts';
import { stampName, WriteFormPage } from './write-page.tsx';

const OfForm = z.object({ urn: z.string(), code: z.string(), of: z.string() });
type About = z.output<typeof OfForm>;

/** Refuses `not-allowed` for who does not build this case, and `page-not-found` for a form with nothing to write on it. */
async function loadToWrite(deps: Deps, actor: Actor, about: About): Promise<Result<WriteFormView>> {
  const found = await viewForm(deps, actor, about);
  if (!found.ok) return found;
  if (!found.value.view.mayBuild)
    return refuse('not-allowed', 'Only an officer in this case or its disclosure officer writes on its forms.');
  if (!found.value.mayWrite)
    return refuse('page-not-found', 'The case holds everything on this form. Change it where it is recorded.');
  return accept(writeFormView(found.value, actor));
}

/** The forms of a case: the list, one of them, the same as PDF, and the page on which it is written. */
export function registerForms(app: FastifyInstance): void {
  const { deps } = app.shell;
  get(app, {
    pattern: paths.forms.pattern,
    permission: 'case:read',
    auditAs: 'forms',
    params: z.object({ urn: z.string() }),
    load: async ({ params: { urn } }, { actor }) => {
      const found = await listForms(deps, actor, urn);
      if (!found.ok) return found;
      const { view, forms } = found.value;
      return accept({ read: view.ref, view: formsView(view, actor, forms) });
    },
    page: FormsPage,
  });
  get(app, {
    pattern: paths.form.pattern,
    permission: 'case:read',
    auditAs: 'form',
    params: OfForm,
    load: async ({ params }, { actor }) => {
      const found = await viewForm(deps, actor, params);
      return found.ok ? accept({ read: found.value.view.ref, view: oneFormView(found.value, actor) }) : found;
    },
    page: FormPage,
  });
  getFile(app, {
    pattern: paths.formFile.pattern,
    permission: 'case:read',
    auditAs: 'form-file',
    params: OfForm,
    query: z.object({}),
    load: async ({ params }, { actor }) => {
      const made = await formAsDocument(deps, actor, params);
      if (!made.ok) return made;
      const { view, bytes, name } = made.value;
      return accept({ read: view.ref, bytes, size: bytes.length, mediaType: 'application/pdf', name });
    },
  });
  const show = get(app, {
    pattern: paths.writeForm.pattern,
    permission: 'case:build',
    auditAs: 'write-form',
    params: OfForm,
    load: async ({ params }, { actor }) => {
      const found = await loadToWrite(deps, actor, params);
      return found.ok ? accept({ read: found.value.case.ref, view: found.value }) : found;
    },
    page: WriteFormPage,
  });
  post(app, {
    pattern: paths.writeForm.pattern,
    permission: 'case:build',
    auditAs: 'write-form',
    params: OfForm,
    body: AnyFields,
    asksForMore: (values) => textOf(values, 'more') !== '',
    act: async ({ params, body }, { actor }, command) => {
      const found = await loadToWrite(deps, actor, params);
      if (!found.ok) return found;
      const { heading, fields } = found.value;
      const sent = Object.keys(body).filter((name) => name.startsWith('stamp_'));
      const known = new Set(fields.map(({ name }) => stampName(name)));
      if (sent.some((name) => !known.has(name)))
        return refuse(
          'stale-page',
          'The case now holds something that you were writing here. Copy your words, open the form again and see what is left to write.',
        );
      const read = valueFrom(heading, body, undefined, { offences: [], recordings: [] });
      if (!read.ok) return read;
      const values = new Map(Object.entries(read.value as Readonly<Record<string, unknown>>));
      const written = await writeForm(
        deps,
        command,
        {
          ...params,
          fields: fields
            .filter(({ name }) => sent.includes(stampName(name)))
            .map(({ key, name }) => ({
              field: key,
              value: blankIsNone(values.get(name)),
              stamp: textOf(body, stampName(name)),
            })),
        },
        { to: paths.form.to(params), say: `${heading.title}: saved.` },
      );
      if (written.ok || written.refusal.field === undefined) return written;
      const { field } = written.refusal;
      return { ok: false, refusal: { ...written.refusal, field: inputNameOf(field) } };
    },
    onRefused: show,
  });
}

/** Rows that were all left blank are no answer. */
const blankIsNone = (value: unknown): unknown => (Array.isArray(value) && value.length === 0 ? undefined : value);
