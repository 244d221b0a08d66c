import {
  sayPendingCharge,
  type CaseRecord,
  type PendingUrgentCharge,
  type Submission,
  type Urgency,
} from '../domain/case-file/index.ts';
import { civilDate, LONDON, londonDateOf } from '../domain/kernel/civil-date.ts';
import {
  clocksForCase,
  limitsForCase,
  urgencyOf,
  withLaidCharges,
  type LaidCharge,
} from '../domain/time-limits/index.ts';
import { riskIds, type Risk } from '../domain/queue/index.ts';
import { decisionCodes, isDecisionCode } from '../domain/charging/index.ts';
import type { OutOfCourtRow, PoliceDecisionRow } from '../storage/charging-reads.ts';
import type { ChargeRow, DecisionRow } from '../storage/shared-reads.ts';
import type { Deps } from './deps.ts';

/** Charges as the clocks take them. */
export const laidChargesOf = (charges: readonly ChargeRow[]): LaidCharge[] =>
  charges.map(({ defendantId, detail }) => ({
    ...{ defendantId, cjsCode: detail.cjsCode, startDate: detail.startDate, endDate: detail.endDate },
    ...{ laidAt: detail.laidAt, method: detail.method, offenceId: detail.offenceId },
  }));

/** Offences that the CPS decided, in their newest decision, not to prosecute: nobody means to start proceedings for them. */
export function endedOffences(newestFirst: readonly DecisionRow[]): string[] {
  const newest = new Map(newestFirst.toReversed().map(({ detail }) => [detail.offenceId, detail.code]));
  return [...newest].flatMap(([id, code]) =>
    isDecisionCode(code) && decisionCodes[code].effect === 'ends' ? [id] : [],
  );
}

/** Offences that police ended without a charge. */
export const endedByPolice = (decisions: readonly PoliceDecisionRow[]): string[] =>
  decisions.flatMap(({ detail }) =>
    detail.outcome === 'no_further_action' || detail.outcome === 'out_of_court' ? [detail.offenceId] : [],
  );

/** Offences whose outcome out of court is done: nobody means to start proceedings for them. While it is not, limits run on. */
export const endedOutOfCourt = (outcomes: readonly OutOfCourtRow[]): string[] =>
  outcomes.flatMap(({ stands, offenceId }) => (stands === 'kept' ? [offenceId] : []));

/**
 * The time limits and clocks of a case, and of one submission's suspects when they are named. Charges laid since the record
 * was taken in stop what they stop.
 */
export function timesOf(
  deps: Deps,
  record: CaseRecord,
  charges: readonly ChargeRow[],
  defendantIds?: readonly string[],
) {
  const concerns = (defendantId: string): boolean => defendantIds === undefined || defendantIds.includes(defendantId);
  const now = deps.now();
  const stands = withLaidCharges(record, laidChargesOf(charges));
  return {
    limits: limitsForCase(stands, {
      offences: deps.offences,
      holidays: deps.holidays,
      today: londonDateOf(now),
    }).filter((each) => concerns(each.defendantId)),
    clocks: clocksForCase(stands, { holidays: deps.holidays, now }).filter((each) => concerns(each.defendantId)),
  };
}

/** When the earliest legal moment for a submission falls, and why, as its queue shows it. */
export function urgencyFor(
  deps: Deps,
  {
    record,
    charges,
    rows = [],
  }: {
    readonly record: CaseRecord;
    readonly charges: readonly ChargeRow[];
    readonly rows?: readonly { readonly submissionId: string; readonly urgentCharge: PendingUrgentCharge | null }[];
  },
  submission: Pick<Submission, 'defendantIds' | 'submissionId'>,
): Urgency {
  const { limits, clocks } = timesOf(deps, record, charges, submission.defendantIds);
  const { dueAt, reasons } = urgencyOf(limits, clocks, deps.now());
  const found = risksOf(record);
  // The CPS are to be told at once, and before the first appearance: it is wanted from the moment of the charge on.
  const pending = rows.find((each) => each.submissionId === submission.submissionId)?.urgentCharge ?? undefined;
  return {
    dueAt,
    reasons: [...(pending === undefined ? [] : [sayPendingCharge(pending)]), ...reasons],
    ...(found.length === 0 ? {} : { risks: found }),
    ...(pending === undefined ? {} : { wantedBy: pending.decidedAt }),
  };
}

/** What is flagged on a case, or follows from it, that moves its files forward. Unknown flags are no risk. */
export function risksOf({ flags }: CaseRecord): Risk[] {
  const flagged = { domestic_abuse: flags.isDomesticAbuse, rasso: flags.isRasso, youth: flags.suspectIsYouth };
  return riskIds.filter((risk) => flagged[risk] === true);
}

/** With the day by whose end it was asked for. */
export const wantedBy = (urgency: Urgency, day: string): Urgency => ({
  ...urgency,
  wantedBy: civilDate(day).add({ days: 1 }).toZonedDateTime(LONDON).toInstant().toString(),
});
