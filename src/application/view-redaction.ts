import type { Actor } from '../domain/access/index.ts';
import {
  isCopyState,
  standsFor,
  whyClosed,
  whyNotRedacting,
  whyNotSecond,
  whyStays,
  type CopyState,
} from '../domain/case-file/index.ts';
import { accept, refuse, type Result } from '../domain/kernel/result.ts';
import { sizeShown, type Box } from '../domain/redaction/index.ts';
import { asSystem } from '../storage/as-system.ts';
import { findPeople } from '../storage/directory.ts';
import {
  copiesOf,
  savedPages,
  subjectsOf,
  workingCopiesOf,
  workingPagesOf,
  workingTextsOf,
  type CopyRow,
  type SavedPage,
  type SubjectRow,
  type WorkingPageRow,
  type WorkingRow,
} from '../storage/redaction-reads.ts';
import type { ByteRange, OpenedObject } from '../documents/store.ts';
import type { CaseRef, Deps } from './deps.ts';
import { copyIn } from './redaction-copies.ts';
import { wordsUnder } from './redaction-marks.ts';
import { knowledgeOf } from './case-knowledge.ts';
import { findPersonalData } from './find-personal-data.ts';
import { proposalsOn, type Proposal } from './redaction-suggestions.ts';
import { viewCase, type CaseView, type MaterialView } from './view-case.ts';
import { viewerOf } from './viewer.ts';

export type { CopyRow, SubjectRow } from '../storage/redaction-reads.ts';
export { boxesOver as boxesOnPage } from './redaction-marks.ts';

/** A copy as pages show it. */
export interface CopyView extends Omit<CopyRow, 'state'> {
  readonly state: CopyState;
  /** Whether it is of the document that the item has now. */
  readonly isCurrent: boolean;
}

/** The copies of a case, with the case and the names of the people who worked on them. */
export interface CopiesView {
  readonly view: CaseView;
  readonly copies: readonly CopyView[];
  readonly subjects: readonly SubjectRow[];
  /** Names by id. */
  readonly names: ReadonlyMap<string, string>;
  /** Why this person redacts nothing in this case; undefined where they do. */
  readonly blocked: string | undefined;
}

const copyView = (row: CopyRow, material: readonly MaterialView[]): CopyView[] => {
  const { state } = row;
  if (!isCopyState(state)) throw new Error(`state ${state} of a copy is not one we know`);
  const item = material.find((each) => each.materialId === row.materialId);
  // What is not on the file any more, or not for this person, is not shown.
  return item === undefined ? [] : [{ ...row, state, isCurrent: item.document?.sha256 === row.sha256 }];
};

/** Every copy of the case, as far as this person sees its items. Refuses `case-not-found`. */
export async function viewCopies(deps: Deps, actor: Actor, urn: string): Promise<Result<CopiesView, 'case-not-found'>> {
  const found = await viewCase(deps, actor, urn);
  if (!found.ok) return found;
  const view = found.value;
  return deps.db.transaction(viewerOf(actor), async (tx) => {
    const rows = await copiesOf(tx, view.ref);
    const subjects = await subjectsOf(tx, view.ref);
    const ids = [
      ...rows.flatMap((each) => [each.begunBy, each.checkedBy ?? '', ...each.reviewers]),
      ...subjects.map(({ decidedBy }) => decidedBy),
    ];
    const people = await findPeople(
      tx,
      [...new Set(ids)].filter((id) => id !== ''),
    );
    return accept({
      ...{ view, subjects, copies: rows.flatMap((row) => copyView(row, view.material)) },
      names: new Map(people.map(({ userId, name }) => [userId, name])),
      blocked: whyNotRedacting(actor, view.record),
    });
  });
}

/** The copy that stands for a document and a recipient. */
export const standingCopy = (
  copies: readonly CopyView[],
  item: MaterialView,
  recipient: CopyRow['recipient'],
): CopyView | undefined =>
  copies.find(
    (each) => each.materialId === item.materialId && standsFor(copyIn(each), item.document?.sha256 ?? '', recipient),
  );

/** Something that goes from a page, or that is proposed to, as the reviewer decides it. */
export interface Mark {
  readonly key: string;
  readonly from: 'suggested' | 'words' | 'drawn' | 'whole-page';
  readonly boxes: readonly Box[];
  /** What stands there; blank for a picture. */
  readonly words: string;
  readonly type: string | undefined;
  readonly reason: string;
  readonly why: string;
  /** As saved, else as proposed. */
  readonly goes: boolean;
  /** Whether somebody has decided it on this page. */
  readonly decided: boolean;
  readonly certainty: Proposal['certainty'] | undefined;
  readonly personId: string | undefined;
  readonly subject: string | undefined;
  readonly before: SubjectRow | undefined;
}

/** One page of a copy under review. */
export interface PageView {
  readonly page: number;
  readonly shape: WorkingPageRow['shape'];
  /** In points, as shown. */
  readonly width: number;
  readonly height: number;
  readonly text: string;
  readonly textFrom: WorkingPageRow['textFrom'];
  readonly glyphs: WorkingPageRow['glyphs'];
  readonly marks: readonly Mark[];
  readonly saved: SavedPage | undefined;
}

/** A copy under review, with one page of it. */
export interface ReviewView extends CopiesView {
  readonly copy: CopyView;
  readonly item: MaterialView;
  /** Undefined while the document is being made ready. */
  readonly working: WorkingRow | undefined;
  readonly page: PageView | undefined;
  /** Why nothing of it can be changed now; undefined where it can. */
  readonly closed: string | undefined;
  /** Why this person is not the second one for it. */
  readonly notSecond: string | undefined;
  /** Why it cannot be withdrawn now, or not by this person. */
  readonly stays: string | undefined;
}

async function findCopy(
  deps: Deps,
  actor: Actor,
  urn: string,
  copyId: string,
): Promise<Result<CopiesView & { copy: CopyView; item: MaterialView }, 'case-not-found' | 'page-not-found'>> {
  const found = await viewCopies(deps, actor, urn);
  if (!found.ok) return found;
  const copy = found.value.copies.find((each) => each.copyId === copyId);
  const item = found.value.view.material.find((each) => each.materialId === copy?.materialId);
  return copy === undefined || item === undefined
    ? refuse('page-not-found', 'This case has no such copy.')
    : accept({ ...found.value, copy, item });
}

/**
 * A copy with one page of it, as this person reviews it: what is saved, and what is proposed that nobody has decided.
 * Refuses `case-not-found`, and `page-not-found` for a copy or page that is not there.
 * @param page from 1; the first that was not saved yet where left out, else the first
 */
export async function viewReview(
  deps: Deps,
  actor: Actor,
  urn: string,
  copyId: string,
  page?: number,
): Promise<Result<ReviewView, 'case-not-found' | 'page-not-found'>> {
  const found = await findCopy(deps, actor, urn, copyId);
  if (!found.ok) return found;
  const { copy, view, subjects } = found.value;
  return deps.db.transaction(viewerOf(actor), async (tx) => {
    const [working] = await asSystem(tx, (system) => workingCopiesOf(system, view.ref.ownerId, [copy.sha256]));
    const { blocked } = found.value;
    const rest = {
      closed: blocked ?? whyClosed(copy),
      notSecond: blocked ?? whyNotSecond(actor, copy),
      stays: blocked ?? whyStays(copy),
    };
    if (working?.pages == null) return accept({ ...found.value, ...rest, working, page: undefined });
    const wanted = page ?? firstLeft(copy.decided, working.pages);
    const [row] = await asSystem(tx, (system) => workingPagesOf(system, view.ref.ownerId, copy.sha256, wanted));
    if (row === undefined) return refuse('page-not-found', 'This document has no such page.');
    const saved = (await savedPages(tx, view.ref, copyId)).find((each) => each.page === wanted);
    const about = { ownerId: view.ref.ownerId, sha256: copy.sha256, page: wanted, recipient: copy.recipient };
    const suggestions = await findPersonalData({ ...about, knowledge: knowledgeOf(view.record) }, (from, to) =>
      asSystem(tx, (system) => workingTextsOf(system, view.ref.ownerId, copy.sha256, from, to)),
    );
    const proposals = proposalsOn(row, {
      ...{ suggestions, recipient: copy.recipient, subjects, sought: copy.sought },
    });
    const { width, height } = sizeShown(row.shape);
    return accept({
      ...{ ...found.value, ...rest, working },
      page: {
        ...{ page: wanted, shape: row.shape, width, height, text: row.text, textFrom: row.textFrom, saved },
        glyphs: row.glyphs,
        marks: marksOf(row, proposals, saved),
      },
    });
  });
}

const firstLeft = (decided: readonly number[], pages: number): number =>
  Array.from({ length: pages }, (_each, index) => index + 1).find((page) => !decided.includes(page)) ?? 1;

/** What was saved, joined with what is proposed now; what was drawn comes last. */
function marksOf(row: WorkingPageRow, proposals: readonly Proposal[], saved: SavedPage | undefined): Mark[] {
  const going = new Map(saved?.regions.map((region) => [region.key, region]));
  const staying = new Set(saved?.stays.map(({ key }) => key));
  const proposed = proposals.map((each): Mark => {
    const decided = going.has(each.key) || staying.has(each.key);
    return { ...each, goes: decided ? going.has(each.key) : each.goes, decided };
  });
  const known = new Set(proposals.map(({ key }) => key));
  const drawn = (saved?.regions ?? []).flatMap((region): Mark[] =>
    known.has(region.key)
      ? []
      : [
          {
            ...{ key: region.key, from: region.from, boxes: region.boxes, words: wordsUnder(row, region.boxes) },
            ...{ type: region.type, reason: region.reason, goes: true, decided: true },
            why: region.from === 'whole-page' ? 'The whole page' : 'Marked by a person',
            ...{ certainty: undefined, personId: undefined, subject: region.subject, before: undefined },
          },
        ],
  );
  return [...proposed, ...drawn];
}

/** A picture of a page of the document under review, or of the copy that was made. PNG. */
export async function pictureOf(
  deps: Deps,
  actor: Actor,
  about: {
    readonly urn: string;
    readonly copyId: string;
    readonly page: number;
    readonly of: 'original' | 'copy';
    readonly dpi: number;
  },
): Promise<Result<{ readonly ref: CaseRef; readonly png: Uint8Array }, 'case-not-found' | 'page-not-found'>> {
  const found = await findCopy(deps, actor, about.urn, about.copyId);
  if (!found.ok) return found;
  const { copy, view } = found.value;
  const sha256 =
    about.of === 'copy'
      ? copy.copySha256
      : await deps.db.transaction(viewerOf(actor), (tx) =>
          asSystem(
            tx,
            async (system) =>
              (await workingCopiesOf(system, view.ref.ownerId, [copy.sha256]))[0]?.workingSha256 ?? null,
          ),
        );
  const bytes = sha256 === null ? undefined : await deps.documents.read(sha256);
  if (bytes === undefined) return refuse('page-not-found', 'There is no picture of this page.');
  const picture = await deps.redactor.pictures.pagePicture(bytes, about.page, { dpi: about.dpi });
  return picture.ok
    ? accept({ ref: view.ref, png: picture.value })
    : refuse('page-not-found', 'There is no picture of this page.');
}

/** The bytes of a copy, or a part of them. */
export interface OpenedCopy extends OpenedObject {
  readonly ref: CaseRef;
  readonly name: string;
  readonly sha256: string;
  readonly range: ByteRange | undefined;
}

/**
 * The bytes of a copy that was made, for who checks it, and of one that was approved. Refuses `page-not-found` where there is
 * none, and `range-outside` for a part that lies outside it.
 */
export async function openCopy(
  deps: Deps,
  actor: Actor,
  about: { readonly urn: string; readonly copyId: string },
  part?: { readonly first: number; readonly last: number | undefined },
): Promise<Result<OpenedCopy, 'case-not-found' | 'page-not-found' | 'range-outside'>> {
  const found = await findCopy(deps, actor, about.urn, about.copyId);
  if (!found.ok) return found;
  const { copy, view } = found.value;
  const { copySha256: sha256, copySize: size } = copy;
  if ((copy.state !== 'made' && copy.state !== 'approved') || sha256 === null || size === null)
    return refuse('page-not-found', 'There is no copy to open.');
  if (part !== undefined && part.first >= size)
    return refuse('range-outside', `The document has ${size} bytes, counted from 0.`);
  const range = part === undefined ? undefined : { first: part.first, last: Math.min(part.last ?? Infinity, size - 1) };
  const opened = await deps.documents.open(sha256, range);
  if (opened === undefined) return refuse('page-not-found', 'The copy could not be opened at that place.');
  const name = `${copy.materialId} ${copy.recipient}${copy.state === 'approved' ? '' : ' not approved'}.pdf`;
  return accept({ ...opened, ref: view.ref, name, sha256, range });
}
