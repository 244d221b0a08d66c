import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { caseTables } from '../../src/storage/case-events.ts';
import type { TestApplication } from './signed-in.ts';

interface Everything {
  readonly heads: unknown;
  readonly tables: Readonly<Record<string, unknown>>;
  readonly files: readonly string[];
}

/**
 * Everything that a refused input must leave as it was: the end of every stream, the rows of every table that events own,
 * and the files of the document store, those still arriving included.
 */
export async function everythingIn({
  database,
  dataFolder,
}: Pick<TestApplication, 'database' | 'dataFolder'>): Promise<Everything> {
  const heads = await database.asAdmin('select * from stream_head order by owner_id, stream_type, stream_id, audience');
  const tables: Record<string, unknown> = {};
  for (const table of caseTables)
    tables[table] = await database.asAdmin(
      `select count(*)::int as rows, md5(string_agg(t::text, '' order by t::text)) as hash from ${table} t`,
    );
  return { heads, tables, files: await filesBelow(join(dataFolder, 'documents')) };
}

/** Paths of the files below a folder, from it. */
export const filesBelow = async (folder: string): Promise<readonly string[]> =>
  (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .toSorted();
