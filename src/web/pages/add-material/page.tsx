import type { CaseRecord, MaterialType } from '../../../domain/case-file/index.ts';
import type { CaseView } from '../../../application/view-case.ts';
import { ActionForm } from '../../action-form.tsx';
import { Button, ButtonGroup } from '../../components/govuk/button.tsx';
import { FileUpload } from '../../components/govuk/file-upload.tsx';
import type { Page } from '../../layouts/page.tsx';
import { paths } from '../../paths.ts';
import type { FormState } from '../../route.ts';
import { CertificateNotice, shownText } from '../file-parts/index.ts';
import { MaterialFields } from './fields.tsx';

interface AddMaterialView {
  readonly frame: Pick<Page, 'banner' | 'nav'>;
  readonly case: CaseView;
  readonly urn: string;
  readonly record: CaseRecord;
  /** Kind asked for by the page that led here. */
  readonly type: MaterialType | undefined;
  /** The file whose check led here. */
  readonly back: string | undefined;
}

const backTo = (urn: string, submissionId: string | undefined) =>
  submissionId === undefined
    ? { href: paths.material.to({ urn }), text: 'Back to material' }
    : { href: paths.submission.to({ urn, submissionId }), text: 'Back to the check of this file' };

/** One document with what is known of it. When something is wrong, everything typed is kept but the file itself. */
export const AddMaterialPage = (
  { frame, case: view, urn, record, type, back }: AddMaterialView,
  form: FormState,
): Page => ({
  ...frame,
  title: `Add a document to ${urn}`,
  heading: 'Add a document',
  width: 'two-thirds',
  backLink: backTo(urn, back),
  body: (
    <>
      <CertificateNotice view={view} />
      <ActionForm form={form} action={paths.addMaterial.to({ urn })} multipart>
        <input type="hidden" name="for" value={shownText(form.values, 'for', back)} />
        <FileUpload
          name="file"
          label="File"
          labelSize="s"
          hint="PDF, Word, Excel, email, text, pictures: up to 100 MB. Sound and video: up to 2 GB. A file with a password cannot be taken in."
          error={form.errors['file']}
        />
        <MaterialFields record={record} form={form} type={type} />
        <ButtonGroup>
          <Button preventDoubleClick>Add the document</Button>
          <a class="govuk-link" href={backTo(urn, back).href}>
            Cancel
          </a>
        </ButtonGroup>
      </ActionForm>
    </>
  ),
});
