import type { Material, MaterialType } from '../../case-file/index.ts';
import type { CaseView } from '../facts/case-view.ts';
import type { FactReader, Passage } from '../facts/fact.ts';
import type { ItemRow, RowConfidence } from '../edition-schema.ts';

/** What a rule found about an item that is due. `ask`: due, but something that decides it has not been said. */
export type DueResult = 'met' | 'missing' | 'inadequate' | 'ask';

/** Something read in the papers that a person should look at. It changes no result until they say so. */
export interface Proposal {
  readonly why: string;
  readonly passage?: Passage;
}

/** A particular fault, where triage or assessment tell faults of one item apart. */
export type Mark =
  | `${'bwv' | 'cctv' | 'other'}-${'not-clipped' | 'not-playable' | 'not-provided'}`
  | 'unsigned'
  | 'promised'
  | 'listed-as-outstanding';

/** In which format an item is needed, as the edition says it for this kind and stage. */
export interface FormatSaid {
  /** The row of the edition. */
  readonly id: string;
  /** What is needed, in a sentence. */
  readonly needs: string;
  readonly sources: readonly string[];
  readonly confidence: RowConfidence;
}

/** The answer of one item rule. */
export interface ItemFinding {
  readonly result: DueResult;
  /** Material ids, and paths such as `request.vps`. */
  readonly by: readonly string[];
  /** One sentence naming the place; empty when the item is simply met. */
  readonly why: string;
  /** What to do, in plain words; empty when there is nothing to do. */
  readonly fix: string;
  readonly proposals: readonly Proposal[];
  readonly marks: readonly Mark[];
  /** For `ask`: the fact that has to be given. */
  readonly asks?: string;
  readonly format?: FormatSaid;
}

/** What an item rule may look at. */
export interface ItemContext {
  readonly view: CaseView;
  readonly fact: FactReader;
  readonly item: ItemRow;
  /** Whether another item is due in this submission. */
  readonly isDue: (item: string) => boolean;
}

/** Decides one item that is due. */
export type ItemRule = (context: ItemContext) => ItemFinding;

/** The item is there and nothing sure is wrong with it. */
export const met = (by: readonly string[], proposals: readonly Proposal[] = []): ItemFinding => ({
  result: 'met',
  by,
  why: '',
  fix: '',
  proposals,
  marks: [],
});

/** Nothing on the file carries the item. */
export const missing = (why: string, fix: string, marks: readonly Mark[] = []): ItemFinding => ({
  result: 'missing',
  by: [],
  why,
  fix,
  proposals: [],
  marks,
});

/** The item is there, but something sure is wrong with it. */
export const inadequate = (
  by: readonly string[],
  why: string,
  fix: string,
  more: { readonly marks?: readonly Mark[]; readonly proposals?: readonly Proposal[] } = {},
): ItemFinding => ({ result: 'inadequate', by, why, fix, proposals: more.proposals ?? [], marks: more.marks ?? [] });

/** The item is due and may be right, but something that decides it has not been said. */
export const askFor = (asks: string, why: string, fix: string): ItemFinding => ({
  result: 'ask',
  by: [],
  why,
  fix,
  proposals: [],
  marks: [],
  asks,
});

/** Proposals that apply, from a list of maybe ones. */
export const proposing = (...found: readonly (Proposal | undefined)[]): readonly Proposal[] =>
  found.filter((proposal) => proposal !== undefined);

/** Ids of some material. */
export const idsOf = (items: readonly { readonly id: string }[]): readonly string[] => items.map(({ id }) => id);

/** `M04, M06 and M08`. */
export const listed = (parts: readonly string[]): string =>
  parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`;

/** Material of these types that is relied on. */
export const evidential = ({ view }: ItemContext, ...types: readonly MaterialType[]): readonly Material[] =>
  view.of(...types).filter(({ status }) => status === 'evidential');
