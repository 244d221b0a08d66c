import { type ChangedItem, type CheckDifference, type Supposition } from '../../../domain/file-standard/index.ts';
import { joined, sayKind } from '../case-frame/index.ts';
import { assessmentWords, triageWords } from '../file-parts/index.ts';

/** What a change did, or what something tried would do, in sentences and short lists. */
export interface DifferenceView {
  readonly title: string;
  /** Whether it is of something tried, and not of something that was changed and saved. */
  readonly tried: boolean;
  readonly says: readonly string[];
  readonly lists: readonly { readonly title: string; readonly lines: readonly string[] }[];
}

const pleas = {
  guilty: 'a guilty plea is expected',
  not_guilty: 'a not guilty plea is expected',
  not_known: 'the plea is not known',
};
const courts = { magistrates: 'it stays in the magistrates’ court', crown: 'it goes to the Crown Court' };
const tests = { full_code_test: 'the Full Code Test is asked for', threshold_test: 'the Threshold Test is asked for' };

/** What is tried, in words: `a guilty plea is expected and it goes to the Crown Court`. */
export const sayTried = ({ plea, court, codeTest, kind }: Supposition): string =>
  joined([
    ...(plea === undefined ? [] : [pleas[plea]]),
    ...(court === undefined ? [] : [courts[court]]),
    ...(codeTest === undefined ? [] : [tests[codeTest]]),
    ...(kind === undefined ? [] : [`it is sent as “${sayKind(kind)}”`]),
  ]);

const fitWords = {
  yes: 'The facts fit this kind of submission.',
  no: 'The facts do not fit this kind of submission.',
  unknown: 'Whether the facts fit this kind of submission is not known.',
};

const results: Readonly<Partial<Record<ChangedItem['result'], string>>> = {
  missing: 'missing',
  inadequate: 'not good enough',
  met: 'met',
  ask: 'not known',
};
const itemLine = ({ title, result }: ChangedItem): string => {
  const said = results[result];
  return said === undefined ? title : `${title}: ${said}`;
};

/**
 * @param tried what is tried; undefined where something was changed and saved
 */
export function differenceView(difference: CheckDifference, tried: Supposition | undefined): DifferenceView {
  const { kind, kindFits, required, triage, assessment, nowDue, noLongerDue, gaps } = difference;
  const title = tried === undefined ? 'What your change did' : `If ${sayTried(tried)}`;
  if (difference.isEmpty)
    return {
      title,
      tried: tried !== undefined,
      says: ['Nothing changes: the same is due, met and open, and the CPS would say the same.'],
      lists: [],
    };
  const [before, after] = tried === undefined ? ['Before', 'Now'] : ['Now', 'Then'];
  const due = new Set(nowDue.map(({ item }) => item));
  const gone = new Set(noLongerDue.map(({ item }) => item));
  const words = ({ assessed, failures }: typeof assessment.before): string => assessmentWords(assessed, failures);
  const changes = <T>(was: T, is: T, say: (value: T) => string): string[] =>
    say(was) === say(is) ? [] : [`${before}: ${say(was)} ${after}: ${say(is)}`];
  const list = (name: string, lines: readonly string[]) =>
    lines.length === 0 ? [] : [{ title: `${name} (${lines.length})`, lines }];
  return {
    title,
    tried: tried !== undefined,
    says: [
      ...changes(kind.before, kind.after, (each) => `${sayKind(each)}.`),
      ...(kindFits.after === kindFits.before ? [] : [fitWords[kindFits.after]]),
      ...changes(required.before, required.after, (each) => `${each} items are due.`),
      ...changes(triage.before, triage.after, (each) => triageWords[each]),
      ...changes(assessment.before, assessment.after, words),
    ],
    lists: [
      ...list('Due that was not', nowDue.map(itemLine)),
      ...list(
        'No longer due',
        noLongerDue.map((each) => each.title),
      ),
      ...list('Other gaps opened', gaps.opened.filter(({ item }) => !due.has(item)).map(itemLine)),
      ...list(
        'Other gaps closed',
        gaps.closed.filter(({ item }) => !gone.has(item)).map((each) => each.title),
      ),
      ...list(
        'Questions opened',
        difference.questions.opened.map(({ text }) => text),
      ),
      ...list(
        'Questions closed',
        difference.questions.closed.map(({ text }) => text),
      ),
      ...list(
        'Cannot be right any more',
        difference.faults.opened.map(({ why }) => why),
      ),
      ...list(
        'Put right',
        difference.faults.closed.map(({ why }) => why),
      ),
      ...list(
        'To check that was not',
        difference.checks.opened.map(({ message }) => message),
      ),
      ...list(
        'No longer to check',
        difference.checks.closed.map(({ message }) => message),
      ),
      ...list(
        'Reasons that triage would add',
        difference.rejections.opened.map(({ id, label }) => `${label} (${id})`),
      ),
      ...list(
        'Reasons that triage would drop',
        difference.rejections.closed.map(({ id, label }) => `${label} (${id})`),
      ),
      ...list(
        'Failures that the assessment would add',
        difference.failures.opened.map(({ id, label }) => `${label} (${id})`),
      ),
      ...list(
        'Failures that the assessment would drop',
        difference.failures.closed.map(({ id, label }) => `${label} (${id})`),
      ),
    ],
  };
}
