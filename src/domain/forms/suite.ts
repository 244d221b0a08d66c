import { z } from 'zod';
import { accept, refuse, type Result } from '../kernel/result.ts';
import suite2026 from './suite.json' with { type: 'json' };

/** The forms of a case, as data: what each is, who may have it, and its fields with where we have them from. */

const text = z.string().min(1);

/** How a field that the case does not hold is written by hand. `rows` has columns. */
export const EntryKind = z.enum(['line', 'long', 'lines', 'date', 'yes-no', 'rows']);
export type EntryKind = z.infer<typeof EntryKind>;

export const FormFieldRow = z.strictObject({
  /** As the file standard names it; `items[].number` is a column of the rows `items`. */
  name: text,
  label: text,
  section: text.exactOptional(),
  /** `sometimes`: when its condition holds, which somebody has to judge. */
  due: z.enum(['always', 'sometimes', 'optional']),
  description: text,
  /** When it is due, in words; always when absent. */
  condition: text.exactOptional(),
  /** Present where the form is the place to write it. */
  entry: EntryKind.exactOptional(),
  columns: z
    .array(z.strictObject({ name: text, label: text, kind: z.enum(['line', 'long', 'lines', 'date', 'yes-no']) }))
    .exactOptional(),
});
export type FormFieldRow = z.infer<typeof FormFieldRow>;

/** What one form is about: each has as many as the case has of these. */
export const FormAbout = z.enum([
  'case',
  'submission',
  'defendant',
  'witness',
  'victim',
  'person',
  'officer',
  'recording',
  'statement',
  'interview',
  'report',
]);
export type FormAbout = z.infer<typeof FormAbout>;

export const DefenceView = z.enum(['never', 'served', 'initial_details', 'schedule', 'after_review']);
export type DefenceView = z.infer<typeof DefenceView>;

export const FormRow = z.strictObject({
  code: z.string().regex(/^[A-Z0-9-]+$/),
  title: text,
  purpose: text,
  status: z.enum(['current', 'legacy', 'obsolete']),
  /** The form to use instead, for one that is not current. */
  modern: text.exactOptional(),
  about: FormAbout,
  cardinality: text,
  preparedBy: z.array(text).min(1),
  /** Who may read it: V1 shared, V5 sensitive, V6 with contact details and needs. */
  class: z.enum(['V1', 'V5', 'V6']),
  defenceVisibility: DefenceView,
  /** Version of our own layout, printed on every page. */
  layout: text,
  confidence: z.enum(['confirmed', 'second_hand', 'general_knowledge']),
  sources: z.array(text).min(1),
  note: text.exactOptional(),
  /** The form of which this is the back sheet. */
  backOf: text.exactOptional(),
  fields: z.array(FormFieldRow).min(1),
});
export type FormRow = z.infer<typeof FormRow>;

const Suite = z.strictObject({
  edition: text,
  title: text,
  source: text,
  visibility: z.record(DefenceView, text),
  forms: z.array(FormRow).min(1),
});

/** Reads an edition of the forms. Throws when a form is there twice, or one that is not current names none to use instead. */
export function parseSuite(data: unknown): z.infer<typeof Suite> {
  const suite = Suite.parse(data);
  const codes = new Set<string>();
  for (const { code, fields } of suite.forms) {
    if (codes.has(code)) throw new Error(`form ${code} is there twice`);
    codes.add(code);
    const names = fields.map(({ name }) => name);
    if (new Set(names).size !== names.length) throw new Error(`a field of ${code} is there twice`);
    for (const { name, entry, columns } of fields)
      if ((entry === 'rows') !== (columns !== undefined)) throw new Error(`${code}: ${name} has columns without rows`);
  }
  for (const { code, status, modern } of suite.forms)
    if (status !== 'current' && (modern === undefined || !codes.has(modern)))
      throw new Error(`${code} is not current and names no form to use instead`);
  return suite;
}

/** The edition in use. */
export const formSuite = parseSuite(suite2026);

/** The form of this code, current or not; undefined for a code that is no form. */
export const formOf = (code: string): FormRow | undefined => formSuite.forms.find((each) => each.code === code);

/** A form that may be made today. Refuses `page-not-found` for no form, `form-not-current` naming the one to use instead. */
export function currentForm(code: string): Result<FormRow, 'page-not-found' | 'form-not-current'> {
  const form = formOf(code);
  if (form === undefined) return refuse('page-not-found', 'There is no form of that code.');
  const modern = form.status === 'current' ? undefined : formOf(form.modern ?? '');
  return modern === undefined
    ? accept(form)
    : refuse(
        'form-not-current',
        `${form.code} (${form.title.toLowerCase()}) is no longer made. Use ${modern.code} (${modern.title.toLowerCase()}).`,
      );
}

/** What has to be true before a form that may be served goes out. */
export type ServingCondition = 'as_it_is' | 'once_marked' | 'once_reviewed' | 'to_its_person';

const conditionOf = (form: FormRow): ServingCondition => {
  if (form.defenceVisibility === 'schedule') return 'once_marked';
  if (form.defenceVisibility === 'after_review') return 'once_reviewed';
  // It holds where somebody lives: it goes to the person it is about and into no bundle for others.
  return form.class === 'V6' ? 'to_its_person' : 'as_it_is';
};

/**
 * Whether a form may be part of what is served on the defence, and on what condition. Refuses `never-served` for forms that
 * are for police and CPS alone and for sensitive ones, and `form-not-current` for one that is no longer made.
 * @source domain reference, section 4; file standard, `defenceVisibility`
 */
export function mayBeServed(
  code: string,
): Result<ServingCondition, 'never-served' | 'form-not-current' | 'page-not-found'> {
  const form = currentForm(code);
  if (!form.ok) return form;
  const { value } = form;
  if (value.defenceVisibility === 'never' || value.class === 'V5')
    return refuse(
      'never-served',
      `${value.code} (${value.title}) is for police and CPS only. Take it out of what is served.`,
    );
  return accept(conditionOf(value));
}

/** What the defence may have of a form, as a sentence for the form itself. */
export function sayDefenceView({ defenceVisibility, class: kept }: FormRow): string {
  if (defenceVisibility === 'never') return 'Police and CPS only: never goes to the defence';
  if (kept === 'V6') return 'Goes to the person it is about, and to nobody else of the defence';
  return {
    served: 'Served on the defence',
    initial_details: 'Part of the initial details given to the defence',
    schedule: 'Served once the prosecutor has marked it',
    after_review: 'To the defence only if a prosecutor decides so',
  }[defenceVisibility];
}

/** The class of a form as it stands on each page. */
export const sayFormClass = (kept: FormRow['class']): string =>
  ({ V1: 'V1 shared', V5: 'V5 sensitive', V6: 'V6 contact details and needs' })[kept];
