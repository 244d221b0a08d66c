import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { accept, refuse } from '../domain/kernel/result.ts';
import type { Result } from '../domain/kernel/result.ts';
import type { Disk } from './disk.ts';
import { emptyFile, overLimit } from './inspect.ts';
import { sizeLimits } from './media-types.ts';
import { isRecording, sniff, sniffLength } from './sniff.ts';
import type { PutRefusal } from './store.ts';

/** What every document store does with bytes on their way in and out, wherever they are kept. */

/** Pieces in which files are read. */
const pieceSize = 256 * 1024;

/** Answer to bytes that are not those somebody looked at. */
export const changed = refuse(
  'file-changed',
  'The file was changed while it was being taken in. Start again once nothing else is writing to it.',
);

/** The error of bytes that are not those of their hash. */
export const spoilt = (sha256: string): Error =>
  new Error(`The bytes held as ${sha256} are not those that were put there. Restore them from a backup.`);

/** Writes arriving bytes to a new file while hashing and counting; stops at the limit, so no more is read than that. */
export async function writeStaged(
  disk: Disk,
  path: string,
  bytes: AsyncIterable<Uint8Array>,
  limit: number | undefined,
): Promise<Result<{ sha256: string; size: number }, PutRefusal>> {
  const file = await disk.create(path);
  try {
    const hash = createHash('sha256');
    let size = 0;
    let head = Buffer.alloc(0);
    for await (const piece of bytes) {
      if (head.length < sniffLength) head = Buffer.concat([head, piece.subarray(0, sniffLength - head.length)]);
      size += piece.byteLength;
      const most =
        limit ?? (size > sizeLimits.document && isRecording(sniff(head)) ? sizeLimits.recording : sizeLimits.document);
      if (size > most) return overLimit(most);
      hash.update(piece);
      await file.write(piece);
    }
    if (size === 0) return emptyFile;
    await file.sync();
    return accept({ sha256: hash.digest('hex'), size });
  } finally {
    await file.close();
  }
}

/** Bytes `from` up to but not `to` of a file, in pieces. The file is opened when the first is asked for. */
export async function* pieces(path: string, from: number, to: number): AsyncGenerator<Buffer, void, undefined> {
  const handle = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW);
  try {
    for (let at = from; at < to;) {
      const { bytesRead, buffer } = await handle.read(
        Buffer.allocUnsafe(Math.min(pieceSize, to - at)),
        0,
        undefined,
        at,
      );
      if (bytesRead === 0) return;
      at += bytesRead;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await handle.close();
  }
}

/** All pieces of an object, the last held back until the hash of the whole is right; throws when it is not. */
export async function* checked(all: AsyncIterable<Buffer>, sha256: string): AsyncGenerator<Buffer, void, undefined> {
  const hash = createHash('sha256');
  let held: Buffer | undefined;
  for await (const piece of all) {
    hash.update(piece);
    if (held !== undefined) yield held;
    held = piece;
  }
  if (hash.digest('hex') !== sha256) throw spoilt(sha256);
  if (held !== undefined) yield held;
}

/** The bytes of a file on this machine; a path that ends in a link is not followed. */
export async function* wholeFile(path: string): AsyncGenerator<Buffer, void, undefined> {
  yield* pieces(path, 0, Number.POSITIVE_INFINITY);
}
