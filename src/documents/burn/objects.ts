/** Ways into the objects of a PDF that never throw at what a file has where it should have something else. */
import type { PDFContext, PDFObject, PDFRef as Ref } from '@cantoo/pdf-lib';
import {
  PDFArray,
  PDFBool,
  PDFDict,
  PDFHexString,
  PDFName,
  PDFNumber,
  PDFRawStream,
  PDFRef,
  PDFStream,
  PDFString,
} from '@cantoo/pdf-lib';
import { fullFilter, unpack, type Packing } from './filters.ts';

/** An object, where it was found, and the file it is of. */
export interface Found {
  readonly object: PDFObject;
  /** What it was reached by: the same for all who share it. */
  readonly ref: Ref | undefined;
  readonly of: PDFContext;
}

const mostLinks = 8;

export function follow(of: PDFContext, object: PDFObject | undefined): Found | undefined {
  let [at, ref]: [PDFObject | undefined, Ref | undefined] = [object, undefined];
  for (let link = 0; at instanceof PDFRef; link += 1) {
    if (link > mostLinks) return undefined;
    ref = at;
    at = of.lookup(at);
  }
  return at === undefined ? undefined : { object: at, ref, of };
}

export const asDict = (found: Found | undefined): PDFDict | undefined => {
  if (found?.object instanceof PDFDict) return found.object;
  return found?.object instanceof PDFStream ? found.object.dict : undefined;
};

/** What stands under a key of the dictionary, or of the stream's dictionary. */
export const get = (found: Found | undefined, ...keys: readonly string[]): Found | undefined => {
  let at = found;
  for (const key of keys) {
    const dict = asDict(at);
    if (dict === undefined || at === undefined) return undefined;
    at = follow(at.of, dict.get(PDFName.of(key)));
  }
  return at;
};

export const nameIn = (found: Found | undefined): string | undefined =>
  found?.object instanceof PDFName ? found.object.decodeText() : undefined;

export const numberIn = (found: Found | undefined): number | undefined =>
  found?.object instanceof PDFNumber ? found.object.asNumber() : undefined;

export const boolIn = (found: Found | undefined): boolean | undefined =>
  found?.object instanceof PDFBool ? found.object.asBoolean() : undefined;

export const itemsIn = (found: Found | undefined): readonly Found[] => {
  if (!(found?.object instanceof PDFArray)) return [];
  return found.object.asArray().flatMap((each) => follow(found.of, each) ?? []);
};

export const numbersIn = (found: Found | undefined): readonly number[] =>
  itemsIn(found).map((each) => numberIn(each) ?? 0);

export const keysIn = (found: Found | undefined): readonly string[] =>
  (asDict(found)?.keys() ?? []).map((key) => key.decodeText());

export const stringIn = (found: Found | undefined): string | undefined => {
  if (!(found?.object instanceof PDFString || found?.object instanceof PDFHexString)) return undefined;
  try {
    return found.object.decodeText();
  } catch {
    return Buffer.from(found.object.asBytes()).toString('latin1');
  }
};

/** The bytes of a string as they are. */
export const bytesIn = (found: Found | undefined): Uint8Array | undefined =>
  found?.object instanceof PDFString || found?.object instanceof PDFHexString ? found.object.asBytes() : undefined;

export const isStream = (found: Found | undefined): found is Found => found?.object instanceof PDFStream;

export function packingsOf(stream: Found): readonly Packing[] {
  const filter = get(stream, 'Filter') ?? get(stream, 'F');
  const parms = get(stream, 'DecodeParms') ?? get(stream, 'DP');
  const filters = filter?.object instanceof PDFArray ? itemsIn(filter) : filter === undefined ? [] : [filter];
  const each = parms?.object instanceof PDFArray ? itemsIn(parms) : [parms];
  return filters.map((found, index) => ({
    filter: fullFilter(nameIn(found) ?? ''),
    parms: Object.fromEntries(
      keysIn(each[index]).map((key) => {
        const value = get(each[index], key);
        return [key, numberIn(value) ?? (boolIn(value) === true ? 1 : 0)];
      }),
    ),
  }));
}

export const rawOf = (stream: Found): Uint8Array =>
  stream.object instanceof PDFRawStream ? stream.object.contents : new Uint8Array(0);

/** The bytes of a stream, unpacked as far as `unpack` goes. */
export const unpacked = (stream: Found) => unpack(rawOf(stream), packingsOf(stream));

/** The strings under an object, as words to show: the object's own and those it holds, but not the page or parent it names. */
export function wordsUnder(found: Found | undefined, leaveOut: readonly string[] = []): string {
  const seen = new Set<unknown>();
  const words: string[] = [];
  let left = 4_000;
  const visit = (each: Found | undefined, depth: number): void => {
    if (each === undefined || depth > 12 || left <= 0 || seen.has(each.object)) return;
    const string = stringIn(each);
    if (string !== undefined) {
      const clean = string.replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim();
      if (clean !== '') words.push(clean);
      left -= clean.length + 1;
      return;
    }
    if (each.object instanceof PDFArray || each.object instanceof PDFDict || each.object instanceof PDFStream)
      seen.add(each.object);
    itemsIn(each).forEach((item) => visit(item, depth + 1));
    keysIn(each)
      .filter((key) => !leaveOut.includes(key))
      .forEach((key) => visit(get(each, key), depth + 1));
  };
  visit(found, 0);
  return [...new Set(words)].join(' · ').slice(0, 2_000);
}
