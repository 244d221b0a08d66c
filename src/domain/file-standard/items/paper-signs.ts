import type { MaterialType } from '../../case-file/index.ts';
import type { CaseView } from '../facts/case-view.ts';
import { firstMatch, rememberOf } from '../facts/scan.ts';

/**
 * What the words of a paper show about the paper itself: an empty signature, a page that is not there, a question that nobody
 * answered. Each is a sign for a person to look at, since words read out of a file can be out of order or incomplete.
 */

type Texts = ReadonlyMap<string, string>;

const unsignedSigns: readonly (readonly [RegExp, string])[] = [
  [/\bnot yet signed\b|\bunsigned\b/i, 'It says it is not signed.'],
  // A line to sign on that is still there, with or without the name under it; a name alone may stand below a picture.
  [
    /^[ \t]*(?:signature|signed)(?: of \w+)?:?[ \t]*[._…]{4,}[ \t]*(?:\([^)\n]*\))?[ \t]*$/im,
    'Nothing is on the line for the signature.',
  ],
  [/^[ \t]*signature:[ \t]*\.*[ \t]*$/im, 'Nothing is typed at the signature.'],
  [/^[ \t]*date:?[ \t]*$/im, 'The date is blank.'],
];

/** Why a typed statement seems not to be signed or dated, in a sentence: a hint, since a signature may be a picture. */
export const looksUnsigned = (texts: Texts, id: string): string | undefined =>
  unsignedSigns.find(([pattern]) => firstMatch(texts, id, pattern) !== null)?.[1];

const pageOf = /\bpage\s+(\d{1,3})\s+of\s+(\d{1,3})\b/gi;

/** Pages that a paper numbers and does not have: `Page 1 of 3` and `Page 3 of 3`, and no second. At most a hundred. */
export const pagesMissing = (texts: Texts, id: string): readonly number[] =>
  rememberOf(texts, id, 'pages', (text) => {
    const found = [...text.matchAll(pageOf)].map(([, page, pages]) => ({ page: Number(page), pages: Number(pages) }));
    const [first] = found;
    // Papers bound together number their pages each anew, and then nothing is told.
    if (first === undefined || first.pages > 100 || found.some(({ pages }) => pages !== first.pages)) return [];
    const there = new Set(found.map(({ page }) => page));
    return Array.from({ length: first.pages }, (_, index) => index + 1).filter((page) => !there.has(page));
  });

/** Questions that a form numbers and that have no answer, or one that says that they were not asked. */
export const questionsUnanswered = (texts: Texts, id: string): readonly string[] =>
  rememberOf(texts, id, 'questions', (text) =>
    text.split('\n').flatMap((line) => {
      const [, question = '', answer = ''] = /^\s*\d{1,2}[.)]?\s+([^?\n]{3,120}\?)\s*(.*)$/.exec(line) ?? [];
      const isOpen =
        question !== '' &&
        /^(?:|[-–—._…]+|not (?:asked|answered|completed|known)|blank|tbc|to follow|n\/?k)\.?$/i.test(answer.trim());
      return isOpen ? [question] : [];
    }),
  );

const dayInWords = /\b(?:born|d\.?o\.?b\.?|date of birth)[:\s]*(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\b/gi;

/** Days of birth that a paper gives, `YYYY-MM-DD`, each once. */
export const birthDaysIn = (texts: Texts, id: string): readonly string[] =>
  rememberOf(texts, id, 'births', (text) => [
    ...new Set(
      [...text.matchAll(dayInWords)].map(
        ([, day = '', month = '', year = '']) => `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`,
      ),
    ),
  ]);

const warningLabel = /^[^\n]*\bwarn\w*\b[^\n]*(?:\n[^\n]*)?\bprosecut\w*\b([^\n]*)$/im;

/** Whether a station procedure has a box for the warning about refusing a specimen, and nothing is in it. */
export const warningIsBlank = (texts: Texts, id: string): boolean => {
  const label = firstMatch(texts, id, warningLabel);
  return (
    label !== null &&
    !/\d|\b(?:yes|given|read|understood|warned|cautioned|told)\b/i.test(
      `${label[1] ?? ''} ${label[0].replace(/^[^\n]*?\bwarning\b/i, '')}`,
    )
  );
};

const viewsToCome =
  /\bviews?\b(?: of (?:the )?(?:witness|child|complainant|victim))?[ \t:]*(?:to follow|not (?:yet )?(?:known|obtained|sought|taken|asked)|awaited|tbc|none recorded|\[?blank\]?|unknown|\.{3,}|_{3,})/i;

/** Whether an assessment of special measures leaves the witness's own views for later. */
export const viewsAreToCome = (texts: Texts, id: string): boolean => firstMatch(texts, id, viewsToCome) !== null;

const book = String.raw`\b(?:pocket ?)?(?:note ?book|day ?book|PNB)\b`;
const told = String.raw`\b(?:wrote|written|noted|recorded|notes?|account|said)\b`;
const earlierAccount = new RegExp(`${told}[^.]{0,80}${book}|${book}[^.]{0,60}${told}`, 'i');

/** Of these papers, the first that tells of an account written in a notebook, where no notebook is among the material. */
export const accountInNotebook = (view: CaseView, ids: readonly string[]): string | undefined =>
  view.of('PNB').length > 0 ? undefined : ids.find((id) => firstMatch(view.context.texts, id, earlierAccount) !== null);

/** Papers that a schedule or report names by a plain name, and the type that a copy of each is listed as. */
const copies: readonly (readonly [RegExp, MaterialType, string])[] = [
  [/\bcrime report\b/i, 'CR', 'a crime report'],
  [/\b(?:incident|CAD) (?:log|record|message)\b/i, 'CAD', 'an incident log'],
  [/\bcustody record\b/i, 'CUSTODY', 'a custody record'],
  [/\b(?:999|emergency) call\b/i, '999', 'a 999 call'],
];

/**
 * Papers that are always looked at for disclosure, named on these schedules, where nothing of that type is on the file:
 * each in a sentence.
 */
export const namedAndNotThere = (view: CaseView, ids: readonly string[]): readonly string[] =>
  copies.flatMap(([pattern, type, what]) => {
    const naming = ids.find((id) => firstMatch(view.context.texts, id, pattern) !== null);
    return naming === undefined || view.of(type).length > 0
      ? []
      : [`${naming} lists ${what}, and there is none on the file. Is its copy to be sent?`];
  });
