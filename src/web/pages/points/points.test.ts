import { afterAll, beforeAll, expect, it } from 'vitest';
import { sendAsItIs } from '../../../../test/access/send-case.ts';
import { commandOf, examples, takeIn } from '../../../../test/support/cases.ts';
import { signedInAs, testApplication, who, type TestApplication } from '../../../../test/support/signed-in.ts';
import { verifyTables } from '../../../application/rebuild-tables.ts';
import { viewCase } from '../../../application/view-case.ts';
import { codesWithElements } from '../../../domain/case-file/index.ts';

/** Points to prove by the forms of their page, on an example of the demonstration. */

let test: TestApplication;
const { urn } = examples.domesticBattery;
const points = `/cases/${urn}/offences/F1/points`;
beforeAll(async () => {
  test = await testApplication();
  await takeIn(test.deps, examples.domesticBattery);
});
afterAll(() => test.close());

const page = async (userId: string, url: string): Promise<string> => {
  const response = await (await signedInAs(test, userId)).get(url);
  expect(response.statusCode).toBe(200);
  return response.body;
};
const send = async (userId: string, url: string, fields: Record<string, string> = {}) =>
  (await signedInAs(test, userId)).post(url, fields);
const seen = async (userId: string) => {
  const view = await viewCase(test.deps, (await commandOf(test.deps, userId)).actor, urn);
  if (!view.ok) throw new Error(view.refusal.detail);
  return view.value;
};
const listOf = async (userId: string = who.officer) =>
  (await seen(userId)).record.offences.find(({ id }) => id === 'F1')?.points?.list ?? [];
const listStamp = async (): Promise<string> =>
  /name="point-P1"/.test(await page(who.officer, points))
    ? ([...(await page(who.officer, points)).matchAll(/name="stamp" value="([^"]*)"/g)].at(-1)?.[1] ?? '')
    : '';
const stampAt = async (pointId: string): Promise<string> =>
  new RegExp(`points/${pointId}"[\\s\\S]*?name="stamp" value="([^"]*)"`).exec(await page(who.officer, points))?.[1] ??
  '';
const evidence = async (pointId: string, fields: Record<string, string>, userId: string = who.officer) =>
  send(userId, `${points}/${pointId}`, {
    stamp: await stampAt(pointId),
    ...Object.fromEntries(Object.entries(fields).map(([name, value]) => [`${name}-${pointId}`, value])),
  });

it('every code with elements is on the national list', () => {
  expect(codesWithElements.filter((code) => test.deps.offences(code) === undefined)).toEqual([]);
});

it('before anybody wrote them, the page has those of our list, marked as general knowledge', async () => {
  const shown = await page(who.officer, points);
  expect(shown).toContain('P2 Force was used on the complainant, however slight');
  expect(shown).toContain(
    'Criminal Justice Act 1988 s39 (battery at common law). General knowledge, not checked by a lawyer',
  );
  expect(await page(who.officer, `/cases/${urn}/offences`)).toContain('4 points, no evidence set against them');
});

it('an officer says what an item proves, and the page says what is weak and why', async () => {
  const given = { item: 'material:M01', says: 'proves', words: 'Slapped on the left cheek.' };
  expect((await evidence('P2', given)).statusCode).toBe(303);
  expect((await evidence('P3', { item: 'person:V1', says: 'supports' })).statusCode).toBe(303);
  expect((await listOf())[1]?.evidence).toEqual([
    { kind: 'material', id: 'M01', says: 'proves', words: 'Slapped on the left cheek.', hearsay: false },
  ]);
  const shown = await page(who.officer, points);
  expect(shown).toContain('It rests on one person’s account alone: M01 Statement of Tamsin Wherrell.');
  expect(shown).toContain('Evidence supports it, and none is said to prove it.');
  expect(await page(who.officer, `/cases/${urn}/offences`)).toContain('4 points, 2 with nothing');
  expect(await page(who.officer, `/cases/${urn}/history`)).toContain('M01 proves point P2 of F1');
});

it('says what falls when a witness is taken away with her statement, and when an item is', async () => {
  const without = await page(who.officer, `${points}?without=person:V1`);
  expect(without).toContain('P2, Force was used on the complainant, however slight: nothing would be left');
  expect(without).toContain('P3, The force was unlawful: not in self-defence, not by consent: nothing would be left');
  const item = await page(who.officer, `${points}?without=material:M01`);
  expect(item).toContain('P2, Force was used on the complainant, however slight: nothing would be left');
  expect(item).not.toContain('P3, The force');
});

it.each([
  { name: 'no item', fields: { says: 'proves' }, at: 'item-P1' },
  { name: 'nothing said of it', fields: { item: 'material:M01' }, at: 'says-P1' },
  { name: 'a form of contact details', fields: { item: 'material:M02', says: 'proves' }, at: 'item-P1' },
])('$name is refused where it was chosen, and what was typed stays', async ({ fields, at }) => {
  const refused = await evidence('P1', { ...fields, words: 'Her words, kept.' });
  expect(refused.statusCode).toBe(422);
  expect(refused.body).toContain(`href="#${at}"`);
  expect(refused.body).toContain('Her words, kept.');
});

it.each([
  { who: who.supervisor, status: 403 },
  { who: who.otherForceOfficer, status: 404 },
  { who: who.prosecutor, status: 403 },
])('$who does not write them', async ({ who: userId, status }) => {
  expect((await send(userId, `${points}/P1`, { 'item-P1': 'material:M01', 'says-P1': 'proves' })).statusCode).toBe(
    status,
  );
  expect((await send(userId, points, { 'point-P1': 'Another' })).statusCode).toBe(status);
});

it('points are renamed, added and taken out; an overtaken form is refused', async () => {
  const stamp = await listStamp();
  const written = { stamp, 'point-P1': 'It was he', 'point-P2': 'He slapped her', 'point-P3': 'No defence' };
  expect(
    (await send(who.officer, points, { ...written, 'point-P4': '', 'point-new': 'It was meant' })).statusCode,
  ).toBe(303);
  expect((await listOf()).map(({ id, text }) => `${id} ${text}`)).toEqual([
    'P1 It was he',
    'P2 He slapped her',
    'P3 No defence',
    'P5 It was meant',
  ]);
  expect((await listOf())[1]?.evidence).toHaveLength(1);
  const late = await send(who.officer, points, { ...written, 'point-new': 'Another' });
  expect(late.statusCode).toBe(409);
  const overtaken = { stamp: 'not-what-it-is', 'item-P1': 'material:M03', 'says-P1': 'proves' };
  expect((await send(who.officer, `${points}/P1`, overtaken)).statusCode).toBe(409);
});

it('what is taken away is gone, and nothing else', async () => {
  await evidence('P2', { item: 'material:M03', says: 'supports' });
  const change = await page(who.officer, `${points}?point=P2&item=material:M03`);
  expect(change).toContain('Nothing: take it away from this point');
  expect((await evidence('P2', { item: 'material:M03', says: 'nothing' })).statusCode).toBe(303);
  expect((await listOf())[1]?.evidence.map(({ id }) => id)).toEqual(['M01']);
});

it('an item that is withdrawn stands against nothing any more', async () => {
  await evidence('P5', { item: 'material:M08', says: 'proves', words: 'Shouted it on the landing.' });
  expect(await page(who.officer, points)).toContain('Shouted it on the landing.');
  const form = await page(who.officer, `/cases/${urn}/material/M08/withdraw`);
  const stamp = /name="stamp" value="([^"]*)"/.exec(form)?.[1] ?? '';
  const taken = await send(who.officer, `/cases/${urn}/material/M08/withdraw`, { stamp, reason: 'Another case.' });
  expect(taken.statusCode).toBe(303);
  expect(await page(who.officer, points)).not.toContain('Shouted it on the landing.');
  expect((await listOf()).at(-1)?.evidence).toEqual([]);
});

it('the prosecutor reads the same points once the file is sent, and nobody changes them then', async () => {
  await sendAsItIs(test.deps, urn, 'S1');
  expect(await listOf(who.prosecutor)).toEqual(await listOf());
  const shown = await page(who.prosecutor, points);
  expect(shown).toContain('Slapped on the left cheek.');
  expect(shown).toContain('It rests on one person’s account alone');
  for (const user of [who.prosecutor, who.gatekeeper])
    expect(await page(user, points)).not.toContain('Set evidence against this point');
  expect(await page(who.officer, points)).toContain('They cannot be changed now.');
  expect((await evidence('P1', { item: 'material:M01', says: 'proves' })).statusCode).toBe(409);
});

it('the log alone makes the same tables', async () => {
  const { differences, events } = await verifyTables(test.deps);
  expect(differences).toEqual([]);
  expect(events).toBeGreaterThan(20);
});
