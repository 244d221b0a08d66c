import { randomUUID } from 'node:crypto';
import {
  audienceOfMaterial,
  beginCopy as decideBegin,
  changeSubject as decideSubject,
  checkCopy as decideCheck,
  decidePage as decideSaving,
  finishCopy as decideFinish,
  isCopyState,
  needsNoCopy as decideNone,
  seekWords as decideSeek,
  whyNotRedacting,
  withdrawCopy as decideWithdraw,
  type CaseEvent,
  type Copy,
  type NoneNeededGround,
  type PageRegion,
  type PageStay,
  type SubjectDecision,
} from '../domain/case-file/index.ts';
import type { Audience } from '../domain/access/index.ts';
import { accept, refuse, type Result } from '../domain/kernel/result.ts';
import { canBecomePdf } from '../documents/media-types.ts';
import { placesOfWords, type Recipient } from '../domain/redaction/index.ts';
import type { MaterialRow } from '../storage/case-reads.ts';
import {
  copiesOf,
  savedBefore,
  savedPages,
  subjectsOf,
  workingCopiesOf,
  workingPagesOf,
  type CopyRow,
} from '../storage/redaction-reads.ts';
import { changeCase, type Next, type WholeCase } from './case-store.ts';
import type { Deps, Transaction } from './deps.ts';
import { findItem } from './find-item.ts';
import type { Command, Done } from './once.ts';

/** What people do to redacted copies of the documents of a case. */

/** A copy as decisions take it. */
export function copyIn(row: CopyRow): Copy {
  const { copyId, materialId, sha256, recipient, state, reviewers } = row;
  if (!isCopyState(state)) throw new Error(`state ${state} of a copy is not one we know`);
  return { copyId, materialId, sha256, recipient, state, reviewers };
}

/** Refuses `not-allowed` to those who redact nothing in this case. */
function redactsHere({ actor }: Command, { record }: WholeCase): Result<true, 'not-allowed'> {
  const why = whyNotRedacting(actor, record);
  return why === undefined ? accept(true) : refuse('not-allowed', why);
}

/** Why no copy can be made of a document of this kind, with what to do; undefined where one can. */
export const whyNotThisKind = (mediaType: string | null | undefined): string | undefined =>
  canBecomePdf(mediaType ?? '')
    ? undefined
    : 'PDFs, plain text, JPG and PNG pictures can be redacted here, and no other kind yet. Print it to a PDF, and add that to the item.';

interface NewCopy {
  readonly urn: string;
  readonly materialId: string;
  readonly recipient: Recipient;
}

function newCopy(
  deps: Deps,
  command: Command,
  input: NewCopy,
  next: Next,
  decide: (copies: readonly Copy[], about: Parameters<typeof decideBegin>[2], item: MaterialRow) => Result<CaseEvent>,
): Promise<Result<Done>> {
  let audience: Audience = 'police';
  return changeCase(
    deps,
    command,
    input.urn,
    next,
    async (whole, tx) => {
      const allowed = redactsHere(command, whole);
      if (!allowed.ok) return allowed;
      const item = await findItem(tx, command, whole, input.materialId);
      if (!item.ok) return item;
      const { sha256, detail, materialId } = item.value;
      if (sha256 === null) return refuse('step-not-allowed', 'There is no document of this item here.');
      audience = audienceOfMaterial(detail);
      const copies = (await copiesOf(tx, whole.ref)).map(copyIn);
      const about = { copyId: deps.newId(), materialId, class: item.value.class, sha256, recipient: input.recipient };
      const decided = decide(copies, about, item.value);
      return decided.ok ? accept([decided.value]) : decided;
    },
    () => audience,
  );
}

/** Begins a copy of the document of an item. Refuses also `not-valid` for a kind of file that cannot be redacted yet. */
export const beginCopy = (deps: Deps, command: Command, input: NewCopy, next: Next): Promise<Result<Done>> =>
  newCopy(deps, command, input, next, (copies, about, { mediaType }) => {
    const why = whyNotThisKind(mediaType);
    return why === undefined ? decideBegin(command.actor, copies, about) : refuse('not-valid', why);
  });

/** Says that a document may go to a recipient as it is, with the reason (BR-56, BR-59). */
export const needNoCopy = (
  deps: Deps,
  command: Command,
  input: NewCopy & { readonly ground: NoneNeededGround; readonly reason: string },
  next: Next,
): Promise<Result<Done>> =>
  newCopy(deps, command, input, next, (copies, about) =>
    decideNone(command.actor, copies, { ...about, ground: input.ground, reason: input.reason }),
  );

interface OfCopy {
  readonly urn: string;
  readonly copyId: string;
}

/** One change of one copy. Refuses `page-not-found` for one that is not there, or not for this person. */
function changeCopy(
  deps: Deps,
  command: Command,
  input: OfCopy,
  next: Next,
  decide: (
    copy: Copy,
    row: CopyRow,
    whole: WholeCase,
    tx: Transaction,
  ) => Result<CaseEvent> | Promise<Result<CaseEvent>>,
): Promise<Result<Done>> {
  let audience: Audience = 'police';
  return changeCase(
    deps,
    command,
    input.urn,
    next,
    async (whole, tx) => {
      const allowed = redactsHere(command, whole);
      if (!allowed.ok) return allowed;
      const [row] = await copiesOf(tx, whole.ref, input.copyId);
      if (row === undefined) return refuse('page-not-found', 'This case has no such copy.');
      const item = await findItem(tx, command, whole, row.materialId);
      if (!item.ok) return item;
      audience = audienceOfMaterial(item.value.detail);
      const decided = await decide(copyIn(row), row, whole, tx);
      return decided.ok ? accept([decided.value]) : decided;
    },
    () => audience,
  );
}

/** What somebody saves of one page. */
export interface PageInput {
  readonly page: number;
  readonly regions: readonly PageRegion[];
  readonly stays: readonly PageStay[];
  /** What it decides once for the case; what was decided so already is left out here. */
  readonly subjects: readonly SubjectDecision[];
}

const notReady = refuse(
  'step-not-allowed',
  'The document is still being made ready for review. Open the page again in a moment.',
);

async function pagesOf(tx: Transaction, whole: WholeCase, copy: Copy): Promise<number | undefined> {
  const [working] = await workingCopiesOf(tx, whole.ref.ownerId, [copy.sha256]);
  return working?.pages ?? undefined;
}

/** Saves one page: what goes, what stays, and what that decides for the case. */
export const savePage = (deps: Deps, command: Command, input: OfCopy & PageInput, next: Next): Promise<Result<Done>> =>
  changeCopy(deps, command, input, next, async (copy, _row, whole, tx) => {
    const pages = await pagesOf(tx, whole, copy);
    if (pages === undefined) return notReady;
    const decided = await subjectsOf(tx, whole.ref);
    const subjects = input.subjects.filter(
      ({ subject, goes }) =>
        !decided.some((each) => each.subject === subject && each.recipient === copy.recipient && each.goes === goes),
    );
    const { page, regions, stays } = input;
    return decideSaving(command.actor, copy, { page, regions, stays, subjects }, pages);
  });

/** Brings a page back as it was before its last saving. Refuses `step-not-allowed` where it was saved once or never. */
export const undoPage = (
  deps: Deps,
  command: Command,
  input: OfCopy & { readonly page: number },
  next: Next,
): Promise<Result<Done>> =>
  changeCopy(deps, command, input, next, async (copy, _row, whole, tx) => {
    const pages = await pagesOf(tx, whole, copy);
    if (pages === undefined) return notReady;
    const before = await savedBefore(tx, whole.ref, copy.copyId, input.page);
    if (before === undefined)
      return refuse('step-not-allowed', 'This page was saved only once, so there is nothing to bring back.');
    const { page, regions, stays } = before;
    return decideSaving(command.actor, copy, { page, regions, stays, subjects: [], undo: true }, pages);
  });

/** Seeks words in the whole document: each place is then shown on its page. Refuses `not-valid` where they stand nowhere. */
export const seekWords = (
  deps: Deps,
  command: Command,
  input: OfCopy & { readonly words: string; readonly reason: string },
  next: Next,
): Promise<Result<Done>> =>
  changeCopy(deps, command, input, next, async (copy, _row, whole, tx) => {
    const decided = decideSeek(command.actor, copy, input.words, input.reason);
    if (!decided.ok) return decided;
    const pages = await workingPagesOf(tx, whole.ref.ownerId, copy.sha256);
    return pages.some(({ text }) => placesOfWords(text, input.words).length > 0)
      ? decided
      : refuse('not-valid', 'These words stand nowhere in this document. Check how they are written in it.', 'words');
  });

/** Key of a place where words that are sought stand. */
export const keyOfWords = (page: number, start: number, end: number): string => `w-${page}-${start}-${end}`;

/** Ends the review, so that the copy is made. Refuses `something-missing`, naming pages that were not saved as they are now. */
export const finishCopy = (deps: Deps, command: Command, input: OfCopy, next: Next): Promise<Result<Done>> =>
  changeCopy(deps, command, input, next, async (copy, row, whole, tx) => {
    const pages = await pagesOf(tx, whole, copy);
    if (pages === undefined) return notReady;
    const saved = await savedPages(tx, whole.ref, copy.copyId);
    const undecided = row.sought.length === 0 ? [] : await workingPagesOf(tx, whole.ref.ownerId, copy.sha256);
    const decided = saved.filter(({ page, regions, stays }) => {
      const known = new Set([...regions, ...stays].map(({ key }) => key));
      const text = undecided.find((each) => each.page === page)?.text ?? '';
      return row.sought.every(({ words }) =>
        placesOfWords(text, words).every(({ start, end }) => known.has(keyOfWords(page, start, end))),
      );
    });
    return decideFinish(command.actor, copy, { pages, decided: decided.map(({ page }) => page) });
  });

/** A second person approves a copy or returns it. */
export const checkCopy = (
  deps: Deps,
  command: Command,
  input: OfCopy & { readonly outcome: 'approved' | 'returned'; readonly reason: string },
  next: Next,
): Promise<Result<Done>> => changeCopy(deps, command, input, next, (copy) => decideCheck(command.actor, copy, input));

/** Withdraws a copy, or the word that none is needed. */
export const withdrawCopy = (
  deps: Deps,
  command: Command,
  input: OfCopy & { readonly reason: string },
  next: Next,
): Promise<Result<Done>> =>
  changeCopy(deps, command, input, next, (copy) => decideWithdraw(command.actor, copy, input.reason));

/** Changes for the whole case what was decided of one thing about one person. Refuses `page-not-found` for what was not decided. */
export const changeSubject = (
  deps: Deps,
  command: Command,
  input: {
    readonly urn: string;
    readonly subject: string;
    readonly recipient: Recipient;
    readonly goes: boolean;
    readonly reason: string;
  },
  next: Next,
): Promise<Result<Done>> =>
  changeCase(deps, command, input.urn, next, async (whole, tx) => {
    const allowed = redactsHere(command, whole);
    if (!allowed.ok) return allowed;
    const row = (await subjectsOf(tx, whole.ref)).find(
      (each) => each.subject === input.subject && each.recipient === input.recipient,
    );
    if (row === undefined) return refuse('page-not-found', 'Nothing was decided of this in this case.');
    const { subject, type, personId } = row;
    const decision = { subject, type, goes: input.goes, ...(personId === null ? {} : { personId }) };
    const decided = decideSubject(command.actor, decision, input.recipient, input.reason);
    return decided.ok ? accept([decided.value]) : decided;
  });

/** Key of a place that a person drew. */
export const newRegionKey = (): string => `d-${randomUUID()}`;
