import type { Logged } from './case-apply-police.ts';
import { run, type Transaction } from './database.ts';
import { sql } from './sql.ts';

/** What writing on a form does to the tables. */

export async function writeField(tx: Transaction, e: Logged<'form-field-written'>): Promise<void> {
  const { form, about, field, value, class: kept, by } = e.payload;
  const at = sql`owner_id = ${e.ownerId} and case_id = ${e.caseId}`;
  if (value === null)
    await run(tx, sql`delete from form_entry where ${at} and form = ${form} and about = ${about} and field = ${field}`);
  else
    await run(
      tx,
      sql`insert into form_entry (owner_id, case_id, form, about, field, class, value, written_by, written_at)
          values (${e.ownerId}, ${e.caseId}, ${form}, ${about}, ${field}, ${kept}, ${JSON.stringify(value)}::jsonb, ${by},
                  ${e.at}::timestamptz)
          on conflict (owner_id, case_id, form, about, field) do update
            set value = excluded.value, class = excluded.class, written_by = excluded.written_by,
                written_at = excluded.written_at`,
    );
  // A change of what only some may know of is no change of the case for those who may not.
  if (kept === 'V1') await run(tx, sql`update case_file set changed_at = ${e.at}::timestamptz where ${at}`);
}
