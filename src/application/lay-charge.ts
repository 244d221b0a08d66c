import type { Audience } from '../domain/access/index.ts';
import { layCharge as decideCharge, officerRolesOf } from '../domain/case-file/index.ts';
import type { AuthorisedCharge } from '../domain/charging/index.ts';
import { instant } from '../domain/kernel/civil-date.ts';
import { refuse, type Result } from '../domain/kernel/result.ts';
import { decisionsOf } from '../storage/shared-reads.ts';
import { changeCase, type Next, type WholeCase } from './case-store.ts';
import type { Deps } from './deps.ts';
import type { Command, Done } from './once.ts';

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
}

/** Nothing is written where the CPS read before the case was first sent. */
const audienceOfCharge = ({ rows }: WholeCase): Audience =>
  rows.some(({ firstSentAt }) => firstSentAt !== null) ? 'shared' : 'police';

/**
 * T28 and T29. The title comes from standing data. Refuses `only-police-lay-charges`, and `not-valid` for a code that
 * standing data does not hold, a defendant not in the case, or dates the wrong way round.
 */
export const layCharge = (deps: Deps, command: Command, input: ChargeInput, next: Next): Promise<Result<Done>> =>
  changeCase(
    deps,
    command,
    input.urn,
    next,
    async (whole, tx) => {
      const { urn: _urn, ...given } = input;
      const offence = deps.offences(given.cjsCode);
      const defendant = whole.record.defendants.find(({ id }) => id === given.defendantId);
      const waiting: AuthorisedCharge[] = (await decisionsOf(tx, whole.ref)).flatMap(
        ({ detail, laidChargeId, issuedAt }) =>
          detail.defendantId === given.defendantId && detail.authorises !== null && laidChargeId === null
            ? [{ offenceId: detail.offenceId, authorisedAt: issuedAt, ...detail.authorises }]
            : [],
      );
      const policeMayCharge =
        waiting.length === 0 &&
        whole.record.offences.some(
          ({ defendantId, cjsCode, chargingAuthority }) =>
            defendantId === given.defendantId && cjsCode === given.cjsCode && chargingAuthority === 'police',
        );
      const decided = decideCharge(
        {
          chargeId: deps.newId(),
          ...given,
          laidAt: instant(given.laidAt).toString(),
          title: offence?.title ?? '',
          wording: given.wording.trim(),
          reason: given.reason.trim(),
        },
        {
          actor: command.actor,
          hasPart: officerRolesOf(command.actor, whole.record.force.code, whole.record.officers).length > 0,
          waiting,
          policeMayCharge,
          now: command.at.toString(),
        },
      );
      // Who may record a charge is decided first: a prosecutor is told that, not that a field is wrong.
      if (!decided.ok && decided.refusal.code === 'only-police-lay-charges') return decided;
      if (offence === undefined)
        return refuse(
          'not-valid',
          `${given.cjsCode} is not an offence code of the national list. Check the code.`,
          'cjsCode',
        );
      if (defendant === undefined) return refuse('not-valid', 'Choose a suspect in this case.', 'defendantId');
      if (given.endDate < given.startDate)
        return refuse('not-valid', 'The last day of the offence is before its first day.', 'endDate');
      return decided;
    },
    audienceOfCharge,
  );
