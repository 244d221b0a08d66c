import type { JSX } from 'preact';
import type { CaseView, MaterialView } from '../../../application/view-case.ts';
import { ActionForm } from '../../action-form.tsx';
import { Button, ButtonGroup } from '../../components/govuk/button.tsx';
import { DateInput } from '../../components/govuk/date-input.tsx';
import { FileUpload } from '../../components/govuk/file-upload.tsx';
import { Input } from '../../components/govuk/input.tsx';
import { InsetText } from '../../components/govuk/notices.tsx';
import { SummaryList } from '../../components/govuk/summary-list.tsx';
import { Textarea } from '../../components/govuk/textarea.tsx';
import type { Page } from '../../layouts/page.tsx';
import { paths } from '../../paths.ts';
import type { FormState } from '../../route.ts';
import { SeenFields, type ShownForm } from '../../shown-form.tsx';
import { ClippedField, MaterialFields, shownMaterial } from '../add-material/fields.tsx';
import { nameOfPerson, sayDay, sayMaterialStatus } from '../case-frame/index.ts';
import { CertificateNotice, datePartsOf, shownDate, shownText } from '../file-parts/index.ts';
import { saySize, sayType } from '../material/words.ts';

export interface ChangeMaterialView {
  readonly frame: Pick<Page, 'banner' | 'nav'>;
  readonly case: CaseView;
  readonly urn: string;
  readonly item: MaterialView;
  readonly stamp: string;
  /** Why it cannot be changed now. */
  readonly blocked: string | undefined;
}

/** What the three pages have in common: what a change undoes, why it cannot be made, the stamp, the reason, the way out. */
const changePage = (
  view: ChangeMaterialView,
  form: FormState,
  page: {
    readonly doing: string;
    readonly action: string;
    readonly multipart?: boolean;
    readonly above: JSX.Element;
    readonly fields?: JSX.Element;
    /** Where the fields are what is recorded; else the form is about the item as it is shown now. */
    readonly shown?: ShownForm;
    readonly why: string;
    readonly button: string;
    readonly warns?: boolean;
    readonly leave: string;
  },
): Page => {
  const { urn, item } = view;
  const back = paths.materialItem.to({ urn, materialId: item.materialId });
  return {
    ...view.frame,
    title: `${page.doing} ${item.materialId} of ${urn}`,
    heading: `${page.doing} ${item.materialId}`,
    caption: item.detail.title,
    width: 'two-thirds',
    backLink: { href: back, text: `Back to ${item.materialId}` },
    body:
      view.blocked !== undefined && Object.keys(form.errors).length === 0 ? (
        <InsetText>{`It cannot be changed now. ${view.blocked}`}</InsetText>
      ) : (
        <>
          {view.blocked !== undefined && <InsetText>{`It cannot be changed now. ${view.blocked}`}</InsetText>}
          <CertificateNotice view={view.case} />
          {page.above}
          <ActionForm form={form} action={page.action} multipart={page.multipart ?? false}>
            {page.shown === undefined ? (
              <input type="hidden" name="stamp" value={view.stamp} />
            ) : (
              <SeenFields shown={page.shown} values={form.values} />
            )}
            {page.fields}
            <Textarea
              name="reason"
              label={page.why}
              labelSize="s"
              hint="Kept in the history of the case."
              rows={3}
              value={shownText(form.values, 'reason')}
              error={form.errors['reason']}
            />
            <ButtonGroup>
              <Button preventDoubleClick {...(page.warns === true ? { kind: 'warning' as const } : {})}>
                {page.button}
              </Button>
              <a class="govuk-link" href={back}>
                {page.leave}
              </a>
            </ButtonGroup>
          </ActionForm>
        </>
      ),
  };
};

const Sent = () => <p class="govuk-body">Versions that the CPS have been sent keep it as it was.</p>;

/** The form of a correction, as what is recorded fills it in. */
export const shownCorrection = ({ item, case: view, stamp }: ChangeMaterialView): ShownForm => ({
  stamp,
  questions: shownMaterial(item.detail, view.record),
  mergesByItself: true,
});

/** Corrects what is said of an item; its document stays. */
export const CorrectMaterialPage = (view: ChangeMaterialView, form: FormState): Page =>
  changePage(view, form, {
    doing: 'Correct',
    action: paths.correctMaterial.to({ urn: view.urn, materialId: view.item.materialId }),
    above: <Sent />,
    fields: <MaterialFields record={view.case.record} form={form} before={view.item.detail} />,
    shown: shownCorrection(view),
    why: 'Why it is corrected',
    button: 'Save the correction',
    leave: 'Change nothing',
  });

/** Puts another document in the place of the one an item has. */
export const ReplaceMaterialPage = (view: ChangeMaterialView, form: FormState): Page => {
  const { detail, document, materialId } = view.item;
  const typed = shownDate(form.values, 'date');
  return changePage(view, form, {
    doing: 'Replace the document of',
    action: paths.replaceMaterial.to({ urn: view.urn, materialId }),
    multipart: true,
    above: (
      <p class="govuk-body jcf-typed">
        {document === null
          ? 'No document is held here yet. Versions that the CPS have been sent stay as they were.'
          : `Now: ${document.name}, ${saySize(document.size)}. It leaves the file and stays to be read with your reason. Versions that the CPS have been sent keep it.`}
      </p>
    ),
    fields: (
      <>
        <FileUpload name="file" label="New document" labelSize="s" error={form.errors['file']} />
        <Input
          name="title"
          label="Title"
          labelSize="s"
          value={shownText(form.values, 'title', detail.title)}
          error={form.errors['title']}
        />
        <DateInput
          id="date"
          namePrefix="date"
          legend="Date of the new document"
          legendSize="s"
          hint="For example, 20 11 2026"
          values={Object.keys(form.values).length === 0 ? datePartsOf(detail.date) : typed}
          error={form.errors['date-day']}
        />
        <ClippedField form={form} before={detail} />
      </>
    ),
    why: 'Why it is replaced',
    button: 'Replace the document',
    leave: 'Change nothing',
  });
};

/** Withdraws an item from the file. */
export const WithdrawMaterialPage = (view: ChangeMaterialView, form: FormState): Page => {
  const { detail, materialId } = view.item;
  return changePage(view, form, {
    doing: 'Withdraw',
    action: paths.withdrawMaterial.to({ urn: view.urn, materialId }),
    above: (
      <>
        <p class="govuk-body">
          It leaves the file and no longer counts in the check. It stays to be read here with your reason. Versions that
          the CPS have been sent keep it.
        </p>
        {typeof detail.unusedNumber === 'number' && (
          <InsetText>{`It is number ${detail.unusedNumber} on the schedule of unused material. What is relevant stays scheduled: withdraw it only where it is not of this case or is there twice.`}</InsetText>
        )}
        <SummaryList
          rows={[
            { key: 'Type', value: sayType(detail.type) },
            { key: 'Used as', value: sayMaterialStatus(detail.status) },
            { key: 'Date', value: sayDay(detail.date) },
            { key: 'Made by', value: detail.madeBy },
            detail.subject !== undefined && { key: 'About', value: nameOfPerson(view.case.record, detail.subject) },
          ]}
        />
      </>
    ),
    why: 'Why it is withdrawn',
    button: 'Withdraw it from the file',
    warns: true,
    leave: 'Keep it',
  });
};
