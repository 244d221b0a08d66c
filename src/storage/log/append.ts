import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { instant, type Instant } from '../../domain/kernel/civil-date.ts';
import { accept, refuse, type Result } from '../../domain/kernel/result.ts';
import { isoMicros, one, rows, run, sql, type Transaction } from '../database.ts';
import { newId } from '../ids.ts';
import { enqueueStatement } from '../jobs.ts';
import { join, type Sql } from '../sql.ts';
import { settingsOf, systemViewer, type Viewer } from '../viewer.ts';
import { canonicalText } from './canonical.ts';
import { beginning, digestOf, hashOf, type Actor, type Header, type Stream } from './chain.ts';
import type { EventDefinition, LoggedEvent } from './define-event.ts';

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

const Head = z.strictObject({ seq: z.int(), hash: z.string(), caseId: z.string().nullable(), enteredAt: z.string() });
type Head = z.infer<typeof Head>;
const Touched = z.strictObject({ touches: z.array(z.string()) });

const isStream = ({ ownerId, streamType, streamId, audience }: Stream): Sql =>
  sql`owner_id = ${ownerId} and stream_type = ${streamType} and stream_id = ${streamId} and audience = ${audience}`;

const keyOf = ({ ownerId, streamType, streamId, audience }: Stream): string =>
  canonicalText([ownerId, streamType, streamId, audience]);

/** Takes the stream's lock, making the stream when it is new. Held until the transaction ends. */
async function lock(tx: Transaction, stream: Stream): Promise<Head> {
  const { ownerId, streamType, streamId, audience, caseId = null } = stream;
  const head = await one(
    tx,
    Head,
    sql`insert into stream_head (owner_id, stream_type, stream_id, audience, case_id, seq, hash, entered_at)
        values (${ownerId}, ${streamType}, ${streamId}, ${audience}, ${caseId}, 0, decode(repeat('00', 32), 'hex'), clock_timestamp())
        on conflict (owner_id, stream_type, stream_id, audience) do update set seq = stream_head.seq
        returning seq, encode(hash, 'hex') as hash, case_id::text as "caseId",
          ${isoMicros(sql`entered_at`)} as "enteredAt"`,
  );
  if (head.caseId !== caseId) throw new Error(`Stream ${keyOf(stream)} belongs to another case`);
  return head;
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
  values ${join(
    sealed.map(
      ({ event: e, digest, hash }) => sql`(${e.ownerId}, ${e.streamType}, ${e.streamId}, ${e.audience}, ${e.seq},
        ${e.eventId}, ${e.caseId}, ${e.type}, ${e.schemaVersion}, ${e.at}::timestamptz, ${e.actor.side},
        ${e.actor.orgId}, ${e.actor.userId}, ${e.touches}, ${Buffer.from(digest, 'hex')}, ${Buffer.from(hash, 'hex')})`,
    ),
    sql`, `,
  )}`;

const insertPayloads = (sealed: readonly Sealed[]): Sql => sql`
  insert into event_payload (owner_id, event_id, salt, payload)
  values ${join(
    sealed.map(
      ({ event, salt, text }) => sql`(${event.ownerId}, ${event.eventId}, ${Buffer.from(salt, 'hex')}, ${text})`,
    ),
    sql`, `,
  )}`;

const lookAs = (viewer: Viewer): Sql =>
  sql`select ${join(
    Object.entries(settingsOf(viewer)).map(([setting, value]) => sql`set_config(${setting}, ${value}, true)`),
    sql`, `,
  )}`;

/**
 * Moves the heads, and enters the events for the relay at a time after everything that `apply` waited for: by the
 * server's one clock, and never before an earlier event of the same stream or the same transaction.
 */
function enter(parts: readonly { stream: Stream; last: Sealed }[], all: readonly Sealed[], floor: string): Sql[] {
  const ids = all.map(({ event }) => event.eventId);
  const owners = all.map(({ event }) => event.ownerId);
  const final = all.at(-1);
  const enteredAt = ({ event }: Sealed): Sql =>
    sql`(select entered_at from feed_pending where owner_id = ${event.ownerId} and event_id = ${event.eventId})`;
  if (final === undefined) return [];
  return [
    sql`with base as materialized (
          select greatest(clock_timestamp(), ${floor}::timestamptz,
            nullif(current_setting('jcf.entered', true), '')::timestamptz) as time)
        insert into feed_pending (owner_id, event_id, entered_at)
        select owner, id, base.time + place * interval '1 microsecond'
        from base, unnest(${owners}::text[], ${ids}::uuid[]) with ordinality as each (owner, id, place)`,
    sql`select set_config('jcf.entered', ${enteredAt(final)}::text, true)`,
    ...parts.map(
      ({ stream, last }) => sql`update stream_head
        set seq = ${last.event.seq}, hash = ${Buffer.from(last.hash, 'hex')}, entered_at = ${enteredAt(last)}
        where ${isStream(stream)}`,
    ),
  ];
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
  // Statements are issued together where none needs another's answer: they travel in one message, in this order.
  const heads = new Map(
    await Promise.all(ordered.map(async ({ stream }) => [keyOf(stream), await lock(tx, stream)] as const)),
  );
  const headOf = ({ stream }: Part): Head =>
    heads.get(keyOf(stream)) ?? { seq: 0, hash: beginning, caseId: null, enteredAt: '' };

  for (const part of ordered) {
    const both = await overlap(tx, part, headOf(part));
    if (both !== undefined) return refuse('conflict', `Changed in the meantime: ${both.join(', ')}.`);
  }

  const sealed = parts.map((part) => seal(part, headOf(part), definitionOf));
  const all = sealed.flat();
  const prepared = all.map(({ event }) => definitionOf(event.type).prepare(event));
  if (all.length > 0) {
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
      for (const { apply } of prepared) await apply(asSystem);
      await written;
    } catch (error) {
      await written; // the first failure is the cause; what came after it only says that the transaction is over
      await run(tx, lookAs(tx.viewer)).catch(() => {}); // fails when `apply` broke the transaction; then it is rolled back
      throw error;
    }
    const moved = parts.flatMap(
      ({ stream }, index) => sealed[index]?.slice(-1).map((last) => ({ stream, last })) ?? [],
    );
    const floor =
      [...heads.values()]
        .map(({ enteredAt }) => enteredAt)
        .sort()
        .at(-1) ?? '-infinity';
    const asked = prepared.flatMap(({ event, jobs }) =>
      jobs().map((job) => enqueueStatement(event.ownerId, job, instant(event.at))),
    );
    const closing = [...enter(moved, all, floor), ...asked, lookAs(tx.viewer)];
    await Promise.all(closing.map((statement) => run(asSystem, statement)));
  }

  return accept(
    parts.map((part, index) => {
      const own = sealed[index] ?? [];
      const offset = sealed.slice(0, index).flat().length;
      return {
        position: headOf(part).seq + own.length,
        events: prepared.slice(offset, offset + own.length).map(({ event }) => event),
      };
    }),
  );
}
