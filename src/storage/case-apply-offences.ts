import { z } from 'zod';
import {
  Offence,
  withPointEvidence,
  type CaseEventPayload,
  type CaseEventType,
  type PointsToProve,
  type Reordered,
} from '../domain/case-file/index.ts';
import { one, run, type Transaction } from './database.ts';
import type { LoggedEvent } from './log/index.ts';
import { sql } from './sql.ts';

/** What changes of the offences do to the tables. Nothing is looked up outside the event but the place in the list. */

type Logged<Type extends CaseEventType> = LoggedEvent<CaseEventPayload<Type>>;

const json = (value: unknown): string => JSON.stringify(value);

const changed = (tx: Transaction, e: LoggedEvent): Promise<unknown> =>
  run(
    tx,
    sql`update case_file set changed_at = ${e.at}::timestamptz where owner_id = ${e.ownerId} and case_id = ${e.caseId}`,
  );

/**
 * Files that wait keep their place by the time limits as they are now. That a file comes back after a rejection stays the
 * first thing its queue says of it.
 */
export async function reorder(tx: Transaction, e: LoggedEvent, reordered: Reordered): Promise<void> {
  for (const { submissionId, urgency } of reordered)
    await run(
      tx,
      sql`update queue_item
          set due_at = ${urgency.dueAt}::timestamptz,
              reasons = case when reasons->>0 like 'Version %' then jsonb_build_array(reasons->0) else '[]'::jsonb end
                        || ${json(urgency.reasons)}::jsonb
          where owner_id = ${e.ownerId} and case_id = ${e.caseId} and submission_id = ${submissionId}`,
    );
}

const dropTrialMode = (tx: Transaction, e: LoggedEvent, offenceId: string, exceptFor = ''): Promise<unknown> =>
  run(
    tx,
    sql`delete from trial_mode
        where owner_id = ${e.ownerId} and case_id = ${e.caseId} and offence_id = ${offenceId}
          and cjs_code <> ${exceptFor}`,
  );

export async function addOffence(tx: Transaction, e: Logged<'offence-added'>): Promise<void> {
  const { offence, reordered } = e.payload;
  await run(
    tx,
    sql`insert into case_offence (owner_id, case_id, offence_id, defendant_id, position, cjs_code, detail)
        select ${e.ownerId}, ${e.caseId}, ${offence.id}, ${offence.defendantId}, coalesce(max(position), 0) + 1,
               ${offence.cjsCode}, ${json(offence)}::jsonb
        from case_offence where owner_id = ${e.ownerId} and case_id = ${e.caseId}`,
  );
  await reorder(tx, e, reordered);
  await changed(tx, e);
}

export async function correctOffence(tx: Transaction, e: Logged<'offence-corrected'>): Promise<void> {
  const { offence, reordered } = e.payload;
  await run(
    tx,
    sql`update case_offence set cjs_code = ${offence.cjsCode}, detail = ${json(offence)}::jsonb
        where owner_id = ${e.ownerId} and case_id = ${e.caseId} and offence_id = ${offence.id}`,
  );
  // What was set was said of the code that stood there.
  await dropTrialMode(tx, e, offence.id, offence.cjsCode);
  await reorder(tx, e, reordered);
  await changed(tx, e);
}

export async function withdrawOffence(tx: Transaction, e: Logged<'offence-withdrawn'>): Promise<void> {
  const { offence, reason, reordered } = e.payload;
  const detail: Offence = offence;
  await run(
    tx,
    sql`delete from case_offence
        where owner_id = ${e.ownerId} and case_id = ${e.caseId} and offence_id = ${offence.id}`,
  );
  await run(
    tx,
    sql`insert into offence_withdrawn (owner_id, case_id, offence_id, detail, reason, withdrawn_by, withdrawn_at)
        values (${e.ownerId}, ${e.caseId}, ${offence.id}, ${json(detail)}::jsonb, ${reason}, ${e.actor.userId},
                ${e.at}::timestamptz)`,
  );
  await dropTrialMode(tx, e, offence.id);
  await reorder(tx, e, reordered);
  await changed(tx, e);
}

export async function setTrialMode(tx: Transaction, e: Logged<'trial-mode-set'>): Promise<void> {
  const { offenceId, cjsCode, value, reason, side, by, reordered } = e.payload;
  const says = [by.rank, by.collarNumber, by.name].filter((part) => part !== undefined).join(' ');
  await run(
    tx,
    sql`insert into trial_mode (owner_id, case_id, offence_id, cjs_code, detail, shared)
        values (${e.ownerId}, ${e.caseId}, ${offenceId}, ${cjsCode},
                ${json({ value, reason, by: says, side, at: e.at })}::jsonb, ${e.audience === 'shared'})
        on conflict (owner_id, case_id, offence_id) do update
          set cjs_code = excluded.cjs_code, detail = excluded.detail, shared = trial_mode.shared or excluded.shared`,
  );
  await reorder(tx, e, reordered);
}

export async function takeBackTrialMode(tx: Transaction, e: Logged<'trial-mode-taken-back'>): Promise<void> {
  await dropTrialMode(tx, e, e.payload.offenceId);
  await reorder(tx, e, e.payload.reordered);
}

const keepPoints = async (tx: Transaction, e: LoggedEvent, offenceId: string, points: PointsToProve): Promise<void> => {
  await run(
    tx,
    sql`update case_offence set detail = detail || ${json({ points })}::jsonb
        where owner_id = ${e.ownerId} and case_id = ${e.caseId} and offence_id = ${offenceId}`,
  );
  await changed(tx, e);
};

export const writePoints = (tx: Transaction, e: Logged<'points-written'>): Promise<void> =>
  keepPoints(tx, e, e.payload.offenceId, e.payload.points);

/** The points themselves stand in the row that the events before this one made. */
export async function setPointEvidence(tx: Transaction, e: Logged<'point-evidence-set'>): Promise<void> {
  const { offenceId } = e.payload;
  const { detail } = await one(
    tx,
    z.object({ detail: Offence }),
    sql`select detail from case_offence
        where owner_id = ${e.ownerId} and case_id = ${e.caseId} and offence_id = ${offenceId}`,
  );
  if (detail.points === undefined) throw new Error('evidence was set on points that nobody wrote');
  await keepPoints(tx, e, offenceId, withPointEvidence(detail.points, e.payload));
}
