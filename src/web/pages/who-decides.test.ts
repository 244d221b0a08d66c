import { afterAll, beforeAll, expect, it } from 'vitest';
import { thievesAtTheGate } from '../../../test/access/police-chargeable.ts';
import { examples, takeIn } from '../../../test/support/cases.ts';
import { signedInAs, testApplication, who, type TestApplication } from '../../../test/support/signed-in.ts';
import { findActor } from '../../application/directory.ts';
import { viewHistory } from '../../application/case-history.ts';
import { verifyTables } from '../../application/rebuild-tables.ts';

/** Who decides to charge, as the gatekeeper and the supervisor read it, and said otherwise with a reason. */

let test: TestApplication;
beforeAll(async () => {
  test = await testApplication();
  await takeIn(test.deps, examples.burglary);
  await takeIn(test.deps, examples.hateDamage);
  await thievesAtTheGate(test.deps, urn);
});
afterAll(() => test.close());

const urn = '35SP0928115';
const theft = `/cases/${urn}/submissions/S1`;
const page = async (userId: string, url: string, status = 200): Promise<string> => {
  const response = await (await signedInAs(test, userId)).get(url);
  expect(response.statusCode).toBe(status);
  return response.body;
};
const send = async (userId: string, url: string, fields: Record<string, string> = {}) =>
  (await signedInAs(test, userId)).post(url, fields);
const reason = 'The victim says this is the fourth time and asks for a prosecutor’s view of all of them.';

it('BR-03: the gatekeeper reads who decides on each offence, why, and how sure that is', async () => {
  const gate = await page(who.gatekeeper, `${theft}/gatekeep`);
  expect(gate).toContain('Police decide.');
  expect(gate).toContain('suitable for sentence in the magistrates’ court');
  expect(gate).toContain('12 months');
  expect(gate).toContain('From Director’s Guidance on Charging, 6th edition.');
  const burglary = await page(who.gatekeeper, `/cases/${examples.burglary.urn}/submissions/S1/gatekeep`);
  expect(burglary).toContain('The CPS decide.');
  expect(burglary).toContain('Not confirmed: general knowledge, to be checked.');
});

it('BR-03: said otherwise, it needs a reason, and is kept with it, with what the table said', async () => {
  const form = `${theft}/who-decides/F1`;
  const without = await send(who.gatekeeper, form, { decides: 'cps', reason: 'ok' });
  expect(without.statusCode).toBe(422);
  expect(without.body).toContain('href="#reason"');
  expect((await send(who.gatekeeper, form, {})).body).toContain('Choose who decides');
  expect((await send(who.cfssu, form, { decides: 'cps', reason })).statusCode).toBe(403);
  expect((await send(who.gatekeeper, form, { decides: 'cps', reason })).statusCode).toBe(303);
  const gate = await page(who.gatekeeper, `${theft}/gatekeep`);
  expect(gate).toContain('The CPS decide.');
  expect(gate).toContain('By the table: Police decide.');
  const gatekeeper = await findActor(test.deps, who.gatekeeper);
  const history = await viewHistory(test.deps, gatekeeper!, urn);
  expect(history.ok && history.value.find(({ what }) => what.includes('in place of the table'))?.details).toContain(
    reason,
  );
  // It changed nothing that was certified.
  expect(gate).toContain('name="seen"');
  const back = await send(who.gatekeeper, form, { decides: 'police', reason: 'They have withdrawn that wish today.' });
  expect(back.statusCode).toBe(303);
  expect(await page(who.gatekeeper, `${theft}/gatekeep`)).not.toContain('By the table');
});

it('BR-04: a flag is set aside by nobody, and the page says what to do instead', async () => {
  const hate = `/cases/${examples.hateDamage.urn}/submissions/S1/who-decides/F1`;
  const refused = await send(who.inspector, hate, { decides: 'police', reason });
  expect(refused.statusCode).toBe(422);
  expect(refused.body).toContain('No reason sets this aside: Hate crime');
  await page(who.prosecutor, `${theft}/who-decides/F1`, 403);
});

it('the log alone gives the same tables', async () => {
  expect((await verifyTables(test.deps)).differences).toEqual([]);
});
