import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findActor } from '../../src/application/directory.ts';
import { viewCase } from '../../src/application/view-case.ts';
import { examples, takeIn } from '../support/cases.ts';
import { signedInAs, testApplication, who, type TestApplication } from '../support/signed-in.ts';
import { officerOf, sendAsItIs } from './send-case.ts';

/** What was done with the data of one person, prepared for an answer to them. The steps follow each other. */

const urn: string = examples.domesticBattery.urn;
const unsent: string = examples.shopTheft.urn;
const account = (personId: string): string => `/access-record/people/${urn}/${personId}`;

let test: TestApplication;
const ids = { suspect: '', victim: '' };
const staff: string[] = [];
beforeAll(async () => {
  test = await testApplication();
  await takeIn(test.deps, examples.domesticBattery);
  await takeIn(test.deps, examples.shopTheft);
  await sendAsItIs(test.deps, urn, 'S1');
  const supervisor = await findActor(test.deps, who.supervisor);
  const view = supervisor === undefined ? undefined : await viewCase(test.deps, supervisor, urn);
  if (view?.ok !== true) throw new Error('the case is gone');
  const { record } = view.value;
  ids.suspect = record.defendants[0]?.personId ?? '';
  ids.victim = record.victims.find(({ kind }) => kind === 'person')?.personId ?? '';
  for (const userId of [who.supervisor, who.gatekeeper, await officerOf(test.deps, urn)]) {
    await (await signedInAs(test, userId)).get(`/cases/${urn}`);
    const person = await findActor(test.deps, userId);
    staff.push(person?.contact.name ?? '', person?.contact.collarNumber ?? '');
  }
});
afterAll(() => test.close());

const readings = () =>
  test.database.asAdmin(
    "select page, about, user_id from access_record where page = 'subject-account' order by at, seq",
  );

describe('the account of what was done with the data of one person', () => {
  it('is found by the reference of a case and the person in it', async () => {
    const inspector = await signedInAs(test, who.inspector);
    expect((await inspector.get('/access-record')).body).toContain('/access-record/people"');
    expect((await inspector.get(`/cases/${urn}/access/seen`)).body).toContain(`/access-record/people/${urn}"`);
    const led = await inspector.get(`/access-record/people?urn=${urn.toLowerCase()}`);
    expect([led.statusCode, led.headers.location]).toEqual([303, `/access-record/people/${urn}`]);
    const people = (await inspector.get(`/access-record/people/${urn}`)).body;
    for (const personId of Object.values(ids)) expect(people).toContain(`href="${account(personId)}"`);
    const wrong = await inspector.get('/access-record/people?urn=35ZZ0000126');
    expect(wrong.body).toContain('No case with this reference is open to you');
    expect(wrong.body).toContain('govuk-error-summary');
  });

  it('says collection, change, consultation and disclosure, by organisation and role, and names nobody of the staff', async () => {
    const { body } = await (await signedInAs(test, who.inspector)).get(account(ids.suspect));
    expect(body).toContain('Taken in with the case');
    expect(body).toContain('The file was sent by police to the CPS, for a decision about this person');
    expect(body).toContain('Overview of the case');
    expect(body).toContain('Fenmarch Constabulary, Gatekeeper');
    expect(body).toContain('What is withheld, and why');
    const main = body.slice(body.indexOf('<main'), body.indexOf('</main'));
    expect(staff.length).toBeGreaterThan(3);
    for (const each of staff) expect(main).not.toContain(each);
  });

  it('is of one person: what is the suspect’s is not said of the victim, and nobody else is in it', async () => {
    const inspector = await signedInAs(test, who.inspector);
    const victim = (await inspector.get(account(ids.victim))).body;
    expect(victim).toContain('with this person’s data in it');
    expect(victim).not.toContain('for a decision about this person');
    expect((await inspector.get(`${account(ids.victim)}x`)).statusCode).toBe(404);
  });

  it('is the same as a file, and each look at it is recorded with the person by id', async () => {
    const inspector = await signedInAs(test, who.inspector);
    const before = (await readings()).length;
    const csv = await inspector.get(`${account(ids.suspect)}/csv`);
    expect(csv.headers['content-type']).toContain('text/csv');
    const [head, ...lines] = csv.body.trim().split('\r\n');
    expect(head).toBe('"When (UTC)","Kind","What","Whose data","Organisation","Role"');
    expect(lines.some((line) => line.includes('"Disclosed to the other side"'))).toBe(true);
    expect(lines.some((line) => line.includes('"Withheld"'))).toBe(true);
    for (const each of staff) expect(csv.body).not.toContain(each);
    const after = await readings();
    expect(after).toHaveLength(before + 1);
    expect(after.at(-1)).toMatchObject({ about: `person ${ids.suspect}`, user_id: who.inspector });
    // It stands in the account that is made next, too.
    expect((await inspector.get(account(ids.suspect))).body).toContain('What was done with a person’s data');
  });

  it('is for the CPS what they know: the case once it was sent to them, their own readings', async () => {
    const manager = await signedInAs(test, who.legalManager);
    const { body, statusCode } = await manager.get(account(ids.suspect));
    expect(statusCode).toBe(200);
    expect(body).toContain('The file was sent by police to the CPS');
    expect(body).not.toContain('Taken in with the case');
    expect(body).not.toContain('Overview of the case');
    expect((await manager.get(`/access-record/people/${unsent}`)).statusCode).toBe(404);
  });

  it('is closed to other roles and forces, and tells a manager who sees no case whom to ask', async () => {
    const before = (await readings()).length;
    for (const userId of [who.officer, who.supervisor, who.prosecutor])
      expect((await (await signedInAs(test, userId)).get(account(ids.suspect))).statusCode).toBe(403);
    expect((await (await signedInAs(test, who.otherForceOfficer)).get(account(ids.suspect))).statusCode).toBe(403);
    const manager = await signedInAs(test, who.opsManager);
    expect((await manager.get(account(ids.suspect))).statusCode).toBe(404);
    expect((await manager.get(`/access-record/people?urn=${urn}`)).body).toContain('Ask an inspector of your force');
    expect(await readings()).toHaveLength(before);
  });

  it('says of an erased case when and why, and that nothing is left', async () => {
    await test.database.asAdmin(
      `insert into erasure_certificate values ('force-35', gen_random_uuid(), '35ZZ0000226', null, 'recorded_in_error', 'a', 'b',
         '2026-11-20T09:00:00Z', 3, 1, '{}')`,
    );
    const { body } = await (await signedInAs(test, who.inspector)).get('/access-record/people?urn=35ZZ0000226');
    expect(body).toContain('was erased at 9am on 20 November 2026');
    expect(body).toContain('It should never have been recorded');
    const away = await (await signedInAs(test, who.legalManager)).get('/access-record/people?urn=35ZZ0000226');
    expect(away.body).not.toContain('was erased');
  });
});
