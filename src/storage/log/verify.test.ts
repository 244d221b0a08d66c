import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { servers, testDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { aStream, addNoteTables, force, noon, note, noteLog, officer, write } from '../../../test/support/note-log.ts';
import { openDatabase, run, sql } from '../database.ts';
import { hashOf } from './chain.ts';
import { systemViewer } from '../viewer.ts';
import { erasePayload, relayBatch, verifyChains } from './index.ts';

describe.each(servers)('checking the chains on PostgreSQL %s', (server) => {
  let test: TestDatabase;
  beforeAll(async () => {
    test = await testDatabase({ server, tables: 'log' });
    await addNoteTables(test);
  });
  afterAll(() => test.close());

  // Two streams that stay whole around the one that is tampered with.
  beforeEach(async () => {
    await test.asAdmin('truncate event, event_payload, stream_head, feed, feed_pending, note, board, job');
    await test.asAdmin('update feed_head set position = 0');
    for (const id of ['before', 'middle', 'rear'])
      await test.db.transaction(systemViewer, (tx) =>
        write(tx, aStream(id), ...['1', '2', '3', '4', '5'].map((each) => note(`${id}-${each}`))),
      );
    await relayBatch(test.db);
  });

  const middle = `owner_id = '${force}' and stream_id = 'middle'`;
  const payloadOf = (seq: number) => `event_id = (select event_id from event where ${middle} and seq = ${seq})`;

  it('finds nothing wrong with what nobody touched', async () => {
    expect(await verifyChains(test.db)).toEqual({ streams: 3, events: 15, erased: 0, faults: [] });
  });

  it.each([
    {
      what: 'a payload is edited',
      does: `update event_payload set payload = replace(payload, 'words', 'Words') where ${payloadOf(3)}`,
      fault: 'payload',
      seq: 3,
    },
    {
      what: 'a salt is changed',
      does: `update event_payload set salt = decode(repeat('00', 16), 'hex') where ${payloadOf(2)}`,
      fault: 'payload',
      seq: 2,
    },
    {
      what: 'a payload is removed without being erased',
      does: `delete from event_payload where ${payloadOf(4)}`,
      fault: 'payload-missing',
      seq: 4,
    },
    {
      what: 'two payloads change places',
      does: `update event_payload p set payload = o.payload, salt = o.salt from event_payload o where p.${payloadOf(2)} and o.${payloadOf(3)}`,
      fault: 'payload',
      seq: 2,
    },
    {
      what: 'the time is moved by a microsecond',
      does: `update event set at = at + interval '1 microsecond' where ${middle} and seq = 3`,
      fault: 'header',
      seq: 3,
    },
    {
      what: 'another person is named',
      does: `update event set actor_user = 'someone-else' where ${middle} and seq = 1`,
      fault: 'header',
      seq: 1,
    },
    {
      what: 'the kind is changed',
      does: `update event set type = 'board-set' where ${middle} and seq = 5`,
      fault: 'header',
      seq: 5,
    },
    {
      what: 'the case is changed',
      does: `update event set case_id = null where ${middle} and seq = 2`,
      fault: 'header',
      seq: 2,
    },
    {
      what: 'what it touched is changed',
      does: `update event set touches = '{}' where ${middle} and seq = 2`,
      fault: 'header',
      seq: 2,
    },
    {
      what: 'a hash is changed',
      does: `update event set hash = decode(repeat('ab', 32), 'hex') where ${middle} and seq = 4`,
      fault: 'header',
      seq: 4,
    },
    { what: 'the head is rewound', does: `update stream_head set seq = 4 where ${middle}`, fault: 'head', seq: 5 },
    {
      what: 'the head’s hash is changed',
      does: `update stream_head set hash = decode(repeat('ab', 32), 'hex') where ${middle}`,
      fault: 'head',
      seq: 5,
    },
    { what: 'the head is deleted', does: `delete from stream_head where ${middle}`, fault: 'head', seq: 5 },
    { what: 'an event leaves the feed', does: `delete from feed where ${payloadOf(3)}`, fault: 'feed', seq: 3 },
  ])('names the stream and the event when $what', async ({ does, fault, seq }) => {
    await test.asAdmin(does);
    const { faults } = await verifyChains(test.db);
    expect(faults[0]).toMatchObject({
      ownerId: force,
      streamType: 'notes',
      streamId: 'middle',
      audience: 'police',
      fault,
      seq,
    });
    expect(new Set(faults.map(({ streamId }) => streamId))).not.toContain('before');
    expect(new Set(faults.map(({ streamId }) => streamId))).not.toContain('rear');
  });

  const remove = (seq: number) => [
    `delete from event_payload where ${payloadOf(seq)}`,
    `delete from event where ${middle} and seq = ${seq}`,
  ];

  it.each([
    { what: 'an event is deleted', seqs: [3], fault: 'gap', seq: 3 },
    { what: 'the first is deleted', seqs: [1], fault: 'gap', seq: 1 },
    { what: 'the last is deleted', seqs: [5], fault: 'head', seq: 5 },
    { what: 'all are deleted', seqs: [1, 2, 3, 4, 5], fault: 'head', seq: 1 },
  ])('names the missing event when $what', async ({ seqs, fault, seq }) => {
    for (const each of seqs.flatMap(remove)) await test.asAdmin(each);
    const { faults } = await verifyChains(test.db);
    expect(faults[0]).toMatchObject({ streamId: 'middle', fault, seq });
    // The feed still remembers each of them.
    expect(faults.filter((each) => each.fault === 'feed')).toHaveLength(seqs.length);
  });

  it('names both events when two change places', async () => {
    await test.asAdmin(`update event set seq = 100 where ${middle} and seq = 2`);
    await test.asAdmin(`update event set seq = 2 where ${middle} and seq = 3`);
    await test.asAdmin(`update event set seq = 3 where ${middle} and seq = 100`);
    const { faults } = await verifyChains(test.db);
    expect(faults.map(({ fault, seq }) => `${fault} ${seq}`)).toEqual(['header 2', 'header 3', 'header 4']);
  });

  it('finds a rewritten event even when its own hash was recomputed, at the event after it', async () => {
    const events = await test.db.transaction(officer, (tx) => noteLog.readStream(tx, aStream('middle')));
    const second = events[1];
    if (second === undefined) throw new Error('five were written');
    const [row] = await test.asAdmin(
      `select encode(payload_digest, 'hex') as digest, (select encode(hash, 'hex') from event where ${middle} and seq = 1) as previous from event where ${middle} and seq = 2`,
    );
    const forged = hashOf(String(row?.['previous']), { ...second, type: 'board-set' }, String(row?.['digest']));
    await test.asAdmin(
      `update event set type = 'board-set', hash = decode('${forged}', 'hex') where ${middle} and seq = 2`,
    );
    const { faults } = await verifyChains(test.db);
    expect(faults).toMatchObject([{ streamId: 'middle', fault: 'header', seq: 3 }]);
  });

  it('still proves a stream whose payload was erased by right, and only the eraser may erase', async () => {
    const [event] = await test.db.transaction(officer, (tx) => noteLog.readStream(tx, aStream('middle'), 2));
    const id = event?.eventId ?? '';
    await expect(erasePayload(test.db, force, id, noon)).rejects.toThrow('permission denied');
    const eraser = await openDatabase({ target: test.targets.eraser });
    try {
      expect(await erasePayload(eraser, force, id, noon)).toBe(true);
      expect(await erasePayload(eraser, force, id, noon)).toBe(false);
      const rewrite = sql`update event_payload set payload = '{}', salt = '', erased_at = null where true`;
      await expect(eraser.transaction(systemViewer, (tx) => run(tx, rewrite))).rejects.toThrow('row-level security');
      await expect(eraser.transaction(systemViewer, (tx) => run(tx, sql`delete from event_payload`))).rejects.toThrow(
        'denied',
      );
      await expect(
        eraser.transaction(systemViewer, (tx) => run(tx, sql`select payload from event_payload`)),
      ).rejects.toThrow('denied');
    } finally {
      await eraser.close();
    }
    expect(await verifyChains(test.db)).toEqual({ streams: 3, events: 15, erased: 1, faults: [] });
    const [erased] = await test.db.transaction(officer, (tx) => noteLog.readStream(tx, aStream('middle'), 2));
    expect(erased).toMatchObject({ seq: 3, type: 'note-written', payload: null, erased: true });
    expect(await test.asAdmin(`select salt, payload from event_payload where ${payloadOf(3)}`)).toEqual([
      { salt: null, payload: null },
    ]);
  });
});
