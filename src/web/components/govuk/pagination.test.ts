import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pageItems } from './pagination.tsx';

const shown = (current: number, total: number): string =>
  pageItems(current, total, (page) => `/queue?page=${String(page)}`)
    .map((item) => ('gap' in item ? '…' : item.current === true ? `[${String(item.number)}]` : String(item.number)))
    .join(' ');

describe('numbers of pages', () => {
  it.each([
    [1, 1, '[1]'],
    [1, 2, '[1] 2'],
    [1, 9, '[1] 2 … 9'],
    [3, 9, '1 2 [3] 4 … 9'],
    [4, 9, '1 2 3 [4] 5 … 9'],
    [5, 9, '1 … 4 [5] 6 … 9'],
    [9, 9, '1 … 8 [9]'],
  ])('page %i of %i shows %s', (current, total, expected) => {
    expect(shown(current, total)).toBe(expected);
  });

  it('always show the first, the last and the current page, in order, and never a gap for one number', () => {
    const pages = fc
      .integer({ min: 1, max: 400 })
      .chain((total) => fc.tuple(fc.integer({ min: 1, max: total }), fc.constant(total)));
    fc.assert(
      fc.property(pages, ([current, total]) => {
        const items = pageItems(current, total, String);
        const numbers = items.flatMap((item) => ('gap' in item ? [] : [Number(item.number)]));
        expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
        expect(numbers).toEqual(expect.arrayContaining([1, current, total]));
        items.forEach((item, index) => {
          const [before, after] = [items[index - 1], items[index + 1]];
          if (!('gap' in item) || before === undefined || after === undefined) return;
          if ('gap' in before || 'gap' in after) throw new Error('two gaps in a row');
          expect(Number(after.number) - Number(before.number)).toBeGreaterThan(2);
        });
      }),
    );
  });
});
