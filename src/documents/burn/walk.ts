/**
 * Where everything on a flat page is: each glyph, each part of a path, each picture, in user space. The operators are
 * followed as a viewer follows them (ISO 32000-2, 8 and 9).
 */
import type { Box } from '../../domain/redaction/index.ts';
import { Name, type Op, type Operand } from './content.ts';
import { boxOf, nameOf, place, showsText, times, type Flat, type Matrix } from './flat.ts';
import { measure, type FontMeasures, type Shown } from './fonts.ts';
import { get, itemsIn, nameIn, numberIn, type Found } from './objects.ts';

/** A glyph that is shown: the `item`-th of the operator at `at`. */
export interface PlacedGlyph {
  readonly flat: Flat;
  readonly at: number;
  readonly item: number;
  readonly shown: Shown;
  readonly font: Found;
  /** Around all of it, from below the line to above it. */
  readonly box: Box;
  /** The part that ink mostly fills: from the line to the height of capitals. */
  readonly core: Box;
  readonly origin: readonly [number, number];
  /** Which way its line runs on the unturned page. */
  readonly along: 'x' | 'y' | 'slanted';
  /** Rendering mode; 3 shows nothing, 4 to 7 clip. */
  readonly mode: number;
  /** Height of its type on the page, in points. */
  readonly height: number;
  /** False where the file does not say how far its glyphs reach. */
  readonly sure: boolean;
}

/** A piece of a path: the operators from `from` up to but without `to`. */
export interface PlacedPart {
  readonly from: number;
  readonly to: number;
  readonly box: Box;
  readonly points: readonly (readonly [number, number])[];
  /** Lines along the page only, as rules, boxes and backgrounds have. */
  readonly plain: boolean;
  /** One upright rectangle, so that its box is all of it. */
  readonly upright: boolean;
}

export interface PlacedPath {
  readonly flat: Flat;
  readonly parts: readonly PlacedPart[];
  /** Where the operator stands that paints it, or `n`. */
  readonly at: number;
  readonly paints: boolean;
  readonly clips: boolean;
  /** Painted with a pattern that is itself content. */
  readonly tiled: boolean;
  /** Nothing of what was there before shows through its upright rectangles, as far as this box goes. */
  readonly hides: Box | undefined;
}

export interface PlacedImage {
  readonly flat: Flat;
  readonly at: number;
  readonly name: string;
  readonly found: Found;
  /** From the unit square to user space. */
  readonly matrix: Matrix;
  readonly box: Box;
  /** Its place among all images of the page, in the order of drawing. */
  readonly index: number;
}

/** What is met on the way. `masked`: painted through a soft mask, which has a shape of its own. */
export interface Visitor {
  readonly glyph?: (glyph: PlacedGlyph, masked: boolean) => void;
  readonly path?: (path: PlacedPath, masked: boolean) => void;
  readonly image?: (image: PlacedImage, masked: boolean) => void;
  /** A shading that fills whatever the clip leaves. */
  readonly shading?: (masked: boolean) => void;
}

interface State {
  ctm: Matrix;
  font: Found | undefined;
  measures: FontMeasures | undefined;
  size: number;
  spacing: number;
  wordSpacing: number;
  stretch: number;
  leading: number;
  rise: number;
  mode: number;
  tiledFill: boolean;
  tiledStroke: boolean;
  masked: boolean;
  /** How opaque fills are, 0 to 1, and whether they are blended with what was there; within a group, or all of the group. */
  alpha: number;
  blended: boolean;
  sheer: boolean;
  /** What the clip leaves, at most; nothing known where it is not a rectangle. */
  clip: Box | undefined;
}

const everywhere: Box = [-1e9, -1e9, 1e9, 1e9];
const unit: Matrix = [1, 0, 0, 1, 0, 0];
const begin = (ctm: Matrix): State => ({
  ctm,
  font: undefined,
  measures: undefined,
  size: 0,
  spacing: 0,
  wordSpacing: 0,
  stretch: 1,
  leading: 0,
  rise: 0,
  mode: 0,
  tiledFill: false,
  tiledStroke: false,
  masked: false,
  alpha: 1,
  blended: false,
  sheer: false,
  clip: everywhere,
});

export function walk(flat: Flat, visitor: Visitor): void {
  new Walk(visitor).run(flat, begin(unit));
}

const capitals = 700;

class Walk {
  private readonly visitor: Visitor;
  private images = 0;
  constructor(visitor: Visitor) {
    this.visitor = visitor;
  }

  run(flat: Flat, from: State): void {
    let state = { ...from };
    const saved: State[] = [];
    let [line, matrix] = [unit, unit];
    const path = new PathSoFar();
    const { ops } = flat;
    const n = (op: Op, index: number): number => numberOf(op.args[index]);
    const move = (x: number, y: number): void => {
      line = times([1, 0, 0, 1, x, y], line);
      matrix = line;
    };
    for (const [at, op] of ops.entries()) {
      switch (op.op) {
        case 'q':
          saved.push({ ...state });
          break;
        case 'Q':
          state = saved.pop() ?? state;
          break;
        case 'cm':
          state.ctm = times(op.args.map(numberOf), state.ctm);
          break;
        case 'gs':
          this.graphicsState(flat, op, state);
          break;
        case 'BT':
          [line, matrix] = [unit, unit];
          break;
        case 'Tf':
          setFont(state, flat.resources.get(nameOf(op.args[0]))?.found, n(op, 1));
          break;
        case 'Tc':
          state.spacing = n(op, 0);
          break;
        case 'Tw':
          state.wordSpacing = n(op, 0);
          break;
        case 'Tz':
          state.stretch = n(op, 0) / 100;
          break;
        case 'TL':
          state.leading = n(op, 0);
          break;
        case 'Ts':
          state.rise = n(op, 0);
          break;
        case 'Tr':
          state.mode = n(op, 0);
          break;
        case 'Td':
          move(n(op, 0), n(op, 1));
          break;
        case 'TD':
          state.leading = -n(op, 1);
          move(n(op, 0), n(op, 1));
          break;
        case 'Tm':
          line = op.args.map(numberOf);
          matrix = line;
          break;
        case 'T*':
          move(0, -state.leading);
          break;
        case 'scn':
          state.tiledFill = isTiled(flat, op);
          break;
        case 'SCN':
          state.tiledStroke = isTiled(flat, op);
          break;
        case 'cs':
        case 'sc':
        case 'g':
        case 'rg':
        case 'k':
          state.tiledFill = false;
          break;
        case 'CS':
        case 'SC':
        case 'G':
        case 'RG':
        case 'K':
          state.tiledStroke = false;
          break;
        case 'sh':
          this.visitor.shading?.(state.masked);
          break;
        case 'Do':
          this.draw(flat, at, op, state);
          break;
        default:
          if (showsText.has(op.op)) {
            if (op.op === '"') {
              state.wordSpacing = n(op, 0);
              state.spacing = n(op, 1);
            }
            if (op.op !== 'Tj' && op.op !== 'TJ') move(0, -state.leading);
            matrix = this.show(flat, at, piecesOf(op), state, matrix);
          } else
            path.take(op, at, state.ctm, (found) => {
              this.visitor.path?.({ flat, ...found, ...tiles(state, op), hides: hides(state, op) }, state.masked);
              if (found.clips) state.clip = clipped(state.clip, found.parts);
            });
      }
    }
  }

  private show(flat: Flat, at: number, pieces: readonly Operand[], state: State, from: Matrix): Matrix {
    const { measures, font, size, stretch, rise, ctm, mode } = state;
    if (measures === undefined || font === undefined) return from;
    let matrix = from;
    let item = 0;
    for (const piece of pieces) {
      if (typeof piece === 'number') {
        matrix = times([1, 0, 0, 1, (-piece / 1000) * size * stretch, 0], matrix);
        continue;
      }
      if (!(piece instanceof Uint8Array)) continue;
      for (const shown of measures.read(piece)) {
        const width = shown.advance * measures.unit;
        const whole = times(times([size * stretch, 0, 0, size, 0, rise], matrix), ctm);
        if (this.visitor.glyph !== undefined) {
          const top = measures.type3 ? measures.ascent * measures.unit : Math.min(capitals, measures.ascent) / 1000;
          this.visitor.glyph(
            {
              flat,
              at,
              item,
              shown,
              font,
              box: boxOf([0, measures.descent * measures.unit, width, measures.ascent * measures.unit], whole),
              core: boxOf([0, 0, width, top], whole),
              origin: place(whole, 0, 0),
              along: directionOf(whole),
              mode,
              height: Math.hypot(whole[2] ?? 0, whole[3] ?? 0),
              sure: measures.sure,
            },
            state.masked,
          );
        }
        matrix = times(
          [1, 0, 0, 1, (width * size + state.spacing + (shown.space ? state.wordSpacing : 0)) * stretch, 0],
          matrix,
        );
        item += 1;
      }
    }
    return matrix;
  }

  private draw(flat: Flat, at: number, op: Op, state: State): void {
    const name = nameOf(op.args[0]);
    const resource = flat.resources.get(name);
    if (resource?.form !== undefined) {
      // A group begins without the mask and pattern of whoever draws it; the mask lies over all of it all the same.
      const sheer = state.sheer || state.blended || state.alpha < 1;
      this.run(resource.form.flat, { ...state, sheer, alpha: 1, blended: false });
      return;
    }
    if (resource?.found === undefined) return;
    const image = {
      flat,
      at,
      name,
      found: resource.found,
      matrix: state.ctm,
      box: boxOf([0, 0, 1, 1], state.ctm),
      index: this.images,
    };
    this.images += 1;
    this.visitor.image?.(image, state.masked);
  }

  private graphicsState(flat: Flat, op: Op, state: State): void {
    const found = flat.resources.get(nameOf(op.args[0]))?.found;
    const [font, size] = itemsIn(get(found, 'Font'));
    if (font !== undefined) setFont(state, font, numberIn(size) ?? 0);
    state.alpha = numberIn(get(found, 'ca')) ?? state.alpha;
    const mode = get(found, 'BM');
    if (mode !== undefined) state.blended = !['Normal', 'Compatible'].includes(nameIn(mode) ?? '');
    const mask = get(found, 'SMask');
    if (mask !== undefined) state.masked = nameIn(mask) === undefined;
  }
}

function directionOf([a = 1, b = 0]: Matrix): PlacedGlyph['along'] {
  if (Math.abs(b) <= Math.abs(a) * 0.05) return 'x';
  return Math.abs(a) <= Math.abs(b) * 0.05 ? 'y' : 'slanted';
}

function setFont(state: State, font: Found | undefined, size: number): void {
  if (font === undefined) return;
  state.font = font;
  state.measures = measure(font);
  state.size = size;
}

const numberOf = (operand: Operand | undefined): number => (typeof operand === 'number' ? operand : 0);

/** The strings and shifts that an operator shows. */
export function piecesOf(op: Op): readonly Operand[] {
  const last = op.args.at(-1);
  if (op.op === 'TJ') return Array.isArray(last) ? (last as readonly Operand[]) : [];
  return last === undefined ? [] : [last];
}

function isTiled(flat: Flat, op: Op): boolean {
  const last = op.args.at(-1);
  if (!(last instanceof Name)) return false;
  return numberIn(get(flat.resources.get(last.value)?.found, 'PatternType')) !== 2;
}

const fills = new Set(['f', 'F', 'f*', 'B', 'B*', 'b', 'b*']);
const strokes = new Set(['S', 's', 'B', 'B*', 'b', 'b*']);

const tiles = (state: State, op: Op) => ({
  tiled: (state.tiledFill && fills.has(op.op)) || (state.tiledStroke && strokes.has(op.op)),
});

/** How far the upright rectangles that this operator fills leave nothing to be seen of what was there. */
const hides = (state: State, op: Op): Box | undefined => {
  const opaque = state.alpha >= 1 && !state.blended && !state.sheer && !state.masked && !state.tiledFill;
  return opaque && fills.has(op.op) ? state.clip : undefined;
};

/** The clip after it was cut to a path as well. */
function clipped(clip: Box | undefined, parts: readonly PlacedPart[]): Box | undefined {
  const [part, ...more] = parts;
  if (clip === undefined || part === undefined || more.length > 0 || !part.upright) return undefined;
  return both(clip, part.box);
}

/** What two boxes share; one without area where they share nothing. */
export const both = (a: Box, b: Box): Box => {
  const [x0, y0] = [Math.max(a[0], b[0]), Math.max(a[1], b[1])];
  return [x0, y0, Math.max(x0, Math.min(a[2], b[2])), Math.max(y0, Math.min(a[3], b[3]))];
};

type Point = readonly [number, number];

/** Collects the parts of a path until it is painted. */
class PathSoFar {
  private parts: PlacedPart[] = [];
  private from = -1;
  private points: Point[] = [];
  private curved = false;
  private clips = false;

  take(op: Op, at: number, ctm: Matrix, done: (path: Omit<PlacedPath, 'flat' | 'tiled' | 'hides'>) => void): void {
    const values = op.args.map(numberOf);
    const point = (index: number): Point => place(ctm, values[index] ?? 0, values[index + 1] ?? 0);
    switch (op.op) {
      case 'm':
        this.close(at);
        this.from = at;
        this.points = [point(0)];
        break;
      case 'l':
        this.add(at, point(0));
        break;
      case 'c':
      case 'v':
      case 'y': {
        const last = this.points.at(-1) ?? point(0);
        const controls = op.op === 'c' ? [point(0), point(2), point(4)] : [point(0), point(2)];
        const [one, two, end] =
          op.op === 'c' ? controls : op.op === 'v' ? [last, ...controls] : [controls[0], controls[1], controls[1]];
        this.curved = true;
        if (one !== undefined && two !== undefined && end !== undefined)
          for (let step = 1; step <= 8; step += 1) this.add(at, bezier(last, one, two, end, step / 8));
        break;
      }
      case 're': {
        this.close(at);
        const [x = 0, y = 0, w = 0, h = 0] = values;
        this.from = at;
        this.points = [[x, y], [x + w, y], [x + w, y + h], [x, y + h]].map(([a = 0, b = 0]) => place(ctm, a, b)); // prettier-ignore
        this.close(at + 1);
        break;
      }
      case 'W':
      case 'W*':
        this.clips = true;
        break;
      case 'h':
        break;
      case 'n':
      case 'S':
      case 's':
      case 'f':
      case 'F':
      case 'f*':
      case 'B':
      case 'B*':
      case 'b':
      case 'b*':
        this.close(at);
        done({ parts: this.parts, at, paints: op.op !== 'n', clips: this.clips });
        [this.parts, this.clips] = [[], false];
        break;
      default:
    }
  }

  private add(at: number, point: Point): void {
    if (this.from < 0) this.from = at;
    this.points.push(point);
  }

  private close(to: number): void {
    if (this.from >= 0 && this.points.length > 0) {
      const [xs, ys] = [this.points.map(([x]) => x), this.points.map(([, y]) => y)];
      let box: Box = [Infinity, Infinity, -Infinity, -Infinity];
      for (let index = 0; index < xs.length; index += 1) {
        const [x, y] = [xs[index] ?? 0, ys[index] ?? 0];
        box = [Math.min(box[0], x), Math.min(box[1], y), Math.max(box[2], x), Math.max(box[3], y)];
      }
      const plain =
        !this.curved &&
        this.points.length <= 6 &&
        this.points.every((point, index) => index === 0 || along(this.points[index - 1], point));
      const corners = new Set(this.points.map(([x, y]) => `${x.toFixed(2)} ${y.toFixed(2)}`));
      const upright = plain && corners.size === 4 && this.points.length <= 5;
      this.parts.push({ from: this.from, to, box, points: this.points, plain, upright });
    }
    [this.from, this.points, this.curved] = [-1, [], false];
  }
}

const along = (a: Point | undefined, b: Point): boolean =>
  a === undefined || Math.abs(a[0] - b[0]) < 0.05 || Math.abs(a[1] - b[1]) < 0.05;

function bezier(a: Point, b: Point, c: Point, d: Point, t: number): Point {
  const u = 1 - t;
  const [w0, w1, w2, w3] = [u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t];
  return [w0 * a[0] + w1 * b[0] + w2 * c[0] + w3 * d[0], w0 * a[1] + w1 * b[1] + w2 * c[1] + w3 * d[1]];
}

/** What is to be changed of one run: by the number of the operator. */
export interface Edit {
  /** Glyphs to leave out, by operator. */
  readonly glyphs: Map<number, Set<number>>;
  readonly dropped: Set<number>;
  readonly replaced: Map<number, Op>;
}

/**
 * The operators with the edit made. In place of a glyph the text moves on by as much as it took, so that all others stay
 * where they are.
 */
export function edited(flat: Flat, edit: Edit): Op[] {
  const ops: Op[] = [];
  const saved: State[] = [];
  let now = begin(unit);
  for (const [at, op] of flat.ops.entries()) {
    if (op.op === 'q') saved.push({ ...now });
    else if (op.op === 'Q') now = saved.pop() ?? now;
    else if (op.op === 'Tf') setFont(now, flat.resources.get(nameOf(op.args[0]))?.found, numberOf(op.args[1]));
    else if (op.op === 'gs') {
      const [font, size] = itemsIn(get(flat.resources.get(nameOf(op.args[0]))?.found, 'Font'));
      if (font !== undefined) setFont(now, font, numberIn(size) ?? 0);
    } else if (op.op === 'Tc') now.spacing = numberOf(op.args[0]);
    else if (op.op === 'Tw') now.wordSpacing = numberOf(op.args[0]);
    else if (op.op === '"') [now.wordSpacing, now.spacing] = [numberOf(op.args[0]), numberOf(op.args[1])];
    if (edit.dropped.has(at)) continue;
    const drop = edit.glyphs.get(at);
    if (drop === undefined || now.measures === undefined) {
      ops.push(edit.replaced.get(at) ?? op);
      continue;
    }
    if (op.op === '"') ops.push({ op: 'Tw', args: [op.args[0] ?? 0] }, { op: 'Tc', args: [op.args[1] ?? 0] });
    if (op.op === '"' || op.op === "'") ops.push({ op: 'T*', args: [] });
    ops.push({ op: 'TJ', args: [kept(piecesOf(op), drop, now, now.measures)] });
  }
  return ops;
}

function kept(
  pieces: readonly Operand[],
  drop: ReadonlySet<number>,
  state: State,
  measures: FontMeasures,
): readonly Operand[] {
  const out: Operand[] = [];
  let [item, shift] = [0, 0];
  let letters: Uint8Array[] = [];
  const flush = (): void => {
    if (letters.length > 0) out.push(Uint8Array.from(Buffer.concat(letters)));
    letters = [];
  };
  const flushShift = (): void => {
    if (shift !== 0) out.push(shift);
    shift = 0;
  };
  for (const piece of pieces) {
    if (typeof piece === 'number') {
      flush();
      shift += piece;
      continue;
    }
    if (!(piece instanceof Uint8Array)) continue;
    for (const shown of measures.read(piece)) {
      if (drop.has(item)) {
        flush();
        const extra = state.spacing + (shown.space ? state.wordSpacing : 0);
        shift -= shown.advance * measures.unit * 1000 + (state.size === 0 ? 0 : (extra / state.size) * 1000);
      } else {
        flushShift();
        letters.push(shown.bytes);
      }
      item += 1;
    }
  }
  flush();
  flushShift();
  return out;
}
