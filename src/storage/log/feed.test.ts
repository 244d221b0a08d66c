import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { servers, testDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { aStream, addNoteTables, board, note, noteLog, write } from '../../../test/support/note-log.ts';
import { rebuildInScratch } from '../rebuild.ts';
import { systemViewer } from '../viewer.ts';
import { feedChannel, feedPosition, relayBatch, runRelay, verifyChains } from './index.ts';

describe.each(servers)('the feed on PostgreSQL %s', (server) => {
  let test: TestDatabase;
  beforeAll(async () => {
    test = await testDatabase({ server, tables: 'log', connections: 16 });
    await addNoteTables(test);
  });
  afterAll(() => test.close());
  beforeEach(async () => {
    await test.asAdmin('truncate event, event_payload, stream_head, feed, feed_pending, note, board, job');
    await test.asAdmin('update feed_head set position = 0');
  });

  const read = (after = 0, limit = 1000) =>
    test.db.transaction(systemViewer, (tx) => noteLog.readFeed(tx, after, limit));
  const append = (id: string, ...words: readonly string[]) =>
    test.db.transaction(systemViewer, (tx) => write(tx, aStream(id), ...words.map((each) => note(each))));

  it('gives each committed event the next position, once', async () => {
    await append('a', '1', '2');
    await append('b', '3');
    expect(await relayBatch(test.db)).toBe(3);
    expect(await relayBatch(test.db)).toBe(0);
    await append('a', '4');
    expect(await relayBatch(test.db)).toBe(1);
    const items = await read();
    expect(items.map(({ position, event }) => [position, event.streamId, event.seq])).toEqual([
      [1, 'a', 1],
      [2, 'a', 2],
      [3, 'b', 1],
      [4, 'a', 3],
    ]);
    expect((await read(2, 1)).map(({ position }) => position)).toEqual([3]);
  });

  it('takes a backlog in batches without changing its order', async () => {
    for (const turn of ['1', '2', '3', '4', '5'])
      await append(Number(turn) % 2 === 0 ? 'even' : 'odd', turn, `${turn}b`);
    expect(await relayBatch(test.db, 3)).toBe(3);
    expect(await relayBatch(test.db, 3)).toBe(3);
    expect(await relayBatch(test.db)).toBe(4);
    const seen = (await read()).map(({ event }) => event.touches[0]);
    expect(seen).toEqual(['1', '1b', '2', '2b', '3', '3b', '4', '4b', '5', '5b'].map((each) => `note:${each}`));
  });

  it('does not see what is not committed, and lets it come later', async () => {
    let release: () => void = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    let started: () => void = () => {};
    const begun = new Promise<void>((resolve) => (started = resolve));
    const slow = test.db.transaction(systemViewer, async (tx) => {
      await write(tx, aStream('slow'), note('slow'));
      started();
      await held;
    });
    await begun;
    await append('quick', 'quick');
    expect(await relayBatch(test.db)).toBe(1);
    release();
    await slow;
    expect(await relayBatch(test.db)).toBe(1);
    expect((await read()).map(({ event }) => event.streamId)).toEqual(['quick', 'slow']);
  });

  it('follows the order in which rows were really written, across streams, under concurrent writers and relays', async () => {
    const stop = new AbortController();
    const relays = [1, 2].map(() => runRelay(test.db, { signal: stop.signal, restMs: 5 }));
    await Promise.all(
      Array.from({ length: 8 }, async (_, writer) => {
        for (const turn of [1, 2, 3, 4])
          await test.db.transaction(systemViewer, async (tx) => {
            // Every transaction writes the one row of the board, so the last to do so must come last in the feed.
            await write(tx, aStream(`w${writer}`), note(`w${writer}`));
            if (turn % 2 === 0) await sleep(5);
            await write(tx, aStream(`board-${writer}`), board(`writer ${writer}, turn ${turn}`), note('shared'));
          });
      }),
    );
    const end = performance.now() + 20_000;
    while ((await test.db.transaction(systemViewer, feedPosition)) < 96 && performance.now() < end) await sleep(20);
    stop.abort();
    await Promise.all(relays);

    const items = await read();
    expect(items.map(({ position }) => position)).toEqual(Array.from({ length: 96 }, (_, index) => index + 1));
    const next = new Map<string, number>();
    for (const { event } of items) {
      expect(event.seq).toBe((next.get(event.streamId) ?? 0) + 1);
      next.set(event.streamId, event.seq);
    }
    expect((await verifyChains(test.db)).faults).toEqual([]);
    expect((await rebuildInScratch(test.db, noteLog)).differences).toEqual([]);
    const last = items.findLast(({ event }) => event.type === 'board-set');
    expect(await test.asAdmin('select words from board')).toEqual([last?.event.payload]);
  });

  it('keeps the order within a stream when the server’s clock steps back', async () => {
    await append('a', '1');
    // What a clock set back by an hour would have left: the first event entered an hour ahead of now.
    await test.asAdmin(`update stream_head set entered_at = entered_at + interval '1 hour'`);
    await test.asAdmin(`update feed_pending set entered_at = entered_at + interval '1 hour'`);
    await append('a', '2', '3');
    await relayBatch(test.db, 1);
    await relayBatch(test.db);
    expect((await read()).map(({ event }) => event.seq)).toEqual([1, 2, 3]);
  });

  it('says that it has grown, as a hint', async () => {
    let heard = 0;
    const stop = await test.db.listen(feedChannel, () => (heard += 1));
    await append('a', '1', '2');
    await relayBatch(test.db);
    const end = performance.now() + 10_000;
    while (heard === 0 && performance.now() < end) await sleep(10);
    await stop();
    expect(heard).toBe(1);
  });

  it('goes on after a batch that failed', async () => {
    const stop = new AbortController();
    const problems: unknown[] = [];
    await test.asAdmin('revoke update on feed_head from jcf_app');
    const relay = runRelay(test.db, { signal: stop.signal, restMs: 5, onError: (error) => problems.push(error) });
    await append('a', '1');
    const end = performance.now() + 10_000;
    while (problems.length === 0 && performance.now() < end) await sleep(5);
    await test.asAdmin('grant update on feed_head to jcf_app');
    while ((await test.db.transaction(systemViewer, feedPosition)) === 0 && performance.now() < end) await sleep(5);
    stop.abort();
    await relay;
    expect(problems.length).toBeGreaterThan(0);
    expect((await read()).map(({ position }) => position)).toEqual([1]);
  });
});
