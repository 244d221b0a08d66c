import { createHash, randomUUID } from 'node:crypto';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { accept } from '../domain/kernel/result.ts';
import type { Result } from '../domain/kernel/result.ts';
import type { Disk } from './disk.ts';
import { codeOf, nodeDisk } from './disk.ts';
import { inspect } from './inspect.ts';
import { changed, checked, pieces, spoilt, wholeFile, writeStaged } from './staging.ts';
import type { ByteRange, DocumentStore, Held, OpenedObject, PutOptions, PutRefusal } from './store.ts';
import { asHash, once } from './store.ts';

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
    if (range === undefined)
      return { size, stream: Readable.from(checked(pieces(path, 0, size), sha256), { objectMode: false }) };
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
    remove: async (sha256) => {
      const path = pathOf(sha256);
      sound.delete(sha256);
      if ((await disk.look(path)) === undefined) return;
      await disk.remove(path);
      // Removed is said only once a power cut can't bring them back.
      await disk.sync(dirname(path));
    },
    check: async () => {
      const path = join(tmp, randomUUID());
      try {
        const file = await disk.create(path);
        try {
          await file.write(Buffer.from('check'));
        } finally {
          await file.close();
        }
      } finally {
        await disk.remove(path);
      }
    },
    sweep,
  };
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
