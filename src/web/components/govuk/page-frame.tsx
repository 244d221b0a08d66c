import { classNames, type Attributes, type Children, type Content } from '../content.ts';
import { Tag, type TagColour } from './tag.tsx';

type Common = { readonly classes?: string | undefined; readonly attributes?: Attributes | undefined };

export type SkipLinkProps = Common & { readonly href: string; readonly children: Content };

/** GOV.UK skip link; the layout brings one to the main content. */
export const SkipLink = ({ href, children, classes, attributes }: SkipLinkProps) => (
  <a href={href} class={classNames('govuk-skip-link', classes)} {...attributes} data-module="govuk-skip-link">
    {children}
  </a>
);

export type BackLinkProps = Common & { readonly href: string; readonly children?: Content | undefined };

/** GOV.UK back link, for flows; elsewhere use breadcrumbs. */
export const BackLink = ({ href, children, classes, attributes }: BackLinkProps) => (
  <a href={href} class={classNames('govuk-back-link', classes)} {...attributes}>
    {children ?? 'Back'}
  </a>
);

/** A step on the way to this page; the page itself has no `href`. */
export type Crumb = {
  readonly text: Content;
  readonly href?: string | undefined;
  readonly attributes?: Attributes | undefined;
};

export type BreadcrumbsProps = Common & {
  readonly items: readonly Crumb[];
  readonly label?: string | undefined;
  readonly collapseOnMobile?: boolean | undefined;
};

/** GOV.UK breadcrumbs. */
export const Breadcrumbs = ({ items, label, collapseOnMobile, classes, attributes }: BreadcrumbsProps) => (
  <nav
    class={classNames(
      'govuk-breadcrumbs',
      classes,
      collapseOnMobile === true && 'govuk-breadcrumbs--collapse-on-mobile',
    )}
    {...attributes}
    aria-label={label ?? 'Breadcrumb'}
  >
    <ol class="govuk-breadcrumbs__list">
      {items.map((item) =>
        item.href === undefined ? (
          <li class="govuk-breadcrumbs__list-item" aria-current="page">
            {item.text}
          </li>
        ) : (
          <li class="govuk-breadcrumbs__list-item">
            <a class="govuk-breadcrumbs__link" href={item.href} {...item.attributes}>
              {item.text}
            </a>
          </li>
        ),
      )}
    </ol>
  </nav>
);

export type PhaseBannerProps = Common & {
  readonly tag: Content;
  readonly tagColour?: TagColour | undefined;
  readonly tagClasses?: string | undefined;
  readonly children: Content;
};

/** GOV.UK phase banner; here it says that the data is synthetic. */
export const PhaseBanner = ({ tag, tagColour, tagClasses, children, classes, attributes }: PhaseBannerProps) => (
  <div class={classNames('govuk-phase-banner govuk-width-container', classes)} {...attributes}>
    <p class="govuk-phase-banner__content">
      <Tag colour={tagColour} classes={classNames('govuk-phase-banner__content__tag', tagClasses)}>
        {tag}
      </Tag>{' '}
      <span class="govuk-phase-banner__text">{children}</span>
    </p>
  </div>
);

export type GenericHeaderProps = Common & {
  readonly name: Content;
  readonly href: string;
  readonly containerClasses?: string | undefined;
};

/** GOV.UK generic header: a name of our own, no crown. */
export const GenericHeader = ({ name, href, containerClasses, classes, attributes }: GenericHeaderProps) => (
  <div class={classNames('govuk-generic-header', classes)} {...attributes}>
    <div class={classNames('govuk-generic-header__container', containerClasses ?? 'govuk-width-container')}>
      <div class="govuk-generic-header__logo">
        <a href={href} class="govuk-generic-header__homepage-link">
          {name}
        </a>
      </div>
    </div>
  </div>
);

export type FooterProps = {
  readonly links?: readonly { readonly text: string; readonly href: string }[] | undefined;
  readonly children: Children;
};

/** A footer of our own: GOV.UK's brings the crown and the crest with it. */
export const Footer = ({ links = [], children }: FooterProps) => (
  <div class="jcf-footer">
    <div class="govuk-width-container">
      {links.length > 0 && (
        <>
          <h2 class="govuk-visually-hidden">Support links</h2>
          <ul class="jcf-footer__links">
            {links.map((link) => (
              <li>
                <a class="govuk-link govuk-link--no-visited-state" href={link.href}>
                  {link.text}
                </a>
              </li>
            ))}
          </ul>
        </>
      )}
      <p class="jcf-footer__words">{children}</p>
    </div>
  </div>
);
