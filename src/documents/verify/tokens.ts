/** What PDF syntax is made of. Names and words are Latin-1, with the #xx of names undone. */
export type Token =
  | { readonly is: 'number'; readonly value: number }
  | { readonly is: 'name'; readonly name: string }
  | { readonly is: 'string'; readonly bytes: Buffer }
  | { readonly is: 'word'; readonly word: string }
  | { readonly is: 'mark'; readonly mark: '[' | ']' | '<<' | '>>' | '{' | '}' }
  | { readonly is: 'comment'; readonly bytes: Buffer };

const spaces = new Set([0, 9, 10, 12, 13, 32]);
const delimiters = new Set(Buffer.from('()<>[]{}/%'));
export const isSpace = (byte: number): boolean => spaces.has(byte);
const isRegular = (byte: number): boolean => !spaces.has(byte) && !delimiters.has(byte);
const isHex = (byte: number): boolean =>
  (byte >= 48 && byte <= 57) || (byte >= 65 && byte <= 70) || (byte >= 97 && byte <= 102);

/** The syntax does not hold at a place; the message says only where. */
export class Broken extends Error {}

/** Reads tokens one after another; `at` is where the next one is looked for. */
export interface Lexer {
  at: number;
  /** The next token, comments among them; nothing at the end. */
  next(): Token | undefined;
}

export function lexer(bytes: Buffer, start = 0): Lexer {
  const self: Lexer = { at: start, next };
  return self;

  function next(): Token | undefined {
    while (self.at < bytes.length && isSpace(bytes[self.at] ?? 0)) self.at += 1;
    const byte = bytes[self.at];
    if (byte === undefined) return undefined;
    switch (byte) {
      case 0x25:
        return comment();
      case 0x28:
        return { is: 'string', bytes: literal() };
      case 0x2f:
        self.at += 1;
        return { is: 'name', name: name() };
      case 0x3c:
        if (bytes[self.at + 1] === 0x3c) return mark('<<');
        return { is: 'string', bytes: hex() };
      case 0x3e:
        if (bytes[self.at + 1] === 0x3e) return mark('>>');
        throw new Broken(`byte ${self.at}`);
      case 0x5b:
        return mark('[');
      case 0x5d:
        return mark(']');
      case 0x7b:
        return mark('{');
      case 0x7d:
        return mark('}');
      case 0x29:
        throw new Broken(`byte ${self.at}`);
      default:
        return wordOrNumber();
    }
  }

  function mark(text: '[' | ']' | '<<' | '>>' | '{' | '}'): Token {
    self.at += text.length;
    return { is: 'mark', mark: text };
  }

  function comment(): Token {
    const from = self.at + 1;
    while (self.at < bytes.length && bytes[self.at] !== 10 && bytes[self.at] !== 13) self.at += 1;
    return { is: 'comment', bytes: bytes.subarray(from, self.at) };
  }

  function regular(): string {
    const from = self.at;
    while (self.at < bytes.length && isRegular(bytes[self.at] ?? 0)) self.at += 1;
    return bytes.toString('latin1', from, self.at);
  }

  function name(): string {
    const text = regular();
    if (!text.includes('#')) return text;
    return text.replace(/#([0-9A-Fa-f]{2})/g, (_all, code: string) => String.fromCharCode(parseInt(code, 16)));
  }

  function wordOrNumber(): Token {
    const text = regular();
    if (!/^[+-]*\d*\.?\d*-?\d*$/.test(text) || !/\d/.test(text)) return { is: 'word', word: text };
    const value = Number(text);
    // Writers in the wild put "--5" and "5-3"; what readers make of them does not matter here, only that they are numbers.
    return { is: 'number', value: Number.isNaN(value) ? Number.parseFloat(text.replace(/^[+-]+/, '-')) : value };
  }

  function literal(): Buffer {
    const out: number[] = [];
    let depth = 1;
    self.at += 1;
    while (self.at < bytes.length) {
      const byte = bytes[self.at] ?? 0;
      self.at += 1;
      if (byte === 0x5c) {
        escape(out);
        continue;
      }
      if (byte === 0x28) depth += 1;
      if (byte === 0x29) depth -= 1;
      if (depth === 0) return Buffer.from(out);
      // An end of line of two bytes counts as one.
      if (byte === 13) {
        out.push(10);
        if (bytes[self.at] === 10) self.at += 1;
      } else out.push(byte);
    }
    throw new Broken(`byte ${self.at}`);
  }

  function escape(out: number[]): void {
    const byte = bytes[self.at] ?? 0;
    self.at += 1;
    const plain: Record<string, number> = { n: 10, r: 13, t: 9, b: 8, f: 12 };
    const letter = String.fromCharCode(byte);
    if (byte >= 48 && byte <= 55) {
      let code = byte - 48;
      for (let digits = 1; digits < 3; digits += 1) {
        const next = bytes[self.at] ?? 0;
        if (next < 48 || next > 55) break;
        code = code * 8 + next - 48;
        self.at += 1;
      }
      out.push(code & 255);
    } else if (byte === 13) {
      if (bytes[self.at] === 10) self.at += 1;
    } else if (byte !== 10) out.push(plain[letter] ?? byte);
  }

  function hex(): Buffer {
    let digits = '';
    self.at += 1;
    while (self.at < bytes.length) {
      const byte = bytes[self.at] ?? 0;
      self.at += 1;
      if (byte === 0x3e) return Buffer.from(digits.length % 2 === 0 ? digits : `${digits}0`, 'hex');
      if (isHex(byte)) digits += String.fromCharCode(byte);
      else if (!isSpace(byte)) throw new Broken(`byte ${self.at}`);
    }
    throw new Broken(`byte ${self.at}`);
  }
}
