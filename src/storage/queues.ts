import { z } from 'zod';
import { maybeOne, rows, run, type Transaction } from './database.ts';
import { riskIds } from '../domain/queue/index.ts';
import { join, name, sql, type Sql } from './sql.ts';

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

/** Which files of a queue: any of the values of a group, and of every group that has some. Undefined is all. */
export interface QueueWanted {
  readonly held?: readonly string[] | undefined;
  readonly due?: readonly string[] | undefined;
  readonly risk?: readonly string[] | undefined;
  readonly kind?: readonly string[] | undefined;
  readonly again?: readonly string[] | undefined;
  readonly age?: readonly string[] | undefined;
}

/** Whom a value of a filter lets through, for somebody at a moment. One value of each group is true of every file. */
const valuesFor = (now: string, userId: string) => {
  const at = sql`${now}::timestamptz`;
  const isFree = sql`(claimed_until is null or claimed_until <= ${at})`;
  const week = sql`${at} + interval '168 hours'`;
  const eightWeeks = sql`${at} + interval '1344 hours'`;
  return {
    held: {
      nobody: isFree,
      you: sql`(not ${isFree} and claimed_by = ${userId})`,
      others: sql`(not ${isFree} and claimed_by <> ${userId})`,
    },
    due: {
      passed: sql`due_at <= ${at}`,
      week: sql`(due_at > ${at} and due_at <= ${week})`,
      window: sql`(due_at > ${week} and due_at <= ${eightWeeks})`,
      later: sql`due_at > ${eightWeeks}`,
    },
    risk: Object.fromEntries(riskIds.map((risk) => [risk, sql`${risk} = any (risks)`])),
    again: { again: sql`version > 1`, first: sql`version <= 1` },
    // As `reasonsForPlace` tells it: from half of the time in the queue on, and from its target on.
    age: {
      over: sql`target_at <= ${at}`,
      half: sql`(target_at > ${at} and since + (target_at - since) / 2 <= ${at})`,
      early: sql`(target_at > ${at} and since + (target_at - since) / 2 > ${at})`,
    },
  } satisfies Record<string, Readonly<Record<string, Sql>>>;
};

const anyOf = (conditions: readonly Sql[]): Sql =>
  conditions.length === 0 ? sql`false` : sql`(${join(conditions, sql` or `)})`;

/** A queue in its order, `limit` at most. */
export function queueOf(
  tx: Transaction,
  holderOrg: string,
  queue: string,
  limit: number,
  filter?: { readonly wanted: QueueWanted; readonly now: string; readonly userId: string },
): Promise<QueueRow[]> {
  const conditions: Sql[] = [sql`holder_org = ${holderOrg}`, sql`queue = ${queue}`];
  if (filter !== undefined) {
    const { kind, ...wanted } = filter.wanted;
    for (const [group, values] of Object.entries<Readonly<Record<string, Sql>>>(valuesFor(filter.now, filter.userId))) {
      const chosen = wanted[group as keyof typeof wanted];
      if (chosen !== undefined) conditions.push(anyOf(chosen.flatMap((value) => values[value] ?? [])));
    }
    if (kind !== undefined) conditions.push(sql`kind = any (${[...kind]}::text[])`);
  }
  return rows(
    tx,
    QueueRow,
    sql`select ${columns} from queue_item where ${join(conditions, sql` and `)} order by ${inOrder} limit ${limit}`,
  );
}

const FacetRow = z.object({ kind: z.string(), files: z.number() }).catchall(z.number());

/** How many files of a queue have each value of each group, and how many there are: one look at the queue. */
export async function queueFacets(
  tx: Transaction,
  holderOrg: string,
  queue: string,
  now: string,
  userId: string,
): Promise<{ readonly all: number; readonly counts: ReadonlyMap<string, number> }> {
  const asked = Object.entries<Readonly<Record<string, Sql>>>(valuesFor(now, userId)).flatMap(([group, values]) =>
    Object.entries(values).map(
      ([value, condition]) => sql`, count(*) filter (where ${condition})::int as ${name(`${group}/${value}`)}`,
    ),
  );
  const found = await rows(
    tx,
    FacetRow,
    sql`select kind, count(*)::int as files${join(asked, sql``)}
        from queue_item where holder_org = ${holderOrg} and queue = ${queue} group by kind`,
  );
  const counts = new Map<string, number>();
  let all = 0;
  for (const { kind, files, ...byValue } of found) {
    all += files;
    counts.set(`kind/${kind}`, files);
    for (const [value, count] of Object.entries(byValue)) counts.set(value, (counts.get(value) ?? 0) + count);
  }
  return { all, counts };
}

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

/** Those of these files that wait in a queue, as far as the viewer may see them, in its order. */
export const queuedAmong = (
  tx: Transaction,
  holderOrg: string,
  queue: string,
  refs: readonly { readonly ownerId: string; readonly caseId: string; readonly submissionId: string }[],
): Promise<QueueRow[]> =>
  rows(
    tx,
    QueueRow,
    sql`select ${columns} from queue_item
        where holder_org = ${holderOrg} and queue = ${queue}
          and (owner_id, case_id, submission_id) in (
            select r."ownerId", r."caseId", r."submissionId"
            from jsonb_to_recordset(${JSON.stringify(refs)}::jsonb) as r("ownerId" text, "caseId" uuid, "submissionId" text))
        order by ${inOrder}`,
  );

/** Keeps what became of several files, and forgets what is older than a week. */
export async function keepBatch(tx: Transaction, batch: Batch): Promise<void> {
  await run(tx, sql`delete from queue_batch where at < ${batch.at}::timestamptz - interval '168 hours'`);
  await run(
    tx,
    sql`insert into queue_batch (batch_id, org_id, user_id, queue, action, at, outcome)
        values (${batch.batchId}, ${batch.orgId}, ${batch.userId}, ${batch.queue}, ${batch.action},
                ${batch.at}::timestamptz, ${JSON.stringify(batch.outcome)}::jsonb)`,
  );
}

const Outcome = z.strictObject({
  ownerId: z.string(),
  caseId: z.string(),
  submissionId: z.string(),
  /** Why it was left as it was; null for one that was changed. */
  because: z.string().nullable(),
});
export type Outcome = z.infer<typeof Outcome>;
const Batch = z.strictObject({
  batchId: z.string(),
  orgId: z.string(),
  userId: z.string(),
  queue: z.string(),
  action: z.enum(['release', 'assign', 'set_back']),
  at: z.string(),
  outcome: z.array(Outcome),
});
export type Batch = z.infer<typeof Batch>;

/** One's own; undefined for anybody else's, and after a week. */
export const batchOf = (tx: Transaction, batchId: string): Promise<Batch | undefined> =>
  maybeOne(
    tx,
    Batch,
    sql`select batch_id::text as "batchId", org_id as "orgId", user_id as "userId", queue, action,
               ${iso('at')} as at, outcome from queue_batch where batch_id = ${batchId}`,
  );

/** The newest change of several files of a queue that the viewer made, of the last week. */
export const lastBatchId = async (tx: Transaction, queue: string): Promise<string | undefined> =>
  (
    await maybeOne(
      tx,
      z.strictObject({ batchId: z.string() }),
      sql`select batch_id::text as "batchId" from queue_batch where queue = ${queue}
          and user_id = current_setting('jcf.user', true) order by at desc limit 1`,
    )
  )?.batchId;

const CaseName = z.strictObject({ ownerId: z.string(), caseId: z.string(), urn: z.string(), title: z.string() });

/** What these cases are called, as far as the viewer may see them: by police from the case, by the CPS from what was sent. */
export const caseNames = (tx: Transaction, caseIds: readonly string[]): Promise<z.infer<typeof CaseName>[]> =>
  rows(
    tx,
    CaseName,
    sql`select owner_id as "ownerId", case_id::text as "caseId", urn, title from case_file
        where case_id = any (${[...caseIds]}::uuid[])
        union
        select owner_id, case_id::text, urn, title from shared_case s where case_id = any (${[...caseIds]}::uuid[])
          and not exists (select from case_file f where f.owner_id = s.owner_id and f.case_id = s.case_id)`,
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
