import { classNames, type Attributes, type Children, type Content } from '../content.ts';

/** An entry of the main navigation. `current` is this very page, `active` a page above it. */
export type NavigationItem = {
  readonly text: Content;
  readonly href?: string | undefined;
  readonly current?: boolean | undefined;
  readonly active?: boolean | undefined;
  readonly attributes?: Attributes | undefined;
};

export type ServiceNavigationProps = {
  readonly items: readonly (NavigationItem | false | null | undefined)[];
  readonly serviceName?: string | undefined;
  readonly serviceUrl?: string | undefined;
  /** After the navigation; beside it when `endInline`. */
  readonly end?: Children;
  readonly endInline?: boolean | undefined;
  readonly navigationLabel?: string | undefined;
  readonly navigationId?: string | undefined;
  readonly navigationClasses?: string | undefined;
  readonly menuButtonText?: string | undefined;
  readonly menuButtonLabel?: string | undefined;
  /** Folds the navigation into a menu on small screens; by default when there are two items or more. */
  readonly collapseOnMobile?: boolean | undefined;
  readonly label?: string | undefined;
  readonly classes?: string | undefined;
  readonly attributes?: Attributes | undefined;
};

const Item = ({ item }: { item: NavigationItem }) => {
  const marked = item.active === true || item.current === true;
  const current = item.current === true ? 'page' : item.active === true ? 'true' : undefined;
  // Strong, so that the current item stands out when colours or styles are overridden.
  const words = marked ? <strong class="govuk-service-navigation__active-fallback">{item.text}</strong> : item.text;
  return (
    <li class={classNames('govuk-service-navigation__item', marked && 'govuk-service-navigation__item--active')}>
      {item.href === undefined ? (
        <span class="govuk-service-navigation__text" aria-current={current}>
          {words}
        </span>
      ) : (
        <a class="govuk-service-navigation__link" href={item.href} aria-current={current} {...item.attributes}>
          {words}
        </a>
      )}
    </li>
  );
};

const ServiceName = ({ name, url }: { name: string; url: string | undefined }) => (
  <span class="govuk-service-navigation__service-name">
    {url === undefined ? (
      <span class="govuk-service-navigation__text">{name}</span>
    ) : (
      <a href={url} class="govuk-service-navigation__link">
        {name}
      </a>
    )}
  </span>
);

const Menu = (props: ServiceNavigationProps & { readonly entries: readonly NavigationItem[] }) => {
  const id = props.navigationId ?? 'navigation';
  const menuText = props.menuButtonText ?? 'Menu';
  return (
    <nav
      aria-label={props.navigationLabel ?? menuText}
      class={classNames('govuk-service-navigation__wrapper', props.navigationClasses)}
    >
      {(props.collapseOnMobile ?? props.entries.length > 1) && (
        <button
          type="button"
          class="govuk-service-navigation__toggle govuk-js-service-navigation-toggle"
          aria-controls={id}
          aria-label={props.menuButtonLabel === menuText ? undefined : props.menuButtonLabel}
          hidden
          aria-hidden="true"
        >
          {menuText}
        </button>
      )}
      <ul class="govuk-service-navigation__list" id={id}>
        {props.entries.map((item) => (
          <Item item={item} />
        ))}
      </ul>
    </nav>
  );
};

/** GOV.UK service navigation; the layout shows one for the context's navigation. */
export const ServiceNavigation = (props: ServiceNavigationProps) => {
  const entries = props.items.filter((item) => item !== false && item !== null && item !== undefined);
  const hasEnd = props.end !== undefined && props.end !== null && props.end !== false;
  const inner = (
    <div
      class={classNames(
        'govuk-width-container',
        hasEnd && props.endInline === true && 'govuk-service-navigation__inlining-container',
      )}
    >
      <div class="govuk-service-navigation__container">
        {props.serviceName !== undefined && <ServiceName name={props.serviceName} url={props.serviceUrl} />}
        {entries.length > 0 && <Menu {...props} entries={entries} />}
      </div>
      {props.end}
    </div>
  );
  const attributes = {
    class: classNames('govuk-service-navigation', props.classes),
    'data-module': 'govuk-service-navigation',
    ...props.attributes,
  };
  return props.serviceName !== undefined || hasEnd ? (
    <section aria-label={props.label ?? 'Service information'} {...attributes}>
      {inner}
    </section>
  ) : (
    <div {...attributes}>{inner}</div>
  );
};
