import { returnReasons } from '../../../domain/file-standard/index.ts';
import { ActionForm } from '../../action-form.tsx';
import { Button, ButtonGroup } from '../../components/govuk/button.tsx';
import { Checkboxes } from '../../components/govuk/checkboxes.tsx';
import { DateInput } from '../../components/govuk/date-input.tsx';
import { InsetText } from '../../components/govuk/notices.tsx';
import { Textarea } from '../../components/govuk/textarea.tsx';
import type { Page } from '../../layouts/page.tsx';
import { paths } from '../../paths.ts';
import type { FormState } from '../../route.ts';
import { datePartsOf, listOf, shownDate, shownText } from '../file-parts/index.ts';

export interface ReturnView {
  readonly frame: Pick<Page, 'banner' | 'nav'>;
  readonly urn: string;
  readonly submissionId: string;
  readonly caption: string;
  /** Who gets it back. */
  readonly to: 'officer' | 'supervisor';
  readonly back: string;
  /** What the gatekeeper wrote, for a supervisor who passes it on, or what the check stops it for: the form begins with it. */
  readonly passedOn:
    | {
        readonly from: 'gatekeeper' | 'check';
        readonly reasons: readonly string[];
        readonly text: string;
        readonly due: string | undefined;
      }
    | undefined;
  /** Why it cannot be returned now. */
  readonly blocked: string | undefined;
}

/** Returning a file: which reasons, what to do, by when. */
export const ReturnPage = (view: ReturnView, form: FormState): Page => {
  const untouched = Object.keys(form.values).length === 0;
  const { passedOn } = view;
  return {
    ...view.frame,
    title: `Return ${view.submissionId} of ${view.urn}`,
    heading: `Return this file to the ${view.to}`,
    caption: view.caption,
    width: 'two-thirds',
    body:
      view.blocked !== undefined ? (
        <InsetText>{view.blocked}</InsetText>
      ) : (
        <ActionForm form={form} action={paths.returnFile.to({ urn: view.urn, submissionId: view.submissionId })}>
          {passedOn !== undefined && (
            <InsetText>
              {passedOn.from === 'gatekeeper'
                ? 'The form begins with what the gatekeeper wrote. Add what only you can say, or change the date: the officer reads your words.'
                : 'The form begins with what the check stops this file for. Add what only you can say: the officer reads your words.'}
            </InsetText>
          )}
          <Checkboxes
            name="reasons"
            legend="Why"
            legendSize="m"
            hint="Choose all that apply. Everything else on the file stays as it is."
            small
            items={returnReasons.map(({ id, label }) => ({ value: id, text: label }))}
            values={untouched ? (passedOn?.reasons ?? []) : listOf(form.values, 'reasons')}
            error={form.errors['reasons']}
          />
          <Textarea
            name="text"
            label="What to do to put it right"
            labelSize="m"
            hint="Say what is wrong where, and what would be enough. The officer reads these words."
            value={shownText(form.values, 'text', passedOn?.text)}
            error={form.errors['text']}
          />
          <DateInput
            id="due"
            namePrefix="due"
            legend="Wanted back by"
            legendSize="m"
            hint="For example, 27 11 2026"
            values={
              untouched && passedOn?.due !== undefined ? datePartsOf(passedOn.due) : shownDate(form.values, 'due')
            }
            error={form.errors['due-day']}
          />
          <ButtonGroup>
            <Button preventDoubleClick>Return the file</Button>
            <a class="govuk-link" href={view.back}>
              Do not return it
            </a>
          </ButtonGroup>
        </ActionForm>
      ),
  };
};
