import { afterAll, beforeAll, expect, it } from 'vitest';
import { officerOf, sendAsItIs } from '../../../../test/access/send-case.ts';
import { commandOf, examples, takeIn } from '../../../../test/support/cases.ts';
import { signedInAs, testApplication, who, type TestApplication } from '../../../../test/support/signed-in.ts';
import { findActor } from '../../../application/directory.ts';
import { verifyTables } from '../../../application/rebuild-tables.ts';
import { startReview } from '../../../application/review-file.ts';
import { acceptFile } from '../../../application/triage-file.ts';
import { viewCase } from '../../../application/view-case.ts';

/** T20 and BR-39: officer and prosecutor talk before a plan, in a force where that is on. */

let test: TestApplication;
let officer = '';
const { urn } = examples.domesticBattery;
const about = { urn, submissionId: 'S1' };
const talks = `/cases/${urn}/submissions/S1/conversations`;
const plan = `/cases/${urn}/submissions/S1/action-plan`;
const get = async (userId: string, url: string) => (await signedInAs(test, userId)).get(url);
const page = async (userId: string, url: string): Promise<string> => {
  const response = await get(userId, url);
  expect(response.statusCode).toBe(200);
  return response.body.replaceAll(/\s+/g, ' ');
};
const send = async (userId: string, url: string, fields: Record<string, string>) =>
  (await signedInAs(test, userId)).post(url, fields);
const view = async () => {
  const found = await viewCase(test.deps, (await findActor(test.deps, who.prosecutor))!, urn);
  if (!found.ok) throw new Error(found.refusal.detail);
  return found.value;
};

beforeAll(async () => {
  test = await testApplication({ planSettings: { manyItems: 3, talkFirst: ['force-35'] } });
  await takeIn(test.deps, examples.domesticBattery);
  await sendAsItIs(test.deps, urn, 'S1');
  officer = await officerOf(test.deps, urn);
  const accepted = { reviewType: '28_day', caseType: 'general', toOrg: 'cps-eastern-counties' } as const;
  const by = (userId: string) => commandOf(test.deps, userId);
  for (const done of [
    await acceptFile(test.deps, await by(who.casework), { ...about, ...accepted }, { to: '/' }),
    await startReview(test.deps, await by(who.prosecutor), about, { to: '/' }),
  ])
    if (!done.ok) throw new Error(done.refusal.detail);
  test.advance({ hours: 2 });
}, 240_000);
afterAll(() => test.close());

const asked = {
  ...{ count: '1', 'items-0-kind': 'other', 'items-0-action': 'Ask the bus company for the film of that journey.' },
  ...{ 'items-0-justification': 'It shows whether he was on the way there at the time.', 'items-0-issue': 'Alibi' },
  ...{ 'items-0-issueType': 'evidential', 'items-0-defendantIds': 'D1', 'items-0-due': '7' },
  'items-0-despite': 'yes',
};
const talk = {
  ...{ how: 'call', topic: 'action_plan', 'heldAt-day': '22', 'heldAt-month': '11', 'heldAt-year': '2026' },
  ...{
    time: '09:15',
    minutes: '10',
    people: 'The officer and the prosecutor.',
    actions: 'The officer asks for the film.',
  },
  agreed: 'The film of the bus is worth asking for, and nothing else.',
};

it('BR-39: a plan is not issued before somebody talked, or said why not', async () => {
  const refused = await send(who.prosecutor, plan, asked);
  expect(refused.statusCode).toBe(422);
  expect(refused.body).toContain('talk to the officer before you ask for more');
  expect(refused.body).toContain('href="#conversation"');
  expect(refused.body).toContain(asked['items-0-action']);
  expect((await view()).submissions[0]?.state).toBe('in_review');
});

it('T20: either side records a conversation, every missing thing said at once; the file stays in review', async () => {
  expect(await page(officer, `/cases/${urn}`)).toContain('None recorded.');
  const missing = await send(officer, talks, { how: 'call', time: '09:15' });
  expect(missing.statusCode).toBe(422);
  for (const field of ['topic', 'heldAt-day', 'minutes', 'people', 'agreed'])
    expect(missing.body).toContain(`href="#${field}"`);
  expect((await send(officer, talks, { ...talk, time: '23:59' })).body).toContain('href="#heldAt-day"');
  expect((await send(who.casework, talks, talk)).statusCode).toBe(403);
  expect((await send(officer, talks, talk)).statusCode).toBe(303);
  expect((await view()).submissions[0]).toMatchObject({ state: 'in_review', queue: { queue: 'review' } });
  expect(await page(who.prosecutor, talks)).toContain(talk.agreed);
  expect(await page(who.prosecutor, `/cases/${urn}/history`)).toContain('a conversation was recorded');
});

it('BR-39: the plan names the conversation, and police read it with the plan', async () => {
  const held = (await view()).consultations[0]?.consultationId ?? '';
  expect(await page(who.prosecutor, plan)).toContain('telephone call at 9:15am on 22 November 2026, 10 minutes');
  expect((await send(who.prosecutor, plan, { ...asked, conversation: held })).statusCode).toBe(303);
  const [issued] = (await view()).plans;
  expect(issued?.conversation).toEqual({ consultationId: held });
  expect(await page(officer, `/cases/${urn}/action-plans/${issued?.planId ?? ''}`)).toContain(`Agreed: ${talk.agreed}`);
});

it('the log alone gives the same tables', async () => {
  expect((await verifyTables(test.deps)).differences).toEqual([]);
});
