import type { ItemResult } from '../../../domain/file-standard/index.ts';
import type { CaseView } from '../../../application/view-case.ts';
import { ActionForm } from '../../action-form.tsx';
import { Button, ButtonGroup } from '../../components/govuk/button.tsx';
import { DateInput } from '../../components/govuk/date-input.tsx';
import { Textarea } from '../../components/govuk/textarea.tsx';
import type { Page } from '../../layouts/page.tsx';
import { paths } from '../../paths.ts';
import type { FormState } from '../../route.ts';
import { CertificateNotice, datePartsOf, shownDate, shownText } from '../file-parts/index.ts';

interface GapView {
  readonly frame: Pick<Page, 'banner' | 'nav'>;
  readonly urn: string;
  readonly submissionId: string;
  readonly case: CaseView;
  readonly row: ItemResult;
  /** What identifies the reason and date shown, so that a change by somebody else in between is noticed. */
  readonly stamp: string;
}

/** The gap, what would close it, and a reason with a date where it cannot be closed today. */
export const GapPage = ({ frame, case: view, urn, submissionId, row, stamp }: GapView, form: FormState): Page => {
  const typed = shownDate(form.values, 'due');
  const empty = typed.day === '' && typed.month === '' && typed.year === '';
  return {
    ...frame,
    title: `Gap on ${submissionId} of ${urn}`,
    heading: `${row.result === 'missing' ? 'Why is this not on the file' : 'Why is this not good enough yet'}: ${row.title}`,
    caption: `${submissionId}: ${row.result === 'missing' ? 'missing' : 'there, but not adequate'}`,
    width: 'two-thirds',
    body: (
      <>
        <CertificateNotice view={view} submissionId={submissionId} />
        {row.why !== '' && <p class="govuk-body">{row.why}</p>}
        {row.fix !== '' && <p class="govuk-body">{`To close it: ${row.fix}`}</p>}
        <p class="govuk-body">
          A reason and a date let the file go on with this gap. The supervisor, the gatekeeper and the CPS see both.
        </p>
        <ActionForm form={form} action={paths.gap.to({ urn, submissionId, item: row.item })}>
          <input type="hidden" name="stamp" value={stamp} />
          <Textarea
            name="reason"
            label="Reason"
            labelSize="s"
            rows={3}
            value={shownText(form.values, 'reason', row.explained?.reason)}
            error={form.errors['reason']}
          />
          <DateInput
            id="due"
            namePrefix="due"
            legend={row.result === 'missing' ? 'When will it be there?' : 'When will it be good enough?'}
            legendSize="s"
            hint="For example, 27 11 2026"
            values={empty && row.explained !== undefined ? datePartsOf(row.explained.due) : typed}
            error={form.errors['due-day'] ?? form.errors['due']}
          />
          <ButtonGroup>
            <Button preventDoubleClick>Save reason and date</Button>
            <a class="govuk-link" href={paths.submission.to({ urn, submissionId })}>
              Back to the check
            </a>
          </ButtonGroup>
        </ActionForm>
      </>
    ),
  };
};
