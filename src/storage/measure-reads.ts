import { z } from 'zod';
import { rows, type Transaction } from './database.ts';
import { sql } from './sql.ts';

const Total = z.object({ orgId: z.string(), measure: z.string(), value: z.number() });

/** Totals of each measure for the organisations given, as far as the viewer may see them. */
export const measuresOf = (tx: Transaction, orgIds: readonly string[]): Promise<z.infer<typeof Total>[]> =>
  rows(
    tx,
    Total,
    sql`select org_id as "orgId", measure, sum(value)::float8 as value from measure_daily
        where org_id = any (${orgIds}::text[]) group by org_id, measure order by org_id, measure`,
  );
