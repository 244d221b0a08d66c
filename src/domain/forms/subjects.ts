import { classOfMaterial, type CaseRecord, type Material } from '../case-file/index.ts';
import {
  defendantName,
  nameOf,
  nameOfVictim,
  personOf,
  sayOfficer,
  type FormSource,
  type FormSubject,
} from './source.ts';
import type { FormRow } from './suite.ts';

const recordings: ReadonlySet<string> = new Set(['BWV', 'CCTV', '999', 'INTERVIEW-AUDIO', 'VRI']);

/** Person whose statement an item is: as the item says, else whose name stands in its title. */
export const makerOf = (record: CaseRecord, item: Material) =>
  personOf(record, item.subject) ?? record.persons.find((each) => item.title.includes(nameOf(each)));

/** The victim a person of the case is, if they are one. */
const victimOf = (record: CaseRecord, personId: string) =>
  record.victims.find((each) => each.personId === personId || each.contactPersonId === personId);

const people = (record: CaseRecord, ids: readonly string[]): FormSubject[] =>
  [...new Set(ids)].flatMap((id) => {
    const person = personOf(record, id);
    return person === undefined
      ? []
      : [
          {
            id,
            title: nameOf(person),
            person,
            victim: victimOf(record, id),
            witness: record.witnesses.find((each) => each.personId === id),
          },
        ];
  });

const items = (record: CaseRecord, isOne: (item: Material) => boolean): FormSubject[] =>
  // A sensitive item has no form of its own but the sensitive schedule: another would name it.
  record.material
    .filter((each) => isOne(each) && classOfMaterial(each) !== 'V5')
    .map((material) => {
      const person = makerOf(record, material);
      return {
        id: material.id,
        title: material.title,
        material,
        person,
        witness: record.witnesses.find((each) => each.personId === person?.id),
        victim: person === undefined ? undefined : victimOf(record, person.id),
      };
    });

const personIds = (record: CaseRecord): readonly string[] => [
  ...record.victims
    .flatMap(({ personId, contactPersonId }) => [personId, contactPersonId])
    .filter((id) => id !== undefined),
  ...record.witnesses.map(({ personId }) => personId),
];

/**
 * What a form of this kind can be about in this case: each submission, suspect, witness, recording and so on, in the order
 * of the record. Empty where the case has none.
 */
export function subjectsOf(form: FormRow, { record }: Pick<FormSource, 'record'>): readonly FormSubject[] {
  switch (form.about) {
    case 'case':
      return [{ id: 'case', title: 'The whole case' }];
    case 'submission': {
      const fits = form.code === 'EA-REQUEST' ? ['EA'] : undefined;
      return record.submissions
        .filter(({ kind }) => fits === undefined || fits.includes(kind))
        .map((submission) => ({
          id: submission.id,
          title: `${submission.id}: ${submission.defendantIds.map((id) => defendantName(record, id)).join(', ')}`,
          submission,
        }));
    }
    case 'defendant':
      return record.defendants
        .filter((each) => form.code !== 'MG4F' || each.isYouth === true)
        .map((defendant) => ({
          id: defendant.id,
          title: defendantName(record, defendant.id),
          defendant,
          person: personOf(record, defendant.personId),
        }));
    case 'witness':
    case 'person':
      return people(record, personIds(record));
    case 'victim':
      return record.victims.map((victim, index) => ({
        id: victim.personId ?? `victim-${index + 1}`,
        title: nameOfVictim(record, victim),
        victim,
        person: personOf(record, victim.personId ?? victim.contactPersonId),
      }));
    case 'officer':
      return record.officers.map((officer) => ({ id: officer.id, title: sayOfficer(officer), officer }));
    case 'recording':
      return items(record, ({ type }) => recordings.has(type));
    case 'statement':
      return items(record, ({ type }) => type === 'MG11');
    case 'interview':
      return items(record, ({ type }) => type === 'MG15');
    case 'report':
      return items(record, ({ type }) => type === 'SFR1');
  }
}
