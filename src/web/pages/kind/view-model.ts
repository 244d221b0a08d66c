import { isWithOfficer, type SubmissionKind } from '../../../domain/case-file/index.ts';
import type { Edition } from '../../../domain/file-standard/index.ts';
import type { CaseView, KindStanding, SubmissionView } from '../../../application/view-case.ts';
import type { Page } from '../../layouts/page.tsx';
import { paths } from '../../paths.ts';
import { counted, sayKind, submissionWaitsFor } from '../case-frame/index.ts';

/** The kinds of submission that a file can be put forward as, those that the facts fit first. */
export interface KindView {
  readonly frame: Pick<Page, 'banner' | 'nav'>;
  readonly case: CaseView;
  readonly urn: string;
  readonly submissionId: string;
  readonly caption: string;
  readonly back: string;
  /** The kind that it is now. */
  readonly now: SubmissionKind;
  readonly choices: readonly { readonly value: SubmissionKind; readonly text: string; readonly hint: string }[];
  /** Why it cannot be changed now. */
  readonly blocked: string | undefined;
}

const fits = {
  yes: 'The facts fit it.',
  unknown: 'Whether the facts fit it is not known.',
  no: 'The facts do not fit it.',
} as const satisfies Record<KindStanding['fits'], string>;
const order = { yes: 0, unknown: 1, no: 2 } as const satisfies Record<KindStanding['fits'], number>;

export function kindView(
  view: CaseView,
  submission: SubmissionView,
  kinds: readonly KindStanding[],
  { frame, edition }: { readonly frame: Pick<Page, 'banner' | 'nav'>; readonly edition: Edition },
): KindView {
  const about = { urn: view.record.urn, submissionId: submission.submissionId };
  return {
    ...{ frame, case: view, ...about, now: submission.kind, back: paths.submission.to(about) },
    caption: `${about.submissionId}, now: ${sayKind(submission.kind)}`,
    choices: kinds
      .toSorted((a, b) => order[a.fits] - order[b.fits])
      .map(({ kind, fits: standing, due, gaps }) => ({
        value: kind,
        text: `${sayKind(kind)}${kind === submission.kind ? ' (now)' : ''}`,
        hint: `${edition.kinds.get(kind)?.purpose ?? ''} ${fits[standing]} ${counted(due, 'item')} due, ${counted(gaps, 'gap')}.`.trim(),
      })),
    blocked: isWithOfficer(submission)
      ? undefined
      : `The kind is changed while the file is with its officer. ${submissionWaitsFor(view, submission)}.`,
  };
}
