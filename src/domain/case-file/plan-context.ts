import type {
  EarlierItem,
  GateContext,
  KnownPerson,
  OnFile,
  RecordedWork,
  RunningLimit,
  StandardItem,
} from '../action-plan/index.ts';
import type { CaseRecord, Material, SubmissionKind } from './case-record.ts';

/** What the check of the version that was sent says, as far as actions are held against it. */
export interface CheckedItem extends StandardItem {
  /** Ids of material that it was decided by. */
  readonly by: readonly string[];
}

const roleWords: Readonly<Record<string, string>> = {
  officer_in_case: 'officer in the case',
  arresting_officer: 'arresting officer',
  interviewing_officer: 'interviewing officer',
  custody_officer: 'custody officer',
};

/** The people of a case with what they are called in it. */
export function peopleOfCase(record: CaseRecord): KnownPerson[] {
  const called = (id: string): string[] => [
    ...(record.defendants.some(({ personId }) => personId === id) ? ['suspect', 'defendant', 'accused'] : []),
    ...(record.victims.some(({ personId }) => personId === id) ? ['victim', 'complainant'] : []),
    ...record.victims.flatMap(({ personId, relationship }) =>
      personId === id && relationship === 'mother' ? ['mother'] : [],
    ),
  ];
  const officers = new Map<string, KnownPerson>();
  for (const { id, name, role } of record.officers) {
    const parts = name.trim().split(/\s+/u);
    const known = officers.get(id);
    const word = roleWords[role];
    officers.set(id, {
      id,
      givenName: parts.slice(0, -1).join(' '),
      familyName: parts.at(-1) ?? name,
      called: [...(known?.called ?? []), ...(word === undefined ? [] : [word])],
      isOfficer: true,
    });
  }
  return [
    ...record.persons.map(({ id, givenName, familyName }) => ({
      ...{ id, givenName, familyName, called: called(id), isOfficer: false },
    })),
    ...officers.values(),
  ];
}

/** An item of material as actions are held against it. */
export const onFileOf = (
  material: Material,
  checked: readonly CheckedItem[] = [],
  /** Whether the list of media of the request says that it was cut. */
  clipped = material.clipped,
): OnFile => {
  // Of an item decided by several, the check does not say which of them falls short.
  const fault = checked.find(({ result, by }) => result === 'inadequate' && by.length === 1 && by[0] === material.id);
  return {
    materialId: material.id,
    type: material.type,
    title: material.title,
    ...(material.subject === undefined ? {} : { subject: material.subject }),
    ...(material.exhibitRef === undefined ? {} : { exhibitRef: material.exhibitRef }),
    ...(material.notes === undefined ? {} : { notes: material.notes }),
    ...(material.description === undefined ? {} : { description: material.description }),
    ...(material.location === undefined ? {} : { location: material.location }),
    ...(clipped === undefined ? {} : { clipped }),
    ...(material.file === null && material.location === undefined ? { absent: true } : {}),
    ...(fault === undefined ? {} : { fault: fault.why }),
  };
};

const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

/** What police recorded under the headings of a request of work done, declined and in hand. */
export function recordedWorkOf(record: CaseRecord, submissionId: string): RecordedWork[] {
  const request: Readonly<Record<string, unknown>> =
    record.submissions.find(({ id }) => id === submissionId)?.request ?? {};
  const work: RecordedWork[] = [];
  const lines = request['linesOfEnquiry'];
  if (typeof lines === 'object' && lines !== null) {
    const { done, notPursued, outstanding } = lines as Record<string, unknown>;
    for (const line of listOf(done)) if (textOf(line) !== '') work.push({ says: textOf(line), how: 'done' });
    for (const line of listOf(notPursued)) {
      const says = [partOf(line, 'line'), partOf(line, 'reason')].filter((part) => part !== '').join(': ');
      if (says !== '') work.push({ says, how: 'declined' });
    }
    for (const line of listOf(outstanding)) {
      const says = [partOf(line, 'line'), partOf(line, 'due')].filter((part) => part !== '').join(', due ');
      if (says !== '') work.push({ says, how: 'in_hand' });
    }
  }
  const vps = textOf(request['vps']);
  if (/declin|refus|does not w|did not w/iu.test(vps))
    work.push({ says: `Victim personal statement: ${vps}`, how: 'declined' });
  const nonKey = textOf(request['nonKeyEvidence']);
  if (nonKey !== '') work.push({ says: nonKey, how: 'done' });
  return work;
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const partOf = (value: unknown, part: string): string =>
  typeof value === 'object' && value !== null ? textOf((value as Record<string, unknown>)[part]) : '';

export const beforeChargeKinds: readonly SubmissionKind[] = [
  ...(['PCD_FCT_GAP', 'PCD_FCT_NGAP', 'PCD_FCT_CC', 'PCD_TT', 'PCD_FURTHER'] as const),
];

/** All that an action asked of a submission is held against, from what was sent of it. */
export const gateContextOf = (given: {
  readonly record: CaseRecord;
  readonly submissionId: string;
  readonly checked: readonly CheckedItem[];
  readonly earlier: readonly EarlierItem[];
  readonly limits: readonly RunningLimit[];
}): GateContext => {
  const { record, submissionId, checked, earlier, limits } = given;
  const submission = record.submissions.find(({ id }) => id === submissionId);
  const kind = submission?.kind;
  const cut = new Map(
    listOf(submission?.request['mediaList']).flatMap((line) =>
      typeof line === 'object' && line !== null && 'clipped' in line && typeof line.clipped === 'boolean'
        ? [[partOf(line, 'material'), line.clipped] as const]
        : [],
    ),
  );
  return {
    people: peopleOfCase(record),
    onFile: record.material.map((material) => onFileOf(material, checked, material.clipped ?? cut.get(material.id))),
    earlier,
    recorded: recordedWorkOf(record, submissionId),
    standard: checked,
    limits,
    beforeCharge: kind !== undefined && beforeChargeKinds.includes(kind),
  };
};
