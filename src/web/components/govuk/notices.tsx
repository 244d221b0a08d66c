import { classNames, type Attributes, type Children, type Content } from '../content.ts';

export type InsetTextProps = {
  readonly children: Children;
  readonly id?: string | undefined;
  readonly classes?: string | undefined;
  readonly attributes?: Attributes | undefined;
};

/** GOV.UK inset text: set apart from what surrounds it. */
export const InsetText = ({ children, id, classes, attributes }: InsetTextProps) => (
  <div id={id} class={classNames('govuk-inset-text', classes)} {...attributes}>
    {children}
  </div>
);

export type WarningTextProps = {
  readonly children: Content;
  /** Spoken before the words. */
  readonly hiddenPrefix?: string | undefined;
  readonly classes?: string | undefined;
  readonly attributes?: Attributes | undefined;
};

/** GOV.UK warning text: a consequence that matters. */
export const WarningText = ({ children, hiddenPrefix = 'Warning', classes, attributes }: WarningTextProps) => (
  <div class={classNames('govuk-warning-text', classes)} {...attributes}>
    <span class="govuk-warning-text__icon" aria-hidden="true">
      !
    </span>{' '}
    <strong class="govuk-warning-text__text">
      <span class="govuk-visually-hidden">{hiddenPrefix}</span> {children}
    </strong>
  </div>
);

export type NotificationBannerProps = {
  /** One sentence as text is shown large; for more, give markup with the classes of the design system. */
  readonly children: Content;
  readonly success?: boolean | undefined;
  readonly title?: Content | undefined;
  readonly titleId?: string | undefined;
  readonly titleHeadingLevel?: 1 | 2 | 3 | undefined;
  readonly role?: 'alert' | 'region' | undefined;
  readonly disableAutoFocus?: boolean | undefined;
  readonly classes?: string | undefined;
  readonly attributes?: Attributes | undefined;
};

/** GOV.UK notification banner. The layout shows one for `successMessage`, pages need not. */
export const NotificationBanner = (props: NotificationBannerProps) => {
  const success = props.success === true;
  const titleId = props.titleId ?? 'govuk-notification-banner-title';
  const Heading = `h${props.titleHeadingLevel ?? 2}` as const;
  return (
    <div
      class={classNames('govuk-notification-banner', success && 'govuk-notification-banner--success', props.classes)}
      role={props.role ?? (success ? 'alert' : 'region')}
      aria-labelledby={titleId}
      data-module="govuk-notification-banner"
      data-disable-auto-focus={props.disableAutoFocus === undefined ? undefined : String(props.disableAutoFocus)}
      {...props.attributes}
    >
      <div class="govuk-notification-banner__header">
        <Heading class="govuk-notification-banner__title" id={titleId}>
          {props.title ?? (success ? 'Success' : 'Important')}
        </Heading>
      </div>
      <div class="govuk-notification-banner__content">
        {typeof props.children === 'string' ? (
          <p class="govuk-notification-banner__heading">{props.children}</p>
        ) : (
          props.children
        )}
      </div>
    </div>
  );
};
