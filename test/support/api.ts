import { randomUUID } from 'node:crypto';
import type { LightMyRequestResponse } from 'fastify';
import { registerApi } from '../../src/api/register.ts';
import {
  approveServiceAccount,
  makeSecret,
  makeServiceAccount,
  showSecret,
  viewServiceAccount,
} from '../../src/application/service-accounts.ts';
import { findActor } from '../../src/application/directory.ts';
import type { Scope } from '../../src/domain/access/index.ts';
import { personOf } from '../../src/web/api-person.ts';
import { commandOf } from './cases.ts';
import { breachesOf } from './contract.ts';
import { signedInAs, testApplication, who, type TestApplication, type TestApplicationOptions } from './signed-in.ts';

/** The whole application with the interface for other systems, as the service serves it. */
export const apiApplication = (
  options: TestApplicationOptions & { readonly requestsPerMinute?: number } = {},
): Promise<TestApplication> =>
  testApplication({
    ...options,
    pages: (app, deps) => {
      registerApi(app, { deps, requestsPerMinute: options.requestsPerMinute ?? 1_000_000, personOf });
      options.pages?.(app, deps);
    },
  });

type Headers = Readonly<Record<string, string>>;

/** Somebody who calls the interface. Every answer is held against the committed description; one that breaks it throws. */
export interface Caller {
  /** What proves who they are. */
  readonly headers: Headers;
  /** `path` is below `/api/v1`. */
  readonly get: (path: string, headers?: Headers) => Promise<LightMyRequestResponse>;
  /** Sends JSON, or a text as it is, with a new key unless one is given. */
  readonly post: (path: string, body?: unknown, headers?: Headers) => Promise<LightMyRequestResponse>;
}

const callerWith = ({ app }: Pick<TestApplication, 'app'>, proof: Headers): Caller => ({
  headers: proof,
  get: async (path, headers = {}) =>
    kept('GET', path, await app.inject({ method: 'GET', url: `/api/v1${path}`, headers: { ...proof, ...headers } })),
  post: async (path, body = {}, headers = {}) =>
    kept(
      'POST',
      path,
      await app.inject({
        method: 'POST',
        url: `/api/v1${path}`,
        headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID(), ...proof, ...headers },
        payload: typeof body === 'string' ? body : JSON.stringify(body),
      }),
    ),
});

function kept(method: string, path: string, answer: LightMyRequestResponse): LightMyRequestResponse {
  const breaches = breachesOf(method, `/api/v1${path}`, answer);
  if (breaches.length > 0) throw new Error(breaches.join('\n'));
  return answer;
}

/** Nobody in particular. */
export const nobody = (test: Pick<TestApplication, 'app'>): Caller => callerWith(test, {});

/** Whoever holds this secret. */
export const holderOf = (test: Pick<TestApplication, 'app'>, secret: string): Caller =>
  callerWith(test, { authorization: `Bearer ${secret}` });

/** A person on a page of ours, whose scripts send the token of its forms. */
export async function personCalling(test: TestApplication, userId: string): Promise<Caller> {
  const { cookie, csrfToken } = await signedInAs(test, userId);
  const { origin } = test.app.shell;
  return callerWith(test, { cookie, origin, host: new URL(origin).host, 'jcf-form-token': csrfToken });
}

/** Who agrees, as a second person, to what this manager asked for. */
export const approverOf = (managerId: string): string =>
  managerId === who.legalManager ? who.otherLegalManager : who.inspector;

/** Agrees to what this manager asked for an account, as it stands. */
export async function approveAccount(
  { deps }: Pick<TestApplication, 'deps'>,
  managerId: string,
  accountId: string,
  approverId = approverOf(managerId),
): Promise<void> {
  const command = await commandOf(deps, approverId);
  const account = await viewServiceAccount(deps, command.actor, accountId);
  if (!account.ok) throw new Error(account.refusal.detail);
  const given = { accountId, seen: account.value.scopes, reason: 'Needed for the records system.' };
  const approved = await approveServiceAccount(deps, command, given, { to: '/' });
  if (!approved.ok) throw new Error(approved.refusal.detail);
}

/** An account of the organisation of this manager, approved by a second person, and its first secret. */
export async function newAccount(
  test: Pick<TestApplication, 'deps'>,
  managerId: string,
  scopes: readonly Scope[],
  days: 30 | 90 | 180 | 365 = 90,
): Promise<{ readonly accountId: string; readonly secretId: string; readonly secret: string }> {
  const made = await newAccountWaiting(test, managerId, scopes, days);
  await approveAccount(test, managerId, made.accountId);
  return made;
}

/** The same before anybody else has agreed to it. */
export async function newAccountWaiting(
  { deps }: Pick<TestApplication, 'deps'>,
  managerId: string,
  scopes: readonly Scope[],
  days: 30 | 90 | 180 | 365 = 90,
): Promise<{ readonly accountId: string; readonly secretId: string; readonly secret: string }> {
  const made = await makeServiceAccount(
    deps,
    await commandOf(deps, managerId),
    { name: `System ${randomUUID().slice(0, 8)}`, scopes },
    (accountId) => ({ to: accountId }),
  );
  if (!made.ok) throw new Error(made.refusal.detail);
  const accountId = made.value.to;
  const sessionSecret = randomUUID();
  const given = { accountId, days, sessionSecret };
  const secretMade = await makeSecret(deps, await commandOf(deps, managerId), given, (secretId) => ({ to: secretId }));
  if (!secretMade.ok) throw new Error(secretMade.refusal.detail);
  const secretId = secretMade.value.to;
  const manager = await findActor(deps, managerId);
  if (manager === undefined) throw new Error(`nobody is called ${managerId}`);
  const shown = await showSecret(deps, manager, { accountId, secretId, sessionSecret });
  if (!shown.ok || shown.value.secret === undefined) throw new Error('the secret was not shown');
  return { accountId, secretId, secret: shown.value.secret };
}
