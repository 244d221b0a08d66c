/** What a file carries beside what its pages show, named and quoted for whoever may see the original. */
import { PDFArray, PDFDict, PDFRef, PDFStream } from '@cantoo/pdf-lib';
import type { PDFContext, PDFObject } from '@cantoo/pdf-lib';
import type { Box, HiddenFinding, HiddenKind } from '../../domain/redaction/index.ts';
import { readContent } from './content.ts';
import { contentOf } from './flat.ts';
import {
  follow,
  get,
  isStream,
  itemsIn,
  keysIn,
  nameIn,
  numberIn,
  numbersIn,
  unpacked,
  wordsUnder,
  type Found,
} from './objects.ts';
import { resourcesOf, type Parsed } from './page-in.ts';
import { wordsInJpeg } from './pictures-inside.ts';

const cut = (words: string): string => words.slice(0, 2_000);

/** Text of XML without its tags. */
const textOfXml = (bytes: Uint8Array): string =>
  Buffer.from(bytes.subarray(0, 200_000))
    .toString('utf8')
    .replaceAll(/<\?[^>]*\?>/gu, ' ')
    .replaceAll(/\b[\w:]+="([^"]*)"/gu, (_whole, value: string) =>
      /^https?:|^uuid:|^$/u.test(value) ? ' ' : `> ${value} <`,
    )
    .replaceAll(/<[^>]*>/gu, ' ')
    .replaceAll(/[<>]|\s+/gu, ' ')
    .replaceAll(/ +/gu, ' ')
    .trim();

const structural = [
  'Parent',
  'P',
  'Pg',
  'Page',
  'Kids',
  'Popup',
  'IRT',
  'Dest',
  'D',
  'Type',
  'Prev',
  'Next',
  'AP',
  'DR',
  'Font',
  'DA',
];

/** What belongs to the document as a whole. */
export function findingsOfDocument({ catalog, trailer, document }: Parsed): readonly HiddenFinding[] {
  const found: HiddenFinding[] = [];
  const add = (kind: HiddenKind, where: string, words: string, when = words !== ''): void => {
    if (when) found.push({ kind, where, words: cut(words) });
  };
  const info = follow(document.context, trailer.Info);
  for (const key of keysIn(info)) add('metadata', `${key} in the document’s properties`, wordsUnder(get(info, key)));
  const xmp = get(catalog, 'Metadata');
  if (isStream(xmp)) add('metadata', 'The document’s XMP properties', textOfXml(unpacked(xmp).bytes), true);
  for (const key of ['PieceInfo', 'SpiderInfo', 'Legal', 'OutputIntents'])
    add('metadata', `${key} of the document`, wordsUnder(get(catalog, key)));
  for (const key of ['OpenAction', 'AA'])
    add('script', `What happens when the file is opened or closed (${key})`, wordsOfScripts(get(catalog, key)));
  add('script', 'Scripts of the document', wordsOfScripts(get(catalog, 'Names', 'JavaScript')));
  const files = get(catalog, 'Names', 'EmbeddedFiles') ?? get(catalog, 'AF');
  if (files !== undefined) add('attachment', 'Files attached to the document', wordsUnder(files, ['Pg', 'P']), true);
  add('outline', 'Bookmarks', wordsUnder(get(catalog, 'Outlines'), ['Parent', 'Prev', 'A', 'Dest']));
  add('outline', 'Named places', wordsUnder(get(catalog, 'Names', 'Dests'), ['D']));
  add('outline', 'Named places', keysIn(get(catalog, 'Dests')).join(' · '));
  add('outline', 'Page labels', wordsUnder(get(catalog, 'PageLabels')));
  add('outline', 'Article threads', wordsUnder(get(catalog, 'Threads'), ['P', 'N', 'V', 'T', 'F']));
  add('structure', 'Text for screen readers', wordsUnder(get(catalog, 'StructTreeRoot'), ['P', 'Pg', 'Obj']));
  add('hidden-layer', 'Names of layers', wordsUnder(get(catalog, 'OCProperties', 'OCGs')));
  add(
    'form-field',
    'Form fields',
    wordsUnder(get(catalog, 'AcroForm', 'Fields'), ['Parent', 'P', 'AP', 'A', 'AA', 'DA', 'MK']),
  );
  add('form-field', 'The form’s own data (XFA)', 'XFA', get(catalog, 'AcroForm', 'XFA') !== undefined);
  add('signature', 'Signatures', 'Signed', get(catalog, 'Perms') !== undefined || get(catalog, 'DSS') !== undefined);
  return found;
}

/** The words of scripts: strings and streams of code. */
function wordsOfScripts(found: Found | undefined): string {
  if (found === undefined) return '';
  const said = wordsUnder(found, ['D', 'Dest']);
  const streams: string[] = [];
  const seen = new Set<unknown>();
  const visit = (each: Found | undefined, depth: number): void => {
    if (each === undefined || depth > 12 || seen.has(each.object)) return;
    seen.add(each.object);
    if (isStream(each)) streams.push(Buffer.from(unpacked(each).bytes.subarray(0, 2_000)).toString('latin1'));
    itemsIn(each).forEach((item) => visit(item, depth + 1));
    keysIn(each).forEach((key) => visit(get(each, key), depth + 1));
  };
  visit(found, 0);
  return [said, ...streams].filter((each) => each !== '').join(' · ');
}

const annotationNames: Readonly<Record<string, string>> = {
  Text: 'Note', Highlight: 'Highlight', Underline: 'Underline', StrikeOut: 'Strike-through', Squiggly: 'Squiggle',
  FreeText: 'Text box', Stamp: 'Stamp', Ink: 'Drawing', Link: 'Link', Popup: 'Pop-up note', Widget: 'Form field',
  FileAttachment: 'Attached file', Redact: 'A mark for redaction that was never carried out', Line: 'Line',
  Square: 'Rectangle', Circle: 'Ellipse', Polygon: 'Polygon', PolyLine: 'Line', Caret: 'Insertion mark', Sound: 'Sound',
  Movie: 'Film', Screen: 'Film', RichMedia: 'Film', '3D': 'Model in three dimensions', Watermark: 'Watermark',
}; // prettier-ignore

/** What one annotation says, whether or not it is drawn. */
export function findingOfAnnotation(annotation: Found, page: number): HiddenFinding {
  const kind = nameIn(get(annotation, 'Subtype')) ?? '';
  const [x0, y0, x1, y1] = numbersIn(get(annotation, 'Rect'));
  const box: Box | undefined =
    x0 === undefined || y0 === undefined || x1 === undefined || y1 === undefined
      ? undefined
      : [Math.min(x0, x1), Math.min(y0, y1), Math.max(x0, x1), Math.max(y0, y1)];
  const own = wordsUnder(annotation, structural);
  const field = kind === 'Widget' ? wordsUnder(get(annotation, 'Parent'), [...structural, 'Kids']) : '';
  const signed = kind === 'Widget' && nameIn(get(annotation, 'FT')) === 'Sig';
  const is: HiddenKind = signed
    ? 'signature'
    : kind === 'Widget'
      ? 'form-field'
      : kind === 'FileAttachment'
        ? 'attachment'
        : 'annotation';
  return {
    kind: is,
    page,
    ...(box === undefined ? {} : { box }),
    where: annotationNames[kind] ?? 'Annotation',
    words: cut([...new Set([own, field])].filter((each) => each !== '').join(' · ')),
  };
}

/** What hangs on a page beside its content. */
export function findingsOfPage(page: Found, number: number): readonly HiddenFinding[] {
  const found: HiddenFinding[] = [];
  const add = (kind: HiddenKind, where: string, words: string, when = words !== ''): void => {
    if (when) found.push({ kind, page: number, where, words: cut(words) });
  };
  const xmp = get(page, 'Metadata');
  if (isStream(xmp)) add('metadata', 'The page’s XMP properties', textOfXml(unpacked(xmp).bytes), true);
  const piece = get(page, 'PieceInfo');
  add('metadata', 'Private data of the program that made the page', wordsUnder(piece), piece !== undefined);
  add('script', 'What happens when the page is opened or closed', wordsOfScripts(get(page, 'AA')));
  add('picture-metadata', 'A small earlier picture of the page', 'Thumbnail', isStream(get(page, 'Thumb')));
  add('attachment', 'Files attached to the page', wordsUnder(get(page, 'AF')), get(page, 'AF') !== undefined);
  add('structure', 'Text behind the page', markedWords(page));
  const seen = new Set<unknown>();
  const pictures = (resources: Found | undefined, depth: number): void => {
    const objects = get(resources, 'XObject');
    if (depth > 8 || objects === undefined || seen.has(objects.object)) return;
    seen.add(objects.object);
    for (const name of keysIn(objects)) {
      const object = get(objects, name);
      if (!isStream(object) || seen.has(object.object)) continue;
      seen.add(object.object);
      const data = get(object, 'Metadata');
      if (isStream(data)) add('picture-metadata', 'Properties of a picture', textOfXml(unpacked(data).bytes), true);
      if (get(object, 'Alternates') !== undefined)
        add('picture-metadata', 'Another version of a picture', 'Alternate picture');
      if (get(object, 'PieceInfo') !== undefined)
        add('metadata', 'Private data of the program that made a part', wordsUnder(get(object, 'PieceInfo')), true);
      if (nameIn(get(object, 'Subtype')) === 'Form') pictures(get(object, 'Resources'), depth + 1);
      else {
        const { bytes, rest } = unpacked(object);
        if (rest[0]?.filter === 'DCTDecode') add('picture-metadata', 'Data inside a picture', wordsInJpeg(bytes));
      }
    }
  };
  pictures(resourcesOf(page), 0);
  return found;
}

/** Words that the content itself carries for readers other than eyes: ActualText, Alt, E, and comments. */
function markedWords(page: Found): string {
  const words: string[] = [];
  const bytes = contentOf(page);
  for (const { op, args } of readContent(bytes)) {
    if (op !== 'BDC' && op !== 'DP') continue;
    const properties = args.at(-1);
    if (properties instanceof Map)
      for (const key of ['ActualText', 'Alt', 'E', 'Contents']) {
        const value: unknown = (properties as ReadonlyMap<string, unknown>).get(key);
        if (value instanceof Uint8Array) words.push(decoded(value));
      }
    if (words.length > 500) break;
  }
  if (bytes.includes(37))
    for (const [comment] of Buffer.from(bytes)
      .toString('latin1')
      .matchAll(/(?<=^|[\r\n])%[^\r\n]{4,200}/gu))
      words.push(comment.slice(1).trim());
  const own = get(resourcesOf(page), 'Properties');
  for (const name of keysIn(own)) words.push(wordsUnder(get(own, name), ['Name']));
  return [...new Set(words)].filter((each) => each !== '').join(' · ');
}

const decoded = (bytes: Uint8Array): string =>
  bytes[0] === 0xfe && bytes[1] === 0xff
    ? new TextDecoder('utf-16be').decode(bytes.subarray(2))
    : Buffer.from(bytes).toString('latin1');

/** What stands in the bytes themselves: before the start, after the end, and versions that were saved over. */
export function findingsOfBytes(bytes: Uint8Array): readonly HiddenFinding[] {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const found: HiddenFinding[] = [];
  const start = text.indexOf('%PDF-');
  const readable = (part: Uint8Array): string =>
    [
      ...Buffer.from(part.subarray(0, 20_000))
        .toString('latin1')
        .matchAll(/[\x20-\x7e]{4,}/gu),
    ]
      .map(([run]) => run)
      .join(' ');
  if (start > 0)
    found.push({
      kind: 'outside-file',
      where: 'Before the start of the file',
      words: cut(readable(bytes.subarray(0, start))),
    });
  const end = text.lastIndexOf('%%EOF');
  const after =
    end < 0
      ? ''
      : text
          .subarray(end + 5)
          .toString('latin1')
          .trim();
  if (after !== '')
    found.push({
      kind: 'outside-file',
      where: 'After the end of the file',
      words: cut(readable(bytes.subarray(end + 5))),
    });
  let ends = 0;
  for (let at = text.indexOf('%%EOF'); at >= 0; at = text.indexOf('%%EOF', at + 5)) ends += 1;
  const expected = text.subarray(0, 1_500).includes('/Linearized') ? 2 : 1;
  if (ends > expected)
    found.push({
      kind: 'earlier-version',
      where: `The file was saved over ${ends - expected === 1 ? 'once' : `${ends - expected} times`}`,
      words: '',
    });
  return found;
}

/** Parts of the file that nothing on the way from its catalogue leads to. */
export function leftovers(context: PDFContext, roots: readonly (PDFObject | undefined)[]): readonly HiddenFinding[] {
  const seen = new Set<unknown>();
  const stack: (PDFObject | undefined)[] = [...roots];
  while (stack.length > 0) {
    const object = stack.pop();
    if (object === undefined || seen.has(object)) continue;
    seen.add(object);
    if (object instanceof PDFRef) stack.push(context.lookup(object));
    else if (object instanceof PDFArray) stack.push(...object.asArray());
    else if (object instanceof PDFDict) stack.push(...object.values());
    else if (object instanceof PDFStream) stack.push(...object.dict.values());
  }
  const words: string[] = [];
  let count = 0;
  for (const [ref, object] of context.enumerateIndirectObjects()) {
    if (seen.has(ref)) continue;
    const here: Found = { object, ref, of: context };
    const kind = nameIn(get(here, 'Type'));
    if (kind === 'XRef' || kind === 'ObjStm' || kind === 'Catalog' || numberIn(get(here, 'Linearized')) !== undefined)
      continue;
    count += 1;
    words.push(wordsUnder(here, structural));
  }
  if (count === 0) return [];
  const where = count === 1 ? 'A part that nothing uses' : `${count} parts that nothing uses`;
  return [{ kind: 'leftover', where, words: cut(words.filter((each) => each !== '').join(' · ')) }];
}
