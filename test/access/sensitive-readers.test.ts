import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { accessAlerts } from '../../src/application/access-alerts.ts';
import { viewHistory } from '../../src/application/case-history.ts';
import { findActor } from '../../src/application/directory.ts';
import { endSensitiveReader, nameSensitiveReaders } from '../../src/application/name-sensitive-readers.ts';
import { openDocument } from '../../src/application/open-document.ts';
import { verifyTables } from '../../src/application/rebuild-tables.ts';
import { versionOfCase } from '../../src/application/version-of-case.ts';
import { viewCase } from '../../src/application/view-case.ts';
import { viewerOf } from '../../src/application/viewer.ts';
import { takeFile, type QueueName } from '../../src/application/work-queues.ts';
import { rows, sql } from '../../src/storage/database.ts';
import { commandOf, examples } from '../support/cases.ts';
import { signedInAs, testApplication, who, type TestApplication } from '../support/signed-in.ts';
import { takeInPlanted } from './planted-case.ts';
import { sendAsItIs, submitAsItIs } from './send-case.ts';

/** Who reads the sensitive material of a case, through the application and past it. The steps follow each other. */

const sent: string = examples.shopTheft.urn;
const waiting: string = examples.domesticBattery.urn;
const item = { [sent]: 'M13', [waiting]: 'M10' };
const next = { to: '/' };
const reason = 'They take this case over this week.';
const secret = 'ZqSensitiveQz';

let test: TestApplication;
const refs: Record<string, { ownerId: string; caseId: string }> = {};
beforeAll(async () => {
  test = await testApplication();
  for (const example of [examples.shopTheft, examples.domesticBattery]) {
    const { ref } = await takeInPlanted(test.deps, example, (record) => ({
      ...record,
      material: record.material.map((each) =>
        each.id === item[example.urn] ? { ...each, title: secret, status: 'sensitive' } : each,
      ),
    }));
    refs[example.urn] = ref;
  }
  await sendAsItIs(test.deps, sent, 'S1');
  await submitAsItIs(test.deps, waiting, 'S1');
});
afterAll(() => test.close());

const by = (userId: string) => commandOf(test.deps, userId);
const actor = async (userId: string) => {
  const found = await findActor(test.deps, userId);
  if (found === undefined) throw new Error(`nobody is called ${userId}`);
  return found;
};
const code = (result: { ok: boolean; refusal?: { code: string } }): string =>
  result.ok ? 'done' : (result.refusal?.code ?? '');
const name = async (userId: string, people: string, urn = sent, why = reason) =>
  code(await nameSensitiveReaders(test.deps, await by(userId), { urn, people, reason: why }, next));
const end = async (userId: string, whom: string, urn = sent) =>
  code(await endSensitiveReader(test.deps, await by(userId), { urn, userId: whom, reason }, next));
const take = async (userId: string, queue: QueueName, urn: string) => {
  const ref = refs[urn] ?? { ownerId: '', caseId: '' };
  const file = { ...ref, submissionId: 'S1' };
  return code(await takeFile(test.deps, await by(userId), queue, () => '/', file, true));
};

/** Rows of class V5 that the database gives this person's viewer, who asks for every class and audience, by table. */
const rowsOf = async (userId: string, urn: string): Promise<Record<string, number>> => {
  const viewer = {
    ...viewerOf(await actor(userId)),
    audiences: ['police', 'police_sensitive', 'police_contact', 'shared', 'sensitive', 'contact', 'cps'],
    classes: ['V1', 'V2', 'V3', 'V4', 'V5', 'V6', 'V7'],
  };
  const caseId = refs[urn]?.caseId ?? '';
  const found = await test.deps.db.transaction(viewer, (tx) =>
    rows(
      tx,
      z.object({ t: z.string(), n: z.number() }),
      sql`select 'items' as t, count(*)::int as n from material_item where case_id = ${caseId} and class = 'V5'
          union all select 'discarded', count(*)::int from material_discarded where case_id = ${caseId} and class = 'V5'
          union all select 'parts', count(*)::int from submission_part where case_id = ${caseId} and class = 'V5'
          union all select 'documents', count(*)::int from sent_document where case_id = ${caseId} and class = 'V5'
          union all select 'events', count(*)::int from event where case_id = ${caseId} and audience like '%sensitive'
          union all select 'heads', count(*)::int from stream_head where case_id = ${caseId} and audience like '%sensitive'
          union all select 'payloads', count(*)::int from event_payload where payload like ${`%${secret}%`}
            and event_id in (select event_id from event where case_id = ${caseId})`,
    ),
  );
  return Object.fromEntries(found.map(({ t, n }) => [t, n]));
};
const nothing = { items: 0, discarded: 0, parts: 0, documents: 0, events: 0, heads: 0, payloads: 0 };

/** What pages, documents and history give. Each of them shows it, or none does. */
const reads = async (userId: string, urn = sent): Promise<boolean> => {
  const me = await actor(userId);
  const view = await viewCase(test.deps, me, urn);
  const answers = [
    view.ok && view.value.seesSensitive,
    JSON.stringify(view).includes(secret),
    (await openDocument(test.deps, me, urn, item[urn] ?? '')).ok,
    (await (await signedInAs(test, userId)).get(`/cases/${urn}/material`)).body.includes(secret),
    Object.values(await rowsOf(userId, urn)).some((n) => n > 0),
  ];
  expect(new Set(answers).size).toBe(1);
  return answers[0] === true;
};

describe('who reads it before anybody was named', () => {
  it('are the officers of the case by its record, found by their number in the directory', async () => {
    expect(await reads('35-2750')).toBe(true);
    expect(await reads('35-0988')).toBe(true);
    expect(await reads(who.officer, waiting)).toBe(true);
    expect(await reads(who.supervisor, waiting)).toBe(true);
  });

  it('is nobody else, whatever their role, in any table that holds some', async () => {
    for (const userId of [
      who.officer,
      who.supervisor,
      who.gatekeeper,
      who.inspector,
      who.rassoDs,
      who.disclosureOfficer,
    ])
      expect({ userId, rows: await rowsOf(userId, sent), reads: await reads(userId) }).toEqual({
        userId,
        rows: nothing,
        reads: false,
      });
    for (const userId of [who.prosecutor, who.legalManager, who.casework])
      expect({ userId, rows: await rowsOf(userId, sent), reads: await reads(userId) }).toEqual({
        userId,
        rows: nothing,
        reads: false,
      });
  });

  it('follows a change of number in the directory', async () => {
    const number = (userId: string, to: string) =>
      test.database.asAdmin(`update person set collar_number = $2 where user_id = $1`, [userId, to]);
    await number('35-2750', '2750-old');
    await number(who.rassoDs, '2750');
    expect([await reads('35-2750'), await reads(who.rassoDs)]).toEqual([false, true]);
    await number(who.rassoDs, '2091');
    await number('35-2750', '2750');
    expect([await reads('35-2750'), await reads(who.rassoDs)]).toEqual([true, false]);
  });
});

describe('who takes work on a case', () => {
  it('is named by that, on the side that took it', async () => {
    expect(await reads('35-1877', waiting)).toBe(false);
    expect(await take('35-1877', 'supervision', waiting)).toBe('done');
    expect(await reads('35-1877', waiting)).toBe(true);
  });

  it('gets nothing by it without the role', async () => {
    expect(await take(who.casework, 'triage', sent)).toBe('done');
    const view = await viewCase(test.deps, await actor(who.casework), sent);
    expect([view.ok && view.value.seesSensitive, JSON.stringify(view).includes(secret)]).toEqual([false, false]);
    expect(viewerOf(await actor(who.casework)).classes).not.toContain('V5');
  });
});

describe('a database from before', () => {
  it('gets the rows that the log makes', async () => {
    const { asAdmin } = test.database;
    const all = async () => [
      await asAdmin('select * from case_officer order by owner_id, case_id, collar_number, role'),
      await asAdmin('select * from case_sensitive_reader order by owner_id, case_id, side, user_id'),
    ];
    const before = await all();
    expect(before.map((each) => each.length > 1)).toEqual([true, true]);
    await asAdmin('delete from case_officer');
    await asAdmin('delete from case_sensitive_reader');
    const migration = readFileSync('src/storage/migrations/0053_sensitive_readers.sql', 'utf8');
    const [, fills = ''] = migration.split('-- Cases from before');
    // A statement of its own each; the first line is the rest of the comment.
    for (const statement of fills.slice(fills.indexOf('\n')).split(/;\n/))
      if (statement.trim() !== '') await asAdmin(statement);
    expect(await all()).toEqual(before);
  });
});

describe('naming people', () => {
  it('is for those who may, of their own side, with the role, and not for oneself', async () => {
    expect(await name(who.gatekeeper, '0871')).toBe('not-allowed');
    expect(await name(who.disclosureOfficer, '0871')).toBe('not-allowed');
    expect(await name(who.supervisor, '1127')).toBe('not-valid');
    expect(await name(who.supervisor, '7815')).toBe('not-valid');
    expect(await name(who.supervisor, who.prosecutor)).toBe('not-valid');
    expect(await name(who.supervisor, '0871', sent, 'quick')).toBe('something-missing');
    expect(await reads(who.gatekeeper)).toBe(false);
    expect(await name(who.supervisor, '0871\n7702')).toBe('done');
    expect([await reads(who.gatekeeper), await reads(who.disclosureOfficer)]).toEqual([true, true]);
    expect(await reads(who.inspector)).toBe(false);
    expect(await name(who.supervisor, '0871')).toBe('already-done');
  });

  it('changes nothing for the other side, which learns nothing of it', async () => {
    expect(await reads(who.prosecutor)).toBe(false);
    expect(JSON.stringify(await viewHistory(test.deps, await actor(who.legalManager), sent))).not.toContain(
      'named for',
    );
    expect(await name(who.legalManager, who.prosecutor)).toBe('done');
    expect(await reads(who.prosecutor)).toBe(true);
  });

  it('tells others of the side that, and not why', async () => {
    const lines = async (userId: string) => JSON.stringify(await viewHistory(test.deps, await actor(userId), sent));
    for (const userId of [who.custodyOfficer, who.rassoDs]) expect(await lines(userId)).toContain('2 people named');
    expect(await lines(who.custodyOfficer)).not.toContain(reason);
    expect(await lines(who.rassoDs)).toContain(reason);
  });

  it('ends, whatever it rested on, and taking work does not bring it back', async () => {
    const version = await versionOfCase(test.deps, await actor('35-1877'), waiting);
    expect(await end(who.supervisor, '35-1877', waiting)).toBe('done');
    expect(await reads('35-1877', waiting)).toBe(false);
    expect(await versionOfCase(test.deps, await actor('35-1877'), waiting)).not.toEqual(version);
    expect(await take('35-1877', 'supervision', waiting)).toBe('done');
    expect(await reads('35-1877', waiting)).toBe(false);
    expect(await end('35-0988', '35-2750')).toBe('done');
    expect(await reads('35-2750')).toBe(false);
    expect(await name(who.supervisor, '2750')).toBe('done');
    expect(await reads('35-2750')).toBe(true);
  });

  it('of oneself is for who oversees access, is said in the history and raised with the others', async () => {
    const another = { userId: '35-9999', name: 'Another Inspector' };
    await test.database.asAdmin(
      `insert into person (org_id, user_id, name, name_key, registered_at) values ('force-35', $1, $2, 'another', now())`,
      [another.userId, another.name],
    );
    await test.database.asAdmin(
      `insert into person_role (org_id, user_id, role, since) values ('force-35', $1, 'inspector_escalation', now())`,
      [another.userId],
    );
    expect(await name(who.inspector, '0310')).toBe('done');
    expect(await reads(who.inspector)).toBe(true);
    expect(JSON.stringify(await viewHistory(test.deps, await actor(another.userId), sent))).toContain(
      'among them whoever said so',
    );
    const raised = await accessAlerts(test.deps, await actor(another.userId));
    expect(raised.map(({ person, says }) => [person.userId, says.slice(0, 32)])).toContainEqual([
      who.inspector,
      'The reader named themselves for ',
    ]);
    expect(await accessAlerts(test.deps, await actor(who.inspector))).not.toContainEqual(
      expect.objectContaining({ person: expect.objectContaining({ userId: who.inspector }) as unknown }),
    );
    // So that the directory is what its log says again.
    for (const table of ['person_role', 'person'])
      await test.database.asAdmin(`delete from ${table} where user_id = $1`, [another.userId]);
  });

  it('is what the log says, over all tables', async () => {
    const report = await verifyTables(test.deps);
    expect([report.differences, report.chainFaults]).toEqual([[], []]);
  });
});

describe('the page that says who reads it', () => {
  const page = async (userId: string, urn = sent) =>
    (await (await signedInAs(test, userId)).get(`/cases/${urn}/access`)).body;

  it('lists them with why, to those who may name with the reason and the forms', async () => {
    const body = await page(who.supervisor);
    expect(body).toContain('Officer of the case, by its record.');
    expect(body).toContain(reason);
    expect(body).toContain('name="sensitive-people"');
    const plain = await page(who.custodyOfficer);
    expect(plain).toContain('id="sensitive"');
    expect(plain).not.toContain(reason);
    expect(plain).not.toContain('name="sensitive-people"');
  });

  it('names and ends by its forms, and puts a problem at its field', async () => {
    const user = await signedInAs(test, who.supervisor);
    const bad = await user.post(`/cases/${sent}/access/sensitive`, {
      'sensitive-people': '2091',
      'sensitive-reason': 'x',
    });
    expect([bad.statusCode, bad.body.includes('href="#sensitive-reason"')]).toEqual([422, true]);
    const given = { 'sensitive-people': '2091', 'sensitive-reason': reason };
    expect((await user.post(`/cases/${sent}/access/sensitive`, given)).statusCode).toBe(303);
    expect(await reads(who.rassoDs)).toBe(true);
    const over = { person: who.rassoDs, [`sensitive-over-${who.rassoDs}`]: reason };
    expect((await user.post(`/cases/${sent}/access/sensitive/end`, over)).statusCode).toBe(303);
    expect(await reads(who.rassoDs)).toBe(false);
  });

  it('and the pages of the work say the same to who is not named, whether there is any or not', async () => {
    const says = async (userId: string, address: string) =>
      (await (await signedInAs(test, userId)).get(address)).body.includes('You are not named for sensitive material');
    expect(await says('35-0988', `/cases/${waiting}/submissions/S1/certify`)).toBe(true);
    expect(await says(who.supervisor, `/cases/${waiting}/submissions/S1/certify`)).toBe(false);
  });
});
