import { ruleDoubts } from '../../../domain/case-file/index.ts';
import type { AboutRule, RuleLog, RuleSource } from '../../../application/rule-doubts.ts';
import { paths } from '../../paths.ts';
import { sayDay, sayWhen } from '../case-frame/index.ts';
import { sayMeasure } from '../measures/view-model.ts';

/** What each column of the log counts. */
export const sourceTitles: Readonly<Record<RuleSource, { readonly title: string; readonly says: string }>> = {
  gap: {
    title: 'Sent with a gap',
    says: 'Versions sent to the CPS with this item missing or not good enough, each with a reason and a date.',
  },
  unforeseen: {
    title: 'Rejected, not foreseen',
    says: 'Versions that the CPS rejected for this reason, though the check had not foreseen it.',
  },
  despite: {
    title: 'Accepted all the same',
    says: 'Versions that the CPS accepted, though the check had foreseen a rejection for this reason.',
  },
  disputed: { title: 'Disputed', says: 'Points of a rejection that police disputed when they sent the file again.' },
  answered: {
    title: 'Answered otherwise',
    says: 'Answers that differ from what had been taken as the ordinary value or read in the papers.',
  },
  doubted: { title: 'Doubted', says: 'Times that somebody said that the rule is not clear or not right.' },
};

export interface RuleLogView {
  readonly over: string;
  readonly hidesSmall: boolean;
  readonly columns: readonly { readonly title: string; readonly says: string }[];
  readonly rows: readonly {
    readonly title: string;
    readonly id: string;
    /** Where what people wrote about it is, for those who read cases. */
    readonly href: string | undefined;
    readonly counts: readonly string[];
    readonly total: string;
  }[];
}

const sources = Object.keys(sourceTitles) as RuleSource[];

export const ruleLogView = (
  { forces, rules }: RuleLog,
  { hidesSmall, readsCases }: { readonly hidesSmall: boolean; readonly readsCases: boolean },
): RuleLogView => {
  const say = (value: number): string => sayMeasure({ value, of: undefined }, hidesSmall);
  return {
    over: forces.length === 0 ? 'no force' : forces.join(', '),
    hidesSmall,
    columns: sources.map((source) => sourceTitles[source]),
    rows: rules.map(({ rule, title, counts, total }) => ({
      ...{ title, id: rule },
      href: readsCases ? paths.rule.to({ rule }) : undefined,
      counts: sources.map((source) => say(counts[source])),
      // A sum beside hidden counts would give them away.
      total: hidesSmall ? '' : String(total),
    })),
  };
};

export interface RuleView {
  readonly title: string;
  readonly id: string;
  readonly more: boolean;
  readonly rows: readonly { readonly text: string; readonly href: string; readonly line: string }[];
}

const isDoubt = (kind: string): kind is keyof typeof ruleDoubts => Object.hasOwn(ruleDoubts, kind);

export const ruleView = ({ rule, title, words, more }: AboutRule): RuleView => ({
  ...{ title, id: rule, more },
  rows: words.map(({ urn, submissionId, source, kind, text, by, at }) => ({
    text: `${urn}, ${submissionId}: ${source === 'gap' ? 'reason for a gap' : isDoubt(kind) ? ruleDoubts[kind] : kind}`,
    href: paths.case.to({ urn }),
    line: `${text} (${by === '' ? sayDay(at.slice(0, 10)) : `${by}, ${sayWhen(at)}`})`,
  })),
});
