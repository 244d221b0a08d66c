import type { CaseRecord } from '../case-file/index.ts';
import {
  assess,
  checksOf,
  expectationsOf,
  openSubmission,
  promptsOf,
  questionsOf,
  type Decided,
  type Opened,
} from './assess.ts';
import { holds } from './condition.ts';
import type { CheckResult, CheckSummary, GapExplanation, ItemResult, Predicted, Verdict } from './check-result.ts';
import type { CheckContext } from './facts/fact.ts';
import { whoDecides } from './facts/who-decides.ts';
import { inputFaultsOf } from './input-faults/input-faults.ts';
import { isHeldAgainst, predictAssessment, predictTriage, type Fault } from './predict.ts';

const summaryOf = (items: readonly Decided[]): CheckSummary => {
  const having = (result: string): readonly string[] =>
    items.filter((row) => row.result === result).map(({ item }) => item.id);
  return {
    required: items.filter(({ level }) => level === 'required').length,
    met: having('met').length,
    missing: having('missing'),
    inadequate: having('inadequate'),
    ask: having('ask'),
    sentButNotRequired: having('sent_but_not_required'),
  };
};

/** Few faults or open questions read as nearly met, more as not met. It describes; the summary is what counts. */
const verdictOf = (summary: CheckSummary, nearly: number): Verdict => {
  const open = summary.missing.length + summary.inadequate.length + summary.ask.length;
  if (open === 0) return summary.sentButNotRequired.length > 0 ? 'met_but_overbuilt' : 'met';
  return open <= nearly ? 'nearly_met' : 'not_met';
};

const faultsOf = (items: readonly Decided[]): readonly Fault[] =>
  items.flatMap(({ item, level, result, finding: { why, marks } }) =>
    isHeldAgainst(level, result) ? [{ item: item.id, result, why, marks }] : [],
  );

const decider = ({ view, facts }: Opened): 'police' | 'cps' => {
  const fact = (id: string) =>
    facts.get(id) ?? { id, value: null, basis: 'unanswered' as const, source: '', confidence: 'S' as const };
  const recorded = facts.get('chargingAuthority')?.value;
  return recorded === 'cps' || view.realOffences.some((row) => whoDecides(view, row, fact) === 'cps')
    ? 'cps'
    : 'police';
};

const idsAbout = (predictions: readonly Predicted[], item: string): readonly string[] =>
  predictions.filter(({ items }) => items.includes(item)).map(({ id }) => id);

const priorityOf = ({ facts }: Opened): CheckResult['priority'] => {
  const value = facts.get('triagePriority')?.value;
  return value === 'red' || value === 'green' || value === 'green_priority' ? value : null;
};

/**
 * Checks one submission of a case against the edition: the one call that officer, supervisor, gatekeeper, triage and
 * prosecutor all use. Pure and plain data: the same case, context and moment give the same answer.
 * @param context.explained reasons and dates that people gave for gaps, by item id
 * @throws when the case has no submission of that id
 */
export const checkSubmission = (
  record: CaseRecord,
  submissionId: string,
  context: CheckContext & { readonly explained?: ReadonlyMap<string, GapExplanation> },
): CheckResult => {
  const { edition } = context;
  const opened = openSubmission(record, submissionId, context);
  const { view, known, facts } = opened;
  const assessed = assess(opened, record, context);
  const faults = faultsOf(assessed);
  const triage = predictTriage(edition, view.kind, faults, known);
  const assessment = predictAssessment(edition, view.kind, faults, known, {
    assessedBefore: record.previousSubmissions?.some(({ plan }) => plan !== undefined) ?? false,
    decidesOnCharge: decider(opened),
  });
  const items = assessed.map(({ item, level, result, finding }): ItemResult => {
    const row = edition.requirement(view.kind, item.id);
    const explained = context.explained?.get(item.id);
    const dueBecause = opened.dueBecause(item.id);
    return {
      item: item.id,
      title: item.title,
      group: item.group,
      level,
      result,
      by: finding.by,
      why: finding.why,
      fix: finding.fix,
      sources: row.sources,
      confidence: row.confidence,
      defenceVisibility: item.defenceVisibility,
      predictedRejections: idsAbout(triage.reasons, item.id),
      predictedFailures: idsAbout(assessment.failures, item.id),
      proposals: finding.proposals,
      ...(finding.format === undefined ? {} : { format: finding.format }),
      ...(row.condition === undefined ? {} : { condition: row.condition }),
      ...(dueBecause.length === 0 ? {} : { dueBecause }),
      ...(explained === undefined ? {} : { explained }),
    };
  });
  const summary = summaryOf(assessed);
  const questions = questionsOf(opened, assessed, context);
  const checks = checksOf(opened, context);
  const kind = edition.kinds.get(view.kind);
  const fits = kind === undefined ? 'unknown' : holds(kind.appliesWhen, known);
  const prompt = edition.kinds.get('EA')?.strongPrompt;
  const advised =
    prompt !== undefined &&
    view.kind !== 'EA' &&
    known('stage') === 'pre_charge' &&
    holds(prompt.predicate, known) === true;
  const unexplainedGaps = items
    .filter(({ level, result, explained }) => isHeldAgainst(level, result) && explained === undefined)
    .map(({ item }) => item);
  const inputFaults = inputFaultsOf(view);
  const impossible = inputFaults.filter(({ severity }) => severity === 'block').map(({ id }) => id);
  const blockingChecks = checks.filter(({ severity }) => severity === 'block').map(({ id }) => id);
  return {
    submissionId,
    kind: view.kind,
    kindTitle: kind?.title ?? view.kind,
    kindFits: fits === 'unknown' ? 'unknown' : fits ? 'yes' : 'no',
    defendants: view.defendants.map(({ id }) => id),
    ruleSetVersion: edition.id,
    verdict: verdictOf(summary, view.settings.nearlyMetFaults),
    summary,
    items,
    facts: [...facts.values()],
    questions,
    prompts: promptsOf(opened, context),
    checks,
    expectations: expectationsOf(opened, context),
    inputFaults,
    ...(advised && known('earlyAdviceGiven') !== true ? { considerEarlyAdvice: prompt.text } : {}),
    priority: priorityOf(opened),
    triage,
    assessment,
    ready: {
      certifiable:
        unexplainedGaps.length === 0 &&
        questions.length === 0 &&
        blockingChecks.length === 0 &&
        impossible.length === 0,
      unexplainedGaps,
      openQuestions: questions.map(({ fact }) => fact),
      blockingChecks,
      inputFaults: [...new Set(impossible)],
    },
  };
};
