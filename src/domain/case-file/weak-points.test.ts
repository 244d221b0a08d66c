import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Point, PointEvidence } from './points.ts';
import {
  levelOfPoint,
  pointLevels,
  refKey,
  weaknessesOf,
  whatFalls,
  type EvidenceFault,
  type EvidenceSource,
} from './weak-points.ts';

const unsigned: EvidenceFault = { kind: 'unsigned', why: 'It says it is not signed.' };
const item = (id: string, given: Partial<EvidenceSource> = {}): EvidenceSource => ({
  ...{ kind: 'material', id, name: `${id} Item`, accountOf: undefined, producer: undefined, faults: [] },
  ...given,
});
const witness = (id: string): EvidenceSource => item(id, { kind: 'person', name: `Witness ${id}`, accountOf: id });
const cell = (id: string, given: Partial<PointEvidence> = {}): PointEvidence => ({
  ...{ kind: /^W/.test(id) ? 'person' : 'material', id, says: 'proves', words: '', hearsay: false },
  ...given,
});
const point = (evidence: PointEvidence[], id = 'P1'): Point => ({ id, text: `Point ${id}`, evidence });

const sources = [
  ...[item('M01', { accountOf: 'W1' }), item('M02', { accountOf: 'W1' }), item('M03'), item('M04')],
  ...[item('M05', { faults: [unsigned] }), witness('W1'), witness('W2')],
];

describe('how a point stands', () => {
  it.each([
    { when: 'nothing stands against it', evidence: [], level: 'nothing', kinds: ['nothing'] },
    {
      when: 'something only contradicts it',
      evidence: [cell('M03', { says: 'contradicts', words: 'He was at work.' })],
      ...{ level: 'nothing', kinds: ['nothing', 'contradicted'] },
    },
    { when: 'one item proves it', evidence: [cell('M03')], level: 'one', kinds: ['one'] },
    {
      when: 'two papers of one person prove it',
      evidence: [cell('M01'), cell('M02'), cell('W1')],
      ...{ level: 'one', kinds: ['one'] },
    },
    { when: 'two items prove it', evidence: [cell('M01'), cell('M03')], level: 'more', kinds: [] },
    {
      when: 'two items only support it',
      evidence: [cell('M03', { says: 'supports' }), cell('M04', { says: 'supports' })],
      ...{ level: 'more', kinds: ['not_proved'] },
    },
    {
      when: 'it rests on what is not signed',
      evidence: [cell('M05')],
      ...{ level: 'doubtful', kinds: ['one', 'unsigned'] },
    },
    {
      when: 'one is sound and one is hearsay',
      evidence: [cell('M03'), cell('M04', { hearsay: true })],
      ...{ level: 'one', kinds: ['hearsay'] },
    },
    { when: 'what stood there is not on file', evidence: [cell('M99')], level: 'nothing', kinds: ['nothing'] },
  ])('$when: $level', ({ evidence, level, kinds }) => {
    expect(levelOfPoint(point(evidence), sources)).toBe(level);
    expect(weaknessesOf(point(evidence), sources).map(({ kind }) => kind)).toEqual(kinds);
  });

  it('says why in words that name the item', () => {
    expect(weaknessesOf(point([cell('M05')]), sources).map(({ why }) => why)).toEqual([
      'It rests on one item alone: M05 Item.',
      'M05 Item: It says it is not signed.',
    ]);
  });
});

describe('what falls', () => {
  const offences = [
    { offenceId: 'F1', list: [point([cell('M01')]), point([cell('M01'), cell('M03')], 'P2')] },
    { offenceId: 'F2', list: [point([cell('W2'), cell('M03')]), point([cell('M03'), cell('M04')], 'P2')] },
  ];
  const falls = (...without: string[]) =>
    whatFalls(offences, sources, new Set(without)).map(
      ({ offenceId, point: { id }, to }) => `${offenceId} ${id} ${to}`,
    );

  it('is each point that loses support, in every offence, with the statements of the person', () => {
    expect(falls('person:W1')).toEqual(['F1 P1 nothing', 'F1 P2 one']);
    expect(falls('person:W2')).toEqual(['F2 P1 one']);
    expect(falls('material:M03')).toEqual(['F1 P2 one', 'F2 P1 one', 'F2 P2 one']);
    expect(falls('person:W1', 'material:M03')).toEqual(['F1 P1 nothing', 'F1 P2 nothing', 'F2 P1 one', 'F2 P2 one']);
  });

  it('is nothing when nothing is taken away, or nothing that stands anywhere', () => {
    expect(falls()).toEqual([]);
    expect(falls('material:M05')).toEqual([]);
  });
});

/** Any few sources, some faulty and some one person's, and a point that any of them may stand against. */
const anyWorld = fc
  .array(
    fc.record({
      isPerson: fc.boolean(),
      account: fc.option(fc.constantFrom('W0', 'W1', 'W2'), { nil: undefined }),
      faulty: fc.boolean(),
    }),
    { maxLength: 7 },
  )
  .chain((given) => {
    const made = given.map(({ isPerson, account, faulty }, index): EvidenceSource =>
      isPerson
        ? { ...witness(`W${index}`), faults: faulty ? [unsigned] : [] }
        : item(`M0${index}`, { accountOf: account, faults: faulty ? [unsigned] : [] }),
    );
    const keys = made.map(refKey);
    return fc.record({
      sources: fc.constant(made),
      evidence: fc
        .subarray(made)
        .chain((chosen) =>
          fc.tuple(
            ...chosen.map(({ kind, id }) =>
              fc
                .record({ says: fc.constantFrom('proves', 'supports', 'contradicts'), hearsay: fc.boolean() })
                .map((said): PointEvidence => ({ kind, id, words: '', ...said })),
            ),
          ),
        ),
      less: fc.subarray([...keys, 'person:W0', 'person:W1', 'person:W2']),
      more: fc.subarray([...keys, 'person:W0', 'person:W1', 'person:W2']),
    });
  });
const rank = (level: (typeof pointLevels)[number]): number => pointLevels.indexOf(level);

describe('taking evidence away', () => {
  it('never strengthens a point, and taking more away never less', () => {
    fc.assert(
      fc.property(anyWorld, (world) => {
        const of = (without: readonly string[]): number =>
          rank(levelOfPoint(point(world.evidence), world.sources, new Set(without)));
        expect(of(world.less)).toBeLessThanOrEqual(of([]));
        expect(of([...world.less, ...world.more])).toBeLessThanOrEqual(of(world.less));
      }),
    );
  });

  it('changes nothing when nothing is taken away', () => {
    fc.assert(
      fc.property(anyWorld, (world) => {
        const offences = [{ offenceId: 'F1', list: [point(world.evidence)] }];
        expect(whatFalls(offences, world.sources, new Set())).toEqual([]);
      }),
    );
  });

  it('leaves nothing when everything is taken away', () => {
    fc.assert(
      fc.property(anyWorld, (world) => {
        const all = new Set(world.sources.map(refKey));
        expect(levelOfPoint(point(world.evidence), world.sources, all)).toBe('nothing');
      }),
    );
  });

  it('is the same in any order of the evidence, of the file and of what is taken away', () => {
    fc.assert(
      fc.property(anyWorld, (world) => {
        const offences = (evidence: PointEvidence[]) => [{ offenceId: 'F1', list: [point(evidence)] }];
        const turned = whatFalls(
          offences(world.evidence.toReversed()),
          world.sources.toReversed(),
          new Set(world.less.toReversed()),
        );
        const levels = (list: ReturnType<typeof whatFalls>) => list.map(({ from, to }) => [from, to]);
        expect(levels(turned)).toEqual(levels(whatFalls(offences(world.evidence), world.sources, new Set(world.less))));
        expect(weaknessesOf(point(world.evidence.toReversed()), world.sources.toReversed())).toEqual(
          weaknessesOf(point(world.evidence), world.sources),
        );
      }),
    );
  });

  it('adding evidence that supports it never weakens a point', () => {
    fc.assert(
      fc.property(anyWorld, (world) => {
        const before = rank(levelOfPoint(point(world.evidence.slice(1)), world.sources));
        expect(rank(levelOfPoint(point(world.evidence), world.sources))).toBeGreaterThanOrEqual(before);
      }),
    );
  });
});
