import { z } from 'zod';
import type { CaseRef } from './case-reads.ts';
import { one, type Transaction } from './database.ts';
import { sql } from './sql.ts';

/**
 * An opaque name for the state of a case as this viewer may know it: another one after each event of the case that they may
 * see. Messages, and files taken from a queue, change nothing in it. Counted as well as taken from the newest id, because
 * ids of two processes order no better than their clocks. To be compared for equality alone.
 * @param hidden audiences of which this viewer may not know in this case, whatever their role
 */
export const caseVersionOf = async (tx: Transaction, ref: CaseRef, hidden: readonly string[] = []): Promise<string> =>
  (
    await one(
      tx,
      z.strictObject({ version: z.string() }),
      sql`select left(encode(sha256(convert_to(concat_ws(' ', count(*), max(event_id::text)), 'UTF8')), 'hex'), 32) as version
          from event where owner_id = ${ref.ownerId} and case_id = ${ref.caseId} and stream_type = 'case'
            and type not in ('work-claimed', 'work-released', 'work-assigned', 'work-set-back') and audience <> all (${[...hidden]}::text[])`,
    )
  ).version;
