import { officerRolesOf, recordOutOfCourt as decideRecording, type OutOfCourtSaid } from '../domain/case-file/index.ts';
import { decisionCodes, isDecisionCode } from '../domain/charging/index.ts';
import { instant, londonDateOf } from '../domain/kernel/civil-date.ts';
import { refuse, type Result } from '../domain/kernel/result.ts';
import { outOfCourtOf, type OutOfCourtRow } from '../storage/charging-reads.ts';
import { decisionsOf, type DecisionRow } from '../storage/shared-reads.ts';
import { changeCase, type Next } from './case-store.ts';
import type { Deps } from './deps.ts';
import type { Command, Done } from './once.ts';
import { sentFile } from './sent-file.ts';
import { urgencyFor } from './urgency.ts';

/** What police record of an outcome out of court that the CPS decided on one offence. */
export interface OutOfCourtInput extends OutOfCourtSaid {
  readonly urn: string;
  readonly submissionId: string;
  readonly offenceId: string;
}

/** What was recorded since the newest decision on an offence: a later caution begins anew. */
export const outcomeSince = (
  outcomes: readonly OutOfCourtRow[],
  { detail, issuedAt }: DecisionRow,
): OutOfCourtRow | undefined =>
  outcomes.find(
    ({ offenceId, recorded }) =>
      offenceId === detail.offenceId &&
      recorded.some(
        ({ step, at }) => step === 'offered' && instant(at).epochMilliseconds >= instant(issuedAt).epochMilliseconds,
      ),
  );

/** Whether a decision leaves something to do: a charge to lay, an outcome out of court to carry out, or to decide again. */
export function isLeftToDo(decision: DecisionRow, outcomes: readonly OutOfCourtRow[]): boolean {
  const { detail, laidChargeId, again } = decision;
  if (again !== null) return true;
  if (detail.authorises !== null) return laidChargeId === null;
  const outOfCourt = isDecisionCode(detail.code) && decisionCodes[detail.code].effect === 'out_of_court';
  return outOfCourt && outcomeSince(outcomes, decision)?.stands !== 'kept';
}

/** T32. Refuses `page-not-found` for an offence that the submission was not decided on, and what the decision refuses. */
export const recordOutOfCourt = (
  deps: Deps,
  command: Command,
  input: OutOfCourtInput,
  next: Next,
): Promise<Result<Done>> =>
  changeCase(deps, command, input.urn, next, async (whole, tx) => {
    const { urn: _urn, submissionId, offenceId, ...said } = input;
    const sent = await sentFile(tx, whole.ref, submissionId);
    if (!sent.ok) return sent;
    const { submission, record } = sent.value;
    const decisions = (await decisionsOf(tx, whole.ref)).filter((each) => each.submissionId === submissionId);
    const decision = decisions.find(({ detail }) => detail.offenceId === offenceId);
    if (decision === undefined) return refuse('page-not-found', 'The CPS did not decide on that offence here.');
    const outcomes = await outOfCourtOf(tx, whole.ref);
    return decideRecording(submission, {
      ...{ actor: command.actor, said, offenceId, defendantId: decision.detail.defendantId },
      hasPart: officerRolesOf(command.actor, whole.record.force.code, whole.record.officers).length > 0,
      decision: {
        detail: decision.detail,
        on: londonDateOf(instant(decision.issuedAt)).toString(),
        isMadeAgain: decision.again !== null,
      },
      current: outcomeSince(outcomes, decision),
      ...{ newId: deps.newId, today: deps.today().toString(), toOrg: submission.holder.id },
      othersWait: decisions.some((each) => each !== decision && isLeftToDo(each, outcomes)),
      urgency: urgencyFor(deps, { record, charges: whole.charges }, submission),
    });
  });
