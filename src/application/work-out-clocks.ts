import { createHash } from 'node:crypto';
import {
  isSubmissionState,
  submissionStates,
  type CaseEvent,
  type CaseRecord,
  type Reordered,
  type WatchedClock,
} from '../domain/case-file/index.ts';
import { isQueueName, queues } from '../domain/queue/index.ts';
import { watchedClocks } from '../domain/time-limits/index.ts';
import { outOfCourtOf, policeDecisionsOf } from '../storage/charging-reads.ts';
import * as reads from '../storage/case-reads.ts';
import { clocksOf, noteRules, rulesOf, type ClockRow } from '../storage/clocks.ts';
import type { Transaction } from '../storage/database.ts';
import { itemOf } from '../storage/queues.ts';
import * as shared from '../storage/shared-reads.ts';
import { clockActor } from './clock-keeper.ts';
import { recordEvents } from './case-store.ts';
import type { CaseRef, Deps } from './deps.ts';
import { notedForReview } from './note-for-review.ts';
import { endedByPolice, endedOffences, endedOutOfCourt, timesOf, urgencyFor } from './urgency.ts';
import { cpsSide } from './view-case.ts';

/** Raised by hand when the rules by which clocks are worked out change: every case is then worked out anew. */
const edition = 2;
/** By which rules clocks are worked out here: another edition, list of offences or calendar is another. */
export const rulesNow = (deps: Pick<Deps, 'offenceList' | 'holidays'>): string => {
  const days = createHash('sha256')
    .update(JSON.stringify([...deps.holidays.holidays.keys()]))
    .digest('hex');
  return `${edition}/${deps.offenceList.version}/${days.slice(0, 12)}`;
};

interface SideOfCase {
  readonly side: 'police' | 'cps';
  readonly record: CaseRecord;
  readonly held: boolean;
  /** Files of this side that may wait in its queues. */
  readonly submissions: readonly { readonly submissionId: string; readonly defendantIds: readonly string[] }[];
}

/**
 * Works out the clocks of a case for each side that has it, and records them where they are not as they were: police by the
 * live case, the CPS by what was sent to them. A file whose limit ends sooner than its queue knows moves up. Where another
 * edition of the rules comes to the same, that edition is noted beside the log and the case has no event of it. Done again
 * with nothing changed it writes nothing. Needs a system viewer.
 */
export async function workOutClocks(deps: Deps, tx: Transaction, ref: CaseRef): Promise<void> {
  await reads.lockCase(tx, ref);
  const record = await reads.loadRecord(tx, ref);
  if (record === undefined) return; // erased since
  const charges = await shared.chargesOf(tx, ref);
  const ended = [
    ...endedOffences(await shared.decisionsOf(tx, ref)),
    ...endedByPolice(await policeDecisionsOf(tx, ref)),
    ...endedOutOfCourt(await outOfCourtOf(tx, ref)),
  ];
  const sent = await shared.sentOf(tx, ref);
  const sides: SideOfCase[] = [
    { side: 'police', record, held: true, submissions: await reads.submissionsOf(tx, ref) },
    ...(await cpsPart(tx, ref, sent)),
  ];
  for (const part of sides) {
    const clocks = watchedClocks(part.record, timesOf(deps, part.record, charges), ended);
    const before = await clocksOf(tx, ref, part.side, true);
    const reordered = await raisedIn(deps, tx, ref, part, charges);
    const rules = rulesNow(deps);
    if ((await rulesOf(tx, ref, part.side)) !== rules)
      await noteRules(tx, { ...ref, side: part.side }, { rules, at: deps.now().toString() });
    if (sameClocks(clocks, before, part) && reordered.length === 0) continue;
    const event: CaseEvent = {
      type: 'clocks-worked-out',
      touches: [`clocks:${part.side}`],
      payload: {
        ...{ side: part.side, rules, held: part.held, clocks, reordered },
        ...{ urn: record.urn, caseTitle: part.record.title, unit: part.record.unit.name },
      },
    };
    const by = { actor: clockActor(ref.ownerId), at: deps.now() };
    const recorded = await recordEvents(deps, tx, by, ref, [event], part.side);
    if (!recorded.ok) throw new Error(`clocks could not be recorded: ${recorded.refusal.code}`);
  }
  const { limits } = timesOf(deps, record, charges);
  const { nearMissDays } = deps.clockSettings;
  const noted = await notedForReview(tx, { ref, record, limits, sent, charges, nearMissDays });
  const kept = await recordEvents(deps, tx, { actor: clockActor(ref.ownerId), at: deps.now() }, ref, noted);
  if (!kept.ok) throw new Error(`the review could not be noted: ${kept.refusal.code}`);
}

/** What the CPS have of a case, once something was sent. */
async function cpsPart(tx: Transaction, ref: CaseRef, sent: readonly shared.SentRow[]): Promise<SideOfCase[]> {
  const live = sent.filter(({ state }) => isSubmissionState(state));
  if (live.length === 0) return [];
  const { record } = await cpsSide(tx, ref, sent, ['V1']);
  const concerned = new Set(live.flatMap(({ defendantIds }) => defendantIds));
  return [
    {
      side: 'cps',
      held: live.some(({ state }) => isSubmissionState(state) && submissionStates[state].holder === 'cps'),
      submissions: live,
      record: {
        ...record,
        offences: record.offences.filter(({ defendantId }) => concerned.has(defendantId)),
        defendants: record.defendants.filter(({ id }) => concerned.has(id)),
      },
    },
  ];
}

/** Files that wait in this side's queues and whose limit ends sooner than the queue has it. They move up, never down. */
async function raisedIn(
  deps: Deps,
  tx: Transaction,
  ref: CaseRef,
  { side, record, submissions }: SideOfCase,
  charges: readonly shared.ChargeRow[],
): Promise<Reordered> {
  const raised: Reordered = [];
  for (const submission of submissions) {
    const item = await itemOf(tx, { ...ref, submissionId: submission.submissionId });
    if (item === undefined || !isQueueName(item.queue) || queues[item.queue].side !== side) continue;
    const urgency = urgencyFor(deps, { record, charges }, submission);
    if (urgency.dueAt >= item.dueAt) continue;
    const kept = item.reasons.filter((reason) => /^(Version|Review due)/.test(reason));
    raised.push({
      submissionId: submission.submissionId,
      urgency: { dueAt: urgency.dueAt, reasons: [...kept, ...urgency.reasons] },
    });
  }
  return raised;
}

const keyOf = (clock: WatchedClock | ClockRow): string =>
  JSON.stringify([
    ...[clock.clockId, clock.kind, clock.defendantId, clock.offenceId, clock.title, clock.suspect, clock.provision],
    ...[clock.endsAt, clock.inHours, clock.state],
  ]);

const sameClocks = (now: readonly WatchedClock[], before: readonly ClockRow[], { held, record }: SideOfCase): boolean =>
  JSON.stringify(now.map(keyOf).toSorted()) === JSON.stringify(before.map(keyOf).toSorted()) &&
  before.every((row) => row.held === held && row.caseTitle === record.title && row.unit === record.unit.name);
