import { createHash } from 'node:crypto';
import { canonicalText } from './canonical.ts';

/** Who did it. Ids alone: a header is kept for good, so it holds no name. */
export interface Actor {
  readonly side: 'police' | 'cps' | 'board' | 'outside' | 'system';
  readonly orgId: string;
  readonly userId: string;
}

/** One series of events with its own gapless numbers and its own chain. */
export interface Stream {
  readonly ownerId: string;
  readonly streamType: string;
  readonly streamId: string;
  /** Whose eyes it is for: `police`, `shared`, `cps`, `sensitive`, or another word for what is no case. */
  readonly audience: string;
  /** The case it belongs to, which decides what the CPS may see of it. */
  readonly caseId?: string;
}

/** Everything about an event but its content. The hash covers all of it. */
export interface Header {
  readonly ownerId: string;
  readonly streamType: string;
  readonly streamId: string;
  readonly audience: string;
  /** 1 for the first event of the stream. */
  readonly seq: number;
  readonly eventId: string;
  readonly caseId: string | null;
  readonly type: string;
  readonly schemaVersion: number;
  /** ISO 8601 in UTC, to the microsecond. */
  readonly at: string;
  readonly actor: Actor;
  /** What the event changed, as names that other commands can say they read: `submission:S2`. Sorted. */
  readonly touches: readonly string[];
}

/** What a stream's first event follows: 32 zero bytes, in hexadecimal. */
export const beginning = '0'.repeat(64);

/** SHA-256 over the salt and the payload's exact text. Without the salt nobody can try out likely contents. */
export const digestOf = (saltHex: string, payloadText: string): string =>
  createHash('sha256').update(Buffer.from(saltHex, 'hex')).update(payloadText).digest('hex');

/** SHA-256 over the previous hash and the canonical text of the header with the payload's digest. Hexadecimal. */
export function hashOf(previous: string, header: Header, payloadDigest: string): string {
  // Named one by one, so that a caller's extra members never slip into the hash.
  const { ownerId, streamType, streamId, audience, seq, eventId, caseId, type, schemaVersion, at, touches } = header;
  const { side, orgId, userId } = header.actor;
  const text = canonicalText({
    ...{ format: 1, ownerId, streamType, streamId, audience, seq, eventId, caseId, type, schemaVersion, at },
    ...{ actor: { side, orgId, userId }, touches, payloadDigest },
  });
  return createHash('sha256').update(Buffer.from(previous, 'hex')).update(text).digest('hex');
}
