import { afterAll, beforeAll, expect, it } from 'vitest';
import { sendAsItIs } from '../../../../test/access/send-case.ts';
import { takeInPlanted } from '../../../../test/access/planted-case.ts';
import { examples, takeIn } from '../../../../test/support/cases.ts';
import { signedInAs, testApplication, who, type TestApplication } from '../../../../test/support/signed-in.ts';
import { viewMoves } from '../../../application/case-history.ts';
import { findActor } from '../../../application/directory.ts';
import { verifyTables } from '../../../application/rebuild-tables.ts';
import { viewCase } from '../../../application/view-case.ts';

/** BR-30, T18, T26a and T26b: early advice on rape and serious sexual offences is with its manager first. */

let test: TestApplication;
const { urn } = examples.earlyAdvice;
const incomplete = '35CJ0941627';
const ordinary = '35CJ0941727';
beforeAll(async () => {
  test = await testApplication();
  await takeIn(test.deps, examples.earlyAdvice);
  await takeInPlanted(test.deps, examples.earlyAdvice, (record) => ({ ...record, urn: incomplete }));
  await takeInPlanted(test.deps, examples.earlyAdvice, (record) => ({
    ...record,
    urn: ordinary,
    flags: { ...record.flags, isRasso: false },
  }));
  for (const each of [urn, incomplete, ordinary]) await sendAsItIs(test.deps, each, 'S1');
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
const stateOf = async (of: string) => {
  const found = await viewCase(test.deps, (await findActor(test.deps, who.supervisor))!, of);
  return found.ok ? found.value.submissions[0]?.state : undefined;
};
const accepted = (caseType: string) => ({ reviewType: 'early_advice', caseType, toOrg: 'cps-eastern-counties' });

it('BR-30: once accepted it waits for its manager, and no prosecutor takes it', async () => {
  await done(who.casework, `${at(urn)}/accept`, accepted('rasso'));
  expect(await stateOf(urn)).toBe('advice_triage');
  for (const manager of [who.adviceManager, who.legalManager])
    expect(await page(manager, '/queues/early_advice')).toContain(urn);
  expect(await page(who.prosecutor, '/queues/allocation')).not.toContain(urn);
  expect((await send(who.prosecutor, `${at(urn)}/review`)).statusCode).toBe(409);
  const why = { reason: 'too_early', text: 'Ask again later.' };
  expect((await send(who.prosecutor, `${at(urn)}/decline-advice`, why)).statusCode).toBe(403);
  expect(await page(who.supervisor, `/cases/${urn}`)).toContain('Early advice manager to give the request');
});

it('BR-30: any other early advice goes straight to a prosecutor', async () => {
  await done(who.casework, `${at(ordinary)}/accept`, accepted('general'));
  expect(await stateOf(ordinary)).toBe('triage_accepted');
  expect(await page(who.prosecutor, '/queues/allocation')).toContain(ordinary);
  expect(await page(who.adviceManager, '/queues/early_advice')).not.toContain(ordinary);
  await done(who.prosecutor, `${at(ordinary)}/review`);
});

it('T18: the manager gives it to a prosecutor of the office', async () => {
  const bare = await send(who.adviceManager, `${at(urn)}/early-advice/give`);
  expect(bare.body).toContain('href="#to"');
  for (const userId of [who.prosecutor, who.casework])
    expect((await send(userId, `${at(urn)}/early-advice/give`, { to: who.prosecutor })).statusCode).toBe(403);
  for (const to of [who.casework, who.otherAreaProsecutor, 'nobody'])
    expect((await send(who.adviceManager, `${at(urn)}/early-advice/give`, { to })).statusCode).toBe(422);
  expect(await page(who.adviceManager, `${at(urn)}/early-advice`)).toContain('Julian Mortlake');
  await done(who.adviceManager, `${at(urn)}/early-advice/give`, { to: who.prosecutor });
  expect(await stateOf(urn)).toBe('allocated');
  expect(await page(who.prosecutor, '/queues/review')).toContain(urn);
  await done(who.prosecutor, `${at(urn)}/review`);
  await done(who.prosecutor, `${at(urn)}/advise`, { advice: 'Ask the college who had keys.' });
});

it('T26a: the manager rejects what is not complete, with the reasons of triage', async () => {
  await done(who.casework, `${at(incomplete)}/accept`, accepted('rasso'));
  const rejection = {
    ...{ reasons: 'TR-01', detail: 'M03 cannot be opened.' },
    ...{ 'responseDate-day': '1', 'responseDate-month': '12', 'responseDate-year': '2026' },
  };
  expect((await send(who.adviceManager, `${at(incomplete)}/early-advice/reject`)).body).toContain('href="#reasons"');
  for (const userId of [who.prosecutor, who.casework])
    expect((await send(userId, `${at(incomplete)}/early-advice/reject`, rejection)).statusCode).toBe(403);
  await done(who.adviceManager, `${at(incomplete)}/early-advice/reject`, rejection);
  expect(await stateOf(incomplete)).toBe('awaiting_resubmission');
  const history = await page(who.supervisor, `/cases/${incomplete}/history`);
  expect(history).toContain('Rejected by the early advice manager');
  expect(history).toContain('With the early advice manager first');
});

it('every minute has a holder: the manager is one', async () => {
  const moves = await viewMoves(test.deps, (await findActor(test.deps, who.supervisor))!, urn);
  expect(moves.ok && moves.value.turns.at(-1)?.holder).not.toBe('allocation');
  const late = '35CJ0941827';
  await takeInPlanted(test.deps, examples.earlyAdvice, (record) => ({ ...record, urn: late }));
  await sendAsItIs(test.deps, late, 'S1');
  await done(who.casework, `${at(late)}/accept`, accepted('rasso'));
  test.advance({ hours: 5 });
  await done(who.adviceManager, `${at(late)}/decline-advice`, { reason: 'not_needed', text: 'Go on as you are.' });
  test.advance({ hours: 1 });
  const turns = await viewMoves(test.deps, (await findActor(test.deps, who.supervisor))!, late);
  expect(turns.ok && turns.value.turns.map(({ holder, minutes }) => [holder, Math.round(minutes / 60)])).toEqual([
    ['advice_manager', 5],
    ['officer', 1],
  ]);
});

it('tables built anew from what happened are the same', async () => {
  expect((await verifyTables(test.deps)).differences).toEqual([]);
});
