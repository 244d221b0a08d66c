import { promisify } from 'node:util';
import { crc32, inflateRaw } from 'node:zlib';
import type { ByteSource } from './byte-source.ts';

const inflate = promisify(inflateRaw);

/** One file inside a zip, as its central directory tells. */
export interface ZipEntry {
  readonly name: string;
  readonly encrypted: boolean;
  readonly method: number;
  readonly crc: number;
  readonly packedSize: number;
  readonly size: number;
  readonly at: number;
}

const endSignature = 0x06054b50;
const entrySignature = 0x02014b50;
const localSignature = 0x04034b50;
const most = { directory: 64 * 1024 * 1024, entries: 100_000 };

/** Place and length of the central directory; looks through the last 65,557 bytes, where the format puts the end record. */
async function findDirectory(source: ByteSource): Promise<{ at: number; length: number } | undefined> {
  const from = Math.max(0, source.size - 65_557);
  const tail = await source.read(from, source.size - from);
  for (let at = tail.length - 22; at >= 0; at -= 1) {
    if (tail.readUInt32LE(at) !== endSignature) continue;
    const length = tail.readUInt32LE(at + 12);
    const start = tail.readUInt32LE(at + 16);
    // Zip64 archives are for files over 4 GB, larger than anything taken in: not read.
    if (start === 0xffffffff || length === 0xffffffff) return undefined;
    if (start + length > from + at) continue;
    return { at: start, length };
  }
  return undefined;
}

/** The files in a zip; `undefined` when the archive is damaged: no directory, or entries that lie outside the file. */
export async function readZipDirectory(source: ByteSource): Promise<readonly ZipEntry[] | undefined> {
  const directory = await findDirectory(source);
  if (directory === undefined || directory.length > most.directory) return undefined;
  const bytes = await source.read(directory.at, directory.length);
  const entries: ZipEntry[] = [];
  for (let at = 0; at < bytes.length;) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== entrySignature) return undefined;
    const nameLength = bytes.readUInt16LE(at + 28);
    const entry = {
      name: bytes.toString('utf8', at + 46, at + 46 + nameLength),
      encrypted: (bytes.readUInt16LE(at + 8) & 1) === 1,
      method: bytes.readUInt16LE(at + 10),
      crc: bytes.readUInt32LE(at + 16),
      packedSize: bytes.readUInt32LE(at + 20),
      size: bytes.readUInt32LE(at + 24),
      at: bytes.readUInt32LE(at + 42),
    };
    if (entry.at + 30 + entry.packedSize > directory.at) return undefined;
    if (entries.push(entry) > most.entries) return undefined;
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return entries;
}

/**
 * The unpacked bytes of one entry, checked against its CRC; `undefined` when it is damaged, packed in a way other
 * than deflate, or would unpack to more than `limit` bytes whatever its header claims.
 */
export async function readZipEntry(source: ByteSource, entry: ZipEntry, limit: number): Promise<Buffer | undefined> {
  if (entry.encrypted || entry.size > limit) return undefined;
  const header = await source.read(entry.at, 30);
  if (header.length < 30 || header.readUInt32LE(0) !== localSignature) return undefined;
  const from = entry.at + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
  const packed = await source.read(from, entry.packedSize);
  if (packed.length !== entry.packedSize) return undefined;
  const bytes = await unpack(packed, entry.method, limit);
  return bytes !== undefined && bytes.length === entry.size && crc32(bytes) === entry.crc ? bytes : undefined;
}

async function unpack(packed: Buffer, method: number, limit: number): Promise<Buffer | undefined> {
  if (method === 0) return packed;
  if (method !== 8) return undefined;
  try {
    return await inflate(packed, { maxOutputLength: limit });
  } catch {
    return undefined;
  }
}
