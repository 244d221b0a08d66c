import { sayPendingCharge, type CaseEventPayload, type CaseEventType } from '../domain/case-file/index.ts';
import { leaveQueues } from './case-apply-police.ts';
import { run, type Transaction } from './database.ts';
import type { LoggedEvent } from './log/index.ts';
import { sql } from './sql.ts';

/** What police say and decide about charging does to the tables. */

type Logged<Type extends CaseEventType> = LoggedEvent<CaseEventPayload<Type>>;

const json = (value: unknown): string => JSON.stringify(value);

/** Who said it, as a line. */
const nameOf = (by: { name: string; rank?: string; collarNumber?: string }): string =>
  [by.rank, by.collarNumber, by.name].filter((part) => part !== undefined).join(' ');

export async function sayAuthority(tx: Transaction, e: Logged<'charging-authority-said'>): Promise<void> {
  const { offenceId, cjsCode, decides, computed, reason, by } = e.payload;
  if (decides === computed) {
    await run(
      tx,
      sql`delete from charging_authority
          where owner_id = ${e.ownerId} and case_id = ${e.caseId} and offence_id = ${offenceId}`,
    );
    return;
  }
  await run(
    tx,
    sql`insert into charging_authority (owner_id, case_id, offence_id, cjs_code, detail)
        values (${e.ownerId}, ${e.caseId}, ${offenceId}, ${cjsCode},
                ${json({ decides, reason, by: nameOf(by), at: e.at })}::jsonb)
        on conflict (owner_id, case_id, offence_id) do update
          set cjs_code = excluded.cjs_code, detail = excluded.detail`,
  );
}

/** A suspect is charged only when police lay it (BR-01): what police decide moves the track no further than authorised. */
export async function decideForPolice(tx: Transaction, e: Logged<'police-decided'>): Promise<void> {
  const { submissionId, defendantId, decisions, state, notices, by, awaitsReferral } = e.payload;
  const shared = e.audience === 'shared';
  for (const each of decisions)
    await run(
      tx,
      sql`insert into police_decision (owner_id, case_id, submission_id, defendant_id, offence_id, outcome, detail,
                                       decided_by, decided_at, laid_charge_id, shared)
          values (${e.ownerId}, ${e.caseId}, ${submissionId}, ${each.defendantId}, ${each.offenceId}, ${each.outcome},
                  ${json(each)}::jsonb, ${json(by)}::jsonb, ${e.at}::timestamptz, null, ${shared})`,
    );
  const outcomes: readonly string[] = decisions.map(({ outcome }) => outcome);
  const track = outcomes.some((each) => each === 'charge' || each === 'urgent_charge')
    ? 'charge_authorised'
    : outcomes.includes('out_of_court')
      ? 'oocd'
      : 'nfa';
  await run(
    tx,
    sql`update suspect_track set state = ${track}, since = ${e.at}::timestamptz
        where owner_id = ${e.ownerId} and case_id = ${e.caseId} and defendant_id = ${defendantId} and state <> 'charged'`,
  );
  for (const { noticeId, victim, enhanced, dueOn } of notices)
    await run(
      tx,
      sql`insert into victim_notice (owner_id, case_id, notice_id, defendant_id, victim, enhanced, due_on, told)
          values (${e.ownerId}, ${e.caseId}, ${noticeId}, ${defendantId}, ${victim}, ${enhanced}, ${dueOn}::date, null)`,
    );
  if (awaitsReferral !== undefined) {
    await run(
      tx,
      sql`update submission set urgent_charge = ${json(awaitsReferral)}::jsonb
          where owner_id = ${e.ownerId} and case_id = ${e.caseId} and submission_id = ${submissionId}`,
    );
    // Wherever it waits, it is wanted from now on.
    await run(
      tx,
      sql`update queue_item set reasons = jsonb_build_array(${sayPendingCharge(awaitsReferral)}::text) || reasons,
                                target_at = least(target_at, ${e.at}::timestamptz), wanted_at = ${e.at}::timestamptz
          where owner_id = ${e.ownerId} and case_id = ${e.caseId} and submission_id = ${submissionId}`,
    );
  }
  if (state === 'gatekeeping' || state === 'sent' || state === 'as_it_is') return;
  await run(
    tx,
    sql`update submission set state = ${state}, since = ${e.at}::timestamptz
        where owner_id = ${e.ownerId} and case_id = ${e.caseId} and submission_id = ${submissionId}`,
  );
  await leaveQueues(tx, e);
  // The CPS had it before and wait for it to come back: they see that it does not.
  if (shared)
    await run(
      tx,
      sql`update submission_sent set state = ${state}, since = ${e.at}::timestamptz
          where owner_id = ${e.ownerId} and case_id = ${e.caseId} and submission_id = ${submissionId}
            and state <> 'superseded'`,
    );
}

export async function tellVictim(tx: Transaction, e: Logged<'victim-told'>): Promise<void> {
  const { noticeId, on, how, by } = e.payload;
  await run(
    tx,
    sql`update victim_notice set told = ${json({ on, how, by: nameOf(by) })}::jsonb
        where owner_id = ${e.ownerId} and case_id = ${e.caseId} and notice_id = ${noticeId}`,
  );
}

/** A charge that police decided is laid; the last one closes the submission. */
export async function layPoliceCharge(
  tx: Transaction,
  e: LoggedEvent<{ chargeId: string; defendantId: string; offenceId: string | null }>,
): Promise<void> {
  const { chargeId, defendantId, offenceId } = e.payload;
  if (offenceId === null) return;
  await run(
    tx,
    sql`update police_decision set laid_charge_id = ${chargeId}
        where owner_id = ${e.ownerId} and case_id = ${e.caseId} and defendant_id = ${defendantId}
          and offence_id = ${offenceId} and outcome in ('charge', 'urgent_charge') and laid_charge_id is null`,
  );
  await run(
    tx,
    sql`update submission s set state = 'closed', since = ${e.at}::timestamptz
        where s.owner_id = ${e.ownerId} and s.case_id = ${e.caseId} and s.state = 'police_charged'
          and not exists (select 1 from police_decision d
                          where d.owner_id = s.owner_id and d.case_id = s.case_id and d.submission_id = s.submission_id
                            and d.outcome = 'charge' and d.laid_charge_id is null)`,
  );
}

const keepWithdrawal = (
  tx: Transaction,
  e: LoggedEvent<{ submissionId: string }>,
  withdrawal: object | null,
): Promise<unknown> =>
  run(
    tx,
    sql`update submission set withdrawal = ${withdrawal === null ? null : json(withdrawal)}::jsonb
        where owner_id = ${e.ownerId} and case_id = ${e.caseId} and submission_id = ${e.payload.submissionId}`,
  );

export const askWithdrawal = (tx: Transaction, e: Logged<'withdrawal-asked'>): Promise<unknown> =>
  keepWithdrawal(tx, e, { reason: e.payload.reason, by: nameOf(e.payload.by), at: e.at });

export const refuseWithdrawal = (tx: Transaction, e: Logged<'withdrawal-refused'>): Promise<unknown> =>
  keepWithdrawal(tx, e, null);

/** A request that police take back waits nowhere any more; the CPS see that it is withdrawn where they had it. */
export async function withdraw(tx: Transaction, e: Logged<'submission-withdrawn'>): Promise<void> {
  const { submissionId } = e.payload;
  await run(
    tx,
    sql`update submission set state = 'withdrawn', since = ${e.at}::timestamptz
        where owner_id = ${e.ownerId} and case_id = ${e.caseId} and submission_id = ${submissionId}`,
  );
  await run(
    tx,
    sql`update submission_sent set state = 'withdrawn', since = ${e.at}::timestamptz
        where owner_id = ${e.ownerId} and case_id = ${e.caseId} and submission_id = ${submissionId}
          and state <> 'superseded'`,
  );
  await leaveQueues(tx, e);
  await run(
    tx,
    sql`update suspect_track set state = 'under_investigation', since = ${e.at}::timestamptz
        where owner_id = ${e.ownerId} and case_id = ${e.caseId} and state = 'decision_pending'
          and defendant_id = any (select unnest(s.defendant_ids) from submission s
                                  where s.owner_id = ${e.ownerId} and s.case_id = ${e.caseId}
                                    and s.submission_id = ${submissionId})
          and not exists (select 1 from submission_sent o
                          where o.owner_id = suspect_track.owner_id and o.case_id = suspect_track.case_id
                            and suspect_track.defendant_id = any (o.defendant_ids)
                            and o.state not in ('withdrawn', 'superseded', 'closed'))`,
  );
}
