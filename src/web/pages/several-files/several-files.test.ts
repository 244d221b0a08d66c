import { afterAll, beforeAll, expect, it } from 'vitest';
import { submitAsItIs } from '../../../../test/access/send-case.ts';
import { examples, takeIn } from '../../../../test/support/cases.ts';
import { signedInAs, testApplication, who, type TestApplication } from '../../../../test/support/signed-in.ts';
import { fileOfKey } from './view-model.ts';

let test: TestApplication;
beforeAll(async () => {
  test = await testApplication();
  await takeIn(test.deps, examples.shopTheft);
  await submitAsItIs(test.deps, examples.shopTheft.urn, 'S1');
}, 60_000);
afterAll(() => test.close());

const words = (html: string): string => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
const { urn } = examples.shopTheft;
const queue = '/queues/supervision';
const keyIn = (body: string): string => /name="file"[^>]* value="([^"]+)"/.exec(body)?.[1] ?? '';

it('says first what would be done and what is left out, then what became of it, at an address that stays', async () => {
  const supervisor = await signedInAs(test, who.supervisor);
  const key = keyIn((await supervisor.get(queue)).body);
  expect(fileOfKey(key)?.submissionId).toBe('S1');
  const address = (action: string) => `${queue}/several?action=${action}&file=${encodeURIComponent(key)}`;

  const nothing = words((await supervisor.get(address('release'))).body);
  expect(nothing).toContain('1 file will be left as it is');
  expect(nothing).toContain('Nobody holds it, so there is nothing to give back.');

  expect(words((await supervisor.get(address('set_back'))).body)).toContain('1 file will be put back in the order');
  const blank = await supervisor.post(address('set_back'), { action: 'set_back', file: key, days: '3', reason: '' });
  expect(blank.statusCode).toBe(422);
  expect(words(blank.body)).toContain('Say why');
  const done = await supervisor.post(address('set_back'), {
    ...{ action: 'set_back', file: key, days: '3', reason: 'The only officer is on leave this week.' },
  });
  expect(done.statusCode).toBe(303);
  const result = String(done.headers.location);
  for (let look = 0; look < 2; look += 1) {
    const told = words((await supervisor.get(result)).body);
    expect(told).toContain('1 file put back in the order');
    expect(told).toContain(urn);
  }
  const list = words((await supervisor.get(queue)).body);
  expect(list).toContain('Put back because: The only officer is on leave this week.');
  // It is their own page: for anybody else there is none.
  expect((await (await signedInAs(test, who.inspector)).get(result)).statusCode).toBe(404);
});

it('asks who gets the files, and takes nothing in the place of an answer', async () => {
  const supervisor = await signedInAs(test, who.supervisor);
  const key = keyIn((await supervisor.get(queue)).body);
  const address = `${queue}/several?action=assign&file=${encodeURIComponent(key)}`;
  const sent = await supervisor.post(address, { action: 'assign', file: key, to: '', reason: 'She knows the case.' });
  expect(sent.statusCode).toBe(422);
  expect(words(sent.body)).toContain('Choose who gets the files');
});

it('filters by what the button sends, with counts, and takes each filter off by a link', async () => {
  const supervisor = await signedInAs(test, who.supervisor);
  const all = (await supervisor.get(queue)).body;
  expect(words(all)).toContain('Nobody (1)');
  expect(words(all)).toContain('Somebody else (0)');
  const mine = (await supervisor.get(`${queue}?held=you&held=others`)).body;
  expect(words(mine)).toContain('No file here has what the filters ask for.');
  expect(mine).toContain(`href="${queue}?held=others"`);
  const free = (await supervisor.get(`${queue}?held=you&held=nobody&again=first`)).body;
  expect(words(free)).toContain(urn);
  expect(words((await supervisor.get(`${queue}?held=nobody&again=again`)).body)).not.toContain(`Choose ${urn}`);
  // What is no filter asks for nothing.
  expect(words((await supervisor.get(`${queue}?held=nonsense&risk=1`)).body)).toContain(urn);
});
