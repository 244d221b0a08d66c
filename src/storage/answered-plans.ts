import { z } from 'zod';
import { rows, type Transaction } from './database.ts';
import { sql } from './sql.ts';

const AnsweredPlan = z.object({
  ownerId: z.string(),
  caseId: z.string(),
  urn: z.string(),
  title: z.string(),
  planId: z.string(),
  submissionId: z.string(),
  answeredAt: z.string(),
});
export type AnsweredPlan = z.infer<typeof AnsweredPlan>;

/** Action plans whose every item has an answer and that nobody has sent back yet, longest waiting first. */
export const answeredPlans = (tx: Transaction, limit: number): Promise<AnsweredPlan[]> =>
  rows(
    tx,
    AnsweredPlan,
    sql`select p.owner_id as "ownerId", p.case_id as "caseId", c.urn, c.title, p.plan_id as "planId",
               p.submission_id as "submissionId",
               to_char(max(i.answered_at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "answeredAt"
        from action_plan p
          join case_file c on c.owner_id = p.owner_id and c.case_id = p.case_id
          join action_item i on i.owner_id = p.owner_id and i.case_id = p.case_id and i.plan_id = p.plan_id
        where p.responded_at is null
        group by p.owner_id, p.case_id, c.urn, c.title, p.plan_id, p.submission_id
        having bool_and(i.answered_at is not null)
        order by max(i.answered_at), c.urn limit ${limit}`,
  );
