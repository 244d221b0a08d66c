import type { Logged } from './case-apply-police.ts';
import { countRules } from './case-counts.ts';
import { run, type Transaction } from './database.ts';
import { sql } from './sql.ts';

/** What it does to the tables when somebody doubts a rule of the standard. */

export async function doubtRule(tx: Transaction, e: Logged<'rule-doubted'>): Promise<void> {
  const { doubtId, submissionId, rule, kind, text, urn, by } = e.payload;
  await run(
    tx,
    sql`insert into rule_doubt (owner_id, case_id, doubt_id, side, submission_id, rule, kind, text, urn, by_name, said_at)
        values (${e.ownerId}, ${e.caseId}, ${doubtId}, ${e.audience === 'cps' ? 'cps' : 'police'}, ${submissionId}, ${rule},
                ${kind}, ${text}, ${urn}, ${by.name}, ${e.at}::timestamptz)`,
  );
  await countRules(tx, e, 'doubted', [rule]);
}
