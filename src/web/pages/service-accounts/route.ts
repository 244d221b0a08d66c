import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { may, type Actor } from '../../../domain/access/index.ts';
import { accept, refuse, type Result } from '../../../domain/kernel/result.ts';
import {
  approveServiceAccount,
  changeScopes,
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
import {
  AccountPage,
  AccountsPage,
  ApprovePage,
  ChangeScopesPage,
  NewAccountPage,
  NewSecretPage,
  RevokePage,
  SecretPage,
} from './page.tsx';
import { accountPageView, accountRows } from './view-model.ts';

/** The value of the cookie, from which a new secret is worked out so that it need not be stored for its one showing. */
function sessionSecretOf(request: FastifyRequest): string {
  const session = request.foundSession?.session;
  if (session === undefined) throw new Error('a page for somebody signed in was reached without a session');
  return session.secret;
}

const who = { permission: 'service-accounts:manage' } as const;
const approver = { permission: 'service-accounts:approve' } as const;
const none = z.object({});
const ofAccount = z.object({ accountId: z.string() });
const ofSecret = z.object({ accountId: z.string(), secretId: z.string() });

/**
 * Accounts of other systems: a manager makes, changes, rotates and revokes them, and a second person agrees to what they may
 * do. They hold nothing of any case.
 */
export function registerServiceAccounts(app: FastifyInstance): void {
  const { deps } = app.shell;

  get(app, {
    ...approver,
    pattern: paths.serviceAccounts.pattern,
    auditAs: null,
    params: none,
    load: async (_input, { actor }) => {
      const accounts = await listServiceAccounts(deps, actor);
      return accounts.ok
        ? accept({
            view: {
              organisation: actor.organisation.name,
              rows: accountRows(accounts.value, deps.now()),
              mayAdd: may(actor, 'service-accounts:manage'),
            },
          })
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
    needsConfirming: true,
    params: none,
    body: z.strictObject({ name: z.string().default(''), scopes: many(z.string()) }),
    act: ({ body }, _visit, command) =>
      makeServiceAccount(deps, command, body, (accountId) => ({
        to: paths.serviceAccount.to({ accountId }),
        say: 'The account is made. It reads nothing until a second person has approved it.',
      })),
    onRefused: showNew,
  });

  const load =
    <View>(shown: (account: AccountView) => View) =>
    async (
      { params: { accountId } }: { readonly params: z.output<typeof ofAccount> },
      { actor }: { readonly actor: Actor },
    ): Promise<Result<{ readonly view: View }>> => {
      const account = await viewServiceAccount(deps, actor, accountId);
      return account.ok ? accept({ view: shown(account.value) }) : account;
    };
  const pageOf = (account: AccountView) => accountPageView(account, deps.now());

  get(app, {
    ...approver,
    pattern: paths.serviceAccount.pattern,
    auditAs: null,
    params: ofAccount,
    load: load(pageOf),
    page: AccountPage,
  });

  const showSecretForm = get(app, {
    ...who,
    pattern: paths.addSecret.pattern,
    auditAs: null,
    params: ofAccount,
    load: load(pageOf),
    page: NewSecretPage,
  });
  post(app, {
    ...who,
    pattern: paths.addSecret.pattern,
    auditAs: 'make-secret',
    needsConfirming: true,
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
    onRefused: showSecretForm,
  });

  const showScopes = get(app, {
    ...who,
    pattern: paths.changeScopes.pattern,
    auditAs: null,
    params: ofAccount,
    load: load(pageOf),
    page: ChangeScopesPage,
  });
  post(app, {
    ...who,
    pattern: paths.changeScopes.pattern,
    auditAs: 'change-scopes',
    needsConfirming: true,
    params: ofAccount,
    body: z.strictObject({ scopes: many(z.string()) }),
    act: ({ params: { accountId }, body }, _visit, command) =>
      changeScopes(
        deps,
        command,
        { accountId, scopes: body.scopes },
        {
          to: paths.serviceAccount.to({ accountId }),
          say: 'Changed. What was taken away ended now; what was added waits for a second person.',
        },
      ),
    onRefused: showScopes,
  });

  const showApprove = get(app, {
    ...approver,
    pattern: paths.approveServiceAccount.pattern,
    auditAs: null,
    params: ofAccount,
    load: load(pageOf),
    page: ApprovePage,
  });
  post(app, {
    ...approver,
    pattern: paths.approveServiceAccount.pattern,
    auditAs: 'approve-service-account',
    needsConfirming: true,
    params: ofAccount,
    body: z.strictObject({ seen: many(z.string()), reason: z.string().default('') }),
    act: ({ params: { accountId }, body }, _visit, command) =>
      approveServiceAccount(
        deps,
        command,
        { accountId, ...body },
        {
          to: paths.serviceAccount.to({ accountId }),
          say: 'Approved. The account can do what you agreed to from now on.',
        },
      ),
    onRefused: showApprove,
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
