import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readJson } from './json-text.ts';

describe('reading JSON', () => {
  it('gives what a plain parser gives, for anything that is JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(undefined, 2, '\t'), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        const parsed: unknown = JSON.parse(text);
        expect(readJson(text)).toEqual({ ok: true, value: parsed, repeated: [] });
      }),
    );
  });

  it('refuses what a plain parser refuses, for anything at all', () => {
    fc.assert(
      fc.property(
        fc.jsonValue().map((value) => JSON.stringify(value)),
        fc.nat(),
        fc.constantFrom('', ',', '}', ']', '"', '0', ' ', '\\', '\n', 'e', '-', '.'),
        (text, at, change) => {
          const place = at % (text.length + 1);
          const changed = text.slice(0, place) + change + text.slice(place + 1);
          expect(readJson(changed).ok).toBe(isJson(changed));
        },
      ),
      { numRuns: 2000 },
    );
  });

  it.each([
    { text: '{\n  "urn": "35",\n  "title": ,\n}', line: 3, column: 12, says: 'there is "," where a value should be' },
    { text: '{"a": 1', line: 1, column: 8, says: 'the file ends where a comma or } should be' },
    { text: '[1, 2,]', line: 1, column: 7, says: 'there is "]" where a value should be' },
    { text: "{'a': 1}", line: 1, column: 2, says: 'there is "\'" where a field name in double quotes should be' },
    { text: '{"a" 1}', line: 1, column: 6, says: 'there is "1" where a colon should be' },
    { text: '{} {}', line: 1, column: 4, says: 'there is "{" where the end of the file should be' },
    {
      text: '{"a": "b',
      line: 1,
      column: 7,
      says: 'the text that begins there has no end, or holds a line break or a stray \\',
    },
    { text: '', line: 1, column: 1, says: 'the file ends where a value should be' },
    { text: '['.repeat(100_000), line: 1, column: 66, says: 'it is nested more than 64 deep' },
  ])('says where it breaks: line $line, column $column', ({ text, line, column, says }) => {
    expect(readJson(text)).toEqual({ ok: false, fault: { line, column, says } });
  });

  it('finds a field that is written twice, however it is spelt', () => {
    const text = '{"a": [{"urn": "x", "\\u0075rn": "y"}], "b": {"c": 1}, "b": 2}';
    expect(readJson(text)).toMatchObject({ ok: true, repeated: [['a', 0, 'urn'], ['b']] });
  });
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
