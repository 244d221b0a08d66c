import type { PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { AnnotationMode, OPS } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { z } from 'zod';
import type { Box } from '../../domain/redaction/index.ts';
import { holdsPoint } from '../../domain/redaction/index.ts';

/** `[a, b, c, d, e, f]` of PDF: x' = ax + cy + e, y' = bx + dy + f. */
export type Matrix = readonly [number, number, number, number, number, number];
type Point = readonly [number, number];

const times = ([a, b, c, d, e, f]: Matrix, [g, h, i, j, k, l]: Matrix): Matrix => [
  a * g + c * h,
  b * g + d * h,
  a * i + c * j,
  b * i + d * j,
  a * k + c * l + e,
  b * k + d * l + f,
];
export const apply = ([a, b, c, d, e, f]: Matrix, [x, y]: Point): Point => [a * x + c * y + e, b * x + d * y + f];
/** What two boxes have in common; empty, at one place, where that is nothing. */
function both(a: Box | undefined, b: Box): Box {
  if (a === undefined) return b;
  const [x0, y0] = [Math.max(a[0], b[0]), Math.max(a[1], b[1])];
  return [x0, y0, Math.max(x0, Math.min(a[2], b[2])), Math.max(y0, Math.min(a[3], b[3]))];
}

export function inverse([a, b, c, d, e, f]: Matrix): Matrix | undefined {
  const det = a * d - b * c;
  if (Math.abs(det) < 1e-12) return undefined;
  return [d / det, -b / det, -c / det, a / det, (c * f - d * e) / det, (b * e - a * f) / det];
}

/** The box around a rectangle after the matrix. */
export function boxOf(matrix: Matrix, [x0, y0, x1, y1]: Box): Box {
  const corners = [apply(matrix, [x0, y0]), apply(matrix, [x1, y0]), apply(matrix, [x0, y1]), apply(matrix, [x1, y1])];
  const [xs, ys] = [corners.map(([x]) => x), corners.map(([, y]) => y)];
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

/** A letter as placed on the page, in user space. */
export interface PlacedGlyph {
  readonly text: string;
  /** Its code in the font, and how many bytes that has. */
  readonly code: number;
  readonly wide: boolean;
  readonly centre: Point;
  readonly box: Box;
  readonly size: number;
  /** Neither filled nor stroked. */
  readonly invisible: boolean;
  /** Whether it is the space of its font, which draws nothing. */
  readonly space: boolean;
  /** Its turn in the drawing of the page: what comes later lies over it. */
  readonly turn: number;
}

/** One closed or open stretch of drawing. `plain` is a rectangle along the axes. */
export interface PlacedShape {
  readonly box: Box;
  readonly plain: boolean;
  /** Its turn in the drawing of the page: what comes later lies over it. */
  readonly turn: number;
}

/** A picture as placed: its unit square through the matrix. */
export interface PlacedPicture {
  readonly matrix: Matrix;
  readonly picture: Picture;
  readonly turn: number;
  /** The frame that it shows through, in user space; nothing where there is none. */
  readonly frame?: Box;
}
/** Decoded pixels: 1 bit (0 or 1 of a stencil), 3 or 4 bytes a pixel. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly bits: 1 | 24 | 32;
  readonly data: Uint8Array;
}

/** What a page draws, in user space. */
export interface PageContent {
  readonly glyphs: readonly PlacedGlyph[];
  readonly shapes: readonly PlacedShape[];
  readonly pictures: readonly PlacedPicture[];
  /** What could not be taken apart, in words. */
  readonly doubts: readonly string[];
}

const Numbers = z.array(z.number());
const six = (value: unknown): Matrix => {
  const all = Numbers.safeParse(isList(value) ? Array.from(value) : value).data ?? [];
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = all;
  return [a, b, c, d, e, f];
};
const isList = (value: unknown): value is ArrayLike<unknown> =>
  Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView));
const num = (value: unknown): number => (typeof value === 'number' && Number.isFinite(value) ? value : 0);

const Glyph = z.object({
  unicode: z.string(),
  originalCharCode: z.number(),
  width: z.number(),
  isSpace: z.boolean(),
  vmetric: z.array(z.number()).nullish(),
  operatorListId: z.union([z.string(), z.number()]).nullish(),
});

interface Font {
  readonly ascent?: number;
  readonly descent?: number;
  readonly vertical?: boolean;
  readonly isType3Font?: boolean;
  readonly fontMatrix?: ArrayLike<number>;
  readonly bbox?: ArrayLike<number>;
  readonly defaultVMetrics?: ArrayLike<number>;
  /** Whether its codes may be of more than one byte. */
  readonly composite?: boolean;
  readonly charProcOperatorList?: Record<string, OperatorList>;
}
interface OperatorList {
  readonly fnArray: ArrayLike<number>;
  readonly argsArray: ArrayLike<unknown>;
}

interface State {
  ctm: Matrix;
  font: Font | undefined;
  size: number;
  direction: 1 | -1;
  charSpacing: number;
  wordSpacing: number;
  scale: number;
  leading: number;
  rise: number;
  mode: number;
  /** The pattern that shapes are filled with, as the engine hands it over. */
  tiling: readonly unknown[] | undefined;
  /** What drawing is cut to, as the box around it. */
  clip: Box | undefined;
}

const identity: Matrix = [1, 0, 0, 1, 0, 0];
const thousandth: Matrix = [0.001, 0, 0, 0.001, 0, 0];
const deepest = 12;
const mostGlyphs = 2_000_000;
const mostTiles = 4_000;

/** Takes apart what a page draws: every letter, shape and picture, in forms, patterns and Type 3 letters too. */
export async function contentOf(page: PDFPageProxy): Promise<PageContent> {
  const list = (await page.getOperatorList({ annotationMode: AnnotationMode.DISABLE })) as OperatorList;
  const glyphs: PlacedGlyph[] = [];
  const shapes: PlacedShape[] = [];
  const pictures: PlacedPicture[] = [];
  let doubts = new Set<string>();
  let turn = 0;
  if (!(await allArrived(page, namesIn(list)))) doubts.add('a picture or a font that could not be read');
  walk(list, fresh(identity), 0);
  return { glyphs, shapes, pictures, doubts: [...doubts] };

  function fresh(ctm: Matrix): State {
    const base = { charSpacing: 0, wordSpacing: 0, scale: 1, leading: 0, rise: 0, mode: 0 };
    return { ctm, font: undefined, size: 0, direction: 1, tiling: undefined, clip: undefined, ...base };
  }

  function walk({ fnArray, argsArray }: OperatorList, initial: State, depth: number): void {
    if (depth > deepest) {
      doubts.add('drawing nested too deeply');
      return;
    }
    let state = { ...initial };
    const saved: State[] = [];
    let cutting = false;
    const cut = (to: unknown): void => {
      const box = isList(to) ? Array.from(to).map(num) : [];
      if (box.length === 4)
        state.clip = both(state.clip, boxOf(state.ctm, [box[0] ?? 0, box[1] ?? 0, box[2] ?? 0, box[3] ?? 0]));
    };
    let [textMatrix, x, y, lineX, lineY] = [identity, 0, 0, 0, 0];
    const save = (): void => void saved.push({ ...state });
    const restore = (): void => {
      state = saved.pop() ?? state;
    };
    const move = (byX: number, byY: number): void => {
      x = lineX += byX;
      y = lineY += byY;
    };
    for (let at = 0; at < fnArray.length; at += 1) {
      const given = argsArray[at];
      const args: readonly unknown[] = isList(given) ? Array.from(given) : [];
      switch (fnArray[at]) {
        case OPS.save:
          save();
          break;
        case OPS.restore:
        case OPS.paintFormXObjectEnd:
        case OPS.endGroup:
          restore();
          break;
        case OPS.transform:
          state.ctm = times(state.ctm, six(args));
          break;
        case OPS.paintFormXObjectBegin:
          save();
          if (isList(args[0])) state.ctm = times(state.ctm, six(args[0]));
          cut(args[1]);
          break;
        case OPS.beginGroup: {
          save();
          const group = args[0] as { matrix?: unknown; bbox?: unknown } | undefined;
          if (isList(group?.matrix)) state.ctm = times(state.ctm, six(group.matrix));
          cut(group?.bbox);
          break;
        }
        case OPS.setGState:
          for (const [key, value] of entriesOf(args[0]))
            if (key === 'Font' && isList(value)) setFont(state, value[0], num(value[1]));
          break;
        case OPS.beginText:
          [textMatrix, x, y, lineX, lineY] = [identity, 0, 0, 0, 0];
          break;
        case OPS.setCharSpacing:
          state.charSpacing = num(args[0]);
          break;
        case OPS.setWordSpacing:
          state.wordSpacing = num(args[0]);
          break;
        case OPS.setHScale:
          state.scale = num(args[0]) / 100;
          break;
        case OPS.setLeading:
          state.leading = -num(args[0]);
          break;
        case OPS.setTextRise:
          state.rise = num(args[0]);
          break;
        case OPS.setTextRenderingMode:
          state.mode = num(args[0]);
          break;
        case OPS.setFont:
          setFont(state, args[0], num(args[1]));
          break;
        case OPS.moveText:
          move(num(args[0]), num(args[1]));
          break;
        case OPS.setLeadingMoveText:
          state.leading = num(args[1]);
          move(num(args[0]), num(args[1]));
          break;
        case OPS.nextLine:
          move(0, state.leading);
          break;
        case OPS.setTextMatrix:
          textMatrix = six(isList(args[0]) ? args[0] : args);
          [x, y, lineX, lineY] = [0, 0, 0, 0];
          break;
        case OPS.showText:
          [x, y] = show(isList(args[0]) ? Array.from(args[0]) : [], state, textMatrix, x, y, depth);
          break;
        case OPS.clip:
        case OPS.eoClip:
          cutting = true;
          break;
        case OPS.constructPath:
          if (cutting) cut(args[2]);
          cutting = false;
          path(args, state, initial.ctm, depth);
          break;
        case OPS.setFillColorN:
          state.tiling = tilingFrom(args);
          break;
        case OPS.setFillRGBColor:
        case OPS.setFillTransparent:
          state.tiling = undefined;
          break;
        case OPS.setStrokeColorN:
          if (tilingFrom(args) !== undefined) doubts.add('lines drawn with a pattern');
          break;
        case OPS.paintImageXObject:
        case OPS.paintImageXObjectRepeat:
        case OPS.paintImageMaskXObject:
        case OPS.paintImageMaskXObjectRepeat:
        case OPS.paintInlineImageXObject:
          picture(fnArray[at] ?? 0, args, state);
          break;
        case OPS.paintInlineImageXObjectGroup:
        case OPS.paintImageMaskXObjectGroup:
          doubts.add('pictures drawn as a group');
          break;
        case undefined:
        default:
          // Colours, lines and clips move nothing.
          break;
      }
    }
  }

  function setFont(state: State, name: unknown, size: number): void {
    const id = typeof name === 'string' ? name : '';
    state.font = page.commonObjs.has(id) ? (page.commonObjs.get(id) as Font) : undefined;
    state.size = Math.abs(size);
    state.direction = size < 0 ? -1 : 1;
  }

  function show(
    items: readonly unknown[],
    state: State,
    textMatrix: Matrix,
    x: number,
    y: number,
    depth: number,
  ): [number, number] {
    const { font, size, direction } = state;
    if (font === undefined) {
      if (items.length > 0) doubts.add('text in a font that could not be read');
      return [x, y];
    }
    const fontMatrix = font.fontMatrix === undefined ? thousandth : six(Array.from(font.fontMatrix));
    const horizontal = state.scale * direction;
    const vertical = font.vertical === true;
    const unit = size * fontMatrix[0];
    const place = times(times(state.ctm, textMatrix), [horizontal, 0, 0, 1, x, y + state.rise]);
    let along = 0;
    for (const item of items) {
      if (typeof item === 'number') {
        along += ((vertical ? 1 : -1) * item * size) / 1000;
        continue;
      }
      const glyph = Glyph.safeParse(item).data;
      if (glyph === undefined) continue;
      const spacing = (glyph.isSpace ? state.wordSpacing : 0) + state.charSpacing;
      if (font.isType3Font === true) {
        type3(glyph, font, state, times(place, [1, 0, 0, 1, along, 0]), fontMatrix, depth);
        along += apply([...fontMatrix.slice(0, 4), 0, 0] as unknown as Matrix, [glyph.width, 0])[0] * size + spacing;
        continue;
      }
      const metric =
        glyph.vmetric ?? (font.defaultVMetrics === undefined ? undefined : Array.from(font.defaultVMetrics));
      const [ascent, descent] = heights(font);
      if (vertical && metric !== undefined) {
        const advance = -num(metric[0]) * unit;
        const middle = -num(metric[1]) * unit + (glyph.width * unit) / 2;
        add(glyph, font, state, place, [
          middle - size / 2,
          -(along + advance) - size * 0.1,
          middle + size / 2,
          -along + size * 0.1,
        ]);
        along += advance - spacing * direction;
      } else {
        const width = glyph.width * unit;
        add(glyph, font, state, place, [along, descent * size, along + width, ascent * size]);
        along += width + spacing * direction;
      }
    }
    return vertical ? [x, y - along] : [x + along * horizontal, y];
  }

  function heights(font: Font): readonly [number, number] {
    const ascent = num(font.ascent);
    const descent = num(font.descent);
    const sane = ascent > 0.2 && ascent < 2 && descent <= 0 && descent > -1;
    return sane ? [ascent, descent] : [0.8, -0.2];
  }

  function add(glyph: z.infer<typeof Glyph>, font: Font, state: State, place: Matrix, box: Box): void {
    if (glyphs.length >= mostGlyphs) {
      doubts.add('more letters than can be looked at');
      return;
    }
    const whole = boxOf(place, box);
    glyphs.push({
      text: glyph.unicode,
      code: glyph.originalCharCode,
      wide: font.composite === true || glyph.originalCharCode > 255,
      centre: apply(place, [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2]),
      box: whole,
      size: state.size * Math.hypot(place[2], place[3]),
      invisible: (state.mode & 3) === 3,
      space: glyph.isSpace,
      turn: (turn += 1),
    });
  }

  function type3(
    glyph: z.infer<typeof Glyph>,
    font: Font,
    state: State,
    place: Matrix,
    fontMatrix: Matrix,
    depth: number,
  ): void {
    const list = font.charProcOperatorList?.[String(glyph.operatorListId ?? '')];
    const inner = times(times(place, [state.size, 0, 0, state.size, 0, 0]), fontMatrix);
    const bounds = list === undefined ? undefined : boundsOf(list);
    const box = bounds ?? [0, 0, glyph.width, Math.max(1, glyph.width)];
    const scale = Math.hypot(inner[2], inner[3]);
    glyphs.push({
      text: glyph.unicode,
      code: glyph.originalCharCode,
      wide: false,
      centre: apply(inner, [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2]),
      box: boxOf(inner, box),
      size: (box[3] - box[1]) * scale,
      invisible: state.mode === 3,
      space: false,
      turn: (turn += 1),
    });
    // Its drawing is the letter, judged as a letter; letters of other fonts in it are letters of the page.
    if (list === undefined) return;
    const before = [shapes.length, pictures.length, [...doubts]] as const;
    walk(list, fresh(inner), depth + 1);
    [shapes.length, pictures.length] = before;
    doubts = new Set(before[2]);
  }

  /** The box of a Type 3 letter as it declares it, where it is more than nothing. */
  function boundsOf({ fnArray, argsArray }: OperatorList): Box | undefined {
    for (let at = 0; at < Math.min(fnArray.length, 4); at += 1) {
      if (fnArray[at] !== OPS.setCharWidthAndBounds) continue;
      const given = argsArray[at];
      const [, , x0, y0, x1, y1] = (isList(given) ? Array.from(given) : []).map(num);
      if (x0 === undefined || y0 === undefined || x1 === undefined || y1 === undefined) return undefined;
      if (x1 > x0 && y1 > y0) return [x0, y0, x1, y1];
    }
    return undefined;
  }

  function path(args: readonly unknown[], state: State, base: Matrix, depth: number): void {
    const { ctm } = state;
    const [op, data] = args;
    // Clipping and ending a path draw nothing.
    if (op === OPS.endPath || op === OPS.clip || op === OPS.eoClip) return;
    const first = isList(data) ? data[0] : undefined;
    if (!isList(first)) return;
    for (const points of stretches(Array.from(first).map(num))) {
      const placed = points.map((each) => apply(ctm, each));
      const [xs, ys] = [placed.map(([px]) => px), placed.map(([, py]) => py)];
      const box: Box = [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
      const onEdge = placed.every(
        ([px, py]) => (near(px, box[0]) || near(px, box[2])) && (near(py, box[1]) || near(py, box[3])),
      );
      shapes.push({ box, plain: onEdge && points.length >= 4 && points.length <= 6, turn: (turn += 1) });
      if (state.tiling !== undefined) tiles(state.tiling, box, base, depth);
    }
  }

  /** Draws a pattern wherever its tiles reach into the box that is filled with it. */
  function tiles(tiling: readonly unknown[], filled: Box, base: Matrix, depth: number): void {
    const list = tiling[2] as OperatorList | undefined;
    const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = isList(tiling[4]) ? Array.from(tiling[4]).map(num) : [];
    const [across, up] = [Math.abs(num(tiling[5])), Math.abs(num(tiling[6]))];
    const matrix = times(base, six(tiling[3]));
    const back = inverse(matrix);
    if (list === undefined || back === undefined || across === 0 || up === 0)
      return void doubts.add('a pattern that could not be read');
    const [left, bottom, right, top] = boxOf(back, filled);
    const columns = [Math.ceil((left - x1) / across), Math.floor((right - x0) / across)] as const;
    const rows = [Math.ceil((bottom - y1) / up), Math.floor((top - y0) / up)] as const;
    if ((columns[1] - columns[0] + 1) * (rows[1] - rows[0] + 1) > mostTiles)
      return void doubts.add('a pattern of more tiles than can be looked at');
    const before = glyphs.length;
    for (let row = rows[0]; row <= rows[1]; row += 1)
      for (let column = columns[0]; column <= columns[1]; column += 1)
        walk(list, fresh(times(matrix, [1, 0, 0, 1, column * across, row * up])), depth + 1);
    // What lies beyond the filled shape is cut off with it.
    const within = glyphs.splice(before).filter(({ centre }) => holdsPoint(filled, centre));
    for (const each of within) glyphs.push(each);
  }

  function picture(op: number, args: readonly unknown[], { ctm, clip }: State): void {
    const frame = clip === undefined ? {} : { frame: clip };
    const given = args[0];
    const named = typeof given === 'string' ? given : dataOf(given);
    const found = typeof named === 'string' ? objectNamed(named) : given;
    const read =
      found === undefined
        ? undefined
        : pictureFrom(found, op === OPS.paintImageMaskXObject || op === OPS.paintImageMaskXObjectRepeat);
    if (read === undefined) return void doubts.add('a picture that could not be read');
    if (op !== OPS.paintImageXObjectRepeat && op !== OPS.paintImageMaskXObjectRepeat) {
      pictures.push({ matrix: ctm, picture: read, turn: (turn += 1), ...frame });
      return;
    }
    const isMask = op === OPS.paintImageMaskXObjectRepeat;
    const positions = (isList(args.at(-1)) ? Array.from(args.at(-1) as ArrayLike<unknown>) : []).map(num);
    const [a, b, c, d] = isMask
      ? [num(args[1]), num(args[2]), num(args[3]), num(args[4])]
      : [num(args[1]), 0, 0, num(args[2])];
    for (let at = 0; at + 1 < positions.length; at += 2)
      pictures.push({
        matrix: times(ctm, [a, b, c, d, positions[at] ?? 0, positions[at + 1] ?? 0]),
        picture: read,
        turn: (turn += 1),
        ...frame,
      });
  }

  function objectNamed(name: string): unknown {
    const pool = name.startsWith('g_') ? page.commonObjs : page.objs;
    return pool.has(name) ? (pool.get(name) as unknown) : undefined;
  }
}

const tilingFrom = (args: readonly unknown[]): readonly unknown[] | undefined =>
  args[0] === 'TilingPattern' ? args : undefined;

/** The names of everything that is handed over apart from the list: pictures and fonts, in nested lists too. */
function namesIn({ fnArray, argsArray }: OperatorList): readonly string[] {
  const names: string[] = [];
  for (let at = 0; at < fnArray.length; at += 1) {
    const args = argsArray[at];
    if (!isList(args)) continue;
    if (fnArray[at] === OPS.dependency)
      names.push(...Array.from(args).filter((each): each is string => typeof each === 'string'));
    if (args[0] === 'TilingPattern' && args[2] !== undefined) names.push(...namesIn(args[2] as OperatorList));
  }
  return names;
}

const arrivalMs = 20_000;

/** Waits for what is handed over apart; false where something does not come. */
async function allArrived(page: PDFPageProxy, names: readonly string[]): Promise<boolean> {
  const pools = names.map((name) => ({ name, pool: name.startsWith('g_') ? page.commonObjs : page.objs }));
  const missing = pools.filter(({ name, pool }) => !pool.has(name));
  if (missing.length === 0) return true;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), arrivalMs);
  });
  const all = Promise.all(
    missing.map(({ name, pool }) => new Promise<void>((resolve) => void pool.get(name, () => resolve()))),
  );
  const arrived = await Promise.race([all.then(() => true as const), late]);
  clearTimeout(timer);
  return arrived;
}

const near = (a: number, b: number): boolean => Math.abs(a - b) < 0.05;
const dataOf = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'data' in value ? value.data : undefined;

function entriesOf(value: unknown): readonly (readonly [unknown, unknown])[] {
  if (!isList(value)) return [];
  return Array.from(value).map((each) => (isList(each) ? [each[0], each[1]] : [undefined, undefined]));
}

const Raw = z.object({ width: z.number(), height: z.number(), kind: z.number().optional(), data: z.unknown() });

/** Pixels as the engine hands them over. Kind 1 is one bit (grey), 2 is RGB, 3 is RGBA; a stencil has no kind. */
function pictureFrom(value: unknown, stencil: boolean): Picture | undefined {
  const raw = Raw.safeParse(value).data;
  if (raw === undefined || !(raw.data instanceof Uint8Array || raw.data instanceof Uint8ClampedArray)) return undefined;
  const data = new Uint8Array(raw.data.buffer, raw.data.byteOffset, raw.data.byteLength);
  const bits = stencil || raw.kind === 1 ? 1 : raw.kind === 2 ? 24 : 32;
  const needed = bits === 1 ? Math.ceil(raw.width / 8) * raw.height : (raw.width * raw.height * bits) / 8;
  return data.length < needed ? undefined : { width: raw.width, height: raw.height, bits, data };
}

/** The points of each stretch of a path: 0 move, 1 line, 2 curve, 3 quadratic curve, 4 close. */
function stretches(data: readonly number[]): readonly (readonly Point[])[] {
  const all: Point[][] = [];
  let points: Point[] = [];
  const finish = (): void => {
    if (points.length > 1) all.push(points);
    points = [];
  };
  const taken = [2, 2, 6, 4, 0];
  for (let at = 0; at < data.length;) {
    const op = data[at] ?? 4;
    const count = taken[op] ?? 0;
    if (op === 0) finish();
    for (let each = at + 1; each <= at + count; each += 2) points.push([data[each] ?? 0, data[each + 1] ?? 0]);
    at += 1 + count;
  }
  finish();
  return all;
}
