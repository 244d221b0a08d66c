import { StandardFontEmbedder } from '@cantoo/pdf-lib';
import { readContent, type Operand } from './content.ts';
import { get, isStream, itemsIn, keysIn, nameIn, numberIn, numbersIn, unpacked, type Found } from './objects.ts';
import { decodeWindows1252 } from '../read/plain.ts';

/** A code of a shown string: which bytes it is, and how far it moves on, in thousandths of the font's size. */
export interface Shown {
  readonly bytes: Uint8Array;
  readonly code: number;
  readonly advance: number;
  /** Whether word spacing applies: a single byte 32. */
  readonly space: boolean;
}

/** What is needed to know where each glyph of a string is. */
export interface FontMeasures {
  readonly read: (string: Uint8Array) => readonly Shown[];
  /** Above and below the line, in thousandths of the font's size. */
  readonly ascent: number;
  readonly descent: number;
  /** Text space from glyph space: 0.001, or what a Type 3 font says. */
  readonly unit: number;
  readonly type3: boolean;
  /** False where the advances are not in the file (or run down the page), so that places would be guessed. */
  readonly sure: boolean;
}

const nothing: Shown = { bytes: new Uint8Array(0), code: 0, advance: 0, space: false };

const measuresOf = new WeakMap<object, FontMeasures>();

export function measure(font: Found): FontMeasures {
  const known = measuresOf.get(font.object);
  if (known !== undefined) return known;
  const measures = nameIn(get(font, 'Subtype')) === 'Type0' ? composite(font) : simple(font);
  measuresOf.set(font.object, measures);
  return measures;
}

/** Ascent and descent that can be believed, else the font's box, else what most fonts have. */
function heights(descriptor: Found | undefined): { readonly ascent: number; readonly descent: number } {
  const box = numbersIn(get(descriptor, 'FontBBox'));
  const ascent = numberIn(get(descriptor, 'Ascent')) ?? 0;
  const descent = -Math.abs(numberIn(get(descriptor, 'Descent')) ?? 0);
  const [low, high] = [box[1] ?? 0, box[3] ?? 0];
  return {
    ascent: ascent > 300 && ascent < 2000 ? ascent : high > 300 && high < 2500 ? high : 900,
    descent: descent < -50 && descent > -1200 ? descent : low < -50 && low > -1200 ? low : -250,
  };
}

function simple(font: Found): FontMeasures {
  const type3 = nameIn(get(font, 'Subtype')) === 'Type3';
  const widths = numbersIn(get(font, 'Widths'));
  const first = numberIn(get(font, 'FirstChar')) ?? 0;
  const descriptor = get(font, 'FontDescriptor');
  const missing = numberIn(get(descriptor, 'MissingWidth')) ?? 0;
  const standard = type3 || widths.length > 0 ? undefined : standardWidths(font);
  const matrix = numbersIn(get(font, 'FontMatrix'));
  const unit = type3 ? Math.abs(matrix[0] ?? 0.001) || 0.001 : 0.001;
  const box = numbersIn(get(font, 'FontBBox'));
  const up = type3 ? Math.abs(matrix[3] ?? unit) || unit : 0.001;
  const tall = type3 && (box[3] ?? 0) - (box[1] ?? 0) > 0;
  const { ascent, descent } = type3
    ? {
        ascent: tall ? ((box[3] ?? 0) * up) / unit : 1 / unit,
        descent: tall ? ((box[1] ?? 0) * up) / unit : -0.3 / unit,
      }
    : heights(descriptor);
  const all = Array.from({ length: 256 }, (_none, code): Shown => ({
    bytes: Uint8Array.of(code),
    code,
    advance: widths[code - first] ?? standard?.[code] ?? missing,
    space: code === 32,
  }));
  return {
    read: (string) => Array.from(string, (code) => all[code] ?? nothing),
    ascent,
    descent,
    unit,
    type3,
    sure: widths.length > 0 || standard !== undefined,
  };
}

/** Other names by which the fourteen fonts that every reader has are called. */
const families: readonly (readonly [RegExp, string, readonly [string, string, string, string]])[] = [
  [/^(Arial|Helvetica)/iu, 'Helvetica', ['', '-Bold', '-Oblique', '-BoldOblique']],
  [/^(Times)/iu, 'Times', ['-Roman', '-Bold', '-Italic', '-BoldItalic']],
  [/^(Courier)/iu, 'Courier', ['', '-Bold', '-Oblique', '-BoldOblique']],
];

function standardName(base: string): string | undefined {
  if (base === 'Symbol' || base === 'ZapfDingbats') return base;
  const found = families.find(([pattern]) => pattern.test(base));
  if (found === undefined) return undefined;
  const style = (/bold/iu.test(base) ? 1 : 0) + (/italic|oblique/iu.test(base) ? 2 : 0);
  return `${found[1]}${found[2][style as 0 | 1 | 2 | 3]}`;
}

/** Where the encoding that these fonts have of themselves differs from ASCII (ISO 32000-2, annex D.2). */
const standardEncoding: Readonly<Record<number, string>> = {
  0x27: 'quoteright', 0x60: 'quoteleft', 0xa1: 'exclamdown', 0xa2: 'cent', 0xa3: 'sterling', 0xa4: 'fraction',
  0xa5: 'yen', 0xa6: 'florin', 0xa7: 'section', 0xa8: 'currency', 0xa9: 'quotesingle', 0xaa: 'quotedblleft',
  0xab: 'guillemotleft', 0xac: 'guilsinglleft', 0xad: 'guilsinglright', 0xae: 'fi', 0xaf: 'fl', 0xb1: 'endash',
  0xb2: 'dagger', 0xb3: 'daggerdbl', 0xb4: 'periodcentered', 0xb6: 'paragraph', 0xb7: 'bullet',
  0xb8: 'quotesinglbase', 0xb9: 'quotedblbase', 0xba: 'quotedblright', 0xbb: 'guillemotright', 0xbc: 'ellipsis',
  0xbd: 'perthousand', 0xbf: 'questiondown', 0xc1: 'grave', 0xc2: 'acute', 0xc3: 'circumflex', 0xc4: 'tilde',
  0xc5: 'macron', 0xc6: 'breve', 0xc7: 'dotaccent', 0xc8: 'dieresis', 0xca: 'ring', 0xcb: 'cedilla',
  0xcd: 'hungarumlaut', 0xce: 'ogonek', 0xcf: 'caron', 0xd0: 'emdash', 0xe1: 'AE', 0xe3: 'ordfeminine', 0xe8: 'Lslash',
  0xe9: 'Oslash', 0xea: 'OE', 0xeb: 'ordmasculine', 0xf1: 'ae', 0xf5: 'dotlessi', 0xf8: 'lslash', 0xf9: 'oslash',
  0xfa: 'oe', 0xfb: 'germandbls',
}; // prettier-ignore

/** One of the fourteen fonts that every reader has, by its name: its widths and its letters. */
export const standardFont = (name: string): StandardFontEmbedder =>
  // The package takes its own list of names and does not give the list out.
  // eslint-disable-next-line @typescript-eslint/no-unsafe-enum-assignment
  StandardFontEmbedder.for(name as Parameters<typeof StandardFontEmbedder.for>[0]);

const macRoman = new TextDecoder('macintosh');
const winAnsi = { decode: decodeWindows1252 };

function standardWidths(font: Found): readonly number[] | undefined {
  const name = standardName((nameIn(get(font, 'BaseFont')) ?? '').replace(/^[A-Z]{6}\+/u, ''));
  if (name === undefined) return undefined;
  const { font: metrics, encoding } = standardFont(name);
  const widthOf = (glyph: string | undefined): number =>
    glyph === undefined ? 0 : (metrics.getWidthOfGlyph(glyph) ?? 0);
  const given = get(font, 'Encoding');
  const base = nameIn(given) ?? nameIn(get(given, 'BaseEncoding'));
  const own = name === 'Symbol' || name === 'ZapfDingbats';
  const named = (point: number): string | undefined =>
    encoding.canEncodeUnicodeCodePoint(point) ? encoding.encodeUnicodeCodePoint(point).name : undefined;
  const glyphs: (string | undefined)[] = Array<string | undefined>(256).fill(undefined);
  if (own)
    for (const point of encoding.supportedCodePoints) {
      const { code, name: glyph } = encoding.encodeUnicodeCodePoint(point);
      glyphs[code] = glyph;
    }
  else
    for (let code = 32; code < 256; code += 1) {
      const letters = base === 'MacRomanEncoding' ? macRoman : base === undefined ? undefined : winAnsi;
      const letter = letters?.decode(Uint8Array.of(code)) ?? String.fromCharCode(code);
      glyphs[code] = letters === undefined && code > 126 ? undefined : named(letter.codePointAt(0) ?? 32);
    }
  if (!own && base === undefined) Object.assign(glyphs, standardEncoding);
  let code = 0;
  for (const item of itemsIn(get(given, 'Differences'))) {
    const glyph = nameIn(item);
    if (glyph === undefined) code = numberIn(item) ?? code;
    else {
      glyphs[code] = glyph;
      code += 1;
    }
  }
  return glyphs.map(widthOf);
}

/** A map from codes to numbered glyphs: how long codes are, and which glyph each names. */
interface CodeMap {
  /** Ranges by length in bytes. */
  readonly spaces: readonly { readonly length: number; readonly low: number; readonly high: number }[];
  readonly cid: (code: number, length: number) => number | undefined;
}

const twoBytes: CodeMap = { spaces: [{ length: 2, low: 0, high: 0xffff }], cid: (code) => code };

function wholeOf(bytes: Uint8Array, at: number, length: number): number {
  let value = 0;
  for (let index = at; index < at + length; index += 1) value = value * 256 + (bytes[index] ?? 0);
  return value;
}

const whole = (bytes: Uint8Array): number => bytes.reduce((so, byte) => so * 256 + byte, 0);

function codeMapOf(encoding: Found | undefined): { readonly map: CodeMap; readonly sure: boolean } {
  const name = nameIn(encoding);
  if (name === 'Identity-H') return { map: twoBytes, sure: true };
  if (!isStream(encoding)) return { map: twoBytes, sure: false };
  const spaces: { length: number; low: number; high: number }[] = [];
  const ranges: { length: number; low: number; high: number; cid: number }[] = [];
  const { ops, usesOther } = readMap(unpacked(encoding).bytes);
  for (const { section, args } of ops) {
    const size = section === 'codespacerange' ? 2 : section === 'cidrange' ? 3 : section === 'cidchar' ? 2 : 0;
    for (let at = 0; size > 0 && at + size <= args.length; at += size) {
      const [low, second, third] = [args[at], args[at + 1], args[at + 2]];
      if (!(low instanceof Uint8Array)) continue;
      if (section === 'cidchar' && typeof second === 'number')
        ranges.push({ length: low.length, low: whole(low), high: whole(low), cid: second });
      if (!(second instanceof Uint8Array)) continue;
      if (section === 'codespacerange') spaces.push({ length: low.length, low: whole(low), high: whole(second) });
      else if (typeof third === 'number')
        ranges.push({ length: low.length, low: whole(low), high: whole(second), cid: third });
    }
  }
  const cid = (code: number, length: number): number | undefined => {
    const range = ranges.find((each) => each.length === length && code >= each.low && code <= each.high);
    return range === undefined ? undefined : range.cid + code - range.low;
  };
  const vertical = numberIn(get(encoding, 'WMode')) === 1;
  return { map: { spaces, cid }, sure: !usesOther && !vertical && spaces.length > 0 };
}

/** Sections of a CMap: `begin…` to `end…`, with what stands between. */
export function readMap(bytes: Uint8Array): {
  readonly ops: readonly { readonly section: string; readonly args: readonly Operand[] }[];
  readonly usesOther: boolean;
} {
  const ops: { section: string; args: Operand[] }[] = [];
  let usesOther = false;
  let section: string | undefined;
  let args: Operand[] = [];
  for (const { op, args: given } of readContent(bytes, Number.MAX_SAFE_INTEGER)) {
    if (op === 'usecmap') usesOther = true;
    if (op.startsWith('begin')) section = op.slice(5);
    else if (op.startsWith('end') && section !== undefined) {
      ops.push({ section, args: [...args, ...given] });
      [section, args] = [undefined, []];
    } else if (section !== undefined) args.push(...given);
  }
  return { ops, usesOther };
}

function composite(font: Found): FontMeasures {
  const [descendant] = itemsIn(get(font, 'DescendantFonts'));
  const { map, sure } = codeMapOf(get(font, 'Encoding'));
  const usual = numberIn(get(descendant, 'DW')) ?? 1000;
  const widths = new Map<number, number>();
  const list = itemsIn(get(descendant, 'W'));
  for (let at = 0; at < list.length;) {
    const from = numberIn(list[at]) ?? 0;
    const next = list[at + 1];
    if (next !== undefined && numberIn(next) === undefined) {
      numbersIn(next).forEach((width, index) => widths.set(from + index, width));
      at += 2;
    } else {
      const to = Math.min(numberIn(next) ?? from, from + 65_535);
      const width = numberIn(list[at + 2]) ?? usual;
      for (let cid = from; cid <= to; cid += 1) widths.set(cid, width);
      at += 3;
    }
  }
  const known = new Map<number, Shown>();
  const read = (string: Uint8Array): readonly Shown[] => {
    const shown: Shown[] = [];
    for (let at = 0; at < string.length;) {
      let length = Math.min(map.spaces[0]?.length ?? 2, string.length - at);
      for (let size = 1; size <= 4 && at + size <= string.length; size += 1) {
        const code = wholeOf(string, at, size);
        if (map.spaces.some((each) => each.length === size && code >= each.low && code <= each.high)) {
          length = size;
          break;
        }
      }
      const code = wholeOf(string, at, length);
      // Codes of different lengths are different codes.
      const key = code * 8 + length;
      let each = known.get(key);
      if (each === undefined) {
        const cid = map.cid(code, length);
        const advance = cid === undefined ? usual : (widths.get(cid) ?? usual);
        each = { bytes: string.slice(at, at + length), code, advance, space: length === 1 && code === 32 };
        known.set(key, each);
      }
      shown.push(each);
      at += length;
    }
    return shown;
  };
  return { read, ...heights(get(descendant, 'FontDescriptor')), unit: 0.001, type3: false, sure };
}

/** Whether the font's own drawing instructions are in the file. Without them PDFium may have nothing to draw with. */
export const embedded = (font: Found): boolean => {
  const [descendant] = itemsIn(get(font, 'DescendantFonts'));
  const descriptor = get(descendant ?? font, 'FontDescriptor');
  return keysIn(descriptor).some((key) => key.startsWith('FontFile')) || nameIn(get(font, 'Subtype')) === 'Type3';
};
