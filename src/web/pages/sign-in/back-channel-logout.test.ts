import { generateKeyPairSync, randomUUID, type KeyObject } from 'node:crypto';
import { decodeJwt, SignJWT, UnsecuredJWT } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { beginSignIn, completeSignIn } from '../../../application/sign-in.ts';
import { sha256Of } from '../../../application/secrets.ts';
import { findSession } from '../../../application/sessions.ts';
import { relyingParty } from '../../../identity/relying-party.ts';
import { testClient, testProvider, type TestProvider } from '../../../../test/support/provider.ts';
import { testApplication, who, type TestApplication } from '../../../../test/support/signed-in.ts';

/** The identity provider ends its sessions, and with them ours; whatever is not its word for it ends none. */

const address = '/sign-in/back-channel-logout';
const event = 'http://schemas.openid.net/event/backchannel-logout';

let test: TestApplication;
let provider: TestProvider;
const logged: string[] = [];
beforeAll(async () => {
  test = await testApplication();
  provider = await testProvider([], 'http://localhost/sign-in/callback');
  const settings = {
    ...{ issuer: provider.issuer, ...testClient, callbackUrl: 'http://localhost/sign-in/callback' },
    ...{ afterSignOutUrl: 'http://localhost/signed-out', signingAlgorithm: 'ES256' },
  };
  const identity = relyingParty(settings, (message) => logged.push(message));
  Object.assign(test.deps, { identity, demonstration: undefined });
});
afterAll(async () => {
  await provider.close();
  await test.close();
});

/** Signs somebody in by the provider, in a browser of their own, and gives back the cookie's value. */
async function signIn(userId: string): Promise<string> {
  provider.nextIs({ sub: userId });
  const begun = await beginSignIn(test.deps, undefined, '/');
  if (!begun.ok) throw new Error(begun.refusal.code);
  const back = new URL(await provider.follow(begun.value.url));
  const done = await completeSignIn(test.deps, begun.value.browser, back.search.slice(1), undefined);
  if (!done.ok) throw new Error(`${done.refusal.code}: ${logged.join('; ')}`);
  return done.value.secret;
}
const isIn = async (secret: string): Promise<boolean> => (await findSession(test.deps, secret)) !== undefined;

const send = (logoutToken: string) =>
  test.app.inject({
    ...{ method: 'POST', url: address, headers: { 'content-type': 'application/x-www-form-urlencoded' } },
    payload: new URLSearchParams({ logout_token: logoutToken }).toString(),
  });

const seconds = (): number => Math.floor(Date.now() / 1000);
/** A logout token of the provider, with other claims, another header or another key. */
async function tokenWith(
  claims: Readonly<Record<string, unknown>> = {},
  how: { readonly key?: KeyObject | Uint8Array; readonly alg?: string; readonly kid?: string } = {},
): Promise<string> {
  const usual: Readonly<Record<string, unknown>> = {
    ...{ iss: provider.issuer, aud: testClient.clientId, iat: seconds(), exp: seconds() + 120, jti: randomUUID() },
    ...{ sub: who.officer, events: { [event]: {} } },
  };
  const all = Object.fromEntries(Object.entries({ ...usual, ...claims }).filter(([, value]) => value !== undefined));
  return new SignJWT(all)
    .setProtectedHeader({ alg: how.alg ?? 'ES256', kid: how.kid ?? 'k', typ: 'logout+jwt' })
    .sign(how.key ?? provider.signingKey);
}

describe('a logout token of the provider', () => {
  it('ends the sessions begun in the session that it ended, as the provider itself writes it, and no other', async () => {
    const [one, other, colleague] = [
      await signIn(who.officer),
      await signIn(who.officer),
      await signIn(who.gatekeeper),
    ];
    const third = await signIn(who.officer);
    const sid = provider.lastSession();
    const rows = JSON.stringify(await test.database.asAdmin('select * from session'));
    expect(sid).not.toBe('');
    expect(rows).not.toContain(sid);
    const ended = await send(await provider.endSession(who.officer, sid));
    expect([ended.statusCode, ended.body, ended.headers['cache-control']]).toEqual([200, '', 'no-store']);
    expect([await isIn(third), await isIn(one), await isIn(other), await isIn(colleague)]).toEqual([
      ...[false, true, true, true],
    ]);
  });

  it('that names the person alone ends all of theirs, on every device', async () => {
    const [one, other, colleague] = [
      await signIn(who.officer),
      await signIn(who.officer),
      await signIn(who.gatekeeper),
    ];
    expect((await send(await tokenWith())).statusCode).toBe(200);
    expect([await isIn(one), await isIn(other), await isIn(colleague)]).toEqual([false, false, true]);
  });

  it('that names a session which we never heard of ends those of the person whose own nobody named', async () => {
    const [one, unnamed] = [await signIn(who.officer), await signIn(who.officer)];
    await test.database.asAdmin('update session set provider_session_sha256 = null where token_sha256 = $1', [
      sha256Of(unnamed),
    ]);
    expect((await send(await tokenWith({ sid: 'another session' }))).statusCode).toBe(200);
    expect([await isIn(one), await isIn(unnamed)]).toEqual([true, false]);
  });

  it('counts once', async () => {
    const token = await tokenWith();
    expect((await send(token)).statusCode).toBe(200);
    const secret = await signIn(who.officer);
    const again = await send(token);
    expect([again.statusCode, again.json()]).toEqual([
      400,
      { error: 'invalid_request', error_description: 'This logout token was used before.' },
    ]);
    expect(await isIn(secret)).toBe(true);
  });

  it('is answered alike for somebody who is not signed in', async () => {
    expect((await send(await tokenWith({ sub: 'nobody of ours' }))).statusCode).toBe(200);
  });
});

describe('what is no logout token of the provider', () => {
  let secret: string;
  beforeEach(async () => {
    secret = await signIn(who.officer);
  });
  const stranger = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
  const shared = new TextEncoder().encode(testClient.clientSecret);

  it.each([
    { what: 'signed by another key', token: () => tokenWith({}, { key: stranger }) },
    { what: 'signed by another key under another name', token: () => tokenWith({}, { key: stranger, kid: 'other' }) },
    { what: 'signed with the secret of the client', token: () => tokenWith({}, { key: shared, alg: 'HS256' }) },
    { what: 'signed by nobody', token: async () => new UnsecuredJWT(decodeJwt(await tokenWith())).encode() },
    { what: 'changed after it was signed', token: async () => (await tokenWith()).replace(/\.[^.]{4}/, '.eyJh') },
    { what: 'for another audience', token: () => tokenWith({ aud: 'another service' }) },
    { what: 'of another issuer', token: () => tokenWith({ iss: 'https://elsewhere.example.org' }) },
    { what: 'expired', token: () => tokenWith({ iat: seconds() - 200, exp: seconds() - 100 }) },
    { what: 'too old', token: () => tokenWith({ iat: seconds() - 600, exp: undefined }) },
    { what: 'from the future', token: () => tokenWith({ iat: seconds() + 600, exp: seconds() + 900 }) },
    { what: 'without when it was made', token: () => tokenWith({ iat: undefined }) },
    { what: 'without a number of its own', token: () => tokenWith({ jti: undefined }) },
    { what: 'with a nonce, as an ID token', token: () => tokenWith({ nonce: 'n' }) },
    { what: 'without the event, as an ID token', token: () => tokenWith({ events: undefined }) },
    { what: 'about another event', token: () => tokenWith({ events: { 'https://example.org/event': {} } }) },
    { what: 'whose event is no object', token: () => tokenWith({ events: { [event]: true } }) },
    { what: 'about nobody', token: () => tokenWith({ sub: undefined }) },
    { what: 'no token at all', token: () => Promise.resolve('x.y.z') },
    { what: 'empty', token: () => Promise.resolve('') },
  ])('ends nothing: $what', async ({ token }) => {
    const refused = await send(await token());
    expect([refused.statusCode, refused.json<{ error: string }>().error]).toEqual([400, 'invalid_request']);
    expect(await isIn(secret)).toBe(true);
    expect(logged.join(' ')).not.toContain(who.officer);
  });

  it('ends something when nothing of it is wrong, so that each of these is what it is refused for', async () => {
    expect((await send(await tokenWith())).statusCode).toBe(200);
    expect(await isIn(secret)).toBe(false);
  });
});
