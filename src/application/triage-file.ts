import {
  acceptFile as decideAcceptance,
  giveToProsecutor as decideGiving,
  goesToManagerFirst,
  rejectFile as decideRejection,
  reviewTypes,
  type CaseEvent,
  type ReviewType,
  type TriageReason,
} from '../domain/case-file/index.ts';
import { triageReasons } from '../domain/file-standard/index.ts';
import { accept, refuse, type Result } from '../domain/kernel/result.ts';
import { instant, sayInstant, type Instant } from '../domain/kernel/civil-date.ts';
import { changeCase, type Next } from './case-store.ts';
import type { Deps } from './deps.ts';
import { findActorIn } from './directory.ts';
import type { Command, Done } from './once.ts';
import { isCpsOffice } from './routing.ts';
import { sentFile } from './sent-file.ts';
import type { SnapshotContent } from './snapshot.ts';
import { lockItem } from '../storage/queues.ts';
import { sentOf, type SentRow } from '../storage/shared-reads.ts';
import { urgencyFor, wantedBy } from './urgency.ts';

/** CPS triage: accept, or reject for something that was due. Works on what was sent, not on the live file. */

/**
 * The listed reasons for a snapshot, each with the items it is about that were due under the rule set it was sent with. A
 * reason with no such item is not due (BR-24), save the two of urgent review and material that did not arrive.
 */
export function triageReasonsFor(snapshot: SnapshotContent, overturned: readonly string[] = []): TriageReason[] {
  const due = new Map(
    snapshot.check.items.filter(({ level }) => level === 'required').map((each) => [each.item, each.title]),
  );
  return triageReasons.map((reason) => {
    const items = reason.items.filter((item) => due.has(item));
    const isDue = reason.items.length === 0 || items.length > 0;
    return { id: reason.id, label: reason.label, due: isDue, items, overturned: overturned.includes(reason.id) };
  });
}

/** Reasons for which a legal manager overturned a rejection of this version. */
export const overturnedIn = (row: Pick<SentRow, 'appeals'> | undefined): string[] =>
  (row?.appeals ?? []).flatMap(({ answer }) => answer?.overturned ?? []);

const deadlineOf = (reviewType: ReviewType, from: Instant): string | null => {
  const type = reviewTypes[reviewType];
  if ('hours' in type) return from.add({ hours: type.hours }).toString();
  return type.days === undefined ? null : from.add({ hours: type.days * 24 }).toString();
};

interface About {
  readonly urn: string;
  readonly submissionId: string;
}

/** T12, or T14a in urgent review. `toOrg` is the Area that will review: the one it came to unless transferred. */
export const acceptFile = (
  deps: Deps,
  command: Command,
  input: About & { reviewType: ReviewType; caseType: string; toOrg: string },
  next: Next,
): Promise<Result<Done>> =>
  changeCase(deps, command, input.urn, next, async (whole, tx) => {
    const sent = await sentFile(tx, whole.ref, input.submissionId);
    if (!sent.ok) return sent;
    const { submission, record, snapshot } = sent.value;
    if (!(await isCpsOffice(tx, input.toOrg)))
      return refuse('not-valid', 'Choose a CPS office from the list.', 'toOrg');
    const reviewDueAt = deadlineOf(input.reviewType, command.at);
    const legal = urgencyFor(deps, { record, charges: whole.charges }, submission);
    const clock =
      reviewDueAt === null
        ? {}
        : {
            wantedBy: reviewDueAt,
            // A target is no legal limit: it says when the review is due and does not go ahead of one.
            reasons: [...legal.reasons, `Review due by ${sayInstant(instant(reviewDueAt))}`],
          };
    return decideAcceptance(submission, {
      actor: command.actor,
      reviewType: input.reviewType,
      caseType: input.caseType,
      toOrg: input.toOrg,
      toManager: goesToManagerFirst({
        kind: record.submissions.find(({ id }) => id === input.submissionId)?.kind ?? '',
        caseType: input.caseType,
        isRasso: record.flags.isRasso === true,
      }),
      reviewDueAt,
      despite: snapshot.check.triage.reasons.map(({ id }) => id),
      urgency: { ...legal, ...clock },
    });
  });

/** T18 by the early advice manager. Refuses as the decision does; a case that is kept from somebody is not given to them. */
export const giveToProsecutor = (
  deps: Deps,
  command: Command,
  input: About & { to: string },
  next: Next,
): Promise<Result<Done>> =>
  changeCase(deps, command, input.urn, next, async (whole, tx) => {
    const sent = await sentFile(tx, whole.ref, input.submissionId);
    if (!sent.ok) return sent;
    const to = await findActorIn(tx, input.to);
    const ref = { ...whole.ref, submissionId: input.submissionId };
    const open =
      to !== undefined &&
      (await lockItem(tx, command.actor.organisation.id, ref, { side: 'cps', userId: to.userId })) !== undefined;
    return decideGiving(sent.value.submission, { actor: command.actor, to: open ? to : undefined });
  });

/** T13, T14b, T14c, or T26a. */
export const rejectFile = (
  deps: Deps,
  command: Command,
  input: About & { reasons: readonly string[]; detail: string; responseDate: string; reminderOn: string | null },
  next: Next,
): Promise<Result<Done>> =>
  changeCase(deps, command, input.urn, next, async (whole, tx) => {
    const sent = await sentFile(tx, whole.ref, input.submissionId);
    if (!sent.ok) return sent;
    const row = (await sentOf(tx, whole.ref)).find((each) => each.submissionId === input.submissionId);
    const listed = triageReasonsFor(sent.value.snapshot, overturnedIn(row));
    const reasons = listed.filter(({ id }) => input.reasons.includes(id));
    if (reasons.length !== new Set(input.reasons).size)
      return refuse('not-valid', 'Choose reasons from the list.', 'reasons');
    const { submission, record } = sent.value;
    const decided = decideRejection(submission, {
      actor: command.actor,
      reasons,
      foreseen: sent.value.snapshot.check.triage.reasons.map(({ id }) => id),
      detail: input.detail,
      responseDate: input.responseDate,
      reminderOn: input.reminderOn,
      today: deps.today().toString(),
    });
    if (!decided.ok) return decided;
    const legal = urgencyFor(deps, { record, charges: whole.charges }, submission);
    return accept(
      decided.value.map((event): CaseEvent =>
        event.type === 'file-rejected'
          ? { ...event, payload: { ...event.payload, urgency: wantedBy(legal, input.responseDate) } }
          : event,
      ),
    );
  });
