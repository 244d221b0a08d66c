import { isSubmissionState, type CaseRecord, type SentSubmission } from '../domain/case-file/index.ts';
import { accept, refuse, type Result } from '../domain/kernel/result.ts';
import type { Transaction } from '../storage/database.ts';
import { findOrganisation } from '../storage/directory.ts';
import { sentOf } from '../storage/shared-reads.ts';
import type { CaseRef } from './deps.ts';
import { loadSnapshot, type SnapshotContent } from './snapshot.ts';

/** What the CPS act on: where the newest version sent stands, and what was sent with it. */
export interface SentFile {
  readonly submission: SentSubmission;
  readonly snapshot: SnapshotContent;
  readonly record: CaseRecord;
}

/**
 * The newest version of a submission that was sent. Everything the CPS do is decided on it and never on the live file, so
 * that no answer to them tells what police do with it meanwhile. Refuses `page-not-found` when none was sent.
 */
export async function sentFile(
  tx: Transaction,
  ref: CaseRef,
  submissionId: string,
): Promise<Result<SentFile, 'page-not-found'>> {
  const row = (await sentOf(tx, ref)).find((each) => each.submissionId === submissionId);
  const snapshot = row === undefined ? undefined : await loadSnapshot(tx, ref, submissionId, row.version);
  if (row === undefined || snapshot === undefined) return refuse('page-not-found', 'This case has no such submission.');
  if (!isSubmissionState(row.state)) throw new Error(`submission state ${row.state} is not one we know`);
  const { version, state, defendantIds, toOrg, review } = row;
  const holder = { id: toOrg, name: (await findOrganisation(tx, toOrg))?.name ?? 'Another office' };
  return accept({
    submission: {
      ...{ submissionId, version, state, defendantIds, holder },
      prosecutorId: review?.prosecutorId,
      prosecutorSays:
        review === null
          ? undefined
          : [review.prosecutor.name, review.prosecutor.phone].filter((part) => part !== undefined).join(', '),
    },
    snapshot,
    record: snapshot.record,
  });
}
