import { afterAll, beforeAll, expect, it } from 'vitest';
import { testDatabase, type TestDatabase } from '../../test/support/database.ts';
import { placeOf } from '../domain/queue/index.ts';

let test: TestDatabase;
beforeAll(async () => {
  test = await testDatabase();
});
afterAll(() => test.close());

const times = [
  '2026-11-23T08:00:00.000Z',
  '2027-01-17T23:00:00.000Z',
  '2027-06-01T00:00:00.000Z',
  '9999-12-31T00:00:00.000Z',
];

it('the place in the table is the place in the rules, for every order of the times', async () => {
  const wrong: unknown[] = [];
  for (const dueAt of times)
    for (const targetAt of times)
      for (const until of [undefined, ...times])
        for (const overLimit of [false, true]) {
          const [row] = await test.asAdmin(
            `select (extract(epoch from queue_place($1, $2, $3, $4)) * 1000)::bigint::text as place`,
            [dueAt, targetAt, until ?? null, overLimit],
          );
          const place = placeOf({ dueAt, targetAt, setBack: until === undefined ? undefined : { until, overLimit } });
          if (Number(row?.['place']) !== place) wrong.push({ dueAt, targetAt, until, overLimit, row, place });
        }
  expect(wrong).toEqual([]);
});
