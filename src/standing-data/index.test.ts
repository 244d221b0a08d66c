import { describe, expect, it } from 'vitest';
import { civilDate } from '../domain/kernel/civil-date.ts';
import { baseOffenceCode, offenceCodeKind } from '../domain/kernel/offence-code.ts';
import { offenceSearchTerms } from '../domain/kernel/offence-search.ts';
import {
  codeListsOf,
  codeListsText,
  courtRows,
  courtsText,
  digestOf,
  fileNames,
  offenceRows,
  offencesText,
  policeUnitsOf,
  policeUnitsText,
  readCommitted,
} from './files.ts';
import {
  areaMembership,
  areaMemberships,
  courtsToOffer,
  cpsAreas,
  forceByCode,
  forces,
  isKnownForce,
  isKnownPoliceUnit,
  loadCodeLists,
  loadCourts,
  loadOffences,
  reviewedModes,
  standingDataProvenance,
} from './index.ts';

const offences = loadOffences();
const textOf = (name: Parameters<typeof readCommitted>[0]): string => readCommitted(name) ?? '';
const withoutComments = (text: string): string => text.replace(/^#.*\n/gm, '');
const count = <T>(rows: readonly T[], keep: (row: T) => boolean): number => rows.filter(keep).length;

describe('committed files', () => {
  it('are as the import step wrote them', () => {
    expect(Object.fromEntries(fileNames.map((name) => [name, digestOf(textOf(name))]))).toEqual(
      standingDataProvenance().files,
    );
  });

  it('hold rows that all fit their schema and are written back without a change', () => {
    expect(offencesText(offenceRows(textOf('offences.tsv')), [])).toBe(withoutComments(textOf('offences.tsv')));
    expect(courtsText(courtRows(textOf('courts.tsv')), [])).toBe(withoutComments(textOf('courts.tsv')));
    expect(policeUnitsText(policeUnitsOf(textOf('police-units.tsv')), [])).toBe(
      withoutComments(textOf('police-units.tsv')),
    );
    expect(codeListsText(codeListsOf(textOf('code-lists.json')))).toBe(textOf('code-lists.json'));
  });

  it('account for every row of the source', () => {
    for (const { read, kept, setAside, rejected } of Object.values(standingDataProvenance().tables)) {
      expect(Object.values(setAside).reduce((sum, each) => sum + each, kept + rejected)).toBe(read);
    }
  });

  it('say where they come from and under what licence', () => {
    expect(standingDataProvenance()).toMatchObject({
      package: '@moj-bichard7-developers/bichard7-next-data',
      version: offences.version,
    });
    expect(standingDataProvenance().licence).toContain('Crown copyright 2022 (Ministry of Justice)');
  });
});

// Counted on version 2.0.414 for the standing data sheet, before this code was written.
describe('the offence list of version 2.0.414', () => {
  const entries = offences.entries();
  const live = entries.filter(({ retired }) => retired === undefined);

  it.each([
    { legacy: false, category: 'CE', rows: 6906 },
    { legacy: false, category: 'CS', rows: 8230 },
    { legacy: false, category: 'CM', rows: 1487 },
    { legacy: false, category: 'CI', rows: 1043 },
    { legacy: true, category: 'CE', rows: 6247 },
    { legacy: true, category: 'CS', rows: 670 },
    { legacy: true, category: 'CM', rows: 27 },
    { legacy: true, category: 'CI', rows: 2 },
  ])('has $rows codes of category $category, all capitals $legacy', ({ legacy, category, rows }) => {
    expect(count(live, (each) => each.legacy === legacy && each.category === category)).toBe(rows);
  });

  it('has 24,612 codes, each national and each once, in order', () => {
    const codes = entries.map(({ code }) => code);
    expect(live).toHaveLength(24_612);
    expect(codes.filter((code) => offenceCodeKind(code) !== 'national')).toEqual([]);
    expect(codes).toEqual([...new Set(codes)].sort());
  });

  it('has 5,510 maintained either way codes with a Home Office class, 225 of them of summary or motoring classes', () => {
    const classed = live.filter((each) => !each.legacy && each.category === 'CE' && each.homeOfficeClass !== undefined);
    expect(classed).toHaveLength(5_510);
    expect(count(classed, (each) => /^[18]/.test(each.homeOfficeClass ?? ''))).toBe(225);
  });

  it('is found code by code as in the whole list, and not for a code that is not there', () => {
    for (const entry of entries) expect(offences.lookup(entry.code)).toBe(entry);
    for (const code of ['', 'ZZ99999', 'AA00000', 'CJ8811', 'CJ88116\t', 'cj88116', '01CL85001']) {
      expect(offences.lookup(code)).toBeUndefined();
    }
  });

  it('reads titles with characters beyond ASCII whole', () => {
    expect(offences.lookup('AW06040')?.title).toBe(
      'Breach of disqualification – s.1 Protection of Animals (Amendment) Act 1954',
    );
    expect(entries.filter(({ title }) => /[\u0080-\u00a2\u00a4-\u00af\u00b1-\u00ff]/.test(title))).toEqual([]);
  });
});

describe('mode of trial', () => {
  it.each([
    { code: 'CJ88001', mode: 'summary-only', confirmed: true, why: 'common assault' },
    { code: 'CJ88116', mode: 'summary-only', confirmed: true, why: 'assault by beating' },
    { code: 'TH68010', mode: 'either-way', confirmed: true, why: 'theft from a shop, at any value' },
    {
      code: 'CD71039',
      mode: 'either-way',
      confirmed: true,
      why: 'low-value criminal damage, class of summary offences',
    },
    { code: 'CD71040', mode: 'either-way', confirmed: true, why: 'criminal damage of unknown value' },
    { code: 'CA03005', mode: 'summary-only', confirmed: true, why: 'public communications network' },
    { code: 'OS23001', mode: 'summary-only', confirmed: true, why: 'false communication' },
    { code: 'SX03249', mode: 'summary-only', confirmed: false, why: 'intimate image, may have changed' },
    { code: 'SX03253', mode: 'summary-only', confirmed: false, why: 'purported intimate image, start to confirm' },
    { code: 'RT88333', mode: 'summary-only', confirmed: true, why: 'driving while disqualified' },
    { code: 'TH68050', mode: 'summary-only', confirmed: true, why: 'taking a motor vehicle' },
    { code: 'TH68056', mode: 'summary-only', confirmed: true, why: 'taking a pedal cycle' },
    { code: 'AW06001', mode: 'summary-only', confirmed: false, why: 'animal suffering, either way from 29 June 2021' },
    { code: 'AW06041', mode: 'either-way', confirmed: true, why: 'its later code' },
    { code: 'RT88026', mode: 'either-way', confirmed: true, why: 'dangerous driving, class of motoring offences' },
    { code: 'RT88230', mode: 'either-way', confirmed: false, why: 'forged certificate, class of motoring offences' },
    { code: 'RT88204', mode: 'summary-only', confirmed: true, why: 'legacy, listed as either way, reviewed' },
    { code: 'AW06036', mode: 'either-way', confirmed: false, why: 'legacy, listed as either way' },
    {
      code: 'CJ91015',
      mode: 'indictable-only',
      confirmed: false,
      why: 'listed as indictable, class of summary offences',
    },
    { code: 'CE79395C', mode: 'indictable-only', confirmed: false, why: 'qualified code without a base' },
    { code: 'MD71170C', mode: 'indictable-only', confirmed: true, why: 'conspiracy' },
    { code: 'SX03002', mode: 'indictable-only', confirmed: true, why: 'rape' },
  ])('$code is $mode, confirmed $confirmed: $why', ({ code, mode, confirmed }) => {
    expect(offences.lookup(code)?.mode).toMatchObject({ value: mode, confirmed });
  });

  it('is never confirmed as anything but summary only by a legacy title, no class or a summary class, unless reviewed', () => {
    const reviewed = new Set(reviewedModes.flatMap(({ codes }) => codes));
    const hidden = offences
      .entries()
      .filter(
        ({ code, mode, legacy, homeOfficeClass }) =>
          mode.confirmed &&
          mode.value !== 'summary-only' &&
          !reviewed.has(code) &&
          !(code.endsWith('C') && offences.lookup(baseOffenceCode(code)) !== undefined) &&
          (legacy || !(homeOfficeClass ?? '').startsWith('0')),
      );
    expect(hidden).toEqual([]);
  });

  it('has been reviewed only for codes on file, each once, with a source', () => {
    const codes = reviewedModes.flatMap((each) => each.codes);
    expect(codes.filter((code) => offences.lookup(code) === undefined)).toEqual([]);
    expect(new Set(codes).size).toBe(codes.length);
    expect(reviewedModes.filter(({ source, because }) => source === '' || because === '')).toEqual([]);
  });
});

describe('offence picker on the whole list', () => {
  it.each([
    { query: 'theft from a shop', first: 'TH68010' },
    { query: 'shoplifting', first: 'TH68010' },
    { query: 'common assault', first: 'CJ88001' },
    { query: 'assault beating', first: 'CJ88116' },
    { query: 'disqualified drive whilst', first: 'RT88333' },
    { query: 'rt88204', first: 'RT88204' },
  ])('$query offers $first first', ({ query, first }) => expect(offences.search(query).found[0]?.code).toBe(first));

  it('keeps older codes back until asked', () => {
    const query = 'failing to produce insurance';
    expect(offences.search(query).found.map(({ code }) => code)).not.toContain('RT88204');
    expect(offences.search(query).olderLeftOut).toBeGreaterThan(0);
    expect(offences.search(query, { includeOlder: true }).found.map(({ code }) => code)).toContain('RT88204');
  });

  it.each(Object.keys(offenceSearchTerms))('knows what %s means', (term) =>
    expect(offences.search(term).total).toBeGreaterThan(0),
  );
});

describe('forces and Areas', () => {
  it('knows 43 territorial forces by 44 codes', () => {
    const territorial = forces.filter(({ kind }) => kind === 'territorial');
    expect(territorial).toHaveLength(44);
    expect(new Set(territorial.map(({ name }) => name)).size).toBe(43);
    expect(new Set(forces.map(({ code }) => code)).size).toBe(forces.length);
  });

  it('does not know Scottish, reserved or odd codes', () => {
    expect(['74', '86', '67', 'B01DU', ''].filter(isKnownForce)).toEqual([]);
    expect(forceByCode('48')).toMatchObject({ name: 'City of London', area: '01' });
  });

  it('gives every territorial force an Area, of 14, and London two', () => {
    const on = civilDate('2026-11-24');
    const areas = new Set<string>();
    for (const { code, kind } of forces) {
      const membership = areaMembership(code, on);
      expect(membership === undefined, code).toBe(kind === 'other');
      expect(membership?.areas.length ?? 0).toBe(kind === 'other' ? 0 : ['01', '02', '48'].includes(code) ? 2 : 1);
      for (const area of membership?.areas ?? []) areas.add(area);
    }
    expect([...areas].sort()).toEqual(
      cpsAreas
        .filter(({ kind }) => kind === 'geographical')
        .map(({ id }) => id)
        .sort(),
    );
    expect(areas.size).toBe(14);
    expect(areaMemberships).toHaveLength(44);
  });

  it('answers for a date, from the first day of a row', () => {
    expect(areaMembership('35', civilDate('2020-01-01'))?.areas).toEqual(['east-of-england']);
    expect(areaMembership('35', civilDate('2019-12-31'))).toBeUndefined();
  });
});

describe('courts, units and code lists', () => {
  it('has 118 Crown and 278 magistrates rows that are not area defaults', () => {
    const places = loadCourts().filter(({ premises }) => premises !== 'area');
    expect(count(places, ({ kind }) => kind === 'crown')).toBe(118);
    expect(count(places, ({ kind }) => kind === 'magistrates')).toBe(278);
  });

  it('offers the courthouses of an area and not borrowed premises', () => {
    expect(courtsToOffer('magistrates', '35').map(({ code, name }) => `${code} ${name}`)).toEqual([
      'B35CZ00 Cambridge',
      'B35HF00 Huntingdon',
      'B35KE00 Peterborough',
    ]);
    expect(courtsToOffer('crown', '35').map(({ name }) => name)).toEqual(['Cambridge', 'Peterborough']);
  });

  it('knows police units by code', () => {
    expect([isKnownPoliceUnit('35', 'CJ'), isKnownPoliceUnit('35', '!!'), isKnownPoliceUnit('XX', 'CJ')]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it.each([
    { list: 'remand-status', codes: 'CB LA NA PB PR SA UB' },
    { list: 'offence-initiation', codes: 'C R S' },
    { list: 'gender', codes: '0 1 2 9' },
    { list: 'actual-offence-date', codes: '1 2 3 4 5 6' },
    { list: 'plea-status', codes: 'ADM CON DEN G NG NONE OPP' },
    { list: 'verdict', codes: 'G NA NC NG' },
  ] as const)('has the codes $codes of $list', ({ list, codes }) => {
    expect(
      loadCodeLists()
        [list].map(({ code }) => code)
        .join(' '),
    ).toBe(codes);
  });
});
