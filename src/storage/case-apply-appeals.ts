import { enterQueue, leaveQueues, type Logged } from './case-apply-police.ts';
import { enterOrLeave, moveSent } from './case-apply-shared.ts';
import { count } from './case-counts.ts';
import { run, type Transaction } from './database.ts';
import { sql, type Sql } from './sql.ts';

/** What it does to the tables when early advice is declined, and when an inspector appeals or escalates a rejection. */

const json = (value: unknown): string => JSON.stringify(value);

const ofVersion = (e: Logged<'advice-declined' | 'appeal-made' | 'appeal-answered'>): Sql =>
  sql`owner_id = ${e.ownerId} and case_id = ${e.caseId} and submission_id = ${e.payload.submissionId}
      and version = ${e.payload.version}`;

export async function declineAdvice(tx: Transaction, e: Logged<'advice-declined'>): Promise<void> {
  const { reason, text, prosecutorId, prosecutor } = e.payload;
  await moveSent(tx, e, 'advice_declined');
  await leaveQueues(tx, e);
  await run(
    tx,
    sql`update submission_sent set declined = ${json({ reason, text, prosecutorId, prosecutor, at: e.at })}::jsonb where ${ofVersion(e)}`,
  );
  await count(tx, e, 'advice_declined');
}

export async function makeAppeal(tx: Transaction, e: Logged<'appeal-made'>): Promise<void> {
  const { appealId, about, grounds, spoke, toOrg, by, urgency } = e.payload;
  await moveSent(tx, e, 'appealed');
  const appeal = json([
    { appealId, about, grounds, ...(spoke === undefined ? {} : { spoke }), by, at: e.at, answer: null },
  ]);
  await run(tx, sql`update submission_sent set appeals = appeals || ${appeal}::jsonb where ${ofVersion(e)}`);
  await enterQueue(tx, e, { holderOrg: toOrg, queue: 'appeals', ...urgency });
  await count(tx, e, about === 'rejection' ? 'rejections_escalated' : 'appeals_made');
}

/**
 * A rejection that is overturned: the version that was sent stands again, as it did when it was first sent, and what police
 * answered to the rejection stays in the log.
 */
async function overturn(tx: Transaction, e: Logged<'appeal-answered'>): Promise<void> {
  const { leadsTo = 'triage_pending', toOrg, urgency, submissionId, version } = e.payload;
  const queue = { triage_pending: 'triage', urgent_review: 'urgent_review', triage_accepted: 'allocation' } as const;
  await run(tx, sql`update submission_sent set rejection = null, review = null where ${ofVersion(e)}`);
  await run(
    tx,
    sql`update submission set version = ${version}, rejection = null
        where owner_id = ${e.ownerId} and case_id = ${e.caseId} and submission_id = ${submissionId}`,
  );
  await enterQueue(tx, e, { holderOrg: toOrg, queue: queue[leadsTo], ...urgency });
  await count(tx, e, 'rejections_overturned');
}

export async function answerAppeal(tx: Transaction, e: Logged<'appeal-answered'>): Promise<unknown> {
  const { appealId, about, outcome, reasons, lesson, toOrg, by, urgency, submissionId, version } = e.payload;
  const { leadsTo, overturned } = e.payload;
  const upheld = outcome === 'upheld';
  const dismissed = {
    advice: 'advice_declined',
    decision: 'decision_issued',
    rejection: 'awaiting_resubmission',
  } as const;
  await moveSent(tx, e, upheld ? (leadsTo ?? 'triage_accepted') : dismissed[about]);
  await run(
    tx,
    sql`update submission_sent s
        set appeals = (select jsonb_agg(case when a.one ->> 'appealId' = ${appealId}
                                             then jsonb_set(a.one, '{answer}', ${json({ outcome, reasons, lesson, ...(overturned === undefined ? {} : { overturned }), by, at: e.at })}::jsonb)
                                             else a.one end order by a.place)
                       from jsonb_array_elements(s.appeals) with ordinality a(one, place))
        where ${ofVersion(e)}`,
  );
  await leaveQueues(tx, e);
  if (about === 'rejection')
    return upheld ? overturn(tx, e) : enterOrLeave(tx, e, 'resubmission', urgency, version + 1);
  if (!upheld) return undefined;
  await enterQueue(tx, e, { holderOrg: toOrg, queue: 'allocation', ...urgency });
  await count(tx, e, 'appeals_upheld');
  await run(tx, sql`update submission_sent set review = null, declined = null where ${ofVersion(e)}`);
  // What is decided again stays in the log; here it would end clocks that run once more.
  const reopened = sql`owner_id = ${e.ownerId} and case_id = ${e.caseId} and submission_id = ${submissionId}
                       and version = ${version} and detail ->> 'authorises' is null
                       -- A caution that is offered or accepted is carried out, whatever becomes of the rest.
                       and not exists (select 1 from out_of_court o
                                       where o.owner_id = decision.owner_id and o.case_id = decision.case_id
                                         and o.submission_id = decision.submission_id and o.version = decision.version
                                         and o.offence_id = decision.offence_id
                                         and o.stands in ('offered', 'accepted', 'kept'))`;
  await run(
    tx,
    sql`update suspect_track set state = 'decision_pending', since = ${e.at}::timestamptz
        where owner_id = ${e.ownerId} and case_id = ${e.caseId} and state = 'nfa'
          and defendant_id in (select defendant_id from decision where ${reopened})`,
  );
  return run(tx, sql`delete from decision where ${reopened}`);
}
