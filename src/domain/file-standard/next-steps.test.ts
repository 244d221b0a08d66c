import { describe, expect, it } from 'vitest';
import { aCase, contextFor, type CaseChanges } from './a-case.ts';
import { checkSubmission, groupRows, openRowsOf, ownEditions, type CheckContext, type OpenRow } from './index.ts';
import { itemsWithStep, stepOfItem, workSteps, type WorkStep } from './next-steps.ts';

const edition = ownEditions.all[0]!;
const today = '2026-11-01';

const rowsOf = (
  changes: CaseChanges,
  given: Partial<CheckContext> & { explained?: ReadonlyMap<string, { reason: string; due: string }> } = {},
  more: Partial<Parameters<typeof openRowsOf>[1]> = {},
): OpenRow[] => {
  const record = aCase(changes);
  return openRowsOf(checkSubmission(record, 'S1', { ...contextFor(record), ...given }), {
    ...{ items: edition.items, unanswered: [], awaited: [], today },
    ...more,
  });
};
const gapOf = (rows: readonly OpenRow[], item: string) =>
  rows.find((row) => row.of === 'gap' && row.item.item === item);

describe('the next step about an item', () => {
  it.each(ownEditions.all.map((each) => [each.id, each] as const))('is known for every item of %s', (_, { items }) => {
    for (const item of items) expect(Object.keys(workSteps)).toContain(stepOfItem(item).step);
  });

  it('is written down for every item of the edition in force, and for no other', () => {
    expect(itemsWithStep.toSorted()).toEqual(edition.items.map(({ id }) => id).toSorted());
    expect(new Set(itemsWithStep).size).toBe(itemsWithStep.length);
  });

  it.each<[string, WorkStep, string | undefined]>([
    ['KEY_STATEMENTS', 'ask_witness', undefined],
    ['AVAILABILITY', 'ask_witness', undefined],
    ['FORENSIC', 'ask_organisation', 'the laboratory'],
    ['MEDICAL', 'ask_organisation', 'the hospital or doctor'],
    ['IDENT', 'ask_organisation', 'the identification unit'],
    ['MG6C', 'disclosure', undefined],
    ['RPM_COPIES', 'disclosure', undefined],
    ['DISC_IMPACT', 'write', undefined],
    ['CASE_OUTLINE', 'write', undefined],
    ['SUSPECT_PROFILE', 'record', undefined],
    ['KEY_MEDIA', 'add', undefined],
    ['SUP_CERT', 'certify', undefined],
    ['EMERGENCY_RECORD', 'certify', undefined],
  ])('%s: %s', (id, step, from) => {
    expect(stepOfItem(edition.items.find((item) => item.id === id)!)).toEqual({
      step,
      ...(from === undefined ? {} : { from }),
    });
  });

  it.each<[string, Partial<Parameters<typeof stepOfItem>[0]>, WorkStep]>([
    ['a form that carries statements', { forms: ['MG11'] }, 'ask_witness'],
    ['the request itself', { forms: ['CM01', 'MG3'] }, 'write'],
    ['a document', { forms: ['MG5'] }, 'add'],
    ['no form at all', { forms: [] }, 'add'],
    ['disclosure', { forms: ['MG6C'], group: 'disclosure' }, 'disclosure'],
  ])('of a newer edition follows from what it says of it: %s', (_, row, step) => {
    expect(stepOfItem({ id: 'NEW_ITEM', group: 'evidence', forms: [], ...row }).step).toBe(step);
  });
});

describe('everything that is open', () => {
  const open = rowsOf({ record: { flags: { ...aCase().flags, isHateCrime: null } } });

  it('holds each gap and each question once, and nothing else', () => {
    const record = aCase({ record: { flags: { ...aCase().flags, isHateCrime: null } } });
    const check = checkSubmission(record, 'S1', contextFor(record));
    expect(open.flatMap((row) => (row.of === 'gap' ? [row.item.item] : [])).toSorted()).toEqual(
      [...check.summary.missing, ...check.summary.inadequate].toSorted(),
    );
    expect(open.flatMap((row) => (row.of === 'question' ? [row.question.fact] : []))).toEqual(
      check.questions.map(({ fact }) => fact),
    );
  });

  it('stands in the order of working, and every group names what it holds', () => {
    const steps = Object.keys(workSteps);
    const places = open.map(({ step }) => steps.indexOf(step));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    for (const by of ['step', 'holder'] as const) {
      const groups = groupRows(open, by);
      expect(groups.flatMap(({ rows }) => rows)).toHaveLength(open.length);
      for (const { id, rows } of groups) for (const row of rows) expect(row[by]).toBe(id);
    }
  });

  it('puts a gap with a reason and a date to wait, with whoever holds it, until that day is over', () => {
    const due = (day: string) => rowsOf({}, { explained: new Map([['MG5_REPORT', { reason: 'Typed up', due: day }]]) });
    const item = open.find((row) => row.of === 'gap' && row.step === 'disclosure');
    const disclosure = item?.of === 'gap' ? item.item.item : '';
    const waiting = rowsOf({}, { explained: new Map([[disclosure, { reason: 'In hand', due: today }]]) });
    expect(gapOf(waiting, disclosure)).toMatchObject({ step: 'wait', holder: 'disclosure_officer' });
    const late = rowsOf({}, { explained: new Map([[disclosure, { reason: 'In hand', due: '2026-10-31' }]]) });
    expect(gapOf(late, disclosure)).toMatchObject({ step: 'disclosure' });
    expect(due(today).length).toBe(due('2026-10-31').length);
  });

  it('a gap that the request lists as still to come is with whoever it comes from', () => {
    const awaited = [{ kind: 'audio_visual', what: 'Bus camera', due: '2026-12-01' }];
    const item = edition.items.find(({ id }) => id === 'KEY_MEDIA')!;
    const check = {
      questions: [],
      checks: [],
      items: [
        {
          ...({ item: item.id, title: item.title, group: item.group, level: 'required', result: 'missing' } as const),
          ...({ by: [], why: '', fix: '', sources: [], confidence: 'confirmed', defenceVisibility: 'served' } as const),
          ...{ predictedRejections: [], predictedFailures: [], proposals: [] },
        },
      ],
    };
    const given = { items: edition.items, unanswered: [], today };
    expect(openRowsOf(check, { ...given, awaited: [] })).toMatchObject([{ step: 'add', holder: 'officer' }]);
    expect(openRowsOf(check, { ...given, awaited })).toMatchObject([
      { step: 'ask_organisation', holder: 'third_party', from: 'whoever holds the recording', awaited },
    ]);
  });

  it('a blocking check is with the one who can end it, and a warning is no work', () => {
    const check = (id: string, severity: 'block' | 'warn') => ({
      ...{ id, severity, message: 'Something', sources: [], confidence: 'confirmed' as const },
    });
    const rows = openRowsOf(
      {
        items: [],
        questions: [],
        checks: [check('CHK-04', 'block'), check('CHK-02', 'block'), check('CHK-06', 'warn')],
      },
      { items: edition.items, unanswered: [], awaited: [], today },
    );
    expect(rows.map(({ step, holder }) => [step, holder])).toEqual([
      ['make_agree', 'officer'],
      ['cps', 'cps'],
    ]);
  });

  it('begins with the points of a rejection that nobody has answered', () => {
    const point = { id: 'TR-06-KEY_STATEMENTS', label: 'Key statements not supplied', item: 'KEY_STATEMENTS' };
    expect(rowsOf({}, {}, { unanswered: [point] })[0]).toMatchObject({ of: 'rejection', point, holder: 'officer' });
  });
});

describe('an item that is due by a condition', () => {
  it('names the facts that made it due, each of them known', () => {
    const record = aCase();
    const check = checkSubmission(record, 'S1', contextFor(record));
    const known = new Map(check.facts.map(({ id, value }) => [id, value]));
    const conditional = check.items.filter(({ level, condition }) => level === 'required' && condition !== undefined);
    expect(conditional.length).toBeGreaterThan(3);
    for (const { dueBecause } of conditional) {
      expect(dueBecause?.length).toBeGreaterThan(0);
      for (const fact of dueBecause ?? []) expect(known.get(fact) ?? fact.startsWith('item.')).not.toBeNull();
    }
  });
});
