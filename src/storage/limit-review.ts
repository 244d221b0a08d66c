import { z } from 'zod';
import type { CaseRef } from './case-reads.ts';
import { maybeOne, one, rows, type Transaction } from './database.ts';
import { sql, type Sql } from './sql.ts';

/** Reads of the monthly review of time limits. Row-level security keeps it to the force. */

const utc = (column: Sql): Sql => sql`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`;
const By = z.record(z.string(), z.string()).nullable();

const ItemRow = z.strictObject({
  ...{ ownerId: z.string(), caseId: z.string(), itemId: z.string(), month: z.string() },
  kind: z.enum(['late', 'lapsed', 'near_miss']),
  ...{ what: z.string(), urn: z.string(), title: z.string(), suspect: z.string(), provision: z.string() },
  ...{ lastDay: z.string(), happenedOn: z.string(), days: z.int(), unit: z.string() },
  ...{ officer: z.string(), supervisor: z.string() },
  ...{ toOfficer: z.string().nullable(), toSupervisor: z.string().nullable(), feedbackBy: By },
  ...{ feedbackAt: z.string().nullable(), followUpDue: z.string().nullable(), followedUp: z.string().nullable() },
  ...{ followedUpBy: By, followedUpAt: z.string().nullable() },
});
export type ReviewItemRow = z.infer<typeof ItemRow>;

const itemsWhere = (tx: Transaction, condition: Sql): Promise<ReviewItemRow[]> =>
  rows(
    tx,
    ItemRow,
    sql`select owner_id as "ownerId", case_id::text as "caseId", item_id as "itemId", month, kind, what, urn, title, suspect,
               provision, last_day as "lastDay", happened_on as "happenedOn", days, unit, officer, supervisor,
               to_officer as "toOfficer", to_supervisor as "toSupervisor", feedback_by as "feedbackBy",
               ${utc(sql`feedback_at`)} as "feedbackAt", follow_up_due as "followUpDue", followed_up as "followedUp",
               followed_up_by as "followedUpBy", ${utc(sql`followed_up_at`)} as "followedUpAt"
        from limit_review_item where ${condition}
        order by case kind when 'lapsed' then 0 when 'late' then 1 else 2 end, happened_on, urn, item_id limit 500`,
  );

/** What a month of a force has to go through, as far as the viewer may know: what lapsed first, then what was late. */
export const itemsOfMonth = (tx: Transaction, orgId: string, month: string): Promise<ReviewItemRow[]> =>
  itemsWhere(tx, sql`owner_id = ${orgId} and month = ${month}`);

export const itemsOfCase = (tx: Transaction, ref: CaseRef): Promise<ReviewItemRow[]> =>
  itemsWhere(tx, sql`owner_id = ${ref.ownerId} and case_id = ${ref.caseId}`);

const Counts = z.strictObject({ items: z.int(), open: z.int() });

/** How many items a month has, and how many are without feedback. With a system viewer, all of them. */
export const countItems = (tx: Transaction, orgId: string, month: string): Promise<z.infer<typeof Counts>> =>
  one(
    tx,
    Counts,
    sql`select count(*)::int as items, (count(*) filter (where feedback_at is null))::int as open
        from limit_review_item where owner_id = ${orgId} and month = ${month}`,
  );

const Closed = z.strictObject({ items: z.int(), closedBy: z.record(z.string(), z.string()), closedAt: z.string() });
export type ClosedMonth = z.infer<typeof Closed>;

export const closedMonth = (tx: Transaction, orgId: string, month: string): Promise<ClosedMonth | undefined> =>
  maybeOne(
    tx,
    Closed,
    sql`select items, closed_by as "closedBy", ${utc(sql`closed_at`)} as "closedAt"
        from limit_review_month where org_id = ${orgId} and month = ${month}`,
  );
