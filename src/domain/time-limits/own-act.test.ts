import { describe, expect, it } from 'vitest';
import { loadOffences } from '../../standing-data/index.ts';
import { civilDate } from '../kernel/civil-date.ts';
import { englandAndWales } from '../kernel/working-days.ts';
import { calculateLimit, limitOfCode } from './index.ts';
import { familyOfCode, familyOfWords, moreParticular, offenceFamilies, regimeOfFamily } from './regimes/families.ts';

const worked = (inputs: Record<string, unknown>) => {
  const answer = calculateLimit({ id: 'X', inputs }, englandAndWales);
  if (!answer.ok) throw new Error(answer.refusal.detail);
  return answer.value;
};
const eitherWay = { mode: 'either-way' };
const entryOf = (code: string) => {
  const entry = loadOffences().lookup(code);
  if (entry === undefined) throw new Error(`not in the national list: ${code}`);
  return entry;
};
const today = civilDate('2026-11-30');

describe('an offence that its own Act limits although it can be tried on indictment', () => {
  const codes = [
    ...['DM24006', 'DM24007', 'DM24008', 'DM24009', 'DM24010', 'DM24011', 'DM24012', 'DM24013', 'DM24014', 'DM24015'],
    ...['DM24016', 'OP59003', 'OP59003A', 'OP59004', 'VR84001', 'VR84002', 'VR84003', 'TT68001', 'MG49002', 'PJ11020'],
  ];

  it.each(codes)('%s is never said to have no limit', (code) => {
    const entry = entryOf(code);
    expect(limitOfCode(entry, today).kind).not.toBe('none');
    const { lastDay } = worked({ cjsCode: code, mode: entry.mode.value, offenceDate: '2025-06-10' });
    expect(lastDay).toMatch(/^202[678]-/);
  });

  it.each(['SX56087', 'SX56113', 'SX56024'])('%s has the twelve months of gross indecency between men', (code) => {
    expect(limitOfCode(entryOf(code), civilDate('1999-06-10')).provision).toBe('Sexual Offences Act 1967 s7');
  });

  it('the other offences of the same Act are not drawn in', () => {
    expect(familyOfCode('DM24001')).toBeUndefined();
    expect(worked({ cjsCode: 'DM24001', ...eitherWay, offenceDate: '2025-06-10' }).lastDay).toBeNull();
  });

  it('a summary video offence keeps the six months, and is told what its Act says', () => {
    const limit = limitOfCode(entryOf('VR84004'), today);
    expect([limit.provision, limit.note]).toEqual([
      expect.stringContaining('s127(1)'),
      expect.stringMatching(/Section 15/),
    ]);
  });
});

describe('an offence known by its name', () => {
  it.each([
    { name: 'Harassment - breach of a restraining order on conviction', kind: 'none' },
    { name: 'Breach of stalking protection order', kind: 'none' },
    { name: 'Pursue course of conduct amounting to harassment', kind: 'six' },
    // Words stand at the beginning of a word: no fare was dodged, and nobody voted as somebody else.
    { name: 'Fail to ensure the welfare of animals', kind: undefined },
    { name: 'Impersonation of a constable', kind: undefined },
  ])('$name', ({ name, kind }) => {
    const family = familyOfWords(name);
    const regime = family === undefined ? undefined : regimeOfFamily(family, today);
    expect(regime).toBe(kind === undefined ? undefined : kind === 'none' ? 'no-limit' : 'mca1980-s127');
  });

  it.each(['PH97003', 'SE20002', 'ST19001', 'FL96001'])('%s has no limit', (code) => {
    expect(worked({ cjsCode: code, mode: entryOf(code).mode.value, offenceDate: '2026-06-10' }).lastDay).toBeNull();
  });
});

describe('no limit for an offence on no row', () => {
  it('says that its own Act was not read, and is not called confirmed', () => {
    const { lastDay, explanation, confidence } = worked({
      ...eitherWay,
      cjsCode: 'TH68001',
      offenceDate: '2025-06-10',
    });
    expect(lastDay).toBeNull();
    expect(explanation.join(' ')).toMatch(/own Act was not read/);
    expect(confidence).toBe('partly confirmed');
    const code = limitOfCode(entryOf('TH68001'), today);
    expect([code.kind, code.confidence]).toEqual(['none', 'partly confirmed']);
    expect(code.note).toMatch(/own Act was not read/);
  });

  it('is not said of one that a row says has none', () => {
    const { lastDay, explanation } = worked({ ...eitherWay, cjsCode: 'TH68010', offenceDate: '2025-06-10' });
    expect(lastDay).toBeNull();
    expect(explanation.join(' ')).not.toMatch(/own Act/);
  });
});

describe('offences against children that sound like one that has long expired', () => {
  it.each([
    'Gross indecency with a girl under sixteen years of age',
    'Incite a boy under sixteen years of age to commit an act of gross indecency',
    'Unlawful sexual intercourse with a girl under 13 years of age',
    'Gross indecency with a boy under the age of fourteen years of age',
  ])('%s: not the twelve months', (offence) => {
    const { lastDay, appliedRegime } = worked({ offence, ...eitherWay, offenceDate: '1999-06-10' });
    expect([appliedRegime, lastDay]).toEqual(['no-limit', null]);
  });

  it('the offences that have the twelve months are still known by their words', () => {
    expect(familyOfWords('Gross indecency between men in public place')?.row).toBe(44);
    expect(familyOfWords('GROSS INDECENCY (BY MALE 21 OR OVER WITH MALE UNDER 21)')?.row).toBe(44);
    expect(familyOfWords('Unlawful sexual intercourse - with girl under 16 years')?.row).toBe(43);
  });
});

describe('which row is used where two fit', () => {
  it.each(moreParticular)('row %i is looked at before row %i', (used, instead) => {
    const places = (row: number) => offenceFamilies.flatMap((family, index) => (family.row === row ? [index] : []));
    expect(Math.max(...places(used))).toBeLessThan(Math.min(...places(instead)));
  });

  it.each([
    { name: 'Racially / religiously aggravated harassment / alarm / distress by words', regime: 'mca1980-s127' },
    { name: 'Racially / religiously aggravated harassment without violence', regime: 'no-limit' },
    { name: 'Racially aggravated fear of violence - words', regime: 'no-limit' },
    { name: 'Harassment without violence', regime: 'mca1980-s127' },
    { name: 'Threatening to share intimate image', regime: 'no-limit' },
  ])('$name: $regime', ({ name, regime }) => {
    const family = familyOfWords(name);
    expect(family === undefined ? undefined : regimeOfFamily(family, today)).toBe(regime);
  });
});

describe('rows that reached further than their Act', () => {
  const offencePeriod = { from: '2025-01-10', to: '2025-03-20' };
  it('obstructing an officer under the Housing Act is no continuing offence', () => {
    expect(familyOfCode('HO04011')).toBeUndefined();
    expect(familyOfCode('HO04003')?.runsFrom).toBe('last-act');
    expect(worked({ cjsCode: 'HO04003', mode: 'summary-only', offencePeriod }).lastDay).toBe('2025-09-20');
  });

  it('felling a protected tree is not the summary offence that section 210(4A) reaches', () => {
    expect(familyOfCode('TC90034')).toBeUndefined();
    expect(familyOfCode('TC90014')?.row).toBe(37);
  });

  it('not telling of a new owner of a site has the limit of Part II', () => {
    expect(limitOfCode(entryOf('WC81278'), today).provision).toBe('Wildlife and Countryside Act 1981 s51A');
  });
});

describe('a limit whose deciding word was not seen', () => {
  it.each([
    { regime: 'ga2005-s347', inputs: { offenceDate: '2025-03-10' }, lastDay: '2026-03-10', safeDay: '2026-03-09' },
    {
      regime: 'wca1981-s51A',
      inputs: { offenceDate: '2023-03-10', knowledgeDate: '2025-01-10' },
      lastDay: '2025-03-10',
      safeDay: '2025-03-09',
    },
  ])('$regime: the day before is the safe one', ({ regime, inputs, lastDay, safeDay }) => {
    const answer = calculateLimit({ id: 'X', regime, inputs: { mode: 'summary-only', ...inputs } }, englandAndWales);
    expect(answer).toMatchObject({ ok: true, value: { lastDay, safeDay } });
  });
});

it('failing to surrender keeps the six months and warns before it is treated as out of time', () => {
  const limit = limitOfCode(entryOf('BA76001'), today);
  expect(limit.provision).toContain('s127(1)');
  expect(limit.note).toMatch(/section 6\(10\)-\(14\)/);
});
