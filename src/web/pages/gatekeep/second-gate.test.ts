import { afterAll, beforeAll, expect, it } from 'vitest';
import { atTheGate, certifyAsItIs } from '../../../../test/access/police-chargeable.ts';
import { officerOf } from '../../../../test/access/send-case.ts';
import { takeInPlanted } from '../../../../test/access/planted-case.ts';
import { commandOf, examples, takeIn } from '../../../../test/support/cases.ts';
import { signedInAs, testApplication, who, type TestApplication } from '../../../../test/support/signed-in.ts';
import { writeHeading, stampOf } from '../../../application/build-file.ts';
import { viewHistory } from '../../../application/case-history.ts';
import { findActor } from '../../../application/directory.ts';
import { usualForceRules } from '../../../domain/case-file/index.ts';
import { verifyTables } from '../../../application/rebuild-tables.ts';
import { viewCase, viewCheck } from '../../../application/view-case.ts';

/** T03 to T05 in a force with a second gate: a second look by somebody else before a file goes to the CPS. */

let test: TestApplication;
const { urn } = examples.shopTheft;
const edited = '35SP0927615';
beforeAll(async () => {
  test = await testApplication({ forceRules: new Map([['force-35', { ...usualForceRules, secondGate: true }]]) });
  await takeIn(test.deps, examples.shopTheft);
  await takeInPlanted(test.deps, examples.shopTheft, (record) => ({ ...record, urn: edited }));
  for (const each of [urn, edited]) await atTheGate(test.deps, each);
}, 120_000);
afterAll(() => test.close());

const at = `/cases/${urn}/submissions/S1`;
const page = async (userId: string, url: string): Promise<string> => {
  const response = await (await signedInAs(test, userId)).get(url);
  expect(response.statusCode).toBe(200);
  return response.body;
};
const send = async (userId: string, url: string, fields: Record<string, string> = {}) =>
  (await signedInAs(test, userId)).post(url, fields);
const view = async (of: string = urn) => {
  const found = await viewCase(test.deps, (await findActor(test.deps, who.supervisor))!, of);
  if (!found.ok) throw new Error(found.refusal.detail);
  return found.value.submissions[0]!;
};
const seen = async (of: string = urn): Promise<string> => {
  const check = await viewCheck(test.deps, (await findActor(test.deps, who.supervisor))!, of, 'S1');
  if (!check.ok) throw new Error(check.refusal.detail);
  return check.value.contentsHash;
};

it('T03, T05: the first gate passes a file to the standards unit and cannot send it', async () => {
  const shown = await page(who.gatekeeper, `${at}/gatekeep`);
  expect(shown).toContain('Pass to the standards unit');
  expect(shown).not.toContain('action="' + `${at}/send"`);
  const straight = await send(who.gatekeeper, `${at}/send`, { seen: await seen() });
  expect(straight.statusCode).toBe(409);
  expect(straight.body).toContain('second look before a file goes to the CPS');
  const old = await send(who.gatekeeper, `${at}/pass`, { seen: 'f'.repeat(64) });
  expect(old.body).toContain('not the one that was certified');
  expect((await send(who.gatekeeper, `${at}/pass`, { seen: await seen() })).statusCode).toBe(303);
  expect((await view()).state).toBe('second_gate');
  expect(await page(who.cfssu, '/queues/standards')).toContain(urn);
  expect(await page(who.gatekeeper, '/queues/gatekeeping')).not.toContain(urn);
  expect(await page(who.supervisor, `/cases/${urn}`)).toContain('Standards unit to take a second look');
});

it('whoever passed it, certified it or is of the same team takes no second look', async () => {
  for (const [userId, says] of [
    [who.gatekeeper, 'You passed this file at the first look'],
    ['35-0873', 'You are of the team that passed this file'],
  ] as const) {
    expect(await page(userId, `${at}/gatekeep`)).toContain(says);
    const refused = await send(userId, `${at}/send`, { seen: await seen() });
    expect(refused.statusCode).toBe(403);
    expect(refused.body).toContain(says);
  }
  expect((await view()).state).toBe('second_gate');
});

it('T04: the standards unit returns it with a shared reason, and it goes through both looks again', async () => {
  const back = { reasons: 'RR-08', text: 'Say what came of the till roll.' };
  const due = { 'due-day': '1', 'due-month': '12', 'due-year': '2026' };
  const form = await page(who.cfssu, `${at}/return`);
  const [, reason = ''] = /name="reasons"[^>]*value="([^"]+)"/.exec(form) ?? [];
  expect((await send(who.cfssu, `${at}/return`, { ...back, reasons: reason, ...due })).statusCode).toBe(303);
  expect(await view()).toMatchObject({ state: 'returned_to_supervisor', passed: null });
  expect(await page(who.supervisor, `${at}/certify`)).toContain('The standards unit returned this file.');
  await certifyAsItIs(test.deps, urn);
  expect((await view()).state).toBe('gatekeeping');
  expect((await send(who.gatekeeper, `${at}/pass`, { seen: await seen() })).statusCode).toBe(303);
});

it('BR-14: an edit during the second look takes it back to the supervisor', async () => {
  const here = `/cases/${edited}/submissions/S1`;
  expect((await send(who.gatekeeper, `${here}/pass`, { seen: await seen(edited) })).statusCode).toBe(303);
  const officer = await commandOf(test.deps, await officerOf(test.deps, edited));
  const { record } = (await viewCase(test.deps, officer.actor, edited).then((found) => found.ok && found.value)) || {};
  const value = 'The manager has now found the receipt for the second item.';
  const heading = { urn: edited, submissionId: 'S1', heading: 'issues', value };
  const before = record?.submissions[0]?.request['issues'];
  const written = await writeHeading(test.deps, officer, { ...heading, stamp: stampOf(before) }, { to: '/' });
  expect(written).toMatchObject({ ok: true });
  expect(await view(edited)).toMatchObject({ state: 'supervision', passed: null });
  expect(await page(who.cfssu, '/queues/standards')).not.toContain(edited);
});

it('T05: the standards unit sends it, and History says who looked', async () => {
  const shown = await page(who.cfssu, `${at}/gatekeep`);
  expect(shown).toContain('Passed at the first look by');
  expect((await send(who.cfssu, `${at}/send`, { seen: await seen() })).statusCode).toBe(303);
  expect((await view()).state).toBe('triage_pending');
  const history = await page(who.supervisor, `/cases/${urn}/history`);
  for (const words of ['Passed by the gatekeeper to the standards unit', 'Returned by the standards unit'])
    expect(history).toContain(words);
  const prosecutors = await viewHistory(test.deps, (await findActor(test.deps, who.casework))!, urn);
  expect(JSON.stringify(prosecutors)).not.toContain('standards unit');
});

it('a force without a second gate has no such queue', async () => {
  expect(await page(who.cfssu, '/queues/gatekeeping')).toContain('/queues/standards');
  expect(await page(who.otherForceGatekeeper, '/queues/gatekeeping')).not.toContain('/queues/standards');
});

it('tables built anew from what happened are the same', async () => {
  expect((await verifyTables(test.deps)).differences).toEqual([]);
});
