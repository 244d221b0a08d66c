import type { Availability, Witness, WitnessSaid } from '../../../domain/case-file/index.ts';
import { accept, refuse, type Result } from '../../../domain/kernel/result.ts';
import type { FormValues } from '../../form-fields.ts';
import { readDate, textOf } from '../file-parts/index.ts';
import { readDatesToAvoid, typedDatesToAvoid } from './dates-to-avoid.ts';
import { given, maybe, yesNo, type FieldGroup } from './fields.tsx';

/** What is recorded of a witness: what they prove, what they need, and when they can come to court. */

const kinds = [
  ['civilian', 'A civilian'],
  ['officer', 'A police officer or member of police staff'],
  ['expert', 'An expert'],
] as const satisfies readonly (readonly [Witness['kind'], string])[];

const asked = (availability: Availability | undefined): string =>
  availability === undefined ? 'not_asked' : availability.avoid.length === 0 ? 'none' : 'dates';

/** @param today `YYYY-MM-DD`, offered as the day on which they were asked */
export const witnessGroups = (before: Witness | undefined, today: string): FieldGroup[] => [
  {
    title: 'Their part in the case',
    fields: [
      { kind: 'choice', name: 'kind', label: 'The witness is', options: kinds, value: before?.kind ?? 'civilian' },
      {
        ...{ kind: 'yes-no', name: 'key', label: 'Are they a key witness?', unknown: 'Not decided yet' },
        ...{ hint: 'One whose evidence proves a point that is needed for the offence.', value: before?.key },
      },
      {
        ...{ kind: 'yes-no', name: 'statement', label: 'Have they made a statement?', unknown: 'Not known' },
        value: before?.statement,
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
      {
        ...{ kind: 'text', name: 'interpreter', label: 'Interpreter (optional)' },
        ...{ hint: 'The language, and dialect where it matters.', value: before?.interpreter },
      },
    ],
  },
  {
    title: 'When they cannot come to court',
    fields: [
      {
        ...{ kind: 'choice', name: 'available', label: 'Dates to avoid', value: asked(before?.availability) },
        options: [
          ['not_asked', 'They have not been asked yet'],
          ['none', 'They were asked and have none'],
          ['dates', 'They were asked and gave these'],
        ],
      },
      {
        ...{ kind: 'lines', name: 'avoid', label: 'Their dates', rows: 4 },
        hint: 'One time on each line, for example: 4/1/2027 to 18/1/2027 holiday',
        value: before?.availability === undefined ? '' : typedDatesToAvoid(before.availability.avoid),
      },
      {
        ...{ kind: 'day', name: 'askedOn', label: 'Day on which they were asked' },
        value: before?.availability?.askedOn ?? today,
      },
    ],
  },
];

function readAvailability(values: FormValues): Result<Availability | undefined, 'not-valid' | 'something-missing'> {
  const choice = textOf(values, 'available');
  const avoid = readDatesToAvoid(textOf(values, 'avoid'), 'avoid');
  if (!avoid.ok) return avoid;
  const days = avoid.value.length > 0;
  if (choice === 'not_asked' || choice === '')
    return days
      ? refuse('not-valid', 'Dates are given below. Choose that they were asked and gave these', 'available')
      : accept(undefined);
  if (choice === 'none' && days)
    return refuse('not-valid', 'Dates are given below. Choose that they gave these, or empty the box', 'available');
  if (choice === 'dates' && !days) return refuse('something-missing', 'Enter the dates that they gave', 'avoid');
  const askedOn = readDate(values, 'askedOn', 'The day on which they were asked');
  if (!askedOn.ok) return askedOn;
  return askedOn.value === undefined
    ? refuse('something-missing', 'Enter the day on which they were asked', 'askedOn-day')
    : accept({ avoid: avoid.value, askedOn: askedOn.value });
}

export function readWitness(values: FormValues): Result<WitnessSaid, 'not-valid' | 'something-missing'> {
  const kind = kinds.find(([id]) => id === textOf(values, 'kind'))?.[0];
  if (kind === undefined) return refuse('something-missing', 'Choose what the witness is', 'kind');
  const availability = readAvailability(values);
  if (!availability.ok) return availability;
  return accept({
    kind,
    ...given('key', yesNo(values, 'key')),
    ...given('statement', yesNo(values, 'statement')),
    ...given('vulnerable', yesNo(values, 'vulnerable')),
    ...given('child', yesNo(values, 'child')),
    ...given('interpreter', maybe(values, 'interpreter')),
    ...given('availability', availability.value),
  });
}
