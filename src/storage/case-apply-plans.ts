import { outcomes, type CaseEventPayload } from '../domain/case-file/index.ts';
import { enterOrLeave, insertDocuments, moveSent, queueForCharge, touchShared } from './case-apply-shared.ts';
import type { Logged } from './case-apply-police.ts';
import { run, type Transaction } from './database.ts';
import { sql } from './sql.ts';

/** What becomes of the actions of a plan and of charges that were not laid as authorised. */

const json = (value: unknown): string => JSON.stringify(value);

export async function answerItem(tx: Transaction, e: Logged<'plan-item-answered'>): Promise<void> {
  const { planId, itemId, answer, text, documents, by, laterOn, byItself } = e.payload;
  const materialIds = e.payload.materialIds ?? documents.map(({ materialId }) => materialId);
  const kept = { answer, text, materialIds, by, at: e.at, laterOn, byItself };
  await run(
    tx,
    sql`update action_item set earlier = case when answer is null then earlier
                                              else earlier || jsonb_build_array(jsonb_build_object('answer', answer)) end,
                               answer = ${json(kept)}::jsonb, answered_at = ${e.at}::timestamptz, extension = null
        where owner_id = ${e.ownerId} and case_id = ${e.caseId} and plan_id = ${planId} and item_id = ${itemId}`,
  );
  await insertDocuments(tx, e, documents, 'answer');
  await touchShared(tx, e);
}

export async function askForTime(tx: Transaction, e: Logged<'plan-extension-asked'>): Promise<void> {
  const { planId, itemId, to, reason, by } = e.payload;
  await run(
    tx,
    sql`update action_item set extension = ${json({ to, reason, by, at: e.at })}::jsonb
        where owner_id = ${e.ownerId} and case_id = ${e.caseId} and plan_id = ${planId} and item_id = ${itemId}`,
  );
  await touchShared(tx, e);
}

export async function changePlanItem(tx: Transaction, e: Logged<'plan-item-changed'>): Promise<void> {
  const { planId, itemId, due, action, before, reason, asked, by } = e.payload;
  const change = { before, after: { due, action }, asked, reason, by, at: e.at };
  await run(
    tx,
    sql`update action_item set detail = detail || ${json({ due, action })}::jsonb,
                               earlier = earlier || ${json([{ change }])}::jsonb,
                               extension = null
        where owner_id = ${e.ownerId} and case_id = ${e.caseId} and plan_id = ${planId} and item_id = ${itemId}`,
  );
  await touchShared(tx, e);
}

/** What closes keeps its answer; what goes back keeps it among the earlier ones and waits for another. */
export async function settlePlan(tx: Transaction, e: Logged<'plan-settled'>): Promise<void> {
  const { planId, items, reopens, by } = e.payload;
  for (const item of items) await settleItem(tx, e, item, by);
  if (!reopens) {
    await touchShared(tx, e);
    return;
  }
  await run(
    tx,
    sql`update action_plan set responded_at = null, response = null
        where owner_id = ${e.ownerId} and case_id = ${e.caseId} and plan_id = ${planId}`,
  );
  await moveSent(tx, e, 'action_plan_issued');
  await enterOrLeave(tx, e, 'response_due', e.payload.urgency, e.payload.version);
}

async function settleItem(
  tx: Transaction,
  e: Logged<'plan-settled'>,
  { itemId, outcome, reason, due }: CaseEventPayload<'plan-settled'>['items'][number],
  by: CaseEventPayload<'plan-settled'>['by'],
): Promise<void> {
  const settled = json({ outcome, reason, by, at: e.at });
  await run(
    tx,
    outcomes[outcome].closes
      ? sql`update action_item set settled = ${settled}::jsonb
            where owner_id = ${e.ownerId} and case_id = ${e.caseId} and plan_id = ${e.payload.planId}
              and item_id = ${itemId}`
      : sql`update action_item set
              earlier = earlier || jsonb_build_array(jsonb_build_object('answer', answer, 'settled', ${settled}::jsonb)),
              answer = null, answered_at = null, detail = detail || ${json({ due })}::jsonb
            where owner_id = ${e.ownerId} and case_id = ${e.caseId} and plan_id = ${e.payload.planId}
              and item_id = ${itemId}`,
  );
}

export async function answerDifference(tx: Transaction, e: Logged<'charge-difference-answered'>): Promise<void> {
  const { chargeId, outcome, reason, by, work } = e.payload;
  await run(
    tx,
    sql`update charge set resolved = ${json({ outcome, reason, by, at: e.at })}::jsonb
        where owner_id = ${e.ownerId} and case_id = ${e.caseId} and charge_id = ${chargeId}`,
  );
  await queueForCharge(tx, e, work);
  await touchShared(tx, e);
}

/** The terms it had stay with it; what it is compared with are the new ones. */
export async function correctCharge(tx: Transaction, e: Logged<'charge-corrected'>): Promise<void> {
  const { chargeId, how, reason, by, terms, work } = e.payload;
  await run(
    tx,
    sql`update charge set resolved = ${json({ outcome: how, reason, by, at: e.at })}::jsonb, before = detail,
                          comparison = case when ${how} = 'amended' then 'match' else comparison end,
                          detail = detail || ${json(terms === undefined ? {} : { ...terms, differences: [] })}::jsonb
        where owner_id = ${e.ownerId} and case_id = ${e.caseId} and charge_id = ${chargeId}`,
  );
  await queueForCharge(tx, e, work);
  await touchShared(tx, e);
}
