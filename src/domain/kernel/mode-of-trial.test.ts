import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isLegacyTitle, modeOfTrial } from './mode-of-trial.ts';

const categories = ['CE', 'CI', 'CS', 'CM'] as const;

describe('how an offence may be tried', () => {
  it.each([
    {
      code: 'CD71040',
      title: 'Destroy / damage property',
      category: 'CE',
      cls: '058/00',
      value: 'either-way',
      confirmed: true,
    },
    { code: 'PT00061', title: 'Fail to comply', category: 'CE', cls: '125/89', value: 'either-way', confirmed: false },
    {
      code: 'RT88230',
      title: 'Forge certificate',
      category: 'CE',
      cls: '814/06',
      value: 'either-way',
      confirmed: false,
    },
    {
      code: 'BA76501',
      title: 'Breach of bail conditions',
      category: 'CE',
      cls: undefined,
      value: 'either-way',
      confirmed: false,
    },
    {
      code: 'AW06036',
      title: 'BREACH A DISQUALIFICATION',
      category: 'CE',
      cls: undefined,
      value: 'either-way',
      confirmed: false,
    },
    {
      code: 'AW06036',
      title: 'BREACH A DISQUALIFICATION',
      category: 'CE',
      cls: '058/00',
      value: 'either-way',
      confirmed: false,
    },
    {
      code: 'CJ88116',
      title: 'Assault by beating',
      category: 'CS',
      cls: '105/01',
      value: 'summary-only',
      confirmed: true,
    },
    {
      code: 'SX03253',
      title: 'Create an image',
      category: 'CS',
      cls: undefined,
      value: 'summary-only',
      confirmed: true,
    },
    {
      code: 'OS89096',
      title: 'Fail to take care',
      category: 'CS',
      cls: '066/32',
      value: 'summary-only',
      confirmed: false,
    },
    {
      code: 'OS89096',
      title: 'FAIL TO TAKE CARE',
      category: 'CS',
      cls: '166/32',
      value: 'summary-only',
      confirmed: false,
    },
    {
      code: 'RT88333',
      title: 'Drive whilst disqualified',
      category: 'CM',
      cls: '807/01',
      value: 'summary-only',
      confirmed: true,
    },
    {
      code: 'SX03002',
      title: 'Rape a woman',
      category: 'CI',
      cls: '019/08',
      value: 'indictable-only',
      confirmed: true,
    },
    {
      code: 'CJ91015',
      title: 'Assault an officer',
      category: 'CI',
      cls: '105/04',
      value: 'indictable-only',
      confirmed: false,
    },
    {
      code: 'FY61010',
      title: 'Forgery of a record',
      category: 'CI',
      cls: undefined,
      value: 'indictable-only',
      confirmed: false,
    },
  ] as const)(
    '$code "$title" $category $cls: $value, confirmed $confirmed',
    ({ code, title, category, cls, value, confirmed }) => {
      const mode = modeOfTrial({ code, title, category, homeOfficeClass: cls });
      expect({ value: mode.value, confirmed: mode.confirmed }).toEqual({ value, confirmed });
      expect(mode.because.length).toBeGreaterThan(10);
    },
  );

  it.each([
    {
      code: 'TH68010A',
      category: 'CE',
      cls: '046/00',
      base: 'CE',
      confirmed: true,
      why: 'an attempt at an either way offence',
    },
    {
      code: 'CJ88116A',
      category: 'CS',
      cls: '105/01',
      base: 'CS',
      confirmed: false,
      why: 'an attempt at a summary offence',
    },
    { code: 'CJ88116B', category: 'CS', cls: '105/01', base: 'CS', confirmed: true, why: 'aiding a summary offence' },
    { code: 'MD71532C', category: 'CI', cls: undefined, base: 'CE', confirmed: true, why: 'conspiracy' },
    {
      code: 'CE79395C',
      category: 'CI',
      cls: undefined,
      base: undefined,
      confirmed: false,
      why: 'conspiracy without a base code',
    },
    {
      code: 'PE77001C',
      category: 'CI',
      cls: '058/00',
      base: 'CS',
      confirmed: false,
      why: 'conspiracy to commit a summary offence',
    },
    {
      code: 'PE77001C',
      category: 'CE',
      cls: '058/00',
      base: 'CE',
      confirmed: false,
      why: 'conspiracy marked either way',
    },
  ] as const)('$code, $why: confirmed $confirmed', ({ code, category, cls, base, confirmed }) => {
    expect(modeOfTrial({ code, title: 'A title', category, homeOfficeClass: cls }, base).confirmed).toBe(confirmed);
  });

  it('never confirms anything but summary only without an indictable class or a conspiracy, and never a legacy title', () => {
    const cls = fc.option(fc.stringMatching(/^[018]\d\d\/\d\d$/), { nil: undefined });
    const title = fc.constantFrom('A title', 'A TITLE', 'A TITLE 2');
    fc.assert(
      fc.property(fc.constantFrom(...categories), cls, title, (category, homeOfficeClass, text) => {
        const mode = modeOfTrial({ code: 'AA00001', title: text, category, homeOfficeClass });
        if (mode.confirmed && mode.value !== 'summary-only') expect(homeOfficeClass?.startsWith('0')).toBe(true);
        if (isLegacyTitle(text)) expect(mode.confirmed).toBe(false);
      }),
    );
  });
});
