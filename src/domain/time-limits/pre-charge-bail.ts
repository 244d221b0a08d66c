import { sayDate, type CivilDate } from '../kernel/civil-date.ts';
import { countPeriod, isBefore, laterOf } from './counting.ts';
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
  };
  /** Stays as an in-patient, whole days, in order. No `to`: still there. */
  readonly hospital: readonly { readonly from: CivilDate; readonly to?: CivilDate }[];
}

/** One reachable end and who may authorise it. */
export interface BailEnd {
  readonly step: BailStep;
  readonly end: CivilDate;
}

/** Every end that bail can reach, and the period as suspended or moved. */
export interface BailLimits {
  readonly version: BailVersion;
  readonly startDate: CivilDate;
  readonly ends: readonly BailEnd[];
  readonly further: readonly { readonly key: string; readonly end: CivilDate }[];
  /** Present only when something suspended the first period. `end` absent: standing still. */
  readonly applicable:
    | { readonly start: CivilDate | undefined; readonly end: CivilDate | undefined; readonly originalEnd: CivilDate }
    | undefined;
  readonly because: readonly string[];
  readonly warnings: readonly string[];
}

const versionFor = (facts: BailFacts): BailVersion | undefined => {
  const day = facts.arrested.toString();
  return bailVersions.find(
    ({ from, until, agencies }) =>
      from <= day && (until === undefined || day < until) && agencies === (facts.caseType !== 'standard'),
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
    warnings: [],
  };
}

const whySuspended = (facts: BailFacts): string =>
  facts.chargingDecision === undefined
    ? 'In hospital on the day the period would end: every day there as an in-patient is treated as suspended (PACE 1984 s47ZM).'
    : 'Released for a charging decision: the period stands still until the prosecutor asks for more, then runs from that day and for at least 7 days (PACE 1984 s47ZL).';

function applicablePeriod(
  facts: BailFacts,
  startDate: CivilDate,
  initial: BailEnd,
): NonNullable<BailLimits['applicable']> {
  const originalEnd = initial.end;
  const decision = facts.chargingDecision;
  if (decision === undefined) return { start: startDate, end: afterHospital(originalEnd, facts.hospital), originalEnd };
  const { requested, sent, firstRelease } = decision;
  if (requested === undefined) return { start: firstRelease ? undefined : startDate, end: undefined, originalEnd };
  const atLeast = requested.add({ days: bailRules.afterDppRequestDays - 1 });
  if (firstRelease || sent === undefined) {
    const end = laterOf(countPeriod(requested, initial.step.period).lastDay, atLeast);
    return { start: requested, end: afterHospital(end, facts.hospital), originalEnd };
  }
  const stoodStill = sent.until(requested, { largestUnit: 'days' }).days;
  const end = laterOf(originalEnd.add({ days: stoodStill }), atLeast);
  return { start: startDate, end: afterHospital(end, facts.hospital), originalEnd };
}

/** A stay that covers the last day pushes it on by every in-patient day; `undefined` while the person is still there. */
function afterHospital(end: CivilDate, stays: BailFacts['hospital']): CivilDate | undefined {
  let last = end;
  for (const { from, to } of stays) {
    const coversEnd = !isBefore(last, from) && (to === undefined || !isBefore(to, last));
    if (!coversEnd) continue;
    if (to === undefined) return undefined;
    last = last.add({ days: from.until(to, { largestUnit: 'days' }).days + 1 });
  }
  return last;
}
