import { LONDON, sayDate, type CivilDate, type Instant } from '../kernel/civil-date.ts';
import { accept, refuse, type Result } from '../kernel/result.ts';
import type { HolidayCalendar } from '../kernel/working-days.ts';
import type { Answer } from './answer.ts';
import { custodyLimit, type CustodyPeriod } from './custody-limit.ts';
import {
  cappedRelevantTime,
  detentionLimits,
  reviewTimes,
  sooner,
  type DetentionFacts,
  type RelevantTime,
} from './detention.ts';
import type { BailInputs, CustodyInputs, DetentionInputs, ReviewInputs } from './limit-inputs.ts';
import { bailLimits, type BailFacts } from './pre-charge-bail.ts';
import { custodyRules, type CustodyStage } from './regimes/custody.ts';
import { detentionRules } from './regimes/detention.ts';
import { bailRules } from './regimes/pre-charge-bail.ts';

/** An instant as the clock on the wall in London showed it, with its offset: `2025-06-10T14:20:00+01:00`. */
export const londonText = (at: Instant): string =>
  at.toZonedDateTimeISO(LONDON).toString({ timeZoneName: 'never', smallestUnit: 'second' });

const when = <Value>(key: string, value: Value | undefined): Record<string, Value> =>
  value === undefined ? {} : { [key]: value };

function stageOf(inputs: CustodyInputs): Result<{ stage: CustodyStage; assumed: readonly string[] }, 'limit-input'> {
  if (inputs.court === 'magistrates') {
    return inputs.offenceClass == null
      ? refuse(
          'limit-input',
          'Give the class of offence: summary-only, either-way or indictable-only.',
          'inputs.offenceClass',
        )
      : accept({ stage: inputs.offenceClass, assumed: [] });
  }
  const route = inputs.route?.toLowerCase();
  if (route === undefined)
    return accept({
      stage: 'sent',
      assumed: ['Taken as sent to the Crown Court; a voluntary bill or a retrial has 112 days.'],
    });
  if (route.startsWith('sent')) return accept({ stage: 'sent', assumed: [] });
  if (route.includes('retrial')) return accept({ stage: 'retrial', assumed: [] });
  if (/bill|commit|prefer/.test(route)) return accept({ stage: 'preferred', assumed: [] });
  return refuse(
    'limit-input',
    `inputs.route "${inputs.route ?? ''}" is not known: use sent-s51, voluntary-bill, committed or retrial.`,
    'inputs.route',
  );
}

/** A custody time limit, under the names of the example file. */
export function custodyAnswer(
  inputs: CustodyInputs,
  holidays: HolidayCalendar,
): Result<Answer, 'limit-input' | 'calendar-ends'> {
  const stage = stageOf(inputs);
  if (!stage.ok) return stage;
  const [first, ...rest] = inputs.custodyPeriods.map(({ from, to }): CustodyPeriod =>
    to == null ? { from } : { from, to },
  );
  if (first === undefined)
    return refuse('limit-input', 'Give at least one period of custody.', 'inputs.custodyPeriods');
  const limit = custodyLimit(
    {
      court: inputs.court,
      stage: stage.value.stage,
      periods: [first, ...rest],
      ...(inputs.ageAtFirstCustody == null ? {} : { ageAtFirstCustody: inputs.ageAtFirstCustody }),
      ...(inputs.allocationToSummaryTrialDate == null ? {} : { allocatedOn: inputs.allocationToSummaryTrialDate }),
    },
    holidays,
  );
  if (!limit.ok) return limit;
  const {
    limitDays,
    daysUsedInEarlierPeriods,
    unadjusted,
    expiry,
    daysLeft,
    noticeBy,
    because,
    assumptions,
    warnings,
    questions,
  } = limit.value;
  return accept({
    limitDays,
    daysUsedInEarlierPeriods,
    unadjustedExpiry: unadjusted?.toString() ?? null,
    expiryDate: expiry?.toString() ?? null,
    movedBack: expiry !== undefined && unadjusted !== undefined && !expiry.equals(unadjusted),
    ...when('daysLeft', daysLeft),
    ...when('extensionNoticeBy', noticeBy?.toString()),
    statute: custodyRules.provision,
    confidence: limit.value.regime.versions[0]?.confidence ?? 'confirmed',
    explanation: because,
    assumptions: [...assumptions, ...stage.value.assumed],
    warnings,
    questions,
  });
}

type Missing = Result<RelevantTime | undefined, 'limit-input'>;

/** Which of the ways of finding the relevant time fits what was given. `undefined`: only the minutes used are known. */
function relevantTimeOf(inputs: DetentionInputs): Missing {
  const arrest = inputs.arrestTime ?? undefined;
  const first = inputs.arrivalAtFirstStation ?? inputs.arrivalAtStation ?? undefined;
  if (
    inputs.arrestedInOtherForceArea === true &&
    inputs.soughtByAnotherForce === true &&
    inputs.questionedInArrestArea === false
  ) {
    if (arrest === undefined)
      return refuse(
        'limit-input',
        'Give the time of arrest: the clock starts at most 24 hours after it.',
        'inputs.arrestTime',
      );
    return accept(cappedRelevantTime('sought-elsewhere', arrest, inputs.arrivalAtRelevantStation ?? undefined));
  }
  if (inputs.enteredEnglandAndWalesAt != null) {
    return accept(
      cappedRelevantTime('arrested-abroad', inputs.enteredEnglandAndWalesAt, inputs.arrivalAtRelevantStation ?? first),
    );
  }
  if (inputs.leftFirstPlaceAt != null) {
    return accept(
      cappedRelevantTime('second-force', inputs.leftFirstPlaceAt, inputs.arrivalAtSecondForceStation ?? undefined),
    );
  }
  if (inputs.arrestedAtStation != null && inputs.arrestedAtStation !== false) {
    const at = inputs.arrestedAtStation === true ? arrest : inputs.arrestedAtStation;
    return at === undefined
      ? refuse('limit-input', 'Give the time of the arrest at the station.', 'inputs.arrestTime')
      : accept({ at, rule: 'volunteer' });
  }
  if (inputs.voluntaryAttendanceFrom != null && arrest !== undefined) return accept({ at: arrest, rule: 'volunteer' });
  if (inputs.answeredStreetBailAt != null) return accept({ at: inputs.answeredStreetBailAt, rule: 'street-bail' });
  if (first !== undefined) {
    const at = inputs.arrivalAtStation == null ? first : sooner(first, inputs.arrivalAtStation);
    return accept({ at, rule: 'usual' });
  }
  if (usedOf(inputs) !== undefined) return accept(undefined);
  return refuse('limit-input', 'Give the time of arrival at the first police station.', 'inputs.arrivalAtStation');
}

const usedOf = (inputs: DetentionInputs): number | undefined =>
  inputs.usedMinutesBeforeBail ?? inputs.usedMinutes ?? undefined;

type Bail = NonNullable<DetentionFacts['bail']>;

/** The stretch on bail, its start worked back from the minutes used when the release is not given. */
function bailOf(inputs: DetentionInputs, start: Instant | undefined): Result<Bail | undefined, 'limit-input'> {
  const returned = inputs.arrestedForBailBreachArrivesAt ?? inputs.answeredBailAt ?? undefined;
  const used = usedOf(inputs);
  const released =
    inputs.releasedOnBailAt ??
    (start !== undefined && used !== undefined ? start.add({ seconds: Math.round(used * 60) }) : undefined);
  if (returned === undefined) {
    return inputs.releasedOnBailAt == null
      ? accept(undefined)
      : refuse(
          'limit-input',
          'On bail the clock stands still. Give the time bail was answered, or of arrival after arrest for breach.',
          'inputs.answeredBailAt',
        );
  }
  if (released === undefined)
    return refuse(
      'limit-input',
      'Give the time of release on bail, or the minutes used before it.',
      'inputs.releasedOnBailAt',
    );
  const arrestedForBreach = inputs.underSection46A ?? inputs.arrestedForBailBreachArrivesAt != null;
  return accept({ released, returned, arrestedForBreach });
}

/** The detention clock, under the names of the example file. */
export function detentionAnswer(inputs: DetentionInputs): Result<Answer, 'limit-input'> {
  const relevant = relevantTimeOf(inputs);
  if (!relevant.ok) return relevant;
  const returned = inputs.arrestedForBailBreachArrivesAt ?? inputs.answeredBailAt ?? undefined;
  const used = usedOf(inputs) ?? 0;
  if (relevant.value === undefined && returned === undefined) {
    return refuse(
      'limit-input',
      'Give the time bail was answered, or of arrival after arrest for breach.',
      'inputs.answeredBailAt',
    );
  }
  // Only the minutes used are known: a clock that started that long before the return, with nothing left out, runs the same.
  const start = relevant.value ?? {
    at: (returned ?? noInstant()).subtract({ seconds: Math.round(used * 60) }),
    rule: 'usual' as const,
  };
  const bail = bailOf(inputs, start.at);
  if (!bail.ok) return bail;
  const limits = detentionLimits({
    relevantTime: start,
    indictable: inputs.indictable ?? true,
    hospital: (inputs.hospital ?? []).map(({ from, to, questionedMinutes }) => ({
      from,
      ...(to == null ? {} : { to }),
      questionedMinutes: questionedMinutes ?? 0,
    })),
    excludedMinutes: inputs.excludedMinutes ?? 0,
    ...(bail.value === undefined ? {} : { bail: bail.value }),
    ...(inputs.superintendentAuthorisesAt == null ? {} : { superintendent: { at: inputs.superintendentAuthorisesAt } }),
    ...(inputs.reviewsCarriedOut == null ? {} : { reviews: inputs.reviewsCarriedOut }),
    ...(inputs.warrantIssuedAt == null
      ? {}
      : { warrant: { issued: inputs.warrantIssuedAt, hours: inputs.warrantHours ?? detentionRules.warrant.hours } }),
    ...(inputs.extensionGrantedAt == null && inputs.extensionHoursSought == null ? {} : extensionOf(inputs)),
  });
  const isBailCase = bail.value !== undefined;
  return accept({
    relevantTime: relevant.value === undefined ? null : londonText(limits.relevantTime),
    limit24h: londonText(limits.limit24h),
    limit36h: limits.limit36h === undefined ? null : londonText(limits.limit36h),
    limit96h: limits.limit96h === undefined ? null : londonText(limits.limit96h),
    ...when('authorisationValid', limits.authorisationValid),
    ...when('warrantExpires', limits.warrantExpires === undefined ? undefined : londonText(limits.warrantExpires)),
    ...when(
      'maximumExtensionEnd',
      limits.maximumExtensionEnd === undefined ? undefined : londonText(limits.maximumExtensionEnd),
    ),
    ...(isBailCase
      ? { usedMinutesBeforeBail: limits.usedMinutesBeforeBail, usedMinutes: limits.usedMinutesBeforeBail }
      : {}),
    excludedMinutes: limits.excludedMinutes,
    authorisedTo: londonText(limits.authorisedTo),
    authority: limits.authority,
    statute: detentionRules.provision,
    confidence: inputs.warrantIssuedAt == null ? 'confirmed' : 'partly confirmed',
    explanation: limits.because,
    assumptions: [
      ...limits.assumptions,
      ...(inputs.indictable == null
        ? ['Taken as an indictable offence. If it is not, 24 hours is the end of it.']
        : []),
    ],
    warnings: limits.warnings,
    questions:
      inputs.indictable == null
        ? [
            {
              fact: 'indictable',
              text: 'Can the offence be tried on indictment? If not, nobody may authorise more than 24 hours.',
            },
          ]
        : [],
  });
}

const noInstant = (): never => {
  throw new Error('a clock without a relevant time needs the time of return');
};

const extensionOf = (inputs: DetentionInputs): Pick<DetentionFacts, 'extension'> => {
  const granted = inputs.extensionGrantedAt ?? inputs.warrantIssuedAt ?? undefined;
  return granted === undefined
    ? {}
    : { extension: { granted, hours: inputs.extensionHoursSought ?? detentionRules.extension.hours } };
};

/** The next review of detention, under the names of the example file. */
export function reviewAnswer(inputs: ReviewInputs): Result<Answer, 'limit-input'> {
  const done = inputs.reviewsCarriedOut ?? [];
  const times = reviewTimes(inputs.detentionAuthorised, done, inputs.firstReviewPostponedFrom ?? undefined);
  return accept({
    nextReviewDue: londonText(times.nextDue),
    reviewsDue: times.due.map(londonText),
    statute: detentionRules.review.provision,
    confidence: detentionRules.review.confidence,
    explanation: times.because,
    assumptions: [],
    warnings: times.warnings,
    questions: [],
  });
}

const forChargingDecision = (provision: string): boolean => /37\s*\(7\)\s*\(a\)|37c\s*\(2\)\s*\(b\)/i.test(provision);

const bailFactsOf = (inputs: BailInputs): BailFacts => {
  const sent = inputs.sentToProsecutorForChargingDecision ?? undefined;
  const firstRelease = inputs.firstReleaseUnder != null && forChargingDecision(inputs.firstReleaseUnder);
  const hasDecision = firstRelease || (sent !== undefined && sent !== false) || inputs.dppRequestDate != null;
  const stays =
    inputs.inHospital == null ? [] : Array.isArray(inputs.inHospital) ? inputs.inHospital : [inputs.inHospital];
  return {
    arrested: inputs.arrestDate,
    caseType: inputs.caseType ?? 'standard',
    designated: inputs.designatedExceptionallyComplex === true,
    court: inputs.courtExtension != null && inputs.courtExtension !== false,
    hospital: stays.map(({ from, to }) => (to == null ? { from } : { from, to })),
    ...(hasDecision
      ? {
          chargingDecision: {
            sent: typeof sent === 'object' ? sent : undefined,
            firstRelease,
            requested: inputs.dppRequestDate ?? undefined,
          },
        }
      : {}),
  };
};

const lengthSuffix = (key: string): string => /\d+[md]$/.exec(key)?.[0] ?? '';

/** Pre-charge bail, under the names of the example file. */
export function bailAnswer(inputs: BailInputs): Result<Answer, 'limit-input'> {
  const facts = bailFactsOf(inputs);
  const limits = bailLimits(facts);
  if (limits === undefined) {
    return refuse(
      'limit-input',
      `No limit on pre-charge bail is on file for an arrest on ${sayDate(inputs.arrestDate)}: the first was for 3 April 2017.`,
      'inputs.arrestDate',
    );
  }
  const initialKey = limits.ends[0]?.step.key ?? '';
  const applicable = limits.applicable;
  const text = (date: CivilDate | undefined): string | null => date?.toString() ?? null;
  return accept({
    bailStartDate: limits.startDate.toString(),
    ...Object.fromEntries(limits.ends.map(({ step, end }) => [step.key, end.toString()])),
    ...Object.fromEntries(limits.further.map(({ key, end }) => [key, end.toString()])),
    ...(applicable === undefined
      ? {}
      : {
          [`originalEnd${lengthSuffix(initialKey)}`]: applicable.originalEnd.toString(),
          applicableBailPeriodStart: text(applicable.start),
          applicableBailPeriodEnd: text(applicable.end),
        }),
    statute: bailRules.provision,
    confidence: limits.version.confidence,
    explanation: limits.because,
    assumptions: inputs.caseType == null ? ['Taken as a standard case, not one of the FCA, HMRC, NCA or SFO.'] : [],
    warnings: limits.warnings,
    questions: [],
  });
}
