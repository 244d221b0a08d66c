import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { one, rows, sql, type Transaction } from '../../src/storage/database.ts';
import { settingsOf, type Viewer } from '../../src/storage/viewer.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { officer } from '../support/note-log.ts';

/** One connection shared by people of two forces, one of whom meets an error in the middle: the next sees their own alone. */

const other: Viewer = { ...officer, orgId: 'force-2', userId: 'officer-2' };
const nobody: Viewer = { side: 'outside', orgId: '', userId: '', audiences: [], classes: [] };
let test: TestDatabase;

beforeAll(async () => {
  test = await testDatabase({ tables: 'log', connections: 1 });
  for (const { orgId } of [officer, other])
    await test.asAdmin(
      `insert into stream_head (owner_id, stream_type, stream_id, audience, seq, hash, entered_at)
       values ($1, 'notes', 'n', 'police', 0, decode(repeat('00', 32), 'hex'), now())`,
      [orgId],
    );
});
afterAll(() => test.close());

const ownersSeen = async (tx: Transaction): Promise<readonly string[]> =>
  (await rows(tx, z.object({ owner: z.string() }), sql`select owner_id as owner from stream_head`)).map(
    (row) => row.owner,
  );
const seenBy = (viewer: Viewer) => test.db.transaction(viewer, ownersSeen);

const breaks = {
  'a statement that fails': (tx: Transaction) => tx.query(sql`select 1 / 0`),
  'a fault of ours after a statement': async (tx: Transaction) => {
    await ownersSeen(tx);
    throw new Error('on purpose');
  },
  'an error that is caught, and a commit that is none': (tx: Transaction) =>
    tx.query(sql`select 1 / 0`).catch(() => {}),
  'a connection that is cut': async (tx: Transaction) => {
    const { pid } = await one(tx, z.object({ pid: z.int() }), sql`select pg_backend_pid() as pid`);
    await test.asAdmin('select pg_terminate_backend($1)', [pid]);
    await tx.query(sql`select 1`);
  },
};

describe('after an error in the middle of a transaction', () => {
  it.each(Object.entries(breaks))(
    'the next on the same connection sees their own alone: %s',
    async (_what, breaking) => {
      expect(await seenBy(officer)).toEqual([officer.orgId]);
      await expect(test.db.transaction(officer, breaking)).rejects.toThrow();
      expect(await seenBy(other)).toEqual([other.orgId]);
      expect(await seenBy(nobody)).toEqual([]);
      const state = await test.db.transaction(nobody, (tx) =>
        one(
          tx,
          z.object({ who: z.string(), org: z.string() }),
          sql`select current_user as who, current_setting('jcf.org', true) as org`,
        ),
      );
      expect(state).toEqual({ who: 'jcf_app', org: '' });
    },
  );

  it('would see more if the settings outlived their transaction, which this check finds', async () => {
    const client = new Client({ ...test.targets.app });
    await client.connect();
    try {
      // The same settings for the session instead of the transaction.
      for (const [setting, value] of Object.entries(settingsOf(officer)))
        await client.query('select set_config($1, $2, false)', [setting, value]);
      await expect(client.query('select 1 / 0')).rejects.toThrow('division by zero');
      const { rows: seen } = await client.query('select owner_id from stream_head');
      expect(seen).toEqual([{ owner_id: officer.orgId }]);
    } finally {
      await client.end();
    }
  });
});

describe('dates under London time', () => {
  const days = ['2026-03-28', '2026-03-29', '2026-03-30', '2026-07-01', '2026-10-24', '2026-10-25', '2026-10-26'];

  it('are read as the days they are, the days when clocks change included', async () => {
    expect(process.env['TZ']).toBe('Europe/London');
    for (const day of days) {
      const read = await test.db.transaction(nobody, (tx) =>
        one(
          tx,
          z.object({ day: z.string(), midnight: z.string(), clock: z.string() }),
          sql`select ${day}::date as day, (${day}::date + interval '0 hours')::text as midnight,
                ${`${day}T00:30:00Z`}::timestamptz as clock`,
        ),
      );
      expect(read).toEqual({ day, midnight: `${day} 00:00:00`, clock: `${day} 00:30:00+00` });
    }
  });

  it('would shift in summer as the driver reads them by itself, which this check finds', async () => {
    const client = new Client({ ...test.targets.app });
    await client.connect();
    try {
      const { rows: read } = await client.query<{ day: Date }>(`select '2026-07-01'::date as day`);
      expect(read[0]?.day.toISOString().slice(0, 10)).toBe('2026-06-30');
    } finally {
      await client.end();
    }
  });
});
