import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signedInAs, testApplication, who, type TestApplication } from '../../../../test/support/signed-in.ts';

let application: TestApplication;
beforeAll(async () => {
  application = await testApplication({ sessionLimits: { idleMinutes: 10, longestHours: 2, confirmMinutes: 5 } });
});
afterAll(() => application.close());

const address = '/where-you-are-signed-in';
const rowsOf = (body: string): number => body.match(/<div class="govuk-summary-list__row">/g)?.length ?? 0;

describe('where you are signed in', () => {
  it('lists one’s own sessions that are live, says which is this one, and how long they last', async () => {
    await signedInAs(application, who.supervisor); // left open, and ended since
    application.advance({ minutes: 11 });
    await signedInAs(application, who.supervisor);
    await signedInAs(application, who.officer);
    const person = await signedInAs(application, who.supervisor);
    const { body } = await person.get(address);
    expect(rowsOf(body)).toBe(2);
    expect(body.match(/This browser/g)).toHaveLength(1);
    expect(body.match(/Another browser or window/g)).toHaveLength(1);
    expect(body).toContain('8:11am on 22 November 2026');
    expect(body).toContain('10 minutes pass');
    expect(body).toContain('2 hours after signing in');
  });

  it('is reached from every page, and only by somebody signed in', async () => {
    const person = await signedInAs(application, who.supervisor);
    expect((await person.get('/')).body).toContain(`href="${address}"`);
    expect((await application.app.inject('/')).body).not.toContain(address);
    expect((await application.app.inject(address)).headers.location).toMatch(/^\/sign-in/);
  });
});

describe('signing out everywhere', () => {
  it('ends every session of one’s own and nobody else’s', async () => {
    const [one, other] = [await signedInAs(application, who.gatekeeper), await signedInAs(application, who.gatekeeper)];
    const bystander = await signedInAs(application, who.officer);
    const out = await one.post(address);
    expect(out.statusCode).toBe(303);
    expect(out.headers).toMatchObject({ location: '/signed-out', 'clear-site-data': '"cache"' });
    for (const { get } of [one, other]) expect((await get(address)).statusCode).toBe(303);
    expect((await bystander.get(address)).statusCode).toBe(200);
  });

  it('takes no form without the token, and none from another site', async () => {
    const person = await signedInAs(application, who.gatekeeper);
    expect((await person.post(address, { _csrf: 'x' })).statusCode).toBe(403);
    expect((await person.post(address, {}, { origin: 'https://evil.example.com' })).statusCode).toBe(403);
    expect((await person.get(address)).statusCode).toBe(200);
  });
});

describe('time run out', () => {
  it('is as long as whoever runs the service says, and what was sent then is said to be lost', async () => {
    const person = await signedInAs(application, who.officer);
    application.advance({ minutes: 9 });
    expect((await person.get(address)).statusCode).toBe(200);
    application.advance({ minutes: 10 });
    const late = await person.post(
      '/cases/35NT0000099/messages',
      {},
      { referer: 'http://localhost/cases/35NT0000099/messages' },
    );
    expect(late.statusCode).toBe(401);
    expect(late.body).toContain('10 minutes passed without a page being opened. What you sent was not recorded.');
    expect(late.body).toContain('href="/sign-in?return=%2Fcases%2F35NT0000099%2Fmessages"');
  });

  it('leads back to the page asked for, whatever the address', async () => {
    const person = await signedInAs(application, who.officer);
    application.advance({ minutes: 10 });
    const told = await person.get('/cases/35NT0000099/history?from=//evil.example.com');
    expect(told.statusCode).toBe(401);
    expect(told.body).toContain(
      `href="/sign-in?return=${encodeURIComponent('/cases/35NT0000099/history?from=//evil.example.com')}"`,
    );
  });
});
