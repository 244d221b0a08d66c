import type { Bytes } from './byte-source.ts';
import type { MediaType } from './media-types.ts';
import { mediaTypes } from './media-types.ts';
import type { Reader, Reading } from './read/reader.ts';
import { sharedReader } from './read/reader.ts';
import { sayCount } from './say-count.ts';

/** The words in a file, for searching and for finding personal data; never for showing in place of the file. */
export interface ExtractedText {
  readonly text: string;
  /** One per PDF page or worksheet, in order, blank where a page has no words. Other kinds have no pages. */
  readonly pages?: readonly string[];
  /** Of those, pages from 1 without words or that could not be read; absent where there is none. */
  readonly unreadPages?: readonly number[];
  /** `no-text` is a file that was read and has no words, such as a scan or picture: never the same as an empty file. */
  readonly read: 'read' | 'no-text' | 'failed';
  /** What the person should know: pages without words, parts not read, why reading failed. */
  readonly note?: string;
}

/** Longest text kept of one file, in UTF-16 units: about 8,000 pages. */
const mostText = 20_000_000;

const paged = new Set<MediaType>([
  'application/pdf',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
]);

/** What a database text column can hold: no NUL, no half of a surrogate pair. */
const clean = (text: string): string => text.replaceAll('\0', '').replace(/\p{Surrogate}/gu, '\ufffd');

/**
 * Reads the words of a file of a known type (from `inspect`, not from its name), in a process of its own: a broken
 * page loses that page, a file that takes too long or too much memory is `failed` with a note. Never throws for what
 * is in the file.
 */
export async function extractText(
  bytes: Bytes,
  mediaType: MediaType,
  reader: Reader = sharedReader,
): Promise<ExtractedText> {
  const { holds } = mediaTypes[mediaType];
  if (holds === 'picture') return { text: '', read: 'no-text', note: 'This is a picture. Words in it are not read.' };
  if (holds === 'recording')
    return { text: '', read: 'no-text', note: 'This is a recording. Words in it are not read.' };
  if (mediaType === 'application/vnd.ms-outlook') {
    return {
      text: '',
      read: 'failed',
      note: 'Outlook messages are not read. Save it as .eml or PDF to be able to search it.',
    };
  }
  return toText(await reader.text(bytes, mediaType), mediaType);
}

function toText(reading: Reading, mediaType: MediaType): ExtractedText {
  const pages = reading.pages.map((page) => clean(page ?? ''));
  const words = pages.join('\n\n').trim();
  const text = words.slice(0, mostText);
  const unread = pages.flatMap((page, index) => (page.trim() === '' ? [index + 1] : []));
  const thing = mediaType === 'application/pdf' ? 'page' : 'sheet';
  const notes = [
    reading.stopped === undefined ? undefined : sayStopped(reading.stopped, pages.length, thing),
    sayPages(reading.pages, thing),
    words.length > mostText
      ? 'The file has more text than is kept, so only the first part can be searched.'
      : undefined,
    reading.note,
  ].filter((each) => each !== undefined);
  return {
    text,
    ...(paged.has(mediaType) ? { pages } : {}),
    ...(paged.has(mediaType) && unread.length > 0 ? { unreadPages: unread } : {}),
    read: text !== '' ? 'read' : hasFailed(reading) ? 'failed' : 'no-text',
    ...(notes.length === 0 ? {} : { note: notes.join(' ') }),
  };
}

const hasFailed = (reading: Reading): boolean => reading.stopped !== undefined || reading.pages.includes(null);

const sayStopped = (because: string, after: number, thing: string): string =>
  after === 0
    ? `The text could not be read: ${because}.`
    : `Reading stopped after ${sayCount(after, thing)}: ${because}.`;

/** Which pages have no words and which could not be read; `undefined` when all is well. */
function sayPages(pages: readonly (string | null)[], thing: string): string | undefined {
  const numbers = (matches: (page: string | null) => boolean): readonly number[] =>
    pages.flatMap((page, index) => (matches(page) ? [index + 1] : []));
  const lost = numbers((page) => page === null);
  const blank = numbers((page) => page?.trim() === '');
  const sentences = [
    // A PDF's reader stops counting pages at one that is not a page at all.
    lost.length === 0
      ? undefined
      : `${sayList(thing, lost)} could not be read${lost.at(-1) === pages.length ? `, and ${thing}s after it may be missing` : ''}.`,
    blank.length === 0
      ? undefined
      : blank.length === pages.length
        ? 'No text was found. It is probably a scan.'
        : `${sayList(thing, blank)} ${blank.length === 1 ? 'has' : 'have'} no text and may be scanned.`,
  ].filter((each) => each !== undefined);
  return sentences.length === 0 ? undefined : sentences.join(' ');
}

/** `Page 3`, `Pages 3 and 5`, `Pages 1, 2, 3 and 40 more`. */
function sayList(thing: string, numbers: readonly number[]): string {
  const name = `${thing.slice(0, 1).toUpperCase()}${thing.slice(1)}${numbers.length === 1 ? '' : 's'}`;
  const shown =
    numbers.length <= 4 ? numbers.map(String) : [...numbers.slice(0, 3).map(String), `${numbers.length - 3} more`];
  const last = shown.at(-1) ?? '';
  return shown.length === 1 ? `${name} ${last}` : `${name} ${shown.slice(0, -1).join(', ')} and ${last}`;
}
