import { z } from 'zod';
import { PoliceDecision } from '../domain/case-file/index.ts';
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

const ContactRow = z.record(z.string(), z.string());

const PoliceDecisionRow = z.object({
  submissionId: z.string(),
  detail: PoliceDecision,
  decidedBy: ContactRow,
  decidedAt: z.string(),
  laidChargeId: z.string().nullable(),
});
export type PoliceDecisionRow = z.infer<typeof PoliceDecisionRow>;

/** What police decided without the CPS, per suspect and offence, newest first. */
export const policeDecisionsOf = (tx: Transaction, ref: CaseRef): Promise<PoliceDecisionRow[]> =>
  rows(
    tx,
    PoliceDecisionRow,
    sql`select submission_id as "submissionId", detail, decided_by as "decidedBy", laid_charge_id as "laidChargeId",
               to_char(decided_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "decidedAt"
        from police_decision where owner_id = ${ref.ownerId} and case_id = ${ref.caseId}
        order by decided_at desc, defendant_id, offence_id`,
  );

const VictimNoticeRow = z.object({
  noticeId: z.string(),
  defendantId: z.string(),
  victim: z.string(),
  enhanced: z.boolean(),
  dueOn: z.string(),
  told: z.object({ on: z.string(), how: z.string(), by: z.string() }).nullable(),
});
export type VictimNoticeRow = z.infer<typeof VictimNoticeRow>;

/** Victims to be told of a decision not to charge, those still to be told first. */
export const victimNoticesOf = (tx: Transaction, ref: CaseRef): Promise<VictimNoticeRow[]> =>
  rows(
    tx,
    VictimNoticeRow,
    sql`select notice_id as "noticeId", defendant_id as "defendantId", victim, enhanced, due_on::text as "dueOn", told
        from victim_notice where owner_id = ${ref.ownerId} and case_id = ${ref.caseId}
        order by told is not null, due_on, notice_id`,
  );
