import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Temporal } from '../../domain/kernel/civil-date.ts';
import { canonicalText } from './canonical.ts';

const shuffled = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(shuffled);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, member]) => [key, shuffled(member)]),
  );
};

describe('canonical text', () => {
  it('is the same whatever order the keys came in, and reads back as the same value', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
        const text = canonicalText(value);
        expect(canonicalText(shuffled(value))).toBe(text);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('orders keys by code unit and leaves out what is undefined', () => {
    expect(canonicalText({ b: 1, a: [true, null, 'é'], B: { z: undefined, y: -0 } })).toBe(
      '{"B":{"y":0},"a":[true,null,"é"],"b":1}',
    );
  });

  it.each([
    { what: 'a date', value: { at: new Date(0) } },
    { what: 'a Temporal date', value: Temporal.PlainDate.from('2026-11-24') },
    { what: 'a function', value: [() => 1] },
    { what: 'undefined in a list', value: [undefined] },
    { what: 'not a number', value: Number.NaN },
    { what: 'a big integer', value: 1n },
    { what: 'a map', value: new Map() },
  ])('refuses $what, which JSON would bend', ({ value }) => {
    expect(() => canonicalText(value)).toThrow('cannot be part of an event');
  });
});
