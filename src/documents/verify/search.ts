import { inflateRawSync } from 'node:zlib';
import type { FileObject, Reached, ReadFile } from './file.ts';
import { pagesOf, wordsWithin } from './file.ts';
import { inflateBlind } from './filters.ts';
import type { Findings } from './findings.ts';
import { asText, neutral, placeOf } from './forbidden.ts';
import { inlineImages, lookForRemarks } from './operators.ts';
import { besidePixels } from './picture-data.ts';
import type { Haystack, Sought } from './sought.ts';
import {
  binaryHaystack,
  bytesHaystack,
  foldSpaced,
  haystack,
  joinedStrings,
  standsIn,
  wordyHaystack,
} from './sought.ts';
import { standardNames, usualStrings, withoutMapWords, withoutSyntax } from './syntax.ts';
import type { Value } from './values.ts';
import { nameOf } from './values.ts';

/** What is looked for in the bytes: words, and codes of letters of fonts that have no Unicode. */
export interface Hunt {
  readonly words: readonly Sought[];
  readonly codes: readonly { readonly label: string; readonly bytes: Buffer; readonly stays: boolean }[];
}

/** All bytes of one file may not unpack to more than this. */
const mostInAll = 2 * 1024 * 1024 * 1024;

/** Looks into every object and stream of the file, used or not, and into what lies between them. */
export function searchBytes(file: ReadFile, reached: ReadonlyMap<number, Reached>, hunt: Hunt, found: Findings): void {
  found.ran('no-remarks', 'no-picture-data');
  const searching = hunt.words.length + hunt.codes.length > 0;
  if (searching) found.ran('no-words-in-bytes');
  const tell = (what: string, where: string, page?: number): void =>
    found.found('no-words-in-bytes', `${what}: ${where}`, page);
  const elsewhere = hunt.words.filter((each) => !each.stays);
  let unpackedInAll = 0;
  const splitContents = contentsInPieces(file);
  const fonts = fontPrograms(file);
  const inPieces = new Set(splitContents.flatMap(({ pieces }) => pieces));

  for (const object of file.objects) {
    const where = placeOf(object, reached);
    const at = reached.get(object.num);
    if (searching) searchValue(object.value, where, at);
    if (object.raw !== undefined) lookAtStream(object, object.raw, where, at);
  }
  for (const { page, pieces } of splitContents) {
    const bytes = Buffer.concat(pieces.map((num) => unpackedOf(num)));
    const where = `the ${pieces.length} pieces of page content`;
    lookForRemarks(bytes, where, page, found);
    if (searching) searchContent(bytes, where, { page, content: true });
  }
  if (searching) searchBlindly();

  function unpackedOf(num: number): Buffer {
    const object = file.byNumber.get(num);
    return (object === undefined ? undefined : file.unpack(object)?.bytes) ?? Buffer.alloc(0);
  }

  function searchValue(value: Value, where: string, at: Reached | undefined): void {
    const strings: Buffer[] = [];
    const names: string[] = [];
    for (const each of wordsWithin(value)) {
      if (each.is === 'string' && !isUsual(each.bytes)) strings.push(each.bytes);
      else if (each.is === 'name' && !standardNames.has(each.name)) names.push(each.name);
    }
    if (strings.length > 0) {
      const stacks = [haystack(strings.map(asText).join('\n')), bytesHaystack(Buffer.concat(strings))];
      for (const sought of hunt.words)
        if (stacks.some((each) => each.holds(sought))) tell(sought.label, `text in ${where}`, at?.page);
    }
    if (names.length > 0) {
      // A name may be a resource's or a letter's, so only longer words count, and whole ones.
      const spaced = [...names, ...names.map((each) => Buffer.from(each, 'latin1').toString('utf8'))].map(foldSpaced);
      for (const sought of hunt.words)
        if (sought.letters.length >= 6 && spaced.some((each) => standsIn(each, sought)))
          tell(sought.label, `a name in ${where}`, at?.page);
    }
  }

  function lookAtStream(object: FileObject, raw: Buffer, where: string, at: Reached | undefined): void {
    const unpacked = file.unpack(object);
    if (unpacked === undefined || object.value.is !== 'dict') return;
    unpackedInAll += unpacked.bytes.length;
    if (unpackedInAll > mostInAll) {
      found.found('read-to-end', 'more unpacked data than is looked at');
      return;
    }
    if (unpacked.stopped !== undefined)
      found.found('read-to-end', `the stream of ${where} could not be unpacked: ${unpacked.stopped}`, at?.page);
    if (unpacked.extra) found.found('one-file', `bytes after the packed data in ${where}`);
    if (unpacked.coding !== undefined)
      for (const what of besidePixels(unpacked.bytes, unpacked.coding))
        found.found('no-picture-data', `${what}: ${where}`, at?.page);
    const isContent = at?.content === true;
    if (isContent) {
      if (!inPieces.has(object.num)) lookForRemarks(unpacked.bytes, where, at.page, found);
      for (const picture of inlineImages(unpacked.bytes)) {
        const isJpeg = picture[0] === 0xff && picture[1] === 0xd8;
        for (const what of isJpeg ? besidePixels(picture, 'DCTDecode') : [])
          found.found('no-picture-data', `${what}: a picture within ${where}`, at.page);
      }
    }
    if (!searching) return;
    if (isContent) {
      searchContent(unpacked.bytes, where, at);
      return;
    }
    const isPicture = unpacked.coding !== undefined || nameOf(object.value.entries.get('Subtype')) === 'Image';
    if (fonts.has(object.num)) {
      searchStacks([wordyHaystack(unpacked.bytes)], hunt.words, where, at);
      return;
    }
    searchPlain(unpacked.bytes, where, at, isPicture, 0);
    if (raw !== unpacked.bytes && !isPicture) searchStacks([binaryHaystack(raw)], hunt.words, where, at);
    if (at === undefined && !isPicture) searchContent(unpacked.bytes, where, at);
  }

  /** Page content: what stays elsewhere on the pages may stand in it. */
  function searchContent(bytes: Buffer, where: string, at: Reached | undefined): void {
    const { bytes: joined, spaced } = joinedStrings(bytes);
    const words = at === undefined ? hunt.words : elsewhere;
    searchStacks([haystack(spaced.toString('latin1')), bytesHaystack(joined), binaryHaystack(bytes)], words, where, at);
    for (const { label, bytes: codes, stays } of hunt.codes)
      if ((at === undefined || !stays) && joined.includes(codes)) tell(label, `letters of ${where}`, at?.page);
  }

  /** Anything else: as text where it is text, exactly spelled where it is not, and whatever is packed within. */
  function searchPlain(bytes: Buffer, where: string, at: Reached | undefined, isPicture: boolean, depth: number): void {
    const isText = !isPicture && looksLikeText(bytes);
    const isMap = isText && bytes.includes('begincmap');
    const read = isMap ? Buffer.from(withoutMapWords(bytes.toString('latin1')), 'latin1') : bytes;
    const stacks = isText
      ? [bytesHaystack(read), haystack(joinedStrings(bytes).spaced.toString('latin1'))]
      : [binaryHaystack(bytes)];
    searchStacks(stacks, hunt.words, where, at);
    if (isPicture || depth > 3) return;
    for (const inner of packedWithin(bytes, isText)) {
      unpackedInAll += inner.length;
      if (unpackedInAll > mostInAll) {
        found.found('read-to-end', 'more unpacked data than is looked at');
        return;
      }
      searchPlain(inner, `a file packed within ${where}`, at, false, depth + 1);
    }
  }

  function searchStacks(
    stacks: readonly Haystack[],
    words: readonly Sought[],
    where: string,
    at: Reached | undefined,
  ): void {
    for (const sought of words) if (stacks.some((each) => each.holds(sought))) tell(sought.label, where, at?.page);
  }

  /** Every run from `stream` to `endstream` that is not the stream of a known object, and what lies outside all objects. */
  function searchBlindly(): void {
    const starts = new Set(
      file.objects.flatMap(({ raw }) => (raw === undefined ? [] : [raw.byteOffset - file.bytes.byteOffset])),
    );
    for (const { from, bytes } of streamsIn(file.bytes)) {
      if (starts.has(from)) continue;
      const unpacked = inflateBlind(bytes);
      if (unpacked === 'too large') found.found('read-to-end', `packed data at byte ${from} is too large`);
      else searchPlain(unpacked ?? bytes, `a stream at byte ${from} that belongs to no object`, undefined, false, 0);
    }
    for (const bytes of file.strays) searchPlain(bytes, 'bytes that belong to no object', undefined, false, 0);
    // And what is between the streams once more, should reading it have gone wrong.
    const between = Buffer.from(withoutSyntax(betweenStreams()), 'latin1');
    searchStacks([wordyHaystack(between)], hunt.words, 'the bytes of the file as they are', undefined);
  }

  function betweenStreams(): string {
    let text = '';
    let from = 0;
    for (const { raw } of file.objects) {
      if (raw === undefined) continue;
      const start = raw.byteOffset - file.bytes.byteOffset;
      if (start > from) text += file.bytes.toString('latin1', from, start);
      from = Math.max(from, start + raw.length);
    }
    return text + file.bytes.toString('latin1', from);
  }
}

/** Whether every file may hold the string. */
const isUsual = (bytes: Buffer): boolean => {
  const text = asText(bytes);
  return usualStrings.has(text) || neutral.test(text);
};

/** Numbers of the objects that are programs of fonts. */
function fontPrograms(file: ReadFile): ReadonlySet<number> {
  const numbers = new Set<number>();
  for (const { value } of file.objects)
    if (value.is === 'dict')
      for (const key of ['FontFile', 'FontFile2', 'FontFile3']) {
        const program = value.entries.get(key);
        if (program?.is === 'ref') numbers.add(program.num);
      }
  return numbers;
}

/** Pages whose content is in more than one stream, which may part anywhere, even within a word. */
function contentsInPieces(file: ReadFile): readonly { readonly page: number; readonly pieces: readonly number[] }[] {
  const root = file.trailers.map(({ entries }) => entries.get('Root')).find((each) => each !== undefined);
  return pagesOf(file, root).flatMap((num, index) => {
    const page = file.byNumber.get(num)?.value;
    const contents = page?.is === 'dict' ? file.resolve(page.entries.get('Contents')) : undefined;
    if (contents?.is !== 'array' || contents.items.length < 2) return [];
    return [{ page: index + 1, pieces: contents.items.flatMap((each) => (each.is === 'ref' ? [each.num] : [])) }];
  });
}

/** Mostly letters: white space, zeros of UTF-16 and what can be printed. */
function looksLikeText(bytes: Buffer): boolean {
  const some = bytes.subarray(0, 4096);
  let strange = 0;
  for (const byte of some) if ((byte < 32 && byte !== 0 && !(byte >= 8 && byte <= 13)) || byte === 127) strange += 1;
  return strange <= some.length * 0.02;
}

function* streamsIn(bytes: Buffer): Generator<{ from: number; bytes: Buffer }> {
  for (let at = bytes.indexOf('stream'); at >= 0; at = bytes.indexOf('stream', at + 6)) {
    if (bytes.toString('latin1', Math.max(0, at - 3), at) === 'end') continue;
    let from = at + 6;
    if (bytes[from] === 13) from += 1;
    if (bytes[from] === 10) from += 1;
    const end = bytes.indexOf('endstream', from);
    yield { from, bytes: bytes.subarray(from, end < 0 ? bytes.length : end) };
  }
}

/** What is packed within data: members of a zip, streams of a PDF, base64. */
function* packedWithin(bytes: Buffer, isText: boolean): Generator<Buffer> {
  for (
    let at = bytes.indexOf('PK\x03\x04');
    at >= 0 && at + 30 < bytes.length;
    at = bytes.indexOf('PK\x03\x04', at + 4)
  ) {
    const packed = bytes.subarray(at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28));
    if (bytes.readUInt16LE(at + 8) !== 8) continue;
    try {
      yield inflateRawSync(packed, { maxOutputLength: 64 * 1024 * 1024, finishFlush: 2 });
    } catch {
      // Not a member after all, or one too large: the attachment itself is already a finding.
    }
  }
  if (bytes.includes('%PDF-'))
    for (const { bytes: inner } of streamsIn(bytes)) {
      const unpacked = inflateBlind(inner);
      if (unpacked !== undefined && unpacked !== 'too large') yield unpacked;
    }
  if (isText)
    for (const match of bytes.toString('latin1').matchAll(/[A-Za-z0-9+/][A-Za-z0-9+/=\r\n]{79,}/g))
      yield Buffer.from(match[0], 'base64');
}
