import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createServer } from 'node:http';
import { Provider } from 'oidc-provider/lib/provider.js';
import { z } from 'zod';
import { demonstrationStore } from '../../src/identity/demonstration-store.ts';

/** A person as another organisation's provider knows them: what it calls them, and its claims. */
export interface ProviderPerson {
  readonly sub: string;
  readonly [claim: string]: unknown;
}

export interface TestProvider {
  readonly issuer: string;
  /** Who signs in next, without being asked. */
  readonly nextIs: (person: ProviderPerson) => void;
  /**
   * Follows a browser through the provider's pages and gives back the address of ours that it is sent to. Each call is a
   * browser of its own unless `cookies` is given.
   */
  readonly follow: (authoriseUrl: string, cookies?: Map<string, string>) => Promise<string>;
  /** The logout token by which the provider ends a session of its own, as it would be posted. */
  readonly endSession: (subject: string, session: string) => Promise<string>;
  /** What it calls its own session of whoever signed in last. */
  readonly lastSession: () => string;
  /** The key by which it signs (ES256, id `k`). */
  readonly signingKey: KeyObject;
  readonly close: () => Promise<void>;
}

export const testClient = { clientId: 'jcf', clientSecret: 'secret-of-the-client-of-the-tests' };

const SessionOfClient = z.object({ authorizations: z.record(z.string(), z.object({ sid: z.string().optional() })) });

/** A real provider outside the process, whose claims are told by the test. Close it in `afterAll`. */
export async function testProvider(claims: readonly string[], redirectUri: string): Promise<TestProvider> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port was given');
  const issuer = `http://127.0.0.1:${address.port}`;
  const people = new Map<string, ProviderPerson>();
  let next = '';
  let posted = '';
  let session = '';
  const store = demonstrationStore(() => Date.now());
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const provider: Provider = new Provider(issuer, {
    adapter: (model) => {
      const kept = store.adapterFor(model);
      if (model !== 'Session') return kept;
      const upsert: typeof kept.upsert = (id, payload, expiresIn) => {
        const read = SessionOfClient.safeParse(payload);
        if (read.success) session = read.data.authorizations[testClient.clientId]?.sid ?? session;
        return kept.upsert(id, payload, expiresIn);
      };
      return { ...kept, upsert };
    },
    clients: [
      {
        client_id: testClient.clientId,
        client_secret: testClient.clientSecret,
        token_endpoint_auth_method: 'client_secret_post',
        redirect_uris: [redirectUri],
        id_token_signed_response_alg: 'ES256',
        backchannel_logout_uri: new URL('/sign-in/back-channel-logout', redirectUri).href,
        backchannel_logout_session_required: true,
      },
    ],
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), kid: 'k', alg: 'ES256', use: 'sig' }] },
    cookies: { keys: ['cookies of the provider of the tests'], names: { session: 's', interaction: 'i', resume: 'r' } },
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false }, backchannelLogout: { enabled: true } },
    fetch: (_url, { body }) => {
      posted = body instanceof URLSearchParams ? (body.get('logout_token') ?? '') : '';
      return Promise.resolve(new Response());
    },
    claims: { openid: ['sub'], profile: claims, email: ['email', 'email_verified'] },
    conformIdTokenClaims: false,
    interactions: { url: (_context, { uid }) => `/people/${uid}` },
    findAccount: (_context, id) => {
      const person = people.get(id);
      return Promise.resolve(person === undefined ? undefined : { accountId: id, claims: () => person });
    },
    async loadExistingGrant(context) {
      const grant = new context.oidc.provider.Grant({
        accountId: context.oidc.session.accountId,
        clientId: context.oidc.client.clientId,
      });
      grant.addOIDCScope('openid profile email');
      await grant.save();
      return grant;
    },
    renderError(context, out) {
      context.type = 'text';
      context.body = out.error;
    },
    ttl: { AccessToken: 60, AuthorizationCode: 60, Grant: 900, IdToken: 300, Interaction: 900, Session: 900 },
  });
  const answer = provider.callback();
  server.on('request', (request, response) => {
    if (request.url?.startsWith('/people/') !== true) return void answer(request, response);
    void provider
      .interactionResult(request, response, { login: { accountId: next } })
      .then((location) => response.writeHead(303, { location }).end());
  });
  return {
    issuer,
    nextIs(person) {
      people.set(person.sub, person);
      next = person.sub;
    },
    async follow(authoriseUrl, cookies = new Map<string, string>()) {
      let url = authoriseUrl;
      while (url.startsWith(issuer)) {
        const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
        const answered = await fetch(url, { redirect: 'manual', headers: { cookie } });
        for (const line of answered.headers.getSetCookie()) {
          const [name = '', value = ''] = (line.split(';')[0] ?? '').split(/=(.*)/s);
          cookies.set(name, value);
        }
        const location = answered.headers.get('location');
        if (location === null) throw new Error(`the provider answered ${answered.status}: ${await answered.text()}`);
        url = new URL(location, url).href;
      }
      return url;
    },
    async endSession(subject, session) {
      const client = await provider.Client.find(testClient.clientId);
      await client?.backchannelLogout(subject, session);
      return posted;
    },
    lastSession: () => session,
    signingKey: privateKey,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
