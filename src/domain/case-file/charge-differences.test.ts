import { describe, expect, it } from 'vitest';
import { anActor, easternCounties } from '../../../test/support/people.ts';
import { answerDifference, correctCharge, standingOfDifference, stopsPreparation } from './charge-differences.ts';
import type { SentSubmission } from './sent.ts';

const prosecutor = anActor(['cps_prosecutor']);
const officer = anActor(['officer_in_case']);
const submission: SentSubmission = {
  ...{ submissionId: 'S1', version: 1, state: 'decision_issued', defendantIds: ['D1'], holder: easternCounties },
  prosecutorId: undefined,
};
const charge = (comparison: string, outcome?: string) => ({
  ...{ chargeId: 'C1', defendantId: 'D1', comparison },
  resolved: outcome === undefined ? null : { outcome },
});
const code = (result: { ok: boolean; refusal?: { code: string; field?: string } }): string =>
  result.ok ? 'accepted' : [result.refusal?.code, result.refusal?.field].filter((part) => part !== undefined).join(' ');

describe('a charge that was not laid as authorised (T29, BR-60)', () => {
  it('stops preparation until it is accepted, amended or withdrawn', () => {
    const stops = (comparison: string, outcome?: string): boolean =>
      stopsPreparation([charge(comparison, outcome)], ['D1']).length > 0;
    expect(['mismatch', 'not_authorised', 'match', 'police_charge'].map((each) => stops(each))).toEqual([
      ...[true, true, false, false],
    ]);
    expect(['to_correct', 'accepted', 'amended', 'withdrawn'].map((each) => stops('mismatch', each))).toEqual([
      ...[true, false, false, false],
    ]);
    expect(stopsPreparation([charge('mismatch')], ['D2'])).toEqual([]);
    expect(standingOfDifference(charge('mismatch'))).toBe('to_look_at');
  });

  it('is looked at again by a prosecutor of the office that holds the file, with a reason', () => {
    const look = (over: object = {}, of = charge('mismatch')) =>
      answerDifference(submission, of, { ...{ actor: prosecutor, outcome: 'accepted', reason: 'A slip.' }, ...over });
    expect(code(look())).toBe('accepted');
    expect(code(look({ outcome: '' }))).toBe('something-missing outcome');
    expect(code(look({ reason: ' ' }))).toBe('something-missing reason');
    expect(code(look({ actor: officer }))).toBe('not-allowed');
    const elsewhere = anActor(['cps_prosecutor'], { organisation: { ...easternCounties, id: 'cps-other' } });
    expect(code(look({ actor: elsewhere }))).toBe('not-allowed');
    expect(code(look({}, charge('match')))).toBe('step-not-allowed');
    expect(code(look({}, charge('mismatch', 'to_correct')))).toBe('already-done');
  });

  it('is corrected by police alone (BR-01), to what was authorised or by withdrawing it', () => {
    const terms = {
      ...{
        cjsCode: 'OF61102',
        title: 'Assault',
        wording: 'Assaulted.',
        startDate: '2026-10-03',
        endDate: '2026-10-03',
      },
    };
    const correct = (over: object = {}, of = charge('mismatch', 'to_correct')) =>
      correctCharge(of, {
        ...{ actor: officer, hasPart: true, how: 'amended', reason: 'At court on 3 December.', terms },
        ...over,
      });
    expect(code(correct())).toBe('accepted');
    expect(code(correct({}, charge('mismatch')))).toBe('accepted');
    expect(code(correct({ actor: prosecutor }))).toBe('only-police-lay-charges');
    expect(code(correct({ hasPart: false }))).toBe('not-allowed');
    expect(code(correct({ how: '' }))).toBe('something-missing how');
    expect(code(correct({ reason: '' }))).toBe('something-missing reason');
    expect(code(correct({ terms: undefined }))).toBe('not-valid how');
    expect(code(correct({ terms: undefined, how: 'withdrawn' }))).toBe('accepted');
    expect(code(correct({}, charge('mismatch', 'accepted')))).toBe('step-not-allowed');
  });
});
