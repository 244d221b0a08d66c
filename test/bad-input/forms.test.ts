import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sharedReader } from '../../src/documents/read/reader.ts';
import { examples, takeIn } from '../support/cases.ts';
import { signedInAs, testApplication, who, type SignedIn, type TestApplication } from '../support/signed-in.ts';
import { everythingIn } from '../support/untouched.ts';

/** Forms and addresses that cannot be taken as they are, on pages of the product: what they say, and that nothing changes. */

const { urn } = examples.domesticBattery;
const submission = `/cases/${urn}/submissions/S1`;

let test: TestApplication;
let officer: SignedIn;
let colleague: SignedIn;
beforeAll(async () => {
  test = await testApplication();
  await takeIn(test.deps, examples.domesticBattery);
  officer = await signedInAs(test, who.officer);
  colleague = await signedInAs(test, who.officer);
});
afterAll(async () => {
  await test.close();
  sharedReader.close();
});

/** How often an event of this type is in the log. */
const eventsOf = async (type: string): Promise<number> =>
  (await test.database.asAdmin('select 1 from event where type = $1', [type])).length;

/** The stamp of a form as this person's page carries it now. */
async function stampOn(user: SignedIn, url: string): Promise<string> {
  const page = await user.get(url);
  expect(page.statusCode).toBe(200);
  return /name="stamp" value="([^"]+)"/.exec(page.body)?.[1] ?? 'no stamp';
}

const inTen = { 'due-day': '2', 'due-month': '12', 'due-year': '2026' };

describe('an address with a malformed reference', () => {
  it.each(['NOT-A-URN', '35NT09147', '35nt0914726', '35NT0914726%00', "35NT0914726'--", '..%2f..%2fetc'])(
    'leads to no case and says what to check (%s)',
    async (reference) => {
      const before = await everythingIn(test);
      const page = await officer.get(`/cases/${reference}`);
      expect(page.statusCode).toBe(404);
      expect(page.body).toMatch(/Check the (reference|address)\./);
      expect(await everythingIn(test)).toEqual(before);
    },
  );

  it('finds nothing when it is searched for, and no fault of ours either', async () => {
    expect((await officer.get('/cases?search=35NT-09147%2F26')).statusCode).toBe(200);
    expect((await officer.get('/cases?search=a%00b')).statusCode).toBe(404);
  });
});

describe('a date that is none', () => {
  it.each([
    { what: 'a day that does not exist', day: '31', month: '2', year: '2026' },
    { what: 'words', day: 'next', month: 'Friday', year: '' },
    { what: 'a year of two digits', day: '2', month: '12', year: '26' },
    { what: 'a part left out', day: '2', month: '', year: '2026' },
  ])('is said at its field and the rest is kept: $what', async ({ day, month, year }) => {
    const before = await everythingIn(test);
    const fields = { reason: 'Asked for on Monday.', 'due-day': day, 'due-month': month, 'due-year': year };
    const url = `${submission}/gaps/SDC`;
    const answer = await officer.post(url, { ...fields, stamp: await stampOn(officer, url) });
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain('href="#due-day">The date it will be there must be a real date, such as 27 11 2026');
    expect(answer.body).toContain('Asked for on Monday.');
    expect(await everythingIn(test)).toEqual(before);
  });
});

describe('text that no record can hold', () => {
  it.each([
    { form: 'a heading', url: `${submission}/headings/vps`, field: 'value', fields: {} },
    { form: 'a message', url: `/cases/${urn}/messages`, field: 'text', fields: { to: 'own' } },
    { form: 'a gap', url: `${submission}/gaps/SDC`, field: 'reason', fields: inTen },
  ])('is said at its field: $form', async ({ url, field, fields }) => {
    const before = await everythingIn(test);
    const answer = await officer.post(url, { ...fields, [field]: 'a\0b' });
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain(`href="#${field}">This holds a character that is not text. Take it out`);
    expect(await everythingIn(test)).toEqual(before);
  });
});

describe('an offence code that is on no list', () => {
  it('is said at its field', async () => {
    const before = await everythingIn(test);
    const custody = await signedInAs(test, who.custodyOfficer);
    const answer = await custody.post(`/cases/${urn}/charges/add`, {
      ...{
        offence: 'other',
        defendantId: 'D1',
        cjsCode: 'ZZ99999',
        wording: 'Did a thing.',
        method: 'charged_at_station',
      },
      ...{ 'startDate-day': '1', 'startDate-month': '11', 'startDate-year': '2026' },
      ...{ 'laidAt-day': '21', 'laidAt-month': '11', 'laidAt-year': '2026', laidTime: '10:00' },
    });
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain(
      'href="#cjsCode-search">ZZ99999 is not an offence code of the national list. Check the code.',
    );
    expect(await everythingIn(test)).toEqual(before);
  });
});

describe('the same form sent twice', () => {
  it.each([
    { how: 'one after the other', together: false, words: 'Offered twice in a row.' },
    { how: 'at the same moment', together: true, words: 'Offered twice at once.' },
  ])('answers the same both times and records one thing, sent $how', async ({ together, words }) => {
    const before = await eventsOf('heading-written');
    const url = `${submission}/headings/vps`;
    const form = { _command: randomUUID(), stamp: await stampOn(officer, url), value: words };
    const answers = together
      ? await Promise.all([officer.post(url, form), officer.post(url, form)])
      : [await officer.post(url, form), await officer.post(url, form)];
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([303, 303]);
    expect(answers.map(({ headers }) => headers.location)).toEqual([submission, submission]);
    expect(await eventsOf('heading-written')).toBe(before + 1);
    expect((await officer.get(submission)).body).toContain('saved. The check has been run again.');
  });
});

describe('two people editing at once', () => {
  it('one heading: the second is shown what the first wrote, keeps their own words, and can save both', async () => {
    const url = `${submission}/headings/vps`;
    const [mine, theirs] = [await stampOn(officer, url), await stampOn(colleague, url)];
    const before = await eventsOf('heading-written');
    const answers = await Promise.all([
      officer.post(url, { stamp: mine, value: 'Words of the one.' }),
      colleague.post(url, { stamp: theirs, value: 'Words of the other.' }),
    ]);
    expect(answers.map(({ statusCode }) => statusCode).toSorted()).toEqual([303, 409]);
    expect(await eventsOf('heading-written')).toBe(before + 1);
    const late = answers.find(({ statusCode }) => statusCode === 409);
    expect(late?.body).toContain('Somebody else changed this part of the request while you were writing.');
    expect(late?.body).toContain('put the two together and save again');
    expect(late?.body).toContain('Words of the one.');
    expect(late?.body).toContain('Words of the other.');
    const together = { stamp: await stampOn(officer, url), value: 'Words of the one and of the other.' };
    expect((await officer.post(url, together)).statusCode).toBe(303);
  });

  it('two headings: both go in', async () => {
    const [vps, children] = [`${submission}/headings/vps`, `${submission}/headings/compensation`];
    const before = await eventsOf('heading-written');
    const forms = [
      { url: vps, stamp: await stampOn(officer, vps) },
      { url: children, stamp: await stampOn(colleague, children) },
    ];
    const answers = await Promise.all(
      forms.map(({ url, stamp }) => officer.post(url, { stamp, value: 'Asked and answered.' })),
    );
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([303, 303]);
    expect(await eventsOf('heading-written')).toBe(before + 2);
  });
});

describe('a page that is out of date', () => {
  it('a question that somebody else answered since is not answered over, until it is saved again', async () => {
    const url = `${submission}/questions/fullFileRequested`;
    const [old, theirs] = [await stampOn(officer, url), await stampOn(colleague, url)];
    expect((await colleague.post(url, { stamp: theirs, value: 'false' })).statusCode).toBe(303);
    const before = await everythingIn(test);
    const answer = await officer.post(url, { stamp: old, value: 'true' });
    expect(answer.statusCode).toBe(409);
    expect(answer.body).toContain(
      'href="#value">Somebody else has answered this since you opened the page. Their answer is: no. To put yours in its place, save again.',
    );
    expect(await everythingIn(test)).toEqual(before);
    const stamp = /name="stamp" value="([^"]+)"/.exec(answer.body)?.[1] ?? '';
    expect((await officer.post(url, { stamp, value: 'true' })).statusCode).toBe(303);
  });

  it('a gap that somebody else explained since is not explained over', async () => {
    const url = `${submission}/gaps/SDC`;
    const [old, theirs] = [await stampOn(officer, url), await stampOn(colleague, url)];
    const first = await colleague.post(url, { stamp: theirs, reason: 'The unit has it.', ...inTen });
    expect(first.statusCode).toBe(303);
    const before = await everythingIn(test);
    const answer = await officer.post(url, { stamp: old, reason: 'Nobody has it.', ...inTen });
    expect(answer.statusCode).toBe(409);
    expect(answer.body).toContain(
      'href="#reason">Somebody else has explained this gap since you opened the page: “The unit has it.”, by 2026-12-02. To put your words in place of theirs, save again.',
    );
    expect(answer.body).toContain('Nobody has it.');
    expect(await everythingIn(test)).toEqual(before);
  });

  it('a form without the stamp of its page counts as out of date', async () => {
    const before = await everythingIn(test);
    for (const [url, fields] of [
      [`${submission}/headings/vps`, { value: 'x' }],
      [`${submission}/questions/fullFileRequested`, { value: 'true' }],
      [`${submission}/gaps/SDC`, { reason: 'x', ...inTen }],
    ] as const)
      expect((await officer.post(url, fields)).statusCode).toBe(409);
    expect(await everythingIn(test)).toEqual(before);
  });
});
