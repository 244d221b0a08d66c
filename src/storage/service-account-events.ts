import { z } from 'zod';
import { scopes, type Scope } from '../domain/access/index.ts';
import { InstantText } from '../domain/kernel/civil-date.ts';
import { run } from './database.ts';
import { defineEvent, type EventDefinition, type Stream } from './log/index.ts';
import { sql } from './sql.ts';

/** What happens to the accounts of other systems, and what each event does to its tables. Each account has a stream. */

const text = z.string().min(1);
const scopeNames = Object.keys(scopes) as [Scope, ...Scope[]]; // keys of a constant object

export const AccountMade = z.strictObject({
  accountId: z.uuid(),
  name: text,
  scopes: z.array(z.enum(scopeNames)).min(1),
  /** Whether its scopes wait for a second person. Before version 2 nobody else was asked: its maker agreed alone. */
  approval: z.enum(['waits', 'by-maker']),
});
/** What an account may do from now on, as far as a second person agreed or agrees to it. */
export const ScopesChanged = z.strictObject({ accountId: z.uuid(), scopes: z.array(z.enum(scopeNames)).min(1) });
/** A second person agreed to exactly these scopes. */
export const ScopesApproved = z.strictObject({
  accountId: z.uuid(),
  approvalId: z.uuid(),
  scopes: z.array(z.enum(scopeNames)).min(1),
  reason: text,
});
export const SecretMade = z.strictObject({
  accountId: z.uuid(),
  secretId: z.uuid(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  ending: z.string().length(4),
  expiresAt: InstantText,
});
export const SecretRevoked = z.strictObject({ accountId: z.uuid(), secretId: z.uuid() });
export const AccountRevoked = z.strictObject({ accountId: z.uuid() });

export const serviceAccountStream = (orgId: string, accountId: string): Stream => ({
  ownerId: orgId,
  streamType: 'directory',
  streamId: `service-account:${accountId}`,
  audience: 'directory',
});

/** Every kind of event of the accounts of other systems. */
export const serviceAccountEvents: readonly EventDefinition[] = [
  defineEvent({
    type: 'service-account-made',
    schemaVersion: 2,
    schema: AccountMade,
    upgrade: (old) => ({ ...z.looseObject({}).parse(old), approval: 'by-maker' }),
    apply: (tx, { ownerId, at, actor, payload }) => {
      const alone = payload.approval === 'by-maker';
      const by = actor.userId;
      return run(
        tx,
        sql`insert into service_account (org_id, account_id, name, scopes, made_at, made_by, asked_at, asked_by,
                                         approved_scopes, approved_at, approved_by, approved_alone)
            values (${ownerId}, ${payload.accountId}, ${payload.name}, ${payload.scopes}::text[], ${at}::timestamptz, ${by},
                    ${at}::timestamptz, ${by}, ${alone ? payload.scopes : []}::text[], ${alone ? at : null}::timestamptz,
                    ${alone ? by : null}, ${alone})`,
      );
    },
  }),
  defineEvent({
    type: 'service-account-scopes-changed',
    schemaVersion: 1,
    schema: ScopesChanged,
    // Less than before needs nobody's leave, so who asked stays; and what was taken away is not agreed to any more.
    apply: (tx, { ownerId, at, actor, payload }) =>
      run(
        tx,
        sql`update service_account set
              asked_by = case when ${payload.scopes}::text[] <@ scopes then asked_by else ${actor.userId} end,
              asked_at = case when ${payload.scopes}::text[] <@ scopes then asked_at else ${at}::timestamptz end,
              approved_scopes = array(select each from unnest(approved_scopes) with ordinality as a (each, place)
                                       where each = any (${payload.scopes}::text[]) order by place),
              scopes = ${payload.scopes}::text[]
            where org_id = ${ownerId} and account_id = ${payload.accountId}`,
      ),
  }),
  defineEvent({
    type: 'service-account-approved',
    schemaVersion: 1,
    schema: ScopesApproved,
    apply: (tx, { ownerId, at, actor, payload }) =>
      run(
        tx,
        sql`update service_account set approved_scopes = ${payload.scopes}::text[], approval_id = ${payload.approvalId},
              approved_by = ${actor.userId}, approved_at = ${at}::timestamptz, approval_reason = ${payload.reason},
              approved_alone = false
            where org_id = ${ownerId} and account_id = ${payload.accountId}`,
      ),
  }),
  defineEvent({
    type: 'service-secret-made',
    schemaVersion: 1,
    schema: SecretMade,
    apply: (tx, { ownerId, at, actor, payload }) =>
      run(
        tx,
        sql`insert into service_secret (org_id, account_id, secret_id, sha256, ending, made_at, made_by, expires_at)
            values (${ownerId}, ${payload.accountId}, ${payload.secretId}, ${payload.sha256}, ${payload.ending},
                    ${at}::timestamptz, ${actor.userId}, ${payload.expiresAt}::timestamptz)`,
      ),
  }),
  defineEvent({
    type: 'service-secret-revoked',
    schemaVersion: 1,
    schema: SecretRevoked,
    apply: (tx, { ownerId, at, payload }) =>
      run(
        tx,
        sql`update service_secret set revoked_at = ${at}::timestamptz
            where org_id = ${ownerId} and account_id = ${payload.accountId} and secret_id = ${payload.secretId}`,
      ),
  }),
  defineEvent({
    type: 'service-account-revoked',
    schemaVersion: 1,
    schema: AccountRevoked,
    apply: (tx, { ownerId, at, payload }) =>
      run(
        tx,
        sql`update service_account set revoked_at = ${at}::timestamptz
            where org_id = ${ownerId} and account_id = ${payload.accountId}`,
      ),
  }),
];

/** Tables that only these events write. */
export const serviceAccountTables = ['service_account', 'service_secret'] as const;
