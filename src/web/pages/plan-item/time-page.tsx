import type { PlanRow } from '../../../application/view-case.ts';
import { ActionForm } from '../../action-form.tsx';
import { Button, ButtonGroup } from '../../components/govuk/button.tsx';
import { DateInput } from '../../components/govuk/date-input.tsx';
import { InsetText } from '../../components/govuk/notices.tsx';
import { SummaryList } from '../../components/govuk/summary-list.tsx';
import { Textarea } from '../../components/govuk/textarea.tsx';
import type { Page } from '../../layouts/page.tsx';
import { paths } from '../../paths.ts';
import type { FormState } from '../../route.ts';
import { sayDay } from '../case-frame/index.ts';
import { shownDate, shownText } from '../file-parts/index.ts';

/** One action of a plan, for a page about it alone. */
export interface ItemView {
  readonly frame: Pick<Page, 'banner' | 'nav'>;
  readonly urn: string;
  readonly planId: string;
  readonly number: number;
  readonly row: PlanRow['items'][number];
  readonly blocked: string | undefined;
}

/** The officer asks the prosecutor for more time for one action. */
export const TimePage = (view: ItemView, form: FormState): Page => ({
  ...view.frame,
  title: `More time for action ${view.number} of ${view.urn}`,
  heading: `Ask for more time for action ${view.number}`,
  width: 'two-thirds',
  body: (
    <>
      <SummaryList
        rows={[
          { key: 'Do', value: view.row.item.action },
          { key: 'Due', value: sayDay(view.row.item.due) },
        ]}
      />
      {view.blocked !== undefined ? (
        <InsetText>{view.blocked}</InsetText>
      ) : (
        <ActionForm
          form={form}
          action={paths.moreTime.to({ urn: view.urn, planId: view.planId, itemId: view.row.item.id })}
        >
          <DateInput
            id="to"
            namePrefix="to"
            legend="By when can it be done?"
            legendSize="m"
            values={shownDate(form.values, 'to')}
            error={form.errors['to-day'] ?? form.errors['to']}
          />
          <Textarea
            name="reason"
            label="Why more time is needed"
            labelSize="m"
            hint="The prosecutor reads it and agrees or not. Until then the action stays due as it is."
            value={shownText(form.values, 'reason')}
            error={form.errors['reason']}
          />
          <ButtonGroup>
            <Button preventDoubleClick>Ask the prosecutor</Button>
            <a class="govuk-link" href={paths.plan.to({ urn: view.urn, planId: view.planId })}>
              Back to the action plan
            </a>
          </ButtonGroup>
        </ActionForm>
      )}
    </>
  ),
});
