import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { systemViewer } from '../../src/application/viewer.ts';
import { sql } from '../../src/storage/database.ts';
import { examples, takeIn } from '../support/cases.ts';
import { signedInAs, testApplication, who, type SignedIn, type TestApplication } from '../support/signed-in.ts';

/** Everything the process writes down while every address is asked for by several people, with words that are nowhere else. */

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const planted = {
  name: 'Zebedee Quillfeather',
  urn: '35QX7351926',
  phone: '01632 960765',
  email: 'quillfeather@example.org',
  word: 'marmaladewitness',
  file: 'Statement of Quillfeather.pdf',
};
const everyWord = ['Quillfeather', '35QX7351926', '960765', 'marmaladewitness'];

let test: TestApplication;
let written = '';
/** What stands in the case that was taken in and must not stand in a log. */
let ofTheCase: string[];
const lines = (): string[] => written.split('\n').filter((line) => line !== '');
const foundIn = (text: string): string[] =>
  [...everyWord, ...everyWord.map(encodeURIComponent), ...ofTheCase].filter((each) =>
    text.toLowerCase().includes(each.toLowerCase()),
  );

const faults: Readonly<Record<string, () => unknown>> = {
  message: () => new Error(`${planted.name} is not a number`),
  lines: () => new Error(`first\n    at ${planted.word} (${planted.urn})\n    at the shop`),
  name: () => Object.assign(new Error('x'), { name: planted.name, code: planted.phone }),
  cause: () => new Error('x', { cause: new Error(planted.name, { cause: new TypeError(planted.email) }) }),
  text: () => planted.name,
  properties: () => Object.assign(new Error('x'), { detail: planted.name, where: planted.urn }),
};

beforeAll(async () => {
  test = await testApplication({
    shell: { demonstration: false },
    logStream: { write: (line) => (written += line) },
    pages: (app, deps) => {
      app.get('/test/fault/:kind', (request) => {
        throw faults[(request.params as { kind: string }).kind]?.();
      });
      app.get('/test/library', (request) => {
        request.log.warn(`could not read ${planted.name}`);
        request.log.error(new Error(planted.name));
        request.log.error({ err: new Error(planted.name), req: request, res: request.raw }, planted.email);
        return {};
      });
      app.get('/test/clash', () =>
        deps.db.transaction(systemViewer, async (tx) => {
          const insert = () => sql`insert into job (owner_id, job_id, kind, key, payload, run_at)
            values ('35', ${randomUUID()}, 'test', ${planted.name}, '{}'::jsonb, now())`;
          await tx.query(insert());
          await tx.query(insert());
        }),
      );
      app.get('/test/no-number', () =>
        deps.db.transaction(systemViewer, (tx) => tx.query(sql`select ${planted.name}::int`)),
      );
      app.get('/test/leak', (request) => {
        request.log.info({ who: planted.name });
        return {};
      });
    },
  });
  await takeIn(test.deps, examples.shopTheft);
  const people = await test.database.asAdmin(
    `select distinct detail ->> 'familyName' as name from case_person where detail ? 'familyName'`,
  );
  ofTheCase = [examples.shopTheft.urn, ...people.map(({ name }) => String(name)).filter((name) => name.length > 3)];
  for (const output of [process.stdout, process.stderr])
    vi.spyOn(output, 'write').mockImplementation((text) => {
      written += String(text);
      return true;
    });
});
afterAll(async () => {
  vi.restoreAllMocks();
  await test.close();
});

/** The address of a route with these in place of its parts. */
const filled = (pattern: string, part: string): string =>
  pattern.replace(/:[a-zA-Z]+(\([^)]*\))?/g, encodeURIComponent(part)).replace('*', encodeURIComponent(part));

async function askAll(user: SignedIn, part: string): Promise<number> {
  let asked = 0;
  const routes = new Set(test.routes.filter((route) => !route.includes('/test/') && !/ \/live\b/.test(route)));
  for (const route of routes) {
    const [method = 'GET', pattern = '/'] = route.split(' ');
    if (method === 'HEAD' || method === 'OPTIONS' || pattern.includes('sign-out')) continue;
    const query = new URLSearchParams({ q: planted.name, urn: planted.urn, case: part, return: `/${planted.word}` });
    const url = `${filled(pattern, part)}?${query.toString()}`;
    const headers = { 'user-agent': planted.name, 'x-request-id': planted.urn, referer: `/cases/${planted.urn}` };
    if (method === 'GET') await user.get(url, headers);
    else if (pattern.startsWith('/api/')) {
      await test.app.inject({
        method: method as 'POST',
        url,
        headers: { ...headers, cookie: user.cookie, 'x-csrf-token': user.csrfToken, origin: test.app.shell.origin },
        payload: { text: planted.word, name: planted.name, phone: planted.phone },
      });
    } else {
      await user.post(
        url,
        { text: planted.word, name: planted.name, email: planted.email, phone: planted.phone },
        headers,
      );
      await sendFileTo(user, url);
    }
    asked += 1;
  }
  return asked;
}

const sendFileTo = (user: SignedIn, url: string) => {
  const part = (name: string, more: string, value: string): string =>
    `--b\r\ncontent-disposition: form-data; name="${name}"${more}\r\n\r\n${value}\r\n`;
  return test.app.inject({
    method: 'POST',
    url,
    headers: {
      cookie: user.cookie,
      origin: test.app.shell.origin,
      host: 'localhost',
      'content-type': 'multipart/form-data; boundary=b',
    },
    payload: `${part('_csrf', '', user.csrfToken)}${part('_command', '', randomUUID())}${part('title', '', planted.name)}${part('file', `; filename="${planted.file}"\r\ncontent-type: application/pdf`, `%PDF-1.7 ${planted.word}`)}--b--\r\n`,
  });
};

describe('the log', () => {
  it.each([
    { as: 'an officer', userId: who.officer },
    { as: 'a prosecutor', userId: who.prosecutor },
    { as: 'an operations manager', userId: who.opsManager },
  ])('holds nothing of what $as asks for and sends, at any address', async ({ userId }) => {
    const user = await signedInAs(test, userId);
    written = '';
    const asked =
      (await askAll(user, planted.urn)) +
      (await askAll(user, planted.name)) +
      (await askAll(user, examples.shopTheft.urn));
    expect(asked).toBeGreaterThan(150);
    expect(lines().length).toBeGreaterThan(asked);
    expect(lines().filter((line) => foundIn(line).length > 0)).toEqual([]);
  });

  it('holds nothing of addresses that lead nowhere or cannot be read', async () => {
    const user = await signedInAs(test, who.officer);
    written = '';
    for (const url of [
      `/${planted.word}`,
      `/cases/%E0%A4%A${planted.word}`,
      `/cases/${planted.word.repeat(30)}`,
      `/assets/..%2f${planted.word}`,
    ])
      await user.get(url);
    await test.app.inject({
      method: 'POST',
      url: '/sign-out',
      headers: { 'content-type': planted.word },
      payload: planted.name,
    });
    await test.app.inject({
      method: 'POST',
      url: '/api/v1/cases',
      headers: { 'content-type': 'application/json' },
      payload: `{"${planted.name}`,
    });
    expect(lines().length).toBeGreaterThan(4);
    expect(foundIn(written)).toEqual([]);
  });

  it.each(Object.keys(faults))('says of a fault its kind and place, not its words: %s', async (kind) => {
    written = '';
    const answer = await test.app.inject({ url: `/test/fault/${kind}` });
    expect(answer.statusCode).toBe(500);
    expect(foundIn(answer.body)).toEqual([]);
    expect(foundIn(written)).toEqual([]);
    const fault = lines()
      .map((line) => JSON.parse(line) as { level: string; reqId?: string; fault?: object })
      .find((line) => line.fault !== undefined);
    expect(fault).toMatchObject({ level: 'error', reqId: expect.stringMatching(/^[2-9A-Z]{4}-[2-9A-Z]{4}$/) });
    expect(answer.body).toContain(fault?.reqId);
    if (kind !== 'text') expect(JSON.stringify(fault)).toMatch(/logs\.test\.ts:\d+/);
  });

  it.each([
    { what: 'a key that clashes', url: '/test/clash', code: '23505', rule: '"constraint":"job_owner_id_kind_key_key"' },
    { what: 'a value of the wrong kind', url: '/test/no-number', code: '22P02', rule: '' },
  ])('says of $what in the database the code and the rule, not the value', async ({ url, code, rule }) => {
    written = '';
    expect((await test.app.inject({ url })).statusCode).toBe(500);
    expect(foundIn(written)).toEqual([]);
    expect(written).toContain(`"code":"${code}"`);
    expect(written).toContain(rule);
  });

  it('leaves out the sentences of libraries, and what they would log of requests', async () => {
    written = '';
    await test.app.inject({ url: '/test/library', headers: { 'x-name': planted.name } });
    expect(lines()).toHaveLength(4);
    expect(foundIn(written)).toEqual([]);
  });

  it('is read by this test: what is put there on purpose is found', async () => {
    written = '';
    expect(ofTheCase.length).toBeGreaterThan(2);
    await test.app.inject({ url: '/test/leak' });
    expect(foundIn(written)).toEqual(['Quillfeather', 'Quillfeather']);
  });

  it('is one JSON object a line, with the pattern of the address and a name for the request', async () => {
    const user = await signedInAs(test, who.officer);
    written = '';
    await user.get(`/cases/${examples.shopTheft.urn}`);
    const parsed = lines().map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(parsed.at(-1)).toMatchObject({
      level: 'info',
      method: 'GET',
      route: '/cases/:urn',
      status: 200,
      user: who.officer,
    });
    expect(parsed.at(-1)).toHaveProperty('reqId');
    expect(String(parsed.at(-1)?.['time'])).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/);
  });
});
