import { nameIn, nameOfVictim, type Person } from '../../../domain/case-file/index.ts';
import { civilDate, type CivilDate } from '../../../domain/kernel/civil-date.ts';
import type { CaseView } from '../../../application/view-case.ts';
import { paths } from '../../paths.ts';
import {
  fullName,
  joined,
  nameOfficer,
  nameOfPerson,
  sayDay,
  sayOfficerRole,
  saySuspectStatus,
  sayTrack,
  sayWhen,
} from '../case-frame/index.ts';
import { sayAvailability } from '../change-people/dates-to-avoid.ts';

/** One person as rows of facts; a fact that is not known has no row. */
export interface PersonCard {
  readonly name: string;
  readonly facts: readonly { readonly key: string; readonly value: string }[];
  /** For those who build the file. */
  readonly actions: readonly { readonly href: string; readonly text: string }[];
}

export interface PeopleView {
  readonly urn: string;
  readonly suspects: readonly PersonCard[];
  readonly victims: readonly PersonCard[];
  readonly witnesses: readonly PersonCard[];
  readonly officers: readonly PersonCard[];
  /** Others the case names who play none of those parts, such as children in the household. */
  readonly others: readonly PersonCard[];
  /** Victims and witnesses that were withdrawn, each with the reason. */
  readonly withdrawn: readonly { readonly says: string; readonly reason: string }[];
  readonly seesContacts: boolean;
  readonly mayBuild: boolean;
}

type Fact = readonly [key: string, value: string | undefined];

const card = (name: string, facts: readonly Fact[], actions: PersonCard['actions'] = []): PersonCard => ({
  ...{ name, actions },
  facts: facts.flatMap(([key, value]) => (value === undefined || value === '' ? [] : [{ key, value }])),
});

/** Years of age on a day. */
const ageOn = (birth: string, day: CivilDate): number => civilDate(birth).until(day, { largestUnit: 'years' }).years;

const personFacts = (person: Person | undefined, today: CivilDate): readonly Fact[] =>
  person === undefined
    ? []
    : [
        [
          'Date of birth',
          person.dateOfBirth === undefined
            ? undefined
            : `${sayDay(person.dateOfBirth)}, ${ageOn(person.dateOfBirth, today)} years old`,
        ],
        ['Occupation', person.occupation],
        [
          'Address',
          (person.addresses ?? [])
            .map(({ lines, postcode, current }) => `${[...lines, postcode].join(', ')}${current ? '' : ' (earlier)'}`)
            .join('; '),
        ],
        [
          'Is the address known to the suspect?',
          person.knownToDefendantAddress === undefined
            ? undefined
            : person.knownToDefendantAddress
              ? 'Yes'
              : 'No. Do not disclose it',
        ],
        ['Telephone', (person.phones ?? []).join(', ')],
        ['Email', (person.emails ?? []).join(', ')],
      ];

const yes = (flag: boolean | undefined, says: string): string | undefined => (flag === true ? says : undefined);

/** The people of a case by the part they play. Contact details are in the record only for those who may see them. */
export function peopleOf(view: CaseView, today: CivilDate): PeopleView {
  const { record, tracks } = view;
  const person = (id: string | undefined): Person | undefined => record.persons.find((each) => each.id === id);
  const played = new Set<string>([
    ...record.defendants.map(({ personId }) => personId),
    ...record.victims.flatMap(({ personId, contactPersonId }) => [personId ?? '', contactPersonId ?? '']),
    ...record.witnesses.map(({ personId }) => personId),
  ]);
  const { urn } = record;
  const builds = (actions: PersonCard['actions']): PersonCard['actions'] => (view.mayBuild ? actions : []);
  const particulars = (personId: string | undefined): PersonCard['actions'] =>
    personId === undefined || person(personId) === undefined
      ? []
      : [{ href: paths.person.to({ urn, personId }), text: 'Change particulars' }];
  return {
    urn,
    mayBuild: view.mayBuild,
    withdrawn: view.withdrawnPeople.map(({ as, name, reason, at }) => ({
      says: `${name}, ${as}: withdrawn at ${sayWhen(at)}`,
      reason,
    })),
    seesContacts: view.seesContacts,
    suspects: record.defendants.map((each) =>
      card(
        `${nameOfPerson(record, each.personId)} (${each.id})`,
        [
          ['Stage', sayTrack(tracks.find(({ defendantId }) => defendantId === each.id)?.state ?? each.stage)],
          ['Status', saySuspectStatus(each.status)],
          ...personFacts(person(each.personId), today),
          [
            'Bail conditions',
            (each.preChargeBail?.conditions ?? each.postChargeBail?.conditions ?? each.bail?.conditions ?? []).join(
              '; ',
            ),
          ],
          ['Appropriate adult', each.appropriateAdult],
          ['Custody record', each.custodyRecord],
          ['PNC ID', each.pncId],
          ['Arrest or summons number', each.asn],
          ['Interviews', (each.interviews ?? []).map(({ date, outcome }) => `${sayDay(date)}: ${outcome}`).join('; ')],
        ],
        builds([
          { href: paths.suspect.to({ urn, defendantId: each.id }), text: 'Change status, custody and bail' },
          ...(each.interviews ?? []).map((_interview, at) => ({
            href: paths.interview.to({ urn, defendantId: each.id, number: String(at + 1) }),
            text: `Change interview ${at + 1}`,
          })),
          { href: paths.addInterview.to({ urn, defendantId: each.id }), text: 'Add an interview' },
          ...particulars(each.personId),
        ]),
      ),
    ),
    victims: record.victims.map((each, at) =>
      card(
        nameOfVictim(record, each),
        [
          ['Is', { person: undefined, business: 'A business', officer: 'A police officer' }[each.kind]],
          ['Relationship to the suspect', each.relationship],
          ['Attitude', each.attitude],
          [
            'Needs',
            joined(
              [yes(each.vulnerable, 'vulnerable'), yes(each.child, 'a child')].filter((need) => need !== undefined),
            ),
          ],
          ['Interpreter', each.interpreter],
          ...personFacts(person(each.personId ?? each.contactPersonId), today),
        ],
        builds([
          { href: paths.victim.to({ urn, number: String(at + 1) }), text: 'Change' },
          ...particulars(each.personId ?? each.contactPersonId),
          { href: paths.withdrawVictim.to({ urn, number: String(at + 1) }), text: 'Withdraw' },
        ]),
      ),
    ),
    witnesses: record.witnesses.map((each) =>
      card(
        nameIn(record, each.personId),
        [
          ['Is', { civilian: 'A civilian', officer: 'A police officer', expert: 'An expert' }[each.kind]],
          ['Key witness', yes(each.key, 'Yes')],
          ['Child', yes(each.child, 'Yes')],
          ['Statement', each.statement === false ? 'None' : undefined],
          ['Needs', yes(each.vulnerable, 'vulnerable or intimidated')],
          ['Interpreter', each.interpreter],
          ['Dates to avoid', each.availability === undefined ? 'Not asked yet' : sayAvailability(each.availability)],
          ...personFacts(person(each.personId), today),
        ],
        builds([
          { href: paths.witness.to({ urn, personId: each.personId }), text: 'Change part, needs and dates to avoid' },
          ...particulars(each.personId),
          { href: paths.withdrawWitness.to({ urn, personId: each.personId }), text: 'Withdraw' },
        ]),
      ),
    ),
    officers: record.officers.map((each) =>
      card(nameOfficer(each), [
        ['Role', sayOfficerRole(each.role)],
        ['Team', joined([each.team, each.station].filter((part) => part !== undefined))],
        ['Telephone', each.phone],
        ['Email', each.email],
      ]),
    ),
    others: record.persons
      .filter(({ id }) => !played.has(id))
      .map((each) => card(fullName(each), personFacts(each, today), builds(particulars(each.id)))),
  };
}
