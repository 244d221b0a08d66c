import type { Actor } from '../../../domain/access/index.ts';
import { contactIsComplete, type CaseRecord } from '../../../domain/case-file/index.ts';
import type { Instant } from '../../../domain/kernel/civil-date.ts';
import type { Deps } from '../../../application/deps.ts';
import type { SnapshotContent } from '../../../application/snapshot.ts';
import type { DecisionRow, PlanRow, SentRow } from '../../../application/view-case.ts';
import type { Page } from '../../layouts/page.tsx';
import { paths } from '../../paths.ts';
import { sayKind, sayWhen, submissionWaitsFor } from '../case-frame/index.ts';
import {
  readinessOfSent,
  clockLines,
  leftUntil,
  limitLines,
  sayContact,
  sayReviewType,
  sayVerdict,
  titlesOf,
  type FileView,
  type LimitLine,
  type PaneView,
  type ReadinessView,
} from '../file-parts/index.ts';

export interface ReviewView {
  readonly frame: Pick<Page, 'banner' | 'nav'>;
  readonly urn: string;
  readonly submissionId: string;
  readonly caption: string;
  readonly record: CaseRecord;
  readonly case: FileView['view'];
  readonly row: SentRow;
  readonly content: SnapshotContent;
  readonly phase: 'to_take' | 'in_review' | 'elsewhere';
  /** Whose move it is, where it is not this prosecutor's. */
  readonly waitingFor: string;
  readonly earlyAdvice: boolean;
  /** Who reviews, and how to reach them; undefined before it is taken. */
  readonly reviewer: string | undefined;
  readonly mine: boolean;
  /** What stops anything being issued in this prosecutor's name. */
  readonly contactSays: string | undefined;
  readonly reviewDue: string | undefined;
  readonly reviewType: string | undefined;
  readonly verdict: string;
  readonly readiness: ReadinessView;
  readonly times: readonly LimitLine[];
  readonly pane: PaneView;
  readonly plans: readonly PlanRow[];
  readonly decisions: readonly DecisionRow[];
  readonly material: ReadonlyMap<string, string>;
}

export function reviewView(
  { view, submission }: FileView,
  given: {
    frame: Pick<Page, 'banner' | 'nav'>;
    row: SentRow;
    content: SnapshotContent;
    actor: Actor;
    now: Instant;
    editions: Pick<Deps, 'edition' | 'editions'>;
    by: 'step' | 'holder';
    document: string | undefined;
  },
): ReviewView {
  const { row, content, actor, now } = given;
  const { urn } = view.record;
  const { submissionId, state } = submission;
  const here = { urn, submissionId };
  const grouped = given.by === 'step' ? {} : { by: given.by };
  const linkTo = (document: string): string => `${paths.review.to(here, { ...grouped, document })}#document`;
  const contact = contactIsComplete(actor.contact);
  const material = titlesOf(view.material);
  const due = row.acceptance?.reviewDueAt ?? undefined;
  const held = row.toOrg === actor.organisation.id;
  return {
    frame: given.frame,
    urn,
    submissionId,
    caption: `${submissionId}, version ${row.version}: ${sayKind(row.kind)}`,
    record: view.record,
    case: view,
    row,
    content,
    phase: !held
      ? 'elsewhere'
      : state === 'triage_accepted' || state === 'allocated'
        ? 'to_take'
        : state === 'in_review'
          ? 'in_review'
          : 'elsewhere',
    waitingFor: held ? submissionWaitsFor(view, submission) : 'Another CPS office holds this file and acts on it',
    earlyAdvice: row.kind === 'EA',
    reviewer: row.review === null ? undefined : sayContact(row.review.prosecutor),
    mine: row.review?.prosecutorId === actor.userId,
    contactSays: contact.ok ? undefined : contact.refusal.detail,
    reviewDue: due === undefined ? undefined : `${sayWhen(due)} (${leftUntil(due, now)})`,
    reviewType: row.acceptance === null ? undefined : sayReviewType(row.acceptance.reviewType),
    verdict: sayVerdict(content.check.verdict),
    readiness: readinessOfSent(
      { view, submission },
      content,
      {
        ...{ editions: given.editions, now, by: given.by },
        here: (by) => paths.review.to(here, { document: given.document, ...(by === 'step' ? {} : { by }) }),
        linkTo: (what) =>
          'document' in what
            ? linkTo(what.document)
            : `${paths.review.to(here, { ...grouped, document: 'request' })}#request-${what.heading}`,
      },
      { current: true, material },
    ),
    times: [...limitLines(view, row.defendantIds, now), ...clockLines(view, row.defendantIds, now)],
    pane: { urn, record: view.record, submissionId, material: view.material, chosen: given.document, linkTo },
    plans: view.plans.filter((plan) => plan.submissionId === submissionId),
    decisions: view.decisions.filter((decision) => decision.submissionId === submissionId),
    material,
  };
}
