import { z } from 'zod';
import type { CaseRef } from './case-reads.ts';
import { rows, type Transaction } from './database.ts';
import { sql } from './sql.ts';

const Ref = z.strictObject({ ownerId: z.string(), caseId: z.string() });

/**
 * Cases with a charge that was authorised, is not laid, and for which police are to be chased now or that lapses, at most
 * `limit`. Looks only at charges that wait. Needs a system viewer.
 * @param given.now ISO instant
 * @param given.months after which police are chased
 */
export const chargesToChase = (
  tx: Transaction,
  { now, months, limit }: { readonly now: string; readonly months: readonly number[]; readonly limit: number },
): Promise<CaseRef[]> =>
  rows(
    tx,
    Ref,
    sql`select distinct d.owner_id as "ownerId", d.case_id::text as "caseId"
        from decision d
          join submission s on s.owner_id = d.owner_id and s.case_id = d.case_id and s.submission_id = d.submission_id
            and s.state in ('decision_issued', 'triage_accepted', 'allocated', 'in_review', 'action_plan_issued')
          left join case_clock c on c.owner_id = d.owner_id and c.case_id = d.case_id and c.side = 'police'
            and c.clock_id = 'prosecution-limit:' || d.offence_id and c.state = 'running'
            and c.ends_at <= ${now}::timestamptz and c.ends_at > d.issued_at
        where d.laid_charge_id is null and d.again is null and d.detail ->> 'authorises' is not null
          and (c.clock_id is not null
            or exists (select from unnest(${months}::int[]) m
                       where m > d.chased
                         and (d.issued_at at time zone 'Europe/London')::date + make_interval(months => m)
                             <= (${now}::timestamptz at time zone 'Europe/London')::date)
            or (d.issued_at at time zone 'Europe/London')::date
                 + make_interval(months => (select max(m) from unnest(${months}::int[]) m))
               < (${now}::timestamptz at time zone 'Europe/London')::date)
        order by 1, 2 limit ${limit}`,
  );
