import { classNames, type Attributes, type Children, type Content } from '../content.ts';

export type PanelProps = {
  readonly title: Content;
  readonly children?: Children;
  readonly headingLevel?: 1 | 2 | undefined;
  readonly classes?: string | undefined;
  readonly attributes?: Attributes | undefined;
};

/** GOV.UK confirmation panel: something large is finished. */
export const Panel = ({ title, children, headingLevel = 1, classes, attributes }: PanelProps) => {
  const Heading = `h${headingLevel}` as const;
  return (
    <div class={classNames('govuk-panel govuk-panel--confirmation', classes)} {...attributes}>
      <Heading class="govuk-panel__title">{title}</Heading>
      {children !== undefined && children !== null && children !== false && (
        <div class="govuk-panel__body">{children}</div>
      )}
    </div>
  );
};
