import { describe, expect, it } from 'vitest';
import { liftWatch, watch, type Actor, type Role, type Standing } from './index.ts';

const actor = (role: Role): Actor => ({
  userId: 'a',
  organisation: { id: 'force-35', kind: 'force', name: 'Fenmarch Constabulary', serves: [] },
  roles: [role],
  contact: { name: 'Alex Example' },
});
const given = (standing: Standing = 'open', reason = 'The suspect is known from television.') => ({ standing, reason });

describe('a case that is well known or sensitive', () => {
  it.each<[string, ReturnType<typeof watch>, string]>([
    ['is marked by a supervisor', watch(undefined, actor('supervisor'), given()), 'done'],
    ['not by an officer', watch(undefined, actor('officer_in_case'), given()), 'not-allowed'],
    ['not without a reason', watch(undefined, actor('supervisor'), given('open', ' ')), 'something-missing'],
    ['not twice', watch({}, actor('supervisor'), given()), 'already-done'],
    ['by who is named', watch(undefined, actor('supervisor'), given('named')), 'done'],
    ['not by who opened it in an emergency', watch(undefined, actor('supervisor'), given('opened')), 'not-allowed'],
    ['nor is that lifted by them', liftWatch({}, actor('supervisor'), given('opened')), 'not-allowed'],
    ['but by who oversees access', liftWatch({}, actor('inspector_escalation'), given('opened')), 'done'],
    ['and only where there is a mark', liftWatch(undefined, actor('supervisor'), given()), 'already-done'],
  ])('%s', (_what, decided, expected) => {
    expect(decided.ok ? 'done' : decided.refusal.code).toBe(expected);
  });
});
