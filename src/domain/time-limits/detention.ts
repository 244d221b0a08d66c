import { sayInstant, Temporal, type Instant } from '../kernel/civil-date.ts';
import { addCountedHours, type Interval } from './counting.ts';
import { detentionRules, relevantTimeRules, type RelevantTimeRule } from './regimes/detention.ts';

/** What started the clock, and when. */
export interface RelevantTime {
  readonly at: Instant;
  readonly rule: RelevantTimeRule;
}

/** The earlier of two moments. */
export const sooner = (a: Instant, b: Instant): Instant => (Temporal.Instant.compare(b, a) < 0 ? b : a);

/**
 * The relevant time where a late arrival is capped: the earlier of `arrival` and the cap's hours after `since`.
 * @param arrival absent while the person has not arrived yet
 */
export function cappedRelevantTime(
  rule: Extract<RelevantTimeRule, 'sought-elsewhere' | 'arrested-abroad' | 'second-force'>,
  since: Instant,
  arrival: Instant | undefined,
): RelevantTime {
  const cap = since.add({ hours: relevantTimeRules[rule].withinHours ?? 24 });
  return { at: arrival === undefined ? cap : sooner(arrival, cap), rule };
}

/** A stay in hospital or the way there or back. Minutes of questioning count, and are taken as its first minutes. */
export interface HospitalStay {
  readonly from: Instant;
  /** Absent while the person is still there: the clock stands still. */
  readonly to?: Instant;
  readonly questionedMinutes: number;
}

/** What the detention clock is worked out from. */
export interface DetentionFacts {
  readonly relevantTime: RelevantTime;
  readonly indictable: boolean;
  readonly hospital: readonly HospitalStay[];
  /** Released on bail and back: the time between does not count. */
  readonly bail?: { readonly released: Instant; readonly returned: Instant; readonly arrestedForBreach: boolean };
  /** Other minutes that a lawyer has agreed do not count. */
  readonly excludedMinutes: number;
  readonly superintendent?: { readonly at: Instant; readonly to?: Instant };
  /** When reviews were carried out, in order; absent: not known. */
  readonly reviews?: readonly Instant[];
  readonly warrant?: { readonly issued: Instant; readonly hours: number };
  readonly extension?: { readonly granted: Instant; readonly hours: number };
}

/** Every moment by which the person must be charged, released or authorised to be kept. */
export interface DetentionLimits {
  readonly relevantTime: Instant;
  readonly limit24h: Instant;
  /** Absent for an offence that cannot be tried on indictment: 24 hours is then the end of it. */
  readonly limit36h: Instant | undefined;
  readonly limit96h: Instant | undefined;
  readonly authorisationValid: boolean | undefined;
  readonly warrantExpires: Instant | undefined;
  readonly maximumExtensionEnd: Instant | undefined;
  readonly usedMinutesBeforeBail: number | undefined;
  /** Minutes that do not count, time on bail apart. */
  readonly excludedMinutes: number;
  /** The end that is authorised on these facts, and by whom. */
  readonly authorisedTo: Instant;
  readonly authority: string;
  /** How far each authority can go, in the order in which they are asked. */
  readonly steps: readonly { readonly to: Instant; readonly by: string; readonly provision: string }[];
  readonly stillInHospital: boolean;
  readonly because: readonly string[];
  readonly assumptions: readonly string[];
  readonly warnings: readonly string[];
}

/** So many hours of time that passes after a moment; parts of an hour to the minute. */
export const hoursAfter = (at: Instant, hours: number): Instant => at.add({ minutes: Math.round(hours * 60) });

const minutesBetween = (from: Instant, to: Instant): number => (to.epochMilliseconds - from.epochMilliseconds) / 60_000;

/** The stretches in hospital that do not count, with the questioning given back to the clock. */
const hospitalIntervals = (facts: DetentionFacts): Interval[] =>
  facts.hospital.flatMap(({ from, to, questionedMinutes }) =>
    to === undefined ? [] : [{ from: from.add({ minutes: questionedMinutes }), to }],
  );

const bailInterval = (facts: DetentionFacts): Interval[] =>
  facts.bail === undefined ? [] : [{ from: facts.bail.released, to: facts.bail.returned }];

/** @law PACE 1984 s47(6A) */
const breachInterval = ({ bail }: DetentionFacts): Interval[] =>
  bail?.arrestedForBreach === true
    ? [{ from: bail.returned, to: bail.returned.add({ hours: detentionRules.bailBreach.excludedHours }) }]
    : [];

/** Minutes of the stretches that fall after the clock started, overlaps once. */
function totalMinutes(start: Instant, excluded: readonly Interval[]): number {
  const ordered = [...excluded].sort((a, b) => Temporal.Instant.compare(a.from, b.from));
  let counted = 0;
  let passed = start.epochMilliseconds;
  for (const { from, to } of ordered) {
    const begins = Math.max(from.epochMilliseconds, passed);
    if (to.epochMilliseconds <= begins) continue;
    counted += to.epochMilliseconds - begins;
    passed = to.epochMilliseconds;
  }
  return counted / 60_000;
}

/**
 * Every limit of detention without charge, in time that passes: a change of the clocks moves nothing.
 * @law PACE 1984 s41 (24 hours), s42 (36), s43-44 (warrants, 96), s41(6) (hospital), s47(6)-(6A) (bail)
 */
export function detentionLimits(facts: DetentionFacts): DetentionLimits {
  const start = facts.relevantTime.at;
  const left = [...hospitalIntervals(facts), ...breachInterval(facts)];
  const excluded = [...left, ...bailInterval(facts)];
  const limit = (hours: number): Instant => addCountedHours(start, hours + facts.excludedMinutes / 60, excluded);
  const basic = limit(detentionRules.basic.hours);
  const extended = limit(detentionRules.superintendent.hours);
  const maximum = limit(detentionRules.maximum.hours);
  const authorisation = judgeAuthorisation(facts, basic);
  const warrantExpires =
    facts.warrant === undefined
      ? undefined
      : sooner(hoursAfter(facts.warrant.issued, Math.min(facts.warrant.hours, detentionRules.warrant.hours)), maximum);
  const maximumExtensionEnd = extensionEnd(facts, warrantExpires, maximum);
  const authorised = authorisedEnd({
    basic,
    extended,
    facts,
    valid: authorisation.valid,
    warrantExpires,
    maximumExtensionEnd,
  });
  const rule = relevantTimeRules[facts.relevantTime.rule];
  const minutes = totalMinutes(start, left) + facts.excludedMinutes;
  return {
    relevantTime: start,
    limit24h: basic,
    limit36h: facts.indictable ? extended : undefined,
    limit96h: facts.indictable ? maximum : undefined,
    authorisationValid: authorisation.valid,
    warrantExpires,
    maximumExtensionEnd,
    usedMinutesBeforeBail: facts.bail === undefined ? undefined : usedBefore(start, facts.bail.released, facts),
    excludedMinutes: minutes,
    authorisedTo: authorised.to,
    authority: authorised.by,
    steps: [
      { to: basic, by: 'custody officer', provision: detentionRules.basic.provision },
      ...(facts.indictable
        ? [
            { to: extended, by: 'superintendent or above', provision: detentionRules.superintendent.provision },
            { to: maximum, by: 'magistrates’ court, by warrants', provision: detentionRules.maximum.provision },
          ]
        : []),
    ],
    stillInHospital: facts.hospital.some(({ to }) => to === undefined),
    because: [
      `The clock starts at ${sayInstant(start)}: ${rule.says} (${rule.provision}).`,
      ...(minutes > 0 ? [`${minutes} minutes do not count (${whyExcluded(facts)}).`] : []),
      `24 hours end at ${sayInstant(basic)} (${detentionRules.basic.provision}).`,
      ...(facts.indictable
        ? [
            `A superintendent may authorise up to ${sayInstant(extended)}, before the 24 hours end and after the second review (${detentionRules.superintendent.provision}).`,
            `A warrant has to be asked for by then; ${detentionRules.warrant.graceHours} hours of grace only where the court sits within them and it was not reasonable to ask sooner (${detentionRules.warrant.provision}). None may go past ${sayInstant(maximum)}.`,
          ]
        : ['The offence cannot be tried on indictment, so nobody may authorise more than 24 hours.']),
      ...authorisation.because,
      detentionRules.approximate,
    ],
    assumptions: authorisation.assumptions,
    warnings: facts.hospital.some(({ to }) => to === undefined)
      ? [
          'The person is still in hospital, where time does not count unless they are questioned: the limits will be later.',
        ]
      : [],
  };
}

const whyExcluded = (facts: DetentionFacts): string =>
  [
    ...(facts.hospital.length > 0 ? [`hospital, ${detentionRules.hospital.provision}`] : []),
    ...(facts.bail === undefined ? [] : [`on bail, ${detentionRules.returnOnBail.provision}`]),
    ...(facts.bail?.arrestedForBreach === true
      ? [`first 3 hours after arrest for breach, ${detentionRules.bailBreach.provision}`]
      : []),
    ...(facts.excludedMinutes > 0 ? ['minutes given as agreed not to count'] : []),
  ].join('; ');

const usedBefore = (start: Instant, released: Instant, facts: DetentionFacts): number => {
  const before = hospitalIntervals(facts).filter(({ from }) => Temporal.Instant.compare(from, released) < 0);
  return Math.max(0, minutesBetween(start, released) - totalMinutes(start, before) - facts.excludedMinutes);
};

interface Authorisation {
  readonly valid: boolean | undefined;
  readonly because: readonly string[];
  readonly assumptions: readonly string[];
}

/** @law PACE 1984 s42(4): not more than 24 hours after the relevant time, and not before the second review */
function judgeAuthorisation(facts: DetentionFacts, basic: Instant): Authorisation {
  if (facts.superintendent === undefined) return { valid: undefined, because: [], assumptions: [] };
  const { at } = facts.superintendent;
  const second = facts.reviews?.[1];
  const faults = [
    ...(facts.indictable ? [] : ['the offence is not indictable']),
    ...(Temporal.Instant.compare(at, basic) > 0 ? ['24 hours had already passed'] : []),
    ...(Temporal.Instant.compare(at, facts.relevantTime.at) < 0 ? ['the clock had not started'] : []),
    ...(facts.reviews !== undefined && (second === undefined || Temporal.Instant.compare(at, second) < 0)
      ? ['the second review had not been carried out']
      : []),
  ];
  const assumptions =
    facts.reviews === undefined ? ['Taken as done: the second review, before the superintendent’s authority.'] : [];
  return faults.length === 0
    ? {
        valid: true,
        because: [`The authority given at ${sayInstant(at)} stands (${detentionRules.superintendent.provision}).`],
        assumptions,
      }
    : {
        valid: false,
        because: [`The authority given at ${sayInstant(at)} does not stand: ${faults.join('; ')}.`],
        assumptions: [],
      };
}

/** An extension runs on from the warrant's end, or from its grant when the warrant is not on file, and never past 96 hours. */
function extensionEnd(
  facts: DetentionFacts,
  warrantExpires: Instant | undefined,
  maximum: Instant,
): Instant | undefined {
  if (facts.extension === undefined) {
    return warrantExpires === undefined
      ? undefined
      : sooner(hoursAfter(warrantExpires, detentionRules.extension.hours), maximum);
  }
  const hours = Math.min(facts.extension.hours, detentionRules.extension.hours);
  return sooner(hoursAfter(warrantExpires ?? facts.extension.granted, hours), maximum);
}

interface Ends {
  readonly basic: Instant;
  readonly extended: Instant;
  readonly facts: DetentionFacts;
  readonly valid: boolean | undefined;
  readonly warrantExpires: Instant | undefined;
  readonly maximumExtensionEnd: Instant | undefined;
}

function authorisedEnd({ basic, extended, facts, valid, warrantExpires, maximumExtensionEnd }: Ends): {
  to: Instant;
  by: string;
} {
  if (facts.extension !== undefined && maximumExtensionEnd !== undefined)
    return { to: maximumExtensionEnd, by: 'warrant extended by the court' };
  if (warrantExpires !== undefined) return { to: warrantExpires, by: 'warrant of further detention' };
  if (valid !== true) return { to: basic, by: 'custody officer' };
  return {
    to: facts.superintendent?.to === undefined ? extended : sooner(facts.superintendent.to, extended),
    by: 'superintendent',
  };
}

/** When the next review is due, when each was due, and what is wrong with those done. */
export interface ReviewTimes {
  readonly nextDue: Instant;
  /** Latest time for each review in turn, the next one last. */
  readonly due: readonly Instant[];
  readonly because: readonly string[];
  readonly warnings: readonly string[];
}

/**
 * Latest time for the next review of detention.
 * @param reviews when each was carried out, in order
 * @param firstPostponedFrom when a postponed first review was due; it does not shift the next
 * @law PACE 1984 s40(3) (6 hours, then every 9) and s40(7) (postponement shifts nothing)
 */
export function reviewTimes(
  authorised: Instant,
  reviews: readonly Instant[],
  firstPostponedFrom?: Instant,
): ReviewTimes {
  const { firstHours, nextHours } = detentionRules.review;
  const due: Instant[] = [authorised.add({ hours: firstHours })];
  const warnings: string[] = [];
  for (const [index, done] of reviews.entries()) {
    const latest = due[index] ?? authorised;
    const postponed = index === 0 ? firstPostponedFrom : undefined;
    if (Temporal.Instant.compare(done, latest) > 0 && postponed === undefined) {
      warnings.push(
        `Review ${index + 1} was carried out at ${sayInstant(done)}, after the latest time of ${sayInstant(latest)}.`,
      );
    }
    due.push((postponed ?? done).add({ hours: nextHours }));
  }
  const nextDue = due.at(-1) ?? authorised;
  const last = reviews.at(-1);
  const postponedNow = reviews.length === 1 && firstPostponedFrom !== undefined;
  const from =
    last === undefined
      ? `detention was authorised at ${sayInstant(authorised)}: first review within ${firstHours} hours`
      : postponedNow
        ? `the first review was due at ${sayInstant(firstPostponedFrom)} and postponed, which does not shift the next: ${nextHours} hours from when it was due`
        : `the last review was carried out at ${sayInstant(last)}: the next within ${nextHours} hours`;
  return {
    nextDue,
    due,
    because: [`Next review by ${sayInstant(nextDue)} (${detentionRules.review.provision}); ${from}.`],
    warnings,
  };
}
