import {
  answerDifference as decideAnswer,
  correctCharge as decideCorrect,
  officerRolesOf,
  type CaseEvent,
} from '../domain/case-file/index.ts';
import { accept, refuse, type Result } from '../domain/kernel/result.ts';
import type { Transaction } from '../storage/database.ts';
import { chargesOf, decisionsOf, sentOf, type ChargeRow } from '../storage/shared-reads.ts';
import { changeCase, type Next, type WholeCase } from './case-store.ts';
import { chargeWorkOf } from './charge-work.ts';
import type { Deps } from './deps.ts';
import type { Command, Done } from './once.ts';
import { sentFile } from './sent-file.ts';

/** What becomes of a charge that was not laid as authorised. */

interface OfCharge {
  readonly urn: string;
  readonly chargeId: string;
}

const noSuchCharge = refuse('page-not-found', 'This case has no such charge.');

/** T29: the prosecutor's second look. Refuses `page-not-found` for a charge of a suspect whose file was never sent. */
export const answerDifference = (
  deps: Deps,
  command: Command,
  input: OfCharge & { outcome: string; reason: string },
  next: Next,
): Promise<Result<Done>> =>
  changeCase(deps, command, input.urn, next, async (whole, tx) => {
    const charge = (await chargesOf(tx, whole.ref)).find(({ chargeId }) => chargeId === input.chargeId);
    if (charge === undefined) return noSuchCharge;
    const about = (await sentOf(tx, whole.ref)).find(({ defendantIds }) => defendantIds.includes(charge.defendantId));
    if (about === undefined) return noSuchCharge;
    const sent = await sentFile(tx, whole.ref, about.submissionId);
    if (!sent.ok) return sent;
    const decided = decideAnswer(sent.value.submission, charge, { actor: command.actor, ...input });
    return withWork(deps, tx, whole, charge, decided);
  });

/** Police record that a charge was amended to what was authorised, or withdrawn. */
export const correctCharge = (
  deps: Deps,
  command: Command,
  input: OfCharge & { how: string; reason: string },
  next: Next,
): Promise<Result<Done>> =>
  changeCase(deps, command, input.urn, next, async (whole, tx) => {
    const charge = (await chargesOf(tx, whole.ref)).find(({ chargeId }) => chargeId === input.chargeId);
    if (charge === undefined) return noSuchCharge;
    const decision = (await decisionsOf(tx, whole.ref)).find(({ laidChargeId }) => laidChargeId === input.chargeId);
    const decided = decideCorrect(charge, {
      ...{ actor: command.actor, how: input.how, reason: input.reason },
      hasPart: officerRolesOf(command.actor, whole.record.force.code, whole.record.officers).length > 0,
      terms: decision?.detail.authorises ?? undefined,
    });
    return withWork(deps, tx, whole, charge, decided);
  });

/** The same with the queue in which the file waits now, where that changes. */
async function withWork(
  deps: Deps,
  tx: Transaction,
  whole: WholeCase,
  charge: ChargeRow,
  decided: Result<CaseEvent[]>,
): Promise<Result<CaseEvent[]>> {
  if (!decided.ok) return decided;
  const events: CaseEvent[] = [];
  for (const event of decided.value) {
    if (event.type !== 'charge-difference-answered' && event.type !== 'charge-corrected') {
      events.push(event);
      continue;
    }
    const outcome = event.type === 'charge-corrected' ? event.payload.how : event.payload.outcome;
    const { chargeId, defendantId, comparison, detail } = charge;
    const now = { chargeId, defendantId, comparison, resolved: { outcome }, title: detail.title };
    const work = await chargeWorkOf(deps, tx, whole, { charge: now });
    const kept = work === undefined ? {} : { work };
    events.push(
      event.type === 'charge-corrected'
        ? { ...event, payload: { ...event.payload, ...kept } }
        : { ...event, payload: { ...event.payload, ...kept } },
    );
  }
  return accept(events);
}
