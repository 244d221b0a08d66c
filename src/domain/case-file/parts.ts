import type { VisibilityClass } from '../access/index.ts';
import type { CaseRecord, Material, Person } from './case-record.ts';

/** Contact details of one person: class V6, kept apart from everything else. */
export interface PersonContact {
  personId: string;
  addresses: NonNullable<Person['addresses']>;
  phones: string[];
  emails: string[];
  knownToDefendantAddress?: boolean;
}

/** A case in parts by visibility class. Joined again, they are the whole record. */
export interface CaseParts {
  /** Everything else: the request, the people without their contact details, the offences, the ordinary material. */
  readonly V1: CaseRecord;
  /** Sensitive material. */
  readonly V5: readonly Material[];
  /** Contact details of people. */
  readonly V6: readonly PersonContact[];
}

/** Class of a material item. Sensitive items, and the sensitive schedule itself, are V5 whatever their status says. */
export const classOfMaterial = (material: Pick<Material, 'type' | 'status'>): Extract<VisibilityClass, 'V1' | 'V5'> =>
  material.status === 'sensitive' || material.type === 'MG6D' || material.type === 'INTEL' ? 'V5' : 'V1';

/** Takes the contact details and the sensitive material out of a record. */
export function splitRecord(record: CaseRecord): CaseParts {
  const contacts: PersonContact[] = [];
  const persons = record.persons.map((person) => {
    const { addresses, phones, emails, knownToDefendantAddress, ...rest } = person;
    if (
      addresses !== undefined ||
      phones !== undefined ||
      emails !== undefined ||
      knownToDefendantAddress !== undefined
    )
      contacts.push({
        personId: person.id,
        addresses: addresses ?? [],
        phones: phones ?? [],
        emails: emails ?? [],
        ...(knownToDefendantAddress === undefined ? {} : { knownToDefendantAddress }),
      });
    return rest;
  });
  return {
    V1: { ...record, persons, material: record.material.filter((each) => classOfMaterial(each) === 'V1') },
    V5: record.material.filter((each) => classOfMaterial(each) === 'V5'),
    V6: contacts,
  };
}

/** Puts the parts a reader may see together again, material in the order of its ids. */
export function joinRecord(parts: {
  V1: CaseRecord;
  V5?: readonly Material[];
  V6?: readonly PersonContact[];
}): CaseRecord {
  const contacts = new Map((parts.V6 ?? []).map((each) => [each.personId, each]));
  return {
    ...parts.V1,
    persons: parts.V1.persons.map((person) => {
      const contact = contacts.get(person.id);
      if (contact === undefined) return person;
      const { addresses, phones, emails, knownToDefendantAddress } = contact;
      return {
        ...person,
        ...(addresses.length > 0 ? { addresses } : {}),
        ...(phones.length > 0 ? { phones } : {}),
        ...(emails.length > 0 ? { emails } : {}),
        ...(knownToDefendantAddress === undefined ? {} : { knownToDefendantAddress }),
      };
    }),
    material: [...parts.V1.material, ...(parts.V5 ?? [])].toSorted((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)),
  };
}

/**
 * What a submission sends: its own request and the shared material. Requests of other submissions of the case are their
 * own business and are left out.
 */
export const partsForSubmission = (record: CaseRecord, submissionId: string): CaseParts =>
  splitRecord({ ...record, submissions: record.submissions.filter(({ id }) => id === submissionId) });

/**
 * JSON with object keys in code-point order and no white space: the same facts always give the same text, so a hash of it
 * is a hash of the facts. Members that are undefined are left out.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((each) => canonicalJson(each ?? null)).join(',')}]`;
  if (value !== null && typeof value === 'object') {
    const members = Object.entries(value)
      .filter(([, each]) => each !== undefined)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, each]) => `${JSON.stringify(key)}:${canonicalJson(each)}`);
    return `{${members.join(',')}}`;
  }
  return JSON.stringify(value);
}
