import { z } from 'zod';
import { rows, type Transaction } from './database.ts';
import { sql } from './sql.ts';

const Words = z.object({
  ownerId: z.string(),
  caseId: z.string(),
  urn: z.string(),
  submissionId: z.string(),
  source: z.enum(['doubted', 'gap']),
  /** A kind of doubt; empty for a gap. */
  kind: z.string(),
  text: z.string(),
  by: z.string(),
  at: z.string(),
});
export type RuleWords = z.infer<typeof Words>;

/** What was written about one rule in cases that the viewer may see, newest first: doubts, and reasons for gaps. */
export const wordsAboutRule = (tx: Transaction, rule: string, limit: number): Promise<RuleWords[]> =>
  rows(
    tx,
    Words,
    sql`(select owner_id as "ownerId", case_id as "caseId", urn, submission_id as "submissionId", 'doubted' as source, kind,
           text, by_name as by, to_json(said_at) #>> '{}' as at
         from rule_doubt where rule = ${rule} order by said_at desc limit ${limit})
        union all
        (select g.owner_id, g.case_id, c.urn, g.submission_id, 'gap', '', g.reason, '', to_json(g.explained_at) #>> '{}'
         from gap_explained g join case_file c using (owner_id, case_id)
         where g.item = ${rule} order by g.explained_at desc limit ${limit})
        order by at desc limit ${limit}`,
  );
