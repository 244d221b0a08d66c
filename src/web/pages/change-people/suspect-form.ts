import {
  conditionsOf,
  SuspectStatus,
  type CaseRecord,
  type Defendant,
  type Interview,
  type SuspectSaid,
} from '../../../domain/case-file/index.ts';
import { accept, refuse, type Result } from '../../../domain/kernel/result.ts';
import type { FormValues } from '../../form-fields.ts';
import { saySuspectStatus } from '../case-frame/index.ts';
import { readDate, readNeededDate, textOf } from '../file-parts/index.ts';
import { given, linesOf, maybe, readMoment, yesNo, type FieldGroup } from './fields.tsx';
import { peopleOptions } from './person-form.ts';

/** What is recorded of a suspect, and of an interview. */

export function suspectGroups(record: CaseRecord, before: Defendant): FieldGroup[] {
  const born = record.persons.find(({ id }) => id === before.personId)?.dateOfBirth;
  const adult = before.appropriateAdult ?? '';
  const people = peopleOptions(record).filter(([id]) => id !== before.personId);
  return [
    {
      title: 'Where they are',
      fields: [
        {
          ...{ kind: 'select', name: 'status', label: 'Status', value: before.status },
          options: SuspectStatus.options.map((status) => [status, saySuspectStatus(status)] as const),
        },
        {
          ...{ kind: 'yes-no', name: 'noFixedAddress', label: 'Are they of no fixed address?', unknown: 'Not known' },
          value: before.noFixedAddress,
        },
        {
          ...{ kind: 'yes-no', name: 'remandSought', label: 'Do police ask for a remand in custody?' },
          ...{ unknown: 'Not decided yet', value: before.remandSought },
        },
      ],
    },
    {
      title: 'Age and support',
      fields: [
        ...(born === undefined
          ? ([
              {
                ...{ kind: 'yes-no' as const, name: 'isYouth', label: 'Are they under 18?', unknown: 'Not known' },
                value: before.isYouth,
              },
            ] as const)
          : []),
        {
          ...{ kind: 'select', name: 'appropriateAdult', label: 'Appropriate adult', value: adult },
          hint: 'Add them to the case as a witness first where they are not in the list.',
          options: [
            ['', 'None'] as const,
            ...people,
            // What another system sent need not be somebody of the case.
            ...(adult === '' || people.some(([id]) => id === adult) ? [] : [[adult, adult] as const]),
          ],
        },
      ],
    },
    {
      title: 'Numbers and record',
      fields: [
        { kind: 'text', name: 'pncId', label: 'PNC ID', hint: 'Such as 2009/0412207M', value: before.pncId },
        { kind: 'text', name: 'asn', label: 'Arrest or summons number', value: before.asn },
        { kind: 'text', name: 'custodyRecord', label: 'Custody record', value: before.custodyRecord },
        {
          ...{ kind: 'yes-no', name: 'hasRecord', label: 'Have they convictions or cautions?', unknown: 'Not checked' },
          value: before.hasRecord,
        },
      ],
    },
    {
      title: 'Arrest and custody',
      says: 'Leave these empty for somebody who was not arrested.',
      fields: [
        { kind: 'moment', name: 'arrestedAt', label: 'Arrested', value: before.arrest?.at },
        { kind: 'text', name: 'arrestedWhere', label: 'Where they were arrested', value: before.arrest?.place },
        { kind: 'moment', name: 'arrivedAt', label: 'Arrived in custody', value: before.custody?.arrivedAt },
        {
          ...{ kind: 'moment', name: 'detentionAuthorisedAt', label: 'Detention authorised' },
          value: before.custody?.detentionAuthorisedAt,
        },
        { kind: 'moment', name: 'releasedAt', label: 'Released', value: before.custody?.releasedAt },
      ],
    },
    {
      title: 'Bail',
      fields: [
        {
          ...{ kind: 'day', name: 'bailFrom', label: 'First day of bail before charge' },
          value: before.preChargeBail?.firstDay,
        },
        { kind: 'day', name: 'bailTo', label: 'Last day of bail before charge', value: before.preChargeBail?.endsOn },
        {
          ...{ kind: 'lines', name: 'conditions', label: 'Conditions of the bail that they are on' },
          ...{ hint: 'One on each line.', value: conditionsOf(before).join('\n') },
        },
      ],
    },
  ];
}

const pncId = /^\d{4}\/\d{7}[A-HJ-NP-RT-Z]$/;
const asn = /^\d{2}[A-Z0-9]{6,7}\d{11}[A-HJ-NP-RT-Z]$/;

export function readSuspect(values: FormValues): Result<SuspectSaid, 'not-valid' | 'something-missing'> {
  const status = SuspectStatus.safeParse(textOf(values, 'status'));
  if (!status.success) return refuse('something-missing', 'Choose a status', 'status');
  const pnc = maybe(values, 'pncId')?.toUpperCase();
  if (pnc !== undefined && !pncId.test(pnc)) return refuse('not-valid', 'A PNC ID looks like 2009/0412207M', 'pncId');
  const summons = maybe(values, 'asn')?.toUpperCase().replaceAll(/[\s/]/g, '');
  if (summons !== undefined && !asn.test(summons))
    return refuse('not-valid', 'An arrest or summons number looks like 2635NT0100000000417F', 'asn');
  const arrested = readMoment(values, 'arrestedAt', 'The arrest');
  if (!arrested.ok) return arrested;
  const arrived = readMoment(values, 'arrivedAt', 'The arrival in custody');
  if (!arrived.ok) return arrived;
  const authorised = readMoment(values, 'detentionAuthorisedAt', 'The authority to detain');
  if (!authorised.ok) return authorised;
  const released = readMoment(values, 'releasedAt', 'The release');
  if (!released.ok) return released;
  const bailFrom = readDate(values, 'bailFrom', 'The first day of bail');
  if (!bailFrom.ok) return bailFrom;
  const bailTo = readDate(values, 'bailTo', 'The last day of bail');
  if (!bailTo.ok) return bailTo;
  return accept({
    ...{ status: status.data, pncId: pnc, asn: summons, custodyRecord: maybe(values, 'custodyRecord') },
    ...{ noFixedAddress: yesNo(values, 'noFixedAddress'), isYouth: yesNo(values, 'isYouth') },
    ...{ appropriateAdult: maybe(values, 'appropriateAdult'), hasRecord: yesNo(values, 'hasRecord') },
    ...{ remandSought: yesNo(values, 'remandSought'), arrestedAt: arrested.value, arrivedAt: arrived.value },
    ...{ arrestedWhere: maybe(values, 'arrestedWhere'), detentionAuthorisedAt: authorised.value },
    ...{ releasedAt: released.value, bailFrom: bailFrom.value, bailTo: bailTo.value },
    conditions: linesOf(values, 'conditions'),
  });
}

export const interviewGroups = (record: CaseRecord, before: Interview | undefined): FieldGroup[] => [
  {
    title: 'The interview',
    fields: [
      { kind: 'day', name: 'date', label: 'Day of the interview', value: before?.date },
      {
        ...{ kind: 'lines', name: 'outcome', label: 'What came of it', value: before?.outcome },
        hint: 'For example, no comment, full admission, or the account that was given.',
      },
      {
        ...{ kind: 'select', name: 'material', label: 'Record of the interview', value: before?.material ?? '' },
        hint: 'Add the document to the material first where it is not in the list.',
        options: [
          ['', 'Not on the file yet'] as const,
          ...record.material
            .filter(({ type, id }) => ['MG15', 'INTERVIEW-AUDIO', 'VRI'].includes(type) || id === before?.material)
            .map(({ id, title }) => [id, `${id} ${title}`] as const),
        ],
      },
    ],
  },
];

export function readInterview(values: FormValues): Result<Interview, 'not-valid' | 'something-missing'> {
  const date = readNeededDate(values, 'date', 'The day of the interview');
  if (!date.ok) return date;
  const outcome = textOf(values, 'outcome');
  if (outcome === '') return refuse('something-missing', 'Say what came of the interview', 'outcome');
  return accept({ date: date.value, outcome, ...given('material', maybe(values, 'material')) });
}
