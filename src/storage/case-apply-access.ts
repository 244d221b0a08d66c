import type { Logged } from './case-apply-police.ts';
import { run, type Transaction } from './database.ts';
import { sql, type Sql } from './sql.ts';
import type { LoggedEvent } from './log/index.ts';

/** What each event about who may see a case does to the tables. */

const ofSide = (e: LoggedEvent<{ side: string }>): Sql =>
  sql`owner_id = ${e.ownerId} and case_id = ${e.caseId} and side = ${e.payload.side}`;

export async function restrictCase(tx: Transaction, e: Logged<'case-restricted'>): Promise<void> {
  const { side, reason, people } = e.payload;
  await run(
    tx,
    sql`insert into case_restriction (owner_id, case_id, side, reason, set_by, set_at)
        values (${e.ownerId}, ${e.caseId}, ${side}, ${reason}, ${e.actor.userId}, ${e.at}::timestamptz)
        on conflict (owner_id, case_id, side) do update
          set reason = excluded.reason, set_by = excluded.set_by, set_at = excluded.set_at`,
  );
  await run(tx, sql`delete from case_named_person where ${ofSide(e)}`);
  await run(
    tx,
    sql`insert into case_named_person (owner_id, case_id, side, user_id)
        select distinct ${e.ownerId}::text, ${e.caseId}::uuid, ${side}::text, each from unnest(${people}::text[]) each`,
  );
}

export async function liftRestriction(tx: Transaction, e: Logged<'case-restriction-lifted'>): Promise<void> {
  await run(tx, sql`delete from case_named_person where ${ofSide(e)}`);
  await run(tx, sql`delete from case_restriction where ${ofSide(e)}`);
}

export const declareConflict = (tx: Transaction, e: Logged<'conflict-declared'>): Promise<unknown> =>
  run(
    tx,
    sql`insert into case_conflict (owner_id, case_id, user_id, side, reason, declared_by, declared_at)
        values (${e.ownerId}, ${e.caseId}, ${e.payload.userId}, ${e.payload.side}, ${e.payload.reason},
                ${e.actor.userId}, ${e.at}::timestamptz)
        on conflict (owner_id, case_id, user_id) do update
          set reason = excluded.reason, declared_by = excluded.declared_by, declared_at = excluded.declared_at`,
  );

export const liftConflict = (tx: Transaction, e: Logged<'conflict-lifted'>): Promise<unknown> =>
  run(tx, sql`delete from case_conflict where ${ofSide(e)} and user_id = ${e.payload.userId}`);

export const openRestricted = (tx: Transaction, e: Logged<'restricted-case-opened'>): Promise<unknown> => {
  const { openingId, side, orgId, userId, urn, reason, until } = e.payload;
  return run(
    tx,
    sql`insert into case_opening (owner_id, case_id, opening_id, side, org_id, user_id, urn, reason, opened_at, open_until)
        values (${e.ownerId}, ${e.caseId}, ${openingId}, ${side}, ${orgId}, ${userId}, ${urn}, ${reason},
                ${e.at}::timestamptz, ${until}::timestamptz)`,
  );
};
