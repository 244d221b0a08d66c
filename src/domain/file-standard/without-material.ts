import type { CheckResult, ItemResult } from './check-result.ts';
import type { Fact } from './facts/fact.ts';

/**
 * A check without any mention of some items, for a reader who may not know of them: their ids, the words taken from them
 * and the sentences that name them, and facts that rest on nothing else. Levels, results and cross-checks stay, since they
 * are about the file: that a confidential part is due can still be seen.
 */
export const withoutMaterial = (check: CheckResult, hidden: ReadonlySet<string>): CheckResult => {
  if (hidden.size === 0) return check;
  const names = [...hidden].map((id) => new RegExp(`\\b${id}\\b`));
  const mentions = (words: string): boolean => names.some((name) => name.test(words));
  const clean = (words: string): string => (mentions(words) ? '' : words);
  const restsOnHidden = (source: string): boolean => source.split(', ').every((part) => hidden.has(part));
  const item = (row: ItemResult): ItemResult => ({
    ...row,
    by: row.by.filter((by) => !hidden.has(by)),
    why: clean(row.why),
    fix: clean(row.fix),
    proposals: row.proposals.filter(
      ({ why, passage }) => !mentions(why) && (passage === undefined || !hidden.has(passage.material)),
    ),
  });
  const fact = ({ passage, note, source, ...rest }: Fact): Fact => ({
    ...rest,
    source: mentions(source) ? 'material' : source,
    ...(note === undefined || mentions(note) ? {} : { note }),
    ...(passage === undefined || hidden.has(passage.material) ? {} : { passage }),
  });
  const reason = <T extends { readonly why: string }>(row: T): T => ({ ...row, why: clean(row.why) });
  const inputFaults = check.inputFaults.filter(
    ({ by, why, fix }) => !by.some((each) => hidden.has(each)) && !mentions(why) && !mentions(fix),
  );
  return {
    ...check,
    inputFaults,
    ready: {
      ...check.ready,
      inputFaults: check.ready.inputFaults.filter((id) => inputFaults.some((each) => each.id === id)),
    },
    items: check.items.map(item),
    facts: check.facts.filter(({ source }) => !restsOnHidden(source)).map(fact),
    questions: check.questions.map(({ proposal, note, ...rest }) => ({
      ...rest,
      note: clean(note),
      ...(proposal === undefined || hidden.has(proposal.material) ? {} : { proposal }),
    })),
    prompts: check.prompts.map((prompt) => ({ ...prompt, note: clean(prompt.note) })),
    triage: { ...check.triage, reasons: check.triage.reasons.map(reason), possible: check.triage.possible.map(reason) },
    assessment: {
      ...check.assessment,
      failures: check.assessment.failures.map(reason),
      possible: check.assessment.possible.map(reason),
    },
  };
};
