import { classNames, type Attributes, type Children, type Content } from '../content.ts';

export type DetailsProps = {
  readonly summary: Content;
  readonly children: Children;
  readonly open?: boolean | undefined;
  readonly id?: string | undefined;
  readonly classes?: string | undefined;
  readonly attributes?: Attributes | undefined;
};

/** GOV.UK details: a line that opens to show more. Not for anything everyone needs. */
export const Details = ({ summary, children, open, id, classes, attributes }: DetailsProps) => (
  <details id={id} class={classNames('govuk-details', classes)} {...attributes} open={open}>
    <summary class="govuk-details__summary">
      <span class="govuk-details__summary-text">{summary}</span>
    </summary>
    <div class="govuk-details__text">{children}</div>
  </details>
);
