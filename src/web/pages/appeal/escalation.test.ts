import { afterAll, beforeAll, expect, it } from 'vitest';
import { sendAsItIs } from '../../../../test/access/send-case.ts';
import { takeInPlanted } from '../../../../test/access/planted-case.ts';
import { examples, takeIn } from '../../../../test/support/cases.ts';
import { signedInAs, testApplication, who, type TestApplication } from '../../../../test/support/signed-in.ts';
import { viewMoves } from '../../../application/case-history.ts';
import { findActor } from '../../../application/directory.ts';
import { verifyTables } from '../../../application/rebuild-tables.ts';
import { viewCase } from '../../../application/view-case.ts';

/** T17: a rejection at triage that police think wrong goes to a legal manager, who overturns or maintains it. */

let test: TestApplication;
const { urn } = examples.domesticBattery;
const urgent = examples.burglary.urn;
const other = '35NT0914826';
beforeAll(async () => {
  test = await testApplication();
  await takeIn(test.deps, examples.domesticBattery);
  await takeIn(test.deps, examples.burglary);
  await takeInPlanted(test.deps, examples.domesticBattery, (record) => ({ ...record, urn: other }));
  for (const each of [urn, urgent, other]) await sendAsItIs(test.deps, each, 'S1');
}, 120_000);
afterAll(() => test.close());

const at = (of: string): string => `/cases/${of}/submissions/S1`;
const page = async (userId: string, url: string): Promise<string> => {
  const response = await (await signedInAs(test, userId)).get(url);
  expect(response.statusCode).toBe(200);
  return response.body;
};
const send = async (userId: string, url: string, fields: Record<string, string | string[]> = {}) =>
  (await signedInAs(test, userId)).post(url, fields);
const done = async (...args: Parameters<typeof send>): Promise<void> => {
  expect((await send(...args)).statusCode).toBe(303);
};
const viewOf = async (userId: string, of: string) => {
  const found = await viewCase(test.deps, (await findActor(test.deps, userId))!, of);
  if (!found.ok) throw new Error(found.refusal.detail);
  return found.value.submissions[0]!;
};
const rejection = {
  ...{ reasons: ['TR-10'], detail: 'No check of the complainant.' },
  ...{ 'responseDate-day': '1', 'responseDate-month': '12', 'responseDate-year': '2026' },
};
const wrong = { spoke: 'Rang triage at 9am: they see it otherwise.', grounds: 'It is M04, page 2.' };

it('an inspector alone escalates, and says what came of talking first', async () => {
  await done(who.casework, `${at(urn)}/reject`, rejection);
  const before = await viewOf(who.supervisor, urn);
  expect(before.version).toBe(2);
  expect((await send(who.supervisor, `${at(urn)}/escalate`, wrong)).statusCode).toBe(403);
  const bare = await send(who.inspector, `${at(urn)}/escalate`);
  for (const field of ['spoke', 'grounds']) expect(bare.body).toContain(`href="#${field}"`);
  expect(await page(who.inspector, `/cases/${urn}`)).toContain('escalate it if it is wrong');
  await done(who.inspector, `${at(urn)}/escalate`, wrong);
  expect((await send(who.inspector, `${at(urn)}/escalate`, wrong)).statusCode).toBe(409);
  // What presses goes first there: the limit of the case stands in the queue.
  const queue = await page(who.legalManager, '/queues/appeals');
  expect(queue).toContain(urn);
  expect(queue).toContain('Police say that the rejection is wrong');
  for (const reader of [who.supervisor, who.casework, who.legalManager]) {
    const shown = await page(reader, `${at(urn)}/appeal`);
    for (const words of [wrong.spoke, wrong.grounds, 'No check of the complainant.']) expect(shown).toContain(words);
  }
});

it('overturned, the version that was sent is triaged again, its first sending stands, and the reason is spent', async () => {
  const sent = (await viewOf(who.casework, urn)).firstSentAt;
  const answer = { outcome: 'upheld', reasons: 'It was on the file.', lesson: 'Look in the bundle of checks.' };
  for (const userId of [who.casework, who.prosecutor])
    expect((await send(userId, `${at(urn)}/appeal/answer`, answer)).statusCode).toBe(403);
  expect(await page(who.legalManager, `${at(urn)}/appeal`)).toContain('Overturned: the file goes back');
  await done(who.legalManager, `${at(urn)}/appeal/answer`, answer);
  for (const userId of [who.supervisor, who.casework]) {
    const now = await viewOf(userId, urn);
    expect(now).toMatchObject({ state: 'triage_pending', version: 1, rejection: undefined });
    expect(now.firstSentAt).toBe(sent);
  }
  expect(await page(who.casework, '/queues/triage')).toContain('A legal manager overturned the rejection');
  expect(await page(who.legalManager, '/queues/appeals')).not.toContain(urn);
  expect(await page(who.casework, `${at(urn)}/triage`)).toContain('A legal manager overturned it for this version');
  const again = await send(who.casework, `${at(urn)}/reject`, rejection);
  expect(again.statusCode).toBe(422);
  expect(again.body).toContain('was overturned by a legal manager for this version');
  const accepted = { reviewType: '28_day', caseType: 'domestic_abuse', toOrg: 'cps-eastern-counties' };
  await done(who.casework, `${at(urn)}/accept`, accepted);
});

it('maintained, police put it right by the day that was asked for; both sides read the reasons', async () => {
  await done(who.casework, `${at(other)}/reject`, rejection);
  await done(who.inspector, `${at(other)}/escalate`, wrong);
  const bare = await send(who.legalManager, `${at(other)}/appeal/answer`);
  for (const field of ['outcome', 'reasons']) expect(bare.body).toContain(`href="#${field}"`);
  const answer = { outcome: 'dismissed', reasons: 'M04 is of another person.' };
  await done(who.legalManager, `${at(other)}/appeal/answer`, answer);
  expect(await viewOf(who.supervisor, other)).toMatchObject({ state: 'awaiting_resubmission', version: 2 });
  expect(await page(who.supervisor, '/queues/resubmission')).toContain(other);
  for (const reader of [who.inspector, who.casework]) {
    const history = await page(reader, `/cases/${other}/history`);
    for (const words of ['Rejection escalated by an inspector', 'Maintained: police put the file right'])
      expect(history).toContain(words);
    expect(await page(reader, `${at(other)}/appeal`)).toContain(answer.reasons);
  }
});

it('an urgent file goes back to urgent review', async () => {
  const red = { ...rejection, reasons: ['TR-P1'], detail: 'Is he still held?' };
  await done(who.cpsDirect, `${at(urgent)}/reject`, red);
  await done(who.inspector, `${at(urgent)}/escalate`, wrong);
  // CPS Direct hold it: nobody of an Area hears of it.
  const answer = { outcome: 'upheld', reasons: 'He is.' };
  expect((await send(who.legalManager, `${at(urgent)}/appeal/answer`, answer)).statusCode).toBe(404);
  await done('cd-301', `${at(urgent)}/appeal/answer`, answer);
  expect(await viewOf(who.supervisor, urgent)).toMatchObject({ state: 'urgent_review', version: 1 });
  expect(await page(who.cpsDirect, '/queues/urgent_review')).toContain(urgent);
});

it('every minute has a holder: the legal manager while it is escalated, then triage', async () => {
  const later = '35NT0914926';
  await takeInPlanted(test.deps, examples.domesticBattery, (record) => ({ ...record, urn: later }));
  await sendAsItIs(test.deps, later, 'S1');
  await done(who.casework, `${at(later)}/reject`, rejection);
  test.advance({ hours: 2 });
  await done(who.inspector, `${at(later)}/escalate`, wrong);
  test.advance({ hours: 3 });
  await done(who.legalManager, `${at(later)}/appeal/answer`, { outcome: 'upheld', reasons: 'It was on the file.' });
  test.advance({ hours: 4 });
  const turns = await viewMoves(test.deps, (await findActor(test.deps, who.supervisor))!, later);
  expect(turns.ok && turns.value.turns.map(({ holder, minutes }) => [holder, Math.round(minutes / 60)])).toEqual([
    ['officer', 2],
    ['legal_manager', 3],
    ['triage', 4],
  ]);
});

it('tables built anew from what happened are the same', async () => {
  expect((await verifyTables(test.deps)).differences).toEqual([]);
});
