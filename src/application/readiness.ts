import { z } from 'zod';
import { one } from '../storage/database.ts';
import { sql } from '../storage/sql.ts';
import type { Deps } from './deps.ts';
import { systemViewer } from './viewer.ts';

/** True when the database answers within two seconds. */
export async function isReady(deps: Pick<Deps, 'db'>): Promise<boolean> {
  try {
    await deps.db.transaction(
      systemViewer,
      (tx) => one(tx, z.object({ answer: z.literal(1) }), sql`select 1 as answer`),
      { statementTimeoutMs: 2_000 },
    );
    return true;
  } catch {
    return false;
  }
}
