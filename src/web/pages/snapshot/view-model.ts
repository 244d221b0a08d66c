import type { Instant } from '../../../domain/kernel/civil-date.ts';
import type { Deps } from '../../../application/deps.ts';
import type { CaseView, MaterialView, SentRow, SubmissionView } from '../../../application/view-case.ts';
import type { SnapshotContent } from '../../../application/snapshot.ts';
import type { Page } from '../../layouts/page.tsx';
import { paths } from '../../paths.ts';
import { sayKind, sayWhen } from '../case-frame/index.ts';
import type { DifferenceView } from '../submission/difference-view.ts';
import type { SupposingQuery } from '../submission/supposing.ts';
import { outcomeOf, readinessOfSent, type ReadinessView } from '../file-parts/index.ts';

export interface SnapshotView {
  readonly frame: Pick<Page, 'banner' | 'nav'>;
  readonly urn: string;
  readonly submissionId: string;
  readonly caption: string;
  readonly row: SentRow;
  readonly from: string;
  readonly to: string;
  readonly content: SnapshotContent;
  readonly readiness: ReadinessView;
  /** What something tried would do to the check of this version; undefined where nothing is tried. */
  readonly difference: DifferenceView | undefined;
  readonly tried: Readonly<Record<'plea' | 'court' | 'test' | 'kind', string | undefined>>;
  readonly here: string;
  readonly outcome: readonly string[];
  /** Items as they were listed when it was sent, with the address of those that can still be opened. */
  readonly documents: readonly { readonly id: string; readonly title: string; readonly href: string | undefined }[];
  readonly others: readonly { readonly text: string; readonly href: string; readonly outcome: readonly string[] }[];
}

export function snapshotView(given: {
  frame: Pick<Page, 'banner' | 'nav'>;
  view: CaseView;
  submission: SubmissionView;
  row: SentRow;
  content: SnapshotContent;
  names: ReadonlyMap<string, string>;
  now: Instant;
  editions: Pick<Deps, 'edition' | 'editions'>;
  by: 'step' | 'holder';
  query: SupposingQuery;
  difference: DifferenceView | undefined;
}): SnapshotView {
  const { view, submission, row, content, names } = given;
  const { urn } = view.record;
  const { submissionId } = submission;
  const openable = new Map(view.material.map((item): [string, MaterialView] => [item.materialId, item]));
  const itemHref = (materialId: string): string | undefined =>
    openable.has(materialId) ? paths.materialItem.to({ urn, materialId }) : undefined;
  const listed = new Map(content.record.material.map(({ id, title }) => [id, title]));
  return {
    frame: given.frame,
    urn,
    submissionId,
    caption: `${submissionId}: ${sayKind(row.kind)}`,
    row,
    from: names.get(row.fromOrg) ?? row.fromOrg,
    to: names.get(row.toOrg) ?? row.toOrg,
    content,
    difference: given.difference,
    tried: { plea: given.query.plea, court: given.query.court, test: given.query.test, kind: given.query.kind },
    here: paths.snapshot.to({ urn, submissionId, version: String(row.version) }),
    readiness: readinessOfSent(
      { view, submission },
      content,
      {
        ...{ editions: given.editions, now: given.now, by: given.by },
        here: (by) =>
          paths.snapshot.to({ urn, submissionId, version: String(row.version) }, by === 'step' ? {} : { by }),
        linkTo: (what) => ('document' in what ? itemHref(what.document) : `#request-${what.heading}`),
      },
      { current: row.version === submission.version, material: listed },
    ),
    outcome: outcomeOf(row),
    documents: [...listed].map(([id, title]) => ({
      id,
      title,
      href: itemHref(id),
    })),
    others: submission.sent
      .filter(({ version }) => version !== row.version)
      .map((each) => ({
        text: `Version ${each.version}, sent at ${sayWhen(each.sentAt)}`,
        href: paths.snapshot.to({ urn, submissionId, version: String(each.version) }),
        outcome: outcomeOf(each),
      })),
  };
}
