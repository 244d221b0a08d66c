import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { maybeOne, rows, run, sql, type Database, type Transaction } from '../database.ts';
import { systemViewer } from '../viewer.ts';
import { StoredEvent, storedColumns, withPayload } from './read.ts';

/** Channel on which the relay says that the feed has grown. A hint: readers poll behind it. */
export const feedChannel = 'jcf_feed';

const Position = z.strictObject({ position: z.coerce.number() });
const Moved = z.strictObject({ moved: z.int() });

/** A stored event and its place in the feed. */
export const FeedItem = StoredEvent.extend({ position: z.coerce.number() });
export type FeedItem = z.infer<typeof FeedItem>;

/**
 * Gives the next committed events their feed positions, without a gap and in the order in which they took effect.
 * Gives back how many; 0 when there are none or another process is at it.
 */
export const relayBatch = (db: Database, limit = 1000): Promise<number> =>
  db.transaction(systemViewer, async (tx) => {
    const head = await maybeOne(tx, Position, sql`select position::text from feed_head for update skip locked`);
    if (head === undefined) return 0;
    // Only committed rows are seen. One that commits later had not been seen by any of these, so it may come after.
    const { moved } = (await maybeOne(
      tx,
      Moved,
      sql`with batch as (
            select owner_id, event_id, row_number() over (order by entered_at, event_id) as place
            from feed_pending order by entered_at, event_id limit ${limit}),
          placed as (
            insert into feed (position, owner_id, event_id)
            select ${head.position}::bigint + place, owner_id, event_id from batch returning 1)
          select count(*)::int as moved from placed`,
    )) ?? { moved: 0 };
    if (moved === 0) return 0;
    await Promise.all([
      run(
        tx,
        sql`delete from feed_pending q using feed f
            where f.position > ${head.position}::bigint and q.owner_id = f.owner_id and q.event_id = f.event_id`,
      ),
      run(tx, sql`update feed_head set position = ${head.position + moved}`),
      run(tx, sql`select pg_notify(${feedChannel}, ${`${head.position + moved}`})`),
    ]);
    return moved;
  });

export interface RelayOptions {
  readonly signal: AbortSignal;
  /** How long to rest when nothing was waiting; 200 ms unless told. */
  readonly restMs?: number;
  /** Told of a batch that failed; the relay goes on after a rest. */
  readonly onError?: (error: unknown) => void;
  /** Called after every batch that did not fail, also one that found nothing. */
  readonly onTurn?: () => void;
}

/** Relays until told to stop. Any number of processes may run one; they take turns. */
export async function runRelay(
  db: Database,
  { signal, restMs = 200, onError = () => {}, onTurn = () => {} }: RelayOptions,
): Promise<void> {
  while (!signal.aborted) {
    let moved = 0;
    try {
      moved = await relayBatch(db);
      onTurn();
    } catch (error) {
      onError(error);
    }
    if (moved === 0) await sleep(restMs, undefined, { signal }).catch(() => {}); // aborted: the loop ends
  }
}

/**
 * Feed items after a position, in order, at most `limit`. Needs a system viewer: positions count what a person may not
 * see, so they must never reach a page.
 */
export const readFeed = (tx: Transaction, after: number, limit: number): Promise<FeedItem[]> =>
  rows(
    tx,
    FeedItem,
    sql`select f.position::text, ${storedColumns}
        from feed f join event e on e.owner_id = f.owner_id and e.event_id = f.event_id ${withPayload}
        where f.position > ${after}::bigint order by f.position limit ${limit}`,
  );

/** Events committed but not yet relayed, in the order in which they will be. Needs a system viewer. */
export const readPending = (tx: Transaction): Promise<StoredEvent[]> =>
  rows(
    tx,
    StoredEvent,
    sql`select ${storedColumns}
        from feed_pending f join event e on e.owner_id = f.owner_id and e.event_id = f.event_id ${withPayload}
        order by f.entered_at, f.event_id`,
  );

/** Position of the last event in the feed; 0 when there is none. Needs a system viewer. */
export async function feedPosition(tx: Transaction): Promise<number> {
  return (await maybeOne(tx, Position, sql`select position::text from feed_head`))?.position ?? 0;
}

const MovedCase = z.strictObject({ position: z.coerce.number(), caseId: z.string().nullable() });

/**
 * Which cases have events after a feed position, looking at `limit` events at most, and the position looked up to; no
 * content is read. Needs a system viewer.
 */
export async function casesMoved(
  tx: Transaction,
  after: number,
  limit: number,
): Promise<{ readonly position: number; readonly caseIds: ReadonlySet<string> }> {
  const found = await rows(
    tx,
    MovedCase,
    sql`select f.position::text, e.case_id::text as "caseId"
        from feed f join event e on e.owner_id = f.owner_id and e.event_id = f.event_id
        where f.position > ${after}::bigint order by f.position limit ${limit}`,
  );
  return {
    position: found.at(-1)?.position ?? after,
    caseIds: new Set(found.flatMap(({ caseId }) => caseId ?? [])),
  };
}
