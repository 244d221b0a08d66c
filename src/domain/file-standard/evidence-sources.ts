import {
  mayBeEvidence,
  type CaseRecord,
  type EvidenceFault,
  type EvidenceSource,
  type Material,
  type MaterialType,
} from '../case-file/index.ts';
import type { CheckContext } from './facts/fact.ts';
import { isDraft } from './facts/disclosure-facts.ts';
import { turnsAway, turnsAwayInText } from './facts/people-facts.ts';
import { firstMatch } from './facts/scan.ts';
import { willNotPlay } from './items/evidence-items.ts';
import { looksUnsigned } from './items/paper-signs.ts';

/** What of a file may stand against points to prove, and what is wrong with each piece of it. */

/** What was read in the documents: text by item, and whether a recording plays. */
export type ReadInDocuments = Pick<CheckContext, 'texts' | 'media'>;

/** Somebody's own account, which falls with them. */
const accounts: ReadonlySet<MaterialType> = new Set(['MG11', 'VRI', 'VPS']);
/** Records of what others reported. */
const reports: ReadonlySet<MaterialType> = new Set(['CAD', 'CR']);
const recordings: ReadonlySet<MaterialType> = new Set(['BWV', 'CCTV', '999', 'VRI', 'INTERVIEW-AUDIO']);

/**
 * Every item and person that may stand against a point, in the order of the file: items that everybody who reads the case
 * may know of and that are no papers about it, then the people who saw or suffered something. A fault is a hint for a
 * person: a signature may be a picture, and words of withdrawal may be about something else.
 */
export function evidenceSources(record: CaseRecord, read: ReadInDocuments): EvidenceSource[] {
  const people = new Map(record.persons.map((each) => [each.id, `${each.givenName} ${each.familyName}`]));
  const told = [
    ...record.victims.flatMap(({ personId }) => (personId === undefined ? [] : [personId])),
    ...record.witnesses.map(({ personId }) => personId),
  ];
  const evidence = record.material.filter(mayBeEvidence);
  const items = evidence.map((item): EvidenceSource => {
    const accountOf =
      accounts.has(item.type) && item.subject !== undefined && told.includes(item.subject) ? item.subject : undefined;
    const unknown =
      accounts.has(item.type) && item.subject !== undefined && isNobody(record, item.subject)
        ? item.subject
        : undefined;
    const turned = accountOf === undefined ? undefined : withdrew(record, read, accountOf);
    return {
      ...{ kind: 'material', id: item.id, name: `${item.id} ${item.title}`, accountOf: accountOf ?? unknown },
      producer: told.map((id) => people.get(id)).find((name) => name !== undefined && item.madeBy.includes(name)),
      faults: [
        ...(unknown === undefined ? [] : [notAWitness]),
        ...faultsOf(item, read),
        ...(turned === undefined ? [] : [turned]),
      ],
    };
  });
  const witnesses = [...new Set(told)].map((id): EvidenceSource => {
    const turned = withdrew(record, read, id);
    const hasAccount = evidence.some((item) => item.subject === id && accounts.has(item.type) && item.type !== 'VPS');
    return {
      ...{ kind: 'person', id, name: people.get(id) ?? id, accountOf: id, producer: undefined },
      faults: [
        ...(hasAccount
          ? []
          : [
              {
                kind: 'no_account',
                why: 'There is no statement or recorded interview of theirs on the file.',
              } as const,
            ]),
        ...(turned === undefined ? [] : [turned]),
      ],
    };
  });
  return [...items, ...witnesses];
}

const notAWitness: EvidenceFault = {
  kind: 'not_a_witness',
  why: 'Its maker is not a victim or witness of this case: withdrawn, or never recorded. It counts for nothing.',
};

/** Somebody of the case who is in it neither as a suspect nor as a victim, their contact or a witness. */
const isNobody = ({ persons, defendants, victims, witnesses }: CaseRecord, id: string): boolean =>
  persons.some((each) => each.id === id) &&
  !defendants.some((each) => each.personId === id || each.id === id) &&
  !victims.some(({ personId, contactPersonId }) => personId === id || contactPersonId === id) &&
  !witnesses.some(({ personId }) => personId === id);

function faultsOf(item: Material, { texts, media }: ReadInDocuments): EvidenceFault[] {
  const unsigned =
    item.type !== 'MG11' ? undefined : isDraft(item) ? 'It is a draft, or not signed.' : looksUnsigned(texts, item.id);
  const isRecording = recordings.has(item.type);
  const damaged = media.get(item.id) === 'damaged' || willNotPlay.test(`${item.notes ?? ''} ${item.description ?? ''}`);
  return [
    ...(unsigned === undefined ? [] : [{ kind: 'unsigned', why: unsigned } as const]),
    ...(item.file === null && item.location === undefined
      ? [{ kind: 'no_file', why: 'It is listed, but there is no file or link.' } as const]
      : []),
    ...(isRecording && damaged ? [{ kind: 'will_not_play', why: 'It will not play.' } as const] : []),
    ...(reports.has(item.type)
      ? [
          {
            kind: 'hearsay',
            why: 'It is a record of what somebody reported. To prove that it is true, it is hearsay.',
          } as const,
        ]
      : []),
    ...(item.status === 'unused' ? [{ kind: 'unused', why: 'It is marked as unused material.' } as const] : []),
  ];
}

/** Somebody who withdrew or refuses, by what police say of them or by their own papers. */
function withdrew(record: CaseRecord, { texts }: ReadInDocuments, personId: string): EvidenceFault | undefined {
  const attitude = record.victims.find((each) => each.personId === personId)?.attitude ?? '';
  if (turnsAway.test(attitude)) return { kind: 'withdrew', why: `Police say of them: “${attitude}”.` };
  const paper = record.material.find(
    (item) =>
      mayBeEvidence(item) &&
      item.subject === personId &&
      ['MG11', 'EMAIL', 'VPS'].includes(item.type) &&
      firstMatch(texts, item.id, turnsAwayInText) !== null,
  );
  return paper === undefined ? undefined : { kind: 'withdrew', why: `${paper.id} reads as if they withdraw.` };
}
