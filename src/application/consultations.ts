import {
  officerRolesOf,
  recordConsultation as decideRecording,
  type ConsultationSaid,
  type TalkFirst,
} from '../domain/case-file/index.ts';
import { instant } from '../domain/kernel/civil-date.ts';
import type { Result } from '../domain/kernel/result.ts';
import type { CaseRecord } from '../domain/case-file/index.ts';
import { sentOf, type ConsultationRow, type PlanRow } from '../storage/shared-reads.ts';
import { changeCase, type Next } from './case-store.ts';
import type { CaseRef, Deps } from './deps.ts';
import type { Command, Done } from './once.ts';
import { sentFile } from './sent-file.ts';

export type { ConsultationRow } from '../storage/shared-reads.ts';

/** T20: either side records a conversation about a file in review. Refuses `page-not-found` for a file that was not sent. */
export const recordConsultation = (
  deps: Deps,
  command: Command,
  input: ConsultationSaid & { readonly urn: string; readonly submissionId: string },
  next: Next,
): Promise<Result<Done>> =>
  changeCase(deps, command, input.urn, next, async (whole, tx) => {
    const { urn: _urn, submissionId, ...said } = input;
    const sent = await sentFile(tx, whole.ref, submissionId);
    if (!sent.ok) return sent;
    const row = (await sentOf(tx, whole.ref)).find((each) => each.submissionId === submissionId);
    return decideRecording(sent.value.submission, {
      ...{ actor: command.actor, consultationId: deps.newId(), said, now: command.at, sentAt: row?.sentAt ?? '' },
      hasPart: officerRolesOf(command.actor, whole.record.force.code, whole.record.officers).length > 0,
    });
  });

/** Whether talking comes before a plan in this case: domestic abuse, where the pilot of its force or of the office is on. */
export const talksFirst = (
  { planSettings }: Pick<Deps, 'planSettings'>,
  about: {
    readonly ref: CaseRef;
    readonly record: CaseRecord;
    readonly officeId: string;
    readonly beforeCharge: boolean;
  },
): boolean =>
  about.beforeCharge &&
  about.record.flags.isDomesticAbuse === true &&
  [about.ref.ownerId, about.officeId].some((id) => planSettings.talkFirst.includes(id));

/** Conversations that count before the next plan of a submission: those recorded since the plan before. */
export function conversationsSincePlan(
  consultations: readonly ConsultationRow[],
  plans: readonly PlanRow[],
  submissionId: string,
): ConsultationRow[] {
  const last = plans
    .filter((each) => each.submissionId === submissionId)
    .reduce((latest, { issuedAt }) => Math.max(latest, instant(issuedAt).epochMilliseconds), -Infinity);
  return consultations.filter(
    (each) => each.submissionId === submissionId && instant(each.recordedAt).epochMilliseconds > last,
  );
}

/** What a prosecutor says of talking before a plan. */
export type TalkInput = Pick<TalkFirst, 'consultationId' | 'declinedBecause'>;
