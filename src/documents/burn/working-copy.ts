import type { HiddenFinding, PageShape } from '../../domain/redaction/index.ts';
import { boxOnPage, overlap, sizeShown } from '../../domain/redaction/index.ts';
import type { Fault, Glyph, Outcome, Program, WorkingCopy, WorkingPage } from '../redaction/types.ts';
import { Builder, type FlatPage } from './build.ts';
import { TooMuch } from './content.ts';
import { findingOfAnnotation, findingsOfBytes, findingsOfDocument, findingsOfPage, leftovers } from './findings.ts';
import { Edits } from './edit.ts';
import { boxOf, type Flattener, layersOf, type Layers } from './flat.ts';
import { hiddenOn, scale } from './hidden.ts';
import { get, isStream, itemsIn, nameIn, numberIn, numbersIn, type Found } from './objects.ts';
import { flatten, outlineOf, parse, type Parsed } from './page-in.ts';
import { asPicture, changedShare, pictureAt, wordsOn, type ReadPicture } from './page-as-picture.ts';
import { engine, enoughPixels, openInEngine, type EngineDocument, type EngineGlyph } from './pdfium.ts';
import { burner } from './programs.ts';

/** Said after each page, so that whoever waits knows that it goes on. */
export type Progress = (page: number, of: number) => void;

export const mostBytes = 512 * 1024 * 1024;
export const mostPages = 20_000;

const fault = (code: Fault['code'], detail: string): Outcome<never> => ({ ok: false, fault: { code, detail } });

/** Whether the bytes begin as a PDF does; some programs write a little before it. */
export const startsAsPdf = (bytes: Uint8Array): boolean =>
  Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 1_024 + 5)).includes('%PDF-');

export const notPdf = fault(
  'not-this-kind',
  'This is not a PDF, whatever its name says. Add it as the kind of file that it is.',
);
export const damaged = fault(
  'damaged',
  'This PDF is damaged and its pages can’t be read. Ask for it again, or print it to a new PDF.',
);
export const locked = fault(
  'password',
  'This PDF opens only with a password. Open it with the password, save it without, and add that.',
);
export const tooBig = fault(
  'too-big',
  'This file unpacks to more than can be worked on. Split it into smaller files, or print it to a new PDF.',
);

/** The file as the engine mends it: one revision, no password, and fields that have a look. */
async function mended(document: EngineDocument): Promise<Parsed> {
  const parsed = await parse(document.save());
  const bare = parsed.pages.flatMap((page, index) =>
    itemsIn(get(page, 'Annots')).some(needsAppearance) ? [index] : [],
  );
  if (bare.length === 0) return parsed;
  bare.forEach((index) => document.giveAppearances(index));
  return parse(document.save());
}

const needsAppearance = (annotation: Found): boolean =>
  ['Widget', 'FreeText'].includes(nameIn(get(annotation, 'Subtype')) ?? '') && get(annotation, 'AP', 'N') === undefined;

/** Remarks that are part of what the page shows: without them a reader would see something else. */
const drawn = new Set([
  'Widget',
  'Stamp',
  'FreeText',
  'Ink',
  'Line',
  'Square',
  'Circle',
  'Polygon',
  'PolyLine',
  'Watermark',
]);

function appearanceOf(annotation: Found): Found | undefined {
  const normal = get(annotation, 'AP', 'N');
  if (isStream(normal)) return normal;
  const state = nameIn(get(annotation, 'AS'));
  const chosen = state === undefined ? undefined : get(normal, state);
  return isStream(chosen) ? chosen : undefined;
}

/** A highlight so dark that it hides what it lies on: whoever put it there meant to cover. */
function covers(annotation: Found): boolean {
  const colour = numbersIn(get(annotation, 'C'));
  return nameIn(get(annotation, 'Subtype')) === 'Highlight' && colour.length > 0 && Math.max(...colour) < 0.35;
}

function addAnnotations(page: Found, into: Flattener, layers: Layers): void {
  for (const annotation of itemsIn(get(page, 'Annots'))) {
    const flags = numberIn(get(annotation, 'F')) ?? 0;
    const [hidden, noView] = [2, 32];
    if ((flags & (hidden | noView)) !== 0 || !layers(get(annotation, 'OC'))) continue;
    if (!drawn.has(nameIn(get(annotation, 'Subtype')) ?? '') && !covers(annotation)) continue;
    const appearance = appearanceOf(annotation);
    const rect = numbersIn(get(annotation, 'Rect'));
    if (appearance === undefined || rect.length !== 4) continue;
    const matrix = numbersIn(get(appearance, 'Matrix'));
    const [x0, y0, x1, y1] = boxOf(
      numbersIn(get(appearance, 'BBox')),
      matrix.length === 6 ? matrix : [1, 0, 0, 1, 0, 0],
    );
    const [a = 0, b = 0, c = 0, d = 0] = rect;
    const [left, bottom, right, top] = [Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)];
    const [sx, sy] = [x1 > x0 ? (right - left) / (x1 - x0) : 1, y1 > y0 ? (top - bottom) / (y1 - y0) : 1];
    into.form(appearance, undefined, { extra: [sx, 0, 0, sy, left - x0 * sx, bottom - y0 * sy] });
  }
}

/** A page, flat; an empty one, and why, where it can't be followed. */
function flatPage(page: Found, layers: Layers): { readonly page: FlatPage; readonly because: string | undefined } {
  const { media, crop, rotate, userUnit } = outlineOf(page);
  const outline = { media, crop, rotate, userUnit };
  try {
    const flattener = flatten(page, { layers });
    addAnnotations(page, flattener, layers);
    return { page: { ...outline, flat: flattener.flat }, because: undefined };
  } catch (error) {
    if (!(error instanceof TooMuch || error instanceof RangeError || error instanceof TypeError)) throw error;
    const because = error instanceof TooMuch ? 'there is too much on it' : 'it is damaged';
    return { page: { ...outline, flat: { ops: [], resources: new Map() } }, because };
  }
}

export const written = async (pages: readonly FlatPage[], title: string): Promise<Uint8Array> => {
  const builder = new Builder();
  pages.forEach((page) => builder.addPage(page));
  return builder.finish(title);
};

const workingTitle = 'Working copy';

export interface HowToCopy {
  readonly wordsOnPicture?: ReadPicture;
  readonly progress?: Progress;
}

/**
 * The copy that is reviewed and burned. Nothing is in it but what its pages show; what the file had besides is listed. The
 * same bytes give the same bytes. A page that can't be taken over as it is built becomes a picture of itself.
 */
export async function makeWorkingCopy(bytes: Uint8Array, how: HowToCopy = {}): Promise<Outcome<WorkingCopy>> {
  if (bytes.length > mostBytes) return tooBig;
  if (!startsAsPdf(bytes)) return notPdf;
  const document = await openInEngine(bytes);
  if (document === 'password') return locked;
  if (document === 'damaged') return damaged;
  try {
    if (document.pages > mostPages) return tooBig;
    const parsed = document.pages === 0 ? undefined : await mended(document);
    if (parsed === undefined || parsed.pages.length === 0) return damaged;
    return { ok: true, value: await copyOf(bytes, document, parsed, how) };
  } catch (error) {
    if (error instanceof TooMuch) return tooBig;
    throw error;
  } finally {
    document.close();
  }
}

async function copyOf(
  bytes: Uint8Array,
  original: EngineDocument,
  parsed: Parsed,
  how: HowToCopy,
): Promise<WorkingCopy> {
  const layers = layersOf(parsed.catalog);
  const hidden: HiddenFinding[] = [...findingsOfBytes(bytes), ...findingsOfDocument(parsed), ...(await leftIn(bytes))];
  const pages: FlatPage[] = [];
  const because = new Map<number, string>();
  for (const [index, page] of parsed.pages.entries()) {
    hidden.push(...findingsOfPage(page, index + 1));
    itemsIn(get(page, 'Annots')).forEach((each) => hidden.push(findingOfAnnotation(each, index + 1)));
    const flat = flatPage(page, layers);
    pages.push(flat.page);
    if (flat.because !== undefined) because.set(index, flat.because);
  }
  hidden.push(...(await layersOff(parsed, layers)));

  const shapes = parsed.pages.map((page) => outlineOf(page).shape);
  const first = await written(pages, workingTitle);
  const looked = await inEngine(first, (document) =>
    pages.map(({ flat }, index) => {
      const source = parsed.pages[index];
      const [shape, bare] = [shapes[index], source !== undefined && itemsIn(get(source, 'Annots')).length === 0];
      const look =
        shape === undefined
          ? nothingHidden
          : lookAt(document, original, index, flat, shape, bare && !because.has(index));
      if (look.because !== undefined && !because.has(index)) because.set(index, look.because);
      how.progress?.(index + 1, pages.length);
      return look;
    }),
  );
  const cleaned: FlatPage[] = [];
  for (const [index, page] of pages.entries()) {
    const [look, shape] = [looked[index] ?? nothingHidden, shapes[index]];
    if (because.has(index) && shape !== undefined)
      cleaned.push(await asPicture(original, index, page, shape, [], undefined));
    else {
      hidden.push(...look.findings);
      cleaned.push(look.edits.none ? page : { ...page, flat: look.edits.made(page.flat) });
    }
  }
  const pdf = await lookedThrough(first, pages, cleaned, shapes, async (index) => {
    because.set(index, 'it would look different without what does not show');
    const [page, shape] = [pages[index], shapes[index]];
    if (page !== undefined && shape !== undefined)
      cleaned[index] = await asPicture(original, index, page, shape, [], undefined);
  });
  const made = await inEngine(pdf, async (document) => {
    const so: WorkingPage[] = [];
    for (const [index, shape] of shapes.entries()) {
      const same = cleaned[index] === pages[index];
      const glyphs = same ? (looked[index]?.glyphs ?? []) : glyphsOn(document, index);
      const page = workingPage(shape, index + 1, glyphs);
      const read = page.textFrom === 'none' ? how.wordsOnPicture : undefined;
      so.push(read === undefined ? page : await readPage(document, index, page, read));
    }
    return so;
  });
  const asPictures = [...because].map(([index, why]) => ({ page: index + 1, because: why }));
  return { pdf, pages: made, hidden, programs: programs(), ...(asPictures.length === 0 ? {} : { asPictures }) };
}

/**
 * The file with the cleaned pages. Taking out what does not show changes no look; where it does, `spoiled` puts something else
 * in the place of the page.
 */
async function lookedThrough(
  first: Uint8Array,
  pages: readonly FlatPage[],
  cleaned: readonly FlatPage[],
  shapes: readonly PageShape[],
  spoiled: (index: number) => Promise<void>,
): Promise<Uint8Array> {
  const changed = cleaned.flatMap((page, index) => (page === pages[index] ? [] : [index]));
  if (changed.length === 0) return first;
  const pdf = await written(cleaned, workingTitle);
  const other = await inEngine(first, (before) =>
    inEngine(pdf, (after) =>
      changed.filter((index) => {
        // A page that is a picture already has nothing to be compared with.
        if (pages[index]?.flat.ops.length === 0) return false;
        const [old, now, shape] = [before.page(index), after.page(index), shapes[index]];
        try {
          if (old === undefined || now === undefined || shape === undefined) return true;
          return (
            changedShare(old.picture(1, { most: enoughPixels }), now.picture(1, { most: enoughPixels }), shape, []) >
            mostChanged
          );
        } finally {
          old?.close();
          now?.close();
        }
      }),
    ),
  );
  if (other.length === 0) return pdf;
  for (const index of other) await spoiled(index);
  return written(cleaned, workingTitle);
}

interface Look {
  readonly glyphs: readonly EngineGlyph[];
  readonly edits: Edits;
  readonly findings: readonly HiddenFinding[];
  readonly because: string | undefined;
}

const nothingHidden: Look = { glyphs: [], edits: new Edits(), findings: [], because: undefined };

/** Share of a page's pixels that may look different in the copy. */
const mostChanged = 0.001;

/** What a page of the copy hides, and whether it looks as the page of the original did. */
function lookAt(
  document: EngineDocument,
  original: EngineDocument,
  index: number,
  flat: FlatPage['flat'],
  shape: PageShape,
  compare: boolean,
): Look {
  const [page, source] = [document.page(index), compare ? original.page(index) : undefined];
  try {
    if (page === undefined) return { ...nothingHidden, because: 'it can’t be drawn' };
    const shown = page.picture(scale, { most: enoughPixels });
    const other =
      source !== undefined &&
      changedShare(source.picture(scale, { most: enoughPixels }), shown, shape, []) > mostChanged;
    const glyphs = page.glyphs();
    const hidden = hiddenOn(flat, page, glyphs, shape, index + 1, shown);
    return { glyphs, ...hidden, because: other ? 'it would look different' : hidden.because };
  } finally {
    page?.close();
    source?.close();
  }
}

/** The page with the words that can be read from what it shows. */
async function readPage(
  document: EngineDocument,
  index: number,
  page: WorkingPage,
  read: ReadPicture,
): Promise<WorkingPage> {
  const picture = pictureAt(document, index);
  const words = await wordsOn(picture, page, [], read);
  const scale = picture.width / sizeShown({ ...page, userUnit: 1 }).width;
  let text = '';
  let line = Number.NaN;
  const glyphs: Glyph[] = [];
  for (const { text: word, box } of words) {
    const [left = 0, top = 0, right = 0, bottom = 0] = box.map((each) => each / scale);
    const middle = (top + bottom) / 2;
    if (text !== '') text += Math.abs(middle - line) < (bottom - top) * 0.6 ? ' ' : '\n';
    line = middle;
    glyphs.push({
      at: text.length,
      length: word.length,
      box: boxOnPage([left, top, right, bottom], { ...page, userUnit: 1 }),
    });
    text += word;
  }
  return { ...page, text, glyphs, textFrom: text === '' ? 'none' : 'picture' };
}

export const programs = (): readonly Program[] => [burner, engine];

async function inEngine<Value>(
  pdf: Uint8Array,
  work: (document: EngineDocument) => Value | Promise<Value>,
): Promise<Value> {
  const document = await openInEngine(pdf);
  if (document === 'password' || document === 'damaged')
    throw new Error('The copy that was just written does not open.');
  try {
    return await work(document);
  } finally {
    document.close();
  }
}

function glyphsOn(document: EngineDocument, index: number): readonly EngineGlyph[] {
  const page = document.page(index);
  try {
    return page?.glyphs() ?? [];
  } finally {
    page?.close();
  }
}

/** What the layers say that are off. */
async function layersOff(parsed: Parsed, layers: Layers): Promise<readonly HiddenFinding[]> {
  if (get(parsed.catalog, 'OCProperties') === undefined) return [];
  const off = parsed.pages.map((page) => {
    const { media, crop, rotate, userUnit } = outlineOf(page);
    return { media, crop, rotate, userUnit, flat: flatten(page, { layers, keep: 'off' }).flat };
  });
  const texts = await inEngine(await written(off, workingTitle), (document) =>
    off.map((_page, index) => textOf(glyphsOn(document, index)).text.trim()),
  );
  return texts.flatMap((words, index) =>
    words === ''
      ? []
      : [
          {
            kind: 'hidden-layer' as const,
            page: index + 1,
            where: 'In a layer that is off',
            words: words.slice(0, 2_000),
          },
        ],
  );
}

/** What the file as it came has in it that nothing uses; nothing where it can't be read without mending. */
async function leftIn(bytes: Uint8Array): Promise<readonly HiddenFinding[]> {
  if (bytes.length > 32 * 1024 * 1024) return [];
  try {
    const { document, trailer } = await parse(bytes);
    return leftovers(document.context, [trailer.Root, trailer.Info, trailer.Encrypt, trailer.ID]);
  } catch {
    return [];
  }
}

/** The text of a page in reading order, and where each of its letters stands. */
export function textOf(glyphs: readonly EngineGlyph[]): { readonly text: string; readonly glyphs: readonly Glyph[] } {
  let text = '';
  const placed: Glyph[] = [];
  for (const { text: letter, generated, box } of glyphs) {
    const plain = letter === '\r' ? '' : letter === '\u0002' || letter === '\ufffe' ? '-' : letter;
    if (plain === '') continue;
    const empty = box[2] - box[0] <= 0 || box[3] - box[1] <= 0;
    if (!generated && !empty && plain !== '\n') placed.push({ at: text.length, length: plain.length, box });
    text += plain;
  }
  return { text, glyphs: placed };
}

function workingPage(shape: PageShape, number: number, glyphs: readonly EngineGlyph[]): WorkingPage {
  const shown = glyphs.filter(({ generated, box }) => generated || overlap(box, shape.crop) || box[2] <= box[0]);
  const { text, glyphs: placed } = textOf(shown);
  return { page: number, ...shape, text, glyphs: placed, textFrom: text.trim() === '' ? 'none' : 'page' };
}
