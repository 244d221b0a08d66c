import type { CaseView, MaterialView, SentRow, SubmissionView } from '../../../application/view-case.ts';
import type { SnapshotContent } from '../../../application/snapshot.ts';
import type { Page } from '../../layouts/page.tsx';
import { paths } from '../../paths.ts';
import { sayKind, sayWhen } from '../case-frame/index.ts';
import { checkRows, shownHeadings, outcomeOf, type CheckRows } from '../file-parts/index.ts';

export interface SnapshotView {
  readonly frame: Pick<Page, 'banner' | 'nav'>;
  readonly urn: string;
  readonly submissionId: string;
  readonly caption: string;
  readonly row: SentRow;
  readonly from: string;
  readonly to: string;
  readonly content: SnapshotContent;
  readonly rows: CheckRows;
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
    rows: checkRows(content.check.items, {
      material: listed,
      gaps: content.gaps,
      headings: shownHeadings(content.record.submissions.find(({ id }) => id === row.submissionId)?.request ?? {}),
      linkTo: (what) => ('document' in what ? itemHref(what.document) : `#request-${what.heading}`),
    }),
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
