import { policeReviewRight } from '../../../domain/charging/index.ts';
import type { CaseRecord } from '../../../domain/case-file/index.ts';
import type { VictimNoticeRow } from '../../../application/view-case.ts';
import { ActionForm } from '../../action-form.tsx';
import { Button, ButtonGroup } from '../../components/govuk/button.tsx';
import { DateInput } from '../../components/govuk/date-input.tsx';
import { InsetText } from '../../components/govuk/notices.tsx';
import { Textarea } from '../../components/govuk/textarea.tsx';
import type { Page } from '../../layouts/page.tsx';
import { paths } from '../../paths.ts';
import type { FormState } from '../../route.ts';
import { nameOfDefendant, nameOfPerson, sayDay } from '../case-frame/index.ts';
import { shownDate, shownText } from '../file-parts/index.ts';

export interface VictimNoticeView {
  readonly frame: Pick<Page, 'banner' | 'nav'>;
  readonly record: CaseRecord;
  readonly notice: VictimNoticeRow;
  readonly blocked: string | undefined;
}

/** Says that a victim was told of a decision not to charge. */
export const VictimNoticePage = ({ frame, record, notice, blocked }: VictimNoticeView, form: FormState): Page => ({
  ...frame,
  title: `Tell a victim in ${record.urn}`,
  heading: `Tell ${nameOfPerson(record, notice.victim)}`,
  caption: `${nameOfDefendant(record, notice.defendantId)} is not charged`,
  width: 'two-thirds',
  body: (
    <>
      <p class="govuk-body">
        {`They are told by the end of ${sayDay(notice.dueOn)}: ${notice.enhanced ? 'one working day, since they are vulnerable or a child' : 'five working days'}. ${policeReviewRight}`}
      </p>
      {notice.told !== null ? (
        <InsetText>{`Told on ${sayDay(notice.told.on)}, as ${notice.told.by} recorded: ${notice.told.how}`}</InsetText>
      ) : blocked !== undefined ? (
        <InsetText>{blocked}</InsetText>
      ) : (
        <ActionForm form={form} action={paths.victimNotice.to({ urn: record.urn, noticeId: notice.noticeId })}>
          <DateInput
            id="on"
            namePrefix="on"
            legend="Day on which they were told"
            legendSize="s"
            hint="For example, 22 11 2026"
            values={shownDate(form.values, 'on')}
            error={form.errors['on-day']}
          />
          <Textarea
            name="how"
            label="How, and that they know of the right to review"
            labelSize="s"
            rows={3}
            value={shownText(form.values, 'how')}
            error={form.errors['how']}
          />
          <ButtonGroup>
            <Button preventDoubleClick>Record that they were told</Button>
            <a class="govuk-link" href={paths.charges.to({ urn: record.urn })}>
              Record nothing
            </a>
          </ButtonGroup>
        </ActionForm>
      )}
    </>
  ),
});
