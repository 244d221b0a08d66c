/** Daily counts of rules of the standard that people stumbled over, as measures: what for, and which rule. */

/** In the order in which they are shown. */
export const ruleSources = ['gap', 'unforeseen', 'despite', 'disputed', 'answered', 'doubted'] as const;
export type RuleSource = (typeof ruleSources)[number];

export const ruleMeasure = (source: RuleSource, rule: string): string => `rule:${source}:${rule}`;

/** What a measure counts, if it counts a rule. */
export function ruleOfMeasure(measure: string): { readonly source: RuleSource; readonly rule: string } | undefined {
  const [, said, rule] = /^rule:([a-z]+):(.+)$/.exec(measure) ?? [];
  const source = ruleSources.find((each) => each === said);
  return source === undefined || rule === undefined ? undefined : { source, rule };
}
