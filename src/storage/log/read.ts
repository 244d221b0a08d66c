import { z } from 'zod';
import { isoMicros, rows, sql, type Transaction } from '../database.ts';
import { name, type Sql } from '../sql.ts';
import type { Stream } from './chain.ts';
import type { EventDefinition, LoggedEvent } from './define-event.ts';

/** A row of the log as stored: header, hashes, and the payload's text with its salt, both null once erased. */
export const StoredEvent = z.strictObject({
  ownerId: z.string(),
  streamType: z.string(),
  streamId: z.string(),
  audience: z.string(),
  seq: z.int(),
  eventId: z.string(),
  caseId: z.string().nullable(),
  type: z.string(),
  schemaVersion: z.int(),
  at: z.string(),
  actor: z.strictObject({
    side: z.enum(['police', 'cps', 'board', 'outside', 'system']),
    orgId: z.string(),
    userId: z.string(),
  }),
  touches: z.array(z.string()),
  payload: z.string().nullable(),
  erased: z.boolean(),
});
export type StoredEvent = z.infer<typeof StoredEvent>;

/** Columns of `StoredEvent` from `event e left join event_payload p`. */
export const storedColumns: Sql = sql`
  e.owner_id as "ownerId", e.stream_type as "streamType", e.stream_id as "streamId", e.audience, e.seq,
  e.event_id::text as "eventId", e.case_id::text as "caseId", e.type, e.schema_version as "schemaVersion",
  ${isoMicros(sql`e.at`)} as at,
  json_build_object('side', e.actor_side, 'orgId', e.actor_org, 'userId', e.actor_user) as actor,
  e.touches, p.payload, p.erased_at is not null as erased`;

export const withPayload: Sql = sql`left join event_payload p on p.owner_id = e.owner_id and p.event_id = e.event_id`;

/** The stored event with its payload as JSON, not yet brought up to date. Throws when the payload is gone unexplained. */
export function parsePayload(stored: StoredEvent): LoggedEvent {
  if (stored.payload === null && !stored.erased)
    throw new Error(`The payload of event ${stored.eventId} is missing and was not erased. Check the chains.`);
  return { ...stored, payload: stored.payload === null ? null : (JSON.parse(stored.payload) as unknown) };
}

/** The event as today's code reads it; an erased one keeps `payload: null`. */
export function upToDate(stored: StoredEvent, definitionOf: (type: string) => EventDefinition): LoggedEvent {
  const event = parsePayload(stored);
  return event.erased ? event : definitionOf(event.type).prepare(event).event;
}

/** The events of one stream after a position, oldest first, as far as the viewer may see it. */
export const storedOfStream = (tx: Transaction, stream: Stream, after: number): Promise<StoredEvent[]> =>
  rows(
    tx,
    StoredEvent,
    sql`select ${storedColumns} from event e ${withPayload}
        where e.owner_id = ${stream.ownerId} and e.stream_type = ${stream.streamType}
          and e.stream_id = ${stream.streamId} and e.audience = ${stream.audience} and e.seq > ${after}
        order by e.seq`,
  );

/**
 * Every event of a case that the viewer may see, over all its streams: each stream in its own order, streams woven
 * together by when their ids were made.
 */
export const storedOfCase = (tx: Transaction, ownerId: string, caseId: string): Promise<StoredEvent[]> =>
  rows(
    tx,
    StoredEvent,
    // The running maximum keeps a stream in order even where two machines' clocks disagree.
    sql`select ${storedColumns} from event e ${withPayload}
        where e.owner_id = ${ownerId} and e.case_id = ${caseId}
        order by max(e.event_id::text) over (
            partition by e.stream_type, e.stream_id, e.audience order by e.seq) collate ${name('C')},
          e.stream_type, e.stream_id, e.audience, e.seq`,
  );
