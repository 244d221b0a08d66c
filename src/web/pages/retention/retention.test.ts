import { afterAll, beforeAll, expect, it } from 'vitest';
import { sendAsItIs } from '../../../../test/access/send-case.ts';
import { examples, takeIn } from '../../../../test/support/cases.ts';
import { signedInAs, testApplication, who, type TestApplication } from '../../../../test/support/signed-in.ts';
import { verifyTables } from '../../../application/rebuild-tables.ts';
import { clearedTables } from '../../../storage/retention-events.ts';
import { sayKind } from './view-model.ts';

/** Keeping, holding and erasing a case by the forms of the pages. The steps follow each other. */

let test: TestApplication;
const urn: string = examples.shopTheft.urn;
const other: string = examples.domesticBattery.urn;
const ofCase = `/retention/${urn}`;
beforeAll(async () => {
  test = await testApplication();
  const { ref } = await takeIn(test.deps, examples.shopTheft);
  await takeIn(test.deps, examples.domesticBattery);
  await sendAsItIs(test.deps, urn, 'S1');
  await test.database.asAdmin(`delete from queue_item where case_id = $1`, [ref.caseId]);
});
afterAll(() => test.close());

const get = async (userId: string, url: string) => (await signedInAs(test, userId)).get(url);
const page = async (userId: string, url: string): Promise<string> => {
  const response = await get(userId, url);
  expect(response.statusCode).toBe(200);
  return response.body;
};
const send = async (userId: string, url: string, fields: Record<string, string> = {}) =>
  (await signedInAs(test, userId)).post(url, fields);
const opsManager = who.opsManager;

it('is in the navigation of those who decide, and of nobody else', async () => {
  expect(await page(opsManager, '/')).toContain('href="/retention"');
  expect(await page(who.officer, '/')).not.toContain('href="/retention"');
  for (const userId of [who.officer, who.supervisor, who.prosecutor, who.legalManager]) {
    for (const url of ['/retention', ofCase, `${ofCase}/erase`]) expect((await get(userId, url)).statusCode).toBe(403);
    for (const way of ['group', 'keep', 'hold', 'lift-hold', 'ask', 'withdraw', 'erase'])
      expect((await send(userId, `${ofCase}/${way}`)).statusCode).toBe(403);
  }
});

it('a case of the force is found by its reference as people write it, and no other', async () => {
  const found = await get(opsManager, '/retention?urn=35+sp+0927315');
  expect([found.statusCode, found.headers.location]).toEqual([303, ofCase]);
  const missed = await page(opsManager, '/retention?urn=35ZZ0000026');
  expect(missed).toContain('href="#urn"');
  expect(missed).toContain('Your force has no case with this reference');
  expect((await get(opsManager, '/retention/35ZZ0000026')).statusCode).toBe(404);
  expect((await send(opsManager, '/retention/35ZZ0000026/group', { group: 'group_1' })).statusCode).toBe(404);
});

it('the page of a case tells nothing of what it says', async () => {
  const shown = await page(opsManager, ofCase);
  expect(shown).toContain('Not said yet');
  expect(shown).not.toMatch(/theft|bottle/i);
});

it('a group is said, and without one nothing is kept', async () => {
  expect((await send(opsManager, `${ofCase}/keep`, { keepReason: 'Wanted.' })).statusCode).toBe(409);
  expect((await send(opsManager, `${ofCase}/group`)).body).toContain('href="#group"');
  expect((await send(opsManager, `${ofCase}/group`, { group: 'group_3' })).headers.location).toBe(ofCase);
  expect(await page(opsManager, ofCase)).toContain('Review on 22 November 2032');
});

it.each([
  { way: 'keep', at: 'keepReason' },
  { way: 'hold', at: 'holdReason' },
  { way: 'ask', at: 'askReason' },
])('without a reason, $way is refused where it was to be typed', async ({ way, at }) => {
  const refused = await send(opsManager, `${ofCase}/${way}`, { ground: 'ordered' });
  expect(refused.statusCode).toBe(422);
  expect(refused.body).toContain(`href="#${at}"`);
  expect(refused.body).toContain(`id="${at}"`);
});

it('a hold stands on the list with its reason on the page, stops erasure, and ends once', async () => {
  const hold = { holdReason: 'An appeal is open.' };
  expect((await send(opsManager, `${ofCase}/hold`, hold)).statusCode).toBe(303);
  expect((await send(opsManager, `${ofCase}/hold`, hold)).statusCode).toBe(409);
  expect(await page(who.inspector, '/retention')).toContain('Held against erasure (1)');
  const held = await page(who.inspector, ofCase);
  expect(held).toContain(hold.holdReason);
  expect(held).not.toContain(`action="${ofCase}/ask"`);
  const ask = { ground: 'ordered', askReason: 'Order of 3 November.' };
  expect((await send(opsManager, `${ofCase}/ask`, ask)).body).toContain('legal hold');
  const end = { liftReason: 'The appeal was dismissed.' };
  expect((await send(who.inspector, `${ofCase}/lift-hold`, end)).statusCode).toBe(303);
  expect((await send(who.inspector, `${ofCase}/lift-hold`, end)).statusCode).toBe(409);
});

it('one person asks, may withdraw, and does not agree with themselves', async () => {
  const early = await send(opsManager, `${ofCase}/ask`, { ground: 'review', askReason: 'Nothing more to do.' });
  expect([early.statusCode, early.body.includes('due on 22 November 2032')]).toEqual([409, true]);
  expect(early.body).toContain('Nothing more to do.');
  expect((await send(opsManager, `${ofCase}/ask`, { askReason: 'No ground.' })).body).toContain('href="#ground"');
  const ask = { ground: 'ordered', askReason: 'Order of 3 November.' };
  expect((await send(opsManager, `${ofCase}/ask`, ask)).headers.location).toBe(ofCase);
  expect(await page(opsManager, `${ofCase}/erase`)).toContain('Somebody else has to agree');
  expect((await send(opsManager, `${ofCase}/erase`, { urn })).statusCode).toBe(403);
  const withdraw = { withdrawReason: 'The order was about another case.' };
  expect((await send(who.inspector, `${ofCase}/withdraw`, withdraw)).statusCode).toBe(303);
  expect((await send(who.inspector, `${ofCase}/withdraw`, withdraw)).statusCode).toBe(409);
  expect(await page(who.inspector, `${ofCase}/erase`)).toContain('Nobody asks');
  expect((await send(who.inspector, `${ofCase}/erase`, { urn })).statusCode).toBe(409);
  expect((await send(opsManager, `${ofCase}/ask`, ask)).statusCode).toBe(303);
});

it('the second person is led there, confirms who they are, types the reference, and the certificate is what is left', async () => {
  expect(await page(who.inspector, '/retention')).toContain('Somebody asks to erase (1)');
  expect(await page(who.inspector, ofCase)).toContain(`href="${ofCase}/erase"`);
  expect(await page(who.inspector, `${ofCase}/erase`)).toContain('This cannot be undone');
  const wrong = await send(who.inspector, `${ofCase}/erase`, { urn: other });
  expect([wrong.statusCode, wrong.body.includes('href="#urn"')]).toEqual([422, true]);
  expect((await send(who.inspector, `${ofCase}/erase`)).body).toContain('href="#urn"');
  const user = await signedInAs(test, who.inspector);
  test.advance({ minutes: 20 });
  const asked = await user.post(`${ofCase}/erase`, { urn });
  expect(asked.headers.location).toContain('/sign-in/confirm');
  expect(await page(opsManager, ofCase)).toContain('You asked at');
  expect((await send(who.inspector, `${ofCase}/erase`, { urn })).headers.location).toBe(ofCase);
  for (const reader of [opsManager, who.inspector]) {
    expect(await page(reader, ofCase)).toContain('Certificate of erasure');
    expect(await page(reader, '/retention')).toContain('Certificates of erasure (1)');
  }
  expect((await get(who.inspector, `${ofCase}/erase`)).headers.location).toBe(ofCase);
  expect((await send(opsManager, `${ofCase}/hold`, { holdReason: 'Too late.' })).statusCode).toBe(404);
  expect((await get(who.officer, `/cases/${urn}`)).statusCode).toBe(404);
  expect((await get(who.officer, `/cases/${other}`)).statusCode).toBe(200);
});

it('a case whose review is due is listed, and not after it was kept', async () => {
  test.advance({ hours: 24 * 366 * 6 });
  expect(await page(opsManager, '/retention')).toContain('Due for review (1)');
  await send(opsManager, `/retention/${other}/group`, { group: 'group_3' });
  const due = await page(opsManager, '/retention');
  expect(due).toContain('Review due since');
  const keep = { keepReason: 'The suspect is wanted elsewhere.' };
  expect((await send(opsManager, `/retention/${other}/keep`, keep)).statusCode).toBe(303);
  expect(await page(opsManager, '/retention')).toContain('No review is due, and nobody asks');
  expect(await page(opsManager, `/retention/${other}`)).toContain(keep.keepReason);
});

it('has a word for every kind of entry that an erasure counts', () => {
  expect(clearedTables.filter((table) => sayKind(table) === undefined)).toEqual([]);
});

it('the tables are what the log says', async () => {
  expect((await verifyTables(test.deps)).differences).toEqual([]);
});
