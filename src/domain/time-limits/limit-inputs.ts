import { z } from 'zod';
import { civilDate, CivilDateText, instant, InstantText, Temporal } from '../kernel/civil-date.ts';
import { refuse, type Refusal } from '../kernel/result.ts';
import { after, isLondonOrUtc, type InOrder } from './input-order.ts';

/** The inputs of a limit, one closed shape for each family of rules. A field that is `null` is not known. */

const day = CivilDateText.transform(civilDate);
const moment = InstantText.refine(
  (text) => isLondonOrUtc(text),
  'must be written as the clock in London showed it that day, or in UTC: another offset is not guessed at',
).transform(instant);
const text = z.string().min(1, 'must not be empty');
const yesOrNo = z.boolean();
const age = z.int().min(0, 'must be an age in whole years').max(130, 'must be an age in whole years');

/** Two days, safe or first one first: `["2025-01-03", "2025-01-09"]`, or an object that names its ends. */
const dayRange = z
  .union(
    [
      z.tuple([day, day]).transform(([first, last]) => ({ first, last })),
      z.strictObject({ from: day, to: day }).transform(({ from, to }) => ({ first: from, last: to })),
      z
        .strictObject({ earliest: day, latest: day })
        .transform(({ earliest, latest }) => ({ first: earliest, last: latest })),
      z.strictObject({ start: day, end: day }).transform(({ start, end }) => ({ first: start, last: end })),
      z.strictObject({ first: day, last: day }),
    ],
    { error: 'must be two days: ["2025-01-03", "2025-01-09"], or { "from": …, "to": … }' },
  )
  .refine(
    ({ first, last }) => Temporal.PlainDate.compare(first, last) <= 0,
    'the first day must not be after the last',
  );

/** What may stand with any limit: which offence it is about, and what is recorded and moves nothing. */
const about = {
  offence: text.nullish(),
  cjsCode: text.nullish(),
  mode: text.nullish(),
  method: text.nullish(),
  chargeDecisionDate: day.nullish(),
  firstReportDate: day.nullish(),
};

/** How the offence may be tried, as far as limitation goes. */
const Mode = z.enum(['summary-only', 'either-way', 'either-way-for-limitation', 'indictable', 'indictable-only'], {
  error: 'must be summary-only, either-way, either-way-for-limitation, indictable or indictable-only',
});

/** Inputs of a limit on starting a prosecution. */
export const ProsecutionInputs = z.strictObject({
  offence: text.nullish(),
  cjsCode: text.nullish(),
  mode: Mode.nullish(),
  offenceDate: day.nullish(),
  offenceInstant: moment.nullish(),
  incidentDates: z.array(day).min(1, 'must hold at least one day').nullish(),
  offencePeriod: dayRange.nullish(),
  offenceDateUncertain: dayRange.nullish(),
  domesticAbuse: yesOrNo.nullish(),
  ages: z.strictObject({ complainant: age.nullish(), accused: age.nullish() }).nullish(),
  statementProvidedDate: day.nullish(),
  statementProvidedDates: z.array(day).nullish(),
  statementSignedDate: day.nullish(),
  videoInterviewDate: day.nullish(),
  reportDate: day.nullish(),
  firstReportDate: day.nullish(),
  knowledgeDate: day.nullish(),
  knowledgeDates: z.array(day).nullish(),
  certifiedDate: day.nullish(),
  firstArrestDate: day.nullish(),
  specialReportDate: day.nullish(),
  discoveryDate: day.nullish(),
  returnToUkDate: day.nullish(),
  conveyance: text.nullish(),
  airWeaponOffence: yesOrNo.nullish(),
  courtExtensionTo24Months: z.union([yesOrNo, day], { error: 'must be true, false or the day it was given' }).nullish(),
  evidenceOmission: yesOrNo.nullish(),
  repostDates: z.array(day).nullish(),
  method: text.nullish(),
  chargeDecisionDate: day.nullish(),
  postedDate: day.nullish(),
  proceedingsStartedDate: day.nullish(),
});
export type ProsecutionInputs = z.infer<typeof ProsecutionInputs>;

/** Inputs of a notice of intended prosecution. */
export const NoticeInputs = z.strictObject({
  ...about,
  offenceDate: day.nullish(),
  offenceInstant: moment.nullish(),
  accidentAtTheTime: yesOrNo.nullish(),
  warnedAtTheTime: yesOrNo.nullish(),
  fixedPenaltyGiven: yesOrNo.nullish(),
  noticeServedDate: day.nullish(),
  postedDate: day.nullish(),
  proceedingsStartedDate: day.nullish(),
});
export type NoticeInputs = z.infer<typeof NoticeInputs>;

/** Inputs of a custody time limit. */
export const CustodyInputs = z.strictObject({
  ...about,
  court: z.enum(['magistrates', 'crown'], { error: 'must be magistrates or crown' }),
  offenceClass: z
    .enum(['summary-only', 'either-way', 'indictable-only'], {
      error: 'must be summary-only, either-way or indictable-only',
    })
    .nullish(),
  route: text.nullish(),
  allocationToSummaryTrialDate: day.nullish(),
  sentDate: day.nullish(),
  ageAtFirstCustody: age.nullish(),
  extensions: z
    .array(
      z
        .strictObject({ grantedOn: day, until: day })
        .refine(({ grantedOn, until }) => Temporal.PlainDate.compare(grantedOn, until) <= 0, {
          error: 'must not be before the day it was granted',
          path: ['until'],
        }),
    )
    .nullish(),
  custodyPeriods: z
    .array(z.strictObject({ from: day, to: day.nullish() }))
    .min(1, 'must hold at least one period')
    .superRefine((periods, context) => {
      for (const [index, { from, to }] of periods.entries()) {
        const before = periods[index - 1];
        const wrong = (message: string) => context.addIssue({ code: 'custom', message, path: [index, 'from'] });
        if (to != null && Temporal.PlainDate.compare(to, from) < 0) wrong('must not be after the day it ends');
        if (before !== undefined && before.to == null) wrong('only the last period may have no end');
        if (before?.to != null && Temporal.PlainDate.compare(from, before.to) <= 0)
          wrong('must be after the day the period before it ends');
      }
    }),
});
export type CustodyInputs = z.infer<typeof CustodyInputs>;

const minutes = z.int().min(0, 'must be whole minutes').max(5_760, 'must be minutes within 96 hours');

const hospitalStay = z
  .strictObject({ from: moment, to: moment.nullish(), questionedMinutes: minutes.nullish() })
  .superRefine(({ from, to, questionedMinutes }, context) => {
    if (to == null) return;
    const stayed = (to.epochMilliseconds - from.epochMilliseconds) / 60_000;
    if (stayed < 0) context.addIssue({ code: 'custom', message: 'must not be before the stay began', path: ['to'] });
    else if ((questionedMinutes ?? 0) > stayed)
      context.addIssue({ code: 'custom', message: 'must not be longer than the stay', path: ['questionedMinutes'] });
  });

/** Inputs of the detention clock. */
export const DetentionInputs = z.strictObject({
  ...about,
  indictable: yesOrNo.nullish(),
  arrestTime: moment.nullish(),
  arrivalAtStation: moment.nullish(),
  arrivalAtFirstStation: moment.nullish(),
  voluntaryAttendanceFrom: moment.nullish(),
  arrestedAtStation: z.union([moment, yesOrNo], { error: 'must be a time with an offset, or true' }).nullish(),
  answeredStreetBailAt: moment.nullish(),
  arrestedInOtherForceArea: yesOrNo.nullish(),
  soughtByAnotherForce: yesOrNo.nullish(),
  questionedInArrestArea: yesOrNo.nullish(),
  arrivalAtRelevantStation: moment.nullish(),
  enteredEnglandAndWalesAt: moment.nullish(),
  leftFirstPlaceAt: moment.nullish(),
  arrivalAtSecondForceStation: moment.nullish(),
  hospital: z
    .union([hospitalStay.transform((stay) => [stay]), z.array(hospitalStay)], {
      error: 'must be a list of { "from": time, "to": time, "questionedMinutes": number }',
    })
    .nullish(),
  releasedOnBailAt: moment.nullish(),
  answeredBailAt: moment.nullish(),
  underSection46A: yesOrNo.nullish(),
  arrestedForBailBreachArrivesAt: moment.nullish(),
  usedMinutes: minutes.nullish(),
  usedMinutesBeforeBail: minutes.nullish(),
  excludedMinutes: minutes.nullish(),
  detentionAuthorised: moment.nullish(),
  reviewsCarriedOut: z.array(moment).nullish(),
  superintendentAuthorisesAt: moment.nullish(),
  warrantIssuedAt: moment.nullish(),
  warrantHours: z.number().positive().nullish(),
  extensionGrantedAt: moment.nullish(),
  extensionHoursSought: z.number().positive().nullish(),
});
export type DetentionInputs = z.infer<typeof DetentionInputs>;

/** @law PACE 1984 s41: arrest, then the station, then whatever is authorised there */
export const detentionOrder: readonly InOrder[] = [
  ...after('voluntaryAttendanceFrom', 'arrestTime', 'arrestedAtStation'),
  ...after(
    'arrestTime',
    ...['arrivalAtStation', 'arrivalAtFirstStation', 'arrivalAtRelevantStation', 'enteredEnglandAndWalesAt'],
    ...['leftFirstPlaceAt', 'arrivalAtSecondForceStation', 'answeredStreetBailAt', 'detentionAuthorised'],
    ...['releasedOnBailAt', 'superintendentAuthorisesAt', 'warrantIssuedAt'],
  ),
  ...after('arrivalAtFirstStation', 'arrivalAtStation', 'detentionAuthorised', 'releasedOnBailAt'),
  ...after('arrivalAtStation', 'releasedOnBailAt'),
  ...after('enteredEnglandAndWalesAt', 'arrivalAtRelevantStation'),
  ...after('leftFirstPlaceAt', 'arrivalAtSecondForceStation'),
  ...after('releasedOnBailAt', 'answeredBailAt', 'arrestedForBailBreachArrivesAt'),
  ...after('detentionAuthorised', 'reviewsCarriedOut', 'firstReviewPostponedFrom'),
  ...after('warrantIssuedAt', 'extensionGrantedAt'),
];

/** Inputs of the reviews of detention. */
export const ReviewInputs = z.strictObject({
  ...about,
  detentionAuthorised: moment,
  reviewsCarriedOut: z.array(moment).nullish(),
  firstReviewPostponedFrom: moment.nullish(),
});
export type ReviewInputs = z.infer<typeof ReviewInputs>;

export const reviewOrder: readonly InOrder[] = [
  ...after('detentionAuthorised', 'reviewsCarriedOut', 'firstReviewPostponedFrom'),
  ...after('firstReviewPostponedFrom', 'reviewsCarriedOut'),
];

const inPatient = z
  .strictObject({ from: day, to: day.nullish() })
  .refine(({ from, to }) => to == null || Temporal.PlainDate.compare(from, to) <= 0, {
    error: 'must not be before the stay began',
    path: ['to'],
  });

/** Stays in order of time, none overlapping. */
const inPatientStays = z.array(inPatient).superRefine((stays, context) => {
  for (const [index, { from }] of stays.entries()) {
    const before = stays[index - 1];
    if (before !== undefined && (before.to == null || Temporal.PlainDate.compare(from, before.to) <= 0))
      context.addIssue({ code: 'custom', message: 'must be after the stay before it', path: [index, 'from'] });
  }
});

/** Inputs of pre-charge bail. */
export const BailInputs = z.strictObject({
  ...about,
  arrestDate: day,
  caseType: z
    .enum(['standard', 'FCA', 'HMRC', 'NCA', 'SFO'], { error: 'must be standard, FCA, HMRC, NCA or SFO' })
    .nullish(),
  designatedExceptionallyComplex: yesOrNo.nullish(),
  courtExtension: z.union([yesOrNo, text]).nullish(),
  firstReleaseUnder: text.nullish(),
  sentToProsecutorForChargingDecision: z.union([day, yesOrNo], { error: 'must be a day, or true' }).nullish(),
  dppRequestDate: day.nullish(),
  dppRequestMetDate: day.nullish(),
  courtApplicationDate: day.nullish(),
  currentEnd: day.nullish(),
  inHospital: z
    .union([inPatient, inPatientStays], { error: 'must be { "from": day, "to": day }, or a list of them' })
    .nullish(),
});
export type BailInputs = z.infer<typeof BailInputs>;

export const bailOrder: readonly InOrder[] = [
  ...after('arrestDate', 'sentToProsecutorForChargingDecision', 'dppRequestDate', 'courtApplicationDate', 'currentEnd'),
  ...after('sentToProsecutorForChargingDecision', 'dppRequestDate'),
  ...after('dppRequestDate', 'dppRequestMetDate'),
];

/** Inputs of the deadlines after charge: a day and what decides the length. */
export const DeadlineInputs = z.strictObject({
  ...about,
  court: z.enum(['magistrates', 'crown'], { error: 'must be magistrates or crown' }).nullish(),
  prosecutorComplianceDate: day.nullish(),
  sentDate: day.nullish(),
  inCustody: yesOrNo.nullish(),
  chargeDate: day.nullish(),
  anticipatedPlea: z
    .enum(['guilty', 'not-guilty', 'not_guilty', 'not-known', 'not_known'], {
      error: 'must be guilty, not-guilty or not-known',
    })
    .transform((plea) => plea.replace('_', '-'))
    .nullish(),
  servedDate: day.nullish(),
  postedDate: day.nullish(),
  foundOutDate: day.nullish(),
});
export type DeadlineInputs = z.infer<typeof DeadlineInputs>;

/** Letters to change to get from one word to another, up to a few: enough to spot a slip of the keys. */
function distance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [row, letter] of Array.from(a).entries()) {
    const current = [row + 1];
    for (const [column, other] of Array.from(b).entries()) {
      const swap = (previous[column] ?? 0) + (letter === other ? 0 : 1);
      current.push(Math.min(swap, (previous[column + 1] ?? 0) + 1, (current[column] ?? 0) + 1));
    }
    previous = current;
  }
  return previous.at(-1) ?? 0;
}

/** `Did you mean "knowledgeDate"?`, where a name on file is a slip or two away. */
export function meant(name: string, known: readonly string[]): string | undefined {
  const near = known.find((each) => distance(each.toLowerCase(), name.toLowerCase()) <= 2);
  return near === undefined ? undefined : `Did you mean "${near}"?`;
}

/** What is wrong with inputs, as one refusal that names the first field to change. */
export function inputRefusal(
  error: z.ZodError,
  known: readonly string[],
): { readonly ok: false; readonly refusal: Refusal<'limit-input'> } {
  const [issue] = error.issues;
  if (issue === undefined) return refuse('limit-input', 'The inputs could not be read.', 'inputs');
  if (issue.code === 'unrecognized_keys') {
    const [key = ''] = issue.keys;
    const hint = meant(key, known) ?? `Fields it knows: ${known.join(', ')}.`;
    return refuse(
      'limit-input',
      `"${key}" is not an input of this limit. ${hint}`,
      `inputs.${[...issue.path, key].join('.')}`,
    );
  }
  const field = ['inputs', ...issue.path.map(String)].join('.');
  return refuse('limit-input', `${field}: ${issue.message}.`, field);
}
