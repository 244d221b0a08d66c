import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { codeOf } from './disk.ts';

const shard = /^[0-9a-f]{2}$/;
const hash = /^[0-9a-f]{64}$/;

const namesIn = async (folder: string, pattern: RegExp): Promise<readonly string[]> => {
  try {
    return (await readdir(folder)).filter((name) => pattern.test(name)).sort();
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  }
};

/** Where the object with this hash lies below the folder of a store: `aa/bb/<sha256>`. */
export const placeOf = (sha256: string): string => `${sha256.slice(0, 2)}/${sha256.slice(2, 4)}/${sha256}`;

/** Hashes under which a folder store holds objects, in order; what is still arriving or set aside is left out. */
export async function* heldIn(root: string): AsyncGenerator<string, void, undefined> {
  for (const first of await namesIn(root, shard))
    for (const second of await namesIn(join(root, first), shard))
      yield* (await namesIn(join(root, first, second), hash)).filter((name) => name.startsWith(first + second));
}
