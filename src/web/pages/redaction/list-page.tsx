import {
  copyStates,
  isNoneNeededGround,
  noneNeededGrounds,
  type NoneNeededGround,
} from '../../../domain/case-file/index.ts';
import { recipients, type Recipient, sayRecipient } from '../../../domain/redaction/index.ts';
import type { CopiesView, CopyView } from '../../../application/view-redaction.ts';
import type { MaterialView } from '../../../application/view-case.ts';
import { ActionForm } from '../../action-form.tsx';
import { StatusTag } from '../../components/case/status-tag.tsx';
import { Button, ButtonGroup, LinkButton } from '../../components/govuk/button.tsx';
import { InsetText } from '../../components/govuk/notices.tsx';
import { Radios } from '../../components/govuk/radios.tsx';
import { Textarea } from '../../components/govuk/textarea.tsx';
import { shownIn } from '../../form-fields.ts';
import type { Page } from '../../layouts/page.tsx';
import { paths } from '../../paths.ts';
import type { FormState } from '../../route.ts';
import { counted, sayWhen } from '../case-frame/index.ts';
import { copyStatus } from './words.ts';

type Frame = Pick<Page, 'banner' | 'nav' | 'islands'>;

interface ListView extends CopiesView {
  readonly frame: Frame;
  readonly urn: string;
}

const sayCopy = (copy: CopyView, names: ReadonlyMap<string, string>): string => {
  const who = (id: string | null): string => (id === null ? '' : ` by ${names.get(id) ?? 'somebody'}`);
  switch (copy.state) {
    case 'in_review':
      return `${counted(copy.decided.length, 'page')} saved, begun${who(copy.begunBy)}`;
    case 'approved':
      return `Approved${who(copy.checkedBy)} at ${sayWhen(copy.checkedAt ?? copy.changedAt)}`;
    case 'not_needed':
    case 'withdrawn':
    case 'returned':
      return copy.said?.reason ?? '';
    case 'refused':
      return copy.said?.says ?? '';
    default:
      return `Reviewed by ${copy.reviewers.map((id) => names.get(id) ?? 'somebody').join(', ')}`;
  }
};

const CopyLine = ({ urn, copy, names }: { urn: string; copy: CopyView; names: ReadonlyMap<string, string> }) => (
  <li>
    <a
      class="govuk-link"
      href={
        copy.state === 'made'
          ? paths.copyCheck.to({ urn, copyId: copy.copyId })
          : paths.copy.to({ urn, copyId: copy.copyId })
      }
    >
      {`${copy.materialId} for the ${sayRecipient(copy.recipient)}`}
    </a>{' '}
    <StatusTag kind={copyStatus[copy.state]}>{copyStates[copy.state]}</StatusTag>
    <br />
    <span class="govuk-hint jcf-typed">{`${copy.isCurrent ? '' : 'Of an earlier document of this item. '}${sayCopy(copy, names)}`}</span>
  </li>
);

/** Every item with the copies of its document. */
export const CopiesPage = ({ frame, urn, view, copies, subjects, names, blocked }: ListView): Page => ({
  ...frame,
  title: `Redacted copies of ${urn}`,
  heading: 'Redacted copies',
  width: 'two-thirds',
  body: (
    <>
      <p class="govuk-body">
        A copy has what its reader may not have taken out of it for good. Originals are never changed. A copy is given
        to nobody before other programs have read it back and a second person has looked at it.
      </p>
      {blocked !== undefined && <InsetText>{blocked}</InsetText>}
      {subjects.length > 0 && (
        <p class="govuk-body">
          <a class="govuk-link" href={paths.decidedOnce.to({ urn })}>
            {`What was decided once for every document (${subjects.length})`}
          </a>
        </p>
      )}
      {view.material
        .filter(({ document }) => document !== null)
        .map((item) => {
          const own = copies.filter(({ materialId }) => materialId === item.materialId);
          return (
            <>
              <h2 class="govuk-heading-s govuk-!-margin-bottom-1">{`${item.materialId} ${item.detail.title}`}</h2>
              <ul class="govuk-list govuk-list--spaced">
                {own.map((copy) => (
                  <CopyLine urn={urn} copy={copy} names={names} />
                ))}
                {blocked === undefined && (
                  <li>
                    <a class="govuk-link" href={paths.newCopy.to({ urn, materialId: item.materialId })}>
                      {`Make a copy of ${item.materialId}`}
                    </a>
                  </li>
                )}
                {blocked !== undefined && own.length === 0 && <li>No copy.</li>}
              </ul>
            </>
          );
        })}
      {view.material.every(({ document }) => document === null) && (
        <InsetText>No document of this case is held here.</InsetText>
      )}
    </>
  ),
});

interface NewCopyView {
  readonly frame: Frame;
  readonly urn: string;
  readonly item: MaterialView;
  /** Why no copy can be made of this document; undefined where one can. */
  readonly blocked: string | undefined;
  /** Why nothing can be said of it here at all: this person redacts nothing in this case, or no document is held. */
  readonly notHere: string | undefined;
  readonly taken: readonly Recipient[];
}

const chooseRecipient = (form: FormState, taken: readonly Recipient[], idPrefix: string) => (
  <Radios
    name="recipient"
    idPrefix={idPrefix}
    legend="Who it is for"
    legendSize="s"
    small
    value={shownIn(form.values, 'recipient')}
    error={form.errors['recipient']}
    items={(Object.keys(recipients) as Recipient[]).map((value) => ({
      value,
      text: recipients[value],
      ...(taken.includes(value) ? { hint: 'There is one of this document already' } : {}),
    }))}
  />
);

/** Begin a copy of a document. */
export const NewCopyPage = ({ frame, urn, item, blocked, notHere, taken }: NewCopyView, form: FormState): Page => ({
  ...frame,
  title: `Make a copy of ${item.materialId} of ${urn}`,
  heading: `Make a copy of ${item.materialId}`,
  caption: item.detail.title,
  width: 'two-thirds',
  backLink: { href: paths.copies.to({ urn }), text: 'Back to redacted copies' },
  body: (
    <>
      {blocked !== undefined && <InsetText>{blocked}</InsetText>}
      {(blocked === undefined || Object.keys(form.errors).length > 0) && (
        <ActionForm form={form} action={paths.newCopy.to({ urn, materialId: item.materialId })}>
          {chooseRecipient(form, taken, 'recipient')}
          <Button preventDoubleClick>Review it page by page</Button>
        </ActionForm>
      )}
      {notHere === undefined && (
        <p class="govuk-body">
          <a class="govuk-link" href={paths.noCopyNeeded.to({ urn, materialId: item.materialId })}>
            It can go as it is: no redaction needed
          </a>
        </p>
      )}
    </>
  ),
});

/** Say that a document may go as it is. */
export const NoCopyNeededPage = ({ frame, urn, item, notHere, taken }: NewCopyView, form: FormState): Page => ({
  ...frame,
  title: `No redaction needed: ${item.materialId} of ${urn}`,
  heading: 'No redaction needed',
  caption: `${item.materialId} ${item.detail.title}`,
  width: 'two-thirds',
  backLink: { href: paths.copies.to({ urn }), text: 'Back to redacted copies' },
  body: (
    <>
      {notHere !== undefined && <InsetText>{notHere}</InsetText>}
      {(notHere === undefined || Object.keys(form.errors).length > 0) && (
        <ActionForm form={form} action={paths.noCopyNeeded.to({ urn, materialId: item.materialId })}>
          {chooseRecipient(form, taken, 'recipient')}
          <Radios
            name="ground"
            legend="Why it may go as it is"
            legendSize="s"
            small
            value={shownIn(form.values, 'ground')}
            error={form.errors['ground']}
            items={(Object.keys(noneNeededGrounds) as NoneNeededGround[])
              .filter(isNoneNeededGround)
              .map((value) => ({ value, text: noneNeededGrounds[value] }))}
          />
          <Textarea
            name="reason"
            label="Reason"
            labelSize="s"
            hint="In words that would stand up to a challenge. Name nobody and quote nothing of the document."
            rows={3}
            value={shownIn(form.values, 'reason')}
            error={form.errors['reason']}
          />
          <ButtonGroup>
            <Button preventDoubleClick>Record that none is needed</Button>
            <LinkButton kind="secondary" href={paths.copies.to({ urn })}>
              Record nothing
            </LinkButton>
          </ButtonGroup>
        </ActionForm>
      )}
    </>
  ),
});
