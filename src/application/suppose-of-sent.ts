import { z } from 'zod';
import type { Actor } from '../domain/access/index.ts';
import { joinRecord, Material } from '../domain/case-file/index.ts';
import { withoutMaterial, type CheckResult } from '../domain/file-standard/index.ts';
import { accept, refuse, type Result } from '../domain/kernel/result.ts';
import { asSystem } from '../storage/as-system.ts';
import { readingsOf } from '../storage/document-readings.ts';
import { partsOf, sentDocumentsOf } from '../storage/shared-reads.ts';
import { findCase } from './case-store.ts';
import { checkBoth, readDocuments, type Supposing } from './check-file.ts';
import type { Deps } from './deps.ts';
import { loadSnapshot } from './snapshot.ts';
import { viewerOf } from './viewer.ts';

const Sensitive = z.object({ material: z.array(Material) });
const Contact = z.object({
  material: z.array(Material).default([]),
  needs: z.array(z.object({ submissionId: z.string(), witnessNeeds: z.unknown() })).default([]),
});

/**
 * Checks a version that was sent as if something about it were otherwise, on the whole of what was sent and under its
 * edition, beside the check of the same as it was; then takes out of both, as was done on sending, every mention of items
 * that only some who received it may know of. Nothing is kept. Refuses `case-not-found` and `page-not-found`.
 */
export const supposeOfSent = (
  deps: Deps,
  actor: Actor,
  about: { readonly urn: string; readonly submissionId: string; readonly version: number },
  supposing: Supposing,
): Promise<
  Result<{ readonly check: CheckResult; readonly supposed: CheckResult }, 'case-not-found' | 'page-not-found'>
> =>
  deps.db.transaction(viewerOf(actor), async (tx) => {
    const { submissionId, version } = about;
    const found = await findCase(tx, actor, about.urn);
    if (!found.ok) return found;
    const ref = found.value;
    const content = await loadSnapshot(tx, ref, submissionId, version);
    if (content === undefined) return refuse('page-not-found', 'That version of the submission has not been sent.');
    const { parts, documents, readings } = await asSystem(tx, async (system) => {
      const sent = (await sentDocumentsOf(system, ref)).filter(
        (each) => each.submissionId === submissionId && each.version === version && each.via === 'submission',
      );
      const hashes = sent.flatMap(({ sha256 }) => (sha256 === null ? [] : [sha256]));
      return {
        parts: await partsOf(system, ref, submissionId, version),
        documents: sent,
        readings: await readingsOf(system, ref.ownerId, hashes),
      };
    });
    const contentOf = (kept: 'V5' | 'V6'): unknown => {
      const part = parts.find((each) => each.class === kept);
      return part === undefined ? undefined : JSON.parse(part.content);
    };
    const sensitive = Sensitive.safeParse(contentOf('V5')).data?.material ?? [];
    const contact = Contact.safeParse(contentOf('V6')).data;
    const forms = contact?.material ?? [];
    const hidden = new Set([...sensitive, ...forms].map(({ id }) => id));
    const { check, gaps } = content;
    const record = joinRecord({
      V1: { ...content.record, material: [...content.record.material, ...forms] },
      V5: sensitive,
      needs: contact?.needs ?? [],
    });
    const both = checkBoth(
      deps,
      {
        ...{ record, submissionId },
        edition: deps.editions.byId(check.ruleSetVersion) ?? deps.edition,
        answers: new Map(
          check.facts.flatMap(({ id, value, basis }) =>
            basis === 'answered' && value !== null ? [[id, value] as const] : [],
          ),
        ),
        explained: new Map(gaps.map(({ item, reason, due }) => [item, { reason, due }])),
        read: readDocuments(documents, readings),
      },
      supposing,
    );
    return accept({
      check: withoutMaterial(both.check, hidden),
      supposed: withoutMaterial(both.supposed, hidden),
    });
  });
