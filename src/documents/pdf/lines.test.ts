import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inSight, linesOf, printable } from './lines.ts';

const measure = (text: string): number => Array.from(text).length;
const words = (text: string): string => text.replace(/\s+/g, '');

describe('breaking text into lines', () => {
  it('loses no letter and keeps to the width, whatever the text', () => {
    const anyText = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 400 }),
      fc
        .array(fc.constantFrom('a', 'Gantry', 'Street', 'é', 'Łódź', 'שלום', 'محمد', '\n', ' ', '\t', 'x'.repeat(90)))
        .map((each) => each.join(' ')),
    );
    fc.assert(
      fc.property(anyText, fc.integer({ min: 8, max: 80 }), (text, width) => {
        const lines = linesOf(text, width, measure);
        expect(words(lines.join(''))).toBe(words(printable(text)));
        // One letter is never cut, however many code points it is made of.
        for (const line of lines) expect(measure(line) <= width || !line.includes(' ')).toBe(true);
      }),
    );
  });

  it('keeps line breaks, and cuts a word that is too long between letters', () => {
    expect(linesOf('one two\n\nthree', 20, measure)).toEqual(['one two', '', 'three']);
    expect(linesOf('abcdefghij', 4, measure)).toEqual(['abcd', 'efgh', 'ij']);
    expect(linesOf('a bcdefghij k', 4, measure)).toEqual(['a', 'bcde', 'fghi', 'j k']);
  });

  it('takes out what has no width and only confuses the order', () => {
    expect(printable('a\u202eb\u0000c\r\nd\te')).toBe('abc\nd e');
  });
});

describe('the order in which a line is drawn', () => {
  const seen = (line: string): string[] => inSight(line).map(({ text }) => text);

  it('leaves words from left to right in one piece', () => {
    expect(inSight('Born in Łódź')).toEqual([{ text: 'Born in Łódź', rtl: false, spaced: false }]);
  });

  it('turns words that follow each other from right to left, and no others', () => {
    expect(seen('Witness דוד כהן said')).toEqual(['Witness', 'כהן', 'דוד', 'said']);
    expect(seen('محمد علي (born 1990)')).toEqual(['علي', 'محمد', '(born 1990)']);
  });

  it('keeps brackets and stops on their side of a word', () => {
    expect(seen('(שלום).')).toEqual(['(', 'שלום', ').']);
  });
});
