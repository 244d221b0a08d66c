import { actOfCode } from './offence-acts.ts';
import type { OffenceEntry } from './offence-code.ts';

/** Offences made ready for searching. Build it once: 24,612 rows take some 30 ms, a search of them about 4 ms. */
export interface OffenceIndex {
  readonly entries: readonly OffenceEntry[];
  /** Of the entry at the same place: code and title in lower case, without apostrophes. */
  readonly haystacks: readonly string[];
}

/** What a search found. */
export interface OffenceSearchResult {
  /** Best first, no more than asked for. */
  readonly found: readonly OffenceEntry[];
  /** How many matched, of those that may be shown. */
  readonly total: number;
  /** How many older codes matched and were left out: offer "show older codes" when it is not 0. */
  readonly olderLeftOut: number;
}

/** A list of offences that can be searched, and the version to keep with what was chosen from it. */
export interface OffenceList {
  readonly search: (
    query: string,
    options?: { readonly includeOlder?: boolean; readonly limit?: number },
  ) => OffenceSearchResult;
  readonly version: string;
}

/** What people type for the words of a title. Each word of the value must then be found. */
export const offenceSearchTerms: Readonly<Record<string, readonly string[]>> = {
  abh: ['actual', 'bodily', 'harm'],
  gbh: ['grievous', 'bodily', 'harm'],
  twoc: ['tak', 'without', 'consent'],
  pwits: ['possess', 'intent', 'supply'],
  shoplifting: ['theft', 'shop'],
};

// Apostrophes go without a trace, so that "owner's" and "owners" are one word; every other mark parts two words.
const withoutApostrophes = (text: string): string => (/['’]/.test(text) ? text.replace(/['’]/g, '') : text);
const wordsOf = (text: string): readonly string[] =>
  withoutApostrophes(text.toLowerCase())
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');

/** Makes offences ready for `searchOffences`. */
export const indexOffences = (entries: readonly OffenceEntry[]): OffenceIndex => ({
  entries,
  haystacks: entries.map(({ code, title }) => withoutApostrophes(`${code} ${title}`.toLowerCase())),
});

/** Whether the query names an Act, by its year or by the word. Only then are Acts looked in: "theft" is no Act. */
const namesAnAct = (words: readonly string[]): boolean =>
  words.some((word) => word === 'act' || /^(?:18|19|20)\d\d$/.test(word));

const isWordCharacter = (code: number): boolean => (code >= 97 && code <= 122) || (code >= 48 && code <= 57);

/** Whether some word of the text begins so. Looking at the character before a hit costs less than parting words beforehand. */
function hasWordBeginning(text: string, beginning: string): boolean {
  let at = text.indexOf(beginning);
  while (at > 0 && isWordCharacter(text.charCodeAt(at - 1))) at = text.indexOf(beginning, at + 1);
  return at !== -1;
}

const isOlder = (entry: OffenceEntry): boolean => entry.legacy || entry.retired !== undefined;

/** The order of the picker: code typed in full, maintained titles, the offence itself before its variants, shorter titles. */
function rank(a: OffenceEntry, b: OffenceEntry, typedCode: string): number {
  return (
    Number(b.code === typedCode) - Number(a.code === typedCode) ||
    Number(isOlder(a)) - Number(isOlder(b)) ||
    a.code.length - b.code.length ||
    a.title.length - b.title.length ||
    (a.code < b.code ? -1 : 1)
  );
}

/**
 * Offences in which every word of the query begins a word of the title or the code, or of the Act where the query names
 * one. Older codes (all-capitals titles and
 * retired codes) are left out unless asked for, but one whose code is typed in full is always found. An empty query finds
 * nothing.
 */
export function searchOffences(
  index: OffenceIndex,
  query: string,
  { includeOlder = false, limit = 20 }: { readonly includeOlder?: boolean; readonly limit?: number } = {},
): OffenceSearchResult {
  const words = wordsOf(query)
    .flatMap((word) => offenceSearchTerms[word] ?? [word])
    // The longest word is found least often, so looking for it first settles most rows.
    .sort((a, b) => b.length - a.length);
  if (words.length === 0) return { found: [], total: 0, olderLeftOut: 0 };

  const withActs = namesAnAct(words);
  const typedCode = query.replace(/\s/g, '').toUpperCase();
  const shown: OffenceEntry[] = [];
  let olderLeftOut = 0;
  for (const [place, entry] of index.entries.entries()) {
    const own = index.haystacks[place] ?? '';
    const haystack = withActs ? `${own} ${(actOfCode(entry.code) ?? '').toLowerCase()}` : own;
    if (entry.code !== typedCode && !words.every((word) => hasWordBeginning(haystack, word))) continue;
    if (includeOlder || !isOlder(entry) || entry.code === typedCode) shown.push(entry);
    else olderLeftOut += 1;
  }
  shown.sort((a, b) => rank(a, b, typedCode));
  return { found: shown.slice(0, limit), total: shown.length, olderLeftOut };
}
