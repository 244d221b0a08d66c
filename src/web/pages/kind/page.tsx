import { ActionForm } from '../../action-form.tsx';
import { Button, ButtonGroup } from '../../components/govuk/button.tsx';
import { InsetText } from '../../components/govuk/notices.tsx';
import { Radios } from '../../components/govuk/radios.tsx';
import { Textarea } from '../../components/govuk/textarea.tsx';
import type { Page } from '../../layouts/page.tsx';
import { paths } from '../../paths.ts';
import type { FormState } from '../../route.ts';
import { shownText } from '../file-parts/index.ts';
import type { KindView } from './view-model.ts';

/** What a file is put forward as: what is due with it follows from this. */
export const KindPage = (view: KindView, form: FormState): Page => ({
  ...view.frame,
  title: `Kind of submission, ${view.submissionId} of ${view.urn}`,
  heading: 'Kind of submission',
  caption: view.caption,
  width: 'two-thirds',
  backLink: { href: view.back, text: 'Back to the check of this file' },
  body:
    view.blocked !== undefined ? (
      <InsetText>{view.blocked}</InsetText>
    ) : (
      <ActionForm form={form} action={paths.kind.to({ urn: view.urn, submissionId: view.submissionId })}>
        <p class="govuk-body">
          What is due with the file follows from this. The check is run again when you save, and shows what changed.
        </p>
        <input type="hidden" name="was" value={view.now} />
        <Radios
          name="kind"
          legend="Put this file forward as"
          legendSize="m"
          small
          items={view.choices}
          value={shownText(form.values, 'kind', view.now)}
          error={form.errors['kind']}
        />
        <Textarea
          name="reason"
          label="Why it is this kind"
          labelSize="m"
          hint="One sentence. It stands in the history of the case."
          rows={3}
          value={shownText(form.values, 'reason')}
          error={form.errors['reason']}
        />
        <ButtonGroup>
          <Button preventDoubleClick>Save</Button>
          <a class="govuk-link" href={view.back}>
            Cancel
          </a>
        </ButtonGroup>
      </ActionForm>
    ),
});
