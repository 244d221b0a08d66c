import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { strayBindings } from './fill-form.ts';
import { currentForm, formOf, formSuite, mayBeServed, parseSuite, sayDefenceView, sourcesOf } from './index.ts';

const codes = (...text: string[]): Set<string> => new Set(text);

describe('the forms', () => {
  it('are the 49 of the file standard, and the back sheet of the statement as a form of its own', () => {
    expect(formSuite.forms.filter(({ backOf }) => backOf === undefined)).toHaveLength(49);
    expect(formSuite.forms.filter(({ backOf }) => backOf !== undefined).map(({ code }) => code)).toEqual(['MG11B']);
  });

  it('give each field of a form that is made today a way to be filled, and no way to a field that is not there', () => {
    const without = formSuite.forms
      .filter(({ status }) => status === 'current')
      .flatMap((form) =>
        [...sourcesOf(form)].filter(([, way]) => way === 'none').map(([name]) => `${form.code} ${name}`),
      );
    expect(without).toEqual([]);
    expect(formSuite.forms.flatMap(strayBindings)).toEqual([]);
  });

  it.each([
    ['MG1', 'MG5'],
    ['MG5SP', 'MG5'],
  ])('refuse %s and name %s', (code, modern) => {
    const refused = currentForm(code);
    expect(refused).toMatchObject({ ok: false, refusal: { code: 'form-not-current' } });
    expect(refused.ok ? '' : refused.refusal.detail).toContain(`Use ${modern} (`);
    expect(mayBeServed(code)).toMatchObject({ ok: false, refusal: { code: 'form-not-current' } });
  });

  it('refuse a code that is none', () => {
    expect(currentForm('MG99')).toMatchObject({ ok: false, refusal: { code: 'page-not-found' } });
    expect(formOf('mg4')).toBeUndefined();
  });

  it('are refused when one is there twice, or names nothing to use instead', () => {
    const data = JSON.parse(readFileSync(new URL('suite.json', import.meta.url), 'utf8')) as {
      forms: { code: string; modern?: string }[];
    };
    expect(() => parseSuite({ ...data, forms: [...data.forms, data.forms[0]] })).toThrow(/twice/);
    const lost = data.forms.map(({ modern: _modern, ...each }) => each);
    expect(() => parseSuite({ ...data, forms: lost })).toThrow(/names no form/);
  });
});

describe('what may be served on the defence', () => {
  // From section 4 of the domain reference and the file standard; written out so that a slip in the data is seen.
  const never = codes(
    ...[
      'MG0',
      'MG2',
      'MG3',
      'MG3A',
      'MG6',
      'MG6D',
      'MG6E',
      'MG9',
      'MG10',
      'MG11B',
      'MG14',
      'MG16',
      'MG17',
      'MG20',
      'MG21',
    ],
    ...['MG21A', 'IMD', 'DA-CHECKLIST', 'EA-REQUEST', 'POLICE-DISC-CERT', 'CM01', 'CM02', 'CM03', 'LM04'],
  );
  const toItsPerson = codes('MG4', 'MG4C', 'MG4D', 'MG4E', 'MG4F');
  const onceMarked = codes('MG6C', 'SDC');
  const onceReviewed = codes('MG6A', 'MG6B', 'MG7', 'MG8');
  const notMade = codes('MG1', 'MG5SP');

  it.each(formSuite.forms.map(({ code }) => code))('%s', (code) => {
    const answer = mayBeServed(code);
    if (notMade.has(code)) expect(answer).toMatchObject({ refusal: { code: 'form-not-current' } });
    else if (never.has(code)) {
      expect(answer).toMatchObject({ refusal: { code: 'never-served' } });
      expect(formOf(code)).toMatchObject({ defenceVisibility: 'never' });
      expect(sayDefenceView(formOf(code)!)).toContain('never');
    } else
      expect(answer).toEqual({
        ok: true,
        value: toItsPerson.has(code)
          ? 'to_its_person'
          : onceMarked.has(code)
            ? 'once_marked'
            : onceReviewed.has(code)
              ? 'once_reviewed'
              : 'as_it_is',
      });
  });

  it('refuses a code that is no form', () => {
    expect(mayBeServed('MG99').ok).toBe(false);
  });
});
