import { classNames, idList, type Attributes, type Children, type Content, type Size } from '../content.ts';

export type LabelProps = {
  readonly children: Content;
  readonly for?: string | undefined;
  readonly size?: Size | undefined;
  readonly isPageHeading?: boolean | undefined;
  readonly classes?: string | undefined;
  readonly attributes?: Attributes | undefined;
};

/** A label for one input. */
export const Label = (props: LabelProps) => {
  const label = (
    <label
      class={classNames('govuk-label', props.size && `govuk-label--${props.size}`, props.classes)}
      {...props.attributes}
      for={props.for}
    >
      {props.children}
    </label>
  );
  return props.isPageHeading === true ? <h1 class="govuk-label-wrapper">{label}</h1> : label;
};

export type HintProps = {
  readonly children: Content;
  readonly id?: string | undefined;
  readonly classes?: string | undefined;
  readonly attributes?: Attributes | undefined;
};

/** Help shown between a label and its input. */
export const Hint = ({ children, id, classes, attributes }: HintProps) => (
  <div id={id} class={classNames('govuk-hint', classes)} {...attributes}>
    {children}
  </div>
);

export type ErrorMessageProps = HintProps & {
  /** Spoken before the message; `''` when the message already says it is an error. */
  readonly hiddenPrefix?: string | undefined;
};

/** What is wrong with one answer and how to put it right. */
export const ErrorMessage = ({ children, id, classes, attributes, hiddenPrefix = 'Error' }: ErrorMessageProps) => (
  <p id={id} class={classNames('govuk-error-message', classes)} {...attributes}>
    {hiddenPrefix !== '' && <span class="govuk-visually-hidden">{hiddenPrefix}:</span>}
    {hiddenPrefix !== '' && ' '}
    {children}
  </p>
);

/** What every single-input field takes. `error` is the message itself, so `errors[name]` can be passed as it is. */
export type FieldProps = {
  readonly name: string;
  /** Defaults to `name`; error summary links point at it. */
  readonly id?: string | undefined;
  readonly label: Content;
  readonly labelSize?: Size | undefined;
  /** For fields whose purpose is plain from what surrounds them; screen readers still hear the label. */
  readonly labelHidden?: boolean | undefined;
  readonly labelIsPageHeading?: boolean | undefined;
  readonly hint?: Content | undefined;
  readonly error?: string | undefined;
  /** Ids of further text that describes the input. */
  readonly describedBy?: string | undefined;
  readonly classes?: string | undefined;
  readonly formGroupClasses?: string | undefined;
  readonly disabled?: boolean | undefined;
  readonly attributes?: Attributes | undefined;
};

/** The id of a field's input. */
export const fieldId = (field: Pick<FieldProps, 'id' | 'name'>): string => field.id ?? field.name;

/** `aria-describedby` for the element with this id: what it was given, then its hint, then its error. */
export const describedByOf = (
  id: string,
  field: { readonly describedBy?: string | undefined; readonly hint?: unknown; readonly error?: string | undefined },
): string | undefined =>
  idList(field.describedBy, field.hint !== undefined && `${id}-hint`, field.error !== undefined && `${id}-error`);

type FormGroupProps = {
  readonly error: boolean;
  readonly classes?: string | undefined;
  readonly attributes?: Readonly<Record<string, string | undefined>> | undefined;
  readonly children: Children;
};

/** The box around a field, with a bar on its left when the field has an error. */
export const FormGroup = ({ error, classes, attributes, children }: FormGroupProps) => (
  <div class={classNames('govuk-form-group', error && 'govuk-form-group--error', classes)} {...attributes}>
    {children}
  </div>
);

/** Hint and error message of the element with this id, each only when there is one. */
export const HintAndError = ({
  id,
  hint,
  error,
}: {
  id: string;
  hint: Content | undefined;
  error: string | undefined;
}) => (
  <>
    {hint !== undefined && <Hint id={`${id}-hint`}>{hint}</Hint>}
    {error !== undefined && <ErrorMessage id={`${id}-error`}>{error}</ErrorMessage>}
  </>
);

type FieldGroupProps = {
  readonly field: FieldProps;
  readonly groupAttributes?: Readonly<Record<string, string | undefined>> | undefined;
  readonly children: Children;
};

/** Label, hint, error and then the input given as children. */
export const FieldGroup = ({ field, groupAttributes, children }: FieldGroupProps) => {
  const id = fieldId(field);
  return (
    <FormGroup error={field.error !== undefined} classes={field.formGroupClasses} attributes={groupAttributes}>
      <Label
        for={id}
        size={field.labelSize}
        isPageHeading={field.labelIsPageHeading}
        classes={field.labelHidden === true ? 'govuk-visually-hidden' : undefined}
      >
        {field.label}
      </Label>
      <HintAndError id={id} hint={field.hint} error={field.error} />
      {children}
    </FormGroup>
  );
};
