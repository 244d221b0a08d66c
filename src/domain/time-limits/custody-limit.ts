import { addDays, daysUntil, sayDate, type CivilDate } from '../kernel/civil-date.ts';
import { accept, type Result } from '../kernel/result.ts';
import { addWorkingDays, precedingWorkingDay, type HolidayCalendar, type WorkingDay } from '../kernel/working-days.ts';
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
  /** The log of extensions by the court, in order. */
  readonly extensions?: readonly CustodyExtension[];
}

/** An extension by the court: the day it was given, and the day it goes to. */
export interface CustodyExtension {
  readonly grantedOn: CivilDate;
  readonly until: CivilDate;
}

/** One extension of the log, and whether it held. */
export interface ExtensionJudged extends CustodyExtension {
  readonly valid: boolean;
  /** Day on which the limit expires after it. */
  readonly expiry: CivilDate;
  readonly because: string;
}

/** When custody has to end, and why. */
export interface CustodyLimit {
  readonly regime: CustodyRegime;
  readonly limitDays: number;
  readonly daysUsedInEarlierPeriods: number;
  /** Before moving back from a closed day; absent while on bail with days in hand. */
  readonly unadjusted: CivilDate | undefined;
  /** After the extensions that held. */
  readonly expiry: CivilDate | undefined;
  readonly expiryWithoutExtension: CivilDate | undefined;
  readonly extensions: readonly ExtensionJudged[];
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
  const lastDay = addDays(facts.periods[0].from, 56);
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
  daysUntil(from, to) + (isFirst ? 0 : 1);

/** The day the allowance runs out, walking the periods in order; `undefined` when it has not and nobody is in custody. */
function runsOut(periods: readonly CustodyPeriod[], allowed: number): { used: number; on: CivilDate | undefined } {
  let used = 0;
  for (const [index, { from, to }] of periods.entries()) {
    const isFirst = index === 0;
    const spent = to === undefined ? undefined : daysOf({ from, to }, isFirst);
    if (spent === undefined || used + spent >= allowed) {
      return { used, on: addDays(from, allowed - used - (isFirst ? 0 : 1)) };
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
      expiryWithoutExtension: undefined,
      extensions: [],
      daysLeft: days - used,
      noticeBy: undefined,
      because,
      warnings: [],
    });
  }
  const moved = precedingWorkingDay(on, holidays);
  if (!moved.ok) return moved;
  const extended = extend({ unadjusted: on, moved: moved.value }, facts.extensions ?? [], holidays);
  if (!extended.ok) return extended;
  const { unadjusted, moved: last, judged } = extended.value;
  return accept({
    ...common,
    unadjusted,
    expiry: last.date,
    expiryWithoutExtension: moved.value.date,
    extensions: judged,
    daysLeft: undefined,
    noticeBy: noticeDay(last.date, facts.court, holidays),
    because: [
      `${regime.title}: ${days} days, ${regime.runs} (${regime.provision}).`,
      used === 0
        ? `Counted from ${sayDate(first.from)}, which is left out: ${sayDate(on)}.`
        : `${used} days were used in earlier custody; ${days - used} were left and every day of a later period counts: ${sayDate(on)}.`,
      ...sayMoved(on, moved.value),
      ...judged.map(({ because }) => because),
      custodyRules.stops,
    ],
    warnings: [
      ...judged.flatMap(({ valid, because }) => (valid ? [] : [because])),
      ...(last.projected ? ['The bank holidays of that year are not published yet: check again.'] : []),
    ],
  });
}

const sayMoved = (on: CivilDate, { date, skipped }: WorkingDay): string[] =>
  date.equals(on)
    ? []
    : [
        `${sayDate(on)} is closed (${skipped.map(({ because: why }) => why).join(', ')}), so it expires on ${sayDate(date)}.`,
      ];

interface Running {
  readonly unadjusted: CivilDate;
  readonly moved: WorkingDay;
}

/**
 * The limit after each extension in turn: given while the limit before it still ran, to a later day, moved back from a
 * closed day as the limit itself is. One that does not hold changes nothing.
 * @law Prosecution of Offences Act 1985 s22(3): at any time before the expiry of the limit
 */
function extend(
  start: Running,
  extensions: readonly CustodyExtension[],
  holidays: HolidayCalendar,
): Result<Running & { readonly judged: readonly ExtensionJudged[] }, 'calendar-ends'> {
  let running = start;
  const judged: ExtensionJudged[] = [];
  for (const { grantedOn, until } of extensions) {
    const expired = running.moved.date;
    const fault = isBefore(expired, grantedOn)
      ? `the limit had expired on ${sayDate(expired)}, and only a limit that still runs can be extended`
      : isBefore(expired, until)
        ? undefined
        : `it goes no further than ${sayDate(expired)}`;
    if (fault !== undefined) {
      const because = `The extension of ${sayDate(grantedOn)} to ${sayDate(until)} does not hold: ${fault}.`;
      judged.push({ grantedOn, until, valid: false, expiry: expired, because });
      continue;
    }
    const moved = precedingWorkingDay(until, holidays);
    if (!moved.ok) return moved;
    running = { unadjusted: until, moved: moved.value };
    const given = `Extended by the court on ${sayDate(grantedOn)} to ${sayDate(until)} (${custodyRules.extension.provision}).`;
    const because = [given, ...sayMoved(until, moved.value)].join(' ');
    judged.push({ grantedOn, until, valid: true, expiry: moved.value.date, because });
  }
  return accept({ ...running, judged });
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
