import type { SubmissionKind } from '../case-file/index.ts';
import type { Knowledge } from './condition.ts';
import type { AssessmentPrediction, Predicted, TriagePrediction } from './check-result.ts';
import type { Edition } from './edition.ts';
import type { Mark } from './items/finding.ts';
import type { Level } from './levels.ts';
import { assessmentReasonsOf, mayBeGiven, triageReasonsOf } from './reasons.ts';

/**
 * What the other side would say. Both lists are about items that were due: a thing not due can be neither a reason to
 * reject nor a failure (BR-24, BR-26, BR-48, BR-49), because its item is then not required and has no fault.
 */

/** An item that is due and has a fault. */
export interface Fault {
  readonly item: string;
  readonly result: 'missing' | 'inadequate';
  readonly why: string;
  readonly marks: readonly Mark[];
}

/** How sure it is that a fault earns a reason: `note` is evidence promised with a date, which is accepted and chased. */
type Weight = 'sure' | 'note' | 'possible' | undefined;

const heaviest = (weights: readonly Weight[]): Weight =>
  (['sure', 'note', 'possible'] as const).find((weight) => weights.includes(weight));

const triaged: ReadonlySet<SubmissionKind> = new Set<SubmissionKind>([
  ...(['EA', 'PCD_FCT_GAP', 'PCD_FCT_NGAP', 'PCD_FCT_CC', 'PCD_TT', 'PCD_FURTHER', 'OOCD_REFERRAL'] as const),
]);

const isPromisedOnly = ({ item, marks }: Fault): boolean =>
  item === 'KEY_STATEMENTS' && marks.includes('promised') && !marks.includes('unsigned');

const triageWeight = (kind: SubmissionKind, reason: string, fault: Fault): Weight => {
  // Footage that is there but not cut, or will not play, has been supplied; only footage that is absent has not.
  if (reason === 'TR-11')
    return fault.result === 'missing' || fault.marks.some((mark) => mark.endsWith('not-provided'))
      ? 'sure'
      : 'possible';
  // The Threshold Test is for evidence that is still to come.
  if (isPromisedOnly(fault)) return kind === 'PCD_TT' ? 'possible' : 'note';
  if (reason === 'TR-P2') return fault.item === 'CASE_OUTLINE' ? 'sure' : 'possible';
  return 'sure';
};

const predicted = (reason: { id: string; label: string }, faults: readonly Fault[]): Predicted => ({
  id: reason.id,
  label: reason.label,
  why: faults.map(({ why }) => why).join(' '),
  items: faults.map(({ item }) => item),
});

/** Reasons triage would give, and the outcome. Kinds that do not go through triage have none. */
export const predictTriage = (
  edition: Edition,
  kind: SubmissionKind,
  faults: readonly Fault[],
  known: Knowledge,
): TriagePrediction => {
  if (!triaged.has(kind)) return { outcome: 'not_applicable', reasons: [], possible: [] };
  const sure: Predicted[] = [];
  const noted: Predicted[] = [];
  const possible: Predicted[] = [];
  for (const reason of triageReasonsOf(edition)) {
    const about = faults.filter(({ item }) => reason.items.includes(item));
    if (about.length === 0 || mayBeGiven(reason, known) === false) continue;
    const weight = heaviest(about.map((fault) => triageWeight(kind, reason.id, fault)));
    const entry = predicted(reason, about);
    if (weight === 'sure') sure.push(entry);
    else if (weight === 'note') noted.push(entry);
    else if (weight === 'possible') possible.push(entry);
  }
  return sure.length > 0
    ? { outcome: 'reject', reasons: sure, possible: [...noted, ...possible] }
    : { outcome: noted.length > 0 ? 'accept_with_note' : 'accept', reasons: noted, possible };
};

const schedules: ReadonlySet<string> = new Set(['SDC', 'MG6C', 'MG6D', 'MG6E']);

/** Which mark of a recording founds which failure. */
const mediaMark: Readonly<Record<string, readonly Mark[]>> = {
  'DGA-E4': ['bwv-not-clipped'],
  'DGA-E5': ['bwv-not-playable'],
  'DGA-E6': ['bwv-not-provided'],
  'DGA-E7': ['cctv-not-clipped'],
  'DGA-E8': ['cctv-not-playable'],
  'DGA-E9': ['cctv-not-provided'],
  'DGA-E10': ['other-not-clipped'],
  'DGA-E11': ['other-not-playable'],
};

const failureWeight = (kind: SubmissionKind, reason: string, fault: Fault, faults: readonly Fault[]): Weight => {
  const marks = mediaMark[reason];
  if (marks !== undefined) return fault.marks.some((mark) => marks.includes(mark)) ? 'sure' : undefined;
  switch (reason) {
    case 'DGA-B1':
      // Who may charge is judged from the facts, not from whether the paper that explains it is there.
      return undefined;
    case 'DGA-D1':
      return fault.item === 'DISCLOSABLE_COPIES' ? 'sure' : undefined;
    case 'DGA-D2':
      return fault.result === 'inadequate' ? 'sure' : undefined;
    case 'DGA-D3':
      return fault.result === 'missing' ? 'sure' : undefined;
    case 'DGA-D5':
      // Not together with D6: a schedule that is not there outweighs one that is wrong.
      return fault.result === 'inadequate' &&
        !faults.some((each) => schedules.has(each.item) && each.result === 'missing')
        ? 'sure'
        : undefined;
    case 'DGA-D6':
      return fault.result === 'missing' ? 'sure' : undefined;
    case 'DGA-E1':
      return fault.item === 'EXHIBITS_KEY' ? 'sure' : 'possible';
    case 'DGA-E2':
      return fault.item !== 'FORENSIC' || fault.marks.includes('listed-as-outstanding') ? 'possible' : 'sure';
    case 'DGA-E3':
      return fault.marks.includes('listed-as-outstanding') ? 'possible' : 'sure';
    case 'DGA-E13':
      return isPromisedOnly(fault) && kind === 'PCD_TT' ? 'possible' : 'sure';
    default:
      return 'sure';
  }
};

const assessedKinds: ReadonlySet<SubmissionKind> = new Set<SubmissionKind>([
  ...(['PCD_FCT_GAP', 'PCD_FCT_NGAP', 'PCD_FCT_CC', 'PCD_TT', 'PCD_FURTHER', 'OOCD_REFERRAL'] as const),
  ...(['POLICE_CHARGED_GAP', 'POLICE_CHARGED_NGAP', 'POST_GAP', 'POST_NGAP', 'POST_CC'] as const),
]);

const policeCharged: ReadonlySet<SubmissionKind> = new Set<SubmissionKind>([
  'POLICE_CHARGED_GAP',
  'POLICE_CHARGED_NGAP',
]);

/**
 * Failures a prosecutor would record.
 * @param assessedBefore an assessment was already made at this stage, so a further submission is not assessed again
 * @param decidesOnCharge who may charge by the table, which need not be what the export says
 */
export const predictAssessment = (
  edition: Edition,
  kind: SubmissionKind,
  faults: readonly Fault[],
  known: Knowledge,
  more: { readonly assessedBefore: boolean; readonly decidesOnCharge: 'police' | 'cps' },
): AssessmentPrediction => {
  if (!assessedKinds.has(kind) || (kind === 'PCD_FURTHER' && more.assessedBefore))
    return { assessed: false, compliant: null, failures: [], possible: [] };
  const failures: Predicted[] = [];
  const possible: Predicted[] = [];
  for (const reason of assessmentReasonsOf(edition)) {
    if (mayBeGiven(reason, known) === false) continue;
    if (reason.id === 'DGA-B1') {
      if (policeCharged.has(kind) && more.decidesOnCharge === 'cps' && known('emergencyPoliceCharge') !== true)
        failures.push({
          id: reason.id,
          label: reason.label,
          why: 'Police charged, and by the table the decision was for the CPS.',
          items: ['POLICE_RATIONALE'],
        });
      continue;
    }
    const about = faults.filter(({ item }) => reason.items.includes(item));
    const weighed = about.map((fault) => ({ fault, weight: failureWeight(kind, reason.id, fault, faults) }));
    const weight = heaviest(weighed.map((each) => each.weight));
    if (weight === undefined) continue;
    const entry = predicted(
      reason,
      weighed.filter((each) => each.weight !== undefined).map(({ fault }) => fault),
    );
    (weight === 'sure' ? failures : possible).push(entry);
  }
  return { assessed: true, compliant: failures.length === 0, failures, possible };
};

/** Whether an item can be held against a file at all. */
export const isHeldAgainst = (level: Level, result: string): result is Fault['result'] =>
  level === 'required' && (result === 'missing' || result === 'inadequate');
