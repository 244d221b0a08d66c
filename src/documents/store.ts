import type { Result } from '../domain/kernel/result.ts';
import type { Readable } from 'node:stream';
import type { Inspection, InspectRefusal } from './inspect.ts';

/** A file the store holds, and what it is. */
export interface Held extends Inspection {
  /** SHA-256 of the bytes, 64 hex digits, lower case: the name under which they are held. */
  readonly sha256: string;
  /** The same bytes were there before. */
  readonly alreadyHeld: boolean;
}

export interface PutOptions {
  /** Name the file came with: only to note that it misleads. */
  readonly name?: string;
  /** Most bytes to take in, when less than the usual 100 MB, or 2 GB for what the first bytes show to be a recording. */
  readonly limit?: number;
  /** Hash the bytes must have: `file-changed` when they were altered since someone looked at them. */
  readonly expect?: string;
}

export type PutRefusal = InspectRefusal | 'file-changed';

/** Bytes `first` to `last`, both counted from 0 and both included. */
export interface ByteRange {
  readonly first: number;
  readonly last: number;
}

export interface OpenedObject {
  /** Size of the whole object. */
  readonly size: number;
  readonly stream: Readable;
}

/**
 * Keeps bytes under their own hash. Nothing is ever overwritten or changed, and only erasure removes. When `put` has answered with `ok`, the
 * bytes survive a power cut, so the caller may commit a row that names them; not before. A folder (`folder-store.ts`) or
 * an S3 bucket (`s3-store.ts`).
 */
export interface DocumentStore {
  /** Takes in a stream, holding little of it in memory, and says what it is. A refused one leaves nothing behind. */
  put(bytes: AsyncIterable<Uint8Array>, options?: PutOptions): Promise<Result<Held, PutRefusal>>;
  /** As `put`, from a file on this machine; a path that ends in a link is not followed. */
  putFile(path: string, options?: PutOptions): Promise<Result<Held, PutRefusal>>;
  /** As `put`, from memory. */
  putBytes(bytes: Uint8Array, options?: PutOptions): Promise<Result<Held, PutRefusal>>;
  /** Whether bytes with this hash are held. */
  has(sha256: string): Promise<boolean>;
  /**
   * The bytes, checked as they are read: the last of them come only when the whole has the right hash, else the stream
   * fails. A range is served after the whole object was checked once since it last changed. `undefined`: not held, or
   * the range lies outside.
   */
  open(sha256: string, range?: ByteRange): Promise<OpenedObject | undefined>;
  /** The whole object in memory, checked; throws when the bytes are not those of the hash. For documents, not films. */
  read(sha256: string): Promise<Buffer | undefined>;
  /**
   * Removes bytes for good, when the last case that named them was erased; nothing happens when they are not held. Other
   * copies (backups, versions that a bucket keeps) are not reached.
   */
  remove(sha256: string): Promise<void>;
  /** Settles when bytes can be taken in; throws when they can't. Cheap enough to ask every few seconds. */
  check(): Promise<void>;
  /** Removes what interrupted uploads left, once it has lain idle; run at start. Answers how many it removed. */
  sweep(idleMs?: number): Promise<number>;
}

const hexHash = /^[0-9a-f]{64}$/;

/** The same text when it is a SHA-256 in lower-case hex; throws otherwise, so no other text becomes a path. */
export function asHash(text: string): string {
  if (!hexHash.test(text)) throw new Error('Not a SHA-256 hash in lower-case hex');
  return text;
}

/** Feeds `put` from memory. */
export async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array, void, undefined> {
  yield await Promise.resolve(bytes);
}
