import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { atTheGate, certifyAsItIs } from '../../../test/access/police-chargeable.ts';
import { takeInPlanted } from '../../../test/access/planted-case.ts';
import { officerOf, submitAsItIs } from '../../../test/access/send-case.ts';
import { examples } from '../../../test/support/cases.ts';
import { signedInAs, testApplication, who, type TestApplication } from '../../../test/support/signed-in.ts';
import { findActor } from '../../application/directory.ts';
import { verifyTables } from '../../application/rebuild-tables.ts';
import { viewCase } from '../../application/view-case.ts';
import { placeOf } from '../../documents/held.ts';

/** BR-06: an urgent charge while the file is not certified, or cannot be delivered; the CPS see it on arrival. */

let test: TestApplication;
const drafted = '35SE0963830';
const lost = '35SE0963831';
beforeAll(async () => {
  test = await testApplication();
  for (const urn of [drafted, lost])
    await takeInPlanted(test.deps, examples.burglary, (record) => ({ ...record, urn }));
  await atTheGate(test.deps, lost);
  // Two hours and 24 minutes before detention ends.
  test.advance({ hours: 4 });
}, 240_000);
afterAll(() => test.close());

const at = (urn: string): string => `/cases/${urn}/submissions/S1`;
const page = async (userId: string, url: string): Promise<string> => {
  const response = await (await signedInAs(test, userId)).get(url);
  expect(response.statusCode).toBe(200);
  return response.body;
};
const view = async (urn: string, userId: string = who.supervisor) => {
  const found = await viewCase(test.deps, (await findActor(test.deps, userId))!, urn);
  if (!found.ok) throw new Error(found.refusal.code);
  return found.value;
};
const seenIn = (html: string): string => /name="seen" value="([^"]*)"/.exec(html)?.[1] ?? '';
const charge = {
  'decision-F1-outcome': 'urgent_charge',
  'decision-F1-evidence': 'Found at 1.49am with the box from the house under his coat.',
  'decision-F1-publicInterest': 'A home at night with people asleep in it.',
  urgentReason: 'CPS Direct said at 11.40am that nobody is free before 3pm.',
};
async function chargeUrgently(userId: string, urn: string, fields: Record<string, string> = charge) {
  const person = await signedInAs(test, userId);
  const form = `${at(urn)}/police-decisions/D1`;
  const seen = seenIn((await person.get(form)).body);
  return person.post(form, { seen, ...fields });
}

it('is for an inspector alone, and nothing else is decided before the gate', async () => {
  expect(await page(who.inspector, `/cases/${drafted}`)).toContain('Charge urgently, where detention ends before');
  expect(await page(who.supervisor, `/cases/${drafted}`)).not.toContain('Charge urgently');
  const form = await page(who.inspector, `${at(drafted)}/police-decisions/D1`);
  expect(form).toContain('The file is not certified yet');
  expect(form).not.toContain('No further action');
  expect((await chargeUrgently(who.gatekeeper, drafted)).statusCode).toBe(403);
  const police = { ...charge, 'decision-F1-outcome': 'charge', 'decision-F1-pleaBasis': 'He admitted it at once.' };
  expect((await chargeUrgently(who.inspector, drafted, police)).statusCode).toBeGreaterThanOrEqual(400);
  const { urgentReason: _left, ...bare } = charge;
  expect((await chargeUrgently(who.inspector, drafted, bare)).statusCode).toBe(422);
  expect((await view(drafted)).policeDecisions).toEqual([]);
});

it('stands with a draft, tells the CPS nothing yet, and everybody of police to refer it at once', async () => {
  const done = await chargeUrgently(who.inspector, drafted);
  expect(done.statusCode).toBe(303);
  const [submission] = (await view(drafted)).submissions;
  expect(submission).toMatchObject({ state: 'draft', urgentCharge: { decidedAt: '2026-11-22T12:00:00Z' } });
  await expect(view(drafted, who.cpsDirect)).rejects.toThrow('case-not-found');
  const officer = await officerOf(test.deps, drafted);
  expect(await page(officer, `/cases/${drafted}`)).toContain(
    'refer it to the CPS at once, before the first appearance',
  );
  const asked = { reason: 'Everything was dealt with another way today.' };
  const withdrawal = await (await signedInAs(test, officer)).post(`${at(drafted)}/withdrawal`, asked);
  expect(withdrawal.statusCode).toBe(409);
  expect(withdrawal.body).toContain('the CPS do not know yet');
  await submitAsItIs(test.deps, drafted, 'S1');
  const queue = await page(who.supervisor, '/queues/supervision');
  expect(queue).toContain('Charged urgently by an inspector at 12pm on 22 November 2026');
});

it('is seen by the CPS on arrival, with inspector, time, reason and the true time of the referral', async () => {
  await certifyAsItIs(test.deps, drafted);
  test.advance({ minutes: 20 });
  const gatekeeper = await signedInAs(test, who.gatekeeper);
  const seen = seenIn(await page(who.gatekeeper, `${at(drafted)}/gatekeep`));
  expect((await gatekeeper.post(`${at(drafted)}/send`, { seen })).statusCode).toBe(303);
  expect((await view(drafted)).submissions[0]).toMatchObject({ state: 'urgent_review', urgentCharge: null });
  expect(await page(who.cpsDirect, '/queues/urgent_review')).toContain('Charged urgently by an inspector at 12pm');
  const arrival = await page(who.cpsDirect, `${at(drafted)}/triage`);
  expect(arrival).toContain('Decided at 12pm on 22 November 2026 by');
  expect(arrival).toContain('referred at 12:20pm on 22 November 2026');
  expect(arrival).toContain('nobody is free before 3pm');
  expect((await view(drafted, who.cpsDirect)).policeDecisions.map(({ detail }) => detail.outcome)).toEqual([
    'urgent_charge',
  ]);
});

it('BR-22: stands where the file cannot be delivered, and goes with it when it is sent again', async () => {
  const item = (await view(lost)).material.find(({ document }) => document !== null);
  const file = join(test.dataFolder, 'documents', placeOf(item?.document?.sha256 ?? ''));
  await rename(file, `${file}.away`);
  const done = await chargeUrgently(who.inspector, lost);
  expect(done).toMatchObject({ statusCode: 303, headers: { location: `${at(lost)}/gatekeep` } });
  expect((await view(lost)).submissions[0]).toMatchObject({ state: 'delivery_failed' });
  expect((await view(lost)).submissions[0]?.urgentCharge?.reason).toBe(charge.urgentReason);
  await expect(view(lost, who.cpsDirect)).rejects.toThrow('case-not-found');
  await rename(`${file}.away`, file);
  const seen = seenIn(await page(who.gatekeeper, `${at(lost)}/gatekeep`));
  expect((await (await signedInAs(test, who.gatekeeper)).post(`${at(lost)}/send`, { seen })).statusCode).toBe(303);
  expect(await page(who.cpsDirect, `${at(lost)}/triage`)).toContain('Police charged');
});

it('the log alone gives the same tables', async () => {
  expect((await verifyTables(test.deps)).differences).toEqual([]);
});
