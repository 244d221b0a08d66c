import { z } from 'zod';
import type { Instant } from '../../../domain/kernel/civil-date.ts';
import type { CheckView } from '../../../application/view-case.ts';
import type { Page } from '../../layouts/page.tsx';
import { paths } from '../../paths.ts';
import { sayKind, submissionWaitsFor } from '../case-frame/index.ts';
import {
  checkRows,
  shownHeadings,
  limitLines,
  clockLines,
  sayVerdict,
  type CheckRows,
  type FileView,
  type LimitLine,
  type ResubmissionView,
} from '../file-parts/index.ts';
import type { CaseRecord } from '../../../domain/case-file/index.ts';

export interface CertifyView {
  readonly frame: Pick<Page, 'banner' | 'nav'>;
  readonly urn: string;
  readonly submissionId: string;
  readonly caption: string;
  readonly record: CaseRecord;
  readonly case: FileView['view'];
  readonly defendantIds: readonly string[];
  /** Why this person cannot certify now; undefined when they can. */
  readonly blocked: string | undefined;
  readonly verdict: string;
  readonly rows: CheckRows;
  readonly openQuestions: readonly string[];
  readonly times: readonly LimitLine[];
  /** What police say in the request, by its headings. */
  readonly request: Readonly<Record<string, unknown>>;
  readonly elsewhere:
    { readonly name: string; readonly at?: string | undefined; readonly comments: string } | undefined;
  readonly returned: FileView['submission']['returned'];
  readonly seen: string;
  readonly resubmission: ResubmissionView | undefined;
}

const Elsewhere = z.object({ name: z.string(), at: z.string().optional(), comments: z.string() });

export function certifyView(
  { view, submission }: FileView,
  { check, gaps, contentsHash }: CheckView,
  given: {
    frame: Pick<Page, 'banner' | 'nav'>;
    now: Instant;
    contactSays: string | undefined;
    resubmission: ResubmissionView | undefined;
  },
): CertifyView {
  const { urn } = view.record;
  const { submissionId, defendantIds } = submission;
  const request = view.record.submissions.find(({ id }) => id === submissionId)?.request;
  const material = new Map(view.material.map(({ materialId, detail }) => [materialId, detail.title]));
  return {
    frame: given.frame,
    urn,
    submissionId,
    caption: `${submissionId}, version ${submission.version}: ${sayKind(submission.kind)}`,
    record: view.record,
    case: view,
    defendantIds,
    blocked: view.isOfficerInCase
      ? 'You are an officer in this case. A file is certified by a supervisor who is not, so that somebody else has looked at it. Ask another supervisor.'
      : submission.state !== 'supervision' && submission.state !== 'returned_to_supervisor'
        ? `This file is not waiting to be certified. ${submissionWaitsFor(view, submission)}.`
        : given.contactSays,
    verdict: sayVerdict(check.verdict),
    // The certificate is what this page is for: it is no gap for the person who is about to give it.
    rows: checkRows(
      check.items.filter(({ item }) => item !== 'SUP_CERT'),
      {
        material,
        gaps,
        headings: shownHeadings(view.record.submissions.find(({ id }) => id === submissionId)?.request ?? {}),
        linkTo: (what) =>
          'document' in what ? paths.materialItem.to({ urn, materialId: what.document }) : `#request-${what.heading}`,
      },
    ),
    openQuestions: check.questions.map(({ text }) => text),
    times: [...limitLines(view, defendantIds, given.now), ...clockLines(view, defendantIds, given.now)],
    request: request ?? {},
    elsewhere: Elsewhere.safeParse(request?.['supervisorCertificate']).data,
    returned: submission.returned,
    seen: contentsHash,
    resubmission: given.resubmission,
  };
}
