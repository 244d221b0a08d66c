import type { Audience } from '../domain/access/index.ts';
import {
  answerWithdrawal as decideAnswer,
  askWithdrawal as decideAsking,
  isOfficerInCase,
} from '../domain/case-file/index.ts';
import type { Result } from '../domain/kernel/result.ts';
import { changeCase, submissionIn, type Next, type WholeCase } from './case-store.ts';
import type { Deps } from './deps.ts';
import type { Command, Done } from './once.ts';

/** T34: police take a request back, the officer asking and a supervisor agreeing. */

interface About {
  readonly urn: string;
  readonly submissionId: string;
}

const askedIn = (whole: WholeCase, submissionId: string) =>
  whole.rows.find((each) => each.submissionId === submissionId)?.withdrawal ?? undefined;

/** Whether an inspector charged a suspect of it urgently and the CPS do not know yet. */
const isUntold = (whole: WholeCase, submissionId: string): boolean =>
  whole.rows.some((each) => each.submissionId === submissionId && each.urgentCharge !== null);

/** The officer asks to withdraw a request, with a reason. */
export const askWithdrawal = (
  deps: Deps,
  command: Command,
  input: About & { readonly reason: string },
  next: Next,
): Promise<Result<Done>> =>
  changeCase(deps, command, input.urn, next, (whole) => {
    const submission = submissionIn(whole, input.submissionId);
    if (!submission.ok) return submission;
    return decideAsking(submission.value, {
      ...{ actor: command.actor, reason: input.reason, asked: askedIn(whole, input.submissionId) !== undefined },
      untold: isUntold(whole, input.submissionId),
      isOfficerInCase: isOfficerInCase(command.actor, whole.record.force.code, whole.record.officers),
    });
  });

/** A supervisor agrees that a request is withdrawn, or refuses with a reason. The CPS are told of one that they had. */
export const answerWithdrawal = (
  deps: Deps,
  command: Command,
  input: About & { readonly agrees: boolean; readonly reason: string },
  next: Next,
): Promise<Result<Done>> =>
  changeCase(
    deps,
    command,
    input.urn,
    next,
    (whole) => {
      const submission = submissionIn(whole, input.submissionId);
      if (!submission.ok) return submission;
      return decideAnswer(submission.value, {
        ...{ actor: command.actor, agrees: input.agrees, reason: input.reason },
        asked: askedIn(whole, input.submissionId),
        untold: isUntold(whole, input.submissionId),
        isOfficerInCase: isOfficerInCase(command.actor, whole.record.force.code, whole.record.officers),
      });
    },
    ({ rows }): Audience =>
      rows.some((each) => each.submissionId === input.submissionId && each.firstSentAt !== null) ? 'shared' : 'police',
  );
