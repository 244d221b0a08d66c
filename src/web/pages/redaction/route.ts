import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { isNoneNeededGround } from '../../../domain/case-file/index.ts';
import { accept, refuse } from '../../../domain/kernel/result.ts';
import { isRecipient, isRedactionReason } from '../../../domain/redaction/index.ts';
import {
  beginCopy,
  changeSubject,
  checkCopy,
  finishCopy,
  needNoCopy,
  savePage,
  seekWords,
  undoPage,
  whyNotThisKind,
  withdrawCopy,
} from '../../../application/redaction-copies.ts';
import { openCopy, pictureOf, viewCopies, viewReview, type ReviewView } from '../../../application/view-redaction.ts';
import type { Actor } from '../../../domain/access/index.ts';
import { getFile } from '../../file-route.ts';
import { many, optionalText, requiredText, ticked } from '../../form-fields.ts';
import { paths } from '../../paths.ts';
import { get, post } from '../../route.ts';
import { caseFrame } from '../case-frame/index.ts';
import { atField } from '../file-parts/index.ts';
import { CertificatePage, CheckPage, DecidedPage, WithdrawalPage } from './check-page.tsx';
import { CopiesPage, NewCopyPage, NoCopyNeededPage } from './list-page.tsx';
import { readPage } from './read-page.ts';
import { WorkbenchPage } from './workbench-page.tsx';

const PageNumber = z
  .string()
  .regex(/^[1-9]\d{0,5}$/)
  .transform(Number);
const onPage = z.object({ page: PageNumber.optional() });
const ofCase = z.object({ urn: z.string() });
const ofItem = z.object({ urn: z.string(), materialId: z.string() });
const ofCopy = z.object({ urn: z.string(), copyId: z.string() });

const recipient = z.string({ error: 'Choose who it is for' }).refine(isRecipient, 'Choose who it is for');
const reasonCode = z.string({ error: 'Choose a reason' }).refine(isRedactionReason, 'Choose a reason from the list');

/** Redacted copies: the list, the review page by page, the second person, and what was decided once. */
export function registerRedaction(app: FastifyInstance): void {
  registerLists(app);
  registerReview(app);
  registerChecking(app);
  registerFiles(app);
}

function registerLists(app: FastifyInstance): void {
  const { deps } = app.shell;
  const permission = 'material:redact';
  get(app, {
    ...{ pattern: paths.copies.pattern, permission, auditAs: 'redacted-copies', params: ofCase },
    load: async ({ params: { urn } }, { actor }) => {
      const found = await viewCopies(deps, actor, urn);
      if (!found.ok) return found;
      const { view } = found.value;
      return accept({ read: view.ref, view: { ...found.value, frame: caseFrame(view, 'material', actor), urn } });
    },
    page: CopiesPage,
  });
  const loadItem = async (actor: Actor, { urn, materialId }: z.output<typeof ofItem>) => {
    const found = await viewCopies(deps, actor, urn);
    if (!found.ok) return found;
    const { view, copies } = found.value;
    const item = view.material.find((each) => each.materialId === materialId);
    if (item === undefined) return refuse('page-not-found', 'This case has no such item.');
    const notHere =
      found.value.blocked ?? (item.document === null ? 'There is no document of this item here.' : undefined);
    const blocked = notHere ?? whyNotThisKind(item.document?.mediaType);
    const taken = copies.flatMap((each) =>
      each.materialId === materialId && each.isCurrent && each.state !== 'withdrawn' ? [each.recipient] : [],
    );
    const frame = caseFrame(view, 'material', actor);
    return accept({ read: view.ref, view: { frame, urn, item, blocked, notHere, taken } });
  };
  const showNew = get(app, {
    ...{ pattern: paths.newCopy.pattern, permission, auditAs: 'new-redacted-copy', params: ofItem },
    load: ({ params }, { actor }) => loadItem(actor, params),
    page: NewCopyPage,
  });
  post(app, {
    ...{ pattern: paths.newCopy.pattern, permission, auditAs: 'begin-redacted-copy', params: ofItem },
    body: z.strictObject({ recipient }),
    act: ({ params, body }, _visit, command) =>
      beginCopy(
        deps,
        command,
        { ...params, ...body },
        {
          to: paths.copies.to({ urn: params.urn }),
          say: 'The copy is begun. Open it to review the document page by page.',
        },
      ),
    onRefused: showNew,
  });
  const showNone = get(app, {
    ...{ pattern: paths.noCopyNeeded.pattern, permission, auditAs: 'no-copy-needed', params: ofItem },
    load: ({ params }, { actor }) => loadItem(actor, params),
    page: NoCopyNeededPage,
  });
  post(app, {
    ...{ pattern: paths.noCopyNeeded.pattern, permission, auditAs: 'record-no-copy-needed', params: ofItem },
    body: z.strictObject({
      recipient,
      ground: z.string({ error: 'Choose why' }),
      reason: requiredText('Say why, in words that would stand up to a challenge', 2000),
    }),
    act: async ({ params, body }, _visit, command) => {
      const { ground } = body;
      if (!isNoneNeededGround(ground)) return refuse('not-valid', 'Choose why it may go as it is.', 'ground');
      const next = { to: paths.copies.to({ urn: params.urn }), say: 'It is recorded that no redaction is needed.' };
      return needNoCopy(deps, command, { ...params, ...body, ground }, next);
    },
    onRefused: showNone,
  });
  const showDecided = get(app, {
    ...{ pattern: paths.decidedOnce.pattern, permission, auditAs: 'redaction-decided-once', params: ofCase },
    load: async ({ params: { urn } }, { actor }) => {
      const found = await viewCopies(deps, actor, urn);
      if (!found.ok) return found;
      const { view } = found.value;
      return accept({ read: view.ref, view: { ...found.value, frame: caseFrame(view, 'material', actor), urn } });
    },
    page: DecidedPage,
  });
  post(app, {
    ...{ pattern: paths.decidedOnce.pattern, permission, auditAs: 'decide-redaction-otherwise', params: ofCase },
    body: z.strictObject({
      subject: requiredText('Choose what is decided otherwise', 500),
      recipient,
      goes: z.enum(['yes', 'no']),
      reason: requiredText('Say why it is decided otherwise now', 2000),
    }),
    act: ({ params, body }, _visit, command) =>
      changeSubject(
        deps,
        command,
        { ...params, ...body, goes: body.goes === 'yes' },
        {
          to: paths.decidedOnce.to(params),
          say: 'It is decided for every document. Pages that were saved before keep what was saved.',
        },
      ),
    onRefused: showDecided,
  });
}

function registerReview(app: FastifyInstance): void {
  const { deps } = app.shell;
  const permission = 'material:redact';
  const show = get(app, {
    ...{ pattern: paths.copy.pattern, permission, auditAs: 'redaction-page', params: ofCopy, query: onPage },
    load: async ({ params: { urn, copyId }, query: { page } }, { actor }) => {
      const found = await viewReview(deps, actor, urn, copyId, page);
      if (!found.ok) return found;
      const { view } = found.value;
      return accept({ read: view.ref, view: { ...found.value, frame: caseFrame(view, 'material', actor), urn } });
    },
    page: WorkbenchPage,
  });
  post(app, {
    ...{ pattern: paths.copy.pattern, permission, auditAs: 'save-redaction-page', params: ofCopy },
    body: z.strictObject({
      page: PageNumber,
      shown: z
        .string({ error: 'Open the page again and send the form from there' })
        .max(500_000)
        .transform((keys) => keys.split(' ')),
      goes: many(z.string().max(200)),
      area: many(z.string().max(100)),
      words: optionalText(500),
      ...{ left: optionalText(8), top: optionalText(8), right: optionalText(8), bottom: optionalText(8) },
      whole: ticked,
      drawnReason: reasonCode,
      then: z.enum(['next', 'stay'], { error: 'Press one of the buttons of the page' }).optional(),
    }),
    act: async ({ params, body }, { actor }, command) => {
      const found = await viewReview(deps, actor, params.urn, params.copyId, body.page);
      if (!found.ok) return found;
      const { page, working } = found.value;
      if (page === undefined) return refuse('step-not-allowed', 'The document is still being made ready for review.');
      const read = readPage(page, {
        ...{ shown: body.shown, goes: body.goes, areas: body.area, words: body.words, whole: body.whole },
        ...{ typed: [body.left, body.top, body.right, body.bottom], reason: body.drawnReason },
      });
      if (!read.ok) return read;
      const next = body.then === 'next' && body.page < (working?.pages ?? 1) ? body.page + 1 : body.page;
      const to = `${paths.copy.to(params, { page: String(next) })}#page`;
      return savePage(
        deps,
        command,
        { ...params, ...read.value },
        next === body.page ? { to, say: `Page ${body.page} is saved.` } : { to },
      );
    },
    onRefused: show,
  });
  post(app, {
    ...{ pattern: paths.copyUndo.pattern, permission, auditAs: 'undo-redaction-page', params: ofCopy },
    body: z.strictObject({ page: PageNumber }),
    act: ({ params, body: { page } }, _visit, command) =>
      undoPage(
        deps,
        command,
        { ...params, page },
        {
          to: paths.copy.to(params, { page: String(page) }),
          say: `Page ${page} is as it was before it was last saved.`,
        },
      ),
    onRefused: show,
  });
  post(app, {
    ...{ pattern: paths.copyWords.pattern, permission, auditAs: 'seek-words-for-copy', params: ofCopy },
    body: z.strictObject({ sought: requiredText('Enter the words to take out', 500), soughtReason: reasonCode }),
    act: async ({ params, body }, _visit, command) =>
      atField(
        await seekWords(
          deps,
          command,
          { ...params, words: body.sought, reason: body.soughtReason },
          {
            to: paths.copy.to(params),
            say: 'The words are marked on every page where they stand. Look at those pages and save them.',
          },
        ),
        { words: 'sought' },
      ),
    onRefused: show,
  });
  post(app, {
    ...{ pattern: paths.copyFinish.pattern, permission, auditAs: 'finish-redaction', params: ofCopy },
    body: z.strictObject({}),
    act: ({ params }, _visit, command) =>
      finishCopy(deps, command, params, {
        to: paths.copy.to(params),
        say: 'The review is ended. The copy is being made.',
      }),
    onRefused: show,
  });
}

function registerChecking(app: FastifyInstance): void {
  const { deps } = app.shell;
  const permission = 'material:redact';
  const load = async (
    {
      params: { urn, copyId },
      query: { page },
    }: { params: z.output<typeof ofCopy>; query: { page?: number | undefined } },
    { actor }: { readonly actor: Actor },
  ) => {
    const found = await viewReview(deps, actor, urn, copyId, page ?? 1);
    if (!found.ok) return found;
    const { view }: ReviewView = found.value;
    return accept({ read: view.ref, view: { ...found.value, frame: caseFrame(view, 'material', actor), urn } });
  };
  const showCheck = get(app, {
    ...{ pattern: paths.copyCheck.pattern, permission, auditAs: 'check-redacted-copy', params: ofCopy, query: onPage },
    load,
    page: CheckPage,
  });
  post(app, {
    ...{ pattern: paths.copyCheck.pattern, permission, auditAs: 'decide-redacted-copy', params: ofCopy },
    body: z.strictObject({
      outcome: z.enum(['approved', 'returned'], { error: 'Choose what you say of the copy' }),
      reason: optionalText(2000),
    }),
    act: ({ params, body: { outcome, reason = '' } }, _visit, command) =>
      checkCopy(
        deps,
        command,
        { ...params, outcome, reason },
        { to: paths.copy.to(params), say: outcome === 'approved' ? 'The copy is approved.' : 'The copy is returned.' },
      ),
    onRefused: showCheck,
  });
  const showWithdrawal = get(app, {
    ...{ pattern: paths.copyWithdrawal.pattern, permission, auditAs: 'copy-withdrawal', params: ofCopy, query: onPage },
    load,
    page: WithdrawalPage,
  });
  post(app, {
    ...{ pattern: paths.copyWithdrawal.pattern, permission, auditAs: 'withdraw-redacted-copy', params: ofCopy },
    body: z.strictObject({ reason: requiredText('Say why it is withdrawn', 2000) }),
    act: ({ params, body: { reason } }, _visit, command) =>
      withdrawCopy(
        deps,
        command,
        { ...params, reason },
        { to: paths.copies.to({ urn: params.urn }), say: 'The copy is withdrawn.' },
      ),
    onRefused: showWithdrawal,
  });
  get(app, {
    ...{
      pattern: paths.copyCertificate.pattern,
      permission,
      auditAs: 'copy-certificate',
      params: ofCopy,
      query: onPage,
    },
    load,
    page: CertificatePage,
  });
}

/** Dots an inch of pictures of pages: enough to read small print on a screen. */
const pictureDpi = 110;

function registerFiles(app: FastifyInstance): void {
  const { deps } = app.shell;
  const permission = 'material:redact';
  getFile(app, {
    ...{ pattern: paths.copyPicture.pattern, permission, auditAs: 'redaction-picture' },
    params: ofCopy.extend({ page: PageNumber, of: z.enum(['original', 'copy']) }),
    query: z.object({}),
    load: async ({ params }, { actor }) => {
      const found = await pictureOf(deps, actor, { ...params, dpi: pictureDpi });
      if (!found.ok) return found;
      const { ref, png } = found.value;
      return accept({
        read: ref,
        bytes: Buffer.from(png),
        size: png.byteLength,
        mediaType: 'image/png',
        name: 'page.png',
      });
    },
  });
  getFile(app, {
    ...{ pattern: paths.copyFile.pattern, permission, auditAs: 'redacted-copy', params: ofCopy, query: z.object({}) },
    load: async ({ params }, { actor }) => {
      const opened = await openCopy(deps, actor, params);
      if (!opened.ok) return opened;
      const { ref, stream, size, name } = opened.value;
      return accept({ read: ref, bytes: stream, size, mediaType: 'application/pdf', name });
    },
  });
}
