import { z } from 'zod';
import { one, rows, sql, type Database, type Transaction } from '../database.ts';
import { systemViewer } from '../viewer.ts';
import { beginning, digestOf, hashOf } from './chain.ts';
import { StoredEvent, storedColumns, withPayload } from './read.ts';

/** Where a chain broke. `seq` is the event concerned, or the one that is missing. */
export interface ChainFault {
  readonly ownerId: string;
  readonly streamType: string;
  readonly streamId: string;
  readonly audience: string;
  readonly seq: number;
  /**
   * `gap`: an event is missing. `header`: who, when, what or the hash was changed. `payload`: the content was changed.
   * `payload-missing`: the content was removed without being erased. `head`: the stream's end is not where it says.
   * `feed`: the event is missing from the feed, or the feed names one that is gone.
   */
  readonly fault: 'gap' | 'header' | 'payload' | 'payload-missing' | 'head' | 'feed';
  readonly detail: string;
}

export interface ChainReport {
  readonly streams: number;
  readonly events: number;
  /** Events whose content was erased by right; their headers are still proved. */
  readonly erased: number;
  readonly faults: readonly ChainFault[];
}

const Link = StoredEvent.extend({ hash: z.string(), payloadDigest: z.string(), salt: z.string().nullable() });
type Link = z.infer<typeof Link>;
const Head = z.strictObject({
  ownerId: z.string(),
  streamType: z.string(),
  streamId: z.string(),
  audience: z.string(),
  seq: z.int(),
  hash: z.string().nullable(),
});
type Head = z.infer<typeof Head>;

const pageSize = 500;

/** Streams with a head or with events, whichever is left. */
const headsAfter = (tx: Transaction, last: Head | undefined): Promise<Head[]> =>
  rows(
    tx,
    Head,
    sql`select owner_id as "ownerId", stream_type as "streamType", stream_id as "streamId", audience,
          coalesce(h.seq, 0) as seq, encode(h.hash, 'hex') as hash
        from stream_head h full join (select distinct owner_id, stream_type, stream_id, audience from event) e
          using (owner_id, stream_type, stream_id, audience)
        where (owner_id, stream_type, stream_id, audience) >
          (${last?.ownerId ?? ''}, ${last?.streamType ?? ''}, ${last?.streamId ?? ''}, ${last?.audience ?? ''})
        order by 1, 2, 3, 4 limit ${pageSize}`,
  );

const linksOf = (tx: Transaction, head: Head, after: number): Promise<Link[]> =>
  rows(
    tx,
    Link,
    sql`select ${storedColumns}, encode(e.hash, 'hex') as hash, encode(e.payload_digest, 'hex') as "payloadDigest",
          encode(p.salt, 'hex') as salt
        from event e ${withPayload}
        where e.owner_id = ${head.ownerId} and e.stream_type = ${head.streamType} and e.stream_id = ${head.streamId}
          and e.audience = ${head.audience} and e.seq > ${after}
        order by e.seq limit ${pageSize}`,
  );

function faultOfPayload({
  payload,
  salt,
  erased,
  payloadDigest,
}: Link): Pick<ChainFault, 'fault' | 'detail'> | undefined {
  if (erased) return undefined;
  if (payload === null || salt === null)
    return { fault: 'payload-missing', detail: 'its content is gone and was not erased' };
  if (digestOf(salt, payload) !== payloadDigest)
    return { fault: 'payload', detail: 'its content is not what was recorded' };
  return undefined;
}

async function walk(tx: Transaction, head: Head, report: { events: number; erased: number; faults: ChainFault[] }) {
  const { ownerId, streamType, streamId, audience } = head;
  const add = (seq: number, fault: ChainFault['fault'], detail: string) =>
    report.faults.push({ ownerId, streamType, streamId, audience, seq, fault, detail });
  let [seq, hash] = [0, beginning];
  for (let page = await linksOf(tx, head, 0); page.length > 0; page = await linksOf(tx, head, seq)) {
    for (const link of page) {
      report.events += 1;
      if (link.erased) report.erased += 1;
      if (link.seq !== seq + 1)
        add(
          seq + 1,
          'gap',
          link.seq === seq + 2 ? 'this event is missing' : `events ${seq + 1} to ${link.seq - 1} are missing`,
        );
      // After a gap nothing is known to follow from; the link itself becomes the new beginning.
      else if (hashOf(hash, link, link.payloadDigest) !== link.hash)
        add(link.seq, 'header', 'its hash does not follow from the event before it and what it says');
      const payload = faultOfPayload(link);
      if (payload !== undefined) add(link.seq, payload.fault, payload.detail);
      ({ seq, hash } = link);
    }
  }
  if (head.hash === null) add(seq, 'head', 'the stream has events and no head');
  else if (head.seq > seq) add(seq + 1, 'head', `the stream should reach ${head.seq} and ends at ${seq}`);
  else if (head.seq < seq) add(seq, 'head', `the stream should end at ${head.seq} and reaches ${seq}`);
  else if (head.hash !== hash) add(seq, 'head', 'the stream ends with another hash than its head says');
}

const FeedFault = z.strictObject({
  ownerId: z.string(),
  streamType: z.string(),
  streamId: z.string(),
  audience: z.string(),
  seq: z.int(),
});
const Counted = z.strictObject({
  items: z.coerce.number(),
  first: z.coerce.number(),
  last: z.coerce.number(),
  head: z.coerce.number(),
});

/** Each event stands once in the feed or waits for it, and the feed has no gap. */
async function checkFeed(tx: Transaction): Promise<ChainFault[]> {
  const absent = await rows(
    tx,
    FeedFault,
    sql`select owner_id as "ownerId", stream_type as "streamType", stream_id as "streamId", audience, seq from event e
        where not exists (select from feed f where f.owner_id = e.owner_id and f.event_id = e.event_id)
          and not exists (select from feed_pending p where p.owner_id = e.owner_id and p.event_id = e.event_id)
        limit 1000`,
  );
  const orphans = await rows(
    tx,
    z.strictObject({ ownerId: z.string(), position: z.coerce.number() }),
    sql`select f.owner_id as "ownerId", f.position::text from feed f
        where not exists (select from event e where e.owner_id = f.owner_id and e.event_id = f.event_id) limit 1000`,
  );
  const counted = await one(
    tx,
    Counted,
    sql`select count(*)::text as items, coalesce(min(position), 1)::text as first, coalesce(max(position), 0)::text as last,
          (select position::text from feed_head) as head from feed`,
  );
  const whole = counted.first === 1 && counted.last === counted.items && counted.head === counted.last;
  const feed = { streamType: 'feed', streamId: '', audience: '', fault: 'feed' } as const;
  return [
    ...absent.map((each) => ({ ...each, fault: 'feed' as const, detail: 'this event is not in the feed' })),
    ...orphans.map(({ ownerId, position }) => ({
      ...{ ...feed, ownerId, seq: position },
      detail: 'the feed names an event that is gone',
    })),
    ...(whole
      ? []
      : [
          {
            ...feed,
            ownerId: '',
            seq: counted.last,
            detail: `${counted.items} items up to ${counted.last}, head ${counted.head}`,
          },
        ]),
  ];
}

/**
 * Recomputes every hash of every stream, over one snapshot, and names each event that was changed, removed or moved.
 * Cutting the end off a stream together with its head and its feed items is found only against a copy kept elsewhere.
 */
export const verifyChains = (db: Database): Promise<ChainReport> =>
  db.transaction(
    systemViewer,
    async (tx) => {
      const report = { events: 0, erased: 0, faults: [] as ChainFault[] };
      let streams = 0;
      let last: Head | undefined;
      for (let page = await headsAfter(tx, last); page.length > 0; page = await headsAfter(tx, last)) {
        for (const head of page) await walk(tx, head, report);
        streams += page.length;
        last = page.at(-1);
      }
      return { streams, ...report, faults: [...report.faults, ...(await checkFeed(tx))] };
    },
    { isolation: 'repeatable read', statementTimeoutMs: 0 },
  );
