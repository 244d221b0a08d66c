import { describe, expect, it } from 'vitest';
import { anActor, easternCounties } from '../../../test/support/people.ts';
import { declineAdvice } from './appeal.ts';
import { startReview } from './review.ts';
import type { SentSubmission } from './sent.ts';
import { giveToProsecutor, goesToManagerFirst, rejectFile } from './triage.ts';
import type { SubmissionState } from './workflow.ts';

const inState = (state: SubmissionState): SentSubmission => ({
  ...{ submissionId: 'S1', version: 1, state, defendantIds: ['D1'] },
  ...{ holder: easternCounties, prosecutorId: undefined },
});
const code = (result: { ok: boolean; refusal?: { code: string } }): string =>
  result.ok ? 'accepted' : (result.refusal?.code ?? '');

describe('BR-30', () => {
  it.each([
    ['EA', 'rasso', false, true],
    ['EA', 'domestic_abuse', true, true],
    ['EA', 'general', false, false],
    ['PCD_FCT_NGAP', 'rasso', true, false],
  ] as const)('%s of type %s, marked %s: to the manager first %s', (kind, caseType, isRasso, first) =>
    expect(goesToManagerFirst({ kind, caseType, isRasso })).toBe(first),
  );

  it('no prosecutor takes from the manager what goes to them first', () => {
    const prosecutor = anActor(['cps_prosecutor']);
    expect(code(startReview(inState('advice_triage'), prosecutor))).toBe('step-not-allowed');
    expect(code(startReview(inState('triage_accepted'), prosecutor))).toBe('accepted');
  });
});

describe('T18 by the early advice manager', () => {
  const give = (
    state: SubmissionState,
    by: 'cps_ea_manager' | 'cps_legal_manager' | 'cps_prosecutor' | 'cps_triage',
    to: Parameters<typeof giveToProsecutor>[1]['to'] = anActor(['cps_prosecutor'], { userId: 'user-p' }),
  ) => giveToProsecutor(inState(state), { actor: anActor([by]), to });

  it('is for that manager, or a legal manager, of what waits for them', () => {
    for (const role of ['cps_ea_manager', 'cps_legal_manager'] as const)
      expect(give('advice_triage', role)).toMatchObject({
        value: [{ type: 'review-allocated', payload: { step: 'T18', prosecutorId: 'user-p' } }],
      });
    for (const role of ['cps_prosecutor', 'cps_triage'] as const)
      expect(code(give('advice_triage', role))).toBe('not-allowed');
    for (const state of ['triage_accepted', 'allocated', 'in_review'] as const)
      expect(code(give(state, 'cps_ea_manager'))).toBe('step-not-allowed');
  });

  it('names a prosecutor of the office', () => {
    expect(code(give('advice_triage', 'cps_ea_manager', anActor(['cps_triage'])))).toBe('not-valid');
    expect(
      code(giveToProsecutor(inState('advice_triage'), { actor: anActor(['cps_ea_manager']), to: undefined })),
    ).toBe('not-valid');
  });
});

describe('T26a', () => {
  const reason = { id: 'TR-03', label: 'No charging report', due: true, items: ['MG3'] };
  const reject = (
    by: 'cps_ea_manager' | 'cps_legal_manager' | 'cps_prosecutor' | 'cps_triage',
    over: { reasons?: (typeof reason)[]; responseDate?: string; reminderOn?: string | null } = {},
  ) =>
    rejectFile(inState('advice_triage'), {
      ...{ actor: anActor([by]), reasons: over.reasons ?? [reason], detail: '', today: '2026-11-22' },
      ...{ responseDate: over.responseDate ?? '2026-12-01', reminderOn: over.reminderOn ?? null },
    });

  it('is the manager’s, with the reasons of triage, a date to come and no reminder before it', () => {
    expect(reject('cps_ea_manager')).toMatchObject({ value: [{ type: 'file-rejected', payload: { step: 'T26a' } }] });
    expect(code(reject('cps_legal_manager'))).toBe('accepted');
    for (const role of ['cps_prosecutor', 'cps_triage'] as const) expect(code(reject(role))).toBe('not-allowed');
    expect(code(reject('cps_ea_manager', { reasons: [] }))).toBe('something-missing');
    expect(code(reject('cps_ea_manager', { reasons: [{ ...reason, due: false }] }))).toBe('reason-not-due');
    expect(code(reject('cps_ea_manager', { reasons: [{ ...reason, id: 'TR-P1' }] }))).toBe('reason-not-due');
    expect(code(reject('cps_ea_manager', { responseDate: '2026-11-22' }))).toBe('not-valid');
    expect(code(reject('cps_ea_manager', { reminderOn: '2026-11-30' }))).toBe('not-valid');
  });
});

describe('T26b while the manager has it', () => {
  const decline = (by: 'cps_ea_manager' | 'cps_legal_manager' | 'cps_prosecutor') =>
    code(
      declineAdvice(inState('advice_triage'), {
        ...{ actor: anActor([by]), kind: 'EA', reason: 'too_early', text: 'Ask again once the phone has been read.' },
      }),
    );
  it('is the manager’s', () => {
    expect(decline('cps_ea_manager')).toBe('accepted');
    expect(decline('cps_legal_manager')).toBe('accepted');
    expect(decline('cps_prosecutor')).toBe('not-allowed');
  });
});
