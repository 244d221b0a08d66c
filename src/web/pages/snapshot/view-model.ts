import type { Instant } from '../../../domain/kernel/civil-date.ts';
import type { Deps } from '../../../application/deps.ts';
import type { CaseView, MaterialView, SentRow, SubmissionView } from '../../../application/view-case.ts';
import type { DocumentReceipt, SnapshotContent } from '../../../application/snapshot.ts';
import { sayLateEntry } from '../../../domain/case-file/index.ts';
import type { Page } from '../../layouts/page.tsx';
import { paths } from '../../paths.ts';
import { counted, sayKind, sayWhen } from '../case-frame/index.ts';
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
  /** Items as they were listed when it was sent, with the address of those that can still be opened, and the receipt. */
  readonly documents: readonly {
    readonly id: string;
    readonly title: string;
    readonly href: string | undefined;
    readonly receipt: string | undefined;
  }[];
  /** What the receipts say together, or that there are none and why. */
  readonly received: string;
  /** That it was entered late, and why; undefined where it was sent. */
  readonly late: readonly string[] | undefined;
  readonly others: readonly { readonly text: string; readonly href: string; readonly outcome: readonly string[] }[];
}

const sayReceipt = (one: DocumentReceipt | undefined): string | undefined =>
  one === undefined
    ? undefined
    : !one.hasDocument
      ? 'No document was held, so there was none to deliver'
      : one.receipt === null
        ? 'No receipt is kept'
        : `Received whole at ${sayWhen(one.receipt.at)}, ${counted(one.receipt.size, 'byte')}, SHA-256 ${one.receipt.sha256.slice(0, 12)}`;

function sayReceived(all: readonly DocumentReceipt[]): string {
  const held = all.filter(({ hasDocument }) => hasDocument);
  const received = held.filter(({ receipt }) => receipt !== null).length;
  if (received === 0 && held.length > 0)
    return 'This version was sent before receipts were kept: that its documents were delivered is not shown.';
  const described = all.length - held.length;
  return `Each document was read back when it was sent and has a receipt: ${counted(received, 'document')}.${described === 0 ? '' : ` ${counted(described, 'item')} went as a description, without a document.`}`;
}

export function snapshotView(given: {
  frame: Pick<Page, 'banner' | 'nav'>;
  view: CaseView;
  submission: SubmissionView;
  row: SentRow;
  content: SnapshotContent;
  receipts: ReadonlyMap<string, DocumentReceipt>;
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
  // Sensitive items and forms of contact details go in parts of their own, and are here for those who read them.
  const inOtherParts = [...given.receipts.keys()]
    .filter((id) => !listed.has(id) && openable.has(id))
    .map((id): [string, string] => [id, openable.get(id)?.detail.title ?? '']);
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
    documents: [...listed, ...inOtherParts].map(([id, title]) => ({
      id,
      title,
      href: itemHref(id),
      receipt: sayReceipt(given.receipts.get(id)),
    })),
    received: sayReceived([...given.receipts.values()]),
    late:
      row.handedOver === null
        ? undefined
        : [
            `${sayLateEntry(row.handedOver)}, recorded at ${sayWhen(row.handedOver.recordedAt)}.`,
            row.handedOver.reason,
          ],
    others: submission.sent
      .filter(({ version }) => version !== row.version)
      .map((each) => ({
        text: `Version ${each.version}, sent at ${sayWhen(each.sentAt)}`,
        href: paths.snapshot.to({ urn, submissionId, version: String(each.version) }),
        outcome: outcomeOf(each),
      })),
  };
}
