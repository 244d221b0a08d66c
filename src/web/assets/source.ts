import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Folder of the package. Source paths in the manifest are relative to it. */
export const root = join(fileURLToPath(import.meta.url), '..', '..', '..', '..');

/** Folder whose files are bundled one by one for the pages that ask for them. */
export const islandsFolder = join(root, 'src', 'web', 'islands');

/** Names of the entry points in a folder of islands, sorted: its TypeScript files, but not their tests. */
export const islandEntries = async (folder = islandsFolder): Promise<readonly string[]> =>
  existsSync(folder) ? (await readdir(folder)).filter((name) => /^[^.]+\.tsx?$/.test(name)).sort() : [];
