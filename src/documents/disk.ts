import { constants } from 'node:fs';
import { copyFile, link, lstat, mkdir, open, readdir, rename, rm } from 'node:fs/promises';

/** A file being written: bytes are the disk's only after `sync`. */
export interface FileBeingWritten {
  write(bytes: Uint8Array): Promise<void>;
  sync(): Promise<void>;
  close(): Promise<void>;
}

/**
 * The few things the store asks of a disk, so that a test can watch their order or take one of them away. Errors carry
 * the system's `code`.
 */
export interface Disk {
  /** Creates a file that must not exist yet and that nobody may write to once it is closed. */
  create(path: string): Promise<FileBeingWritten>;
  /** Makes the contents of a file or the entries of a folder survive a power cut. */
  sync(path: string): Promise<void>;
  /** A second name for a file; fails with `EEXIST` when the name is taken. */
  link(from: string, to: string): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  /** A copy under a name that must not exist yet. */
  copy(from: string, to: string): Promise<void>;
  remove(path: string): Promise<void>;
  makeFolder(path: string): Promise<void>;
  /** Names in a folder; none when it is not there. */
  list(path: string): Promise<readonly string[]>;
  /** Size in bytes and when last written (ms since 1970); `undefined` when nothing is there. */
  look(
    path: string,
  ): Promise<{ readonly size: number; readonly writtenMs: number; readonly version: string } | undefined>;
}

/** The system's code of an error (`ENOENT`), or an empty string. */
export const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

/** `undefined` instead of the error when nothing is at the path. */
const ifThere = <Value>(work: Promise<Value>): Promise<Value | undefined> =>
  work.catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return undefined;
    throw error;
  });

/** The file system of this machine. */
export const nodeDisk: Disk = {
  create: async (path) => {
    const handle = await open(path, 'wx', 0o400);
    // A write through the handle, not a stream: a pipeline into a stream of a handle can fail to settle on Node 20.
    return {
      write: (bytes) => handle.writeFile(bytes),
      sync: () => handle.sync(),
      close: () => handle.close(),
    };
  },
  sync: async (path) => {
    const handle = await open(path, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  },
  link,
  rename,
  copy: (from, to) => copyFile(from, to, constants.COPYFILE_EXCL),
  remove: (path) => rm(path, { force: true }),
  makeFolder: async (path) => {
    await mkdir(path, { recursive: true, mode: 0o700 });
  },
  list: async (path) => (await ifThere(readdir(path))) ?? [],
  look: async (path) => {
    const found = await ifThere(lstat(path, { bigint: true }));
    if (found?.isFile() !== true) return undefined;
    const version = `${found.ino}:${found.size}:${found.mtimeNs}:${found.ctimeNs}`;
    return { size: Number(found.size), writtenMs: Number(found.mtimeMs), version };
  },
};
