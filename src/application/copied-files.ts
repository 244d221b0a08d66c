import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readFile, readdir, rm } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { dirname, join, resolve, sep } from 'node:path';
import { z } from 'zod';
import { accept, refuse, type Result } from '../domain/kernel/result.ts';

/** Folders that backups and exports are written to and read from: files with their hashes, and a manifest last of all. */

/** One file of a folder: its path below it, with `/`, and the SHA-256 of its bytes. */
export interface ListedFile {
  readonly path: string;
  readonly sha256: string;
}

/** Name of the list of files, in the form that `sha256sum --check` reads. */
export const listName = 'SHA256SUMS';
export const manifestName = 'manifest.json';

const pieceSize = 1024 * 1024;

/** The system's code of an error (`ENOENT`), or an empty string. */
const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

/** Bytes of a file in pieces. The piece is only good until the next is asked for. */
export async function* piecesOf(path: string): AsyncGenerator<Buffer, void, undefined> {
  const handle = await open(path, 'r');
  try {
    const piece = Buffer.allocUnsafe(pieceSize);
    for (;;) {
      const { bytesRead } = await handle.read(piece, 0, pieceSize, null);
      if (bytesRead === 0) return;
      yield piece.subarray(0, bytesRead);
    }
  } finally {
    await handle.close();
  }
}

/** Writes a new file, readable by its owner alone; `syncBelow` makes it last. Gives back hash and size of what was written. */
export async function writeHashed(
  to: string,
  pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<{ readonly sha256: string; readonly size: number }> {
  const hash = createHash('sha256');
  let size = 0;
  const handle = await open(to, 'wx', 0o600);
  try {
    for await (const piece of pieces) {
      hash.update(piece);
      size += piece.byteLength;
      await handle.writeFile(piece);
    }
  } finally {
    await handle.close();
  }
  return { sha256: hash.digest('hex'), size };
}

/** SHA-256 of a file's bytes; `undefined` when there is none. */
export async function hashOfFile(path: string): Promise<string | undefined> {
  const hash = createHash('sha256');
  try {
    for await (const piece of piecesOf(path)) hash.update(piece);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
  return hash.digest('hex');
}

export const makeFolder = async (path: string): Promise<void> => {
  await mkdir(path, { recursive: true, mode: 0o700 });
};

/** Makes the names in a folder, or the bytes of a file, survive a power cut. */
export async function syncFolder(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * Makes everything below a folder survive a power cut. Where the system can sync a whole file system at once, it is asked to:
 * a sync for each of a database's thousand files took minutes on a busy disk.
 */
export async function syncBelow(path: string): Promise<void> {
  if (process.platform === 'linux' && spawnSync('sync', ['-f', path]).status === 0) return;
  for (const entry of await readdir(path, { recursive: true, withFileTypes: true }))
    if (entry.isDirectory() || entry.isFile()) await syncFolder(join(entry.parentPath, entry.name));
  await syncFolder(path);
}

/** Whether nothing is at the path, or an empty folder. */
export async function isEmpty(path: string): Promise<boolean> {
  try {
    return (await readdir(path)).length === 0;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return true;
    throw error;
  }
}

/** A folder being filled. */
export interface FolderBeingFilled {
  readonly path: string;
  readonly folder: (path: string) => Promise<void>;
  /** Writes a file and lists it. Answers its hash and size; nothing is listed when `pieces` fails. */
  readonly file: (
    path: string,
    pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  ) => Promise<{ readonly sha256: string; readonly size: number }>;
  readonly files: () => number;
  readonly bytes: () => number;
  /** Writes the list and then the manifest, which makes the folder a whole one. */
  readonly finish: (manifest: Readonly<Record<string, unknown>>) => Promise<void>;
  /** Takes away everything that was written. */
  readonly giveUp: () => Promise<void>;
}

/**
 * Begins to fill an empty folder, which is made when absent and closed to everyone but its owner.
 * Refuses a folder with something in it, and one inside `notBelow`, which is what is being copied.
 */
export async function fillFolder(given: string, notBelow: string): Promise<Result<FolderBeingFilled, 'not-valid'>> {
  const path = resolve(given);
  if (`${path}${sep}`.startsWith(`${resolve(notBelow)}${sep}`))
    return refuse(
      'not-valid',
      `${path} lies inside ${resolve(notBelow)}, which is what is copied. Name another folder.`,
    );
  try {
    if (!(await isEmpty(path)))
      return refuse('not-valid', `${path} is not empty. Name a new folder for each copy; this one is left as it is.`);
    await makeFolder(path);
  } catch (error) {
    return refuse('not-valid', sayDisk(error, path));
  }
  const handle = await open(path, 'r');
  await handle.chmod(0o700);
  await handle.close();
  const listed: string[] = [];
  let bytes = 0;
  const put: FolderBeingFilled['file'] = async (name, pieces) => {
    await makeFolder(dirname(join(path, name)));
    const written = await writeHashed(join(path, name), pieces).catch(async (error: unknown) => {
      await rm(join(path, name), { force: true });
      throw error;
    });
    listed.push(`${written.sha256}  ${name}\n`);
    bytes += written.size;
    return written;
  };
  return accept({
    path,
    folder: (name) => makeFolder(join(path, name)),
    file: put,
    files: () => listed.length,
    bytes: () => bytes,
    finish: async (manifest) => {
      const { sha256 } = await writeHashed(join(path, listName), [Buffer.from(listed.join(''))]);
      await syncBelow(path); // before the manifest, which says that all of it is there
      const text = `${JSON.stringify({ ...manifest, list: sha256 }, null, 2)}\n`;
      await writeHashed(join(path, manifestName), [Buffer.from(text)]);
      await syncFolder(join(path, manifestName));
      await syncFolder(path);
      await syncFolder(dirname(path));
    },
    giveUp: async () => {
      for (const name of await readdir(path)) await rm(join(path, name), { recursive: true, force: true });
    },
  } satisfies FolderBeingFilled);
}

/** A folder that was filled to its end. */
export interface FilledFolder<Manifest> {
  readonly path: string;
  readonly manifest: Manifest;
  readonly files: readonly ListedFile[];
}

const safePath = /^(?!\/)(?!.*(^|\/)\.\.?(\/|$))[^\0\\]+$/;

/**
 * Reads the manifest and the list of a folder; the files themselves are checked by whoever reads them.
 * Refuses a folder without a manifest, which was never finished, one of another kind, and one whose list was changed.
 */
export async function readFilled<Schema extends z.ZodType<{ readonly list: string }>>(
  given: string,
  schema: Schema,
  what: string,
): Promise<Result<FilledFolder<z.output<Schema>>, 'not-valid'>> {
  const path = resolve(given);
  let manifest: unknown;
  let list: Buffer;
  try {
    manifest = JSON.parse(await readFile(join(path, manifestName), 'utf8'));
    list = await readFile(join(path, listName));
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR')
      return refuse(
        'not-valid',
        `${path} is no finished ${what}: it has no ${manifestName} with a ${listName}. One that was interrupted can't be used.`,
      );
    if (error instanceof SyntaxError) return refuse('not-valid', `${path}/${manifestName} is damaged.`);
    return refuse('not-valid', sayDisk(error, path));
  }
  const parsed = schema.safeParse(manifest);
  if (!parsed.success) {
    const where = parsed.error.issues.map((issue) => issue.path.join('.')).join(', ');
    return refuse('not-valid', `${path}/${manifestName} is not that of a ${what} that this release reads (${where}).`);
  }
  const damaged = refuse('not-valid', `${path}/${listName} is not the one that was written. Use another copy.`);
  if (createHash('sha256').update(list).digest('hex') !== parsed.data.list) return damaged;
  const files: ListedFile[] = [];
  for (const line of list.toString('utf8').split('\n')) {
    if (line === '') continue;
    const [, sha256, name] = /^([0-9a-f]{64}) {2}(.+)$/.exec(line) ?? [];
    if (sha256 === undefined || name === undefined || !safePath.test(name)) return damaged;
    files.push({ path: name, sha256 });
  }
  return accept({ path, manifest: parsed.data, files } satisfies FilledFolder<z.output<Schema>>);
}

/** A file of a folder that is not what was listed. Its message names the file and is meant for the operator. */
export class FileChanged extends Error {}

/** Copies a listed file to a new place and proves it on the way. Throws `FileChanged` when it is not what was listed. */
export async function copyListed(folder: string, { path, sha256 }: ListedFile, to: string): Promise<number> {
  try {
    const written = await writeHashed(to, piecesOf(join(folder, path)));
    if (written.sha256 === sha256) return written.size;
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
    throw new FileChanged(`${join(folder, path)} is missing. Use another copy.`, { cause: error });
  }
  await rm(to, { force: true });
  throw new FileChanged(`${join(folder, path)} is not the file that was written. Use another copy.`);
}

/** Lines of a file of JSON lines, one after the other. */
export async function* linesOf(path: string): AsyncGenerator<unknown, void, undefined> {
  for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Infinity }))
    if (line !== '') yield JSON.parse(line);
}

/** What to tell an operator of a fault of the disk or of permissions; the error's own words otherwise. */
export function sayDisk(error: unknown, path: string): string {
  switch (codeOf(error)) {
    case 'ENOSPC':
    case 'EDQUOT':
      return `There is no space left for ${path}. Make room or name a folder on another disk, and start again.`;
    case 'EACCES':
    case 'EPERM':
      return `This user may not read or write ${path}. Run the command as the user that runs the service, or name another folder.`;
    case 'EROFS':
      return `${path} is on a disk that can't be written to. Name another folder.`;
    case 'ENOTDIR':
      return `${path} is not a folder, or something above it is not. Name another folder.`;
    default:
      return error instanceof Error ? error.message : `Something went wrong with ${path}.`;
  }
}
