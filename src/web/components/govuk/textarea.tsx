import { classNames, type Children } from '../content.ts';
import { describedByOf, FieldGroup, fieldId, Hint, type FieldProps } from './form-group.tsx';

export type TextareaProps = FieldProps & {
  readonly value?: string | undefined;
  readonly rows?: number | undefined;
  readonly autocomplete?: string | undefined;
  readonly spellcheck?: boolean | undefined;
};

// A parser drops one line break right after the opening tag: give it one to drop, or the user's own would be lost.
const keepFirstLineBreak = (value: string): string => (/^\r?\n/.test(value) ? `\n${value}` : value);

const TextareaElement = (props: TextareaProps) => {
  const id = fieldId(props);
  return (
    <textarea
      class={classNames('govuk-textarea', props.error !== undefined && 'govuk-textarea--error', props.classes)}
      id={id}
      name={props.name}
      rows={props.rows ?? 5}
      spellcheck={props.spellcheck}
      disabled={props.disabled}
      aria-describedby={describedByOf(id, props)}
      autocomplete={props.autocomplete}
      {...props.attributes}
    >
      {keepFirstLineBreak(props.value ?? '')}
    </textarea>
  );
};

/** A GOV.UK multi-line text field with its label, hint and error. */
export const Textarea = (props: TextareaProps) => (
  <FieldGroup field={props}>
    <TextareaElement {...props} />
  </FieldGroup>
);

type Limit =
  { readonly maxLength: number; readonly maxWords?: never } | { readonly maxWords: number; readonly maxLength?: never };

export type CharacterCountProps = Omit<TextareaProps, 'autocomplete' | 'describedBy' | 'disabled'> &
  Limit & {
    /** How much of the limit must be used, in percent, before the count shows. */
    readonly threshold?: number | undefined;
    readonly afterInput?: Children;
  };

/** A text field that says how many characters or words are left. The server checks the limit; this only helps. */
export const CharacterCount = (props: CharacterCountProps) => {
  const id = fieldId(props);
  const field = {
    ...props,
    describedBy: `${id}-info`,
    classes: classNames('govuk-js-character-count', props.classes),
    formGroupClasses: classNames('govuk-character-count', props.formGroupClasses),
  };
  const inWords = props.maxWords !== undefined;
  const limit = String(inWords ? props.maxWords : props.maxLength);
  return (
    <FieldGroup
      field={field}
      groupAttributes={{
        'data-module': 'govuk-character-count',
        [inWords ? 'data-maxwords' : 'data-maxlength']: limit,
        'data-threshold': props.threshold === undefined ? undefined : String(props.threshold),
        'data-count-type': inWords ? 'words' : undefined,
      }}
    >
      <TextareaElement {...field} />
      <Hint id={`${id}-info`} classes="govuk-character-count__message">
        {`You can enter up to ${limit} ${inWords ? 'words' : 'characters'}`}
      </Hint>
      {props.afterInput}
    </FieldGroup>
  );
};
