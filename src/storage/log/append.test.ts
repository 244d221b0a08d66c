import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { servers, testDatabase, type TestDatabase } from '../../../test/support/database.ts';
import {
  aStream,
  addNoteTables,
  anotherCase,
  board,
  byOfficer,
  count,
  noon,
  note,
  noteLog,
  officer,
  write,
} from '../../../test/support/note-log.ts';
import { asSystem } from '../as-system.ts';
import { rows, sql } from '../database.ts';
import { systemViewer } from '../viewer.ts';
import { beginning, digestOf, hashOf } from './chain.ts';
import { verifyChains, type NewEvent } from './index.ts';
import { StoredEvent, storedColumns, withPayload } from './read.ts';

describe.each(servers)('appending on PostgreSQL %s', (server) => {
  let test: TestDatabase;
  beforeAll(async () => {
    test = await testDatabase({ server, tables: 'log', connections: 32 });
    await addNoteTables(test);
  });
  beforeEach(() =>
    test.asAdmin('truncate event, event_payload, stream_head, feed, feed_pending, note, board, job, case_grant'),
  );
  afterAll(() => test.close());

  const appendAs = (events: readonly NewEvent[], given: { expected?: number; read?: readonly string[] } = {}) =>
    test.db.transaction(systemViewer, (tx) =>
      noteLog.append(tx, aStream(), { events, actor: byOfficer, at: noon, ...given }),
    );

  it('numbers the events of 32 writers to one stream without a gap, and every hash can be recomputed', async () => {
    await Promise.all(
      Array.from({ length: 32 }, async (_, writer) => {
        for (const turn of [1, 2, 3]) await appendAs([note(`n${writer}`, `turn ${turn}`)]);
      }),
    );

    const Link = StoredEvent.extend({ hash: z.string(), salt: z.string() });
    const links = await test.db.transaction(officer, (tx) =>
      rows(
        tx,
        Link,
        sql`select ${storedColumns}, encode(e.hash, 'hex') as hash, encode(p.salt, 'hex') as salt
            from event e ${withPayload} order by e.seq`,
      ),
    );
    expect(links.map(({ seq }) => seq)).toEqual(Array.from({ length: 96 }, (_, index) => index + 1));
    let previous = beginning;
    for (const link of links) {
      previous = hashOf(previous, link, digestOf(link.salt, link.payload ?? ''));
      expect(link.hash).toBe(previous);
    }
    expect(await verifyChains(test.db)).toEqual({ streams: 1, events: 96, erased: 0, faults: [] });
    const changes = await test.asAdmin('select sum(changes)::int as n from note');
    expect(changes).toEqual([{ n: 96 }]);
  });

  it('gives streams of other audiences and ids their own numbers', async () => {
    await appendAs([note('a'), note('b')]);
    const shared = await test.db.transaction(systemViewer, (tx) => write(tx, aStream('stream-1', 'shared'), note('c')));
    const other = await test.db.transaction(systemViewer, (tx) => write(tx, aStream('stream-2'), note('d')));
    expect([shared, other]).toEqual([1, 1]);
  });

  it.each([
    { when: 'a newer event touches what it changes', mine: [note('a')], read: [], refused: 'note:a' },
    { when: 'a newer event touches what it read', mine: [note('c')], read: ['note:a', 'note:x'], refused: 'note:a' },
    { when: 'newer events touch nothing of its', mine: [note('c')], read: ['note:d'], refused: undefined },
  ])('refuses a stale command only when it must: $when', async ({ mine, read, refused }) => {
    await appendAs([note('start')]);
    await appendAs([note('a', 'theirs'), note('b', 'theirs')]);
    const answer = await appendAs(mine, { expected: 1, read });
    if (refused === undefined) {
      expect(answer).toMatchObject({ ok: true, value: { position: 4 } });
    } else {
      expect(answer).toMatchObject({ ok: false, refusal: { code: 'conflict' } });
      expect(answer.ok ? '' : answer.refusal.detail).toContain(refused);
      expect(await test.asAdmin('select count(*)::int as n from event')).toEqual([{ n: 3 }]);
    }
  });

  it('refuses a stale command of a writer who cannot see the newer events', async () => {
    await appendAs([note('start')]);
    await appendAs([note('unrelated')]);
    await test.asAdmin('create policy hide on event as restrictive for select using (seq < 2)');
    try {
      expect(await appendAs([note('mine')], { expected: 1 })).toMatchObject({
        ok: false,
        refusal: { code: 'conflict' },
      });
    } finally {
      await test.asAdmin('drop policy hide on event');
    }
  });

  it('takes a position that the stream has never reached for a mistake of ours', async () => {
    await expect(appendAs([note('a')], { expected: 5 })).rejects.toThrow('before the position expected');
  });

  it('writes to several streams or to none', async () => {
    await appendAs([note('a')]);
    const parts = [
      { stream: aStream('stream-2'), command: { events: [note('new')], actor: byOfficer, at: noon } },
      { stream: aStream(), command: { events: [note('a')], actor: byOfficer, at: noon, expected: 0 } },
    ];
    const refused = await test.db.transaction(systemViewer, (tx) => noteLog.appendMany(tx, parts));
    expect(refused).toMatchObject({ ok: false, refusal: { code: 'conflict' } });
    expect(await test.asAdmin('select count(*)::int as n from stream_head')).toEqual([{ n: 1 }]);

    const accepted = await test.db.transaction(systemViewer, (tx) =>
      noteLog.appendMany(
        tx,
        parts.map(({ stream, command }) => ({
          stream,
          command: { ...command, expected: stream.streamId === 'stream-1' ? 1 : 0 },
        })),
      ),
    );
    expect(accepted).toMatchObject({ ok: true, value: [{ position: 1 }, { position: 2 }] });
  });

  it('never deadlocks two writers that name the same streams in opposite order', async () => {
    const both = (ids: readonly string[]) =>
      test.db.transaction(systemViewer, (tx) =>
        noteLog.appendMany(
          tx,
          ids.map((id) => ({ stream: aStream(id), command: { events: [note(id)], actor: byOfficer, at: noon } })),
        ),
      );
    await Promise.all(
      Array.from({ length: 40 }, (_, turn) => both(turn % 2 === 0 ? ['x', 'y', 'z'] : ['z', 'x', 'y'])),
    );
    expect(await test.asAdmin('select seq, count(*)::int as n from stream_head group by seq')).toEqual([
      { seq: 40, n: 3 },
    ]);
    // `deadlocks` counts what the server had to break up, which a retry would hide.
    const [stat] = await test.asAdmin(
      'select deadlocks::int as n from pg_stat_database where datname = current_database()',
    );
    expect(stat).toEqual({ n: 0 });
  });

  it('keeps nothing when a table refuses what an event does, and the stream goes on', async () => {
    const failing: NewEvent = { type: 'failing', payload: {}, touches: [] };
    await expect(appendAs([note('a'), failing])).rejects.toThrow('apply failed on purpose');
    await expect(appendAs([{ ...note('a'), payload: { id: 'a' } }])).rejects.toThrow(z.ZodError);
    await expect(appendAs([{ ...note('a'), type: 'unheard-of' }])).rejects.toThrow('unheard-of');
    for (const table of ['event', 'event_payload', 'note', 'feed_pending'])
      expect(await test.asAdmin(`select count(*)::int as n from ${table}`)).toEqual([{ n: 0 }]);
    expect(await appendAs([note('a')])).toMatchObject({ ok: true, value: { position: 1 } });
  });

  it('opens the tables to the system alone, and leaves the viewer as it was', async () => {
    await test.db.transaction(officer, async (tx) => {
      await asSystem(tx, (system) => write(system, aStream(), note('a'), board('hello')));
      expect(await count(tx, sql`note`)).toBe(1);
      expect(await count(tx, sql`board`)).toBe(0); // closed to police
      expect(await count(tx, sql`feed_pending`)).toBe(0); // closed to police
    });
    await expect(
      test.db.transaction(officer, async (tx) => {
        const failing: NewEvent = { type: 'failing', payload: {}, touches: [] };
        await asSystem(tx, (system) => write(system, aStream('other'), failing));
      }),
    ).rejects.toThrow('on purpose');
    expect(await test.db.transaction(officer, (tx) => count(tx, sql`board`))).toBe(0);
  });

  it('refuses to carry on a stream under another case', async () => {
    await appendAs([note('a')]);
    const wrong = { ...aStream(), caseId: anotherCase };
    await expect(test.db.transaction(systemViewer, (tx) => write(tx, wrong, note('b')))).rejects.toThrow(
      'another case',
    );
  });

  it('asks for the job that follows once, however often the event comes', async () => {
    await appendAs([note('a', 'x', 'red'), note('b')]);
    await appendAs([note('a', 'y', 'red')]);
    const jobs = await test.asAdmin('select kind, key, payload from job');
    expect(jobs).toEqual([{ kind: 'look', key: 'a', payload: { id: 'a' } }]);
  });

  it('keeps what a JSON column could not hold, and the header to the microsecond', async () => {
    const colour = 'é\u0000\ud800"\\\n';
    await appendAs([{ ...note('a', 'words', colour), touches: ['b', 'a', 'b'] }]);
    const [event] = await test.db.transaction(officer, (tx) => noteLog.readStream(tx, aStream()));
    expect(event?.payload).toEqual({ id: 'a', body: 'words', colour });
    expect(event).toMatchObject({ touches: ['a', 'b'], at: '2026-11-24T12:00:00.500000Z', actor: byOfficer, seq: 1 });
    expect((await verifyChains(test.db)).faults).toEqual([]);
  });

  it('reads an older version of an event as today’s', async () => {
    await appendAs([note('a')]);
    const old = JSON.stringify({ body: 'written long ago', id: 'a' });
    await test.asAdmin('update event set schema_version = 1');
    await test.asAdmin('update event_payload set payload = $1', [old]);
    const [event] = await test.db.transaction(officer, (tx) => noteLog.readStream(tx, aStream()));
    expect(event?.payload).toEqual({ id: 'a', body: 'written long ago', colour: 'white' });
    await test.asAdmin('update event set schema_version = 3');
    await expect(test.db.transaction(officer, (tx) => noteLog.readStream(tx, aStream()))).rejects.toThrow('version 3');
  });

  it('weaves the streams of a case together and keeps each in its order', async () => {
    await test.db.transaction(systemViewer, (tx) => write(tx, aStream('p'), note('1'), note('2')));
    await test.db.transaction(systemViewer, (tx) => write(tx, aStream('s', 'shared'), note('3')));
    await test.db.transaction(systemViewer, (tx) => write(tx, aStream('p'), note('4')));
    await test.db.transaction(systemViewer, (tx) => write(tx, aStream('q', 'police', anotherCase), note('5')));
    const ids = (events: readonly { payload: unknown }[]) =>
      events.map(({ payload }) => z.object({ id: z.string() }).parse(payload).id);
    const events = await test.db.transaction(officer, (tx) =>
      noteLog.readCaseEvents(tx, aStream().ownerId, aStream().caseId ?? ''),
    );
    expect(ids(events)).toEqual(['1', '2', '3', '4']);
    // A machine whose clock was behind wrote the second event of the stream with the smallest id.
    await test.asAdmin('alter table event_payload drop constraint event_payload_owner_id_event_id_fkey');
    const early = '00000000-0000-7000-8000-000000000000';
    await test.asAdmin(
      `update event_payload p set event_id = $1 from event e where e.event_id = p.event_id and e.stream_id = 'p' and e.seq = 2`,
      [early],
    );
    await test.asAdmin(`update event set event_id = $1 where stream_id = 'p' and seq = 2`, [early]);
    const again = await test.db.transaction(officer, (tx) =>
      noteLog.readCaseEvents(tx, aStream().ownerId, aStream().caseId ?? ''),
    );
    expect(ids(again)).toEqual(['1', '2', '3', '4']);
    await test.asAdmin(
      'alter table event_payload add foreign key (owner_id, event_id) references event (owner_id, event_id)',
    );
  });

  it('runs as the system too, for work that nobody in particular asked for', async () => {
    await test.db.transaction(systemViewer, (tx) => write(tx, { ...aStream(), audience: 'sensitive' }, note('a')));
    expect(await test.db.transaction(systemViewer, (tx) => count(tx, sql`event`))).toBe(1);
    expect(await test.db.transaction(officer, (tx) => count(tx, sql`event`))).toBe(0);
  });
});
