import type { Contact } from '../../../domain/access/index.ts';
import { ActionForm } from '../../action-form.tsx';
import { Button, ButtonGroup } from '../../components/govuk/button.tsx';
import { InsetText } from '../../components/govuk/notices.tsx';
import { Textarea } from '../../components/govuk/textarea.tsx';
import type { Page } from '../../layouts/page.tsx';
import { paths } from '../../paths.ts';
import type { FormState } from '../../route.ts';
import { OwnContact, RequestText, shownText } from '../file-parts/index.ts';

export interface AdviseView {
  readonly frame: Pick<Page, 'banner' | 'nav'>;
  readonly urn: string;
  readonly submissionId: string;
  readonly caption: string;
  readonly blocked: string | undefined;
  readonly contact: Contact;
  /** What police ask, as they wrote it. */
  readonly sought: Readonly<Record<string, unknown>>;
}

/** Early advice: answers what police ask, and decides nothing. */
export const AdvisePage = (view: AdviseView, form: FormState): Page => ({
  ...view.frame,
  title: `Advise on ${view.submissionId} of ${view.urn}`,
  heading: 'Give early advice',
  caption: view.caption,
  width: 'two-thirds',
  body:
    view.blocked !== undefined ? (
      <InsetText>{view.blocked}</InsetText>
    ) : (
      <>
        <RequestText request={view.sought} />
        <OwnContact contact={view.contact} />
        <ActionForm form={form} action={paths.advise.to({ urn: view.urn, submissionId: view.submissionId })}>
          <Textarea
            name="advice"
            label="Advice"
            labelSize="m"
            hint="Answer each question. Say what was considered. Advice is no charging decision."
            rows={12}
            value={shownText(form.values, 'advice')}
            error={form.errors['advice']}
          />
          <ButtonGroup>
            <Button preventDoubleClick>Send the advice to police</Button>
            <a class="govuk-link" href={paths.review.to({ urn: view.urn, submissionId: view.submissionId })}>
              Back to the review
            </a>
          </ButtonGroup>
        </ActionForm>
      </>
    ),
});
