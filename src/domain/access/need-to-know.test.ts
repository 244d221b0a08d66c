import { describe, expect, it } from 'vitest';
import { anActor } from '../../../test/support/people.ts';
import { instant } from '../kernel/civil-date.ts';
import {
  declareConflict,
  liftConflict,
  liftRestriction,
  mayKnow,
  openInEmergency,
  openingHours,
  restrict,
  standingOf,
  type NeedToKnow,
} from './need-to-know.ts';
import type { Role } from './roles.ts';

const now = instant('2026-11-24T10:00:00Z');
const said = { by: 'user-supervisor', at: '2026-11-24T09:00:00Z', reason: 'A colleague is the suspect in it.' };
const open: NeedToKnow = { restriction: undefined, conflicts: [], openings: [] };
const kept: NeedToKnow = { ...open, restriction: { ...said, people: ['user-supervisor', 'user-officer_in_case'] } };
const openedUntil = (userId: string, until: string): NeedToKnow => ({
  ...kept,
  openings: [{ openingId: 'o1', userId, reason: said.reason, at: said.at, until }],
});
const conflicted = (known: NeedToKnow, userId: string): NeedToKnow => ({
  ...known,
  conflicts: [{ ...said, userId }],
});
const code = (result: { ok: boolean; refusal?: { code: string } }): string =>
  result.ok ? 'done' : (result.refusal?.code ?? '');
const reason = 'A detention clock ends in an hour.';
const actor = (role: Role) => anActor([role]);

describe('how somebody stands to a case', () => {
  it.each([
    { when: 'it is open to all', known: open, userId: 'user-a', stands: 'open' },
    { when: 'they are named', known: kept, userId: 'user-supervisor', stands: 'named' },
    { when: 'they are not named', known: kept, userId: 'user-a', stands: 'kept' },
    {
      when: 'they opened it until later',
      known: openedUntil('user-a', '2026-11-24T10:00:01Z'),
      userId: 'user-a',
      stands: 'opened',
    },
    {
      when: 'their opening ends this moment',
      known: openedUntil('user-a', '2026-11-24T10:00:00Z'),
      userId: 'user-a',
      stands: 'kept',
    },
    {
      when: 'somebody else opened it',
      known: openedUntil('user-b', '2026-11-24T12:00:00Z'),
      userId: 'user-a',
      stands: 'kept',
    },
    {
      when: 'they are conflicted with an open case',
      known: conflicted(open, 'user-a'),
      userId: 'user-a',
      stands: 'conflicted',
    },
    {
      when: 'they are named and conflicted',
      known: conflicted(kept, 'user-supervisor'),
      userId: 'user-supervisor',
      stands: 'conflicted',
    },
    {
      when: 'they opened it and are conflicted',
      known: conflicted(openedUntil('user-a', '2026-11-24T12:00:00Z'), 'user-a'),
      userId: 'user-a',
      stands: 'conflicted',
    },
    { when: 'somebody else is conflicted', known: conflicted(open, 'user-b'), userId: 'user-a', stands: 'open' },
  ])('$when: $stands', ({ known, userId, stands }) => {
    expect(standingOf(known, userId, now)).toBe(stands);
    expect(mayKnow(standingOf(known, userId, now))).toBe(stands !== 'kept' && stands !== 'conflicted');
  });
});

describe('keeping a case to named people', () => {
  it.each<{ role: Role; known: NeedToKnow; is: string }>([
    { role: 'supervisor', known: open, is: 'done' },
    { role: 'inspector_escalation', known: open, is: 'done' },
    { role: 'cps_legal_manager', known: open, is: 'done' },
    { role: 'officer_in_case', known: open, is: 'not-allowed' },
    { role: 'gatekeeper', known: open, is: 'not-allowed' },
    { role: 'cps_prosecutor', known: open, is: 'not-allowed' },
    { role: 'supervisor', known: openedUntil('user-rasso_ds', '2026-11-24T12:00:00Z'), is: 'done' },
    { role: 'rasso_ds', known: openedUntil('user-rasso_ds', '2026-11-24T12:00:00Z'), is: 'not-allowed' },
    {
      role: 'inspector_escalation',
      known: openedUntil('user-inspector_escalation', '2026-11-24T12:00:00Z'),
      is: 'done',
    },
  ])('by $role: $is', ({ role, known, is }) => {
    expect(code(restrict(known, actor(role), { people: ['user-b'], reason }, now))).toBe(is);
  });

  it('names whoever says so, each once', () => {
    const decided = restrict(open, actor('supervisor'), { people: ['user-b', 'user-b'], reason: ` ${reason} ` }, now);
    expect(decided).toEqual({ ok: true, value: { people: ['user-b', 'user-supervisor'], reason } });
  });

  it('needs a reason, and names nobody in conflict', () => {
    const given = { people: ['user-b'], reason };
    expect(code(restrict(open, actor('supervisor'), { ...given, reason: 'sensitive' }, now))).toBe('something-missing');
    expect(code(restrict(conflicted(open, 'user-b'), actor('supervisor'), given, now))).toBe('not-valid');
  });

  it('is lifted by those who may say so, where there is something to lift', () => {
    expect(code(liftRestriction(kept, actor('supervisor'), { reason }, now))).toBe('done');
    expect(code(liftRestriction(open, actor('supervisor'), { reason }, now))).toBe('already-done');
    expect(code(liftRestriction(kept, actor('officer_in_case'), { reason }, now))).toBe('not-allowed');
    expect(code(liftRestriction(kept, actor('supervisor'), { reason: '' }, now))).toBe('something-missing');
  });
});

describe('a conflict of interest', () => {
  it.each<{ role: Role; about: string; known?: NeedToKnow; is: string }>([
    { role: 'officer_in_case', about: 'user-officer_in_case', is: 'done' },
    { role: 'cps_triage', about: 'user-cps_triage', is: 'done' },
    { role: 'officer_in_case', about: 'user-b', is: 'not-allowed' },
    { role: 'supervisor', about: 'user-b', is: 'done' },
    { role: 'cps_legal_manager', about: 'user-b', is: 'done' },
    { role: 'supervisor', about: 'user-b', known: conflicted(open, 'user-b'), is: 'already-done' },
  ])('declared by $role about $about: $is', ({ role, about, known = open, is }) => {
    expect(code(declareConflict(known, actor(role), { userId: about, reason }, now))).toBe(is);
    if (is === 'done')
      expect(code(declareConflict(known, actor(role), { userId: about, reason: '' }, now))).toBe('something-missing');
  });

  it.each<{ role: Role; about: string; is: string }>([
    { role: 'rasso_ds', about: 'user-officer_in_case', is: 'not-allowed' },
    { role: 'rasso_ds', about: 'user-rasso_ds', is: 'done' },
    { role: 'inspector_escalation', about: 'user-officer_in_case', is: 'done' },
  ])('declared by $role, who opened it in an emergency, about $about: $is', ({ role, about, is }) => {
    const opened = openedUntil(`user-${role}`, '2026-11-24T12:00:00Z');
    expect(code(declareConflict(opened, actor(role), { userId: about, reason }, now))).toBe(is);
  });

  it.each<{ role: Role; about: string; is: string }>([
    { role: 'inspector_escalation', about: 'user-b', is: 'done' },
    { role: 'cps_legal_manager', about: 'user-b', is: 'done' },
    { role: 'supervisor', about: 'user-b', is: 'not-allowed' },
    { role: 'inspector_escalation', about: 'user-inspector_escalation', is: 'not-allowed' },
    { role: 'inspector_escalation', about: 'user-c', is: 'already-done' },
  ])('lifted by $role about $about: $is', ({ role, about, is }) => {
    const known = about === 'user-c' ? open : conflicted(open, about);
    expect(code(liftConflict(known, actor(role), { userId: about, reason }))).toBe(is);
  });
});

describe('opening in an emergency', () => {
  it('lasts some hours from now', () => {
    const opened = openInEmergency(kept, actor('inspector_escalation'), { reason }, now);
    expect(opened.ok && opened.value.until.toString()).toBe(now.add({ hours: openingHours }).toString());
  });

  it.each<{ role: Role; known: NeedToKnow | undefined; is: string }>([
    { role: 'gatekeeper', known: kept, is: 'done' },
    { role: 'custody_officer', known: kept, is: 'done' },
    { role: 'cps_prosecutor', known: kept, is: 'done' },
    { role: 'officer_in_case', known: { ...kept, restriction: { ...said, people: [] } }, is: 'not-allowed' },
    { role: 'cps_triage', known: kept, is: 'not-allowed' },
    { role: 'police_ops_manager', known: kept, is: 'not-allowed' },
    // The same answer, so that it tells nothing.
    { role: 'gatekeeper', known: undefined, is: 'not-valid' },
    { role: 'gatekeeper', known: open, is: 'not-valid' },
    { role: 'gatekeeper', known: conflicted(kept, 'user-gatekeeper'), is: 'not-valid' },
    { role: 'supervisor', known: kept, is: 'not-valid' },
  ])('$role: $is', ({ role, known, is }) => {
    expect(code(openInEmergency(known, actor(role), { reason }, now))).toBe(is);
  });

  it('needs a reason, asked for before anything is told', () => {
    expect(code(openInEmergency(undefined, actor('gatekeeper'), { reason: 'urgent' }, now))).toBe('something-missing');
  });
});
