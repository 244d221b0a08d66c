import type { CaseView } from '../../../application/view-case.ts';
import { paths } from '../../paths.ts';

/** Where somebody reads a file of this case: police the file as it stands, the CPS the newest version that they were sent. */
export function fileAddress({ side, record, submissions }: CaseView, submissionId: string): string {
  const { urn } = record;
  const file = submissions.find((each) => each.submissionId === submissionId);
  if (side === 'police' || file === undefined) return paths.submission.to({ urn, submissionId });
  return paths.snapshot.to({ urn, submissionId, version: String(file.sent[0]?.version ?? file.version) });
}
