import { permissions, type Actor, type Permission, type Role } from '../domain/access/index.ts';
import * as accessRecords from '../storage/access-records.ts';
import { newId } from '../storage/ids.ts';
import type { CaseRef, Deps } from './deps.ts';
import { systemViewer } from './viewer.ts';

/** Case material that a page is about to show. */
export interface Reading {
  /** Audit name of the page. */
  readonly page: string;
  readonly cases: readonly CaseRef[];
  readonly permission: Permission;
}

/** The ground on which somebody may read: the permission and the roles they hold that give it, or that they are an account. */
export function groundOf(actor: Actor, permission: Permission): string {
  if (actor.scopes !== undefined) return `${permission} as account with ${actor.scopes.join(', ')}`;
  const giving: readonly Role[] = permissions[permission];
  return `${permission} as ${actor.roles.filter((role) => giving.includes(role)).join(', ')}`;
}

/**
 * Records that a person is shown case material: who, when, which page, which case, on what ground. Done before the page
 * is sent; where it can't be recorded, the page is not shown.
 */
export async function recordAccess(deps: Deps, actor: Actor, reading: Reading): Promise<void> {
  if (reading.cases.length === 0) return;
  const at = deps.now();
  const why = groundOf(actor, reading.permission);
  await deps.db.transaction(systemViewer, (tx) =>
    accessRecords.addAccessRecords(
      tx,
      reading.cases.map(({ ownerId, caseId }) => ({
        accessId: newId(at),
        ownerId,
        caseId,
        at,
        userId: actor.userId,
        orgId: actor.organisation.id,
        page: reading.page,
        why,
      })),
    ),
  );
}
