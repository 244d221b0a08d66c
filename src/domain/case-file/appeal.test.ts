import { describe, expect, it } from 'vitest';
import { anActor, easternCounties } from '../../../test/support/people.ts';
import { answerAppeal, declineAdvice, escalateRejection, makeAppeal, type OverturnedTo } from './appeal.ts';
import type { SentSubmission } from './sent.ts';
import type { SubmissionState } from './workflow.ts';

const inState = (state: SubmissionState): SentSubmission => ({
  ...{ submissionId: 'S1', version: 1, state, defendantIds: ['D1'] },
  ...{ holder: easternCounties, prosecutorId: undefined },
});
const urgency = { dueAt: '9999-12-31T00:00:00Z', reasons: [] };
const code = (result: { ok: boolean; refusal?: { code: string } }): string =>
  result.ok ? 'accepted' : (result.refusal?.code ?? '');
const stepOf = (result: ReturnType<typeof answerAppeal>): unknown => result.ok && result.value[0]?.payload;

describe('T26b', () => {
  it('is for early advice that waits, and says who declined', () => {
    const decline = (state: SubmissionState, kind = 'EA') =>
      declineAdvice(inState(state), {
        ...{ actor: anActor(['cps_prosecutor'], { userId: 'user-p' }), kind },
        ...{ reason: 'too_early', text: 'Ask again once the phone has been read.' },
      });
    for (const state of ['triage_accepted', 'allocated', 'in_review'] as const)
      expect(code(decline(state))).toBe('accepted');
    expect(code(decline('advice_given'))).toBe('step-not-allowed');
    expect(code(decline('in_review', 'PCD_FCT_NGAP'))).toBe('step-not-allowed');
    expect(stepOf(decline('in_review'))).toMatchObject({ prosecutorId: 'user-p', reason: 'too_early' });
  });
});

describe('T33', () => {
  const appeal = (state: SubmissionState, hasEnding: boolean, role: 'inspector_escalation' | 'supervisor') =>
    makeAppeal(inState(state), {
      ...{ actor: anActor([role]), appealId: 'A1', grounds: 'It has been read since.', hasEnding },
      ...{ toOrg: easternCounties.id, urgency },
    });

  it('is made by an inspector, against advice that was declined or a decision that ends it', () => {
    expect(code(appeal('advice_declined', false, 'inspector_escalation'))).toBe('accepted');
    expect(code(appeal('decision_issued', true, 'inspector_escalation'))).toBe('accepted');
    expect(code(appeal('decision_issued', false, 'inspector_escalation'))).toBe('step-not-allowed');
    expect(code(appeal('in_review', true, 'inspector_escalation'))).toBe('step-not-allowed');
    expect(code(appeal('advice_declined', false, 'supervisor'))).toBe('not-allowed');
  });

  it('is answered by a legal manager of the office that holds it, who did not decide it, with reasons', () => {
    const answer = (
      over: { userId?: string; reasons?: string; roles?: ['cps_legal_manager'] | ['cps_prosecutor'] } = {},
    ) =>
      answerAppeal(inState('appealed'), {
        actor: anActor(over.roles ?? ['cps_legal_manager'], { userId: over.userId ?? 'user-m' }),
        appeal: { appealId: 'A1', about: 'advice' },
        decidedBy: ['user-p'],
        ...{ outcome: 'upheld', reasons: over.reasons ?? 'It was read on Friday.', lesson: '', urgency },
      });
    expect(code(answer())).toBe('accepted');
    expect(code(answer({ userId: 'user-p' }))).toBe('not-allowed');
    expect(code(answer({ roles: ['cps_prosecutor'] }))).toBe('not-allowed');
    expect(code(answer({ reasons: ' ' }))).toBe('something-missing');
  });
});

describe('T17', () => {
  const escalate = (
    state: SubmissionState,
    over: { role?: 'inspector_escalation' | 'supervisor'; grounds?: string; spoke?: string } = {},
  ) =>
    escalateRejection(inState(state), {
      ...{ actor: anActor([over.role ?? 'inspector_escalation']), appealId: 'A1', toOrg: easternCounties.id, urgency },
      ...{ grounds: over.grounds ?? 'It is M04.', spoke: over.spoke ?? 'Rang triage at 9am: they see it otherwise.' },
    });

  it('is for an inspector, of a file that was rejected, after talking and with grounds', () => {
    expect(code(escalate('awaiting_resubmission'))).toBe('accepted');
    for (const state of ['supervision', 'triage_pending', 'appealed', 'advice_declined'] as const)
      expect(code(escalate(state))).toBe('step-not-allowed');
    expect(code(escalate('awaiting_resubmission', { role: 'supervisor' }))).toBe('not-allowed');
    expect(code(escalate('awaiting_resubmission', { grounds: ' ' }))).toBe('something-missing');
    expect(code(escalate('awaiting_resubmission', { spoke: '' }))).toBe('something-missing');
  });

  const answer = (leadsTo: OverturnedTo, outcome: 'upheld' | 'dismissed', userId = 'user-m') =>
    answerAppeal(inState('appealed'), {
      actor: anActor(['cps_legal_manager'], { userId }),
      appeal: { appealId: 'A1', about: 'rejection' },
      rejection: { leadsTo, reasons: ['TR-10'] },
      ...{ decidedBy: ['user-t'], outcome, reasons: 'It was there.', lesson: '', urgency },
    });

  it('is overturned to where the file was rejected, with the reasons that cannot be given again', () => {
    for (const leadsTo of ['triage_pending', 'urgent_review', 'triage_accepted'] as const)
      expect(stepOf(answer(leadsTo, 'upheld'))).toMatchObject({ leadsTo, overturned: ['TR-10'] });
    expect(stepOf(answer('triage_pending', 'dismissed'))).not.toHaveProperty('leadsTo');
  });

  it('is answered by nobody who rejected it', () => {
    expect(code(answer('triage_pending', 'upheld', 'user-t'))).toBe('not-allowed');
    expect(code(answer('triage_pending', 'upheld'))).toBe('accepted');
  });
});
