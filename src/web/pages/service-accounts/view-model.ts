import { isScope, scopes, type Scope } from '../../../domain/access/index.ts';
import { sayInstant, type Instant } from '../../../domain/kernel/civil-date.ts';
import { mostSecrets, secretDays, type AccountView, type SecretView } from '../../../application/service-accounts.ts';
import type { StatusKind } from '../../components/case/status-tag.tsx';
import { paths } from '../../paths.ts';

/** An account as a row to read. */
export interface AccountRow {
  readonly name: string;
  readonly href: string;
  readonly may: string;
  readonly status: { readonly kind: StatusKind; readonly text: string };
  readonly lastUsed: string;
}

/** A secret as a card to read. */
export interface SecretCard {
  readonly title: string;
  readonly status: { readonly kind: StatusKind; readonly text: string };
  readonly facts: readonly { readonly key: string; readonly value: string }[];
  readonly live: boolean;
  /** Where it can be revoked; undefined for one that has ended, and for those who may not. */
  readonly revoke: string | undefined;
}

/** What waits for a second person. */
export interface ApprovalView {
  readonly says: string;
  /** Who can approve it, in a sentence. */
  readonly who: string;
  /** Where whoever looks approves it; undefined for those who cannot. */
  readonly href: string | undefined;
}

export interface AccountPageView {
  readonly name: string;
  readonly accountId: string;
  readonly facts: readonly { readonly key: string; readonly value: string }[];
  /** Each scope, and whether it works or waits. */
  readonly scopes: readonly { readonly title: string; readonly says: string; readonly waits: boolean }[];
  /** Ids of the scopes that are asked for: what an approval is of. */
  readonly asked: readonly Scope[];
  /** Who asked, and when, in a sentence. */
  readonly askedBy: string;
  /** What has to be approved, by whom and where; undefined when nothing has. */
  readonly approval: ApprovalView | undefined;
  readonly mayManage: boolean;
  readonly live: readonly SecretCard[];
  readonly ended: readonly SecretCard[];
  /** What to do next, in a sentence. */
  readonly nextStep: string;
  readonly mayAddSecret: boolean;
  readonly revoked: boolean;
}

/** Days before its end from which a secret is said to end soon. */
const soonDays = 14;

const endsSoon = (secret: SecretView, now: Instant): boolean =>
  now.until(secret.expiresAt, { largestUnit: 'hours' }).hours < soonDays * 24;

const liveOf = ({ secrets }: AccountView): SecretView[] => secrets.filter(({ state }) => state === 'live');

function statusOf(account: AccountView, now: Instant): AccountRow['status'] {
  if (account.revokedAt !== undefined) return { kind: 'none', text: 'Revoked' };
  const live = liveOf(account);
  const asks = account.mayApprove ? 'act' : 'wait';
  if (account.inForce.length === 0) return { kind: asks, text: 'Waits for approval' };
  if (account.waiting.length > 0) return { kind: asks, text: 'A part waits for approval' };
  if (account.approvedAlone) return { kind: 'urgent', text: 'Not approved by a second person' };
  if (live.length === 0) return { kind: 'act', text: 'No secret: cannot call' };
  return live.every((secret) => endsSoon(secret, now))
    ? { kind: 'urgent', text: 'Secret ends soon' }
    : { kind: 'done', text: 'Can call' };
}

function lastUsedOf({ secrets }: AccountView): string {
  const used = secrets.flatMap(({ usedAt }) => (usedAt === undefined ? [] : [usedAt.epochMilliseconds]));
  const latest = secrets.find(({ usedAt }) => usedAt?.epochMilliseconds === Math.max(...used));
  return latest?.usedAt === undefined ? 'Never' : sayInstant(latest.usedAt);
}

/** Accounts as rows, in the order given. */
export const accountRows = (accounts: readonly AccountView[], now: Instant): AccountRow[] =>
  accounts.map((account) => ({
    name: account.name,
    href: paths.serviceAccount.to({ accountId: account.accountId }),
    may: account.scopes.map((scope) => scopes[scope].title).join(', '),
    status: statusOf(account, now),
    lastUsed: lastUsedOf(account),
  }));

function secretCard(account: AccountView, secret: SecretView, now: Instant): SecretCard {
  const { state, ending, madeAt, madeBy, expiresAt, revokedAt, usedAt, secretId } = secret;
  const live = state === 'live' && account.revokedAt === undefined;
  const status: SecretCard['status'] = live
    ? endsSoon(secret, now)
      ? { kind: 'urgent', text: 'Ends soon' }
      : { kind: 'done', text: 'Works' }
    : { kind: 'none', text: state === 'expired' ? 'Expired' : 'Revoked' };
  const revoked = revokedAt ?? account.revokedAt;
  return {
    title: `Secret that ends in ${ending}`,
    ...{ status, live },
    facts: [
      { key: 'Made', value: `${sayInstant(madeAt)} by ${madeBy}` },
      { key: state === 'expired' ? 'Expired' : 'Expires', value: sayInstant(expiresAt) },
      ...(revoked === undefined ? [] : [{ key: 'Revoked', value: sayInstant(revoked) }]),
      { key: 'Last used', value: usedAt === undefined ? 'Never' : sayInstant(usedAt) },
    ],
    revoke: live && account.mayManage ? paths.revokeSecret.to({ accountId: account.accountId, secretId }) : undefined,
  };
}

function nextStepOf(account: AccountView, now: Instant): string {
  const live = account.revokedAt === undefined ? liveOf(account) : [];
  if (account.revokedAt !== undefined)
    return 'This account was revoked and cannot be used again. Make a new one if the system still needs to call.';
  if (live.length === 0) return 'Make a secret and give it to the system: until then it cannot call.';
  if (live.length >= mostSecrets) return 'Two secrets work. Once the system uses the newer one, revoke the older one.';
  return live.every((secret) => endsSoon(secret, now))
    ? 'The secret ends soon. Make another now, give it to the system, then revoke this one: nothing is interrupted.'
    : 'To change the secret without an interruption, make a second one, give it to the system, then revoke the first.';
}

function approvalSays({ inForce, waiting, approvedAlone }: AccountView): string {
  if (inForce.length === 0) return 'This account waits for approval: it can read and write nothing yet.';
  const alone = approvedAlone
    ? 'This account was made before a second person was asked for. It works, and nobody but its maker has agreed to it.'
    : '';
  const titles = waiting.map((scope) => `“${scopes[scope].title}”`).join(', ');
  const waits = waiting.length === 0 ? '' : `Waits for approval: ${titles}. The rest works meanwhile.`;
  return [alone, waits].filter((part) => part !== '').join(' ');
}

function approvalOf(account: AccountView): ApprovalView | undefined {
  if (!account.needsApproval) return undefined;
  const { approvers, askedBy } = account;
  return {
    says: approvalSays(account),
    who:
      approvers.length === 0
        ? `Nobody but ${askedBy}, who asked for it, may approve it: your organisation needs a second person with such a role.`
        : `To approve it: ${approvers.join(', ')}. Not ${askedBy}, who asked for it.`,
    href: account.mayApprove ? paths.approveServiceAccount.to({ accountId: account.accountId }) : undefined,
  };
}

const approvalFact = ({ approval, approvedAlone }: AccountView): { key: string; value: string } => ({
  key: 'Approved',
  value:
    approval !== undefined && !approvedAlone
      ? `${sayInstant(approval.at)} by ${approval.by}: ${approval.reason}`
      : approvedAlone
        ? 'Not by a second person'
        : 'Not yet',
});

/** One account, its secrets that work before those that have ended. */
export function accountPageView(account: AccountView, now: Instant): AccountPageView {
  const cards = account.secrets.map((secret) => secretCard(account, secret, now));
  const revoked = account.revokedAt !== undefined;
  return {
    name: account.name,
    accountId: account.accountId,
    facts: [
      { key: 'Made', value: `${sayInstant(account.madeAt)} by ${account.madeBy}` },
      approvalFact(account),
      ...(account.revokedAt === undefined ? [] : [{ key: 'Revoked', value: sayInstant(account.revokedAt) }]),
      { key: 'Last used', value: lastUsedOf(account) },
    ],
    scopes: account.scopes.map((scope) => ({ ...scopes[scope], waits: account.waiting.includes(scope) })),
    asked: account.scopes,
    askedBy: `${account.askedBy} asked for it on ${sayInstant(account.askedAt)}.`,
    approval: approvalOf(account),
    mayManage: account.mayManage,
    live: cards.filter(({ live }) => live),
    ended: cards.filter(({ live }) => !live),
    nextStep: nextStepOf(account, now),
    mayAddSecret: account.mayManage && !revoked && liveOf(account).length < mostSecrets,
    revoked,
  };
}

export const scopeChoices = Object.keys(scopes)
  .filter(isScope)
  .map((scope: Scope) => ({ value: scope, text: scopes[scope].title, hint: scopes[scope].says }));

export const dayChoices = secretDays.map((days) => ({ value: `${days}`, text: `${days} days` }));
export const usualDays = '90';
