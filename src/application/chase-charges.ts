import {
  chaseCharges as decideChase,
  isSubmissionState,
  type CaseEvent,
  type ChargeToLay,
} from '../domain/case-file/index.ts';
import * as reads from '../storage/case-reads.ts';
import { chargesToChase } from '../storage/charges-to-lay.ts';
import { clocksOf } from '../storage/clocks.ts';
import type { Transaction } from '../storage/database.ts';
import * as shared from '../storage/shared-reads.ts';
import { recordEvents } from './case-store.ts';
import { clockActor } from './clock-keeper.ts';
import type { CaseRef, Deps } from './deps.ts';
import { sentFile } from './sent-file.ts';
import { urgencyFor } from './urgency.ts';
import { systemViewer } from './viewer.ts';

/** Cases that are looked for at once. */
const roundSize = 500;

/**
 * T27 and T30: chases police for charges that were authorised and not laid, and lets those lapse whose time has run out, each
 * case in a transaction of its own. Each is said once, however often it is looked for and by however many processes.
 * @returns how many cases it said something of
 */
export async function chaseCharges(deps: Deps): Promise<number> {
  const months = deps.clockSettings.chaseMonths;
  const due = await deps.db.transaction(systemViewer, (tx) =>
    chargesToChase(tx, { now: deps.now().toString(), months, limit: roundSize }),
  );
  let said = 0;
  for (const ref of due) if (await deps.db.transaction(systemViewer, (tx) => chaseCase(deps, tx, ref))) said += 1;
  return said;
}

async function chaseCase(deps: Deps, tx: Transaction, ref: CaseRef): Promise<boolean> {
  await reads.lockCase(tx, ref);
  const record = await reads.loadRecord(tx, ref);
  if (record === undefined) return false; // erased since
  const [decisions, charges] = [await shared.decisionsOf(tx, ref), await shared.chargesOf(tx, ref)];
  const clocks = await clocksOf(tx, ref, 'police');
  const limitOf = (offenceId: string): string | undefined =>
    clocks.find(({ clockId, state }) => clockId === `prosecution-limit:${offenceId}` && state === 'running')?.endsAt;
  const events: CaseEvent[] = [];
  for (const row of await reads.submissionsOf(tx, ref)) {
    const waiting = decisions.flatMap(
      ({ submissionId, detail, issuedAt, laidChargeId, again, chased }): ChargeToLay[] =>
        submissionId === row.submissionId && detail.authorises !== null && laidChargeId === null && again === null
          ? [
              {
                ...{ defendantId: detail.defendantId, offenceId: detail.offenceId, title: detail.authorises.title },
                ...{ authorisedAt: issuedAt, chased, limitEndsAt: limitOf(detail.offenceId) },
              },
            ]
          : [],
    );
    if (waiting.length === 0 || !isSubmissionState(row.state)) continue;
    const sent = await sentFile(tx, ref, row.submissionId);
    if (!sent.ok) continue;
    const { submission } = sent.value;
    events.push(
      ...decideChase(submission, waiting, {
        ...{ now: deps.now(), months: deps.clockSettings.chaseMonths, toOrg: submission.holder.id },
        cps: urgencyFor(deps, { record: sent.value.record, charges }, submission),
        police: urgencyFor(deps, { record, charges }, submission),
      }),
    );
  }
  if (events.length === 0) return false;
  const by = { actor: clockActor(ref.ownerId), at: deps.now() };
  const recorded = await recordEvents(deps, tx, by, ref, events);
  if (!recorded.ok) throw new Error(`a chase could not be recorded: ${recorded.refusal.code}`);
  return true;
}
