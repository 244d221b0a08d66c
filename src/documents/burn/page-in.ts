/** Pages of a file as flat runs of operators. */
import { PDFDict, PDFDocument } from '@cantoo/pdf-lib';
import type { Box, PageShape } from '../../domain/redaction/index.ts';
import type { FlatPage } from './build.ts';
import { contentOf, Flattener, type Flattening } from './flat.ts';
import { follow, get, itemsIn, nameIn, numberIn, numbersIn, type Found } from './objects.ts';

export interface Parsed {
  readonly catalog: Found | undefined;
  readonly trailer: PDFDocument['context']['trailerInfo'];
  readonly document: PDFDocument;
  readonly pages: readonly Found[];
}

/** Reads a file that PDFium or this code has written; throws at anything else that it can't follow. */
export async function parse(bytes: Uint8Array): Promise<Parsed> {
  const document = await PDFDocument.load(bytes, {
    updateMetadata: false,
    ignoreEncryption: true,
    parseSpeed: Number.POSITIVE_INFINITY,
  });
  const { context } = document;
  const catalog = follow(context, context.trailerInfo.Root);
  const pages: Found[] = [];
  const seen = new Set<unknown>();
  const visit = (found: Found | undefined, depth: number): void => {
    if (found === undefined || seen.has(found.object) || depth > 64 || !(found.object instanceof PDFDict)) return;
    seen.add(found.object);
    const kids = get(found, 'Kids');
    if (nameIn(get(found, 'Type')) !== 'Page' && kids !== undefined)
      itemsIn(kids).forEach((kid) => visit(kid, depth + 1));
    else pages.push(found);
  };
  visit(get(catalog, 'Pages'), 0);
  return { catalog, trailer: context.trailerInfo, document, pages };
}

/** What the page has under the key, or what it inherits. */
export function inherited(page: Found, key: string): Found | undefined {
  let at: Found | undefined = page;
  for (let depth = 0; at !== undefined && depth < 64; depth += 1) {
    const own = get(at, key);
    if (own !== undefined) return own;
    at = get(at, 'Parent');
  }
  return undefined;
}

const letter: Box = [0, 0, 612, 792];

function boxIn(found: Found | undefined): Box | undefined {
  const [a, b, c, d] = numbersIn(found);
  if (a === undefined || b === undefined || c === undefined || d === undefined) return undefined;
  const box: Box = [Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)];
  return box[2] - box[0] > 0 && box[3] - box[1] > 0 ? box : undefined;
}

/** Boxes and turn of a page. */
export function outlineOf(page: Found): Omit<FlatPage, 'flat'> & { readonly shape: PageShape } {
  const media = boxIn(inherited(page, 'MediaBox')) ?? letter;
  const given = boxIn(inherited(page, 'CropBox'));
  const within: Box | undefined = given && [
    Math.max(given[0], media[0]),
    Math.max(given[1], media[1]),
    Math.min(given[2], media[2]),
    Math.min(given[3], media[3]),
  ];
  const crop = within !== undefined && within[2] > within[0] && within[3] > within[1] ? within : undefined;
  const turn = (((numberIn(inherited(page, 'Rotate')) ?? 0) % 360) + 360) % 360;
  const rotate = turn === 90 || turn === 180 || turn === 270 ? turn : 0;
  const unit = numberIn(get(page, 'UserUnit')) ?? 1;
  const userUnit = unit > 0 && unit <= 75_000 ? unit : 1;
  return { media, crop, rotate, userUnit, shape: { crop: crop ?? media, rotate, userUnit } };
}

export const resourcesOf = (page: Found): Found =>
  inherited(page, 'Resources') ?? { object: PDFDict.withContext(page.of), ref: undefined, of: page.of };

export function flatten(page: Found, how: Flattening): Flattener {
  const flattener = new Flattener(how);
  flattener.add(contentOf(page), resourcesOf(page));
  return flattener;
}
