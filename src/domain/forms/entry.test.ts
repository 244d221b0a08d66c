import { describe, expect, it } from 'vitest';
import { entryFrom, entryLimits } from './index.ts';

const take = (
  entry: Parameters<typeof entryFrom>[0]['entry'],
  value: unknown,
  columns?: Parameters<typeof entryFrom>[0]['columns'],
) => {
  const read = entryFrom({ entry, columns, label: 'A field' }, value);
  return read.ok ? read.value : read.refusal.detail;
};
const columns = [
  { name: 'item', label: 'Item', kind: 'line' },
  { name: 'held', label: 'Held', kind: 'yes-no' },
  { name: 'on', label: 'On', kind: 'date' },
] as const;

describe('what a field takes', () => {
  it.each([
    ['line', ' a line ', 'a line'],
    ['long', 'words\nand more', 'words\nand more'],
    ['lines', ['one', ' two '], ['one', 'two']],
    ['date', '2026-02-28', '2026-02-28'],
    ['yes-no', false, false],
  ] as const)('%s: %j', (entry, value, kept) => {
    expect(take(entry, value)).toEqual(kept);
  });

  it.each(['line', 'long', 'lines', 'date', 'yes-no', 'rows'] as const)('%s is emptied by nothing', (entry) => {
    for (const nothing of [undefined, null, '']) expect(take(entry, nothing, [...columns])).toBeUndefined();
  });

  it('says what it takes when it is something else: another kind, an impossible day, too much', () => {
    expect(take('line', ['a list'])).toBe('“A field” takes a line of up to 500 characters.');
    expect(take('line', 'x'.repeat(entryLimits.line + 1))).toContain('up to 500 characters');
    expect(take('long', 'x'.repeat(entryLimits.text + 1))).toContain('up to 20000 characters');
    expect(take('date', '2026-02-30')).toContain('a day that exists');
    expect(take('yes-no', 'yes')).toContain('yes or no');
    expect(take('lines', [])).toContain('a list of up to');
    expect(take(undefined, 'x')).toBe('“A field” is not written on the form.');
  });

  it('takes rows of its columns, and none with others or with nothing in it', () => {
    const rows = [
      { item: 'Photographs', held: true },
      { item: '999 call', on: '2026-05-30' },
    ];
    expect(take('rows', rows, [...columns])).toEqual(rows);
    for (const wrong of [[{}], [{ other: 'x' }], [{ item: 'x', on: '2026-13-01' }], 'x', []])
      expect(take('rows', wrong, [...columns])).toContain('rows with the columns of this field');
  });
});
