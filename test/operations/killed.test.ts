import { existsSync, readdirSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { copyOfCase } from '../support/copied-case.ts';
import {
  ask,
  clearAway,
  connectTo,
  dataFolder,
  freePort,
  run,
  serverOn,
  start,
  until,
  type Running,
} from '../support/operator.ts';
import { filesBelow } from '../support/untouched.ts';

/**
 * The process killed (kill -9) in the middle of a first start, then in the middle of imports, on one data folder. Where the
 * kill has to come inside a transaction, a lock of ours holds that transaction up first. The cases follow each other.
 */

// Each starts the product, some of them several times, beside whatever else this machine does.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

let place: Awaited<ReturnType<typeof dataFolder>>;
let data: string;
beforeAll(async () => {
  place = await dataFolder('data');
  data = place.data;
});
afterAll(() => clearAway(place));

async function kill(running: Running): Promise<void> {
  running.kill('SIGKILL');
  expect(await running.ended).toBe('SIGKILL');
}

const hasBegun = async (running: Running, point: () => boolean | Promise<boolean>): Promise<void> =>
  until(
    point,
    () => running.hasEnded(),
    () => `it ended before it was killed:\n${running.printed()}`,
  );

const waiting = `select 1 from pg_locks where not granted and relation = to_regclass($1)`;

/** Waits until the running process is stuck in a transaction that wants to write this table; nothing of it is committed. */
async function stuckAt(running: Running, table: string): Promise<Client> {
  await hasBegun(running, async () => (await serverOn(data))?.nodePid === running.pid);
  const holder = await connectTo(data);
  await hasBegun(running, async () => {
    const { rowCount } = await holder.query('select 1 where to_regclass($1) is not null', [table]);
    return rowCount === 1;
  });
  await holder.query('begin');
  await holder.query(`lock table ${table} in exclusive mode`);
  await hasBegun(running, async () => (await holder.query(waiting, [table])).rowCount === 1);
  return holder;
}

/** The example cases that are there, with their items and the state of their submissions. */
const casesThere = `
  select c.urn, count(distinct m.material_id)::int as items, array_agg(distinct s.state) as states
  from case_file c left join material_item m using (owner_id, case_id) left join submission s using (owner_id, case_id)
  group by c.urn order by c.urn`;

describe('a first start that is killed', () => {
  const serve = async () => start(['serve'], { data, port: await freePort() });
  const namesIn = (folder: string): readonly string[] => (existsSync(folder) ? readdirSync(folder) : []);

  it('while the database is being created', async () => {
    const running = await serve();
    await hasBegun(running, () => namesIn(join(data, 'database')).some((name) => name.startsWith('new-')));
    await kill(running);
  });

  it('while its tables are being made', async () => {
    const running = await serve();
    await hasBegun(running, async () => (await serverOn(data))?.nodePid === running.pid);
    await kill(running);
  });

  it('while documents are being stored', async () => {
    const running = await serve();
    await hasBegun(running, async () => (await filesBelow(join(data, 'documents')).catch(() => [])).length > 40);
    await kill(running);
  });

  it('in the middle of taking in a case', async () => {
    const running = await serve();
    const holder = await stuckAt(running, 'material_item');
    await kill(running);
    await holder.end().catch(() => undefined);
    const there = await ask(data, casesThere);
    expect(there.length).toBeLessThan(9);
    for (const each of there) expect(each).toMatchObject({ states: ['draft'] });
  });

  it('in the middle of what its people do with the cases', async () => {
    const running = await serve();
    const holder = await stuckAt(running, 'gap_explained');
    await kill(running);
    await holder.end().catch(() => undefined);
    const there = await ask(data, casesThere);
    expect(there).toHaveLength(9);
    expect(there).toContainEqual({ urn: '35SP0927315', items: 13, states: ['gatekeeping'] });
    expect(there).toContainEqual({ urn: '35SE0963826', items: 16, states: ['draft'] });
  });

  it('ends up as one that was not, and its tables are those of its log', async () => {
    const running = await serve();
    await running.says('Joint Case File is at');
    running.kill('SIGTERM');
    expect(await running.ended).toBe(0);
    expect(await ask(data, casesThere)).toEqual([
      { urn: '35CJ0941127', items: 30, states: ['triage_pending'] },
      { urn: '35CJ0971526', items: 16, states: ['draft'] },
      { urn: '35CM0930418', items: 13, states: ['draft'] },
      { urn: '35CM0985526', items: 30, states: ['triage_accepted'] },
      { urn: '35NT0914726', items: 20, states: ['draft'] },
      { urn: '35NT0952226', items: 30, states: ['draft'] },
      { urn: '35NT0999126', items: 9, states: ['supervision'] },
      { urn: '35SE0963826', items: 16, states: ['gatekeeping'] },
      { urn: '35SP0927315', items: 13, states: ['gatekeeping'] },
    ]);
    const verified = await run(['rebuild', '--verify'], { data });
    expect(verified).toMatchObject({ exit: 0, printed: expect.stringContaining('No difference found.') });
  });
});

describe('an import that is killed', () => {
  const urn = '35SP0000226';
  const everything = `
    select (select count(*)::int from event) as events, (select count(*)::int from event_payload) as payloads,
      (select sum(seq)::int from stream_head) as heads, (select count(*)::int from case_file) as cases,
      (select count(*)::int from material_item) as items, (select count(*)::int from document_reading) as readings`;
  let dir: string;
  let before: unknown;
  beforeAll(async () => {
    dir = await copyOfCase(join(place.above, 'case'), urn);
    const log = join(dir, 'documents/M13_CAD_Incident_log_0211_of_2_November_2026.txt');
    // Large enough for the kill to come while it is being stored, and new to the store.
    await writeFile(log, `${await readFile(log, 'utf8')}${'Nothing further. '.repeat(2_000_000)}`);
    [before] = await ask(data, everything);
  });
  const take = () => start(['import', dir], { data });

  it('while documents are being stored: nothing of the case is there', async () => {
    const running = take();
    await hasBegun(running, () => readdirSync(join(data, 'documents/tmp')).length > 0);
    await kill(running);
    expect(await ask(data, everything)).toEqual([before]);
  });

  it.each([
    { what: 'the tables of its first event', table: 'case_person' },
    { what: 'its last table', table: 'case_contact' },
  ])('in its transaction, at $what: nothing of the case is there', async ({ table }) => {
    const running = take();
    const holder = await stuckAt(running, table);
    await kill(running);
    await holder.end().catch(() => undefined);
    expect(await ask(data, everything)).toEqual([before]);
  });

  it('in its transaction, along with the database server: nothing of the case is there', async () => {
    const running = take();
    const holder = await stuckAt(running, 'material_item');
    const server = await serverOn(data);
    process.kill(server?.serverPid ?? running.pid, 'SIGKILL');
    await kill(running);
    await holder.end().catch(() => undefined);
    expect(await ask(data, everything)).toEqual([before]);
  });

  it('as soon as it has said that the case is in: the whole of it is there, and a second import says so', async () => {
    const running = take();
    await running.says(`${urn} taken in with 13 documents.`);
    await kill(running);
    expect(await ask(data, casesThere)).toContainEqual({ urn, items: 13, states: ['draft'] });
    const again = await run(['import', dir], { data });
    expect(again).toMatchObject({
      exit: 2,
      printed: expect.stringContaining(`Case ${urn} is here already. Nothing was changed.`),
    });
  });

  it('leaves tables that are those of the log', async () => {
    const verified = await run(['rebuild', '--verify'], { data });
    expect(verified).toMatchObject({ exit: 0, printed: expect.stringContaining('No difference found.') });
  });

  it('leaves in the record of access who did it on the command line', async () => {
    const entries = `select distinct page, dealing, every_case, user_id like 'operator:_%' as named from access_record
                      where via = 'command-line' order by page`;
    expect(await ask(data, entries)).toEqual([
      { page: 'command-import', dealing: 'collected', every_case: false, named: true },
      { page: 'command-verify', dealing: 'consulted', every_case: true, named: true },
    ]);
  });
});
