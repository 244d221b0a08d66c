import type { Actor } from '../../../domain/access/index.ts';
import { accept, refuse, type Result } from '../../../domain/kernel/result.ts';
import type { Deps } from '../../../application/deps.ts';
import { viewCase, type CaseView, type SubmissionView } from '../../../application/view-case.ts';

/** A submission with the case it is part of. */
export interface FileView {
  readonly view: CaseView;
  readonly submission: SubmissionView;
}

/** One submission of a case as this person may see it. Refuses `case-not-found` and `page-not-found`. */
export async function loadFile(
  deps: Deps,
  actor: Actor,
  { urn, submissionId }: { urn: string; submissionId: string },
): Promise<Result<FileView, 'case-not-found' | 'page-not-found'>> {
  const view = await viewCase(deps, actor, urn);
  if (!view.ok) return view;
  const submission = view.value.submissions.find((each) => each.submissionId === submissionId);
  return submission === undefined
    ? refuse('page-not-found', 'This case has no such submission.')
    : accept({ view: view.value, submission });
}
