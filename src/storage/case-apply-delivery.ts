import { enterQueue, type Logged } from './case-apply-police.ts';
import { run, type Transaction } from './database.ts';
import { sql } from './sql.ts';

/** A version that could not be delivered: it waits to be sent again, and each item says what is wrong with its document. */

export async function failDelivery(tx: Transaction, e: Logged<'delivery-failed'>): Promise<void> {
  const { submissionId, items, others, by, queue, keptUntil, urgency, handedOver } = e.payload;
  const undelivered = { at: e.at, others, by, ...(handedOver === undefined ? {} : { handedOver }) };
  await run(
    tx,
    sql`update submission
        set state = 'delivery_failed', since = ${e.at}::timestamptz, undelivered = ${JSON.stringify(undelivered)}::jsonb
        where owner_id = ${e.ownerId} and case_id = ${e.caseId} and submission_id = ${submissionId}`,
  );
  await run(
    tx,
    sql`update material_item set undelivered = null where owner_id = ${e.ownerId} and case_id = ${e.caseId}`,
  );
  await markUndelivered(tx, e, items);
  await enterQueue(tx, e, { holderOrg: e.ownerId, queue, ...urgency });
  // Whoever sent it has it first: it stands under what they have taken.
  await run(
    tx,
    sql`update queue_item set claimed_by = ${e.actor.userId}, claimed_until = ${keptUntil}::timestamptz
        where owner_id = ${e.ownerId} and case_id = ${e.caseId} and submission_id = ${submissionId}`,
  );
}

export const failSensitiveDelivery = (tx: Transaction, e: Logged<'sensitive-delivery-failed'>): Promise<void> =>
  markUndelivered(tx, e, e.payload.items);

async function markUndelivered(
  tx: Transaction,
  e: Logged<'delivery-failed'> | Logged<'sensitive-delivery-failed'>,
  items: readonly { readonly materialId: string; readonly why: string }[],
): Promise<void> {
  for (const { materialId, why } of items)
    await run(
      tx,
      sql`update material_item set undelivered = ${why}
          where owner_id = ${e.ownerId} and case_id = ${e.caseId} and material_id = ${materialId}`,
    );
}
