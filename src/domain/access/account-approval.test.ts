import { describe, expect, it } from 'vitest';
import { anActor } from '../../../test/support/people.ts';
import { instant } from '../kernel/civil-date.ts';
import {
  approveScopes,
  needsApproval,
  scopesInForce,
  scopesOf,
  scopesWaiting,
  waitsForApproval,
  type AskedScopes,
} from './account-approval.ts';
import { standingOfActor, type NeedToKnow } from './need-to-know.ts';
import type { Actor, Role } from './roles.ts';

const asked: AskedScopes = {
  ...{ scopes: ['cases:read', 'contacts:read'], askedBy: 'asker', approved: [], approvedAlone: false },
};
const reason = 'The records system shows officers their files.';
const agree = (role: Role, userId: string, over: Partial<AskedScopes> = {}, given: object = {}) =>
  approveScopes({ ...asked, ...over }, { ...anActor([role]), userId }, { seen: asked.scopes, reason, ...given });
const codeOf = (answer: ReturnType<typeof agree>): string => (answer.ok ? 'agreed' : answer.refusal.code);

describe('what an account of a system may do', () => {
  it.each([
    { when: 'nobody agreed', approved: [], works: [], waits: ['cases:read', 'contacts:read'] },
    { when: 'a part was agreed to', approved: ['cases:read'], works: ['cases:read'], waits: ['contacts:read'] },
    { when: 'all was', approved: ['cases:read', 'contacts:read'], works: ['cases:read', 'contacts:read'], waits: [] },
    { when: 'something else was', approved: ['history:read'], works: [], waits: ['cases:read', 'contacts:read'] },
  ] as const)('is what was asked for and agreed to: $when', ({ approved, works, waits }) => {
    const now = { ...asked, approved };
    expect([scopesInForce(now), scopesWaiting(now), needsApproval(now)]).toEqual([works, waits, waits.length > 0]);
  });

  it.each([
    { who: 'an inspector', role: 'inspector_escalation', code: 'agreed' },
    { who: 'another performance manager', role: 'police_ops_manager', code: 'agreed' },
    { who: 'a supervisor', role: 'supervisor', code: 'not-allowed' },
    { who: 'an officer', role: 'officer_in_case', code: 'not-allowed' },
  ] as const)('is agreed to by a second person who may: $who, $code', ({ role, code }) => {
    expect(codeOf(agree(role, 'second'))).toBe(code);
  });

  it('is never agreed to by who asked, unread, without a reason or twice', () => {
    expect(codeOf(agree('police_ops_manager', 'asker'))).toBe('not-allowed');
    expect(codeOf(agree('inspector_escalation', 'second', {}, { seen: ['cases:read'] }))).toBe('stale-page');
    expect(codeOf(agree('inspector_escalation', 'second', {}, { seen: [...asked.scopes, 'history:read'] }))).toBe(
      'stale-page',
    );
    expect(codeOf(agree('inspector_escalation', 'second', {}, { reason: 'ok' }))).toBe('something-missing');
    expect(codeOf(agree('inspector_escalation', 'second', { approved: asked.scopes }))).toBe('already-done');
  });

  it('of an account from before still has to be agreed to, though it works', () => {
    const before = { approved: asked.scopes, approvedAlone: true };
    expect(needsApproval({ ...asked, ...before })).toBe(true);
    expect(codeOf(agree('inspector_escalation', 'second', before))).toBe('agreed');
    expect(codeOf(agree('police_ops_manager', 'asker', before))).toBe('not-allowed');
  });

  it('is a choice that makes sense', () => {
    expect(scopesOf(['history:read', 'cases:read', 'review:decide'])).toEqual({
      ok: true,
      value: ['cases:read', 'history:read'],
    });
    expect(scopesOf([])).toMatchObject({ refusal: { code: 'something-missing' } });
    for (const part of ['contacts:read', 'messages:write'])
      expect(scopesOf([part])).toMatchObject({ refusal: { code: 'not-valid' } });
  });

  it('says of an account that it waits only where what waits would give it', () => {
    const account: Actor = { ...anActor([]), scopes: [], waiting: ['contacts:read'] };
    expect(waitsForApproval(account, 'contact:read')).toBe(true);
    expect(waitsForApproval(account, 'case:read')).toBe(false);
    expect(waitsForApproval(anActor(['supervisor']), 'contact:read')).toBe(false);
  });
});

describe('an account and those behind it', () => {
  const said = { by: 'x', at: '2026-11-22T08:00:00Z', reason: 'A reason.' };
  const now = instant('2026-11-24T08:00:00Z');
  const known: NeedToKnow = { restriction: undefined, conflicts: [{ ...said, userId: 'maker' }], openings: [] };
  const account: Actor = { ...anActor([]), userId: 'account:1', scopes: ['cases:read'] };

  it('share every conflict, and nothing that opens a case', () => {
    expect(standingOfActor(known, { ...account, behind: ['maker'] }, now)).toBe('conflicted');
    expect(standingOfActor(known, { ...account, behind: ['approver'] }, now)).toBe('open');
    const kept = { ...known, restriction: { ...said, people: ['approver'] } };
    expect(standingOfActor(kept, { ...account, behind: ['approver'] }, now)).toBe('kept');
  });
});
