import { Button } from '../govuk/button.tsx';
import { type Children, type Content } from '../content.ts';

/** Filters in force, under the heading of the group each belongs to. Removing one is a link, so it needs no script. */
export type SelectedFilters = {
  readonly heading?: Content | undefined;
  readonly clear: { readonly href: string; readonly text?: Content | undefined };
  readonly categories: readonly {
    readonly heading: Content;
    readonly items: readonly { readonly text: Content; readonly href: string }[];
  }[];
};

export type FilterProps = {
  readonly heading?: Content | undefined;
  readonly selected?: SelectedFilters | undefined;
  readonly submitText?: Content | undefined;
  /** The groups of inputs, all open. */
  readonly children: Children;
};

// The spaces between these boxes matter: the styles spread inline blocks over the line as words are spread.
const Selected = ({ selected }: { selected: SelectedFilters }) => (
  <div class="moj-filter__selected">
    <div class="moj-filter__selected-heading">
      <div class="moj-filter__heading-title">
        <h2 class="govuk-heading-m">{selected.heading ?? 'Selected filters'}</h2>
      </div>{' '}
      <div class="moj-filter__heading-action">
        <p>
          <a class="govuk-link govuk-link--no-visited-state" href={selected.clear.href}>
            {selected.clear.text ?? 'Clear filters'}
          </a>
        </p>
      </div>
    </div>
    {selected.categories.map((category) => (
      <>
        <h3 class="govuk-heading-s govuk-!-margin-bottom-0">{category.heading}</h3>
        <ul class="moj-filter-tags">
          {category.items.map((item) => (
            <li>
              <a class="moj-filter__tag" href={item.href}>
                <span class="govuk-visually-hidden">Remove this filter</span> {item.text}
              </a>
            </li>
          ))}
        </ul>
      </>
    ))}
  </div>
);

/** MoJ filter: its button applies what the inputs say, and nothing happens before. Goes inside `FilterLayout`. */
export const Filter = ({ heading, selected, submitText, children }: FilterProps) => (
  <div class="moj-filter" data-module="moj-filter">
    <div class="moj-filter__header">
      <div class="moj-filter__header-title">
        <h2 class="govuk-heading-m">{heading ?? 'Filter'}</h2>
      </div>{' '}
      <div class="moj-filter__header-action" />
    </div>
    <div class="moj-filter__content">
      {selected !== undefined && <Selected selected={selected} />}
      <div class="moj-filter__options">
        <Button>{submitText ?? 'Apply filters'}</Button>
        {children}
      </div>
    </div>
  </div>
);

export type FilterLayoutProps = {
  /** Where the filter's answers go, in the address. */
  readonly action: string;
  /** Answers to keep that the filter does not ask for, such as the order. */
  readonly keep?: Readonly<Record<string, string>> | undefined;
  readonly filter: Children;
  /** What is filtered. */
  readonly children: Children;
};

/** The filter at the left, always open, and what it filters beside it; on small screens one under the other. */
export const FilterLayout = ({ action, keep = {}, filter, children }: FilterLayoutProps) => (
  <div class="moj-filter-layout">
    <div class="moj-filter-layout__filter">
      <form method="get" action={action} noValidate>
        {Object.entries(keep).map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        {filter}
      </form>
    </div>
    <div class="moj-filter-layout__content">{children}</div>
  </div>
);
