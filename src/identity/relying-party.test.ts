import { createSign, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import Fastify, { type FastifyInstance } from 'fastify';
import formBody from '@fastify/formbody';
import { readMapping, type ClaimsMapping } from './claims-mapping.ts';
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
const party = (over: { issuer?: string; mapping?: ClaimsMapping } = {}): IdentityProvider =>
  relyingParty(
    {
      issuer,
      clientId: 'jcf',
      clientSecret: 'secret of the client',
      callbackUrl: 'https://jcf.example.org/sign-in/callback',
      afterSignOutUrl: 'https://jcf.example.org/signed-out',
      ...over,
    },
    (message) => logged.push(message),
  );
const wish = { withinSeconds: 900, again: false };

async function signIn(identity: IdentityProvider, how: Misbehaviour = {}) {
  misbehave = how;
  const begun = await identity.begin(wish);
  if (!begun.ok) return begun;
  const asked = new URL(begun.value.url).searchParams;
  nonce = asked.get('nonce') ?? '';
  const { attempt } = begun.value;
  return identity.finish(new URLSearchParams({ code: 'the-code', state: attempt.state }).toString(), attempt);
}

describe('an identity provider of a force', () => {
  it('says who has signed in', async () => {
    expect(await signIn(party())).toEqual({
      ok: true,
      value: {
        ...{ subject: 'subject-1', secondsAgo: undefined, claimed: 'as-kept' },
        named: { subject: 'subject-1', session: undefined },
      },
    });
    expect(exchanged).toMatchObject({
      grant_type: 'authorization_code',
      redirect_uri: 'https://jcf.example.org/sign-in/callback',
      code: 'the-code',
    });
    expect(exchanged['code_verifier']).toMatch(/^[\w-]{43}$/);
  });

  it('says when that person last showed who they are', async () => {
    const ago = (seconds: number) => ({ claims: { auth_time: Math.floor(Date.now() / 1000) - seconds } });
    const secondsAgo = async (seconds: number): Promise<number> => {
      const signedIn = await signIn(party(), ago(seconds));
      return signedIn.ok ? (signedIn.value.secondsAgo ?? -1) : -1;
    };
    expect(await secondsAgo(600)).toBeGreaterThanOrEqual(600);
    expect(await secondsAgo(-5)).toBe(0); // its clock may be a little ahead of ours
  });

  it('is asked to let nobody by who showed who they are longer ago, and to ask again where we say so', async () => {
    const asked = async (again: boolean): Promise<URLSearchParams> => {
      const begun = await party().begin({ withinSeconds: 900, again });
      return new URL(begun.ok ? begun.value.url : '').searchParams;
    };
    expect(Object.fromEntries(await asked(false))).toMatchObject({ max_age: '900' });
    expect((await asked(false)).has('prompt')).toBe(false);
    expect((await asked(true)).get('prompt')).toBe('login');
  });

  it('gives a person what a mapping makes of the claims, and nothing that no rule names', async () => {
    const read = readMapping(
      JSON.stringify({
        person: {},
        organisations: [{ id: 'fenmarch', kind: 'force', name: 'Fenmarch Constabulary', forceCode: '35' }],
        rules: [{ when: [{ claim: 'roles', includes: 'sup' }], organisation: 'fenmarch', roles: ['supervisor'] }],
      }),
    );
    if (!read.ok) throw new Error(read.faults.join(' '));
    const claims = { name: 'Ada Example', roles: ['sup', 'other'] };
    expect(await signIn(party({ mapping: read.mapping }), { claims })).toMatchObject({
      value: { claimed: { organisation: 'fenmarch', roles: ['supervisor'], contact: { name: 'Ada Example' } } },
    });
    expect(await signIn(party({ mapping: read.mapping }), { claims: { ...claims, roles: ['other'] } })).toMatchObject({
      value: { claimed: 'nobody' },
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

  it('is not believed when the state is another', async () => {
    const identity = party();
    const begun = await identity.begin(wish);
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
    const gone = party({ issuer: 'http://127.0.0.1:1' });
    expect(await gone.begin(wish)).toMatchObject({ ok: false, refusal: { code: 'sign-in-unavailable' } });
    expect(await gone.begin(wish)).toMatchObject({ ok: false, refusal: { code: 'sign-in-unavailable' } });
    expect(await gone.signOutUrl()).toBeUndefined();
  });

  it('leaves nothing in the log that says who it was', () => {
    expect(logged.length).toBeGreaterThan(0);
    expect(logged.join('\n')).not.toMatch(/example\.org|subject-1|eyJ/);
  });
});
