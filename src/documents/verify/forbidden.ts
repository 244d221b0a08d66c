import type { Findings } from './findings.ts';
import type { FileObject, Reached, ReadFile } from './file.ts';
import type { Dict, Value } from './values.ts';
import { nameOf } from './values.ts';

/** Keys that bring something into a file that no page needs to be shown, and what that is. */
export const carriers: Readonly<Record<string, string>> = {
  JS: 'a script',
  JavaScript: 'scripts',
  OpenAction: 'an action at opening',
  AA: 'actions that run by themselves',
  URI: 'an address to be opened',
  Launch: 'a program to be started',
  EmbeddedFiles: 'attachments',
  EF: 'an attachment',
  AF: 'associated files',
  Collection: 'a portfolio of files',
  XFA: 'an XFA form',
  AcroForm: 'a form',
  Annots: 'notes on the page',
  PieceInfo: 'private data of a program',
  Thumb: 'a small picture of the page',
  Alternates: 'another version of a picture',
  Metadata: 'properties (XMP)',
  OCProperties: 'layers',
  OC: 'a layer',
  StructTreeRoot: 'structure text',
  ActualText: 'text behind the page (ActualText)',
  Alt: 'text behind the page (Alt)',
  RoleMap: 'structure names',
  ClassMap: 'structure names',
  Outlines: 'bookmarks',
  Names: 'named parts',
  Dests: 'named places',
  Threads: 'article threads',
  B: 'article threads',
  PageLabels: 'page labels',
  PresSteps: 'presentation steps',
  Perms: 'signatures',
  Legal: 'a legal statement',
  DSS: 'signature data',
  SpiderInfo: 'web capture data',
  OutputIntents: 'a colour profile of the whole file',
  OPI: 'a link to a picture elsewhere',
  Ref: 'a part of another file',
  Measure: 'measuring data',
  PtData: 'map data',
  VP: 'viewports',
  SeparationInfo: 'printing data',
  UserProperties: 'user properties',
  LastModified: 'a date of change',
  FFilter: 'data outside the file',
  FDecodeParms: 'data outside the file',
  RichMedia: 'media',
  Sound: 'a sound',
  Movie: 'a film',
};
/** Keys that mean this only in a dictionary of its own kind: elsewhere they are names that somebody chose. */
const chosenNames = new Set([
  'Font',
  'XObject',
  'ColorSpace',
  'Pattern',
  'Shading',
  'ExtGState',
  'CharProcs',
  'Properties',
]);

/** What these dictionaries may hold: all that pages need, and no more. */
export const allowed = {
  catalog: [
    'Type',
    'Pages',
    'Version',
    'Lang',
    'ViewerPreferences',
    'PageLayout',
    'PageMode',
    'MarkInfo',
    'Extensions',
  ],
  pages: ['Type', 'Parent', 'Kids', 'Count', 'MediaBox', 'CropBox', 'Rotate', 'Resources'],
  page: [
    ...['Type', 'Parent', 'Resources', 'MediaBox', 'CropBox', 'BleedBox', 'TrimBox', 'ArtBox', 'Contents', 'Rotate'],
    ...['Group', 'UserUnit', 'Tabs'],
  ],
  picture: [
    ...['Type', 'Subtype', 'Width', 'Height', 'ColorSpace', 'BitsPerComponent', 'Intent', 'ImageMask', 'Mask', 'SMask'],
    ...['SMaskInData', 'Decode', 'Interpolate', 'Matte', 'Name', 'Length', 'Filter', 'DecodeParms', 'DL'],
  ],
  form: [
    'Type',
    'Subtype',
    'FormType',
    'BBox',
    'Matrix',
    'Resources',
    'Group',
    'Name',
    'Length',
    'Filter',
    'DecodeParms',
  ],
  trailer: ['Size', 'Root', 'Info', 'ID'],
  info: ['Title', 'Producer', 'Creator', 'CreationDate', 'ModDate', 'Trapped'],
} as const;
/** Of a cross-reference stream, beside what a trailer has. */
export const ofCrossReference = ['Type', 'W', 'Index', 'Length', 'Filter', 'DecodeParms'];

/** Titles and names of programs that say nothing of a case. */
export const neutral =
  /^(Redacted (copy|document)|Document|Joint Case File( [\w. ]*)?|jcf( [\w. ]*)?|pdf-lib.{0,60}|PDFium|)$/;

/** Tells of everything in the file that no page needs. */
export function lookForHiddenParts(file: ReadFile, reached: ReadonlyMap<number, Reached>, found: Findings): void {
  found.ran('only-pages', 'nothing-unused');
  for (const object of file.objects) {
    const where = placeOf(object, reached);
    if (!reached.has(object.num) && !object.machinery)
      found.found('nothing-unused', `object ${object.num}: nothing on any page uses it`);
    lookInside(object.value, where, reached.get(object.num)?.page, found);
    if (object.value.is === 'dict') lookAtKind(object, object.value, where, reached, found);
  }
  for (const trailer of file.trailers) {
    const keys =
      nameOf(trailer.entries.get('Type')) === 'XRef' ? [...allowed.trailer, ...ofCrossReference] : allowed.trailer;
    onlyThese(trailer, [...keys, 'Prev', 'XRefStm', 'Encrypt'], 'the trailer', undefined, found);
    const info = file.resolve(trailer.entries.get('Info'));
    if (info?.is === 'dict') lookAtInfo(file, info, found);
  }
}

/** Where an object is, in words that quote nothing of it. */
export function placeOf({ num, value }: FileObject, reached: ReadonlyMap<number, Reached>): string {
  const known = reached.get(num);
  const subtype = value.is === 'dict' ? nameOf(value.entries.get('Subtype')) : undefined;
  const kind =
    subtype === 'Image'
      ? 'picture'
      : subtype === 'Form'
        ? 'form'
        : known?.content === true
          ? 'page content'
          : undefined;
  return `object ${num}${kind === undefined ? '' : ` (${kind})`}`;
}

function lookInside(value: Value, where: string, page: number | undefined, found: Findings, chosen = false): void {
  if (value.is === 'array') for (const each of value.items) lookInside(each, where, page, found);
  if (value.is !== 'dict') return;
  for (const [key, each] of value.entries) {
    const carries = chosen || !Object.hasOwn(carriers, key) ? undefined : carriers[key];
    if (carries !== undefined) found.found('only-pages', `${carries} in ${where}`, page);
    lookInside(each, where, page, found, !chosen && chosenNames.has(key));
  }
  if (chosen) return;
  const kind = nameOf(value.entries.get('S'));
  if (kind !== undefined && actions.has(kind)) found.found('only-pages', `an action in ${where}`, page);
}

const actions = new Set([
  ...['GoTo', 'GoToR', 'GoToE', 'GoToDp', 'Launch', 'Thread', 'URI', 'Sound', 'Movie', 'Hide', 'Named', 'SubmitForm'],
  ...['ResetForm', 'ImportData', 'SetOCGState', 'Rendition', 'Trans', 'GoTo3DView', 'JavaScript', 'RichMediaExecute'],
]);

export const kinds: Readonly<Record<string, string>> = {
  Annot: 'a note on the page',
  Action: 'an action',
  Filespec: 'a link to a file',
  EmbeddedFile: 'an attachment',
  Metadata: 'properties (XMP)',
  OCG: 'a layer',
  OCMD: 'a layer',
  StructElem: 'structure text',
  StructTreeRoot: 'structure text',
  Outlines: 'bookmarks',
  Thread: 'an article thread',
  Bead: 'an article thread',
  Sig: 'a signature',
  Redact: 'a redaction that was only marked',
};

function lookAtKind(
  object: FileObject,
  dict: Dict,
  where: string,
  reached: ReadonlyMap<number, Reached>,
  found: Findings,
): void {
  const type = nameOf(dict.entries.get('Type')) ?? '';
  const subtype = nameOf(dict.entries.get('Subtype')) ?? '';
  const page = reached.get(object.num)?.page;
  for (const name of [type, subtype])
    if (Object.hasOwn(kinds, name)) found.found('only-pages', `${kinds[name] ?? ''}: ${where}`, page);
  if (type === 'Catalog') onlyThese(dict, allowed.catalog, 'the catalogue', page, found);
  else if (type === 'Pages') onlyThese(dict, allowed.pages, 'the page tree', page, found);
  else if (type === 'Page') onlyThese(dict, allowed.page, 'the page', page, found);
  else if (subtype === 'Image' && object.raw !== undefined) onlyThese(dict, allowed.picture, where, page, found);
  else if (subtype === 'Form') onlyThese(dict, allowed.form, where, page, found);
  else if (subtype === 'PS') found.found('only-pages', `a PostScript program: ${where}`, page);
  if (object.raw !== undefined && dict.entries.has('F') && nameOf(dict.entries.get('F')) === undefined)
    found.found('only-pages', `data outside the file: ${where}`, page);
}

function onlyThese(
  dict: Dict,
  keys: readonly string[],
  where: string,
  page: number | undefined,
  found: Findings,
): void {
  for (const key of dict.entries.keys())
    // A key may itself be what somebody wrote there, so it is named only where it is a known one.
    if (!keys.includes(key) && !Object.hasOwn(carriers, key))
      found.found('only-pages', `an entry that no page needs, in ${where}`, page);
}

function lookAtInfo(file: ReadFile, info: Dict, found: Findings): void {
  for (const [key, given] of info.entries) {
    if (!(allowed.info as readonly string[]).includes(key)) {
      found.found('only-pages', "an entry of the document's properties");
      continue;
    }
    const value = file.resolve(given);
    const text = value?.is === 'string' ? asText(value.bytes) : '';
    const isDate = key === 'CreationDate' || key === 'ModDate';
    if (isDate ? !/^(D:[\dZ+\-']{0,30})?$/.test(text) : !neutral.test(text))
      found.found('only-pages', `${key} in the document's properties`);
  }
}

/** A text string: UTF-16 or UTF-8 with a mark in front, else Latin-1. */
export function asText(bytes: Buffer): string {
  if (bytes[0] === 0xfe && bytes[1] === 0xff)
    return Buffer.from(bytes.subarray(2, bytes.length & ~1))
      .swap16()
      .toString('utf16le');
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.toString('utf16le', 2);
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return bytes.toString('utf8', 3);
  return bytes.toString('latin1');
}
