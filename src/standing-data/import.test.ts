import { describe, expect, it } from 'vitest';
import { dangerousChanges, keepRetired, lostRows } from './import-changes.ts';
import { sortCodeList, sortCourts, sortForces, sortOffences, sortPoliceUnits } from './import-package.ts';

const anOffence = (cjsCode: string, more: Record<string, unknown> = {}) => ({
  cjsCode,
  description: cjsCode,
  offenceTitle: 'Theft from a shop',
  offenceCategory: 'CE',
  homeOfficeClassification: '046/00',
  recordableOnPnc: true,
  notifiableToHo: true,
  ...more,
});
const aUnit = (level1: string, level2: string, level3: string, name: string, more: Record<string, unknown> = {}) => ({
  topLevelCode: level1,
  topLevelName: '',
  secondLevelCode: level2,
  secondLevelName: 'An area',
  thirdLevelCode: level3,
  thirdLevelName: name,
  bottomLevelCode: '00',
  bottomLevelName: '',
  thirdLevelPsaCode: '',
  ...more,
});

describe('sorting offences', () => {
  it.each([
    { row: anOffence('TH68010'), keeps: 'TH68010|Theft from a shop|CE|046/00|RN|' },
    {
      row: anOffence('RT88333', { offenceCategory: 'CM', homeOfficeClassification: '000/00', notifiableToHo: false }),
      keeps: 'RT88333|Theft from a shop|CM||R|',
    },
    { row: anOffence('COML025B', { recordableOnPnc: false }), keeps: 'COML025B|Theft from a shop|CE|046/00|N|' },
  ])('keeps $keeps', ({ row, keeps }) => {
    const { kept, left } = sortOffences([row]);
    expect(kept.map((each) => Object.values(each).join('|'))).toEqual([keeps]);
    expect(left).toEqual([]);
  });

  it.each([
    { row: anOffence('AH64A01'), reason: 'a local or old code', rejected: false },
    { row: anOffence('01CL85001'), reason: 'a local or old code', rejected: false },
    { row: anOffence('CB00001', { offenceCategory: 'CB' }), reason: 'category CB is not charged', rejected: false },
    { row: anOffence('TH68010', { offenceTitle: ' ' }), reason: 'no title', rejected: false },
    { row: anOffence('TH68010', { offenceTitle: 'x'.repeat(121) }), reason: /^offenceTitle: /, rejected: true },
    {
      row: anOffence('TH68010', { homeOfficeClassification: '46' }),
      reason: /^homeOfficeClassification: /,
      rejected: true,
    },
    { row: anOffence('TH68010', { recordableOnPnc: 'yes' }), reason: /^recordableOnPnc: /, rejected: true },
    { row: anOffence('TH68010', { startDate: '2020-01-01' }), reason: /startDate/, rejected: true },
    { row: 'TH68010', reason: /object/, rejected: true },
  ])('leaves $row.cjsCode: $reason', ({ row, reason, rejected }) => {
    const { kept, left } = sortOffences([row]);
    expect(kept).toEqual([]);
    expect(left).toHaveLength(1);
    expect(left[0]?.reason).toMatch(reason);
    expect(left[0]?.rejected).toBe(rejected);
  });

  it('accounts for every row, keeps a code once, and puts them in order', () => {
    const sorted = sortOffences([
      anOffence('TH68010A'),
      anOffence('CJ88116'),
      anOffence('TH68010'),
      anOffence('CJ88116'),
      1,
    ]);
    expect(sorted.kept.map(({ code }) => code)).toEqual(['CJ88116', 'TH68010', 'TH68010A']);
    expect(sorted.left.map(({ reason }) => reason)).toEqual(['listed twice', expect.stringContaining('object')]);
    expect(sorted.kept.length + sorted.left.length).toBe(sorted.read);
  });
});

describe('sorting organisation units', () => {
  it.each([
    { unit: aUnit('B', '35', 'CZ', 'Cambridge'), kind: 'magistrates', premises: 'court' },
    { unit: aUnit('C', '35', 'CM', 'Cambridge'), kind: 'crown', premises: 'court' },
    { unit: aUnit('B', '35', '00', ''), kind: 'magistrates', premises: 'area' },
    {
      unit: aUnit('B', '36', 'UJ', "King's Lynn (County Court, King Street)"),
      kind: 'magistrates',
      premises: 'borrowed',
    },
    { unit: aUnit('C', '05', 'HL', 'Hilton Liverpool City Centre'), kind: 'crown', premises: 'borrowed' },
    { unit: aUnit('B', '04', 'BQ', "Blackpool Magistrates' and Civil Court"), kind: 'magistrates', premises: 'court' },
  ])('$unit.thirdLevelName is $kind, $premises', ({ unit, kind, premises }) => {
    expect(sortCourts([unit]).kept).toMatchObject([{ kind, premises }]);
    expect(sortPoliceUnits([unit]).kept).toEqual([]);
  });

  it('takes the code of a police unit and not its name, which may be that of a person', () => {
    const unit = aUnit('', '35', 'CJ', 'Care of Someone Invented');
    expect(sortPoliceUnits([unit, { ...unit, bottomLevelCode: '01' }]).kept).toEqual([{ force: '35', unit: 'CJ' }]);
    expect(sortCourts([unit]).kept).toEqual([]);
  });

  it('leaves the defaults for the whole country and service centres', () => {
    const { kept, left } = sortCourts([
      aUnit('B', '00', '00', ''),
      aUnit('B', '21', 'BH', 'A place', { topLevelName: 'CTSC' }),
    ]);
    expect(kept).toEqual([]);
    expect(left.map(({ reason }) => reason)).toEqual([
      'a default for the whole country',
      'a service centre, not a court',
    ]);
  });
});

describe('sorting small lists', () => {
  it('keeps the forces on the allow-list', () => {
    const rows = [
      { code: '35', name: 'Cambridgeshire' },
      { code: '74', name: 'Elsewhere' },
      { code: 'B01DU', name: 'Odd' },
    ];
    expect(sortForces(rows).kept.map(({ code }) => code)).toEqual(['35']);
  });

  it('makes one row of a code listed for several exchange forms, and leaves one without a code', () => {
    const { kept, left } = sortCodeList([
      { cjsCode: 'G', description: 'Guilty ', pncCode: 'GUILTY', spiCode: '1' },
      { cjsCode: 'G', description: 'Guilty', pncCode: 'GUILTY', spiCode: '6' },
      { cjsCode: '', description: 'Caution', pncCode: '', spiCode: 'C' },
    ]);
    expect(kept).toEqual([{ code: 'G', label: 'Guilty', spi: ['1', '6'], pnc: 'GUILTY' }]);
    expect(left.map(({ reason }) => reason)).toEqual(['listed twice', 'no code']);
  });
});

const live = (...codes: readonly string[]) => codes.map((code) => ({ code, category: 'CE', retired: '' }));
const many = (count: number) => live(...Array.from({ length: count }, (_, index) => `AA${10000 + index}`));
const categoryOf = (row: { category: string }) => row.category;

describe('bringing in a new version', () => {
  it('keeps a code that has gone, marked with the version, and marks it once', () => {
    const first = keepRetired(live('AA1', 'AA2'), live('AA2', 'AA3'), '2.1');
    expect(first.map(({ code, retired }) => code + retired)).toEqual(['AA12.1', 'AA2', 'AA3']);
    expect(keepRetired(first, live('AA3'), '2.2').map(({ code, retired }) => code + retired)).toEqual([
      'AA12.1',
      'AA22.2',
      'AA3',
    ]);
  });

  it('makes a code that comes back live again', () => {
    expect(keepRetired([{ code: 'AA1', retired: '2.1' }], [{ code: 'AA1', retired: '' }], '2.2')).toEqual([
      { code: 'AA1', retired: '' },
    ]);
  });

  it.each([
    { from: 100, to: 100, stops: false },
    { from: 100, to: 102, stops: false },
    { from: 100, to: 98, stops: false },
    { from: 100, to: 103, stops: true },
    { from: 100, to: 97, stops: true },
    { from: 0, to: 97, stops: false },
  ])('from $from rows to $to stops: $stops', ({ from, to, stops }) => {
    expect(dangerousChanges('table', many(from), many(to)).length > 0).toBe(stops);
  });

  it('does not count retired codes as rows that were there', () => {
    const committed = [...many(100), { code: 'ZZ1', category: 'CE', retired: '2.0' }];
    expect(dangerousChanges('table', committed, many(102))).toEqual([]);
  });

  it('stops for a known code in another category, a retired one that comes back included, and not for a new code', () => {
    const committed = [...many(100), { code: 'ZZ1', category: 'CS', retired: '2.0' }];
    const incoming = [
      ...many(100),
      { code: 'ZZ1', category: 'CE', retired: '' },
      { code: 'ZZ2', category: 'CI', retired: '' },
    ];
    expect(dangerousChanges('offences', committed, incoming, categoryOf)).toEqual([
      'offences: ZZ1 was CS and would be CE',
    ]);
  });

  it.each([
    {
      row: anOffence('TH68010', { offenceCategory: 'CB' }),
      stops: true,
      why: 'a known code moves to a category not charged',
    },
    { row: anOffence('TH68010', { offenceTitle: '' }), stops: true, why: 'a known code loses its title' },
    { row: anOffence('TH68010', { offenceTitle: 5 }), stops: true, why: 'a known code has a damaged row' },
    { row: anOffence('TH68011', { offenceTitle: 5 }), stops: true, why: 'a new code has a damaged row' },
    { row: anOffence('TH68011', { offenceCategory: 'CB' }), stops: false, why: 'a new code is not charged' },
    { row: anOffence('TH68012', { offenceCategory: 'CB' }), stops: false, why: 'a code retired before is not charged' },
    { row: anOffence('TH68010'), stops: false, why: 'all is well' },
  ])('stops $stops when $why', ({ row, stops }) => {
    const committed = [...live('TH68010'), { code: 'TH68012', category: 'CE', retired: '2.0' }];
    const { left, kept } = sortOffences([row]);
    expect(lostRows('offences', committed, left, kept).length > 0).toBe(stops);
  });
});
