import { classNames, type Attributes, type Content } from '../content.ts';

/** One thing to put right; `href` is `#` and the id of the input that has it. */
export type PageError = { readonly text: string; readonly href?: string | undefined };

export type ErrorSummaryProps = {
  readonly title?: Content | undefined;
  readonly description?: Content | undefined;
  readonly errors: readonly PageError[];
  readonly disableAutoFocus?: boolean | undefined;
  readonly classes?: string | undefined;
  readonly attributes?: Attributes | undefined;
};

/** GOV.UK error summary; takes focus when the page loads. The layout shows it for `errors`, pages need not. */
export const ErrorSummary = (props: ErrorSummaryProps) => (
  <div
    class={classNames('govuk-error-summary', props.classes)}
    data-disable-auto-focus={props.disableAutoFocus === undefined ? undefined : String(props.disableAutoFocus)}
    {...props.attributes}
    data-module="govuk-error-summary"
  >
    <div role="alert">
      <h2 class="govuk-error-summary__title">{props.title ?? 'There is a problem'}</h2>
      <div class="govuk-error-summary__body">
        {props.description !== undefined && <p>{props.description}</p>}
        {props.errors.length > 0 && (
          <ul class="govuk-list govuk-error-summary__list">
            {props.errors.map((error) => (
              <li>{error.href === undefined ? error.text : <a href={error.href}>{error.text}</a>}</li>
            ))}
          </ul>
        )}
      </div>
    </div>
  </div>
);
