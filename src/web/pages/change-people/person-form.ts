import type { CaseRecord, ContactSaid, Person, PersonSaid, WhoSaid } from '../../../domain/case-file/index.ts';
import { accept, refuse, type Result } from '../../../domain/kernel/result.ts';
import type { FormValues } from '../../form-fields.ts';
import { fullName, nameOfficer } from '../case-frame/index.ts';
import { readDate, textOf } from '../file-parts/index.ts';
import { linesOf, yesNo, type FieldGroup } from './fields.tsx';

/** Who somebody is and how to reach them. */

export const personFields = (before: Person | undefined): FieldGroup['fields'] => [
  { kind: 'text', name: 'givenName', label: 'Given names', value: before?.givenName },
  { kind: 'text', name: 'familyName', label: 'Family name', value: before?.familyName },
  { kind: 'day', name: 'dateOfBirth', label: 'Date of birth', value: before?.dateOfBirth },
  { kind: 'text', name: 'occupation', label: 'Occupation (optional)', value: before?.occupation },
];

export function contactFields(before: Person | undefined): FieldGroup['fields'] {
  const address = (before?.addresses ?? []).find(({ current }) => current);
  return [
    { kind: 'lines', name: 'address', label: 'Address', value: address?.lines.join('\n') },
    { kind: 'text', name: 'postcode', label: 'Postcode', value: address?.postcode },
    {
      ...{ kind: 'lines', name: 'phones', label: 'Telephone numbers', hint: 'One on each line.', rows: 2 },
      value: (before?.phones ?? []).join('\n'),
    },
    {
      ...{ kind: 'lines', name: 'emails', label: 'Email addresses', hint: 'One on each line.', rows: 2 },
      value: (before?.emails ?? []).join('\n'),
    },
    {
      ...{ kind: 'yes-no', name: 'knownToDefendantAddress', label: 'Does the suspect know this address?' },
      ...{ unknown: 'Not known', value: before?.knownToDefendantAddress },
    },
  ];
}

export function readPerson(values: FormValues): Result<PersonSaid, 'not-valid'> {
  const born = readDate(values, 'dateOfBirth', 'The date of birth');
  if (!born.ok) return born;
  return accept({
    ...{ givenName: textOf(values, 'givenName'), familyName: textOf(values, 'familyName') },
    ...{ dateOfBirth: born.value ?? '', occupation: textOf(values, 'occupation') },
  });
}

/** Undefined where the form did not ask, for those who do not see how to reach people. */
export const readContact = (values: FormValues): ContactSaid | undefined =>
  values['address'] === undefined
    ? undefined
    : {
        ...{ address: linesOf(values, 'address'), postcode: textOf(values, 'postcode') },
        ...{ phones: linesOf(values, 'phones'), emails: linesOf(values, 'emails') },
        knownToDefendantAddress: yesNo(values, 'knownToDefendantAddress'),
      };

/** Somebody of the case, by their id, in the words of a list to choose from. */
export const peopleOptions = (record: CaseRecord): readonly (readonly [string, string])[] => [
  ...record.persons.map((each) => [each.id, `${fullName(each)} (${each.id})`] as const),
  ...record.officers.map((each) => [each.id, nameOfficer(each)] as const),
];

/** For adding somebody: one of the case, or the particulars of somebody new. */
export const whoGroups = (record: CaseRecord, seesContacts: boolean, label: string): FieldGroup[] => [
  {
    title: 'Who it is',
    says: 'Choose somebody who is in the case already, or leave that and give the particulars of somebody new.',
    fields: [
      {
        ...{ kind: 'select', name: 'personId', label, value: '' },
        options: [['', 'Somebody new'] as const, ...peopleOptions(record)],
      },
      ...personFields(undefined),
    ],
  },
  ...(seesContacts ? [{ title: 'How to reach somebody new', fields: contactFields(undefined) }] : []),
];

/** Who was chosen or typed. Refuses both at once, as nobody can tell which was meant. */
export function readWho(values: FormValues): Result<WhoSaid, 'not-valid'> {
  const personId = textOf(values, 'personId');
  const typed = textOf(values, 'familyName') !== '' || textOf(values, 'givenName') !== '';
  if (personId !== '' && typed)
    return refuse('not-valid', 'Choose somebody of the case or give the name of somebody new, not both', 'personId');
  if (personId !== '') return accept({ personId });
  const person = readPerson(values);
  return person.ok ? accept({ person: person.value, contact: readContact(values) }) : person;
}
