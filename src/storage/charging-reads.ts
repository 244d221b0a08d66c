import { z } from 'zod';
import { rows, type Transaction } from './database.ts';
import type { CaseRef } from './case-reads.ts';
import { sql } from './sql.ts';

/** Reads of what police say and decide about charging. Row-level security decides what comes back. */

const AuthoritySaidRow = z.object({
  offenceId: z.string(),
  cjsCode: z.string(),
  said: z.object({ decides: z.enum(['police', 'cps']), reason: z.string(), by: z.string(), at: z.string() }),
});
export type AuthoritySaidRow = z.infer<typeof AuthoritySaidRow>;

/** What was said of who decides, in place of the table, for the code that it was said of. */
export const authoritySaidOf = (tx: Transaction, ref: CaseRef): Promise<AuthoritySaidRow[]> =>
  rows(
    tx,
    AuthoritySaidRow,
    sql`select offence_id as "offenceId", cjs_code as "cjsCode", detail as said from charging_authority
        where owner_id = ${ref.ownerId} and case_id = ${ref.caseId} order by offence_id`,
  );
