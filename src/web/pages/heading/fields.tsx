import { Button } from '../../components/govuk/button.tsx';
import { Checkboxes } from '../../components/govuk/checkboxes.tsx';
import { DateInput } from '../../components/govuk/date-input.tsx';
import { Fieldset } from '../../components/govuk/fieldset.tsx';
import { Input } from '../../components/govuk/input.tsx';
import { Radios } from '../../components/govuk/radios.tsx';
import { Select } from '../../components/govuk/select.tsx';
import { Textarea } from '../../components/govuk/textarea.tsx';
import type { FormValues } from '../../form-fields.ts';
import { listOf, shownDate, shownText } from '../file-parts/index.ts';
import { rowsSent, type FixedRow, type FixedRows } from './form-values.ts';
import type { Heading, HeadingField, HeadingPart } from './headings.ts';

/** What a form of a heading needs to draw its fields. */
interface Drawn {
  readonly values: FormValues;
  readonly errors: Readonly<Record<string, string | undefined>>;
  readonly fixed: FixedRows;
  /** Blank rows to show under those that are filled in. */
  readonly blank: number;
}

const yesNo = [
  { value: 'yes', text: 'Yes' },
  { value: 'no', text: 'No' },
];

const Field = ({ field, name, drawn }: { field: HeadingField; name: string; drawn: Drawn }) => {
  const error = drawn.errors[name] ?? drawn.errors[`${name}-day`];
  const value = shownText(drawn.values, name);
  const common = { name, label: field.label, hint: field.hint, error, value };
  switch (field.kind) {
    case 'date':
      return (
        <DateInput
          id={name}
          namePrefix={name}
          legend={field.label}
          hint={field.hint}
          values={shownDate(drawn.values, name)}
          error={error}
        />
      );
    case 'yes-no':
      return (
        <Radios
          name={name}
          legend={field.label}
          hint={field.hint}
          items={yesNo}
          value={value}
          error={error}
          inline
          small
        />
      );
    case 'choice': {
      const known = field.choices ?? [];
      const other = value !== '' && !known.some((each) => each.value === value) ? [{ value, text: value }] : [];
      return <Select {...common} items={[{ value: '', text: 'Choose one' }, ...known, ...other]} />;
    }
    case 'number':
      return <Input {...common} width={5} inputMode="numeric" />;
    case 'line':
      return <Input {...common} />;
    case 'lines':
      return <Textarea {...common} rows={6} />;
    case 'long':
      return <Textarea {...common} rows={4} />;
  }
};

const Offer = ({ row, name, drawn }: { row: FixedRow; name: string; drawn: Drawn }) =>
  row.offer === undefined ? null : (
    <Checkboxes
      name={name}
      legend={null}
      values={listOf(drawn.values, name)}
      small
      items={[{ value: 'yes', text: 'Record what is worked out here', hint: row.offer.says }]}
    />
  );

const Rows = ({ part, drawn }: { part: HeadingPart & { kind: 'rows' }; drawn: Drawn }) => {
  const given = part.from === undefined ? undefined : drawn.fixed[part.from];
  const count = given?.length ?? rowsSent(drawn.values, part.name) + drawn.blank;
  return (
    <section aria-label={part.label}>
      <h2 class="govuk-heading-m">{part.label}</h2>
      {part.hint !== undefined && <p class="govuk-hint">{part.hint}</p>}
      {given?.length === 0 && <p class="govuk-body">There is nothing in the case to list here.</p>}
      {Array.from({ length: count }, (_, index) => (
        <Fieldset legend={given?.[index]?.label ?? `${part.label} ${index + 1}`} legendSize="s">
          {given?.[index] !== undefined && (
            <Offer row={given[index]} name={`${part.name}-${index}-use`} drawn={drawn} />
          )}
          {part.fields.map((field) => (
            <Field field={field} name={`${part.name}-${index}-${field.name}`} drawn={drawn} />
          ))}
        </Fieldset>
      ))}
      {given === undefined && <More />}
    </section>
  );
};

const More = () => (
  <p class="govuk-body">
    <Button kind="secondary" name="more" value="yes">
      Add another row
    </Button>{' '}
    To take a row out, empty it.
  </p>
);

/** The fields of one heading. */
export const HeadingFields = ({ heading, drawn }: { heading: Heading; drawn: Drawn }) => {
  const { form } = heading;
  switch (form.keeps) {
    case 'words':
      return (
        <Textarea
          name="value"
          label={heading.title}
          labelHidden
          rows={form.rows}
          value={shownText(drawn.values, 'value')}
          error={drawn.errors['value']}
          spellcheck
        />
      );
    case 'list':
      return (
        <>
          {Array.from({ length: rowsSent(drawn.values, 'item') + drawn.blank }, (_, index) => (
            <Textarea
              name={`item-${index}`}
              label={`${form.label} ${index + 1}`}
              rows={2}
              value={shownText(drawn.values, `item-${index}`)}
            />
          ))}
          <More />
        </>
      );
    case 'rows':
      return <Rows part={form.rows} drawn={drawn} />;
    case 'parts':
      return (
        <>
          {form.parts.map((part) =>
            part.kind === 'rows' ? (
              <Rows part={part} drawn={drawn} />
            ) : (
              <Field field={part} name={part.name} drawn={drawn} />
            ),
          )}
        </>
      );
  }
};
