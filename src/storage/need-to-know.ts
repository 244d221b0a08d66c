import { z } from 'zod';
import type { NeedToKnow } from '../domain/access/index.ts';
import { CaseRef } from './case-reads.ts';
import { maybeOne, one, rows, type Transaction } from './database.ts';
import { sql, type Sql } from './sql.ts';

/** Reads of who may see a case. What a decision needs is read as the system: whom a case is closed to may not see why. */

const iso = (column: Sql): Sql => sql`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

const Said = { by: z.string(), at: z.string(), reason: z.string() };
const Known = z.object({
  restriction: z
    .object({ ...Said, people: z.array(z.string()) })
    .nullable()
    .transform((each) => each ?? undefined),
  conflicts: z.array(z.object({ ...Said, userId: z.string() })),
  openings: z.array(
    z.object({
      openingId: z.string(),
      userId: z.string(),
      reason: z.string(),
      at: z.string(),
      until: z.string(),
    }),
  ),
});

/** What is recorded of one side of a case about who may see it, in one statement: every reading of a case asks for it. */
export function needToKnowOf(tx: Transaction, ref: CaseRef, side: string): Promise<NeedToKnow> {
  const here = (table: Sql): Sql =>
    sql`${table}.owner_id = ${ref.ownerId} and ${table}.case_id = ${ref.caseId} and ${table}.side = ${side}`;
  return one(
    tx,
    Known,
    sql`select
      (select jsonb_build_object('by', r.set_by, 'at', ${iso(sql`r.set_at`)}, 'reason', r.reason, 'people', coalesce(
          (select jsonb_agg(n.user_id order by n.user_id) from case_named_person n where ${here(sql`n`)}), '[]'))
        from case_restriction r where ${here(sql`r`)}) as restriction,
      coalesce((select jsonb_agg(jsonb_build_object('by', c.declared_by, 'at', ${iso(sql`c.declared_at`)}, 'reason', c.reason,
          'userId', c.user_id) order by c.declared_at, c.user_id)
        from case_conflict c where ${here(sql`c`)}), '[]') as conflicts,
      coalesce((select jsonb_agg(jsonb_build_object('openingId', o.opening_id, 'userId', o.user_id, 'reason', o.reason,
          'at', ${iso(sql`o.opened_at`)}, 'until', ${iso(sql`o.open_until`)}) order by o.opened_at desc, o.opening_id)
        from case_opening o where ${here(sql`o`)}), '[]') as openings`,
  );
}

/** The case with this URN that an organisation holds, whoever it is kept to; read as the system, to decide on opening it. */
export const findHeldCase = (
  tx: Transaction,
  holder: { readonly orgId: string; readonly side: string },
  urn: string,
): Promise<CaseRef | undefined> =>
  maybeOne(
    tx,
    CaseRef,
    holder.side === 'police'
      ? sql`select owner_id as "ownerId", case_id as "caseId" from case_file
            where urn = ${urn} and owner_id = ${holder.orgId}`
      : sql`select c.owner_id as "ownerId", c.case_id as "caseId" from shared_case c
              join case_grant g on g.owner_id = c.owner_id and g.case_id = c.case_id and g.org_id = ${holder.orgId}
            where c.urn = ${urn} order by c.owner_id limit 1`,
  );

/** Organisations of one side that hold a case: the force whose it is, or the CPS offices to which it was sent. */
export const holdersOf = async (tx: Transaction, ref: CaseRef, side: string): Promise<string[]> =>
  side === 'police'
    ? [ref.ownerId]
    : (
        await rows(
          tx,
          z.object({ orgId: z.string() }),
          sql`select org_id as "orgId" from case_grant where owner_id = ${ref.ownerId} and case_id = ${ref.caseId}
              order by org_id`,
        )
      ).map(({ orgId }) => orgId);

const OpenedCase = CaseRef.extend({
  openingId: z.string(),
  urn: z.string(),
  userId: z.string(),
  reason: z.string(),
  at: z.string(),
  until: z.string(),
});
export type OpenedCase = z.infer<typeof OpenedCase>;

/** Openings in an emergency since a time that the viewer may know of, newest first. */
export const openingsSince = (tx: Transaction, since: string, limit: number): Promise<OpenedCase[]> =>
  rows(
    tx,
    OpenedCase,
    sql`select owner_id as "ownerId", case_id as "caseId", opening_id::text as "openingId", urn, user_id as "userId", reason, ${iso(sql`opened_at`)} as at,
               ${iso(sql`open_until`)} as until
        from case_opening where opened_at >= ${since}::timestamptz order by opened_at desc, opening_id limit ${limit}`,
  );
