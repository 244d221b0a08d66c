import type { Instant } from '../../domain/kernel/civil-date.ts';
import { run, sql, type Database } from '../database.ts';
import { systemViewer } from '../viewer.ts';

/**
 * Removes the content of an event for good, when retention or a right to erasure asks for it. Its header and the chain
 * stay. Needs a database opened as `jcf_eraser`. False when it had been erased before, or there is no such event.
 * The tables that `apply` filled are not touched: whoever owns them erases there.
 */
export const erasePayload = (eraser: Database, ownerId: string, eventId: string, at: Instant): Promise<boolean> =>
  eraser.transaction(systemViewer, async (tx) => {
    const count = await run(
      tx,
      sql`update event_payload set payload = null, salt = null, erased_at = ${at}::timestamptz
          where owner_id = ${ownerId} and event_id = ${eventId} and erased_at is null`,
    );
    return count === 1;
  });
