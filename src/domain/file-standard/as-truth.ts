import type { CheckResult } from './check-result.ts';
import type { FactValue } from './condition.ts';

/** The answer of `jcf check` for one submission, in the shape that expert answers are written in. */
export interface TruthEntry {
  readonly nfs: {
    readonly submissionId: string;
    readonly kind: string;
    readonly defendants: readonly string[];
    readonly ruleSetVersion: string;
    /** Known facts only: one that is not known is left out. */
    readonly facts: Readonly<Record<string, FactValue>>;
    readonly verdict: string;
    readonly summary: CheckResult['summary'];
    readonly items: readonly {
      readonly item: string;
      readonly level: string;
      readonly result: string;
      readonly by: readonly string[];
      readonly why: string;
      /** What a person should look at; absent where there is nothing. */
      readonly proposals?: readonly { readonly why: string }[];
    }[];
    /** What nobody has said and decides what is due; not part of expert answers. */
    readonly questions: readonly { readonly fact: string; readonly text: string; readonly note: string }[];
    /** What cannot all be right or could not be read; not part of expert answers. */
    readonly inputFaults: readonly {
      readonly id: string;
      readonly severity: 'block' | 'look';
      readonly by: readonly string[];
      readonly why: string;
      readonly fix: string;
    }[];
  };
  readonly triage: {
    readonly submissionId: string;
    readonly outcome: string;
    readonly reasons: readonly { readonly id: string; readonly why: string; readonly label: string }[];
    readonly alsoDefensible: readonly string[];
    readonly note: string;
  };
  readonly dga: {
    readonly submissionId: string;
    readonly assessed: boolean;
    readonly compliant: boolean | null;
    readonly failures: readonly { readonly id: string; readonly why: string; readonly label: string }[];
    readonly alsoDefensible: readonly string[];
  };
}

const material = /^[A-Z]\d{2,3}$/;

/** `M12` stays; a path is written as a place in the export. */
const place = (by: string, submissionId: string): string => {
  if (material.test(by) || by === 'shared file') return by;
  return /^request\b/.test(by) ? `case.json#submissions[${submissionId}].${by}` : `case.json#${by}`;
};

/** A check in the shape of the `nfs`, `triage` and `dga` entries of expert answers. */
export const checkAsTruth = (check: CheckResult): TruthEntry => {
  const { submissionId } = check;
  const named = ({ id, why, label }: CheckResult['triage']['reasons'][number]) => ({ id, why, label });
  return {
    nfs: {
      submissionId,
      kind: check.kind,
      defendants: check.defendants,
      ruleSetVersion: check.ruleSetVersion,
      facts: Object.fromEntries(check.facts.flatMap(({ id, value }) => (value === null ? [] : [[id, value]]))),
      verdict: check.verdict,
      summary: check.summary,
      items: check.items.map(({ item, level, result, by, why, proposals }) => ({
        item,
        level,
        result,
        by: by.map((each) => place(each, submissionId)),
        why,
        ...(proposals.length === 0 ? {} : { proposals: proposals.map((each) => ({ why: each.why })) }),
      })),
      questions: check.questions.map(({ fact, text, note }) => ({ fact, text, note })),
      inputFaults: check.inputFaults.map(({ id, severity, by, why, fix }) => ({
        ...{ id, severity, why, fix },
        by: by.map((each) => place(each, submissionId)),
      })),
    },
    triage: {
      submissionId,
      outcome: check.triage.outcome,
      reasons: check.triage.reasons.map(named),
      alsoDefensible: check.triage.possible.map(({ id }) => id),
      note: check.triage.outcome === 'not_applicable' ? 'This kind of submission does not go through triage.' : '',
    },
    dga: {
      submissionId,
      assessed: check.assessment.assessed,
      compliant: check.assessment.compliant,
      failures: check.assessment.failures.map(named),
      alsoDefensible: check.assessment.possible.map(({ id }) => id),
    },
  };
};
