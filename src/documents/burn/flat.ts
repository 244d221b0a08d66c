/**
 * A page as one run of operators: forms unrolled in place with their matrix, layers that are off left out, comments and
 * marked content (alternative text, layer tags, private properties) gone, every resource renamed. Only operators that
 * paint or set how it is painted pass, each with the operands that it takes and no more.
 */
import { PDFArray, PDFBool, PDFDict, PDFName, PDFNumber, PDFRawStream, PDFString } from '@cantoo/pdf-lib';
import type { PDFContext, PDFObject } from '@cantoo/pdf-lib';
import { Name, readContent, TooMuch, type Op, type Operand } from './content.ts';
import { follow, get, isStream, itemsIn, nameIn, numbersIn, unpacked, type Found } from './objects.ts';

export type Category = 'Font' | 'XObject' | 'ExtGState' | 'ColorSpace' | 'Pattern' | 'Shading';

/** A group that must stay a form of its own, because it is blended as one. Its matrix is in its content. */
export interface FlatForm {
  readonly flat: Flat;
  /** In the space of whoever draws it. */
  readonly bbox: readonly [number, number, number, number];
  readonly group: Found | undefined;
}

export interface Resource {
  readonly category: Category;
  readonly found?: Found;
  readonly form?: FlatForm;
}

/** Operators and what their names stand for. No two uses share a form; names are ours. */
export interface Flat {
  ops: Op[];
  readonly resources: Map<string, Resource>;
}

/** Whether content of a layer (or of a rule over layers) shows. */
export type Layers = (layer: Found | undefined) => boolean;

/** Reads which layers show as the file opens (ISO 32000-2, 8.11.4). */
export function layersOf(catalog: Found | undefined): Layers {
  const set = get(catalog, 'OCProperties', 'D');
  const listed = (key: string): ReadonlySet<PDFObject> => new Set(itemsIn(get(set, key)).map(({ object }) => object));
  const [on, off] = [listed('ON'), listed('OFF')];
  const byDefault = nameIn(get(set, 'BaseState')) !== 'OFF';
  const automatic = itemsIn(get(set, 'AS')).filter((each) => nameIn(get(each, 'Event')) === 'View');
  const driven = new Set(automatic.flatMap((each) => itemsIn(get(each, 'OCGs'))).map(({ object }) => object));
  const group = (layer: Found): boolean => {
    if (driven.has(layer.object)) {
      const state = nameIn(get(layer, 'Usage', 'View', 'ViewState'));
      if (state !== undefined) return state !== 'OFF';
    }
    if (off.has(layer.object)) return false;
    return on.has(layer.object) || byDefault;
  };
  const expression = (found: Found | undefined, depth: number): boolean => {
    const [operator, ...operands] = itemsIn(found);
    if (operator === undefined || depth > 16) return found === undefined || group(found);
    const values = operands.map((each) =>
      each.object instanceof PDFArray ? expression(each, depth + 1) : group(each),
    );
    if (nameIn(operator) === 'Not') return values[0] !== true;
    return nameIn(operator) === 'Or' ? values.some(Boolean) : values.every(Boolean);
  };
  return (layer) => {
    if (layer === undefined) return true;
    if (nameIn(get(layer, 'Type')) !== 'OCMD') return group(layer);
    const rule = get(layer, 'VE');
    if (rule !== undefined) return expression(rule, 0);
    const of = get(layer, 'OCGs');
    const groups = (of?.object instanceof PDFArray ? itemsIn(of) : of === undefined ? [] : [of]).map(group);
    if (groups.length === 0) return true;
    const policy = nameIn(get(layer, 'P'));
    if (policy === 'AllOn') return groups.every(Boolean);
    if (policy === 'AnyOff') return !groups.every(Boolean);
    if (policy === 'AllOff') return !groups.some(Boolean);
    return groups.some(Boolean);
  };
}

/** What an operator takes: numbers, a string, an array for TJ, a dash, or a name of a kind. */
const takes: Readonly<Record<string, string>> = {
  w: 'n', J: 'n', j: 'n', M: 'n', d: 'dn', i: 'n', cm: 'nnnnnn',
  m: 'nn', l: 'nn', c: 'nnnnnn', v: 'nnnn', y: 'nnnn', h: '', re: 'nnnn',
  S: '', s: '', f: '', F: '', 'f*': '', B: '', 'B*': '', b: '', 'b*': '', n: '', W: '', 'W*': '',
  Tc: 'n', Tw: 'n', Tz: 'n', TL: 'n', Tr: 'n', Ts: 'n', Td: 'nn', TD: 'nn', Tm: 'nnnnnn', 'T*': '',
  Tj: 's', TJ: 'a', "'": 's', '"': 'nns', g: 'n', G: 'n', rg: 'nnn', RG: 'nnn', k: 'nnnn', K: 'nnnn',
  d0: 'nn', d1: 'nnnnnn',
}; // prettier-ignore

const paints = new Set(['S', 's', 'f', 'F', 'f*', 'B', 'B*', 'b', 'b*']);
export const showsText = new Set(['Tj', 'TJ', "'", '"']);
const intents = new Set(['AbsoluteColorimetric', 'RelativeColorimetric', 'Saturation', 'Perceptual']);
const plainSpaces = new Set(['DeviceGray', 'DeviceRGB', 'DeviceCMYK', 'Pattern', 'G', 'RGB', 'CMYK']);

const number = (operand: Operand | undefined): number => (typeof operand === 'number' ? operand : 0);
const numbers = (operand: Operand | undefined): readonly number[] =>
  Array.isArray(operand) ? (operand as readonly Operand[]).filter((each) => typeof each === 'number') : [];

/** The operands that the operator takes, in their kinds; what is missing is nought, as viewers have it. */
function operandsOf({ op, args }: Op): readonly Operand[] | undefined {
  const kinds = takes[op];
  if (kinds === undefined) return undefined;
  if (kinds.length > 0 && args.length === 0) return undefined;
  const missing = Math.max(0, kinds.length - args.length);
  const given = [...Array<Operand>(missing).fill(0), ...args.slice(args.length - kinds.length + missing)];
  return Array.from(kinds, (kind, index) => {
    const operand = given[index];
    if (kind === 'n') return number(operand);
    if (kind === 's') return operand instanceof Uint8Array ? operand : new Uint8Array(0);
    if (kind === 'd') return numbers(operand).slice(0, 16);
    if (!Array.isArray(operand)) return operand instanceof Uint8Array ? [operand] : [];
    return (operand as readonly Operand[]).filter((each) => typeof each === 'number' || each instanceof Uint8Array);
  });
}

const mostDeep = 16;
const mostOps = 2_000_000;

export interface Flattening {
  readonly layers: Layers;
  /** `off` keeps what does not show instead, to say what it was. */
  readonly keep?: 'on' | 'off';
}

const prefixes = { Font: 'F', XObject: 'X', ExtGState: 'G', ColorSpace: 'C', Pattern: 'P', Shading: 'S' } as const;

export class Flattener {
  readonly flat: Flat = { ops: [], resources: new Map() };
  private readonly names = new Map<unknown, string>();
  private readonly how: Flattening;
  private readonly count: { ops: number };

  constructor(how: Flattening, count = { ops: 0 }) {
    this.how = how;
    this.count = count;
  }

  /** Appends content that names things of these resources. */
  add(content: Uint8Array, resources: Found | undefined, depth = 0, hiddenAlready = false): void {
    /** Marked content that is open, and whether each of it hides what is in it. */
    const marks: boolean[] = [];
    let hiddenBy = 0;
    let saved = 0;
    let inText = false;
    const shown = (): boolean => (hiddenAlready || hiddenBy > 0) === (this.how.keep === 'off');
    for (const op of readContent(content)) {
      switch (op.op) {
        case 'BMC':
        case 'BDC': {
          const hides = op.op === 'BDC' && isNamed(op.args.at(-2), 'OC') && !this.layerShows(op.args.at(-1), resources);
          marks.push(hides);
          if (hides) hiddenBy += 1;
          break;
        }
        case 'EMC':
          if (marks.pop() === true) hiddenBy -= 1;
          break;
        case 'q':
          saved += 1;
          this.push('q');
          break;
        case 'Q':
          if (saved === 0) break;
          saved -= 1;
          this.push('Q');
          break;
        case 'BT':
          if (!inText) this.push('BT');
          inText = true;
          break;
        case 'ET':
          if (inText) this.push('ET');
          inText = false;
          break;
        case 'Do': {
          const object = get(resources, 'XObject', nameOf(op.args.at(-1)));
          this.draw(object, resources, depth, inText, shown(), hiddenAlready || hiddenBy > 0);
          break;
        }
        case 'BI':
          if (shown() && op.image !== undefined) this.inlineImage(op.image, resources);
          break;
        default:
          this.one(op, resources, shown());
      }
    }
    if (inText) this.push('ET');
    for (; saved > 0; saved -= 1) this.push('Q');
  }

  private push(op: string, ...args: readonly Operand[]): void {
    this.count.ops += 1;
    if (this.count.ops > mostOps) throw new TooMuch('A page has too much on it.');
    this.flat.ops.push({ op, args });
  }

  private layerShows(operand: Operand | undefined, resources: Found | undefined): boolean {
    return !(operand instanceof Name) || this.how.layers(get(resources, 'Properties', operand.value));
  }

  /** Our name for a resource: one for each thing, however often and under whatever name it is used. */
  private named(category: Category, found: Found): Name {
    const key = found.object;
    const known = this.names.get(key);
    if (known !== undefined && this.flat.resources.get(known)?.category === category) return new Name(known);
    const name = `${prefixes[category]}${this.flat.resources.size + 1}`;
    this.names.set(key, name);
    this.flat.resources.set(name, { category, found });
    return new Name(name);
  }

  private one(op: Op, resources: Found | undefined, shown: boolean): void {
    const last = op.args.at(-1);
    const resource = (category: Category): Found | undefined => get(resources, category, nameOf(last));
    switch (op.op) {
      case 'Tf': {
        const font = get(resources, 'Font', nameOf(op.args.at(-2)));
        if (font !== undefined) this.push('Tf', this.named('Font', font), number(last));
        return;
      }
      case 'gs': {
        const state = resource('ExtGState');
        if (state !== undefined) this.push('gs', this.named('ExtGState', state));
        return;
      }
      case 'cs':
      case 'CS': {
        const space = resource('ColorSpace');
        if (space !== undefined) this.push(op.op, this.named('ColorSpace', space));
        else if (plainSpaces.has(nameOf(last))) this.push(op.op, new Name(nameOf(last)));
        return;
      }
      case 'sc':
      case 'SC':
      case 'scn':
      case 'SCN': {
        const values = op.args.filter((each) => typeof each === 'number').slice(-32);
        const pattern = last instanceof Name ? resource('Pattern') : undefined;
        if (pattern !== undefined) this.push(op.op, ...values, this.named('Pattern', pattern));
        else if (!(last instanceof Name) && values.length > 0) this.push(op.op, ...values);
        return;
      }
      case 'sh': {
        const shading = resource('Shading');
        if (shading !== undefined && shown) this.push('sh', this.named('Shading', shading));
        return;
      }
      case 'ri':
        if (intents.has(nameOf(last))) this.push('ri', new Name(nameOf(last)));
        return;
      default: {
        const operands = operandsOf(op);
        if (operands === undefined) return;
        if (shown || !(paints.has(op.op) || showsText.has(op.op))) this.push(op.op, ...operands);
        else if (paints.has(op.op)) this.push('n');
        else if (op.op === "'" || op.op === '"') this.push('T*');
      }
    }
  }

  private draw(
    object: Found | undefined,
    resources: Found | undefined,
    depth: number,
    inText: boolean,
    shown: boolean,
    hidden: boolean,
  ): void {
    if (!isStream(object) || depth > mostDeep) return;
    const off = !this.how.layers(get(object, 'OC'));
    const kind = nameIn(get(object, 'Subtype'));
    if (kind === 'Image' && (off ? this.how.keep === 'off' : shown)) this.push('Do', this.named('XObject', object));
    if (kind !== 'Form' || ((off || hidden) && this.how.keep !== 'off')) return;
    this.form(object, resources, { depth: depth + 1, inText, hidden: hidden || off });
  }

  /** Unrolls a form here, moved by `extra` first: annotations' appearances are placed so. */
  form(
    object: Found,
    resources: Found | undefined,
    { depth = 0, inText = false, hidden = false, extra = [] as readonly number[] } = {},
  ): void {
    const own = get(object, 'Resources') ?? resources;
    const given = numbersIn(get(object, 'Matrix'));
    const matrix = given.length === 6 ? given : [1, 0, 0, 1, 0, 0];
    const bbox = numbersIn(get(object, 'BBox'));
    const group = get(object, 'Group');
    const asGroup = inText || nameIn(get(group, 'S')) === 'Transparency';
    const content = unpacked(object).bytes;
    const into = asGroup ? new Flattener(this.how, this.count) : this;
    if (extra.length === 6 || !asGroup) this.push('q');
    if (extra.length === 6) this.push('cm', ...extra);
    if (!asGroup || !isUnit(matrix)) into.push('cm', ...matrix);
    if (bbox.length === 4) {
      const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = bbox;
      into.push('re', Math.min(x0, x1), Math.min(y0, y1), Math.abs(x1 - x0), Math.abs(y1 - y0));
      into.push('W');
      into.push('n');
    }
    into.add(content, own, depth, hidden);
    if (asGroup) {
      const name = `X${this.flat.resources.size + 1}`;
      const box = boxOf(bbox.length === 4 ? bbox : [-32_000, -32_000, 32_000, 32_000], matrix);
      this.flat.resources.set(name, { category: 'XObject', form: { flat: into.flat, bbox: box, group } });
      this.push('Do', new Name(name));
    }
    if (extra.length === 6 || !asGroup) this.push('Q');
  }

  /** An inline image becomes one like the others, so that one rule covers all. */
  private inlineImage(image: NonNullable<Op['image']>, resources: Found | undefined): void {
    const of = resources?.of;
    if (of === undefined) return;
    const dict = PDFDict.withContext(of);
    for (const [key, value] of image.dict) {
      const full = inlineKeys[key] ?? key;
      const space = full === 'ColorSpace' && value instanceof Name ? value.value : undefined;
      const named = space === undefined ? undefined : get(resources, 'ColorSpace', space);
      dict.set(PDFName.of(full), named?.ref ?? named?.object ?? objectOf(of, value, full === 'ColorSpace'));
    }
    dict.set(PDFName.of('Subtype'), PDFName.of('Image'));
    const stream = follow(of, PDFRawStream.of(dict, image.data));
    if (stream !== undefined) this.push('Do', this.named('XObject', stream));
  }
}

const inlineKeys: Readonly<Record<string, string>> = {
  BPC: 'BitsPerComponent', CS: 'ColorSpace', D: 'Decode', DP: 'DecodeParms', F: 'Filter', H: 'Height', IM: 'ImageMask',
  I: 'Interpolate', W: 'Width',
}; // prettier-ignore
const inlineSpaces: Readonly<Record<string, string>> = {
  G: 'DeviceGray', RGB: 'DeviceRGB', CMYK: 'DeviceCMYK', I: 'Indexed',
}; // prettier-ignore

function objectOf(of: PDFContext, operand: Operand, ofSpace: boolean): PDFObject {
  if (operand === null) return of.obj(null);
  if (typeof operand === 'number') return PDFNumber.of(operand);
  if (typeof operand === 'boolean') return operand ? PDFBool.True : PDFBool.False;
  if (operand instanceof Name)
    return PDFName.of(ofSpace ? (inlineSpaces[operand.value] ?? operand.value) : operand.value);
  if (operand instanceof Uint8Array) return PDFString.of(escaped(operand));
  if (operand instanceof Map) {
    const dict = PDFDict.withContext(of);
    for (const [key, value] of operand as ReadonlyMap<string, Operand>)
      dict.set(PDFName.of(key), objectOf(of, value, ofSpace));
    return dict;
  }
  const array = PDFArray.withContext(of);
  for (const each of operand as readonly Operand[]) array.push(objectOf(of, each, ofSpace));
  return array;
}

const escaped = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('');

const isNamed = (operand: Operand | undefined, value: string): boolean =>
  operand instanceof Name && operand.value === value;
export const nameOf = (operand: Operand | undefined): string => (operand instanceof Name ? operand.value : '');

export type Matrix = readonly number[];

const isUnit = (matrix: Matrix): boolean => [1, 0, 0, 1, 0, 0].every((value, index) => matrix[index] === value);

/** The first transformation, then the second: both as `a b c d e f`. */
export function times(first: Matrix, second: Matrix): Matrix {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = first;
  const [g = 1, h = 0, i = 0, j = 1, k = 0, l = 0] = second;
  return [a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + l];
}

export const place = (
  [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0]: Matrix,
  x: number,
  y: number,
): readonly [number, number] => [a * x + c * y + e, b * x + d * y + f];

/** The box around a box that was transformed. */
export function boxOf(box: readonly number[], matrix: Matrix): [number, number, number, number] {
  const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = box;
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = matrix;
  // Each corner is the first one and none, one or both of the ways along the sides.
  const [x, y] = [a * x0 + c * y0 + e, b * x0 + d * y0 + f];
  const [alongX, alongY, upX, upY] = [a * (x1 - x0), b * (x1 - x0), c * (y1 - y0), d * (y1 - y0)];
  return [
    x + Math.min(0, alongX) + Math.min(0, upX),
    y + Math.min(0, alongY) + Math.min(0, upY),
    x + Math.max(0, alongX) + Math.max(0, upX),
    y + Math.max(0, alongY) + Math.max(0, upY),
  ];
}

/** The content of a page, its streams with a space between, as viewers join them. */
export function contentOf(page: Found): Uint8Array {
  const contents = get(page, 'Contents');
  const streams = contents?.object instanceof PDFArray ? itemsIn(contents) : contents === undefined ? [] : [contents];
  const parts = streams.filter(isStream).flatMap((each) => [unpacked(each).bytes, Uint8Array.of(32)]);
  return Buffer.concat(parts);
}
