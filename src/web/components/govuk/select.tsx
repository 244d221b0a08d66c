import { classNames, type Attributes } from '../content.ts';
import { describedByOf, FieldGroup, fieldId, type FieldProps } from './form-group.tsx';

export type SelectProps = FieldProps & {
  readonly items: readonly {
    readonly value: string;
    readonly text: string;
    readonly selected?: boolean | undefined;
    readonly disabled?: boolean | undefined;
    readonly attributes?: Attributes | undefined;
  }[];
  /** The value picked so far. */
  readonly value?: string | undefined;
};

/** A GOV.UK select. Radios are easier to use: keep this for long lists. */
export const Select = (props: SelectProps) => {
  const id = fieldId(props);
  return (
    <FieldGroup field={props}>
      <select
        class={classNames('govuk-select', props.classes, props.error !== undefined && 'govuk-select--error')}
        id={id}
        name={props.name}
        disabled={props.disabled}
        aria-describedby={describedByOf(id, props)}
        {...props.attributes}
      >
        {props.items.map((item) => (
          <option
            value={item.value}
            selected={item.selected ?? (props.value !== undefined && props.value === item.value)}
            disabled={item.disabled}
            {...item.attributes}
          >
            {item.text}
          </option>
        ))}
      </select>
    </FieldGroup>
  );
};
