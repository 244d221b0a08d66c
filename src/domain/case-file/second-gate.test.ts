import { describe, expect, it } from 'vitest';
import type { Actor, Role } from '../access/index.ts';
import type { Result } from '../kernel/result.ts';
import { mayLookAgain, mayPassOn, passFile } from './second-gate.ts';
import type { SubmissionState } from './workflow.ts';

const force = { id: 'force-35', kind: 'force', name: 'A force', forceCode: '35', serves: [] } as const;
const person = (userId: string, role: Role, team?: string): Actor => ({
  ...{ userId, organisation: force, roles: [role] },
  contact: {
    ...{ name: 'A Person', phone: '01632 960201', email: 'person@example.org' },
    ...(team === undefined ? {} : { team }),
  },
});
const review = 'Evidential Review';
const first = person('first', 'gatekeeper', review);
const looks = { certifiedBy: 'certifier', passedBy: { userId: 'first', by: first.contact } };
const code = (result: Result<unknown>): string => (result.ok ? 'accepted' : result.refusal.code);

describe('the second look (T03, T05)', () => {
  const again = (actor: Actor, isOfficerInCase = false) => mayLookAgain(actor, { ...looks, isOfficerInCase });

  it.each([
    ['the standards unit', person('unit', 'cfssu', review), 'accepted'],
    ['a gatekeeper of another team', person('other', 'gatekeeper', 'Crime Review'), 'accepted'],
    ['an inspector of another team', person('other', 'inspector_escalation', 'Duty Inspectors'), 'accepted'],
    ['a gatekeeper of the same team', person('other', 'gatekeeper', review), 'not-allowed'],
    ['a gatekeeper whose team nobody knows', person('other', 'gatekeeper'), 'not-allowed'],
    ['the first gatekeeper', first, 'not-allowed'],
    ['the standards unit that passed it', person('first', 'cfssu', review), 'not-allowed'],
    ['the certifier', person('certifier', 'inspector_escalation', 'Duty Inspectors'), 'not-allowed'],
    ['a supervisor', person('other', 'supervisor', 'Response'), 'not-allowed'],
  ])('%s', (_who, actor, says) => expect(code(again(actor))).toBe(says));

  it('is nobody who is an officer in the case, of whatever unit', () =>
    expect(code(again(person('unit', 'cfssu'), true))).toBe('certifier-is-officer-in-case'));
});

describe('where a file is sent from (T05)', () => {
  const from = (state: SubmissionState, secondGate: boolean, actor = person('unit', 'cfssu')) =>
    code(mayPassOn({ state }, { ...looks, actor, isOfficerInCase: false, secondGate }));

  it('the first gate, in a force with no second one', () => expect(from('gatekeeping', false)).toBe('accepted'));
  it('not the first gate, in a force with a second one', () =>
    expect(from('gatekeeping', true)).toBe('step-not-allowed'));
  it('the second gate, even when the force has given it up since', () => {
    expect(from('second_gate', true)).toBe('accepted');
    expect(from('second_gate', false)).toBe('accepted');
    expect(from('second_gate', false, first)).toBe('not-allowed');
  });
});

describe('passing a file to the second look (V08)', () => {
  const pass = (more: Partial<Parameters<typeof passFile>[1]> = {}, state: SubmissionState = 'gatekeeping') =>
    passFile(
      { submissionId: 'S1', version: 2, state, defendantIds: ['D1'] },
      {
        ...{ actor: first, isOfficerInCase: false, secondGate: true, open: { stops: [] } },
        ...{ urgency: { dueAt: '2026-12-01T00:00:00Z', reasons: [] }, ...more },
      },
    );

  it('says who passed which version', () =>
    expect(pass()).toMatchObject({
      value: [{ type: 'file-passed', payload: { submissionId: 'S1', version: 2, by: { team: review } } }],
    }));
  it('is refused in a force that has none, away from the gate, and to whoever may not', () => {
    expect(code(pass({ secondGate: false }))).toBe('step-not-allowed');
    expect(code(pass({}, 'second_gate'))).toBe('step-not-allowed');
    expect(code(pass({ actor: person('other', 'supervisor') }))).toBe('not-allowed');
    expect(code(pass({ isOfficerInCase: true }))).toBe('certifier-is-officer-in-case');
  });
  it('waits while something on the file cannot be right', () =>
    expect(code(pass({ open: { stops: [{ what: 'a day is wrong', fix: 'Correct it.', at: 'fault-1' }] } }))).toBe(
      'something-wrong',
    ));
});
