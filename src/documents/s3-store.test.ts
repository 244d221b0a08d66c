import { createHash, randomBytes } from 'node:crypto';
import { chmod, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { encryptedPdf, wav } from '../../test/support/sample-files.ts';
import { s3Server, type S3Server } from '../../test/support/s3-server.ts';
import { nodeDisk, type Disk } from './disk.ts';
import { sharedReader } from './read/reader.ts';
import { openS3Store } from './s3-store.ts';
import type { DocumentStore } from './store.ts';

let folder: string;
let server: S3Server;
let store: DocumentStore;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jcf-s3-'));
  server = await s3Server();
  store = await openS3Store(server.settings, join(folder, 'staging'));
});
afterEach(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});
afterAll(() => sharedReader.close());

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const keyOf = (sha256: string): string => `${sha256.slice(0, 2)}/${sha256.slice(2, 4)}/${sha256}`;
const statement = Buffer.from('I was in the shop when the alarm rang.\n'.repeat(2_500));
const sha256 = hashOf(statement);

async function allOf(stream: AsyncIterable<unknown> | undefined): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of stream ?? []) if (Buffer.isBuffer(part)) parts.push(part);
  return Buffer.concat(parts);
}
/** Other bytes under the name of these, as a bucket that was tampered with or went bad holds them. */
function replaceHeld(bytes: Buffer): void {
  server.objects.set(keyOf(sha256), { bytes, etag: `"${hashOf(bytes).slice(0, 32)}"` });
}

describe('a bucket of documents', () => {
  it('gives back what it was given, whole and in ranges, and knows it again', async () => {
    expect(await store.has(sha256)).toBe(false);
    expect(await store.read(sha256)).toBeUndefined();
    expect(await store.putBytes(statement)).toMatchObject({
      ok: true,
      value: { sha256, alreadyHeld: false, mediaType: 'text/plain', size: statement.length },
    });
    expect(await store.has(sha256)).toBe(true);
    expect(await store.read(sha256)).toEqual(statement);
    const part = await store.open(sha256, { first: 1000, last: 1999 });
    expect(part?.size).toBe(statement.length);
    expect(await allOf(part?.stream)).toEqual(statement.subarray(1000, 2000));
    expect(await store.open(sha256, { first: 0, last: statement.length })).toBeUndefined();
    expect(await store.putBytes(statement)).toMatchObject({ ok: true, value: { alreadyHeld: true } });
    expect(server.asked.filter((line) => line.startsWith(`PUT ${keyOf(sha256)}`))).toHaveLength(1);
    expect(await readdir(join(folder, 'staging'))).toEqual([]);
  });

  it('is sent a file from this machine', async () => {
    await writeFile(join(folder, 'statement.txt'), statement);
    expect(await store.putFile(join(folder, 'statement.txt'), { expect: sha256 })).toMatchObject({ ok: true });
    expect(await store.read(sha256)).toEqual(statement);
  });

  it.each([
    { what: 'is empty', bytes: Buffer.alloc(0), options: {}, code: 'file-empty' },
    { what: 'is too large', bytes: statement, options: { limit: 10 }, code: 'file-too-large' },
    { what: 'has a password', bytes: encryptedPdf('locked'), options: {}, code: 'file-locked' },
    { what: 'changed', bytes: statement, options: { expect: 'a'.repeat(64) }, code: 'file-changed' },
  ])('is sent nothing of what $what', async ({ bytes, options, code }) => {
    expect(await store.putBytes(bytes, options)).toMatchObject({ ok: false, refusal: { code } });
    expect([...server.objects.keys()]).toEqual(['can-write']);
    expect(await readdir(join(folder, 'staging'))).toEqual([]);
  });

  it('hashes a recording once, however often it is played in ranges', async () => {
    const film = Buffer.concat([wav(0), randomBytes(600_000)]);
    await store.putBytes(film);
    const again = await openS3Store(server.settings, join(folder, 'staging'));
    server.asked.length = 0;
    for (const first of [0, 100_000, 500_000])
      expect(await allOf((await again.open(hashOf(film), { first, last: first + 99 }))?.stream)).toEqual(
        film.subarray(first, first + 100),
      );
    expect(server.asked.filter((line) => line.startsWith('GET'))).toHaveLength(1 + 3);
  });
});

describe('a wrong secret', () => {
  it('keeps the service from starting, with what to do, and without the secret', async () => {
    const wrong = { ...server.settings, secretAccessKey: 'another secret' };
    const refused = await openS3Store(wrong, join(folder, 'staging')).catch((error: unknown) => error);
    expect(String(refused)).toContain('Check JCF_S3_ENDPOINT, JCF_S3_BUCKET');
    expect(refused).toMatchObject({ cause: { message: expect.stringContaining('403') } });
    expect(JSON.stringify(refused, Object.getOwnPropertyNames(refused))).not.toContain('another secret');
  });
});

describe('a bucket that lies', () => {
  it('and changes what it is sent is found out before anything is recorded', async () => {
    server.misbehave.spoils = true;
    await expect(store.putBytes(statement)).rejects.toThrow('gives back other bytes than it was sent');
    expect(await readdir(join(folder, 'staging'))).toEqual([]);
  });

  it('is found out as well where it does not look at signatures and checksums', async () => {
    server.misbehave.believes = true;
    server.misbehave.spoils = true;
    await expect(store.putBytes(statement)).rejects.toThrow('gives back other bytes than it was sent');
  });

  it('and takes what is not what was signed for is found out; one that looks refuses it', async () => {
    // The bytes go bad on this machine, after they were hashed and before they are sent.
    const failing: Disk = {
      ...nodeDisk,
      create: async (path) => {
        const file = await nodeDisk.create(path);
        const close = async (): Promise<void> => {
          await file.close();
          if ((await readFile(path)).equals(statement)) {
            await chmod(path, 0o600);
            await writeFile(path, Buffer.concat([statement.subarray(0, -1), Buffer.from('?')]));
          }
        };
        return { ...file, close };
      },
    };
    const onBadDisk = await openS3Store(server.settings, join(folder, 'staging'), failing);
    await expect(onBadDisk.putBytes(statement)).rejects.toThrow('answered 400 to PUT (XAmzContentSHA256Mismatch)');
    expect(server.objects.has(keyOf(sha256))).toBe(false);
    server.misbehave.believes = true;
    await expect(onBadDisk.putBytes(statement)).rejects.toThrow('gives back other bytes than it was sent');
    expect(await readdir(join(folder, 'staging'))).toEqual([]);
  });

  it('and says that an object is locked, and loses or changes it, is found out by the next who reads', async () => {
    server.misbehave.claimsLocks = true;
    await store.putBytes(statement);
    replaceHeld(Buffer.from('Nobody was in the shop.'));
    await expect(store.read(sha256)).rejects.toThrow('not those that were put there');
    await store.remove(sha256); // a locked object would refuse that
    expect(await store.read(sha256)).toBeUndefined();
    expect(await store.putBytes(statement)).toMatchObject({ ok: true, value: { alreadyHeld: false } });
  });

  it('and holds other bytes under a name gives none of them to the end', async () => {
    await store.putBytes(statement);
    replaceHeld(Buffer.concat([statement.subarray(0, -1), Buffer.from('?')]));
    await expect(store.read(sha256)).rejects.toThrow('not those that were put there');
    await expect(store.open(sha256, { first: 0, last: 9 })).rejects.toThrow('not those that were put there');
  });

  it('is mended by the next who sends the right bytes; the bad ones are kept for someone to look at', async () => {
    await store.putBytes(statement);
    const bad = Buffer.alloc(statement.length, 'x');
    replaceHeld(bad);
    expect(await store.putBytes(statement)).toMatchObject({ ok: true, value: { alreadyHeld: false } });
    expect(await store.read(sha256)).toEqual(statement);
    const aside = [...server.objects].filter(([key]) => key.startsWith(`damaged/${sha256}`));
    expect(aside.map(([, { bytes }]) => bytes)).toEqual([bad]);
  });

  it('and changes an object between a look and a read of a range gives out nothing', async () => {
    await store.putBytes(statement);
    server.misbehave.changesBeforeRange = true;
    await expect(store.open(sha256, { first: 0, last: 9 })).rejects.toThrow('changed while it was being read');
  });

  it('and knows no ranges gives out nothing for one', async () => {
    await store.putBytes(statement);
    server.misbehave.knowsNoRanges = true;
    await expect(store.open(sha256, { first: 5, last: 9 })).rejects.toThrow('answered 200 to GET');
  });

  it('and knows no "only if nothing is there" still takes documents', async () => {
    server.misbehave.knowsNoCondition = true;
    expect(await store.putBytes(statement)).toMatchObject({ ok: true, value: { alreadyHeld: false } });
    expect(await store.read(sha256)).toEqual(statement);
  });
});

describe('a connection that is cut', () => {
  it('in the middle of an upload is tried again', async () => {
    server.misbehave.cutUploads = 1;
    server.misbehave.cutAfter = 10_000;
    expect(await store.putBytes(statement)).toMatchObject({ ok: true });
    expect(await store.read(sha256)).toEqual(statement);
  });

  it('in the middle of every upload leaves nothing under the name, and nothing on this machine', async () => {
    server.misbehave.cutUploads = 100;
    server.misbehave.cutAfter = 10_000;
    await expect(store.putBytes(statement)).rejects.toThrow('could not be reached');
    expect(await store.has(sha256)).toBe(false);
    expect(await readdir(join(folder, 'staging'))).toEqual([]);
  });

  it('in the middle of a read fails the read', async () => {
    await store.putBytes(statement);
    server.misbehave.cutReads = 1;
    await expect(store.read(sha256)).rejects.toThrow();
    expect(await store.read(sha256)).toEqual(statement);
  });
});

describe('what interrupted uploads left', () => {
  it('is swept once it has lain idle', async () => {
    await writeFile(join(folder, 'staging', 'left'), 'half');
    expect(await store.sweep()).toBe(0);
    expect(await store.sweep(0)).toBe(1);
  });
});
