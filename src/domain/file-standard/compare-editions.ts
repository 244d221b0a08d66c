import type { CheckResult, ItemOutcome, TriageOutcome, Verdict } from './check-result.ts';

/** An item that one edition asks for and the other does not. */
export interface ItemChange {
  readonly item: string;
  readonly title: string;
  /** What became of it under the edition that asks for it. */
  readonly result: ItemOutcome;
}

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
  readonly noLongerDue: readonly ItemChange[];
  readonly newlyDue: readonly ItemChange[];
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

const levelsIn = (check: CheckResult): ReadonlyMap<string, string> =>
  new Map(check.items.map(({ item, level }) => [item, level]));

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
  const [was, is] = [levelsIn(before), levelsIn(after)];
  const dueOnlyIn = (one: CheckResult, other: ReadonlyMap<string, string>): ItemChange[] =>
    one.items
      .filter(({ item, level }) => level === 'required' && (other.get(item) ?? 'not_required') === 'not_required')
      .map(({ item, title, result }) => ({ item, title, result }));
  const askedOnlyIn = (one: CheckResult, other: CheckResult): string[] =>
    one.questions.map(({ fact }) => fact).filter((fact) => !other.questions.some((each) => each.fact === fact));
  const noLongerDue = dueOnlyIn(before, is);
  const gone = new Set(noLongerDue.map(({ item }) => item));
  const needed = carrying(after);
  const [then, now] = [outcomeOf(before), outcomeOf(after)];
  return {
    submissionId: before.submissionId,
    kindTitle: before.kindTitle,
    before: then,
    after: now,
    noLongerDue,
    newlyDue: dueOnlyIn(after, was),
    noLongerAsked: askedOnlyIn(before, after),
    newlyAsked: askedOnlyIn(after, before),
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
  const entry = ({ item, title }: ItemChange) => {
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
