import { holds, may, type Actor } from '../../../domain/access/index.ts';
import { isBeforeTheGate, mayLookAgain, mayRecordOutOfCourt } from '../../../domain/case-file/index.ts';
import { civilDate, sayDate } from '../../../domain/kernel/civil-date.ts';
import { isLeftToDo, outcomeSince } from '../../../application/out-of-court.ts';
import type { CaseView, SubmissionView } from '../../../application/view-case.ts';
import { paths } from '../../paths.ts';

/** Something this person can do next in a case, and where. */
export interface NextStep {
  readonly submissionId: string;
  /** Words of the button. */
  readonly text: string;
  readonly href: string;
}

type Seen = Pick<
  CaseView,
  | 'record'
  | 'submissions'
  | 'plans'
  | 'outOfCourt'
  | 'victimNotices'
  | 'decisions'
  | 'charges'
  | 'mayBuild'
  | 'isOfficerInCase'
  | 'clocks'
>;

/** What this person can do next with one submission; undefined when the move is somebody else's. */
export function nextStepOf(view: Seen, actor: Actor, submission: SubmissionView): NextStep | undefined {
  const { submissionId } = submission;
  const about = { urn: view.record.urn, submissionId };
  const step = (text: string, href: string): NextStep => ({ submissionId, text, href });
  switch (submission.state) {
    case 'draft':
      return view.mayBuild ? step('See what this file still needs', paths.submission.to(about)) : undefined;
    case 'returned_to_officer':
      return view.mayBuild ? step('Put right what was returned', paths.submission.to(about)) : undefined;
    case 'awaiting_resubmission':
      if (view.mayBuild) return step('Answer the rejection and resubmit', paths.submission.to(about));
      return may(actor, 'appeal:make')
        ? step('Read the rejection, and escalate it if it is wrong', paths.appeal.to(about))
        : undefined;
    case 'supervision':
      return may(actor, 'file:certify') && !view.isOfficerInCase
        ? step('Check and certify the file', paths.certify.to(about))
        : undefined;
    case 'returned_to_supervisor':
      if (may(actor, 'file:certify') && !view.isOfficerInCase)
        return step('Answer what the gatekeeper returned', paths.certify.to(about));
      return view.mayBuild ? step('Put right what the gatekeeper returned', paths.submission.to(about)) : undefined;
    case 'gatekeeping':
      if (view.isOfficerInCase) return undefined;
      if (may(actor, 'file:gatekeep')) return step('Check and send the file', paths.gatekeep.to(about));
      return may(actor, 'police:decide') && submission.kind.startsWith('PCD_')
        ? step('Decide without the CPS, where police may', paths.policeDecisions.to(about))
        : undefined;
    case 'delivery_failed':
      return may(actor, 'file:gatekeep') && !view.isOfficerInCase
        ? step('Send the file again: it could not be delivered', paths.gatekeep.to(about))
        : view.mayBuild
          ? step('Replace what could not be delivered', paths.submission.to(about))
          : undefined;
    case 'second_gate': {
      const { passed, certificate } = submission;
      const looks = { certifiedBy: certificate?.by, passedBy: passed ?? undefined };
      return mayLookAgain(actor, { ...looks, isOfficerInCase: view.isOfficerInCase }).ok
        ? step('Take a second look and send the file', paths.gatekeep.to(about))
        : undefined;
    }
    case 'triage_pending':
    case 'urgent_review':
      return may(actor, 'file:triage') ? step('Accept or reject the file', paths.triage.to(about)) : undefined;
    case 'advice_triage':
      return may(actor, 'advice:manage')
        ? step('Give the request to a prosecutor, reject or decline it', paths.adviceManager.to(about))
        : undefined;
    case 'triage_accepted':
    case 'allocated':
    case 'in_review':
      return may(actor, 'review:decide') && (submission.state !== 'in_review' || reviews(submission, actor))
        ? step('Review the file', paths.review.to(about))
        : undefined;
    case 'action_plan_issued':
      return planStep(view, actor, submission);
    case 'decision_issued':
      if (mismatched(view, submission) && reviews(submission, actor))
        return step('See how the charge laid differs from the one authorised', paths.charges.to({ urn: about.urn }));
      if (toLay(view, submissionId) && may(actor, 'charge:record'))
        return step('Record the charge as laid', paths.addCharge.to({ urn: about.urn }));
      return outOfCourtStep(view, actor, submissionId);
    case 'advice_given':
      return view.mayBuild ? step('Read the early advice and act on it', paths.advice.to(about)) : undefined;
    case 'advice_declined':
      return view.mayBuild || may(actor, 'appeal:make')
        ? step('Read why no advice was given', paths.appeal.to(about))
        : undefined;
    case 'appealed':
      return may(actor, 'appeal:answer') ? step('Answer the appeal', paths.appeal.to(about)) : undefined;
    case 'police_charged':
      return may(actor, 'charge:record')
        ? step('Record the charge as laid', paths.addCharge.to({ urn: about.urn }))
        : undefined;
    case 'closed':
    case 'withdrawn':
    case 'ready':
    case 'sent':
    case 'delivered':
    case 'triage_rejected':
    case 'responded':
      return undefined;
  }
}

/** Whether this person reviews the version that stands with the CPS. */
const reviews = ({ sent, version }: SubmissionView, actor: Actor): boolean =>
  sent.find((each) => each.version === version)?.review?.prosecutorId === actor.userId;

/** Whether a charge laid against one of the submission's suspects is not the one authorised. */
const mismatched = ({ charges }: Seen, { defendantIds }: SubmissionView): boolean =>
  charges.some(
    ({ defendantId, comparison }) =>
      defendantIds.includes(defendantId) && (comparison === 'mismatch' || comparison === 'not_authorised'),
  );

const toLay = (view: Seen, submissionId: string): boolean =>
  view.decisions.some(
    (each) => each.submissionId === submissionId && each.detail.authorises !== null && each.laidChargeId === null,
  );

/** The first outcome out of court of a submission that is not done, for those who carry it out. */
function outOfCourtStep(view: Seen, actor: Actor, submissionId: string): NextStep | undefined {
  if (!mayRecordOutOfCourt(actor, view.isOfficerInCase)) return undefined;
  const open = view.decisions.find(
    (each) =>
      each.submissionId === submissionId &&
      each.again === null &&
      each.detail.authorises === null &&
      isLeftToDo(each, view.outOfCourt),
  );
  if (open === undefined) return undefined;
  const stands = outcomeSince(view.outOfCourt, open)?.stands;
  const text =
    stands === 'offered'
      ? 'Record the answer to the caution'
      : stands === 'accepted'
        ? 'Record whether the conditions were kept'
        : 'Offer the caution, and record it';
  const { urn } = view.record;
  return { submissionId, text, href: paths.outOfCourt.to({ urn, submissionId, offenceId: open.detail.offenceId }) };
}

function planStep(view: Seen, actor: Actor, submission: SubmissionView): NextStep | undefined {
  const { submissionId } = submission;
  const plan = view.plans.find((each) => each.submissionId === submissionId && each.respondedAt === null);
  if (plan === undefined) return undefined;
  const href = paths.plan.to({ urn: view.record.urn, planId: plan.planId });
  const asked = plan.items.some(({ answer, extension }) => answer === null && extension !== null);
  if (asked && may(actor, 'plan:issue') && reviews(submission, actor))
    return { submissionId, text: 'Answer the request for more time', href };
  const open = plan.items.some(({ answer }) => answer === null);
  if (open) {
    const answers = may(actor, 'plan:answer') && view.isOfficerInCase;
    return answers ? { submissionId, text: 'Answer the action plan', href } : undefined;
  }
  const checks = may(actor, 'plan:return') && !view.isOfficerInCase;
  return checks ? { submissionId, text: 'Check the answers and send them back', href } : undefined;
}

/** What this person can do next in the case, one step for each submission that waits for them. */
export const nextSteps = (view: Seen, actor: Actor): NextStep[] => [
  ...view.submissions.flatMap((submission) => nextStepOf(view, actor, submission) ?? []),
  ...urgentSteps(view, actor),
  ...victimsToTell(view),
];

/** For an inspector, while detention runs: an urgent charge on a file that is not certified yet (BR-06). */
const urgentSteps = (view: Seen, actor: Actor): NextStep[] =>
  !holds(actor, 'inspector_escalation') || view.isOfficerInCase
    ? []
    : view.submissions.flatMap(({ submissionId, kind, state, defendantIds, urgentCharge }) =>
        kind.startsWith('PCD_') &&
        isBeforeTheGate(state) &&
        urgentCharge === null &&
        view.clocks.some((clock) => clock.kind === 'pace-detention' && defendantIds.includes(clock.defendantId))
          ? [
              {
                submissionId,
                text: 'Charge urgently, where detention ends before a prosecutor can decide',
                href: paths.policeDecisions.to({ urn: view.record.urn, submissionId }),
              },
            ]
          : [],
      );

/** Victims who are to be told of a decision not to charge, for those who build the case; the first by its day. */
function victimsToTell(view: Seen): NextStep[] {
  const [first] = view.victimNotices.filter(({ told }) => told === null);
  const [submission] = view.submissions;
  if (first === undefined || submission === undefined || !view.mayBuild) return [];
  const text = `Tell a victim by ${sayDate(civilDate(first.dueOn))}`;
  const href = `${paths.charges.to({ urn: view.record.urn })}#victims`;
  return [{ submissionId: submission.submissionId, text, href }];
}
