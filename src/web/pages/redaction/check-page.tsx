import { recipients, sayRecipient } from '../../../domain/redaction/index.ts';
import { sayType } from '../../../application/redaction-suggestions.ts';
import type { CopiesView, ReviewView, SubjectRow } from '../../../application/view-redaction.ts';
import { ActionForm } from '../../action-form.tsx';
import { Button, ButtonGroup } from '../../components/govuk/button.tsx';
import { InsetText } from '../../components/govuk/notices.tsx';
import { Radios } from '../../components/govuk/radios.tsx';
import { SummaryList } from '../../components/govuk/summary-list.tsx';
import { Table } from '../../components/govuk/table.tsx';
import { Textarea } from '../../components/govuk/textarea.tsx';
import { shownIn } from '../../form-fields.ts';
import type { Page } from '../../layouts/page.tsx';
import { paths } from '../../paths.ts';
import type { FormState } from '../../route.ts';
import { counted, nameOfPerson, sayWhen } from '../case-frame/index.ts';
import { sayReason } from './workbench-page.tsx';

type Frame = Pick<Page, 'banner' | 'nav' | 'islands'>;

interface CheckView extends ReviewView {
  readonly frame: Frame;
  readonly urn: string;
}

/** The copy beside the document it was made from, for the second person. */
export const CheckPage = (view: CheckView, form: FormState): Page => {
  const { urn, copy, item, page, working } = view;
  const about = { urn, copyId: copy.copyId };
  const pages = working?.pages ?? 1;
  const number = page?.page ?? 1;
  const to = (each: number) => paths.copyCheck.to(about, { page: String(each) });
  const blocked =
    copy.state === 'made' ? view.notSecond : 'There is no copy of this document that waits for a second person.';
  const gone = page?.saved?.regions ?? [];
  return {
    ...view.frame,
    title: `Check page ${number} of a copy of ${copy.materialId} of ${urn}`,
    heading: `Check the copy of ${copy.materialId} for the ${sayRecipient(copy.recipient)}`,
    headingSize: 'm',
    caption: item.detail.title,
    backLink: { href: paths.copies.to({ urn }), text: 'Back to redacted copies' },
    body: (
      <>
        <p class="govuk-body">
          {`Page ${number} of ${pages}. `}
          {number > 1 && (
            <>
              <a class="govuk-link" href={to(number - 1)}>
                Previous page
              </a>{' '}
            </>
          )}
          {number < pages && (
            <>
              <a class="govuk-link" href={to(number + 1)}>
                Next page
              </a>{' '}
            </>
          )}
          <a class="govuk-link" href={paths.copyFile.to(about)}>
            Open the whole copy
          </a>
        </p>
        {copy.copySha256 !== null && (
          <div class="jcf-redact__pair">
            {(['original', 'copy'] as const).map((of) => (
              <figure class="jcf-redact__side">
                <figcaption class="govuk-heading-s">{of === 'original' ? 'As reviewed' : 'The copy'}</figcaption>
                <img
                  class="jcf-pane__image"
                  src={paths.copyPicture.to({ ...about, page: String(number), of })}
                  alt={`Page ${number}, ${of === 'original' ? 'as it was reviewed' : 'as it is in the copy'}`}
                />
              </figure>
            ))}
          </div>
        )}
        <h2 class="govuk-heading-s">{`What went from this page (${gone.length})`}</h2>
        {gone.length === 0 ? (
          <p class="govuk-body">Nothing.</p>
        ) : (
          <ul class="govuk-list govuk-list--bullet">
            {gone.map(({ type, reason }) => (
              <li>{`${type === undefined ? 'Marked by a person' : sayType(type)}. ${sayReason(reason)}`}</li>
            ))}
          </ul>
        )}
        {blocked !== undefined && <InsetText>{blocked}</InsetText>}
        {(blocked === undefined || Object.keys(form.errors).length > 0) && (
          <ActionForm form={form} action={paths.copyCheck.to(about, { page: String(number) })}>
            <Radios
              name="outcome"
              legend="What you say of it"
              legendSize="s"
              small
              value={shownIn(form.values, 'outcome')}
              error={form.errors['outcome']}
              items={[
                { value: 'approved', text: 'Approve it: neither too little nor too much is taken out' },
                { value: 'returned', text: 'Return it to be put right' },
              ]}
            />
            <Textarea
              name="reason"
              label="What is to be put right, and on which page"
              hint="Needed when you return it. Do not write what should have been taken out, only where."
              rows={3}
              value={shownIn(form.values, 'reason')}
              error={form.errors['reason']}
            />
            <ButtonGroup>
              <Button preventDoubleClick>Record it</Button>
            </ButtonGroup>
          </ActionForm>
        )}
      </>
    ),
  };
};

/** Ask why a copy is withdrawn. */
export const WithdrawalPage = (view: CheckView, form: FormState): Page => ({
  ...view.frame,
  title: `Withdraw a copy of ${view.copy.materialId} of ${view.urn}`,
  heading: `Withdraw the copy of ${view.copy.materialId} for the ${sayRecipient(view.copy.recipient)}`,
  caption: view.item.detail.title,
  width: 'two-thirds',
  backLink: { href: paths.copy.to({ urn: view.urn, copyId: view.copy.copyId }), text: 'Back to the copy' },
  body: (
    <>
      {view.stays !== undefined && <InsetText>{view.stays}</InsetText>}
      {(view.stays === undefined || Object.keys(form.errors).length > 0) && (
        <ActionForm form={form} action={paths.copyWithdrawal.to({ urn: view.urn, copyId: view.copy.copyId })}>
          <p class="govuk-body">
            It is then given to nobody any more, and another can be begun. What was made is kept.
          </p>
          <Textarea
            name="reason"
            label="Why"
            labelSize="s"
            hint="Name nobody and quote nothing of the document."
            rows={3}
            value={shownIn(form.values, 'reason')}
            error={form.errors['reason']}
          />
          <Button kind="warning" preventDoubleClick>
            Withdraw it
          </Button>
        </ActionForm>
      )}
    </>
  ),
});

/** What the verifier said of a copy; printed with it. */
export const CertificatePage = (view: CheckView): Page => {
  const { urn, copy, item, names } = view;
  const certificate = copy.certificate;
  return {
    ...view.frame,
    title: `Certificate of a copy of ${copy.materialId} of ${urn}`,
    heading: 'Certificate of a redacted copy',
    caption: `${copy.materialId} ${item.detail.title}, for the ${recipients[copy.recipient]}`,
    width: 'two-thirds',
    backLink: { href: paths.copy.to({ urn, copyId: copy.copyId }), text: 'Back to the copy' },
    body:
      certificate === null ? (
        <InsetText>No copy was made, so there is no certificate.</InsetText>
      ) : (
        <>
          <SummaryList
            rows={[
              {
                key: 'Taken out',
                value: `${counted(certificate.regions, 'place')} on ${counted(certificate.pages, 'page')}`,
              },
              certificate.asPictures.length > 0 && {
                key: 'Pages made into pictures',
                value: certificate.asPictures.join(', '),
              },
              {
                key: 'Reviewed by',
                value: copy.reviewers
                  .map((id) => names.get(id) ?? 'somebody')
                  .filter((name, at, all) => all.indexOf(name) === at)
                  .join(', '),
              },
              {
                key: 'Second person',
                value:
                  copy.state === 'approved' && copy.checkedBy !== null
                    ? `${names.get(copy.checkedBy) ?? 'somebody'}, ${sayWhen(copy.checkedAt ?? copy.changedAt)}`
                    : 'Nobody yet',
              },
              { key: 'SHA-256 of the copy', value: <span class="jcf-typed">{certificate.copySha256}</span> },
              { key: 'SHA-256 of the original', value: <span class="jcf-typed">{certificate.originalSha256}</span> },
              {
                key: 'SHA-256 of what was reviewed',
                value: <span class="jcf-typed">{certificate.workingSha256}</span>,
              },
              {
                key: 'Programs',
                value: certificate.programs.map(({ name, version }) => `${name} ${version}`).join(', '),
              },
            ]}
          />
          <Table
            caption="What was looked for in the bytes of the copy"
            captionSize="m"
            head={['Looked for', 'Found']}
            rows={certificate.checks.map(({ looksFor, passed }) => [looksFor, passed ? 'Nothing' : 'Something'])}
          />
        </>
      ),
  };
};

interface DecidedView extends CopiesView {
  readonly frame: Frame;
  readonly urn: string;
}

const sayWhat = (view: DecidedView, { subject, personId, type }: SubjectRow): string =>
  personId === null
    ? `${sayType(type)}: ${subject.slice(0, subject.lastIndexOf(':'))}`
    : `${sayType(type)} of ${nameOfPerson(view.view.record, personId) || personId}`;

/** Whether this is the row whose form was sent. */
const isSent = ({ subject, recipient }: SubjectRow, values: FormState['values']): boolean =>
  shownIn(values, 'subject') === subject && shownIn(values, 'recipient') === recipient;

/** Each row has a field for its reason: what is wrong leads to the one that was sent. */
function leadToReason({ subjects }: DecidedView, { errors, values }: FormState): Pick<Page, 'errors'> {
  const row = subjects.findIndex((each) => isSent(each, values));
  const wrong = errors['reason'];
  return wrong === undefined || row < 0 ? {} : { errors: [{ text: wrong, href: `#reason-${row}` }] };
}

/** Everything that was decided once for every document, with a way to decide it otherwise. */
export const DecidedPage = (view: DecidedView, form: FormState): Page => ({
  ...view.frame,
  ...leadToReason(view, form),
  title: `Decided once for every document of ${view.urn}`,
  heading: 'Decided once for every document',
  width: 'two-thirds',
  backLink: { href: paths.copies.to({ urn: view.urn }), text: 'Back to redacted copies' },
  body: (
    <>
      <p class="govuk-body">
        What somebody decided on one page is proposed wherever the same stands again, in every document and in what
        comes later. Nothing goes before the page that it stands on was looked at and saved. A change here does not
        change copies that were made: those with the earlier decision are named.
      </p>
      {view.blocked !== undefined && <InsetText>{view.blocked}</InsetText>}
      {view.subjects.length === 0 && <InsetText>Nothing was decided yet.</InsetText>}
      {view.subjects.map((row) => {
        const copy = view.copies.find(({ copyId }) => copyId === row.copyId);
        const made = view.copies.filter(
          ({ recipient, state }) => recipient === row.recipient && (state === 'made' || state === 'approved'),
        );
        return (
          <>
            <h2 class="govuk-heading-s govuk-!-margin-bottom-1 jcf-typed">{sayWhat(view, row)}</h2>
            <p class="govuk-body govuk-!-margin-bottom-1">
              {`For the ${sayRecipient(row.recipient)}: it ${row.goes ? 'goes' : 'stays'}. ${view.names.get(row.decidedBy) ?? 'Somebody'}, ${sayWhen(row.decidedAt)}`}
              {copy !== undefined && `, on ${copy.materialId}`}
              {row.reason !== null && <span class="jcf-typed">{`. ${row.reason}`}</span>}
              {copy === undefined &&
                made.length > 0 &&
                `. Look again at: ${made.map(({ materialId }) => materialId).join(', ')}`}
            </p>
            {(view.blocked === undefined || isSent(row, form.values)) && (
              <ActionForm form={form} action={paths.decidedOnce.to({ urn: view.urn })} classes="jcf-redact__change">
                <input type="hidden" name="subject" value={row.subject} />
                <input type="hidden" name="recipient" value={row.recipient} />
                <input type="hidden" name="goes" value={row.goes ? 'no' : 'yes'} />
                <details class="govuk-details" open={isSent(row, form.values) && form.errors['reason'] !== undefined}>
                  <summary class="govuk-details__summary">
                    <span class="govuk-details__summary-text">
                      {row.goes ? 'Decide that it stays' : 'Decide that it goes'}
                    </span>
                  </summary>
                  <div class="govuk-details__text">
                    <Textarea
                      name="reason"
                      id={`reason-${view.subjects.indexOf(row)}`}
                      label="Why"
                      rows={2}
                      value={isSent(row, form.values) ? shownIn(form.values, 'reason') : ''}
                      error={isSent(row, form.values) ? form.errors['reason'] : undefined}
                    />
                    <Button kind="secondary">Decide so</Button>
                  </div>
                </details>
              </ActionForm>
            )}
          </>
        );
      })}
    </>
  ),
});
