import { z } from 'zod';
import { isoMicros, one, rows, run, sql, type Database, type Transaction } from './database.ts';
import { beginning, digestOf, hashOf, type Header } from './log/chain.ts';
import type { EventLog } from './log/index.ts';
import { StoredEvent, storedColumns, withPayload } from './log/read.ts';
import { replay } from './rebuild.ts';
import { join, name } from './sql.ts';
import { systemViewer } from './viewer.ts';

const hex = z.string().regex(/^([0-9a-f]{2})+$/);

/** One event as it is exported: exactly what is hashed, and its place. */
export const ExportedEvent = StoredEvent.omit({ erased: true }).extend({
  /** Place in the feed; `null` while it waits for one, and then `enteredAt` says in what order. */
  position: z.coerce.number().nullable(),
  enteredAt: z.string().nullable(),
  salt: hex.nullable(),
  erasedAt: z.string().nullable(),
  payloadDigest: hex,
  hash: hex,
});
export type ExportedEvent = z.infer<typeof ExportedEvent>;

/** Where a stream ends. */
export const ExportedHead = z.strictObject({
  ownerId: z.string(),
  streamType: z.string(),
  streamId: z.string(),
  audience: z.string(),
  caseId: z.string().nullable(),
  seq: z.int(),
  hash: hex,
  enteredAt: z.string(),
});
export type ExportedHead = z.infer<typeof ExportedHead>;

/** A row of a table that is no part of the log, as the server writes it in JSON. */
export const ExportedRow = z.record(z.string(), z.unknown());
export type ExportedRow = z.infer<typeof ExportedRow>;

const logItself = ['event', 'event_payload', 'stream_head', 'feed', 'feed_pending', 'feed_head'];
/** Who is signed in, which forms have just been sent, and what the new place writes itself. */
const leftOut = [
  'session',
  'held_form',
  'sign_in_attempt',
  'logout_token',
  'command_done',
  'queue_batch',
  'migrations',
];

const pageSize = 500;
const Name = z.strictObject({ name: z.string() });

/** Tables with content of their own, beside the log and what is made from it. */
const tablesBeside = async (tx: Transaction, log: EventLog): Promise<readonly string[]> =>
  (
    await rows(
      tx,
      Name,
      sql`select c.relname::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
          where n.nspname = 'public' and c.relkind in ('r', 'p')
            and c.relname <> all (${[...logItself, ...leftOut, ...log.tables]}::text[]) order by 1`,
    )
  ).map((row) => row.name);

/** Pages of what a statement gives, read through a cursor, so that the length of a table costs no memory. One at a time. */
async function* pagesOf<Schema extends z.ZodType>(
  tx: Transaction,
  schema: Schema,
  from: ReturnType<typeof sql>,
): AsyncGenerator<z.output<Schema>[], void, undefined> {
  await run(tx, sql`declare exported no scroll cursor for ${from}`);
  for (;;) {
    const page = await rows(tx, schema, sql`fetch forward 500 from exported`);
    if (page.length === 0) break;
    yield page;
  }
  await run(tx, sql`close exported`);
}

const exportedColumns = sql`${storedColumns}, encode(p.salt, 'hex') as salt, ${isoMicros(sql`p.erased_at`)} as "erasedAt",
  encode(e.payload_digest, 'hex') as "payloadDigest", encode(e.hash, 'hex') as hash`;

const Placed = ExportedEvent.extend({ erased: z.boolean() }).transform(({ erased: _erased, ...event }) => event);

async function* eventsOf(tx: Transaction): AsyncGenerator<ExportedEvent[], void, undefined> {
  yield* pagesOf(
    tx,
    Placed,
    sql`select f.position::text, null as "enteredAt", ${exportedColumns}
        from feed f join event e on e.owner_id = f.owner_id and e.event_id = f.event_id ${withPayload}
        order by f.position`,
  );
  yield* pagesOf(
    tx,
    Placed,
    sql`select null as position, ${isoMicros(sql`w.entered_at`)} as "enteredAt", ${exportedColumns}
        from feed_pending w join event e on e.owner_id = w.owner_id and e.event_id = w.event_id ${withPayload}
        order by w.entered_at, w.event_id`,
  );
}

const headsOf = (tx: Transaction) =>
  pagesOf(
    tx,
    ExportedHead,
    sql`select owner_id as "ownerId", stream_type as "streamType", stream_id as "streamId", audience,
          case_id::text as "caseId", seq, encode(hash, 'hex') as hash, ${isoMicros(sql`entered_at`)} as "enteredAt"
        from stream_head order by owner_id, stream_type, stream_id, audience`,
  );

const Row = z.strictObject({ row: ExportedRow }).transform(({ row }) => row);
const rowsOf = (tx: Transaction, table: string) =>
  pagesOf(tx, Row, sql`select to_jsonb(t) as row from ${name(table)} t`);

type Pages<Item> = AsyncIterable<readonly Item[]>;

/** What there is to export, over one snapshot. Read one part after the other. */
export interface ExportSource {
  /** Number of the newest migration. */
  readonly migration: number;
  readonly tables: readonly string[];
  readonly events: () => Pages<ExportedEvent>;
  readonly heads: () => Pages<ExportedHead>;
  readonly rowsOf: (table: string) => Pages<ExportedRow>;
}

const newestMigration = async (tx: Transaction): Promise<number> =>
  (await one(tx, z.strictObject({ newest: z.int() }), sql`select max(number) as newest from migrations`)).newest;

/**
 * Opens the log and the tables beside it for an export, over one snapshot and for reading alone: work may go on meanwhile.
 * Needs the database opened as the owner. What `take` reads must be read before it settles.
 */
export const openExport = <T>(owner: Database, log: EventLog, take: (source: ExportSource) => Promise<T>): Promise<T> =>
  owner.transaction(
    systemViewer,
    async (tx) => {
      await run(tx, sql`set transaction read only`);
      return take({
        migration: await newestMigration(tx),
        tables: await tablesBeside(tx, log),
        events: () => eventsOf(tx),
        heads: () => headsOf(tx),
        rowsOf: (table) => rowsOf(tx, table),
      });
    },
    { isolation: 'repeatable read', statementTimeoutMs: 0 },
  );

/** What was exported, to be read from the start each time it is asked for. */
export interface ImportSource {
  readonly migration: number;
  readonly tables: readonly string[];
  readonly events: () => AsyncIterable<ExportedEvent>;
  readonly heads: () => AsyncIterable<ExportedHead>;
  readonly rowsOf: (table: string) => AsyncIterable<ExportedRow>;
}

/** An export that can't be taken in. Its message is for the operator and names no content. */
export class NotImportable extends Error {}

async function* inPages<Item>(items: AsyncIterable<Item>): AsyncGenerator<Item[], void, undefined> {
  let page: Item[] = [];
  for await (const item of items) {
    page.push(item);
    if (page.length < pageSize) continue;
    yield page;
    page = [];
  }
  if (page.length > 0) yield page;
}

type StreamKey = Pick<ExportedHead, 'ownerId' | 'streamType' | 'streamId' | 'audience'>;
const keyOf = ({ ownerId, streamType, streamId, audience }: StreamKey): string =>
  JSON.stringify([ownerId, streamType, streamId, audience]);

const headerOf = ({
  position: _p,
  enteredAt: _e,
  salt: _s,
  erasedAt: _a,
  payload: _c,
  ...header
}: ExportedEvent): Header => header;

interface Reached {
  readonly seq: number;
  readonly hash: string;
}

/** Where the stream is after this event. Throws when it does not follow from the one before, or its content was changed. */
function follow(before: Reached | undefined, event: ExportedEvent): Reached {
  const where = `Event ${event.seq} of stream ${event.streamType} ${event.streamId} (${event.audience})`;
  const { seq, hash } = before ?? { seq: 0, hash: beginning };
  if (event.seq !== seq + 1)
    throw new NotImportable(`${where} does not follow number ${seq}: the export is not whole.`);
  if (hashOf(hash, headerOf(event), event.payloadDigest) !== event.hash)
    throw new NotImportable(`${where} was changed: its hash does not follow from what it says.`);
  const gone = event.payload === null || event.salt === null;
  if (gone !== (event.erasedAt !== null))
    throw new NotImportable(`${where} has no content and was not erased: the export is not whole.`);
  if (event.payload !== null && digestOf(event.salt ?? '', event.payload) !== event.payloadDigest)
    throw new NotImportable(`${where} was changed: its content is not what was recorded.`);
  return { seq: event.seq, hash: event.hash };
}

const asJson = (value: unknown): string => JSON.stringify(value);

async function insertEvents(tx: Transaction, page: readonly ExportedEvent[]): Promise<void> {
  const events = asJson(
    page.map((e) => ({
      ...{ owner_id: e.ownerId, stream_type: e.streamType, stream_id: e.streamId, audience: e.audience, seq: e.seq },
      ...{ event_id: e.eventId, case_id: e.caseId, type: e.type, schema_version: e.schemaVersion, at: e.at },
      ...{ actor_side: e.actor.side, actor_org: e.actor.orgId, actor_user: e.actor.userId, touches: e.touches },
      ...{ payload_digest: `\\x${e.payloadDigest}`, hash: `\\x${e.hash}` },
    })),
  );
  const contents = asJson(
    page.map((e) => ({
      ...{ owner_id: e.ownerId, event_id: e.eventId, payload: e.payload, erased_at: e.erasedAt },
      salt: e.salt === null ? null : `\\x${e.salt}`,
    })),
  );
  const placed = asJson(
    page.flatMap((e) =>
      e.position === null ? [] : [{ position: e.position, owner_id: e.ownerId, event_id: e.eventId }],
    ),
  );
  const pending = asJson(
    page.flatMap((e) =>
      e.position === null ? [{ owner_id: e.ownerId, event_id: e.eventId, entered_at: e.enteredAt }] : [],
    ),
  );
  await run(tx, sql`insert into event select * from jsonb_populate_recordset(null::event, ${events}::jsonb)`);
  await run(
    tx,
    sql`insert into event_payload select * from jsonb_populate_recordset(null::event_payload, ${contents}::jsonb)`,
  );
  await run(tx, sql`insert into feed select * from jsonb_populate_recordset(null::feed, ${placed}::jsonb)`);
  await run(
    tx,
    sql`insert into feed_pending select * from jsonb_populate_recordset(null::feed_pending, ${pending}::jsonb)`,
  );
}

async function insertHeads(tx: Transaction, heads: AsyncIterable<ExportedHead>, reached: ReadonlyMap<string, Reached>) {
  let streams = 0;
  for await (const page of inPages(heads)) {
    for (const head of page) {
      const at = reached.get(keyOf(head)) ?? { seq: 0, hash: beginning };
      if (at.seq !== head.seq || at.hash !== head.hash)
        throw new NotImportable(
          `Stream ${head.streamType} ${head.streamId} (${head.audience}) should end at ${head.seq} and ends at ${at.seq}, or with another hash: the export is not whole.`,
        );
    }
    streams += page.length;
    const lines = asJson(
      page.map((h) => ({
        ...{ owner_id: h.ownerId, stream_type: h.streamType, stream_id: h.streamId, audience: h.audience },
        ...{ case_id: h.caseId, seq: h.seq, hash: `\\x${h.hash}`, entered_at: h.enteredAt },
      })),
    );
    await run(
      tx,
      sql`insert into stream_head select * from jsonb_populate_recordset(null::stream_head, ${lines}::jsonb)`,
    );
  }
  if (streams < reached.size)
    throw new NotImportable(`${reached.size} streams have events and ${streams} have an end: the export is not whole.`);
  return streams;
}

/** Columns are named, so that one which came later keeps its default, and one that is gone here is refused. */
async function insertRows(tx: Transaction, table: string, lines: AsyncIterable<ExportedRow>): Promise<number> {
  let count = 0;
  for await (const page of inPages(lines)) {
    const columns = join(
      Object.keys(page[0] ?? {})
        .sort()
        .map(name),
      sql`, `,
    );
    count += await run(
      tx,
      sql`insert into ${name(table)} (${columns})
          select ${columns} from jsonb_populate_recordset(null::${name(table)}, ${asJson(page)}::jsonb)`,
    );
  }
  return count;
}

const Held = z.strictObject({ held: z.boolean() });

async function refuseFull(tx: Transaction, tables: readonly string[]): Promise<void> {
  for (const table of ['event', 'stream_head', ...tables]) {
    const { held } = await one(tx, Held, sql`select exists (select from ${name(table)}) as held`);
    if (held)
      throw new NotImportable(
        `The database is not empty: table ${table} has rows. Import into a new one, before the service is started on it.`,
      );
  }
}

export interface LogImported {
  readonly events: number;
  readonly erased: number;
  readonly streams: number;
  /** Rows of the tables beside the log. */
  readonly rows: number;
}

/**
 * Takes an exported log into an empty database: every hash is computed anew, the tables are made by applying the events,
 * and each stream must end where the export says. One transaction: all of it, or nothing. Needs the database opened as the
 * owner. Throws `NotImportable` when something does not fit.
 */
export const importLog = (
  owner: Database,
  log: EventLog,
  source: ImportSource,
  say: (sentence: string) => void,
): Promise<LogImported> =>
  owner.transaction(
    systemViewer,
    async (tx) => {
      await run(tx, sql`lock table event, stream_head in exclusive mode`);
      const here = await newestMigration(tx);
      if (source.migration > here)
        throw new NotImportable(
          `The export is from a newer release (migration ${source.migration}, here ${here}). Use that release or a later one.`,
        );
      const beside = await tablesBeside(tx, log);
      const unknown = source.tables.find((table) => !beside.includes(table));
      if (unknown !== undefined) throw new NotImportable(`The export has a table ${unknown}, which is not known here.`);
      await refuseFull(tx, [...beside, ...log.tables]);

      const reached = new Map<string, Reached>();
      let [events, last] = [0, 0];
      for await (const page of inPages(source.events())) {
        for (const event of page) reached.set(keyOf(event), follow(reached.get(keyOf(event)), event));
        await insertEvents(tx, page);
        events += page.length;
        last = page.reduce((most, { position }) => Math.max(most, position ?? 0), last);
        if (events % (20 * pageSize) === 0) say(`${events} events …`);
      }
      await run(tx, sql`update feed_head set position = ${last}`);
      const streams = await insertHeads(tx, source.heads(), reached);
      say('Making the tables from the log.');
      const { erased } = await replay(tx, log);
      let count = 0;
      for (const table of source.tables) count += await insertRows(tx, table, source.rowsOf(table));
      return { events, erased, streams, rows: count };
    },
    { statementTimeoutMs: 0 },
  );
