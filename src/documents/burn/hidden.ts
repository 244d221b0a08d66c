/**
 * Text that is on a page and does not show. The page is drawn with its text and without; a letter whose place looks the
 * same both times shows nothing: white on white, under a picture or a drawn box, outside the part that is shown.
 */
import type { Box, HiddenFinding, HiddenKind, PageShape } from '../../domain/redaction/index.ts';
import { boxAround, boxShown, overlap, sizeShown } from '../../domain/redaction/index.ts';
import { Edits } from './edit.ts';
import type { Flat } from './flat.ts';
import { embedded } from './fonts.ts';
import { enoughPixels, type EngineGlyph, type EnginePage, type Picture } from './pdfium.ts';
import { hidesSomething, wiped } from './images.ts';
import { packingsOf } from './objects.ts';
import { both, walk, type PlacedGlyph, type PlacedImage, type PlacedPart, type PlacedPath } from './walk.ts';

/** Pixels a point at which the pictures are made. */
export const scale = 1.5;
/** Smaller type than this nobody reads. */
const leastHeight = 2.2;
/** A difference of a channel that an eye may see. */
const seen = 8;

/** Letters by where they stand, to find what a glyph says. */
function byPlace(glyphs: readonly EngineGlyph[]): (origin: readonly [number, number]) => EngineGlyph | undefined {
  const cells = new Map<number, EngineGlyph[]>();
  const key = (x: number, y: number): number => Math.round(x) * 65_536 + Math.round(y);
  for (const glyph of glyphs) {
    if (glyph.generated) continue;
    const at = key(...glyph.origin);
    const cell = cells.get(at);
    if (cell === undefined) cells.set(at, [glyph]);
    else cell.push(glyph);
  }
  return ([x, y]) => {
    let best: EngineGlyph | undefined;
    let nearest = 0.75;
    for (let dx = -1; dx <= 1; dx += 1)
      for (let dy = -1; dy <= 1; dy += 1)
        for (const glyph of cells.get(key(x + dx, y + dy)) ?? []) {
          const away = Math.hypot(glyph.origin[0] - x, glyph.origin[1] - y);
          if (away < nearest) [best, nearest] = [glyph, away];
        }
    return best;
  };
}

/** Scripts that the engine has no letters of its own for: a font that is not in the file draws nothing with them. */
const noLettersFor = /[^\u0000-\u024f\u2000-\u206f\u20a0-\u20bf\u2100-\u214f]/u;

const areaOf = ([x0, y0, x1, y1]: Box): number => (x1 - x0) * (y1 - y0);

interface Hit {
  readonly glyph: PlacedGlyph;
  readonly kind: HiddenKind;
  readonly letter: string;
}

export interface Hidden {
  readonly edits: Edits;
  readonly findings: readonly HiddenFinding[];
  /** Why what is hidden can't be taken out of the page as it is built. */
  readonly because: string | undefined;
}

interface Fill {
  readonly flat: Flat;
  readonly at: number;
  readonly box: Box;
}

/** What was met on the page, in the order of drawing. */
interface Met {
  readonly glyphs: PlacedGlyph[];
  readonly fills: Fill[];
  /** Upright rectangles through which nothing shows. */
  readonly covers: Fill[];
  readonly images: PlacedImage[];
  readonly paths: PlacedPath[];
}

export function hiddenOn(
  flat: Flat,
  page: EnginePage,
  glyphs: readonly EngineGlyph[],
  shape: PageShape,
  number: number,
  withText: Picture,
): Hidden {
  const met: Met = { glyphs: [], fills: [], covers: [], images: [], paths: [] };
  walk(flat, {
    glyph: (glyph) => met.glyphs.push(glyph),
    path: (path) => {
      met.paths.push(path);
      for (const { box, plain, upright } of path.parts) {
        if (path.paints && plain) met.fills.push({ flat: path.flat, at: path.at, box });
        if (path.hides !== undefined && upright)
          met.covers.push({ flat: path.flat, at: path.at, box: both(path.hides, box) });
      }
    },
    image: (image) => {
      met.images.push(image);
      if (areaOf(image.box) < areaOf(shape.crop) / 2)
        met.fills.push({ flat: image.flat, at: image.at, box: image.box });
    },
  });
  const edits = new Edits();
  const text = met.glyphs.length === 0 ? [] : hiddenText(met, page, glyphs, shape, withText, edits);
  const drawings = hiddenDrawings(met, shape, edits);
  const pictures = hiddenPictures(met, page, shape, edits);
  const findings = [
    ...findingsFrom(text, number),
    ...[...drawings, ...pictures.found].map((each) => ({ ...each, page: number })),
  ];
  return { edits, findings, because: pictures.because };
}

function hiddenText(
  { glyphs: placed, fills }: Met,
  page: EnginePage,
  glyphs: readonly EngineGlyph[],
  shape: PageShape,
  withText: Picture,
  edits: Edits,
): readonly Hit[] {
  const said = byPlace(glyphs);
  const without = page.picture(scale, { withoutText: true, most: enoughPixels });
  const differs = difference(withText, without, shape);
  const hits: Hit[] = [];
  const blanks: PlacedGlyph[] = [];
  const showing = new Map<Flat, Set<number>>();
  for (const glyph of placed) {
    const letter = said(glyph.origin)?.text;
    const blank = letter !== undefined && letter.trim() === '' && letter !== '';
    const kind = blank ? undefined : kindOf(glyph, letter, differs, shape, fills);
    if (blank) blanks.push(glyph);
    else if (kind !== undefined) hits.push({ glyph, kind, letter: letter ?? '' });
    else showing.set(glyph.flat, (showing.get(glyph.flat) ?? new Set()).add(glyph.at));
  }
  hits.forEach(({ glyph }) => edits.dropGlyph(glyph));
  // Spaces go with the words that they part, when none of those show.
  const shows = ({ flat: of, at }: PlacedGlyph): boolean => showing.get(of)?.has(at) === true;
  if (hits.length > 0) blanks.filter((each) => !shows(each)).forEach((each) => edits.dropGlyph(each));
  return hits;
}

type Found = Omit<HiddenFinding, 'page'>;

const within = (inner: Box, [x0, y0, x1, y1]: Box): boolean =>
  inner[0] >= x0 - 0.1 && inner[1] >= y0 - 0.1 && inner[2] <= x1 + 0.1 && inner[3] <= y1 + 0.1;

/** Later in the same run, and so above it. */
const above = (cover: Fill, what: { readonly flat: Flat; readonly at: number }): boolean =>
  cover.flat === what.flat && cover.at > what.at;

const mostCovers = 2_000;

/** Drawings off the page, and those with a shape of their own under a rectangle that was drawn over them. */
function hiddenDrawings({ paths, covers }: Met, shape: PageShape, edits: Edits): readonly Found[] {
  const found: Found[] = [];
  for (const path of paths) {
    if (path.clips || !path.paints) continue;
    const gone = new Set<PlacedPart>();
    let under: Box | undefined;
    for (const part of path.parts) {
      const wide: Box = [part.box[0] - 1, part.box[1] - 1, part.box[2] + 1, part.box[3] + 1];
      if (!overlap(wide, shape.crop)) gone.add(part);
      else if (
        !part.plain &&
        covers.length <= mostCovers &&
        covers.some((cover) => above(cover, path) && within(part.box, cover.box))
      ) {
        gone.add(part);
        under = under === undefined ? part.box : boxAround([under, part.box]);
      }
    }
    if (gone.size > 0) edits.dropParts(path, gone);
    if (under !== undefined)
      found.push({
        kind: 'text-under-cover',
        box: under,
        where: 'A drawing goes on under a shape that was drawn over it',
        words: '',
      });
  }
  return found;
}

/** Fax and symbol formats can carry more than one picture's worth; they are written plainly. */
const written = new Set(['CCITTFaxDecode', 'JBIG2Decode']);
/** As much of a picture as may lie off the page without being worth a change of it, in points. */
const leastOff = 2;

/** Pixels off the page, and under a rectangle that was drawn over them, go from the picture. */
function hiddenPictures(
  { images, covers }: Met,
  page: EnginePage,
  shape: PageShape,
  edits: Edits,
): { readonly found: readonly Found[]; readonly because: string | undefined } {
  const found: Found[] = [];
  let because: string | undefined;
  const inOrder = images.length > 0 && images.length === page.images();
  for (const image of images) {
    const { box, matrix } = image;
    if (!overlap(box, shape.crop)) {
      edits.dropImage(image);
      found.push({ kind: 'off-page', box, where: 'A picture outside the part that is shown', words: '' });
      continue;
    }
    let decoded: Picture | undefined;
    const pixels = (): Picture | undefined => (decoded ??= inOrder ? page.image(image.index) : undefined);
    const over =
      covers.length > mostCovers
        ? []
        : covers.filter((cover) => above(cover, image) && areaOf(both(cover.box, box)) > 4);
    const hiding = over.filter((cover) => {
      const picture = pixels();
      return picture === undefined || hidesSomething(picture, matrix, cover.box);
    });
    const off = outsideOf(box, shape.crop);
    const again = written.has(packingsOf(image.found)[0]?.filter ?? '');
    if (hiding.length === 0 && off.length === 0 && !again) continue;
    const clean = wiped(image.found, matrix, [...hiding.map((cover) => inset(cover.box)), ...off], pixels);
    if (clean !== undefined) edits.replaceImage(image, clean);
    else if (hiding.length > 0 || off.length > 0) because ??= 'a picture can’t be changed in part';
    for (const cover of hiding)
      found.push({
        kind: 'text-under-cover',
        box: both(cover.box, box),
        where: 'A picture goes on under a shape that was drawn over it',
        words: '',
      });
    if (off.length > 0)
      found.push({ kind: 'off-page', box, where: 'A picture goes on outside the part that is shown', words: '' });
  }
  return { found, because };
}

/** Less a hair, so that no pixel that shows beside a cover goes with those under it. */
const inset = ([x0, y0, x1, y1]: Box): Box => [x0 + 0.4, y0 + 0.4, x1 - 0.4, y1 - 0.4];

/** The parts of a box outside another, when they are more than a hair; a point beside it stays, so that its edge does. */
function outsideOf(box: Box, crop: Box): readonly Box[] {
  const parts: Box[] = [];
  if (box[0] < crop[0] - leastOff) parts.push([box[0] - 1, box[1] - 1, crop[0] - 1, box[3] + 1]);
  if (box[2] > crop[2] + leastOff) parts.push([crop[2] + 1, box[1] - 1, box[2] + 1, box[3] + 1]);
  if (box[1] < crop[1] - leastOff) parts.push([box[0] - 1, box[1] - 1, box[2] + 1, crop[1] - 1]);
  if (box[3] > crop[3] + leastOff) parts.push([box[0] - 1, crop[3] + 1, box[2] + 1, box[3] + 1]);
  return parts;
}

function kindOf(
  glyph: PlacedGlyph,
  letter: string | undefined,
  differs: (box: Box) => boolean,
  shape: PageShape,
  fills: readonly { readonly flat: Flat; readonly at: number; readonly box: Box }[],
): HiddenKind | undefined {
  if (!glyph.sure || glyph.box[2] - glyph.box[0] < 0.05 || glyph.box[3] - glyph.box[1] < 0.05) return undefined;
  if (!overlap(glyph.box, shape.crop)) return 'off-page';
  if (glyph.mode >= 4) return undefined;
  if (glyph.mode === 3) return 'hidden-text';
  if (glyph.height * shape.userUnit < leastHeight) return 'hidden-text';
  // What the engine does not count as a letter is a second copy of one (bold made of two), or draws no letter at all.
  if (letter === undefined) return undefined;
  if (!embedded(glyph.font) && noLettersFor.test(letter)) return undefined;
  if (differs(glyph.box)) return undefined;
  return coveredBy(glyph, fills) ? 'text-under-cover' : 'hidden-text';
}

/** Whether something opaque was drawn over it afterwards. */
const coveredBy = (
  { flat, at, core }: PlacedGlyph,
  fills: readonly { readonly flat: Flat; readonly at: number; readonly box: Box }[],
): boolean =>
  fills.some(
    ({ flat: of, at: later, box }) =>
      of === flat &&
      later > at &&
      box[0] <= core[0] + 1 &&
      box[2] >= core[2] - 1 &&
      box[1] <= core[1] + 1 &&
      box[3] >= core[3] - 1,
  );

function difference(a: Picture, b: Picture, shape: PageShape): (box: Box) => boolean {
  const { width } = sizeShown({ ...shape, userUnit: 1 });
  const pixels = a.width / width;
  const changed = new Uint8Array(a.width * a.height);
  const [one, other] = [new Uint32Array(a.rgba.buffer), new Uint32Array(b.rgba.buffer)];
  for (let at = 0; at < changed.length; at += 1) {
    if (one[at] === other[at]) continue;
    const pixel = at * 4;
    for (let channel = 0; channel < 3; channel += 1)
      if (Math.abs((a.rgba[pixel + channel] ?? 0) - (b.rgba[pixel + channel] ?? 0)) >= seen) changed[at] = 1;
  }
  return (box) => {
    const [left, top, right, bottom] = boxShown(box, { ...shape, userUnit: 1 }).map((each) => each * pixels);
    const [x0, x1] = [Math.max(0, Math.floor(left ?? 0)), Math.min(a.width, Math.ceil(right ?? 0) + 1)];
    const [y0, y1] = [Math.max(0, Math.floor(top ?? 0)), Math.min(a.height, Math.ceil(bottom ?? 0) + 1)];
    for (let y = y0; y < y1; y += 1) for (let x = x0; x < x1; x += 1) if (changed[y * a.width + x] === 1) return true;
    return false;
  };
}

const whereOf: Partial<Record<HiddenKind, string>> = {
  'text-under-cover': 'Under a shape or picture that was drawn over it',
  'hidden-text': 'On the page, but nothing of it shows',
  'off-page': 'Outside the part of the page that is shown',
};

/** One finding for each kind of what stands together. */
function findingsFrom(hits: readonly Hit[], page: number): readonly HiddenFinding[] {
  const groups: { kind: HiddenKind; words: string; boxes: [Box, ...Box[]]; last: PlacedGlyph }[] = [];
  for (const { glyph, kind, letter } of hits) {
    const group = groups.at(-1);
    // What a scanner's program laid behind its picture is one thing, however many words it set.
    const layer = group?.kind === kind && group.last.mode === 3 && glyph.mode === 3;
    const sameLine =
      group?.kind === kind &&
      group.last.flat === glyph.flat &&
      Math.abs(group.last.origin[1] - glyph.origin[1]) < 1 &&
      group.last.at === glyph.at;
    if (group === undefined || !(sameLine || layer))
      groups.push({ kind, words: letter, boxes: [glyph.box], last: glyph });
    else {
      const gap = glyph.box[0] - group.last.box[2] > glyph.height * 0.15 || glyph.item > group.last.item + 1;
      group.words += (gap || !sameLine) && letter !== '' ? ` ${letter}` : letter;
      group.boxes.push(glyph.box);
      group.last = glyph;
    }
  }
  return groups.slice(0, 2_000).map(({ kind, words, boxes }) => ({
    kind,
    page,
    box: boxAround(boxes),
    where: whereOf[kind] ?? '',
    words: words.slice(0, 2_000),
  }));
}
