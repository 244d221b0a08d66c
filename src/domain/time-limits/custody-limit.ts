import { sayDate, type CivilDate } from '../kernel/civil-date.ts';
import { accept, type Result } from '../kernel/result.ts';
import { addWorkingDays, precedingWorkingDay, type HolidayCalendar } from '../kernel/working-days.ts';
import { isBefore } from './counting.ts';
import {
  custodyRegimes,
  custodyRules,
  extensionNoticeDays,
  type CustodyRegime,
  type CustodyStage,
} from './regimes/custody.ts';

/** A run of days in custody for the offence. No `to`: still in custody. */
export interface CustodyPeriod {
  readonly from: CivilDate;
  /** Day of release; it counts (convention 6). */
  readonly to?: CivilDate;
}

/** What a custody time limit is worked out from. */
export interface CustodyFacts {
  readonly court: 'magistrates' | 'crown';
  readonly stage: CustodyStage;
  /** In order, none overlapping, at most the last one open, at least one. */
  readonly periods: readonly [CustodyPeriod, ...CustodyPeriod[]];
  readonly ageAtFirstCustody?: number;
  /** Day the court decided on summary trial of an either-way offence. */
  readonly allocatedOn?: CivilDate;
}

/** When custody has to end, and why. */
export interface CustodyLimit {
  readonly regime: CustodyRegime;
  readonly limitDays: number;
  readonly daysUsedInEarlierPeriods: number;
  /** Before moving back from a closed day; absent while on bail with days in hand. */
  readonly unadjusted: CivilDate | undefined;
  readonly expiry: CivilDate | undefined;
  /** Days left when no custody is running. */
  readonly daysLeft: number | undefined;
  /** Last day on which to give notice of an application to extend, counted in clear working days. */
  readonly noticeBy: CivilDate | undefined;
  readonly because: readonly string[];
  readonly assumptions: readonly string[];
  readonly warnings: readonly string[];
  readonly questions: readonly { fact: string; text: string }[];
}

const regimeOf = (stage: CustodyStage): CustodyRegime => {
  const found = custodyRegimes.find((regime) => regime.stage === stage);
  if (found === undefined) throw new Error(`no custody time limit on file for ${stage}`);
  return found;
};

/** The 56-day limit needs the decision for summary trial before the 56 days that follow the first appearance are up. */
const effectiveStage = (facts: CustodyFacts): CustodyStage => {
  if (facts.stage !== 'either-way' || facts.allocatedOn === undefined) return facts.stage;
  const lastDay = facts.periods[0].from.add({ days: 56 });
  return isBefore(lastDay, facts.allocatedOn) ? 'either-way' : 'either-way-summary-trial';
};

interface DaysAllowed {
  readonly days: number;
  /** What it would be for an adult, where the age is not known and would matter. */
  readonly ifAdult: number | undefined;
}

function daysAllowed(regime: CustodyRegime, firstDay: CivilDate, age: number | undefined): DaysAllowed {
  const day = firstDay.toString();
  const inForce = regime.versions.filter(
    ({ from, until }) => (from === undefined || from <= day) && (until === undefined || day < until),
  );
  const forThisAge = inForce.findLast((version) => version.adultsOnly !== true || (age !== undefined && age >= 18));
  const forAdults = inForce.at(-1);
  if (forThisAge === undefined || forAdults === undefined) throw new Error(`no version of ${regime.stage} on file`);
  return {
    days: forThisAge.days,
    ifAdult: age === undefined && forAdults.days !== forThisAge.days ? forAdults.days : undefined,
  };
}

/** Days of custody a finished period used: its first day is left out once only, for the very first period. */
const daysOf = ({ from, to }: Required<CustodyPeriod>, isFirst: boolean): number =>
  from.until(to, { largestUnit: 'days' }).days + (isFirst ? 0 : 1);

/** The day the allowance runs out, walking the periods in order; `undefined` when it has not and nobody is in custody. */
function runsOut(periods: readonly CustodyPeriod[], allowed: number): { used: number; on: CivilDate | undefined } {
  let used = 0;
  for (const [index, { from, to }] of periods.entries()) {
    const isFirst = index === 0;
    const spent = to === undefined ? undefined : daysOf({ from, to }, isFirst);
    if (spent === undefined || used + spent >= allowed) {
      return { used, on: from.add({ days: allowed - used - (isFirst ? 0 : 1) }) };
    }
    used += spent;
  }
  return { used, on: undefined };
}

/**
 * When a custody time limit expires: at midnight at the end of `expiry`. Refuses `calendar-ends` when the bank holidays
 * on file do not reach that far.
 * @law SI 1987/299 reg. 2(4) (first day left out) and 2(5) (a closed day: the preceding day that is open)
 */
export function custodyLimit(facts: CustodyFacts, holidays: HolidayCalendar): Result<CustodyLimit, 'calendar-ends'> {
  const regime = regimeOf(effectiveStage(facts));
  const [first] = facts.periods;
  const { days, ifAdult } = daysAllowed(regime, first.from, facts.ageAtFirstCustody);
  const { used, on } = runsOut(facts.periods, days);
  const questions =
    ifAdult === undefined
      ? []
      : [
          {
            fact: 'ageAtFirstCustody',
            text: `Was the person 18 or over when first in custody? If so the limit is ${ifAdult} days, ${ifAdult - days} days later.`,
          },
        ];
  const common = {
    regime,
    limitDays: days,
    daysUsedInEarlierPeriods: used,
    assumptions: assumptionsOf(facts),
    questions,
  };
  if (on === undefined) {
    const because = [`${used} of ${days} days used; no custody is running, so the limit does not run.`];
    return accept({
      ...common,
      unadjusted: undefined,
      expiry: undefined,
      daysLeft: days - used,
      noticeBy: undefined,
      because,
      warnings: [],
    });
  }
  const moved = precedingWorkingDay(on, holidays);
  if (!moved.ok) return moved;
  const notice = noticeDay(moved.value.date, facts.court, holidays);
  const because = [
    `${regime.title}: ${days} days, ${regime.runs} (${regime.provision}).`,
    used === 0
      ? `Counted from ${sayDate(first.from)}, which is left out: ${sayDate(on)}.`
      : `${used} days were used in earlier custody; ${days - used} were left and every day of a later period counts: ${sayDate(on)}.`,
    ...(moved.value.date.equals(on)
      ? []
      : [
          `${sayDate(on)} is closed (${moved.value.skipped.map(({ because: why }) => why).join(', ')}), so it expires on ${sayDate(moved.value.date)}.`,
        ]),
    custodyRules.stops,
  ];
  const warnings = moved.value.projected ? ['The bank holidays of that year are not published yet: check again.'] : [];
  return accept({
    ...common,
    unadjusted: on,
    expiry: moved.value.date,
    daysLeft: undefined,
    noticeBy: notice,
    because,
    warnings,
  });
}

const assumptionsOf = (facts: CustodyFacts): string[] =>
  facts.stage === 'either-way' && facts.allocatedOn === undefined
    ? [
        'No decision for summary trial is recorded. If one is made within 56 days of the first appearance, the limit becomes 56 days.',
      ]
    : [];

/** Notice of so many clear working days: that many open days lie between the notice and the expiry. */
const noticeDay = (
  expiry: CivilDate,
  court: CustodyFacts['court'],
  holidays: HolidayCalendar,
): CivilDate | undefined => {
  const day = addWorkingDays(expiry, -(extensionNoticeDays[court] + 1), holidays);
  return day.ok ? day.value.date : undefined;
};
