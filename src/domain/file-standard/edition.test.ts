import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { civilDate } from '../kernel/civil-date.ts';
import { SubmissionKind } from '../case-file/index.ts';
import type { FactValue } from './condition.ts';
import { parseEdition } from './edition.ts';
import { catalogueOf, ownEditions } from './editions.ts';
import { levelsOf } from './levels.ts';
import assessmentJson from './rule-sets/dga-2026.r1.json' with { type: 'json' };
import standardJson from './rule-sets/dg6-2020.r1.json' with { type: 'json' };

const edition = ownEditions.all[0]!;
const kinds = SubmissionKind.options;

/** Knowledge as a worked example gives it: the baseline, the changes, the removals, and false for every item fact. */
const knowledgeOf = (example: (typeof edition.standard.examples)[number]) => {
  const facts: Record<string, FactValue> = {
    ...edition.standard.baselineFacts,
    stage: edition.kinds.get(example.submission)!.stage,
    ...example.factsChangedFromBaseline,
  };
  const removed = new Set(example.factsRemovedFromBaseline);
  return (item: string) => (fact: string) => {
    if (fact.startsWith('item.')) return example.itemFacts?.[item]?.[fact] ?? false;
    return removed.has(fact) ? undefined : facts[fact];
  };
};

describe('the edition dg6-2020.r1', () => {
  it('has a level for every one of 86 items in every one of 15 kinds', () => {
    expect(edition.kinds.size).toBe(15);
    expect(edition.items).toHaveLength(86);
    expect(edition.standard.requirements).toHaveLength(15 * 86);
    expect([...edition.kinds.keys()].toSorted()).toEqual(kinds.toSorted());
  });

  it('keeps the counts of the reference it was taken from', () => {
    expect(edition.facts.size).toBe(95);
    expect(edition.checks).toHaveLength(13);
    expect(edition.triageReasons).toHaveLength(15);
    expect(edition.assessmentReasons).toHaveLength(23);
    expect(edition.standard.rebuttablePresumption.categories).toHaveLength(10);
  });

  it('says of every row where it comes from and how sure that is', () => {
    const known = new Set(edition.standard.sources.map((source) => source.id));
    const unsourced = edition.standard.requirements.filter(
      (row) => row.sources.length === 0 || row.sources.some((source) => !known.has(source)),
    );
    expect(unsourced).toEqual([]);
  });

  describe.each(edition.standard.examples)('worked example $id, $title', (example) => {
    const levels = levelsOf(edition, example.submission, knowledgeOf(example));
    it.each(example.mustBeRequired)('requires %s', (item) => expect(levels.get(item)).toBe('required'));
    it.each(example.mustNotBeRequired)('does not require %s', (item) => expect(levels.get(item)).toBe('not_required'));
    it.each(example.mustBeUnknown ?? [])('asks before it decides on %s', (item) =>
      expect(levels.get(item)).toBe('unknown'),
    );
  });

  it.each(kinds)('never takes back a level of %s when one more fact is learned', (kind) => {
    const names = [...edition.decidingFacts(kind)].filter((name) => name !== 'submissionKind');
    const valuesOf = (name: string): readonly FactValue[] => {
      const declared = edition.facts.get(name)!;
      if (declared.type === 'integer') return [0, 1, 2];
      return declared.type === 'boolean' || typeof declared.values === 'string' ? [true, false] : declared.values!;
    };
    const anyFacts = fc.record(
      Object.fromEntries(names.map((name) => [name, fc.option(fc.constantFrom(...valuesOf(name)))])),
    ) as fc.Arbitrary<Record<string, FactValue | null>>;
    fc.assert(
      fc.property(anyFacts, fc.constantFrom(...names), fc.nat(10), (facts, learned, pick) => {
        if (facts[learned] !== null) return;
        const options = valuesOf(learned);
        const more = { ...facts, [learned]: options[pick % options.length]! };
        const before = levelsOf(edition, kind, () => (fact) => facts[fact]);
        const after = levelsOf(edition, kind, () => (fact) => more[fact]);
        for (const [item, level] of before) if (level !== 'unknown') expect(after.get(item)).toBe(level);
      }),
      { numRuns: 60 },
    );
  });

  it('leaves no level open once every fact of the kind is known', () => {
    const known: Record<string, FactValue> = { ...edition.standard.baselineFacts, anticipatedPlea: 'not_guilty' };
    for (const kind of kinds) {
      const levels = levelsOf(edition, kind, () => (fact) => (fact.startsWith('item.') ? false : known[fact]));
      expect([...levels].filter(([, level]) => level === 'unknown')).toEqual([]);
    }
  });
});

describe('editions', () => {
  it('are found by name', () => {
    expect(ownEditions.byId('dg6-2020.r1')).toBe(edition);
    expect(ownEditions.byId('dg7-2026.r1')).toBeUndefined();
  });

  it('are data: a newer file changes what is due and leaves the older edition as it was', () => {
    const file = structuredClone(standardJson) as Record<string, Record<string, unknown>[]> & { meta: object };
    file.meta = { ...file.meta, id: 'dg7-2026.r1', inForceFrom: '2026-12-01' };
    file['items']!.push({ ...file['items']![0], id: 'BRIEFING', title: 'Briefing note', forms: ['MG6'] });
    for (const kind of kinds)
      file['requirements']!.push({
        submission: kind,
        item: 'BRIEFING',
        level: 'required',
        sources: ['GK'],
        confidence: 'proposal',
      });
    const newer = parseEdition(file, assessmentJson);
    const nothing = () => () => undefined;
    expect(levelsOf(newer, 'EA', nothing).get('BRIEFING')).toBe('required');
    expect(levelsOf(edition, 'EA', nothing).has('BRIEFING')).toBe(false);
    const catalogue = catalogueOf([newer, edition]);
    expect(catalogue.inForce(civilDate('2026-11-30')).id).toBe('dg6-2020.r1');
    expect(catalogue.inForce(civilDate('2026-12-01')).id).toBe('dg7-2026.r1');
  });

  it.each([
    {
      flaw: 'a row is missing',
      spoil: (file: { requirements: object[] }) => file.requirements.pop(),
      says: /has no row/,
    },
    {
      flaw: 'a row is there twice',
      spoil: (file: { requirements: object[] }) => file.requirements.push(file.requirements[0]!),
      says: /has two rows/,
    },
    {
      flaw: 'a rule names a fact nobody declared',
      spoil: (file: { requirements: object[] }) =>
        Object.assign(file.requirements[0]!, {
          level: 'conditional',
          predicate: { fact: 'isTuesday', op: 'eq', value: true },
        }),
      says: /isTuesday/,
    },
    {
      flaw: 'a conditional row has no condition',
      spoil: (file: { requirements: object[] }) => Object.assign(file.requirements[0]!, { level: 'conditional' }),
      says: /has a predicate/,
    },
  ])('are refused when $flaw', ({ spoil, says }) => {
    const file = structuredClone(standardJson) as { requirements: object[] };
    spoil(file);
    expect(() => parseEdition(file, assessmentJson)).toThrow(says);
  });

  it('are refused with the wrong list of assessment reasons', () => {
    const file = structuredClone(assessmentJson) as { meta: { version: string } };
    file.meta.version = 'dga-2030.r1';
    expect(() => parseEdition(standardJson, file)).toThrow(/goes with dga-2026.r1/);
  });
});
