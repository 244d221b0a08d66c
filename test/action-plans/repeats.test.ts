import { beforeAll, describe, expect, it } from 'vitest';
import type { GateContext } from '../../src/domain/action-plan/index.ts';
import {
  bundleAsks,
  contextsOf,
  holdAgainst,
  unseenAsks,
  type Held,
  type KnownAsk,
  type Outcome,
  type Verdict,
} from './asks.ts';

/**
 * How many repeats are caught and how many good asks are wrongly blocked, over the bundles and over asks in other words.
 * The figures stand in docs/measured.md: change both together. What is not as it should be is listed, each by its words.
 */

const fromBundles = bundleAsks();
const inOtherWords = unseenAsks();
let contexts: ReadonlyMap<string, GateContext>;

beforeAll(async () => {
  contexts = await contextsOf([...fromBundles, ...inOtherWords].map(({ bundle }) => bundle));
}, 300_000);

type How = 'fields chosen' | 'words alone';
const held = (asks: readonly KnownAsk[], how: How): Held[] =>
  asks.map((ask) => {
    const context = contexts.get(ask.bundle);
    if (context === undefined) throw new Error(`nothing to hold against for ${ask.bundle}`);
    return holdAgainst(ask, context, how);
  });

function counted(all: readonly Held[]): Partial<Record<Verdict, Partial<Record<Outcome, number>>>> {
  const counts: Partial<Record<Verdict, Partial<Record<Outcome, number>>>> = {};
  for (const { ask, outcome } of all) {
    const of = (counts[ask.verdict] ??= {});
    of[outcome] = (of[outcome] ?? 0) + 1;
  }
  return counts;
}

const those = (all: readonly Held[], verdicts: readonly Verdict[], outcome: Outcome): string[] =>
  all.filter((each) => verdicts.includes(each.ask.verdict) && each.outcome === outcome).map(({ ask }) => ask.action);

const wrong: readonly Verdict[] = ['already_on_file', 'already_done', 'unnecessary', 'repeat'];

describe('the asks of the bundles', () => {
  it('with the fields as a prosecutor chooses them', () => {
    const all = held(fromBundles, 'fields chosen');
    expect(counted(all)).toEqual({
      already_on_file: { blocked: 22 },
      already_done: { blocked: 4, warned: 4 },
      unnecessary: { blocked: 4, warned: 11, passed: 4 },
      good: { passed: 22, warned: 9, blocked: 3 },
    });
    expect(those(all, wrong, 'passed')).toEqual([
      // Judgements about this case that no field tells: what he would add, a child, an old acquaintance, a refusal.
      'Take a statement from the security guard',
      'Take a statement from the son',
      'Hold an identification procedure with Toby Lunnon',
      'Obtain photographs of injury',
    ]);
    expect(those(all, ['good'], 'blocked')).toEqual([
      // Each asks for a better copy of what is held, which BR-33 lets through once it is said what is wrong with it.
      'Finish the risk assessment',
      'Page 2 of the statement of Rashid Dalgleish',
      'Correct notice of hearing to defendant',
    ]);
  });

  it('with nothing chosen, by their words alone', () => {
    const all = held(fromBundles, 'words alone');
    expect(counted(all)).toEqual({
      already_on_file: { blocked: 21, warned: 1 },
      already_done: { blocked: 4, warned: 4 },
      unnecessary: { blocked: 4, warned: 11, passed: 4 },
      good: { passed: 23, warned: 8, blocked: 3 },
    });
    expect(those(all, wrong, 'passed')).toEqual([
      // Judgements about this case that no field tells: what he would add, a child, an old acquaintance, a refusal.
      'Take a statement from the security guard',
      'Take a statement from the son',
      'Hold an identification procedure with Toby Lunnon',
      'Obtain photographs of injury',
    ]);
  });
});

describe('asks in other words', () => {
  it('are at least forty, half of them repeats', () => {
    const repeats = inOtherWords.filter(({ verdict }) => verdict === 'repeat').length;
    expect(inOtherWords.length).toBeGreaterThanOrEqual(40);
    expect(repeats / inOtherWords.length).toBeCloseTo(0.5, 1);
  });

  it('with the fields as a prosecutor chooses them', () => {
    const all = held(inOtherWords, 'fields chosen');
    expect(counted(all)).toEqual({
      repeat: { blocked: 27, passed: 1 },
      good: { passed: 21, warned: 6 },
      better_version: { blocked: 1 },
    });
    expect(those(all, wrong, 'passed')).toEqual([
      // The check found the footage not good enough, since it is not cut: it can be asked for again.
      "Upload the footage from the attending officer's camera",
    ]);
    expect(those(all, ['good'], 'blocked')).toEqual([]);
  });

  it('with nothing chosen, by their words alone', () => {
    const all = held(inOtherWords, 'words alone');
    expect(counted(all)).toEqual({
      repeat: { blocked: 24, passed: 4 },
      good: { passed: 21, warned: 5, blocked: 1 },
      better_version: { blocked: 1 },
    });
    expect(those(all, wrong, 'passed')).toEqual([
      "Upload the footage from the attending officer's camera",
      // Told only by who somebody is, or by what was asked of whom: nothing was chosen.
      "Taxi driver's account of the journey, as a statement",
      'Get in touch with Geraldine Hollingworth about the key',
      'Visit Mr Achterberg and take down what he heard',
    ]);
    expect(those(all, ['good'], 'blocked')).toEqual([
      // The offender's means are asked for, and the victim's loss is held under the same form.
      "Record of the offender's means for compensation",
    ]);
  });
});
