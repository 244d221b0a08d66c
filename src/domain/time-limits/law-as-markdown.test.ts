import { describe, expect, it } from 'vitest';
import { civilDate } from '../kernel/civil-date.ts';
import { anchor } from './law/parts.ts';
import { lawAsMarkdown } from './law-as-markdown.ts';
import type { Combine } from './regime.ts';
import { notCalculated } from './regimes/after-charge.ts';
import { pointsBySection } from './regimes/points.ts';
import { bailVersions } from './regimes/pre-charge-bail.ts';
import { serviceLevels } from './regimes/service-levels.ts';
import { familyOfCode, familyOfWords, offenceFamilies, regimeOfFamily } from './regimes/families.ts';
import { prosecutionRegime, prosecutionRegimes } from './regimes/prosecution.ts';
import { sources } from './sources.ts';

const limbsNamed = (combine: Combine): string[] => {
  if (typeof combine === 'string') return [combine];
  return ('earlier' in combine ? combine.earlier : combine.later).flatMap(limbsNamed);
};

describe('the rules on file', () => {
  it('use each id once', () => {
    const ids = prosecutionRegimes.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it.each(prosecutionRegimes)(
    '$id: every limb is used, every limb used is there, versions are in order and sourced',
    ({ versions }) => {
      for (const version of versions) {
        expect(
          limbsNamed(version.combine)
            .toSorted()
            .filter((name, index, all) => all.indexOf(name) === index),
        ).toEqual(version.limbs.map(({ name }) => name).toSorted());
        expect(version.source.every((key) => key in sources)).toBe(true);
        expect(
          version.confidence === 'confirmed' && version.source.includes('S0'),
          'what rests on general knowledge is not confirmed',
        ).toBe(false);
      }
    },
  );

  it('lead every family to a limit that is on file', () => {
    const lost = offenceFamilies
      .flatMap(({ leadsTo }) => leadsTo)
      .filter(({ regime }) => prosecutionRegime(regime) === undefined);
    expect(lost).toEqual([]);
  });

  it('put each code in one family', () => {
    const codes = offenceFamilies.flatMap((family) => family.codes);
    expect(codes.filter((code, index) => codes.indexOf(code) !== index)).toEqual([]);
  });

  it('cover rows 2 to 48 of the law sheet, row 1 being the rest', () => {
    const rows = new Set(offenceFamilies.map(({ row }) => row));
    expect(Array.from({ length: 47 }, (_, index) => index + 2).filter((row) => !rows.has(row))).toEqual([]);
  });
});

describe('which limit an offence has', () => {
  it.each([
    { code: 'CJ88116', day: '2026-05-30', regime: 'cja1988-s39A' },
    { code: 'CJ88116A', day: '2026-05-30', regime: 'cja1988-s39A' },
    { code: 'TH68010', day: '2026-05-30', regime: 'no-limit' },
    { code: 'MT88005', day: '2015-04-12', regime: 'mca1980-s127' },
    { code: 'MT88005', day: '2015-04-13', regime: 'no-limit' },
    { code: 'AW06001', day: '2021-06-28', regime: 'awa2006-s31' },
    { code: 'AW06001', day: '2021-06-29', regime: 'no-limit' },
    { code: 'TH68050', day: '2026-05-30', regime: 'theft1968-s12' },
    { code: 'TH68056', day: '2026-05-30', regime: 'mca1980-s127' },
    { code: 'VE94014', day: '2026-05-30', regime: 'vera1994-s47' },
    { code: 'FI68094', day: '2026-05-30', regime: 'mca1980-s127' },
    { code: 'FI68013', day: '2026-05-30', regime: 'firearms1968-s51' },
    { code: 'ZZ99999', day: '2026-05-30', regime: undefined },
  ])('$code on $day: $regime', ({ code, day, regime }) => {
    const family = familyOfCode(code);
    expect(family === undefined ? undefined : regimeOfFamily(family, civilDate(day))).toBe(regime);
  });

  it('a conspiracy is not a qualified form of the summary offence', () => {
    expect(familyOfCode('TH68050C')).toBeUndefined();
  });

  it.each([
    { name: 'Assault by beating of an emergency worker', row: 3 },
    { name: 'Aggravated vehicle-taking', row: 18 },
    { name: 'Racially aggravated intentional harassment', row: 40 },
    { name: 'Harassment without violence', row: 39 },
    { name: 'Possess air weapon in a public place', row: 27 },
  ])('$name is known by its words as row $row', ({ name, row }) => {
    expect(familyOfWords(name)?.row).toBe(row);
  });
});

describe('the law as a page', () => {
  const page = lawAsMarkdown();

  it('holds every limit, every source and every mark of confidence', () => {
    expect(prosecutionRegimes.filter(({ id }) => !page.includes(`\`${id}\``))).toEqual([]);
    expect(Object.entries(sources).filter(([key, source]) => key !== 'S0' && !page.includes(source))).toEqual([]);
    expect(page).toContain('no stored copy confirmed it');
    expect(['confirmed', 'partly confirmed', 'general knowledge'].every((mark) => page.includes(mark))).toBe(true);
  });

  it('has every row of the sheet, every point, and every kind of case with its days', () => {
    const missing = Object.values(pointsBySection)
      .flat()
      .filter(({ topic, says }) => !page.includes(`| ${topic} `) || !page.includes(says));
    expect(missing).toEqual([]);
    expect(offenceFamilies.filter(({ title }) => !page.includes(title))).toEqual([]);
    expect([...serviceLevels, ...notCalculated].filter(({ title }) => !page.includes(title))).toEqual([]);
    expect(bailVersions.flatMap(({ steps }) => steps).filter(({ authority }) => !page.includes(authority))).toEqual([]);
  });

  it('numbers its sections in order, each once', () => {
    const numbers = [...page.matchAll(/^## (\d+)\. /gm)].map(([, number]) => Number(number));
    expect(numbers).toEqual(Array.from({ length: 14 }, (_, index) => index + 1));
  });

  it('leads from its contents to each section', () => {
    const to = [...page.matchAll(/^\d+\. \[[^\]]+\]\(#([^)]+)\)$/gm)].map(([, fragment]) => fragment);
    const heads = [...page.matchAll(/^## (.+)$/gm)].map(([, head = '']) =>
      head
        .toLowerCase()
        .replaceAll(/[^\w -]/g, '')
        .replaceAll(' ', '-'),
    );
    expect(to).toEqual(heads);
  });

  it('every link in it leads to a heading', () => {
    const heads = new Set([...page.matchAll(/^#{2,4} (.+)$/gm)].map(([, head = '']) => anchor(head)));
    const to = [...page.matchAll(/\]\(#([^)]+)\)/g)].map(([, fragment = '']) => fragment);
    expect(to.length).toBeGreaterThan(60);
    expect(to.filter((fragment) => !heads.has(fragment))).toEqual([]);
  });

  it('prints the words by which an offence is known, and the Act that makes it', () => {
    expect(offenceFamilies.filter(({ under }) => !page.includes(under))).toEqual([]);
    const words = offenceFamilies.flatMap((family) => family.words.map((each) => each.trim().replace("'", '’')));
    expect(words.filter((each) => !page.includes(`“${each}”`))).toEqual([]);
  });

  it('tells a certificate of a row only where there is a day to certify', () => {
    const [, customs = ''] = page.split('#### Customs and excise offences');
    const [section = ''] = customs.split('####');
    expect(section.match(/Certificate\*: (\w+)/g)).toEqual(['Certificate*: decides', 'Certificate*: none']);
  });

  it('says from which day every deadline after charge runs', () => {
    const [, after = ''] = page.split('## 7. After charge');
    expect(after.slice(0, after.indexOf('## 8.'))).not.toMatch(
      /\b(prosecutorComplianceDate|sentDate|chargeDate|servedDate|foundOutDate)\b/,
    );
  });

  it('shows the words of the product and none of its names for them', () => {
    const prose = page.replaceAll(/`[^`]*`/g, '').replaceAll(/<!--.*?-->/gs, '');
    expect([...prose.matchAll(/\b[a-z]+[A-Z]\w+\b/g)].map(([name]) => name)).toEqual([]);
    expect(prose).not.toMatch(/undefined|court-extended|evidence-omission/);
  });

  it('is the same each time it is written', () => expect(lawAsMarkdown()).toBe(page));
});
