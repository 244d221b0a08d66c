import { answerKinds } from '../../../domain/case-file/index.ts';
import { ActionForm } from '../../action-form.tsx';
import { Button, ButtonGroup } from '../../components/govuk/button.tsx';
import { Checkboxes } from '../../components/govuk/checkboxes.tsx';
import { DateInput } from '../../components/govuk/date-input.tsx';
import { InsetText } from '../../components/govuk/notices.tsx';
import { Radios } from '../../components/govuk/radios.tsx';
import { SummaryList } from '../../components/govuk/summary-list.tsx';
import { Textarea } from '../../components/govuk/textarea.tsx';
import type { PlanRow } from '../../../application/view-case.ts';
import type { Page } from '../../layouts/page.tsx';
import { paths } from '../../paths.ts';
import type { FormState } from '../../route.ts';
import { sayDay } from '../case-frame/index.ts';
import { listOf, shownDate, shownText } from '../file-parts/index.ts';

export interface AnswerView {
  readonly frame: Pick<Page, 'banner' | 'nav'>;
  readonly urn: string;
  readonly planId: string;
  readonly item: PlanRow['items'][number]['item'];
  readonly number: number;
  readonly blocked: string | undefined;
  readonly material: readonly { readonly id: string; readonly title: string }[];
  /** Items that came since the plan was issued and look like what is asked for. */
  readonly likely: readonly string[];
}

/** The officer answers one action: what was done, and what is sent with it. */
export const AnswerPage = (view: AnswerView, form: FormState): Page => ({
  ...view.frame,
  title: `Answer action ${view.number} of ${view.urn}`,
  heading: `Answer action ${view.number}`,
  width: 'two-thirds',
  body: (
    <>
      <SummaryList
        rows={[
          { key: 'Do', value: view.item.action },
          { key: 'Why it is needed', value: view.item.justification },
          { key: 'Due', value: sayDay(view.item.due) },
        ]}
      />
      {view.blocked !== undefined ? (
        <InsetText>{view.blocked}</InsetText>
      ) : (
        <ActionForm
          form={form}
          action={paths.answerItem.to({ urn: view.urn, planId: view.planId, itemId: view.item.id })}
        >
          <Radios
            name="answer"
            legend="What is the answer?"
            legendSize="m"
            items={Object.entries(answerKinds).map(([id, text]) => ({ value: id, text }))}
            value={
              form.values['answer'] === undefined && view.likely.length > 0
                ? 'supplied'
                : shownText(form.values, 'answer')
            }
            error={form.errors['answer']}
          />
          <Textarea
            name="text"
            label="What was done"
            labelSize="m"
            hint="Say what was done and when, or why it cannot be or need not be done."
            value={shownText(form.values, 'text')}
            error={form.errors['text']}
          />
          <DateInput
            id="laterOn"
            namePrefix="laterOn"
            legend="The day on which it will come, if later"
            legendSize="m"
            values={shownDate(form.values, 'laterOn')}
            error={form.errors['laterOn-day']}
          />
          <Checkboxes
            name="materialIds"
            legend="Sent with this answer"
            legendSize="m"
            hint={
              <>
                {view.likely.length > 0 && `${view.likely.join(', ')} came since and may be what is asked for. `}
                Newest first.{' '}
                <a class="govuk-link" href={paths.addMaterial.to({ urn: view.urn })}>
                  Add a document to the file first
                </a>{' '}
                if it is not in this list.
              </>
            }
            small
            items={view.material.map(({ id, title }) => ({ value: id, text: `${id} ${title}` }))}
            values={form.values['answer'] === undefined ? view.likely : listOf(form.values, 'materialIds')}
            error={form.errors['materialIds']}
          />
          <ButtonGroup>
            <Button preventDoubleClick>Record the answer</Button>
            <a class="govuk-link" href={paths.plan.to({ urn: view.urn, planId: view.planId })}>
              Back to the action plan
            </a>
          </ButtonGroup>
        </ActionForm>
      )}
    </>
  ),
});
