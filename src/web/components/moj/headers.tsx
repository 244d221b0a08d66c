import { classNames, type Children, type Content, type Size } from '../content.ts';

export type BadgeProps = {
  readonly children: Content;
  readonly colour?: 'purple' | 'bright-purple' | 'red' | 'green' | 'blue' | 'black' | 'grey' | undefined;
  readonly large?: boolean | undefined;
  readonly classes?: string | undefined;
};

/** MoJ badge: a fact about a person or case that must not be missed, in a word or two. */
export const Badge = ({ children, colour, large, classes }: BadgeProps) => (
  <span
    class={classNames('moj-badge', colour && `moj-badge--${colour}`, large === true && 'moj-badge--large', classes)}
  >
    {children}
  </span>
);

export type IdentityBarProps = { readonly children: Content; readonly classes?: string | undefined };

/** MoJ identity bar: whom or what every page under it is about. `CaseHeader` uses it. */
export const IdentityBar = ({ children, classes }: IdentityBarProps) => (
  <div class={classNames('moj-identity-bar', classes)}>
    <div class="moj-identity-bar__container">
      <div class="moj-identity-bar__details">
        <span class="moj-identity-bar__title">{children}</span>
      </div>
    </div>
  </div>
);

export type PageHeaderActionsProps = {
  readonly heading: Content;
  readonly headingLevel?: 1 | 2 | 3 | undefined;
  readonly headingSize?: Size | undefined;
  /** Buttons for the page as a whole. */
  readonly children?: Children;
  readonly classes?: string | undefined;
};

/** MoJ page header with actions beside the heading; the page then leaves its own `heading` out. */
export const PageHeaderActions = (props: PageHeaderActionsProps) => {
  const Heading = `h${props.headingLevel ?? 1}` as const;
  return (
    <div class={classNames('moj-page-header-actions', props.classes)}>
      <div class="moj-page-header-actions__title">
        <Heading class={`govuk-heading-${props.headingSize ?? 'xl'}`}>{props.heading}</Heading>
      </div>
      {props.children !== undefined && props.children !== null && props.children !== false && (
        <div class="moj-page-header-actions__actions">
          <div class="moj-button-group moj-button-group--inline">{props.children}</div>
        </div>
      )}
    </div>
  );
};
