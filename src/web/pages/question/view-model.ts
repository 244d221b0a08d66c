import type { Edition } from '../../../domain/file-standard/index.ts';
import { stampOf } from '../../../application/build-file.ts';
import type { CheckView } from '../../../application/view-case.ts';
import { titleOfItem } from '../case-frame/index.ts';
import type { FileView } from '../file-parts/index.ts';

/** One question with what hangs on it. */
export interface QuestionView {
  readonly urn: string;
  readonly submissionId: string;
  readonly fact: string;
  readonly text: string;
  readonly note: string;
  readonly type: string;
  readonly choices: readonly { readonly value: string; readonly text: string }[];
  /** Titles of the items that the answer decides. */
  readonly decides: readonly string[];
  readonly proposal: { readonly material: string; readonly words: string } | undefined;
  /** The answer now, when somebody has given one. */
  readonly answer: string | undefined;
  /** What identifies that answer, so that one given by somebody else in between is noticed. */
  readonly stamp: string;
}

const yesNo = [
  { value: 'true', text: 'Yes' },
  { value: 'false', text: 'No' },
];

/** Codes of the standard as words: `not_yet` is said "not yet". */
const sayCode = (code: string): string => {
  const words = code.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
};

/** A question or a prompt of the check, or one that was answered before; undefined when nobody asks it. */
export function questionView(
  file: FileView,
  { check, answers }: CheckView,
  fact: string,
  edition: Pick<Edition, 'items' | 'facts'>,
): QuestionView | undefined {
  const question = check.questions.find((each) => each.fact === fact);
  const prompt = check.prompts.find((each) => each.fact === fact);
  const answer = answers.find((each) => each.fact === fact)?.value;
  const declared = edition.facts.get(fact);
  const asked = question ?? prompt;
  if (asked === undefined && (answer === undefined || declared === undefined)) return undefined;
  const type = question?.type ?? declared?.type ?? 'boolean';
  const values = question?.values ?? (Array.isArray(declared?.values) ? declared.values : []);
  return {
    urn: file.view.record.urn,
    submissionId: file.submission.submissionId,
    fact,
    text: asked?.text ?? declared?.description ?? fact,
    note: asked?.note ?? '',
    type,
    choices: type === 'boolean' ? yesNo : values.map((value) => ({ value, text: sayCode(value) })),
    decides: (question?.decides ?? []).map((item) => titleOfItem(edition, item)),
    proposal: question?.proposal,
    answer:
      typeof answer === 'boolean' || typeof answer === 'number' || typeof answer === 'string' ? `${answer}` : undefined,
    stamp: stampOf(answer),
  };
}

/** What was chosen or typed as a value of the fact; undefined when it is none. */
export function valueOf(type: string, text: string): boolean | number | string | undefined {
  if (text === '') return undefined;
  if (type === 'boolean') return text === 'true' ? true : text === 'false' ? false : undefined;
  if (type === 'integer') return /^\d{1,9}$/.test(text) ? Number(text) : undefined;
  return text;
}
