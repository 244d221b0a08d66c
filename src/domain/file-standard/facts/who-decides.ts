import type { CaseRecord, Offence } from '../../case-file/index.ts';
import {
  chargingAuthority,
  type Authority,
  type AuthorityFacts,
  type AuthoritySettings,
  type TrialModeOf,
} from '../../charging/index.ts';
import { civilDate, type CivilDate } from '../../kernel/civil-date.ts';
import type { OffenceLookup } from '../../kernel/offence-code.ts';
import type { CaseView } from './case-view.ts';
import type { Fact, FactReader } from './fact.ts';
import { needsConsent } from './consent-list.ts';

/**
 * Who decides on charge, worked out again from the table so that a disagreement with the export shows.
 * @source Director's Guidance on Charging, 6th edition, as restated in the domain reference section 5.2. A charge laid on
 * the urgent exception is not judged here.
 */

const modeOfCategory = {
  CS: 'summary-only',
  CM: 'summary-only',
  CE: 'either-way',
  CI: 'indictable-only',
} as const satisfies Record<Offence['category'], TrialModeOf>;

/** How an offence is tried: as somebody set it, else by standing data; both that and the category where it is not confirmed. */
function modesOf(offence: Offence, standing: OffenceLookup): TrialModeOf[] {
  if (offence.trialMode !== undefined) return [offence.trialMode.value];
  const exported = modeOfCategory[offence.category];
  const entry = standing(offence.cjsCode);
  if (entry === undefined || entry.mode.value === exported) return [exported];
  return entry.mode.confirmed ? [entry.mode.value] : [entry.mode.value, exported];
}

const ageOn = (born: string, day: CivilDate): number => civilDate(born).until(day, { largestUnit: 'years' }).years;

/** Whether the suspect, or any victim, is under 18; null where that is not recorded of one of them and no other is. */
function hasUnder18(record: CaseRecord, defendantId: string, today: CivilDate): boolean | null {
  const bornOf = (personId: string | undefined): string | undefined =>
    record.persons.find(({ id }) => id === personId)?.dateOfBirth;
  const suspect = record.defendants.find(({ id }) => id === defendantId);
  const born = bornOf(suspect?.personId);
  const people: (boolean | undefined)[] = [born === undefined ? suspect?.isYouth : ageOn(born, today) < 18];
  for (const { kind, child, personId } of record.victims) {
    if (kind !== 'person') continue;
    const victimBorn = bornOf(personId);
    people.push(child === true ? true : victimBorn === undefined ? child : ageOn(victimBorn, today) < 18);
  }
  if (people.includes(true)) return true;
  return people.includes(undefined) ? null : false;
}

/** What the table needs to be asked about a case. */
export interface AuthorityGround {
  readonly record: CaseRecord;
  readonly fact: (id: string) => Pick<Fact, 'value'>;
  readonly standing: OffenceLookup;
  readonly today: CivilDate;
  readonly settings: AuthoritySettings;
}

const yesOrNo = (value: Fact['value']): boolean | null => (typeof value === 'boolean' ? value : null);

/** What the table asks of one offence, from the case and its facts. */
export function authorityFacts(
  { record, fact, standing, today }: Omit<AuthorityGround, 'settings'>,
  offence: Offence,
): AuthorityFacts {
  const consent = needsConsent({ record }, offence);
  const venue = fact('likelyVenue').value;
  return {
    title: offence.title,
    modes: modesOf(offence, standing),
    plea: offence.anticipatedPlea,
    isDomesticAbuse: yesOrNo(fact('isDomesticAbuse').value),
    isHateCrime: yesOrNo(fact('isHateCrime').value),
    isStalkingHarassment: yesOrNo(fact('isStalkingHarassment').value),
    isFatal: yesOrNo(fact('isFatal').value),
    hasUnder18: hasUnder18(record, offence.defendantId, today),
    // The list is general knowledge until a lawyer has confirmed it: see `consent-list.ts`.
    consent: consent === undefined ? undefined : { of: consent.consentOf, law: consent.law, confirmed: false },
    aboveMagistrates: venue === null ? null : venue === 'crown',
  };
}

/** Who decides on one offence by itself, with the reasons. */
export const authorityOf = (ground: AuthorityGround, offence: Offence): Authority =>
  chargingAuthority(authorityFacts(ground, offence), ground.settings);

/**
 * Who decides on one offence, for a check that has to go on with what it has: what is not known counts as the ordinary
 * case. The caller's own answer when it gave one.
 */
export const whoDecides = (view: CaseView, offence: Offence, fact: FactReader): 'police' | 'cps' => {
  const given = view.context.authorities?.get(offence.id);
  if (given !== undefined) return given;
  const { record, standing, today, settings } = view;
  const facts = authorityFacts({ record, fact, standing, today }, offence);
  const ordinary: AuthorityFacts = {
    ...facts,
    isDomesticAbuse: facts.isDomesticAbuse ?? false,
    isHateCrime: facts.isHateCrime ?? false,
    isStalkingHarassment: facts.isStalkingHarassment ?? false,
    isFatal: facts.isFatal ?? false,
    hasUnder18: facts.hasUnder18 ?? false,
    aboveMagistrates: facts.aboveMagistrates ?? false,
    modes: facts.modes.slice(0, 1),
  };
  // Only a licensing offence is left: by its row of the table it is decided like any other of its mode.
  return chargingAuthority(ordinary, settings).decides === 'cps' ? 'cps' : 'police';
};
