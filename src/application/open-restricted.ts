import { allow, openInEmergency } from '../domain/access/index.ts';
import type { Result } from '../domain/kernel/result.ts';
import { addAccessRecord } from '../storage/access-records.ts';
import { asSystem } from '../storage/as-system.ts';
import { lockCase } from '../storage/case-reads.ts';
import { findHeldCase, needToKnowOf } from '../storage/need-to-know.ts';
import { logActorOf, recordEvents, type Next } from './case-store.ts';
import type { Deps } from './deps.ts';
import { once, type Command, type Done } from './once.ts';
import { groundOf } from './record-access.ts';
import { audienceOfOwnSide, caseSideOf } from './restrict-case.ts';
import { viewerOf } from './viewer.ts';

/**
 * Opens a case that is kept to others, for a few hours, to somebody of an organisation that holds it. Written to the case's
 * log and to the record of access in the same transaction; inspectors or legal managers of the organisation find it on their
 * first page. Refuses `not-allowed`, `something-missing` without a reason, and `not-valid`, with one sentence for a case that
 * does not exist, is open anyway, or is closed by a conflict.
 */
export const openRestricted = (
  deps: Deps,
  command: Command,
  input: { urn: string; reason: string },
  next: Next,
): Promise<Result<Done>> =>
  deps.db.transaction(viewerOf(command.actor), async (tx) => {
    const { actor, at } = command;
    const allowed = allow(actor, 'access:emergency');
    if (!allowed.ok) return allowed;
    const first = await once(tx, command, next);
    if (!first.ok) return first;
    const side = caseSideOf(actor);
    const orgId = actor.organisation.id;
    const opened = await asSystem(tx, async (system): Promise<Result<true>> => {
      const ref = await findHeldCase(system, { orgId, side }, input.urn.trim().toUpperCase());
      if (ref !== undefined) await lockCase(system, ref);
      const known = ref === undefined ? undefined : await needToKnowOf(system, ref, side);
      const decided = openInEmergency(known, actor, input, at);
      if (!decided.ok) return decided;
      if (ref === undefined) throw new Error('a case that was not found was opened');
      const accessId = deps.newId();
      await addAccessRecord(system, {
        ...{ accessId, ownerId: ref.ownerId, caseId: ref.caseId, at, userId: actor.userId, orgId },
        page: 'opened-in-emergency',
        why: groundOf(actor, 'access:emergency'),
      });
      return recordEvents(
        deps,
        system,
        { actor: logActorOf(actor), at },
        ref,
        [
          {
            type: 'restricted-case-opened',
            touches: ['access'],
            payload: {
              ...{ openingId: accessId, side, orgId, userId: actor.userId, urn: input.urn.trim().toUpperCase() },
              reason: decided.value.reason,
              until: decided.value.until.toString(),
            },
          },
        ],
        audienceOfOwnSide(actor),
      );
    });
    return opened.ok ? first : opened;
  });
