import { afterAll, beforeAll, expect, it } from 'vitest';
import { examples } from '../../../test/support/cases.ts';
import { signedInAs, testApplication, who, type TestApplication } from '../../../test/support/signed-in.ts';
import { seedCases } from '../../application/seed-cases.ts';
import { thresholdConditions } from '../../domain/charging/index.ts';

/** What is different about a suspect in custody and about early advice, on the demonstration's cases. */

let test: TestApplication;
beforeAll(async () => {
  test = await testApplication();
  await seedCases(test.deps, 'demo/cases');
});
afterAll(() => test.close());

const burglary = `/cases/${examples.burglary.urn}/submissions/S1`;
const advice = `/cases/${examples.earlyAdvice.urn}/submissions/S1`;
const page = async (userId: string, url: string): Promise<string> => {
  const response = await (await signedInAs(test, userId)).get(url);
  expect(response.statusCode).toBe(200);
  return response.body;
};
const send = async (userId: string, url: string, fields: Record<string, string | string[]> = {}) =>
  (await signedInAs(test, userId)).post(url, fields);
const office = { toOrg: 'cps-direct', caseType: 'general' };

it('a file on somebody in custody goes to CPS Direct, where alone it waits, and is urgent', async () => {
  const gate = await page(who.gatekeeper, `${burglary}/gatekeep`);
  expect(gate).toContain('it goes to CPS Direct for urgent review within 3 hours');
  const seen = /name="seen" value="([^"]*)"/.exec(gate)?.[1] ?? '';
  expect((await send(who.gatekeeper, `${burglary}/send`, { seen })).statusCode).toBe(303);
  expect(await page(who.cpsDirect, '/queues/urgent_review')).toContain(examples.burglary.urn);
  expect(await page(who.casework, '/queues/urgent_review')).not.toContain(examples.burglary.urn);
  expect((await send(who.cpsDirect, '/queues/urgent_review/next')).headers.location).toBe(`${burglary}/triage`);
});

it('the two urgent reasons are offered, one at a time and with no other', async () => {
  expect(await page(who.cpsDirect, `${burglary}/triage`)).toContain('Check custody status and resubmit');
  const answerBy = { 'responseDate-day': '23', 'responseDate-month': '11', 'responseDate-year': '2026' };
  const two = await send(who.cpsDirect, `${burglary}/reject`, { ...answerBy, reasons: ['TR-P1', 'TR-06'] });
  expect(two.statusCode).toBe(422);
  expect(two.body).toContain('exactly one reason of its own');
});

it('the Threshold Test asks for each of its five conditions before a decision is issued', async () => {
  expect((await send(who.cpsDirect, `${burglary}/accept`, { ...office, reviewType: 'red' })).statusCode).toBe(303);
  expect((await send(who.cpsDirect, `${burglary}/review`)).statusCode).toBe(303);
  const decision = {
    'decision-F1-code': 'A',
    'decision-F1-evidential': 'Found on the premises with the key.',
    'decision-F1-publicInterest': 'Night burglary of a home.',
    'decision-F1-wording': '',
  };
  const without = await send(who.cpsDirect, `${burglary}/decide`, decision);
  expect(without.statusCode).toBe(422);
  expect(without.body).toContain('href="#decision-F1-threshold-suspicion"');
  const answered = Object.fromEntries(
    Object.keys(thresholdConditions).map((id) => [`decision-F1-threshold-${id}`, 'Met, for the reasons in M01.']),
  );
  expect(await page(who.cpsDirect, '/')).toContain('Review the file');
  const undated = await send(who.cpsDirect, `${burglary}/decide`, { ...decision, ...answered });
  expect(undated.statusCode).toBe(422);
  expect(undated.body).toContain('href="#decision-F1-reviewOn-day"');
  const reviewed = {
    ...{ 'decision-F1-reviewOn-day': '4', 'decision-F1-reviewOn-month': '12', 'decision-F1-reviewOn-year': '2026' },
    ...{ 'decision-F1-bail': 'remand', 'decision-F1-bailSays': 'Likely to burgle again.' },
  };
  expect((await send(who.cpsDirect, `${burglary}/decide`, { ...decision, ...answered, ...reviewed })).statusCode).toBe(
    303,
  );
  expect(await page(who.cpsDirect, '/')).toContain('reviewed again by 4 December 2026');
  // What was decided and why is there to read for both sides.
  for (const reader of [who.cpsDirect, who.gatekeeper]) {
    const charges = await page(reader, `/cases/${examples.burglary.urn}/charges`);
    for (const words of [
      ...['Threshold Test', 'Found on the premises with the key.', 'Night burglary of a home.'],
      ...['4 December 2026', 'Remand in custody. Likely to burgle again.'],
    ])
      expect(charges).toContain(words);
    for (const condition of Object.values(thresholdConditions)) expect(charges).toContain(condition);
  }
});

it('early advice is answered with advice, and is no decision', async () => {
  const accepted = { reviewType: 'early_advice', caseType: 'rasso', toOrg: 'cps-eastern-counties' };
  expect((await send(who.casework, `${advice}/accept`, accepted)).statusCode).toBe(303);
  // BR-30: the manager has it first.
  expect((await send(who.prosecutor, `${advice}/review`)).statusCode).toBe(409);
  const toProsecutor = { to: who.prosecutor };
  expect((await send(who.adviceManager, `${advice}/early-advice/give`, toProsecutor)).statusCode).toBe(303);
  expect((await send(who.prosecutor, `${advice}/review`)).statusCode).toBe(303);
  const review = await page(who.prosecutor, `${advice}/review`);
  expect(review).toContain('Give advice');
  expect(review).not.toContain('Decide on charge');
  expect((await send(who.prosecutor, `${advice}/advise`)).body).toContain('href="#advice"');
  const given = { advice: 'Rape alone for now. Ask for the college file with a date.' };
  expect((await send(who.casework, `${advice}/advise`, given)).statusCode).toBe(403);
  expect((await send(who.prosecutor, `${advice}/advise`, given)).statusCode).toBe(303);
  expect(await page('35-5512', `${advice}/versions/1`)).toContain('Early advice given at');
  // The officer who asked finds it from the first page, with who to ring.
  expect(await page('35-5512', '/')).toContain('Read the early advice and act on it');
  const read = await page('35-5512', `${advice}/advice`);
  expect(read).toContain(given.advice);
  expect(read).toContain('julian.mortlake@example.org');
  expect((await (await signedInAs(test, who.otherForceOfficer)).get(`${advice}/advice`)).statusCode).toBe(404);
});

it('the check that the whole CPS office reads names no item of the sensitive schedule', async () => {
  const hate = `/cases/${examples.hateDamage.urn}`;
  const review = `${hate}/submissions/S1/review`;
  expect(await page(who.prosecutor, review)).not.toMatch(/\bM24\b/);
  expect(await page(who.prosecutor, review)).toContain('You are not named for sensitive material of this case');
  const named = { 'sensitive-people': who.prosecutor, 'sensitive-reason': 'They review this file.' };
  expect((await send(who.legalManager, `${hate}/access/sensitive`, named)).statusCode).toBe(303);
  expect(await page(who.prosecutor, review)).toContain('M24 Sensitive schedule');
  expect(await page(who.prosecutor, review)).not.toContain('You are not named');
  const shown = await page(who.casework, `${hate}/submissions/S1/versions/1`);
  expect(shown).not.toMatch(/\bM24\b/);
  expect(shown).not.toContain('Sensitive schedule<');
});
