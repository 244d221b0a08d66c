import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placesOfWords } from './words.ts';

const found = (text: string, words: string): string[] =>
  placesOfWords(text, words).map(({ start, end }) => text.slice(start, end));

describe('where words stand in a text', () => {
  it.each([
    ['She saw Ada Lovell there.', 'ada lovell', ['Ada Lovell']],
    ['ADA  LOVELL; Ada-\nLovell', 'Ada Lovell', ['ADA  LOVELL', 'Ada-\nLovell']],
    ['Zoë and Zoe', 'zoe', ['Zoë', 'Zoe']],
    ['Zoe\u0308 came', 'Zoë', ['Zoe\u0308']],
    ['Lovells and Lovell', 'Lovell', ['Lovell']],
    ['unLovell', 'Lovell', []],
    ['07700 900123 and 07700900123', '07700-900123', ['07700 900123', '07700900123']],
    ['anything', '--', []],
    ['', 'x', []],
    ['ababa', 'aba', []],
    ['aba aba', 'aba', ['aba', 'aba']],
  ])('%j, %j', (text, words, places) => expect(found(text, words)).toEqual(places));

  it('finds what was put between blanks, wherever, and places are of the text given', () => {
    const word = fc.stringMatching(/^[\p{Lu}][\p{Ll}]{2,8}$/u);
    fc.assert(
      fc.property(word, fc.array(word), fc.array(word), (sought, before, after) => {
        const text = [...before, sought, ...after].join(' ');
        const places = placesOfWords(text, sought);
        expect(places.some(({ start }) => start === before.join(' ').length + (before.length === 0 ? 0 : 1))).toBe(
          true,
        );
        for (const { start, end } of places) expect(placesOfWords(text.slice(start, end), sought)).toHaveLength(1);
      }),
    );
  });
});
