import { classNames } from '../content.ts';
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

export type CharacterCountProps = Omit<TextareaProps, 'autocomplete' | 'describedBy' | 'disabled'> & {
  readonly maxLength: number;
  /**
   * What is counted. Left out, UTF-16 units, as `String.length` and the server's own limit count them; `characters`
   * are what a reader would call so.
   */
  readonly countType?: 'length' | 'characters' | 'words' | undefined;
  /** How much of the limit must be used, in percent, before the count shows. */
  readonly threshold?: number | undefined;
};

/** A text field that says how much of its limit is left. The server checks the limit; this only helps. */
export const CharacterCount = (props: CharacterCountProps) => {
  const id = fieldId(props);
  const field = {
    ...props,
    describedBy: `${id}-info`,
    classes: classNames('govuk-js-character-count', props.classes),
    formGroupClasses: classNames('govuk-character-count', props.formGroupClasses),
  };
  return (
    <FieldGroup
      field={field}
      groupAttributes={{
        'data-module': 'govuk-character-count',
        'data-maxlength': String(props.maxLength),
        'data-threshold': props.threshold === undefined ? undefined : String(props.threshold),
        'data-count-type': props.countType,
      }}
    >
      <TextareaElement {...field} />
      <Hint id={`${id}-info`} classes="govuk-character-count__message">
        {`You can enter up to ${String(props.maxLength)} ${props.countType === 'words' ? 'words' : 'characters'}`}
      </Hint>
    </FieldGroup>
  );
};
