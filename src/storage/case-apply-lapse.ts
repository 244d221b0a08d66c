import { enterQueue, leaveQueues, type Logged } from './case-apply-police.ts';
import { moveSent, touchShared } from './case-apply-shared.ts';
import { run, type Transaction } from './database.ts';
import type { LoggedEvent } from './log/index.ts';
import { sql, type Sql } from './sql.ts';

/** What it does to the tables when an authorised charge is chased, lapses, or is laid after that (T27, T30). */

const json = (value: unknown): string => JSON.stringify(value);

type OfVersion = LoggedEvent<{ readonly submissionId: string; readonly version: number }>;
const ofVersion = (e: OfVersion): Sql =>
  sql`owner_id = ${e.ownerId} and case_id = ${e.caseId} and submission_id = ${e.payload.submissionId}
      and version = ${e.payload.version}`;

export async function chaseCharge(tx: Transaction, e: Logged<'charge-chased'>): Promise<void> {
  for (const { offenceId, months } of e.payload.charges)
    await run(tx, sql`update decision set chased = ${months} where ${ofVersion(e)} and offence_id = ${offenceId}`);
  if (e.payload.queued) await enterQueue(tx, e, { holderOrg: e.ownerId, queue: 'charges_due', ...e.payload.urgency });
  await touchShared(tx, e);
}

export async function lapse(tx: Transaction, e: Logged<'authorisation-lapsed'>): Promise<void> {
  const { charges, state, toOrg, urgency } = e.payload;
  for (const { offenceId, defendantId, says } of charges) {
    await run(
      tx,
      sql`update decision set again = ${json({ why: 'lapsed', says, at: e.at })}::jsonb
          where ${ofVersion(e)} and offence_id = ${offenceId}`,
    );
    await run(
      tx,
      sql`update suspect_track set state = 'charge_lapsed', since = ${e.at}::timestamptz
          where owner_id = ${e.ownerId} and case_id = ${e.caseId} and defendant_id = ${defendantId}
            and state = 'charge_authorised'
            and not exists (select 1 from decision d
                            where d.owner_id = suspect_track.owner_id and d.case_id = suspect_track.case_id
                              and d.defendant_id = suspect_track.defendant_id and d.laid_charge_id is null
                              and d.again is null and d.detail ->> 'authorises' is not null)`,
    );
  }
  if (state === null) {
    await touchShared(tx, e);
    return;
  }
  await moveSent(tx, e, state);
  await enterQueue(tx, e, { holderOrg: toOrg, queue: 'allocation', ...urgency });
  // Decided again by whoever takes it.
  await run(tx, sql`update submission_sent set review = null where ${ofVersion(e)}`);
}

export async function layLapsed(tx: Transaction, e: Logged<'lapsed-charge-laid'>): Promise<void> {
  const { offenceId, state } = e.payload;
  await run(tx, sql`update decision set again = null where ${ofVersion(e)} and offence_id = ${offenceId}`);
  if (state === null) return;
  await moveSent(tx, e, state);
  await leaveQueues(tx, e);
}
