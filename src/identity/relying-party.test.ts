import { createSign, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import Fastify, { type FastifyInstance } from 'fastify';
import formBody from '@fastify/formbody';
import { relyingParty, type IdentityProvider } from './relying-party.ts';

/**
 * A provider outside the process, over the network, that can be made to misbehave: everything a force's own provider
 * must be checked for. The well-behaved one is tested through the sign-in pages.
 */
interface Misbehaviour {
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly signWith?: KeyObject;
  readonly unsigned?: boolean;
}

const ours = generateKeyPairSync('rsa', { modulusLength: 2048 });
const theirs = generateKeyPairSync('rsa', { modulusLength: 2048 });
const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

let provider: FastifyInstance;
let issuer = '';
let nonce = '';
let misbehave: Misbehaviour = {};
let exchanged: Record<string, string> = {};

beforeAll(async () => {
  provider = Fastify();
  await provider.register(formBody);
  provider.get('/.well-known/openid-configuration', () => ({
    issuer,
    authorization_endpoint: `${issuer}/authorise`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/keys`,
    end_session_endpoint: `${issuer}/end`,
    id_token_signing_alg_values_supported: ['RS256'],
    response_types_supported: ['code'],
  }));
  provider.get('/keys', () => ({
    keys: [{ ...ours.publicKey.export({ format: 'jwk' }), kid: 'k', alg: 'RS256', use: 'sig' }],
  }));
  provider.post('/token', (request) => {
    exchanged = request.body as Record<string, string>;
    const now = Math.floor(Date.now() / 1000);
    const claims = { iss: issuer, aud: 'jcf', sub: 'subject-1', iat: now, exp: now + 300, nonce, ...misbehave.claims };
    const head = encode({ alg: misbehave.unsigned === true ? 'none' : 'RS256', kid: 'k' });
    const signed = `${head}.${encode(claims)}`;
    const signature =
      misbehave.unsigned === true
        ? ''
        : createSign('RSA-SHA256')
            .update(signed)
            .sign(misbehave.signWith ?? ours.privateKey, 'base64url');
    return { access_token: 'a', token_type: 'bearer', expires_in: 60, id_token: `${signed}.${signature}` };
  });
  issuer = await provider.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(() => provider.close());

const logged: string[] = [];
const party = (match: 'subject' | 'email' = 'subject', over: { issuer?: string } = {}): IdentityProvider =>
  relyingParty(
    {
      issuer: over.issuer ?? issuer,
      clientId: 'jcf',
      clientSecret: 'secret of the client',
      match,
      claim: match === 'subject' ? 'sub' : 'email',
      callbackUrl: 'https://jcf.example.org/sign-in/callback',
      afterSignOutUrl: 'https://jcf.example.org/signed-out',
    },
    (message) => logged.push(message),
  );

async function signIn(identity: IdentityProvider, how: Misbehaviour = {}) {
  misbehave = how;
  const begun = await identity.begin();
  if (!begun.ok) return begun;
  const asked = new URL(begun.value.url).searchParams;
  nonce = asked.get('nonce') ?? '';
  const { attempt } = begun.value;
  return identity.finish(new URLSearchParams({ code: 'the-code', state: attempt.state }).toString(), attempt);
}

describe('an identity provider of a force', () => {
  it('says who has signed in', async () => {
    expect(await signIn(party())).toEqual({ ok: true, value: { by: 'subject', value: 'subject-1' } });
    expect(exchanged).toMatchObject({
      grant_type: 'authorization_code',
      redirect_uri: 'https://jcf.example.org/sign-in/callback',
      code: 'the-code',
    });
    expect(exchanged['code_verifier']).toMatch(/^[\w-]{43}$/);
  });

  it('may say it by email, in whatever case', async () => {
    const claims = { email: 'Joanna.Marrable@Example.org' };
    expect(await signIn(party('email'), { claims })).toEqual({
      ok: true,
      value: { by: 'email', value: 'joanna.marrable@example.org' },
    });
  });

  it.each([
    { what: 'an answer for another sign-in', how: { claims: { nonce: 'another' } } },
    { what: 'an answer for another client', how: { claims: { aud: 'another' } } },
    { what: 'an answer by another issuer', how: { claims: { iss: 'https://evil.example.com' } } },
    { what: 'an answer that has run out', how: { claims: { exp: 1_700_000_000, iat: 1_699_999_000 } } },
    { what: 'an answer without a subject', how: { claims: { sub: '' } } },
    { what: 'an unsigned answer', how: { unsigned: true } },
    { what: 'an answer signed by somebody else', how: { signWith: theirs.privateKey } },
  ])('is not believed when it gives $what', async ({ how }) => {
    expect(await signIn(party(), how)).toMatchObject({ ok: false, refusal: { code: 'sign-in-failed' } });
  });

  it.each([
    { what: 'has no email', claims: {} },
    { what: 'has an email nobody confirmed', claims: { email: 'a@example.org', email_verified: false } },
  ])('is not believed by email when it $what', async ({ claims }) => {
    expect(await signIn(party('email'), { claims })).toMatchObject({ ok: false, refusal: { code: 'sign-in-failed' } });
  });

  it('is not believed when the state is another', async () => {
    const identity = party();
    const begun = await identity.begin();
    if (!begun.ok) throw new Error('not begun');
    const answer = await identity.finish('code=the-code&state=another', begun.value.attempt);
    expect(answer).toMatchObject({ ok: false, refusal: { code: 'sign-in-failed' } });
  });

  it('is told where to send the browser after signing out, without a token', async () => {
    const url = new URL((await party().signOutUrl()) ?? '');
    expect(url.pathname).toBe('/end');
    expect(Object.fromEntries(url.searchParams)).toEqual({
      client_id: 'jcf',
      post_logout_redirect_uri: 'https://jcf.example.org/signed-out',
    });
  });

  it('may be out of reach, and is asked again at the next sign-in', async () => {
    const gone = party('subject', { issuer: 'http://127.0.0.1:1' });
    expect(await gone.begin()).toMatchObject({ ok: false, refusal: { code: 'sign-in-unavailable' } });
    expect(await gone.begin()).toMatchObject({ ok: false, refusal: { code: 'sign-in-unavailable' } });
    expect(await gone.signOutUrl()).toBeUndefined();
  });

  it('leaves nothing in the log that says who it was', () => {
    expect(logged.length).toBeGreaterThan(0);
    expect(logged.join('\n')).not.toMatch(/example\.org|subject-1|eyJ/);
  });
});
