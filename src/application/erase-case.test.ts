import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { officerOf, sendAsItIs } from '../../test/access/send-case.ts';
import { commandOf, examples, takeIn } from '../../test/support/cases.ts';
import { testApplication, who, type TestApplication } from '../../test/support/signed-in.ts';
import { openDatabase, rows, sql } from '../storage/database.ts';
import { accessRecordsOfCase } from '../storage/access-records.ts';
import { clearedTables } from '../storage/retention-events.ts';
import { addMaterial } from './build-file.ts';
import { findActor } from './directory.ts';
import { eraseCase, removeErasedBytes } from './erase-case.ts';
import { rebuildTables, verifyTables } from './rebuild-tables.ts';
import {
  keepCase,
  liftHold,
  listRetention,
  placeHold,
  proposeErasure,
  setRetentionGroup,
  viewRetention,
} from './retention.ts';
import { viewCase } from './view-case.ts';
import { systemViewer } from './viewer.ts';

/** Keeping a case, holding it, and erasing it by two people. The steps follow each other. */

const erased: string = examples.shopTheft.urn;
const stays: string = examples.domesticBattery.urn;
const next = { to: '/' };

let test: TestApplication;
let ref: { ownerId: string; caseId: string };
let own: string[];
let shared: string;
beforeAll(async () => {
  test = await testApplication();
  ({ ref } = await takeIn(test.deps, examples.shopTheft));
  await takeIn(test.deps, examples.domesticBattery);
  await sendAsItIs(test.deps, erased, 'S1');
});
afterAll(() => test.close());

const by = (userId: string) => commandOf(test.deps, userId);
const actor = async (userId: string) => {
  const found = await findActor(test.deps, userId);
  if (found === undefined) throw new Error(`nobody is called ${userId}`);
  return found;
};
const outcome = (result: { ok: boolean; refusal?: { code: string; detail?: string } }): string =>
  result.ok ? 'done' : `${result.refusal?.code}: ${result.refusal?.detail}`;
const documentsOf = (caseId: string): Promise<string[]> =>
  test.deps.db.transaction(systemViewer, async (tx) =>
    (
      await rows(
        tx,
        z.object({ sha256: z.string() }),
        sql`select distinct sha256 from material_item where case_id = ${caseId} and sha256 is not null`,
      )
    ).map(({ sha256 }) => sha256),
  );
/** What the measures say, whatever was counted. */
const measures = () => test.database.asAdmin(`select * from measure_daily order by org_id, day, measure`);
/** Adds a document of the one case to the other. */
async function shareDocument(sha256: string): Promise<void> {
  const document = { sha256, size: 10, mediaType: 'application/pdf', name: 'same.pdf' };
  const item = {
    type: 'EMAIL',
    title: 'The same bytes',
    status: 'admin',
    date: '2026-11-01',
    madeBy: 'PC Example',
  } as const;
  const officer = await officerOf(test.deps, stays);
  const added = await addMaterial(test.deps, await by(officer), { urn: stays, material: item, document }, next);
  if (!added.ok) throw new Error(added.refusal.detail);
}
const found = async (urn: string) => {
  const view = await viewRetention(test.deps, await actor(who.opsManager), urn);
  if (!view.ok || !('found' in view.value)) throw new Error('the case is gone');
  return view.value.found;
};

describe('deciding how long a case is kept', () => {
  it('is for those answerable for records, of the force whose case it is', async () => {
    expect(outcome(await viewRetention(test.deps, await actor(who.officer), erased))).toContain('not-allowed');
    expect(outcome(await viewRetention(test.deps, await actor(who.legalManager), erased))).toContain('not-allowed');
    const group = { urn: erased, group: 'group_3' };
    expect(outcome(await setRetentionGroup(test.deps, await by(who.supervisor), group, next))).toContain('not-allowed');
    expect((await found(erased)).due).toBeUndefined();
    expect(outcome(await setRetentionGroup(test.deps, await by(who.opsManager), group, next))).toBe('done');
    expect((await found(erased)).due?.toString()).toBe('2032-11-22');
  });

  it('refuses to ask for erasure before the review, without a ground, under a hold or while a file waits', async () => {
    const ask = async (ground: 'review' | 'ordered' | undefined, reason = 'Nothing more to do.') =>
      outcome(await proposeErasure(test.deps, await by(who.opsManager), { urn: erased, ground, reason }, next));
    expect(await ask('review')).toContain('waits in a queue');
    await test.database.asAdmin(`delete from queue_item where case_id = $1`, [ref.caseId]);
    expect(await ask('review')).toContain('due on 22 November 2032');
    expect(await ask(undefined)).toContain('Choose why');
    expect(await ask('ordered', ' ')).toContain('Give the reason');
    const hold = { urn: erased, reason: 'An appeal is open.' };
    expect(outcome(await placeHold(test.deps, await by(who.opsManager), hold, next))).toBe('done');
    expect(await ask('ordered')).toContain('legal hold');
    expect(outcome(await liftHold(test.deps, await by(who.inspector), hold, next))).toBe('done');
  });

  it('lists a case when its review is due, and not after it was decided to keep it', async () => {
    const listed = async () => {
      const list = await listRetention(test.deps, await actor(who.opsManager));
      return list.ok ? list.value.cases.map(({ urn }) => urn) : [];
    };
    expect(await listed()).toEqual([]);
    test.advance({ hours: 24 * 366 * 6 });
    expect(await listed()).toEqual([erased, stays].sort());
    const keep = { urn: erased, reason: 'The suspect is still wanted elsewhere.' };
    expect(outcome(await keepCase(test.deps, await by(who.opsManager), keep, next))).toBe('done');
    expect(await listed()).toEqual([stays]);
    test.advance({ hours: 24 * 366 * 5 });
    expect(await listed()).toEqual([erased, stays].sort());
  });
});

describe('erasing a case', () => {
  it('takes two people and the reference typed again', async () => {
    const asked = { urn: erased, ground: 'review', reason: 'No policing purpose is left.' } as const;
    expect(outcome(await proposeErasure(test.deps, await by(who.opsManager), asked, next))).toBe('done');
    const agree = async (userId: string, urnTyped: string) =>
      outcome(await eraseCase(test.deps, await by(userId), { urn: erased, urnTyped }, next));
    expect(await agree(who.opsManager, erased)).toContain('Somebody else has to agree');
    expect(await agree(who.supervisor, erased)).toContain('not-allowed');
    expect(await agree(who.inspector, stays)).toContain('Type the reference');

    // One document is in the other case too, in its history alone.
    own = await documentsOf(ref.caseId);
    shared = own[0] ?? '';
    expect(own.length).toBeGreaterThan(3);
    await shareDocument(shared);
    const before = await measures();
    expect(await agree(who.inspector, erased)).toBe('done');
    expect(await measures()).toEqual(before);
    expect(before.length).toBeGreaterThan(0);
  });

  it('leaves no row of it on either side, and no content in its history', async () => {
    for (const table of clearedTables) {
      const [row] = await test.database.asAdmin(`select count(*)::int as n from "${table}" where case_id = $1`, [
        ref.caseId,
      ]);
      expect({ table, n: row?.['n'] }).toEqual({ table, n: 0 });
    }
    const payloads = await test.database.asAdmin(
      `select e.type, p.payload, p.salt from event e join event_payload p using (owner_id, event_id) where e.case_id = $1`,
      [ref.caseId],
    );
    expect(payloads.length).toBeGreaterThan(8);
    expect(payloads.filter(({ payload }) => payload !== null).map(({ type }) => type)).toEqual(['case-erased']);
    for (const person of [who.officer, who.inspector, who.prosecutor, who.legalManager])
      expect(outcome(await viewCase(test.deps, await actor(person), erased))).toContain('case-not-found');
    expect((await viewCase(test.deps, await actor(who.inspector), stays)).ok).toBe(true);
  });

  it('takes the bytes from the store, but for those that another case names', async () => {
    expect(await test.deps.documents.has(shared)).toBe(true);
    for (const sha256 of own.filter((each) => each !== shared))
      expect(await test.deps.documents.has(sha256)).toBe(false);
    expect(await removeErasedBytes(test.deps)).toBe(0);
    const [left] = await test.database.asAdmin(
      `select count(*)::int as n from document_reading where sha256 = any ($1)`,
      [own.filter((each) => each !== shared)],
    );
    expect(left).toEqual({ n: 0 });
  });

  it('leaves a certificate and an entry in the record of access', async () => {
    const view = await viewRetention(test.deps, await actor(who.opsManager), erased);
    expect(view).toMatchObject({
      ok: true,
      value: {
        certificate: { urn: erased, ground: 'review', proposedBy: who.opsManager, approvedBy: who.inspector },
      },
    });
    expect(JSON.stringify(view)).not.toContain('policing purpose');
    const records = await test.deps.db.transaction(systemViewer, (tx) => accessRecordsOfCase(tx, ref, 5));
    expect(records.map(({ page, userId }) => `${page} ${userId}`)).toContain(`erasure ${who.inspector}`);
  });

  it('leaves every chain valid and no difference, and the tables can be filled anew', async () => {
    const report = await verifyTables(test.deps);
    expect({ faults: report.chainFaults, differences: report.differences }).toEqual({ faults: [], differences: [] });
    const owner = await openDatabase({ target: test.database.targets.owner, connections: 1, allowPowerfulRole: true });
    try {
      const rebuilt = await rebuildTables(test.deps, owner);
      expect({ faults: rebuilt.chainFaults, differences: rebuilt.differences }).toEqual({
        faults: [],
        differences: [],
      });
    } finally {
      await owner.close();
    }
  });

  it('cannot be had from the database without a certificate', async () => {
    const other = await found(stays);
    await expect(
      test.deps.db.transaction(systemViewer, (tx) =>
        rows(tx, z.unknown(), sql`select erase_case_content(${other.ownerId}, ${other.caseId})`),
      ),
    ).rejects.toThrow('no certificate');
  });

  it('clears every table that has rows of a case', async () => {
    const tables = await test.database.asAdmin(
      `select c.relname::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = 'public' and c.relkind in ('r', 'p') and 2 = (select count(*) from pg_attribute a
          where a.attrelid = c.oid and a.attname in ('owner_id', 'case_id') and not a.attisdropped)`,
    );
    // What proves that there was a case, who read it and that it was erased.
    const kept = ['event', 'stream_head', 'access_record', 'erasure_certificate'];
    expect(tables.map((each) => each['name']).sort()).toEqual([...clearedTables, ...kept].sort());
  });
});
