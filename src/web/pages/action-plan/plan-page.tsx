import { standingOfItem, type CaseRecord } from '../../../domain/case-file/index.ts';
import type { PlanRow } from '../../../application/view-case.ts';
import { ActionForm } from '../../action-form.tsx';
import { Button, LinkButton } from '../../components/govuk/button.tsx';
import { InsetText } from '../../components/govuk/notices.tsx';
import type { SummaryAction } from '../../components/govuk/summary-list.tsx';
import { Textarea } from '../../components/govuk/textarea.tsx';
import type { Page } from '../../layouts/page.tsx';
import { paths } from '../../paths.ts';
import type { FormState } from '../../route.ts';
import { counted, sayWhen } from '../case-frame/index.ts';
import { PlanItems, sayContact, shownText } from '../file-parts/index.ts';

export interface PlanView {
  readonly frame: Pick<Page, 'banner' | 'nav'>;
  readonly urn: string;
  readonly record: CaseRecord;
  readonly plan: PlanRow;
  readonly material: ReadonlyMap<string, string>;
  readonly open: number;
  /** Whether this person answers, or checks the answers; and why a supervisor may not yet or at all. */
  readonly answers: boolean;
  readonly responds: boolean;
  /** Whether this person reviews the file, and so may change an open action; and settle answers that came back. */
  readonly changes: boolean;
  readonly settles: boolean;
  readonly says: string;
  /** The conversation that went before it, or why there was none. */
  readonly conversation: string | undefined;
}

function actionsOn(view: PlanView, row: PlanRow['items'][number], hiddenText: string): SummaryAction[] {
  const here = { urn: view.urn, planId: view.plan.planId, itemId: row.item.id };
  const isOpen = standingOfItem(row) === 'open';
  if (view.answers && (isOpen || row.answer?.byItself === true))
    return [
      { href: paths.answerItem.to(here), text: 'Answer', hiddenText },
      ...(isOpen && row.extension === null
        ? [{ href: paths.moreTime.to(here), text: 'Ask for more time', hiddenText }]
        : []),
    ];
  return view.changes && isOpen
    ? [
        {
          href: paths.changePlanItem.to(here),
          text: row.extension === null ? 'Change' : 'Answer the request for more time',
          hiddenText,
        },
      ]
    : [];
}

/** An action plan and its answers, as both sides see it. */
export const PlanPage = (view: PlanView, form: FormState): Page => ({
  ...view.frame,
  title: `Action plan of ${view.urn}`,
  heading: `Action plan: ${counted(view.plan.items.length, 'action')}`,
  caption: `${view.plan.submissionId}, version ${view.plan.version}`,
  body: (
    <>
      <InsetText>{view.says}</InsetText>
      <p class="govuk-body">
        {`Issued at ${sayWhen(view.plan.issuedAt)} by ${sayContact(view.plan.prosecutor)}. Ring them if an action cannot be done as it is written.`}
      </p>
      {view.conversation !== undefined && <p class="govuk-body">{view.conversation}</p>}
      <PlanItems
        record={view.record}
        plan={view.plan}
        material={view.material}
        actions={(row, hiddenText) => actionsOn(view, row, hiddenText)}
      />
      {view.settles && (
        <LinkButton href={paths.settlePlan.to({ urn: view.urn, planId: view.plan.planId })}>
          Settle the answers
        </LinkButton>
      )}
      {view.responds && (
        <ActionForm form={form} action={paths.respondToPlan.to({ urn: view.urn, planId: view.plan.planId })}>
          <Textarea
            name="comment"
            label="Comment for the prosecutor (optional)"
            labelSize="s"
            hint="You have checked that each answer is complete and true."
            rows={3}
            value={shownText(form.values, 'comment')}
            error={form.errors['comment']}
          />
          <Button preventDoubleClick>Send the answers back to the prosecutor</Button>
        </ActionForm>
      )}
    </>
  ),
});
