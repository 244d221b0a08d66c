import { mkdir, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openFolderStore } from '../../src/documents/folder-store.ts';
import { placeOf } from '../../src/documents/held.ts';
import { openDatabase, type Database } from '../../src/storage/database.ts';
import { startEmbedded, type EmbeddedServer } from '../../src/storage/embedded/start.ts';
import { productLog } from '../../src/storage/event-log.ts';
import { runRelay } from '../../src/storage/log/index.ts';
import { migrate } from '../../src/storage/migrate.ts';
import { backUp } from '../../src/application/back-up.ts';
import { checkRestored, placeBackup, readBackup } from '../../src/application/restore.ts';
import { instant } from '../../src/domain/kernel/civil-date.ts';
import { clearAway, dataFolder, run, start, until } from '../support/operator.ts';
import { faultsIn } from './proving.ts';
import { changedCopy, rewrite } from './relisted.ts';
import { writeItems, type Acked } from './writing.ts';

/** Backups of a database that is being written to, and what comes of restoring them. The cases follow each other. */

// Each runs commands as processes of their own, beside whatever else this machine does.
vi.setConfig({ testTimeout: 600_000, hookTimeout: 180_000 });

let place: Awaited<ReturnType<typeof dataFolder>>;
let server: EmbeddedServer;
let db: Database;
let writing: Promise<void>;
let over = false;
const relay = new AbortController();
const acked: Acked[] = [];
const at = (name: string): string => join(place.above, name);

beforeAll(async () => {
  place = await dataFolder('data');
  server = await startEmbedded({ dataDir: join(place.data, 'database') });
  await migrate(server.owner);
  db = await openDatabase({ target: server.app });
  void runRelay(db, { signal: relay.signal, restMs: 20 });
  writing = writeItems(
    {
      ...{ db, log: productLog(), documents: await openFolderStore(join(place.data, 'documents')) },
      acknowledge: (each) => void acked.push(each),
      isOver: () => over,
      restMs: 20,
    },
    3,
  );
});
afterAll(async () => {
  over = true;
  await writing;
  relay.abort();
  await db.close();
  await server.stop();
  await clearAway(place);
});

/** What `jcf restore` does, in this process: every fault found, or why nothing was restored. */
async function restore(from: string, into: string): Promise<readonly string[] | string> {
  const read = await readBackup(from);
  if (!read.ok) return read.refusal.detail;
  const target = at(into);
  const placed = await placeBackup({ backup: read.value, dataFolder: target, postgres: 18, say: () => {} });
  if (!placed.ok) return placed.refusal.detail;
  let restored: EmbeddedServer;
  try {
    restored = await startEmbedded({ dataDir: join(target, 'database') });
  } catch (error) {
    return error instanceof Error ? error.message : 'failed';
  }
  const there = await openDatabase({ target: restored.app });
  try {
    const documents = await openFolderStore(join(target, 'documents'));
    const found = await checkRestored({ db: there, log: productLog(), documents }, read.value);
    return [...found.streamFaults, ...found.chainFaults, ...found.differences, ...found.documentFaults];
  } finally {
    await there.close();
    await restored.stop();
  }
}

const backUpTo = (into: string, dataFolder = place.data) =>
  backUp({
    admin: { ...server.admin, database: 'jcf' },
    documentsFolder: join(dataFolder, 'documents'),
    ...{ dataFolder, into, at: instant('2026-11-24T12:00:00Z'), say: () => {} },
  });

describe('a backup of a service that is writing', () => {
  it('holds everything acknowledged before it began, and restores without a fault', async () => {
    await until(() => acked.length > 50);
    const before = [...acked];
    const backedUp = await run(['backup', at('first')], { data: place.data });
    expect(backedUp).toMatchObject({
      exit: 0,
      printed: expect.stringMatching(/Backed up to .*first: at least \d+ events/),
    });
    expect(acked.length, 'the writers went on meanwhile').toBeGreaterThan(before.length);

    const restored = await run(['restore', at('first')], { data: at('restored') });
    expect(restored).toMatchObject({ exit: 0, printed: expect.stringContaining('No fault found.') });
    expect(await faultsIn(at('restored'), before)).toEqual([]);
  });

  it('is closed to everyone but its owner, and sha256sum can check it', async () => {
    for (const file of ['', 'manifest.json', 'SHA256SUMS', 'database', 'database/PG_VERSION', 'documents'])
      expect((await stat(at(join('first', file)))).mode & 0o077).toBe(0);
    expect(await readFile(at('first/SHA256SUMS'), 'utf8')).toMatch(/^[0-9a-f]{64} {2}database\/\S+$/m);
  });

  it('leaves out nothing but what belongs to the running server', async () => {
    const names = await readdir(at('first/database'));
    expect(names).toContain('backup_label');
    expect(names).not.toContain('postmaster.pid');
    expect(await readdir(at('first/database/pg_replslot'))).toEqual([]);
  });

  it('that is killed half way is no backup, and the next one is made all the same', async () => {
    const killed = start(['backup', at('killed')], { data: place.data });
    await until(
      async () => (await readdir(at('killed/database')).catch(() => [])).length > 2,
      () => killed.hasEnded(),
    );
    killed.kill('SIGKILL');
    expect(await killed.ended).toBe('SIGKILL');
    expect(await restore(at('killed'), 'from killed')).toContain('is no finished backup');
    const before = [...acked];
    expect(await backUpTo(at('second'))).toMatchObject({ ok: true, value: { damaged: [] } });
    over = true;
    await writing;
    expect(await restore(at('second'), 'from second')).toEqual([]);
    expect(await faultsIn(at('from second'), before)).toEqual([]);
  });
});

describe('a backup that lost something', () => {
  it.each([
    {
      what: 'a byte changed',
      listed: false,
      change: (copy: string) => rewrite(join(copy, 'database/postgresql.conf'), (text) => text.replace('#', '%')),
      says: 'postgresql.conf is not the file that was written',
    },
    {
      what: 'a file gone',
      listed: false,
      change: (copy: string) => rm(join(copy, 'database/PG_VERSION')),
      says: 'PG_VERSION is missing',
    },
    {
      what: 'the server’s log left out, its list made to agree',
      listed: true,
      change: async (copy: string) => {
        for (const name of await readdir(join(copy, 'database/pg_wal')))
          if (/^[0-9A-F]{24}$/.test(name)) await rm(join(copy, 'database/pg_wal', name));
      },
      says: 'did not start',
    },
    {
      what: 'a document left out, its list made to agree',
      listed: true,
      change: (copy: string) => rm(join(copy, 'documents', placeOf(acked[0]?.sha256 ?? ''))),
      says: 'is named by a row and not held',
    },
    {
      what: 'a document with other bytes, its list made to agree',
      listed: true,
      change: (copy: string) => writeFile(join(copy, 'documents', placeOf(acked[0]?.sha256 ?? '')), 'other words'),
      says: 'is damaged',
    },
    {
      what: 'an event that the end of its stream says was there, its list made to agree',
      listed: true,
      change: (copy: string) =>
        rewrite(join(copy, 'heads.jsonl'), (text) =>
          text.replace(/"seq":(\d+)/, (_all, seq: string) => `"seq":${seq}0`),
        ),
      says: 'of the backup is not here with its hash',
    },
  ])('is told of: $what', async ({ what, change, listed, says }) => {
    const copy = await changedCopy(at('first'), at(`copy ${what}`), change, { listed });
    const faults = await restore(copy, `restored ${what}`);
    expect([faults].flat().join('\n')).toContain(says);
    await rm(copy, { recursive: true });
  });
});

describe('a restore', () => {
  it('that is killed half way is not started on, and can be run again', async () => {
    const killed = start(['restore', at('first')], { data: at('again') });
    await until(
      async () => (await readdir(at('again/database')).catch(() => [])).some((name) => name.startsWith('new-')),
      () => killed.hasEnded(),
      () => killed.printed(),
    );
    killed.kill('SIGKILL');
    expect(await killed.ended).toBe('SIGKILL');
    await expect(startEmbedded({ dataDir: at('again/database') })).rejects.toThrow('was begun and has not finished');
    expect(await run(['restore', at('first')], { data: at('again') })).toMatchObject({
      exit: 0,
      printed: expect.stringContaining('No fault found.'),
    });
  });

  it('is refused where there is something, which stays as it is', async () => {
    await mkdir(at('full'));
    await writeFile(at('full/mine.txt'), 'mine');
    expect(await restore(at('first'), 'full')).toContain('full is not empty. Set JCF_DATA to a new folder');
    expect(await readdir(at('full'))).toEqual(['mine.txt']);
    expect(await restore(at('first'), 'data')).toContain('is not empty');
  });
});

describe('a backup', () => {
  it.each([
    { what: 'a folder with something in it', folder: 'first', says: 'is not empty' },
    { what: 'a folder inside the data', folder: 'data/copy', says: 'lies inside' },
    { what: 'a file', folder: 'first/manifest.json', says: 'is not a folder' },
  ])('is refused for $what', async ({ folder, says }) => {
    const refused = await backUpTo(at(folder));
    expect(refused).toMatchObject({ ok: false, refusal: { detail: expect.stringContaining(says) } });
  });

  it('is refused where there is no database, and none is made', async () => {
    const refused = await run(['backup', at('of nothing')], { data: at('nothing') });
    expect(refused).toMatchObject({ exit: 2, printed: expect.stringContaining('There is no database in') });
    expect(await readdir(place.above)).not.toContain('nothing');
  });
});
