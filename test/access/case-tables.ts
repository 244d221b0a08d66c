import { z } from 'zod';
import { systemViewer } from '../../src/application/viewer.ts';
import { rows, sql, type Database } from '../../src/storage/database.ts';
import { name, type Sql } from '../../src/storage/sql.ts';

/** A table with rows of cases, by the catalogue of the database: one that is added later is there by itself. */
export interface CaseTable {
  readonly text: string;
  readonly name: Sql;
  readonly columns: readonly string[];
}

export const caseTables = async (db: Database): Promise<readonly CaseTable[]> => {
  const found = await db.transaction(systemViewer, (tx) =>
    rows(
      tx,
      z.object({ text: z.string(), columns: z.array(z.string()) }),
      sql`select c.relname::text as text, array_agg(a.attname::text order by a.attnum) as columns
          from pg_class c join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
            join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
          where c.relkind in ('r', 'p') group by c.relname having 'case_id' = any (array_agg(a.attname::text)) order by 1`,
    ),
  );
  return found.map(({ text, columns }) => ({ text, columns, name: name(text) }));
};
