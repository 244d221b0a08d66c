import { classNames, type Attributes, type Children, type Content } from '../content.ts';

type Look = {
  readonly children: Content;
  /** Leave out for the one main action of the page. */
  readonly kind?: 'secondary' | 'warning' | 'inverse' | undefined;
  readonly start?: boolean | undefined;
  readonly id?: string | undefined;
  readonly classes?: string | undefined;
  readonly attributes?: Attributes | undefined;
};

const StartIcon = () => (
  <svg
    class="govuk-button__start-icon"
    xmlns="http://www.w3.org/2000/svg"
    width="17.5"
    height="19"
    viewBox="0 0 33 40"
    aria-hidden="true"
    focusable="false"
  >
    <path fill="currentColor" d="M0 0h13l20 20-20 20H0l20-20z" />
  </svg>
);

const lookOf = ({ kind, start, classes }: Look): string =>
  classNames('govuk-button', kind && `govuk-button--${kind}`, classes, start && 'govuk-button--start');

export type ButtonProps = Look & {
  readonly type?: 'submit' | 'button' | 'reset' | undefined;
  readonly name?: string | undefined;
  readonly value?: string | undefined;
  readonly disabled?: boolean | undefined;
  /** Set on buttons that record something: the browser then ignores a second click within a second. */
  readonly preventDoubleClick?: boolean | undefined;
};

/** A GOV.UK button; submits its form unless `type` says otherwise. */
export const Button = (props: ButtonProps) => (
  <button
    type={props.type ?? 'submit'}
    value={props.value}
    name={props.name}
    disabled={props.disabled}
    aria-disabled={props.disabled === true ? 'true' : undefined}
    data-prevent-double-click={props.preventDoubleClick === undefined ? undefined : String(props.preventDoubleClick)}
    class={lookOf(props)}
    data-module="govuk-button"
    {...props.attributes}
    id={props.id}
  >
    {props.children}
    {props.start === true && <StartIcon />}
  </button>
);

/** A link that looks and answers the keyboard like a button; for going somewhere, never for recording something. */
export const LinkButton = (props: Look & { readonly href: string }) => (
  <a
    href={props.href}
    role="button"
    draggable={false}
    class={lookOf(props)}
    data-module="govuk-button"
    {...props.attributes}
    id={props.id}
  >
    {props.children}
    {props.start === true && <StartIcon />}
  </a>
);

/** Buttons and links side by side. */
export const ButtonGroup = ({ children }: { readonly children: Children }) => (
  <div class="govuk-button-group">{children}</div>
);
