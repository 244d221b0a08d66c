import { createHash, randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { accept } from '../domain/kernel/result.ts';
import type { Result } from '../domain/kernel/result.ts';
import { nodeDisk, type Disk } from './disk.ts';
import { inspect } from './inspect.ts';
import { s3Requests, S3Trouble, type S3Settings } from './s3-requests.ts';
import { changed, checked, spoilt, wholeFile, writeStaged } from './staging.ts';
import type { ByteRange, DocumentStore, Held, OpenedObject, PutOptions, PutRefusal } from './store.ts';
import { asHash, once } from './store.ts';

const minute = 60_000;
const keyOf = (sha256: string): string => `${sha256.slice(0, 2)}/${sha256.slice(2, 4)}/${asHash(sha256)}`;

interface Look {
  readonly size: number;
  /** Names the bytes as the bucket holds them now; another when they were written again. */
  readonly etag: string;
}

/**
 * A document store in an S3 bucket, under the same names as in a folder: `aa/bb/<sha256>`. The bucket is never believed:
 * bytes are read back and hashed before `put` answers, and hashed again whenever they are read. What is on its way in
 * waits in `staging`, a folder of this machine. Throws, with what to do, when the bucket cannot be written and read.
 *
 * Left out: objects above 5 GB (one request takes one object), buckets named in the host name, and temporary credentials.
 * A range is served as the bucket gives it, while the bucket says that the object is the one that was hashed: a bucket that
 * keeps an ETag over other bytes is found out by the next whole read.
 */
export async function openS3Store(
  settings: S3Settings,
  staging: string,
  disk: Disk = nodeDisk,
): Promise<DocumentStore> {
  const ask = s3Requests(settings);
  await disk.makeFolder(staging);
  /** Objects found sound, by ETag, so that playing a film in ranges hashes it once. */
  const sound = new Map<string, string>();
  /** Until the bucket says that it does not know the condition "only if nothing is there". */
  let knowsCondition = true;
  await tryOut();

  async function look(sha256: string): Promise<Look | undefined> {
    const answer = await ask({ method: 'HEAD', key: keyOf(sha256) }, [200, 404]);
    answer.resume();
    return answer.statusCode === 404 ? undefined : lookOf(answer);
  }

  /** Reads the whole object and hashes it, unless it is known by its ETag. `size`: what it must have. */
  async function isSound(sha256: string, size?: number): Promise<string | undefined> {
    const found = await look(sha256);
    if (found === undefined || (size !== undefined && found.size !== size)) return undefined;
    if (sound.get(sha256) === found.etag) return found.etag;
    return hashed(sha256);
  }

  /** ETag of the object when its bytes have the hash of its name, read whole. */
  async function hashed(sha256: string): Promise<string | undefined> {
    const answer = await ask({ method: 'GET', key: keyOf(sha256) }, [200, 404]);
    const hash = createHash('sha256');
    for await (const piece of bytesOf(answer)) hash.update(piece);
    if (answer.statusCode === 404 || hash.digest('hex') !== sha256) return undefined;
    const { etag } = lookOf(answer);
    if (sound.size >= 10_000) sound.clear();
    sound.set(sha256, etag);
    return etag;
  }

  async function put(bytes: AsyncIterable<Uint8Array>, options: PutOptions = {}): Promise<Result<Held, PutRefusal>> {
    const staged = join(staging, randomUUID());
    try {
      const written = await writeStaged(disk, staged, bytes, options.limit);
      if (!written.ok) return written;
      const { sha256, size } = written.value;
      if (options.expect !== undefined && options.expect !== sha256) return changed;
      const inspection = await inspect({ path: staged }, options.name);
      if (!inspection.ok) return inspection;
      const alreadyHeld = await keep({ path: staged, sha256, size });
      return accept({ ...inspection.value, sha256, alreadyHeld });
    } finally {
      await disk.remove(staged);
    }
  }

  /** Sends staged bytes, unless the same are there. Answers whether they were; throws unless they can be read back. */
  async function keep(file: { path: string; sha256: string; size: number }): Promise<boolean> {
    const { sha256, size } = file;
    const found = await look(sha256);
    if (found !== undefined && (await isSound(sha256, size)) !== undefined) return true;
    if (found !== undefined) await setAside(sha256);
    const wasThere = await send(file, found === undefined);
    // Not from memory: what the bucket holds now is read back, once for each object that is sent.
    sound.delete(sha256);
    if ((await isSound(sha256, size)) !== undefined) return wasThere;
    throw new Error('The bucket for documents gives back other bytes than it was sent. Nothing was recorded.');
  }

  /** Answers whether somebody else's bytes came first. */
  async function send(file: { path: string; sha256: string; size: number }, onlyIfNew: boolean): Promise<boolean> {
    const headers = {
      // The signature already covers the hash; servers that do not look at that may look at this.
      'x-amz-checksum-sha256': Buffer.from(file.sha256, 'hex').toString('base64'),
      ...(onlyIfNew && knowsCondition ? { 'if-none-match': '*' } : {}),
    };
    const answer = await ask({ method: 'PUT', key: keyOf(file.sha256), headers, file }, [200, 201, 204, 412, 501]);
    answer.resume();
    if (answer.statusCode !== 501) return answer.statusCode === 412;
    if (!onlyIfNew || !knowsCondition) throw new S3Trouble('PUT', 501, undefined);
    knowsCondition = false;
    return send(file, onlyIfNew);
  }

  /** Keeps spoilt bytes under another name for someone to look at. */
  async function setAside(sha256: string): Promise<void> {
    const answer = await ask(
      {
        method: 'PUT',
        key: `damaged/${sha256}-${randomUUID()}`,
        headers: { 'x-amz-copy-source': `/${settings.bucket}/${keyOf(sha256)}` },
      },
      [200],
    );
    answer.resume();
  }

  async function openObject(sha256: string, range?: ByteRange): Promise<OpenedObject | undefined> {
    if (range === undefined) {
      const answer = await ask({ method: 'GET', key: keyOf(sha256) }, [200, 404]);
      if (answer.statusCode === 404) {
        answer.resume();
        return undefined;
      }
      const { size } = lookOf(answer);
      return { size, stream: readableOf(checked(bytesOf(answer), sha256), answer) };
    }
    const found = await look(sha256);
    if (found === undefined) return undefined;
    const { size } = found;
    if (range.first < 0 || range.last < range.first || range.last >= size) return undefined;
    const etag = await isSound(sha256);
    if (etag === undefined) throw spoilt(sha256);
    const headers = { range: `bytes=${range.first}-${range.last}`, 'if-match': etag };
    const answer = await ask({ method: 'GET', key: keyOf(sha256), headers }, [206, 412]);
    const isIt =
      answer.statusCode === 206 &&
      lookOf(answer).etag === etag &&
      answer.headers['content-range'] === `bytes ${range.first}-${range.last}/${size}`;
    if (!isIt) {
      answer.destroy();
      throw new Error(`The object ${sha256} changed while it was being read. Nothing of it was given out.`);
    }
    return { size, stream: readableOf(exactly(bytesOf(answer), range.last - range.first + 1), answer) };
  }

  /** Whether the bucket takes bytes and gives the same back. */
  async function tryOut(): Promise<void> {
    const path = join(staging, randomUUID());
    const words = Buffer.from('Joint Case File looks here at every start whether it can write and read.\n');
    const sha256 = createHash('sha256').update(words).digest('hex');
    const file = await disk.create(path);
    try {
      await file.write(words);
      await file.close();
      const sent = await ask({ method: 'PUT', key: 'can-write', file: { path, sha256, size: words.length } }, [200]);
      sent.resume();
      const read = createHash('sha256');
      for await (const piece of bytesOf(await ask({ method: 'GET', key: 'can-write' }, [200]))) read.update(piece);
      if (read.digest('hex') !== sha256) throw new Error('It gives back other bytes than it was sent.');
    } catch (cause) {
      throw new Error(
        `The bucket ${settings.bucket} at ${settings.endpoint} cannot be used for documents. Check JCF_S3_ENDPOINT, JCF_S3_BUCKET, JCF_S3_REGION and the key, and that the key may write and read.`,
        { cause },
      );
    } finally {
      await disk.remove(path);
    }
  }

  return {
    put,
    putFile: (path, options) => put(wholeFile(path), options),
    putBytes: (bytes, options) => put(once(bytes), options),
    has: async (sha256) => (await look(sha256)) !== undefined,
    open: openObject,
    read: async (sha256) => {
      const opened = await openObject(sha256);
      if (opened === undefined) return undefined;
      const parts: Buffer[] = [];
      for await (const piece of opened.stream) if (Buffer.isBuffer(piece)) parts.push(piece);
      return Buffer.concat(parts);
    },
    remove: async (sha256) => {
      sound.delete(sha256);
      (await ask({ method: 'DELETE', key: keyOf(sha256) }, [200, 204, 404])).resume();
    },
    check: async () => {
      (await ask({ method: 'HEAD', key: 'can-write' }, [200])).resume();
    },
    sweep: async (idleMs = 15 * minute) => {
      const before = Date.now() - idleMs;
      let removed = 0;
      for (const name of await disk.list(staging)) {
        const path = join(staging, name);
        const found = await disk.look(path);
        // A recent one may be another process's upload, still going on.
        if (found === undefined || found.writtenMs > before) continue;
        await disk.remove(path);
        removed += 1;
      }
      return removed;
    },
  };
}

/** Throws when the answer does not say what it is about: then nothing can be told about the object. */
function lookOf({ headers }: IncomingMessage): Look {
  const { etag } = headers;
  const size = Number(headers['content-length']);
  if (etag === undefined || !Number.isSafeInteger(size)) throw new Error('The bucket does not say ETag and length.');
  return { size, etag };
}

/** The bytes of an answer. Fails when the connection ends before all of them came. */
async function* bytesOf(answer: IncomingMessage): AsyncGenerator<Buffer, void, undefined> {
  for await (const piece of answer) if (Buffer.isBuffer(piece)) yield piece;
}

async function* exactly(all: AsyncIterable<Buffer>, length: number): AsyncGenerator<Buffer, void, undefined> {
  let got = 0;
  for await (const piece of all) {
    got += piece.length;
    if (got > length) break;
    yield piece;
  }
  if (got !== length) throw new Error('The bucket gave another number of bytes than was asked for.');
}

/** A stream over pieces that lets go of the answer behind it when nobody reads on. */
function readableOf(pieces: AsyncIterable<Buffer>, answer: IncomingMessage): Readable {
  const stream = Readable.from(pieces, { objectMode: false });
  stream.on('close', () => answer.destroy());
  return stream;
}
