import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Client, DatabaseError } from 'pg';
import { z } from 'zod';
import { ensureRoles } from './roles.ts';
import type { Target } from './target.ts';

export interface Migration {
  readonly number: number;
  readonly name: string;
  readonly text: string;
  /** SHA-256 of the text, in hexadecimal. */
  readonly checksum: string;
}

const ownFolder = join(import.meta.dirname, 'migrations');

/** The numbered SQL files of a folder, lowest first. Throws on a name without a number and on a number used twice. */
export function readMigrations(folder: string = ownFolder): readonly Migration[] {
  const found = readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .sort()
    .map((file) => {
      const [, number, name] = /^(\d{4})_([a-z0-9_-]+)\.sql$/.exec(file) ?? [];
      if (number === undefined || name === undefined) throw new Error(`${file} is not named like 0001_the-log.sql`);
      const text = readFileSync(join(folder, file), 'utf8');
      return { number: Number(number), name, text, checksum: createHash('sha256').update(text).digest('hex') };
    });
  const twice = found.find(({ number }, index) => found[index - 1]?.number === number);
  if (twice !== undefined) throw new Error(`Two migrations have the number ${twice.number}`);
  return found;
}

const Applied = z.array(z.strictObject({ number: z.int(), name: z.string(), checksum: z.string() }));

async function ensureTable(client: Client): Promise<void> {
  try {
    await client.query(`create table if not exists migrations (
      number integer primary key, name text not null, checksum text not null,
      applied_at timestamptz not null default now())`);
  } catch (error) {
    // "If not exists" still collides when two starts create it at the same moment; then it exists.
    if (!(error instanceof DatabaseError) || !['23505', '42P07'].includes(error.code ?? '')) throw error;
  }
}

/** The application may read how far the tables are, to say whether this release fits them. */
async function letApplicationRead(client: Client): Promise<void> {
  const { rows } = await client.query<{ may: boolean }>(
    `select has_table_privilege('jcf_app', 'migrations', 'select') as may`,
  );
  if (rows[0]?.may === true) return;
  await client.query('grant select on migrations to jcf_app').catch((error: unknown) => {
    // Two starts at the same moment: one of them gives it.
    if (!(error instanceof DatabaseError) || error.code !== 'XX000') throw error;
  });
}

/** True when this call ran it, false when somebody else had. */
async function applyOne(client: Client, { number, name, text, checksum }: Migration): Promise<boolean> {
  await client.query('begin');
  try {
    // The row comes first: a second start waits here for the first one's commit, and then inserts nothing.
    const { rowCount } = await client.query(
      'insert into migrations (number, name, checksum) values ($1, $2, $3) on conflict do nothing',
      [number, name, checksum],
    );
    if (rowCount === 1) await client.query(text);
    await client.query('commit');
    return rowCount === 1;
  } catch (cause) {
    await client.query('rollback').catch(() => undefined); // the server has gone, and what was open with it
    throw new Error(`Migration ${number} (${name}) failed; nothing of it was kept`, { cause });
  }
}

/**
 * Brings the tables up to date, as the owner: each migration in its own transaction, forward only. Gives back the
 * numbers it ran. Safe to run from several starts at once. Throws when a migration that ran has been edited since, when
 * the database is newer than this release, or when one would run out of order.
 */
export async function migrate(owner: Target, migrations: readonly Migration[] = readMigrations()): Promise<number[]> {
  const client = new Client({ ...owner });
  client.on('error', () => undefined); // a server that goes away fails the statement under way, and that is enough
  await client.connect();
  try {
    await ensureRoles(client);
    await ensureTable(client);
    await letApplicationRead(client);
    const ran: number[] = [];
    const read = async () =>
      Applied.parse((await client.query('select number, name, checksum from migrations order by number')).rows);
    const before = await read();
    const newest = before.at(-1)?.number ?? 0;
    for (const { number, name, checksum } of before) {
      const ours = migrations.find((each) => each.number === number);
      if (ours === undefined)
        throw new Error(
          `The database has migration ${number} (${name}), which this release does not know. Use a newer release.`,
        );
      if (ours.checksum !== checksum)
        throw new Error(
          `Migration ${number} (${name}) was edited after it ran. Put it back, and add a new migration instead.`,
        );
    }
    for (const migration of migrations) {
      if (before.some(({ number }) => number === migration.number)) continue;
      if (migration.number < newest)
        throw new Error(
          `Migration ${migration.number} comes before ${newest}, which has already run. Give it a higher number.`,
        );
      if (await applyOne(client, migration)) ran.push(migration.number);
    }
    return ran;
  } finally {
    await client.end();
  }
}
