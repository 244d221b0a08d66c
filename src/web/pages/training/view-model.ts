import {
  accreditationScopes,
  stateOfAccreditation,
  type AccreditationState,
} from '../../../domain/accreditation/index.ts';
import { civilDate, sayDate, type CivilDate } from '../../../domain/kernel/civil-date.ts';
import type { TrainedPerson } from '../../../application/accreditations.ts';
import type { StatusKind } from '../../components/case/status-tag.tsx';
import { paths } from '../../paths.ts';

/** One record as a card. */
export interface RecordCard {
  readonly course: string;
  readonly status: { readonly kind: StatusKind; readonly text: string };
  readonly facts: readonly { readonly key: string; readonly value: string }[];
  /** Where whoever keeps the records ends it; undefined for everybody else and for one that is over. */
  readonly end: string | undefined;
}

export interface TrainingPersonView {
  readonly name: string;
  readonly cards: readonly RecordCard[];
}

export interface TrainingView {
  readonly organisation: string;
  readonly people: readonly TrainingPersonView[];
  readonly mayKeep: boolean;
  /** What the force asks for, and from when. */
  readonly rule: string;
}

const tags: Readonly<Record<AccreditationState, { readonly kind: StatusKind; readonly text: string }>> = {
  current: { kind: 'done', text: 'Current' },
  to_come: { kind: 'wait', text: 'To come' },
  expired: { kind: 'act', text: 'Ran out' },
  ended: { kind: 'none', text: 'Ended' },
};

const day = (text: string): string => sayDate(civilDate(text));

export const sayRankAndName = ({
  name,
  rank,
  collarNumber,
}: {
  readonly name: string;
  readonly rank?: string;
  readonly collarNumber?: string;
}): string => [rank, collarNumber, name].filter((part) => part !== undefined).join(' ');

export const scopeChoices = Object.entries(accreditationScopes).map(([value, text]) => ({ value, text }));

export const trainingView = (
  people: readonly TrainedPerson[],
  given: {
    readonly organisation: string;
    readonly mayKeep: boolean;
    readonly userId: string;
    readonly today: CivilDate;
    readonly from: string | undefined;
  },
): TrainingView => ({
  organisation: given.organisation,
  mayKeep: given.mayKeep,
  rule:
    given.from === undefined
      ? 'Your force has set no day from which a record is needed: whoever has none is told, and can go on. It is kept that they were told.'
      : given.today.toString() < given.from
        ? `From ${day(given.from)} nobody certifies or passes a file without a current record for its kind of case. Until then whoever has none is told, and can go on.`
        : `Since ${day(given.from)} nobody certifies or passes a file without a current record for its kind of case.`,
  people: people.map(({ person, records }) => ({
    name: sayRankAndName(person),
    cards: records.map((record) => ({
      course: record.course,
      status: tags[stateOfAccreditation(record, given.today)],
      facts: [
        { key: 'Covers', value: record.scopes.map((scope) => accreditationScopes[scope]).join(', ') },
        { key: 'Given by', value: record.provider },
        { key: 'Passed on', value: `${day(record.passedOn)}: ${record.result}` },
        { key: 'Counts until', value: record.expiresOn === null ? 'No end' : `the end of ${day(record.expiresOn)}` },
        ...(record.evidence === '' ? [] : [{ key: 'Proof', value: record.evidence }]),
        ...(record.ended === null ? [] : [{ key: 'Ended because', value: record.ended.reason }]),
      ],
      end:
        given.mayKeep && record.ended === null && person.userId !== given.userId
          ? paths.endTraining.to({ accreditationId: record.accreditationId })
          : undefined,
    })),
  })),
});
