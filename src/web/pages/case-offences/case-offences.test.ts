import { afterAll, beforeAll, expect, it } from 'vitest';
import { submitAsItIs } from '../../../../test/access/send-case.ts';
import { commandOf, examples, takeIn } from '../../../../test/support/cases.ts';
import { fieldsOfForm } from '../../../../test/support/form-fields.ts';
import { signedInAs, testApplication, who, type TestApplication } from '../../../../test/support/signed-in.ts';
import { certifyFile, sendFile } from '../../../application/assure-file.ts';
import { verifyTables } from '../../../application/rebuild-tables.ts';
import { viewCase, viewCheck } from '../../../application/view-case.ts';
import { certificateHeadings } from '../../../domain/file-standard/index.ts';

/** Proposed offences and how they are tried, by the forms of the pages, on an example of the demonstration. */

let test: TestApplication;
const { urn } = examples.domesticBattery;
const offences = `/cases/${urn}/offences`;
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
/** Sends a form of how an offence is tried as its page shows it, filled in. */
const fill = async (userId: string, url: string, fields: Record<string, string> = {}) =>
  send(userId, url, { ...fieldsOfForm(await page(userId, `${offences}/F1/mode-of-trial`), 'stamp'), ...fields });
const seen = async (userId: string) => {
  const view = await viewCase(test.deps, (await commandOf(test.deps, userId)).actor, urn);
  if (!view.ok) throw new Error(view.refusal.detail);
  return view.value;
};

const theft = {
  ...{ defendantId: 'D1', 'startDate-day': '14', 'startDate-month': '9', 'startDate-year': '2026' },
  ...{ wording: 'Stole a bottle of wine.', anticipatedPlea: 'not_known', chargingAuthority: 'police' },
  reason: 'Seen on the recording.',
};

it('the button looks and records nothing, and keeps what was typed', async () => {
  const looked = await send(who.officer, `${offences}/add`, {
    ...theft,
    'cjsCode-search': 'theft shop',
    'cjsCode-find': 'yes',
  });
  expect(looked.statusCode).toBe(200);
  expect(looked.body).toMatch(/type="radio" value="TH68010"/);
  expect(looked.body).toContain('Either way, confirmed. No time limit for starting proceedings.');
  expect(looked.body).toContain('Stole a bottle of wine.');
  expect((await seen(who.officer)).record.offences).toHaveLength(1);
});

it('what was looked for and not chosen is refused at its box, with what was found', async () => {
  const refused = await send(who.officer, `${offences}/add`, { ...theft, 'cjsCode-search': 'theft shop' });
  expect(refused.statusCode).toBe(422);
  expect(refused.body).toContain('href="#cjsCode-search">Choose one of the offences found');
  expect(refused.body).toMatch(/type="radio" value="TH68010"/);
});

it('an officer of the case adds an offence, whose title and category come from the list', async () => {
  expect((await send(who.officer, `${offences}/add`, { ...theft, cjsCode: 'TH68010' })).headers.location).toBe(
    offences,
  );
  expect((await seen(who.officer)).record.offences.at(-1)).toMatchObject({
    ...{ id: 'F2', cjsCode: 'TH68010', category: 'CE', status: 'proposed', endDate: '2026-09-14' },
    title: test.deps.offences('TH68010')?.title,
  });
  expect(await page(who.officer, `/cases/${urn}/history`)).toContain('Seen on the recording.');
});

it.each([
  { who: who.supervisor, status: 403 },
  { who: who.otherForceOfficer, status: 404 },
  { who: who.prosecutor, status: 403 },
])('$who does not add one', async ({ who: userId, status }) => {
  expect((await send(userId, `${offences}/add`, { ...theft, cjsCode: 'PH97004' })).statusCode).toBe(status);
  expect((await seen(who.officer)).record.offences).toHaveLength(2);
});

it.each([
  { name: 'a code that is not listed', with: { cjsCode: 'ZZ99999' }, at: 'cjsCode-search' },
  { name: 'a first day in the future', with: { 'startDate-year': '2027' }, at: 'startDate-day' },
  { name: 'the same offence again', with: {}, at: 'cjsCode-search' },
  { name: 'no reason', with: { cjsCode: 'PH97004', reason: ' ' }, at: 'reason' },
])('$name is refused where it was typed', async ({ with: changed, at }) => {
  const refused = await send(who.officer, `${offences}/add`, { ...theft, cjsCode: 'TH68010', ...changed });
  expect(refused.statusCode).toBe(422);
  expect(refused.body).toContain(`href="#${at}"`);
});

it('a correction voids the certificate, and a form that was overtaken is refused', async () => {
  await submitAsItIs(test.deps, urn, 'S1');
  await certify();
  const form = await page(who.officer, `${offences}/F2`);
  expect(form).toContain('S1 is certified.');
  const stamp = /name="stamp" value="([^"]*)"/.exec(form)?.[1] ?? '';
  const corrected = { ...theft, cjsCode: 'TH68010', wording: 'Stole two bottles of wine.', stamp };
  expect((await send(who.officer, `${offences}/F2`, corrected)).statusCode).toBe(303);
  const { submissions, record } = await seen(who.officer);
  expect(submissions[0]).toMatchObject({ state: 'supervision', certificate: undefined });
  expect(submissions[0]?.returned?.text).toContain('Offence F2 was corrected');
  expect(record.offences.at(-1)?.wording).toBe('Stole two bottles of wine.');
  expect((await send(who.officer, `${offences}/F2`, corrected)).statusCode).toBe(409);
});

it('an offence is withdrawn with a reason that stays to be read, and the last of a suspect is not', async () => {
  expect((await send(who.officer, `${offences}/F2/withdraw`)).body).toContain('href="#reason"');
  const because = { reason: 'The shop does not support it.' };
  expect((await send(who.officer, `${offences}/F2/withdraw`, because)).statusCode).toBe(303);
  expect((await seen(who.officer)).record.offences.map(({ id }) => id)).toEqual(['F1']);
  expect(await page(who.officer, offences)).toContain(because.reason);
  expect((await send(who.officer, `${offences}/F1/withdraw`, because)).statusCode).toBe(422);
  // A number is not given twice.
  await send(who.officer, `${offences}/add`, { ...theft, cjsCode: 'TH68010' });
  expect((await seen(who.officer)).record.offences.map(({ id }) => id)).toEqual(['F1', 'F3']);
  await send(who.officer, `${offences}/F3/withdraw`, because);
});

const limit = async (userId: string) => (await seen(userId)).limits.find(({ offenceId }) => offenceId === 'F1');
const placeInQueue = async () => (await seen(who.supervisor)).submissions[0]?.queue;

it('a supervisor sets how an offence is tried: the limit, the queue and the pages go by it until it is taken back', async () => {
  const before = await limit(who.supervisor);
  const queued = await placeInQueue();
  expect(before?.lastDay).not.toBeNull();
  const mode = { value: 'either-way', reason: 'Section 40A of an Act made for this test.' };
  expect((await send(who.officer, `${offences}/F1/mode-of-trial`, mode)).statusCode).toBe(403);
  expect((await fill(who.supervisor, `${offences}/F1/mode-of-trial`, { value: 'either-way' })).statusCode).toBe(422);
  expect((await fill(who.supervisor, `${offences}/F1/mode-of-trial`, mode)).statusCode).toBe(303);
  expect(await limit(who.supervisor)).toMatchObject({ lastDay: null, precaution: false });
  expect((await limit(who.supervisor))?.warnings.join(' ')).toContain(mode.reason);
  expect(await placeInQueue()).not.toEqual(queued);
  for (const url of [`/cases/${urn}`, offences, `/cases/${urn}/history`])
    expect(await page(who.officer, url)).toContain('Section 40A of an Act made for this test');
  const opened = fieldsOfForm(await page(who.gatekeeper, `${offences}/F1/mode-of-trial`), 'stamp');
  const changed = { value: 'indictable-only', reason: 'Section 40B of that Act.' };
  expect((await fill(who.supervisor, `${offences}/F1/mode-of-trial`, changed)).statusCode).toBe(303);
  const stale = await send(who.gatekeeper, `${offences}/F1/mode-of-trial`, { ...opened, ...mode });
  expect(stale.statusCode).toBe(409);
  expect(stale.body).toContain(changed.reason);
  const back = { backReason: 'It was another section.' };
  expect((await fill(who.supervisor, `${offences}/F1/mode-of-trial/take-back`)).body).toContain('href="#backReason"');
  expect((await fill(who.supervisor, `${offences}/F1/mode-of-trial/take-back`, back)).statusCode).toBe(303);
  expect(await limit(who.supervisor)).toEqual(before);
  expect(await placeInQueue()).toEqual(queued);
});

it('what police set travels with the file, and what a prosecutor sets comes back; neither undoes the certificate', async () => {
  await certify();
  const own = { value: 'summary-only', reason: 'Checked by the gatekeeper.' };
  expect((await fill(who.gatekeeper, `${offences}/F1/mode-of-trial`, own)).statusCode).toBe(303);
  expect((await seen(who.supervisor)).submissions[0]?.state).toBe('gatekeeping');
  const { contentsHash } = await check();
  const sent = await sendFile(
    test.deps,
    await commandOf(test.deps, who.gatekeeper),
    { urn, submissionId: 'S1', seen: contentsHash },
    { to: '/' },
  );
  expect(sent.ok).toBe(true);
  expect(await page(who.prosecutor, offences)).toContain(own.reason);
  const theirs = { value: 'either-way', reason: 'Aggravated: section 29.' };
  expect((await fill(who.prosecutor, `${offences}/F1/mode-of-trial`, theirs)).statusCode).toBe(303);
  for (const reader of [who.prosecutor, who.officer]) {
    expect(await page(reader, offences)).toContain(theirs.reason);
    expect(await limit(reader)).toMatchObject({ lastDay: null });
  }
  // What was withdrawn is police's own.
  expect(await page(who.prosecutor, offences)).not.toContain('The shop does not support it.');
  // Nothing changes under the prosecutor.
  const form = await page(who.officer, `${offences}/F1`);
  expect(form).toContain('The CPS have S1');
  const late = await send(who.officer, `${offences}/F1/withdraw`, { reason: 'Late.' });
  expect(late.statusCode).toBe(409);
});

it('a prosecutor authorises another charge than the one proposed, in its own words, and police lay that one', async () => {
  const file = `/cases/${urn}/submissions/S1`;
  const accepted = { toOrg: 'cps-eastern-counties', caseType: 'domestic_abuse', reviewType: '28_day' };
  expect((await send(who.casework, `${file}/accept`, accepted)).statusCode).toBe(303);
  expect((await send(who.prosecutor, `${file}/review`)).statusCode).toBe(303);
  expect(await page(who.prosecutor, `${file}/decide`)).toContain('Counted as either way, as set by');
  const decision = {
    ...{ 'decision-F1-code': 'A', 'decision-F1-evidential': 'Enough.', 'decision-F1-publicInterest': 'Required.' },
    ...{ 'decision-F1-wording': 'Assaulted her, occasioning actual bodily harm.', 'decision-F1-cjsCode-search': 'abh' },
  };
  const looked = await send(who.prosecutor, `${file}/decide`, { ...decision, 'decision-F1-cjsCode-find': 'yes' });
  expect(looked.statusCode).toBe(200);
  expect(looked.body).toContain('value="OF61102"');
  const unchosen = await send(who.prosecutor, `${file}/decide`, decision);
  expect(unchosen.body).toContain('href="#decision-F1-cjsCode-search"');
  const other = { ...decision, 'decision-F1-cjsCode': 'OF61102' };
  const wordless = await send(who.prosecutor, `${file}/decide`, { ...other, 'decision-F1-wording': '' });
  expect(wordless.body).toContain('href="#decision-F1-wording"');
  expect((await send(who.prosecutor, `${file}/decide`, other)).statusCode).toBe(303);
  const { decisions } = await seen(who.officer);
  expect(decisions[0]?.detail.authorises).toMatchObject({
    ...{ cjsCode: 'OF61102', title: test.deps.offences('OF61102')?.title },
    wording: other['decision-F1-wording'],
  });
  expect(await page(who.officer, `/cases/${urn}/charges/add`)).toContain('OF61102');
});

it('the tables are what the log says', async () => {
  const { differences, events } = await verifyTables(test.deps);
  expect(differences).toEqual([]);
  expect(events).toBeGreaterThan(20);
});

it('the page of an offence says what is known, where from and how sure', async () => {
  const known = await page(who.officer, '/offences/TH68010');
  for (const words of ['Theft Act 1968 (not confirmed)', 'Either way, confirmed.', 'Not in the list'])
    expect(known).toContain(words);
  expect(await page(who.officer, '/offences/AB13006')).toContain('run as a precaution');
  expect((await (await signedInAs(test, who.officer)).get('/offences/ZZ99999')).statusCode).toBe(404);
  expect(await page(who.prosecutor, '/offences?q=theft+shop')).toContain('data-code="TH68010"');
});

const check = async () => {
  const view = await viewCheck(test.deps, (await commandOf(test.deps, who.supervisor)).actor, urn, 'S1');
  if (!view.ok) throw new Error(view.refusal.detail);
  return view.value;
};
async function certify(): Promise<void> {
  const comments = Object.fromEntries(certificateHeadings.map(({ id, label }) => [id, `I looked at: ${label}.`]));
  const command = await commandOf(test.deps, who.supervisor);
  const input = { urn, submissionId: 'S1', comments, disclosureAssured: true, seen: (await check()).contentsHash };
  const done = await certifyFile(test.deps, command, input, { to: '/' });
  if (!done.ok) throw new Error(done.refusal.detail);
}
