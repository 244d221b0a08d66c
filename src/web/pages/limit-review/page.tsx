import { reviewKinds } from '../../../domain/case-file/index.ts';
import type { ReviewedMonth, ReviewItemRow } from '../../../application/review-limits.ts';
import { ActionForm } from '../../action-form.tsx';
import { Button, ButtonGroup } from '../../components/govuk/button.tsx';
import { DateInput } from '../../components/govuk/date-input.tsx';
import { InsetText } from '../../components/govuk/notices.tsx';
import { Pagination } from '../../components/govuk/pagination.tsx';
import { SummaryList } from '../../components/govuk/summary-list.tsx';
import { Textarea } from '../../components/govuk/textarea.tsx';
import type { Page } from '../../layouts/page.tsx';
import { paths } from '../../paths.ts';
import type { FormState } from '../../route.ts';
import { ListRows, sayDay, sayWhen, type ListRow } from '../case-frame/index.ts';
import { shownDate, shownText } from '../file-parts/index.ts';

export interface MonthView {
  readonly month: string;
  /** `November 2026`. */
  readonly says: string;
  readonly reviewed: ReviewedMonth;
  readonly isOver: boolean;
  readonly today: string;
  readonly earlier: string;
  readonly later: string | undefined;
}

const by = (who: Readonly<Record<string, string>> | null, at: string | null): string =>
  `${['rank', 'collarNumber', 'name'].flatMap((part) => who?.[part] ?? []).join(' ')}${at === null ? '' : `, at ${sayWhen(at)}`}`;

function standing(item: ReviewItemRow, today: string): ListRow['status'] {
  if (item.feedbackAt === null) return { kind: 'act', text: 'Feedback to give' };
  if (item.followedUpAt !== null) return { kind: 'done', text: 'Followed up' };
  return (item.followUpDue ?? '') < today
    ? { kind: 'urgent', text: 'Follow-up overdue' }
    : { kind: 'none', text: 'To follow up' };
}

const rowOf = (item: ReviewItemRow, today: string): ListRow => ({
  title: `${item.urn} ${item.title}, ${item.suspect}`,
  href: paths.limitReviewItem.to({ urn: item.urn, itemId: item.itemId }),
  status: standing(item, today),
  lines: [
    `${reviewKinds[item.kind]}: ${item.what}. Last day: ${sayDay(item.lastDay)}`,
    `${item.unit}. Officer: ${item.officer === '' ? 'not named' : item.officer}. Supervisor: ${item.supervisor === '' ? 'not named' : item.supervisor}`,
    item.followUpDue === null || item.followedUpAt !== null ? undefined : `Followed up by ${sayDay(item.followUpDue)}`,
  ],
});

const Close = ({ view, form }: { view: MonthView; form: FormState }) => {
  const { items, closed } = view.reviewed;
  if (closed !== undefined)
    return <InsetText>{`This month was closed by ${by(closed.closedBy, closed.closedAt)}.`}</InsetText>;
  const open = items.filter(({ feedbackAt }) => feedbackAt === null).length;
  if (!view.isOver || open > 0)
    return (
      <p class="govuk-body">
        {view.isOver
          ? 'The month can be closed when each has feedback.'
          : 'The month can be closed when it is over and each has feedback.'}
      </p>
    );
  return (
    <ActionForm form={form} action={paths.closeLimitMonth.to({ month: view.month })}>
      <Button preventDoubleClick>{`Close ${view.says}`}</Button>
    </ActionForm>
  );
};

/** A month of the review: what lapsed, was late or nearly so, each with its feedback. */
export const LimitReviewPage = (view: MonthView, form: FormState): Page => ({
  title: `Time limits: review of ${view.says}`,
  heading: `Time limits: review of ${view.says}`,
  body: (
    <>
      <p class="govuk-body">
        Files sent and charges laid after the last day or just before it, and limits that ran out. Each gets feedback to
        the officer and the supervisor, which is followed up.
      </p>
      {view.reviewed.items.length === 0 ? (
        <p class="govuk-body">Nothing was late, lapsed or a near miss in this month.</p>
      ) : (
        <ListRows label="To go through" rows={view.reviewed.items.map((item) => rowOf(item, view.today))} />
      )}
      <Close view={view} form={form} />
      <Pagination
        previous={{ href: view.earlier, text: 'Month before' }}
        next={view.later === undefined ? undefined : { href: view.later, text: 'Month after' }}
      />
    </>
  ),
});

export interface ItemView {
  readonly item: ReviewItemRow;
  readonly month: string;
}

const Feedback = ({ item, form }: { item: ReviewItemRow; form: FormState }) => (
  <ActionForm form={form} action={paths.limitReviewItem.to({ urn: item.urn, itemId: item.itemId })}>
    <Textarea
      name="toOfficer"
      label="Feedback to the officer"
      labelSize="s"
      rows={3}
      value={shownText(form.values, 'toOfficer')}
      error={form.errors['toOfficer']}
    />
    <Textarea
      name="toSupervisor"
      label="Feedback to the supervisor"
      labelSize="s"
      rows={3}
      value={shownText(form.values, 'toSupervisor')}
      error={form.errors['toSupervisor']}
    />
    <DateInput
      id="followUpDue"
      namePrefix="followUpDue"
      legend="Followed up by"
      legendSize="s"
      hint="The day on which somebody looks whether it changed anything"
      values={shownDate(form.values, 'followUpDue')}
      error={form.errors['followUpDue-day']}
    />
    <Button preventDoubleClick>Record this feedback</Button>
  </ActionForm>
);

const FollowUp = ({ item, form }: { item: ReviewItemRow; form: FormState }) => (
  <ActionForm form={form} action={paths.followUpLimit.to({ urn: item.urn, itemId: item.itemId })}>
    <Textarea
      name="what"
      label="What came of it"
      labelSize="s"
      rows={3}
      value={shownText(form.values, 'what')}
      error={form.errors['what']}
    />
    <ButtonGroup>
      <Button preventDoubleClick>Record that it was followed up</Button>
    </ButtonGroup>
  </ActionForm>
);

/** One item of the review with its feedback and what came of it. */
export const LimitReviewItemPage = ({ item, month }: ItemView, form: FormState): Page => ({
  title: `Review of a time limit in ${item.urn}`,
  heading: `${reviewKinds[item.kind]}: ${item.title}, ${item.suspect}`,
  width: 'two-thirds',
  body: (
    <>
      <SummaryList
        rows={[
          {
            key: 'Case',
            value: (
              <a class="govuk-link" href={paths.timeLimits.to({ urn: item.urn })}>
                {item.urn}
              </a>
            ),
          },
          { key: 'What happened', value: `${item.what}, on ${sayDay(item.happenedOn)}` },
          { key: 'Last day', value: `${sayDay(item.lastDay)} (${item.provision})` },
          { key: 'Officer', value: item.officer === '' ? 'Not named' : item.officer },
          { key: 'Supervisor', value: item.supervisor === '' ? 'Not named' : item.supervisor },
          item.toOfficer !== null && { key: 'To the officer', value: item.toOfficer },
          item.toSupervisor !== null && { key: 'To the supervisor', value: item.toSupervisor },
          item.feedbackAt !== null && { key: 'Feedback by', value: by(item.feedbackBy, item.feedbackAt) },
          item.followUpDue !== null && { key: 'Followed up by', value: sayDay(item.followUpDue) },
          item.followedUp !== null && { key: 'What came of it', value: item.followedUp },
          item.followedUpAt !== null && { key: 'Done by', value: by(item.followedUpBy, item.followedUpAt) },
        ]}
      />
      {item.feedbackAt === null && <Feedback item={item} form={form} />}
      {item.feedbackAt !== null && item.followedUpAt === null && <FollowUp item={item} form={form} />}
      <p class="govuk-body">
        <a class="govuk-link" href={month}>
          Back to the month
        </a>
      </p>
    </>
  ),
});
