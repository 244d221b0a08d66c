import { enterQueue, leaveQueues, type Logged } from './case-apply-police.ts';
import { moveSent } from './case-apply-shared.ts';
import { count } from './case-counts.ts';
import { run, type Transaction } from './database.ts';
import { sql, type Sql } from './sql.ts';

/** What it does to the tables when early advice is declined and when an inspector appeals. */

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
  const { appealId, about, grounds, toOrg, by, urgency } = e.payload;
  await moveSent(tx, e, 'appealed');
  const appeal = json([{ appealId, about, grounds, by, at: e.at, answer: null }]);
  await run(tx, sql`update submission_sent set appeals = appeals || ${appeal}::jsonb where ${ofVersion(e)}`);
  await enterQueue(tx, e, { holderOrg: toOrg, queue: 'appeals', ...urgency });
  await count(tx, e, 'appeals_made');
}

export async function answerAppeal(tx: Transaction, e: Logged<'appeal-answered'>): Promise<void> {
  const { appealId, about, outcome, reasons, lesson, toOrg, by, urgency, submissionId, version } = e.payload;
  const upheld = outcome === 'upheld';
  await moveSent(tx, e, upheld ? 'triage_accepted' : about === 'advice' ? 'advice_declined' : 'decision_issued');
  await run(
    tx,
    sql`update submission_sent s
        set appeals = (select jsonb_agg(case when a.one ->> 'appealId' = ${appealId}
                                             then jsonb_set(a.one, '{answer}', ${json({ outcome, reasons, lesson, by, at: e.at })}::jsonb)
                                             else a.one end order by a.place)
                       from jsonb_array_elements(s.appeals) with ordinality a(one, place))
        where ${ofVersion(e)}`,
  );
  await leaveQueues(tx, e);
  if (!upheld) return;
  await enterQueue(tx, e, { holderOrg: toOrg, queue: 'allocation', ...urgency });
  await count(tx, e, 'appeals_upheld');
  await run(tx, sql`update submission_sent set review = null, declined = null where ${ofVersion(e)}`);
  // What is decided again stays in the log; here it would end clocks that run once more.
  const reopened = sql`owner_id = ${e.ownerId} and case_id = ${e.caseId} and submission_id = ${submissionId}
                       and version = ${version} and detail ->> 'authorises' is null`;
  await run(
    tx,
    sql`update suspect_track set state = 'decision_pending', since = ${e.at}::timestamptz
        where owner_id = ${e.ownerId} and case_id = ${e.caseId} and state = 'nfa'
          and defendant_id in (select defendant_id from decision where ${reopened})`,
  );
  await run(tx, sql`delete from decision where ${reopened}`);
}
