import { DateInput } from '../../components/govuk/date-input.tsx';
import { Details } from '../../components/govuk/details.tsx';
import { Fieldset } from '../../components/govuk/fieldset.tsx';
import { Input } from '../../components/govuk/input.tsx';
import { Radios } from '../../components/govuk/radios.tsx';
import type { FormValues } from '../../form-fields.ts';
import { shownText } from '../file-parts/index.ts';
import { shownBoxes } from './facts.ts';
import { wasGiven, type Field } from './fields.ts';

/** Messages by the id of the input that each is about. */
export type Errors = Readonly<Record<string, string | undefined>>;

interface FieldProps {
  readonly field: Field;
  readonly values: FormValues;
  readonly errors: Errors;
  /** Begins the names and ids of a second set of facts on the page. */
  readonly prefix: string;
}

const Time = ({ field, values, errors, prefix }: FieldProps) => {
  const id = prefix + field.name;
  const boxes = shownBoxes(values, field.name);
  return (
    <Fieldset legend={field.legend} legendSize="s" classes="govuk-!-margin-bottom-6">
      {field.hint !== undefined && <p class="govuk-hint">{field.hint}</p>}
      <Input
        id={`${id}-time`}
        name={`${id}-time`}
        label="Time"
        hint="By the clock in London, such as 14:20 or 2.20pm"
        width={10}
        value={boxes.time}
        error={errors[`${field.name}-time`]}
        spellcheck={false}
        autocomplete="off"
      />
      <DateInput
        id={id}
        namePrefix={id}
        legend="Day"
        hint="Leave blank if it was today."
        values={boxes}
        error={errors[`${field.name}-day`]}
      />
    </Fieldset>
  );
};

/** The answers there are; “Not known” too once one was given, for a choice could not be taken back without it. */
const answersTo = (field: Extract<Field, { type: 'yes-no' | 'choice' }>, value: string) => [
  ...Object.entries(field.type === 'choice' ? field.choices : { yes: 'Yes', no: 'No' }).map(([of, text]) => ({
    value: of,
    text,
  })),
  ...(value === '' ? [] : [{ value: '', text: 'Not known' }]),
];

const OneField = (props: FieldProps) => {
  const { field, values, errors, prefix } = props;
  const id = prefix + field.name;
  const value = shownText(values, field.name);
  switch (field.type) {
    case 'date':
      return (
        <DateInput
          id={id}
          namePrefix={id}
          legend={field.legend}
          legendSize="s"
          hint={field.hint}
          values={shownBoxes(values, field.name)}
          error={errors[`${field.name}-day`]}
        />
      );
    case 'time':
      return <Time {...props} />;
    case 'number':
      return (
        <Input
          id={id}
          name={id}
          label={field.legend}
          labelSize="s"
          hint={field.hint}
          width={4}
          suffix={field.suffix}
          inputMode="numeric"
          value={value}
          error={errors[field.name]}
        />
      );
    case 'yes-no':
    case 'choice':
      return (
        <Radios
          name={id}
          legend={field.legend}
          legendSize="s"
          hint={field.hint}
          small
          inline={field.type === 'yes-no'}
          items={answersTo(field, value)}
          value={value}
          error={errors[field.name]}
        />
      );
  }
};

/** The facts that can be entered: those that most people need in the open, the rest behind what they are for. */
export const Fields = (props: {
  readonly fields: readonly Field[];
  readonly values: FormValues;
  readonly errors: Errors;
  readonly prefix?: string;
}) => {
  const { fields, values, errors, prefix = '' } = props;
  const sections = [...new Set(fields.flatMap(({ section }) => section ?? []))];
  const show = (field: Field) => <OneField field={field} values={values} errors={errors} prefix={prefix} />;
  return (
    <>
      {fields.filter(({ section }) => section === undefined).map(show)}
      {sections.map((section) => {
        const inside = fields.filter((field) => field.section === section);
        const open = inside.some(({ name }) => wasGiven(values, name));
        return (
          <Details summary={section} open={open} classes="govuk-!-margin-bottom-4">
            {inside.map(show)}
          </Details>
        );
      })}
    </>
  );
};
