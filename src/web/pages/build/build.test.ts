import { afterAll, beforeAll, expect, it } from 'vitest';
import { officerOf } from '../../../../test/access/send-case.ts';
import { examples, takeIn } from '../../../../test/support/cases.ts';
import { signedInAs, testApplication, who, type TestApplication } from '../../../../test/support/signed-in.ts';

/** A file by topic, on an example of the demonstration. */

let test: TestApplication;
const { urn } = examples.twoSuspects;
beforeAll(async () => {
  test = await testApplication();
  await takeIn(test.deps, examples.twoSuspects);
});
afterAll(() => test.close());

const page = async (userId: string, url = `/cases/${urn}/build`) => (await signedInAs(test, userId)).get(url);

it('says how each topic stands and leads to where each gap is closed', async () => {
  const officer = await officerOf(test.deps, urn);
  const { body, statusCode } = await page(officer);
  expect(statusCode).toBe(200);
  for (const title of [
    'Suspects and interview',
    'Victims and witnesses',
    'Orders on conviction',
    'Supervisor’s comments',
  ])
    expect(body).toContain(title);
  expect(body).toMatch(/href="#S1-people"/);
  expect(body).toContain('Record when Lorna Peverell cannot come');
  expect(body).toContain(`href="/cases/${urn}/people/witnesses/W1"`);
  expect(body).toContain(`href="/cases/${urn}/people/suspects/D1/interviews/add"`);
  expect((await page(officer, `/cases/${urn}`)).body).toContain(`href="/cases/${urn}/build"`);
  const check = (await page(officer, `/cases/${urn}/submissions/S1`)).body;
  expect(check).toContain(`href="/cases/${urn}/build"`);
  expect(check).toContain(`href="/cases/${urn}/people/witnesses/W3"`);
});

it('a supervisor reads it and is offered no change', async () => {
  const { body } = await page(who.supervisor);
  expect(body).toContain('Suspects and interview');
  expect(body).not.toContain('Add a witness');
  expect(body).not.toContain('Record when');
});

it('is no page of a case that one may not see', async () => {
  expect((await page(who.otherForceOfficer)).statusCode).toBe(404);
  expect((await page(who.prosecutor)).statusCode).toBe(404);
});
