import { instant, londonDateOf } from '../kernel/civil-date.ts';
import { accept, refuse, type Result } from '../kernel/result.ts';
import type { CaseRecord, Defendant } from './case-record.ts';
import type { CaseEvent } from './events.ts';
import { whySuspectStays, ageOnDay, type PeopleChange, type PeopleFacts } from './people.ts';

/** Suspects of a case: their particulars, arrest, custody, bail and interviews, recorded while police hold the file. */

/** What a person says of a suspect; what is not asked stays as it was. Undefined for what is not known. */
export interface SuspectSaid {
  readonly status: Defendant['status'];
  readonly pncId: string | undefined;
  readonly asn: string | undefined;
  readonly custodyRecord: string | undefined;
  readonly noFixedAddress: boolean | undefined;
  /** Only where no date of birth is recorded. */
  readonly isYouth: boolean | undefined;
  readonly appropriateAdult: string | undefined;
  readonly hasRecord: boolean | undefined;
  readonly remandSought: boolean | undefined;
  /** Instants, ISO 8601. */
  readonly arrestedAt: string | undefined;
  readonly arrestedWhere: string | undefined;
  readonly arrivedAt: string | undefined;
  readonly detentionAuthorisedAt: string | undefined;
  readonly releasedAt: string | undefined;
  /** Days `YYYY-MM-DD`. */
  readonly bailFrom: string | undefined;
  readonly bailTo: string | undefined;
  /** Of the bail that they are on; before charge or after it. */
  readonly conditions: readonly string[];
}

export type Interview = NonNullable<Defendant['interviews']>[number];

type Refused = 'not-valid' | 'something-missing' | 'step-not-allowed' | 'page-not-found';
const wrong = (message: string, field: string) => refuse('not-valid', message, field);
const missing = (message: string, field: string) => refuse('something-missing', message, field);

const isBefore = (a: string | undefined, b: string | undefined): boolean =>
  a !== undefined && b !== undefined && instant(a).epochMilliseconds < instant(b).epochMilliseconds;

/** What is impossible in what was said, at the field to go to. `now` an ISO instant. */
function checkSuspect(
  said: SuspectSaid,
  born: string | undefined,
  { today }: PeopleFacts,
  now: string,
): Result<true, 'not-valid' | 'something-missing'> {
  for (const [field, at, what] of [
    ['arrestedAt', said.arrestedAt, 'The arrest'],
    ['arrivedAt', said.arrivedAt, 'The arrival in custody'],
    ['detentionAuthorisedAt', said.detentionAuthorisedAt, 'The authority to detain'],
    ['releasedAt', said.releasedAt, 'The release'],
  ] as const)
    if (isBefore(now, at)) return wrong(`${what} is in the future.`, field);
  if (said.arrestedAt !== undefined && said.arrestedWhere === undefined)
    return missing('Enter where they were arrested', 'arrestedWhere');
  if (said.arrestedAt === undefined && said.arrestedWhere !== undefined)
    return missing('Enter the day and time of the arrest', 'arrestedAt');
  if (isBefore(said.arrivedAt, said.arrestedAt))
    return wrong('They arrived in custody before the arrest.', 'arrivedAt');
  if (said.arrivedAt === undefined && (said.detentionAuthorisedAt ?? said.releasedAt) !== undefined)
    return missing('Enter when they arrived in custody', 'arrivedAt');
  if (isBefore(said.detentionAuthorisedAt, said.arrivedAt))
    return wrong('Detention was authorised before they arrived in custody.', 'detentionAuthorisedAt');
  if (isBefore(said.releasedAt, said.arrivedAt))
    return wrong('They were released before they arrived in custody.', 'releasedAt');
  if (said.status === 'in_police_custody' && said.releasedAt !== undefined)
    return wrong('They are in police custody and were released. Correct one of the two.', 'status');
  if (said.status === 'in_police_custody' && said.arrivedAt === undefined)
    return missing('Enter when they arrived in custody', 'arrivedAt');
  if (said.bailFrom === undefined && said.bailTo !== undefined)
    return missing('Enter the first day of bail', 'bailFrom');
  if (said.bailFrom !== undefined && said.bailTo === undefined) return missing('Enter the last day of bail', 'bailTo');
  if (said.status === 'pre_charge_bail' && said.bailFrom === undefined)
    return missing('Enter the first day of bail', 'bailFrom');
  if (said.bailFrom !== undefined && said.bailFrom > today) return wrong('Bail starts in the future.', 'bailFrom');
  if (said.bailFrom !== undefined && said.bailTo !== undefined && said.bailTo < said.bailFrom)
    return wrong('Bail ends before it starts.', 'bailTo');
  if (born !== undefined && said.isYouth !== undefined && said.isYouth !== ageOnDay(born, today) < 18)
    return wrong(
      `Their date of birth makes them ${ageOnDay(born, today)}. Correct the date of birth, or this.`,
      'isYouth',
    );
  return accept(true);
}

const given = <Key extends string, Value>(key: Key, value: Value | undefined): { [K in Key]?: Value } =>
  value === undefined ? {} : ({ [key]: value } as { [K in Key]: Value }); // a computed key widens to string

const isCharged = ({ status }: Pick<Defendant, 'status'>): boolean => status.startsWith('charged_');

const sameWords = (one: readonly string[], other: readonly string[]): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

/** Where the conditions of a suspect's bail stand. */
export const conditionsOf = (suspect: Defendant): readonly string[] =>
  (isCharged(suspect)
    ? (suspect.postChargeBail?.conditions ?? suspect.bail?.conditions)
    : (suspect.preChargeBail?.conditions ?? suspect.bail?.conditions)) ?? [];

/** The suspect as said, with all that was not asked. */
function suspectFrom(before: Defendant, said: SuspectSaid): Defendant {
  const { pncId: _1, asn: _2, custodyRecord: _3, noFixedAddress: _4, appropriateAdult: _5, ...more } = before;
  const { hasRecord: _6, remandSought: _7, isYouth, arrest, custody, preChargeBail, postChargeBail, ...kept } = more;
  const { releasedAt: _8, detentionAuthorisedAt: _9, arrivedAt: _10, ...restOfCustody } = custody ?? {};
  const conditions = [...said.conditions];
  const charged = isCharged(said);
  const { conditions: beforeCharge, ...bail } = preChargeBail ?? {};
  return {
    ...{ ...kept, status: said.status },
    ...given('pncId', said.pncId),
    ...given('asn', said.asn),
    ...given('custodyRecord', said.custodyRecord),
    ...given('noFixedAddress', said.noFixedAddress),
    ...given('isYouth', said.isYouth ?? isYouth),
    ...given('appropriateAdult', said.appropriateAdult),
    ...given('hasRecord', said.hasRecord),
    ...given('remandSought', said.remandSought),
    ...(said.arrestedAt === undefined || said.arrestedWhere === undefined
      ? {}
      : { arrest: { ...arrest, at: said.arrestedAt, place: said.arrestedWhere } }),
    ...(said.arrivedAt === undefined
      ? {}
      : {
          custody: {
            ...restOfCustody,
            arrivedAt: said.arrivedAt,
            ...given('detentionAuthorisedAt', said.detentionAuthorisedAt),
            ...given('releasedAt', said.releasedAt),
          },
        }),
    ...(said.bailFrom === undefined || said.bailTo === undefined
      ? {}
      : {
          preChargeBail: {
            ...bail,
            ...{ firstDay: said.bailFrom, endsOn: said.bailTo },
            ...(!charged && conditions.length > 0
              ? { conditions }
              : charged && beforeCharge !== undefined
                ? { conditions: beforeCharge }
                : {}),
          },
        }),
    ...(charged && (conditions.length > 0 || postChargeBail !== undefined)
      ? { postChargeBail: conditions.length > 0 ? { conditions } : {} }
      : postChargeBail === undefined
        ? {}
        : { postChargeBail }),
  };
}

const withSuspect = (facts: PeopleFacts, suspect: Defendant): PeopleChange => ({
  record: {
    ...facts.record,
    defendants: facts.record.defendants.map((each): CaseRecord['defendants'][number] =>
      each.id === suspect.id ? suspect : each,
    ),
  },
  events: (reordered): CaseEvent[] => [
    { type: 'suspect-recorded', touches: [`suspect:${suspect.id}`], payload: { suspect, reordered } },
  ],
});

function suspectIn(defendantId: string, facts: PeopleFacts): Result<Defendant, 'page-not-found' | 'step-not-allowed'> {
  const suspect = facts.record.defendants.find(({ id }) => id === defendantId);
  if (suspect === undefined) return refuse('page-not-found', 'This case has no such suspect.');
  const blocked = whySuspectStays(defendantId, facts);
  return blocked === undefined ? accept(suspect) : refuse('step-not-allowed', blocked);
}

/**
 * Records the particulars of a suspect. Refuses `page-not-found`, `step-not-allowed` (see `whySuspectStays`), and what is
 * impossible or missing at its field.
 * @param now an ISO instant
 */
export function recordSuspect(
  defendantId: string,
  said: SuspectSaid,
  facts: PeopleFacts,
  now: string,
): Result<PeopleChange, Refused> {
  const before = suspectIn(defendantId, facts);
  if (!before.ok) return before;
  const born = facts.record.persons.find(({ id }) => id === before.value.personId)?.dateOfBirth;
  const checked = checkSuspect(said, born, facts, now);
  if (!checked.ok) return checked;
  const suspect = suspectFrom(before.value, said);
  // Before charge, conditions are those of a bail that has days: without them what was written would be lost.
  if (said.bailFrom === undefined && !isCharged(said) && !sameWords(conditionsOf(suspect), said.conditions))
    return missing('Enter the first day of the bail that these conditions belong to', 'bailFrom');
  const early = (suspect.interviews ?? []).find((each) => isEarly(each, suspect));
  if (early !== undefined) return wrong('An interview that is recorded was before this arrest.', 'arrestedAt');
  return accept(withSuspect(facts, suspect));
}

/** Whether an interview was before the day of the arrest. A voluntary interview of somebody never arrested is not. */
const isEarly = ({ date }: Interview, { arrest }: Defendant): boolean =>
  arrest !== undefined && date < londonDateOf(instant(arrest.at)).toString();

/**
 * Records an interview of a suspect, new or corrected. Refuses as `recordSuspect`, and a document that is not of the case.
 * @param number place among the interviews from 1; undefined for a new one
 */
export function recordInterview(
  defendantId: string,
  number: number | undefined,
  said: Interview,
  facts: PeopleFacts,
): Result<PeopleChange, Refused> {
  const before = suspectIn(defendantId, facts);
  if (!before.ok) return before;
  const interviews = before.value.interviews ?? [];
  if (number !== undefined && interviews[number - 1] === undefined)
    return refuse('page-not-found', 'This suspect has no such interview.');
  if (said.date > facts.today) return wrong('The interview is in the future.', 'date');
  if (said.date < facts.record.dates.offenceFrom)
    return wrong('The interview is before the day of the offence.', 'date');
  if (isEarly(said, before.value)) return wrong('The interview is before the arrest.', 'date');
  if (said.outcome.trim() === '') return missing('Say what came of the interview', 'outcome');
  if (said.material !== undefined && !facts.record.material.some(({ id }) => id === said.material))
    return wrong('Choose a document of this case, or none.', 'material');
  const interview = { ...said, outcome: said.outcome.trim() };
  return accept(
    withSuspect(facts, {
      ...before.value,
      interviews: number === undefined ? [...interviews, interview] : interviews.with(number - 1, interview),
    }),
  );
}

/** Takes an interview off that was recorded by mistake; it stays in the log. Refuses as `recordInterview`. */
export function removeInterview(
  defendantId: string,
  number: number,
  facts: PeopleFacts,
): Result<PeopleChange, Refused> {
  const before = suspectIn(defendantId, facts);
  if (!before.ok) return before;
  const interviews = before.value.interviews ?? [];
  if (interviews[number - 1] === undefined) return refuse('page-not-found', 'This suspect has no such interview.');
  return accept(
    withSuspect(facts, { ...before.value, interviews: interviews.filter((_each, at) => at !== number - 1) }),
  );
}
