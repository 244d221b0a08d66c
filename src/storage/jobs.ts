import { z } from 'zod';
import type { Instant } from '../domain/kernel/civil-date.ts';
import { maybeOne, run, sql, type Sql, type Transaction } from './database.ts';
import { newId } from './ids.ts';
import { canonicalText } from './log/canonical.ts';

/** Work asked for in the transaction that makes it necessary. */
export interface NewJob {
  readonly kind: string;
  /** Says which piece of work this is: the same owner, kind and key is asked for once, however often it is asked. */
  readonly key: string;
  /** Ids only, never content. */
  readonly payload: unknown;
  /** Not before then; at once unless told. */
  readonly runAt?: Instant;
}

const Claimed = z.strictObject({
  ownerId: z.string(),
  jobId: z.string(),
  kind: z.string(),
  key: z.string(),
  payload: z.unknown(),
  /** 1 at the first try. */
  attempts: z.int(),
  /** Proof of holding the job; every other claim of it has another. */
  lease: z.string(),
});
/** A job held by one worker until its lease ends. */
export type ClaimedJob = z.infer<typeof Claimed>;

/** Tries before a job is given up and left for a person to look at. */
export const maxAttempts = 12;

/** Seconds to wait after the n-th failed try: 2, 4, 8 … up to an hour. */
export const backoffSeconds = (attempts: number): number => Math.min(2 ** attempts, 3600);

/** The statement that asks for work. Asking again for the same owner, kind and key changes nothing. */
export const enqueueStatement = (ownerId: string, { kind, key, payload, runAt }: NewJob, now: Instant): Sql => sql`
  insert into job (owner_id, job_id, kind, key, payload, run_at)
  values (${ownerId}, ${newId(now)}, ${kind}, ${key}, ${canonicalText(payload)}::jsonb, ${runAt ?? now}::timestamptz)
  on conflict do nothing`;

/** Asks for work outside an event, in the caller's transaction. */
export async function enqueue(tx: Transaction, ownerId: string, jobs: readonly NewJob[], now: Instant): Promise<void> {
  for (const job of jobs) await run(tx, enqueueStatement(ownerId, job, now));
}

/**
 * Takes the job that has waited longest among the kinds named, for `leaseSeconds`; `undefined` when none is due. Needs a
 * system viewer. Jobs held by others are passed over, so workers never wait for each other.
 */
export const claimJob = (
  tx: Transaction,
  given: { readonly kinds: readonly string[]; readonly now: Instant; readonly leaseSeconds: number },
): Promise<ClaimedJob | undefined> =>
  maybeOne(
    tx,
    Claimed,
    sql`with next as (
          select owner_id, job_id from job
          where kind = any (${given.kinds}::text[]) and done_at is null and given_up_at is null
            and run_at <= ${given.now}::timestamptz and (locked_until is null or locked_until <= ${given.now}::timestamptz)
          order by run_at, job_id limit 1 for update skip locked)
        update job set attempts = attempts + 1, lease = ${newId(given.now)},
          locked_until = ${given.now}::timestamptz + make_interval(secs => ${given.leaseSeconds})
        from next where job.owner_id = next.owner_id and job.job_id = next.job_id
        returning job.owner_id as "ownerId", job.job_id::text as "jobId", kind, key, payload, attempts, lease::text`,
  );

/** Says that a job is still being worked at. Nothing happens where its lease had ended and another worker took it. */
export const extendLease = (
  tx: Transaction,
  job: ClaimedJob,
  { now, leaseSeconds }: { readonly now: Instant; readonly leaseSeconds: number },
): Promise<number> =>
  run(
    tx,
    sql`update job set locked_until = ${now}::timestamptz + make_interval(secs => ${leaseSeconds})
        where owner_id = ${job.ownerId} and job_id = ${job.jobId} and lease = ${job.lease} and done_at is null`,
  );

/** Marks a job done. False when its lease had ended and another worker took it: then roll back what was done. */
export async function finishJob(tx: Transaction, job: ClaimedJob, now: Instant): Promise<boolean> {
  const count = await run(
    tx,
    sql`update job set done_at = ${now}::timestamptz, lease = null, locked_until = null
        where owner_id = ${job.ownerId} and job_id = ${job.jobId} and lease = ${job.lease} and done_at is null`,
  );
  return count === 1;
}

/**
 * Puts a failed job back, later each time, or gives it up after `maxAttempts`. `error` must hold no personal data.
 * False when its lease had ended and another worker took it.
 */
export async function failJob(tx: Transaction, job: ClaimedJob, error: string, now: Instant): Promise<boolean> {
  const over = job.attempts >= maxAttempts;
  const count = await run(
    tx,
    sql`update job set lease = null, locked_until = null, last_error = ${error.slice(0, 1000)},
          run_at = ${now}::timestamptz + make_interval(secs => ${backoffSeconds(job.attempts)}),
          given_up_at = ${over ? now : null}::timestamptz
        where owner_id = ${job.ownerId} and job_id = ${job.jobId} and lease = ${job.lease} and done_at is null`,
  );
  return count === 1;
}

/** Removes finished jobs of a kind that is asked for under a new key each time. */
export const forgetJobs = (tx: Transaction, kind: string, before: Instant): Promise<number> =>
  run(tx, sql`delete from job where kind = ${kind} and done_at < ${before}::timestamptz`);
