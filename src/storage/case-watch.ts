import { z } from 'zod';
import type { Logged } from './case-apply-police.ts';
import type { CaseRef } from './case-reads.ts';
import { maybeOne, run, type Transaction } from './database.ts';
import { sql } from './sql.ts';

/** Cases that one side says are well known or sensitive. */

const Watch = z.strictObject({ by: z.string(), at: z.string(), reason: z.string() });
export type Watch = z.infer<typeof Watch>;

/** Who of a side says so of a case, when and why; undefined where nobody does, or the viewer may not know. */
export const watchOf = (tx: Transaction, ref: CaseRef, side: string): Promise<Watch | undefined> =>
  maybeOne(
    tx,
    Watch,
    sql`select set_by as by, to_char(set_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, reason
        from case_watch where owner_id = ${ref.ownerId} and case_id = ${ref.caseId} and side = ${side}`,
  );

export const watchCase = (tx: Transaction, e: Logged<'case-watched'>): Promise<unknown> =>
  run(
    tx,
    sql`insert into case_watch (owner_id, case_id, side, reason, set_by, set_at)
        values (${e.ownerId}, ${e.caseId}, ${e.payload.side}, ${e.payload.reason}, ${e.actor.userId}, ${e.at}::timestamptz)`,
  );

export const liftWatch = (tx: Transaction, e: Logged<'case-watch-lifted'>): Promise<unknown> =>
  run(
    tx,
    sql`delete from case_watch where owner_id = ${e.ownerId} and case_id = ${e.caseId} and side = ${e.payload.side}`,
  );
