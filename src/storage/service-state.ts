import { z } from 'zod';
import { maybeOne, one, rows, type Transaction } from './database.ts';
import { sql } from './sql.ts';

/** Numbers about the whole service, for whoever runs it: counts alone, nothing of a case. All need a system viewer. */

const Queue = z.strictObject({ queue: z.string(), waiting: z.int(), claimed: z.int() });

/** How many files wait in each kind of queue, over all organisations, and how many of them somebody has taken. */
export const queueDepths = (tx: Transaction): Promise<z.infer<typeof Queue>[]> =>
  rows(
    tx,
    Queue,
    sql`select queue, count(*)::int as waiting, count(claimed_by)::int as claimed from queue_item group by queue order by queue`,
  );

const Jobs = z.strictObject({ waiting: z.int(), running: z.int(), failed: z.int(), given_up: z.int() });

/** Work not finished: not begun, held by a worker, to be tried again, given up. */
export const jobCounts = (tx: Transaction): Promise<z.infer<typeof Jobs>> =>
  one(
    tx,
    Jobs,
    sql`select count(*) filter (where given_up_at is null and lease is null and attempts = 0)::int as waiting,
               count(*) filter (where given_up_at is null and lease is not null)::int as running,
               count(*) filter (where given_up_at is null and lease is null and attempts > 0)::int as failed,
               count(*) filter (where given_up_at is not null)::int as given_up
        from job where done_at is null`,
  );

const Feed = z.strictObject({ position: z.coerce.number(), pending: z.int(), lagSeconds: z.number() });

/** How far the feed is, how many events wait for their place in it, and for how long the oldest has, by the server's clock. */
export const feedState = (tx: Transaction): Promise<z.infer<typeof Feed>> =>
  one(
    tx,
    Feed,
    sql`select (select position::text from feed_head) as position, count(*)::int as pending,
               greatest(0, coalesce(extract(epoch from clock_timestamp() - min(entered_at)), 0))::float8 as "lagSeconds"
        from feed_pending`,
  );

const Newest = z.strictObject({ newest: z.int().nullable() });

/** Number of the newest migration that has run. */
export const newestMigration = async (tx: Transaction): Promise<number | null> =>
  (await maybeOne(tx, Newest, sql`select max(number)::int as newest from migrations`))?.newest ?? null;
