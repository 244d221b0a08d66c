import { createHash, randomUUID } from 'node:crypto';
import type { Hash } from 'node:crypto';
import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { accept, refuse } from '../domain/kernel/result.ts';
import type { Result } from '../domain/kernel/result.ts';
import type { Disk } from './disk.ts';
import { codeOf, nodeDisk } from './disk.ts';
import { emptyFile, inspect, overLimit } from './inspect.ts';
import { sizeLimits } from './media-types.ts';
import { isRecording, sniff, sniffLength } from './sniff.ts';
import type { ByteRange, DocumentStore, Held, OpenedObject, PutOptions, PutRefusal } from './store.ts';
import { asHash, once } from './store.ts';

/** Pieces in which objects are read. */
const pieceSize = 256 * 1024;
const minute = 60_000;

/**
 * A document store in a folder: `tmp/<uuid>` while bytes arrive, then `aa/bb/<sha256>`. Bytes are synced before they
 * get their name, and the folders that hold the name before `put` answers, so a row committed afterwards never names
 * bytes that a power cut can take. Several processes may share the folder.
 */
export async function openFolderStore(root: string, disk: Disk = nodeDisk): Promise<DocumentStore> {
  const tmp = join(root, 'tmp');
  await disk.makeFolder(tmp);
  /** Objects found sound, by the file's version, so that playing a film in ranges hashes it once. */
  const sound = new Map<string, string>();

  const pathOf = (sha256: string): string => join(root, sha256.slice(0, 2), sha256.slice(2, 4), asHash(sha256));

  async function put(bytes: AsyncIterable<Uint8Array>, options: PutOptions = {}): Promise<Result<Held, PutRefusal>> {
    const staged = join(tmp, randomUUID());
    try {
      const written = await writeStaged(disk, staged, bytes, options.limit);
      if (!written.ok) return written;
      const { sha256 } = written.value;
      if (options.expect !== undefined && options.expect !== sha256) return changed;
      const inspection = await inspect({ path: staged }, options.name);
      if (!inspection.ok) return inspection;
      const alreadyHeld = await keep(staged, sha256, written.value.size);
      return accept({ ...inspection.value, sha256, alreadyHeld });
    } finally {
      await disk.remove(staged);
    }
  }

  /** Gives staged bytes their name and makes the name last. Answers whether the same bytes were there already. */
  async function keep(staged: string, sha256: string, size: number): Promise<boolean> {
    const path = pathOf(sha256);
    await disk.makeFolder(dirname(path));
    let alreadyHeld = !(await giveName(disk, staged, path));
    if (alreadyHeld && !(await isSound(path, sha256, size))) {
      // The disk spoilt what it held. The bad bytes are set aside for someone to look at, and the good ones take their place.
      await disk.makeFolder(join(root, 'damaged'));
      await disk.rename(path, join(root, 'damaged', `${sha256}-${randomUUID()}`));
      alreadyHeld = !(await giveName(disk, staged, path));
    }
    // Also when the bytes were there: whoever wrote them may not have got this far yet.
    await disk.sync(dirname(path));
    await disk.sync(dirname(dirname(path)));
    await disk.sync(root);
    return alreadyHeld;
  }

  async function isSound(path: string, sha256: string, size?: number): Promise<boolean> {
    const found = await disk.look(path);
    if (found === undefined || (size !== undefined && found.size !== size)) return false;
    if (sound.get(sha256) === found.version) return true;
    const hash = createHash('sha256');
    for await (const piece of pieces(path, 0, found.size)) hash.update(piece);
    if (hash.digest('hex') !== sha256) return false;
    if (sound.size >= 10_000) sound.clear();
    sound.set(sha256, found.version);
    return true;
  }

  async function openObject(sha256: string, range?: ByteRange): Promise<OpenedObject | undefined> {
    const path = pathOf(sha256);
    const found = await disk.look(path);
    if (found === undefined) return undefined;
    const { size } = found;
    if (range === undefined) return { size, stream: Readable.from(checked(path, sha256, size), { objectMode: false }) };
    if (range.first < 0 || range.last < range.first || range.last >= size) return undefined;
    if (!(await isSound(path, sha256))) throw spoilt(sha256);
    return { size, stream: Readable.from(pieces(path, range.first, range.last + 1), { objectMode: false }) };
  }

  async function sweep(idleMs = 15 * minute): Promise<number> {
    const before = Date.now() - idleMs;
    const shards = (await disk.list(root)).filter((name) => /^[0-9a-f]{2}$/.test(name));
    const left = (await disk.list(tmp)).map((name) => join(tmp, name));
    for (const shard of shards) {
      const parts = (await disk.list(join(root, shard))).filter((name) => name.endsWith('.part'));
      left.push(...parts.map((name) => join(root, shard, name)));
    }
    let removed = 0;
    for (const path of left) {
      // A recent one may be another process's upload, still going on.
      const found = await disk.look(path);
      if (found === undefined || found.writtenMs > before) continue;
      await disk.remove(path);
      removed += 1;
    }
    return removed;
  }

  return {
    put,
    putFile: (path, options) => put(wholeFile(path), options),
    putBytes: (bytes, options) => put(once(bytes), options),
    has: async (sha256) => (await disk.look(pathOf(sha256))) !== undefined,
    open: openObject,
    read: async (sha256) => {
      const opened = await openObject(sha256);
      if (opened === undefined) return undefined;
      const parts: Buffer[] = [];
      for await (const piece of opened.stream) if (Buffer.isBuffer(piece)) parts.push(piece);
      return Buffer.concat(parts);
    },
    sweep,
  };
}

const changed = refuse(
  'file-changed',
  'The file was changed while it was being taken in. Start again once nothing else is writing to it.',
);

const spoilt = (sha256: string): Error =>
  new Error(`The bytes held as ${sha256} are not those that were put there. Restore them from a backup.`);

/** Writes arriving bytes to a new file while hashing and counting; stops at the limit, so no more is read than that. */
async function writeStaged(
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

/**
 * Gives `staged` the name `path` without ever replacing what has that name: `false` when the name was taken. Without
 * hard links (some network and memory-stick file systems) it looks first and renames: two writers of the same bytes
 * may then both succeed, which leaves those same bytes. From another file system the bytes are first copied, synced,
 * beside their place, under a name that no reader looks at.
 */
async function giveName(disk: Disk, staged: string, path: string): Promise<boolean> {
  try {
    await disk.link(staged, path);
    return true;
  } catch (error) {
    switch (codeOf(error)) {
      case 'EEXIST':
        return false;
      case 'EXDEV':
        return copyAcross(disk, staged, path);
      case 'EPERM':
      case 'ENOTSUP':
      case 'EOPNOTSUPP':
      case 'ENOSYS':
        return renameInto(disk, staged, path);
      default:
        throw error;
    }
  }
}

async function renameInto(disk: Disk, staged: string, path: string): Promise<boolean> {
  if ((await disk.look(path)) !== undefined) return false;
  await disk.rename(staged, path);
  return true;
}

async function copyAcross(disk: Disk, staged: string, path: string): Promise<boolean> {
  const part = join(dirname(dirname(path)), `${randomUUID()}.part`);
  try {
    await disk.copy(staged, part);
    await disk.sync(part);
    try {
      await disk.link(part, path);
      return true;
    } catch (error) {
      if (codeOf(error) === 'EEXIST') return false;
      return await renameInto(disk, part, path);
    }
  } finally {
    await disk.remove(part);
  }
}

/** Bytes `from` up to but not `to` of a file, in pieces. The file is opened when the first is asked for. */
async function* pieces(path: string, from: number, to: number): AsyncGenerator<Buffer, void, undefined> {
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

/** All pieces of an object, the last held back until the hash of the whole is right. */
async function* checked(path: string, sha256: string, size: number): AsyncGenerator<Buffer, void, undefined> {
  const hash: Hash = createHash('sha256');
  let held: Buffer | undefined;
  for await (const piece of pieces(path, 0, size)) {
    hash.update(piece);
    if (held !== undefined) yield held;
    held = piece;
  }
  if (hash.digest('hex') !== sha256) throw spoilt(sha256);
  if (held !== undefined) yield held;
}

async function* wholeFile(path: string): AsyncGenerator<Buffer, void, undefined> {
  yield* pieces(path, 0, Number.POSITIVE_INFINITY);
}
