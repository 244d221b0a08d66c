import type { LightMyRequestResponse } from 'fastify';
import { afterEach, describe, expect, it } from 'vitest';
import { plainBrowser } from '../../test/support/plain-browser.ts';
import { signedInAs, testApplication, who, type TestApplication } from '../../test/support/signed-in.ts';

/** Each on an application of its own: what was counted is in its memory. */
let application: TestApplication;
const withRates = async (rates: object, signInsPerMinute = 4): Promise<TestApplication> => {
  application = await testApplication({ shell: { signInsPerMinute, rates } });
  return application;
};
afterEach(() => application.close());

const beginning = async (user: { get: (url: string) => Promise<LightMyRequestResponse> }, times: number) => {
  let last: LightMyRequestResponse | undefined;
  for (let time = 0; time < times; time += 1) last = await user.get('/sign-in');
  if (last === undefined) throw new Error('nothing was asked for');
  return last;
};

describe('signing in too often', () => {
  it('is answered with a page that says what to do and when', async () => {
    const { app } = await withRates({});
    const user = plainBrowser(app);
    expect((await beginning(user, 5)).statusCode).toBe(303); // the first has no cookie yet
    const refused = await beginning(user, 1);
    expect(refused.statusCode).toBe(429);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect(Number(refused.headers['retry-after'])).toBeLessThanOrEqual(60);
    expect(refused.body).toContain('Too many tries');
    expect(refused.body).toContain('Wait a minute, then try again.');
  });

  it('locks out that browser and nobody else behind the same address, however long it goes on', async () => {
    const { app } = await withRates({ signInsPerAddress: 20 });
    expect((await beginning(plainBrowser(app), 100)).statusCode).toBe(429);
    const colleague = plainBrowser(app);
    expect((await beginning(colleague, 2)).statusCode).toBe(303);
  });

  it('without keeping cookies is stopped by address, where other addresses go on', async () => {
    const { app } = await withRates({ signInsPerAddress: 20 });
    const from = (remoteAddress: string) => app.inject({ url: '/sign-in', remoteAddress });
    for (let time = 0; time < 20; time += 1) expect((await from('192.0.2.1')).statusCode).toBe(303);
    const refused = await from('192.0.2.1');
    expect(refused.statusCode).toBe(429);
    expect(refused.headers).toHaveProperty('retry-after');
    expect((await from('192.0.2.2')).statusCode).toBe(303);
  });

  it('ends no session: whoever is signed in works on', async () => {
    const { app } = await withRates({ signInsPerAddress: 5 });
    const person = await signedInAs(application, who.officer);
    expect((await beginning(plainBrowser(app), 30)).statusCode).toBe(429);
    expect((await person.get('/cases')).statusCode).toBe(200);
  });
});

describe('opening pages too often', () => {
  it('turns away that session and no other, its person’s other ones included', async () => {
    await withRates({ pagesPerSession: 3, pagesPerAddress: 10 });
    const [busy, other] = [await signedInAs(application, who.officer), await signedInAs(application, who.officer)];
    for (let time = 0; time < 3; time += 1) expect((await busy.get('/cases')).statusCode).toBe(200);
    for (let time = 0; time < 20; time += 1) expect((await busy.get('/cases')).statusCode).toBe(429);
    expect((await other.get('/cases')).statusCode).toBe(200);
  });

  it('records nothing of a form that is turned away', async () => {
    await withRates({ pagesPerSession: 1 });
    const person = await signedInAs(application, who.officer);
    await person.get('/cases');
    const refused = await person.post('/where-you-are-signed-in');
    expect(refused.statusCode).toBe(429);
    expect(refused.body).toContain('What you sent last was not recorded');
    const left = await application.database.asAdmin('select 1 from session where user_id = $1', [who.officer]);
    expect(left).toHaveLength(1);
  });

  it('with invented cookies is stopped by address', async () => {
    const { app } = await withRates({ pagesPerAddress: 5 });
    const invented = (count: number) =>
      app.inject({ url: '/cases', headers: { cookie: `jcf-session=${String(count).padStart(43, 'x')}` } });
    for (let count = 0; count < 5; count += 1) expect((await invented(count)).statusCode).toBe(303);
    expect((await invented(6)).statusCode).toBe(429);
  });

  it('is not counted for probes, which would stop the process being looked after', async () => {
    const { app } = await withRates({ pagesPerAddress: 2 });
    for (let time = 0; time < 5; time += 1) expect((await app.inject('/health')).statusCode).toBe(200);
  });
});
