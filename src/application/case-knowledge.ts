import type { CaseRecord } from '../domain/case-file/index.ts';
import type { CaseKnowledge, KnownPerson, PersonRole } from '../domain/redaction/index.ts';

const roleWords: Readonly<Record<PersonRole, string>> = {
  suspect: 'suspect',
  victim: 'victim',
  witness: 'witness',
  child: 'child',
  'third-party': 'other person',
  officer: 'officer',
};

/** What a case's record knows of its people, as suggestions use it. Numbers them within their part: "witness 2". */
export function knowledgeOf(record: CaseRecord): CaseKnowledge {
  const suspects = new Map(record.defendants.map((defendant) => [defendant.personId, defendant]));
  const victims = new Map(
    record.victims.flatMap((victim) => [[victim.personId ?? victim.contactPersonId ?? '', victim] as const]),
  );
  const witnesses = new Map(record.witnesses.map((witness) => [witness.personId, witness]));
  const reported = record.dates.offenceFrom;
  const counts = new Map<PersonRole, number>();
  const label = (role: PersonRole): string => {
    const count = (counts.get(role) ?? 0) + 1;
    counts.set(role, count);
    return `${roleWords[role]} ${count}`;
  };

  const people = record.persons.map((person): KnownPerson => {
    const suspect = suspects.get(person.id);
    const victim = victims.get(person.id);
    const witness = witnesses.get(person.id);
    const isChild =
      victim?.child === true ||
      witness?.child === true ||
      (person.dateOfBirth !== undefined && Number(reported.slice(0, 4)) - Number(person.dateOfBirth.slice(0, 4)) < 17);
    const role: PersonRole =
      suspect !== undefined
        ? 'suspect'
        : victim !== undefined
          ? 'victim'
          : witness !== undefined && witness.statement !== false
            ? 'witness'
            : isChild
              ? 'child'
              : 'third-party';
    const numbers = [
      ...(suspect?.pncId === undefined ? [] : [{ type: 'police-record' as const, value: suspect.pncId }]),
      ...(suspect?.asn === undefined ? [] : [{ type: 'police-record' as const, value: suspect.asn }]),
      ...(suspect?.custodyRecord === undefined
        ? []
        : [{ type: 'case-reference' as const, value: suspect.custodyRecord }]),
    ];
    return {
      id: person.id,
      role,
      label: label(role),
      givenName: person.givenName,
      familyName: person.familyName,
      ...(person.dateOfBirth === undefined ? {} : { dateOfBirth: person.dateOfBirth }),
      addresses: (person.addresses ?? []).map(({ lines, postcode }) => ({ lines, postcode })),
      phones: person.phones ?? [],
      emails: person.emails ?? [],
      numbers,
      ...(person.occupation === undefined ? {} : { occupation: person.occupation }),
    };
  });
  const officers = new Map(record.officers.map((officer) => [officer.id, officer]));
  for (const { id, name, collarNumber, phone, email } of officers.values()) {
    const [family = name, ...given] = name.split(' ').reverse();
    people.push({
      id,
      role: 'officer',
      label: label('officer'),
      ...(given.length === 0 ? {} : { givenName: given.reverse().join(' ') }),
      familyName: family,
      collarNumber,
      phones: phone === undefined ? [] : [phone],
      emails: email === undefined ? [] : [email],
    });
  }
  return {
    people,
    references: [record.urn, ...record.crimeReferences],
    offencePlaces: record.offences.flatMap(({ place }) => (place === undefined ? [] : [place])),
    chargeWordings: record.offences.map(({ wording }) => wording),
    bodies: [record.force.name],
  };
}
