import type { CaseRecord, Offence, SubmissionKind } from '../case-file/index.ts';
import { checkSubmission } from './check-submission.ts';
import type { CheckResult, GapExplanation } from './check-result.ts';
import { holds } from './condition.ts';
import type { Edition } from './edition.ts';
import { deriveFacts } from './facts/derive-facts.ts';
import type { CheckContext, FactTable } from './facts/fact.ts';

/** What is taken as given for one check, in place of what the case says. Nothing of it is kept. */
export interface Supposition {
  /** Expected plea: to one offence, or to all of them that are live where `offence` is absent. */
  readonly plea?: Offence['anticipatedPlea'];
  /** How it is tried; `standing` as standing data say, whatever somebody set. Of one offence, or of all. */
  readonly mode?: 'summary-only' | 'either-way' | 'indictable-only' | 'standing';
  /** The offence that `plea` and `mode` are about, by id. */
  readonly offence?: string;
  readonly court?: 'magistrates' | 'crown';
  readonly codeTest?: 'full_code_test' | 'threshold_test';
  readonly kind?: SubmissionKind;
  /** What stands under a heading of the request; a value of `undefined`: nothing. */
  readonly heading?: { readonly id: string; readonly value: unknown };
  /** A fact as it was answered, or with no answer. */
  readonly answer?: { readonly fact: string; readonly value?: string | number | boolean };
}

type Context = CheckContext & { readonly explained?: ReadonlyMap<string, GapExplanation> };
/** As for a check, and how its time limits are worked out again for the case as it would be. */
type SupposingContext = Context & { readonly limitsOf?: (record: CaseRecord) => CheckContext['limits'] };

/** Kinds of submission between which plea, court and test decide: a file of one becomes another of the same list. */
const families: readonly (readonly SubmissionKind[])[] = [
  ['PCD_FCT_GAP', 'PCD_FCT_NGAP', 'PCD_FCT_CC', 'PCD_TT'],
  ['POLICE_CHARGED_GAP', 'POLICE_CHARGED_NGAP'],
  ['POST_GAP', 'POST_NGAP', 'POST_CC'],
  ['UPGRADE_MAGS', 'UPGRADE_CC'],
];

/** Kinds of case that is bound for the Crown Court: built as one whatever is pleaded. */
const crownKinds: ReadonlySet<SubmissionKind> = new Set(['PCD_FCT_CC', 'POST_CC', 'UPGRADE_CC']);

/**
 * The kind that facts lead to which are supposed in place of those of the case, among those that a file of this kind can
 * become: one that fits only now, else the kind itself. Whoever tries another test sees the file for that test, even where
 * custody or remand do not allow it.
 */
export function fittingKind(
  edition: Edition,
  kind: SubmissionKind,
  facts: { readonly were: FactTable; readonly are: FactTable },
  codeTest?: Supposition['codeTest'],
): SubmissionKind {
  const family = families.find((each) => each.includes(kind)) ?? [kind];
  const tested = family.filter((each) => codeTest === undefined || edition.kinds.get(each)?.codeTest === codeTest);
  const fits = (each: SubmissionKind, table: FactTable): boolean => {
    const row = edition.kinds.get(each);
    return row !== undefined && holds(row.appliesWhen, (fact) => table.get(fact)?.value) === true;
  };
  const fitting = tested.filter((each) => fits(each, facts.are));
  if (crownKinds.has(kind) && fitting.includes(kind)) return kind;
  const fresh = fitting.filter((each) => !fits(each, facts.were));
  const chosen = fresh.find((each) => crownKinds.has(each)) ?? fresh[0];
  if (chosen !== undefined) return chosen;
  return tested.includes(kind)
    ? fitting.includes(kind)
      ? kind
      : (fitting[0] ?? kind)
    : (fitting[0] ?? tested[0] ?? kind);
}

/** The case and the answers as they would be. */
function supposed(record: CaseRecord, submissionId: string, context: Context, given: Supposition) {
  const ours = new Set(record.submissions.find(({ id }) => id === submissionId)?.defendantIds);
  const about = ({ id, defendantId, status }: Offence): boolean =>
    ours.has(defendantId) && (given.offence === undefined ? status !== 'alleged_breach' : given.offence === id);
  const offences = record.offences.map((offence): Offence => {
    if (!about(offence)) return offence;
    const { trialMode, ...rest } = offence;
    const kept = trialMode === undefined ? {} : { trialMode };
    const { mode } = given;
    const set =
      mode === undefined
        ? kept
        : mode === 'standing'
          ? {}
          : {
              trialMode: {
                value: mode,
                reason: 'Supposed',
                by: 'Supposed',
                side: 'police',
                at: nowText(context),
              } as const,
            };
    return { ...rest, ...set, ...(given.plea === undefined ? {} : { anticipatedPlea: given.plea }) };
  });
  const answers = new Map(context.answers);
  // What is supposed of the case itself is not overruled by an answer that somebody gave before.
  if (given.plea !== undefined) answers.delete('anticipatedPlea');
  // Tried as a whole, a plea is taken at its word, even one that the suspect's account makes doubtful.
  if (given.plea !== undefined && given.offence === undefined) answers.set('anticipatedPlea', given.plea);
  if (given.mode !== undefined) answers.delete('offenceCategory');
  if (given.mode !== undefined || given.court !== undefined) {
    answers.delete('likelyVenue');
    answers.delete('suitableForSummaryTrial');
  }
  if (given.court !== undefined) answers.set('likelyVenue', given.court);
  if (given.codeTest !== undefined) answers.set('codeTest', given.codeTest);
  if (given.answer !== undefined) {
    if (given.answer.value === undefined) answers.delete(given.answer.fact);
    else answers.set(given.answer.fact, given.answer.value);
  }
  const { heading } = given;
  const submissions =
    heading === undefined
      ? record.submissions
      : record.submissions.map((each) =>
          each.id === submissionId ? { ...each, request: { ...each.request, [heading.id]: heading.value } } : each,
        );
  return { record: { ...record, offences, submissions }, answers };
}

const nowText = ({ asOf }: Context): string => asOf.toString();

/**
 * Checks a submission as if something about it were otherwise, without changing anything.
 * @param fit check it as the kind that the supposed facts lead to, where no kind is supposed; else as the kind it is
 * @throws when the case has no submission of that id
 */
export function checkSupposing(
  record: CaseRecord,
  submissionId: string,
  { limitsOf, ...context }: SupposingContext,
  given: Supposition,
  fit: boolean,
): CheckResult {
  const { record: changed, answers } = supposed(record, submissionId, context, given);
  const under: Context = { ...context, answers, limits: limitsOf?.(changed) ?? context.limits };
  const recorded = record.submissions.find(({ id }) => id === submissionId)?.kind;
  if (recorded === undefined) throw new Error(`the case has no submission ${submissionId}`);
  const kind =
    given.kind ??
    (fit
      ? fittingKind(
          context.edition,
          recorded,
          { were: deriveFacts(record, submissionId, context), are: deriveFacts(changed, submissionId, under) },
          given.codeTest,
        )
      : undefined);
  return checkSubmission(changed, submissionId, kind === undefined ? under : { ...under, kind });
}
