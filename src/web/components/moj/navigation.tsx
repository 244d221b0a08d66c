import { classNames, type Content } from '../content.ts';

/** One page of a group of pages. */
export type NavigationLink = {
  readonly text: Content;
  readonly href: string;
  readonly current?: boolean | undefined;
};

export type SubNavigationProps = {
  readonly items: readonly NavigationLink[];
  /** What these pages have in common, for those who hear the landmarks. */
  readonly label?: string | undefined;
  readonly classes?: string | undefined;
};

/** MoJ sub navigation: the pages of one thing, such as a case, across the page. */
export const SubNavigation = ({ items, label, classes }: SubNavigationProps) => (
  <nav class={classNames('moj-sub-navigation', classes)} aria-label={label ?? 'Secondary navigation region'}>
    <ul class="moj-sub-navigation__list">
      {items.map((item) => (
        <li class="moj-sub-navigation__item">
          <a
            class="moj-sub-navigation__link"
            aria-current={item.current === true ? 'page' : undefined}
            href={item.href}
          >
            {item.text}
          </a>
        </li>
      ))}
    </ul>
  </nav>
);

export type SideNavigationProps = {
  readonly label: string;
  /** Groups of links; a group without a heading is the only one. */
  readonly sections: readonly {
    readonly heading?: Content | undefined;
    readonly headingLevel?: 2 | 3 | 4 | undefined;
    readonly items: readonly NavigationLink[];
  }[];
  readonly classes?: string | undefined;
};

/** MoJ side navigation: the pages of one area, down the side. */
export const SideNavigation = ({ label, sections, classes }: SideNavigationProps) => (
  <nav class={classNames('moj-side-navigation', classes)} aria-label={label}>
    {sections.map((section) => {
      const Heading = `h${section.headingLevel ?? 4}` as const;
      return (
        <>
          {section.heading !== undefined && <Heading class="moj-side-navigation__title">{section.heading}</Heading>}
          <ul class="moj-side-navigation__list">
            {section.items.map((item) => (
              <li
                class={classNames(
                  'moj-side-navigation__item',
                  item.current === true && 'moj-side-navigation__item--active',
                )}
              >
                <a href={item.href} aria-current={item.current === true ? 'location' : undefined}>
                  {item.text}
                </a>
              </li>
            ))}
          </ul>
        </>
      );
    })}
  </nav>
);
