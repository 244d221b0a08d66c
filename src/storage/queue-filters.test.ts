import { afterAll, beforeAll, expect, it } from 'vitest';
import { testDatabase, type TestDatabase } from '../../test/support/database.ts';
import { queueFacets, queueOf } from './queues.ts';
import { reasonsForPlace } from '../domain/queue/index.ts';
import { instant } from '../domain/kernel/civil-date.ts';
import { systemViewer } from './viewer.ts';

const now = '2026-11-22T08:00:00Z';
const me = 'user-1';
let test: TestDatabase;
beforeAll(async () => {
  test = await testDatabase();
  await test.asAdmin(
    `insert into queue_item (holder_org, queue, owner_id, case_id, submission_id, version, urn, title, kind, priority, due_at,
                             reasons, since, target_at, risks, claimed_by, claimed_until)
     select 'force-35', 'gatekeeping', 'force-35', gen_random_uuid(), 'S1', 1 + n % 3, 'B' || n, 'R v Example',
            (array['EA', 'PCD_TT'])[1 + n % 2], 'none',
            (array['2026-11-21T00:00:00Z', '2026-11-29T08:00:00Z', '2026-12-01T00:00:00Z', '2027-01-17T08:00:00Z',
                   '2027-01-18T00:00:00Z', '9999-12-31T00:00:00Z'])[1 + n % 6]::timestamptz,
            '[]', $1::timestamptz - interval '10 hours',
            -- Of ten hours that have gone: half of twenty to the moment, more, less, and past the target to the moment.
            $1::timestamptz + (array['10 hours', '9 hours', '11 hours', '0 hours'])[1 + n % 4]::interval, (array['{}', '{domestic_abuse}', '{rasso,youth}'])[1 + n % 3]::text[],
            (array[null, $2::text, 'user-2', 'user-2'])[1 + n % 4],
            (array[null, '2026-11-22T09:00:00Z', '2026-11-22T09:00:00Z', $1::timestamptz])[1 + n % 4]
     from generate_series(1, 360) n`,
    [now, me],
  );
});
afterAll(() => test.close());

const listed = async (wanted: Record<string, readonly string[]>): Promise<number> =>
  (
    await test.db.transaction(systemViewer, (tx) =>
      queueOf(tx, 'force-35', 'gatekeeping', 500, { wanted, now, userId: me }),
    )
  ).length;
const facets = () => test.db.transaction(systemViewer, (tx) => queueFacets(tx, 'force-35', 'gatekeeping', now, me));

it('says of each filter as many files as it then lists, and every file falls under one value of a group', async () => {
  const { all, counts } = await facets();
  expect(all).toBe(360);
  const sums: Record<string, number> = {};
  for (const [key, count] of counts) {
    const [group = '', value = ''] = key.split('/');
    expect(await listed({ [group]: [value] }), key).toBe(count);
    sums[group] = (sums[group] ?? 0) + count;
  }
  expect(sums).toMatchObject({ held: 360, due: 360, kind: 360, again: 360, age: 360 });
});

it('counts by what the words say: a claim ends at its time, a week and eight weeks end with their last moment', async () => {
  const { counts } = await facets();
  expect(Object.fromEntries(counts)).toMatchObject({
    ...{ 'held/nobody': 180, 'held/you': 90, 'held/others': 90, 'kind/EA': 180, 'again/first': 120 },
    ...{ 'due/passed': 60, 'due/week': 60, 'due/window': 120, 'due/later': 120 },
    ...{ 'risk/domestic_abuse': 120, 'risk/rasso': 120, 'risk/youth': 120 },
  });
});

it('ages at half of the target, to the moment, as the rows say it in words', async () => {
  const { counts } = await facets();
  expect(Object.fromEntries(counts)).toMatchObject({ 'age/over': 90, 'age/half': 180, 'age/early': 90 });
  const rows = await test.db.transaction(systemViewer, (tx) => queueOf(tx, 'force-35', 'gatekeeping', 500));
  const said = rows.map((row) => reasonsForPlace({ ...row, setBack: undefined }, instant(now))[0] ?? '');
  expect(said.filter((words) => words.startsWith('Half of its time in this queue is over'))).toHaveLength(180);
  expect(said.filter((words) => words.startsWith('Should have been taken by'))).toHaveLength(90);
});

it('lists what has any of the values of a group and one of every group', async () => {
  expect(await listed({ due: ['passed', 'week'], kind: ['EA'] })).toBe(60);
  expect(await listed({ due: ['passed'], again: ['no such value'] })).toBe(0);
});
