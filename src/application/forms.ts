import { mayBuild } from '../domain/case-file/index.ts';
import type { Actor, VisibilityClass } from '../domain/access/index.ts';
import { sideOf } from '../domain/access/index.ts';
import {
  currentForm,
  entryFrom,
  fieldsOf,
  fillForm,
  formSuite,
  subjectsOf,
  type FilledField,
  type FilledForm,
  type FormRow,
  type FormSource,
  type FormSubject,
} from '../domain/forms/index.ts';
import { accept, refuse, type Result } from '../domain/kernel/result.ts';
import { asSystem } from '../storage/as-system.ts';
import { readingsOf } from '../storage/document-readings.ts';
import { heldByPolice, stampOf } from './build-file.ts';
import { changeCase, type Next, type WholeCase } from './case-store.ts';
import type { Deps } from './deps.ts';
import type { Command, Done } from './once.ts';
import { seesSensitiveOf } from './sensitive-readers.ts';
import { viewCase, type CaseView, type SubmissionView } from './view-case.ts';
import { viewerOf } from './viewer.ts';

/** Forms of a case: which there are, one of them filled, as a document, and what is written on it by hand. */

/** Documents whose words stand on a form. */
const quoted: ReadonlySet<string> = new Set(['MG11', 'MG15', 'SFR1']);

/** The classes of forms that this person reads in this case. */
const classesIn = (view: Pick<CaseView, 'seesContacts' | 'seesSensitive'>): ReadonlySet<VisibilityClass> =>
  new Set<VisibilityClass>([
    'V1',
    ...(view.seesSensitive ? (['V5'] as const) : []),
    ...(view.seesContacts ? (['V6'] as const) : []),
  ]);

const submissionFor = (each: SubmissionView): FormSource['submissions'][number] => ({
  ...{ submissionId: each.submissionId, kind: each.kind, defendantIds: each.defendantIds, version: each.version },
  firstSentAt: each.firstSentAt,
  certificate: each.certificate,
  acceptance: each.sent[0]?.acceptance ?? undefined,
  rejection: each.rejection,
  advice: each.sent[0]?.advice ?? undefined,
});

/** The case as this reader sees it, in the shape from which forms are filled. */
const sourceOf = (view: CaseView, text: ReadonlyMap<string, string>): FormSource => ({
  record: view.record,
  classes: classesIn(view),
  submissions: view.submissions.map(submissionFor),
  ...{ decisions: view.decisions, charges: view.charges, plans: view.plans, limits: view.limits, clocks: view.clocks },
  entries: view.formEntries.map(({ about, ...each }) => ({ ...each, of: about })),
  textOf: (materialId) => text.get(materialId),
});

/** Words that were read in documents this reader may open, of kinds that forms quote. */
async function wordsOf(deps: Deps, actor: Actor, view: CaseView): Promise<ReadonlyMap<string, string>> {
  const held = view.material.flatMap(({ materialId, detail, document }) =>
    quoted.has(detail.type) && document !== null ? [{ materialId, sha256: document.sha256 }] : [],
  );
  if (held.length === 0) return new Map();
  const readings = await deps.db.transaction(viewerOf(actor), (tx) =>
    asSystem(tx, (system) =>
      readingsOf(
        system,
        view.ref.ownerId,
        held.map(({ sha256 }) => sha256),
      ),
    ),
  );
  const texts = new Map(readings.map(({ sha256, text }) => [sha256, text]));
  return new Map(held.map(({ materialId, sha256 }) => [materialId, texts.get(sha256) ?? '']));
}

/** One form of the list: what it is, about what, and how much of it is recorded. */
export interface ListedForm {
  readonly form: FormRow;
  readonly of: FormSubject;
  readonly due: number;
  readonly done: number;
}

/**
 * Every form that can be made of a case and that this person may read, in the order of the suite. Refuses `case-not-found`.
 */
export async function listForms(
  deps: Deps,
  actor: Actor,
  urn: string,
): Promise<Result<{ readonly view: CaseView; readonly forms: readonly ListedForm[] }, 'case-not-found'>> {
  const found = await viewCase(deps, actor, urn);
  if (!found.ok) return found;
  const view = found.value;
  const source = sourceOf(view, await wordsOf(deps, actor, view));
  const forms = formSuite.forms
    .filter((form) => form.status === 'current' && source.classes.has(form.class))
    .flatMap((form) =>
      subjectsOf(form, source).map((of) => {
        const { due, done } = fillForm(form, of, source);
        return { form, of, due, done };
      }),
    );
  return accept({ view, forms });
}

/** One form as it stands. */
export interface FormView {
  readonly view: CaseView;
  readonly filled: FilledForm;
  /** What was written by hand, by the key of the field. */
  readonly written: ReadonlyMap<string, unknown>;
  readonly mayWrite: boolean;
}

type FormRefusal = 'case-not-found' | 'page-not-found' | 'form-not-current' | 'not-allowed';

const notForYou = (form: FormRow): Result<never, 'not-allowed' | 'page-not-found'> =>
  form.class === 'V6'
    ? refuse(
        'not-allowed',
        `${form.code} says how to reach people and what they need. It is for those who read contact details.`,
      )
    : refuse('page-not-found', 'This case has no such form that you may read.');

/**
 * One form of a case, filled. Refuses `form-not-current` naming the form to use instead, `not-allowed` for contact details
 * that this person does not read, and `page-not-found` for what is no form of this case.
 */
export async function viewForm(
  deps: Deps,
  actor: Actor,
  about: { readonly urn: string; readonly code: string; readonly of: string },
): Promise<Result<FormView, FormRefusal>> {
  const found = await viewCase(deps, actor, about.urn);
  if (!found.ok) return found;
  const view = found.value;
  const form = currentForm(about.code);
  if (!form.ok) return form;
  if (!classesIn(view).has(form.value.class)) return notForYou(form.value);
  const source = sourceOf(view, await wordsOf(deps, actor, view));
  const of = subjectsOf(form.value, source).find(({ id }) => id === about.of);
  if (of === undefined) return refuse('page-not-found', 'This case has no such form.');
  const filled = fillForm(form.value, of, source);
  const mine = view.formEntries.filter((each) => each.form === about.code && each.about === about.of);
  return accept({
    view,
    filled,
    written: new Map(mine.map(({ field, value }) => [field, value])),
    mayWrite: view.mayBuild && isHeldByPolice(view, about.of) && writable(filled).length > 0,
  });
}

/** Whether police still hold what a form is about: always, for what is no submission. */
const isHeldByPolice = (view: CaseView, of: string): boolean =>
  view.side === 'police' &&
  (view.submissions.find(({ submissionId }) => submissionId === of)?.holder ?? 'police') === 'police';

/** Fields of a form that are written on it: those the case holds nothing for. */
export const writable = (filled: FilledForm): readonly FilledField[] =>
  fieldsOf(filled).filter(({ entry }) => entry !== undefined);

/** One form as a PDF, made by this person now. Refuses as `viewForm`. */
export async function formAsDocument(
  deps: Deps,
  actor: Actor,
  about: { readonly urn: string; readonly code: string; readonly of: string },
): Promise<Result<{ readonly view: CaseView; readonly bytes: Uint8Array; readonly name: string }, FormRefusal>> {
  const found = await viewForm(deps, actor, about);
  if (!found.ok) return found;
  const { filled, view } = found.value;
  const { rank, collarNumber, name } = actor.contact;
  const by = [rank, collarNumber, name].filter((part) => part !== undefined && part !== '').join(' ');
  // The writer of documents weighs 15 MB: it is taken in when the first is asked for.
  const { formAsPdf } = await import('../documents/pdf/write-form.ts');
  const bytes = await formAsPdf(filled, { by, at: deps.now().toString() });
  return accept({ view, bytes, name: `${filled.form.code}-${filled.of.id}-${about.urn}.pdf` });
}

/** One field as somebody wrote it: `null` empties it. `stamp` is of the value that their page was made from. */
export interface WrittenField {
  readonly field: string;
  readonly value: unknown;
  /** Left out where the change comes with the version of the case it was decided on. */
  readonly stamp?: string;
}

const audiences = { V1: 'police', V5: 'police_sensitive', V6: 'police_contact' } as const;

/**
 * Writes what changed on a form. A field that its page did not change is left as it now is. Refuses `stale-page` for one that
 * somebody else changed meanwhile, and `not-valid` for one that the case holds, which is changed where it stands.
 */
export async function writeForm(
  deps: Deps,
  command: Command,
  input: { readonly urn: string; readonly code: string; readonly of: string; readonly fields: readonly WrittenField[] },
  next: Next,
): Promise<Result<Done>> {
  const shown = await viewForm(deps, command.actor, input);
  if (!shown.ok) return shown;
  const { form } = shown.value.filled;
  const open = new Map(writable(shown.value.filled).map((each) => [each.key, each]));
  return changeCase(
    deps,
    command,
    input.urn,
    next,
    async (whole, tx) => {
      const allowed = await writer(command, whole, form, () => seesSensitiveOf(tx, whole.ref, command.actor));
      if (!allowed.ok) return allowed;
      const about = whole.rows.some(({ submissionId }) => submissionId === input.of) ? input.of : undefined;
      if (about !== undefined) {
        const held = heldByPolice(whole, about);
        if (!held.ok) return held;
      }
      const changed: { readonly field: string; readonly value: unknown }[] = [];
      for (const { field, value, stamp } of input.fields) {
        const row = open.get(field);
        if (row === undefined)
          return refuse('not-valid', 'The case holds this field, or the form has none of that name.', field);
        const read = entryFrom(row, value);
        if (!read.ok) return { ok: false, refusal: { ...read.refusal, field } };
        const now = whole.formEntries.find(
          (each) => each.form === form.code && each.about === input.of && each.field === field,
        );
        if (stampOf(read.value) === (stamp ?? stampOf(now?.value))) continue;
        changed.push({ field, value: read.value });
        if (stamp !== undefined && stampOf(now?.value) !== stamp)
          return refuse(
            'stale-page',
            'Somebody else wrote here while you did. What they wrote is shown above your words: put the two together and save again.',
            field,
          );
      }
      const { rank, collarNumber, name } = command.actor.contact;
      return accept(
        changed.map(({ field, value }) => ({
          type: 'form-field-written' as const,
          touches: [`form:${form.code}:${input.of}:${field}`],
          payload: {
            ...{ form: form.code, about: input.of, field, class: form.class },
            value: value ?? null,
            by: [rank, collarNumber, name].filter((part) => part !== undefined && part !== '').join(' '),
            ...(about === undefined ? {} : { submissionId: about }),
          },
        })),
      );
    },
    audiences[form.class],
  );
}

async function writer(
  command: Command,
  whole: WholeCase,
  form: FormRow,
  seesSensitive: () => Promise<boolean>,
): Promise<Result<true, 'not-allowed' | 'page-not-found'>> {
  const { force, officers } = whole.record;
  if (sideOf(command.actor) !== 'police' || !mayBuild(command.actor, force.code, officers))
    return refuse('not-allowed', 'Only an officer in this case or its disclosure officer writes on its forms.');
  // Asked again inside the transaction: reading may have been ended since the page was shown.
  return form.class !== 'V5' || (await seesSensitive()) ? accept(true) : notForYou(form);
}
