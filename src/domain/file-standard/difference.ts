import type { SubmissionKind } from '../case-file/index.ts';
import type { InputFault } from './input-faults/fault.ts';
import type { CheckFinding, CheckResult, ItemOutcome, ItemResult, Predicted, Question } from './check-result.ts';

/** An item on which two checks of one file differ. */
export interface ChangedItem {
  readonly item: string;
  readonly title: string;
  /** What becomes of it where it is due. */
  readonly result: ItemOutcome;
}

/** Something that only one of two checks says. */
interface OnlyIn<T> {
  readonly opened: readonly T[];
  readonly closed: readonly T[];
}

/** A value in the check before and in the one after. */
interface BeforeAfter<T> {
  readonly before: T;
  readonly after: T;
}

/** What is different in a check of a file from an earlier or supposed one of the same file. Plain data. */
export interface CheckDifference {
  readonly kind: BeforeAfter<SubmissionKind>;
  readonly kindTitle: BeforeAfter<string>;
  readonly kindFits: BeforeAfter<CheckResult['kindFits']>;
  readonly required: BeforeAfter<number>;
  readonly nowDue: readonly ChangedItem[];
  readonly noLongerDue: readonly ChangedItem[];
  /** Items missing or not good enough now that were not, and the other way round. */
  readonly gaps: OnlyIn<ChangedItem>;
  readonly questions: OnlyIn<Pick<Question, 'fact' | 'text'>>;
  readonly checks: OnlyIn<Pick<CheckFinding, 'id' | 'message' | 'severity'>>;
  /** What cannot be right, or could not be read. */
  readonly faults: OnlyIn<Pick<InputFault, 'id' | 'why' | 'fix' | 'severity'>>;
  readonly triage: BeforeAfter<CheckResult['triage']['outcome']>;
  readonly rejections: OnlyIn<Pick<Predicted, 'id' | 'label'>>;
  readonly assessment: BeforeAfter<{ readonly assessed: boolean; readonly failures: number }>;
  readonly failures: OnlyIn<Pick<Predicted, 'id' | 'label'>>;
  /** Nothing above differs. */
  readonly isEmpty: boolean;
}

const isGap = ({ result }: ItemResult): boolean => result === 'missing' || result === 'inadequate';
const isDue = ({ level }: ItemResult): boolean => level === 'required';
const changed = ({ item, title, result }: ItemResult): ChangedItem => ({ item, title, result });

const onlyIn = <T, S>(
  before: readonly T[],
  after: readonly T[],
  idOf: (each: T) => string,
  shown: (each: T) => S,
): OnlyIn<S> => {
  const missingFrom = (others: readonly T[]): ((each: T) => boolean) => {
    const ids = new Set(others.map(idOf));
    return (each) => !ids.has(idOf(each));
  };
  return {
    opened: after.filter(missingFrom(before)).map(shown),
    closed: before.filter(missingFrom(after)).map(shown),
  };
};

/**
 * What a check says that another of the same file does not, and the other way round: two that say the same differ in
 * nothing, in whatever order their rows stand, and the same two the other way round give the same with opened and closed
 * exchanged.
 */
export function differenceOf(before: CheckResult, after: CheckResult): CheckDifference {
  const due = onlyIn(before.items.filter(isDue), after.items.filter(isDue), ({ item }) => item, changed);
  const labelled = ({ id, label }: Predicted) => ({ id, label });
  const failuresIn = ({ assessment: { assessed, failures } }: CheckResult) => ({ assessed, failures: failures.length });
  const lists = {
    nowDue: due.opened,
    noLongerDue: due.closed,
    gaps: onlyIn(before.items.filter(isGap), after.items.filter(isGap), ({ item }) => item, changed),
    questions: onlyIn(
      before.questions,
      after.questions,
      ({ fact }) => fact,
      ({ fact, text }) => ({ fact, text }),
    ),
    checks: onlyIn(
      before.checks,
      after.checks,
      ({ id }) => id,
      ({ id, message, severity }) => ({ id, message, severity }),
    ),
    faults: onlyIn(
      before.inputFaults,
      after.inputFaults,
      ({ id, by, why }) => JSON.stringify([id, by, why]),
      ({ id, why, fix, severity }) => ({ id, why, fix, severity }),
    ),
    rejections: onlyIn(before.triage.reasons, after.triage.reasons, ({ id }) => id, labelled),
    failures: onlyIn(before.assessment.failures, after.assessment.failures, ({ id }) => id, labelled),
  };
  const values = {
    kind: { before: before.kind, after: after.kind },
    kindTitle: { before: before.kindTitle, after: after.kindTitle },
    kindFits: { before: before.kindFits, after: after.kindFits },
    required: { before: before.summary.required, after: after.summary.required },
    triage: { before: before.triage.outcome, after: after.triage.outcome },
    assessment: { before: failuresIn(before), after: failuresIn(after) },
  };
  const differs = [
    ...[lists.nowDue, lists.noLongerDue],
    ...[lists.gaps, lists.questions, lists.checks, lists.faults, lists.rejections, lists.failures].flatMap((each) => [
      ...[each.opened, each.closed],
    ]),
  ].some((list: readonly unknown[]) => list.length > 0);
  return {
    ...values,
    ...lists,
    isEmpty:
      !differs &&
      Object.values(values).every(({ before: was, after: is }) => JSON.stringify(was) === JSON.stringify(is)),
  };
}
