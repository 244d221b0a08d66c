import type { CaseEventPayload, CaseEventType } from '../domain/case-file/index.ts';
import { run, type Transaction } from './database.ts';
import type { LoggedEvent } from './log/index.ts';
import { sql } from './sql.ts';

/** What police say and decide about charging does to the tables. */

type Logged<Type extends CaseEventType> = LoggedEvent<CaseEventPayload<Type>>;

const json = (value: unknown): string => JSON.stringify(value);

/** Who said it, as a line. */
const nameOf = (by: { name: string; rank?: string; collarNumber?: string }): string =>
  [by.rank, by.collarNumber, by.name].filter((part) => part !== undefined).join(' ');

export async function sayAuthority(tx: Transaction, e: Logged<'charging-authority-said'>): Promise<void> {
  const { offenceId, cjsCode, decides, computed, reason, by } = e.payload;
  if (decides === computed) {
    await run(
      tx,
      sql`delete from charging_authority
          where owner_id = ${e.ownerId} and case_id = ${e.caseId} and offence_id = ${offenceId}`,
    );
    return;
  }
  await run(
    tx,
    sql`insert into charging_authority (owner_id, case_id, offence_id, cjs_code, detail)
        values (${e.ownerId}, ${e.caseId}, ${offenceId}, ${cjsCode},
                ${json({ decides, reason, by: nameOf(by), at: e.at })}::jsonb)
        on conflict (owner_id, case_id, offence_id) do update
          set cjs_code = excluded.cjs_code, detail = excluded.detail`,
  );
}
