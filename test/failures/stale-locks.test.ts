import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { findBinaries, platformPackage } from '../../src/storage/embedded/binaries.ts';
import { anyWorksIn, killOrphansIn, worksIn } from '../../src/storage/embedded/processes.ts';
import { accountFor, ids } from '../../src/storage/embedded/run-as.ts';
import { startEmbedded } from '../../src/storage/embedded/start.ts';
import { migrate, readMigrations, type Migration } from '../../src/storage/migrate.ts';
import { until } from '../support/operator.ts';

/** Starting on what was left behind: lock files whose process is gone or another's, two starts at once, half a migration. */

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let above: string;
let dataDir: string;
let lock: string;
const helpers: ChildProcess[] = [];
beforeAll(async () => {
  above = await mkdtemp(join(tmpdir(), 'jcf-locks-'));
  await chmod(above, 0o755);
  dataDir = join(above, 'database');
  const server = await startEmbedded({ dataDir });
  lock = await readFile(join(dataDir, 'data/postmaster.pid'), 'utf8');
  await server.stop();
});
afterAll(async () => {
  for (const each of helpers) each.kill('SIGKILL');
  await until(() => !anyWorksIn(join(dataDir, 'data')));
  await rm(above, { recursive: true, force: true });
});

/** A process that sleeps, run as the owner of the database files or as whoever runs the test. */
function sleeper(asOwner: boolean): number {
  const child = spawn('sleep', ['300'], { ...(asOwner ? ids(accountFor(dataDir)) : {}), cwd: '/', stdio: 'ignore' });
  helpers.push(child);
  return child.pid ?? 0;
}

async function leaveLock(pid: number): Promise<void> {
  const file = join(dataDir, 'data/postmaster.pid');
  const { uid, gid } = await stat(join(dataDir, 'data'));
  await writeFile(file, lock.replace(/^\d+/, `${pid}`), { mode: 0o600 });
  spawnSync('chown', [`${uid}:${gid}`, file]);
}

async function startsAndAnswers(): Promise<void> {
  const server = await startEmbedded({ dataDir });
  const client = new Client({ ...server.admin });
  try {
    await client.connect();
    expect((await client.query('select 1 as answer')).rows).toEqual([{ answer: 1 }]);
  } finally {
    await client.end();
    await server.stop();
  }
}

describe('a lock file left behind', () => {
  it.each([
    { whose: 'a process that is gone', pid: () => spawnSync('true').pid },
    { whose: 'another process of the same user', pid: () => sleeper(true) },
    { whose: 'a process of whoever runs this', pid: () => sleeper(false) },
  ])('does not keep a start away: $whose', async ({ pid }) => {
    await leaveLock(pid());
    await startsAndAnswers();
  });

  it('keeps the server away when nobody clears it, which is why it is cleared', async () => {
    await leaveLock(sleeper(true));
    const account = accountFor(dataDir);
    const { native } = findBinaries(platformPackage, account);
    const args = ['-D', join(dataDir, 'data'), '-c', 'listen_addresses=', '-c', 'unix_socket_directories='];
    const bare = spawnSync(join(native, 'bin/postgres'), args, {
      ...ids(account),
      cwd: '/',
      encoding: 'utf8',
      timeout: 30_000,
    });
    expect(bare.status).not.toBe(0);
    expect(bare.stderr).toMatch(/lock file .* already exists/);
    await startsAndAnswers();
  });
});

describe('a process of a killed server that does not end', () => {
  /** Starts a server, kills it so that one of its processes stays behind, and gives that process. */
  async function leaveOrphan(): Promise<number> {
    const server = await startEmbedded({ dataDir });
    const client = new Client({ ...server.admin });
    client.on('error', () => undefined);
    await client.connect();
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
    const orphan = rows[0]?.pid ?? 0;
    // It stands still as one does that waits for a lock whose holder has died.
    process.kill(orphan, 'SIGSTOP');
    process.kill(server.pid, 'SIGKILL');
    await server.ended;
    return orphan;
  }

  it('is ended by the next start, which then serves', async () => {
    const orphan = await leaveOrphan();
    expect(anyWorksIn(join(dataDir, 'data'))).toBe(true);
    await startsAndAnswers();
    expect(worksIn(orphan, join(dataDir, 'data'))).toBe(false);
  });

  it('is left alone while a server is at work there, and so is a shell', async () => {
    const server = await startEmbedded({ dataDir });
    const shell = spawn('sleep', ['300'], { cwd: join(dataDir, 'data'), stdio: 'ignore' });
    helpers.push(shell);
    try {
      killOrphansIn(join(dataDir, 'data'));
      const client = new Client({ ...server.admin });
      await client.connect();
      await client.end();
    } finally {
      await server.stop();
    }
    killOrphansIn(join(dataDir, 'data'));
    // Had it been killed before, that signal would be the one that ended it.
    shell.kill('SIGTERM');
    expect(await once(shell, 'close')).toEqual([null, 'SIGTERM']);
  });
});

const starter = `
  import { startEmbedded } from './src/storage/embedded/start.ts';
  try {
    const server = await startEmbedded({ dataDir: process.argv[1] });
    process.on('SIGTERM', () => void server.stop().then(() => process.exit(0)));
    process.stdout.write('started ' + server.pid + '\\n');
    setInterval(() => {}, 1000);
  } catch (error) {
    process.stdout.write('refused ' + error.message + '\\n');
  }`;

/** A start in a process of its own: what it says first, and the process. */
function startIn(folder: string) {
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', starter, folder], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  helpers.push(child);
  const said = new Promise<string>((resolve) => {
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (piece: string) => {
      text += piece;
      if (text.endsWith('\n')) resolve(text);
    });
    child.once('close', () => resolve(text));
  });
  return { child, said };
}

/** Waits until a process has ended, however it did; also when it already has. */
async function hasClosed(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'close');
}

/** What is wrong with the answers of two starts: one has to serve, and the other to say which process does. */
const faultsOfTwo = (said: readonly string[]): readonly string[] => [
  ...(said.filter((text) => text.startsWith('started')).length === 1 ? [] : ['not one of them serves']),
  ...(said.some((text) => text.startsWith('refused') && /process \d+/.test(text)) ? [] : ['nobody is told who serves']),
];

describe('two starts at once', () => {
  it.each(['on a folder that is there', 'on an empty one'])(
    'one serves and the other says who does: %s',
    async (where) => {
      const folder = where.includes('empty') ? join(above, 'fresh') : dataDir;
      const both = [1, 2].map(() => startIn(folder));
      const said = await Promise.all(both.map((each) => each.said));
      const winner = both[said.findIndex((text) => text.startsWith('started'))];
      expect(faultsOfTwo(said)).toEqual([]);
      winner?.child.kill('SIGTERM');
      for (const { child } of both) await hasClosed(child);
      await until(() => !anyWorksIn(join(folder, 'data')));
    },
  );

  it('would not be told of each other without the lock, which this check finds', async () => {
    const first = startIn(dataDir);
    expect(await first.said).toMatch(/^started/);
    // Both notes of who serves are taken away under a server that goes on.
    for (const note of ['started-by.json', 'data/postmaster.pid']) await rm(join(dataDir, note));
    const second = startIn(dataDir);
    expect(faultsOfTwo([await first.said, await second.said])).toEqual(['nobody is told who serves']);
    first.child.kill('SIGTERM');
    for (const { child } of [first, second]) await hasClosed(child);
    await until(() => !anyWorksIn(join(dataDir, 'data')));
    await startsAndAnswers();
  });

  it('would both serve on folders of their own, which this check finds', async () => {
    const both = [startIn(dataDir), startIn(join(above, 'another'))];
    expect(faultsOfTwo(await Promise.all(both.map((each) => each.said)))).toEqual([
      'not one of them serves',
      'nobody is told who serves',
    ]);
    for (const { child } of both) child.kill('SIGTERM');
    for (const { child } of both) await hasClosed(child);
    await until(() => !anyWorksIn(join(dataDir, 'data')));
  });
});

describe('a migration that is stopped half way', () => {
  const slow: Migration = {
    number: 9998,
    name: 'slow',
    text: 'create table half (n int); insert into half values (1); select pg_sleep(60); create table other_half (n int);',
    checksum: 'slow',
  };
  const tables = `select coalesce(array_agg(relname::text order by relname), '{}') as there from pg_class where relname in ('half', 'other_half')`;

  it('leaves nothing of it, and is applied once afterwards', async () => {
    const first = await startEmbedded({ dataDir });
    await migrate(first.owner);
    const running = expect(migrate(first.owner, [...readMigrations(), slow])).rejects.toThrow(
      'Migration 9998 (slow) failed; nothing of it was kept',
    );
    const watching = new Client({ ...first.admin, database: 'jcf' });
    watching.on('error', () => undefined);
    await watching.connect();
    await until(async () => {
      const { rowCount } = await watching.query(`select 1 from pg_stat_activity where wait_event = 'PgSleep'`);
      return (rowCount ?? 0) > 0;
    });
    process.kill(first.pid, 'SIGKILL');
    await running;
    await first.ended;

    const second = await startEmbedded({ dataDir });
    const client = new Client({ ...second.admin, database: 'jcf' });
    try {
      await client.connect();
      expect((await client.query(tables)).rows).toEqual([{ there: [] }]);
      expect((await client.query('select 1 from migrations where number = 9998')).rowCount).toBe(0);
      const quick = { ...slow, text: slow.text.replace('60', '0') };
      expect(await migrate(second.owner, [...readMigrations(), quick])).toEqual([9998]);
      expect(await migrate(second.owner, [...readMigrations(), quick])).toEqual([]);
      expect((await client.query(tables)).rows).toEqual([{ there: ['half', 'other_half'] }]);
      // Statement by statement, without a transaction around them, half of it would stay: the check sees that.
      await client.query('drop table half, other_half');
      await client.query('create table half (n int)');
      expect((await client.query(tables)).rows).toEqual([{ there: ['half'] }]);
    } finally {
      await client.end();
      await second.stop();
    }
  });
});
