import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CaseImport, CaseRecord, type Offence } from './case-record.ts';
import { isEdit } from './events.ts';
import { codesWithElements, elementsOf } from './elements.ts';
import { canonicalJson, partsForSubmission, withOrdinaryEvidence } from './parts.ts';
import type { Point, PointEvidence } from './points.ts';
import {
  pointsToProveOf,
  setPointEvidence,
  summaryOfPoints,
  withPointEvidence,
  writePoints,
  type EvidenceSaid,
} from './points-to-prove.ts';

const twoSuspects = CaseRecord.parse(
  JSON.parse(readFileSync('demo/cases/05-abh-two-defendants-youth-mismatch/case.json', 'utf8')),
);
const offenceIn = (record: CaseRecord, id = 'F4'): Offence => {
  const offence = record.offences.find((each) => each.id === id);
  if (offence === undefined) throw new Error('the example has no such offence');
  return offence;
};
const abh = offenceIn(twoSuspects);
const withPoints = (list: Point[], record = twoSuspects): CaseRecord => ({
  ...record,
  offences: record.offences.map((each) =>
    each.id === abh.id ? { ...each, points: { cjsCode: each.cjsCode, lastNumber: list.length, list } } : each,
  ),
});
const cell = (given: Partial<PointEvidence> & Pick<PointEvidence, 'kind' | 'id'>): PointEvidence => ({
  ...{ says: 'proves', words: 'He saw the punch.', hearsay: false },
  ...given,
});
const said = (given: Partial<EvidenceSaid> = {}): EvidenceSaid => ({
  ...{ pointId: 'P1', item: { kind: 'material', id: 'M06' }, says: 'proves', words: 'Saw it.', hearsay: false },
  ...given,
});

describe('elements of offences', () => {
  it.each(codesWithElements)('%s: each says something else, with a provision and how sure it is', (code) => {
    const elements = elementsOf(code);
    expect(new Set(elements.map(({ text }) => text)).size).toBe(elements.length);
    expect(elements.length).toBeGreaterThanOrEqual(3);
    for (const { source } of elements) {
      expect(source?.provision).toMatch(/\bs\d+[A-Z]?\b/);
      expect(source?.confidence).toBe('general_knowledge');
    }
    expect(elements[0]?.text).toMatch(/^Identity/);
  });

  it.each(['AA99001', 'OF61102A', 'OF61102C'])('%s, which is not listed: identity, act and state of mind', (code) => {
    expect(elementsOf(code)).toHaveLength(3);
    expect(elementsOf(code).every(({ source }) => source === undefined)).toBe(true);
  });

  it('are listed for every offence of the demonstration', () => {
    for (const { cjsCode } of twoSuspects.offences) expect(codesWithElements).toContain(cjsCode);
  });
});

describe('writing the points of an offence', () => {
  const listed = pointsToProveOf(abh).list;
  const texts = (points: readonly { id: string; text: string }[]) => points.map(({ id, text }) => ({ id, text }));

  it('renames, adds and takes out; a point keeps its evidence, and a number is not given twice', () => {
    const before = offenceIn(
      withPoints(listed.map((each) => ({ ...each, evidence: [cell({ kind: 'person', id: 'W1' })] }))),
    );
    const event = writePoints(before, [
      { id: 'P2', text: 'He punched him' },
      ...texts(listed.slice(2, 5)),
      { text: 'The tooth was sound before' },
    ]);
    if (!event.ok || event.value.type !== 'points-written') throw new Error('refused');
    const { points } = event.value.payload;
    expect(points.list.map(({ id }) => id)).toEqual(['P2', 'P3', 'P4', 'P5', 'P7']);
    expect(points.list[0]).toEqual({
      id: 'P2',
      text: 'He punched him',
      evidence: [cell({ kind: 'person', id: 'W1' })],
    });
    // Its words are those of the list, so its source stays.
    expect(points.list[1]?.source).toEqual(listed[2]?.source);
    expect(points.list.at(-1)).toEqual({ id: 'P7', text: 'The tooth was sound before', evidence: [] });
    const again = writePoints({ ...before, points }, [{ text: 'Another' }]);
    if (!again.ok || again.value.type !== 'points-written') throw new Error('refused');
    expect(again.value.payload.points.list.map(({ id }) => id)).toEqual(['P8']);
  });

  it.each([
    { when: 'an empty list', points: [], code: 'something-missing' },
    { when: 'an empty point', points: [{ id: 'P1', text: ' ' }], code: 'something-missing' },
    { when: 'the same point twice', points: [{ text: 'A' }, { text: 'A ' }], code: 'not-valid' },
    { when: 'a point that is not there', points: [{ id: 'P77', text: 'A' }], code: 'not-valid' },
    {
      when: 'one point under two heads',
      points: [
        { id: 'P1', text: 'A' },
        { id: 'P1', text: 'B' },
      ],
      code: 'not-valid',
    },
    { when: 'a very long point', points: [{ text: 'x'.repeat(501) }], code: 'not-valid' },
    {
      when: 'very many points',
      points: Array.from({ length: 31 }, (_, index) => ({ text: `Point ${index}` })),
      code: 'not-valid',
    },
  ])('refuses $when', ({ points, code }) => {
    const refused = writePoints(abh, points);
    expect(refused.ok ? 'written' : refused.refusal.code).toBe(code);
  });
});

describe('setting evidence against a point', () => {
  it('writes the listed points first where nobody has, then takes the place of what was said', () => {
    const first = setPointEvidence(twoSuspects, abh, said());
    if (!first.ok) throw new Error(first.refusal.detail);
    expect(first.value.map(({ type }) => type)).toEqual(['points-written', 'point-evidence-set']);
    const [written, set] = first.value;
    if (written?.type !== 'points-written' || set?.type !== 'point-evidence-set') throw new Error('other events');
    const points = withPointEvidence(written.payload.points, set.payload);
    const second = setPointEvidence(twoSuspects, { ...abh, points }, said({ says: 'contradicts', words: '' }));
    if (!second.ok || second.value[0]?.type !== 'point-evidence-set') throw new Error('other events');
    const now = withPointEvidence(points, second.value[0].payload);
    expect(now.list[0]?.evidence).toEqual([
      { kind: 'material', id: 'M06', says: 'contradicts', words: '', hearsay: false },
    ]);
    const away = setPointEvidence(twoSuspects, { ...abh, points: now }, said({ says: undefined }));
    if (!away.ok || away.value[0]?.type !== 'point-evidence-set') throw new Error('other events');
    expect(withPointEvidence(now, away.value[0].payload).list.every(({ evidence }) => evidence.length === 0)).toBe(
      true,
    );
  });

  const sensitive = twoSuspects.material.find(({ type }) => type === 'MG6D');
  it.each([
    { when: 'a sensitive item', item: { kind: 'material', id: sensitive?.id ?? '' } },
    { when: 'an item that is not there', item: { kind: 'material', id: 'M99' } },
    { when: 'a form about how to reach people', item: { kind: 'material', id: 'M05' } },
    { when: 'a paper about the case', item: { kind: 'material', id: 'M03' } },
    { when: 'somebody who is not in the case', item: { kind: 'person', id: 'W99' } },
  ] as const)('refuses $when in the same words', ({ item }) => {
    const refused = setPointEvidence(twoSuspects, abh, said({ item }));
    expect(refused).toMatchObject({ ok: false, refusal: { code: 'not-valid', field: 'item' } });
    expect(refused.ok ? '' : refused.refusal.detail).toContain('A sensitive item cannot stand against a point');
  });

  it('refuses a suspect as a witness, no such point, and taking away what is not there', () => {
    const refusalOf = (given: Partial<EvidenceSaid>) => {
      const refused = setPointEvidence(twoSuspects, abh, said(given));
      return refused.ok ? 'written' : refused.refusal.code;
    };
    expect(refusalOf({ item: { kind: 'person', id: 'D2' } })).toBe('not-valid');
    expect(refusalOf({ pointId: 'P40' })).toBe('page-not-found');
    expect(refusalOf({ says: undefined })).toBe('already-done');
  });
});

describe('what is sent of points', () => {
  const point = (evidence: PointEvidence[]): Point => ({ id: 'P1', text: 'Identity', evidence });
  const [submission] = twoSuspects.submissions;

  it('travels in the part that everybody reads', () => {
    const record = withPoints([point([cell({ kind: 'material', id: 'M06' }), cell({ kind: 'person', id: 'W1' })])]);
    const { V1 } = partsForSubmission(record, submission?.id ?? '');
    expect(offenceIn(V1).points).toEqual(offenceIn(record).points);
  });

  it('names no item that has become sensitive, or is not on the file any more', () => {
    const words = 'What only they know.';
    const record = withPoints([
      point([cell({ kind: 'material', id: 'M06', words }), cell({ kind: 'material', id: 'M08' })]),
    ]);
    const now: CaseRecord = {
      ...record,
      material: record.material.flatMap((each) =>
        each.id === 'M06' ? [{ ...each, status: 'sensitive' as const }] : each.id === 'M08' ? [] : [each],
      ),
    };
    const { V1 } = partsForSubmission(now, submission?.id ?? '');
    expect(canonicalJson(V1)).not.toContain(words);
    expect(offenceIn(V1).points?.list[0]?.evidence).toEqual([]);
    expect(offenceIn(withOrdinaryEvidence(now)).points?.list[0]?.evidence).toEqual([]);
  });

  it('does not come in with a case from another system', () => {
    expect(CaseImport.safeParse(twoSuspects).success).toBe(true);
    expect(CaseImport.safeParse(withPoints([point([])])).success).toBe(false);
  });
});

it('counts the points against which nothing stands that proves or supports them', () => {
  expect(summaryOfPoints(abh)).toEqual({ total: 6, nothing: 6, written: false });
  const contradicted = cell({ kind: 'material', id: 'M06', says: 'contradicts' });
  const written = offenceIn(
    withPoints([
      { id: 'P1', text: 'One', evidence: [cell({ kind: 'person', id: 'W1' })] },
      { id: 'P2', text: 'Two', evidence: [contradicted] },
    ]),
  );
  expect(summaryOfPoints(written)).toEqual({ total: 2, nothing: 1, written: true });
});

it('a change of the points voids a certificate that covers them', () => {
  expect((['points-written', 'point-evidence-set'] as const).filter(isEdit)).toHaveLength(2);
});
