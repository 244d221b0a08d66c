import { civilDate, sayDate } from '../../../domain/kernel/civil-date.ts';
import { sayPendingCharge, standingOfDifference, stopsPreparation } from '../../../domain/case-file/index.ts';
import { isLeftToDo, outcomeSince } from '../../../application/out-of-court.ts';
import type { CaseView, SubmissionView } from '../../../application/view-case.ts';

type Seen = Pick<CaseView, 'submissions' | 'plans' | 'decisions' | 'charges' | 'outOfCourt'>;

const by = (date: string | undefined): string => (date === undefined ? '' : ` by ${sayDate(civilDate(date))}`);

/** What one submission waits for, in words that say who acts and, where there is a date, by when. */
export function submissionWaitsFor(view: Seen, submission: SubmissionView): string {
  const { urgentCharge } = submission;
  const waits = waitsInState(view, submission);
  return urgentCharge === null ? waits : `${sayPendingCharge(urgentCharge)}. ${waits}`;
}

function waitsInState(view: Seen, submission: SubmissionView): string {
  switch (submission.state) {
    case 'returned_to_officer':
    case 'returned_to_supervisor':
      return `${submission.waitingFor}${by(submission.returned?.due)}`;
    case 'awaiting_resubmission':
      return `${submission.waitingFor}${by(submission.rejection?.responseDate)}`;
    case 'action_plan_issued':
      return waitsForAnswers(view, submission);
    case 'decision_issued':
      return afterDecision(view, submission);
    default: {
      const again = view.decisions.find((each) => each.submissionId === submission.submissionId && each.again !== null);
      return again?.again == null ? submission.waitingFor : `${whyAgain[again.again.why]}. ${submission.waitingFor}`;
    }
  }
}

const whyAgain = {
  refused: 'A caution was refused',
  breached: 'A caution was not kept',
  lapsed: 'An authorised charge lapsed',
} as const;

function waitsForAnswers(view: Seen, { submissionId, waitingFor }: SubmissionView): string {
  const plan = view.plans.find((each) => each.submissionId === submissionId && each.respondedAt === null);
  if (plan === undefined) return waitingFor;
  const open = plan.items.filter(({ answer }) => answer === null);
  if (open.length === 0) return 'Supervisor to check the answers to the action plan';
  const [first] = open.map(({ item }) => item.due).toSorted();
  return `Waiting for police to answer ${open.length} ${open.length === 1 ? 'action' : 'actions'}${by(first)}`;
}

/** A decision leaves something to do only where it authorised a charge: to lay it, then to prepare the first hearing. */
function afterDecision(view: Seen, { submissionId, defendantIds, waitingFor }: SubmissionView): string {
  const made = view.decisions.filter((each) => each.submissionId === submissionId);
  if (made.length === 0) return waitingFor;
  const authorised = made.filter(({ detail }) => detail.authorises !== null);
  const cautions = waitsForOutcome(view, made);
  if (authorised.length === 0 && cautions !== undefined) return cautions;
  if (authorised.length === 0) return 'Waiting for police to act on the decision: no charge was authorised';
  const toLay = authorised.filter(({ laidChargeId }) => laidChargeId === null).length;
  if (toLay > 0) {
    const chased = Math.max(...authorised.map((each) => (each.laidChargeId === null ? each.chased : 0)));
    const since = chased === 0 ? '' : `, chased after ${chased} ${chased === 1 ? 'month' : 'months'}`;
    const lay = `Waiting for police to lay ${toLay} authorised ${toLay === 1 ? 'charge' : 'charges'}${since}`;
    return cautions === undefined ? lay : `${lay}. ${cautions}`;
  }
  const stopping = waitsForCharge(view, defendantIds);
  if (stopping !== undefined) return stopping;
  if (cautions !== undefined) return cautions;
  const [hearing] = view.charges.flatMap(({ detail }) => detail.hearingOn ?? []).toSorted();
  return `First hearing to be prepared${hearing === undefined ? '' : `, on ${sayDate(civilDate(hearing))}`}`;
}

/** What the first outcome out of court that is not done waits for, or undefined where each is. */
function waitsForOutcome({ outOfCourt }: Pick<Seen, 'outOfCourt'>, made: Seen['decisions']): string | undefined {
  const open = made.filter((each) => each.detail.authorises === null && isLeftToDo(each, outOfCourt));
  const outcomes = open.map((each) => outcomeSince(outOfCourt, each));
  if (outcomes.includes(undefined)) return 'Waiting for police to offer the outcome out of court';
  const offered = outcomes.some((each) => each?.stands === 'offered');
  if (offered) return 'Waiting for the suspect’s answer to the outcome out of court';
  const [due] = outcomes
    .flatMap((each) => each?.conditions.filter(({ conditionId }) => !each.keptIds.includes(conditionId)) ?? [])
    .map(({ dueOn }) => dueOn)
    .toSorted();
  return due === undefined ? undefined : `Conditions of a caution to be kept${by(due)}`;
}

/** Who has to act on a charge of these suspects that was not laid as authorised, or undefined where there is none. */
function waitsForCharge({ charges }: Pick<Seen, 'charges'>, defendantIds: readonly string[]): string | undefined {
  const stopping = stopsPreparation(charges, defendantIds).map(standingOfDifference);
  if (stopping.includes('to_look_at')) return 'Prosecutor to look at a charge that was not laid as authorised';
  return stopping.length > 0 ? 'Police to correct a charge that was not laid as authorised' : undefined;
}

/** What the whole case waits for, one sentence: computed from its submissions every time, never stored. */
export function caseWaitsFor(view: Seen): string {
  const said = view.submissions.map((each) => ({ id: each.submissionId, says: submissionWaitsFor(view, each) }));
  const different = new Set(said.map(({ says }) => says));
  const [only] = different;
  if (only === undefined) return 'Nothing has been asked of anybody yet';
  const all = different.size === 1 ? only : said.map(({ id, says }) => `${id}: ${says}`).join('. ');
  // It stops the case at whatever point a submission is.
  const charge = waitsForCharge(
    view,
    view.charges.map(({ defendantId }) => defendantId),
  );
  return charge === undefined || different.has(charge) ? all : `${charge}. ${all}`;
}
