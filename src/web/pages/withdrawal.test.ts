import { afterAll, beforeAll, expect, it } from 'vitest';
import { officerOf, sendAsItIs } from '../../../test/access/send-case.ts';
import { examples, takeIn } from '../../../test/support/cases.ts';
import { signedInAs, testApplication, who, type TestApplication } from '../../../test/support/signed-in.ts';
import { findActor } from '../../application/directory.ts';
import { verifyTables } from '../../application/rebuild-tables.ts';
import { viewCase } from '../../application/view-case.ts';

/** T34: a request that the CPS have is taken back, by the officer through the supervisor. */

let test: TestApplication;
const { urn } = examples.messages;
let officer = '';
beforeAll(async () => {
  test = await testApplication();
  await takeIn(test.deps, examples.messages);
  await sendAsItIs(test.deps, urn, 'S1');
  officer = await officerOf(test.deps, urn);
}, 120_000);
afterAll(() => test.close());

const form = `/cases/${urn}/submissions/S1/withdrawal`;
const send = async (userId: string, url: string, fields: Record<string, string> = {}) =>
  (await signedInAs(test, userId)).post(url, fields);
const view = async (userId: string) => {
  const found = await viewCase(test.deps, (await findActor(test.deps, userId))!, urn);
  if (!found.ok) throw new Error(found.refusal.detail);
  return found.value;
};
const reason = 'The complainant’s phone shows that somebody else sent all of it.';

it('T34: is asked by an officer in the case with a reason, and nothing moves until a supervisor agrees', async () => {
  expect((await send(who.supervisor, form, { reason })).statusCode).toBe(403);
  expect((await send(officer, form, { reason: 'n/a' })).statusCode).toBe(422);
  expect((await send(who.supervisor, `${form}/answer`, { answer: 'agree' })).statusCode).toBe(409);
  expect((await send(officer, form, { reason })).statusCode).toBe(303);
  expect((await send(officer, form, { reason })).statusCode).toBe(409);
  expect((await view(who.supervisor)).submissions[0]?.state).toBe('triage_pending');
  // What is asked is between police until it is agreed.
  expect((await (await signedInAs(test, who.casework)).get(`/cases/${urn}/history`)).body).not.toContain('withdraw');
});

it('T34: goes on where the supervisor says why, and can be asked again', async () => {
  const refused = await send(who.supervisor, `${form}/answer`, { answer: 'refuse', reason: '' });
  expect(refused.statusCode).toBe(422);
  const why = 'Ask the examiner first whether the phone was ever his.';
  expect((await send(who.supervisor, `${form}/answer`, { answer: 'refuse', reason: why })).statusCode).toBe(303);
  expect((await send(officer, form, { reason })).statusCode).toBe(303);
});

it('T34: is withdrawn when the supervisor agrees: it leaves the CPS queue, and they read why', async () => {
  expect((await send(who.supervisor, `${form}/answer`, { answer: 'agree' })).statusCode).toBe(303);
  expect((await view(who.supervisor)).submissions[0]).toMatchObject({ state: 'withdrawn', queue: undefined });
  expect((await view(who.casework)).submissions[0]?.state).toBe('withdrawn');
  expect((await (await signedInAs(test, who.casework)).get('/queues/triage')).body).not.toContain(urn);
  expect((await (await signedInAs(test, who.casework)).get(`/cases/${urn}/history`)).body).toContain(reason);
  expect((await view(who.supervisor)).tracks[0]?.state).toBe('under_investigation');
  expect((await send(officer, form, { reason })).statusCode).toBe(409);
  expect((await verifyTables(test.deps)).differences).toEqual([]);
});
