import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Edits } from '../../test/support/edited.ts';
import { copyOf, edited } from '../../test/support/edited.ts';
import { CaseRecord } from '../domain/case-file/index.ts';
import { loadOffences } from '../standing-data/index.ts';
import { checkRecord } from './record-checks.ts';

const path = join(import.meta.dirname, '../../demo/cases/02-shop-theft-gap-complete/case.json');
const good: unknown = JSON.parse(await readFile(path, 'utf8'));
const check = (edits: Edits) => checkRecord(CaseRecord.parse(edited(good, edits)), loadOffences().lookup);

interface Wrong {
  readonly what: string;
  readonly edits: Edits;
  /** Path of the problem; the edited path when not given. */
  readonly path?: string;
  readonly message: string;
}

const codes: readonly Wrong[] = [
  {
    what: 'a code that is not in the list',
    edits: { 'offences[0].cjsCode': 'ZZ99999' },
    message: 'ZZ99999 is not in the national list of offences. Check the code',
  },
  {
    what: 'an attempt at what is not in the list',
    edits: { 'offences[0].cjsCode': 'ZZ99999A' },
    message: 'ZZ99999A is not in the national list of offences. Check the code',
  },
];

const dates: readonly Wrong[] = [
  {
    what: 'an offence that ends before it starts',
    edits: { 'offences[0].endDate': '2026-11-01' },
    message: '2026-11-01 is before startDate 2026-11-02',
  },
  {
    what: 'an offence after the export',
    edits: { 'offences[0].endDate': '2026-11-04', 'offences[0].startDate': '2026-11-04' },
    path: 'offences[0].startDate',
    message: '2026-11-04 is after the day of the export',
  },
  {
    what: 'someone born after the export',
    edits: { 'persons[1].dateOfBirth': '2026-12-05' },
    message: 'is after the day of the export',
  },
  {
    what: 'an offence period back to front',
    edits: { 'dates.offenceTo': '2026-11-01' },
    message: '2026-11-01 is before offenceFrom 2026-11-02',
  },
  {
    what: 'bail that ends before it starts',
    edits: { 'defendants[0].preChargeBail': { firstDay: '2026-11-03', endsOn: '2026-11-02' } },
    path: 'defendants[0].preChargeBail.endsOn',
    message: '2026-11-02 is before firstDay 2026-11-03',
  },
  {
    what: 'release before arrival',
    edits: { 'defendants[0].custody.releasedAt': '2026-11-02T14:00+00:00' },
    message: 'is before arrivedAt',
  },
];

const twice = (list: string, index: number, id: string): Wrong => ({
  what: `an id twice in ${list}`,
  edits: { [`${list}[+]`]: copyOf(`${list}[0]`) },
  path: `${list}[${index}].id`,
  message: `${id} is also the id of ${list}[0]`,
});

const ids: readonly Wrong[] = [
  twice('persons', 2, 'D1'),
  twice('offences', 1, 'F1'),
  twice('submissions', 1, 'S1'),
  twice('material', 13, 'M01'),
  twice('defendants', 1, 'D1'),
  {
    what: 'a defendant who is no person',
    edits: { 'defendants[0].personId': 'X9' },
    message: 'X9 is not in persons',
  },
  {
    what: 'an offence of nobody',
    edits: { 'offences[+]': copyOf('offences[0]', { id: 'F2', defendantId: 'D9' }) },
    path: 'offences[1].defendantId',
    message: 'D9 is not in defendants',
  },
  {
    what: 'a submission about nobody',
    edits: { 'submissions[0].defendantIds[1]': 'D2' },
    message: 'D2 is not in defendants',
  },
  {
    what: 'a submission about someone twice',
    edits: { 'submissions[0].defendantIds[1]': 'D1' },
    message: 'D1 is listed twice',
  },
  {
    what: 'a victim who is no person',
    edits: { 'victims[+]': { kind: 'person', personId: 'V7' } },
    path: 'victims[1].personId',
    message: 'V7 is not in persons',
  },
  {
    what: 'a contact who is no person',
    edits: { 'victims[0].contactPersonId': 'W7' },
    message: 'W7 is not in persons',
  },
  { what: 'a witness who is no person', edits: { 'witnesses[0].personId': 'W7' }, message: 'W7 is not in persons' },
  {
    what: 'a statement by no person',
    edits: { 'dates.statementsProvided[0].personId': 'W7' },
    message: 'W7 is not in persons',
  },
];

describe('a record that contradicts itself', () => {
  it.each([...codes, ...dates, ...ids])('is refused for $what', ({ edits, message, ...wrong }) => {
    const at = wrong.path ?? Object.keys(edits)[0];
    expect(check(edits).problems).toEqual([{ path: at, message }]);
  });

  it('is taken as it is when only something possible is odd', () => {
    expect(check({ 'persons[0].gender': 'female' })).toEqual({ problems: [], notices: [] });
  });

  it.each([
    {
      what: 'an offence on the day of the export',
      edits: { 'offences[0].endDate': '2026-11-03', 'offences[0].startDate': '2026-11-03' },
    },
    { what: 'a birth on the day of the offence', edits: { 'persons[1].dateOfBirth': '2026-11-02' } },
    { what: 'an officer as a witness', edits: { 'witnesses[+]': { personId: 'O1', kind: 'officer' } } },
    {
      what: 'one officer in two roles',
      edits: { 'officers[+]': copyOf('officers[0]', { role: 'disclosure_officer' }) },
    },
  ])('is not made of $what', ({ edits }) => {
    expect(check(edits)).toEqual({ problems: [], notices: [] });
  });

  it('is not made of several defendants, each with offences and a submission', () => {
    const second = {
      'persons[+]': copyOf('persons[0]', { id: 'D2' }),
      'defendants[+]': copyOf('defendants[0]', { id: 'D2', personId: 'D2' }),
      'offences[+]': copyOf('offences[0]', { id: 'F2', defendantId: 'D2' }),
      'submissions[+]': copyOf('submissions[0]', { id: 'S2', defendantIds: ['D1', 'D2'] }),
    };
    expect(check(second)).toEqual({ problems: [], notices: [] });
  });
});

describe('a slip', () => {
  it.each<{ what: string; edits: Edits; notice: string }>([
    {
      what: 'an arresting officer who is not listed',
      edits: { 'defendants[0].arrest.by': 'O9' },
      notice: 'defendants[0].arrest.by names officer O9, who is not in officers.',
    },
    {
      what: 'a certificate by nobody listed',
      edits: { 'submissions[0].request.supervisorCertificate.by': 'O9' },
      notice: 'submissions[0].request.supervisorCertificate.by names O9, which is not in officers.',
    },
    {
      what: 'a media list with an item that is not there',
      edits: { 'submissions[0].request.mediaList[0].material': 'M77' },
      notice: 'submissions[0].request.mediaList[0].material names M77, which is not in material.',
    },
    {
      what: 'an interview whose record is not there',
      edits: { 'defendants[0].interviews[0].material': 'M77' },
      notice: 'defendants[0].interviews[0].material names M77, which is not in material.',
    },
    {
      what: 'an officer id for two people',
      edits: { 'officers[+]': copyOf('officers[0]', { role: 'gatekeeper', collarNumber: '9999' }) },
      notice: 'officers[3].id O1 is also the id of officers[0], who has another collar number.',
    },
    {
      what: 'an officer listed twice over',
      edits: { 'officers[+]': copyOf('officers[0]') },
      notice: 'officers[3] lists O1 as officer_in_case twice.',
    },
    {
      what: 'a category unlike the list',
      edits: { 'offences[0].category': 'CS' },
      notice: 'offences[0].category is CS, but the national list has CE for TH68010.',
    },
    {
      what: 'an incitement that is listed only as the offence itself',
      edits: { 'offences[0].cjsCode': 'TH68010I' },
      notice: 'offences[0].cjsCode TH68010I is not listed itself; TH68010 is.',
    },
    {
      what: 'a URN of another force',
      edits: { 'force.code': '36' },
      notice: 'urn begins with force 35, but force.code is 36.',
    },
    { what: 'a URN of another unit', edits: { 'unit.code': 'NT' }, notice: 'urn has unit SP, but unit.code is NT.' },
    { what: 'a URN of a later year', edits: { urn: '35SP0927327' }, notice: 'urn has year 27, later than the export.' },
    {
      what: 'an age that the birth date contradicts',
      edits: { 'defendants[0].ageAtOffence': 17 },
      notice: 'defendants[0].ageAtOffence is 17, but the date of birth makes it 42.',
    },
    {
      what: 'a defendant born after the offence',
      edits: { 'persons[0].dateOfBirth': '2026-11-03' },
      notice: 'defendants[0] (D1) was born after the offence.',
    },
    {
      what: 'a defendant without an offence',
      edits: {
        'persons[+]': copyOf('persons[0]', { id: 'D2' }),
        'defendants[+]': copyOf('defendants[0]', { id: 'D2', personId: 'D2' }),
      },
      notice: 'defendants[1] (D2) has no offence.',
    },
    {
      what: 'one person as two defendants',
      edits: {
        'defendants[+]': copyOf('defendants[0]', { id: 'D2' }),
        'offences[+]': copyOf('offences[0]', { id: 'F2', defendantId: 'D2' }),
      },
      notice: 'defendants[1].personId is the same person as defendants[0].',
    },
    {
      what: 'an ASN with a wrong last letter',
      edits: { 'defendants[0].asn': '2635SP0100000000902J' },
      notice: 'defendants[0].asn ends in a letter that does not fit the rest of it.',
    },
    {
      what: 'a PNC ID with a wrong last letter',
      edits: { 'defendants[0].pncId': '2003/0088213E' },
      notice: 'defendants[0].pncId ends in a letter that does not fit the rest of it.',
    },
    {
      what: 'a request later than the export',
      edits: { 'submissions[0].requestedAt': '2026-11-03T10:31:00+01:00' },
      notice: 'submissions[0].requestedAt is after the export was made.',
    },
    {
      what: 'an offence that goes on after the export',
      edits: { 'offences[0].endDate': '2026-11-04' },
      notice: 'offences[0].endDate 2026-11-04 is after the day of the export.',
    },
    {
      what: 'material dated after the export',
      edits: { 'material[1].date': '2026-11-09' },
      notice: 'material[1].date 2026-11-09 is after the day of the export.',
    },
    {
      what: 'an exhibit reference used twice',
      edits: { 'material[8].exhibitRef': ' sb /1' },
      notice: 'material[8].exhibitRef is the same as that of material[6].',
    },
    {
      what: 'a schedule number used twice',
      edits: { 'material[8].unusedNumber': 4, 'material[10].unusedNumber': 4 },
      notice: 'material[10].unusedNumber is the same as that of material[8].',
    },
    {
      what: 'an item that is nowhere',
      edits: { 'material[0].file': null },
      notice: 'material[0] (M01) has neither a file nor a location.',
    },
    {
      what: 'an alternative to nothing',
      edits: { 'offences[0].alternativeTo': 'F9' },
      notice: 'offences[0].alternativeTo names F9, which is not in offences.',
    },
    {
      what: 'a subject who is nobody',
      edits: { 'material[2].subject': 'W9' },
      notice: 'material[2].subject names W9, who is not in persons.',
    },
    {
      what: 'a submission with the id of an earlier one',
      edits: { previousSubmissions: [{ id: 'S1', kind: 'EA', sentAt: '2026-11-02', outcome: 'advice' }] },
      notice: 'submissions[0].id S1 is also the id of a previous submission.',
    },
  ])('is told and does not stop the case: $what', ({ edits, notice }) => {
    expect(check(edits)).toEqual({ problems: [], notices: [notice] });
  });

  it('is not seen in the separate numbers of the sensitive schedule', () => {
    const edits = { 'material[8].unusedNumber': 4, 'material[10].unusedNumber': 4, 'material[10].status': 'sensitive' };
    expect(check(edits)).toEqual({ problems: [], notices: [] });
  });
});
