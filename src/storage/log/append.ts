import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { instant, type Instant } from '../../domain/kernel/civil-date.ts';
import { accept, refuse, type Result } from '../../domain/kernel/result.ts';
import { isoMicros, rows, run, sql, type Transaction } from '../database.ts';
import { newId } from '../ids.ts';
import { enqueueStatement } from '../jobs.ts';
import { lookAs } from '../look-as.ts';
import { type Sql } from '../sql.ts';
import { systemViewer } from '../viewer.ts';
import { canonicalText } from './canonical.ts';
import { beginning, digestOf, hashOf, type Actor, type Header, type Stream } from './chain.ts';
import type { EventDefinition, LoggedEvent, PreparedEvent } from './define-event.ts';

export interface NewEvent {
  readonly type: string;
  readonly payload: unknown;
  /** What it changes: `submission:S2`, `charge:C1`. */
  readonly touches: readonly string[];
}

export interface AppendCommand {
  /** Position of the stream when its state was read; without it nothing is compared. */
  readonly expected?: number;
  readonly events: readonly NewEvent[];
  readonly actor: Actor;
  readonly at: Instant;
  /** What the decision depended on, in the words of `touches`. */
  readonly read?: readonly string[];
}

export interface Appended {
  /** Position of the stream after the append. */
  readonly position: number;
  readonly events: readonly LoggedEvent[];
}

interface Part {
  readonly stream: Stream;
  readonly command: AppendCommand;
}

const Head = z.strictObject({
  ...{ ownerId: z.string(), streamType: z.string(), streamId: z.string(), audience: z.string() },
  ...{ seq: z.int(), hash: z.string(), caseId: z.string().nullable(), enteredAt: z.string() },
});
type Head = z.infer<typeof Head>;
const Touched = z.strictObject({ touches: z.array(z.string()) });

const isStream = ({ ownerId, streamType, streamId, audience }: Stream): Sql =>
  sql`owner_id = ${ownerId} and stream_type = ${streamType} and stream_id = ${streamId} and audience = ${audience}`;

const keyOf = ({ ownerId, streamType, streamId, audience }: Omit<Stream, 'caseId'>): string =>
  canonicalText([ownerId, streamType, streamId, audience]);

/**
 * Takes the locks of the streams one after the other in the order given, making those that are new. Held until the
 * transaction ends. One statement however many there are: planning each its own took longer than the work.
 */
async function lockAll(tx: Transaction, streams: readonly Stream[]): Promise<ReadonlyMap<string, Head>> {
  const found = await rows(
    tx,
    Head,
    sql`insert into stream_head (owner_id, stream_type, stream_id, audience, case_id, seq, hash, entered_at)
        select owner, type, id, audience, case_id, 0, decode(repeat('00', 32), 'hex'), clock_timestamp()
        from unnest(${streams.map(({ ownerId }) => ownerId)}::text[], ${streams.map(({ streamType }) => streamType)}::text[],
          ${streams.map(({ streamId }) => streamId)}::text[], ${streams.map(({ audience }) => audience)}::text[],
          ${streams.map(({ caseId = null }) => caseId)}::uuid[])
          with ordinality as each (owner, type, id, audience, case_id, place)
        order by place
        on conflict (owner_id, stream_type, stream_id, audience) do update set seq = stream_head.seq
        returning owner_id as "ownerId", stream_type as "streamType", stream_id as "streamId", audience, seq,
          encode(hash, 'hex') as hash, case_id::text as "caseId", ${isoMicros(sql`entered_at`)} as "enteredAt"`,
  );
  const heads = new Map(found.map((head) => [keyOf(head), head]));
  for (const stream of streams)
    if (heads.get(keyOf(stream))?.caseId !== (stream.caseId ?? null))
      throw new Error(`Stream ${keyOf(stream)} belongs to another case`);
  return heads;
}

/** The names both sides are about, when somebody else's newer events and this command overlap. */
async function overlap(tx: Transaction, { stream, command }: Part, head: Head): Promise<readonly string[] | undefined> {
  const { expected, read = [], events } = command;
  if (expected === undefined || expected === head.seq) return undefined;
  if (expected > head.seq) throw new Error(`Stream ${keyOf(stream)} is at ${head.seq}, before the position expected`);
  const newer = await rows(
    tx,
    Touched,
    sql`select touches from event where ${isStream(stream)} and seq > ${expected} and seq <= ${head.seq}`,
  );
  // A writer who cannot see what is newer cannot know that it is compatible.
  if (newer.length !== head.seq - expected) return ['something this user cannot see'];
  const theirs = new Set(newer.flatMap(({ touches }) => touches));
  const both = [...new Set([...read, ...events.flatMap(({ touches }) => touches)])].filter((each) => theirs.has(each));
  return both.length === 0 ? undefined : both.sort();
}

interface Sealed {
  readonly event: LoggedEvent;
  readonly salt: string;
  readonly text: string;
  readonly digest: string;
  readonly hash: string;
}

/** Numbers the events from the head on, and chains each to the one before. */
function seal({ stream, command }: Part, head: Head, definitionOf: (type: string) => EventDefinition): Sealed[] {
  let previous = head.hash;
  return command.events.map(({ type, payload, touches }, index) => {
    const definition = definitionOf(type);
    const text = canonicalText(definition.check(payload));
    const salt = randomBytes(16).toString('hex');
    const digest = digestOf(salt, text);
    const { ownerId, streamType, streamId, audience, caseId = null } = stream;
    const { side, orgId, userId } = command.actor;
    const header: Header = {
      ...{ ownerId, streamType, streamId, audience, caseId, type },
      seq: head.seq + index + 1,
      eventId: newId(command.at),
      schemaVersion: definition.schemaVersion,
      at: command.at.toString({ smallestUnit: 'microsecond' }),
      actor: { side, orgId, userId },
      touches: [...new Set(touches)].sort(),
    };
    previous = hashOf(previous, header, digest);
    // Read back from the text that is kept: what `apply` sees now is what it will see at every rebuild.
    const event = { ...header, payload: JSON.parse(text) as unknown, erased: false };
    return { event, salt, text, digest, hash: previous };
  });
}

const insertEvents = (sealed: readonly Sealed[]): Sql => sql`
  insert into event (owner_id, stream_type, stream_id, audience, seq, event_id, case_id, type, schema_version, at,
    actor_side, actor_org, actor_user, touches, payload_digest, hash)
  select e."ownerId", e."streamType", e."streamId", e.audience, e.seq, e."eventId", e."caseId", e.type,
    e."schemaVersion", e.at, e.side, e.org, e."user", e.touches, decode(e.digest, 'hex'), decode(e.hash, 'hex')
  from json_to_recordset(${JSON.stringify(
    sealed.map(({ event: { actor, payload: _content, ...header }, digest, hash }) => ({
      ...header,
      ...{ side: actor.side, org: actor.orgId, user: actor.userId, digest, hash },
    })),
  )}::json) as e("ownerId" text, "streamType" text, "streamId" text, audience text, seq int, "eventId" uuid, "caseId" uuid,
    type text, "schemaVersion" int, at timestamptz, side text, org text, "user" text, touches text[], digest text,
    hash text)`;

const insertPayloads = (sealed: readonly Sealed[]): Sql => sql`
  insert into event_payload (owner_id, event_id, salt, payload)
  select owner, id, decode(salt, 'hex'), payload
  from unnest(${sealed.map(({ event }) => event.ownerId)}::text[], ${sealed.map(({ event }) => event.eventId)}::uuid[],
    ${sealed.map(({ salt }) => salt)}::text[], ${sealed.map(({ text }) => text)}::text[]) as each (owner, id, salt, payload)`;

/**
 * Enters the events for the relay at a time after everything that `apply` waited for, and moves the heads: by the server's
 * one clock, and never before an earlier event of the same stream or the same transaction.
 */
const enter = (lasts: readonly Sealed[], all: readonly Sealed[], floor: string): Sql => sql`
  with base as materialized (
    select greatest(clock_timestamp(), ${floor}::timestamptz,
      nullif(current_setting('jcf.entered', true), '')::timestamptz) as time),
  entered as (
    insert into feed_pending (owner_id, event_id, entered_at)
    select owner, id, base.time + place * interval '1 microsecond'
    from base, unnest(${all.map(({ event }) => event.ownerId)}::text[], ${all.map(({ event }) => event.eventId)}::uuid[])
      with ordinality as each (owner, id, place)
    returning owner_id, event_id, entered_at),
  moved as (
    update stream_head h set seq = m.seq, hash = decode(m.hash, 'hex'), entered_at = e.entered_at
    from unnest(${lasts.map(({ event }) => event.ownerId)}::text[], ${lasts.map(({ event }) => event.streamType)}::text[],
        ${lasts.map(({ event }) => event.streamId)}::text[], ${lasts.map(({ event }) => event.audience)}::text[],
        ${lasts.map(({ event }) => event.seq)}::int[], ${lasts.map(({ hash }) => hash)}::text[],
        ${lasts.map(({ event }) => event.eventId)}::uuid[]) as m (owner, type, id, audience, seq, hash, event)
      join entered e on e.owner_id = m.owner and e.event_id = m.event
    where h.owner_id = m.owner and h.stream_type = m.type and h.stream_id = m.id and h.audience = m.audience)
  select set_config('jcf.entered', (select max(entered_at) from entered)::text, true)`;

/**
 * Runs what the events do to the tables, in their order. Neighbours of one kind that can be applied together are, in one
 * statement for them all, as long as they are of different streams.
 */
async function applyInOrder(
  tx: Transaction,
  prepared: readonly PreparedEvent[],
  definitionOf: (type: string) => EventDefinition,
): Promise<void> {
  for (let next = 0; next < prepared.length;) {
    const first = prepared[next];
    if (first === undefined) return;
    const { applyTogether } = definitionOf(first.event.type);
    const group = [first];
    if (applyTogether !== undefined) {
      const streams = new Set([keyOf(first.event)]);
      for (const each of prepared.slice(next + 1)) {
        if (each.event.type !== first.event.type || streams.has(keyOf(each.event))) break;
        streams.add(keyOf(each.event));
        group.push(each);
      }
    }
    if (group.length === 1 || applyTogether === undefined) await first.apply(tx);
    else
      await applyTogether(
        tx,
        group.map(({ event }) => event),
      );
    next += group.length;
  }
}

/**
 * The only writer of the log and of the tables it owns: appends to each stream, chains, applies, and asks for the jobs
 * that follow, all in the caller's transaction. Streams are locked in one fixed order whatever order they are given in.
 * Refuses `conflict` when newer events touch what this command read or touches; others are let by, and the command
 * merges. Throws when an event is not of a known kind or its payload does not fit.
 */
export async function appendParts(
  tx: Transaction,
  parts: readonly Part[],
  definitionOf: (type: string) => EventDefinition,
): Promise<Result<readonly Appended[], 'conflict'>> {
  const ordered = [...parts].sort((a, b) => (keyOf(a.stream) < keyOf(b.stream) ? -1 : 1));
  if (new Set(ordered.map(({ stream }) => keyOf(stream))).size !== parts.length)
    throw new Error('One append names a stream twice');
  const heads =
    parts.length === 0
      ? new Map<string, Head>()
      : await lockAll(
          tx,
          ordered.map(({ stream }) => stream),
        );
  const headOf = ({ stream }: Part): Head =>
    heads.get(keyOf(stream)) ?? { ...stream, seq: 0, hash: beginning, caseId: null, enteredAt: '' };

  for (const part of ordered) {
    const both = await overlap(tx, part, headOf(part));
    if (both !== undefined) return refuse('conflict', `Changed in the meantime: ${both.join(', ')}.`);
  }

  const sealed = parts.map((part) => seal(part, headOf(part), definitionOf));
  const all = sealed.flat();
  const prepared = all.map(({ event }) => definitionOf(event.type).prepare(event));
  if (all.length > 0) {
    // Statements are issued together where none needs another's answer: they travel in one message, in this order.
    const written = Promise.all([
      run(tx, insertEvents(all)),
      run(tx, insertPayloads(all)),
      run(tx, lookAs(systemViewer)),
    ]);
    written.catch(() => {}); // awaited below, when it may long have failed
    // The tables of the log are closed to every viewer: only here, and only for `apply`, is the door open.
    const asSystem: Transaction = { viewer: systemViewer, query: tx.query };
    try {
      // Not awaited before `apply` begins, so that its first statement travels with these three.
      await applyInOrder(asSystem, prepared, definitionOf);
      await written;
    } catch (error) {
      await written; // the first failure is the cause; what came after it only says that the transaction is over
      await run(tx, lookAs(tx.viewer)).catch(() => {}); // fails when `apply` broke the transaction; then it is rolled back
      throw error;
    }
    const lasts = sealed.flatMap((each) => each.slice(-1));
    const floor =
      [...heads.values()]
        .map(({ enteredAt }) => enteredAt)
        .sort()
        .at(-1) ?? '-infinity';
    const asked = prepared.flatMap(({ event, jobs }) =>
      jobs().map((job) => enqueueStatement(event.ownerId, job, instant(event.at))),
    );
    const closing = [enter(lasts, all, floor), ...asked, lookAs(tx.viewer)];
    await Promise.all(closing.map((statement) => run(asSystem, statement)));
  }

  let passed = 0;
  return accept(
    parts.map((part, index) => {
      const count = sealed[index]?.length ?? 0;
      passed += count;
      return {
        position: headOf(part).seq + count,
        events: prepared.slice(passed - count, passed).map(({ event }) => event),
      };
    }),
  );
}
