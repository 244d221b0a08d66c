import { run, type Transaction } from './database.ts';
import type { LoggedEvent } from './log/index.ts';
import { ruleMeasure, type RuleSource } from './rule-measures.ts';
import { sql } from './sql.ts';

/** Adds to a daily count of the organisation in which the case was born. Counts hold nothing of the case (V7). */
export const count = (tx: Transaction, e: LoggedEvent, measure: string, by = 1): Promise<unknown> =>
  run(
    tx,
    sql`insert into measure_daily (org_id, day, measure, value)
        values (${e.ownerId}, ${e.at.slice(0, 10)}, ${measure}, ${by})
        on conflict (org_id, day, measure) do update set value = measure_daily.value + excluded.value`,
  );

/** Adds to what rules of the standard were stumbled over for. */
export async function countRules(
  tx: Transaction,
  e: LoggedEvent,
  source: RuleSource,
  rules: readonly string[] = [],
): Promise<void> {
  for (const rule of new Set(rules)) await count(tx, e, ruleMeasure(source, rule));
}
