import type { CaseEventPayload, CaseEventType, CaseRecord } from '../domain/case-file/index.ts';
import { run, type Transaction } from './database.ts';
import type { LoggedEvent } from './log/index.ts';
import { sql } from './sql.ts';

/** What events do to who reads the sensitive material of a case. */

type Logged<Type extends CaseEventType> = LoggedEvent<CaseEventPayload<Type>>;

/** Notes the officers of the case, as its record has them. */
export const noteOfficers = (tx: Transaction, e: LoggedEvent, officers: CaseRecord['officers']): Promise<unknown> =>
  run(
    tx,
    sql`insert into case_officer (owner_id, case_id, collar_number, role)
        select distinct ${e.ownerId}::text, ${e.caseId}::uuid, o ->> 'collarNumber', o ->> 'role'
        from jsonb_array_elements(${JSON.stringify(officers)}::jsonb) o`,
  );

/** Whoever takes work on a case is named by that, once; what was said of them before stands. */
export const takeWork = (
  tx: Transaction,
  e: LoggedEvent,
  taken: { readonly side: string; readonly userId: string },
): Promise<unknown> =>
  run(
    tx,
    sql`insert into case_sensitive_reader (owner_id, case_id, side, user_id, how, said_by, said_at, reason)
        values (${e.ownerId}, ${e.caseId}, ${taken.side}, ${taken.userId}, 'work', ${e.actor.userId},
                ${e.at}::timestamptz, '')
        on conflict (owner_id, case_id, side, user_id) do nothing`,
  );

const say = (
  tx: Transaction,
  e: LoggedEvent<{ readonly side: string; readonly reason: string }>,
  people: readonly string[],
  how: 'named' | 'ended',
): Promise<unknown> =>
  run(
    tx,
    sql`insert into case_sensitive_reader (owner_id, case_id, side, user_id, how, said_by, said_at, reason)
        select distinct ${e.ownerId}::text, ${e.caseId}::uuid, ${e.payload.side}::text, each, ${how}::text,
               ${e.actor.userId}::text, ${e.at}::timestamptz, ${e.payload.reason}::text
        from unnest(${[...people]}::text[]) each
        on conflict (owner_id, case_id, side, user_id) do update
          set how = excluded.how, said_by = excluded.said_by, said_at = excluded.said_at, reason = excluded.reason`,
  );

export const nameReaders = (tx: Transaction, e: Logged<'sensitive-reader-named'>): Promise<unknown> =>
  say(tx, e, e.payload.people, 'named');

export const endReader = (tx: Transaction, e: Logged<'sensitive-reader-ended'>): Promise<unknown> =>
  say(tx, e, [e.payload.userId], 'ended');
