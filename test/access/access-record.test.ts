import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nameSensitiveReaders } from '../../src/application/name-sensitive-readers.ts';
import { verifyTables } from '../../src/application/rebuild-tables.ts';
import { systemViewer } from '../../src/application/viewer.ts';
import { run, sql } from '../../src/storage/database.ts';
import { name } from '../../src/storage/sql.ts';
import { commandOf, examples, takeIn } from '../support/cases.ts';
import { signedInAs, testApplication, who, type TestApplication } from '../support/signed-in.ts';
import { officerOf } from './send-case.ts';

/** The record of access through the pages and past them. The steps follow each other. */

const urn: string = examples.shopTheft.urn;
const other: string = examples.domesticBattery.urn;

let test: TestApplication;
let caseId = '';
beforeAll(async () => {
  test = await testApplication();
  caseId = (await takeIn(test.deps, examples.shopTheft)).ref.caseId;
  await takeIn(test.deps, examples.domesticBattery);
  const named = { urn, people: '0871\n0310', reason: 'They look after this case.' };
  const by = await commandOf(test.deps, who.supervisor);
  expect((await nameSensitiveReaders(test.deps, by, named, { to: '/' })).ok).toBe(true);
});
afterAll(() => test.close());

const entries = () =>
  test.database.asAdmin(
    'select access_id, page, case_id, cardinality(listed) as listed, about, via, user_id from access_record order by at, user_id, seq',
  );
/** Entries that a request adds. */
const added = async (ask: () => Promise<unknown>) => {
  const before = new Set((await entries()).map((entry) => entry['access_id']));
  await ask();
  return (await entries()).filter((entry) => !before.has(entry['access_id']));
};

describe('what is recorded', () => {
  it('is one entry for a list, however many cases it shows, and none where it shows none', async () => {
    const gatekeeper = await signedInAs(test, who.gatekeeper);
    expect(await added(() => gatekeeper.get('/cases?whose=all'))).toMatchObject([
      { page: 'list-of-cases', case_id: null, listed: 2 },
    ]);
    expect(await added(() => gatekeeper.get('/cases?search=nothingiscalledso'))).toEqual([]);
    const away = await signedInAs(test, who.otherForceOfficer);
    expect(await added(() => away.get('/cases?whose=all'))).toEqual([]);
  });

  it('is the first page too, by the cases it shows', async () => {
    const user = await signedInAs(test, await officerOf(test.deps, urn));
    const [entry, ...more] = await added(() => user.get('/'));
    expect(more).toEqual([]);
    expect(entry).toMatchObject({ page: 'your-work', case_id: null });
    expect(Number(entry?.['listed'])).toBeGreaterThan(0);
  });

  it('is one entry for each page of a case, with the part by its id, and none for a refusal', async () => {
    const user = await signedInAs(test, who.gatekeeper);
    expect(await added(() => user.get(`/cases/${urn}/material/M01`))).toMatchObject([
      { page: 'material-item', case_id: caseId, about: 'material M01', via: 'browser' },
    ]);
    const away = await signedInAs(test, who.otherForceOfficer);
    expect(await added(() => away.get(`/cases/${urn}`))).toEqual([]);
    expect(await added(() => user.get('/access-record'))).toEqual([]);
  });

  it('names an item by its number to those alone who may know of sensitive ones', async () => {
    const seen = async (userId: string) =>
      (await (await signedInAs(test, userId)).get(`/cases/${urn}/access/seen`)).body;
    expect(await seen(who.gatekeeper)).toContain('material M01');
    // One has no role that reads sensitive material, the other has and is not named for this case.
    for (const userId of [who.custodyOfficer, who.rassoDs]) {
      expect(await seen(userId)).not.toContain('M01');
      expect(await seen(userId)).toContain('an item');
    }
  });

  it('is one entry for one opening of a document, however many parts of it are asked for', async () => {
    const user = await signedInAs(test, who.gatekeeper);
    const part = (range: string) => user.get(`/cases/${urn}/material/M01/file`, { range });
    const parts = async () => {
      const answers = [await part('bytes=0-9'), await part('bytes=10-19'), await part('bytes=20-29')];
      expect(answers.map(({ statusCode }) => statusCode)).toEqual([206, 206, 206]);
    };
    expect(await added(parts)).toHaveLength(1);
    test.advance({ minutes: 16 });
    expect(await added(parts)).toHaveLength(1);
  });
});

describe('the search', () => {
  it('finds entries of the own organisation by case, person, reader, day and kind', async () => {
    const inspector = await signedInAs(test, who.inspector);
    const found = async (query: string) => (await inspector.get(`/access-record?${query}`)).body;
    const rows = (body: string): number => body.split('jcf-rows__row').length - 1;
    expect(rows(await found(''))).toBeGreaterThan(3);
    expect(await found(`urn=${urn}`)).toContain('material M01');
    expect(await found(`urn=${other}`)).not.toContain('material M01');
    expect(rows(await found('urn=35ZZ0000126'))).toBe(0);
    expect(rows(await found('kind=list&reader=0871'))).toBeGreaterThan(0);
    expect(rows(await found('reader=nobody'))).toBe(0);
    expect(rows(await found('from=2026-11-23'))).toBe(0);
    expect(rows(await found('to=2026-11-21'))).toBe(0);
    expect(rows(await found('person=Nobody%20Atall'))).toBe(0);
    const [person] = await test.database.asAdmin(
      `select concat_ws(' ', detail->>'givenName', detail->>'familyName') as name from case_person where case_id = $1 limit 1`,
      [caseId],
    );
    expect(await found(`person=${encodeURIComponent(String(person?.['name']).toUpperCase())}`)).toContain(
      'material M01',
    );
    const csv = await inspector.get(`/access-record/csv?urn=${urn}`);
    expect(csv.headers['content-type']).toContain('text/csv');
    expect(csv.body).toContain('"material M01"');
  });

  it('tells who may see no case of no reference, and another organisation and role nothing', async () => {
    const manager = await (await signedInAs(test, who.opsManager)).get('/access-record');
    expect(manager.body).toContain('not shown to you');
    expect(manager.body).not.toContain(urn);
    expect((await (await signedInAs(test, who.legalManager)).get('/access-record')).body).toContain('No entry matches');
    for (const userId of [who.officer, who.gatekeeper, who.prosecutor])
      expect((await (await signedInAs(test, userId)).get('/access-record')).statusCode).toBe(403);
  });

  it('is open for one case to whom that case is open', async () => {
    const seen = await (await signedInAs(test, who.officer)).get(`/cases/${urn}/access/seen`);
    expect(seen.body).toContain('Priya Santhanam');
    expect((await (await signedInAs(test, who.otherForceOfficer)).get(`/cases/${urn}/access/seen`)).statusCode).toBe(
      404,
    );
  });
});

describe('a flagged reading', () => {
  it('is on the first page of the inspector until it is ticked off with what was found', async () => {
    await (await signedInAs(test, who.disclosureOfficer)).get(`/cases/${urn}`);
    const inspector = await signedInAs(test, who.inspector);
    const home = (await inspector.get('/')).body;
    expect(home).toContain('is not an officer in this case');
    const address = /\/access-alerts\/([0-9a-f-]+)\/looked-at/.exec(home);
    const [form = '', alertId = ''] = address ?? [];
    const empty = await inspector.post(form, { [`found-${alertId}`]: 'ok' });
    expect(empty.statusCode).toBe(422);
    expect(empty.body).toContain('Write what you found');
    const found = { [`found-${alertId}`]: 'She covers for a colleague this week.' };
    expect((await (await signedInAs(test, who.gatekeeper)).post(form, found)).statusCode).toBe(403);
    expect((await (await signedInAs(test, who.legalManager)).post(form, found)).statusCode).toBe(404);
    expect((await inspector.post(form, found)).statusCode).toBe(303);
    expect((await inspector.post(form, found)).statusCode).toBe(409);
    expect((await inspector.get('/')).body).not.toContain(alertId);
    const looks = await test.database.asAdmin('select alert_id, user_id, reason from alert_looked_at');
    expect(looks).toEqual([
      { alert_id: alertId, user_id: who.inspector, reason: 'She covers for a colleague this week.' },
    ]);
  });
});

describe('an entry', () => {
  it.each(['access_record', 'reading_flag', 'alert_looked_at', 'access_head'])(
    'of %s is never changed or removed by the application',
    async (table) => {
      for (const statement of [sql`delete from ${name(table)}`, sql`update ${name(table)} set user_id = 'x'`])
        await expect(test.deps.db.transaction(systemViewer, (tx) => run(tx, statement))).rejects.toThrow(
          'permission denied',
        );
    },
  );

  it('shows in the check when it was changed or is missing, in the middle or at the end', async () => {
    expect((await verifyTables(test.deps)).chainFaults).toEqual([]);
    const faults = async (statement: string) => {
      await test.database.asAdmin('create table kept as select * from access_record');
      await test.database.asAdmin(statement);
      const found = (await verifyTables(test.deps)).chainFaults.join(' ');
      await test.database.asAdmin('delete from access_record');
      await test.database.asAdmin('insert into access_record select * from kept');
      await test.database.asAdmin('drop table kept');
      return found;
    };
    const reader = `org_id = 'force-35' and user_id = '${who.gatekeeper}'`;
    expect(await faults(`update access_record set why = 'x' where ${reader} and seq = 2`)).toContain('it was changed');
    expect(await faults(`delete from access_record where ${reader} and seq = 2`)).toContain('before it are missing');
    const last = `(select max(seq) from access_record where ${reader})`;
    expect(await faults(`delete from access_record where ${reader} and seq = ${last}`)).toContain('at the end');
    expect(await faults(`delete from access_record where ${reader}`)).toContain('at the end');
    expect((await verifyTables(test.deps)).chainFaults).toEqual([]);
  });
});

describe('how many cases in an hour are many', () => {
  it('is what whoever runs the service has set', async () => {
    const set = await testApplication({ manyCases: 5 });
    const some = Object.values(examples).slice(0, 6);
    for (const example of some) await takeIn(set.deps, example);
    const supervisor = await signedInAs(set, who.supervisor);
    const flags = () => set.database.asAdmin(`select says from reading_flag where rule = 'many-cases'`);
    for (const { urn: each } of some.slice(0, 5)) await supervisor.get(`/cases/${each}`);
    expect(await flags()).toEqual([]);
    for (const { urn: each } of some.slice(5)) await supervisor.get(`/cases/${each}`);
    expect(await flags()).toMatchObject([{ says: expect.stringContaining('6 different cases within an hour') }]);
    await set.close();
  });
});
