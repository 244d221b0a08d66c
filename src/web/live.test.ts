import { get, type IncomingMessage } from 'node:http';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { commandOf, examples } from '../../test/support/cases.ts';
import { signedInAs, testApplication, who, type SignedIn, type TestApplication } from '../../test/support/signed-in.ts';
import { postMessage, type MessageTo } from '../application/messages.ts';
import { seedCases } from '../application/seed-cases.ts';
import { endSession, leaveMessage, usualSessionLimits } from '../application/sessions.ts';
import { relayBatch } from '../storage/log/index.ts';

const sent: string = examples.hateDamage.urn;
const unsent: string = examples.domesticBattery.urn;

/** Waits until it holds: a busy machine is slow, and slowness is not a fault. */
const eventually = (holds: () => void | Promise<void>): Promise<void> =>
  vi.waitFor(holds, { timeout: 20_000, interval: 10 });

let test: TestApplication;
beforeAll(async () => {
  test = await testApplication({
    shell: { signInsPerMinute: 2, live: { followMs: 20, lookMs: 50, ofSession: 2, ofProcess: 4 } },
  });
  await seedCases(test.deps, 'demo/cases');
  await test.app.listen({ host: 'localhost', port: 0 });
});
afterAll(() => test.close());

const write = async (userId: string, to: MessageTo): Promise<void> => {
  const message = { urn: sent, to, topic: '', text: 'A line for the other side.' };
  const done = await postMessage(test.deps, await commandOf(test.deps, userId), message, { to: '/' });
  if (!done.ok) throw new Error(done.refusal.detail);
  while ((await relayBatch(test.database.db)) > 0);
};
const secretOf = ({ cookie }: SignedIn): string => cookie.slice(cookie.indexOf('=') + 1);
const sessionRow = async ({ userId }: SignedIn) =>
  test.database.asAdmin('select started_at, last_seen_at, message from session where user_id = $1', [userId]);
const signOut = (person: SignedIn) => endSession(test.deps, secretOf(person));

/** Where the page says that its changes are to be heard. */
const liveAddressOf = (html: string): string =>
  (/ data-live-address="([^"]+)"/.exec(html)?.[1] ?? '').replaceAll('&amp;', '&');
const pageOf = async (person: SignedIn, urn = sent): Promise<string> => (await person.get(`/cases/${urn}`)).body;

/** Opens a stream over the network, and keeps what comes. */
async function open(person: Pick<SignedIn, 'cookie'>, path: string, more: Record<string, string> = {}) {
  const at = test.app.server.address();
  if (at === null || typeof at === 'string') throw new Error('not listening');
  const headers = { host: 'localhost', cookie: person.cookie, ...more };
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    get({ host: 'localhost', port: at.port, path, headers, agent: false }, resolve).on('error', reject);
  });
  const heard = { text: '', ended: false };
  response.setEncoding('utf8').on('data', (text: string) => (heard.text += text));
  response.on('end', () => (heard.ended = true)).on('error', () => {}); // closed from here
  return {
    status: response.statusCode,
    headers: response.headers,
    heard,
    told: () => heard.text.match(/^event: moved$/gm)?.length ?? 0,
    id: () => /^id: (.+)$/m.exec(heard.text)?.[1] ?? '',
    close: () => response.destroy(),
  };
}

describe('the stream of a case', () => {
  it('is an event stream with the headers of every answer, kept by nobody', async () => {
    const officer = await signedInAs(test, who.officer);
    const { status, headers, heard, close } = await open(officer, `/live?case=${sent}`);
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'x-accel-buffering': 'no',
    });
    await eventually(() => expect(heard.text).toMatch(/^retry: 3000\n\n(: still here\n\n)+$/));
    close();
  });

  it('tells at once what happened between the making of the page and the connection', async () => {
    const prosecutor = await signedInAs(test, who.prosecutor);
    const address = liveAddressOf(await pageOf(prosecutor));
    await write(who.officer, 'own');
    const quiet = await open(prosecutor, address);
    await eventually(() => expect(quiet.heard.text).toContain(': still here'));
    expect(quiet.told()).toBe(0);
    quiet.close();
    await write(who.officer, 'shared');
    const late = await open(prosecutor, address);
    await eventually(() => expect(late.told()).toBe(1));
    late.close();

    // A lost connection: what was told last counts, not what the page was made from.
    const back = await open(prosecutor, address, { 'last-event-id': late.id() });
    await eventually(() => expect(back.heard.text).toContain(': still here'));
    expect(back.told()).toBe(0);
    await write(who.officer, 'shared');
    await eventually(() => expect(back.told()).toBe(1));
    expect(liveAddressOf(await pageOf(prosecutor))).toContain(`from=${back.id()}`);
    back.close();
  });

  it('takes no notice of a name for a position that is none', async () => {
    const officer = await signedInAs(test, who.officer);
    const { heard, told, close } = await open(officer, `/live?case=${sent}&from=1&from=2`, { 'last-event-id': '7' });
    await eventually(() => expect(heard.text).toContain(': still here'));
    expect(told()).toBe(0);
    close();
  });

  it('puts nothing on a page of the CPS that moves with what police do among themselves', async () => {
    const prosecutor = await signedInAs(test, who.prosecutor);
    const before = liveAddressOf(await pageOf(prosecutor));
    await write(who.officer, 'own');
    expect(liveAddressOf(await pageOf(prosecutor))).toBe(before);
    expect(before).toMatch(new RegExp(`^/live\\?case=${sent}&from=[0-9a-f]{32}$`));
  });

  it('answers the CPS about an unsent case exactly as about one that does not exist, and about no case at all', async () => {
    const prosecutor = await signedInAs(test, who.prosecutor);
    const answer = async (address: string) => {
      const { statusCode, body, headers } = await prosecutor.get(address);
      const same = { ...headers, date: '', 'content-security-policy': '' };
      return { statusCode, body, same };
    };
    const none = await answer('/live?case=35NT0000099');
    expect(none).toMatchObject({ statusCode: 404, body: 'We could not find that case\n' });
    const officer = await signedInAs(test, who.officer);
    const reach = /from=(\w+)/.exec(liveAddressOf(await pageOf(officer, unsent)))?.[1] ?? '';
    expect(reach).not.toBe('');
    for (const query of [`case=${unsent}`, `case=${unsent}&from=${reach}`, 'case=x', ''])
      expect(await answer(`/live?${query}`)).toEqual(none);
  });

  it('is refused to a role that reads no cases', async () => {
    const manager = await signedInAs(test, who.opsManager);
    expect((await manager.get(`/live?case=${sent}`)).statusCode).toBe(403);
  });
});

describe('a session behind a stream', () => {
  it('is not prolonged by opening it, however often', async () => {
    const person = await signedInAs(test, who.supervisor);
    const before = await sessionRow(person);
    test.advance({ minutes: usualSessionLimits.idleMinutes - 1 });
    for (let round = 0; round < 3; round += 1)
      await eventually(async () => {
        const { status, close } = await open(person, `/live?case=${unsent}`);
        close();
        expect(status).toBe(200);
      });
    expect(await sessionRow(person)).toEqual(before);
    test.advance({ minutes: 1 });
    expect((await open(person, `/live?case=${unsent}`)).status).toBe(204);
  });

  it('keeps the sentence that was left for its next page', async () => {
    const person = await signedInAs(test, who.prosecutor);
    const { actor } = await commandOf(test.deps, person.userId);
    const session = {
      actor,
      secret: secretOf(person),
      csrfToken: person.csrfToken,
      message: undefined,
      isConfirmed: true,
    };
    await leaveMessage(test.deps, session, 'Message sent.');
    expect((await person.get(`/live?case=${unsent}`)).statusCode).toBe(404);
    expect(await pageOf(person)).toContain('Message sent.');
  });

  it('once ended, answers that there is nothing to ask again for: no sign in begins and no try is used up', async () => {
    const person = await signedInAs(test, who.gatekeeper);
    await signOut(person);
    const attempts = () => test.database.asAdmin('select count(*)::int as n from sign_in_attempt');
    const before = await attempts();
    for (const cookie of [person.cookie, `jcf-session=${'x'.repeat(43)}`, 'jcf-session=short', ''])
      for (let round = 0; round < 3; round += 1) {
        const answer = await test.app.inject({ url: `/live?case=${sent}`, headers: { cookie } });
        expect(answer).toMatchObject({ statusCode: 204, body: '' });
        expect(answer.headers).not.toHaveProperty('location');
        expect(answer.headers).not.toHaveProperty('set-cookie');
        expect(answer.headers).not.toHaveProperty('x-ratelimit-remaining');
      }
    expect(await attempts()).toEqual(before);
    const signIn = await test.app.inject({ url: '/sign-in' });
    expect(signIn.statusCode).toBe(303);
  });

  it('ends the stream with it', async () => {
    const person = await signedInAs(test, who.officer);
    const { heard, status } = await open(person, `/live?case=${sent}`);
    expect(status).toBe(200);
    await signOut(person);
    await eventually(() => expect(heard.ended).toBe(true));
  });
});

describe('how many streams there may be', () => {
  it('is answered with when to ask again, for one session and for all; a closed one makes room', async () => {
    const person = await signedInAs(test, who.officer);
    const other = await signedInAs(test, who.prosecutor);
    const third = await signedInAs(test, who.casework);
    const address = `/live?case=${sent}`;
    const opened = [await open(person, address), await open(person, address)];
    const over = await open(person, address);
    expect(over.status).toBe(503);
    expect(over.headers['retry-after']).toBe('60');
    await eventually(() => expect(over.heard).toEqual({ text: 'Too many pages are open\n', ended: true }));
    opened.push(await open(other, address), await open(other, address));
    expect(opened.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect((await open(third, address)).status).toBe(503);

    opened[0]?.close();
    await eventually(async () => {
      const again = await open(third, address);
      again.close();
      expect(again.status).toBe(200);
    });
    for (const each of opened) each.close();
  });
});

describe('the pages of a case', () => {
  /** One address for each kind of page: whose heading or item it is makes no other page. */
  const kindOf = (path: string): string =>
    path
      .replace(/\/forms\/[^/]+\/[^/]+/, '/forms/*/*')
      .replace(
        /\/(headings|questions|gaps|versions|items|action-plans|material|offences|points|suspects|victims|witnesses|interviews)\/(?!add)[^/]+/g,
        '/$1/*',
      );

  it.each([
    { who: who.officer, urn: unsent, atLeast: 10 },
    { who: who.supervisor, urn: unsent, atLeast: 8 },
    { who: who.gatekeeper, urn: sent, atLeast: 8 },
    { who: who.casework, urn: sent, atLeast: 8 },
    { who: who.prosecutor, urn: sent, atLeast: 8 },
  ])(
    'all say where their changes are to be heard, and load the script: $who',
    async ({ who: userId, urn, atLeast }) => {
      const person = await signedInAs(test, userId);
      const waiting = [`/cases/${urn}`];
      const seen = new Set<string>();
      for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
        if (seen.has(kindOf(path)) || /\/(file|pdf)$/.test(path)) continue;
        seen.add(kindOf(path));
        const { statusCode, body } = await person.get(path);
        expect([path, statusCode]).toEqual([path, 200]);
        expect([path, liveAddressOf(body)]).toEqual([path, liveAddressOf(await pageOf(person, urn))]);
        expect([path, body]).toEqual([
          path,
          expect.stringContaining(test.app.shell.assets.islands['case-moved'] ?? '-'),
        ]);
        expect(body).toMatch(/<div role="status" [^>]*><\/div>/);
        for (const [, href = ''] of body.matchAll(/ href="(\/cases\/[^"#?]+)/g))
          if (href.startsWith(`/cases/${urn}`)) waiting.push(href);
      }
      expect(seen.size).toBeGreaterThanOrEqual(atLeast);
    },
    120_000,
  );

  it('say so again when a form was refused', async () => {
    const officer = await signedInAs(test, who.officer);
    const again = await officer.post(`/cases/${unsent}/messages`, { to: 'own', text: '' });
    expect(again.statusCode).toBe(422);
    expect(liveAddressOf(again.body)).toMatch(new RegExp(`^/live\\?case=${unsent}&from=`));
    expect(liveAddressOf(again.body)).toBe(liveAddressOf(await pageOf(officer, unsent)));
  });

  it('are the only ones: a list, a queue and a page that says no have none', async () => {
    const prosecutor = await signedInAs(test, who.prosecutor);
    for (const path of ['/', '/cases', `/cases/${unsent}`, '/cases/35NT0000099'])
      expect([path, liveAddressOf((await prosecutor.get(path)).body)]).toEqual([path, '']);
  });
});

it('a service that stops lets every stream go', async () => {
  const officer = await signedInAs(test, who.officer);
  const { heard, status } = await open(officer, `/live?case=${sent}`);
  expect(status).toBe(200);
  await test.app.close();
  await eventually(() => expect(heard.ended).toBe(true));
});
