import { londonDateOf, sayDate, type CivilDate } from '../kernel/civil-date.ts';
import { accept, refuse, type Result } from '../kernel/result.ts';
import { isBefore } from './counting.ts';
import { after, inOrder } from './input-order.ts';
import type { ProsecutionInputs } from './limit-inputs.ts';
import type { Happening, LimitFacts, OffenceDays } from './limbs.ts';
import type { FactName, OffenceFamily, Regime, TriggerName } from './regime.ts';
import { familyOfCode, familyOfWords, regimeOfFamily } from './regimes/families.ts';
import { GENERAL, NO_LIMIT } from './regimes/prosecution.ts';

type Wrong = 'limit-input';

/** The fields that say when an offence was; the ranges are not asked of every rule. */
type OffenceDayInputs = Partial<
  Pick<ProsecutionInputs, 'offenceDate' | 'offenceInstant' | 'incidentDates' | 'offencePeriod' | 'offenceDateUncertain'>
>;

const rangeFields = ['offenceDateUncertain', 'incidentDates', 'offencePeriod'] as const;

/**
 * The days an offence may have been committed on, from whichever field was given. Refuses when none was, and when two
 * contradict each other.
 */
export function offenceDaysOf(inputs: OffenceDayInputs): Result<OffenceDays, Wrong> {
  const ranges = rangeFields.filter((field) => inputs[field] != null);
  const [range, second] = ranges;
  if (range !== undefined && second !== undefined) {
    return refuse(
      'limit-input',
      `Give one of ${range} and ${second}: the offence is on one unknown day, or goes on until a last one, not both.`,
      `inputs.${second}`,
    );
  }
  const instantDay = inputs.offenceInstant == null ? undefined : londonDateOf(inputs.offenceInstant);
  const day = inputs.offenceDate ?? instantDay;
  if (day !== undefined && instantDay !== undefined && !day.equals(instantDay)) {
    return refuse(
      'limit-input',
      `inputs.offenceDate (${sayDate(day)}) is not the London day of inputs.offenceInstant (${sayDate(instantDay)}). Give the one that is right.`,
      'inputs.offenceDate',
    );
  }
  const days = rangeOf(inputs);
  if (days === undefined) {
    return day === undefined
      ? refuse(
          'limit-input',
          'Give the day of the offence: offenceDate, offenceInstant, incidentDates, offencePeriod or offenceDateUncertain.',
          'inputs.offenceDate',
        )
      : accept({ first: day, last: day, reading: 'one-day' });
  }
  if (day !== undefined && (isBefore(day, days.first) || isBefore(days.last, day))) {
    return refuse(
      'limit-input',
      `inputs.offenceDate (${sayDate(day)}) is outside inputs.${range ?? ''} (${sayDate(days.first)} to ${sayDate(days.last)}). Give the one that is right.`,
      'inputs.offenceDate',
    );
  }
  return accept(days);
}

function rangeOf(inputs: OffenceDayInputs): OffenceDays | undefined {
  if (inputs.offenceDateUncertain != null) return { ...inputs.offenceDateUncertain, reading: 'uncertain' };
  if (inputs.incidentDates != null) {
    const [first, last] = [inputs.incidentDates.reduce(earlier), inputs.incidentDates.reduce(later)];
    return { first, last, reading: 'last-act' };
  }
  return inputs.offencePeriod == null ? undefined : { ...inputs.offencePeriod, reading: 'last-act' };
}

const earlier = (a: CivilDate, b: CivilDate): CivilDate => (isBefore(b, a) ? b : a);
const later = (a: CivilDate, b: CivilDate): CivilDate => (isBefore(a, b) ? b : a);

/** Days that cannot come before the offence: a slip that would move a limit is refused, not worked with. */
const mustFollowOffence = [
  ...['reportDate', 'firstReportDate', 'statementSignedDate', 'statementProvidedDate', 'statementProvidedDates'],
  ...['videoInterviewDate', 'knowledgeDate', 'knowledgeDates', 'certifiedDate', 'firstArrestDate', 'discoveryDate'],
  ...['specialReportDate', 'returnToUkDate', 'courtExtensionTo24Months', 'repostDates', 'chargeDecisionDate'],
  ...['proceedingsStartedDate', 'postedDate'],
];

const outOfOrder = (inputs: ProsecutionInputs, first: CivilDate): Result<undefined, Wrong> =>
  inOrder({ ...inputs, offenceDate: first }, after('offenceDate', ...mustFollowOffence));

const happenings = (event: string, ...days: (CivilDate | null | undefined)[]): Happening[] =>
  days.flatMap((date) => (date == null ? [] : [{ date, event }]));

/** Whether words say that a conveyance is a mechanically propelled vehicle; `undefined` where they do not say. */
function mechanicallyPropelled(words: string): boolean | undefined {
  const said = words.toLowerCase();
  if (/boat|canoe|vessel|aircraft|carriage|horse|pedal|bicycle|not |(?<!motor[ -]?)cycle|^other$/.test(said))
    return false;
  return /mechanically|motor|\bcars?\b|\bvan\b|lorry|moped|scooter/.test(said) ? true : undefined;
}

/** What was given of the conveyance, else what the name of the offence, or its code, says of it. */
function propelled({ conveyance, offence, cjsCode }: ProsecutionInputs): boolean | undefined {
  if (conveyance != null) return mechanicallyPropelled(conveyance);
  const named = offence == null ? undefined : mechanicallyPropelled(offence);
  if (named !== undefined || cjsCode == null) return named;
  return familyOfCode(cjsCode)?.leadsTo.some(({ regime }) => regime === 'theft1968-s12') === true ? true : undefined;
}

function answersOf(inputs: ProsecutionInputs): Partial<Record<FactName, boolean>> {
  const complainant = inputs.ages?.complainant ?? undefined;
  const accused = inputs.ages?.accused ?? undefined;
  const known: Partial<Record<FactName, boolean | undefined>> = {
    'domestic-abuse': inputs.domesticAbuse ?? undefined,
    'both-16-or-over': bothOver16(complainant, accused),
    'mechanically-propelled': propelled(inputs),
    'air-weapon': inputs.airWeaponOffence ?? undefined,
    'court-extended': inputs.courtExtensionTo24Months == null ? undefined : inputs.courtExtensionTo24Months !== false,
    'evidence-omission': inputs.evidenceOmission ?? undefined,
  };
  return onlyKnown(known);
}

/** Drops the facts that are not known, so that "absent" is the one way to say so. */
export function onlyKnown(known: Partial<Record<FactName, boolean | undefined>>): Partial<Record<FactName, boolean>> {
  const answers: Partial<Record<FactName, boolean>> = {};
  for (const fact of factNames) {
    const answer = known[fact];
    if (answer !== undefined) answers[fact] = answer;
  }
  return answers;
}
const factNames = [
  'domestic-abuse',
  'both-16-or-over',
  'mechanically-propelled',
  'air-weapon',
  'court-extended',
  'evidence-omission',
] as const;

/** Whether both people were 16 or over: one known to be younger settles it. @law Domestic Abuse Act 2021 s1 */
export function bothOver16(complainant: number | undefined, accused: number | undefined): boolean | undefined {
  if ([complainant, accused].some((age) => age !== undefined && age < 16)) return false;
  return complainant === undefined || accused === undefined ? undefined : true;
}

const triedAs = (mode: ProsecutionInputs['mode'], asked: string | undefined): LimitFacts['tried'] => {
  switch (mode) {
    case 'summary-only':
      return 'summarily';
    case 'either-way':
    case 'either-way-for-limitation':
    case 'indictable':
    case 'indictable-only':
      return 'on-indictment';
    case null:
    case undefined:
      return asked === NO_LIMIT ? 'on-indictment' : asked === undefined ? 'unconfirmed' : 'summarily';
  }
};

/** The group an offence belongs to, by its code, else by its words; `undefined` when no row names it. */
export const familyOf = ({ cjsCode, offence }: ProsecutionInputs): OffenceFamily | undefined =>
  (cjsCode == null ? undefined : familyOfCode(cjsCode)) ?? (offence == null ? undefined : familyOfWords(offence));

/** The limit that fits the offence when none was named: by code, by words, else by mode of trial. */
export function regimeFor(inputs: ProsecutionInputs, offence: OffenceDays): string {
  const family = familyOf(inputs);
  const day = offence.reading === 'last-act' ? offence.last : offence.first;
  if (family !== undefined) {
    const regime = regimeOfFamily(family, day);
    return regime === NO_LIMIT && inputs.mode === 'summary-only' ? GENERAL : regime;
  }
  return triedAs(inputs.mode, undefined) === 'on-indictment' ? NO_LIMIT : GENERAL;
}

/**
 * What the calculator is told, out of the inputs of one limit.
 * @param asked the regime named with the inputs; absent when it was worked out
 */
export function limitFactsOf(
  inputs: ProsecutionInputs,
  offence: OffenceDays,
  regime: Regime,
  asked: string | undefined,
): Result<LimitFacts, Wrong> {
  const order = outOfOrder(inputs, offence.first);
  if (!order.ok) return order;
  const happened: Partial<Record<TriggerName, readonly Happening[]>> = {
    'sufficient-evidence': happenings(
      'the day the evidence was thought sufficient',
      inputs.knowledgeDate,
      ...(inputs.knowledgeDates ?? []),
    ),
    'complainant-evidence': [
      ...happenings(
        'the day the complainant’s statement was provided',
        inputs.statementProvidedDate,
        ...(inputs.statementProvidedDates ?? []),
      ),
      ...happenings('the day of the complainant’s recorded interview', inputs.videoInterviewDate),
    ],
    'certified-evidence': happenings(
      'the day certified as that on which the evidence was sufficient',
      inputs.certifiedDate,
    ),
    'first-arrest': happenings('the first arrest', inputs.firstArrestDate),
    'special-report': happenings(
      'the day the special report was made, or the inquest or inquiry ended',
      inputs.specialReportDate,
    ),
    discovery: happenings('the discovery of the offence', inputs.discoveryDate),
    'return-to-uk': happenings('the first arrival back in the United Kingdom', inputs.returnToUkDate),
  };
  return accept({
    offence,
    tried: triedAs(inputs.mode, asked),
    happened,
    answers: answersOf(inputs),
    ...(regime.certificate && inputs.certifiedDate != null ? { certified: inputs.certifiedDate } : {}),
    ...(inputs.offence == null ? {} : { named: inputs.offence }),
  });
}
