import type { PageRegion, PageStay, SubjectDecision } from '../domain/case-file/index.ts';
import {
  placesOfWords,
  suggestionTypes,
  type Box,
  type Certainty,
  type Recipient,
  type RedactionReason,
  type Suggestion,
  type SuggestionType,
} from '../domain/redaction/index.ts';
import type { SubjectRow, WorkingPageRow } from '../storage/redaction-reads.ts';
import { boxesOver } from './redaction-marks.ts';
import { keyOfWords } from './redaction-copies.ts';

/** What is proposed to go from a page, before a person has decided. */
export interface Proposal {
  /** The same each time that the page is looked at. */
  readonly key: string;
  readonly from: 'suggested' | 'words';
  readonly boxes: readonly Box[];
  readonly words: string;
  readonly type: string;
  /** Of the list of reasons. */
  readonly reason: RedactionReason;
  /** Why it is proposed, or why it may stay, in a sentence. */
  readonly why: string;
  readonly certainty: Certainty;
  /** Whether it is proposed to go; a person decides. */
  readonly goes: boolean;
  readonly personId: string | undefined;
  /** What a decision on it decides for the case; undefined for what is a matter of this place alone. */
  readonly subject: string | undefined;
  /** What was decided of the same before, in this case, for this recipient. */
  readonly before: SubjectRow | undefined;
}

const reasonsByType: Partial<Record<SuggestionType, RedactionReason>> = {
  address: 'contact',
  phone: 'contact',
  email: 'contact',
  'social-handle': 'contact',
  url: 'contact',
  position: 'contact',
  'ni-number': 'identifier',
  'nhs-number': 'identifier',
  passport: 'identifier',
  'driving-licence': 'identifier',
  vehicle: 'identifier',
  bank: 'identifier',
  device: 'identifier',
  'collar-number': 'identifier',
  'case-reference': 'identifier',
  'police-record': 'identifier',
  reference: 'identifier',
};

/** Kinds whose words name the same thing wherever they stand, so that one decision does for all. */
const sameEverywhere: ReadonlySet<SuggestionType> = new Set<SuggestionType>([
  ...([
    'name',
    'address',
    'date-of-birth',
    'phone',
    'email',
    'social-handle',
    'url',
    'ni-number',
    'nhs-number',
  ] as const),
  ...(['passport', 'driving-licence', 'vehicle', 'bank', 'device', 'collar-number', 'police-record'] as const),
  ...(['reference', 'organisation', 'place'] as const),
]);

const folded = (words: string): string =>
  words
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase();

/** What is decided once with this: something of a person of the case, or the same words wherever they stand. */
export function subjectOf({ person, type, text }: Pick<Suggestion, 'person' | 'type' | 'text'>): string | undefined {
  if (!sameEverywhere.has(type)) return undefined;
  return person === undefined ? `${folded(text)}:${type}` : `${person}:${type}`;
}

/** What was decided before comes first, then what this recipient may have, then how sure it is that it is personal data. */
const proposed = (stays: string | undefined, certainty: Certainty, before: SubjectRow | undefined): boolean =>
  before?.goes ?? (stays === undefined && certainty !== 'possible');

/** What is proposed on one page of a document for a recipient, in reading order. */
export function proposalsOn(
  page: WorkingPageRow,
  given: {
    /** Found on this page, places of its text. */
    readonly suggestions: readonly Suggestion[];
    readonly recipient: Recipient;
    readonly subjects: readonly SubjectRow[];
    readonly sought: readonly { readonly words: string; readonly reason: string }[];
  },
): Proposal[] {
  const { suggestions, recipient } = given;
  const decided = new Map(
    given.subjects.flatMap((each) => (each.recipient === recipient ? [[each.subject, each] as const] : [])),
  );
  const suggested = suggestions.map((each): Proposal & { start: number } => {
    const subject = subjectOf(each);
    const before = subject === undefined ? undefined : decided.get(subject);
    return {
      ...{ key: `s-${page.page}-${each.start}-${each.end}-${each.type}`, from: 'suggested', start: each.start },
      ...{ boxes: boxesOver(page, each.start, each.end), words: each.text, type: each.type },
      ...{ reason: reasonsByType[each.type] ?? 'personal', why: each.stays ?? each.reason, certainty: each.certainty },
      ...{ goes: proposed(each.stays, each.certainty, before), personId: each.person, subject, before },
    };
  });
  const sought = given.sought.flatMap(({ words, reason }) =>
    placesOfWords(page.text, words).map(({ start, end }): Proposal & { start: number } => ({
      ...{ key: keyOfWords(page.page, start, end), from: 'words', start, boxes: boxesOver(page, start, end) },
      ...{ words: page.text.slice(start, end), type: 'words', reason: asReason(reason), why: 'Words that you sought' },
      ...{ certainty: 'certain', goes: true, personId: undefined, subject: undefined, before: undefined },
    })),
  );
  return [...suggested, ...sought]
    .filter(({ boxes }) => boxes.length > 0)
    .toSorted((a, b) => a.start - b.start)
    .map(({ start: _start, ...proposal }) => proposal);
}

const asReason = (reason: string): RedactionReason => reason as RedactionReason; // checked when it was written

export const sayType = (type: string): string =>
  type === 'words'
    ? 'Words sought'
    : Object.hasOwn(suggestionTypes, type)
      ? suggestionTypes[type as SuggestionType]
      : type;

/** A mark as it is decided. */
interface Decidable {
  readonly key: string;
  readonly from: PageRegion['from'];
  readonly boxes: readonly Box[];
  readonly type: string | undefined;
  readonly reason: string;
  readonly personId: string | undefined;
  readonly subject: string | undefined;
}

const regionOf = (mark: Decidable): PageRegion => ({
  ...{ key: mark.key, boxes: mark.boxes.map((box) => [...box]), from: mark.from, reason: mark.reason },
  ...(mark.type === undefined ? {} : { type: mark.type }),
  ...(mark.subject === undefined ? {} : { subject: mark.subject }),
});

/** What is decided once by a page: what all places of the same thing on it agree on. */
function subjectsIn(shown: readonly Decidable[], goes: ReadonlySet<string>): SubjectDecision[] {
  const bySubject = new Map<string, { mark: Decidable; said: Set<boolean> }>();
  for (const mark of shown) {
    if (mark.subject === undefined) continue;
    const known = bySubject.get(mark.subject) ?? { mark, said: new Set<boolean>() };
    known.said.add(goes.has(mark.key));
    bySubject.set(mark.subject, known);
  }
  return [...bySubject.entries()].flatMap(([subject, { mark, said }]) => {
    const [only, ...others] = said;
    if (only === undefined || others.length > 0) return [];
    return [
      {
        ...{ subject, type: mark.type ?? 'other', goes: only },
        ...(mark.personId === undefined ? {} : { personId: mark.personId }),
      },
    ];
  });
}

/**
 * What a page's decisions come to: what was shown and goes, what was shown and stays, and what that decides for the case. What
 * was found since is left undecided; what a person added is gone when it does not go.
 */
export function decisionsOn(
  marks: readonly Decidable[],
  asked: readonly string[],
  going: readonly string[],
): { regions: PageRegion[]; stays: PageStay[]; subjects: SubjectDecision[] } {
  const goes = new Set(going);
  const shown = marks.filter(({ key }) => asked.includes(key));
  const stays = shown.filter((mark) => !goes.has(mark.key) && isProposed(mark));
  return {
    regions: shown.filter(({ key }) => goes.has(key)).map(regionOf),
    stays: stays.map(({ key, subject }) => ({ key, ...(subject === undefined ? {} : { subject }) })),
    subjects: subjectsIn(shown, goes),
  };
}

/** Whether it is found again each time that the page is looked at. */
const isProposed = ({ key }: Decidable): boolean => !key.startsWith('d-');
