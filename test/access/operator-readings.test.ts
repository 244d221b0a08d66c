import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordOperator, thisOperator, type OperatorCommand } from '../../src/application/record-operator.ts';
import { verifyTables } from '../../src/application/rebuild-tables.ts';
import { holderOf, apiApplication, newAccount } from '../support/api.ts';
import { examples, takeIn } from '../support/cases.ts';
import { signedInAs, who, type TestApplication } from '../support/signed-in.ts';
import { sendAsItIs } from './send-case.ts';

/** Combination, and what operators do on the command line, in the record of access. The steps follow each other. */

const urn: string = examples.shopTheft.urn;
const unsent: string = examples.domesticBattery.urn;
const later: string = examples.drinkDrive.urn;
const operator = { account: 'op.anna', reason: 'Nightly copy, ticket 4711' };

let test: TestApplication;
beforeAll(async () => {
  test = await apiApplication();
  await takeIn(test.deps, examples.shopTheft);
  await takeIn(test.deps, examples.domesticBattery);
  await sendAsItIs(test.deps, urn, 'S1');
});
afterAll(() => test.close());

const entries = (where: string) =>
  test.database.asAdmin(
    `select org_id, user_id, page, case_id, cardinality(listed) as listed, every_case, dealing, via, why, about
       from access_record where ${where} order by at, org_id, seq`,
  );
const record = (command: OperatorCommand) => recordOperator(test.deps.db, command, operator, test.deps.now());
const pageOf = async (userId: string, query = '') =>
  (await (await signedInAs(test, userId)).get(`/access-record${query}`)).body;

describe('what an operator does with every case', () => {
  it('is one entry for each organisation that has cases, and names none of them', async () => {
    test.advance({ minutes: 1 });
    expect(await record('backup')).toBe(2);
    const every = { case_id: null, listed: 0, every_case: true, via: 'command-line', user_id: 'operator:op.anna' };
    expect(await entries(`page = 'command-backup'`)).toMatchObject([
      { ...every, org_id: 'cps-eastern-counties', dealing: 'consulted', why: operator.reason },
      { ...every, org_id: 'force-35', dealing: 'consulted', why: operator.reason },
    ]);
  });

  it('is told in words to those who search the record of each, and to nobody else', async () => {
    for (const userId of [who.inspector, who.legalManager]) {
      const body = await pageOf(userId, '?kind=every');
      for (const said of [
        'Operator op.anna',
        'A backup was made (jcf backup)',
        'on the command line of the server',
        'Every case that there was then',
        'Reason: Nightly copy, ticket 4711',
      ])
        expect(body).toContain(said);
    }
    expect(await pageOf(who.inspector, '?reader=op.anna')).toContain('A backup was made');
    expect(await pageOf(who.inspector, '?reader=op.bert')).not.toContain('A backup was made');
    expect(await pageOf(who.inspector, '?kind=list')).not.toContain('A backup was made');
    const csv = await (await signedInAs(test, who.inspector)).get('/access-record/csv?kind=every');
    expect(csv.body).toContain('"Every case that there was then"');
  });

  it('is found by a case that was there, and not by one that came later', async () => {
    test.advance({ minutes: 1 });
    await takeIn(test.deps, examples.drinkDrive);
    expect(await pageOf(who.inspector, `?urn=${unsent}&kind=every`)).toContain('A backup was made');
    expect(await pageOf(who.inspector, `?urn=${later}&kind=every`)).not.toContain('A backup was made');
    const seen = (await (await signedInAs(test, who.supervisor)).get(`/cases/${unsent}/access/seen`)).body;
    expect(seen).toContain('A backup was made');
  });

  it('says that an export is a disclosure and that taking in is collection', async () => {
    await record('export');
    await record('restore');
    expect(await entries(`page in ('command-export', 'command-restore') and org_id = 'force-35'`)).toMatchObject([
      { page: 'command-export', dealing: 'disclosed' },
      { page: 'command-restore', dealing: 'collected' },
    ]);
    expect(await pageOf(who.inspector)).toContain('Written out, to be passed on');
  });

  it('is in the chain: an entry that was made to say less is found', async () => {
    expect((await verifyTables(test.deps)).chainFaults).toEqual([]);
    for (const [column, value] of [
      ['dealing', `'consulted'`],
      ['why', `''`],
    ] as const) {
      await test.database.asAdmin('create table kept as select * from access_record');
      await test.database.asAdmin(`update access_record set ${column} = ${value} where page = 'command-export'`);
      expect((await verifyTables(test.deps)).chainFaults.join(' ')).toContain('it was changed');
      await test.database.asAdmin('delete from access_record');
      await test.database.asAdmin('insert into access_record select * from kept');
      await test.database.asAdmin('drop table kept');
    }
  });

  it('is of every case, a list or one: the database takes nothing between', async () => {
    const add = (caseId: string, listed: string, every: boolean) =>
      test.database.asAdmin(
        `insert into access_record (owner_id, access_id, case_id, listed, every_case, at, user_id, org_id, page, why)
         values ('force-35', gen_random_uuid(), ${caseId}, ${listed}, ${every}, now(), 'x', 'force-35', 'x', 'x')`,
      );
    await expect(add('null', `'{}'`, false)).rejects.toThrow('one_case_a_list_or_every_case');
    await expect(add('gen_random_uuid()', `'{}'`, true)).rejects.toThrow('one_case_a_list_or_every_case');
    await expect(add('null', 'array[gen_random_uuid()]', true)).rejects.toThrow('one_case_a_list_or_every_case');
  });
});

describe('an entry from before', () => {
  it('keeps its hash: what came later is hashed where it says something', async () => {
    await (await signedInAs(test, who.gatekeeper)).get(`/cases/${unsent}`);
    const found = await test.database.asAdmin(
      `select r.hash = sha256(decode(repeat('00', 32), 'hex') || convert_to(jsonb_build_array(r.seq, r.owner_id, r.access_id,
                r.case_id, r.listed, to_char(r.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), r.org_id, r.user_id,
                r.page, r.why, r.about, r.via)::text, 'UTF8')) as same
         from access_record r where user_id = $1 and seq = 1`,
      [who.gatekeeper],
    );
    expect(found).toEqual([{ same: true }]);
  });
});

describe('a combination', () => {
  const newest = async (userId: string) => (await entries(`user_id = '${userId}'`)).at(-1);

  it('is a list that a search by words put together, on the page and for another system; a list of work is none', async () => {
    const gatekeeper = await signedInAs(test, who.gatekeeper);
    await gatekeeper.get('/cases?whose=all');
    expect(await newest(who.gatekeeper)).toMatchObject({ page: 'list-of-cases', dealing: 'consulted' });
    await gatekeeper.get(`/cases?whose=all&search=${urn}`);
    expect(await newest(who.gatekeeper)).toMatchObject({ page: 'list-of-cases', dealing: 'combined', listed: 1 });
    const made = await newAccount(test, who.opsManager, ['cases:read']);
    const account = holderOf(test, made.secret);
    await account.get('/cases');
    expect(await newest(`account:${made.accountId}`)).toMatchObject({ dealing: 'consulted' });
    await account.get(`/cases?search=${urn}`);
    expect(await newest(`account:${made.accountId}`)).toMatchObject({ dealing: 'combined', listed: 1 });
  });

  it('is a search of the record by the name of a person or by a reader, as a page and as a file', async () => {
    const inspector = await signedInAs(test, who.inspector);
    const [person] = await test.database.asAdmin(
      `select concat_ws(' ', p.detail->>'givenName', p.detail->>'familyName') as name from case_person p
         join case_file f using (owner_id, case_id) where f.urn = $1 limit 1`,
      [unsent],
    );
    const name = encodeURIComponent(String(person?.['name']));
    for (const [query, dealing] of [
      [`urn=${unsent}`, 'consulted'],
      [`person=${name}`, 'combined'],
      ['reader=0871', 'combined'],
    ] as const)
      for (const path of ['/access-record', '/access-record/csv']) {
        await inspector.get(`${path}?${query}`);
        expect([path, query, await newest(who.inspector)]).toMatchObject([
          ...[path, query],
          { page: 'access-record', dealing },
        ]);
      }
    expect(await pageOf(who.inspector, '?kind=combined')).toContain('Brought together by a search');
    // What was looked for is a name: it is nowhere in the record.
    expect(JSON.stringify(await entries('true'))).not.toContain(String(person?.['name']));
  });

  it('is told to somebody who asks what was done with their data, and an operator as whoever runs the service', async () => {
    const [row] = await test.database.asAdmin(
      `select person_id from case_person p join case_file f using (owner_id, case_id) where f.urn = $1 limit 1`,
      [urn],
    );
    const inspector = await signedInAs(test, who.inspector);
    const { body } = await inspector.get(`/access-record/people/${urn}/${String(row?.['person_id'])}`);
    expect(body).toContain('Brought together with other cases');
    expect(body).toContain('Whoever runs the service');
    expect(body).not.toContain('op.anna');
  });
});

describe('the account of an operator', () => {
  it.each([
    ['the account of the process', {}, { account: 'jcf', reason: 'r' }],
    ['behind sudo who called it', { SUDO_USER: 'anna' }, { account: 'anna', actingAs: 'jcf', reason: 'r' }],
    ['sudo to oneself', { SUDO_USER: 'jcf' }, { account: 'jcf', reason: 'r' }],
    ['an empty setting', { SUDO_USER: '' }, { account: 'jcf', reason: 'r' }],
  ])('is %s', (_what, env, said) => {
    expect(thisOperator('r', env, () => 'jcf')).toEqual(said);
  });

  it('is a number where it has no name', () => {
    const nameless = () => {
      throw new Error('no such account');
    };
    expect(thisOperator('', {}, nameless).account).toMatch(/^number \d+$/);
  });
});
