import type { Actor } from '../domain/access/index.ts';
import { accept, type Result } from '../domain/kernel/result.ts';
import { caseVersionOf } from '../storage/case-version.ts';
import { findCase } from './case-store.ts';
import type { Deps } from './deps.ts';
import { hiddenFrom, seesSensitiveOf } from './sensitive-readers.ts';
import { viewerOf } from './viewer.ts';

/**
 * The version of a case as this person may know it, to be sent with a change that was decided on it. Read it before the case
 * itself, so that what is written in between counts as new rather than as read. Refuses `case-not-found`.
 */
export const versionOfCase = (
  deps: Pick<Deps, 'db'>,
  actor: Actor,
  urn: string,
): Promise<Result<string, 'case-not-found'>> =>
  deps.db.transaction(viewerOf(actor), async (tx) => {
    const found = await findCase(tx, actor, urn);
    if (!found.ok) return found;
    const hidden = hiddenFrom(await seesSensitiveOf(tx, found.value, actor));
    return accept(await caseVersionOf(tx, found.value, hidden));
  });
