import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyTables } from '../../src/application/rebuild-tables.ts';
import type { CaseRecord } from '../../src/domain/case-file/index.ts';
import { examples, takeIn } from '../support/cases.ts';
import { signedInAs, testApplication, who, type TestApplication } from '../support/signed-in.ts';
import { takeInPlanted } from './planted-case.ts';
import { officerOf, sendAsItIs } from './send-case.ts';

/** A case that is marked as well known or sensitive, and readings of a case of one's own. The steps follow each other. */

const urn: string = examples.shopTheft.urn;
const here = `/cases/${urn}/access`;
const reason = 'The shop belongs to a member of parliament.';

let test: TestApplication;
beforeAll(async () => {
  test = await testApplication();
  await takeIn(test.deps, examples.shopTheft);
  await sendAsItIs(test.deps, urn, 'S1');
});
afterAll(() => test.close());

const reads = async (userId: string, address = `/cases/${urn}`): Promise<string> =>
  (await (await signedInAs(test, userId)).get(address)).body;
/** Rules by which a reading by this person is flagged. */
const flagsOf = async (userId: string, address?: string): Promise<unknown[]> => {
  const count = 'select flag_id, rule from reading_flag where user_id = $1 order by at, rule';
  const before = new Set((await test.database.asAdmin(count, [userId])).map((each) => each['flag_id']));
  await reads(userId, address);
  return (await test.database.asAdmin(count, [userId]))
    .filter((each) => !before.has(each['flag_id']))
    .map(({ rule }) => rule);
};
/** Somebody of the CPS who reads and has done nothing in it. */
const stranger = who.prosecutor;

describe('a case marked as well known or sensitive', () => {
  it('is marked by a supervisor, an inspector or a legal manager, with a reason', async () => {
    expect(await flagsOf(who.inspector)).toEqual([]);
    for (const userId of [who.officer, who.casework])
      expect(
        (await (await signedInAs(test, userId)).post(`${here}/watch`, { 'watch-reason': reason })).statusCode,
      ).toBe(403);
    const supervisor = await signedInAs(test, who.supervisor);
    const short = await supervisor.post(`${here}/watch`, { 'watch-reason': 'famous' });
    expect(short.statusCode).toBe(422);
    expect(short.body).toContain('href="#watch-reason"');
    expect((await supervisor.post(`${here}/watch`, { 'watch-reason': reason })).statusCode).toBe(303);
    expect((await supervisor.post(`${here}/watch`, { 'watch-reason': reason })).statusCode).toBe(409);
  });

  it('shows so to those of that side who may see it, on every page of it and in its history', async () => {
    const officer = await officerOf(test.deps, urn);
    expect(await reads(officer)).toContain('Well known or sensitive');
    expect(await reads(officer, `/cases/${urn}/material`)).toContain('Well known or sensitive');
    expect(await reads(officer, here)).toContain(reason);
    expect(await reads(officer, `/cases/${urn}/history`)).toContain('Marked as well known or sensitive');
    for (const page of [`/cases/${urn}`, here, `/cases/${urn}/history`])
      expect(await reads(stranger, page)).not.toContain(reason);
    expect(await reads(stranger)).not.toContain('Well known or sensitive');
  });

  it('flags whoever of that side reads it without a part in it, again after an hour, and nobody else', async () => {
    expect(await flagsOf(await officerOf(test.deps, urn))).toEqual([]);
    // They certified it.
    expect(await flagsOf(who.supervisor)).toEqual([]);
    expect(await flagsOf(who.custodyOfficer)).toEqual(['watched-case']);
    expect(await flagsOf(who.custodyOfficer)).toEqual([]);
    test.advance({ minutes: 61 });
    expect(await flagsOf(who.custodyOfficer)).toEqual(['watched-case']);
    expect(await flagsOf(who.disclosureOfficer)).toEqual(['watched-case']);
    // To lift the mark, and to mark it, is no part in it.
    const inspector = await signedInAs(test, who.inspector);
    await inspector.post(`${here}/lift-watch`, { 'lift-watch-reason': 'I shall say it again.' });
    expect((await inspector.post(`${here}/watch`, { 'watch-reason': reason })).statusCode).toBe(303);
    expect(await flagsOf(who.inspector)).toEqual(['watched-case']);
    expect(await flagsOf(stranger)).toEqual([]);
    expect(await reads(who.inspector, '/')).toContain(
      'This case is marked as well known or sensitive, and the reader has',
    );
  });

  it('can be marked by the CPS for their own side', async () => {
    const manager = await signedInAs(test, who.legalManager);
    expect((await manager.post(`${here}/watch`, { 'watch-reason': reason })).statusCode).toBe(303);
    expect(await flagsOf(stranger)).toEqual(['watched-case']);
    expect((await manager.post(`${here}/lift-watch`, { 'lift-watch-reason': 'He left parliament.' })).statusCode).toBe(
      303,
    );
    test.advance({ minutes: 61 });
    expect(await flagsOf(stranger)).toEqual([]);
    expect(await flagsOf(who.rassoDs)).toEqual(['watched-case']);
  });

  it('comes out the same when the tables are made again from the log, and is no longer so once lifted', async () => {
    expect((await verifyTables(test.deps)).differences).toEqual([]);
    const inspector = await signedInAs(test, who.inspector);
    expect((await inspector.post(`${here}/lift-watch`, { 'lift-watch-reason': 'no' })).statusCode).toBe(422);
    expect(
      (await inspector.post(`${here}/lift-watch`, { 'lift-watch-reason': 'He left parliament.' })).statusCode,
    ).toBe(303);
    expect(await reads(who.supervisor)).not.toContain('Well known or sensitive');
    test.advance({ minutes: 61 });
    expect(await flagsOf(who.rassoDs)).toEqual([]);
    expect((await verifyTables(test.deps)).differences).toEqual([]);
  });
});

describe('a case of one’s own', () => {
  let next = 30;
  const planted = async (plant: (record: CaseRecord) => CaseRecord): Promise<string> => {
    next += 1;
    const own = `35NT09148${next}`;
    await takeInPlanted(test.deps, examples.domesticBattery, (record) => plant({ ...record, urn: own }));
    return `/cases/${own}`;
  };
  const withFirst = (record: CaseRecord, change: Partial<CaseRecord['persons'][number]>): CaseRecord => ({
    ...record,
    persons: record.persons.map((person, index) => (index === 0 ? { ...person, ...change } : person)),
  });
  const witness = { id: 'O9', role: 'witness', name: 'Priya Santhanam', rank: 'PC', collarNumber: '0871' } as const;

  it.each<[string, string[], (record: CaseRecord) => CaseRecord]>([
    ['the name', ['same-name'], (record) => withFirst(record, { givenName: 'Priya', familyName: 'SANTHANAM' })],
    ['the email address', ['same-contact'], (record) => withFirst(record, { emails: ['Priya.Santhanam@example.org'] })],
    ['the telephone number', ['same-contact'], (record) => withFirst(record, { phones: ['+44 1632 960201'] })],
    [
      'the number of an officer who gives evidence',
      ['own-number'],
      (record) => ({
        ...record,
        officers: [...record.officers, witness],
      }),
    ],
    [
      'the number in what a suspect works as',
      ['own-number'],
      (record) => withFirst(record, { occupation: 'Police officer (0871)' }),
    ],
    ['nothing', [], (record) => withFirst(record, { phones: ['01632 960202'], occupation: 'Welder 08710' })],
    [
      'the number of an officer who works on it',
      [],
      (record) => ({
        ...record,
        officers: [...record.officers, { ...witness, role: 'arresting_officer' }],
      }),
    ],
  ])('is known by %s', async (_what, expected, plant) => {
    expect(await flagsOf(who.gatekeeper, await planted(plant))).toEqual(expected);
  });
});
