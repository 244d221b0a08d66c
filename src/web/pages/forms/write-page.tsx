import { writable } from '../../../application/forms.ts';
import { ActionForm } from '../../action-form.tsx';
import { Button, ButtonGroup } from '../../components/govuk/button.tsx';
import { InsetText } from '../../components/govuk/notices.tsx';
import type { Page } from '../../layouts/page.tsx';
import { paths } from '../../paths.ts';
import type { FormState } from '../../route.ts';
import { caseFrame } from '../case-frame/index.ts';
import { shownText } from '../file-parts/index.ts';
import { HeadingFields } from '../heading/fields.tsx';
import { valuesOf } from '../heading/form-values.ts';
import { sayNow } from './page.tsx';
import type { WriteFormView } from './view-model.ts';

export const stampName = (name: string): string => `stamp_${name}`;

/** Writes what a form holds by hand. What somebody else wrote meanwhile stands above what was typed here. */
export const WriteFormPage = (view: WriteFormView, form: FormState): Page => {
  const { of } = view.filled;
  const sent = Object.keys(form.values).length > 0;
  const kinds = new Map(writable(view.filled).map((field) => [field.key, field]));
  const moved = sent
    ? view.fields.filter(({ name, stamp }) => {
        const before = shownText(form.values, stampName(name));
        return before !== '' && before !== stamp;
      })
    : [];
  const values = valuesOf(view.heading, Object.fromEntries(view.fields.map(({ name, now }) => [name, now])), {
    offences: [],
    recordings: [],
  });
  return {
    ...caseFrame(view.case, 'forms', view.actor),
    title: `Write on ${view.at.code}, ${of.title}, ${view.at.urn}`,
    heading: `Write on ${view.heading.title}`,
    caption: of.title,
    width: 'two-thirds',
    backLink: { href: paths.form.to(view.at), text: 'Back to the form' },
    body: (
      <>
        <p class="govuk-body">
          Here stands what the case does not hold. What it does hold is changed where it is recorded, and the form
          follows.
        </p>
        <p class="govuk-body">{`${view.defenceSays}.`}</p>
        {moved.map((field) => (
          <InsetText id={`now-${field.name}`}>
            <p class="govuk-body">
              <strong>{`Somebody else changed “${field.label}” while you were writing. On the form now:`}</strong>
            </p>
            <p class="govuk-body jcf-typed">
              {sayNow(field.now, kinds.get(field.key) ?? { entry: 'long', columns: undefined })}
            </p>
          </InsetText>
        ))}
        <ActionForm form={form} action={paths.writeForm.to(view.at)}>
          {view.fields.map(({ name, stamp }) => (
            <input type="hidden" name={stampName(name)} value={stamp} />
          ))}
          {/* The Enter key presses the first button of a form: that must be the one that saves. */}
          <button type="submit" class="govuk-visually-hidden" tabIndex={-1} aria-hidden="true">
            Save
          </button>
          <HeadingFields
            heading={view.heading}
            drawn={{
              values: sent ? form.values : values,
              errors: form.errors,
              fixed: { offences: [], recordings: [] },
              blank: shownText(form.values, 'more') === '' && sent ? 0 : 2,
            }}
          />
          <ButtonGroup>
            <Button preventDoubleClick>Save</Button>
            <a class="govuk-link" href={paths.form.to(view.at)}>
              Cancel
            </a>
          </ButtonGroup>
        </ActionForm>
      </>
    ),
  };
};
