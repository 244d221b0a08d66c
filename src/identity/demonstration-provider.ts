import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import Fastify from 'fastify';
import { Provider } from 'oidc-provider/lib/provider.js';
import type { DemonstrationKeys } from './demonstration-keys.ts';
import { demonstrationStore } from './demonstration-store.ts';
import { relyingParty, type IdentityProvider } from './relying-party.ts';

/** Where the demonstration provider is mounted, in the same process and on the same port. */
export const demonstrationMount = '/demo-identity';

/** The provider's own endpoints, and the two calls that its sign-in page needs. */
export interface DemonstrationIdentity {
  readonly mount: string;
  /** Answers a browser's request for an address under `mount`. */
  readonly answer: (request: IncomingMessage, response: ServerResponse) => void;
  /** Whom the browser is signing in by this interaction, where somebody is expected; `undefined` when by none. */
  readonly waiting: (
    request: IncomingMessage,
    response: ServerResponse,
    interaction: string,
  ) => Promise<{ readonly expected: string | undefined } | undefined>;
  /** Records who was picked; answers the address to send the browser to. */
  readonly pick: (request: IncomingMessage, response: ServerResponse, userId: string) => Promise<string>;
  /** The person would not say who they are; answers the address to send the browser to. */
  readonly turnBack: (request: IncomingMessage, response: ServerResponse) => Promise<string>;
  /** Ends the provider's session of this person, in every browser. */
  readonly forget: (userId: string) => void;
}

export interface DemonstrationSettings {
  /** Origin under which browsers reach this process, such as `http://localhost:3000`. */
  readonly origin: string;
  readonly callbackPath: string;
  readonly afterSignOutPath: string;
  readonly keys: DemonstrationKeys;
  readonly isPerson: (userId: string) => Promise<boolean>;
  /** Told what went wrong: error names only. */
  readonly log: (message: string) => void;
}

const loopbackNames = ['localhost', '127.0.0.1', '[::1]'];

const minutes = (count: number): number => count * 60;

/**
 * An OpenID Connect provider without passwords, for demonstrations on one machine. It is a real one: the product signs
 * in against it by the same code flow as against a force's provider. `config.ts` refuses it in production and away from
 * loopback. It remembers nobody: each sign-in asks who you are, so that one browser can play every part.
 */
export function demonstrationIdentity(settings: DemonstrationSettings): {
  readonly demonstration: DemonstrationIdentity;
  readonly identity: IdentityProvider;
} {
  // `config.ts` says so with what to do; this holds for whoever wires it up in another way.
  if (!loopbackNames.includes(new URL(settings.origin).hostname)) {
    throw new Error('The demonstration sign-in asks for no password and is only offered on this machine.');
  }
  const issuer = settings.origin + demonstrationMount;
  const client = { id: 'joint-case-file', secret: randomBytes(24).toString('base64url') };
  const store = demonstrationStore(() => Date.now());
  const callbackUrl = settings.origin + settings.callbackPath;
  const provider = new Provider(issuer, {
    adapter: store.adapterFor,
    clients: [
      {
        client_id: client.id,
        client_secret: client.secret,
        token_endpoint_auth_method: 'client_secret_post',
        redirect_uris: [callbackUrl],
        id_token_signed_response_alg: 'ES256',
      },
    ],
    jwks: { keys: [settings.keys.signing] },
    cookies: {
      keys: [settings.keys.cookies],
      names: { session: 'jcf-demo-identity', interaction: 'jcf-demo-interaction', resume: 'jcf-demo-resume' },
    },
    pkce: { required: () => true },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      userinfo: { enabled: false },
    },
    interactions: { url: (_context, interaction) => `${demonstrationMount}/people/${interaction.uid}` },
    findAccount: async (_context, id) =>
      (await settings.isPerson(id)) ? { accountId: id, claims: () => ({ sub: id }) } : undefined,
    // There is one client, and it is us: nobody has to consent to it.
    async loadExistingGrant(context) {
      const grant = new context.oidc.provider.Grant({
        accountId: context.oidc.session.accountId,
        clientId: context.oidc.client.clientId,
      });
      grant.addOIDCScope('openid');
      await grant.save();
      return grant;
    },
    // A person gets here by the Back button or an old tab; the words must not repeat anything of the request.
    renderError(context, out) {
      settings.log(`demonstration sign-in: ${out.error}`);
      context.type = 'html';
      context.body = `<!doctype html><html lang="en"><title>Sign in again</title><p>That sign in is no longer open. <a href="/sign-in">Sign in again</a>.</p></html>`;
    },
    ttl: {
      AccessToken: minutes(1),
      AuthorizationCode: minutes(1),
      Grant: minutes(15),
      IdToken: minutes(5),
      Interaction: minutes(15),
      Session: minutes(15),
    },
  });
  provider.on('server_error', (_context, error) => settings.log(`demonstration sign-in: ${error.name}`));

  const respond = provider.callback();
  const answer: DemonstrationIdentity['answer'] = (request, response) => {
    const original = request.url ?? '/';
    // Koa works out its own addresses from the issuer; the router wants paths without the mount.
    Object.assign(request, { originalUrl: original, url: original.slice(demonstrationMount.length) || '/' });
    void respond(request, response);
  };

  // The back channel (metadata, token, keys) stays inside the process: no port, proxy or name to get wrong.
  const backChannel = Fastify();
  backChannel.removeAllContentTypeParsers();
  backChannel.addContentTypeParser('*', (_request, _payload, done) => done(null));
  backChannel.all('*', (request, reply) => {
    reply.hijack();
    answer(request.raw, reply.raw);
  });
  const identity = relyingParty(
    {
      issuer,
      clientId: client.id,
      clientSecret: client.secret,
      callbackUrl,
      afterSignOutUrl: settings.origin + settings.afterSignOutPath,
      alwaysAsks: true,
      signingAlgorithm: 'ES256',
      async fetch(url, options) {
        const { pathname, search, host } = new URL(url);
        const body = options.body instanceof URLSearchParams ? options.body.toString() : undefined;
        const answered = await backChannel.inject({
          method: options.method === 'POST' ? 'POST' : 'GET',
          url: pathname + search,
          headers: { ...options.headers, host },
          ...(body === undefined ? {} : { payload: body }),
        });
        return new Response(answered.body, {
          status: answered.statusCode,
          headers: { 'content-type': String(answered.headers['content-type'] ?? 'text/plain') },
        });
      },
    },
    settings.log,
  );

  return {
    identity,
    demonstration: {
      mount: demonstrationMount,
      answer,
      async waiting(request, response, interaction) {
        try {
          const { uid, prompt, params } = await provider.interactionDetails(request, response);
          if (uid !== interaction || prompt.name !== 'login') return undefined;
          const { login_hint: hint } = params;
          return { expected: typeof hint === 'string' ? hint : undefined };
        } catch {
          return undefined;
        }
      },
      pick: (request, response, userId) =>
        provider.interactionResult(request, response, { login: { accountId: userId } }),
      turnBack: (request, response) => provider.interactionResult(request, response, { error: 'access_denied' }),
      forget: store.forget,
    },
  };
}
