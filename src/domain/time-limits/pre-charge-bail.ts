import { daysUntil, sayDate, type CivilDate } from '../kernel/civil-date.ts';
import { countPeriod, earlierOf, isBefore, laterOf } from './counting.ts';
import {
  bailFurther,
  bailRules,
  bailVersions,
  type BailCaseType,
  type BailStep,
  type BailVersion,
} from './regimes/pre-charge-bail.ts';

/** What pre-charge bail is worked out from. */
export interface BailFacts {
  readonly arrested: CivilDate;
  readonly caseType: BailCaseType;
  readonly designated: boolean;
  readonly court: boolean;
  /** Released on bail for a charging decision: the period stands still from that day, or never starts. */
  readonly chargingDecision?: {
    readonly sent: CivilDate | undefined;
    readonly firstRelease: boolean;
    readonly requested: CivilDate | undefined;
    /** The day police answered what the prosecutor asked for: it stands still again. */
    readonly met?: CivilDate;
  };
  /** Stays as an in-patient, whole days, in order. No `to`: still there. */
  readonly hospital: readonly { readonly from: CivilDate; readonly to?: CivilDate }[];
}

/** One reachable end and who may authorise it. */
export interface BailEnd {
  readonly step: BailStep;
  readonly end: CivilDate;
}

/** The first period as suspended or moved. */
export interface ApplicablePeriod {
  readonly start: CivilDate | undefined;
  readonly end: CivilDate | undefined;
  readonly originalEnd: CivilDate;
  /** Days still to run when it moves again; only while it stands still. */
  readonly daysLeft?: number;
}

/** Every end that bail can reach, and the period as suspended or moved. */
export interface BailLimits {
  readonly version: BailVersion;
  readonly startDate: CivilDate;
  readonly ends: readonly BailEnd[];
  readonly further: readonly { readonly key: string; readonly end: CivilDate }[];
  /** Present only when something suspended the first period. `end` absent: standing still. */
  readonly applicable: ApplicablePeriod | undefined;
  readonly because: readonly string[];
  readonly warnings: readonly string[];
}

const versionFor = (facts: BailFacts): BailVersion | undefined => {
  const day = facts.arrested.toString();
  return bailVersions.find(
    ({ from, until, caseTypes }) =>
      from <= day && (until === undefined || day < until) && caseTypes.includes(facts.caseType),
  );
};

const wanted = ({ onlyIf }: BailStep, facts: BailFacts): boolean =>
  onlyIf === undefined || ((onlyIf === 'designated' || facts.court) && (onlyIf === 'court' || facts.designated));

/**
 * Ends of pre-charge bail: each to the end of the day, from the day after arrest, rule I, never moved for weekends.
 * @returns `undefined` when the arrest is before any version on file
 * @law PACE 1984 s47ZB(4)(a) (start date), ss47ZD-47ZG (extensions), 47ZL (charging decision), 47ZM (hospital)
 */
export function bailLimits(facts: BailFacts): BailLimits | undefined {
  const version = versionFor(facts);
  if (version === undefined) return undefined;
  const startDate = facts.arrested.add({ days: 1 });
  const ends = version.steps
    .filter((step) => wanted(step, facts))
    .map((step) => ({ step, end: countPeriod(startDate, step.period).lastDay }));
  const further = bailFurther.flatMap(({ key, after, period }) => {
    const before = ends.find(({ step }) => step.key === after);
    return before === undefined ? [] : [{ key, end: countPeriod(before.end.add({ days: 1 }), period).lastDay }];
  });
  const [initial] = ends;
  if (initial === undefined) throw new Error(`no first period of pre-charge bail on file for ${version.title}`);
  const suspended = facts.chargingDecision !== undefined || facts.hospital.length > 0;
  return {
    version,
    startDate,
    ends,
    further,
    applicable: suspended ? applicablePeriod(facts, startDate, initial) : undefined,
    because: [
      `Arrested on ${sayDate(facts.arrested)}, so bail counts from ${sayDate(startDate)}; that day counts.`,
      ...ends.map(
        ({ step, end }) =>
          `${step.authority.replace(/^\w/, (c) => c.toUpperCase())}: to the end of ${sayDate(end)} (${step.provision}).`,
      ),
      ...(suspended ? [whySuspended(facts)] : []),
    ],
    warnings: sentTooLate(facts, initial.end),
  };
}

const sentTooLate = ({ chargingDecision }: BailFacts, end: CivilDate): string[] =>
  chargingDecision?.sent !== undefined && isBefore(end, chargingDecision.sent)
    ? [
        `The first period had ended on ${sayDate(end)} before the release for a charging decision. What is worked out here holds only if bail had been extended.`,
      ]
    : [];

const whySuspended = (facts: BailFacts): string =>
  facts.chargingDecision === undefined
    ? 'In hospital on the day the period would end: every day there as an in-patient is treated as suspended (PACE 1984 s47ZM).'
    : 'Released for a charging decision: the period stands still until the prosecutor asks for more, then runs from that day and for at least 7 days, and stands still again once the request is met (PACE 1984 s47ZL).';

/** @law PACE 1984 s47ZL (charging decision), s47ZM (in hospital) */
function applicablePeriod(facts: BailFacts, startDate: CivilDate, initial: BailEnd): ApplicablePeriod {
  const originalEnd = initial.end;
  const decision = facts.chargingDecision;
  const withStays = (start: CivilDate, end: CivilDate): ApplicablePeriod => ({
    start,
    end: afterHospital(start, end, facts.hospital),
    originalEnd,
  });
  if (decision === undefined) return withStays(startDate, originalEnd);
  const { requested, sent, firstRelease, met } = decision;
  const runsFresh = firstRelease || sent === undefined;
  if (requested === undefined) {
    const start = firstRelease ? undefined : startDate;
    const left = sent === undefined ? {} : { daysLeft: Math.max(0, daysUntil(sent, originalEnd) + 1) };
    return { start, end: undefined, originalEnd, ...(firstRelease ? {} : left) };
  }
  const atLeast = requested.add({ days: bailRules.afterDppRequestDays - 1 });
  const start = runsFresh ? requested : startDate;
  const runsTo = runsFresh
    ? countPeriod(requested, initial.step.period).lastDay
    : originalEnd.add({ days: daysUntil(sent, requested) });
  const end = laterOf(runsTo, atLeast);
  if (met === undefined || isBefore(end, met)) return withStays(start, end);
  return { start, end: undefined, originalEnd, daysLeft: daysUntil(met, end) + 1 };
}

/** Days from `from` to `to` on which the person was an in-patient; a stay without an end goes on. */
const inPatientDays = (from: CivilDate, to: CivilDate, stays: BailFacts['hospital']): number =>
  stays
    .map((stay) => {
      const begins = laterOf(from, stay.from);
      const ends = stay.to === undefined ? to : earlierOf(to, stay.to);
      return Math.max(0, daysUntil(begins, ends) + 1);
    })
    .reduce((sum, days) => sum + days, 0);

/**
 * Where the person is an in-patient on the day the period would end, every in-patient day of it is left out; else none
 * is. `undefined` while the person is still there.
 * @param stays none overlapping
 */
function afterHospital(start: CivilDate, end: CivilDate, stays: BailFacts['hospital']): CivilDate | undefined {
  const coversEnd = stays.find(({ from, to }) => !isBefore(end, from) && (to === undefined || !isBefore(to, end)));
  if (coversEnd === undefined) return end;
  if (stays.some(({ from, to }) => to === undefined && !isBefore(end, from))) return undefined;
  const length = daysUntil(start, end) + 1;
  let last = end;
  for (;;) {
    const counted = daysUntil(start, last) + 1 - inPatientDays(start, last, stays);
    if (counted >= length) return last;
    if (stays.some(({ from, to }) => to === undefined && !isBefore(last, from))) return undefined;
    last = last.add({ days: length - counted });
  }
}
