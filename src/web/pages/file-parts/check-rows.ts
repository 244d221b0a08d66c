import { sayHeading } from '../../../domain/case-file/index.ts';
import type { StatusKind } from '../../components/case/status-tag.tsx';

/** The check of a file as rows to read: what to put right first, then what is there and where. */

/** An item of the check, live or as it was sent. */
export interface CheckedItem {
  readonly item: string;
  readonly title: string;
  readonly level: string;
  readonly result: string;
  readonly why: string;
  readonly fix: string;
  readonly by: readonly string[];
  readonly condition?: string | undefined;
  /** Things read in the papers for a person to look at; a check that was sent carries none. */
  readonly proposals?: readonly { readonly why: string }[];
}

/** Where an item is: a document, a heading of the request, or a part of the record without a page of its own. */
export interface Carrier {
  readonly text: string;
  readonly href: string | undefined;
}

export interface CheckRow {
  readonly item: string;
  readonly title: string;
  readonly status: { readonly kind: StatusKind; readonly text: string };
  readonly why: string;
  readonly fix: string;
  readonly condition: string | undefined;
  readonly carriers: readonly Carrier[];
  readonly secondLook: readonly string[];
  /** Reason and date that police gave for a gap. */
  readonly explained: { readonly reason: string; readonly due: string } | undefined;
}

export interface CheckRows {
  readonly open: readonly CheckRow[];
  readonly met: readonly CheckRow[];
  readonly later: readonly CheckRow[];
  readonly notNeeded: readonly CheckRow[];
  /** Titles of items that the standard does not ask for with this file. */
  readonly notDue: readonly string[];
}

const statuses: Readonly<Record<string, CheckRow['status']>> = {
  missing: { kind: 'urgent', text: 'Missing' },
  inadequate: { kind: 'urgent', text: 'Not good enough' },
  ask: { kind: 'act', text: 'Not known' },
  met: { kind: 'done', text: 'There' },
  deferred: { kind: 'none', text: 'Later' },
  sent_but_not_required: { kind: 'none', text: 'Sent but not asked for' },
};

/** Parts of the record that carry items, in words. */
const partWords: readonly (readonly [RegExp, string])[] = [
  [/^request$/, 'the request as a whole'],
  [/^defendants/, 'details of the suspects'],
  [/^offences/, 'the offences'],
  [/^(persons|victims|witnesses)/, 'details of people'],
  [/^officers/, 'the officers'],
  [/^material/, 'the list of material'],
  [/^dates/, 'dates of the case'],
  [/^flags/, 'markers of the case'],
];

/**
 * @param material titles by id, of what this reader may open
 * @param linkTo address that shows a document, or the request by its heading, beside the check; undefined for a document
 *   that this reader may not open
 */
export function checkRows(
  items: readonly CheckedItem[],
  given: {
    readonly material: ReadonlyMap<string, string>;
    readonly gaps: readonly { item: string; reason: string; due: string }[];
    readonly linkTo: (what: { document: string } | { heading: string }) => string | undefined;
    /** Headings of the request that this page shows: the others are named without a link. */
    readonly headings: ReadonlySet<string>;
  },
): CheckRows {
  const carrier = (by: string): Carrier => {
    const title = given.material.get(by);
    if (title !== undefined) return { text: `${by} ${title}`, href: given.linkTo({ document: by }) };
    if (by.startsWith('request.')) {
      const heading = by.split('.')[1] ?? '';
      return {
        text: `Request: ${sayHeading(heading)}`,
        href: given.headings.has(heading) ? given.linkTo({ heading }) : undefined,
      };
    }
    return { text: partWords.find(([part]) => part.test(by))?.[1] ?? by, href: undefined };
  };
  const row = (each: CheckedItem): CheckRow => ({
    item: each.item,
    title: each.title,
    status: statuses[each.result] ?? { kind: 'none', text: each.result.replaceAll('_', ' ') },
    why: each.why,
    fix: each.fix,
    condition: each.condition,
    carriers: dedupe(each.by.map(carrier)),
    secondLook: (each.proposals ?? []).map(({ why }) => why),
    explained: given.gaps.find(({ item }) => item === each.item),
  });
  const of = (...results: readonly string[]): CheckRow[] =>
    results.flatMap((result) => items.filter((each) => each.result === result)).map(row);
  return {
    open: of('missing', 'inadequate', 'ask'),
    met: of('met'),
    later: of('deferred'),
    notNeeded: of('sent_but_not_required'),
    notDue: items.filter(({ result }) => result === 'not_required').map(({ title }) => title),
  };
}

const dedupe = (carriers: readonly Carrier[]): Carrier[] => [
  ...new Map(carriers.map((each) => [each.text, each])).values(),
];
