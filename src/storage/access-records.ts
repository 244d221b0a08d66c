import { z } from 'zod';
import { Temporal, type Instant } from '../domain/kernel/civil-date.ts';
import { rows, run, type Transaction } from './database.ts';
import { sql } from './sql.ts';

/** One showing of case material to one person. */
export interface AccessRecord {
  readonly accessId: string;
  readonly ownerId: string;
  readonly caseId: string;
  readonly at: Instant;
  readonly userId: string;
  readonly orgId: string;
  /** Audit name of the page. */
  readonly page: string;
  readonly why: string;
}

/** Adds rows; as the system viewer. Nothing changes or removes them. */
export async function addAccessRecords(tx: Transaction, records: readonly AccessRecord[]): Promise<void> {
  const column = (pick: (record: AccessRecord) => string): string[] => records.map(pick);
  await run(
    tx,
    sql`insert into access_record (owner_id, access_id, case_id, at, user_id, org_id, page, why)
        select * from unnest(${column((r) => r.ownerId)}::text[], ${column((r) => r.accessId)}::uuid[],
          ${column((r) => r.caseId)}::uuid[], ${column((r) => r.at.toString())}::timestamptz[],
          ${column((r) => r.userId)}::text[], ${column((r) => r.orgId)}::text[],
          ${column((r) => r.page)}::text[], ${column((r) => r.why)}::text[])`,
  );
}

const AccessRow = z.strictObject({
  accessId: z.string(),
  ownerId: z.string(),
  caseId: z.string(),
  at: z.string().transform((text) => Temporal.Instant.from(text)),
  userId: z.string(),
  orgId: z.string(),
  page: z.string(),
  why: z.string(),
});

/** Who has looked at a case, latest first; as the system viewer. */
export const accessRecordsOfCase = (
  tx: Transaction,
  ref: { readonly ownerId: string; readonly caseId: string },
  most: number,
): Promise<AccessRecord[]> =>
  rows(
    tx,
    AccessRow,
    sql`select access_id as "accessId", owner_id as "ownerId", case_id as "caseId", at, user_id as "userId",
               org_id as "orgId", page, why
        from access_record where owner_id = ${ref.ownerId} and case_id = ${ref.caseId}
        order by at desc, access_id desc limit ${most}`,
  );
