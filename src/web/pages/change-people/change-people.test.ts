import { afterAll, beforeAll, expect, it } from 'vitest';
import { examples, commandOf, takeIn } from '../../../../test/support/cases.ts';
import { signedInAs, testApplication, who, type TestApplication } from '../../../../test/support/signed-in.ts';
import { officerOf, sendAsItIs, submitAsItIs } from '../../../../test/access/send-case.ts';
import { certifyFile, sendFile } from '../../../application/assure-file.ts';
import { verifyTables } from '../../../application/rebuild-tables.ts';
import { viewCase, viewCheck } from '../../../application/view-case.ts';
import { certificateHeadings } from '../../../domain/file-standard/index.ts';

/** People of a case, by the forms of the pages, on an example of the demonstration. The steps follow each other. */

let test: TestApplication;
let officer = '';
const { urn } = examples.twoSuspects;
const people = `/cases/${urn}/people`;
beforeAll(async () => {
  test = await testApplication();
  await takeIn(test.deps, examples.twoSuspects);
  officer = await officerOf(test.deps, urn);
});
afterAll(() => test.close());

const page = async (url: string): Promise<string> => {
  const response = await (await signedInAs(test, officer)).get(url);
  expect(response.statusCode).toBe(200);
  return response.body;
};
const send = async (url: string, fields: Record<string, string> = {}, userId = officer) =>
  (await signedInAs(test, userId)).post(url, fields);
const stampOf = async (url: string): Promise<string> => /name="stamp" value="([^"]*)"/.exec(await page(url))?.[1] ?? '';
const seen = async () => {
  const view = await viewCase(test.deps, (await commandOf(test.deps, officer)).actor, urn);
  if (!view.ok) throw new Error(view.refusal.detail);
  return view.value;
};
const item = async (id: string) => {
  const view = await viewCheck(test.deps, (await commandOf(test.deps, officer)).actor, urn, 'S1');
  if (!view.ok) throw new Error(view.refusal.detail);
  return view.value.check.items.find((each) => each.item === id);
};
const day = (name: string, text: string): Record<string, string> => {
  const [year = '', month = '', date = ''] = text.split('-');
  return { [`${name}-day`]: date, [`${name}-month`]: month, [`${name}-year`]: year };
};

const civilian = { kind: 'civilian', key: 'yes', available: 'dates', avoid: '4/1/2027 to 18/1/2027 holiday' };
const asked = day('askedOn', '2026-11-20');

it('dates to avoid are missing, then close as each civilian answers', async () => {
  expect(await item('AVAILABILITY')).toMatchObject({ result: 'missing' });
  for (const [id, fields] of [
    ['W1', civilian],
    ['W2', { ...civilian, available: 'none', avoid: '' }],
  ] as const) {
    const stamp = await stampOf(`${people}/witnesses/${id}`);
    expect((await send(`${people}/witnesses/${id}`, { ...fields, ...asked, stamp })).statusCode).toBe(303);
  }
  expect(await item('AVAILABILITY')).toMatchObject({ result: 'inadequate', why: expect.stringContaining('Oduya') });
  const stamp = await stampOf(`${people}/witnesses/W3`);
  const third = { ...civilian, key: 'no', avoid: '3 March 2027', ...asked, stamp };
  expect((await send(`${people}/witnesses/W3`, third)).statusCode).toBe(303);
  expect(await item('AVAILABILITY')).toMatchObject({ result: 'met', by: ['witnesses'] });
  expect((await seen()).record.witnesses[0]?.availability).toEqual({
    avoid: [{ from: '2027-01-04', to: '2027-01-18', why: 'holiday' }],
    askedOn: '2026-11-20',
  });
  expect(await page(people)).toContain('4 January 2027 to 18 January 2027 (holiday). Asked on 20 November 2026');
  // The form was filled in from what stood there before.
  expect((await send(`${people}/witnesses/W3`, third)).statusCode).toBe(409);
});

it.each([
  { name: 'a line that is no date', with: { avoid: 'next week' }, at: 'avoid', says: 'Line 1 must begin' },
  { name: 'a time that ends first', with: { avoid: '9/1/2027 to 3/1/2027' }, at: 'avoid', says: 'ends before' },
  { name: 'no dates where some were given', with: { available: 'none' }, at: 'available', says: 'empty the box' },
  { name: 'asked in the future', with: day('askedOn', '2027-06-01'), at: 'askedOn-day', says: 'future' },
  { name: 'an adult said to be a child', with: { child: 'yes' }, at: 'child', says: '18 or over' },
])('$name is refused where it was typed, and what was typed stays', async ({ with: changed, at, says }) => {
  const stamp = await stampOf(`${people}/witnesses/W1`);
  const refused = await send(`${people}/witnesses/W1`, {
    ...{ ...civilian, ...asked, stamp, interpreter: 'Igbo' },
    ...changed,
  });
  expect(refused.statusCode).toBe(422);
  expect(refused.body).toContain(`href="#${at}"`);
  expect(refused.body).toContain(says);
  expect(refused.body).toContain('value="Igbo"');
});

it('somebody new becomes a witness, with how to reach them apart', async () => {
  const added = await send(`${people}/witnesses/add`, {
    ...{ personId: '', givenName: 'Ada', familyName: 'Sample', ...day('dateOfBirth', '1990-05-04') },
    ...{ address: '1 Example Row\nNorthgate', postcode: 'fn4 1aa', phones: '01632 960999', emails: '' },
    ...{ knownToDefendantAddress: 'no', ...civilian, ...asked },
  });
  expect(added.headers.location).toBe(people);
  const { record } = await seen();
  expect(record.witnesses.at(-1)).toMatchObject({ personId: 'W4', kind: 'civilian', key: true });
  expect(record.persons.find(({ id }) => id === 'W4')).toMatchObject({
    ...{ givenName: 'Ada', dateOfBirth: '1990-05-04', phones: ['01632 960999'], knownToDefendantAddress: false },
    addresses: [{ lines: ['1 Example Row', 'Northgate'], postcode: 'FN4 1AA', current: true }],
  });
  const kept = await test.database.asAdmin(`select detail from case_person where person_id = 'W4'`);
  expect(kept[0]?.['detail']).toEqual({
    ...{ id: 'W4', givenName: 'Ada', familyName: 'Sample', dateOfBirth: '1990-05-04' },
  });
  const twice = await send(`${people}/witnesses/add`, { personId: 'W4', ...civilian, ...asked });
  expect(twice.statusCode).toBe(409);
});

it('a witness is withdrawn with a reason that stays to be read, after seeing what rests on them', async () => {
  const form = await page(`${people}/witnesses/W1/withdraw`);
  expect(form).toContain('M06 Statement of Lorna Peverell');
  const stamp = await stampOf(`${people}/witnesses/W1/withdraw`);
  expect((await send(`${people}/witnesses/W1/withdraw`, { stamp })).body).toContain('href="#reason"');
  const because = { reason: 'She has moved abroad.', stamp };
  expect((await send(`${people}/witnesses/W1/withdraw`, because)).statusCode).toBe(303);
  expect((await seen()).record.witnesses.map(({ personId }) => personId)).toEqual(['W2', 'W3', 'W4']);
  expect(await page(people)).toContain('Reason: She has moved abroad.');
  expect(await page(`/cases/${urn}/history`)).toContain('Lorna Peverell withdrawn as a witness');
  expect((await send(`${people}/witnesses/W1/withdraw`, because)).statusCode).toBe(404);
});

it('victims: a business is added, changed and withdrawn', async () => {
  const shop = { personId: '', kind: 'business', name: 'Example Stores', attitude: 'supports' };
  expect((await send(`${people}/victims/add`, shop)).statusCode).toBe(303);
  expect((await seen()).record.victims.at(-1)).toEqual({
    kind: 'business',
    name: 'Example Stores',
    attitude: 'supports',
  });
  const stamp = await stampOf(`${people}/victims/2`);
  const changed = { ...shop, personId: 'W2', ...day('offered', '2026-11-01'), made: 'no', stamp };
  expect((await send(`${people}/victims/2`, changed)).statusCode).toBe(303);
  expect((await seen()).record.victims.at(-1)).toEqual({
    ...{ kind: 'business', name: 'Example Stores', attitude: 'supports', contactPersonId: 'W2' },
    victimPersonalStatement: { offered: '2026-11-01', made: false },
  });
  const reason = { reason: 'The goods were not theirs.', stamp: await stampOf(`${people}/victims/2/withdraw`) };
  expect((await send(`${people}/victims/2/withdraw`, reason)).statusCode).toBe(303);
  expect((await seen()).record.victims.map(({ personId }) => personId)).toEqual(['V1']);
});

const born = (text: string) => ({ givenName: 'Cody', familyName: 'Strickley', ...day('dateOfBirth', text) });
it('a birth date is corrected, and what was said of age follows it', async () => {
  const stamp = await stampOf(`${people}/person/D2`);
  const future = await send(`${people}/person/D2`, { ...born('2030-01-01'), stamp });
  expect(future.statusCode).toBe(422);
  expect(future.body).toContain('href="#dateOfBirth-day">The date of birth is in the future.');
  expect((await send(`${people}/person/D2`, { ...born('2020-01-01'), stamp })).body).toContain('under 10 on the day');
  expect((await send(`${people}/person/D2`, { ...born('2008-02-03'), stamp })).statusCode).toBe(303);
  const { record } = await seen();
  expect(record.persons.find(({ id }) => id === 'D2')?.dateOfBirth).toBe('2008-02-03');
  expect(record.defendants[1]).toMatchObject({ isYouth: false, ageAtOffence: 18 });
  // The form of these tests has no boxes for how to reach them: that stays.
  expect(record.persons.find(({ id }) => id === 'D2')?.phones).toEqual(['07700 900512']);
});

const arrested = { ...day('arrestedAt', '2026-10-04'), 'arrestedAt-time': '00:31', arrestedWhere: 'Kestrel Cabs' };
const custody = {
  ...{ ...day('arrivedAt', '2026-10-04'), 'arrivedAt-time': '00:47' },
  ...{ ...day('releasedAt', '2026-10-04'), 'releasedAt-time': '13:10' },
};
const charged = { status: 'charged_bailed', hasRecord: 'yes', ...arrested, ...custody, conditions: 'Sleep at home' };
it('a suspect is recorded, with impossible times refused by name', async () => {
  const url = `${people}/suspects/D1`;
  const stamp = await stampOf(url);
  for (const [changed, at] of [
    [{ 'releasedAt-time': '00:10' }, 'releasedAt-day'],
    [{ 'arrivedAt-time': '00:10' }, 'arrivedAt-day'],
    [{ status: 'in_police_custody' }, 'status'],
    [{ status: 'pre_charge_bail' }, 'bailFrom-day'],
    [{ status: 'released_under_investigation' }, 'bailFrom-day'],
    [{ pncId: '12' }, 'pncId'],
    [{ 'arrestedAt-time': '25:00' }, 'arrestedAt-time'],
  ] as const) {
    const refused = await send(url, { ...charged, ...changed, stamp });
    expect(refused.statusCode).toBe(422);
    expect(refused.body).toContain(`href="#${at}"`);
  }
  expect((await send(url, { ...charged, stamp })).statusCode).toBe(303);
  expect((await seen()).record.defendants[0]).toMatchObject({
    ...{ arrest: { place: 'Kestrel Cabs', by: 'O3' }, postChargeBail: { conditions: ['Sleep at home'] } },
    custody: { arrivedAt: '2026-10-03T23:47:00Z', releasedAt: '2026-10-04T12:10:00Z' },
  });
});

it('an interview is added, corrected and taken off, and is not before the arrest', async () => {
  const add = `${people}/suspects/D1/interviews/add`;
  const said = { ...day('date', '2026-10-20'), outcome: 'No comment.', material: '' };
  const early = await send(add, { ...said, ...day('date', '2026-10-03'), stamp: await stampOf(add) });
  expect(early.body).toContain('href="#date-day">The interview is before the arrest.');
  expect((await send(add, { ...said, stamp: await stampOf(add) })).statusCode).toBe(303);
  const second = `${people}/suspects/D1/interviews/2`;
  const corrected = { ...said, outcome: 'Prepared statement.', stamp: await stampOf(second) };
  expect((await send(second, corrected)).statusCode).toBe(303);
  expect((await seen()).record.defendants[0]?.interviews).toEqual([
    { date: '2026-10-04', outcome: 'self-defence', material: 'M21' },
    { date: '2026-10-20', outcome: 'Prepared statement.' },
  ]);
  expect((await send(`${second}/remove`, { stamp: await stampOf(second) })).statusCode).toBe(303);
  expect((await seen()).record.defendants[0]?.interviews).toHaveLength(1);
});

it.each([
  { userId: who.supervisor, status: 403 },
  { userId: who.otherForceOfficer, status: 404 },
  { userId: who.prosecutor, status: 403 },
])('$userId does not change people', async ({ userId, status }) => {
  expect((await send(`${people}/witnesses/add`, { personId: 'V1', ...civilian, ...asked }, userId)).statusCode).toBe(
    status,
  );
});

const certify = async (): Promise<void> => {
  const { actor } = await commandOf(test.deps, who.supervisor);
  const check = await viewCheck(test.deps, actor, urn, 'S1');
  if (!check.ok) throw new Error(check.refusal.detail);
  const comments = Object.fromEntries(certificateHeadings.map(({ id, label }) => [id, `Looked at: ${label}`]));
  const input = { urn, submissionId: 'S1', comments, disclosureAssured: true, seen: check.value.contentsHash };
  const done = await certifyFile(test.deps, await commandOf(test.deps, who.supervisor), input, { to: '/' });
  if (!done.ok) throw new Error(done.refusal.detail);
};

it('a change voids a certificate, and nothing changes while the CPS have every file', async () => {
  await submitAsItIs(test.deps, urn, 'S1');
  await certify();
  const url = `${people}/witnesses/W2`;
  expect(await page(url)).toContain('S1 is certified');
  const stamp = await stampOf(url);
  const input = { ...civilian, available: 'none', avoid: '', ...asked, interpreter: 'Twi', stamp };
  expect((await send(url, input)).statusCode).toBe(303);
  const [first] = (await seen()).submissions;
  expect(first).toMatchObject({ state: 'supervision', certificate: undefined });
  expect(first?.returned?.text).toContain('What is recorded of a witness was changed');
  await certify();
  const check = await viewCheck(test.deps, (await commandOf(test.deps, who.gatekeeper)).actor, urn, 'S1');
  if (!check.ok) throw new Error(check.refusal.detail);
  const about = { urn, submissionId: 'S1', seen: check.value.contentsHash };
  await sendFile(test.deps, await commandOf(test.deps, who.gatekeeper), about, { to: '/' });
  await sendAsItIs(test.deps, urn, 'S2');
  expect(await page(url)).toContain('It cannot be changed now. The file is with the CPS');
  expect((await send(url, { ...input, interpreter: '' })).statusCode).toBe(409);
});

it('the tables are what the log says', async () => {
  expect((await verifyTables(test.deps)).differences).toEqual([]);
});
