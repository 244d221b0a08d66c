import type { Box, PageShape, Region } from '../../domain/redaction/index.ts';
import { overlap } from '../../domain/redaction/index.ts';
import type { Burned, Outcome } from '../redaction/types.ts';
import type { FlatPage } from './build.ts';
import { TooMuch, type Op } from './content.ts';
import { Edits } from './edit.ts';
import { layersOf, type Flat } from './flat.ts';
import { wiped } from './images.ts';
import type { Found } from './objects.ts';
import { flatten, outlineOf, parse, type Parsed } from './page-in.ts';
import { asPicture, changedShare, withWords, type ReadPicture } from './page-as-picture.ts';
import { enoughPixels, openInEngine, type EngineDocument, type EnginePage } from './pdfium.ts';
import { walk, type PlacedGlyph, type PlacedPart, type PlacedPath } from './walk.ts';
import {
  damaged,
  locked,
  mostBytes,
  notPdf,
  programs,
  startsAsPdf,
  tooBig,
  written,
  type Progress,
} from './working-copy.ts';

export type { ReadPicture, WordOnPicture } from './page-as-picture.ts';

export interface HowToBurn {
  readonly wordsOnPicture?: ReadPicture;
  readonly progress?: Progress;
  /** Pages, from 1, to make pictures of without trying anything else. */
  readonly asPictures?: readonly number[];
}

export const burnedTitle = 'Redacted document';
/** Share of a page's pixels outside the boxes that may look different. */
const mostChanged = 0.0005;

const outside = (detail: string, page: number): Outcome<never> => ({
  ok: false,
  fault: { code: 'region-outside', detail, page },
});

/** Regions by page, cut to what is shown; a fault for the first that lies nowhere. */
function byPage(
  regions: readonly Region[],
  shapes: readonly PageShape[],
): Outcome<ReadonlyMap<number, readonly Box[]>> {
  const boxes = new Map<number, Box[]>();
  for (const { page, box } of regions) {
    const shape = shapes[page - 1];
    if (shape === undefined)
      return outside(
        `The document has ${shapes.length} ${shapes.length === 1 ? 'page' : 'pages'}: a region names page ${page}.`,
        page,
      );
    const [x0, y0, x1, y1] = box;
    if (!box.every(Number.isFinite) || x1 <= x0 || y1 <= y0)
      return outside(`A region on page ${page} is empty. Give it a width and a height.`, page);
    const { crop } = shape;
    const cut: Box = [Math.max(x0, crop[0]), Math.max(y0, crop[1]), Math.min(x1, crop[2]), Math.min(y1, crop[3])];
    if (cut[2] <= cut[0] || cut[3] <= cut[1])
      return outside(`A region on page ${page} lies outside the page. Move it onto the page, or leave it out.`, page);
    boxes.set(page, [...(boxes.get(page) ?? []), cut]);
  }
  return { ok: true, value: boxes };
}

/**
 * Burns the regions out of a working copy: letters, lines and pixels under them go, and a black box stands there. A page on
 * which that can't be done, or that looks different outside the boxes afterwards, becomes a picture.
 */
export async function burnRegions(
  working: Uint8Array,
  regions: readonly Region[],
  how: HowToBurn = {},
): Promise<Outcome<Burned>> {
  if (working.length > mostBytes) return tooBig;
  if (!startsAsPdf(working)) return notPdf;
  const document = await openInEngine(working);
  if (document === 'password') return locked;
  if (document === 'damaged') return damaged;
  try {
    const parsed = await parse(working);
    if (parsed.pages.length !== document.pages || document.pages === 0) return damaged;
    const shapes = parsed.pages.map((page) => outlineOf(page).shape);
    const placed = byPage(regions, shapes);
    if (!placed.ok) return placed;
    return { ok: true, value: await burned(document, parsed, shapes, placed.value, how) };
  } catch (error) {
    if (error instanceof TooMuch) return tooBig;
    throw error;
  } finally {
    document.close();
  }
}

interface Attempt {
  readonly page: FlatPage;
  readonly boxes: readonly Box[];
  /** Where whole letters went that a box takes in only in part. */
  readonly beside: readonly Box[];
  /** Why it has to be a picture. */
  because: string | undefined;
}

async function burned(
  document: EngineDocument,
  parsed: Parsed,
  shapes: readonly PageShape[],
  boxes: ReadonlyMap<number, readonly Box[]>,
  how: HowToBurn,
): Promise<Burned> {
  const attempts = parsed.pages.map((page, index): Attempt => {
    const here = boxes.get(index + 1) ?? [];
    const asked = how.asPictures?.includes(index + 1) === true ? 'asked for' : undefined;
    return attempt(page, parsed, document, index, here, asked);
  });
  const first = await written(
    attempts.map(({ page }) => page),
    burnedTitle,
  );
  const after = await openInEngine(first);
  if (after === 'password' || after === 'damaged') throw new Error('The copy that was just written does not open.');
  const wordless: number[] = [];
  try {
    for (const [index, each] of attempts.entries()) {
      const shape = shapes[index];
      if (shape === undefined) continue;
      if (each.because === undefined && each.boxes.length > 0)
        each.because = faultOf(document, after, index, shape, each);
      const readable = how.wordsOnPicture !== undefined && each.because === undefined;
      if (readable && !hasWords(after, index)) wordless.push(index);
      how.progress?.(index + 1, attempts.length);
    }
  } finally {
    after.close();
  }
  const pages: FlatPage[] = attempts.map(({ page }) => page);
  for (const [index, each] of attempts.entries()) {
    const shape = shapes[index];
    if (each.because !== undefined && shape !== undefined)
      pages[index] = await asPicture(document, index, each.page, shape, each.boxes, how.wordsOnPicture);
    else if (wordless.includes(index) && shape !== undefined && how.wordsOnPicture !== undefined)
      pages[index] = await withWords(document, index, each.page, shape, each.boxes, how.wordsOnPicture);
  }
  const changed = pages.some((page, index) => page !== attempts[index]?.page);
  return {
    pdf: changed ? await written(pages, burnedTitle) : first,
    asPictures: attempts.flatMap(({ because }, index) => (because === undefined ? [] : [{ page: index + 1, because }])),
    programs: programs(),
  };
}

// Taking away.

function attempt(
  source: Found,
  parsed: Parsed,
  document: EngineDocument,
  index: number,
  boxes: readonly Box[],
  asked: string | undefined,
): Attempt {
  const { media, crop, rotate, userUnit } = outlineOf(source);
  const { flat } = flatten(source, { layers: layersOf(parsed.catalog) });
  const whole = { media, crop, rotate, userUnit, flat };
  if (boxes.length === 0) return { page: whole, boxes, beside: [], because: asked };
  const page = document.page(index);
  if (page === undefined) return { page: whole, boxes, beside: [], because: 'the page can’t be drawn' };
  try {
    const { edits, beside, because } = removal(flat, boxes, page);
    return { page: { ...whole, flat: underBoxes(edits.made(flat), boxes) }, boxes, beside, because: asked ?? because };
  } finally {
    page.close();
  }
}

/** Everything under the boxes, as an edit; or why that can't be said of this page. */
function removal(
  flat: Flat,
  boxes: readonly Box[],
  page: EnginePage,
): { readonly edits: Edits; readonly beside: readonly Box[]; readonly because: string | undefined } {
  const edits = new Edits();
  const grid = new Grid(boxes);
  const beside: Box[] = [];
  let because: string | undefined;
  let pictures = 0;
  walk(flat, {
    glyph: (glyph, masked) => {
      // Where such letters stand is not known, so neither is which of them are under a box.
      if (!glyph.sure) because ??= 'a font does not say how wide its letters are';
      if (!touched(glyph, grid)) return;
      if (masked) because ??= 'text is shown through a mask';
      edits.dropGlyph(glyph);
      if (!grid.near(glyph.box).some((box) => holds(box, glyph.core))) beside.push(glyph.box);
    },
    path: (path, masked) => {
      const found = partsUnder(path, grid);
      if (found.gone.size > 0 && !path.clips) edits.dropParts(path, found.gone);
      // The mask has a shape of its own, which may be that of words.
      if (masked && path.paints && path.parts.some(({ box }) => grid.near(box).some((each) => overlap(each, box))))
        because ??= 'a drawing is shown through a mask';
      if (found.gone.size > 0 && path.clips) because ??= 'a drawing is cut to a shape';
      because ??= found.because;
    },
    image: (image, masked) => {
      pictures += 1;
      const under = grid.near(image.box).filter((box) => overlap(box, image.box));
      if (under.length === 0) return;
      if (masked) because ??= 'a picture is shown through a mask';
      if (under.some((box) => holds(box, image.box))) {
        edits.dropImage(image);
        return;
      }
      const clean = wiped(image.found, image.matrix, under, () => page.image(image.index));
      if (clean === undefined) because ??= 'a picture can’t be changed in part';
      else edits.replaceImage(image, clean);
    },
    shading: (masked) => {
      if (masked) because ??= 'a shading is shown through a mask';
    },
  });
  if (pictures > 0 && pictures !== page.images()) because ??= 'not all of its pictures are found';
  return { edits, beside, because };
}

const holds = (box: Box, inner: Box): boolean =>
  box[0] <= inner[0] + 0.01 && box[1] <= inner[1] + 0.01 && box[2] >= inner[2] - 0.01 && box[3] >= inner[3] - 0.01;

/** Boxes by where they are, so that ten thousand of them on a page are no trouble. */
class Grid {
  private readonly cells = new Map<string, Box[]>();
  private readonly large: Box[] = [];
  private static readonly size = 64;

  constructor(boxes: readonly Box[]) {
    for (const box of boxes) {
      const keys = this.keys(box);
      if (keys === undefined) this.large.push(box);
      else for (const key of keys) this.cells.set(key, [...(this.cells.get(key) ?? []), box]);
    }
  }

  private keys([x0, y0, x1, y1]: Box): readonly string[] | undefined {
    const [left, right] = [Math.floor(x0 / Grid.size), Math.floor(x1 / Grid.size)];
    const [low, high] = [Math.floor(y0 / Grid.size), Math.floor(y1 / Grid.size)];
    if (!((right - left + 1) * (high - low + 1) <= 64)) return undefined;
    const keys: string[] = [];
    for (let x = left; x <= right; x += 1) for (let y = low; y <= high; y += 1) keys.push(`${x} ${y}`);
    return keys;
  }

  near(box: Box): readonly Box[] {
    const keys = this.keys(box);
    if (keys === undefined) return [...new Set([...this.large, ...[...this.cells.values()].flat()])];
    if (keys.length === 1) return [...this.large, ...(this.cells.get(keys[0] ?? '') ?? [])];
    return [...this.large, ...new Set(keys.flatMap((key) => this.cells.get(key) ?? []))];
  }
}

/** Share of a glyph's width from which on it goes with the box. */
const leastShare = 0.3;
/** Share of its height: a box that reaches into the line above or below by less leaves that line alone. */
const leastHeight = 0.5;

/** Whether a box takes in enough of a glyph that the glyph must go: its middle, or a fair part of its ink. */
function touched({ core, box, along }: PlacedGlyph, grid: Grid): boolean {
  const [x0, y0, x1, y1] = core;
  const [width, height] = [Math.max(0.01, x1 - x0), Math.max(0.01, y1 - y0)];
  const [across, up] = [along === 'y' ? leastHeight : leastShare, along === 'x' ? leastHeight : leastShare];
  return grid.near(box).some((region) => {
    const shareX = (Math.min(region[2], x1) - Math.max(region[0], x0)) / width;
    const shareY = (Math.min(region[3], y1) - Math.max(region[1], y0)) / height;
    return (shareX >= across && shareY >= up) || inside(region, middle(core)) || inside(region, middle(box));
  });
}

const middle = ([x0, y0, x1, y1]: Box): readonly [number, number] => [(x0 + x1) / 2, (y0 + y1) / 2];
const inside = ([x0, y0, x1, y1]: Box, [x, y]: readonly [number, number]): boolean =>
  x >= x0 && x <= x1 && y >= y0 && y <= y1;

/** No larger than this, a part of a path that reaches under a box may be a letter drawn as an outline. */
const letterSize = 80;

/**
 * Parts of a path that go: those within a box, and those with a shape of their own that reach under one. Rules, frames and
 * backgrounds that run on past the box stay: they show nothing but themselves.
 */
function partsUnder(
  path: PlacedPath,
  grid: Grid,
): { readonly gone: ReadonlySet<PlacedPart>; readonly because: string | undefined } {
  const gone = new Set<PlacedPart>();
  let because: string | undefined;
  for (const part of path.parts) {
    const { box } = part;
    const wide: Box = [box[0] - 0.01, box[1] - 0.01, box[2] + 0.01, box[3] + 0.01];
    const near = grid.near(wide).filter((region) => overlap(region, wide));
    if (near.length === 0) continue;
    const within = near.some((region) => holds(grown(region, 0.5), box));
    if (path.tiled && path.paints && !within) because ??= 'a pattern runs under a box';
    if (!path.paints && part.plain) continue;
    if (within) {
      if (path.paints || !part.plain) gone.add(part);
      continue;
    }
    if (part.plain) {
      const small = Math.max(box[2] - box[0], box[3] - box[1]) <= 12;
      if (small && near.some((region) => inside(region, middle(box)))) gone.add(part);
      continue;
    }
    if (!part.points.some((point) => near.some((region) => inside(region, point)))) continue;
    if (box[2] - box[0] <= letterSize && box[3] - box[1] <= letterSize) gone.add(part);
    else because ??= 'a drawing runs under a box';
  }
  return { gone, because };
}

const grown = ([x0, y0, x1, y1]: Box, by: number): Box => [x0 - by, y0 - by, x1 + by, y1 + by];

/** The run with the boxes drawn over it in black. */
function underBoxes(flat: Flat, boxes: readonly Box[]): Flat {
  const over: Op[] = [
    { op: 'q', args: [] },
    { op: 'g', args: [0] },
  ];
  for (const [x0, y0, x1, y1] of boxes) over.push({ op: 're', args: [x0, y0, x1 - x0, y1 - y0] });
  over.push({ op: 'f', args: [] }, { op: 'Q', args: [] });
  return { ops: [{ op: 'q', args: [] }, ...flat.ops, { op: 'Q', args: [] }, ...over], resources: flat.resources };
}

// Looking at what came of it.

const hasWords = (document: EngineDocument, index: number): boolean => {
  const page = document.page(index);
  try {
    return page?.glyphs().some(({ generated, text }) => !generated && text.trim() !== '') === true;
  } finally {
    page?.close();
  }
};

/** What is wrong with a page that was burned: a letter still in a box, or another look outside them. */
function faultOf(
  before: EngineDocument,
  after: EngineDocument,
  index: number,
  shape: PageShape,
  { boxes, beside }: Attempt,
): string | undefined {
  const [old, now] = [before.page(index), after.page(index)];
  try {
    if (old === undefined || now === undefined) return 'the page can’t be drawn';
    const grid = new Grid(boxes);
    const left = now
      .glyphs()
      .some(
        ({ generated, box, text }) =>
          !generated && text.trim() !== '' && grid.near(box).some((region) => inside(region, middle(box))),
      );
    if (left) return 'a letter was left under a box';
    return changedShare(old.picture(1, { most: enoughPixels }), now.picture(1, { most: enoughPixels }), shape, [
      ...boxes,
      ...beside,
    ]) > mostChanged
      ? 'the page looked different outside the boxes'
      : undefined;
  } finally {
    old?.close();
    now?.close();
  }
}
