import { z } from 'zod';
import { noneNeededGrounds, type NoneNeededGround } from '../../domain/case-file/index.ts';
import { accept, refuse } from '../../domain/kernel/result.ts';
import { recipients, redactionReasons, type Recipient, type RedactionReason } from '../../domain/redaction/index.ts';
import {
  beginCopy,
  changeSubject,
  checkCopy,
  finishCopy,
  needNoCopy,
  savePage,
  seekWords,
  undoPage,
  withdrawCopy,
} from '../../application/redaction-copies.ts';
import { decisionsOn } from '../../application/redaction-suggestions.ts';
import { openCopy, viewCopies, viewReview, type CopyView } from '../../application/view-redaction.ts';
import { bytes, change, read } from '../operation.ts';
import { answer, list, request, words } from '../schemas.ts';
import { addresses, Id, LongId, Moment, NoBody, NoQuery, OfCase, Urn, withId } from './shapes.ts';

/** Redacted copies of documents. For people: no account of a system decides what goes from one. */

const tag = 'Redacted copies';
const permission = 'material:redact';
const readers = Object.keys(recipients) as [Recipient, ...Recipient[]]; // keys of a constant object
const reasons = Object.keys(redactionReasons) as [RedactionReason, ...RedactionReason[]]; // keys of a constant object
const grounds = Object.keys(noneNeededGrounds) as [NoneNeededGround, ...NoneNeededGround[]]; // keys of a constant object

const OfDocument = z.strictObject({ urn: Urn, materialId: Id });
const OfCopy = z.strictObject({ urn: Urn, copyId: Id });
const OfPage = z.strictObject({ urn: Urn, copyId: Id, page: z.coerce.number().int().min(1).max(999_999) });

const Box = list(z.number()).meta({
  description: '[x0, y0, x1, y1] in the page’s own user space: points, origin bottom left, before rotation.',
});

const Copy = answer(
  'RedactedCopy',
  z.object({
    copyId: z.string(),
    materialId: z.string(),
    recipient: z.enum(readers),
    state: z.string(),
    isCurrent: z.boolean().meta({ description: 'Whether it is of the document that the item has now.' }),
    pagesSaved: list(z.int()),
    begunAt: Moment,
    changedAt: Moment,
    sha256: z.string().nullable().meta({ description: 'Of the copy, once one was made.' }),
    certificate: z
      .object({
        ...{ originalSha256: z.string(), workingSha256: z.string(), copySha256: z.string() },
        ...{ regions: z.number(), pages: z.number(), asPictures: list(z.number()) },
        checks: list(z.object({ id: z.string(), looksFor: z.string(), passed: z.boolean() })),
        programs: list(z.object({ name: z.string(), version: z.string() })),
      })
      .nullable(),
    says: z.string().nullable().meta({ description: 'Why it was refused, returned, withdrawn or is not needed.' }),
  }),
);

const copyOf = (copy: CopyView): z.input<typeof Copy> => ({
  ...{ copyId: copy.copyId, materialId: copy.materialId, recipient: copy.recipient, state: copy.state },
  ...{ isCurrent: copy.isCurrent, pagesSaved: copy.decided, begunAt: copy.begunAt, changedAt: copy.changedAt },
  ...{ sha256: copy.copySha256, certificate: copy.certificate, says: copy.said?.reason ?? copy.said?.says ?? null },
});

const listCopies = read({
  ...{ id: 'listCopies', path: '/cases/:urn/copies', tag, permission, params: OfCase, query: NoQuery },
  summary: 'List the redacted copies of a case',
  answer: answer('RedactedCopies', z.object({ copies: list(Copy) })),
  auditAs: 'api-redacted-copies',
  versioned: true,
  refuses: ['case-not-found'],
  handle: async ({ params: { urn } }, { deps, actor }) => {
    const found = await viewCopies(deps, actor, urn);
    return found.ok
      ? accept({ answer: { copies: found.value.copies.map(copyOf) }, read: found.value.view.ref })
      : found;
  },
});

const Page = answer(
  'RedactionPage',
  z.object({
    page: z.int(),
    pages: z.int(),
    shape: z.object({ crop: Box, rotate: z.int(), userUnit: z.number() }),
    text: z.string(),
    textFrom: z.enum(['page', 'picture', 'none']),
    isSaved: z.boolean(),
    marks: list(
      z.object({
        key: z.string(),
        from: z.string(),
        boxes: list(Box),
        words: z.string(),
        type: z.string().nullable(),
        reason: z.string(),
        why: z.string(),
        goes: z.boolean(),
        isDecided: z.boolean(),
        personId: z.string().nullable(),
      }),
    ),
  }),
);

const readPage = read({
  ...{ id: 'readCopyPage', path: '/cases/:urn/copies/:copyId/pages/:page', tag, permission, params: OfPage },
  summary: 'Read one page of a copy under review: its words, what is proposed to go and what was decided',
  query: NoQuery,
  answer: Page,
  auditAs: 'api-redaction-page',
  versioned: true,
  refuses: ['case-not-found', 'page-not-found', 'step-not-allowed'],
  handle: async ({ params: { urn, copyId, page: number } }, { deps, actor }) => {
    const found = await viewReview(deps, actor, urn, copyId, number);
    if (!found.ok) return found;
    const { page, working, view } = found.value;
    if (page === undefined) return refuse('step-not-allowed', 'The document is still being made ready for review.');
    const { shape, text, textFrom } = page;
    return accept({
      answer: {
        ...{ page: page.page, pages: working?.pages ?? 1, shape, text, textFrom, isSaved: page.saved !== undefined },
        marks: page.marks.map((mark) => ({
          ...{ key: mark.key, from: mark.from, boxes: mark.boxes, words: mark.words, type: mark.type ?? null },
          ...{ reason: mark.reason, why: mark.why, goes: mark.goes, isDecided: mark.decided },
          personId: mark.personId ?? null,
        })),
      },
      read: view.ref,
    });
  },
});

const readBytes = bytes({
  ...{ id: 'readCopyBytes', path: '/cases/:urn/copies/:copyId/content', tag, permission, params: OfCopy },
  summary: 'Read the bytes of a copy that was made, or one range of them',
  auditAs: 'api-redacted-copy',
  refuses: ['case-not-found', 'page-not-found', 'range-outside'],
  handle: async (about, part, { deps, actor }) => {
    const opened = await openCopy(deps, actor, about, part);
    if (!opened.ok) return opened;
    const { ref, stream, size, sha256, range } = opened.value;
    return accept({ read: ref, bytes: stream, size, range, mediaType: 'application/pdf', sha256 });
  },
});

const refuses = [
  ...(['case-not-found', 'page-not-found', 'not-allowed', 'step-not-allowed', 'not-valid'] as const),
  ...(['something-missing', 'version-moved'] as const),
];
const changes = { tag, permission, status: 200, needsVersion: true, refuses } as const;
const nextOf = (urn: string, copyId: string, say: string) => ({ to: addresses.copy(urn, copyId), say });

const begin = change({
  ...changes,
  ...{ id: 'beginCopy', path: '/cases/:urn/documents/:materialId/copies', params: OfDocument, logAs: 'begin-copy' },
  summary: 'Begin a redacted copy of a document for a recipient',
  body: request('CopyToBegin', z.strictObject({ recipient: z.enum(readers) })),
  handle: ({ params, body }, { deps }, command) => {
    const copyId = deps.newId();
    return beginCopy(
      withId(deps, copyId),
      command,
      { ...params, ...body },
      nextOf(params.urn, copyId, 'The copy is begun.'),
    );
  },
});

const notNeeded = change({
  ...changes,
  ...{ id: 'recordNoCopyNeeded', path: '/cases/:urn/documents/:materialId/copies-not-needed', params: OfDocument },
  summary: 'Record that a document may go to a recipient without redaction, with the reason',
  logAs: 'no-copy-needed',
  body: request(
    'NoCopyNeeded',
    z.strictObject({ recipient: z.enum(readers), ground: z.enum(grounds), reason: words(2000) }),
  ),
  handle: ({ params, body }, { deps }, command) => {
    const copyId = deps.newId();
    return needNoCopy(
      withId(deps, copyId),
      command,
      { ...params, ...body },
      nextOf(params.urn, copyId, 'It is recorded.'),
    );
  },
});

const save = change({
  ...changes,
  ...{ id: 'saveCopyPage', path: '/cases/:urn/copies/:copyId/pages/:page', params: OfPage, logAs: 'save-copy-page' },
  summary: 'Decide one page of a copy: what goes, what stays, what is added',
  body: request(
    'DecisionOnPage',
    z.strictObject({
      goes: list(words(200)).meta({ description: 'Keys of marks that go. What is proposed and not named stays.' }),
      add: list(
        z.strictObject({
          box: z.tuple([z.number(), z.number(), z.number(), z.number()]).meta({ description: 'As in `boxes`.' }),
          reason: z.enum(reasons),
        }),
      ).default([]),
    }),
  ),
  handle: async ({ params: { page: number, ...about }, body }, { deps, actor }, command) => {
    const found = await viewReview(deps, actor, about.urn, about.copyId, number);
    if (!found.ok) return found;
    const { page } = found.value;
    if (page === undefined) return refuse('step-not-allowed', 'The document is still being made ready for review.');
    const unknown = body.goes.findIndex((key) => !page.marks.some((mark) => mark.key === key));
    if (unknown >= 0) return refuse('not-valid', 'The page has no such mark. Read it again.', `goes.${unknown}`);
    const decided = decisionsOn(
      page.marks,
      page.marks.map(({ key }) => key),
      body.goes,
    );
    const add = body.add.map(({ box, reason }) => ({
      ...{ key: `d-${deps.newId()}`, boxes: [[...box] as typeof box], from: 'drawn' as const, reason },
    }));
    return savePage(
      deps,
      command,
      { ...about, page: number, ...decided, regions: [...decided.regions, ...add] },
      nextOf(about.urn, about.copyId, `Page ${number} is saved.`),
    );
  },
});

const undo = change({
  ...changes,
  ...{
    id: 'undoCopyPage',
    path: '/cases/:urn/copies/:copyId/pages/:page/undo',
    params: OfPage,
    logAs: 'undo-copy-page',
  },
  summary: 'Bring a page back as it was before it was last saved',
  body: request('UndoOfPage', NoBody),
  handle: ({ params: { page, ...about } }, { deps }, command) =>
    undoPage(deps, command, { ...about, page }, nextOf(about.urn, about.copyId, `Page ${page} is as it was before.`)),
});

const seek = change({
  ...changes,
  ...{ id: 'seekWordsForCopy', path: '/cases/:urn/copies/:copyId/words', params: OfCopy, logAs: 'seek-words-for-copy' },
  summary: 'Mark words wherever they stand in the document, to be decided page by page',
  body: request('WordsToSeek', z.strictObject({ words: words(500), reason: z.enum(reasons) })),
  handle: ({ params, body }, { deps }, command) =>
    seekWords(deps, command, { ...params, ...body }, nextOf(params.urn, params.copyId, 'The words are marked.')),
});

const finish = change({
  ...changes,
  ...{ id: 'finishCopy', path: '/cases/:urn/copies/:copyId/finish', params: OfCopy, logAs: 'finish-copy' },
  summary: 'End the review of a copy, so that it is made and read back',
  body: request('EndOfReview', NoBody),
  handle: ({ params }, { deps }, command) =>
    finishCopy(deps, command, params, nextOf(params.urn, params.copyId, 'The copy is being made.')),
});

const check = change({
  ...changes,
  ...{ id: 'checkCopy', path: '/cases/:urn/copies/:copyId/checks', params: OfCopy, logAs: 'check-copy' },
  summary: 'Approve a copy as a second person, or return it with what is to be put right',
  body: request(
    'CheckOfCopy',
    z.strictObject({ outcome: z.enum(['approved', 'returned']), reason: words(2000).optional() }),
  ),
  handle: ({ params, body: { outcome, reason = '' } }, { deps }, command) =>
    checkCopy(
      deps,
      command,
      { ...params, outcome, reason },
      nextOf(params.urn, params.copyId, `The copy is ${outcome}.`),
    ),
});

const withdraw = change({
  ...changes,
  ...{ id: 'withdrawCopy', path: '/cases/:urn/copies/:copyId/withdrawal', params: OfCopy, logAs: 'withdraw-copy' },
  summary: 'Withdraw a copy, or the word that none is needed',
  body: request('WithdrawalOfCopy', z.strictObject({ reason: words(2000) })),
  handle: ({ params, body }, { deps }, command) =>
    withdrawCopy(deps, command, { ...params, ...body }, nextOf(params.urn, params.copyId, 'The copy is withdrawn.')),
});

const decideOtherwise = change({
  ...changes,
  ...{ id: 'changeRedactionDecision', path: '/cases/:urn/copies/decided-once', params: OfCase },
  summary: 'Change for the whole case what was decided of one thing about one person',
  logAs: 'change-redaction-decision',
  body: request(
    'RedactionDecision',
    z.strictObject({ subject: LongId, recipient: z.enum(readers), goes: z.boolean(), reason: words(2000) }),
  ),
  handle: ({ params, body }, { deps }, command) =>
    changeSubject(deps, command, { ...params, ...body }, { to: addresses.copies(params.urn), say: 'It is decided.' }),
});

export const copyOperations = [
  ...[listCopies, readPage, readBytes],
  ...[begin, notNeeded, save, undo, seek, finish, check, withdraw, decideOtherwise],
];
