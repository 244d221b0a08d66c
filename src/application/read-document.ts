import type { Bytes } from '../documents/byte-source.ts';
import type { Inspection } from '../documents/inspect.ts';
import { mediaTypes, type MediaType } from '../documents/media-types.ts';
import { extractText } from '../documents/text.ts';
import type { DocumentReading } from '../storage/document-readings.ts';

/** Recordings whose structure nobody here reads: that they open is not known. */
const notProbed: ReadonlySet<MediaType> = new Set<MediaType>(['audio/mpeg', 'video/webm']);

const isMediaType = (text: string): text is MediaType => Object.hasOwn(mediaTypes, text);

/**
 * What a file says to a machine: its words, whether a recording opens. A scan is `no-text`, never an empty document. Never
 * throws for what is in the file.
 */
export async function readingOf(
  bytes: Bytes,
  { mediaType, condition }: { readonly mediaType: string; readonly condition: Inspection['condition'] },
): Promise<Omit<DocumentReading, 'sha256'>> {
  if (!isMediaType(mediaType)) return { read: 'failed', text: '', plays: 'unknown', pages: null };
  if (mediaTypes[mediaType].holds === 'recording') {
    const plays = condition === 'damaged' ? 'damaged' : notProbed.has(mediaType) ? 'unknown' : 'plays';
    return { read: 'not-text', text: '', plays, pages: null };
  }
  const { read, text, pages } = await extractText(bytes, mediaType);
  return { read, text, plays: 'unknown', pages: pages?.length ?? null };
}
