import { Readable } from 'node:stream';
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { sayDefenceView, type FilledField, type FilledForm } from '../../domain/forms/index.ts';
import { formAsDocument, listForms, viewForm, writeForm } from '../../application/forms.ts';
import { accept } from '../../domain/kernel/result.ts';
import { bytes, change, read } from '../operation.ts';
import { answer, list, request, words } from '../schemas.ts';
import { addresses, Id, NoQuery, OfCase, Urn } from './shapes.ts';

const about = {
  code: z.string().meta({ description: 'Code of the form, such as MG4.' }),
  title: z.string(),
  of: z.string().meta({ description: 'Id of what it is about: S1, D1, W2, M01, O1, or case.' }),
  about: z.string(),
  class: z
    .enum(['V1', 'V5', 'V6'])
    .meta({ description: 'V6 holds contact details and needs; V5 no account is ever given.' }),
  defence: z.string().meta({ description: 'What the defence may have of it, in words.' }),
  due: z.int().meta({ description: 'Fields that are always due.' }),
  done: z.int().meta({ description: 'How many of those are recorded, not needed or kept apart.' }),
};

const aboutOf = ({ form, of, due, done }: Pick<FilledForm, 'form' | 'of' | 'due' | 'done'>) => ({
  ...{ code: form.code, title: form.title, of: of.id, about: of.title, class: form.class },
  ...{ defence: sayDefenceView(form), due, done },
});

const listAll = read({
  id: 'listForms',
  path: '/cases/:urn/forms',
  tag: 'Forms',
  summary: 'List the forms that can be made of a case',
  permission: 'case:read',
  params: OfCase,
  query: NoQuery,
  answer: answer('FormList', z.object({ forms: list(z.object(about)) })),
  auditAs: 'api-forms',
  versioned: true,
  refuses: ['case-not-found'],
  handle: async ({ params: { urn } }, { deps, actor }) => {
    const found = await listForms(deps, actor, urn);
    if (!found.ok) return found;
    return accept({ answer: { forms: found.value.forms.map(aboutOf) }, read: found.value.view.ref });
  },
});

const Value = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), text: z.string() }),
  z.object({ kind: z.literal('list'), items: list(z.string()) }),
  z.object({ kind: z.literal('table'), columns: list(z.string()), rows: list(list(z.string())) }),
]);

const Field = z.object({
  field: z.string().meta({ description: 'suspects[D1].arrest for one that repeats.' }),
  label: z.string(),
  section: z.string().nullable(),
  due: z.enum(['always', 'sometimes', 'optional']),
  condition: z.string().optional().meta({ description: 'When it is due, in words.' }),
  state: z.enum(['recorded', 'not_recorded', 'not_needed', 'kept_apart']),
  value: Value.optional(),
  from: z.string().optional().meta({ description: 'Where the value came from.' }),
  why: z.string().optional().meta({ description: 'Why it is not needed, kept apart or not recorded.' }),
  entry: z
    .enum(['line', 'long', 'lines', 'date', 'yes-no', 'rows'])
    .optional()
    .meta({ description: 'Present where it is written on the form: what kind of value it takes.' }),
  columns: list(z.string()).optional().meta({ description: 'Of a field of rows: the members of each row.' }),
});

const fieldOf = (section: string | undefined, field: FilledField): z.input<typeof Field> => {
  const { key, label, due, condition, found, entry, columns } = field;
  return {
    ...{ field: key, label, section: section ?? null, due, state: found.state },
    ...(condition === undefined ? {} : { condition }),
    ...(found.state === 'recorded' ? { value: valueOf(found.value), from: found.from } : {}),
    ...('why' in found ? { why: found.why } : {}),
    ...('say' in found ? { why: found.say } : {}),
    ...(entry === undefined ? {} : { entry }),
    ...(entry === undefined || columns === undefined ? {} : { columns: columns.map(({ name }) => name) }),
  };
};

const valueOf = (value: Extract<FilledField['found'], { state: 'recorded' }>['value']): z.input<typeof Value> =>
  value.kind === 'text'
    ? value
    : value.kind === 'list'
      ? { kind: 'list', items: [...value.items] }
      : { kind: 'table', columns: [...value.columns], rows: value.rows.map((row) => [...row]) };

const OfForm = z.strictObject({ urn: Urn, code: Id, of: Id });
const refused = [...(['case-not-found', 'page-not-found', 'form-not-current', 'not-allowed'] as const)];

const readOne = read({
  id: 'readForm',
  path: '/cases/:urn/forms/:code/:of',
  tag: 'Forms',
  summary: 'Read one form: every field, its value and where that came from',
  permission: 'case:read',
  params: OfForm,
  query: NoQuery,
  answer: answer('Form', z.object({ ...about, layout: z.string(), fields: list(Field) })),
  auditAs: 'api-form',
  versioned: true,
  refuses: refused,
  handle: async ({ params }, { deps, actor }) => {
    const found = await viewForm(deps, actor, params);
    if (!found.ok) return found;
    const { filled, view } = found.value;
    const fields = filled.sections.flatMap((section) =>
      section.kind === 'fields'
        ? section.fields.map((each) => fieldOf(section.title, each))
        : section.rows.flatMap((row) => row.fields.map((each) => fieldOf(section.title, each))),
    );
    return accept({ answer: { ...aboutOf(filled), layout: filled.form.layout, fields }, read: view.ref });
  },
});

const readBytes = bytes({
  id: 'readFormDocument',
  path: '/cases/:urn/forms/:code/:of/content',
  tag: 'Forms',
  summary: 'Read one form as a PDF, made now; a range is not taken',
  permission: 'case:read',
  params: OfForm,
  auditAs: 'api-form-file',
  refuses: [...refused, 'range-outside'],
  handle: async (params, _range, { deps, actor }) => {
    const made = await formAsDocument(deps, actor, params);
    if (!made.ok) return made;
    const { view, bytes: document } = made.value;
    return accept({
      ...{ read: view.ref, bytes: Readable.from([document]), size: document.length, range: undefined },
      ...{ mediaType: 'application/pdf', sha256: createHash('sha256').update(document).digest('hex') },
    });
  },
});

const WritingOnForm = request(
  'WritingOnForm',
  z.strictObject({
    fields: z
      .array(
        z.strictObject({
          field: words(200).meta({ description: 'As the form names it; it must have an entry.' }),
          value: z
            .union([
              z.string().max(20_000),
              z.boolean(),
              z.array(z.union([z.string(), z.record(z.string(), z.unknown())])),
              z.null(),
            ])
            .meta({ description: 'Of the kind that its entry says; null empties it.' }),
        }),
      )
      .min(1)
      .max(100),
  }),
);

const write = change({
  id: 'writeForm',
  path: '/cases/:urn/forms/:code/:of',
  tag: 'Building a file',
  summary: 'Write fields of a form that the case does not hold',
  permission: 'case:build',
  params: OfForm,
  body: WritingOnForm,
  status: 200,
  needsVersion: true,
  logAs: 'write-form',
  refuses: [...refused, 'step-not-allowed', 'not-valid', 'version-moved'],
  pointerOf: (field, { fields }) => {
    const index = fields.findIndex((each) => each.field === field);
    return index < 0 ? undefined : `/fields/${index}/value`;
  },
  handle: ({ params, body: { fields } }, { deps }, command) =>
    writeForm(
      deps,
      command,
      { ...params, fields },
      { to: addresses.form(params.urn, params.code, params.of), say: 'Written.' },
    ),
});

export const formOperations = [listAll, readOne, readBytes, write];
