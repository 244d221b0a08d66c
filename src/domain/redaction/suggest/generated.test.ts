import { describe, expect, test } from 'vitest';
import { britishText } from '../../../../test/fixtures/british-text.ts';
import { suggest } from '../index.ts';

/** Of each kind of personal data, how many were found whole (letters and digits), in made texts of another seed than the lessons. */
function recallByKind(): ReadonlyMap<string, { found: number; all: number }> {
  const counts = new Map<string, { found: number; all: number }>();
  for (const { text, spans } of britishText({ seed: 2026, documents: 250 })) {
    const covered = new Uint8Array(text.length);
    for (const { start, end } of suggest(text)) covered.fill(1, start, end);
    for (const { start, end, kind } of spans) {
      const count = counts.get(kind) ?? { found: 0, all: 0 };
      count.all += 1;
      let whole = true;
      for (let at = start; at < end; at += 1)
        if (/[\p{L}\p{N}]/u.test(text.charAt(at)) && covered[at] === 0) whole = false;
      if (whole) count.found += 1;
      counts.set(kind, count);
    }
  }
  return counts;
}
const counts = recallByKind();

describe('made British case texts', () => {
  test.each([
    ['nhs-number', 1],
    ['ni-number', 1],
    ['phone', 0.98],
    ['email', 1],
    ['vehicle', 0.98],
    ['device', 1],
    ['reference', 0.98],
    ['date-of-birth', 0.99],
    ['name', 0.95],
    ['address', 0.9],
    ['place', 0.9],
    ['street', 0.85],
    ['social-handle', 0.9],
  ])('of %s at least %s are found', (kind, least) => {
    const { found, all } = counts.get(kind) ?? { found: 0, all: 0 };
    expect(all).toBeGreaterThan(5);
    expect(found / all).toBeGreaterThanOrEqual(least);
  });

  test('plain sentences and headings raise few suggestions', () => {
    const texts = britishText({ seed: 77, documents: 200, kinds: ['plain'] });
    const letters = texts.reduce((sum, { text }) => sum + text.length, 0);
    const raised = texts.flatMap(({ text }) =>
      suggest(text).filter(({ stays, type }) => stays === undefined && type === 'name'),
    );
    // A page has about 2,000 letters: one name too many a page at most.
    expect(raised.length / (letters / 2000)).toBeLessThan(1);
  });

  test('the same seed makes the same texts, and every mark says what stands there', () => {
    const [one, other] = [britishText({ seed: 5, documents: 20 }), britishText({ seed: 5, documents: 20 })];
    expect(one).toEqual(other);
    for (const { text, spans } of one)
      for (const { start, end } of spans) expect(text.slice(start, end).trim()).toBe(text.slice(start, end));
  });
});
