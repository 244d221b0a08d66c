/**
 * The operators of a page's content (ISO 32000-2, 7.8.2): read from bytes and written again. What is written has no
 * comment, no white space but one, and no spelling of its own for numbers, names and strings, so that nothing can be
 * carried in them.
 */

/** A name such as /F1, without its slash and with #-escapes undone. */
export class Name {
  readonly value: string;
  constructor(value: string) {
    this.value = value;
  }
}

/** Keys of a dictionary are unescaped names. Strings are bytes. */
export type Operand = number | boolean | null | Name | Uint8Array | readonly Operand[] | ReadonlyMap<string, Operand>;

export interface Op {
  readonly op: string;
  readonly args: readonly Operand[];
  /** Of an inline image (`op` is `BI`): what it says of itself, and its bytes as they stand. */
  readonly image?: { readonly dict: ReadonlyMap<string, Operand>; readonly data: Uint8Array };
}

const whites = new Set([0, 9, 10, 12, 13, 32]);
const delimiters = new Set(Buffer.from('()<>[]{}/%'));
const [lf, cr, space, percent, slash, hash] = [10, 13, 32, 37, 47, 35];
const [leftParen, rightParen, lessThan, moreThan, leftSquare, rightSquare, backslash] = [40, 41, 60, 62, 91, 93, 92];

const hexOf = (byte: number | undefined): number => {
  if (byte === undefined) return -1;
  if (byte >= 48 && byte <= 57) return byte - 48;
  const low = byte | 32;
  return low >= 97 && low <= 102 ? low - 87 : -1;
};

const escapes: Readonly<Record<string, number>> = { n: 10, r: 13, t: 9, b: 8, f: 12 };

class Reader {
  at = 0;
  readonly bytes: Uint8Array;
  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  skip(): void {
    for (;;) {
      const byte = this.bytes[this.at];
      if (byte === undefined) return;
      if (whites.has(byte)) this.at += 1;
      else if (byte === percent) {
        while (this.at < this.bytes.length && this.bytes[this.at] !== lf && this.bytes[this.at] !== cr) this.at += 1;
      } else return;
    }
  }

  word(): string {
    const from = this.at;
    for (;;) {
      const byte = this.bytes[this.at];
      if (byte === undefined || whites.has(byte) || delimiters.has(byte)) break;
      this.at += 1;
    }
    let word = '';
    for (let at = from; at < this.at; at += 1) word += String.fromCharCode(this.bytes[at] ?? 0);
    return word;
  }

  name(): Name {
    this.at += 1;
    let value = '';
    for (;;) {
      const byte = this.bytes[this.at];
      if (byte === undefined || whites.has(byte) || delimiters.has(byte)) return new Name(value);
      const high = byte === hash ? hexOf(this.bytes[this.at + 1]) : -1;
      const low = high < 0 ? -1 : hexOf(this.bytes[this.at + 2]);
      value += String.fromCharCode(low < 0 ? byte : high * 16 + low);
      this.at += low < 0 ? 1 : 3;
    }
  }

  hexString(): Uint8Array {
    this.at += 1;
    const digits: number[] = [];
    for (;;) {
      const byte = this.bytes[this.at];
      this.at += 1;
      if (byte === undefined || byte === moreThan) break;
      const digit = hexOf(byte);
      if (digit >= 0) digits.push(digit);
    }
    const string = new Uint8Array(Math.ceil(digits.length / 2));
    digits.forEach((digit, index) => {
      string[index >> 1] = (string[index >> 1] ?? 0) | (index % 2 === 0 ? digit << 4 : digit);
    });
    return string;
  }

  string(): Uint8Array {
    this.at += 1;
    const string: number[] = [];
    let depth = 1;
    for (;;) {
      const byte = this.bytes[this.at];
      this.at += 1;
      if (byte === undefined) break;
      if (byte === leftParen) depth += 1;
      if (byte === rightParen) {
        depth -= 1;
        if (depth === 0) break;
      }
      if (byte === backslash) this.escape(string);
      else if (byte === cr) {
        if (this.bytes[this.at] === lf) this.at += 1;
        string.push(lf);
      } else string.push(byte);
    }
    return Uint8Array.from(string);
  }

  private escape(string: number[]): void {
    const byte = this.bytes[this.at];
    this.at += 1;
    if (byte === undefined || byte === lf) return;
    if (byte === cr) {
      if (this.bytes[this.at] === lf) this.at += 1;
      return;
    }
    if (byte < 48 || byte > 55) {
      string.push(escapes[String.fromCharCode(byte)] ?? byte);
      return;
    }
    let code = byte - 48;
    for (let more = 0; more < 2; more += 1) {
      const next = this.bytes[this.at];
      if (next === undefined || next < 48 || next > 55) break;
      code = code * 8 + next - 48;
      this.at += 1;
    }
    string.push(code & 255);
  }

  /** An operand, or the word of an operator as a string; `undefined` at the end. */
  next(depth = 0): { readonly operand: Operand } | { readonly operator: string } | undefined {
    this.skip();
    const byte = this.bytes[this.at];
    if (byte === undefined) return undefined;
    if (byte === slash) return { operand: this.name() };
    if (byte === leftParen) return { operand: this.string() };
    if (byte === lessThan) {
      if (this.bytes[this.at + 1] !== lessThan) return { operand: this.hexString() };
      this.at += 2;
      return { operand: this.dict(depth + 1, false) };
    }
    if (byte === leftSquare) {
      this.at += 1;
      return { operand: this.array(depth + 1) };
    }
    if (delimiters.has(byte)) {
      this.at += 1;
      return this.next(depth);
    }
    const word = this.word();
    const number = numberOf(word);
    if (number !== undefined) return { operand: number };
    if (word === 'true') return { operand: true };
    if (word === 'false') return { operand: false };
    if (word === 'null') return { operand: null };
    return { operator: word };
  }

  private array(depth: number): readonly Operand[] {
    const items: Operand[] = [];
    for (;;) {
      this.skip();
      const byte = this.bytes[this.at];
      if (byte === undefined) return items;
      if (byte === rightSquare) {
        this.at += 1;
        return items;
      }
      const next = depth > mostDeep ? undefined : this.next(depth);
      if (next === undefined) return items;
      if ('operand' in next) items.push(next.operand);
    }
  }

  /** Keys and values until `>>`, or until `ID` for an inline image. */
  dict(depth: number, ofImage: boolean): ReadonlyMap<string, Operand> {
    const entries = new Map<string, Operand>();
    let key: string | undefined;
    for (;;) {
      this.skip();
      const byte = this.bytes[this.at];
      if (byte === undefined) return entries;
      if (!ofImage && byte === moreThan) {
        this.at += this.bytes[this.at + 1] === moreThan ? 2 : 1;
        return entries;
      }
      const next = depth > mostDeep ? undefined : this.next(depth);
      if (next === undefined) return entries;
      if ('operator' in next) {
        if (ofImage && next.operator === 'ID') return entries;
        continue;
      }
      if (key === undefined) key = next.operand instanceof Name ? next.operand.value : undefined;
      else {
        entries.set(key, next.operand);
        key = undefined;
      }
    }
  }

  /** The bytes of an inline image: `length` where that is known, else up to an EI that stands alone. */
  imageData(length: number | undefined): Uint8Array {
    if (whites.has(this.bytes[this.at] ?? -1)) this.at += 1;
    const from = this.at;
    let end = length === undefined ? this.at : Math.min(this.bytes.length, from + length);
    for (; end < this.bytes.length; end += 1) if (this.endsImage(end)) break;
    this.at = Math.min(this.bytes.length, end + (whites.has(this.bytes[end] ?? -1) ? 3 : 2));
    return this.bytes.subarray(from, end);
  }

  private endsImage(at: number): boolean {
    const start = whites.has(this.bytes[at] ?? -1) ? at + 1 : at;
    if (start === at && at > 0 && !whites.has(this.bytes[at - 1] ?? -1) && this.bytes[at - 1] !== moreThan)
      return false;
    if (this.bytes[start] !== 69 || this.bytes[start + 1] !== 73) return false;
    const after = this.bytes[start + 2];
    if (after !== undefined && !whites.has(after)) return false;
    for (let next = start + 3; next < Math.min(this.bytes.length, start + 15); next += 1) {
      const byte = this.bytes[next] ?? 0;
      if (byte > 126 || (byte < 32 && !whites.has(byte))) return false;
    }
    return true;
  }
}

/** Deeper than any page needs; a file that goes deeper is trying something. */
const mostDeep = 32;

function numberOf(word: string): number | undefined {
  if (/^[+-]?(\d+\.?\d*|\.\d+)$/u.test(word)) return Number(word);
  // Written by careless programs and read by all: "--5", "1.2.3", "4-3".
  if (!/^[+-]*[\d.]/u.test(word) || !/^[\d.+-]+$/u.test(word)) return undefined;
  const number = parseFloat(word.replace(/^-+/u, '-').replace(/^\++/u, ''));
  return Number.isNaN(number) ? 0 : number;
}

/** Components of colour spaces that an inline image may name without resources. */
const components: Readonly<Record<string, number>> = {
  G: 1,
  DeviceGray: 1,
  RGB: 3,
  DeviceRGB: 3,
  CMYK: 4,
  DeviceCMYK: 4,
  I: 1,
  Indexed: 1,
};

/** How many bytes an inline image has when they are not packed; `undefined` where only its end tells. */
function lengthOfImage(dict: ReadonlyMap<string, Operand>): number | undefined {
  if (dict.has('F') || dict.has('Filter')) return undefined;
  const [width, height] = [dict.get('W') ?? dict.get('Width'), dict.get('H') ?? dict.get('Height')];
  if (typeof width !== 'number' || typeof height !== 'number') return undefined;
  if ((dict.get('IM') ?? dict.get('ImageMask')) === true) return Math.ceil(width / 8) * height;
  const bits = dict.get('BPC') ?? dict.get('BitsPerComponent');
  const given = dict.get('CS') ?? dict.get('ColorSpace');
  const space = Array.isArray(given) ? (given as readonly Operand[])[0] : given;
  const count = space instanceof Name ? components[space.value] : undefined;
  return typeof bits !== 'number' || count === undefined ? undefined : Math.ceil((width * count * bits) / 8) * height;
}

/** Thrown where a content is larger than anything that people make; said as `too-big`. */
export class TooMuch extends Error {}

const mostOps = 3_000_000;
const mostArgs = 64;

/** The operators of a content, in order. Whatever can't be read as one is left out, as viewers do. */
export function* readContent(bytes: Uint8Array, most = mostArgs): Generator<Op> {
  const reader = new Reader(bytes);
  let args: Operand[] = [];
  let count = 0;
  for (;;) {
    const next = reader.next();
    if (next === undefined) return;
    if ('operand' in next) {
      args.push(next.operand);
      if (args.length > most) args.shift();
      continue;
    }
    count += 1;
    if (count > mostOps) throw new TooMuch('A page has too much on it.');
    if (next.operator === 'BI') {
      const dict = reader.dict(1, true);
      yield { op: 'BI', args: [], image: { dict, data: reader.imageData(lengthOfImage(dict)) } };
    } else yield { op: next.operator, args };
    args = [];
  }
}

/** A number as every reader of PDF takes it: no exponent, six places. */
export function writeNumber(value: number): string {
  if (!Number.isFinite(value)) return '0';
  if (Number.isInteger(value))
    return Math.abs(value) > 2_147_483_647 ? (value < 0 ? '-2147483647' : '2147483647') : String(value);
  const text = value.toFixed(6).replace(/0+$/u, '').replace(/\.$/u, '');
  return text === '-0' || text === '' ? '0' : text;
}

const regularName = /^[!-~]$/u;

export const writeName = (value: string): string => {
  let text = '/';
  for (const letter of value) {
    const code = letter.charCodeAt(0) & 255;
    const plain = regularName.test(letter) && code !== hash && !delimiters.has(code);
    text += plain ? letter : `#${code.toString(16).padStart(2, '0').toUpperCase()}`;
  }
  return text;
};

export function writeString(bytes: Uint8Array): string {
  let plain = true;
  for (const byte of bytes) if (byte < space || byte > 126) plain = false;
  if (!plain) return `<${Buffer.from(bytes).toString('hex').toUpperCase()}>`;
  return `(${String.fromCharCode(...bytes).replace(/[\\()]/gu, '\\$&')})`;
}

export function writeOperand(operand: Operand): string {
  if (typeof operand === 'number') return writeNumber(operand);
  if (operand === null) return 'null';
  if (typeof operand === 'boolean') return String(operand);
  if (operand instanceof Name) return writeName(operand.value);
  if (operand instanceof Uint8Array) return writeString(operand);
  if (operand instanceof Map) {
    const entries = [...(operand as ReadonlyMap<string, Operand>)];
    return `<<${entries.map(([key, value]) => `${writeName(key)} ${writeOperand(value)}`).join(' ')}>>`;
  }
  return `[${(operand as readonly Operand[]).map(writeOperand).join(' ')}]`;
}

/** The content again, an operator a line. Inline images must have become resources before. */
export function writeContent(ops: Iterable<Op>): Uint8Array {
  const lines: string[] = [];
  for (const { op, args } of ops) lines.push(args.length === 0 ? op : `${args.map(writeOperand).join(' ')} ${op}`);
  return Buffer.from(`${lines.join('\n')}\n`, 'latin1');
}
