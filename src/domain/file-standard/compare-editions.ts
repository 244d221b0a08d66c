import type { CheckResult, TriageOutcome, Verdict } from './check-result.ts';
import { differenceOf, type ChangedItem } from './difference.ts';

/** What the one check says of a submission under one edition, in short. */
export interface OutcomeUnder {
  readonly edition: string;
  readonly required: number;
  readonly verdict: Verdict;
  /** Items missing or not good enough. */
  readonly gaps: number;
  readonly questions: number;
  readonly triage: TriageOutcome;
  /** Reasons triage would give, `TR-…`. */
  readonly rejections: readonly string[];
  /** Failures the prosecutor's assessment would find, `DGA-…`. */
  readonly failures: readonly string[];
}

/** A document that went with the file for items which the other edition does not ask for, and for nothing else that is due. */
export interface Saving {
  readonly materialId: string;
  /** Pages, where they are counted or can be told from the number of words; null where they cannot. */
  readonly pages: number | null;
}

/** What changes for one submission when it is checked under another edition. */
export interface EditionComparison {
  readonly submissionId: string;
  readonly kindTitle: string;
  readonly before: OutcomeUnder;
  readonly after: OutcomeUnder;
  readonly noLongerDue: readonly ChangedItem[];
  readonly newlyDue: readonly ChangedItem[];
  /** Items on which the answer to a question decides under one edition and not under the other are in neither list. */
  readonly noLongerAsked: readonly string[];
  readonly newlyAsked: readonly string[];
  readonly saved: readonly Saving[];
  /** The verdict, what triage would do, or the failures that the assessment would find are others. */
  readonly changesOutcome: boolean;
}

const outcomeOf = (check: CheckResult): OutcomeUnder => ({
  edition: check.ruleSetVersion,
  required: check.summary.required,
  verdict: check.verdict,
  gaps: check.summary.missing.length + check.summary.inadequate.length,
  questions: check.questions.length,
  triage: check.triage.outcome,
  rejections: check.triage.reasons.map(({ id }) => id),
  failures: check.assessment.failures.map(({ id }) => id),
});

/** Items on which the answer to a question decides whether they are due. */
const undecidedIn = (check: CheckResult): ReadonlySet<string> =>
  new Set(check.items.flatMap(({ item, level }) => (level === 'unknown' ? [item] : [])));

/** Material that carries something due in a check. */
const carrying = (check: CheckResult, which: (item: string) => boolean = () => true): ReadonlySet<string> =>
  new Set(
    check.items.flatMap(({ item, level, by }) => (level === 'required' && which(item) ? by.filter(isMaterialId) : [])),
  );

const isMaterialId = (by: string): boolean => /^[A-Z]\d{2,3}$/.test(by);

/**
 * Two checks of one submission on the same facts, under two editions.
 * @param pagesOf pages of a document, by material id; null where nobody can tell
 */
export function compareEditions(
  before: CheckResult,
  after: CheckResult,
  pagesOf: (materialId: string) => number | null,
): EditionComparison {
  const { nowDue, noLongerDue: closed, questions } = differenceOf(before, after);
  const decided = (changed: readonly ChangedItem[], other: CheckResult): ChangedItem[] => {
    const undecided = undecidedIn(other);
    return changed.filter(({ item }) => !undecided.has(item));
  };
  const noLongerDue = decided(closed, after);
  const gone = new Set(noLongerDue.map(({ item }) => item));
  const needed = carrying(after);
  const [then, now] = [outcomeOf(before), outcomeOf(after)];
  return {
    submissionId: before.submissionId,
    kindTitle: before.kindTitle,
    before: then,
    after: now,
    noLongerDue,
    newlyDue: decided(nowDue, before),
    noLongerAsked: questions.closed.map(({ fact }) => fact),
    newlyAsked: questions.opened.map(({ fact }) => fact),
    saved: [...carrying(before, (item) => gone.has(item))]
      .filter((id) => !needed.has(id))
      .toSorted()
      .map((materialId) => ({ materialId, pages: pagesOf(materialId) })),
    changesOutcome:
      then.verdict !== now.verdict || then.triage !== now.triage || String(then.failures) !== String(now.failures),
  };
}

/** What many comparisons come to. */
export interface ComparisonTotals {
  readonly submissions: number;
  /** Submissions with at least one item that is due under one edition only. */
  readonly affected: number;
  readonly changeOutcome: number;
  readonly items: readonly {
    readonly item: string;
    readonly title: string;
    readonly noLongerDue: number;
    /** Of those, how often it was a gap: missing or not good enough. */
    readonly wasGap: number;
    readonly newlyDue: number;
  }[];
  readonly documents: number;
  /** Of the documents whose pages are known. */
  readonly pages: number;
  readonly documentsWithoutPages: number;
  /** How many files triage would reject under each edition, of those that it would look at. */
  readonly rejected: { readonly before: number; readonly after: number; readonly of: number };
}

/** Adds comparisons up. */
export function totalsOf(comparisons: readonly EditionComparison[]): ComparisonTotals {
  const items = new Map<
    string,
    { item: string; title: string; noLongerDue: number; wasGap: number; newlyDue: number }
  >();
  const entry = ({ item, title }: ChangedItem) => {
    const found = items.get(item) ?? { item, title, noLongerDue: 0, wasGap: 0, newlyDue: 0 };
    items.set(item, found);
    return found;
  };
  for (const { noLongerDue, newlyDue } of comparisons) {
    for (const change of noLongerDue) {
      const row = entry(change);
      row.noLongerDue += 1;
      if (change.result === 'missing' || change.result === 'inadequate') row.wasGap += 1;
    }
    for (const change of newlyDue) entry(change).newlyDue += 1;
  }
  const saved = comparisons.flatMap((each) => each.saved);
  const triaged = comparisons.filter(({ before }) => before.triage !== 'not_applicable');
  return {
    submissions: comparisons.length,
    affected: comparisons.filter(({ noLongerDue, newlyDue }) => noLongerDue.length + newlyDue.length > 0).length,
    changeOutcome: comparisons.filter(({ changesOutcome }) => changesOutcome).length,
    items: [...items.values()].toSorted(
      (a, b) => b.noLongerDue + b.newlyDue - (a.noLongerDue + a.newlyDue) || (a.item < b.item ? -1 : 1),
    ),
    documents: saved.length,
    pages: saved.reduce((sum, { pages }) => sum + (pages ?? 0), 0),
    documentsWithoutPages: saved.filter(({ pages }) => pages === null).length,
    rejected: {
      before: triaged.filter(({ before }) => before.triage === 'reject').length,
      after: triaged.filter(({ after }) => after.triage === 'reject').length,
      of: triaged.length,
    },
  };
}
