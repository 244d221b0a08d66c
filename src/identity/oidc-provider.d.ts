/**
 * The parts of oidc-provider that this product uses. The package carries no types; what is not declared here does not
 * compile, which keeps our use of it small. Imported by its inner path because the package's front door prints a
 * warning about Node 20, on which it works (checked by the sign-in tests).
 */
declare module 'oidc-provider/lib/provider.js' {
  import type { IncomingMessage, ServerResponse } from 'node:http';

  interface Context {
    readonly oidc: {
      readonly client: { readonly clientId: string };
      readonly session: { readonly accountId: string };
      readonly provider: Provider;
    };
    type: string;
    body: string;
  }

  interface Grant {
    addOIDCScope(scope: string): void;
    save(): Promise<string>;
  }

  interface Account {
    readonly accountId: string;
    claims(): ({ readonly sub: string } & Readonly<Record<string, unknown>>) | Promise<{ readonly sub: string }>;
  }

  /** One kind of stored object (sessions, codes, tokens, interactions), in the provider's adapter contract. */
  interface Adapter {
    upsert(id: string, payload: Payload, expiresIn: number): Promise<void>;
    find(id: string): Promise<Payload | undefined>;
    findByUid(uid: string): Promise<Payload | undefined>;
    findByUserCode(userCode: string): Promise<Payload | undefined>;
    consume(id: string): Promise<void>;
    destroy(id: string): Promise<void>;
    revokeByGrantId(grantId: string): Promise<void>;
  }

  interface Payload {
    readonly uid?: string;
    readonly accountId?: string;
    readonly grantId?: string;
    consumed?: number;
  }

  interface Configuration {
    readonly adapter: (model: string) => Adapter;
    readonly clients: readonly Readonly<Record<string, unknown>>[];
    readonly jwks: { readonly keys: readonly object[] };
    readonly cookies: { readonly keys: readonly string[]; readonly names: Readonly<Record<string, string>> };
    readonly pkce: { readonly required: () => boolean };
    readonly features: Readonly<Record<string, { readonly enabled: boolean }>>;
    readonly interactions: {
      readonly url: (context: Context, interaction: { readonly uid: string }) => string;
    };
    /** Claims by scope, and whether the ID token holds them; for the provider of the tests. */
    readonly claims?: Readonly<Record<string, readonly string[]>>;
    readonly conformIdTokenClaims?: boolean;
    readonly findAccount: (context: Context, id: string) => Promise<Account | undefined>;
    readonly loadExistingGrant: (context: Context) => Promise<Grant>;
    readonly renderError: (context: Context, out: { readonly error: string }) => void;
    readonly ttl: Readonly<Record<string, number>>;
    /** How it reaches others; for the provider of the tests. */
    readonly fetch?: (url: string | URL, options: { readonly body?: unknown }) => Promise<Response>;
  }

  export class Provider {
    constructor(issuer: string, configuration: Configuration);
    readonly issuer: string;
    readonly Grant: new (properties: { accountId: string; clientId: string }) => Grant;
    readonly Client: {
      find(id: string): Promise<{ backchannelLogout(subject: string, session: string): Promise<void> } | undefined>;
    };
    callback(): (request: IncomingMessage, response: ServerResponse) => Promise<void>;
    interactionDetails(
      request: IncomingMessage,
      response: ServerResponse,
    ): Promise<{
      readonly uid: string;
      readonly prompt: { readonly name: string };
      readonly params: Readonly<Record<string, unknown>>;
    }>;
    /** Stores the outcome and answers the address to send the browser to. */
    interactionResult(
      request: IncomingMessage,
      response: ServerResponse,
      result: { readonly login: { readonly accountId: string } } | { readonly error: string },
    ): Promise<string>;
    on(event: string, listener: (context: Context, error: Error) => void): this;
  }
}
