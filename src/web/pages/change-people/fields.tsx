import { instant, londonClock } from '../../../domain/kernel/civil-date.ts';
import { accept, refuse, type Result } from '../../../domain/kernel/result.ts';
import { DateInput } from '../../components/govuk/date-input.tsx';
import { Input } from '../../components/govuk/input.tsx';
import { Radios } from '../../components/govuk/radios.tsx';
import { Select } from '../../components/govuk/select.tsx';
import { Textarea } from '../../components/govuk/textarea.tsx';
import type { FormValues } from '../../form-fields.ts';
import type { FormState } from '../../route.ts';
import type { ShownQuestion } from '../../shown-form.tsx';
import { instantOf } from '../add-charge/view-model.ts';
import { datePartsOf, dateShown, readDate, shownDate, shownText, textOf } from '../file-parts/index.ts';

/** One question of a form about somebody, with what is recorded now. */
export type Field = {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
} & (
  | { readonly kind: 'text' | 'lines'; readonly value?: string | undefined; readonly rows?: number }
  | { readonly kind: 'day' | 'moment'; readonly value?: string | undefined }
  | {
      readonly kind: 'choice' | 'select';
      readonly value?: string | undefined;
      readonly options: readonly (readonly [value: string, text: string])[];
    }
  | { readonly kind: 'yes-no'; readonly value?: boolean | undefined; readonly unknown: string }
);

/** A group of questions under a heading. */
export interface FieldGroup {
  readonly title: string;
  readonly says?: string;
  readonly fields: readonly Field[];
}

const clockOf = (at: string | undefined): string => {
  if (at === undefined) return '';
  const { hour, minute } = londonClock(instant(at));
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
};
const dayOf = (at: string): string => (at.includes('T') ? londonClock(instant(at)).date.toString() : at);

const Question = ({ field, form }: { field: Field; form: FormState }) => {
  const { name, label, hint } = field;
  // A refused form shows what was typed, emptied boxes among it.
  const fresh = Object.keys(form.values).length === 0;
  const error = form.errors[name];
  const said = { ...(hint === undefined ? {} : { hint }) };
  switch (field.kind) {
    case 'text':
      return (
        <Input
          name={name}
          label={label}
          labelSize="s"
          {...said}
          spellcheck={false}
          value={fresh ? field.value : shownText(form.values, name)}
          error={error}
        />
      );
    case 'lines':
      return (
        <Textarea
          name={name}
          label={label}
          labelSize="s"
          {...said}
          rows={field.rows ?? 3}
          value={fresh ? (field.value ?? '') : shownText(form.values, name)}
          error={error}
        />
      );
    case 'select':
      return (
        <Select
          name={name}
          label={label}
          labelSize="s"
          {...said}
          items={field.options.map(([value, text]) => ({ value, text }))}
          value={fresh ? field.value : shownText(form.values, name)}
          error={error}
        />
      );
    case 'choice':
      return (
        <Radios
          name={name}
          legend={label}
          legendSize="s"
          {...said}
          small
          items={field.options.map(([value, text]) => ({ value, text }))}
          value={fresh ? field.value : shownText(form.values, name)}
          error={error}
        />
      );
    case 'yes-no':
      return (
        <Radios
          name={name}
          legend={label}
          legendSize="s"
          {...said}
          small
          items={[
            { value: 'yes', text: 'Yes' },
            { value: 'no', text: 'No' },
            { value: '', text: field.unknown },
          ]}
          value={fresh ? (field.value === undefined ? '' : field.value ? 'yes' : 'no') : shownText(form.values, name)}
          error={error}
        />
      );
    case 'day':
    case 'moment':
      return (
        <>
          <DateInput
            id={name}
            namePrefix={name}
            legend={label}
            legendSize="s"
            hint={hint ?? 'For example, 27 11 2026'}
            values={fresh && field.value !== undefined ? datePartsOf(dayOf(field.value)) : shownDate(form.values, name)}
            error={form.errors[`${name}-day`]}
          />
          {field.kind === 'moment' && (
            <Input
              name={`${name}-time`}
              label={`${label}: time`}
              hint="24-hour clock, for example 14:05"
              width={5}
              value={fresh ? clockOf(field.value) : shownText(form.values, `${name}-time`)}
              error={form.errors[`${name}-time`]}
            />
          )}
        </>
      );
  }
};

/** What is recorded for a question, by its fields and in words. */
export function shownQuestion(field: Field): ShownQuestion {
  const { name, label } = field;
  switch (field.kind) {
    case 'text':
    case 'lines':
      return { label, values: { [name]: field.value ?? '' }, says: field.value ?? '' };
    case 'choice':
    case 'select': {
      const value = field.value ?? '';
      return { label, values: { [name]: value }, says: field.options.find(([each]) => each === value)?.[1] ?? value };
    }
    case 'yes-no': {
      const value = field.value === undefined ? '' : field.value ? 'yes' : 'no';
      return { label, values: { [name]: value }, says: { '': field.unknown, yes: 'Yes', no: 'No' }[value] };
    }
    case 'day':
      return { label, ...dateShown(name, field.value) };
    case 'moment': {
      const { values, says } = dateShown(name, field.value === undefined ? undefined : dayOf(field.value));
      const time = clockOf(field.value);
      return { label, values: { ...values, [`${name}-time`]: time }, says: `${says} ${time}`.trim() };
    }
  }
}

export const Questions = ({ groups, form }: { groups: readonly FieldGroup[]; form: FormState }) => (
  <>
    {groups.map(({ title, says, fields }) => (
      <section aria-label={title}>
        <h2 class="govuk-heading-m">{title}</h2>
        {says !== undefined && <p class="govuk-body">{says}</p>}
        {fields.map((field) => (
          <Question field={field} form={form} />
        ))}
      </section>
    ))}
  </>
);

/** Reading what was typed. Empty is undefined. */
export const maybe = (values: FormValues, name: string): string | undefined => {
  const text = textOf(values, name);
  return text === '' ? undefined : text;
};
export const yesNo = (values: FormValues, name: string): boolean | undefined => {
  const text = textOf(values, name);
  return text === 'yes' ? true : text === 'no' ? false : undefined;
};
export const linesOf = (values: FormValues, name: string): string[] =>
  textOf(values, name)
    .split('\n')
    .map((each) => each.trim())
    .filter((each) => each !== '');

/** A day with a time of the clock in London; undefined when neither was typed. Refuses `not-valid` at the box. */
export function readMoment(values: FormValues, name: string, what: string): Result<string | undefined, 'not-valid'> {
  const day = readDate(values, name, what);
  if (!day.ok) return day;
  const time = textOf(values, `${name}-time`);
  if (day.value === undefined)
    return time === '' ? accept(undefined) : refuse('not-valid', `${what} needs its day as well`, `${name}-day`);
  const at = instantOf(day.value, time);
  return at === undefined
    ? refuse('not-valid', `${what} needs a time on the 24-hour clock, such as 14:05`, `${name}-time`)
    : accept(at);
}

/** A field only where there is something to say. */
export const given = <Key extends string, Value>(key: Key, value: Value | undefined): { [K in Key]?: Value } =>
  value === undefined ? {} : ({ [key]: value } as { [K in Key]: Value }); // a computed key widens to string
