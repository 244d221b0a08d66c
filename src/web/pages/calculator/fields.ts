// Over 400 lines because it is a table: one record for each fact that can be entered, nothing else.
import type { FormValues } from '../../form-fields.ts';

/** A fact that can be entered. Its name in the address is that of the input of `calculateLimit` wherever there is one. */
export type Field = {
  readonly name: string;
  readonly legend: string;
  readonly hint?: string;
  /** Facts that few people need stand together behind this title. */
  readonly section?: string;
  /** Left out once the fact of this name is known and is another. */
  readonly onlyIf?: readonly [name: string, is: string];
} & (
  | { readonly type: 'date' | 'time' }
  | { readonly type: 'yes-no' }
  | { readonly type: 'number'; readonly suffix: string; readonly most: number }
  | { readonly type: 'choice'; readonly choices: Readonly<Record<string, string>> }
);

/** A fact that may be given several times: one group of fields for each, one more once the last is filled in. */
interface Repeated {
  readonly parts: (number: number) => readonly Field[];
  readonly most: number;
}

const started = 'If proceedings were started';
const days = 'If it was more than one day';

const severalDays = {
  'one-of-them': 'It was one day, but it is not known which',
  'all-of-them': 'It went on over these days, or the acts on them belong together',
} as const;

/** Facts by the name of the input of `calculateLimit` that they fill. */
const known: Readonly<Record<string, readonly Field[]>> = {
  offenceDate: [
    {
      name: 'offenceDate',
      type: 'date',
      legend: 'Day of the offence',
      hint: 'The first day, if it was or may have been on several. For example, 14 9 2026',
    },
    {
      name: 'offenceLastDate',
      type: 'date',
      legend: 'Last day of the offence',
      hint: 'The last day it may have been on, or the last act you rely on.',
      section: days,
    },
    {
      name: 'severalDays',
      type: 'choice',
      legend: 'What happened on these days?',
      choices: severalDays,
      section: days,
    },
  ],
  mode: [
    {
      name: 'mode',
      type: 'choice',
      legend: 'How can the offence be tried?',
      hint: 'Summary-only offences are tried by magistrates and nowhere else. Leave blank if you do not know.',
      choices: {
        'summary-only': 'Summary only',
        'either-way': 'Either way',
        'indictable-only': 'Only in the Crown Court',
      },
    },
  ],
  domesticAbuse: [
    {
      name: 'domesticAbuse',
      type: 'yes-no',
      legend: 'Was it domestic abuse?',
      hint: 'The two people are or were partners or relatives, or are otherwise personally connected.',
    },
  ],
  ages: [{ name: 'bothOver16', type: 'yes-no', legend: 'Were both people 16 or over on that day?' }],
  statementProvidedDate: [
    {
      name: 'statementProvidedDate',
      type: 'date',
      legend: 'Day the complainant’s written statement was given to a constable',
      hint: 'The signed statement itself. A first report or a telephone call does not count.',
    },
  ],
  videoInterviewDate: [
    {
      name: 'videoInterviewDate',
      type: 'date',
      legend: 'Day of the complainant’s recorded interview',
      hint: 'Only an interview recorded to be played as their evidence.',
    },
  ],
  knowledgeDate: [
    {
      name: 'knowledgeDate',
      type: 'date',
      legend: 'Day somebody who decides on prosecution first had enough evidence',
      hint: 'In their view. Not the day police first suspected somebody.',
    },
    {
      name: 'otherKnowledgeDate',
      type: 'date',
      legend: 'Another day on which somebody took that view',
      hint: 'Give it where the day could be argued about.',
      section: 'If the day of enough evidence is in dispute or certified',
    },
  ],
  certifiedDate: [
    {
      name: 'certifiedDate',
      type: 'date',
      legend: 'Day named in a signed certificate',
      hint: 'The day it states, on which the evidence was enough or the offence discovered, not the day it was signed.',
      section: 'If the day of enough evidence is in dispute or certified',
    },
  ],
  firstArrestDate: [{ name: 'firstArrestDate', type: 'date', legend: 'Day of the first arrest for the offence' }],
  specialReportDate: [
    {
      name: 'specialReportDate',
      type: 'date',
      legend: 'Day the special report was made, or the inquest or inquiry ended',
    },
  ],
  discoveryDate: [{ name: 'discoveryDate', type: 'date', legend: 'Day the prosecutor discovered the offence' }],
  returnToUkDate: [
    {
      name: 'returnToUkDate',
      type: 'date',
      legend: 'Day the accused first came back to the United Kingdom',
      hint: 'Only if they were abroad during the six months.',
    },
  ],
  conveyance: [
    {
      name: 'mechanicallyPropelled',
      type: 'yes-no',
      legend: 'Was it a motor vehicle?',
      hint: 'Cars, vans, motorcycles and the like. Not pedal cycles, boats or horse-drawn carriages.',
    },
  ],
  airWeaponOffence: [
    { name: 'airWeaponOffence', type: 'yes-no', legend: 'Is it an air-weapon offence, or one under section 22(3)?' },
  ],
  courtExtensionTo24Months: [
    {
      name: 'courtExtensionTo24Months',
      type: 'yes-no',
      legend: 'Has the court extended the time to 24 months?',
      hint: 'The application has to be made within the first year.',
    },
  ],
  evidenceOmission: [
    {
      name: 'evidenceOmission',
      type: 'yes-no',
      legend: 'Is it an omission by a designer, manufacturer or supplier?',
      hint: 'Only some of these run from the day of enough evidence.',
    },
  ],
  proceedingsStartedDate: [
    {
      name: 'proceedingsStartedDate',
      type: 'date',
      legend: 'Day proceedings were started',
      hint: 'The written charge was issued, the information reached the court, or the person was charged at a police station.',
      section: started,
    },
  ],
  warnedAtTheTime: [
    {
      name: 'warnedAtTheTime',
      type: 'yes-no',
      legend: 'Was the driver warned at the time that they might be prosecuted?',
    },
  ],
  accidentAtTheTime: [
    { name: 'accidentAtTheTime', type: 'yes-no', legend: 'Was there an accident at the time owing to the vehicle?' },
  ],
  fixedPenaltyGiven: [{ name: 'fixedPenaltyGiven', type: 'yes-no', legend: 'Was a fixed penalty given?' }],
  noticeServedDate: [
    {
      name: 'noticeServedDate',
      type: 'date',
      legend: 'Day the notice was served',
      hint: 'Not only posted.',
      section: 'If the notice was served',
    },
  ],
  court: [
    {
      name: 'court',
      type: 'choice',
      legend: 'Which court is the case in?',
      choices: { magistrates: 'Magistrates’ court', crown: 'Crown Court' },
    },
  ],
  offenceClass: [
    {
      name: 'offenceClass',
      type: 'choice',
      legend: 'In the magistrates’ court: what kind of offence is it?',
      onlyIf: ['court', 'magistrates'],
      choices: {
        'summary-only': 'Summary only',
        'either-way': 'Either way',
        'indictable-only': 'Only for the Crown Court',
      },
    },
  ],
  route: [
    {
      name: 'route',
      type: 'choice',
      legend: 'In the Crown Court: how did the case get there?',
      onlyIf: ['court', 'crown'],
      choices: {
        'sent-s51': 'Sent by the magistrates',
        'voluntary-bill': 'Voluntary bill, or committed',
        retrial: 'Retrial ordered on appeal',
      },
    },
  ],
  allocationToSummaryTrialDate: [
    {
      name: 'allocationToSummaryTrialDate',
      type: 'date',
      legend: 'Day the court decided on summary trial of an either-way offence',
      onlyIf: ['court', 'magistrates'],
      section: 'If summary trial was decided, or the person may be under 18',
    },
  ],
  ageAtFirstCustody: [
    {
      name: 'adultAtFirstCustody',
      type: 'yes-no',
      legend: 'Was the person 18 or over when first in custody?',
      hint: 'It matters only for custody that began between 28 September 2020 and 27 June 2021.',
      section: 'If summary trial was decided, or the person may be under 18',
    },
  ],
  arrivalAtStation: [
    {
      name: 'cameBy',
      type: 'choice',
      legend: 'How did the person come to the police station?',
      choices: {
        arrested: 'Arrested and brought in',
        volunteer: 'Came by themselves and was arrested there',
        'street-bail': 'Came to answer street bail',
        'other-force': 'Arrested elsewhere, wanted by this force, not questioned there',
        abroad: 'Arrested outside England and Wales',
        'second-force': 'Moved from another force, for another offence',
      },
    },
    { name: 'arrivalAtStation', type: 'time', legend: 'Arrival at the first police station' },
  ],
  indictable: [
    {
      name: 'indictable',
      type: 'yes-no',
      legend: 'Can the offence be tried in the Crown Court?',
      hint: 'Either-way offences can. If not, 24 hours is the end of it.',
    },
  ],
  superintendentAuthorisesAt: [
    {
      name: 'superintendentAuthorisesAt',
      type: 'time',
      legend: 'A superintendent authorised more than 24 hours',
      section: 'If more time was authorised',
    },
  ],
  warrantIssuedAt: [
    {
      name: 'warrantIssuedAt',
      type: 'time',
      legend: 'The court issued a warrant',
      section: 'If more time was authorised',
    },
  ],
  warrantHours: [
    {
      name: 'warrantHours',
      type: 'number',
      suffix: 'hours',
      most: 36,
      legend: 'Hours the warrant allows',
      hint: '36 if left blank.',
      section: 'If more time was authorised',
    },
  ],
  extensionGrantedAt: [
    {
      name: 'extensionGrantedAt',
      type: 'time',
      legend: 'The court extended the warrant',
      section: 'If more time was authorised',
    },
  ],
  extensionHoursSought: [
    {
      name: 'extensionHoursSought',
      type: 'number',
      suffix: 'hours',
      most: 36,
      legend: 'Hours of the extension',
      hint: '36 if left blank.',
      section: 'If more time was authorised',
    },
  ],
  releasedOnBailAt: [
    {
      name: 'releasedOnBailAt',
      type: 'time',
      legend: 'Released on bail',
      section: 'If the person was bailed and came back',
    },
  ],
  answeredBailAt: [
    {
      name: 'answeredBailAt',
      type: 'time',
      legend: 'Came back to answer bail',
      section: 'If the person was bailed and came back',
    },
  ],
  arrestedForBailBreachArrivesAt: [
    {
      name: 'arrestedForBailBreachArrivesAt',
      type: 'time',
      legend: 'Or: arrived after arrest for breach of that bail',
      hint: 'The first three hours then do not count.',
      section: 'If the person was bailed and came back',
    },
  ],
  detentionAuthorised: [
    {
      name: 'detentionAuthorised',
      type: 'time',
      legend: 'Detention was authorised',
      hint: 'Not the arrival: the custody officer’s decision.',
    },
  ],
  firstReviewPostponedFrom: [
    {
      name: 'firstReviewPostponedFrom',
      type: 'time',
      legend: 'The first review was postponed: when was it due?',
      section: 'If the first review was postponed',
    },
  ],
  arrestDate: [{ name: 'arrestDate', type: 'date', legend: 'Day of the arrest', hint: 'For example, 14 9 2026' }],
  caseType: [
    {
      name: 'caseType',
      type: 'choice',
      legend: 'Whose case is it?',
      choices: {
        standard: 'Police',
        FCA: 'Financial Conduct Authority',
        HMRC: 'Revenue and Customs',
        NCA: 'National Crime Agency',
        SFO: 'Serious Fraud Office',
      },
    },
  ],
  designatedExceptionallyComplex: [
    {
      name: 'designatedExceptionallyComplex',
      type: 'yes-no',
      legend: 'Has a prosecutor designated it exceptionally complex?',
      section: 'If more time may be given',
    },
  ],
  courtExtension: [
    {
      name: 'courtExtension',
      type: 'yes-no',
      legend: 'Show what a court may allow?',
      section: 'If more time may be given',
    },
  ],
  firstReleaseUnder: [
    {
      name: 'releasedForDecision',
      type: 'yes-no',
      legend: 'Was the first release on bail for a charging decision?',
      section: 'If it went to the CPS for a charging decision',
    },
  ],
  sentToProsecutorForChargingDecision: [
    {
      name: 'sentToProsecutorForChargingDecision',
      type: 'date',
      legend: 'Day it went to the CPS for a charging decision',
      section: 'If it went to the CPS for a charging decision',
    },
  ],
  dppRequestDate: [
    {
      name: 'dppRequestDate',
      type: 'date',
      legend: 'Day the CPS asked for more',
      section: 'If it went to the CPS for a charging decision',
    },
  ],
  dppRequestMetDate: [
    {
      name: 'dppRequestMetDate',
      type: 'date',
      legend: 'Day police answered that request',
      section: 'If it went to the CPS for a charging decision',
    },
  ],
  courtApplicationDate: [
    {
      name: 'courtApplicationDate',
      type: 'date',
      legend: 'Day a court was asked for more time, if it has not decided',
      section: 'If more time may be given',
    },
  ],
  currentEnd: [
    {
      name: 'currentEnd',
      type: 'date',
      legend: 'Day bail ends as it now stands',
      hint: 'Needed where bail was extended already.',
      section: 'If more time may be given',
    },
  ],
  prosecutorComplianceDate: [
    {
      name: 'prosecutorComplianceDate',
      type: 'date',
      legend: 'Day the prosecutor made initial disclosure',
      hint: 'Or said that there was nothing to disclose.',
    },
  ],
  sentDate: [{ name: 'sentDate', type: 'date', legend: 'Day the case was sent to the Crown Court' }],
  inCustody: [{ name: 'inCustody', type: 'yes-no', legend: 'Is the defendant in custody?' }],
  chargeDate: [{ name: 'chargeDate', type: 'date', legend: 'Day of the charge' }],
  anticipatedPlea: [
    {
      name: 'anticipatedPlea',
      type: 'choice',
      legend: 'Which plea is expected?',
      choices: { guilty: 'Guilty', 'not-guilty': 'Not guilty', 'not-known': 'Not known' },
    },
  ],
  servedDate: [{ name: 'servedDate', type: 'date', legend: 'Day the notice was served' }],
  foundOutDate: [{ name: 'foundOutDate', type: 'date', legend: 'Day the defendant found out' }],
};

/** Moments that take the place of the arrival, by how the person came. */
const arrivals: Readonly<Record<string, readonly Field[]>> = {
  volunteer: [{ name: 'arrestedAtStation', type: 'time', legend: 'Arrested at the station' }],
  'street-bail': [
    { name: 'answeredStreetBailAt', type: 'time', legend: 'Arrived at the station to answer street bail' },
  ],
  'other-force': [
    { name: 'arrestTime', type: 'time', legend: 'Arrest' },
    {
      name: 'arrivalAtRelevantStation',
      type: 'time',
      legend: 'Arrival at the first station of this force',
      hint: 'Leave blank if still on the way.',
    },
  ],
  abroad: [
    { name: 'enteredEnglandAndWalesAt', type: 'time', legend: 'Came into England and Wales' },
    {
      name: 'arrivalAtRelevantStation',
      type: 'time',
      legend: 'Arrival at the first station of this force',
      hint: 'Leave blank if still on the way.',
    },
  ],
  'second-force': [
    { name: 'leftFirstPlaceAt', type: 'time', legend: 'Left the first place of detention' },
    {
      name: 'arrivalAtSecondForceStation',
      type: 'time',
      legend: 'Arrival at the first station of the second force',
      hint: 'Leave blank if still on the way.',
    },
  ],
};

const ordinals = ['First', 'Second', 'Third', 'Fourth', 'Fifth', 'Sixth', 'Seventh', 'Eighth'];
const ordinal = (number: number): string => ordinals[number - 1] ?? `Number ${number}:`;

const repeated: Readonly<Record<string, Repeated>> = {
  custodyPeriods: {
    most: 8,
    parts: (number) => [
      {
        name: `custodyPeriods-${number}-from`,
        type: 'date',
        legend:
          number === 1 ? 'First day in custody for this offence' : `${ordinal(number)} time in custody: first day`,
      },
      {
        name: `custodyPeriods-${number}-to`,
        type: 'date',
        legend: number === 1 ? 'Day of release' : `${ordinal(number)} time in custody: day of release`,
        hint: 'Leave blank if still in custody.',
      },
    ],
  },
  extensions: {
    most: 6,
    parts: (number) => [
      {
        name: `extensions-${number}-grantedOn`,
        type: 'date',
        legend: `${ordinal(number)} extension: day the court granted it`,
        section: 'If the court extended the limit',
      },
      {
        name: `extensions-${number}-until`,
        type: 'date',
        legend: `${ordinal(number)} extension: day it goes to`,
        section: 'If the court extended the limit',
      },
    ],
  },
  hospital: {
    most: 4,
    parts: (number) => [
      {
        name: `hospital-${number}-from`,
        type: 'time',
        legend: number === 1 ? 'Left for hospital' : `Left for hospital, ${ordinal(number).toLowerCase()} time`,
        section: 'If the person went to hospital',
      },
      {
        name: `hospital-${number}-to`,
        type: 'time',
        legend: number === 1 ? 'Back from hospital' : `Back from hospital, ${ordinal(number).toLowerCase()} time`,
        section: 'If the person went to hospital',
      },
      {
        name: `hospital-${number}-questionedMinutes`,
        type: 'number',
        suffix: 'minutes',
        most: 6000,
        legend:
          number === 1
            ? 'Minutes of questioning there'
            : `Minutes of questioning there, ${ordinal(number).toLowerCase()} time`,
        hint: 'These count.',
        section: 'If the person went to hospital',
      },
    ],
  },
  reviewsCarriedOut: {
    most: 8,
    parts: (number) => [
      {
        name: `reviewsCarriedOut-${number}`,
        type: 'time',
        legend: `${ordinal(number)} review was carried out`,
        section: 'Reviews carried out',
      },
    ],
  },
  inHospital: {
    most: 4,
    parts: (number) => [
      {
        name: `inHospital-${number}-from`,
        type: 'date',
        legend:
          number === 1
            ? 'First day as an in-patient'
            : `First day as an in-patient, ${ordinal(number).toLowerCase()} stay`,
        section: 'If the person was in hospital when bail would end',
      },
      {
        name: `inHospital-${number}-to`,
        type: 'date',
        legend:
          number === 1
            ? 'Last day as an in-patient'
            : `Last day as an in-patient, ${ordinal(number).toLowerCase()} stay`,
        hint: 'Leave blank if still there.',
        section: 'If the person was in hospital when bail would end',
      },
    ],
  },
};

/** Whether anything was typed for this field: its own value, or one of the boxes of a date or time. */
export const wasGiven = (values: FormValues, name: string): boolean =>
  ['', '-day', '-month', '-year', '-time'].some((part) => {
    const value = values[`${name}${part}`];
    return typeof value === 'string' && value.trim() !== '';
  });

function repeatedFields(input: string, { parts, most }: Repeated, values: FormValues): Field[] {
  const filled = Array.from({ length: most }, (_, index) => index + 1).filter((number) =>
    parts(number).some(({ name }) => wasGiven(values, name)),
  );
  const last = filled.at(-1) ?? 0;
  // A period that has no end yet is the last there can be.
  const open = input === 'custodyPeriods' && last > 0 && !wasGiven(values, `custodyPeriods-${last}-to`);
  const shown = Math.min(most, open ? last : last + 1);
  return Array.from({ length: shown }, (_, index) => parts(index + 1)).flat();
}

const isLeftOut = ({ onlyIf }: Field, values: FormValues): boolean =>
  onlyIf !== undefined && ![undefined, '', onlyIf[1]].includes(textIn(values, onlyIf[0]));

const textIn = (values: FormValues, name: string): string | undefined => {
  const value = values[name];
  return typeof value === 'string' ? value : undefined;
};

/**
 * The fields for these inputs, with as many of the repeated ones as were filled in and one more, without those that another
 * fact rules out: what was typed into one of them is no fact of the case any more.
 */
export function fieldsFor(inputs: readonly string[], values: FormValues): readonly Field[] {
  const fields = inputs.flatMap((input): readonly Field[] => {
    const several = repeated[input];
    if (several !== undefined) return repeatedFields(input, several, values);
    const fields = known[input] ?? [];
    if (input !== 'arrivalAtStation') return fields;
    const instead = arrivals[textIn(values, 'cameBy') ?? ''];
    return instead === undefined ? fields : [...fields.filter(({ name }) => name === 'cameBy'), ...instead];
  });
  return fields.filter((field) => !isLeftOut(field, values));
}

/** Inputs with a field of some kind: a test holds every input of every kind of limit against it. */
export const knownInputs: readonly string[] = [...Object.keys(known), ...Object.keys(repeated)];
