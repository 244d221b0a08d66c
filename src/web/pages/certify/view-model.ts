import { z } from 'zod';
import type { CompetenceStanding } from '../../../domain/accreditation/index.ts';
import type { Instant } from '../../../domain/kernel/civil-date.ts';
import type { Deps } from '../../../application/deps.ts';
import type { CheckView } from '../../../application/view-case.ts';
import type { Page } from '../../layouts/page.tsx';
import { paths } from '../../paths.ts';
import { sayKind, submissionWaitsFor } from '../case-frame/index.ts';
import {
  readinessOfLive,
  limitLines,
  clockLines,
  sayVerdict,
  stopsCertificate,
  type StopLink,
  type ReadinessView,
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
  readonly authorities: CheckView['authorities'];
  /** Why this person cannot certify now; undefined when they can. */
  readonly blocked: string | undefined;
  /** That they have no current training record for it, and can go on. */
  readonly warned: string | undefined;
  readonly verdict: string;
  readonly readiness: ReadinessView;
  /** What keeps it from being certified, which only the officer puts right. */
  readonly stops: readonly StopLink[];
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
  checked: CheckView,
  given: {
    frame: Pick<Page, 'banner' | 'nav'>;
    now: Instant;
    editions: Pick<Deps, 'edition' | 'editions'>;
    by: 'step' | 'holder';
    contactSays: string | undefined;
    training: CompetenceStanding;
    resubmission: ResubmissionView | undefined;
  },
): CertifyView {
  const { urn } = view.record;
  const { submissionId, defendantIds } = submission;
  const request = view.record.submissions.find(({ id }) => id === submissionId)?.request;
  return {
    frame: given.frame,
    urn,
    submissionId,
    caption: `${submissionId}, version ${submission.version}: ${sayKind(submission.kind)}`,
    record: view.record,
    case: view,
    defendantIds,
    authorities: checked.authorities,
    blocked: view.isOfficerInCase
      ? 'You are an officer in this case. A file is certified by a supervisor who is not, so that somebody else has looked at it. Ask another supervisor.'
      : submission.state !== 'supervision' && submission.state !== 'returned_to_supervisor'
        ? `This file is not waiting to be certified. ${submissionWaitsFor(view, submission)}.`
        : (given.contactSays ?? (given.training.may === 'no' ? given.training.says : undefined)),
    warned: given.training.may === 'warned' ? given.training.says : undefined,
    verdict: sayVerdict(checked.check.verdict),
    readiness: readinessOfLive({ view, submission }, checked, {
      ...{ editions: given.editions, now: given.now, by: given.by },
      // The certificate is what this page is for: it is no gap for the person who is about to give it.
      without: ['SUP_CERT'],
      here: (by) => paths.certify.to({ urn, submissionId }, by === 'step' ? {} : { by }),
      linkTo: (what) =>
        'document' in what ? paths.materialItem.to({ urn, materialId: what.document }) : `#request-${what.heading}`,
    }),
    stops: stopsCertificate(checked.check, checked.gaps),
    times: [...limitLines(view, defendantIds, given.now), ...clockLines(view, defendantIds, given.now)],
    request: request ?? {},
    elsewhere: Elsewhere.safeParse(request?.['supervisorCertificate']).data,
    returned: submission.returned,
    seen: checked.contentsHash,
    resubmission: given.resubmission,
  };
}
