import {
  MaterialStatus,
  MaterialType,
  materialTypes,
  type CaseRecord,
  type Material,
  type MaterialSaid,
} from '../../../domain/case-file/index.ts';
import { accept, refuse, type Result } from '../../../domain/kernel/result.ts';
import { Checkboxes } from '../../components/govuk/checkboxes.tsx';
import { DateInput } from '../../components/govuk/date-input.tsx';
import { Input } from '../../components/govuk/input.tsx';
import { Radios } from '../../components/govuk/radios.tsx';
import { Select } from '../../components/govuk/select.tsx';
import { Textarea } from '../../components/govuk/textarea.tsx';
import type { FormValues } from '../../form-fields.ts';
import type { FormState } from '../../route.ts';
import type { ShownQuestion } from '../../shown-form.tsx';
import { fullName, nameOfPerson } from '../case-frame/index.ts';
import { datePartsOf, dateShown, listOf, readNeededDate, shownDate, shownText, textOf } from '../file-parts/index.ts';
import { sayType } from '../material/words.ts';

/** What is said of an item of material, for adding one and for correcting one. */

/** An item as the form gives it. Refuses `something-missing` and `not-valid` at the input to go to. */
export function readMaterial(values: FormValues): Result<MaterialSaid, 'something-missing' | 'not-valid'> {
  const type = MaterialType.safeParse(textOf(values, 'type'));
  if (!type.success) return refuse('not-valid', 'Choose what kind of document it is', 'type');
  const title = textOf(values, 'title');
  if (title === '') return refuse('something-missing', 'Enter a title', 'title');
  const status = MaterialStatus.safeParse(textOf(values, 'status'));
  if (!status.success) return refuse('not-valid', 'Choose how it is used', 'status');
  const date = readNeededDate(values, 'date', 'The date of the document');
  if (!date.ok) return date;
  const madeBy = textOf(values, 'madeBy');
  if (madeBy === '') return refuse('something-missing', 'Enter who made it', 'madeBy');
  const number = textOf(values, 'unusedNumber');
  if (!/^([1-9]\d{0,4})?$/.test(number))
    return refuse('not-valid', 'The number on the schedule must be a number from 1', 'unusedNumber');
  return accept({
    ...{ clipped: readClipped(values), unusedNumber: number === '' ? undefined : Number(number) },
    ...{ description: textOf(values, 'description') },
    ...{ type: type.data, title, status: status.data, date: date.value, madeBy },
    ...{ exhibitRef: textOf(values, 'exhibitRef'), subject: textOf(values, 'subject') },
    key: textOf(values, 'key') === 'yes',
  });
}

/** Whether sound or video is cut to the part that matters; undefined for anything else. */
export const readClipped = (values: FormValues): boolean | undefined =>
  ({ yes: true, no: false })[textOf(values, 'clipped')];

export const ClippedField = ({
  form,
  before,
}: {
  readonly form: FormState;
  readonly before?: Material | undefined;
}) => (
  <Radios
    name="clipped"
    legend="Is it cut to the part that matters?"
    legendSize="s"
    small
    value={shownText(form.values, 'clipped', clippedOf(before ?? {}))}
    error={form.errors['clipped']}
    items={[
      { value: 'none', text: 'It is not sound or video, or it is not known' },
      { value: 'yes', text: 'Yes' },
      { value: 'no', text: 'No' },
    ]}
  />
);

const clippedOf = (item: Pick<Material, 'clipped'>): 'none' | 'yes' | 'no' =>
  item.clipped === undefined ? 'none' : item.clipped ? 'yes' : 'no';

const statuses = [
  { value: 'evidential', text: 'Evidence', hint: 'Relied on, or to be served.' },
  { value: 'unused', text: 'Unused material', hint: 'Relevant, not relied on, not sensitive.' },
  { value: 'admin', text: 'Form or administration', hint: 'Papers between police and CPS.' },
  { value: 'sensitive', text: 'Sensitive', hint: 'Kept apart; only those who handle sensitive material see it.' },
] as const satisfies readonly { value: Material['status']; text: string; hint: string }[];

/** What is recorded of an item, by the questions of its form. */
export function shownMaterial(item: Material, record: CaseRecord): ShownQuestion[] {
  const text = (name: 'title' | 'madeBy' | 'exhibitRef' | 'description', label: string): ShownQuestion => ({
    label,
    values: { [name]: item[name] ?? '' },
    says: item[name] ?? '',
  });
  const number = typeof item.unusedNumber === 'number' ? String(item.unusedNumber) : '';
  const clipped = clippedOf(item);
  return [
    { label: 'Kind of document', values: { type: item.type }, says: sayType(item.type) },
    text('title', 'Title'),
    {
      ...{ label: 'How it is used', values: { status: item.status } },
      says: statuses.find(({ value }) => value === item.status)?.text ?? item.status,
    },
    { label: 'Date of the document', ...dateShown('date', item.date) },
    text('madeBy', 'Made by'),
    text('exhibitRef', 'Exhibit reference'),
    {
      ...{ label: 'Who it is about', values: { subject: item.subject ?? '' } },
      says: item.subject === undefined ? '' : nameOfPerson(record, item.subject),
    },
    {
      ...{ label: 'Key item', values: { key: item.key === true ? 'yes' : '' } },
      says: item.key === true ? 'It is a key item' : '',
    },
    { label: 'Number on the schedule of unused material', values: { unusedNumber: number }, says: number },
    text('description', 'Description'),
    {
      ...{ label: 'Cut to the part that matters', values: { clipped } },
      says: { none: 'not known', yes: 'Yes', no: 'No' }[clipped],
    },
  ];
}

const choices = materialTypes
  .map((type) => ({ value: type, text: sayType(type) }))
  .toSorted((a, b) => a.text.localeCompare(b.text, 'en'));

/**
 * @param type kind asked for by the page that led here
 * @param before the item being corrected
 */
export const MaterialFields = (props: {
  readonly record: CaseRecord;
  readonly form: FormState;
  readonly type?: MaterialType | undefined;
  readonly before?: Material | undefined;
}) => {
  const { record, form, type, before } = props;
  const fresh = Object.keys(form.values).length === 0;
  const value = (name: string, otherwise = ''): string => shownText(form.values, name, otherwise);
  return (
    <>
      <Select
        name="type"
        label="What kind of document is it?"
        labelSize="s"
        items={[{ value: '', text: 'Choose one' }, ...choices]}
        value={value('type', before?.type ?? type)}
        error={form.errors['type']}
      />
      <Input
        name="title"
        label="Title"
        labelSize="s"
        value={value('title', before?.title ?? (type === undefined ? '' : sayType(type)))}
        error={form.errors['title']}
      />
      <Radios
        name="status"
        legend="How is it used?"
        legendSize="s"
        value={value('status', before?.status)}
        error={form.errors['status']}
        items={statuses}
      />
      <DateInput
        id="date"
        namePrefix="date"
        legend="Date of the document"
        legendSize="s"
        hint="For example, 20 11 2026"
        values={fresh && before !== undefined ? datePartsOf(before.date) : shownDate(form.values, 'date')}
        error={form.errors['date-day']}
      />
      <Input
        name="madeBy"
        label="Made by"
        labelSize="s"
        hint="Rank, number and name of an officer, or the name of the person"
        value={value('madeBy', before?.madeBy)}
        error={form.errors['madeBy']}
      />
      <Input
        name="exhibitRef"
        label="Exhibit reference (optional)"
        labelSize="s"
        width={10}
        value={value('exhibitRef', before?.exhibitRef)}
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
        value={value('subject', before?.subject)}
        error={form.errors['subject']}
      />
      <Checkboxes
        name="key"
        legend={null}
        values={fresh && before?.key === true ? ['yes'] : listOf(form.values, 'key')}
        items={[{ value: 'yes', text: 'It is a key item', hint: 'The case leans on it.' }]}
      />
      <Input
        name="unusedNumber"
        label="Number on the schedule of unused material (optional)"
        labelSize="s"
        inputMode="numeric"
        width={4}
        value={value('unusedNumber', typeof before?.unusedNumber === 'number' ? String(before.unusedNumber) : '')}
        error={form.errors['unusedNumber']}
      />
      <Textarea
        name="description"
        label="Description (optional)"
        labelSize="s"
        hint="For the schedule: enough to judge it by without seeing it."
        rows={2}
        value={value('description', before?.description)}
        error={form.errors['description']}
      />
      <ClippedField form={form} before={before} />
    </>
  );
};
