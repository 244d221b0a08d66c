import { enterQueue, type Logged } from './case-apply-police.ts';
import { moveSent, touchShared } from './case-apply-shared.ts';
import { run, type Transaction } from './database.ts';
import { sql } from './sql.ts';

/** What an outcome out of court, as police carry it out, does to the tables (T32). */

const json = (value: unknown): string => JSON.stringify(value);

const tracks = {
  offered: 'oocd_offered',
  accepted: 'oocd_accepted',
  kept: 'oocd_kept',
  refused: 'decision_pending',
  breached: 'decision_pending',
} as const;

export async function recordOutOfCourt(tx: Transaction, e: Logged<'out-of-court-recorded'>): Promise<void> {
  const p = e.payload;
  const { step, on, conditionIds, admission, consent, says, by, title, conditions } = p;
  const recorded = [{ step, on, conditionIds, admission, consent, says, by, at: e.at }];
  await run(
    tx,
    sql`insert into out_of_court (owner_id, case_id, outcome_id, submission_id, version, defendant_id, offence_id, stands,
                                  detail, changed_at)
        values (${e.ownerId}, ${e.caseId}, ${p.outcomeId}, ${p.submissionId}, ${p.version}, ${p.defendantId},
                ${p.offenceId}, ${p.stands}, ${json({ title, conditions, recorded })}::jsonb, ${e.at}::timestamptz)
        on conflict (owner_id, case_id, outcome_id) do update
          set stands = excluded.stands, changed_at = excluded.changed_at,
              detail = jsonb_set(out_of_court.detail, '{recorded}',
                                 out_of_court.detail -> 'recorded' || ${json(recorded)}::jsonb)`,
  );
  // Somebody charged, or to be charged, with another offence stands there.
  await run(
    tx,
    sql`update suspect_track set state = ${tracks[p.stands]}, since = ${e.at}::timestamptz
        where owner_id = ${e.ownerId} and case_id = ${e.caseId} and defendant_id = ${p.defendantId}
          and state in ('oocd', 'oocd_offered', 'oocd_accepted', 'oocd_kept')`,
  );
  if (p.returns)
    await run(
      tx,
      sql`update decision set again = ${json({ why: p.stands, says, at: e.at })}::jsonb
          where owner_id = ${e.ownerId} and case_id = ${e.caseId} and submission_id = ${p.submissionId}
            and version = ${p.version} and defendant_id = ${p.defendantId} and offence_id = ${p.offenceId}`,
    );
  if (p.state === null) {
    await touchShared(tx, e);
    return;
  }
  await moveSent(tx, e, p.state);
  if (p.state === 'closed') return;
  await enterQueue(tx, e, { holderOrg: p.toOrg, queue: 'allocation', ...p.urgency });
  // Decided again by whoever takes it.
  await run(
    tx,
    sql`update submission_sent set review = null
        where owner_id = ${e.ownerId} and case_id = ${e.caseId} and submission_id = ${p.submissionId}
          and version = ${p.version}`,
  );
}
