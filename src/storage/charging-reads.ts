import { z } from 'zod';
import { CautionCondition, PoliceDecision, type OutOfCourtState } from '../domain/case-file/index.ts';
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

const OutOfCourtDetail = z.object({
  title: z.string(),
  conditions: z.array(CautionCondition),
  recorded: z.array(
    z.object({
      step: z.enum(['offered', 'accepted', 'refused', 'condition_kept', 'breached']),
      ...{ on: z.string(), conditionIds: z.array(z.string()), at: z.string(), by: ContactRow },
      ...{ admission: z.string(), consent: z.string(), says: z.string() },
    }),
  ),
});
const OutOfCourtTableRow = z.object({
  ...{ outcomeId: z.string(), submissionId: z.string(), version: z.int(), defendantId: z.string() },
  ...{ offenceId: z.string(), stands: z.enum(['offered', 'accepted', 'refused', 'kept', 'breached']) },
  detail: OutOfCourtDetail,
});

/** An outcome out of court that the CPS decided, with everything that police recorded of it, the first thing first. */
export interface OutOfCourtRow extends OutOfCourtState {
  readonly title: string;
  readonly recorded: z.infer<typeof OutOfCourtDetail>['recorded'];
  readonly submissionId: string;
  readonly version: number;
  readonly defendantId: string;
  readonly offenceId: string;
}

/** Outcomes out of court that were offered, the newest change first. */
export const outOfCourtOf = async (tx: Transaction, ref: CaseRef): Promise<OutOfCourtRow[]> =>
  (
    await rows(
      tx,
      OutOfCourtTableRow,
      sql`select outcome_id as "outcomeId", submission_id as "submissionId", version, defendant_id as "defendantId",
                 offence_id as "offenceId", stands, detail
          from out_of_court where owner_id = ${ref.ownerId} and case_id = ${ref.caseId}
          order by changed_at desc, outcome_id`,
    )
  ).map(({ detail, ...row }) => ({
    ...row,
    ...detail,
    keptIds: detail.recorded.flatMap(({ step, conditionIds }) => (step === 'condition_kept' ? conditionIds : [])),
    lastOn: detail.recorded.at(-1)?.on ?? '',
  }));
