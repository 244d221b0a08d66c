import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Actor } from '../../../domain/access/index.ts';
import { accept, refuse, type Result } from '../../../domain/kernel/result.ts';
import {
  listServiceAccounts,
  makeSecret,
  makeServiceAccount,
  revokeSecret,
  revokeServiceAccount,
  secretDays,
  showSecret,
  viewServiceAccount,
  type AccountView,
} from '../../../application/service-accounts.ts';
import { many } from '../../form-fields.ts';
import { paths } from '../../paths.ts';
import { get, post } from '../../route.ts';
import { AccountPage, AccountsPage, NewAccountPage, RevokePage, SecretPage } from './page.tsx';
import { accountPageView, accountRows } from './view-model.ts';

/** The value of the cookie, from which a new secret is worked out so that it need not be stored for its one showing. */
function sessionSecretOf(request: FastifyRequest): string {
  const session = request.foundSession?.session;
  if (session === undefined) throw new Error('a page for somebody signed in was reached without a session');
  return session.secret;
}

/** Accounts of other systems: a manager makes, rotates and revokes them. They hold nothing of any case. */
export function registerServiceAccounts(app: FastifyInstance): void {
  const { deps } = app.shell;
  const who = { permission: 'service-accounts:manage' } as const;
  const none = z.object({});
  const ofAccount = z.object({ accountId: z.string() });
  const ofSecret = z.object({ accountId: z.string(), secretId: z.string() });

  get(app, {
    ...who,
    pattern: paths.serviceAccounts.pattern,
    auditAs: null,
    params: none,
    load: async (_input, { actor }) => {
      const accounts = await listServiceAccounts(deps, actor);
      return accounts.ok
        ? accept({ view: { organisation: actor.organisation.name, rows: accountRows(accounts.value, deps.now()) } })
        : accounts;
    },
    page: AccountsPage,
  });

  const showNew = get(app, {
    ...who,
    pattern: paths.newServiceAccount.pattern,
    auditAs: null,
    params: none,
    load: () => Promise.resolve(accept({ view: {} })),
    page: NewAccountPage,
  });
  post(app, {
    ...who,
    pattern: paths.newServiceAccount.pattern,
    auditAs: 'make-service-account',
    params: none,
    body: z.strictObject({ name: z.string().default(''), scopes: many(z.string()) }),
    act: ({ body }, _visit, command) =>
      makeServiceAccount(deps, command, body, (accountId) => ({
        to: paths.serviceAccount.to({ accountId }),
        say: 'The account is made. Make its first secret below.',
      })),
    onRefused: showNew,
  });

  const showAccount = get(app, {
    ...who,
    pattern: paths.serviceAccount.pattern,
    auditAs: null,
    params: ofAccount,
    load: async ({ params: { accountId } }, { actor }) => {
      const account = await viewServiceAccount(deps, actor, accountId);
      return account.ok ? accept({ view: accountPageView(account.value, deps.now()) }) : account;
    },
    page: AccountPage,
  });
  post(app, {
    ...who,
    pattern: paths.addSecret.pattern,
    auditAs: 'make-secret',
    params: ofAccount,
    body: z.strictObject({
      days: z.enum(secretDays.map(String), { error: 'Choose how long the secret should work' }).optional(),
    }),
    act: async ({ params: { accountId }, body }, { request }, command) => {
      const days = secretDays.find((each) => `${each}` === body.days);
      if (days === undefined) return refuse('something-missing', 'Choose how long the secret should work', 'days');
      const given = { accountId, days, sessionSecret: sessionSecretOf(request) };
      return makeSecret(deps, command, given, (secretId) => ({ to: paths.newSecret.to({ accountId, secretId }) }));
    },
    onRefused: showAccount,
  });

  get(app, {
    ...who,
    pattern: paths.newSecret.pattern,
    auditAs: null,
    params: ofSecret,
    load: async ({ params }, { actor, request }) => {
      const shown = await showSecret(deps, actor, { ...params, sessionSecret: sessionSecretOf(request) });
      if (!shown.ok) return shown;
      const { account, secret } = shown.value;
      return accept({ view: { name: account.name, accountId: account.accountId, secret } });
    },
    page: SecretPage,
  });

  const account = async (actor: Actor, accountId: string): Promise<Result<AccountView>> =>
    viewServiceAccount(deps, actor, accountId);
  const askSecret = get(app, {
    ...who,
    pattern: paths.revokeSecret.pattern,
    auditAs: null,
    params: ofSecret,
    load: async ({ params }, { actor }) => {
      const found = await account(actor, params.accountId);
      if (!found.ok) return found;
      const secret = found.value.secrets.find(({ secretId }) => secretId === params.secretId);
      if (secret === undefined) return refuse('page-not-found', 'This account has no such secret.');
      return accept({
        view: {
          name: found.value.name,
          accountId: params.accountId,
          action: paths.revokeSecret.to(params),
          heading: `Revoke the secret that ends in ${secret.ending}?`,
          says: 'A system that still uses it is turned away from now on. This cannot be undone.',
          button: 'Revoke the secret',
        },
      });
    },
    page: RevokePage,
  });
  post(app, {
    ...who,
    pattern: paths.revokeSecret.pattern,
    auditAs: 'revoke-secret',
    params: ofSecret,
    body: z.strictObject({}),
    act: ({ params }, _visit, command) =>
      revokeSecret(deps, command, params, {
        to: paths.serviceAccount.to({ accountId: params.accountId }),
        say: 'The secret is revoked.',
      }),
    onRefused: askSecret,
  });

  const askAccount = get(app, {
    ...who,
    pattern: paths.revokeServiceAccount.pattern,
    auditAs: null,
    params: ofAccount,
    load: async ({ params: { accountId } }, { actor }) => {
      const found = await account(actor, accountId);
      if (!found.ok) return found;
      return accept({
        view: {
          ...{ name: found.value.name, accountId, action: paths.revokeServiceAccount.to({ accountId }) },
          heading: 'Revoke this account?',
          says: 'The system is turned away from now on, whichever secret it uses. What it wrote stays. This cannot be undone.',
          button: 'Revoke the account',
        },
      });
    },
    page: RevokePage,
  });
  post(app, {
    ...who,
    pattern: paths.revokeServiceAccount.pattern,
    auditAs: 'revoke-service-account',
    params: ofAccount,
    body: z.strictObject({}),
    act: ({ params: { accountId } }, _visit, command) =>
      revokeServiceAccount(deps, command, accountId, {
        to: paths.serviceAccounts.to(),
        say: 'The account is revoked.',
      }),
    onRefused: askAccount,
  });
}
