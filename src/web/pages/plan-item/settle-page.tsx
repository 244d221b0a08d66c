import { outcomes, outcomesFor, standingOfItem } from '../../../domain/case-file/index.ts';
import type { PlanRow } from '../../../application/view-case.ts';
import { ActionForm } from '../../action-form.tsx';
import { Button, ButtonGroup } from '../../components/govuk/button.tsx';
import { DateInput } from '../../components/govuk/date-input.tsx';
import { InsetText } from '../../components/govuk/notices.tsx';
import { Radios } from '../../components/govuk/radios.tsx';
import { SummaryList } from '../../components/govuk/summary-list.tsx';
import { Textarea } from '../../components/govuk/textarea.tsx';
import type { Page } from '../../layouts/page.tsx';
import { paths } from '../../paths.ts';
import type { FormState } from '../../route.ts';
import { sayDay } from '../case-frame/index.ts';
import { AnswerText, datePartsOf, shownDate, shownText } from '../file-parts/index.ts';

export interface SettleView {
  readonly frame: Pick<Page, 'banner' | 'nav'>;
  readonly urn: string;
  readonly plan: PlanRow;
  readonly material: ReadonlyMap<string, string>;
  readonly blocked: string | undefined;
}

const Item = ({ view, form, place }: { view: SettleView; form: FormState; place: number }) => {
  const row = view.plan.items[place];
  if (row === undefined || row.answer === null) return <></>;
  const { item, answer } = row;
  const name = (field: string): string => `items-${item.id}-${field}`;
  const about = <span class="govuk-visually-hidden">, action {place + 1}</span>;
  const choices = outcomesFor(answer.answer);
  const [first] = choices;
  const typed = form.values[name('outcome')];
  return (
    <section class="jcf-decision" aria-labelledby={`settle-${item.id}`}>
      <h2 class="govuk-heading-m" id={`settle-${item.id}`}>{`Action ${place + 1}`}</h2>
      <SummaryList
        rows={[
          { key: 'Do', value: item.action },
          { key: 'Due', value: sayDay(item.due) },
          { key: 'Answer', value: <AnswerText urn={view.urn} answer={answer} material={view.material} /> },
        ]}
      />
      <Radios
        name={name('outcome')}
        legend={<>What becomes of it?{about}</>}
        legendSize="s"
        small
        items={choices.map((id) => ({ value: id, text: outcomes[id].title }))}
        value={typed === undefined && first === 'accepted' ? 'accepted' : shownText(form.values, name('outcome'))}
        error={form.errors[name('outcome')]}
      />
      <Textarea
        name={name('reason')}
        label={<>Your reason{about}</>}
        labelSize="s"
        hint="Needed unless you accept the answer or agree to the day. Police read it."
        rows={2}
        value={shownText(form.values, name('reason'))}
        error={form.errors[name('reason')]}
      />
      <DateInput
        id={name('due')}
        namePrefix={name('due')}
        legend={<>Due now, if it goes back to police{about}</>}
        legendSize="s"
        values={
          typed === undefined && answer.laterOn !== undefined
            ? datePartsOf(answer.laterOn)
            : shownDate(form.values, name('due'))
        }
        error={form.errors[`${name('due')}-day`] ?? form.errors[name('due')]}
      />
    </section>
  );
};

/** The prosecutor says what becomes of each answer that came back. */
export const SettlePage = (view: SettleView, form: FormState): Page => ({
  ...view.frame,
  title: `Answers to the action plan of ${view.urn}`,
  heading: 'Settle the answers',
  caption: `${view.plan.submissionId}, version ${view.plan.version}`,
  width: 'two-thirds',
  body:
    view.blocked !== undefined ? (
      <InsetText>{view.blocked}</InsetText>
    ) : (
      <>
        <p class="govuk-body">
          What you accept or cancel is closed. If anything is sent back, the file waits for police again; to decide now
          and wait for the rest after charge, leave this and decide.
        </p>
        <ActionForm form={form} action={paths.settlePlan.to({ urn: view.urn, planId: view.plan.planId })}>
          {view.plan.items.map((row, place) =>
            ['answered', 'disputed', 'later'].includes(standingOfItem(row)) ? (
              <Item view={view} form={form} place={place} />
            ) : null,
          )}
          <ButtonGroup>
            <Button preventDoubleClick>Settle the answers</Button>
            <a class="govuk-link" href={paths.plan.to({ urn: view.urn, planId: view.plan.planId })}>
              Back to the action plan
            </a>
          </ButtonGroup>
        </ActionForm>
      </>
    ),
});
