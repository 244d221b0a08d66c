import { z } from 'zod';
import {
  acceptFile as decideAcceptance,
  CaseRecord,
  rejectFile as decideRejection,
  reviewTypes,
  type ReviewType,
  type TriageReason,
} from '../domain/case-file/index.ts';
import { triageReasons } from '../domain/file-standard/index.ts';
import { refuse, type Result } from '../domain/kernel/result.ts';
import { instant, sayInstant, type Instant } from '../domain/kernel/civil-date.ts';
import type { Transaction } from '../storage/database.ts';
import { partsOf } from '../storage/shared-reads.ts';
import { changeCase, submissionIn, type Next } from './case-store.ts';
import type { CaseRef, Deps } from './deps.ts';
import type { Command, Done } from './once.ts';
import { isCpsOffice } from './routing.ts';
import { urgencyFor } from './urgency.ts';

/** CPS triage: accept, or reject for something that was due. Works on the snapshot that was sent, not on the live file. */

const Item = z.object({
  item: z.string(),
  title: z.string(),
  level: z.string(),
  result: z.string(),
  why: z.string(),
  fix: z.string(),
  by: z.array(z.string()),
  group: z.string().optional(),
  predictedRejections: z.array(z.string()).optional(),
  predictedFailures: z.array(z.string()).optional(),
});
export type SnapshotItem = z.infer<typeof Item>;

/** The V1 part of a snapshot, as far as pages and triage read it. */
export const SnapshotContent = z.object({
  record: CaseRecord,
  check: z.object({
    kind: z.string(),
    verdict: z.string(),
    ruleSetVersion: z.string(),
    items: z.array(Item),
    triage: z.object({ outcome: z.string(), reasons: z.array(z.object({ id: z.string(), why: z.string() })) }),
  }),
  gaps: z.array(z.object({ item: z.string(), reason: z.string(), due: z.string() })),
  /** What the supervisor certified, under each heading; absent in versions sent before it travelled with them. */
  certificate: z
    .object({
      headings: z.record(z.string(), z.string()),
      certifier: z.record(z.string(), z.string()),
      at: z.string(),
    })
    .optional(),
});
export type SnapshotContent = z.infer<typeof SnapshotContent>;

/** The snapshot of one version; undefined when the viewer may not see it. */
export async function loadSnapshot(
  tx: Transaction,
  ref: CaseRef,
  submissionId: string,
  version: number,
): Promise<SnapshotContent | undefined> {
  const parts = await partsOf(tx, ref, submissionId, version);
  const shared = parts.find((each) => each.class === 'V1');
  return shared === undefined ? undefined : SnapshotContent.parse(JSON.parse(shared.content));
}

/**
 * The listed reasons for a snapshot, each with the items it is about that were due under the rule set it was sent with. A
 * reason with no such item is not due (BR-24), save the two of urgent review and material that did not arrive.
 */
export function triageReasonsFor(snapshot: SnapshotContent): TriageReason[] {
  const due = new Map(
    snapshot.check.items.filter(({ level }) => level === 'required').map((each) => [each.item, each.title]),
  );
  return triageReasons.map((reason) => {
    const items = reason.items.filter((item) => due.has(item));
    return { id: reason.id, label: reason.label, due: reason.items.length === 0 || items.length > 0, items };
  });
}

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
    const submission = submissionIn(whole, input.submissionId);
    if (!submission.ok) return submission;
    if (!(await isCpsOffice(tx, input.toOrg)))
      return refuse('not-valid', 'Choose a CPS office from the list.', 'toOrg');
    const reviewDueAt = deadlineOf(input.reviewType, command.at);
    const legal = urgencyFor(deps, whole.record, submission.value);
    const clock = reviewDueAt === null ? [] : [`Review due by ${sayInstant(instant(reviewDueAt))}`];
    const dueAt = reviewDueAt !== null && reviewDueAt < legal.dueAt ? reviewDueAt : legal.dueAt;
    return decideAcceptance(submission.value, {
      actor: command.actor,
      reviewType: input.reviewType,
      caseType: input.caseType,
      toOrg: input.toOrg,
      reviewDueAt,
      urgency: { dueAt, reasons: dueAt === reviewDueAt ? [...clock, ...legal.reasons] : [...legal.reasons, ...clock] },
    });
  });

/** T13, T14b or T14c. */
export const rejectFile = (
  deps: Deps,
  command: Command,
  input: About & { reasons: readonly string[]; detail: string; responseDate: string; reminderOn: string | null },
  next: Next,
): Promise<Result<Done>> =>
  changeCase(deps, command, input.urn, next, async (whole, tx) => {
    const submission = submissionIn(whole, input.submissionId);
    if (!submission.ok) return submission;
    const snapshot = await loadSnapshot(tx, whole.ref, input.submissionId, submission.value.version);
    if (snapshot === undefined) return refuse('step-not-allowed', 'This version has not been sent.');
    const listed = triageReasonsFor(snapshot);
    const reasons = listed.filter(({ id }) => input.reasons.includes(id));
    if (reasons.length !== new Set(input.reasons).size)
      return refuse('not-valid', 'Choose reasons from the list.', 'reasons');
    return decideRejection(submission.value, {
      actor: command.actor,
      reasons,
      detail: input.detail,
      responseDate: input.responseDate,
      reminderOn: input.reminderOn,
      today: deps.today().toString(),
    });
  });
