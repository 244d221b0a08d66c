import { SubmissionKind } from '../../../domain/case-file/index.ts';
import type { Side } from '../../../domain/access/index.ts';
import { isWaitsFor, mostCounted, waits, type CaseListing, type WaitsFor } from '../../../application/list-cases.ts';
import { paths } from '../../paths.ts';
import { sayKind, sayWhen, type ListRow } from '../case-frame/index.ts';

/** What a list of cases is asked for. */
export interface Wanted {
  readonly search: string;
  readonly whose: 'mine' | 'all';
  readonly waitsFor: readonly WaitsFor[];
  readonly page: number;
}

/** A filter in force, and the address of the list without it. */
interface Chosen {
  readonly text: string;
  readonly href: string;
}

export interface CaseListView {
  readonly heading: string;
  readonly wanted: Wanted;
  /** Whether this person can be an officer in a case. */
  readonly hasOwn: boolean;
  readonly choices: readonly { readonly value: WaitsFor; readonly text: string }[];
  readonly chosen: readonly { readonly heading: string; readonly items: readonly Chosen[] }[];
  readonly clearHref: string;
  readonly rows: readonly ListRow[];
  readonly empty: string;
  readonly newer: string | undefined;
  readonly older: string | undefined;
}

const addressOf = ({ search, whose, waitsFor, page }: Wanted): string =>
  paths.cases.to(
    {},
    {
      search: search === '' ? undefined : search,
      whose,
      waitsFor: [...waitsFor],
      page: page === 1 ? undefined : String(page),
    },
  );

const sayCount = (total: number): string =>
  total >= mostCounted ? `${mostCounted.toLocaleString('en-GB')} or more` : String(total);

const kindOf = (kind: string): string => {
  const known = SubmissionKind.safeParse(kind);
  return known.success ? sayKind(known.data) : kind;
};

const names = Object.keys(waits).filter(isWaitsFor);

function emptySaying({ search, waitsFor, whose }: Wanted, side: Side): string {
  if (search !== '' || waitsFor.length > 0) return 'No case matches. Take a filter away, or check the reference.';
  if (whose === 'mine') return 'You are an officer in no case here. Choose all cases of your force to see the others.';
  return side === 'police' ? 'No case here yet.' : 'No case has been sent to your office yet.';
}

/** A list of cases in words, with the filters in force as links that take each away. */
export function caseListView(
  listing: CaseListing,
  given: { readonly wanted: Wanted; readonly hasOwn: boolean; readonly side: Side },
): CaseListView {
  const { wanted, hasOwn, side } = given;
  const first = { ...wanted, page: 1 };
  const words = wanted.search.split(/\s+/u).filter((word) => word !== '');
  const chosen = [
    {
      heading: 'Search',
      items: words.map((text, index) => ({
        text,
        href: addressOf({ ...first, search: words.filter((_word, at) => at !== index).join(' ') }),
      })),
    },
    {
      heading: 'Waits for',
      items: wanted.waitsFor.map((each) => ({
        text: waits[each].title,
        href: addressOf({ ...first, waitsFor: wanted.waitsFor.filter((other) => other !== each) }),
      })),
    },
  ].filter(({ items }) => items.length > 0);
  return {
    heading: `${wanted.whose === 'mine' && hasOwn ? 'My cases' : 'Cases'} (${sayCount(listing.total)})`,
    wanted,
    hasOwn,
    choices: names
      .filter((each) => waits[each].sides.some((one) => one === side))
      .map((value) => ({ value, text: waits[value].title })),
    chosen,
    clearHref: addressOf({ ...first, search: '', waitsFor: [] }),
    rows: listing.cases.map((each) => ({
      title: each.title,
      href: paths.case.to({ urn: each.urn }),
      lines: [
        `${each.urn}${each.officerInCase === undefined ? '' : `, officer in the case ${each.officerInCase}`}`,
        ...each.submissions.map(({ id, kind, waitingFor }) => `${id}, ${kindOf(kind)}: ${waitingFor}`),
        `Last change at ${sayWhen(each.changedAt)}`,
      ],
    })),
    empty: emptySaying(wanted, side),
    newer: wanted.page === 1 ? undefined : addressOf({ ...wanted, page: wanted.page - 1 }),
    older: listing.more ? addressOf({ ...wanted, page: wanted.page + 1 }) : undefined,
  };
}
