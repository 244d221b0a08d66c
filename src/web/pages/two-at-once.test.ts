import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { examples, takeIn } from '../../../test/support/cases.ts';
import { fieldsOfForm } from '../../../test/support/form-fields.ts';
import { signedInAs, testApplication, type SignedIn, type TestApplication } from '../../../test/support/signed-in.ts';
import { officerOf } from '../../../test/access/send-case.ts';

/** Two people change the same thing of a case at once, each on a page that they opened before the other saved. */

let test: TestApplication;
let officer: Pick<SignedIn, 'get' | 'post'>;
const at = (path: string, { urn }: { urn: string } = examples.twoSuspects): string => `/cases/${urn}/${path}`;
beforeAll(async () => {
  test = await testApplication();
  await takeIn(test.deps, examples.twoSuspects);
  await takeIn(test.deps, examples.domesticBattery);
  // One officer of each case with two windows open: to the form it is the same as two officers.
  const [first, second] = await Promise.all(
    [examples.twoSuspects, examples.domesticBattery].map(async ({ urn }) =>
      signedInAs(test, await officerOf(test.deps, urn)),
    ),
  );
  if (first === undefined || second === undefined) throw new Error('a case without an officer');
  const whose = (url: string) => (url.includes(examples.twoSuspects.urn) ? first : second);
  officer = { get: (url) => whose(url).get(url), post: (url, ...rest) => whose(url).post(url, ...rest) };
});
afterAll(() => test.close());

const opened = async (url: string): Promise<Record<string, string>> => {
  const page = await officer.get(url);
  expect(page.statusCode).toBe(200);
  return fieldsOfForm(page.body, 'seen');
};

const because = { reason: 'As the officer said on the telephone.' };
const forms = [
  {
    ...{ form: 'the particulars of a person', url: at('people/person/D2'), always: {} },
    ...{ first: { occupation: 'Scaffolder' }, second: { givenName: 'Bryn' }, clash: ['occupation', 'Roofer', 'Tiler'] },
  },
  {
    ...{ form: 'a witness', url: at('people/witnesses/W1'), always: {} },
    ...{ first: { interpreter: 'Igbo' }, second: { statement: 'yes' }, clash: ['interpreter', 'Welsh', 'Polish'] },
  },
  {
    ...{ form: 'an offence', url: at('offences/F1', examples.domesticBattery), always: because },
    ...{ first: { place: 'Northgate' }, second: { wording: 'Assaulted by beating.' } },
    clash: ['place', 'Southgate', 'Eastgate'],
  },
  {
    ...{ form: 'an item of material', url: at('material/M02/correct'), always: because },
    ...{ first: { title: 'Statement, signed' }, second: { madeBy: 'PC 3318 Example' }, clash: ['title', 'One', 'Two'] },
  },
] as const;

describe.each(forms)('$form', ({ url, always, first, second, clash: [field, theirs, mine] }) => {
  it('keeps what each changed where they changed different things, and says so', async () => {
    const [one, other] = [await opened(url), await opened(url)];
    expect(await officer.post(url, { ...one, ...first, ...always })).toMatchObject({ statusCode: 303 });
    const saved = await officer.post(url, { ...other, ...second, ...always });
    expect(saved).toMatchObject({ statusCode: 303 });
    expect((await officer.get(String(saved.headers.location))).body).toContain('and that is kept too');
    expect(await opened(url)).toMatchObject({ ...first, ...second });
  });

  it('shows both where they changed the same thing, and saves neither over the other until somebody has chosen', async () => {
    const [one, other] = [await opened(url), await opened(url)];
    expect(await officer.post(url, { ...one, [field]: theirs, ...always })).toMatchObject({ statusCode: 303 });
    const refused = await officer.post(url, { ...other, [field]: mine, ...always });
    expect(refused).toMatchObject({ statusCode: 409 });
    expect(refused.body).toContain(`somebody else wrote “${theirs}” while you were writing`);
    expect(refused.body).toContain(`href="#${field}"`);
    expect(await opened(url)).toMatchObject({ [field]: theirs });
    const shown = fieldsOfForm(refused.body, 'seen');
    expect(shown).toMatchObject({ [field]: mine });
    expect(await officer.post(url, shown)).toMatchObject({ statusCode: 303 });
    expect(await opened(url)).toMatchObject({ [field]: mine });
  });
});

it('never puts together by itself what is known by its place in a list', async () => {
  const url = at('people/victims/1');
  const [one, other] = [await opened(url), await opened(url)];
  expect(await officer.post(url, { ...one, relationship: 'Neighbour' })).toMatchObject({ statusCode: 303 });
  const refused = await officer.post(url, { ...other, interpreter: 'Polish' });
  expect(refused).toMatchObject({ statusCode: 409 });
  expect(refused.body).toContain('somebody else wrote “Neighbour”');
  expect(await opened(url)).toMatchObject({ relationship: 'Neighbour', interpreter: one['interpreter'] });
});
