import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { instant } from '../../src/domain/kernel/civil-date.ts';
import { productLog } from '../../src/storage/event-log.ts';
import { verifyChains } from '../../src/storage/log/index.ts';
import { rebuildInScratch } from '../../src/storage/rebuild.ts';
import { systemViewer } from '../../src/storage/viewer.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { until } from '../support/operator.ts';

/** A night's sweep in two processes at once, and in one that is killed (kill -9) on the way: each thing is said once. */

const cases = 240;
/** Every fourth has run out, and is an incident; of the others people are to be warned, a day ahead or a week. */
const now = '2026-11-22T00:05:00Z';
const ends = ['2026-11-22T00:00:00Z', '2026-11-22T23:00:00Z', '2026-11-28T00:00:00Z', '2026-11-23T00:00:00Z'];
const ranOut = cases / ends.length;
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

const log = productLog();
const caseId = (n: number): string => `00000000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;

let test: TestDatabase;
beforeAll(async () => {
  test = await testDatabase();
});
afterAll(() => test.close());

const children = new Set<ChildProcess>();
afterEach(() => {
  for (const child of children) child.kill('SIGKILL');
  children.clear();
});

beforeEach(async () => {
  await test.asAdmin(
    'truncate event, event_payload, stream_head, feed, feed_pending, case_clock, case_clock_state, clock_warning, clock_incident, limit_review_item',
  );
  const parts = Array.from({ length: cases }, (_, n) => ({
    stream: { ownerId: 'force-35', streamType: 'case', streamId: caseId(n), audience: 'police', caseId: caseId(n) },
    command: { events: [workedOut(n)], actor: byClocks, at: instant('2026-11-01T09:00:00Z') },
  }));
  await test.db.transaction(systemViewer, (tx) => log.appendMany(tx, parts));
});

const byClocks = { side: 'system', orgId: 'force-35', userId: 'clocks' } as const;

const workedOut = (n: number) => ({
  type: 'clocks-worked-out',
  touches: ['clocks:police'],
  payload: {
    ...{ side: 'police', rules: 'test', held: true, reordered: [], urn: `35NT${n}`, caseTitle: 'R v A', unit: 'North' },
    clocks: [
      {
        ...{ clockId: 'prosecution-limit:F1', kind: 'prosecution-limit', defendantId: 'D1', offenceId: 'F1' },
        ...{ title: 'Assault by beating', suspect: 'A B', provision: 's39A', inHours: false, state: 'running' },
        endsAt: ends[n % ends.length],
      },
    ],
  },
});

interface Sweeper {
  readonly child: ChildProcess;
  /** Begins; settles with what it said, or undefined when it was killed. */
  readonly sweep: () => Promise<{ cases: number; warnings: number; incidents: number } | undefined>;
}

const Said = z.strictObject({ cases: z.int(), warnings: z.int(), incidents: z.int() });

async function sweeper(batch: number): Promise<Sweeper> {
  const target = JSON.stringify(test.targets.app);
  const child = spawn(process.execPath, ['--import', 'tsx', 'test/failures/sweep-once.ts', target, now, `${batch}`], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  children.add(child);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  expect((await lines.next()).value).toBe('ready');
  return {
    child,
    sweep: async () => {
      const ended = once(child, 'close');
      child.stdin.write('go\n');
      const said = await lines.next();
      await ended;
      return said.done === true ? undefined : Said.parse(JSON.parse(said.value));
    },
  };
}

const number = async (query: string): Promise<number> => Number((await test.asAdmin(query))[0]?.['n']);
const sweptEvents = () => number(`select count(*) as n from event where type = 'clocks-swept'`);

/** What must hold whatever was done: each case has said one thing, once, and the log proves it. */
async function expectEachSaidOnce(): Promise<void> {
  expect(await sweptEvents()).toBe(cases);
  expect(await number(`select count(distinct stream_id) as n from event where type = 'clocks-swept'`)).toBe(cases);
  expect(await number('select count(*) as n from clock_incident')).toBe(ranOut);
  expect(await number('select count(*) as n from clock_warning')).toBe(cases - ranOut);
  expect(await number('select count(*) as n from case_clock where expired or warned is not null')).toBe(cases);
  expect(await verifyChains(test.db)).toMatchObject({ events: 2 * cases, faults: [] });
  expect((await rebuildInScratch(test.db, log)).differences).toEqual([]);
}

describe('a sweep', () => {
  it('in two processes at once says each thing once, and both have a part in it', async () => {
    const both = await Promise.all([sweeper(5), sweeper(5)]);
    const said = await Promise.all(both.map(({ sweep }) => sweep()));
    for (const each of said) expect(each?.cases).toBeGreaterThan(0);
    expect(said.reduce((sum, each) => sum + (each?.cases ?? 0), 0)).toBe(cases);
    expect(said.reduce((sum, each) => sum + (each?.incidents ?? 0), 0)).toBe(ranOut);
    await expectEachSaidOnce();
  });

  it.each([1, 120])('killed after %i cases were said loses none and doubles none', async (after) => {
    const first = await sweeper(5);
    const killed = first.sweep();
    await until(async () => {
      if ((await sweptEvents()) < after) return false;
      return first.child.kill('SIGKILL');
    });
    expect(await killed).toBeUndefined();
    // The server may not have noticed yet that nobody is there to commit what was under way.
    await until(async () => (await number(othersAtWork)) === 0);
    const kept = await sweptEvents();
    expect(kept).toBeGreaterThanOrEqual(after);
    expect(kept).toBeLessThan(cases);
    const second = await (await sweeper(5)).sweep();
    expect(second?.cases).toBe(cases - kept);
    await expectEachSaidOnce();
  });
});

const othersAtWork = `select count(*) as n from pg_stat_activity
  where datname = current_database() and usename = 'jcf_app' and state <> 'idle'`;
