import { z } from 'zod';

/**
 * The closed language in which a rule set says when something is due. A condition is data: it can be stored, shown,
 * compared between editions and explained. Evaluation is three-valued, because a fact nobody has given is not "no".
 */

const Scalar = z.union([z.string(), z.number(), z.boolean()]);
export type FactValue = z.infer<typeof Scalar>;

const Test = z.strictObject({
  fact: z.string().min(1),
  op: z.enum(['eq', 'ne', 'in', 'not_in', 'gt', 'gte', 'lt', 'lte', 'exists', 'contains']),
  value: z.union([Scalar, z.array(Scalar)]).exactOptional(),
});
type Test = z.infer<typeof Test>;

/** `{all}`, `{any}`, `{not}` or one test of one fact. */
export type Condition =
  { readonly all: readonly Condition[] } | { readonly any: readonly Condition[] } | { readonly not: Condition } | Test;

export const Condition: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    Test,
    z.strictObject({ all: z.array(Condition).min(1) }),
    z.strictObject({ any: z.array(Condition).min(1) }),
    z.strictObject({ not: Condition }),
  ]),
);

/** Yes, no, or a deciding fact is not known. */
export type Truth = boolean | 'unknown';

/** What is known: the fact's value, or null (or undefined) where nobody has said. */
export type Knowledge = (fact: string) => FactValue | null | undefined;

const isOneOf = (value: FactValue, wanted: Test['value']): boolean =>
  Array.isArray(wanted) ? wanted.includes(value) : value === wanted;

const compared = (value: FactValue, wanted: Test['value'], is: (a: number, b: number) => boolean): Truth =>
  typeof value === 'number' && typeof wanted === 'number' ? is(value, wanted) : 'unknown';

const testHolds = ({ fact, op, value: wanted }: Test, known: Knowledge): Truth => {
  const value = known(fact);
  if (op === 'exists') return (value !== null && value !== undefined) === (wanted ?? true);
  if (value === null || value === undefined) return 'unknown';
  switch (op) {
    case 'eq':
      return value === wanted;
    case 'ne':
      return value !== wanted;
    case 'in':
      return isOneOf(value, wanted);
    case 'not_in':
      return !isOneOf(value, wanted);
    case 'gt':
      return compared(value, wanted, (a, b) => a > b);
    case 'gte':
      return compared(value, wanted, (a, b) => a >= b);
    case 'lt':
      return compared(value, wanted, (a, b) => a < b);
    case 'lte':
      return compared(value, wanted, (a, b) => a <= b);
    case 'contains':
      return typeof value === 'string' && typeof wanted === 'string' ? value.includes(wanted) : 'unknown';
  }
};

/**
 * Whether a condition holds on what is known. `all` is no if any part is no, `any` is yes if any part is yes, `not`
 * keeps unknown. Except with `exists`, learning one more fact never changes an answer that was already yes or no.
 */
export const holds = (condition: Condition, known: Knowledge): Truth => {
  if ('all' in condition) {
    let answer: Truth = true;
    for (const part of condition.all) {
      const truth = holds(part, known);
      if (truth === false) return false;
      if (truth === 'unknown') answer = 'unknown';
    }
    return answer;
  }
  if ('any' in condition) {
    let answer: Truth = false;
    for (const part of condition.any) {
      const truth = holds(part, known);
      if (truth === true) return true;
      if (truth === 'unknown') answer = 'unknown';
    }
    return answer;
  }
  if ('not' in condition) {
    const truth = holds(condition.not, known);
    return truth === 'unknown' ? 'unknown' : !truth;
  }
  return testHolds(condition, known);
};

/** Every fact a condition names, in reading order, each once. */
export const factsNamedIn = (condition: Condition): readonly string[] => {
  const names = new Set<string>();
  const walk = (part: Condition): void => {
    if ('all' in part) part.all.forEach(walk);
    else if ('any' in part) part.any.forEach(walk);
    else if ('not' in part) walk(part.not);
    else names.add(part.fact);
  };
  walk(condition);
  return [...names];
};

/**
 * The facts on which the answer to a condition rests, in reading order, each once: what is known of them alone gives the
 * same answer, whatever else is known. Empty when the answer is unknown.
 */
export const factsBehind = (condition: Condition, known: Knowledge): readonly string[] => {
  const names = new Set<string>();
  const walk = (part: Condition): void => {
    const truth = holds(part, known);
    if ('all' in part) part.all.filter((each) => holds(each, known) === truth).forEach(walk);
    else if ('any' in part) part.any.filter((each) => holds(each, known) === truth).forEach(walk);
    else if ('not' in part) walk(part.not);
    else names.add(part.fact);
  };
  if (holds(condition, known) !== 'unknown') walk(condition);
  return [...names];
};
