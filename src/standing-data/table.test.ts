import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findRow, firstRowAt, readTable, writeTable } from './table.ts';

const columns = ['code', 'title'] as const;
const cell = fc.stringMatching(/^[ -~’£]{0,12}$/);
const key = fc.stringMatching(/^[A-Z0-9]{1,8}$/);
const rows = fc
  .uniqueArray(fc.tuple(key, cell), { selector: ([code]) => code, maxLength: 40 })
  .map((each) => each.sort(([a], [b]) => (a < b ? -1 : 1)));

describe('a committed table', () => {
  it('is read back as it was written', () => {
    fc.assert(
      fc.property(rows, (written) => {
        const text = writeTable({ comments: ['from somewhere'], columns, rows: written });
        expect(readTable(text, columns, 'x')).toEqual(written);
      }),
    );
  });

  it('finds each row by its key, and nothing by a key that is not there', () => {
    fc.assert(
      fc.property(rows, key, (written, other) => {
        const text = writeTable({ comments: ['from somewhere'], columns, rows: written });
        const from = firstRowAt(text, columns, 'x');
        for (const row of written) expect(findRow(text, from, row[0])).toEqual(row);
        expect(findRow(text, from, other)).toEqual(written.find(([code]) => code === other));
      }),
    );
  });

  it.each(['a\tb', 'a\nb', 'a\rb'])('refuses to write the cell %j, which could not be read back', (bad) => {
    expect(() => writeTable({ comments: [], columns, rows: [['A', bad]] })).toThrow(/tab or a new line/);
  });

  it('refuses a row or a heading of another shape', () => {
    expect(() => writeTable({ comments: [], columns, rows: [['A']] })).toThrow('a row has 1 cells, not 2');
    expect(() => readTable('code\ttitle\nA\tb\tc\n', columns, 'x.tsv')).toThrow('x.tsv: row 1 has 3 cells');
    expect(() => readTable('code\tname\n', columns, 'x.tsv')).toThrow('x.tsv must have the columns code, title');
    expect(() => firstRowAt('# a\ncode\n', columns, 'x.tsv')).toThrow('x.tsv must have the columns code, title');
  });
});
