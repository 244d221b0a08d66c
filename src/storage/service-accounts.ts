import { z } from 'zod';
import { isScope } from '../domain/access/index.ts';
import { Temporal, type Instant } from '../domain/kernel/civil-date.ts';
import { maybeOne, rows, run, type Transaction } from './database.ts';
import { sql, type Sql } from './sql.ts';

/** Accounts of other systems and their secrets. Run as the system viewer unless a function says otherwise. */

const At = z.string().transform((text) => Temporal.Instant.from(text));

const Scopes = z.array(z.string()).transform((names) => names.filter(isScope));

const AccountRow = z.strictObject({
  orgId: z.string(),
  accountId: z.string(),
  name: z.string(),
  scopes: Scopes,
  madeAt: At,
  madeBy: z.string(),
  askedAt: At,
  askedBy: z.string(),
  approved: Scopes,
  approvalId: z.string().nullable(),
  approvedAt: At.nullable(),
  approvedBy: z.string().nullable(),
  approvalReason: z.string().nullable(),
  approvedAlone: z.boolean(),
  revokedAt: At.nullable(),
});
export type AccountRow = z.infer<typeof AccountRow>;

const accountColumns = sql`org_id as "orgId", account_id::text as "accountId", name, scopes, made_at as "madeAt",
  made_by as "madeBy", asked_at as "askedAt", asked_by as "askedBy", approved_scopes as approved,
  approval_id::text as "approvalId", approved_at as "approvedAt", approved_by as "approvedBy",
  approval_reason as "approvalReason", approved_alone as "approvedAlone", revoked_at as "revokedAt"`;

/** The accounts of an organisation by name, revoked ones after the others. */
export const accountsOf = (tx: Transaction, orgId: string): Promise<AccountRow[]> =>
  rows(
    tx,
    AccountRow,
    sql`select ${accountColumns} from service_account where org_id = ${orgId}
        order by revoked_at is not null, name, account_id`,
  );

export const findAccount = (tx: Transaction, orgId: string, accountId: string): Promise<AccountRow | undefined> =>
  maybeOne(
    tx,
    AccountRow,
    sql`select ${accountColumns} from service_account where org_id = ${orgId} and account_id::text = ${accountId}`,
  );

const Approval = z.strictObject({
  approvalId: z.string(),
  accountId: z.string(),
  name: z.string(),
  by: z.string(),
  at: At.transform((at) => at.toString()),
  reason: z.string(),
});

/** The newest approval of each live account of an organisation since a time, newest first. */
export const approvalsSince = (
  tx: Transaction,
  orgId: string,
  since: Instant,
  limit: number,
): Promise<z.infer<typeof Approval>[]> =>
  rows(
    tx,
    Approval,
    sql`select approval_id::text as "approvalId", account_id::text as "accountId", name, approved_by as by,
               approved_at as at, approval_reason as reason
        from service_account
        where org_id = ${orgId} and approval_id is not null and approved_at >= ${since}::timestamptz and revoked_at is null
        order by approved_at desc, approval_id limit ${limit}`,
  );

/** Holds an account until the transaction ends, so that two changes of it take turns. */
export const lockAccount = (tx: Transaction, orgId: string, accountId: string): Promise<unknown> =>
  run(tx, sql`select 1 from service_account where org_id = ${orgId} and account_id::text = ${accountId} for update`);

/** The name of an account, whoever's it is; readable by everyone signed in. */
export const findAccountName = async (tx: Transaction, accountId: string): Promise<string | undefined> =>
  (
    await maybeOne(
      tx,
      z.strictObject({ name: z.string() }),
      sql`select name from service_account where account_id::text = ${accountId}`,
    )
  )?.name;

const SecretRow = z.strictObject({
  secretId: z.string(),
  ending: z.string(),
  madeAt: At,
  madeBy: z.string(),
  expiresAt: At,
  revokedAt: At.nullable(),
  shownAt: At.nullable(),
  usedAt: At.nullable(),
});
export type SecretRow = z.infer<typeof SecretRow>;

const joined = sql`from service_secret s left join service_secret_use u on u.org_id = s.org_id and u.secret_id = s.secret_id`;

const secretsWhere = (tx: Transaction, condition: Sql): Promise<SecretRow[]> =>
  rows(
    tx,
    SecretRow,
    sql`select s.secret_id::text as "secretId", s.ending, s.made_at as "madeAt", s.made_by as "madeBy",
               s.expires_at as "expiresAt", s.revoked_at as "revokedAt", u.shown_at as "shownAt", u.used_at as "usedAt"
        ${joined} where ${condition} order by s.made_at desc, s.secret_id`,
  );

/** Every secret an account has had, newest first. */
export const secretsOf = (tx: Transaction, orgId: string, accountId: string): Promise<SecretRow[]> =>
  secretsWhere(tx, sql`s.org_id = ${orgId} and s.account_id::text = ${accountId}`);

const Presented = z.strictObject({
  orgId: z.string(),
  accountId: z.string(),
  secretId: z.string(),
  name: z.string(),
  scopes: Scopes,
  approved: Scopes,
  /** User ids of those who made it, asked for its scopes, agreed to them, or made a secret that was not revoked. */
  behind: z.array(z.string()),
  expiresAt: At,
  usedAt: At.nullable(),
});
export type Presented = z.infer<typeof Presented>;

/** The account whose secret has this hash, neither of them revoked; the caller judges its age. */
export const findBySecret = (tx: Transaction, sha256: string): Promise<Presented | undefined> =>
  maybeOne(
    tx,
    Presented,
    sql`select s.org_id as "orgId", s.account_id::text as "accountId", s.secret_id::text as "secretId", a.name, a.scopes,
               a.approved_scopes as approved,
               array(select a.made_by union select a.asked_by union select a.approved_by where a.approved_by is not null
                     union select each.made_by from service_secret each where each.org_id = a.org_id
                       and each.account_id = a.account_id and each.revoked_at is null) as behind,
               s.expires_at as "expiresAt", u.used_at as "usedAt"
        ${joined} join service_account a on a.org_id = s.org_id and a.account_id = s.account_id
        where s.sha256 = ${sha256} and s.revoked_at is null and a.revoked_at is null`,
  );

/** Notes that a secret was used, at most back to the minute: the caller decides when to. */
export const noteUse = (tx: Transaction, orgId: string, secretId: string, at: Instant): Promise<unknown> =>
  run(
    tx,
    sql`insert into service_secret_use (org_id, secret_id, used_at) values (${orgId}, ${secretId}, ${at})
        on conflict (org_id, secret_id) do update set used_at = excluded.used_at`,
  );

/** Notes that a secret is about to be shown. False when it was shown before, or is not a secret of this hash. */
export const noteShown = async (
  tx: Transaction,
  given: { readonly orgId: string; readonly secretId: string; readonly sha256: string; readonly at: Instant },
): Promise<boolean> =>
  (await run(
    tx,
    sql`insert into service_secret_use (org_id, secret_id, shown_at)
        select org_id, secret_id, ${given.at}::timestamptz from service_secret
        where org_id = ${given.orgId} and secret_id::text = ${given.secretId} and sha256 = ${given.sha256}
        on conflict (org_id, secret_id) do update set shown_at = excluded.shown_at
          where service_secret_use.shown_at is null`,
  )) === 1;
