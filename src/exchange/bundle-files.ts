import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { lstat, open, readdir, realpath } from 'node:fs/promises';
import { basename, dirname, join, sep } from 'node:path';
import type { Result } from '../domain/kernel/result.ts';

/** Tells what a file is by its content, or refuses it with what to do. `inspect` of the documents folder is one. */
export type InspectFile<MediaType extends string = string> = (
  file: { readonly path: string },
  name: string,
) => Promise<
  Result<{
    readonly mediaType: MediaType;
    readonly size: number;
    readonly condition: 'sound' | 'damaged';
    readonly notes: readonly string[];
    readonly seconds?: number;
  }>
>;

/** A document of a bundle, looked at where it lies. */
export interface BundleFile<MediaType extends string = string> {
  readonly materialId: string;
  /** Real path on this machine, inside the bundle, through no link. */
  readonly path: string;
  /** Last step of the path as listed. */
  readonly name: string;
  readonly size: number;
  /** Hash of the bytes as they were read here: give it to the store, which refuses them if they changed since. */
  readonly sha256: string;
  readonly mediaType: MediaType;
  readonly condition: 'sound' | 'damaged';
  readonly notes: readonly string[];
  readonly seconds?: number;
}

/**
 * Why a file is not to be had; `isAbsent` when nothing is at its path, `isRefused` when what is there cannot be used: both
 * are what a check can tell rather than refuse.
 */
interface NotFound {
  readonly ok: false;
  readonly message: string;
  readonly isAbsent: boolean;
  readonly isRefused?: true;
}
type Found<Value> = { readonly ok: true; readonly value: Value } | NotFound;
const no = (message: string): NotFound => ({ ok: false, message, isAbsent: false });

/** Why a listed path cannot be one of a file in the bundle; `undefined` when it can. Looks at the text alone. */
export function pathFault(path: string): string | undefined {
  if (path === '') return 'is empty. Use null for an item without a file';
  if (/[\0-\x1f\x7f]/.test(path)) return 'holds a character that no path may hold';
  if (path.includes('\\')) return 'has a backslash. Use / between folders';
  if (path.startsWith('/') || /^[A-Za-z]:/.test(path))
    return 'is an absolute path. Give it from the folder of the case';
  const steps = path.split('/');
  if (steps.includes('..')) return 'climbs out of the folder of the case. Give a path inside it';
  if (steps.includes('') || steps.includes('.')) return 'is not a plain path such as documents/M01.pdf';
  if (path.length > 1000 || steps.some((step) => Buffer.byteLength(step) > 255)) return 'is too long';
  if (foldPath(path) === 'case.json') return 'is the export itself, not a document';
  return undefined;
}

/** Two paths with the same fold are the same file on some machines: capitals and accents written in two ways. */
export const foldPath = (path: string): string => path.normalize('NFC').toLowerCase();

const isMissing = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  (error.code === 'ENOENT' || error.code === 'ENOTDIR' || error.code === 'ELOOP');

/**
 * The real path of an ordinary file below `root` (itself a real path). Says why not: it is missing, not a file, or
 * reached through a link that leads out.
 */
export async function locate(root: string, path: string): Promise<Found<string>> {
  try {
    const real = await realpath(join(root, path));
    if (!real.startsWith(root.endsWith(sep) ? root : root + sep))
      return no('leads out of the folder of the case through a link. Put the file itself there');
    const found = await lstat(real);
    if (found.isFile()) return { ok: true, value: real };
    return no(found.isDirectory() ? 'is a folder, not a file' : 'is not an ordinary file');
  } catch (error) {
    if (!isMissing(error)) throw error;
    return { ok: false, message: await sayMissing(root, path), isAbsent: true };
  }
}

async function sayMissing(root: string, path: string): Promise<string> {
  const names = await readdir(join(root, dirname(path))).catch(() => []);
  const near = names.find((name) => foldPath(name) === foldPath(basename(path)));
  return near === undefined
    ? 'names a file that is not in the bundle. Put the file there, or use null for an item without one'
    : 'names a file that is not in the bundle; there is one whose name differs only in capitals or accents. Write the name as the file has it';
}

/** SHA-256 of a file, read in pieces. */
async function hashFile(path: string): Promise<string> {
  const handle = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW);
  try {
    const hash = createHash('sha256');
    const buffer = Buffer.alloc(256 * 1024);
    for (;;) {
      const { bytesRead } = await handle.read(buffer, 0, buffer.length, null);
      if (bytesRead === 0) return hash.digest('hex');
      hash.update(buffer.subarray(0, bytesRead));
    }
  } finally {
    await handle.close();
  }
}

/** Finds, inspects and hashes one listed file; says why it cannot be taken in. */
export async function lookAtFile<MediaType extends string>(
  root: string,
  item: { readonly id: string; readonly file: string },
  inspect: InspectFile<MediaType>,
): Promise<Found<BundleFile<MediaType>>> {
  const fault = pathFault(item.file);
  if (fault !== undefined) return no(fault);
  const located = await locate(root, item.file);
  if (!located.ok) return located;
  const path = located.value;
  const name = basename(item.file);
  const inspection = await inspect({ path }, name);
  if (!inspection.ok) return { ...no(inspection.refusal.detail), isRefused: true };
  const { mediaType, size, condition, notes, seconds } = inspection.value;
  const sha256 = await hashFile(path);
  return {
    ok: true,
    value: {
      materialId: item.id,
      path,
      name,
      size,
      sha256,
      mediaType,
      condition,
      notes,
      ...(seconds === undefined ? {} : { seconds }),
    },
  };
}

/** Paths of files under `documents/`, from the root, that `listed` does not hold; links are named and not followed. */
export async function unlistedFiles(root: string, listed: ReadonlySet<string>): Promise<readonly string[]> {
  const folder = join(root, 'documents');
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((error: unknown) => {
    if (isMissing(error)) return [];
    throw error;
  });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length).split(sep).filter(Boolean).join('/'))
    .filter((path) => !listed.has(path))
    .toSorted();
}
