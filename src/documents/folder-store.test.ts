import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readFile, readdir, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import fc from 'fast-check';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { encryptedPdf, mp4, pdf, wav } from '../../test/support/sample-files.ts';
import type { Disk } from './disk.ts';
import { nodeDisk } from './disk.ts';
import { openFolderStore } from './folder-store.ts';
import { sharedReader } from './read/reader.ts';

let folder: string;
let root: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jcf-store-'));
  root = join(folder, 'documents');
});
afterEach(() => rm(folder, { recursive: true, force: true }));
afterAll(() => sharedReader.close());

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const placeOf = (sha256: string): string => join(root, sha256.slice(0, 2), sha256.slice(2, 4), sha256);

/** Paths of all files below the store, from its root. */
async function filesIn(path = root): Promise<readonly string[]> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1));
}

/** A disk that does everything and writes down what it was asked, with paths from the root and unique names as `*`. */
function watched(change: Partial<Disk> = {}): { readonly disk: Disk; readonly asked: readonly string[] } {
  const asked: string[] = [];
  const say = (path: string): string =>
    path === root ? '.' : path.slice(root.length + 1).replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '*');
  const disk: Disk = {
    ...nodeDisk,
    ...change,
    create: async (path) => {
      asked.push(`create ${say(path)}`);
      const file = await nodeDisk.create(path);
      return {
        write: (bytes) => file.write(bytes),
        sync: () => {
          asked.push(`sync ${say(path)}`);
          return file.sync();
        },
        close: () => file.close(),
      };
    },
    sync: (path) => {
      asked.push(`sync ${say(path)}`);
      return nodeDisk.sync(path);
    },
    link: (from, to) => {
      asked.push(`link ${say(from)} ${say(to)}`);
      return (change.link ?? nodeDisk.link)(from, to);
    },
    rename: (from, to) => {
      asked.push(`rename ${say(from)} ${say(to)}`);
      return nodeDisk.rename(from, to);
    },
    copy: (from, to) => {
      asked.push(`copy ${say(from)} ${say(to)}`);
      return nodeDisk.copy(from, to);
    },
    remove: (path) => {
      asked.push(`remove ${say(path)}`);
      return nodeDisk.remove(path);
    },
  };
  return { disk, asked };
}

const failing = (code: string): Error => Object.assign(new Error(code), { code });

describe('putting bytes', () => {
  it('holds them under their hash and says what they are', async () => {
    const store = await openFolderStore(root);
    const bytes = pdf(['Hello']);
    const sha256 = hashOf(bytes);
    expect(await store.putBytes(bytes, { name: 'photo.jpg' })).toMatchObject({
      ok: true,
      value: { sha256, size: bytes.length, mediaType: 'application/pdf', alreadyHeld: false, condition: 'sound' },
    });
    expect(await filesIn()).toEqual([`${sha256.slice(0, 2)}/${sha256.slice(2, 4)}/${sha256}`]);
    expect(await store.has(sha256)).toBe(true);
    expect(await store.read(sha256)).toEqual(bytes);
  });

  it('syncs the bytes before they get their name, and the folders after, before it answers', async () => {
    const { disk, asked } = watched();
    const store = await openFolderStore(root, disk);
    const bytes = Buffer.from('some text');
    const sha256 = hashOf(bytes);
    await store.putBytes(bytes);
    const [aa, bb] = [sha256.slice(0, 2), sha256.slice(2, 4)];
    expect(asked).toEqual([
      'create tmp/*',
      'sync tmp/*',
      `link tmp/* ${aa}/${bb}/${sha256}`,
      `sync ${aa}/${bb}`,
      `sync ${aa}`,
      'sync .',
      'remove tmp/*',
    ]);
  });

  it('syncs the folders for bytes already there too, since their first writer may not have got so far', async () => {
    await (await openFolderStore(root)).putBytes(Buffer.from('some text'));
    const { disk, asked } = watched();
    const result = await (await openFolderStore(root, disk)).putBytes(Buffer.from('some text'));
    expect(result).toMatchObject({ ok: true, value: { alreadyHeld: true } });
    expect(asked.filter((each) => each.startsWith('sync')).length).toBe(4);
    expect(await filesIn()).toHaveLength(1);
  });

  it('holds the same bytes once however many put them at the same time', async () => {
    const [one, other] = [await openFolderStore(root), await openFolderStore(root)];
    const bytes = pdf(['Same']);
    const results = await Promise.all(
      Array.from({ length: 24 }, (_, i) => (i % 2 === 0 ? one : other).putBytes(bytes)),
    );
    const held = results.map((result) => (result.ok ? result.value.alreadyHeld : 'refused'));
    expect(held.filter((each) => each === false)).toHaveLength(1);
    expect(held.filter((each) => each === true)).toHaveLength(23);
    expect(await filesIn()).toEqual([placeOf(hashOf(bytes)).slice(root.length + 1)]);
  });

  it('gives back any bytes in any pieces', async () => {
    const store = await openFolderStore(root);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ minLength: 1, unit: 'grapheme-ascii' }), { minLength: 1 }),
        async (parts) => {
          const pieces = parts.map((part) => Buffer.from(`x${part}`));
          const result = await store.put(inPieces(pieces));
          expect(result).toMatchObject({ ok: true, value: { sha256: hashOf(Buffer.concat(pieces)) } });
          expect(await store.read(hashOf(Buffer.concat(pieces)))).toEqual(Buffer.concat(pieces));
        },
      ),
      { numRuns: 30 },
    );
  });

  it('takes a file by path, and not through a link', async () => {
    const store = await openFolderStore(root);
    const path = join(folder, 'film.mp4');
    await writeFile(path, mp4());
    await symlink(path, join(folder, 'link.mp4'));
    expect(await store.putFile(path)).toMatchObject({ ok: true, value: { mediaType: 'video/mp4' } });
    await expect(store.putFile(join(folder, 'link.mp4'))).rejects.toMatchObject({ code: 'ELOOP' });
    expect(await filesIn()).toHaveLength(1);
  });

  it.each([
    { what: 'nothing', bytes: Buffer.alloc(0), options: {}, code: 'file-empty' },
    { what: 'more than the limit', bytes: Buffer.alloc(2001, 'a'), options: { limit: 2000 }, code: 'file-too-large' },
    { what: 'a PDF with a password', bytes: encryptedPdf('locked'), options: {}, code: 'file-locked' },
    { what: 'a program', bytes: Buffer.from('MZ\0\0', 'latin1'), options: {}, code: 'file-refused' },
    {
      what: 'bytes other than expected',
      bytes: pdf(['x']),
      options: { expect: hashOf(pdf(['y'])) },
      code: 'file-changed',
    },
  ])('refuses $what and leaves the store as it was', async ({ bytes, options, code }) => {
    const store = await openFolderStore(root);
    expect(await store.putBytes(bytes, options)).toMatchObject({ ok: false, refusal: { code } });
    expect(await filesIn()).toEqual([]);
    expect(await readdir(root)).toEqual(['tmp']);
  });

  it('takes exactly the limit', async () => {
    const store = await openFolderStore(root);
    expect(await store.putBytes(Buffer.alloc(2000, 'a'), { limit: 2000 })).toMatchObject({ ok: true });
  });

  it('stops reading a stream that goes over the limit', async () => {
    const store = await openFolderStore(root);
    let sent = 0;
    async function* endless() {
      for (;;) {
        sent += 1;
        yield await Promise.resolve(Buffer.alloc(1000, 'a'));
      }
    }
    expect(await store.put(endless(), { limit: 10_000 })).toMatchObject({
      ok: false,
      refusal: { code: 'file-too-large' },
    });
    expect(sent).toBe(11);
    expect(await filesIn()).toEqual([]);
  });

  it('leaves nothing when the sender breaks off', async () => {
    const store = await openFolderStore(root);
    async function* broken() {
      yield await Promise.resolve(Buffer.from('half'));
      throw new Error('connection lost');
    }
    await expect(store.put(broken())).rejects.toThrow('connection lost');
    expect(await filesIn()).toEqual([]);
  });

  it.each(['ENOSPC', 'EIO'])('leaves nothing when the disk fails with %s', async (code) => {
    const { disk } = watched({ link: () => Promise.reject(failing(code)) });
    const store = await openFolderStore(root, disk);
    await expect(store.putBytes(Buffer.from('text'))).rejects.toMatchObject({ code });
    expect(await filesIn()).toEqual([]);
  });
});

describe('a disk without hard links', () => {
  it.each(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'])('keeps bytes all the same (%s)', async (code) => {
    const { disk, asked } = watched({ link: () => Promise.reject(failing(code)) });
    const store = await openFolderStore(root, disk);
    const bytes = Buffer.from('text');
    expect(await store.putBytes(bytes)).toMatchObject({ ok: true, value: { alreadyHeld: false } });
    expect(await store.putBytes(bytes)).toMatchObject({ ok: true, value: { alreadyHeld: true } });
    expect(asked.filter((each) => each.startsWith('rename'))).toHaveLength(1);
    expect(asked.indexOf('sync tmp/*')).toBeLessThan(asked.findIndex((each) => each.startsWith('rename')));
    expect(await filesIn()).toEqual([placeOf(hashOf(bytes)).slice(root.length + 1)]);
    expect(await store.read(hashOf(bytes))).toEqual(bytes);
  });

  it('copies from another file system under a name nobody reads, and syncs the copy before naming it', async () => {
    const { disk, asked } = watched({
      link: (from, to) =>
        from.includes('/tmp/') && !from.endsWith('.part') ? Promise.reject(failing('EXDEV')) : nodeDisk.link(from, to),
    });
    const store = await openFolderStore(root, disk);
    const bytes = Buffer.from('text');
    const sha256 = hashOf(bytes);
    const part = `${sha256.slice(0, 2)}/*.part`;
    expect(await store.putBytes(bytes)).toMatchObject({ ok: true, value: { alreadyHeld: false } });
    expect(asked.slice(2, 7)).toEqual([
      `link tmp/* ${placeOf(sha256).slice(root.length + 1)}`,
      `copy tmp/* ${part}`,
      `sync ${part}`,
      `link ${part} ${placeOf(sha256).slice(root.length + 1)}`,
      `remove ${part}`,
    ]);
    expect(await store.putBytes(bytes)).toMatchObject({ ok: true, value: { alreadyHeld: true } });
    expect(await filesIn()).toHaveLength(1);
  });
});

describe('reading bytes back', () => {
  const rot = async (sha256: string): Promise<void> => {
    await chmod(placeOf(sha256), 0o600);
    const bytes = await readFile(placeOf(sha256));
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
    await writeFile(placeOf(sha256), bytes);
  };

  it('answers nothing for a hash it does not hold', async () => {
    const store = await openFolderStore(root);
    expect(await store.open(hashOf(Buffer.from('x')))).toBeUndefined();
    expect(await store.has(hashOf(Buffer.from('x')))).toBe(false);
  });

  it.each(['../../etc/passwd', '', 'a'.repeat(63), 'A'.repeat(64), `${'a'.repeat(64)}/..`])(
    'makes no path of %j',
    async (text) => {
      const store = await openFolderStore(root);
      await expect(store.open(text)).rejects.toThrow('Not a SHA-256');
      await expect(store.has(text)).rejects.toThrow('Not a SHA-256');
    },
  );

  it('never gives the whole of bytes that the disk has spoilt', async () => {
    const store = await openFolderStore(root);
    const bytes = Buffer.alloc(1_000_000, 'abc');
    const sha256 = hashOf(bytes);
    await store.putBytes(bytes);
    await rot(sha256);
    await expect(store.read(sha256)).rejects.toThrow('Restore them from a backup');
    const opened = await store.open(sha256);
    let got = 0;
    const reading = (async () => {
      for await (const piece of opened?.stream ?? []) got += Buffer.isBuffer(piece) ? piece.length : 0;
    })();
    await expect(reading).rejects.toThrow('not those that were put there');
    expect(got).toBeLessThan(bytes.length);
    await expect(store.open(sha256, { first: 0, last: 9 })).rejects.toThrow('not those that were put there');
  });

  it('sets spoilt bytes aside when the right ones are put again', async () => {
    const store = await openFolderStore(root);
    const bytes = Buffer.from('right words');
    const sha256 = hashOf(bytes);
    await store.putBytes(bytes);
    await rot(sha256);
    expect(await store.putBytes(bytes)).toMatchObject({ ok: true, value: { alreadyHeld: false } });
    expect(await store.read(sha256)).toEqual(bytes);
    expect(await readdir(join(root, 'damaged'))).toEqual([expect.stringMatching(new RegExp(`^${sha256}-`))]);
  });

  it.each([
    { first: 0, last: 0, words: 'a' },
    { first: 2, last: 4, words: 'cde' },
    { first: 5, last: 9, words: 'fghij' },
    { first: 9, last: 9, words: 'j' },
    { first: 0, last: 10, words: undefined },
    { first: 4, last: 3, words: undefined },
    { first: -1, last: 3, words: undefined },
  ])('gives bytes $first to $last', async ({ first, last, words }) => {
    const store = await openFolderStore(root);
    const bytes = Buffer.from('abcdefghij');
    await store.putBytes(bytes);
    const opened = await store.open(hashOf(bytes), { first, last });
    expect(opened === undefined ? undefined : Buffer.concat(await opened.stream.toArray()).toString()).toBe(words);
  });
});

describe('what interrupted uploads leave', () => {
  it('is swept once it has lain idle, and a running upload is not', async () => {
    const store = await openFolderStore(root);
    await mkdir(join(root, 'ab'));
    const old = [join(root, 'tmp', 'old'), join(root, 'ab', 'old.part')];
    for (const path of old) {
      await writeFile(path, 'left');
      await utimes(path, new Date('2026-01-01'), new Date('2026-01-01'));
    }
    await writeFile(join(root, 'tmp', 'running'), 'still going');
    await store.putBytes(Buffer.from('kept'));
    expect(await store.sweep()).toBe(2);
    expect([...(await filesIn())].toSorted()).toEqual(
      [placeOf(hashOf(Buffer.from('kept'))).slice(root.length + 1), 'tmp/running'].toSorted(),
    );
  });

  it('is no object when the process is killed while bytes arrive', async () => {
    const program = `
      const { openFolderStore } = await import(process.env.STORE);
      const store = await openFolderStore(process.env.ROOT);
      await store.putBytes(Buffer.from('finished before'));
      async function* slow() {
        for (;;) {
          yield Buffer.alloc(100_000, 'a');
          await new Promise((go) => setTimeout(go, 5));
        }
      }
      await store.put(slow());`;
    const tsx = import.meta.resolve('tsx');
    const child = spawn(process.execPath, ['--import', tsx, '--input-type=module', '--eval', program], {
      stdio: 'inherit',
      env: { PATH: process.env['PATH'], STORE: join(import.meta.dirname, 'folder-store.ts'), ROOT: root },
    });
    const ended = once(child, 'exit');
    while (!(await isUnderWay())) await pause(20);
    child.kill('SIGKILL');
    await ended;

    const finished = Buffer.from('finished before');
    const store = await openFolderStore(root);
    expect((await filesIn()).filter((path) => !path.startsWith('tmp/'))).toEqual([
      placeOf(hashOf(finished)).slice(root.length + 1),
    ]);
    expect(await store.sweep(0)).toBe(1);
    expect(await readdir(join(root, 'tmp'))).toEqual([]);
    expect(await store.read(hashOf(finished))).toEqual(finished);
  });

  /** Whether the child has finished one put and written some of the next. */
  async function isUnderWay(): Promise<boolean> {
    const files = await filesIn(root).catch(() => []);
    const [staged] = files.filter((path) => path.startsWith('tmp/'));
    if (staged === undefined || files.length < 2) return false;
    return ((await nodeDisk.look(join(root, staged)))?.size ?? 0) > 300_000;
  }
});

describe('a large recording', () => {
  it('is taken in and given back without being held in memory', async () => {
    const store = await openFolderStore(root);
    const megabytes = 200;
    const header = wav(0);
    header.writeUInt32LE(megabytes * 1_000_000, 40);
    const piece = randomBytes(1_000_000);
    const hash = createHash('sha256').update(header);
    async function* film() {
      yield await Promise.resolve(header);
      for (let i = 0; i < megabytes; i += 1) {
        hash.update(piece);
        yield piece;
      }
    }
    const before = process.memoryUsage.rss();
    let most = before;
    const watching = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 5);
    const result = await store.put(film());
    expect(result).toMatchObject({
      ok: true,
      value: { mediaType: 'audio/wav', condition: 'sound', size: megabytes * 1_000_000 + 44 },
    });
    const sha256 = hash.digest('hex');
    expect(result).toMatchObject({ value: { sha256 } });
    let read = 0;
    const opened = await store.open(sha256);
    for await (const part of opened?.stream ?? []) read += Buffer.isBuffer(part) ? part.length : 0;
    clearInterval(watching);
    expect(read).toBe(megabytes * 1_000_000 + 44);
    expect((most - before) / 1_000_000).toBeLessThan(100);
  });

  it('may be larger than a document may be', async () => {
    const store = await openFolderStore(root);
    async function* large(head: Buffer) {
      yield await Promise.resolve(head);
      for (let i = 0; i < 100; i += 1) yield Buffer.alloc(1_000_000, 'a');
    }
    expect(await store.put(large(wav(0)))).toMatchObject({ ok: true });
    expect(await store.put(large(Buffer.from('text ')))).toMatchObject({
      ok: false,
      refusal: { code: 'file-too-large', detail: expect.stringContaining('larger than 100 MB') },
    });
  });
});

async function* inPieces(pieces: readonly Buffer[]): AsyncGenerator<Buffer> {
  for (const piece of pieces) yield await Promise.resolve(piece);
}
