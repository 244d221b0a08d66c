import { materialTypes, type CaseRecord, type MaterialType } from '../../../domain/case-file/index.ts';
import type { CaseView } from '../../../application/view-case.ts';
import { ActionForm } from '../../action-form.tsx';
import { Button, ButtonGroup } from '../../components/govuk/button.tsx';
import { Checkboxes } from '../../components/govuk/checkboxes.tsx';
import { DateInput } from '../../components/govuk/date-input.tsx';
import { FileUpload } from '../../components/govuk/file-upload.tsx';
import { Input } from '../../components/govuk/input.tsx';
import { Radios } from '../../components/govuk/radios.tsx';
import { Select } from '../../components/govuk/select.tsx';
import type { Page } from '../../layouts/page.tsx';
import { paths } from '../../paths.ts';
import type { FormState } from '../../route.ts';
import { fullName } from '../case-frame/index.ts';
import { CertificateNotice, listOf, shownDate, shownText } from '../file-parts/index.ts';
import { sayType } from '../material/words.ts';

interface AddMaterialView {
  readonly frame: Pick<Page, 'banner' | 'nav'>;
  readonly case: CaseView;
  readonly urn: string;
  readonly record: CaseRecord;
  /** Kind asked for by the page that led here. */
  readonly type: MaterialType | undefined;
}

const choices = materialTypes
  .map((type) => ({ value: type, text: sayType(type) }))
  .toSorted((a, b) => a.text.localeCompare(b.text, 'en'));

/** One document with what is known of it. When something is wrong, everything typed is kept but the file itself. */
export const AddMaterialPage = ({ frame, case: view, urn, record, type }: AddMaterialView, form: FormState): Page => ({
  ...frame,
  title: `Add a document to ${urn}`,
  heading: 'Add a document',
  width: 'two-thirds',
  backLink: { href: paths.material.to({ urn }), text: 'Back to material' },
  body: (
    <>
      <CertificateNotice view={view} />
      <ActionForm form={form} action={paths.addMaterial.to({ urn })} multipart>
        <FileUpload
          name="file"
          label="File"
          labelSize="s"
          hint="PDF, Word, Excel, email, text, pictures: up to 100 MB. Sound and video: up to 2 GB. A file with a password cannot be taken in."
          error={form.errors['file']}
        />
        <Select
          name="type"
          label="What kind of document is it?"
          labelSize="s"
          items={[{ value: '', text: 'Choose one' }, ...choices]}
          value={shownText(form.values, 'type', type ?? '')}
          error={form.errors['type']}
        />
        <Input
          name="title"
          label="Title"
          labelSize="s"
          value={shownText(form.values, 'title', type === undefined ? '' : sayType(type))}
          error={form.errors['title']}
        />
        <Radios
          name="status"
          legend="How is it used?"
          legendSize="s"
          value={shownText(form.values, 'status')}
          error={form.errors['status']}
          items={[
            { value: 'evidential', text: 'Evidence', hint: 'Relied on, or to be served.' },
            { value: 'unused', text: 'Unused material', hint: 'Relevant, not relied on, not sensitive.' },
            { value: 'admin', text: 'Form or administration', hint: 'Papers between police and CPS.' },
            {
              value: 'sensitive',
              text: 'Sensitive',
              hint: 'Kept apart; only those who handle sensitive material see it.',
            },
          ]}
        />
        <DateInput
          id="date"
          namePrefix="date"
          legend="Date of the document"
          legendSize="s"
          hint="For example, 20 11 2026"
          values={shownDate(form.values, 'date')}
          error={form.errors['date-day']}
        />
        <Input
          name="madeBy"
          label="Made by"
          labelSize="s"
          hint="Rank, number and name of an officer, or the name of the person"
          value={shownText(form.values, 'madeBy')}
          error={form.errors['madeBy']}
        />
        <Input
          name="exhibitRef"
          label="Exhibit reference (optional)"
          labelSize="s"
          width={10}
          value={shownText(form.values, 'exhibitRef')}
          error={form.errors['exhibitRef']}
        />
        <Select
          name="subject"
          label="Who is it about? (optional)"
          labelSize="s"
          items={[
            { value: '', text: 'Nobody in particular' },
            ...record.persons.map((person) => ({ value: person.id, text: `${fullName(person)} (${person.id})` })),
          ]}
          value={shownText(form.values, 'subject')}
          error={form.errors['subject']}
        />
        <Checkboxes
          name="key"
          legend={null}
          values={listOf(form.values, 'key')}
          items={[{ value: 'yes', text: 'It is a key item', hint: 'The case leans on it.' }]}
        />
        <ButtonGroup>
          <Button preventDoubleClick>Add the document</Button>
          <a class="govuk-link" href={paths.material.to({ urn })}>
            Cancel
          </a>
        </ButtonGroup>
      </ActionForm>
    </>
  ),
});
