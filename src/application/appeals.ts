import {
  answerAppeal as decideAnswer,
  declineAdvice as decideDecline,
  escalateRejection as decideEscalation,
  makeAppeal as decideAppeal,
  type OverturnedTo,
} from '../domain/case-file/index.ts';
import { refuse, type Result } from '../domain/kernel/result.ts';
import { outOfCourtOf } from '../storage/charging-reads.ts';
import { decisionsOf, sentOf, type SentRow } from '../storage/shared-reads.ts';
import { changeCase, submissionIn, type Next } from './case-store.ts';
import type { Deps } from './deps.ts';
import type { Command, Done } from './once.ts';
import { outcomeSince } from './out-of-court.ts';
import { sentFile } from './sent-file.ts';
import { isUrgentRequest } from './routing.ts';
import { urgencyFor, wantedBy } from './urgency.ts';

/** Early advice that is declined, and the appeals of inspectors: against that, a decision or a rejection. */

interface About {
  readonly urn: string;
  readonly submissionId: string;
}

/** T26b. */
export const declineAdvice = (
  deps: Deps,
  command: Command,
  input: About & { reason: string; text: string },
  next: Next,
): Promise<Result<Done>> =>
  changeCase(deps, command, input.urn, next, async (whole, tx) => {
    const sent = await sentFile(tx, whole.ref, input.submissionId);
    if (!sent.ok) return sent;
    const kind = sent.value.record.submissions.find(({ id }) => id === input.submissionId)?.kind ?? '';
    return decideDecline(sent.value.submission, { ...input, actor: command.actor, kind });
  });

/** Whether a caution is offered, or further: it is not appealed against any more. */
const isCarriedOut = (stands: string | undefined): boolean =>
  stands !== undefined && ['offered', 'accepted', 'kept'].includes(stands);

/** T33. */
export const makeAppeal = (
  deps: Deps,
  command: Command,
  input: About & { grounds: string },
  next: Next,
): Promise<Result<Done>> =>
  changeCase(deps, command, input.urn, next, async (whole, tx) => {
    const submission = submissionIn(whole, input.submissionId);
    if (!submission.ok) return submission;
    const sent = (await sentOf(tx, whole.ref)).find((each) => each.submissionId === input.submissionId);
    if (sent === undefined)
      return refuse('step-not-allowed', 'This file has not been sent: there is nothing to appeal.');
    const decisions = await decisionsOf(tx, whole.ref);
    const outcomes = await outOfCourtOf(tx, whole.ref);
    return decideAppeal(submission.value, {
      actor: command.actor,
      appealId: deps.newId(),
      grounds: input.grounds,
      hasEnding: decisions.some(
        (each) =>
          each.submissionId === input.submissionId &&
          each.version === submission.value.version &&
          each.detail.authorises === null &&
          !isCarriedOut(outcomeSince(outcomes, each)?.stands),
      ),
      toOrg: sent.toOrg,
      urgency: urgencyFor(deps, whole, submission.value),
    });
  });

/** T17: the rejection of the newest version that was sent. */
export const escalateRejection = (
  deps: Deps,
  command: Command,
  input: About & { grounds: string; spoke: string },
  next: Next,
): Promise<Result<Done>> =>
  changeCase(deps, command, input.urn, next, async (whole, tx) => {
    const submission = submissionIn(whole, input.submissionId);
    if (!submission.ok) return submission;
    const row = (await sentOf(tx, whole.ref)).find((each) => each.submissionId === input.submissionId);
    if (row?.rejection === null || row === undefined)
      return refuse('step-not-allowed', 'This file was not rejected: there is nothing to escalate.');
    const legal = urgencyFor(deps, whole, submission.value);
    return decideEscalation(
      { ...submission.value, version: row.version },
      {
        actor: command.actor,
        appealId: deps.newId(),
        ...{ grounds: input.grounds, spoke: input.spoke, toOrg: row.toOrg },
        urgency: { ...legal, reasons: ['Police say that the rejection is wrong', ...legal.reasons] },
      },
    );
  });

/** Where a rejection that is overturned leads back to, by how far the file had come. */
const overturnedTo = (
  { acceptance, urgentCharge }: Pick<SentRow, 'acceptance' | 'urgentCharge'>,
  urgent: boolean,
): OverturnedTo =>
  acceptance !== null ? 'triage_accepted' : urgent || urgentCharge !== null ? 'urgent_review' : 'triage_pending';

/** The answer of a legal manager. Refuses `page-not-found` where no appeal waits. */
export const answerAppeal = (
  deps: Deps,
  command: Command,
  input: About & { outcome: string; reasons: string; lesson: string },
  next: Next,
): Promise<Result<Done>> =>
  changeCase(deps, command, input.urn, next, async (whole, tx) => {
    const sent = await sentFile(tx, whole.ref, input.submissionId);
    if (!sent.ok) return sent;
    const { submission, record } = sent.value;
    const row = (await sentOf(tx, whole.ref)).find((each) => each.submissionId === input.submissionId);
    const appeal = row?.appeals.find(({ answer }) => answer === null);
    if (appeal === undefined) return refuse('page-not-found', 'No appeal is waiting for an answer here.');
    const rejected = appeal.about === 'rejection' ? row?.rejection : undefined;
    const legal = urgencyFor(deps, { record, charges: whole.charges }, submission);
    // Maintained, it is wanted back by the day that triage asked for.
    const back = rejected != null && input.outcome === 'dismissed' ? wantedBy(legal, rejected.responseDate) : legal;
    return decideAnswer(submission, {
      actor: command.actor,
      appeal,
      rejection:
        rejected == null || row === undefined
          ? undefined
          : {
              leadsTo: overturnedTo(row, isUrgentRequest(record, input.submissionId)),
              reasons: rejected.reasons.map(({ id }) => id),
            },
      // A decision is issued by whoever reviews the file, and by nobody else.
      decidedBy: [
        ...(rejected == null ? [row?.declined?.prosecutorId, submission.prosecutorId] : [rejected.userId]),
      ].filter((each) => each !== undefined),
      outcome: input.outcome,
      reasons: input.reasons,
      lesson: input.lesson,
      urgency:
        rejected != null && input.outcome === 'upheld'
          ? { ...back, reasons: ['A legal manager overturned the rejection', ...back.reasons] }
          : back,
    });
  });
