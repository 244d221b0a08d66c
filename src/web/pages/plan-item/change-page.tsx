import { stampOfAction } from '../../../application/plan-items.ts';
import { ActionForm } from '../../action-form.tsx';
import { Button, ButtonGroup } from '../../components/govuk/button.tsx';
import { DateInput } from '../../components/govuk/date-input.tsx';
import { InsetText } from '../../components/govuk/notices.tsx';
import { Textarea } from '../../components/govuk/textarea.tsx';
import type { Page } from '../../layouts/page.tsx';
import { paths } from '../../paths.ts';
import type { FormState } from '../../route.ts';
import { SeenFields, type ShownForm } from '../../shown-form.tsx';
import { sayDay, sayWhen } from '../case-frame/index.ts';
import { datePartsOf, dateShown, sayContact, shownDate, shownText } from '../file-parts/index.ts';
import type { ItemView } from './time-page.tsx';

/** The form as the action fills it in; `mergesByItself` is false, as a day and the words for it belong together. */
export const shownChange = ({ row }: ItemView): ShownForm => {
  const { item, extension } = row;
  return {
    stamp: stampOfAction(row),
    questions: [
      { label: 'Due', ...dateShown('due', extension?.to ?? item.due) },
      { label: 'What police should do', values: { action: item.action }, says: item.action },
    ],
    mergesByItself: false,
  };
};

/** The prosecutor changes the day or the words of one action, or answers a request for more time. */
export const ChangePage = (view: ItemView, form: FormState): Page => {
  const { item, extension } = view.row;
  const isNew = form.values['action'] === undefined;
  return {
    ...view.frame,
    title: `Change action ${view.number} of ${view.urn}`,
    heading: extension === null ? `Change action ${view.number}` : `More time for action ${view.number}`,
    width: 'two-thirds',
    body:
      view.blocked !== undefined ? (
        <InsetText>{view.blocked}</InsetText>
      ) : (
        <>
          {extension !== null && (
            <InsetText>
              <p class="govuk-body govuk-!-margin-bottom-1">
                <strong>{`Police ask for ${sayDay(extension.to)}. It is due on ${sayDay(item.due)}.`}</strong>
              </p>
              <p class="govuk-body govuk-!-margin-bottom-1 jcf-typed">{extension.reason}</p>
              <p class="govuk-body-s govuk-!-margin-bottom-0">{`${sayContact(extension.by)}, ${sayWhen(extension.at)}`}</p>
            </InsetText>
          )}
          <ActionForm
            form={form}
            action={paths.changePlanItem.to({ urn: view.urn, planId: view.planId, itemId: item.id })}
          >
            <SeenFields shown={shownChange(view)} values={form.values} />
            <DateInput
              id="due"
              namePrefix="due"
              legend="Due"
              legendSize="m"
              hint={
                extension === null ? undefined : 'The day that police ask for. Give the day as it was to refuse it.'
              }
              values={isNew ? datePartsOf(extension?.to ?? item.due) : shownDate(form.values, 'due')}
              error={form.errors['due-day'] ?? form.errors['due']}
            />
            <Textarea
              name="action"
              label="What police should do"
              labelSize="m"
              value={isNew ? item.action : shownText(form.values, 'action')}
              error={form.errors['action']}
            />
            <Textarea
              name="reason"
              label="Your reason"
              labelSize="m"
              hint="Police read it, and it stays with the action."
              rows={3}
              value={shownText(form.values, 'reason')}
              error={form.errors['reason']}
            />
            <ButtonGroup>
              <Button preventDoubleClick>{extension === null ? 'Change the action' : 'Answer police'}</Button>
              <a class="govuk-link" href={paths.plan.to({ urn: view.urn, planId: view.planId })}>
                Back to the action plan
              </a>
            </ButtonGroup>
          </ActionForm>
        </>
      ),
  };
};
