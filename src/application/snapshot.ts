import { z } from 'zod';
import { CaseRecord, Material, Rejection } from '../domain/case-file/index.ts';
import type { Transaction } from '../storage/database.ts';
import { FormEntryRow } from '../storage/form-entries.ts';
import { partsOf } from '../storage/shared-reads.ts';
import type { CaseRef } from './deps.ts';

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

/** What was written on forms of one class, as it was sent; absent in versions sent without any. */
export const SentEntries = z.array(FormEntryRow.omit({ class: true })).default([]);

/** The V1 part of a snapshot, as far as pages and triage read it. */
export const SnapshotContent = z.object({
  // None, where all that was sent is for some readers alone.
  record: CaseRecord.extend({ material: z.array(Material) }),
  check: z.object({
    kind: z.string(),
    verdict: z.string(),
    ruleSetVersion: z.string(),
    items: z.array(Item),
    triage: z.object({ outcome: z.string(), reasons: z.array(z.object({ id: z.string(), why: z.string() })) }),
  }),
  forms: SentEntries,
  gaps: z.array(z.object({ item: z.string(), reason: z.string(), due: z.string() })),
  /** What the supervisor certified, under each heading; absent in versions sent before it travelled with them. */
  certificate: z
    .object({
      headings: z.record(z.string(), z.string()),
      certifier: z.record(z.string(), z.string()),
      at: z.string(),
    })
    .optional(),
  /** The rejection of the version before, with the answers of police; absent where there was none. */
  answered: Rejection.optional(),
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
