import type { Audience } from '../domain/access/index.ts';
import {
  lapsedChargeLaid,
  layCharge as decideCharge,
  officerRolesOf,
  type CaseEvent,
} from '../domain/case-file/index.ts';
import type { AuthorisedCharge } from '../domain/charging/index.ts';
import { instant, Temporal } from '../domain/kernel/civil-date.ts';
import { accept, refuse, type Result } from '../domain/kernel/result.ts';
import { timeCharge, type ChargeTiming } from '../domain/time-limits/index.ts';
import type { Transaction } from '../storage/database.ts';
import { decisionsOf, type DecisionRow } from '../storage/shared-reads.ts';
import { changeCase, type Next, type WholeCase } from './case-store.ts';
import { chargeWorkOf } from './charge-work.ts';
import type { Deps } from './deps.ts';
import type { Command, Done } from './once.ts';
import { awaitedIn, decidedOn } from './review-file.ts';
import { sentFile } from './sent-file.ts';

/** A charge as police record it. `laidAt` is an ISO instant. */
export interface ChargeInput {
  readonly urn: string;
  readonly defendantId: string;
  readonly cjsCode: string;
  readonly wording: string;
  readonly startDate: string;
  readonly endDate: string;
  readonly laidAt: string;
  readonly method: 'charged_at_station' | 'postal_requisition' | 'summons';
  readonly asn: string | null;
  readonly court: string | null;
  readonly hearingOn: string | null;
  readonly reason: string;
  /** Why it was laid late, or how it is known that it was laid in time; needed when it is not recorded in time. */
  readonly timingReason?: string;
}

/** Nothing is written where the CPS read before the case was first sent. */
const audienceOfCharge = ({ rows }: WholeCase): Audience =>
  rows.some(({ firstSentAt }) => firstSentAt !== null) ? 'shared' : 'police';

/**
 * T28 and T29. The title comes from standing data. Refuses `only-police-lay-charges`, and `not-valid` for a code that
 * standing data does not hold, a defendant not in the case, dates the wrong way round or a day on which it can't have been laid.
 * What is not shown to be in time needs a reason and is marked.
 */
export const layCharge = (deps: Deps, command: Command, input: ChargeInput, next: Next): Promise<Result<Done>> =>
  changeCase(
    deps,
    command,
    input.urn,
    next,
    async (whole, tx) => {
      const { urn: _urn, timingReason = '', ...given } = input;
      const offence = deps.offences(given.cjsCode);
      const defendant = whole.record.defendants.find(({ id }) => id === given.defendantId);
      const decisions = await decisionsOf(tx, whole.ref);
      const waiting: AuthorisedCharge[] = decisions.flatMap(({ detail, laidChargeId, issuedAt, again }) =>
        detail.defendantId === given.defendantId && detail.authorises !== null && laidChargeId === null
          ? [
              {
                ...{ offenceId: detail.offenceId, authorisedAt: issuedAt, ...detail.authorises },
                lapsed: lapsedBefore(given.laidAt, again),
              },
            ]
          : [],
      );
      const waitingByPolice: AuthorisedCharge[] = whole.policeDecisions.flatMap(
        ({ detail, decidedAt, laidChargeId }) =>
          detail.defendantId === given.defendantId && detail.authorises !== null && laidChargeId === null
            ? [{ offenceId: detail.offenceId, authorisedAt: decidedAt, ...detail.authorises }]
            : [],
      );
      const policeMayCharge =
        waiting.length === 0 &&
        waitingByPolice.length === 0 &&
        whole.record.offences.some(
          ({ defendantId, cjsCode, chargingAuthority }) =>
            defendantId === given.defendantId && cjsCode === given.cjsCode && chargingAuthority === 'police',
        );
      const charge = {
        chargeId: deps.newId(),
        ...given,
        laidAt: instant(given.laidAt).toString(),
        title: offence?.title ?? '',
        wording: given.wording.trim(),
        reason: given.reason.trim(),
      };
      const timing = (offenceId: string | null): UntimelyTiming | undefined => {
        const judged = timeCharge(whole.record, { ...charge, offenceId }, command.at, deps);
        return judged.kind === 'late' || judged.kind === 'recorded-after' ? judged : undefined;
      };
      // What is wrong with the form is said before it is held against the limit.
      const fault = faultIn(given, offence !== undefined, defendant !== undefined);
      const decided = decideCharge(charge, {
        actor: command.actor,
        hasPart: officerRolesOf(command.actor, whole.record.force.code, whole.record.officers).length > 0,
        waiting,
        waitingByPolice,
        policeMayCharge,
        now: command.at.toString(),
        timing: fault === undefined ? timing : () => undefined,
        timingReason,
        arrestedAt: defendant?.arrest?.at,
      });
      // Who may record a charge is decided first: a prosecutor is told that, not that a field is wrong.
      if (!decided.ok && decided.refusal.code === 'only-police-lay-charges') return decided;
      if (fault !== undefined) return fault;
      return decided.ok ? withOvertaken(whole, tx, await withWork(deps, tx, whole, decided.value), decisions) : decided;
    },
    audienceOfCharge,
  );

/** The same with the queue in which the file waits for a charge that is not as authorised (T29). */
async function withWork(
  deps: Deps,
  tx: Transaction,
  whole: WholeCase,
  laid: readonly CaseEvent[],
): Promise<CaseEvent[]> {
  const events: CaseEvent[] = [];
  for (const event of laid) {
    if (event.type !== 'charge-laid') {
      events.push(event);
      continue;
    }
    const { chargeId, defendantId, comparison, title, offenceId } = event.payload;
    const charge = { chargeId, defendantId, comparison, title, resolved: null };
    const work = await chargeWorkOf(deps, tx, whole, { charge, laysOffence: offenceId ?? undefined });
    events.push(work === undefined ? event : { ...event, payload: { ...event.payload, work } });
  }
  return events;
}

/** That its authority had lapsed when a charge was laid, in a sentence. Laid before that and recorded since, it had not. */
const lapsedBefore = (laidAt: string, again: DecisionRow['again']): string | undefined =>
  again?.why === 'lapsed' && Temporal.Instant.compare(instant(laidAt), instant(again.at)) >= 0 ? again.says : undefined;

/** What the CPS were to decide again because it lapsed is not before them once it is laid. */
async function withOvertaken(
  whole: WholeCase,
  tx: Transaction,
  laid: readonly CaseEvent[],
  decisions: readonly DecisionRow[],
): Promise<Result<CaseEvent[]>> {
  const overtaken = decisions.find(
    ({ detail, again, laidChargeId }) =>
      laidChargeId === null &&
      again?.why === 'lapsed' &&
      laid.some(({ type, payload }) => type === 'charge-laid' && payload.offenceId === detail.offenceId),
  );
  if (overtaken === undefined) return accept([...laid]);
  const sent = await sentFile(tx, whole.ref, overtaken.submissionId);
  if (!sent.ok) return sent;
  const { submission, record } = sent.value;
  const { defendantId, offenceId } = overtaken.detail;
  const awaited = awaitedIn(record, submission.defendantIds, decidedOn(decisions, submission));
  const others = awaited.some((each) => each.offenceId !== offenceId);
  return accept([...laid, lapsedChargeLaid(submission, { defendantId, offenceId }, others)]);
}

type UntimelyTiming = Extract<ChargeTiming, { readonly kind: 'late' | 'recorded-after' }>;

function faultIn(
  { cjsCode, startDate, endDate }: Pick<ChargeInput, 'cjsCode' | 'startDate' | 'endDate'>,
  isOffence: boolean,
  isInCase: boolean,
): Result<never, 'not-valid'> | undefined {
  if (!isOffence)
    return refuse('not-valid', `${cjsCode} is not an offence code of the national list. Check the code.`, 'cjsCode');
  if (!isInCase) return refuse('not-valid', 'Choose a suspect in this case.', 'defendantId');
  return endDate < startDate
    ? refuse('not-valid', 'The last day of the offence is before its first day.', 'endDate')
    : undefined;
}
