import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { commandOf, examples } from '../../test/support/cases.ts';
import { testApplication, who, type TestApplication } from '../../test/support/signed-in.ts';
import { relayBatch } from '../storage/log/index.ts';
import { findActor } from './directory.ts';
import { endRole } from './keep-directory.ts';
import { liveHub, type LiveHub, type LiveLimits } from './live.ts';
import { postMessage, type MessageTo } from './messages.ts';
import { seedCases } from './seed-cases.ts';
import { endSession, startSession, usualSessionLimits } from './sessions.ts';
import { viewCase } from './view-case.ts';
import { systemViewer } from './viewer.ts';

const sent: string = examples.hateDamage.urn;
const unsent: string = examples.domesticBattery.urn;

/** Waits until it holds: a busy machine is slow, and slowness is not a fault. */
const eventually = (holds: () => void | Promise<void>): Promise<void> =>
  vi.waitFor(holds, { timeout: 20_000, interval: 10 });

let test: TestApplication;
let hub: LiveHub | undefined;
beforeAll(async () => {
  test = await testApplication();
  await seedCases(test.deps, 'demo/cases');
  await relay();
});
afterEach(() => hub?.stop());
afterAll(() => test.close());

/** Lets everything committed so far into the feed. */
async function relay(): Promise<void> {
  while ((await relayBatch(test.database.db)) > 0);
}
const write = async (userId: string, to: MessageTo, urn = sent): Promise<void> => {
  const message = { urn, to, topic: '', text: 'A line for the other side.' };
  const done = await postMessage(test.deps, await commandOf(test.deps, userId), message, { to: '/' });
  if (!done.ok) throw new Error(done.refusal.detail);
};
const shownTo = async (userId: string, urn = sent): Promise<string> => {
  const actor = await findActor(test.deps, userId);
  if (actor === undefined) throw new Error(`nobody is called ${userId}`);
  const view = await viewCase(test.deps, actor, urn);
  if (!view.ok) throw new Error(view.refusal.detail);
  return view.value.upTo;
};
/** Looks at access so rarely that only the feed tells anything. */
const following: Partial<LiveLimits> = { followMs: 5, lookMs: 3_600_000 };
/** Follows so rarely that only looks at access tell anything. */
const looking: Partial<LiveLimits> = { followMs: 3_600_000, lookMs: 5 };

/** Someone with a page open, and what they have heard. */
async function watch(userId: string, options: { since?: string; urn?: string; secret?: string } = {}) {
  const secret = options.secret ?? (await startSession(test.deps, userId));
  const heard: string[] = [];
  const seen = { looks: 0 };
  if (hub === undefined) throw new Error('no hub');
  const answer = await hub.watch(secret, options.urn ?? sent, options.since, {
    moved: (upTo) => heard.push(upTo),
    unchanged: () => (seen.looks += 1),
    ended: () => heard.push('ended'),
  });
  return { secret, heard, seen, answer, says: answer.ok ? 'watching' : answer.refusal.code };
}

describe('how far a page reaches', () => {
  it('changes with what its reader may know of, and with nothing else', async () => {
    const both = async () => ({ police: await shownTo(who.officer), cps: await shownTo(who.prosecutor) });
    const first = await both();
    await write(who.officer, 'own');
    const second = await both();
    expect(second.cps).toBe(first.cps);
    expect(second.police).not.toBe(first.police);
    await write(who.prosecutor, 'own');
    const third = await both();
    expect(third.police).toBe(second.police);
    expect(third.cps).not.toBe(second.cps);
    await write(who.officer, 'shared');
    const fourth = await both();
    expect(fourth.police).not.toBe(third.police);
    expect(fourth.cps).not.toBe(third.cps);
  });

  it('changes with an event whose id is older than one already there', async () => {
    const before = await shownTo(who.officer);
    await test.database.asAdmin(
      `insert into event (owner_id, stream_type, stream_id, audience, seq, event_id, case_id, type, schema_version, at,
         actor_side, actor_org, actor_user, touches, payload_digest, hash)
       select owner_id, stream_type, 'of a slow clock', audience, 1, '00000000-0000-7000-8000-000000000000', case_id, type,
         schema_version, at, actor_side, actor_org, actor_user, touches, payload_digest, hash
       from event where event_id::text = (select max(event_id::text) from event where audience = 'police' and case_id =
         (select case_id from case_file where urn = $1))`,
      [sent],
    );
    expect(await shownTo(who.officer)).not.toBe(before);
  });
});

describe('a watcher', () => {
  it('is told at once of what happened after the page was made, and only then', async () => {
    hub = liveHub(test.deps, following);
    const since = await shownTo(who.prosecutor);
    expect((await watch(who.prosecutor, { since })).heard).toEqual([]);
    await write(who.officer, 'own');
    expect((await watch(who.prosecutor, { since })).heard).toEqual([]);
    await write(who.officer, 'shared');
    // Not relayed: no feed had a part in it.
    expect((await watch(who.prosecutor, { since })).heard).toEqual([await shownTo(who.prosecutor)]);
  });

  it('is told of the first event after the connection stands, when nobody watched before', async () => {
    await relay();
    hub = liveHub(test.deps, following);
    const { heard } = await watch(who.prosecutor);
    await write(who.officer, 'shared');
    await relay();
    await eventually(async () => expect(heard).toEqual([await shownTo(who.prosecutor)]));
  });

  it('is told again when the last one had gone in between', async () => {
    hub = liveHub(test.deps, following);
    const first = await watch(who.prosecutor);
    if (first.answer.ok) first.answer.value();
    await write(who.officer, 'shared');
    await relay();
    const second = await watch(who.prosecutor);
    await write(who.officer, 'shared');
    await relay();
    await eventually(() => expect(second.heard).toHaveLength(1));
    expect(first.heard).toEqual([]);
  });

  it('hears nothing of what the other side does among itself', async () => {
    hub = liveHub(test.deps, following);
    const [police, cps] = [await watch(who.officer), await watch(who.prosecutor)];
    await write(who.officer, 'own');
    await relay();
    await eventually(() => expect(police.heard).toHaveLength(1));
    await write(who.prosecutor, 'own');
    await relay();
    await eventually(() => expect(cps.heard).toHaveLength(1));
    await write(who.officer, 'shared');
    await relay();
    await eventually(() => {
      expect(police.heard).toHaveLength(2);
      expect(cps.heard).toHaveLength(2);
    });
  });

  it('is told by the next look at access when the feed brings nothing', async () => {
    hub = liveHub(test.deps, looking);
    const { heard } = await watch(who.prosecutor);
    await write(who.officer, 'shared');
    await eventually(async () => expect(heard).toEqual([await shownTo(who.prosecutor)]));
  });

  it('learns the same of an unsent case as of one that does not exist', async () => {
    hub = liveHub(test.deps, following);
    const [one, other] = [
      await watch(who.prosecutor, { urn: unsent }),
      await watch(who.prosecutor, { urn: '35NT0000099' }),
    ];
    expect(one.says).toBe('case-not-found');
    expect(one.answer).toEqual(other.answer);
    await write(who.officer, 'own', unsent);
    await relay();
    const { heard } = await watch(who.officer, { urn: unsent });
    await write(who.officer, 'own', unsent);
    await relay();
    await eventually(() => expect(heard).toHaveLength(1));
    expect([...one.heard, ...other.heard]).toEqual([]);
  });

  it('is refused without a session, and without the permission', async () => {
    hub = liveHub(test.deps, following);
    expect((await watch(who.prosecutor, { secret: 'x'.repeat(43) })).says).toBe('sign-in-needed');
    expect((await watch(who.opsManager)).says).toBe('not-allowed');
  });
});

describe('the end of access', () => {
  it('ends the watching when the session is signed out', async () => {
    hub = liveHub(test.deps, looking);
    const { secret, heard } = await watch(who.prosecutor);
    await endSession(test.deps, secret);
    await eventually(() => expect(heard).toEqual(['ended']));
  });

  it('ends it before anything more is told', async () => {
    hub = liveHub(test.deps, following);
    const { secret, heard } = await watch(who.prosecutor);
    await endSession(test.deps, secret);
    await write(who.officer, 'shared');
    await relay();
    await eventually(() => expect(heard).toEqual(['ended']));
  });

  it.each([
    {
      how: 'a role is taken away, and the session with it',
      lose: () =>
        test.deps.db.transaction(systemViewer, (tx) =>
          endRole(test.deps, tx, who.casework, 'cps_triage', test.deps.now()),
        ),
      userId: who.casework,
      then: 'sign-in-needed',
    },
    {
      how: 'the role held now reads no cases, and the session lives',
      lose: () =>
        test.database.asAdmin(`update person_role set role = 'police_ops_manager' where user_id = $1`, [who.inspector]),
      userId: who.inspector,
      then: 'not-allowed',
    },
  ])('ends it when $how', async ({ lose, userId, then }) => {
    hub = liveHub(test.deps, looking);
    const { heard, secret, says } = await watch(userId);
    expect(says).toBe('watching');
    await lose();
    await eventually(() => expect(heard).toEqual(['ended']));
    expect((await watch(userId, { secret })).says).toBe(then);
  });

  it('ends it when the session has been idle for too long: watching was no use of it', async () => {
    hub = liveHub(test.deps, looking);
    const secret = await startSession(test.deps, who.prosecutor);
    test.advance({ minutes: usualSessionLimits.idleMinutes - 1 });
    const { heard, seen } = await watch(who.prosecutor, { secret });
    await eventually(() => expect(seen.looks).toBeGreaterThan(2));
    expect(heard).toEqual([]);
    test.advance({ minutes: 1 });
    await eventually(() => expect(heard).toEqual(['ended']));
    expect((await watch(who.prosecutor, { secret })).says).toBe('sign-in-needed');
  });

  it('ends it when the database has not answered several times in a row, and not before', async () => {
    const database = { away: false };
    const db: typeof test.deps.db = {
      ...test.deps.db,
      transaction: (viewer, work, options) =>
        database.away ? Promise.reject(new Error('away')) : test.deps.db.transaction(viewer, work, options),
    };
    let troubles = 0;
    const onTrouble = (): void => {
      troubles += 1;
      // Back in time, the first time.
      if (troubles === 2) database.away = false;
    };
    hub = liveHub({ ...test.deps, db }, { ...looking, failedLooks: 3, onTrouble });
    const { heard, seen } = await watch(who.prosecutor);
    database.away = true;
    await eventually(() => expect(troubles).toBe(2));
    const { looks } = seen;
    await eventually(() => expect(seen.looks).toBeGreaterThan(looks));
    expect(heard).toEqual([]);
    database.away = true;
    await eventually(() => expect(heard).toEqual(['ended']));
    expect(troubles).toBe(5);
  });
});

describe('how many may watch', () => {
  it('is bounded for one session and for the process, and a place is free again when its watcher goes', async () => {
    hub = liveHub(test.deps, { ...following, ofSession: 2, ofProcess: 3 });
    const first = await watch(who.officer);
    const { secret } = first;
    const [second, third] = await Promise.all([watch(who.officer, { secret }), watch(who.officer, { secret })]);
    expect([second.says, third.says].sort()).toEqual(['too-many-open', 'watching']);
    expect((await watch(who.prosecutor)).says).toBe('watching');
    expect((await watch(who.supervisor)).says).toBe('too-many-open');
    if (first.answer.ok) first.answer.value();
    expect((await watch(who.officer, { secret })).says).toBe('watching');
  });

  it('counts nobody who was refused', async () => {
    hub = liveHub(test.deps, { ...following, ofSession: 1, ofProcess: 1 });
    const { secret, says } = await watch(who.prosecutor, { urn: unsent });
    expect(says).toBe('case-not-found');
    expect((await watch(who.prosecutor, { secret })).says).toBe('watching');
  });

  it('is none once the service stops, and whoever watched is let go', async () => {
    hub = liveHub(test.deps, following);
    const { heard } = await watch(who.officer);
    hub.stop();
    expect(heard).toEqual(['ended']);
    expect((await watch(who.officer)).says).toBe('too-many-open');
  });
});
