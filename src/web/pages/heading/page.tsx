import { ActionForm } from '../../action-form.tsx';
import { Button, ButtonGroup } from '../../components/govuk/button.tsx';
import { InsetText } from '../../components/govuk/notices.tsx';
import type { Page } from '../../layouts/page.tsx';
import { paths } from '../../paths.ts';
import type { FormState } from '../../route.ts';
import { caseFrame } from '../case-frame/index.ts';
import { CertificateNotice, shownText } from '../file-parts/index.ts';
import { HeadingFields } from './fields.tsx';
import type { HeadingView } from './view-model.ts';

/** Writes one heading of a request. When somebody else wrote in between, theirs stands above what was typed here. */
export const HeadingPage = (view: HeadingView, form: FormState): Page => {
  const about = { urn: view.case.record.urn, submissionId: view.submissionId };
  const sent = Object.keys(form.values).length > 0;
  const changed = sent && shownText(form.values, 'stamp') !== view.stamp;
  return {
    title: `${view.heading.title}, ${about.submissionId} of ${about.urn}`,
    heading: view.heading.title,
    caption: `${about.submissionId}: the request`,
    width: 'two-thirds',
    backLink: { href: paths.submission.to(about), text: 'Back to the check of this file' },
    ...caseFrame(view.case, undefined, view.actor),
    body: (
      <>
        <CertificateNotice view={view.case} submissionId={view.submissionId} />
        <p class="govuk-body">{view.heading.hint}</p>
        {view.lacking.map(({ title, why, fix }) => (
          <InsetText>
            <strong>{title}</strong>
            {`: ${[why, fix].filter((line) => line !== '').join(' ')}`}
          </InsetText>
        ))}
        {(changed || (!view.fits && view.now !== '')) && (
          <InsetText id={changed ? 'theirs' : 'now'}>
            <p class="govuk-body">
              <strong>
                {changed
                  ? 'Somebody else changed this while you were writing. On the file now:'
                  : 'On the file now, as it came. Saving puts what you write below in its place:'}
              </strong>
            </p>
            {view.now === '' ? (
              <p class="govuk-body">Nothing: it is blank.</p>
            ) : (
              <p class="govuk-body jcf-typed">{view.now}</p>
            )}
          </InsetText>
        )}
        <ActionForm form={form} action={paths.heading.to({ ...about, heading: view.heading.id })}>
          <input type="hidden" name="stamp" value={view.stamp} />
          {/* The Enter key presses the first button of a form: that must be the one that saves. */}
          <button type="submit" class="govuk-visually-hidden" tabIndex={-1} aria-hidden="true">
            Save
          </button>
          <HeadingFields
            heading={view.heading}
            drawn={{
              values: sent ? form.values : view.values,
              errors: form.errors,
              fixed: view.fixed,
              blank: shownText(form.values, 'more') === '' && sent ? 0 : 2,
            }}
          />
          <ButtonGroup>
            <Button preventDoubleClick>Save</Button>
            <a class="govuk-link" href={paths.submission.to(about)}>
              Cancel
            </a>
          </ButtonGroup>
        </ActionForm>
      </>
    ),
  };
};
