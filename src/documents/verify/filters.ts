import { inflateRawSync, inflateSync } from 'node:zlib';
import { isSpace } from './tokens.ts';
import type { Dict, Value } from './values.ts';
import { nameOf, numberOf } from './values.ts';

/** The bytes of a stream with all filters undone that are not a picture's own. */
export interface Decoded {
  readonly bytes: Buffer;
  /** The picture coding that is left, by its full name. */
  readonly coding?: 'DCTDecode' | 'JPXDecode' | 'CCITTFaxDecode' | 'JBIG2Decode';
  /** What could not be undone; the bytes are those up to there. */
  readonly stopped?: 'too large' | 'damaged' | 'an unknown filter';
  /** Whether bytes follow the end of the packed data. */
  readonly extra: boolean;
}

/** One stream may not unpack to more than this, in bytes. */
const most = 160 * 1024 * 1024;
class TooLarge extends Error {}

const full: Readonly<Record<string, string>> = {
  Fl: 'FlateDecode',
  LZW: 'LZWDecode',
  A85: 'ASCII85Decode',
  AHx: 'ASCIIHexDecode',
  RL: 'RunLengthDecode',
  DCT: 'DCTDecode',
  CCF: 'CCITTFaxDecode',
};
const codings = ['DCTDecode', 'JPXDecode', 'CCITTFaxDecode', 'JBIG2Decode'] as const;

/** Undoes the filters that the stream's dictionary names. `resolve` follows references. */
export function decode(raw: Buffer, dict: Dict, resolve: (value: Value | undefined) => Value | undefined): Decoded {
  const named = resolve(dict.entries.get('Filter') ?? dict.entries.get('F'));
  const filters = (named?.is === 'array' ? named.items : named === undefined ? [] : [named]).map(resolve);
  const given = resolve(dict.entries.get('DecodeParms') ?? dict.entries.get('DP'));
  const parameters = (given?.is === 'array' ? given.items : [given]).map(resolve);
  let bytes = raw;
  let extra = false;
  for (const [index, filter] of filters.entries()) {
    const short = nameOf(filter) ?? '';
    const name = full[short] ?? short;
    const coding = codings.find((each) => each === name);
    if (coding !== undefined) return { bytes, coding, extra };
    const undone = undo(name, bytes, resolve, parameters[index]);
    bytes = undone.bytes;
    extra ||= undone.extra;
    if (undone.stopped !== undefined) return { bytes, stopped: undone.stopped, extra };
  }
  return { bytes, extra };
}

function undo(
  name: string,
  bytes: Buffer,
  resolve: (value: Value | undefined) => Value | undefined,
  parameters: Value | undefined,
): Decoded {
  const parameter = (key: string, otherwise: number): number =>
    (parameters?.is === 'dict' ? numberOf(resolve(parameters.entries.get(key))) : undefined) ?? otherwise;
  try {
    switch (name) {
      case 'FlateDecode': {
        const { bytes: out, ...rest } = inflate(bytes);
        return { bytes: unpredict(out, parameter), ...rest };
      }
      case 'LZWDecode':
        return { bytes: unpredict(lzw(bytes, parameter('EarlyChange', 1)), parameter), extra: false };
      case 'ASCII85Decode':
        return ascii85(bytes);
      case 'ASCIIHexDecode':
        return asciiHex(bytes);
      case 'RunLengthDecode':
        return runLength(bytes);
      case 'Crypt':
        return { bytes, extra: false };
      default:
        return { bytes, stopped: 'an unknown filter', extra: false };
    }
  } catch (error) {
    if (error instanceof TooLarge) return { bytes: Buffer.alloc(0), stopped: 'too large', extra: false };
    return { bytes: Buffer.alloc(0), stopped: 'damaged', extra: false };
  }
}

const isTooLarge = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';

/** Inflates a zlib stream; what of a damaged one can be read is given with it. */
function inflate(bytes: Buffer): Decoded {
  try {
    const { buffer, engine } = inflateSync(bytes, { maxOutputLength: most, info: true }) as unknown as {
      buffer: Buffer;
      engine: { bytesWritten: number };
    };
    return { bytes: buffer, extra: !bytes.subarray(engine.bytesWritten).every(isSpace) };
  } catch (error) {
    if (isTooLarge(error)) return { bytes: Buffer.alloc(0), stopped: 'too large', extra: false };
    return { bytes: inflatePart(bytes), stopped: 'damaged', extra: false };
  }
}

/** As much as can be had of a damaged stream, with or without its header. */
function inflatePart(bytes: Buffer): Buffer {
  const finishFlush = 2; // Z_SYNC_FLUSH: no error at a missing end
  const ways = [
    () => inflateSync(bytes, { maxOutputLength: most, finishFlush }),
    () => inflateRawSync(bytes.subarray(2), { maxOutputLength: most, finishFlush }),
    () => inflateRawSync(bytes, { maxOutputLength: most, finishFlush }),
  ];
  for (const way of ways) {
    try {
      return way();
    } catch {
      // The next way.
    }
  }
  return Buffer.alloc(0);
}

/** Whatever a run of bytes without a dictionary unpacks to; nothing where it is no zlib stream. */
export function inflateBlind(bytes: Buffer): Buffer | 'too large' | undefined {
  const isZlib = bytes.length > 2 && ((bytes[0] ?? 0) & 15) === 8 && bytes.readUInt16BE(0) % 31 === 0;
  if (!isZlib) return undefined;
  const { bytes: out, stopped } = inflate(bytes);
  return stopped === 'too large' ? stopped : out;
}

function unpredict(bytes: Buffer, parameter: (key: string, otherwise: number) => number): Buffer {
  const predictor = parameter('Predictor', 1);
  if (predictor < 2) return bytes;
  const colours = parameter('Colors', 1);
  const bits = parameter('BitsPerComponent', 8);
  const row = Math.ceil((parameter('Columns', 1) * colours * bits) / 8);
  const step = Math.max(1, Math.ceil((colours * bits) / 8));
  if (!(row > 0 && row < most)) throw new Error('damaged');
  if (predictor === 2) {
    if (bits !== 8) return bytes;
    const out = Buffer.from(bytes);
    for (let start = 0; start < out.length; start += row)
      for (let at = start + step; at < Math.min(start + row, out.length); at += 1)
        out[at] = ((out[at] ?? 0) + (out[at - step] ?? 0)) & 255;
    return out;
  }
  const rows = Math.ceil(bytes.length / (row + 1));
  const out = Buffer.alloc(rows * row);
  for (let line = 0; line < rows; line += 1) {
    const kind = bytes[line * (row + 1)] ?? 0;
    for (let x = 0; x < row; x += 1) {
      const value = bytes[line * (row + 1) + 1 + x] ?? 0;
      const left = x >= step ? (out[line * row + x - step] ?? 0) : 0;
      const up = line > 0 ? (out[(line - 1) * row + x] ?? 0) : 0;
      const corner = line > 0 && x >= step ? (out[(line - 1) * row + x - step] ?? 0) : 0;
      const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][kind] ?? 0;
      out[line * row + x] = (value + guess) & 255;
    }
  }
  return out;
}

function paeth(left: number, up: number, corner: number): number {
  const by = [left, up, corner].map((each) => Math.abs(left + up - corner - each));
  const [byLeft = 0, byUp = 0, byCorner = 0] = by;
  if (byLeft <= byUp && byLeft <= byCorner) return left;
  return byUp <= byCorner ? up : corner;
}

function lzw(bytes: Buffer, early: number): Buffer {
  const pieces: Buffer[] = [];
  let length = 0;
  let table: Buffer[] = [];
  let previous: Buffer | undefined;
  let width = 9;
  let bit = 0;
  const fresh = (): void => {
    table = Array.from({ length: 258 }, (_none, code) => Buffer.from(code < 256 ? [code] : []));
    previous = undefined;
    width = 9;
  };
  fresh();
  while (bit + width <= bytes.length * 8) {
    let code = 0;
    for (let each = 0; each < width; each += 1, bit += 1)
      code = (code << 1) | (((bytes[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1);
    if (code === 257) break;
    if (code === 256) {
      fresh();
      continue;
    }
    const known: Buffer | undefined = table[code];
    const entry: Buffer | undefined =
      known ?? (previous === undefined ? undefined : Buffer.concat([previous, previous.subarray(0, 1)]));
    if (entry === undefined || code > table.length) throw new Error('damaged');
    pieces.push(entry);
    length += entry.length;
    if (length > most) throw new TooLarge();
    if (previous !== undefined && table.length < 4096) table.push(Buffer.concat([previous, entry.subarray(0, 1)]));
    previous = entry;
    const size = table.length + early;
    width = size >= 2048 ? 12 : size >= 1024 ? 11 : size >= 512 ? 10 : 9;
  }
  return Buffer.concat(pieces);
}

function ascii85(bytes: Buffer): Decoded {
  const out: number[] = [];
  let group: number[] = [];
  const flush = (): void => {
    const missing = 5 - group.length;
    const value = [...group, ...Array<number>(missing).fill(84)].reduce((so, each) => so * 85 + each, 0);
    for (let shift = 3; shift >= missing; shift -= 1) out.push(Math.floor(value / 256 ** shift) & 255);
    group = [];
  };
  for (const [at, byte] of bytes.entries()) {
    if (isSpace(byte)) continue;
    if (byte === 0x7e) {
      if (group.length > 1) flush();
      const rest = bytes.subarray(at + (bytes[at + 1] === 0x3e ? 2 : 1));
      return { bytes: Buffer.from(out), extra: !rest.every(isSpace) };
    }
    if (byte === 0x7a && group.length === 0) out.push(0, 0, 0, 0);
    else if (byte < 33 || byte > 117) return { bytes: Buffer.from(out), stopped: 'damaged', extra: false };
    else if (group.push(byte - 33) === 5) flush();
    if (out.length > most) throw new TooLarge();
  }
  if (group.length > 1) flush();
  return { bytes: Buffer.from(out), extra: false };
}

function asciiHex(bytes: Buffer): Decoded {
  const end = bytes.indexOf(0x3e);
  const digits = bytes.toString('latin1', 0, end < 0 ? bytes.length : end).replace(/\s/g, '');
  const rest = end < 0 ? Buffer.alloc(0) : bytes.subarray(end + 1);
  if (!/^[0-9A-Fa-f]*$/.test(digits)) return { bytes: Buffer.alloc(0), stopped: 'damaged', extra: false };
  const even = digits.length % 2 === 0 ? digits : `${digits}0`;
  return { bytes: Buffer.from(even, 'hex'), extra: !rest.every(isSpace) };
}

function runLength(bytes: Buffer): Decoded {
  const pieces: Buffer[] = [];
  let length = 0;
  let at = 0;
  for (; at < bytes.length;) {
    const count = bytes[at] ?? 128;
    at += 1;
    if (count === 128) break;
    const piece =
      count < 128 ? bytes.subarray(at, at + count + 1) : Buffer.alloc(257 - count, bytes.subarray(at, at + 1));
    at += count < 128 ? count + 1 : 1;
    pieces.push(piece);
    length += piece.length;
    if (length > most) throw new TooLarge();
  }
  return { bytes: Buffer.concat(pieces), extra: !bytes.subarray(at).every(isSpace) };
}
