import type { Check } from '../redaction/types.ts';

/** What each check looks for, in the words of the report. */
export const looks = {
  'one-file':
    'One header at the first byte, one end at the last, one revision, no password, and nothing between the objects that belongs to none.',
  'read-to-end': 'Every part of the file can be read to its end, within the limits of size, time and memory.',
  'only-pages':
    'Nothing but what pages need: no script, action, attachment, note, form, layer, bookmark, structure text, property, thumbnail or other private data.',
  'nothing-unused': 'Every object of the file is used by a page.',
  'no-remarks': 'Page content holds drawing alone: no remarks, and no names or texts for other programs.',
  'no-picture-data': 'Pictures hold pixels alone: no camera data, place, remark or smaller picture.',
  'no-words-in-bytes': 'The words that had to go are nowhere in the bytes of the file, packed or not, used or not.',
  'no-words-in-text': 'The words that had to go are not in the text of any page, as one or more programs read it.',
  'no-words-in-pictures': 'The words that had to go cannot be read from the pictures of the pages.',
  'no-glyph-in-box': 'No letter of any kind stands in a marked place, whatever it spells.',
  'nothing-drawn-in-box': 'Nothing is drawn in a marked place but the bar that covers it.',
  'no-pixels-in-box': 'The pixels of pictures under a marked place are gone, not covered.',
  'boxes-solid': 'Each marked place shows one plain dark colour.',
  'all-text-shows': 'All text of a page shows: none is invisible, covered, off the page or in a layer that is off.',
  'pictures-show-whole':
    'Pictures show whole: nothing of one lies beyond the page, outside its frame or under a cover, where it could be brought back.',
  'pages-kept': 'The pages are as many and of the same size as before.',
  'words-kept': 'At least 99.5 % of the words outside the marked places are still there and in their places.',
  'nothing-added': 'No text is there that was not there before.',
  'looks-kept': 'Outside the marked places every page looks as it did.',
} as const;
export type CheckId = keyof typeof looks;

/** Most places named for one check; the rest are only counted. */
const mostNamed = 50;

/** Gathers what the checks find. A check that was neither run nor found anything is not in the report. */
export interface Findings {
  ran(...ids: readonly CheckId[]): void;
  found(id: CheckId, where: string, page?: number): void;
  /** Adds what a check could not look for, so that the report says it. */
  note(id: CheckId, sentence: string): void;
  checks(): readonly Check[];
}

export function findings(): Findings {
  const all = new Map<CheckId, { page?: number; where: string }[]>();
  const notes = new Map<CheckId, string>();
  const of = (id: CheckId) => {
    const known = all.get(id) ?? [];
    all.set(id, known);
    return known;
  };
  return {
    ran: (...ids) => ids.forEach(of),
    found: (id, where, page) => {
      const known = of(id);
      if (!known.some((each) => each.where === where && each.page === page))
        known.push({ ...(page === undefined ? {} : { page }), where });
    },
    note: (id, sentence) => {
      notes.set(id, ` ${sentence}`);
    },
    checks: () =>
      (Object.keys(looks) as CheckId[])
        .filter((id) => all.has(id))
        .map((id) => {
          const found = of(id);
          const more = found.length - mostNamed;
          return {
            id,
            looksFor: `${looks[id]}${notes.get(id) ?? ''}`,
            passed: found.length === 0,
            found: [...found.slice(0, mostNamed), ...(more > 0 ? [{ where: `and ${more} more places` }] : [])],
          };
        }),
  };
}
