import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SubmissionKind } from '../case-file/index.ts';
import { aCase, anOffence, contextFor, type CaseChanges } from './a-case.ts';
import { checkSubmission, checkSupposing, differenceOf, type CheckResult, type Supposition } from './index.ts';

const plain: CaseChanges = { defendant: { status: 'pre_charge_bail' } };
const check = (changes: CaseChanges = plain): CheckResult => {
  const record = aCase(changes);
  return checkSubmission(record, 'S1', contextFor(record));
};
const supposing = (given: Supposition, changes: CaseChanges = plain, fit = true): CheckResult => {
  const record = aCase(changes);
  return checkSupposing(record, 'S1', contextFor(record), given, fit);
};

const anyChange = fc.record({
  kind: fc.constantFrom(...SubmissionKind.options),
  offences: fc
    .constantFrom('guilty', 'not_guilty', 'not_known')
    .map((anticipatedPlea) => [anOffence({ anticipatedPlea })]),
  request: fc.constantFrom({}, { caseOutline: 'He took a coat.' }, { vps: { offered: true } }),
});

/** The same check with its lists in another order. */
const shuffled = (result: CheckResult, seed: number): CheckResult => {
  const turn = <T>(list: readonly T[]): T[] => {
    const by = list.length === 0 ? 0 : seed % list.length;
    return [...list.slice(by), ...list.slice(0, by)].reverse();
  };
  return {
    ...result,
    ...{ items: turn(result.items), questions: turn(result.questions), checks: turn(result.checks) },
    inputFaults: turn(result.inputFaults),
    triage: { ...result.triage, reasons: turn(result.triage.reasons) },
    assessment: { ...result.assessment, failures: turn(result.assessment.failures) },
  };
};
const ids = (difference: ReturnType<typeof differenceOf>) => {
  const sorted = (list: readonly object[]): string[] => list.map((each) => JSON.stringify(each)).toSorted();
  const { gaps, questions, checks, faults, rejections, failures, nowDue, noLongerDue, ...values } = difference;
  return {
    ...{ ...values, nowDue: sorted(nowDue), noLongerDue: sorted(noLongerDue) },
    lists: [gaps, questions, checks, faults, rejections, failures].map(({ opened, closed }) => [
      sorted(opened),
      sorted(closed),
    ]),
  };
};

describe('the difference of two checks', () => {
  it('is empty for equal checks, in whatever order their rows stand', () => {
    fc.assert(
      fc.property(anyChange, fc.nat(), (change, seed) => {
        const one = check(change);
        expect(differenceOf(one, one).isEmpty).toBe(true);
        expect(differenceOf(one, shuffled(one, seed)).isEmpty).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('is the same however the rows of either stand, and empty only where nothing is listed', () => {
    fc.assert(
      fc.property(anyChange, anyChange, fc.nat(), (first, second, seed) => {
        const [one, other] = [check(first), check(second)];
        const difference = differenceOf(one, other);
        expect(ids(differenceOf(shuffled(one, seed), shuffled(other, seed + 1)))).toEqual(ids(difference));
        if (difference.isEmpty) expect(ids(difference).lists.flat(2)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('the other way round exchanges opened and closed', () => {
    fc.assert(
      fc.property(anyChange, anyChange, (first, second) => {
        const [there, back] = [differenceOf(check(first), check(second)), differenceOf(check(second), check(first))];
        expect(back.nowDue.map(({ item }) => item)).toEqual(there.noLongerDue.map(({ item }) => item));
        expect(back.gaps.closed.map(({ item }) => item)).toEqual(there.gaps.opened.map(({ item }) => item));
        expect(back.isEmpty).toBe(there.isEmpty);
        expect(back.triage).toEqual({ before: there.triage.after, after: there.triage.before });
      }),
      { numRuns: 60 },
    );
  });

  it('leads from the one to the other: what was due, with what is now due and without what is not, is what is due', () => {
    fc.assert(
      fc.property(anyChange, anyChange, (first, second) => {
        const due = (result: CheckResult): string[] =>
          result.items.filter(({ level }) => level === 'required').map(({ item }) => item);
        const { nowDue, noLongerDue } = differenceOf(check(first), check(second));
        const gone = new Set(noLongerDue.map(({ item }) => item));
        const led = [...due(check(first)).filter((item) => !gone.has(item)), ...nowDue.map(({ item }) => item)];
        expect(led.toSorted()).toEqual(due(check(second)).toSorted());
      }),
      { numRuns: 60 },
    );
  });
});

describe('a supposed fact', () => {
  it('that is the fact already changes nothing', () => {
    expect(differenceOf(check(), supposing({ plea: 'not_known' })).isEmpty).toBe(true);
    expect(differenceOf(check(), supposing({})).isEmpty).toBe(true);
  });

  it('gives the same in whatever order two of them are supposed', () => {
    const pleaThenCourt = supposing({ plea: 'guilty', court: 'crown' });
    const courtThenPlea = supposing({ court: 'crown', plea: 'guilty' });
    expect(differenceOf(pleaThenCourt, courtThenPlea).isEmpty).toBe(true);
    expect(differenceOf(check(), pleaThenCourt)).toEqual(differenceOf(check(), courtThenPlea));
  });

  it.each<[string, Supposition, SubmissionKind]>([
    ['a guilty plea', { plea: 'guilty' }, 'PCD_FCT_GAP'],
    ['the Crown Court', { court: 'crown' }, 'PCD_FCT_CC'],
    ['trial on indictment only', { mode: 'indictable-only' }, 'PCD_FCT_CC'],
    ['the Threshold Test', { codeTest: 'threshold_test' }, 'PCD_TT'],
    ['another kind', { kind: 'EA' }, 'EA'],
    ['a guilty plea in the Crown Court', { plea: 'guilty', court: 'crown' }, 'PCD_FCT_CC'],
  ])('%s leads to the file that it needs', (_, given, kind) => {
    const result = supposing(given);
    expect(result.kind).toBe(kind);
    expect(differenceOf(check(), result).kind).toEqual({ before: 'PCD_FCT_NGAP', after: kind });
  });

  it('says that the facts do not fit, where the test tried needs custody', () => {
    expect(differenceOf(check(), supposing({ codeTest: 'threshold_test' })).kindFits).toEqual({
      before: 'yes',
      after: 'no',
    });
  });

  it('a file bound for the Crown Court stays one whatever is pleaded', () => {
    const crown: CaseChanges = { ...plain, kind: 'PCD_FCT_CC', offences: [anOffence({ category: 'CI' })] };
    expect(supposing({ plea: 'guilty' }, crown).kind).toBe('PCD_FCT_CC');
    expect(supposing({ mode: 'summary-only' }, crown).kind).toBe('PCD_FCT_NGAP');
  });

  it('is kept to the kind of the file where that is asked, and the case itself stays as it was', () => {
    const record = aCase(plain);
    const before = JSON.stringify(record);
    const result = checkSupposing(record, 'S1', contextFor(record), { plea: 'guilty', offence: 'F1' }, false);
    expect(result.kind).toBe('PCD_FCT_NGAP');
    expect(result.kindFits).toBe('no');
    expect(JSON.stringify(record)).toBe(before);
    expect(differenceOf(check(), supposing({ plea: 'guilty', offence: 'F9' }, plain, false)).isEmpty).toBe(true);
  });

  it('an answer given or taken back counts as one', () => {
    const unknown: CaseChanges = { record: { flags: { ...aCase().flags, isHateCrime: null } } };
    const answered = supposing({ answer: { fact: 'isHateCrime', value: true } }, unknown, false);
    expect(differenceOf(check(unknown), answered)).toMatchObject({
      nowDue: [{ item: 'HATE_INFO' }],
      questions: { closed: [{ fact: 'isHateCrime' }] },
      isEmpty: false,
    });
  });
});
