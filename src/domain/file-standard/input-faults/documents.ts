import type { Material, MaterialType } from '../../case-file/index.ts';
import type { CaseView } from '../facts/case-view.ts';
import { firstMatch } from '../facts/scan.ts';
import { listed } from '../items/finding.ts';
import { fault, type InputFault } from './fault.ts';

/** Documents that are not what they are listed as, and those that nobody could read. */

interface FormSigns {
  /** What the form calls itself at its head. */
  readonly head: RegExp;
  /** Anything by which it can be told anywhere on it. */
  readonly own: RegExp;
  readonly says: string;
}

/** Forms that can be told from each other by what is printed on them. Others carry what their force prints. */
const signs: ReadonlyMap<MaterialType, FormSigns> = new Map<MaterialType, FormSigns>([
  [
    'MG11',
    {
      head: /^[ \t]*witness statement\b/im,
      own: /witness statement|criminal procedure rules|criminal justice act 1967|^[ \t]*statement of\b|magistrates['’]? courts? act 1980/im,
      says: 'a witness statement (MG11)',
    },
  ],
  [
    'MG5',
    {
      head: /^[ \t]*(?:police report|(?:police )?case summary)\b/im,
      own: /police report|case summary|key evidence/i,
      says: 'a police report (MG5)',
    },
  ],
  [
    'MG9',
    {
      head: /^[ \t]*witness list\b/im,
      own: /witness(?:es)?\b[^\n]{0,20}\blist|list of witnesses|name born address/i,
      says: 'a witness list (MG9)',
    },
  ],
  ['MG4', { head: /^[ \t]*charge sheet\b/im, own: /charge/i, says: 'a charge sheet (MG4)' }],
  ['MG15', { head: /^[ \t]*record of interview\b/im, own: /interview/i, says: 'a record of interview (MG15)' }],
  [
    'MG6C',
    {
      head: /^[ \t]*(?:non-sensitive (?:relevant )?unused|unused (?:material )?schedule)\b/im,
      own: /unused|schedule/i,
      says: 'a schedule of unused material (MG6C)',
    },
  ],
  [
    'MG6E',
    {
      head: /^[ \t]*disclosure officer['’]?s? report\b/im,
      own: /disclosure officer/i,
      says: 'a disclosure officer’s report (MG6E)',
    },
  ],
  ['MG12', { head: /^[ \t]*exhibit list\b/im, own: /exhibit/i, says: 'an exhibit list (MG12)' }],
]);

/** How much of a document is its head. */
const headLength = 300;
/** The code of a form as it is printed at the foot, set apart from the words: `| MG5 |`. */
const printedCode = /(?:^|\|)[ \t]*(MG ?\d{1,2}[A-F]?)[ \t]*(?:\||$)/m;

/** What a document says it is, where that is plainly another form than it is listed as. */
export const otherFormIn = (view: CaseView, item: Material): string | undefined => otherForms(view).get(item.id);

const otherForms = (view: CaseView): ReadonlyMap<string, string> =>
  view.once(
    'other forms',
    () =>
      new Map(
        view.record.material.flatMap((item) => {
          const other = otherFormOf(view, item);
          return other === undefined ? [] : [[item.id, other] as const];
        }),
      ),
  );

/** Whether anything is to be said of a document itself: few are, and every item of the check asks. */
export const isInDoubt = (view: CaseView, id: string): boolean =>
  otherForms(view).has(id) || view.context.documents?.has(id) === true;

const otherFormOf = (view: CaseView, item: Material): string | undefined => {
  const listedAs = signs.get(item.type);
  const text = view.text(item.id);
  if (listedAs === undefined || text.trim() === '') return undefined;
  const head = text.slice(0, headLength);
  if (listedAs.head.test(head)) return undefined;
  const byHead = [...signs].find(([type, each]) => type !== item.type && each.head.test(head));
  if (byHead !== undefined) return byHead[1].says;
  if (firstMatch(view.context.texts, item.id, listedAs.own) !== null) return undefined;
  const code = firstMatch(view.context.texts, item.id, printedCode)?.[1]?.replace(' ', '');
  if (code === undefined || code === item.type) return undefined;
  return [...signs].find(([type]) => type === code)?.[1].says ?? `form ${code}`;
};

/** Why a document cannot stand for what it is listed as, or undefined. Anything that rests on it is not met by it. */
export const whyUnusable = (view: CaseView, item: Material): string | undefined => {
  const state = view.context.documents?.get(item.id);
  if (state?.refused !== undefined) return `${item.id} cannot be used. ${state.refused}`;
  if (state?.notAs !== undefined) return `${item.id} is not what its name says: ${state.notAs}`;
  const other = otherFormIn(view, item);
  if (other !== undefined) return `${item.id} is listed as ${item.type}, and what is in it is ${other}.`;
  return undefined;
};

const sayPages = (pages: readonly number[]): string =>
  `${pages.length === 1 ? 'Page' : 'Pages'} ${listed(pages.slice(0, 6).map(String))}${pages.length > 6 ? ` and ${pages.length - 6} more` : ''}`;

/** What of a document nobody could read here, in a sentence, or undefined when all of it was read or it was not tried. */
export const whyUnread = (view: CaseView, item: Material): string | undefined => {
  const state = view.context.documents?.get(item.id);
  if (state === undefined || state.refused !== undefined) return undefined;
  const { read, unreadPages = [], pages } = state;
  if (read === 'failed') return `${item.id} could not be read here, so nobody knows what it says.`;
  const why = 'so nobody could read what it says here';
  if (unreadPages.length > 0 && (pages ?? 0) > unreadPages.length)
    return `${sayPages(unreadPages)} of ${item.id} ${unreadPages.length === 1 ? 'has' : 'have'} no words: blank, or a scan or picture, ${why}.`;
  if (read === 'no-text' && pages !== undefined && pages !== null && pages > 0)
    return `${item.id} has no words on ${pages === 1 ? 'its one page' : `any of its ${pages} pages`}: a scan or picture, ${why}.`;
  return undefined;
};

/** Every document that is not what it is listed as, or that was not read. */
export const documentFaultsIn = (view: CaseView): readonly InputFault[] =>
  view.of().flatMap((item) => {
    if (!isInDoubt(view, item.id)) return [];
    const unusable = whyUnusable(view, item);
    if (unusable !== undefined)
      return [
        fault(
          'not-what-it-is-listed-as',
          'document',
          'block',
          [item.id],
          unusable,
          `Replace ${item.id} with a file that opens and is what its name says, or correct what it is listed as.`,
        ),
      ];
    const unread = whyUnread(view, item);
    return unread === undefined
      ? []
      : [
          fault(
            'not-read',
            'document',
            'look',
            [item.id],
            unread,
            `Read it yourself: the check could find nothing there. Where there is a copy with words, put that in its place.`,
          ),
        ];
  });
