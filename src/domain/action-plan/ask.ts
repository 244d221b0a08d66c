import { isActionKind } from './kinds.ts';
import { thingIds, thingOfKind, things, type ThingId } from './things.ts';

/** A person of the case, as far as an action may be about them. */
export interface KnownPerson {
  readonly id: string;
  readonly givenName: string;
  readonly familyName: string;
  /** What they are called in the case, such as `victim` and `complainant`. */
  readonly called: readonly string[];
  readonly isOfficer: boolean;
}

/** What is asked, as far as it can be compared with what is held or was asked before. */
export interface Ask {
  /** What it asks for; undefined where neither the kind nor the words say. */
  readonly thing: ThingId | undefined;
  /** Ids of the people it is about: the one chosen, else those named in its words. */
  readonly people: readonly string[];
  /** Item of material chosen. */
  readonly about: string | undefined;
  /** Exhibit references named in its words, such as `JM/3`. */
  readonly references: readonly string[];
  /** Names in its words that are no person of the case: places, firms, streets. In small letters. */
  readonly names: readonly string[];
  /** Other words that carry meaning, cut to their stem. */
  readonly words: ReadonlySet<string>;
  /** New matter from somebody who was asked before, such as a further statement. */
  readonly asksForMore: boolean;
  /** A better copy or the rest of what is held, such as a page or a clip. */
  readonly asksForBetter: boolean;
}

const titles = new Set(['mr', 'mrs', 'ms', 'miss', 'dr', 'pc', 'dc', 'ps', 'ds', 'di', 'insp', 'sgt', 'councillor']);
const more =
  /\b(?:further|additional|supplementary|second) (?:statement|account|approach|interview)|\bask \w+(?: \w+)? (?:about|how|what|whether|in a)|\bhow far\b/iu;
const better =
  /\b(?:page \d+|pages? missing|missing page|working copy|play(?:able|s)?|on a link|cut|clip(?:ped)?|finish|complete|correct(?:ed)?|legible|clearer|signed|proper form|conclusion)\b/iu;

const stopWords = new Set(
  (
    'the and for from with that this what which who whom how are was were has have had not now please provide obtain supply get ' +
    'take let see hold give record ask asked say show upload send submit copy copies about into over when where whether they ' +
    'them their his her him she its any all only own one two said told form use used more need needed again request second ' +
    'enquire enquiry enquiries line made'
  ).split(' '),
);

const stem = (word: string): string => word.replace(/(?:'s|s')$/u, '').replace(/(?:ies|es|s|ing|ed)$/u, '');

/** Words of a text that carry meaning, in small letters and cut to their stem. */
export const meaningOf = (text: string): Set<string> =>
  new Set(
    text
      .toLowerCase()
      .replaceAll('’', "'")
      .split(/[^\p{L}\p{N}']+/u)
      .filter((word) => word.length > 2 && !stopWords.has(word))
      .map(stem)
      .filter((word) => word.length > 2),
  );

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/gu, String.raw`\$&`);

/** Whether a text names this person: by family name, and not as somebody else of that name. */
export function names(text: string, { givenName, familyName }: KnownPerson, people: readonly KnownPerson[]): boolean {
  const family = new RegExp(String.raw`(?:([\p{L}'-]+)\s+)?(?<![\p{L}-])${escaped(familyName)}(?![\p{L}-])`, 'gu');
  return [...text.matchAll(family)].some(({ 1: before = '', index }) => {
    if (before === givenName || !/^\p{Lu}/u.test(before) || titles.has(before.toLowerCase())) return true;
    // A capital at the beginning is that of the sentence, unless it is the name of somebody of the case.
    return index === 0 && people.every((person) => person.givenName !== before);
  });
}

function peopleIn(text: string, people: readonly KnownPerson[]): string[] {
  const named = people.filter((person) => names(text, person, people));
  if (named.length > 0) return named.map(({ id }) => id);
  const lower = text.toLowerCase();
  return people
    .filter(({ called }) =>
      called.some((role) => new RegExp(String.raw`\b${escaped(role)}(?:'s|s'|s)?\b`, 'u').test(lower)),
    )
    .map(({ id }) => id);
}

/** The first thing that the words ask for; things earlier in the list take their words from later ones. */
function thingIn(text: string, preferred: ThingId | undefined): ThingId | undefined {
  let rest = text;
  const found: { id: ThingId; at: number }[] = [];
  for (const id of thingIds) {
    const match = things[id].words.exec(rest);
    if (match === null) continue;
    found.push({ id, at: match.index });
    rest = rest.replace(match[0], (taken) => ' '.repeat(taken.length));
  }
  if (preferred !== undefined && (found.length === 0 || found.some(({ id }) => id === preferred))) return preferred;
  return found.toSorted((a, b) => a.at - b.at)[0]?.id;
}

function namesIn(text: string, people: readonly KnownPerson[]): string[] {
  const ofPeople = new Set(
    people.flatMap(({ givenName, familyName }) => [givenName, ...familyName.split(/[\s-]/u), familyName]),
  );
  return [...text.matchAll(/(?<!^)(?<![.!?:]\s)(?<![\p{L}/-])\p{Lu}\p{Ll}{2,}/gu)]
    .map(([word]) => word)
    .filter((word) => !ofPeople.has(word) && !titles.has(word.toLowerCase()) && !months.has(word.toLowerCase()))
    .filter((word) => !['Code', 'Test', 'Full', 'Threshold'].includes(word))
    .map((word) => word.toLowerCase());
}

const months = new Set(
  'january february march april may june july august september october november december'.split(' '),
);

/** Reads what an action asks for from what was chosen for it and, where nothing was, from its words. */
export function readAsk(
  item: { readonly kind: string; readonly action: string; readonly subject?: string; readonly about?: string },
  people: readonly KnownPerson[],
): Ask {
  const text = item.action.replaceAll('’', "'");
  const ofKind = isActionKind(item.kind) ? thingOfKind(item.kind) : undefined;
  return {
    thing: thingIn(text, ofKind),
    people: item.subject === undefined ? peopleIn(text, people) : [item.subject],
    about: item.about,
    references: [...text.matchAll(/\b[A-Z]{2,3}\/\d+[a-z]?\b/gu)].map(([reference]) => reference),
    names: namesIn(text, people),
    words: meaningOf(text),
    asksForMore: more.test(text),
    asksForBetter: better.test(text),
  };
}
