import { z } from 'zod';
import { rows, run, sql, type Database, type Transaction } from './database.ts';
import type { HeadLine } from './backup.ts';
import { systemViewer } from './viewer.ts';

/** Of these places of streams, those that the log here does not have with the same hash. */
export const placesMissing = (db: Database, heads: readonly HeadLine[]): Promise<readonly HeadLine[]> =>
  db.transaction(systemViewer, async (tx) => {
    const found = await rows(
      tx,
      z.strictObject({ place: z.coerce.number() }),
      sql`select place::text as place
          from unnest(${heads.map((each) => each.ownerId)}::text[], ${heads.map((each) => each.streamType)}::text[],
              ${heads.map((each) => each.streamId)}::text[], ${heads.map((each) => each.audience)}::text[],
              ${heads.map((each) => each.seq)}::int[], ${heads.map((each) => each.hash)}::text[])
            with ordinality as h (owner_id, stream_type, stream_id, audience, seq, hash, place)
          where h.seq > 0 and not exists (
            select from event e where e.owner_id = h.owner_id and e.stream_type = h.stream_type
              and e.stream_id = h.stream_id and e.audience = h.audience and e.seq = h.seq
              and encode(e.hash, 'hex') = h.hash)`,
    );
    return found.flatMap(({ place }) => heads[place - 1] ?? []);
  });

/** Signs everybody out, those in the middle of signing in included. Needs a system viewer. */
export async function endEverySession(tx: Transaction): Promise<void> {
  await run(tx, sql`delete from session`);
  await run(tx, sql`delete from sign_in_attempt`);
}
