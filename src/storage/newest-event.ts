import { z } from 'zod';
import type { CaseRef } from './case-reads.ts';
import { one, type Transaction } from './database.ts';
import { sql } from './sql.ts';

/** What `newestOf` gives back. */
export const UpTo = z.string().regex(/^[0-9a-f]{32}$/);

/**
 * An opaque name for how far a case has come for this viewer: another one after each event that they may see, the same
 * after any other. Counted as well as taken from the newest id, since an event of another process, whose clock is behind,
 * may come last with an id that is not the highest. To be compared for equality alone.
 * @param hidden audiences of which this viewer may not know in this case, whatever their role
 */
export const newestOf = async (tx: Transaction, ref: CaseRef, hidden: readonly string[] = []): Promise<string> =>
  (
    await one(
      tx,
      z.object({ upTo: UpTo }),
      sql`select left(encode(sha256(convert_to(concat_ws(' ', count(*), max(event_id::text)), 'UTF8')), 'hex'), 32) as "upTo"
          from event where owner_id = ${ref.ownerId} and case_id = ${ref.caseId}
            and audience <> all (${[...hidden]}::text[])`,
    )
  ).upTo;
