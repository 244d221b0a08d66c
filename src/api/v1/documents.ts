import { z } from 'zod';
import { accept, refuse } from '../../domain/kernel/result.ts';
import { openDocument } from '../../application/open-document.ts';
import { viewCase, type MaterialView } from '../../application/view-case.ts';
import { bytes, read } from '../operation.ts';
import { answer, list } from '../schemas.ts';
import { Day, Id, Moment, NoQuery, OfCase, Urn } from './shapes.ts';

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
  answer: answer('DocumentList', z.object({ documents: list(Document) })),
  auditAs: 'api-documents',
  versioned: true,
  refuses: ['case-not-found'],
  handle: async ({ params: { urn } }, { deps, actor }) => {
    const found = await viewCase(deps, actor, urn);
    if (!found.ok) return found;
    return accept({ answer: { documents: found.value.material.map(documentOf) }, read: found.value.ref });
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

export const documentOperations = [listDocuments, readDocument, readBytes];
