import type { CaseRecord, Victim, VictimSaid, WhoSaid } from '../../../domain/case-file/index.ts';
import { accept, refuse, type Result } from '../../../domain/kernel/result.ts';
import type { FormValues } from '../../form-fields.ts';
import { readDate, textOf } from '../file-parts/index.ts';
import { given, maybe, yesNo, type FieldGroup } from './fields.tsx';
import { peopleOptions, readWho } from './person-form.ts';

/** What is recorded of a victim. */

const kinds = [
  ['person', 'A person'],
  ['business', 'A business or other organisation'],
  ['officer', 'A police officer or member of police staff'],
] as const satisfies readonly (readonly [Victim['kind'], string])[];

export const victimGroups = (before: Victim | undefined, record: CaseRecord): FieldGroup[] => [
  {
    title: 'Their part in the case',
    fields: [
      { kind: 'choice', name: 'kind', label: 'The victim is', options: kinds, value: before?.kind ?? 'person' },
      {
        ...{ kind: 'text', name: 'name', label: 'Name of the business (for a business only)', value: before?.name },
        hint: 'The person to reach it by is the one chosen or named above.',
      },
      ...(before === undefined
        ? []
        : ([
            {
              ...{ kind: 'select' as const, name: 'personId', label: 'Who they are, or who to reach the business by' },
              options: [['', 'Nobody'] as const, ...peopleOptions(record)],
              value: before.personId ?? before.contactPersonId ?? '',
            },
          ] as const)),
      {
        ...{ kind: 'text', name: 'relationship', label: 'Relationship to the suspect (optional)' },
        value: before?.relationship,
      },
      {
        ...{ kind: 'text', name: 'attitude', label: 'What they say about a prosecution' },
        ...{ hint: 'For example, supports, or does not support and why.', value: before?.attitude },
      },
    ],
  },
  {
    title: 'What they need',
    says: 'What would help them give evidence is written in the request, under the needs of victims and witnesses.',
    fields: [
      {
        ...{ kind: 'yes-no', name: 'vulnerable', label: 'Are they vulnerable or intimidated?', unknown: 'Not known' },
        value: before?.vulnerable,
      },
      {
        ...{ kind: 'yes-no', name: 'child', label: 'Are they a child?', unknown: 'Not known' },
        ...{ hint: 'Under 18 on the day of the offence.', value: before?.child },
      },
      { kind: 'text', name: 'interpreter', label: 'Interpreter (optional)', value: before?.interpreter },
    ],
  },
  {
    title: 'Victim personal statement',
    fields: [
      {
        ...{ kind: 'day', name: 'offered', label: 'Day on which it was offered' },
        value: dayIn(before?.victimPersonalStatement?.offered),
      },
      {
        ...{ kind: 'yes-no', name: 'made', label: 'Have they made one?', unknown: 'Not known' },
        value: before?.victimPersonalStatement?.made ?? undefined,
      },
    ],
  },
];

/** Records from other systems hold words here as well as days; words stay as they are. */
const dayIn = (offered: string | null | undefined): string | undefined =>
  offered !== null && offered !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(offered) ? offered : undefined;

/** @param before the victim being changed; what is not asked stays */
export function readVictim(
  values: FormValues,
  before: Victim | undefined,
): Result<{ who: WhoSaid | undefined; victim: VictimSaid }, 'not-valid' | 'something-missing'> {
  const kind = kinds.find(([id]) => id === textOf(values, 'kind'))?.[0];
  if (kind === undefined) return refuse('something-missing', 'Choose what the victim is', 'kind');
  const offered = readDate(values, 'offered', 'The day on which it was offered');
  if (!offered.ok) return offered;
  const made = yesNo(values, 'made');
  const statement = before?.victimPersonalStatement;
  const said =
    offered.value ?? (dayIn(statement?.offered) === undefined ? (statement?.offered ?? undefined) : undefined);
  const anybody = textOf(values, 'personId') !== '' || textOf(values, 'familyName') !== '';
  const who = !anybody && kind === 'business' ? undefined : readWho(values);
  if (who !== undefined && !who.ok) return who;
  return accept({
    who: who?.value,
    victim: {
      kind,
      ...(kind === 'business' ? given('name', maybe(values, 'name')) : {}),
      ...given('relationship', maybe(values, 'relationship')),
      ...given('attitude', maybe(values, 'attitude')),
      ...given('vulnerable', yesNo(values, 'vulnerable')),
      ...given('child', yesNo(values, 'child')),
      ...given('interpreter', maybe(values, 'interpreter')),
      ...(said === undefined && made === undefined && statement?.kind === undefined
        ? {}
        : {
            victimPersonalStatement: {
              ...given('kind', statement?.kind),
              ...given('offered', said),
              ...given('made', made),
            },
          }),
    },
  });
}
