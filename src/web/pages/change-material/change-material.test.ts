import { afterAll, beforeAll, expect, it } from 'vitest';
import { submitAsItIs } from '../../../../test/access/send-case.ts';
import { commandOf, examples, takeIn } from '../../../../test/support/cases.ts';
import { sendFile as upload } from '../../../../test/support/send-files.ts';
import { signedInAs, testApplication, who, type TestApplication } from '../../../../test/support/signed-in.ts';
import { certifyFile, sendFile } from '../../../application/assure-file.ts';
import { explainGap, stampOf, writeHeading } from '../../../application/build-file.ts';
import { verifyTables } from '../../../application/rebuild-tables.ts';
import { viewCase, viewCheck } from '../../../application/view-case.ts';
import { certificateHeadings } from '../../../domain/file-standard/index.ts';

/** Material that is on the file, changed by the forms of the pages: an example whose gaps close no other way. */

let test: TestApplication;
const { urn } = examples.domesticBattery;
const material = `/cases/${urn}/material`;
beforeAll(async () => {
  test = await testApplication();
  await test.app.listen({ host: '127.0.0.1', port: 0 });
  await takeIn(test.deps, examples.domesticBattery);
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
const seen = async (userId: string) => {
  const view = await viewCase(test.deps, (await commandOf(test.deps, userId)).actor, urn);
  if (!view.ok) throw new Error(view.refusal.detail);
  return view.value;
};
const check = async () => {
  const view = await viewCheck(test.deps, (await commandOf(test.deps, who.supervisor)).actor, urn, 'S1');
  if (!view.ok) throw new Error(view.refusal.detail);
  return view.value;
};
const resultOf = async (item: string) => (await check()).check.items.find((each) => each.item === item)?.result;
/** Certifies, after the officer has given a reason for every gap that the changes opened. */
async function certify(): Promise<void> {
  for (const item of (await check()).check.ready.unexplainedGaps.filter((each) => each !== 'SUP_CERT')) {
    const gap = { urn, submissionId: 'S1', item, reason: 'Asked for; it comes in a week.', due: '2026-12-01' };
    const explained = await explainGap(test.deps, await commandOf(test.deps, who.officer), gap, { to: '/' });
    if (!explained.ok) throw new Error(explained.refusal.detail);
  }
  const comments = Object.fromEntries(certificateHeadings.map(({ id, label }) => [id, `I looked at: ${label}.`]));
  const input = { urn, submissionId: 'S1', comments, disclosureAssured: true, seen: (await check()).contentsHash };
  const done = await certifyFile(test.deps, await commandOf(test.deps, who.supervisor), input, { to: '/' });
  if (!done.ok) throw new Error(done.refusal.detail);
}
/** Writes the list of recordings of the request, as its officer does. */
async function listRecording(row: Readonly<Record<string, unknown>>): Promise<void> {
  const request = (await seen(who.officer)).record.submissions.find(({ id }) => id === 'S1')?.request;
  const input = { urn, submissionId: 'S1', heading: 'mediaList', value: [row], stamp: stampOf(request?.['mediaList']) };
  const done = await writeHeading(test.deps, await commandOf(test.deps, who.officer), input, { to: '/' });
  if (!done.ok) throw new Error(done.refusal.detail);
}
const stampIn = (body: string): string => /name="stamp" value="([^"]*)"/.exec(body)?.[1] ?? '';

/** Sends a form of an item as an officer who has just opened it. */
const change = async (url: string, fields: Record<string, string> = {}) =>
  send(who.officer, `${material}/${url}`, { stamp: stampIn(await page(who.officer, `${material}/${url}`)), ...fields });

const emailItem = {
  ...{ type: 'EMAIL', title: 'Email in which the victim asks for news', status: 'unused' },
  ...{ 'date-day': '9', 'date-month': '11', 'date-year': '2026', madeBy: 'Tamsin Wherrell' },
};
const because = { reason: 'Left off the schedule by mistake.' };

it('the gap leads to the item, and its page to what can be done with it', async () => {
  expect(await resultOf('KEY_MEDIA')).toBe('inadequate');
  expect(await page(who.officer, `/cases/${urn}/submissions/S1`)).toContain('Correct, replace or withdraw M08');
  const item = await page(who.officer, `${material}/M08`);
  // An item that the fault names is led to as well: the schedule is put right at the item that is not on it.
  expect(await page(who.officer, `/cases/${urn}/submissions/S1`)).toContain('Correct, replace or withdraw M19');
  for (const way of ['correct', 'replace', 'withdraw']) {
    expect(item).toContain(`href="${material}/M08/${way}"`);
    expect(await page(who.officer, `${material}/M08/${way}`)).toContain('name="stamp"');
  }
  expect(await page(who.supervisor, `${material}/M08`)).not.toContain('/withdraw"');
});

it('a correction closes a gap, voids the certificate and is told in the history', async () => {
  await submitAsItIs(test.deps, urn, 'S1');
  await certify();
  expect(await resultOf('SDC')).toBe('inadequate');
  const form = await page(who.officer, `${material}/M19/correct`);
  expect(form).toContain('S1 is certified');
  const stamp = stampIn(form);
  const corrected = { ...emailItem, ...because, unusedNumber: '6', description: 'Email of 9 November 2026.', stamp };
  expect((await send(who.officer, `${material}/M19/correct`, corrected)).headers.location).toBe(`${material}/M19`);
  expect(await resultOf('SDC')).toBe('met');
  const { material: items, submissions } = await seen(who.officer);
  const item = items.find(({ materialId }) => materialId === 'M19');
  expect(item?.detail).toMatchObject({ title: emailItem.title, unusedNumber: 6, date: '2026-11-09' });
  expect(item?.document?.name).toBeDefined();
  expect(submissions[0]).toMatchObject({ state: 'supervision', certificate: undefined });
  expect(submissions[0]?.returned?.text).toContain('M19 was corrected');
  expect(await page(who.officer, `/cases/${urn}/history`)).toContain(because.reason);
  // The same form again is overtaken by itself.
  expect((await send(who.officer, `${material}/M19/correct`, corrected)).statusCode).toBe(409);
});

it.each([
  { name: 'no title', with: { title: ' ' }, at: 'title' },
  { name: 'a day in the future', with: { 'date-year': '2027' }, at: 'date-day' },
  { name: 'no such day', with: { 'date-day': '31' }, at: 'date-day' },
  { name: 'no reason', with: { reason: '' }, at: 'reason' },
  { name: 'a number that is none', with: { unusedNumber: 'six' }, at: 'unusedNumber' },
  { name: 'a use that shows it to fewer people', with: { status: 'sensitive' }, at: 'status' },
  { name: 'a type that shows it to fewer people', with: { type: 'INTEL' }, at: 'type' },
])('$name is refused where it was typed', async ({ with: changed, at }) => {
  const refused = await change('M19/correct', { ...emailItem, ...because, ...changed });
  expect(refused.statusCode).toBe(422);
  expect(refused.body).toContain(`href="#${at}"`);
  expect(refused.body).toContain(`id="${at}"`);
});

const clip = { name: 'JM3_clip.txt', type: 'text/plain', pieces: [new TextEncoder().encode('The part that matters.')] };
const replaced = {
  ...{ title: 'JM/3 clip', 'date-day': '30', 'date-month': '5', 'date-year': '2026', clipped: 'yes' },
  reason: 'Cut to the assault.',
};
const replace = async (fields: Record<string, string>, file = clip) =>
  upload(test, await signedInAs(test, who.officer), `${material}/M08/replace`, { field: 'file', file, fields });

it('another document takes the place of the one there was, which stays to be read', async () => {
  const old = (await seen(who.officer)).material.find(({ materialId }) => materialId === 'M08')?.document;
  const withoutFile = await replace(replaced, { ...clip, name: '' });
  expect(withoutFile.status).toBe(422);
  expect(withoutFile.body).toContain('href="#file"');
  const stamp = stampIn(await page(who.officer, `${material}/M08/replace`));
  expect(await replace({ ...replaced, stamp })).toMatchObject({ status: 303, location: `${material}/M08` });
  const view = await seen(who.officer);
  expect(view.material.find(({ materialId }) => materialId === 'M08')).toMatchObject({
    detail: { title: 'JM/3 clip', clipped: true },
    document: { name: clip.name },
  });
  expect(view.discarded).toMatchObject([{ materialId: 'M08', number: 1, how: 'replaced', document: old }]);
  expect(await page(who.officer, `${material}/M08`)).toContain('Cut to the assault.');
  // The gap says what is left to do, and leads there; it closes once the list tells of the new recording.
  const gaps = await page(who.officer, `/cases/${urn}/submissions/S1`);
  expect(gaps).toContain('M08 is cut to the part that matters, but the list of recordings in the request still says');
  expect(gaps).toContain(`href="/cases/${urn}/submissions/S1/headings/mediaList"`);
  await listRecording({ material: 'M08', kind: 'BWV', key: true, clipped: true, playable: true, lengthMinutes: 2 });
  expect(await resultOf('KEY_MEDIA')).toBe('met');
  const bytes = await get(who.supervisor, `${material}/M08/earlier/1`);
  expect([bytes.statusCode, bytes.rawPayload.length]).toEqual([200, old?.size]);
  expect((await get(who.officer, `${material}/M08/earlier/2`)).statusCode).toBe(404);
  // The one it has now is no replacement.
  const again = await replace({ ...replaced, stamp: stampIn(await page(who.officer, `${material}/M08/replace`)) });
  expect([again.status, again.body.includes('M08 has already')]).toEqual([422, true]);
  expect((await replace({ ...replaced, stamp })).status).toBe(409);
});

it('a withdrawn item leaves the file and the check, and stays to be seen with the reason; its number is not given again', async () => {
  const before = (await seen(who.officer)).material.length;
  expect((await change('M20/withdraw')).body).toContain('href="#reason"');
  const reason = { reason: 'Drawn up for another case.' };
  expect((await change('M20/withdraw', reason)).headers.location).toBe(material);
  expect((await seen(who.officer)).material).toHaveLength(before - 1);
  const list = await page(who.supervisor, material);
  expect(list).toContain('Withdrawn (1)');
  expect(list).toContain(reason.reason);
  const item = await page(who.supervisor, `${material}/M20`);
  expect(item).toContain(reason.reason);
  expect(item).toContain(`href="${material}/M20/earlier/1"`);
  expect((await get(who.supervisor, `${material}/M20/file`)).statusCode).toBe(404);
  expect((await get(who.supervisor, `${material}/M20/earlier/1`)).statusCode).toBe(200);
  // Twice, and nothing else is done with it either.
  for (const way of ['withdraw', 'correct', 'replace'])
    expect((await get(who.officer, `${material}/M20/${way}`)).statusCode).toBe(404);
  expect((await send(who.officer, `${material}/M20/withdraw`, reason)).statusCode).toBe(404);
  const added = { ...emailItem, title: 'Another email' };
  const file = { ...clip, pieces: [new TextEncoder().encode('Another one.')] };
  await upload(test, await signedInAs(test, who.officer), `${material}/add`, { field: 'file', file, fields: added });
  expect((await seen(who.officer)).material.at(-1)?.materialId).toBe('M21');
});

it.each([
  { who: who.supervisor, status: 403 },
  { who: who.prosecutor, status: 403 },
  { who: who.otherForceOfficer, status: 404 },
])('$who changes nothing', async ({ who: userId, status }) => {
  const before = await seen(who.officer);
  expect((await send(userId, `${material}/M10/withdraw`, because)).statusCode).toBe(status);
  expect((await send(userId, `${material}/M10/correct`, { ...emailItem, ...because })).statusCode).toBe(status);
  expect((await get(userId, `${material}/M10/correct`)).statusCode).toBe(status);
  expect((await seen(who.officer)).material).toEqual(before.material);
});

it('a sensitive item is changed by those who may know of it, and named to nobody else', async () => {
  const sensitive = { ...emailItem, type: 'PNB', title: 'Where the caller lives', status: 'sensitive' };
  const file = { ...clip, pieces: [new TextEncoder().encode('Kept apart.')] };
  await upload(test, await signedInAs(test, who.officer), `${material}/add`, {
    field: 'file',
    file,
    fields: sensitive,
  });
  const id = (await seen(who.officer)).material.at(-1)?.materialId ?? '';
  expect(id).toBe('M22');
  expect((await change(`${id}/correct`, { ...sensitive, title: 'A place', ...because })).statusCode).toBe(303);
  const reason = { reason: 'Recorded for the wrong caller.' };
  expect((await change(`${id}/withdraw`, reason)).statusCode).toBe(303);
  for (const url of [material, `/cases/${urn}/history`, `/cases/${urn}/submissions/S1`]) {
    const told = await page(who.custodyOfficer, url);
    expect(told).not.toContain(id);
    expect(told).not.toContain(reason.reason);
  }
  expect(await page(who.officer, material)).toContain(reason.reason);
  expect(await page(who.officer, `/cases/${urn}/history`)).toContain(`Sensitive item ${id} withdrawn`);
  for (const url of [`${material}/${id}`, `${material}/${id}/earlier/1`])
    expect([url, (await get(who.custodyOfficer, url)).statusCode]).toEqual([url, 404]);
  expect((await get(who.supervisor, `${material}/${id}/earlier/1`)).statusCode).toBe(200);
});

it('the CPS keep what they were sent, and nothing is changed while they have the file', async () => {
  await certify();
  const { contentsHash } = await check();
  const input = { urn, submissionId: 'S1', seen: contentsHash };
  expect((await sendFile(test.deps, await commandOf(test.deps, who.gatekeeper), input, { to: '/' })).ok).toBe(true);
  const sent = await page(who.prosecutor, material);
  expect(sent).toContain('JM/3 clip');
  expect(sent).not.toContain('Drawn up for another case.');
  expect((await get(who.prosecutor, `${material}/M20`)).statusCode).toBe(404);
  expect((await get(who.prosecutor, `${material}/M08/earlier/1`)).statusCode).toBe(404);
  expect(await page(who.officer, `${material}/M10`)).toContain('It cannot be changed now. The file is with the CPS');
  const late = await send(who.officer, `${material}/M10/withdraw`, because);
  expect([late.statusCode, late.body.includes('The file is with the CPS')]).toEqual([409, true]);
});

it('after a rejection it is changed again, and the version that was sent keeps the item', async () => {
  const reject = { reasons: 'TR-10', detail: 'Not there.', 'responseDate-day': '27', 'responseDate-month': '11' };
  const rejected = await send(who.casework, `/cases/${urn}/submissions/S1/reject`, {
    ...reject,
    'responseDate-year': '2026',
  });
  expect(rejected.statusCode).toBe(303);
  expect((await change('M10/withdraw', because)).statusCode).toBe(303);
  expect((await seen(who.officer)).material.some(({ materialId }) => materialId === 'M10')).toBe(false);
  expect((await get(who.prosecutor, `${material}/M10/file`)).statusCode).toBe(200);
  expect(await page(who.officer, `/cases/${urn}/submissions/S1/versions/1`)).toContain('M10');
});

it('the tables are what the log says', async () => {
  const { differences, events } = await verifyTables(test.deps);
  expect(differences).toEqual([]);
  expect(events).toBeGreaterThan(10);
});
