import { z } from 'zod';
import { maybeOne, rows, type Transaction } from './database.ts';
import { riskIds } from '../domain/queue/index.ts';
import { name, sql, type Sql } from './sql.ts';

/** Queues of the organisation that holds the work, most urgent first. Row-level security keeps each to its holder. */

const QueueRow = z.object({
  ownerId: z.string(),
  caseId: z.string(),
  submissionId: z.string(),
  version: z.number(),
  queue: z.string(),
  urn: z.string(),
  title: z.string(),
  kind: z.string(),
  priority: z.string(),
  dueAt: z.string(),
  reasons: z.array(z.string()),
  since: z.string(),
  claimedBy: z.string().nullable(),
  claimedUntil: z.string().nullable(),
  targetAt: z.string(),
  wantedAt: z.string().nullable(),
  risks: z.array(z.enum(riskIds)),
  setBackUntil: z.string().nullable(),
  setBackOverLimit: z.boolean(),
  setBackReason: z.string().nullable(),
});
export type QueueRow = z.infer<typeof QueueRow>;

const iso = (column: string): Sql => sql`to_char(${name(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

const columns = sql`
  owner_id as "ownerId", case_id as "caseId", submission_id as "submissionId", version, queue, urn, title, kind, priority,
  to_char(due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "dueAt", reasons,
  to_char(since at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as since, claimed_by as "claimedBy",
  ${iso('claimed_until')} as "claimedUntil", ${iso('target_at')} as "targetAt", ${iso('wanted_at')} as "wantedAt", risks,
  ${iso('set_back_until')} as "setBackUntil", set_back_over_limit as "setBackOverLimit",
  set_back_reason as "setBackReason"`;

/** Files in the order in which they are to be taken, as `queue_item_order` has them. */
const inOrder = sql`place_at, since, urn, submission_id`;

export const queueOf = (tx: Transaction, holderOrg: string, queue: string, limit: number): Promise<QueueRow[]> =>
  rows(
    tx,
    QueueRow,
    sql`select ${columns} from queue_item where holder_org = ${holderOrg} and queue = ${queue}
        order by ${inOrder} limit ${limit}`,
  );

/** How many wait in each queue of an organisation. */
export const queueCounts = (tx: Transaction, holderOrg: string): Promise<{ queue: string; waiting: number }[]> =>
  rows(
    tx,
    z.object({ queue: z.string(), waiting: z.number() }),
    sql`select queue, count(*)::int as waiting from queue_item where holder_org = ${holderOrg} group by queue order by queue`,
  );

/** Who takes work from a queue. The system hands it out, so it is told to whom: never what is closed to them. */
export interface Taker {
  readonly side: string;
  readonly userId: string;
}

const isOpenTo = ({ side, userId }: Taker, holderOrg: string): Sql =>
  sql`(owner_id, case_id) not in (select c.owner_id, c.case_id from cases_closed_to(${side}, ${holderOrg}, ${userId}) c)`;

/** Most urgent item that nobody holds at `now`, locked for this transaction: two who ask at once get two different ones. */
export const lockNext = (
  tx: Transaction,
  holderOrg: string,
  queue: string,
  now: string,
  taker: Taker,
): Promise<QueueRow | undefined> =>
  maybeOne(
    tx,
    QueueRow,
    sql`select ${columns} from queue_item
        where holder_org = ${holderOrg} and queue = ${queue}
          and (claimed_until is null or claimed_until <= ${now}::timestamptz)
          and ${isOpenTo(taker, holderOrg)}
        order by ${inOrder} limit 1 for update skip locked`,
  );

/** The queue item of one submission, locked; undefined when it is in no queue that this organisation holds. */
export const lockItem = (
  tx: Transaction,
  holderOrg: string,
  ref: { ownerId: string; caseId: string; submissionId: string },
  taker: Taker,
): Promise<QueueRow | undefined> =>
  maybeOne(
    tx,
    QueueRow,
    sql`select ${columns} from queue_item
        where holder_org = ${holderOrg} and owner_id = ${ref.ownerId} and case_id = ${ref.caseId}
          and submission_id = ${ref.submissionId} and ${isOpenTo(taker, holderOrg)} for update`,
  );

/** The queue item of one submission, for reading. */
export const itemOf = (
  tx: Transaction,
  ref: { ownerId: string; caseId: string; submissionId: string },
): Promise<QueueRow | undefined> =>
  maybeOne(
    tx,
    QueueRow,
    sql`select ${columns} from queue_item
        where owner_id = ${ref.ownerId} and case_id = ${ref.caseId} and submission_id = ${ref.submissionId}`,
  );
