import { sayInstant, type Instant } from '../kernel/civil-date.ts';
import { accept, refuse, type Result } from '../kernel/result.ts';
import { when, type Answer } from './answer.ts';
import {
  cappedRelevantTime,
  detentionLimits,
  hoursAfter,
  reviewTimes,
  sooner,
  type DetentionFacts,
  type DetentionLimits,
  type RelevantTime,
} from './detention.ts';
import { after, inOrder, listInOrder } from './input-order.ts';
import type { DetentionInputs, ReviewInputs } from './limit-inputs.ts';
import { londonText } from './london-text.ts';
import type { Question } from './question.ts';
import { detentionRules } from './regimes/detention.ts';

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
  if (answersStreetBail(inputs) && inputs.answeredBailAt != null)
    return accept({ at: inputs.answeredBailAt, rule: 'street-bail' });
  return refuse('limit-input', 'Give the time of arrival at the first police station.', 'inputs.arrivalAtStation');
}

const usedOf = (inputs: DetentionInputs): number | undefined =>
  inputs.usedMinutesBeforeBail ?? inputs.usedMinutes ?? undefined;

/** Bail answered by somebody who was at no station before: it was given in the street, and nothing had run. @law PACE 1984 s41(2)(ca) */
const answersStreetBail = (inputs: DetentionInputs): boolean =>
  inputs.answeredBailAt != null &&
  usedOf(inputs) === undefined &&
  inputs.underSection46A !== true &&
  [inputs.arrivalAtStation, inputs.arrivalAtFirstStation, inputs.arrestedForBailBreachArrivesAt].every(
    (each) => each == null,
  ) &&
  [inputs.arrestedAtStation, inputs.voluntaryAttendanceFrom, inputs.leftFirstPlaceAt].every((each) => each == null) &&
  [inputs.enteredEnglandAndWalesAt, inputs.arrivalAtRelevantStation, inputs.answeredStreetBailAt].every(
    (each) => each == null,
  );

type Bail = NonNullable<DetentionFacts['bail']>;

/** The stretch on bail, its start worked back from the minutes used when the release is not given. */
function bailOf(inputs: DetentionInputs, start: Instant | undefined): Result<Bail | undefined, 'limit-input'> {
  if (answersStreetBail(inputs)) return accept(undefined);
  const returned = inputs.arrestedForBailBreachArrivesAt ?? inputs.answeredBailAt ?? undefined;
  const used = usedOf(inputs);
  const released =
    inputs.releasedOnBailAt ?? (start !== undefined && used !== undefined ? start.add({ minutes: used }) : undefined);
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

type Start = { readonly at: Instant; readonly rule: RelevantTime['rule'] };

const returnedOf = (inputs: DetentionInputs): Instant | undefined =>
  inputs.arrestedForBailBreachArrivesAt ?? inputs.answeredBailAt ?? undefined;

/** Where the clock starts. Only the minutes used being known, that long before the return runs the same. */
function startOf(inputs: DetentionInputs, relevant: RelevantTime | undefined): Result<Start, 'limit-input'> {
  if (relevant !== undefined) return accept(relevant);
  const returned = returnedOf(inputs);
  return returned === undefined
    ? refuse(
        'limit-input',
        'Give the time bail was answered, or of arrival after arrest for breach.',
        'inputs.answeredBailAt',
      )
    : accept({ at: returned.subtract({ minutes: usedOf(inputs) ?? 0 }), rule: 'usual' });
}

/** The three hours that s47(6A) leaves out are not left out twice where they are also given as minutes. */
const furtherExcluded = (inputs: DetentionInputs, bail: Bail | undefined): number => {
  const given = inputs.excludedMinutes ?? 0;
  const statutory = detentionRules.bailBreach.excludedHours * 60;
  return bail?.arrestedForBreach === true && given === statutory ? 0 : given;
};

const factsOf = (inputs: DetentionInputs, start: Start, bail: Bail | undefined): DetentionFacts => ({
  relevantTime: start,
  indictable: inputs.indictable ?? true,
  hospital: (inputs.hospital ?? []).map(({ from, to, questionedMinutes }) => ({
    from,
    ...(to == null ? {} : { to }),
    questionedMinutes: questionedMinutes ?? 0,
  })),
  excludedMinutes: furtherExcluded(inputs, bail),
  ...(bail === undefined ? {} : { bail }),
  ...(inputs.superintendentAuthorisesAt == null ? {} : { superintendent: { at: inputs.superintendentAuthorisesAt } }),
  ...(inputs.reviewsCarriedOut == null ? {} : { reviews: inputs.reviewsCarriedOut }),
  ...(inputs.warrantIssuedAt == null
    ? {}
    : { warrant: { issued: inputs.warrantIssuedAt, hours: inputs.warrantHours ?? detentionRules.warrant.hours } }),
  ...(inputs.extensionGrantedAt == null && inputs.extensionHoursSought == null ? {} : extensionOf(inputs)),
});

/** What cannot be authorised, issued or released before the clock has started. */
const followClock = after('relevantTime', 'superintendentAuthorisesAt', 'warrantIssuedAt', 'releasedOnBailAt');

/** Minutes used before bail that do not fit the times given. Refuses `limit-input`. */
function usedFits(inputs: DetentionInputs, worked: number | undefined): Result<undefined, 'limit-input'> {
  const field = inputs.usedMinutesBeforeBail == null ? 'usedMinutes' : 'usedMinutesBeforeBail';
  const given = usedOf(inputs);
  return given === undefined || worked === undefined || Math.abs(given - worked) < 1
    ? accept(undefined)
    : refuse(
        'limit-input',
        `inputs.${field} is ${given}, and the times given come to ${worked} minutes of detention before bail. Check both.`,
        `inputs.${field}`,
      );
}

/** The detention clock, under the names of the example file. */
export function detentionAnswer(inputs: DetentionInputs): Result<Answer, 'limit-input'> {
  const listed = listInOrder(inputs, 'reviewsCarriedOut');
  if (!listed.ok) return listed;
  const relevant = relevantTimeOf(inputs);
  if (!relevant.ok) return inputs.warrantIssuedAt == null ? relevant : warrantAnswer(inputs, inputs.warrantIssuedAt);
  const start = startOf(inputs, relevant.value);
  if (!start.ok) return start;
  if (relevant.value !== undefined) {
    const given = { ...inputs, relevantTime: relevant.value.at };
    const order = inOrder(answersStreetBail(inputs) ? { ...given, releasedOnBailAt: undefined } : given, followClock);
    if (!order.ok) return order;
  }
  const bail = bailOf(inputs, start.value.at);
  if (!bail.ok) return bail;
  const limits = detentionLimits(factsOf(inputs, start.value, bail.value));
  const fits = usedFits(inputs, relevant.value === undefined ? undefined : limits.usedMinutesBeforeBail);
  if (!fits.ok) return fits;
  const maybeText = (at: Instant | undefined): string | undefined => (at === undefined ? undefined : londonText(at));
  return accept({
    relevantTime: relevant.value === undefined ? null : londonText(limits.relevantTime),
    limit24h: londonText(limits.limit24h),
    limit36h: maybeText(limits.limit36h) ?? null,
    limit96h: maybeText(limits.limit96h) ?? null,
    ...when('authorisationValid', limits.authorisationValid),
    ...when('warrantExpires', maybeText(limits.warrantExpires)),
    ...when('maximumExtensionEnd', maybeText(limits.maximumExtensionEnd)),
    ...(bail.value === undefined
      ? {}
      : { usedMinutesBeforeBail: limits.usedMinutesBeforeBail, usedMinutes: limits.usedMinutesBeforeBail }),
    excludedMinutes: limits.excludedMinutes,
    authorisedTo: londonText(limits.authorisedTo),
    authority: limits.authority,
    authorities: limits.steps.map(({ to, by, provision }) => ({ to: londonText(to), by, provision })),
    ...when('nextReviewDue', nextReviewOf(inputs)),
    statute: detentionRules.provision,
    confidence: inputs.warrantIssuedAt == null ? 'confirmed' : 'partly confirmed',
    explanation: limits.because,
    assumptions: [
      ...limits.assumptions,
      ...(answersStreetBail(inputs)
        ? ['Taken as street bail answered: no earlier arrival at a police station was given, so nothing had run.']
        : []),
      ...(inputs.indictable == null
        ? ['Taken as an indictable offence. If it is not, 24 hours is the end of it.']
        : []),
    ],
    warnings: limits.warnings,
    questions: detentionQuestions(inputs, limits),
  });
}

const nextReviewOf = ({ detentionAuthorised, reviewsCarriedOut }: DetentionInputs): string | undefined =>
  detentionAuthorised == null
    ? undefined
    : londonText(reviewTimes(detentionAuthorised, reviewsCarriedOut ?? []).nextDue);

function detentionQuestions(inputs: DetentionInputs, limits: DetentionLimits): Question[] {
  const basic = sayInstant(limits.limit24h);
  const indictable =
    inputs.indictable == null && limits.limit36h !== undefined && limits.limit96h !== undefined
      ? [
          {
            fact: 'indictable',
            ...momentsBetween(limits.limit24h, limits.limit96h),
            text: `Can the offence be tried on indictment? If not, nobody may authorise more than 24 hours: the furthest end goes from ${sayInstant(limits.limit96h)} (warrants) or ${sayInstant(limits.limit36h)} (superintendent) to ${basic}.`,
          },
        ]
      : [];
  const reviews =
    inputs.superintendentAuthorisesAt != null && inputs.reviewsCarriedOut == null && limits.authorisationValid === true
      ? [
          {
            fact: 'reviewsCarriedOut',
            ...momentsBetween(limits.limit24h, limits.limit36h ?? limits.limit24h),
            text: `When was the second review carried out? If after the superintendent’s authority, that authority does not stand and the end goes from ${sayInstant(limits.limit36h ?? limits.limit24h)} to ${basic}.`,
          },
        ]
      : [];
  return [...indictable, ...reviews, ...questionedQuestion(inputs, limits)];
}

const momentsBetween = (earliest: Instant, latest: Instant): Pick<Question, 'earliest' | 'latest'> => ({
  earliest: londonText(earliest),
  latest: londonText(latest),
});

/** Questioning in hospital counts: while its minutes are not known, all of a stay may have to be counted. */
function questionedQuestion(inputs: DetentionInputs, limits: DetentionLimits): Question[] {
  const minutes = (inputs.hospital ?? []).map(({ from, to, questionedMinutes }) =>
    to == null || questionedMinutes != null ? 0 : (to.epochMilliseconds - from.epochMilliseconds) / 60_000,
  );
  const atMost = Math.floor(minutes.reduce((sum, each) => sum + each, 0));
  if (atMost === 0) return [];
  const soonest = limits.limit24h.subtract({ minutes: atMost });
  return [
    {
      fact: 'hospital',
      ...momentsBetween(soonest, limits.limit24h),
      text: `Was the person questioned in hospital, and for how many minutes? Those count: the 24 hours end between ${sayInstant(soonest)} and ${sayInstant(limits.limit24h)}.`,
    },
  ];
}

/** A warrant whose relevant time is not known: its own end, and what would bring it forward. */
function warrantAnswer(inputs: DetentionInputs, issued: Instant): Result<Answer, 'limit-input'> {
  const { warrant, extension } = detentionRules;
  const end = hoursAfter(issued, Math.min(inputs.warrantHours ?? warrant.hours, warrant.hours));
  const extended =
    inputs.extensionGrantedAt == null && inputs.extensionHoursSought == null
      ? undefined
      : hoursAfter(end, Math.min(inputs.extensionHoursSought ?? extension.hours, extension.hours));
  return accept({
    ...{ relevantTime: null, limit24h: null, limit36h: null, limit96h: null },
    warrantExpires: londonText(end),
    ...when('maximumExtensionEnd', extended === undefined ? undefined : londonText(extended)),
    statute: `${warrant.provision}; ${extension.provision}`,
    confidence: 'partly confirmed',
    explanation: [`The warrant runs from its issue and ends at ${sayInstant(end)} (${warrant.provision}).`],
    assumptions: [],
    warnings: ['No warrant and no extension may go past 96 hours from the relevant time, which was not given.'],
    questions: [
      {
        fact: 'arrivalAtStation',
        text: `When did the person arrive at the first police station? If more than 96 hours before ${sayInstant(extended ?? end)}, detention ends at the 96th hour and not then.`,
      },
    ],
  });
}

const extensionOf = (inputs: DetentionInputs): Pick<DetentionFacts, 'extension'> => {
  const granted = inputs.extensionGrantedAt ?? inputs.warrantIssuedAt ?? undefined;
  return granted === undefined
    ? {}
    : { extension: { granted, hours: inputs.extensionHoursSought ?? detentionRules.extension.hours } };
};

/** The next review of detention, under the names of the example file. */
export function reviewAnswer(inputs: ReviewInputs): Result<Answer, 'limit-input'> {
  const listed = listInOrder(inputs, 'reviewsCarriedOut');
  if (!listed.ok) return listed;
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
    questions:
      inputs.reviewsCarriedOut == null
        ? [
            {
              fact: 'reviewsCarriedOut',
              text: `Has a review been carried out? The next is due ${detentionRules.review.nextHours} hours after the last; without one, by ${sayInstant(times.nextDue)}.`,
              earliest: londonText(times.nextDue.subtract({ hours: detentionRules.review.firstHours })),
              latest: null,
            },
          ]
        : [],
  });
}
