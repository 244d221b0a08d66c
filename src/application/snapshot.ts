import { z } from 'zod';
import { CaseRecord, Material, Rejection, SubmissionKind } from '../domain/case-file/index.ts';
import { ItemGroup } from '../domain/file-standard/index.ts';
import type { Transaction } from '../storage/database.ts';
import { FormEntryRow } from '../storage/form-entries.ts';
import { partsOf } from '../storage/shared-reads.ts';
import type { CaseRef } from './deps.ts';

const confidence = z.enum(['confirmed', 'second_hand', 'general_knowledge', 'proposal']);
const texts = z.array(z.string());
const factValue = z.union([z.string(), z.number(), z.boolean()]);
const passage = z.object({ material: z.string(), words: z.string() }).exactOptional();

// What a version sent before the check said a thing does not have is as if it had said nothing of it.
const Item = z.object({
  item: z.string(),
  title: z.string(),
  level: z.enum(['required', 'not_required', 'unknown']),
  result: z.enum(['met', 'missing', 'inadequate', 'ask', 'deferred', 'not_required', 'sent_but_not_required']),
  why: z.string(),
  fix: z.string(),
  by: texts,
  group: ItemGroup,
  condition: z.string().exactOptional(),
  dueBecause: texts.exactOptional(),
  sources: texts.default([]),
  confidence: confidence.default('confirmed'),
  predictedRejections: texts.default([]),
  predictedFailures: texts.default([]),
  defenceVisibility: z.enum(['never', 'served', 'initial_details', 'schedule', 'after_review']).default('never'),
  proposals: z.array(z.object({ why: z.string(), passage })).default([]),
  format: z.object({ id: z.string(), needs: z.string(), sources: texts, confidence }).exactOptional(),
});
export type SnapshotItem = z.infer<typeof Item>;

const Predictions = z
  .array(z.object({ id: z.string(), label: z.string().default(''), why: z.string(), items: texts.default([]) }))
  .default([]);

const Check = z.object({
  kind: SubmissionKind,
  kindFits: z.enum(['yes', 'no', 'unknown']).default('yes'),
  verdict: z.string(),
  ruleSetVersion: z.string(),
  items: z.array(Item),
  facts: z
    .array(
      z.object({
        ...{ id: z.string(), value: factValue.nullable(), source: z.string() },
        confidence: z.enum(['S', 'J', 'C']),
        basis: z.enum(['field', 'material', 'text', 'computed', 'assumed', 'answered', 'unanswered']),
      }),
    )
    .default([]),
  questions: z
    .array(
      z.object({
        ...{ fact: z.string(), text: z.string(), note: z.string(), decides: texts, decidesChecks: texts },
        type: z.enum(['boolean', 'enum', 'integer', 'date']),
      }),
    )
    .default([]),
  prompts: z.array(z.object({ fact: z.string(), text: z.string(), value: factValue, note: z.string() })).default([]),
  checks: z
    .array(
      z.object({
        ...{ id: z.string(), severity: z.enum(['block', 'warn']), message: z.string(), sources: texts, confidence },
      }),
    )
    .default([]),
  expectations: z.array(z.object({ id: z.string(), title: z.string(), expectations: texts })).default([]),
  considerEarlyAdvice: z.string().exactOptional(),
  inputFaults: z
    .array(
      z.object({
        ...{ id: z.string(), severity: z.enum(['block', 'look']), by: texts, why: z.string(), fix: z.string() },
      }),
    )
    .default([]),
  triage: z.object({
    outcome: z.enum(['accept', 'accept_with_note', 'reject', 'not_applicable']),
    ...{ reasons: Predictions, possible: Predictions },
  }),
  assessment: z
    .object({
      ...{ assessed: z.boolean(), compliant: z.boolean().nullable(), failures: Predictions, possible: Predictions },
    })
    .optional(),
});

/** What was written on forms of one class, as it was sent; absent in versions sent without any. */
export const SentEntries = z.array(FormEntryRow.omit({ class: true })).default([]);

/** The V1 part of a snapshot, as far as pages and triage read it. */
export const SnapshotContent = z.object({
  // None, where all that was sent is for some readers alone.
  record: CaseRecord.extend({ material: z.array(Material) }),
  check: Check,
  forms: SentEntries,
  gaps: z.array(z.object({ item: z.string(), reason: z.string(), due: z.string() })),
  /** What the supervisor certified, under each heading; absent in versions sent before it travelled with them. */
  certificate: z
    .object({
      headings: z.record(z.string(), z.string()),
      disclosureAssured: z.string().exactOptional(),
      certifier: z.record(z.string(), z.string()),
      at: z.string(),
    })
    .optional(),
  /** The rejection of the version before, with the answers of police; absent where there was none. */
  answered: Rejection.optional(),
});
export type SnapshotContent = z.infer<typeof SnapshotContent>;

/** Whether an item that was sent had a document, and that it was read back then. */
export interface DocumentReceipt {
  readonly hasDocument: boolean;
  readonly receipt: { readonly sha256: string; readonly size: number; readonly at: string } | null;
}

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
