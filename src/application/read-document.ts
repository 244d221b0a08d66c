import type { Bytes } from '../documents/byte-source.ts';
import type { Inspection } from '../documents/inspect.ts';
import { kindPromised, mediaTypes, nameMismatch, type MediaType } from '../documents/media-types.ts';
import { extractText } from '../documents/text.ts';
import type { DocumentState } from '../domain/file-standard/index.ts';
import type { DocumentReading } from '../storage/document-readings.ts';

/** Recordings whose structure nobody here reads: that they open is not known. */
const notProbed: ReadonlySet<MediaType> = new Set<MediaType>(['audio/mpeg', 'video/webm']);

const nothing = { unreadPages: null, seconds: null };

const isMediaType = (text: string): text is MediaType => Object.hasOwn(mediaTypes, text);

/**
 * What a file says to a machine: its words, whether a recording opens. A scan is `no-text`, never an empty document. Never
 * throws for what is in the file.
 */
export async function readingOf(
  bytes: Bytes,
  {
    mediaType,
    condition,
    seconds,
  }: { readonly mediaType: string; readonly condition: Inspection['condition']; readonly seconds?: number },
): Promise<Omit<DocumentReading, 'sha256'>> {
  if (!isMediaType(mediaType)) return { read: 'failed', text: '', plays: 'unknown', pages: null, ...nothing };
  if (mediaTypes[mediaType].holds === 'recording') {
    const plays = condition === 'damaged' ? 'damaged' : notProbed.has(mediaType) ? 'unknown' : 'plays';
    return { read: 'not-text', text: '', plays, pages: null, ...nothing, seconds: seconds ?? null };
  }
  const { read, text, pages, unreadPages } = await extractText(bytes, mediaType);
  return {
    ...{ read, text, plays: 'unknown', pages: pages?.length ?? null },
    ...{ ...nothing, unreadPages: pages === undefined ? null : (unreadPages ?? []) },
  };
}

/**
 * What the check is told of a document that was read. A file whose name promises a recording and that is none, or the other
 * way round, is not what its name says; a Word document named as a PDF still opens.
 */
export function documentState(
  { read, pages, unreadPages, seconds }: Omit<DocumentReading, 'sha256'>,
  name: string,
  mediaType: string,
): DocumentState {
  const kind = isMediaType(mediaType) ? mediaType : undefined;
  const promised = kind === undefined ? undefined : kindPromised(name);
  const holds = kind === undefined ? undefined : mediaTypes[kind].holds;
  return {
    ...{ read, pages },
    ...(unreadPages === null ? {} : { unreadPages }),
    ...(seconds === null ? {} : { seconds }),
    ...(kind === undefined || promised === undefined || promised === holds
      ? {}
      : { notAs: nameMismatch(name, kind) ?? `The file is ${mediaTypes[kind].says}.` }),
  };
}
