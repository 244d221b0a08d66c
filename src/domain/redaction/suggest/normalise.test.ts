import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { normalise } from './normalise.ts';

describe('a text as it is searched', () => {
  test.each([
    { what: 'ligatures', given: 'o\uFB03ce of Gri\uFB03ths', searched: 'office of Griffiths' },
    { what: 'soft hyphens', given: 'Wher\u00ADrell', searched: 'Wherrell' },
    { what: 'characters of no width', given: '0770\u200B0 900\u2060123', searched: '07700 900123' },
    { what: 'accents after their letter', given: 'Zoe\u0308 O\u0301 Briain', searched: 'Zoë Ó Briain' },
    { what: 'quotes and hyphens', given: 'O\u2019Brien\u2013Smith', searched: "O'Brien-Smith" },
    {
      what: 'hard blanks and full width',
      given: '\uFF10\uFF17\uFF17\uFF10\uFF10\u00A0900123',
      searched: '07700 900123',
    },
    { what: 'a word broken over lines', given: 'Ducker-\n   ing said', searched: 'Duckering said' },
    { what: 'a double name broken over lines', given: 'Wherrell-\nPashley', searched: 'Wherrell-Pashley' },
    { what: 'a soft hyphen at the end of a line', given: 'Ducker\u00AD\ning', searched: 'Duckering' },
    { what: 'lines that are set in', given: 'on 07700\r\n                 900133', searched: 'on 07700\n900133' },
    { what: 'empty lines', given: 'one\n \n\n two', searched: 'one\n\ntwo' },
    { what: 'columns', given: 'Freya\tHaddow', searched: 'Freya  Haddow' },
    { what: 'an address on the web', given: 'a\u202E@b', searched: 'a@b' },
  ])('folds $what', ({ given, searched }) => {
    expect(normalise(given).text).toBe(searched);
  });

  const odd = fc.string({
    unit: fc.constantFrom(
      ...'aéZ9 -\n\t.@'.split(''),
      '\r\n',
      '\uFB01',
      '\u00AD',
      '\u200B',
      '\u0301',
      '\u{1F600}',
      '\u2019',
      '-\n',
      '\uD800',
    ),
    maxLength: 60,
  });

  test('every unit leads back to a part of the text given, in order', () => {
    fc.assert(
      fc.property(odd, (given) => {
        const { text, startOf, endOf } = normalise(given);
        let before = 0;
        for (let at = 0; at < text.length; at += 1) {
          expect(startOf(at)).toBeGreaterThanOrEqual(before);
          expect(endOf(at)).toBeGreaterThan(startOf(at));
          expect(endOf(at)).toBeLessThanOrEqual(given.length);
          before = startOf(at);
        }
      }),
    );
  });

  test('plain text is left as it is', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z0-9.,]{1,40}$/), (given) => {
        const { text, startOf, endOf } = normalise(given);
        expect(text).toBe(given);
        expect([startOf(0), endOf(given.length - 1)]).toEqual([0, given.length]);
      }),
    );
  });
});
