import { z } from 'zod';
import type { SensitiveReaders } from '../domain/access/index.ts';
import type { CaseRef } from './case-reads.ts';
import { rows, type Transaction } from './database.ts';
import { sql } from './sql.ts';

/** Reads of who is named for the sensitive material of cases. As the system, where a decision rests on it. */

const Known = z.strictObject({
  caseId: z.string(),
  ownerId: z.string(),
  officers: z.array(z.strictObject({ collarNumber: z.string(), role: z.string() })),
  people: z.array(
    z.strictObject({
      userId: z.string(),
      how: z.enum(['work', 'named', 'ended']),
      by: z.string(),
      at: z.string(),
      reason: z.string(),
    }),
  ),
});

/** What one side says of these cases, by case. */
export const sensitiveReadersOfEach = async (
  tx: Transaction,
  cases: readonly CaseRef[],
  side: string,
): Promise<ReadonlyMap<string, SensitiveReaders>> =>
  new Map(
    (
      await rows(
        tx,
        Known,
        sql`select c.case_id::text as "caseId", c.owner_id as "ownerId",
              coalesce((select jsonb_agg(jsonb_build_object('collarNumber', o.collar_number, 'role', o.role)
                                         order by o.collar_number, o.role)
                  from case_officer o
                 where o.owner_id = c.owner_id and o.case_id = c.case_id and ${side} = 'police'), '[]') as officers,
              coalesce((select jsonb_agg(jsonb_build_object('userId', r.user_id, 'how', r.how, 'by', r.said_by,
                                           'at', to_char(r.said_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
                                           'reason', r.reason) order by r.said_at, r.user_id)
                  from case_sensitive_reader r
                 where r.owner_id = c.owner_id and r.case_id = c.case_id and r.side = ${side}), '[]') as people
            from unnest(${cases.map(({ ownerId }) => ownerId)}::text[], ${cases.map(({ caseId }) => caseId)}::uuid[])
                 as c (owner_id, case_id)`,
      )
    ).map(({ caseId, ...known }) => [caseId, known]),
  );

/** What one side says of a case. */
export async function sensitiveReadersOf(tx: Transaction, ref: CaseRef, side: string): Promise<SensitiveReaders> {
  const { ownerId, caseId } = ref;
  const known = (await sensitiveReadersOfEach(tx, [{ ownerId, caseId }], side)).get(caseId);
  if (known === undefined) throw new Error('a case that was asked about was not answered for');
  return known;
}
