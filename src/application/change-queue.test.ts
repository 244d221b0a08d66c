import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sendAsItIs } from '../../test/access/send-case.ts';
import { commandOf, examples, takeIn } from '../../test/support/cases.ts';
import { testApplication, who, type TestApplication } from '../../test/support/signed-in.ts';
import type { QueueName } from '../domain/queue/index.ts';
import { changeQueue, viewBatch, viewChosen, type QueueChange } from './change-queue.ts';
import { viewHistory } from './case-history.ts';
import { findActor } from './directory.ts';
import { startReview } from './review-file.ts';
import { acceptFile } from './triage-file.ts';
import { takeFile, takeNext, viewQueue } from './work-queues.ts';

/** Files of queues, given to people, given back and put back in the order, on a real database. */

const owner = 'force-35';
let test: TestApplication;
beforeAll(async () => {
  test = await testApplication();
  for (const example of [examples.domesticBattery, examples.shopTheft]) await takeIn(test.deps, example);
  await sendAsItIs(test.deps, examples.domesticBattery.urn, 'S1');
  await waitingFile('35AA0000126', '9999-12-31T00:00:00Z');
  await waitingFile('35AA0000226', '2026-12-10T00:00:00Z');
}, 120_000);
afterAll(() => test.close());

const actor = async (userId: string) => {
  const found = await findActor(test.deps, userId);
  if (found === undefined) throw new Error(`nobody is called ${userId}`);
  return found;
};
const by = (userId: string) => commandOf(test.deps, userId);

/** A file at the gate, as far as its queue goes. */
async function waitingFile(urn: string, dueAt: string): Promise<void> {
  await test.database.asAdmin(
    `insert into queue_item (holder_org, queue, owner_id, case_id, submission_id, version, urn, title, kind, priority,
                             due_at, reasons, since, target_at)
     values ($1, 'gatekeeping', $1, $2, 'S1', 1, $3, 'R v Example', 'PCD_FCT_NGAP', 'none', $4, '[]', now(), $5)`,
    [owner, randomUUID(), urn, dueAt, '2026-11-24T08:00:00Z'],
  );
}
const filesIn = async (userId: string, queue: QueueName) => {
  const files = await viewQueue(test.deps, await actor(userId), queue, 500);
  if (!files.ok) throw new Error(files.refusal.detail);
  return files.value;
};
const fileOf = async (urn: string, queue: QueueName = 'gatekeeping', userId: string = who.inspector) => {
  const file = (await filesIn(userId, queue)).find((each) => each.urn === urn);
  if (file === undefined) throw new Error(`${urn} waits nowhere`);
  return { ownerId: file.ownerId, caseId: file.caseId, submissionId: file.submissionId };
};
/** What became of each file: nothing for one that was changed, else why not; or the code of a refusal. */
const change = async (userId: string, queue: QueueName, urns: readonly string[], asked: QueueChange) => {
  const manager = queue === 'allocation' || queue === 'review' ? who.legalManager : who.inspector;
  const files = await Promise.all(urns.map((urn) => fileOf(urn, queue, manager)));
  const done = await changeQueue(test.deps, await by(userId), queue, files, asked, (batchId) => batchId);
  if (!done.ok) return done.refusal.code;
  const batch = await viewBatch(test.deps, await actor(userId), done.value.to);
  if (!batch.ok) throw new Error(batch.refusal.detail);
  const [row] = await test.database.asAdmin('select outcome from queue_batch where batch_id = $1', [done.value.to]);
  return files.map(
    ({ caseId }) =>
      (row?.['outcome'] as { caseId: string; because: string | null }[]).find((each) => each.caseId === caseId)
        ?.because ?? undefined,
  );
};
const reason = 'The gatekeeper is at court until Thursday.';
const until = () => test.deps.now().add({ hours: 72 });

describe('BR-21: a file with a legal limit in the window', () => {
  const [free, limited] = ['35AA0000126', '35AA0000226'];

  it('is put back by an inspector alone, with a reason; any other by whoever manages the queue', async () => {
    const asked = { action: 'set_back', reason, until: until() } as const;
    expect(await change(who.gatekeeper, 'gatekeeping', [free], asked)).toEqual([
      'Who manages the queue puts files back in its order.',
    ]);
    const bySupervisor = await change(who.supervisor, 'gatekeeping', [free, limited], asked);
    expect(bySupervisor).toEqual([undefined, expect.stringMatching(/9 December 2026: only an inspector/)]);
    expect(await change(who.inspector, 'gatekeeping', [limited], { ...asked, reason: 'ok' })).toBe('something-missing');
    expect(await change(who.inspector, 'gatekeeping', [limited], asked)).toEqual([undefined]);
    const [event] = await test.database.asAdmin(
      `select p.payload::jsonb->>'overLimit' as over, p.payload::jsonb->>'reason' as reason
       from event e join event_payload p using (owner_id, event_id)
       where type = 'work-set-back' and p.payload::jsonb->>'overLimit' = 'true'`,
    );
    expect(event).toEqual({ over: 'true', reason });
  });

  it('is not put back past its limit, nor any file for longer than two weeks', async () => {
    const long = { action: 'set_back', reason, until: test.deps.now().add({ hours: 24 * 15 }) } as const;
    expect(await change(who.inspector, 'gatekeeping', [free], long)).toEqual([expect.stringMatching(/within 14 days/)]);
    await waitingFile('35AA0000326', test.deps.now().add({ hours: 30 }).toString());
    expect(
      await change(who.inspector, 'gatekeeping', ['35AA0000326'], { action: 'set_back', reason, until: until() }),
    ).toEqual([expect.stringMatching(/^Its legal limit ends at/)]);
  });

  it('waits behind what it was put behind, and says so', async () => {
    // Its limit ends ten days later, so that it would be behind.
    await waitingFile('35AA0000626', '2026-12-20T00:00:00Z');
    const files = await filesIn(who.inspector, 'gatekeeping');
    const order = files.map(({ urn }) => urn);
    expect(order.indexOf(limited)).toBeGreaterThan(order.indexOf('35AA0000626'));
    expect(files.find(({ urn }) => urn === limited)?.setBackReason).toBe(reason);
  });
});

describe('several files at once', () => {
  const [held, other] = ['35AA0000426', '35AA0000526'];
  beforeAll(async () => {
    for (const urn of [held, other]) await waitingFile(urn, '9999-12-31T00:00:00Z');
    const taken = await takeFile(test.deps, await by(who.gatekeeper), 'gatekeeping', () => '/', await fileOf(held));
    expect(taken.ok).toBe(true);
  });

  it('says before anything is done which are left out and why', async () => {
    const files = [await fileOf(held), await fileOf(other)];
    const chosen = await viewChosen(test.deps, await actor(who.gatekeeper), 'gatekeeping', 'release', files);
    expect(chosen.ok && chosen.value.files.map(({ urn, because }) => [urn, because])).toEqual([
      [held, undefined],
      [other, 'Nobody holds it, so there is nothing to give back.'],
    ]);
    const gone = { ...files[0], submissionId: 'S9', ownerId: owner, caseId: randomUUID() };
    const more = await viewChosen(test.deps, await actor(who.gatekeeper), 'gatekeeping', 'release', [gone]);
    expect(more.ok && more.value.gone).toBe(1);
  });

  it('are given back by their holder, handed over at the end of a shift, and by nobody else', async () => {
    const give = { action: 'assign', reason, to: who.inspector } as const;
    expect(await change(who.gatekeeper, 'gatekeeping', [held, other], give)).toEqual([
      undefined,
      'Nobody holds it: who manages the queue gives it to somebody. You can take it.',
    ]);
    expect((await filesIn(who.inspector, 'gatekeeping')).find(({ urn }) => urn === held)?.heldByMe).toBe(true);
    expect(await change(who.gatekeeper, 'gatekeeping', [held], { action: 'release', reason })).toEqual([
      expect.stringMatching(/holds it: they give it back/),
    ]);
    expect(await change(who.inspector, 'gatekeeping', [held], { action: 'release', reason })).toEqual([undefined]);
  });

  it('are given to nobody who does not work from the queue, nor to another organisation', async () => {
    const give = (to: string) => change(who.inspector, 'gatekeeping', [other], { action: 'assign', reason, to });
    expect(await give(who.officer)).toEqual([expect.stringMatching(/does not work from this queue/)]);
    expect(await give(who.prosecutor)).toBe('not-valid');
  });
});

describe('T18 and V03: a review is given to a prosecutor', () => {
  const { urn } = examples.domesticBattery;
  const about = { urn, submissionId: 'S1' };

  it('by their manager; police see who it is with, and it waits for them to begin', async () => {
    const accepted = { ...about, reviewType: '28_day', caseType: 'general', toOrg: 'cps-eastern-counties' } as const;
    const done = await acceptFile(test.deps, await by(who.casework), accepted, { to: '/' });
    expect(done.ok).toBe(true);
    const give = { action: 'assign', reason, to: who.prosecutor } as const;
    expect(await change(who.legalManager, 'allocation', [urn], give)).toEqual([undefined]);
    expect((await filesIn(who.prosecutor, 'review')).map((file) => [file.urn, file.heldByMe])).toEqual([[urn, true]]);
    const history = await viewHistory(test.deps, await actor(who.supervisor), urn);
    expect(JSON.stringify(history)).toContain('Allocated to a prosecutor');
    expect(JSON.stringify(history)).not.toContain(reason);
  });

  it('who begins it, hands it to a colleague, and the colleague begins', async () => {
    expect((await startReview(test.deps, await by(who.prosecutor), about, { to: '/' })).ok).toBe(true);
    const give = { action: 'assign', reason, to: 'ec-202' } as const;
    expect(await change(who.prosecutor, 'review', [urn], { action: 'release', reason })).toEqual([
      expect.stringMatching(/a review is never with nobody/),
    ]);
    expect(await change(who.prosecutor, 'review', [urn], give)).toEqual([undefined]);
    const begun = await startReview(test.deps, await by('ec-202'), { ...about, mayTakeOver: false }, { to: '/' });
    expect(begun.ok).toBe(true);
  });
});

describe('claim next', () => {
  it('serves no file twice, whoever asks at once', async () => {
    await test.database.asAdmin(`delete from queue_item where queue = 'gatekeeping'`);
    for (let each = 0; each < 60; each += 1)
      await waitingFile(`35BB${String(each).padStart(7, '0')}`, '9999-12-31T00:00:00Z');
    const takers = [who.gatekeeper, who.inspector, who.gatekeeper, who.inspector, who.gatekeeper, who.inspector];
    const served: string[] = [];
    await Promise.all(
      takers.map(async (userId) => {
        for (;;) {
          const taken = await takeNext(test.deps, await by(userId), 'gatekeeping', ({ urn }) => urn);
          if (!taken.ok) break;
          served.push(taken.value.to);
        }
      }),
    );
    expect(served).toHaveLength(60);
    expect(new Set(served).size).toBe(60);
  });
});
