import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { instant } from '../../src/domain/kernel/civil-date.ts';
import { run, sql, type Transaction } from '../../src/storage/database.ts';
import { claimJob, enqueue, finishJob, type ClaimedJob } from '../../src/storage/jobs.ts';
import { systemViewer } from '../../src/storage/viewer.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';

/** 32 workers taking jobs from one table, some of them lost while they hold one, some cut off by the server. */

const jobs = 500;
const claimers = 32;
vi.setConfig({ testTimeout: 180_000 });

const begin = instant('2026-11-24T09:00:00Z');
let test: TestDatabase;
beforeAll(async () => {
  test = await testDatabase({ tables: 'log', connections: claimers });
  await test.asAdmin(`create table work_done (key text not null); grant insert, select on work_done to jcf_app`);
});
afterAll(() => test.close());
beforeEach(async () => {
  await test.asAdmin('truncate job, work_done');
  const wanted = Array.from({ length: jobs }, (_, index) => ({ kind: 'look', key: `k${index}`, payload: {} }));
  await test.db.transaction(systemViewer, (tx) => enqueue(tx, 'force-1', wanted, begin));
});

type Finish = (tx: Transaction, job: ClaimedJob, now: typeof begin) => Promise<boolean>;

/** Works until nothing is left. The clock moves on with each round, so that the leases of lost workers end. */
async function workThrough(finish: Finish): Promise<void> {
  let [now, turn, left] = [begin, 0, jobs];
  const take = () =>
    test.db.transaction(systemViewer, (tx) => claimJob(tx, { kinds: ['look'], now, leaseSeconds: 60 }));
  const work = async (): Promise<void> => {
    for (let job = await take(); job !== undefined; job = await take()) {
      const held = job;
      turn += 1;
      if (turn % 7 === 0) continue; // lost: it never says another word
      const slow = turn % 11 === 0; // so slow that its lease ends and another takes the job
      if (slow) now = now.add({ seconds: 61 });
      if (slow) await pause(20);
      await test.db.transaction(systemViewer, async (tx) => {
        await run(tx, sql`insert into work_done (key) values (${held.key})`);
        if (!(await finish(tx, held, now))) throw new Error('the lease had ended');
      });
    }
  };
  const cut = setInterval(() => {
    void test.asAdmin(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and usename = 'jcf_app' order by random() limit 2`,
    );
  }, 100);
  try {
    while (left > 0) {
      await Promise.all(
        Array.from({ length: claimers }, () => work().catch(() => {})), // cut off, or too late: another goes on
      );
      now = now.add({ seconds: 61 });
      left = Number((await test.asAdmin('select count(*)::int as n from job where done_at is null'))[0]?.['n']);
    }
  } finally {
    clearInterval(cut);
  }
}

const outcome = async () =>
  (await test.asAdmin(`select count(*)::int as times, count(distinct key)::int as keys from work_done`))[0];

describe('32 workers, some of them lost', () => {
  it('do each job once and forget none', async () => {
    await workThrough(finishJob);
    expect(await outcome()).toEqual({ times: jobs, keys: jobs });
  });

  it('do some twice when finishing asks for no lease, which this check finds', async () => {
    await workThrough(async (tx, job, now) => {
      await run(
        tx,
        sql`update job set done_at = ${now}::timestamptz where owner_id = ${job.ownerId} and job_id = ${job.jobId}`,
      );
      return true;
    });
    const found = await outcome();
    expect(found?.['keys']).toBe(jobs);
    expect(Number(found?.['times'])).toBeGreaterThan(jobs);
  });
});
