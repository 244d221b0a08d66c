import type { VisibilityClass } from '../access/index.ts';
import type { CaseRecord, Material, Person } from './case-record.ts';
import type { EvidenceRef } from './points.ts';

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

/** Class of a material item: who may open it. */
export type MaterialClass = Extract<VisibilityClass, 'V1' | 'V5' | 'V6'>;

/** Forms that hold how to reach people, what they need and what they consent to: witness list, statement back, assessment. */
const contactForms: readonly Material['type'][] = ['MG2', 'MG9', 'MG11B'];

/**
 * Class of a material item. Sensitive items, and the sensitive schedule itself, are V5 whatever their status says. Of a
 * form of class V6 everybody in the case may know that it is there, and only those who see contact details may open it.
 */
export function classOfMaterial(material: Pick<Material, 'type' | 'status'>): MaterialClass {
  if (material.status === 'sensitive' || material.type === 'MG6D' || material.type === 'INTEL') return 'V5';
  return contactForms.includes(material.type) ? 'V6' : 'V1';
}

/** Papers about the case, and not evidence in it: every form but a statement, a record of interview and of a specimen. */
const isPaper = ({ type, status }: Pick<Material, 'type' | 'status'>): boolean =>
  status === 'admin' ||
  (type.startsWith('MG') && type !== 'MG11' && type !== 'MG15' && type !== 'MGDD') ||
  type === 'SDC' ||
  type === 'IMD';

/** Whether an item can be evidence on a point that everybody who reads the case may know of. */
export const mayBeEvidence = (material: Pick<Material, 'type' | 'status'>): boolean =>
  classOfMaterial(material) === 'V1' && !isPaper(material);

/** Whether an item may stand against a point. Sensitive items and forms of contact details never do: points are sent to all who read the case. */
export const isOrdinaryEvidence = (record: CaseRecord, { kind, id }: EvidenceRef): boolean =>
  kind === 'person'
    ? record.persons.some((each) => each.id === id)
    : record.material.some((each) => each.id === id && mayBeEvidence(each));

/**
 * A record whose points name only items that are on it and that all who read the case may know. An item that was withdrawn,
 * or is sensitive now, proves nothing here.
 */
export const withOrdinaryEvidence = (record: CaseRecord): CaseRecord => ({
  ...record,
  offences: record.offences.map((offence) =>
    offence.points === undefined
      ? offence
      : {
          ...offence,
          points: {
            ...offence.points,
            list: offence.points.list.map((point) => ({
              ...point,
              evidence: point.evidence.filter((each) => isOrdinaryEvidence(record, each)),
            })),
          },
        },
  ),
});

/** Takes the contact details and the sensitive material out of a record. */
export function splitRecord(whole: CaseRecord): CaseParts {
  // What is said of an item that is sensitive now would name it to everybody.
  const record = withOrdinaryEvidence(whole);
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
    V1: { ...record, persons, material: record.material.filter((each) => classOfMaterial(each) !== 'V5') },
    V5: record.material.filter((each) => classOfMaterial(each) === 'V5'),
    V6: contacts,
  };
}

/** Puts the parts a reader may see together again, material in the order of its ids. */
export function joinRecord(parts: {
  V1: CaseRecord;
  V5?: readonly Material[];
  V6?: readonly PersonContact[];
  needs?: readonly WitnessNeeds[];
}): CaseRecord {
  const needs = new Map((parts.needs ?? []).map((each) => [each.submissionId, each.witnessNeeds]));
  const contacts = new Map((parts.V6 ?? []).map((each) => [each.personId, each]));
  return {
    ...parts.V1,
    submissions: parts.V1.submissions.map((each) =>
      needs.has(each.id) ? { ...each, request: { ...each.request, witnessNeeds: needs.get(each.id) } } : each,
    ),
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

/** What the request says of the needs of victims and witnesses, which goes with their contact details (V6). */
export interface WitnessNeeds {
  readonly submissionId: string;
  readonly witnessNeeds: unknown;
}

/** A record as those read it who do not see contact details: what people need is not in its requests. */
export const withoutNeeds = (record: CaseRecord): CaseRecord => ({
  ...record,
  submissions: record.submissions.map((each) => {
    const { witnessNeeds: _apart, ...request } = each.request;
    return { ...each, request };
  }),
});

/**
 * What a submission sends: its own request and the shared material. Requests of other submissions of the case are their
 * own business and are left out; what people need is kept with how to reach them.
 */
export function partsForSubmission(
  record: CaseRecord,
  submissionId: string,
): CaseParts & { readonly needs: readonly WitnessNeeds[] } {
  const own = record.submissions.filter(({ id }) => id === submissionId);
  const needs = own.flatMap(({ id, request: { witnessNeeds } }) =>
    witnessNeeds === undefined ? [] : [{ submissionId: id, witnessNeeds }],
  );
  return { ...splitRecord(withoutNeeds({ ...record, submissions: own })), needs };
}

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
