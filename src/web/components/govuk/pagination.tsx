import { classNames, type Attributes, type Content } from '../content.ts';

type Neighbour = {
  readonly href: string;
  readonly text?: Content | undefined;
  /** What is on that page. Shown only when there are no numbered items. */
  readonly label?: Content | undefined;
};

/** A numbered page, or the gap where numbers are left out. */
export type PageItem =
  | {
      readonly number: number | string;
      readonly href: string;
      readonly current?: boolean | undefined;
      readonly hiddenText?: string | undefined;
    }
  | { readonly gap: true };

export type PaginationProps = {
  readonly previous?: Neighbour | undefined;
  readonly next?: Neighbour | undefined;
  readonly items?: readonly PageItem[] | undefined;
  readonly landmarkLabel?: string | undefined;
  readonly classes?: string | undefined;
  readonly attributes?: Attributes | undefined;
};

/**
 * The numbered items for page `current` of `total` (both from 1): first, last, the current page and its neighbours,
 * with a gap where more than one number is left out.
 */
export const pageItems = (current: number, total: number, hrefOf: (page: number) => string): readonly PageItem[] => {
  const shown = Array.from({ length: total }, (_, index) => index + 1).filter(
    (page) => page === 1 || page === total || Math.abs(page - current) <= 1,
  );
  const item = (page: number): PageItem => ({ number: page, href: hrefOf(page), current: page === current });
  return shown.flatMap((page, index) => {
    const missing = page - (shown[index - 1] ?? 0) - 1;
    if (missing === 0) return [item(page)];
    return missing === 1 ? [item(page - 1), item(page)] : [{ gap: true }, item(page)];
  });
};

const paths = {
  prev: 'm6.5938-0.0078125-6.7266 6.7266 6.7441 6.4062 1.377-1.449-4.1856-3.9768h12.896v-2h-12.984l4.2931-4.293-1.414-1.414z',
  next: 'm8.107-0.0078125-1.4136 1.414 4.2926 4.293h-12.986v2h12.896l-4.1855 3.9766 1.377 1.4492 6.7441-6.4062-6.7246-6.7266z',
} as const;

const words = { prev: 'Previous', next: 'Next' } as const;

const Arrow = ({ way }: { way: keyof typeof paths }) => (
  <svg
    class={`govuk-pagination__icon govuk-pagination__icon--${way}`}
    xmlns="http://www.w3.org/2000/svg"
    height="13"
    width="15"
    aria-hidden="true"
    focusable="false"
    viewBox="0 0 15 13"
  >
    <path d={paths[way]} />
  </svg>
);

const ArrowLink = ({ link, way, block }: { link: Neighbour; way: keyof typeof paths; block: boolean }) => (
  <div class={`govuk-pagination__${way}`}>
    <a class="govuk-link govuk-pagination__link" href={link.href} rel={way}>
      {(block || way === 'prev') && <Arrow way={way} />}
      <span
        class={classNames(
          'govuk-pagination__link-title',
          block && link.label === undefined && 'govuk-pagination__link-title--decorated',
        )}
      >
        {link.text ?? (
          <>
            {words[way]}
            <span class="govuk-visually-hidden"> page</span>
          </>
        )}
      </span>
      {block && link.label !== undefined && (
        <>
          {' '}
          <span class="govuk-visually-hidden">:</span> <span class="govuk-pagination__link-label">{link.label}</span>
        </>
      )}
      {!block && way === 'next' && <Arrow way={way} />}
    </a>
  </div>
);

/** GOV.UK pagination: numbered when `items` are given, else two large links to the neighbours. */
export const Pagination = ({ previous, next, items, landmarkLabel, classes, attributes }: PaginationProps) => {
  const block = items === undefined && (previous !== undefined || next !== undefined);
  return (
    <nav
      class={classNames('govuk-pagination', block && 'govuk-pagination--block', classes)}
      aria-label={landmarkLabel ?? 'Pagination'}
      {...attributes}
    >
      {previous !== undefined && <ArrowLink link={previous} way="prev" block={block} />}
      {items !== undefined && (
        <ul class="govuk-pagination__list">
          {items.map((item) =>
            'gap' in item ? (
              <li class="govuk-pagination__item govuk-pagination__item--ellipsis">⋯</li>
            ) : (
              <li
                class={classNames('govuk-pagination__item', item.current === true && 'govuk-pagination__item--current')}
              >
                <a
                  class="govuk-link govuk-pagination__link"
                  href={item.href}
                  aria-label={item.hiddenText ?? `Page ${String(item.number)}`}
                  aria-current={item.current === true ? 'page' : undefined}
                >
                  {item.number}
                </a>
              </li>
            ),
          )}
        </ul>
      )}
      {next !== undefined && <ArrowLink link={next} way="next" block={block} />}
    </nav>
  );
};
