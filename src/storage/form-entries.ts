import { z } from 'zod';
import type { CaseRef } from './case-reads.ts';
import { rows, type Transaction } from './database.ts';
import { sql } from './sql.ts';

export const FormEntryRow = z.object({
  form: z.string(),
  about: z.string(),
  field: z.string(),
  class: z.enum(['V1', 'V5', 'V6']),
  value: z.unknown(),
  by: z.string(),
  at: z.string(),
});
export type FormEntryRow = z.infer<typeof FormEntryRow>;

/** What was written by hand on forms of a case, as far as the viewer may know. */
export const formEntriesOf = (tx: Transaction, ref: CaseRef): Promise<FormEntryRow[]> =>
  rows(
    tx,
    FormEntryRow,
    sql`select form, about, field, class, value, written_by as by,
               to_char(written_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at
        from form_entry where owner_id = ${ref.ownerId} and case_id = ${ref.caseId} order by form, about, field`,
  );
