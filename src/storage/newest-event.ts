import { z } from 'zod';
import type { CaseRef } from './case-reads.ts';
import { maybeOne, type Transaction } from './database.ts';
import { sql } from './sql.ts';

/** Id of the newest event of a case that the viewer may see: ids ascend with time. Undefined when there is none. */
export const newestEventOf = async (tx: Transaction, ref: CaseRef): Promise<string | undefined> =>
  (
    await maybeOne(
      tx,
      z.object({ id: z.string() }),
      sql`select event_id::text as id from event where owner_id = ${ref.ownerId} and case_id = ${ref.caseId}
          order by event_id desc limit 1`,
    )
  )?.id;
