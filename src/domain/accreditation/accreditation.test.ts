import { describe, expect, it } from 'vitest';
import type { Actor, Role } from '../access/index.ts';
import { civilDate } from '../kernel/civil-date.ts';
import type { Result } from '../kernel/result.ts';
import {
  competenceFor,
  endAccreditation,
  recordAccreditation,
  scopesNeeded,
  standingOf,
  stateOfAccreditation,
  type Accreditation,
  type AccreditationSaid,
} from './accreditation.ts';

const today = civilDate('2026-11-22');
const code = (result: Result<unknown>): string => (result.ok ? 'accepted' : result.refusal.code);
const field = (result: Result<unknown>): string | undefined => (result.ok ? undefined : result.refusal.field);
const record = (more: Partial<Accreditation> = {}): Accreditation => ({
  ...{ accreditationId: 'a', userId: 'u', course: 'A course', provider: 'A college', result: 'Passed', evidence: '' },
  ...{ passedOn: '2025-01-10', expiresOn: '2026-11-22', scopes: ['general'], ended: null },
  ...more,
});

describe('a training record', () => {
  it.each([
    ['on its last day', {}, 'current'],
    ['the day after', { expiresOn: '2026-11-21' }, 'expired'],
    ['without an end', { expiresOn: null }, 'current'],
    ['passed tomorrow', { passedOn: '2026-11-23', expiresOn: null }, 'to_come'],
    ['ended before its day', { ended: { at: '2026-11-01T09:00:00Z', reason: 'x' } }, 'ended'],
  ] as const)('%s', (_when, more, state) => expect(stateOfAccreditation(record(more), today)).toBe(state));
});

describe('BR-15: what a file asks for', () => {
  it('is each kind of case that it is of, else general crime', () => {
    expect(scopesNeeded({ risks: [], custody: false })).toEqual(['general']);
    expect(scopesNeeded({ risks: ['domestic_abuse', 'youth'], custody: true })).toEqual([
      'domestic_abuse',
      'youth',
      'custody',
    ]);
  });

  it('is covered by current records together, and by no other', () => {
    const missing = (...records: Accreditation[]) => competenceFor(records, ['rasso', 'domestic_abuse'], today).missing;
    expect(missing(record({ scopes: ['rasso'] }), record({ scopes: ['domestic_abuse'] }))).toEqual([]);
    expect(missing(record({ scopes: ['general', 'rasso'] }))).toEqual(['domestic_abuse']);
    expect(missing(record({ scopes: ['rasso', 'domestic_abuse'], expiresOn: '2026-11-01' }))).toEqual([
      'rasso',
      'domestic_abuse',
    ]);
    expect(missing()).toEqual(['rasso', 'domestic_abuse']);
  });

  it('says which record ran out, and when', () => {
    const old = record({ expiresOn: '2026-10-12' });
    const standing = standingOf(competenceFor([old], ['general'], today), undefined, today);
    expect(standing).toMatchObject({ may: 'warned' });
    expect('says' in standing && standing.says).toContain('ran out on 12 October 2026');
  });
});

describe('BR-15: before and after the compliance date of a force', () => {
  const without = competenceFor([], ['general'], today);
  it.each([
    ['no date is set', undefined, 'warned'],
    ['the date is to come', '2026-11-23', 'warned'],
    ['it is the date', '2026-11-22', 'no'],
    ['the date is past', '2026-01-01', 'no'],
  ] as const)('%s: %s', (_when, from, may) => expect(standingOf(without, from, today).may).toBe(may));

  it('asks nothing of who has a record', () =>
    expect(standingOf(competenceFor([record()], ['general'], today), '2026-01-01', today)).toEqual({ may: 'yes' }));
});

describe('keeping training records', () => {
  const force = { id: 'force-35', kind: 'force', name: 'A force', forceCode: '35', serves: [] } as const;
  const by = (role: Role, userId = 'manager'): Actor => ({
    ...{ userId, organisation: force, roles: [role], contact: { name: 'A Person' } },
  });
  const said: AccreditationSaid = {
    ...{ userId: 'u', course: ' A course ', provider: 'A college', passedOn: '2026-11-22', result: 'Passed' },
    ...{ expiresOn: '2029-11-22', scopes: ['general', 'youth'], evidence: '' },
  };
  const keep = (more: Partial<AccreditationSaid> = {}, actor = by('police_ops_manager'), isAssurer = true) =>
    recordAccreditation({ ...said, ...more }, { actor, isAssurer, today });

  it('is for the manager of the force, and never for oneself', () => {
    expect(keep()).toMatchObject({ ok: true, value: { course: 'A course', scopes: ['general', 'youth'] } });
    for (const role of ['supervisor', 'gatekeeper', 'inspector_escalation', 'cps_legal_manager'] as const)
      expect(code(keep({}, by(role)))).toBe('not-allowed');
    expect(code(keep({ userId: 'manager' }))).toBe('not-allowed');
    expect(code(keep({}, by('police_ops_manager'), false))).toBe('not-valid');
  });

  it.each([
    ['course', { course: ' ' }],
    ['provider', { provider: '' }],
    ['result', { result: '' }],
    ['scopes', { scopes: [] }],
    ['scopes', { scopes: ['general', 'nonsense'] }],
    ['passedOn', { passedOn: '2026-11-23' }],
    ['expiresOn', { expiresOn: '2026-11-22' }],
  ] as const)('points to %s when it is missing or wrong', (at, more) => expect(field(keep(more))).toBe(at));

  it('ends a record once, with a reason, by somebody else', () => {
    const end = (reason: string, actor = by('police_ops_manager'), ended: Accreditation['ended'] = null) =>
      code(endAccreditation({ userId: 'u', ended }, { actor, reason }));
    expect(end('Left the unit.')).toBe('accepted');
    expect(end(' ')).toBe('something-missing');
    expect(end('Left.', by('police_ops_manager', 'u'))).toBe('not-allowed');
    expect(end('Left.', by('supervisor'))).toBe('not-allowed');
    expect(end('Left.', by('police_ops_manager'), { at: '2026-11-01T09:00:00Z', reason: 'x' })).toBe('already-done');
  });
});
