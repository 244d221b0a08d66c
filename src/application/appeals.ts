import {
  answerAppeal as decideAnswer,
  declineAdvice as decideDecline,
  makeAppeal as decideAppeal,
} from '../domain/case-file/index.ts';
import { refuse, type Result } from '../domain/kernel/result.ts';
import { decisionsOf, sentOf } from '../storage/shared-reads.ts';
import { changeCase, submissionIn, type Next } from './case-store.ts';
import type { Deps } from './deps.ts';
import type { Command, Done } from './once.ts';
import { sentFile } from './sent-file.ts';
import { urgencyFor } from './urgency.ts';

/** Early advice that is declined, and the appeals of inspectors. */

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
    return decideAppeal(submission.value, {
      actor: command.actor,
      appealId: deps.newId(),
      grounds: input.grounds,
      hasEnding: decisions.some(
        (each) =>
          each.submissionId === input.submissionId &&
          each.version === submission.value.version &&
          each.detail.authorises === null,
      ),
      toOrg: sent.toOrg,
      urgency: urgencyFor(deps, whole, submission.value),
    });
  });

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
    return decideAnswer(submission, {
      actor: command.actor,
      appeal,
      // A decision is issued by whoever reviews the file, and by nobody else.
      decidedBy: [row?.declined?.prosecutorId, submission.prosecutorId].filter((each) => each !== undefined),
      outcome: input.outcome,
      reasons: input.reasons,
      lesson: input.lesson,
      urgency: urgencyFor(deps, { record, charges: whole.charges }, submission),
    });
  });
