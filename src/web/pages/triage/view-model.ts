import { caseTypes, reviewTypes, type CaseRecord, type ReviewType } from '../../../domain/case-file/index.ts';
import type { Instant } from '../../../domain/kernel/civil-date.ts';
import type { Deps } from '../../../application/deps.ts';
import type { SnapshotContent } from '../../../application/snapshot.ts';
import { overturnedIn, triageReasonsFor } from '../../../application/triage-file.ts';
import type { CaseView, SentRow, SubmissionView } from '../../../application/view-case.ts';
import type { Page } from '../../layouts/page.tsx';
import { paths } from '../../paths.ts';
import { sayKind, submissionWaitsFor } from '../case-frame/index.ts';
import {
  readinessOfSent,
  clockLines,
  limitLines,
  sayPriority,
  sayVerdict,
  type LimitLine,
  titlesOf,
  type PaneView,
  type ReadinessView,
} from '../file-parts/index.ts';

export interface TriageView {
  readonly frame: Pick<Page, 'banner' | 'nav'>;
  readonly urn: string;
  readonly submissionId: string;
  readonly caption: string;
  readonly record: CaseRecord;
  readonly row: SentRow;
  readonly urgent: boolean;
  readonly priority: string;
  readonly blocked: string | undefined;
  readonly readiness: ReadinessView;
  readonly verdict: string;
  readonly times: readonly LimitLine[];
  readonly pane: PaneView;
  readonly reviewType: { readonly chosen: ReviewType; readonly because: string };
  readonly caseType: { readonly chosen: string; readonly because: string };
  readonly offices: readonly { readonly id: string; readonly name: string }[];
  readonly reasons: readonly {
    readonly id: string;
    readonly label: string;
    readonly due: boolean;
    readonly note: string | undefined;
  }[];
  readonly snapshotHref: string;
  /** Whom the early advice manager can give it to; undefined for triage. */
  readonly prosecutors: readonly { readonly id: string; readonly name: string }[] | undefined;
}

/** The type of review that the priority of a request leads to, and why. */
export function reviewTypeFor(kind: string, priority: string): TriageView['reviewType'] {
  if (kind === 'EA') return { chosen: 'early_advice', because: 'police ask for early advice' };
  if (!kind.startsWith('PCD_')) return { chosen: 'post_charge', because: 'the suspect is charged already' };
  switch (priority) {
    case 'red':
      return { chosen: 'red', because: 'somebody is in police custody' };
    case 'green_priority':
      return { chosen: '5_day', because: 'a time limit falls within the window for priority' };
    default:
      return { chosen: '28_day', because: 'no time limit presses' };
  }
}

const markers = [
  { flag: 'isRasso', type: 'rasso' },
  { flag: 'isDomesticAbuse', type: 'domestic_abuse' },
  { flag: 'isHateCrime', type: 'hate' },
  { flag: 'suspectIsYouth', type: 'youth' },
] as const;

/** The case type that the markers of a case lead to. */
export function caseTypeFor(record: CaseRecord): TriageView['caseType'] {
  const marked = markers.find(({ flag }) => record.flags[flag] === true);
  return marked === undefined
    ? { chosen: 'general', because: 'nothing marks it as another type' }
    : { chosen: marked.type, because: `police marked it: ${caseTypes[marked.type].toLowerCase()}` };
}

export const isReviewType = (text: string): text is ReviewType => Object.hasOwn(reviewTypes, text);

export function triageView(given: {
  frame: Pick<Page, 'banner' | 'nav'>;
  view: CaseView;
  submission: SubmissionView;
  row: SentRow;
  content: SnapshotContent;
  offices: readonly { id: string; name: string }[];
  document: string | undefined;
  now: Instant;
  editions: Pick<Deps, 'edition' | 'editions'>;
  by: 'step' | 'holder';
  /** For the early advice manager: whom it can be given to. */
  prosecutors?: TriageView['prosecutors'];
}): TriageView {
  const { view, submission, row, content, now } = given;
  const { urn } = view.record;
  const { submissionId, state } = submission;
  const here = { urn, submissionId };
  const urgent = state === 'urgent_review';
  const grouped = given.by === 'step' ? {} : { by: given.by };
  const page = given.prosecutors === undefined ? paths.triage : paths.adviceManager;
  const linkTo = (document: string): string => `${page.to(here, { ...grouped, document })}#document`;
  const titles = new Map(content.check.items.map(({ item, title }) => [item, title]));
  return {
    frame: given.frame,
    urn,
    submissionId,
    caption: `${submissionId}, version ${row.version}: ${sayKind(row.kind)}`,
    record: content.record,
    row,
    urgent,
    priority: sayPriority(row.priority),
    prosecutors: given.prosecutors,
    blocked: (given.prosecutors === undefined ? urgent || state === 'triage_pending' : state === 'advice_triage')
      ? undefined
      : `This file is not waiting for ${given.prosecutors === undefined ? 'triage' : 'the early advice manager'}. ${submissionWaitsFor(view, submission)}.`,
    readiness: readinessOfSent(
      given,
      content,
      {
        ...{ editions: given.editions, now, by: given.by },
        here: (by) => page.to(here, { document: given.document, ...(by === 'step' ? {} : { by }) }),
        linkTo: (what) =>
          'document' in what
            ? linkTo(what.document)
            : `${page.to(here, { ...grouped, document: 'request' })}#request-${what.heading}`,
      },
      { current: true, material: titlesOf(view.material) },
    ),
    verdict: sayVerdict(content.check.verdict),
    times: [...limitLines(view, row.defendantIds, now), ...clockLines(view, row.defendantIds, now)],
    pane: { urn, record: content.record, submissionId, material: view.material, chosen: given.document, linkTo },
    reviewType: reviewTypeFor(row.kind, row.priority),
    caseType: caseTypeFor(content.record),
    offices: given.offices,
    reasons: triageReasonsFor(content, overturnedIn(row))
      .filter(({ id }) => urgent || !id.startsWith('TR-P'))
      .map(({ id, label, due, items, overturned }) => ({
        id,
        label,
        due: due && overturned !== true,
        note:
          overturned === true
            ? 'A legal manager overturned it for this version'
            : !due
              ? 'Not due with this file'
              : items.length === 0
                ? undefined
                : `About: ${items.map((item) => titles.get(item) ?? item).join('; ')}`,
      })),
    snapshotHref: paths.snapshot.to({ ...here, version: String(row.version) }),
  };
}
