import type { Result } from '../../domain/kernel/result.ts';
import type { Transaction } from '../database.ts';
import { appendParts, type AppendCommand, type Appended } from './append.ts';
import type { Stream } from './chain.ts';
import { registryOf, type EventDefinition, type LoggedEvent } from './define-event.ts';
import { readFeed, type FeedItem } from './feed.ts';
import { storedOfCase, storedOfStream, upToDate } from './read.ts';

export type { AppendCommand, Appended, NewEvent } from './append.ts';
export { canonicalText } from './canonical.ts';
export type { Actor, Header, Stream } from './chain.ts';
export { defineEvent, type EventDefinition, type LoggedEvent } from './define-event.ts';
export { erasePayload } from './erase.ts';
export { casesMoved, feedChannel, feedPosition, relayBatch, runRelay } from './feed.ts';
export { verifyChains, type ChainFault, type ChainReport } from './verify.ts';

/** The log over the kinds of event it was given. */
export interface EventLog {
  /**
   * Appends to one stream, applies, and asks for the jobs that follow, in the caller's transaction.
   * Refuses `conflict` when newer events touch what the command read or touches; merges with others.
   */
  readonly append: (tx: Transaction, stream: Stream, command: AppendCommand) => Promise<Result<Appended, 'conflict'>>;
  /** The same for several streams at once: all of them, or none. Answers in the order given. */
  readonly appendMany: (
    tx: Transaction,
    parts: readonly { readonly stream: Stream; readonly command: AppendCommand }[],
  ) => Promise<Result<readonly Appended[], 'conflict'>>;
  /** Events of a stream after a position (0 for all), oldest first; none when the viewer may not see it. */
  readonly readStream: (tx: Transaction, stream: Stream, after?: number) => Promise<LoggedEvent[]>;
  /** Events of a case that the viewer may see, over all its streams. */
  readonly readCaseEvents: (tx: Transaction, ownerId: string, caseId: string) => Promise<LoggedEvent[]>;
  /** Events after a feed position, in order. Needs a system viewer; positions must never reach a page. */
  readonly readFeed: (
    tx: Transaction,
    after: number,
    limit: number,
  ) => Promise<{ readonly position: number; readonly event: LoggedEvent }[]>;
  readonly definitionOf: (type: string) => EventDefinition;
  /** Tables that only `apply` writes, in an order in which each comes after those it refers to. */
  readonly tables: readonly string[];
}

/** Builds the log from the kinds of event and the tables they own. Throws when two kinds have one name. */
export function createEventLog(given: {
  readonly events: readonly EventDefinition[];
  readonly tables: readonly string[];
}): EventLog {
  const definitionOf = registryOf(given.events);
  const placed = ({ position, ...stored }: FeedItem) => ({ position, event: upToDate(stored, definitionOf) });
  return {
    append: async (tx, stream, command) => {
      const answer = await appendParts(tx, [{ stream, command }], definitionOf);
      if (!answer.ok) return answer;
      const [only] = answer.value;
      return { ok: true, value: only ?? { position: 0, events: [] } };
    },
    appendMany: (tx, parts) => appendParts(tx, parts, definitionOf),
    readStream: async (tx, stream, after = 0) =>
      (await storedOfStream(tx, stream, after)).map((stored) => upToDate(stored, definitionOf)),
    readCaseEvents: async (tx, ownerId, caseId) =>
      (await storedOfCase(tx, ownerId, caseId)).map((stored) => upToDate(stored, definitionOf)),
    readFeed: async (tx, after, limit) => (await readFeed(tx, after, limit)).map(placed),
    definitionOf,
    tables: given.tables,
  };
}
