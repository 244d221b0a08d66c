import type { Actor } from '../../../domain/access/index.ts';
import {
  formSuite,
  sayDefenceView,
  sayFormClass,
  type FilledField,
  type FilledForm,
  type FormAbout,
  type FormPlace,
} from '../../../domain/forms/index.ts';
import { stampOf } from '../../../application/build-file.ts';
import { writable, type FormView, type ListedForm } from '../../../application/forms.ts';
import type { CaseView } from '../../../application/view-case.ts';
import { paths } from '../../paths.ts';
import { fileAddress } from '../case-frame/index.ts';
import { headingOf, type Heading, type HeadingPart } from '../heading/headings.ts';

/** One line of the list of forms. */
export interface FormLine {
  readonly title: string;
  readonly about: string | undefined;
  readonly href: string;
  readonly recorded: string;
  readonly defence: string;
}
export interface FormGroup {
  readonly title: string;
  readonly lines: readonly FormLine[];
}
export interface FormsView {
  readonly case: CaseView;
  readonly actor: Actor;
  readonly urn: string;
  readonly groups: readonly FormGroup[];
  /** Forms of the suite that this case has nothing for. */
  readonly none: readonly string[];
  readonly keptBack: boolean;
}

const groupOf: Readonly<Record<FormAbout, string>> = {
  submission: 'Requests and decisions',
  defendant: 'Suspects',
  witness: 'Victims and witnesses',
  victim: 'Victims and witnesses',
  person: 'Victims and witnesses',
  statement: 'Statements, interviews and recordings',
  interview: 'Statements, interviews and recordings',
  recording: 'Statements, interviews and recordings',
  report: 'Statements, interviews and recordings',
  officer: 'Officers',
  case: 'The case as a whole',
};
const groupOrder = [...new Set(Object.values(groupOf))];

/** A heading for each suspect; the others by what they are about. */
export function formsView(view: CaseView, actor: Actor, forms: readonly ListedForm[]): FormsView {
  const { urn } = view.record;
  const titleOf = ({ form, of }: ListedForm): string =>
    form.about === 'defendant' ? `${of.title} (${of.id})` : groupOf[form.about];
  const order = groupOrder.flatMap((title) =>
    title === 'Suspects' ? [...new Set(forms.filter(({ form }) => form.about === 'defendant').map(titleOf))] : [title],
  );
  const used = new Set(forms.map(({ form }) => form.code));
  return {
    ...{ case: view, actor, urn },
    groups: order
      .map((title) => ({
        title,
        lines: forms
          .filter((each) => titleOf(each) === title)
          .map((each) => ({
            title: `${each.form.code} ${each.form.title}`,
            // Said by the heading above for a suspect, and by nothing for the whole case.
            about: each.of.id === 'case' || each.form.about === 'defendant' ? undefined : each.of.title,
            href: paths.form.to({ urn, code: each.form.code, of: each.of.id }),
            recorded: `${each.done} of ${each.due}`,
            defence: sayDefenceView(each.form),
          })),
      }))
      .filter(({ lines }) => lines.length > 0),
    none: formSuite.forms
      .filter(
        (form) =>
          form.status === 'current' &&
          !used.has(form.code) &&
          form.class !== 'V5' &&
          (form.class !== 'V6' || view.seesContacts),
      )
      .map(({ code, title }) => `${code} ${title}`),
    keptBack: !view.seesContacts,
  };
}

/** Whether this person writes that heading of that request now. */
function isWritten(view: CaseView, submissionId: string, heading: string): boolean {
  const request = view.record.submissions.find(({ id }) => id === submissionId);
  const held = view.submissions.find((each) => each.submissionId === submissionId);
  return (
    view.mayBuild &&
    held?.holder === 'police' &&
    request !== undefined &&
    headingOf(heading, request.kind, request.request[heading]) !== undefined
  );
}

/** Where a field is entered or changed, and what the link says. */
export function placeOf(
  place: FormPlace | undefined,
  { at, mayWrite, case: view }: Pick<OneFormView, 'at' | 'mayWrite' | 'case'>,
): { readonly href: string; readonly text: string } | undefined {
  const { urn } = at;
  switch (place?.at) {
    case undefined:
      return undefined;
    case 'entry':
      return mayWrite ? { href: paths.writeForm.to(at), text: 'Write' } : undefined;
    case 'overview':
      return { href: paths.case.to({ urn }), text: 'Go to overview' };
    case 'people':
      return { href: paths.people.to({ urn }), text: 'Go to people' };
    case 'offences':
      return { href: paths.caseOffences.to({ urn }), text: 'Go to offences' };
    case 'charges':
      return { href: paths.charges.to({ urn }), text: 'Go to charges' };
    case 'time-limits':
      return { href: paths.timeLimits.to({ urn }), text: 'Go to time limits' };
    case 'material':
      return { href: paths.material.to({ urn }), text: 'Go to material' };
    case 'heading':
      return isWritten(view, place.submissionId, place.heading)
        ? { href: paths.heading.to({ urn, submissionId: place.submissionId, heading: place.heading }), text: 'Change' }
        : { href: fileAddress(view, place.submissionId), text: 'Go to request' };
    case 'material-item':
      return { href: paths.materialItem.to({ urn, materialId: place.materialId }), text: 'Go to item' };
    case 'offence':
      return { href: paths.caseOffences.to({ urn }), text: 'Go to offences' };
    case 'submission':
      return { href: fileAddress(view, place.submissionId), text: 'Go to request' };
    case 'plan':
      return { href: paths.plan.to({ urn, planId: place.planId }), text: 'Go to action plan' };
  }
}

export interface OneFormView {
  readonly case: CaseView;
  readonly actor: Actor;
  readonly filled: FilledForm;
  readonly at: { readonly urn: string; readonly code: string; readonly of: string };
  readonly mayWrite: boolean;
  readonly classSays: string;
  readonly defenceSays: string;
}

export const oneFormView = (found: FormView, actor: Actor): OneFormView => ({
  ...{ case: found.view, actor, filled: found.filled, mayWrite: found.mayWrite },
  at: { urn: found.filled.urn, code: found.filled.form.code, of: found.filled.of.id },
  classSays: sayFormClass(found.filled.form.class),
  defenceSays: sayDefenceView(found.filled.form),
});

/** One field to write, with the name of its input and what identifies the value it was drawn from. */
export interface WritableField {
  readonly key: string;
  readonly name: string;
  readonly label: string;
  readonly stamp: string;
  readonly now: unknown;
}
export interface WriteFormView extends OneFormView {
  readonly heading: Heading;
  readonly fields: readonly WritableField[];
}

/** Name of an input, from the key of a field: `f_suspects_D1_mentalHealth`. */
export const inputNameOf = (key: string): string => `f_${key.replace(/[^A-Za-z0-9]+/g, '_').replace(/_$/, '')}`;

/** Which row a repeated field is of, as a person would say it. */
function rowTitles({ sections }: FilledForm): ReadonlyMap<string, string> {
  const titles = new Map<string, string>();
  for (const section of sections)
    if (section.kind === 'rows')
      for (const row of section.rows) for (const { key } of row.fields) titles.set(key, row.title);
    else for (const { key } of section.fields) if (/\[.+\]\./.test(key)) titles.set(key, section.title ?? '');
  return titles;
}

const partOf = (field: FilledField, name: string, label: string): HeadingPart | undefined => {
  const hint = `${field.description}${field.condition === undefined ? '' : `. Due when: ${field.condition.charAt(0).toLowerCase()}${field.condition.slice(1)}`}`;
  switch (field.entry) {
    case undefined:
      return undefined;
    case 'rows':
      return {
        ...{ name, label, hint, kind: 'rows' },
        fields: (field.columns ?? []).map((column) => ({ name: column.name, label: column.label, kind: column.kind })),
      };
    case 'lines':
      return { name, label, hint: `${hint}. One on each line.`, kind: 'lines' };
    case 'line':
    case 'long':
    case 'date':
    case 'yes-no':
      return { name, label, hint, kind: field.entry };
  }
};

/** The page on which a form is written: every field that the case does not hold. */
export function writeFormView(found: FormView, actor: Actor): WriteFormView {
  const rows = rowTitles(found.filled);
  const open = writable(found.filled);
  const labelOf = ({ key, label }: FilledField): string => {
    const row = rows.get(key);
    return row === undefined ? label : `${row}: ${label.charAt(0).toLowerCase()}${label.slice(1)}`;
  };
  const { code, title } = found.filled.form;
  return {
    ...oneFormView(found, actor),
    fields: open.map((field) => ({
      ...{ key: field.key, name: inputNameOf(field.key), label: labelOf(field) },
      ...{ stamp: stampOf(found.written.get(field.key)), now: found.written.get(field.key) },
    })),
    heading: {
      id: `form-${code}`,
      title: `${code} ${title}`,
      hint: '',
      form: {
        keeps: 'parts',
        parts: open.flatMap((field) => partOf(field, inputNameOf(field.key), labelOf(field)) ?? []),
      },
    },
  };
}
