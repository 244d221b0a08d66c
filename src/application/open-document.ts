import type { Actor } from '../domain/access/index.ts';
import { accept, refuse, type Result } from '../domain/kernel/result.ts';
import type { ByteRange, OpenedObject } from '../documents/store.ts';
import type { CaseRef, Deps } from './deps.ts';
import { viewCase, type MaterialView } from './view-case.ts';

export type { ByteRange, OpenedObject } from '../documents/store.ts';

/** A document of a case, checked against its hash as it is read. */
export interface OpenedDocument extends OpenedObject {
  readonly ref: CaseRef;
  readonly item: MaterialView;
  readonly mediaType: string;
  readonly name: string;
  /** The part that was asked for; undefined for the whole. */
  readonly range: ByteRange | undefined;
}

/**
 * The bytes of an item of a case that this person may see, or a part of them: from `first` to `last`, both counted from 0
 * and included, to the end without `last`. Refuses `case-not-found`, and `page-not-found` for an item that is not there for
 * them, has no document, or a part that lies outside it.
 * @param discarded number of a document of the item that is no longer on the file
 */
export async function openDocument(
  deps: Deps,
  actor: Actor,
  urn: string,
  materialId: string,
  part?: { readonly first: number; readonly last: number | undefined },
  discarded?: number,
): Promise<Result<OpenedDocument, 'case-not-found' | 'page-not-found'>> {
  const view = await viewCase(deps, actor, urn);
  if (!view.ok) return view;
  const item =
    discarded === undefined
      ? view.value.material.find((each) => each.materialId === materialId)
      : view.value.discarded.find((each) => each.materialId === materialId && each.number === discarded);
  const document = item?.document ?? undefined;
  if (item === undefined || document === undefined) return refuse('page-not-found', 'This case has no such document.');
  const range =
    part === undefined ? undefined : { first: part.first, last: Math.min(part.last ?? Infinity, document.size - 1) };
  const opened = await deps.documents.open(document.sha256, range);
  return opened === undefined
    ? refuse('page-not-found', 'The document could not be opened at that place.')
    : accept({ ...opened, ref: view.value.ref, item, mediaType: document.mediaType, name: document.name, range });
}
