import * as jose from 'jose';
import * as oidc from 'openid-client';
import { z } from 'zod';
import { accept, refuse, type Result } from '../domain/kernel/result.ts';
import { claimedBy, subjectOf, type Claimed, type ClaimsMapping } from './claims-mapping.ts';

export type { Claimed } from './claims-mapping.ts';

/** What has to be remembered between sending a browser away to sign in and its coming back; used once. */
export interface SignInAttempt {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** Who the identity provider says has signed in. */
export interface Identity {
  /** What the provider calls this person. */
  readonly subject: string;
  /** What the provider itself names when it ends a session: the person, and its session where it says. */
  readonly named: { readonly subject: string; readonly session: string | undefined };
  /** Seconds since they last showed the provider who they are; `undefined` when it does not say. */
  readonly secondsAgo: number | undefined;
  /**
   * What the mapping makes of the claims; `nobody` when no rule gives them a way in; `as-kept` without a mapping, where
   * the directory alone says what a person may do.
   */
  readonly claimed: Claimed | 'nobody' | 'as-kept';
}

/** How a sign-in is asked for. */
export interface SignInWish {
  /** Longest time, in seconds, since the person last showed the provider who they are; the provider asks again beyond it. */
  readonly withinSeconds: number;
  /** Ask however short the time is. */
  readonly again: boolean;
  /** Whom the provider should expect. */
  readonly hint?: string;
}

/** What a provider says that it has ended: a session of its own, or every one of a person. One of the two is there. */
export interface ProviderLogout {
  /** Names the token, which counts once. */
  readonly jti: string;
  readonly subject: string | undefined;
  readonly session: string | undefined;
}

/** An OpenID Connect provider as seen from here. No token is ever handed out or kept. */
export interface IdentityProvider {
  /** Where to send the browser, and what to remember. Refuses `sign-in-unavailable`. */
  begin(
    wish: SignInWish,
  ): Promise<Result<{ readonly url: string; readonly attempt: SignInAttempt }, 'sign-in-unavailable'>>;
  /** Checks the answer (state, PKCE, nonce, signature, issuer, audience, times). Refuses `sign-in-failed`. */
  finish(query: string, attempt: SignInAttempt): Promise<Result<Identity, 'sign-in-failed' | 'sign-in-unavailable'>>;
  /**
   * Checks a logout token: signature, issuer, audience, age, that it is one, and that it names somebody. Whether it was used
   * before is for the caller. Refuses `sign-in-failed`.
   */
  readLogout(token: string): Promise<Result<ProviderLogout, 'sign-in-failed' | 'sign-in-unavailable'>>;
  /** Where to send the browser to end the provider's own session, when it has such an address. */
  signOutUrl(): Promise<string | undefined>;
}

export interface RelyingPartySettings {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** How claims become a person with roles; without one the subject is looked up in the directory. */
  readonly mapping?: ClaimsMapping | undefined;
  /** Our own addresses, registered with the provider. */
  readonly callbackUrl: string;
  readonly afterSignOutUrl: string;
  /** The provider asks who is there at every sign-in. */
  readonly alwaysAsks?: boolean;
  readonly signingAlgorithm?: string;
  /** How to reach the provider; the network unless given. */
  readonly fetch?: oidc.CustomFetch;
}

/** How keys are fetched where the provider is not reached over the network. */
const keysBy =
  (reach: oidc.CustomFetch): jose.FetchImplementation =>
  (url, { headers, ...options }) =>
    reach(url, { ...options, headers: Object.fromEntries(headers), body: undefined });

const describe = (error: unknown): string =>
  error instanceof Error ? `${error.name}${'code' in error ? ` ${String(error.code)}` : ''}` : 'unknown';

/** Signatures of a key that the provider publishes: never by a secret that others share, never none. */
const asymmetric = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'] as const;

/** Age from which a logout token is not taken any more. What was used is remembered for longer than that. */
const logoutTokenSeconds = 300;

/** @source OpenID Connect Back-Channel Logout 1.0, section 2.4 and 2.6: no nonce, the event, and somebody named */
const LogoutClaims = z
  .looseObject({
    jti: z.string().min(1).max(500),
    events: z.looseObject({ 'http://schemas.openid.net/event/backchannel-logout': z.looseObject({}) }),
    sub: z.string().min(1).optional(),
    sid: z.string().min(1).optional(),
  })
  .refine((claims) => !Object.hasOwn(claims, 'nonce') && (claims.sub !== undefined || claims.sid !== undefined));

/** By the clocks of the machines, which have to agree for signing in anyway; a casework clock may stand elsewhere. */
const secondsSince = (authTime: number | undefined): number | undefined =>
  authTime === undefined ? undefined : Math.max(0, Math.floor(Date.now() / 1000) - authTime);

/**
 * Authorisation code flow with PKCE, state and nonce. The provider's metadata is fetched at the first sign-in and kept;
 * a failed fetch is tried again at the next.
 * @param log told why a sign-in failed: error names and codes only, never a token or a claim
 */
export function relyingParty(settings: RelyingPartySettings, log: (message: string) => void): IdentityProvider {
  const insecure = settings.issuer.startsWith('http:');
  let known: Promise<oidc.Configuration> | undefined;
  const discover = (): Promise<oidc.Configuration> => {
    known ??= oidc
      .discovery(
        new URL(settings.issuer),
        settings.clientId,
        settings.signingAlgorithm === undefined
          ? { client_secret: settings.clientSecret }
          : { client_secret: settings.clientSecret, id_token_signed_response_alg: settings.signingAlgorithm },
        undefined,
        {
          timeout: 10,
          // The library trusts the connection to the provider in place of the ID token's signature; we check both.
          execute: [
            oidc.enableNonRepudiationChecks,
            // config.ts lets a plain http issuer through on this machine only.
            // eslint-disable-next-line @typescript-eslint/no-deprecated -- marked so to make it stand out
            ...(insecure ? [oidc.allowInsecureRequests] : []),
          ],
          ...(settings.fetch === undefined ? {} : { [oidc.customFetch]: settings.fetch }),
        },
      )
      .catch((error: unknown) => {
        known = undefined;
        throw error;
      });
    return known;
  };
  let keys: ReturnType<typeof jose.createRemoteJWKSet> | undefined;
  const reach = settings.fetch;
  const unavailable = (error: unknown) => {
    log(`identity provider could not be reached: ${describe(error)}`);
    return refuse(
      'sign-in-unavailable',
      'Your organisation’s sign-in service did not answer. Try again in a few minutes.',
    );
  };

  const claimedIn = (claims: Readonly<Record<string, unknown>>): Identity['claimed'] => {
    if (settings.mapping === undefined) return 'as-kept';
    const found = claimedBy(settings.mapping, claims);
    if (found.ok) return found.claimed;
    log(`sign-in without a way in: ${found.why}`);
    return 'nobody';
  };

  return {
    async begin({ withinSeconds, again, hint }) {
      try {
        const configuration = await discover();
        const attempt = {
          state: oidc.randomState(),
          nonce: oidc.randomNonce(),
          verifier: oidc.randomPKCECodeVerifier(),
        };
        const url = oidc.buildAuthorizationUrl(configuration, {
          redirect_uri: settings.callbackUrl,
          scope: settings.mapping?.scope ?? 'openid',
          response_type: 'code',
          state: attempt.state,
          nonce: attempt.nonce,
          code_challenge: await oidc.calculatePKCECodeChallenge(attempt.verifier),
          code_challenge_method: 'S256',
          // A provider that is asked for an age has to say when the person last showed who they are.
          max_age: String(withinSeconds),
          ...(again || settings.alwaysAsks === true ? { prompt: 'login' } : {}),
          ...(hint === undefined ? {} : { login_hint: hint }),
        });
        return accept({ url: url.href, attempt });
      } catch (error) {
        return unavailable(error);
      }
    },

    async finish(query, attempt) {
      let configuration: oidc.Configuration;
      try {
        configuration = await discover();
      } catch (error) {
        return unavailable(error);
      }
      const again = 'Start again from the sign in page.';
      try {
        const answer = new URL(settings.callbackUrl);
        answer.search = query;
        const tokens = await oidc.authorizationCodeGrant(configuration, answer, {
          expectedState: attempt.state,
          expectedNonce: attempt.nonce,
          pkceCodeVerifier: attempt.verifier,
          idTokenExpected: true,
        });
        const claims = tokens.claims();
        const subject =
          claims === undefined || settings.mapping === undefined ? claims?.sub : subjectOf(settings.mapping, claims);
        if (claims === undefined || subject === undefined || subject === '') {
          log('the ID token does not say who has signed in');
          return refuse('sign-in-failed', `Your organisation’s sign-in service did not say who you are. ${again}`);
        }
        const named = { subject: claims.sub, session: typeof claims['sid'] === 'string' ? claims['sid'] : undefined };
        return accept({ subject, named, secondsAgo: secondsSince(claims.auth_time), claimed: claimedIn(claims) });
      } catch (error) {
        log(`sign-in refused: ${describe(error)}`);
        return refuse('sign-in-failed', again);
      }
    },

    async readLogout(token) {
      let configuration: oidc.Configuration;
      try {
        configuration = await discover();
      } catch (error) {
        return unavailable(error);
      }
      try {
        const { issuer, jwks_uri: keysAt } = configuration.serverMetadata();
        if (keysAt === undefined) throw new Error('the provider publishes no keys');
        keys ??= jose.createRemoteJWKSet(new URL(keysAt), {
          timeoutDuration: 10_000,
          ...(reach === undefined ? {} : { [jose.customFetch]: keysBy(reach) }),
        });
        const { payload } = await jose.jwtVerify(token, keys, {
          issuer,
          audience: settings.clientId,
          algorithms: [...asymmetric],
          maxTokenAge: logoutTokenSeconds,
          clockTolerance: 30,
          requiredClaims: ['jti', 'events'],
        });
        const read = LogoutClaims.safeParse(payload);
        if (read.success) {
          const { jti, sub: subject, sid: session } = read.data;
          return accept({ jti, subject, session });
        }
        log('logout token refused: it is none');
      } catch (error) {
        log(`logout token refused: ${describe(error)}`);
      }
      return refuse('sign-in-failed', 'This logout token does not check out.');
    },

    async signOutUrl() {
      try {
        const configuration = await discover();
        if (configuration.serverMetadata().end_session_endpoint === undefined) return undefined;
        return oidc.buildEndSessionUrl(configuration, { post_logout_redirect_uri: settings.afterSignOutUrl }).href;
      } catch {
        return undefined; // our own session is gone whatever the provider does
      }
    },
  };
}
