import { afterAll, beforeAll, expect, it } from 'vitest';
import { apiApplication, holderOf, newAccount, personCalling } from '../../test/support/api.ts';
import { examples, takeIn } from '../../test/support/cases.ts';
import { who, type TestApplication } from '../../test/support/signed-in.ts';

/** Keeping cases through the interface: the same decisions as on the pages, but for the last. */

const { urn } = examples.shopTheft;
const path = `/retention/${urn}`;
let test: TestApplication;
beforeAll(async () => {
  test = await apiApplication();
  await takeIn(test.deps, examples.shopTheft);
});
afterAll(() => test.close());

it('is for those who decide how long cases are kept, and for no account', async () => {
  const officer = await personCalling(test, who.officer);
  const account = holderOf(test, (await newAccount(test, who.opsManager, ['cases:read'])).secret);
  for (const caller of [officer, account]) {
    expect((await caller.get('/retention')).statusCode).toBe(403);
    expect((await caller.post(`${path}/holds`, { reason: 'An appeal.' })).statusCode).toBe(403);
  }
});

it('says a group, holds, ends the hold, asks for erasure and withdraws', async () => {
  const manager = await personCalling(test, who.opsManager);
  const inspector = await personCalling(test, who.inspector);
  const found = async () => (await manager.get(path)).json<{ found: Record<string, unknown> }>().found;
  const post = async (way: string, body: unknown, caller = manager) =>
    (await caller.post(`${path}/${way}`, body)).statusCode;
  expect(await post('keepings', { reason: 'Wanted elsewhere.' })).toBe(409);
  expect(await post('group', { group: 'group_3' })).toBe(200);
  expect(await found()).toMatchObject({ urn, group: 'group_3', reviewOn: '2032-11-22', isDue: false });
  expect(await post('holds', { reason: 'An appeal is open.' })).toBe(200);
  expect(await post('holds', { reason: 'An appeal is open.' })).toBe(409);
  expect(await found()).toMatchObject({ hold: { reason: 'An appeal is open.', by: 'PSE 7901 Helen Abernathy' } });
  expect(await post('erasure-requests', { ground: 'ordered', reason: 'An order.' })).toBe(409);
  expect(await post('hold-endings', { reason: 'It was dismissed.' }, inspector)).toBe(200);
  expect(await post('erasure-requests', { ground: 'review', reason: 'No purpose is left.' })).toBe(409);
  expect(await post('erasure-requests', { ground: 'ordered', reason: 'An order.' })).toBe(200);
  const listed = (await inspector.get('/retention')).json<{ cases: unknown; certificates: unknown }>();
  expect(listed).toMatchObject({ cases: [{ urn, erasureAsked: { ground: 'ordered' } }], certificates: [] });
  expect(await post('erasure-withdrawals', { reason: 'Of another case.' }, inspector)).toBe(200);
  expect(await post('keepings', { reason: 'Wanted elsewhere.' })).toBe(200);
  expect(await found()).not.toHaveProperty('erasureAsked');
});
