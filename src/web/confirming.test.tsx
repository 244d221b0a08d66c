import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { accept } from '../domain/kernel/result.ts';
import { once } from '../application/once.ts';
import { systemViewer } from '../application/viewer.ts';
import { formTokenHeader } from './api-person.ts';
import { registerApi } from '../api/register.ts';
import { personOf } from './api-person.ts';
import { get, post } from './route.ts';
import { locationOf, plainBrowser, signIn } from '../../test/support/plain-browser.ts';
import { signedInAs, testApplication, who, type TestApplication } from '../../test/support/signed-in.ts';

/** An action of weight asks whoever has been signed in for a while to confirm that it is them, and loses nothing typed. */

let application: TestApplication;
let acted: string[] = [];
beforeAll(async () => {
  application = await testApplication({
    pages: (app, deps) => {
      registerApi(app, { deps, requestsPerMinute: 1000, personOf });
      const params = z.object({ thing: z.string() });
      const at = { pattern: '/test/weighty/:thing', permission: 'signed-in', params } as const;
      const show = get(app, {
        ...at,
        auditAs: null,
        load: () => Promise.resolve(accept({ view: {} })),
        page: (_view, { values }) => ({ title: 'T', heading: 'T', body: <p>{`typed: ${JSON.stringify(values)}`}</p> }),
      });
      post(app, {
        ...at,
        auditAs: 'test-weighty',
        body: z.looseObject({ words: z.string().min(1, 'Enter words') }),
        needsConfirming: true,
        act: ({ body }, _visit, command) => {
          acted.push(body.words);
          return deps.db.transaction(systemViewer, (tx) => once(tx, command, { to: '/done' }));
        },
        onRefused: show,
      });
    },
  });
});
afterAll(() => application.close());
beforeEach(() => {
  acted = [];
});

const page = '/test/weighty/one';
const words = 'Seen: the neighbour’s account of Ms Example';
const typedOn = (body: string): string => body.replaceAll('&quot;', '"');
const tokenOf = (body: string): string => /name="_csrf" value="([^"]+)"/.exec(body)?.[1] ?? '';

/** Somebody who signed in by the provider's pages some minutes ago. */
async function signedInSince(minutes: number) {
  const user = plainBrowser(application.app);
  await signIn(user, who.supervisor);
  const csrf = tokenOf((await user.get('/')).body);
  application.advance({ minutes });
  const send = (fields: Record<string, string>, to = page) =>
    user.post(to, { _csrf: csrf, _command: randomUUID(), ...fields });
  return { user, send };
}

describe('an action of weight', () => {
  it('is done at once by somebody who has just signed in', async () => {
    const { send } = await signedInSince(14);
    expect(locationOf(await send({ words }))).toBe('/done');
    expect(acted).toEqual([words]);
  });

  it('sends somebody signed in for longer to confirm, records nothing, and brings back all they typed', async () => {
    const { user, send } = await signedInSince(16);
    const asked = locationOf(await send({ words, other: 'kept too' }));
    expect(asked).toMatch(/^\/sign-in\/confirm\?return=/);
    expect(asked).not.toContain('neighbour');
    expect(acted).toEqual([]);
    const confirming = locationOf(await user.get(locationOf(await user.get(asked))));
    const confirm = await user.get(confirming);
    expect(confirm.body).toContain('Confirm that it is you');
    expect(confirm.body.match(/name="person"/g)).toHaveLength(2); // to confirm, and to turn back
    const back = locationOf(
      await user.get(locationOf(await user.get(locationOf(await user.post(confirming, { person: who.supervisor }))))),
    );
    expect(back).toMatch(/^\/test\/weighty\/one\?held=/);
    const again = await user.get(back);
    expect(typedOn(again.body)).toContain(`typed: {"words":"${words}","other":"kept too"}`);
    expect(again.body).toContain('You have confirmed that it is you. Nothing has been recorded yet');
    expect(acted).toEqual([]);
    expect(locationOf(await send({ words }))).toBe('/done'); // the form's token is still good
    application.advance({ minutes: 14 });
    expect(locationOf(await send({ words: 'another' }))).toBe('/done'); // and need not be confirmed each time
    expect(acted).toEqual([words, 'another']);
  });

  it('says what is wrong with a form before it asks anybody to confirm', async () => {
    const { send } = await signedInSince(16);
    const refused = await send({ words: '' });
    expect(refused.statusCode).toBe(422);
    expect(refused.body).toContain('Enter words');
  });

  it('stays undone when its sender turns back, with what they typed', async () => {
    const { user, send } = await signedInSince(16);
    const asked = locationOf(await send({ words }));
    const confirming = locationOf(await user.get(locationOf(await user.get(asked))));
    const answer = locationOf(await user.get(locationOf(await user.post(confirming, { person: 'turned-back' }))));
    const turnedBack = await user.get(answer);
    expect(turnedBack.statusCode).toBe(400);
    expect(turnedBack.body).toContain('You did not confirm that it is you');
    const back = /href="(\/test\/weighty\/one\?held=[^"]+)"/.exec(turnedBack.body)?.[1] ?? '';
    expect(typedOn((await user.get(back)).body)).toContain(words);
    expect(locationOf(await send({ words }))).toMatch(/^\/sign-in\/confirm/);
    expect(acted).toEqual([]);
  });

  it('is not confirmed by picking somebody else', async () => {
    const { user, send } = await signedInSince(16);
    const asked = locationOf(await send({ words }));
    const confirming = locationOf(await user.get(locationOf(await user.get(asked))));
    const answer = locationOf(await user.get(locationOf(await user.post(confirming, { person: who.gatekeeper }))));
    expect((await user.get(answer)).statusCode).toBe(400);
    expect(locationOf(await send({ words }))).toMatch(/^\/sign-in\/confirm/);
    expect((await user.get('/')).body).toContain('Okwuosa');
  });
});

describe('what was typed', () => {
  it('is not readable in the database', async () => {
    const { send } = await signedInSince(16);
    await send({ words });
    const kept = await application.database.asAdmin('select * from held_form');
    expect(kept.length).toBeGreaterThan(0);
    const text = kept.map(({ sealed }) => Buffer.from(String(sealed), 'base64').toString('latin1')).join();
    expect(JSON.stringify(kept) + text).not.toContain('neighbour');
  });

  it('comes back on its own page, to its own session', async () => {
    const { user, send } = await signedInSince(16);
    const held = new URL(`http://x${locationOf(await send({ words }))}`).searchParams.get('return') ?? '';
    expect(typedOn((await user.get(held)).body)).toContain(words);
    expect((await user.get(held.replace('/one', '/two'))).body).toContain('typed: {}');
    const other = await signedInAs(application, who.supervisor);
    expect((await other.get(held)).body).toContain('typed: {}');
    expect((await user.get(`${page}?held=${randomUUID()}`)).body).toContain('typed: {}');
    expect((await user.get(`${page}?held=x`)).body).toContain('typed: {}');
  });

  it('is kept five times in one session, and goes with it', async () => {
    const { user, send } = await signedInSince(16);
    const count = async () =>
      (await application.database.asAdmin('select count(*)::int as n from held_form'))[0]?.['n'] as number;
    const before = await count();
    for (let sent = 0; sent < 7; sent += 1) await send({ words: `${sent}` });
    expect(await count()).toBe(before + 5);
    const csrf = tokenOf((await user.get('/')).body);
    await user.post('/sign-out', { _csrf: csrf });
    expect(await count()).toBe(before);
  });
});

it.each([
  { what: 'certifying', userId: who.supervisor, url: '/cases/35NT0000099/submissions/S1/certify' },
  { what: 'issuing a decision', userId: who.prosecutor, url: '/cases/35NT0000099/submissions/S1/decide' },
  { what: 'recording a charge', userId: who.officer, url: '/cases/35NT0000099/charges/add' },
])('$what by hand without a recent sign-in is not done', async ({ userId, url }) => {
  const person = await signedInAs(application, userId);
  expect((await person.post(url)).statusCode).not.toBe(303);
  application.advance({ minutes: 16 });
  expect(locationOf(await person.post(url))).toMatch(/^\/sign-in\/confirm\?/);
});

it.each([
  { userId: who.supervisor, url: '/api/v1/cases/35NT0000099/submissions/S1/certificates' },
  { userId: who.prosecutor, url: '/api/v1/cases/35NT0000099/submissions/S1/decisions' },
  { userId: who.officer, url: '/api/v1/cases/35NT0000099/charges' },
])('nor is it by the interface for other systems: $url', async ({ userId, url }) => {
  const person = await signedInAs(application, userId);
  const ask = () =>
    application.app.inject({
      method: 'POST',
      url,
      headers: {
        cookie: person.cookie,
        origin: 'http://localhost',
        'content-type': 'application/json',
        [formTokenHeader]: person.csrfToken,
      },
      payload: '{}',
    });
  expect((await ask()).body).not.toContain('confirm-needed');
  application.advance({ minutes: 16 });
  const answer = await ask();
  expect(answer.statusCode).toBe(403);
  expect(answer.json()).toMatchObject({ code: 'confirm-needed' });
});

describe('the page that asks to confirm', () => {
  it('leads on at once where there is nothing to confirm, and to sign in where nobody is', async () => {
    const { user } = await signedInSince(1);
    expect(locationOf(await user.get('/sign-in/confirm?return=/cases'))).toBe('/cases');
    expect(locationOf(await plainBrowser(application.app).get('/sign-in/confirm?return=/cases'))).toBe(
      '/sign-in?return=%2Fcases',
    );
  });

  it('leads to no other site', async () => {
    const { user } = await signedInSince(1);
    for (const evil of ['https://evil.example.com', '//evil.example.com', '/\\evil.example.com', '/sign-in/confirm']) {
      expect(locationOf(await user.get(`/sign-in/confirm?return=${encodeURIComponent(evil)}`))).toBe('/');
    }
  });
});
