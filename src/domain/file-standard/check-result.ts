import type { SubmissionKind } from '../case-file/index.ts';
import type { FactValue } from './condition.ts';
import type { DefenceVisibility, ItemGroup, RowConfidence } from './edition-schema.ts';
import type { Fact } from './facts/fact.ts';
import type { InputFault } from './input-faults/fault.ts';
import type { FormatSaid } from './items/finding.ts';
import type { Proposal } from './items/finding.ts';
import type { Level } from './levels.ts';

/** What became of an item. `deferred`: decided when something is served, in this system. */
export type ItemOutcome =
  'met' | 'missing' | 'inadequate' | 'ask' | 'deferred' | 'not_required' | 'sent_but_not_required';

/** One row of the check. Plain data: it can be stored, hashed and sent. */
export interface ItemResult {
  readonly item: string;
  readonly title: string;
  readonly group: ItemGroup;
  readonly level: Level;
  readonly result: ItemOutcome;
  /** Material ids such as `M12`, and paths such as `request.vps` or `defendants`. */
  readonly by: readonly string[];
  /** One sentence naming the place; empty when there is nothing to say. */
  readonly why: string;
  /** What to do, in plain words; empty when there is nothing to do. */
  readonly fix: string;
  /** The condition of the row in words, for a conditional one. */
  readonly condition?: string;
  /** For a conditional row that is due: the facts whose values made it so, among `facts` of the result or `item.…`. */
  readonly dueBecause?: readonly string[];
  /** Sources of the row of the standard, and how sure it is that this level applies to this kind. */
  readonly sources: readonly string[];
  readonly confidence: RowConfidence;
  readonly defenceVisibility: DefenceVisibility;
  /** Triage reasons this row would earn, `TR-…`. */
  readonly predictedRejections: readonly string[];
  /** Assessment failures this row would earn, `DGA-…`. */
  readonly predictedFailures: readonly string[];
  /** Things read in the papers for a person to look at; they change no result. */
  readonly proposals: readonly Proposal[];
  /** In which format the evidence is needed at this stage, and how sure that is, where the edition says. */
  readonly format?: FormatSaid;
  /** The reason and date a person gave for the gap. */
  readonly explained?: GapExplanation;
}

/** Why something due is not there, and when it will be, `YYYY-MM-DD`. */
export interface GapExplanation {
  readonly reason: string;
  readonly due: string;
}

/** A fact that decides what is due and that nobody has given. */
export interface Question {
  readonly fact: string;
  readonly text: string;
  /** Why it is asked. */
  readonly note: string;
  readonly type: 'boolean' | 'enum' | 'integer' | 'date';
  /** Values to choose from, for an enum. */
  readonly values?: readonly string[];
  /** Items that stay open until it is answered. */
  readonly decides: readonly string[];
  /** Checks that stay open until it is answered. */
  readonly decidesChecks: readonly string[];
  /** What the papers suggest, with the words, if anything. */
  readonly proposal?: { readonly value: FactValue; readonly material: string; readonly words: string };
}

/** Something taken as the ordinary value because nothing mentions it: for one glance, and it blocks nothing. */
export interface Prompt {
  readonly fact: string;
  readonly text: string;
  readonly value: FactValue;
  /** Why it deserves a second look; empty when it is only listed. */
  readonly note: string;
}

/** A cross-check of the facts with each other. */
export interface CheckFinding {
  readonly id: string;
  readonly severity: 'block' | 'warn';
  readonly message: string;
  readonly sources: readonly string[];
  readonly confidence: RowConfidence;
}

/** A reason that someone on the other side would give, and the items it is about. */
export interface Predicted {
  readonly id: string;
  readonly label: string;
  readonly why: string;
  readonly items: readonly string[];
}

/** `accept_with_note`: nothing is wrong but evidence that is promised with a date. */
export type TriageOutcome = 'accept' | 'accept_with_note' | 'reject' | 'not_applicable';

/** What triage would do. `possible` are reasons a stricter reader could give. */
export interface TriagePrediction {
  readonly outcome: TriageOutcome;
  readonly reasons: readonly Predicted[];
  readonly possible: readonly Predicted[];
}

/** What the prosecutor's assessment would find. */
export interface AssessmentPrediction {
  readonly assessed: boolean;
  /** null when no assessment is made of this kind. */
  readonly compliant: boolean | null;
  readonly failures: readonly Predicted[];
  readonly possible: readonly Predicted[];
}

/** In a word. Counts say more: see `summary`. */
export type Verdict = 'met' | 'nearly_met' | 'not_met' | 'met_but_overbuilt';

/** What is due and what became of it, by item id. */
export interface CheckSummary {
  readonly required: number;
  readonly met: number;
  readonly missing: readonly string[];
  readonly inadequate: readonly string[];
  readonly ask: readonly string[];
  readonly sentButNotRequired: readonly string[];
}

/** An overlay of the standard that applies to this case, and what it leads both sides to expect. */
export interface Expectation {
  readonly id: string;
  readonly title: string;
  readonly expectations: readonly string[];
}

/** The answer of the one check that officer, gatekeeper, triage and prosecutor all see. */
export interface CheckResult {
  readonly submissionId: string;
  readonly kind: SubmissionKind;
  readonly kindTitle: string;
  /** Whether the facts fit this kind; `unknown` when a deciding fact is not known. */
  readonly kindFits: 'yes' | 'no' | 'unknown';
  readonly defendants: readonly string[];
  /** The edition, such as `dg6-2020.r1`. A case keeps it. */
  readonly ruleSetVersion: string;
  readonly verdict: Verdict;
  readonly summary: CheckSummary;
  readonly items: readonly ItemResult[];
  readonly facts: readonly Fact[];
  readonly questions: readonly Question[];
  readonly prompts: readonly Prompt[];
  readonly checks: readonly CheckFinding[];
  readonly expectations: readonly Expectation[];
  /** What the case says of itself that cannot all be right, and documents that could not be read: the gravest first. */
  readonly inputFaults: readonly InputFault[];
  /** Early advice is strongly recommended: the words of the standard; absent when it is not. */
  readonly considerEarlyAdvice?: string;
  /** Worked out, never copied; null for a kind that has none. */
  readonly priority: 'red' | 'green' | 'green_priority' | null;
  readonly triage: TriagePrediction;
  readonly assessment: AssessmentPrediction;
  /** Whether a supervisor may certify: no question open, every gap explained, no blocking check, nothing impossible. */
  readonly ready: {
    readonly certifiable: boolean;
    readonly unexplainedGaps: readonly string[];
    readonly openQuestions: readonly string[];
    readonly blockingChecks: readonly string[];
    /** Sorts of input faults that have to be put right. */
    readonly inputFaults: readonly string[];
  };
}
