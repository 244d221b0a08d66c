export { authoritiesOf } from './authorities.ts';
export { checkSubmission } from './check-submission.ts';
export { evidenceSources, type ReadInDocuments } from './evidence-sources.ts';
export { checkAsTruth, type TruthEntry } from './as-truth.ts';
export { carriersOf } from './items/carriers.ts';
export { isKnownItem } from './items/item-rules.ts';
export { withoutMaterial } from './without-material.ts';
export type * from './check-result.ts';
export { sayFaultSort, type InputFault } from './input-faults/fault.ts';
export type { FormatSaid } from './items/finding.ts';
export { deriveFacts, isAnswerTo } from './facts/derive-facts.ts';
export { questionTexts } from './facts/question-texts.ts';
export {
  defaultSettings,
  type DocumentState,
  type CheckContext,
  type Fact,
  type FactBasis,
  type FactConfidence,
  type FactTable,
  type LimitFact,
  type Passage,
  type SharedFile,
  type StandardSettings,
} from './facts/fact.ts';
export {
  checklistOf,
  filledChecklist,
  groupTitles,
  LocalLines,
  localLinesFor,
  type ChecklistGroup,
  type ChecklistLine,
  type FilledLine,
  type LineState,
  type LocalLine,
} from './checklist.ts';
export { differenceOf, type ChangedItem, type CheckDifference } from './difference.ts';
export { checkSupposing, type Supposition } from './suppose.ts';
export { overbuiltOf, type Overbuilt } from './proportionality.ts';
export { parseEdition, type Edition } from './edition.ts';
export { catalogueOf, ownEditions, withEditionFiles, type EditionCatalogue } from './editions.ts';
export {
  compareEditions,
  totalsOf,
  type ComparisonTotals,
  type EditionComparison,
  type OutcomeUnder,
  type Saving,
} from './compare-editions.ts';
export { ItemGroup, type DefenceVisibility, type ItemRow, type KindRow, type RowConfidence } from './edition-schema.ts';
export {
  Condition,
  factsBehind,
  factsNamedIn,
  holds,
  type FactValue,
  type Knowledge,
  type Truth,
} from './condition.ts';
export {
  awaitedIn,
  groupRows,
  holders,
  openRowsOf,
  workSteps,
  type AwaitedEvidence,
  type Holder,
  type NextMove,
  type OpenGroup,
  type OpenRow,
  type WorkStep,
} from './next-steps.ts';
export { topicOf, topics, topicsOf, type Topic, type TopicStanding } from './topics.ts';
export { levelOf, levelsOf, type Level } from './levels.ts';
export {
  assessmentReasons,
  assessmentReasonsOf,
  certificateHeadings,
  disclosureHeading,
  disclosureStatement,
  mayBeGiven,
  returnReasons,
  triageReasons,
  triageReasonsOf,
  type AssessmentReasonEntry,
  type CertificateHeading,
  type ReturnReason,
  type TriageReasonEntry,
} from './reasons.ts';
export { consentForTitle } from './facts/consent-list.ts';
