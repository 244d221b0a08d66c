import { classNames, type Content } from '../content.ts';
import { describedByOf, FieldGroup, fieldId, type FieldProps } from './form-group.tsx';

/** Width in characters the answer is expected to have. */
type Width = 2 | 3 | 4 | 5 | 10 | 20 | 30;

type InputLook = {
  readonly value?: string | number | undefined;
  readonly type?: 'text' | 'email' | 'tel' | 'search' | 'url' | undefined;
  readonly width?: Width | undefined;
  readonly inputMode?: 'numeric' | 'decimal' | 'email' | 'tel' | 'search' | 'url' | undefined;
  readonly autocomplete?: string | undefined;
  readonly autocapitalize?: 'none' | 'sentences' | 'words' | 'characters' | undefined;
  /** `false` for references and names, where a spelling mark would mislead. */
  readonly spellcheck?: boolean | undefined;
};

type InputElementProps = InputLook & {
  readonly id: string;
  readonly name: string;
  readonly error: boolean;
  readonly describedBy: string | undefined;
  readonly classes: string | undefined;
  readonly disabled?: boolean | undefined;
  readonly attributes?: FieldProps['attributes'];
};

// Preact's typings want one literal type at a time; every type offered here takes the same attributes.
const typed = (type: InputLook['type']): { readonly type: 'text' } => ({ type: (type ?? 'text') as 'text' });

/** The input alone, for components that bring their own label; pages use `Input`. */
export const InputElement = (props: InputElementProps) => (
  <input
    class={classNames(
      'govuk-input',
      props.width !== undefined && `govuk-input--width-${String(props.width)}`,
      props.classes,
      props.error && 'govuk-input--error',
    )}
    id={props.id}
    name={props.name}
    {...typed(props.type)}
    spellcheck={props.spellcheck}
    value={props.value}
    disabled={props.disabled}
    aria-describedby={props.describedBy}
    autocomplete={props.autocomplete}
    autocapitalize={props.autocapitalize}
    inputMode={props.inputMode}
    {...props.attributes}
  />
);

export type InputProps = FieldProps &
  InputLook & {
    readonly prefix?: Content | undefined;
    readonly suffix?: Content | undefined;
  };

/** A GOV.UK text input with its label, hint and error. */
export const Input = (props: InputProps) => {
  const id = fieldId(props);
  const element = (
    <InputElement
      {...props}
      id={id}
      classes={props.classes}
      error={props.error !== undefined}
      describedBy={describedByOf(id, props)}
    />
  );
  const affixed = props.prefix !== undefined || props.suffix !== undefined;
  return (
    <FieldGroup field={props}>
      {affixed ? (
        <div class="govuk-input__wrapper">
          {props.prefix !== undefined && (
            <div class="govuk-input__prefix" aria-hidden="true">
              {props.prefix}
            </div>
          )}
          {element}
          {props.suffix !== undefined && (
            <div class="govuk-input__suffix" aria-hidden="true">
              {props.suffix}
            </div>
          )}
        </div>
      ) : (
        element
      )}
    </FieldGroup>
  );
};
