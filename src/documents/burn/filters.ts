import { deflateSync, inflateSync, constants } from 'node:zlib';
import { TooMuch } from './content.ts';

/** Bytes of one stream, unpacked; more is a bomb. */
const mostUnpacked = 256 * 1024 * 1024;

/** What packs a stream, one after the other, first the outermost. */
export interface Packing {
  readonly filter: string;
  readonly parms: Readonly<Record<string, number>>;
}

const shortNames: Readonly<Record<string, string>> = {
  AHx: 'ASCIIHexDecode',
  A85: 'ASCII85Decode',
  LZW: 'LZWDecode',
  Fl: 'FlateDecode',
  RL: 'RunLengthDecode',
  CCF: 'CCITTFaxDecode',
  DCT: 'DCTDecode',
};
export const fullFilter = (name: string): string => shortNames[name] ?? name;

function inflate(bytes: Uint8Array): Uint8Array {
  const options = { maxOutputLength: mostUnpacked, finishFlush: constants.Z_SYNC_FLUSH };
  try {
    return inflateSync(bytes, options);
  } catch (error) {
    if (error instanceof RangeError) throw new TooMuch('A part of the file unpacks to more than it may.');
    return inflateWhatGoes(bytes, options);
  }
}

/** Broken in the middle: as much as comes out, as viewers show it. */
function inflateWhatGoes(bytes: Uint8Array, options: object): Uint8Array {
  let [good, bad] = [0, bytes.length];
  let best: Uint8Array = new Uint8Array(0);
  for (let tries = 0; tries < 24 && bad - good > 1; tries += 1) {
    const middle = (good + bad) >> 1;
    try {
      best = inflateSync(bytes.subarray(0, middle), options);
      good = middle;
    } catch {
      bad = middle;
    }
  }
  return best;
}

function asciiHex(bytes: Uint8Array): Uint8Array {
  let text = '';
  for (const byte of bytes) {
    if (byte === 62) break;
    const letter = String.fromCharCode(byte);
    if (/[0-9a-f]/iu.test(letter)) text += letter;
  }
  return Buffer.from(text.length % 2 === 0 ? text : `${text}0`, 'hex');
}

function ascii85(bytes: Uint8Array): Uint8Array {
  const out: number[] = [];
  let group: number[] = [];
  const flush = (): void => {
    if (group.length < 2) return;
    const short = 5 - group.length;
    let value = [...group, ...Array<number>(short).fill(84)].reduce((so, digit) => so * 85 + digit, 0);
    const four: number[] = [];
    for (let at = 0; at < 4; at += 1) {
      four.unshift(value % 256);
      value = Math.floor(value / 256);
    }
    out.push(...four.slice(0, 4 - short));
    group = [];
  };
  for (const byte of bytes) {
    if (byte === 126) break;
    if (byte === 122 && group.length === 0) out.push(0, 0, 0, 0);
    if (byte < 33 || byte > 117) continue;
    group.push(byte - 33);
    if (group.length === 5) flush();
  }
  flush();
  return Uint8Array.from(out);
}

function runLength(bytes: Uint8Array): Uint8Array {
  const parts: Uint8Array[] = [];
  let total = 0;
  for (let at = 0; at < bytes.length;) {
    const length = bytes[at] ?? 128;
    if (length === 128) break;
    const part =
      length < 128 ? bytes.subarray(at + 1, at + 2 + length) : new Uint8Array(257 - length).fill(bytes[at + 1] ?? 0);
    total += part.length;
    if (total > mostUnpacked) throw new TooMuch('A part of the file unpacks to more than it may.');
    parts.push(part);
    at += length < 128 ? length + 2 : 2;
  }
  return Buffer.concat(parts);
}

function lzw(bytes: Uint8Array, early: number): Uint8Array {
  const parts: Uint8Array[] = [];
  let total = 0;
  let table: Uint8Array[] = [];
  let width = 9;
  let before: Uint8Array | undefined;
  const reset = (): void => {
    table = Array.from({ length: 258 }, (_none, code) => Uint8Array.of(code & 255));
    width = 9;
    before = undefined;
  };
  reset();
  let [held, bits] = [0, 0];
  for (const byte of bytes) {
    held = ((held << 8) | byte) & 0xffffff;
    bits += 8;
    if (bits < width) continue;
    const code = (held >> (bits - width)) & ((1 << width) - 1);
    bits -= width;
    if (code === 257) break;
    if (code === 256) {
      reset();
      continue;
    }
    const known = code === 256 ? undefined : table[code];
    if (known === undefined && before === undefined) break;
    const first = (known ?? before)?.[0] ?? 0;
    const entry: Uint8Array = known ?? Uint8Array.of(...(before ?? []), first);
    parts.push(entry);
    total += entry.length;
    if (total > mostUnpacked) throw new TooMuch('A part of the file unpacks to more than it may.');
    if (before !== undefined && table.length < 4096) table.push(Uint8Array.of(...before, first));
    before = entry;
    const size = table.length + early;
    width = size >= 2048 ? 12 : size >= 1024 ? 11 : size >= 512 ? 10 : 9;
  }
  return Buffer.concat(parts);
}

/** Undoes the PNG and TIFF predictors (ISO 32000-2, 7.4.4.4). */
function unpredict(bytes: Uint8Array, parms: Packing['parms']): Uint8Array {
  const predictor = parms['Predictor'] ?? 1;
  if (predictor < 2) return bytes;
  const [colors, bits, columns] = [parms['Colors'] ?? 1, parms['BitsPerComponent'] ?? 8, parms['Columns'] ?? 1];
  const step = Math.max(1, (colors * bits) >> 3);
  const width = Math.ceil((colors * bits * columns) / 8);
  if (predictor === 2) return bits === 8 ? undifference(bytes, width, colors) : bytes;
  const rows = Math.ceil(bytes.length / (width + 1));
  const out = new Uint8Array(rows * width);
  for (let row = 0; row < rows; row += 1) {
    const kind = bytes[row * (width + 1)] ?? 0;
    for (let at = 0; at < width; at += 1) {
      const raw = bytes[row * (width + 1) + 1 + at] ?? 0;
      const left = at >= step ? (out[row * width + at - step] ?? 0) : 0;
      const up = row > 0 ? (out[(row - 1) * width + at] ?? 0) : 0;
      const corner = row > 0 && at >= step ? (out[(row - 1) * width + at - step] ?? 0) : 0;
      out[row * width + at] = raw + predicted(kind, left, up, corner);
    }
  }
  return out;
}

function predicted(kind: number, left: number, up: number, corner: number): number {
  if (kind === 1) return left;
  if (kind === 2) return up;
  if (kind === 3) return (left + up) >> 1;
  if (kind !== 4) return 0;
  const guess = left + up - corner;
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
  if (a <= b && a <= c) return left;
  return b <= c ? up : corner;
}

function undifference(bytes: Uint8Array, width: number, colors: number): Uint8Array {
  const out = Uint8Array.from(bytes);
  for (let at = 0; at < out.length; at += 1)
    if (at % width >= colors) out[at] = (out[at] ?? 0) + (out[at - colors] ?? 0);
  return out;
}

/**
 * Unpacks as far as this goes: all of it, or down to what only a reader of pictures unpacks (JPEG, JPEG 2000, fax, JBIG2),
 * which is then named with its parameters.
 */
export function unpack(
  raw: Uint8Array,
  packings: readonly Packing[],
): { readonly bytes: Uint8Array; readonly rest: readonly Packing[] } {
  let bytes = raw;
  for (const [index, { filter, parms }] of packings.entries()) {
    if (filter === 'FlateDecode') bytes = unpredict(inflate(bytes), parms);
    else if (filter === 'LZWDecode') bytes = unpredict(lzw(bytes, parms['EarlyChange'] ?? 1), parms);
    else if (filter === 'ASCIIHexDecode') bytes = asciiHex(bytes);
    else if (filter === 'ASCII85Decode') bytes = ascii85(bytes);
    else if (filter === 'RunLengthDecode') bytes = runLength(bytes);
    else if (filter !== 'Crypt') return { bytes, rest: packings.slice(index) };
  }
  return { bytes, rest: [] };
}

/** Packed in the one way that everything here is packed, so that the same bytes always give the same. */
export const pack = (bytes: Uint8Array): Uint8Array => deflateSync(bytes, { level: 6 });
