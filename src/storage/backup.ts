import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import { z } from 'zod';
import type { Target } from './target.ts';

/** Where a stream stood: the hash proves every event up to there. */
export const HeadLine = z.strictObject({
  ownerId: z.string(),
  streamType: z.string(),
  streamId: z.string(),
  audience: z.string(),
  seq: z.int(),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
});
export type HeadLine = z.infer<typeof HeadLine>;

/** What takes the parts of a copy, each once, in the order in which they have to be read. */
export interface Takes {
  /** A folder of the database, by its path below it. */
  readonly folder: (path: string) => Promise<void>;
  /** A file that may change or vanish while it is read; the server's log repairs what was torn. */
  readonly file: (path: string, from: string) => Promise<void>;
  /** A file whose bytes are known. */
  readonly bytes: (path: string, bytes: Buffer) => Promise<void>;
  readonly heads: (page: readonly HeadLine[]) => Promise<void>;
}

export interface DatabaseCopied {
  /** Major version of the server: only the same one reads the files. */
  readonly postgres: number;
  /** Number of the newest migration. */
  readonly migration: number;
}

/** Folders whose contents belong to the running server alone; they have to exist, empty, in the copy. */
const emptied = new Set(
  ['replslot', 'dynshmem', 'notify', 'serial', 'snapshots', 'stat_tmp', 'subtrans'].map((name) => `pg_${name}`),
);
const left = /^(postmaster\.(pid|opts)|pg_internal\.init.*|backup_label.*|tablespace_map.*|pgsql_tmp.*|t\d+_\d+.*)$/;

async function takeFolder(data: string, path: string, takes: Takes, skip: ReadonlySet<string>): Promise<void> {
  const entries = await readdir(join(data, path), { withFileTypes: true }).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []; // dropped meanwhile
    throw error;
  });
  for (const entry of entries) {
    const below = path === '' ? entry.name : `${path}/${entry.name}`;
    if (skip.has(below) || left.test(entry.name)) continue;
    if (entry.isDirectory()) {
      await takes.folder(below);
      if (!emptied.has(below)) await takeFolder(data, below, takes, skip);
    } else if (entry.isFile()) await takes.file(below, join(data, below));
  }
}

/** The control file, read until two readings agree: it is the one file whose tearing the log can't repair. */
async function readControl(data: string): Promise<Buffer> {
  for (let last = await readFile(join(data, 'global/pg_control')); ;) {
    const next = await readFile(join(data, 'global/pg_control'));
    if (next.equals(last)) return next;
    last = next;
  }
}

const Started = z.object({ folder: z.string(), version: z.coerce.number() });
const Stopped = z.object({ label: z.string(), map: z.string() });
const Newest = z.object({ newest: z.int() });
const pageSize = 1000;

async function takeHeads(client: Client, takes: Takes): Promise<void> {
  await client.query('begin');
  await client.query(`declare heads no scroll cursor for
    select owner_id as "ownerId", stream_type as "streamType", stream_id as "streamId", audience, seq,
      encode(hash, 'hex') as hash
    from stream_head order by owner_id, stream_type, stream_id, audience`);
  for (;;) {
    const { rows } = await client.query(`fetch ${pageSize} from heads`);
    if (rows.length === 0) break;
    await takes.heads(rows.map((row) => HeadLine.parse(row)));
  }
  await client.query('commit');
}

/**
 * Copies the files of a server that goes on working, so that a server started on the copy recovers to the moment at which
 * this ended: nothing that was acknowledged before it began is missing. Connects as the superuser, on this machine.
 * Throws when the server goes away; it leaves backup mode by itself then.
 */
export async function copyDatabase(admin: Target, takes: Takes): Promise<DatabaseCopied> {
  const client = new Client({ ...admin });
  let lost: Error | undefined;
  client.on('error', (error) => (lost ??= error));
  await client.connect();
  try {
    const { newest } = Newest.parse((await client.query('select max(number) as newest from migrations')).rows[0]);
    // A slot of this connection: without it the server could remove log that the copy needs, when the copy takes long.
    await client.query(`select pg_create_physical_replication_slot('jcf_backup_${process.pid}', true, true)`);
    await client.query(`select pg_backup_start('jcf backup', true)`);
    const { folder, version } = Started.parse(
      (
        await client.query(
          `select current_setting('data_directory') as folder, current_setting('server_version_num') as version`,
        )
      ).rows[0],
    );
    await takeHeads(client, takes);
    await takeFolder(folder, '', takes, new Set(['pg_wal', 'global/pg_control']));
    await takes.bytes('global/pg_control', await readControl(folder));
    const { label, map } = Stopped.parse(
      (await client.query(`select labelfile as label, spcmapfile as map from pg_backup_stop(false)`)).rows[0],
    );
    if (map.trim() !== '') throw new Error('The database has tablespaces of its own, which jcf backup does not copy.');
    await takes.bytes('backup_label', Buffer.from(label));
    await takes.folder('pg_wal');
    await takeFolder(folder, 'pg_wal', takes, new Set());
    return { postgres: Math.floor(version / 10_000), migration: newest };
  } catch (error) {
    throw lost === undefined ? error : new Error('The database server went away.', { cause: lost });
  } finally {
    await client.end().catch(() => undefined);
  }
}
