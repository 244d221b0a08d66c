import { civilDate, yearsBetween } from '../kernel/civil-date.ts';
import { accept, refuse, type Result } from '../kernel/result.ts';
import type { Submission } from './assurance.ts';
import type { CaseRecord, Defendant, Person, Victim, Witness } from './case-record.ts';
import type { CaseEvent } from './events.ts';
import { whyMaterialStays } from './material-changes.ts';
import type { Reordered } from './offence-events.ts';
import type { PersonContact } from './parts.ts';
import { isBeforeProsecutor, isBeforeSending } from './offences.ts';

/** Victims, witnesses and who they are: recording them, correcting them and withdrawing them while police hold the file. */

/** What a change of the people of a case has to know. `today` as `YYYY-MM-DD`. */
export interface PeopleFacts {
  readonly record: CaseRecord;
  readonly submissions: readonly Pick<Submission, 'submissionId' | 'defendantIds' | 'state'>[];
  readonly today: string;
}

/** A change before its queue places are known, which follow from the record it makes. */
export interface PeopleChange {
  readonly record: CaseRecord;
  readonly events: (reordered: Reordered) => CaseEvent[];
}

type Refused = 'not-valid' | 'something-missing' | 'step-not-allowed' | 'page-not-found' | 'already-done';

/** Who somebody is. Days `YYYY-MM-DD`; empty text for what is not known. */
export interface PersonSaid {
  readonly givenName: string;
  readonly familyName: string;
  readonly dateOfBirth: string;
  readonly occupation: string;
}

/** How to reach somebody. Empty text and lists for nothing known. */
export interface ContactSaid {
  /** Lines of the current address, without the postcode. */
  readonly address: readonly string[];
  readonly postcode: string;
  readonly phones: readonly string[];
  readonly emails: readonly string[];
  readonly knownToDefendantAddress: boolean | undefined;
}

/**
 * Why nothing about this suspect can be changed now, or `undefined`: as for their offences, while a prosecutor has a file
 * on them, or while no file is being prepared that would take the change to the CPS.
 */
export function whySuspectStays(defendantId: string, { submissions }: PeopleFacts): string | undefined {
  const theirs = submissions.filter(({ defendantIds }) => defendantIds.includes(defendantId));
  const withCps = theirs.find(({ state }) => isBeforeProsecutor(state));
  if (withCps !== undefined)
    return `The CPS have ${withCps.submissionId}, which is about this suspect. Write to the prosecutor in the messages of this case.`;
  return theirs.some(({ state }) => isBeforeSending(state))
    ? undefined
    : 'No file on this suspect is being prepared, so the CPS would not be sent the change.';
}

/** Why nothing about somebody can be changed now, or `undefined`. Of a suspect what `whySuspectStays` says. */
export function whyPersonStays(personId: string, facts: PeopleFacts): string | undefined {
  const reasons = facts.record.defendants
    .filter((each) => each.personId === personId)
    .map(({ id }) => whySuspectStays(id, facts));
  return reasons.find((reason) => reason !== undefined) ?? whyPeopleStay(facts);
}

/** Why no victim or witness can be recorded or withdrawn now, or `undefined`: while every file is with the CPS. */
export const whyPeopleStay = ({ submissions }: Pick<PeopleFacts, 'submissions'>): string | undefined =>
  whyMaterialStays(submissions);

/** Years of age of somebody born that day, on another day. Both `YYYY-MM-DD`. */
export const ageOnDay = (born: string, day: string): number => yearsBetween(civilDate(born), civilDate(day));

/** The next id with this letter: one more than the highest number that any person of the case has with it. */
export function nextPersonId(record: CaseRecord, letter: 'V' | 'W'): string {
  const ids = [...record.persons, ...record.officers].map(({ id }) => id);
  const numbers = ids.map((id) => Number(new RegExp(`^${letter}(\\d+)$`).exec(id)?.[1] ?? 0));
  return `${letter}${Math.max(0, ...numbers) + 1}`;
}

/** Full name of a person or officer of the case, or their id. */
export function nameIn(record: CaseRecord, personId: string | undefined): string {
  const person = record.persons.find(({ id }) => id === personId);
  if (person !== undefined) return `${person.givenName} ${person.familyName}`.trim();
  const officer = record.officers.find(({ id }) => id === personId);
  if (officer !== undefined) return [officer.rank, officer.collarNumber, officer.name].join(' ');
  return personId ?? 'Somebody not named';
}

const missing = (message: string, field: string) => refuse('something-missing', message, field);
const wrong = (message: string, field: string) => refuse('not-valid', message, field);

/** Mistyped rather than old: nobody was born before it. */
const earliestBirth = '1900-01-01';

/**
 * Who somebody is as said, or what is wrong with it, at the field to go to. What is not asked stays as it was.
 * @param before the person as they were; undefined for a new one
 */
export function personFrom(
  id: string,
  said: PersonSaid,
  before: Person | undefined,
  { record, today }: PeopleFacts,
): Result<Person, 'not-valid' | 'something-missing'> {
  if (said.familyName.trim() === '') return missing('Enter the family name', 'familyName');
  if (said.givenName.trim() === '') return missing('Enter the given names', 'givenName');
  if (said.dateOfBirth > today) return wrong('The date of birth is in the future.', 'dateOfBirth');
  if (said.dateOfBirth !== '' && said.dateOfBirth < earliestBirth)
    return wrong('The date of birth is before 1900. Check the year.', 'dateOfBirth');
  const isSuspect = record.defendants.some(({ personId }) => personId === id);
  const { offenceFrom } = record.dates;
  if (isSuspect && said.dateOfBirth !== '') {
    if (said.dateOfBirth > offenceFrom || ageOnDay(said.dateOfBirth, offenceFrom) < 10)
      return wrong(
        'A suspect born then was under 10 on the day of the offence, and nobody under 10 can be guilty of one. Check the year.',
        'dateOfBirth',
      );
  }
  const same = (each: Person): boolean =>
    said.dateOfBirth !== '' &&
    each.id !== id &&
    each.dateOfBirth === said.dateOfBirth &&
    each.familyName.toLowerCase() === said.familyName.trim().toLowerCase() &&
    each.givenName.toLowerCase() === said.givenName.trim().toLowerCase();
  if (record.persons.some(same))
    return wrong(
      'Somebody with this name and date of birth is in the case already. Choose them instead.',
      'familyName',
    );
  const { dateOfBirth: _born, occupation: _occupation, ...kept } = before ?? { id };
  return accept({
    ...kept,
    ...{ id, givenName: said.givenName.trim(), familyName: said.familyName.trim() },
    ...(said.dateOfBirth === '' ? {} : { dateOfBirth: said.dateOfBirth }),
    ...(said.occupation.trim() === '' ? {} : { occupation: said.occupation.trim() }),
  });
}

/** How to reach somebody as said; earlier addresses stay. */
export function contactFrom(
  personId: string,
  said: ContactSaid,
  before: Person | undefined,
): Result<PersonContact, 'not-valid' | 'something-missing'> {
  const lines = said.address.map((line) => line.trim()).filter((line) => line !== '');
  const postcode = said.postcode.trim().toUpperCase();
  if (lines.length > 0 && postcode === '') return missing('Enter the postcode of the address', 'postcode');
  if (postcode !== '' && lines.length === 0) return missing('Enter the address that has this postcode', 'address');
  const mistyped = said.emails.find((email) => !/^\S+@\S+\.\S+$/.test(email));
  if (mistyped !== undefined) return wrong('Enter an email address such as name@example.org', 'emails');
  const noNumber = said.phones.find((phone) => !/^\+?[\d ()-]{6,20}$/.test(phone));
  if (noNumber !== undefined) return wrong('Enter a telephone number such as 01632 960123', 'phones');
  const earlier = (before?.addresses ?? []).filter(({ current }) => !current);
  return accept({
    personId,
    addresses: [...(lines.length === 0 ? [] : [{ lines, postcode, current: true }]), ...earlier],
    ...{ phones: [...said.phones], emails: [...said.emails] },
    ...(said.knownToDefendantAddress === undefined ? {} : { knownToDefendantAddress: said.knownToDefendantAddress }),
  });
}

const withPerson = (record: CaseRecord, person: Person): CaseRecord => ({
  ...record,
  persons: record.persons.some(({ id }) => id === person.id)
    ? record.persons.map((each) => (each.id === person.id ? person : each))
    : [...record.persons, person],
});

/** A person without how to reach them, which goes elsewhere. */
function bare(person: Person): Omit<Person, 'addresses' | 'phones' | 'emails' | 'knownToDefendantAddress'> {
  const { addresses: _a, phones: _p, emails: _e, knownToDefendantAddress: _k, ...rest } = person;
  return rest;
}

const personEvent = (person: Person, reordered: Reordered): CaseEvent => ({
  type: 'person-recorded',
  touches: [`person:${person.id}`],
  payload: { person: bare(person), reordered },
});
const contactEvents = (contact: PersonContact | undefined): CaseEvent[] =>
  contact === undefined
    ? []
    : [{ type: 'contacts-recorded', touches: [`person:${contact.personId}`], payload: { contacts: [contact] } }];

/** What was said of the age of a suspect, put in line with a date of birth. What was never said stays unsaid. */
const ofAge = (suspect: Defendant, born: string | undefined, { record, today }: PeopleFacts): Defendant =>
  born === undefined
    ? suspect
    : {
        ...suspect,
        ...(suspect.isYouth === undefined ? {} : { isYouth: ageOnDay(born, today) < 18 }),
        ...(suspect.ageAtOffence === undefined ? {} : { ageAtOffence: ageOnDay(born, record.dates.offenceFrom) }),
      };

/**
 * Corrects who somebody is and, where given, how to reach them. What the record says of a suspect's age follows their date
 * of birth. Refuses `page-not-found`, `step-not-allowed`, and `not-valid` and `something-missing` at the field.
 */
export function correctPerson(
  personId: string,
  said: { readonly person: PersonSaid; readonly contact: ContactSaid | undefined },
  facts: PeopleFacts,
): Result<PeopleChange, Refused> {
  const before = facts.record.persons.find(({ id }) => id === personId);
  if (before === undefined) return refuse('page-not-found', 'This case has no such person.');
  const blocked = whyPersonStays(personId, facts);
  if (blocked !== undefined) return refuse('step-not-allowed', blocked);
  const person = personFrom(personId, said.person, before, facts);
  if (!person.ok) return person;
  const contact = said.contact === undefined ? undefined : contactFrom(personId, said.contact, before);
  if (contact !== undefined && !contact.ok) return contact;
  const contradicted = ageContradicted(personId, person.value.dateOfBirth, facts);
  if (contradicted !== undefined) return wrong(contradicted, 'dateOfBirth');
  const aged = facts.record.defendants
    .filter((each) => each.personId === personId)
    .map((each) => ({ each, now: ofAge(each, person.value.dateOfBirth, facts) }))
    .filter(({ each, now }) => each.isYouth !== now.isYouth || each.ageAtOffence !== now.ageAtOffence)
    .map(({ now }) => now);
  const record: CaseRecord = {
    ...withPerson(facts.record, person.value),
    defendants: facts.record.defendants.map((each) => aged.find(({ id }) => id === each.id) ?? each),
  };
  return accept({
    record,
    events: (reordered) => [
      personEvent(person.value, reordered),
      ...contactEvents(contact?.value),
      ...aged.map((suspect): CaseEvent => ({
        type: 'suspect-recorded',
        touches: [`suspect:${suspect.id}`],
        payload: { suspect, reordered },
      })),
    ],
  });
}

/** What a date of birth contradicts in what is said of somebody as victim or witness; `undefined` for nothing. */
function ageContradicted(personId: string, born: string | undefined, { record }: PeopleFacts): string | undefined {
  if (born === undefined || ageOnDay(born, record.dates.offenceFrom) < 18) return undefined;
  const parts = [
    ...record.victims.filter((each) => each.personId === personId && each.child === true).map(() => 'victim'),
    ...record.witnesses.filter((each) => each.personId === personId && each.child === true).map(() => 'witness'),
  ];
  return parts.length === 0
    ? undefined
    : `As a ${parts.join(' and ')} they are recorded as a child. Change that first, or check the year.`;
}

/** `child` against the date of birth, in words. A child is somebody under 18 on the day of the offence, or since. */
function checkChild(
  child: boolean | undefined,
  born: string | undefined,
  { record, today }: PeopleFacts,
): Result<true, 'not-valid'> {
  if (born === undefined || child === undefined) return accept(true);
  if (child && ageOnDay(born, record.dates.offenceFrom) >= 18)
    return wrong(
      'Their date of birth makes them 18 or over on the day of the offence. Correct one of the two.',
      'child',
    );
  if (!child && ageOnDay(born, today) < 18)
    return wrong('Their date of birth makes them under 18. Correct one of the two.', 'child');
  return accept(true);
}

/** Who a victim or witness is: somebody of the case by their id, or somebody new. */
export type WhoSaid =
  { readonly personId: string } | { readonly person: PersonSaid; readonly contact: ContactSaid | undefined };

interface Known {
  readonly personId: string;
  readonly born: string | undefined;
  readonly record: CaseRecord;
  readonly events: (reordered: Reordered) => CaseEvent[];
}

function whoIs(who: WhoSaid, letter: 'V' | 'W', facts: PeopleFacts): Result<Known, 'not-valid' | 'something-missing'> {
  const { record } = facts;
  if ('personId' in who) {
    const person = record.persons.find(({ id }) => id === who.personId);
    if (person === undefined && !record.officers.some(({ id }) => id === who.personId))
      return wrong('Choose a person or an officer of this case.', 'personId');
    return accept({ personId: who.personId, born: person?.dateOfBirth, record, events: () => [] });
  }
  const personId = nextPersonId(record, letter);
  const person = personFrom(personId, who.person, undefined, facts);
  if (!person.ok) return person;
  const contact = who.contact === undefined ? undefined : contactFrom(personId, who.contact, undefined);
  if (contact !== undefined && !contact.ok) return contact;
  return accept({
    ...{ personId, born: person.value.dateOfBirth, record: withPerson(record, person.value) },
    events: (reordered) => [personEvent(person.value, reordered), ...contactEvents(contact?.value)],
  });
}

/** What is said of a witness beside who they are. */
export type WitnessSaid = Omit<Witness, 'personId'>;

/** Dates to avoid that can be: each from a day to the same or a later one, asked for on a day that has come. */
function checkAvailability({ availability }: WitnessSaid, today: string): Result<true, 'not-valid'> {
  if (availability === undefined) return accept(true);
  if (availability.askedOn > today) return wrong('The day on which they were asked is in the future.', 'askedOn');
  const backwards = availability.avoid.findIndex(({ from, to }) => to < from);
  return backwards < 0
    ? accept(true)
    : wrong(`Line ${backwards + 1} of the dates to avoid ends before it begins.`, 'avoid');
}

/**
 * Records a witness, new or corrected. Refuses `already-done` for one who is a witness already when adding, `page-not-found`
 * for nobody when correcting, `step-not-allowed` while the CPS have every file, and what is wrong at its field.
 * @param isNew whether somebody becomes a witness
 */
export function recordWitness(
  who: WhoSaid,
  said: WitnessSaid,
  isNew: boolean,
  facts: PeopleFacts,
): Result<PeopleChange, Refused> {
  const { witnesses } = facts.record;
  const blocked = whyPeopleStay(facts);
  if (blocked !== undefined) return refuse('step-not-allowed', blocked);
  const known = whoIs(who, 'W', facts);
  if (!known.ok) return known;
  const { personId, born, record, events } = known.value;
  const before = witnesses.find((each) => each.personId === personId);
  if (isNew && before !== undefined)
    return refuse(
      'already-done',
      'They are a witness in this case already. Change what is recorded of them.',
      'personId',
    );
  if (!isNew && before === undefined) return refuse('page-not-found', 'This case has no such witness.');
  if (said.kind === 'officer' && record.defendants.some((each) => each.personId === personId))
    return wrong('They are a suspect in this case. Choose civilian or expert.', 'kind');
  const child = checkChild(said.child, born, facts);
  if (!child.ok) return child;
  const dates = checkAvailability(said, facts.today);
  if (!dates.ok) return dates;
  const witness: Witness = { ...said, personId };
  return accept({
    record: {
      ...record,
      witnesses:
        before === undefined
          ? [...witnesses, witness]
          : witnesses.map((each) => (each.personId === personId ? witness : each)),
    },
    events: (reordered) => [
      ...events(reordered),
      { type: 'witness-recorded', touches: [`witness:${personId}`], payload: { witness } },
    ],
  });
}

/** What of the case rests on somebody: statements and exhibits about them that are on the file. */
export const restsOn = (record: CaseRecord, personId: string): CaseRecord['material'] =>
  record.material.filter(
    ({ subject, status, type }) => subject === personId && (status === 'evidential' || type.startsWith('MG11')),
  );

/** Withdraws a witness with a reason: they leave the list, and stay to be read with the reason. Their documents stay. */
export function withdrawWitness(personId: string, reason: string, facts: PeopleFacts): Result<PeopleChange, Refused> {
  const witness = facts.record.witnesses.find((each) => each.personId === personId);
  if (witness === undefined) return refuse('page-not-found', 'This case has no such witness.');
  const blocked = whyPeopleStay(facts);
  if (blocked !== undefined) return refuse('step-not-allowed', blocked);
  if (reason.trim() === '') return missing('Say why they are withdrawn.', 'reason');
  const name = nameIn(facts.record, personId);
  return accept({
    record: { ...facts.record, witnesses: facts.record.witnesses.filter((each) => each !== witness) },
    events: () => [
      {
        type: 'witness-withdrawn',
        touches: [`witness:${personId}`],
        payload: { witness, name, reason: reason.trim() },
      },
    ],
  });
}

/** What is said of a victim beside who they are. A business has a name, and a person of the case to reach it by. */
export type VictimSaid = Omit<Victim, 'personId' | 'contactPersonId'>;

/** Name of a victim, as pages and the history say it. */
export const nameOfVictim = (record: CaseRecord, victim: Victim): string =>
  victim.name ?? nameIn(record, victim.personId ?? victim.contactPersonId);

/**
 * Records a victim, new or corrected. Refuses as `recordWitness`.
 * @param number place in the list from 1; undefined for a new one
 * @param who of a business, the person to reach it by, or undefined for nobody; of a person or officer, who they are
 */
export function recordVictim(
  number: number | undefined,
  who: WhoSaid | undefined,
  said: VictimSaid,
  facts: PeopleFacts,
): Result<PeopleChange, Refused> {
  const { victims } = facts.record;
  const before = number === undefined ? undefined : victims[number - 1];
  if (number !== undefined && before === undefined) return refuse('page-not-found', 'This case has no such victim.');
  const blocked = whyPeopleStay(facts);
  if (blocked !== undefined) return refuse('step-not-allowed', blocked);
  if (said.kind === 'business' && (said.name ?? '').trim() === '')
    return missing('Enter the name of the business', 'name');
  if (said.kind !== 'business' && who === undefined) return missing('Say who the victim is', 'personId');
  const known = who === undefined ? undefined : whoIs(who, 'V', facts);
  if (known !== undefined && !known.ok) return known;
  const personId = known?.value.personId;
  if (said.kind !== 'business') {
    if (victims.some((each) => each !== before && each.personId === personId))
      return refuse(
        'already-done',
        'They are a victim in this case already. Change what is recorded of them.',
        'personId',
      );
    const child = checkChild(said.child, known?.value.born, facts);
    if (!child.ok) return child;
  } else if (victims.some((each) => each !== before && each.name === said.name))
    return refuse('already-done', 'This business is a victim in this case already.', 'name');
  const offered = said.victimPersonalStatement?.offered ?? '';
  if (/^\d{4}-\d{2}-\d{2}$/.test(offered) && offered > facts.today)
    return wrong('The day on which a personal statement was offered is in the future.', 'offered');
  const { name, ...rest } = said;
  const victim: Victim = {
    ...rest,
    ...(said.kind === 'business'
      ? { ...(name === undefined ? {} : { name }), ...(personId === undefined ? {} : { contactPersonId: personId }) }
      : { ...(personId === undefined ? {} : { personId }) }),
  };
  const record = known?.value.record ?? facts.record;
  const at = number ?? victims.length + 1;
  return accept({
    record: { ...record, victims: before === undefined ? [...victims, victim] : victims.with(at - 1, victim) },
    events: (reordered) => [
      ...(known?.value.events(reordered) ?? []),
      { type: 'victim-recorded', touches: [`victim:${at}`], payload: { number: at, victim } },
    ],
  });
}

/** Withdraws a victim with a reason: they leave the list, and stay to be read with the reason. */
export function withdrawVictim(number: number, reason: string, facts: PeopleFacts): Result<PeopleChange, Refused> {
  const victim = facts.record.victims[number - 1];
  if (victim === undefined) return refuse('page-not-found', 'This case has no such victim.');
  const blocked = whyPeopleStay(facts);
  if (blocked !== undefined) return refuse('step-not-allowed', blocked);
  if (reason.trim() === '') return missing('Say why they are withdrawn.', 'reason');
  const name = nameOfVictim(facts.record, victim);
  return accept({
    record: { ...facts.record, victims: facts.record.victims.filter((each) => each !== victim) },
    events: () => [
      {
        type: 'victim-withdrawn',
        touches: [`victim:${number}`],
        payload: { number, victim, name, reason: reason.trim() },
      },
    ],
  });
}
