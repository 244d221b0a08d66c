import { z } from 'zod';
import { accept, refuse, type Result } from '../../domain/kernel/result.ts';
import { openDocument } from '../../application/open-document.ts';
import { addMaterial, takeInDocument } from '../../application/build-file.ts';
import { correctMaterial, replaceMaterial, withdrawMaterial } from '../../application/change-material.ts';
import { viewCase, type DiscardedView, type MaterialView } from '../../application/view-case.ts';
import { MaterialStatus, MaterialType, type DocumentRef } from '../../domain/case-file/index.ts';
import { CivilDateText } from '../../domain/kernel/civil-date.ts';
import { bytes, change, read, type Visit } from '../operation.ts';
import { answer, list, request, words } from '../schemas.ts';
import { addresses, Day, Id, Moment, NoQuery, OfCase, Urn } from './shapes.ts';

const Document = answer(
  'Document',
  z.object({
    materialId: z.string(),
    class: z.enum(['V1', 'V5', 'V6']).meta({
      description: 'V6 holds contact details and needs; V5 is sensitive material, which no account is ever given.',
    }),
    type: z.string(),
    title: z.string(),
    date: Day,
    madeBy: z.string(),
    status: z.string(),
    description: z.string().optional(),
    exhibitRef: z.string().optional(),
    location: z.string().optional().meta({ description: 'Where an item is that is not held here.' }),
    addedAt: Moment.optional(),
    file: z
      .object({ name: z.string(), mediaType: z.string(), size: z.int(), sha256: z.string() })
      .nullable()
      .meta({ description: 'What is held of it; null for an item without bytes.' }),
  }),
);

const Discarded = answer(
  'DiscardedDocument',
  z.object({
    materialId: z.string(),
    number: z.int().meta({ description: 'Counted from 1 for each item.' }),
    how: z.enum(['withdrawn', 'replaced']),
    reason: z.string(),
    discardedAt: Moment,
    type: z.string(),
    title: z.string(),
    date: Day,
    file: z.object({ name: z.string(), mediaType: z.string(), size: z.int(), sha256: z.string() }).nullable(),
  }),
);

const discardedOf = (each: DiscardedView): z.input<typeof Discarded> => ({
  ...{ materialId: each.materialId, number: each.number, how: each.how, reason: each.reason },
  ...{ discardedAt: each.discardedAt, type: each.detail.type, title: each.detail.title, date: each.detail.date },
  file: each.document,
});

const documentOf = ({
  materialId,
  class: kept,
  detail,
  document,
  addedAt,
}: MaterialView): z.input<typeof Document> => ({
  ...detail,
  ...{ materialId, class: kept, addedAt, file: document },
});

const listDocuments = read({
  id: 'listDocuments',
  path: '/cases/:urn/documents',
  tag: 'Documents',
  summary: 'List the material of a case',
  permission: 'case:read',
  params: OfCase,
  query: NoQuery,
  answer: answer(
    'DocumentList',
    z.object({
      documents: list(Document),
      discarded: list(Discarded).meta({
        description: 'What was withdrawn or replaced. It counts in no check. Police alone are told of it.',
      }),
    }),
  ),
  auditAs: 'api-documents',
  versioned: true,
  refuses: ['case-not-found'],
  handle: async ({ params: { urn } }, { deps, actor }) => {
    const found = await viewCase(deps, actor, urn);
    if (!found.ok) return found;
    const { material, discarded, ref } = found.value;
    return accept({
      answer: { documents: material.map(documentOf), discarded: discarded.map(discardedOf) },
      read: ref,
    });
  },
});

const OfDocument = z.strictObject({ urn: Urn, materialId: Id });

const readDocument = read({
  id: 'readDocument',
  path: '/cases/:urn/documents/:materialId',
  tag: 'Documents',
  summary: 'Read what is known of one item of material',
  permission: 'case:read',
  params: OfDocument,
  query: NoQuery,
  answer: Document,
  auditAs: 'api-document',
  versioned: true,
  refuses: ['case-not-found', 'page-not-found'],
  handle: async ({ params: { urn, materialId } }, { deps, actor }) => {
    const found = await viewCase(deps, actor, urn);
    if (!found.ok) return found;
    const item = found.value.material.find((each) => each.materialId === materialId);
    return item === undefined
      ? refuse('page-not-found', 'This case has no such item.')
      : accept({ answer: documentOf(item), read: found.value.ref });
  },
});

const readBytes = bytes({
  id: 'readDocumentBytes',
  path: '/cases/:urn/documents/:materialId/content',
  tag: 'Documents',
  summary: 'Read the bytes of a document, or one range of them',
  description: 'The bytes are checked against their hash as they are sent: a stream that ends early was not right.',
  permission: 'case:read',
  params: OfDocument,
  auditAs: 'api-document-bytes',
  refuses: ['case-not-found', 'page-not-found', 'range-outside'],
  handle: async ({ urn, materialId }, range, { deps, actor }) => {
    const found = await viewCase(deps, actor, urn);
    if (!found.ok) return found;
    const item = found.value.material.find((each) => each.materialId === materialId);
    const held = item?.document ?? undefined;
    if (held === undefined) return refuse('page-not-found', 'This case has no such document.');
    if (range !== undefined && range.first >= held.size)
      return refuse('range-outside', `The document has ${held.size} bytes, counted from 0.`);
    const opened = await openDocument(deps, actor, urn, materialId, range);
    if (!opened.ok) return opened;
    const { ref, stream, size, mediaType } = opened.value;
    return accept({ read: ref, bytes: stream, size, range: opened.value.range, mediaType, sha256: held.sha256 });
  },
});

const refusedChanges = [
  ...(['case-not-found', 'page-not-found', 'not-allowed', 'step-not-allowed', 'not-valid'] as const),
  ...(['something-missing', 'version-moved'] as const),
];

/** What is said of an item. */
const said = {
  type: MaterialType,
  title: words(300),
  status: MaterialStatus,
  date: CivilDateText,
  madeBy: words(200),
  exhibitRef: words(50).optional(),
  subject: words(50).optional().meta({ description: 'Id of the person it is about.' }),
  key: z.boolean().default(false),
  clipped: z.boolean().optional().meta({ description: 'Whether sound or video is cut to the part that matters.' }),
  unusedNumber: z.int().min(1).max(99_999).optional().meta({ description: 'On the schedule of unused material.' }),
  description: words(5000).optional(),
};

const Correction = request(
  'CorrectionOfDocument',
  z
    .strictObject({
      ...said,
      reason: words(5000),
    })
    .meta({ description: 'All that is said of the item: what is left out is taken away. Its bytes stay.' }),
);

const correctDocument = change({
  id: 'correctDocument',
  path: '/cases/:urn/documents/:materialId/corrections',
  tag: 'Building a file',
  summary: 'Correct what is said of an item of material, with a reason',
  permission: 'case:build',
  params: OfDocument,
  body: Correction,
  status: 200,
  needsVersion: true,
  logAs: 'correct-material',
  refuses: refusedChanges,
  handle: (
    { params, body: { reason, exhibitRef, subject, clipped, unusedNumber, description, ...rest } },
    { deps },
    command,
  ) =>
    correctMaterial(
      deps,
      command,
      {
        ...params,
        reason,
        said: {
          ...{ ...rest, clipped, unusedNumber },
          ...{ exhibitRef: exhibitRef ?? '', subject: subject ?? '', description: description ?? '' },
        },
      },
      { to: addresses.document(params.urn, params.materialId), say: 'Correction recorded.' },
    ),
});

const withdrawDocument = change({
  id: 'withdrawDocument',
  path: '/cases/:urn/documents/:materialId/withdrawal',
  tag: 'Building a file',
  summary: 'Withdraw an item of material from the file, with a reason',
  permission: 'case:build',
  params: OfDocument,
  body: request('WithdrawalOfDocument', z.strictObject({ reason: words(5000) })),
  status: 200,
  needsVersion: true,
  logAs: 'withdraw-material',
  refuses: refusedChanges,
  handle: ({ params, body: { reason } }, { deps }, command) =>
    withdrawMaterial(
      deps,
      command,
      { ...params, reason },
      { to: addresses.case(params.urn), say: 'The item is withdrawn.' },
    ),
});

/** 20 MB of document take 27 MB as base64. */
const mostBytes = 30_000_000;
const longestBase64 = 28_000_000;

const FileToSend = request(
  'FileToSend',
  z.strictObject({
    name: z.string().regex(/^[^\u0000-\u001f\u007f/\\]{1,200}$/, 'must be a name without a folder'),
    content: z
      .base64()
      .min(4)
      .max(longestBase64)
      .meta({ description: 'The bytes, base64: 20 MB at most. Larger documents are added on the page of the case.' }),
  }),
);

/** Stores and reads a document that came with a request, for somebody who builds this case and for nobody else. */
async function receive(
  { deps, actor }: Visit,
  urn: string,
  { name, content }: z.output<typeof FileToSend>,
): Promise<Result<DocumentRef>> {
  const found = await viewCase(deps, actor, urn);
  if (!found.ok) return found;
  if (!found.value.mayBuild) return refuse('not-allowed', 'Only an officer in this case changes its file.');
  const taken = await takeInDocument(deps, actor, { bytes: once(Buffer.from(content, 'base64')), name });
  if (!taken.ok) return { ok: false, refusal: { ...taken.refusal, field: 'file' } };
  const { notes: _notes, ...document } = taken.value;
  return accept(document);
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array, void, undefined> {
  await Promise.resolve();
  yield bytes;
}

const withFile = {
  ...({ tag: 'Building a file', permission: 'case:build', needsVersion: true, mostBytes } as const),
  refuses: [
    ...refusedChanges,
    ...(['file-empty', 'file-too-large', 'file-locked', 'file-damaged', 'file-refused', 'file-changed'] as const),
    'no-room' as const,
  ],
};
const pointerOf = (field: string): string | undefined => (field === 'file' ? '/file/content' : undefined);

const addDocument = change({
  ...withFile,
  id: 'addDocument',
  path: '/cases/:urn/documents',
  summary: 'Add an item of material with its document',
  params: OfCase,
  body: request(
    'DocumentToAdd',
    z.strictObject({ ...said, file: FileToSend }).meta({
      description: 'Kind and use say who is shown it: sensitive unused material is shown to those named for it alone.',
    }),
  ),
  status: 200,
  logAs: 'add-material',
  pointerOf,
  handle: async ({ params: { urn }, body: { file, ...item } }, visit, command) => {
    const document = await receive(visit, urn, file);
    if (!document.ok) return document;
    const { exhibitRef, subject, key, clipped, unusedNumber, description, ...rest } = item;
    const material = {
      ...rest,
      ...(exhibitRef === undefined ? {} : { exhibitRef }),
      ...(subject === undefined ? {} : { subject }),
      ...(key ? { key: true } : {}),
      ...(clipped === undefined ? {} : { clipped }),
      ...(unusedNumber === undefined ? {} : { unusedNumber }),
      ...(description === undefined ? {} : { description }),
    };
    return addMaterial(
      visit.deps,
      command,
      { urn, document: document.value, material },
      { to: addresses.documents(urn), say: 'The item was added. The check has been run again.' },
    );
  },
});

const replaceDocument = change({
  ...withFile,
  id: 'replaceDocument',
  path: '/cases/:urn/documents/:materialId/replacements',
  summary: 'Put another document in the place of the one an item has, with a reason',
  params: OfDocument,
  body: request(
    'ReplacementOfDocument',
    z.strictObject({
      title: words(300),
      date: CivilDateText,
      clipped: z.boolean().optional().meta({ description: 'Whether sound or video is cut to the part that matters.' }),
      reason: words(5000),
      file: FileToSend,
    }),
  ),
  status: 200,
  logAs: 'replace-material',
  pointerOf,
  handle: async ({ params, body: { file, clipped, ...given } }, visit, command) => {
    const document = await receive(visit, params.urn, file);
    if (!document.ok) return document;
    return replaceMaterial(
      visit.deps,
      command,
      { ...params, ...given, clipped, document: document.value },
      {
        to: addresses.document(params.urn, params.materialId),
        say: 'The item has another document. The check has been run again.',
      },
    );
  },
});

export const documentOperations = [
  ...[listDocuments, readDocument, readBytes],
  ...[addDocument, correctDocument, replaceDocument, withdrawDocument],
];
