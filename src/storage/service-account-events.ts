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
    schemaVersion: 1,
    schema: AccountMade,
    apply: (tx, { ownerId, at, actor, payload }) =>
      run(
        tx,
        sql`insert into service_account (org_id, account_id, name, scopes, made_at, made_by)
            values (${ownerId}, ${payload.accountId}, ${payload.name}, ${payload.scopes}::text[], ${at}::timestamptz,
                    ${actor.userId})`,
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
