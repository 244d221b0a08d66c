import { queueForCharges, type ChargeState, type ChargeWork, type Urgency } from '../domain/case-file/index.ts';
import type { Transaction } from '../storage/database.ts';
import { decisionsOf, sentOf } from '../storage/shared-reads.ts';
import type { WholeCase } from './case-store.ts';
import type { Deps } from './deps.ts';
import { sentFile } from './sent-file.ts';
import { urgencyFor } from './urgency.ts';

const says = {
  charge_check: 'Check it: not laid as authorised',
  charge_correction: 'To correct, as the prosecutor said',
  charges_due: 'Authorised and not laid, though chased for',
} as const;

/**
 * Where the newest file about a suspect waits from now on because of its charges, or undefined where that does not change:
 * among them files that are not decided yet, which stand in the queue of their review. `tx` is of the system.
 * @param change the charge as it was, if it was there, and as it is now
 * @source domain reference, T29: "Task: check unauthorised charge"
 */
export async function chargeWorkOf(
  deps: Deps,
  tx: Transaction,
  whole: WholeCase,
  change: { readonly charge: ChargeState & { readonly title: string }; readonly laysOffence?: string | undefined },
): Promise<ChargeWork | undefined> {
  const { charge } = change;
  const about = (await sentOf(tx, whole.ref)).find(({ defendantIds }) => defendantIds.includes(charge.defendantId));
  if (about === undefined) return undefined;
  const sent = await sentFile(tx, whole.ref, about.submissionId);
  if (!sent.ok) return undefined;
  const { submission, record } = sent.value;
  const { submissionId, version, defendantIds, state } = submission;
  if (state !== 'decision_issued' && state !== 'closed') return undefined;
  const unlaid = (await decisionsOf(tx, whole.ref)).filter(
    (each) =>
      each.submissionId === submissionId && each.chased > 0 && each.laidChargeId === null && each.again === null,
  );
  const chased = (laid?: string): boolean => unlaid.some(({ detail }) => detail.offenceId !== laid);
  const others = whole.charges.filter(({ chargeId }) => chargeId !== charge.chargeId);
  const before = queueForCharges(whole.charges, { defendantIds, chased: chased() });
  const into = queueForCharges([...others, charge], { defendantIds, chased: chased(change.laysOffence) });
  if (into === before) return undefined;
  // Both sides read the event, so it tells of the version that was sent and not of what police hold since.
  const urgency: Urgency = urgencyFor(deps, { record, charges: whole.charges }, submission);
  return {
    ...{ submissionId, version, into },
    holderOrg: into === 'charge_check' ? submission.holder.id : whole.ref.ownerId,
    urgency: into === null ? urgency : { ...urgency, reasons: [`${says[into]}: ${charge.title}`, ...urgency.reasons] },
  };
}
