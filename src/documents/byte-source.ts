import { open } from 'node:fs/promises';
import { constants } from 'node:fs';

/** Bytes that can be read at any place (`at` counts from 0) without holding them all: a file, or a buffer in memory. */
export interface ByteSource {
  readonly size: number;
  /** Up to `length` bytes from `at`; fewer only at the end. */
  read(at: number, length: number): Promise<Buffer>;
}

/** A source over bytes in memory; nothing is copied. */
export function bytesInMemory(bytes: Uint8Array): ByteSource {
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return {
    size: whole.length,
    read: (at, length) => Promise.resolve(whole.subarray(at, at + length)),
  };
}

/** Lends a source over the file at `path` to `use` and closes it afterwards. A last step that is a link is not followed. */
export async function withFile<Value>(path: string, use: (source: ByteSource) => Promise<Value>): Promise<Value> {
  const handle = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW);
  try {
    const { size } = await handle.stat();
    return await use({
      size,
      read: async (at, length) => {
        const wanted = Math.max(0, Math.min(length, size - at));
        const buffer = Buffer.alloc(wanted);
        let got = 0;
        while (got < wanted) {
          const { bytesRead } = await handle.read(buffer, got, wanted - got, at + got);
          if (bytesRead === 0) break;
          got += bytesRead;
        }
        return buffer.subarray(0, got);
      },
    });
  } finally {
    await handle.close();
  }
}

/** Where the bytes are: a path on this machine, or the bytes themselves. */
export type Bytes = { readonly path: string } | { readonly bytes: Uint8Array };

/** Lends a source over either kind of bytes. */
export const withBytes = <Value>(bytes: Bytes, use: (source: ByteSource) => Promise<Value>): Promise<Value> =>
  'path' in bytes ? withFile(bytes.path, use) : use(bytesInMemory(bytes.bytes));

/** Whether `needle` (shorter than a megabyte) is in the source at or after `from`; reads a megabyte at a time. */
export async function contains(source: ByteSource, needle: Buffer, from = 0): Promise<boolean> {
  const step = 1024 * 1024;
  for (let at = from; at < source.size; at += step) {
    const piece = await source.read(at, step + needle.length - 1);
    if (piece.includes(needle)) return true;
  }
  return false;
}
