import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Condition, factsBehind, factsNamedIn, holds, type FactValue, type Truth } from './condition.ts';

const knowing =
  (facts: Readonly<Record<string, FactValue | null>>) =>
  (fact: string): FactValue | null | undefined =>
    facts[fact];

const is = (fact: string, value: FactValue = true): Condition => ({ fact, op: 'eq', value });

describe('a condition', () => {
  it.each<{ when: string; test: Condition; facts: Record<string, FactValue | null>; truth: Truth }>([
    { when: 'equal', test: is('a', 'x'), facts: { a: 'x' }, truth: true },
    { when: 'not equal', test: is('a', 'x'), facts: { a: 'y' }, truth: false },
    { when: 'eq on an absent fact', test: is('a'), facts: {}, truth: 'unknown' },
    { when: 'eq on null', test: is('a'), facts: { a: null }, truth: 'unknown' },
    { when: 'ne', test: { fact: 'a', op: 'ne', value: 'x' }, facts: { a: 'y' }, truth: true },
    { when: 'ne on an absent fact', test: { fact: 'a', op: 'ne', value: 'x' }, facts: {}, truth: 'unknown' },
    { when: 'in', test: { fact: 'a', op: 'in', value: ['x', 'y'] }, facts: { a: 'y' }, truth: true },
    { when: 'in, outside', test: { fact: 'a', op: 'in', value: ['x', 'y'] }, facts: { a: 'z' }, truth: false },
    { when: 'not_in', test: { fact: 'a', op: 'not_in', value: ['x'] }, facts: { a: 'z' }, truth: true },
    { when: 'not_in, inside', test: { fact: 'a', op: 'not_in', value: ['x'] }, facts: { a: 'x' }, truth: false },
    { when: 'not_in on null', test: { fact: 'a', op: 'not_in', value: ['x'] }, facts: { a: null }, truth: 'unknown' },
    { when: 'gt at the boundary', test: { fact: 'n', op: 'gt', value: 1 }, facts: { n: 1 }, truth: false },
    { when: 'gt', test: { fact: 'n', op: 'gt', value: 1 }, facts: { n: 2 }, truth: true },
    { when: 'gte at the boundary', test: { fact: 'n', op: 'gte', value: 1 }, facts: { n: 1 }, truth: true },
    { when: 'lt at the boundary', test: { fact: 'n', op: 'lt', value: 1 }, facts: { n: 1 }, truth: false },
    { when: 'lt', test: { fact: 'n', op: 'lt', value: 1 }, facts: { n: 0 }, truth: true },
    { when: 'lte at the boundary', test: { fact: 'n', op: 'lte', value: 1 }, facts: { n: 1 }, truth: true },
    { when: 'lte, above', test: { fact: 'n', op: 'lte', value: 1 }, facts: { n: 2 }, truth: false },
    { when: 'order on a word', test: { fact: 'n', op: 'gt', value: 1 }, facts: { n: 'two' }, truth: 'unknown' },
    { when: 'exists', test: { fact: 'a', op: 'exists', value: true }, facts: { a: false }, truth: true },
    { when: 'exists, absent', test: { fact: 'a', op: 'exists', value: true }, facts: {}, truth: false },
    { when: 'exists, null', test: { fact: 'a', op: 'exists' }, facts: { a: null }, truth: false },
    { when: 'does not exist', test: { fact: 'a', op: 'exists', value: false }, facts: {}, truth: true },
    { when: 'contains', test: { fact: 'a', op: 'contains', value: 'ell' }, facts: { a: 'hello' }, truth: true },
    { when: 'contains, not', test: { fact: 'a', op: 'contains', value: 'x' }, facts: { a: 'hello' }, truth: false },
    {
      when: 'contains on a number',
      test: { fact: 'a', op: 'contains', value: '1' },
      facts: { a: 1 },
      truth: 'unknown',
    },
    { when: 'all, one no and one unknown', test: { all: [is('a'), is('b')] }, facts: { a: false }, truth: false },
    { when: 'all, one yes and one unknown', test: { all: [is('a'), is('b')] }, facts: { a: true }, truth: 'unknown' },
    { when: 'all, unknown first, no second', test: { all: [is('b'), is('a')] }, facts: { a: false }, truth: false },
    { when: 'all yes', test: { all: [is('a'), is('b')] }, facts: { a: true, b: true }, truth: true },
    { when: 'any, one yes and one unknown', test: { any: [is('b'), is('a')] }, facts: { a: true }, truth: true },
    { when: 'any, one no and one unknown', test: { any: [is('a'), is('b')] }, facts: { a: false }, truth: 'unknown' },
    { when: 'any, all no', test: { any: [is('a'), is('b')] }, facts: { a: false, b: false }, truth: false },
    { when: 'not yes', test: { not: is('a') }, facts: { a: true }, truth: false },
    { when: 'not no', test: { not: is('a') }, facts: { a: false }, truth: true },
    { when: 'not unknown', test: { not: is('a') }, facts: {}, truth: 'unknown' },
  ])('$when: $truth', ({ test, facts, truth }) => {
    expect(holds(test, knowing(facts))).toBe(truth);
  });

  it.each([
    { why: 'an operation it does not know', data: { fact: 'a', op: 'like', value: 'x' } },
    { why: 'a part it does not know', data: { some: [] } },
    { why: 'an empty list', data: { all: [] } },
    { why: 'a test and a list at once', data: { fact: 'a', op: 'eq', value: 1, any: [] } },
  ])('is refused with $why', ({ data }) => {
    expect(Condition.safeParse(data).success).toBe(false);
  });

  it('names each fact once', () => {
    expect(factsNamedIn({ all: [is('a'), { any: [is('b'), { not: is('a') }] }] })).toEqual(['a', 'b']);
  });
});

const facts = ['a', 'b', 'c'];
const values: readonly FactValue[] = [true, false, 0, 1, 2, 'x', 'y'];
const anyValue = fc.constantFrom(...values);
const anyTest: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({
    fact: fc.constantFrom(...facts),
    op: fc.constantFrom(
      'eq' as const,
      'ne' as const,
      'gt' as const,
      'gte' as const,
      'lt' as const,
      'contains' as const,
    ),
    value: anyValue,
  }),
  fc.record({
    fact: fc.constantFrom(...facts),
    op: fc.constantFrom('in' as const, 'not_in' as const),
    value: fc.array(anyValue, { maxLength: 3 }),
  }),
);
const { condition: anyCondition } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    anyTest,
    fc.record({ all: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ not: tie('condition') }),
  ),
}));
const anyKnowledge = fc.record(Object.fromEntries(facts.map((fact) => [fact, fc.option(anyValue)]))) as fc.Arbitrary<
  Record<string, FactValue | null>
>;

describe('every condition without exists', () => {
  it('keeps a decided answer when one more fact is learned', () => {
    fc.assert(
      fc.property(anyCondition, anyKnowledge, fc.constantFrom(...facts), anyValue, (condition, known, fact, value) => {
        const before = holds(condition, knowing(known));
        if (before === 'unknown' || known[fact] !== null) return;
        expect(holds(condition, knowing({ ...known, [fact]: value }))).toBe(before);
      }),
      { numRuns: 2_000 },
    );
  });

  it('says the opposite when negated, and unknown stays unknown', () => {
    fc.assert(
      fc.property(anyCondition, anyKnowledge, (condition, known) => {
        const truth = holds(condition, knowing(known));
        expect(holds({ not: condition }, knowing(known))).toBe(truth === 'unknown' ? 'unknown' : !truth);
      }),
    );
  });

  it('obeys De Morgan with unknowns too', () => {
    fc.assert(
      fc.property(fc.array(anyCondition, { minLength: 1, maxLength: 3 }), anyKnowledge, (parts, known) => {
        expect(holds({ not: { all: parts } }, knowing(known))).toBe(
          holds({ any: parts.map((part) => ({ not: part })) }, knowing(known)),
        );
      }),
    );
  });

  it('survives the trip through JSON and its schema', () => {
    fc.assert(
      fc.property(anyCondition, (condition) => {
        expect(Condition.parse(JSON.parse(JSON.stringify(condition)))).toEqual(condition);
      }),
    );
  });
});

describe('the facts behind an answer', () => {
  it('are those of the parts that decided it, and none of the others', () => {
    const condition: Condition = { all: [is('a'), { any: [is('b'), is('c')] }, { not: is('d') }] };
    expect(factsBehind(condition, knowing({ a: true, b: false, c: true, d: false }))).toEqual(['a', 'c', 'd']);
    expect(factsBehind(condition, knowing({ a: true, b: false, c: true, d: true }))).toEqual(['d']);
    expect(factsBehind(condition, knowing({ a: true, b: false, c: null, d: false }))).toEqual([]);
  });

  it('give the same answer alone', () => {
    fc.assert(
      fc.property(anyCondition, anyKnowledge, (condition, known) => {
        const truth = holds(condition, knowing(known));
        if (truth === 'unknown') return;
        const behind = factsBehind(condition, knowing(known));
        const alone = Object.fromEntries(behind.map((fact) => [fact, known[fact] ?? null]));
        expect(holds(condition, knowing(alone))).toBe(truth);
      }),
      { numRuns: 2_000 },
    );
  });
});
