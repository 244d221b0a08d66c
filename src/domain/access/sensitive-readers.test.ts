import { describe, expect, it } from 'vitest';
import { anActor } from '../../../test/support/people.ts';
import { permissions } from './permissions.ts';
import { roles, type Role } from './roles.ts';
import {
  endSensitiveReader,
  mayBeReader,
  nameSensitiveReaders,
  readsSensitive,
  sensitiveGroundOf,
  wasEnded,
  type SensitiveReader,
  type SensitiveReaders,
} from './sensitive-readers.ts';

const none: SensitiveReaders = { ownerId: 'fenmarch', officers: [], people: [] };
const officers = (...recorded: readonly [string, string][]): SensitiveReaders => ({
  ...none,
  officers: recorded.map(([collarNumber, role]) => ({ collarNumber, role })),
});
const said = (userId: string, how: SensitiveReader['how'], known = none): SensitiveReaders => ({
  ...known,
  people: [
    { userId, how, by: 'user-supervisor', at: '2026-11-24T09:00:00Z', reason: 'They schedule it in this case.' },
  ],
});
const actor = (role: Role, over: Parameters<typeof anActor>[1] = {}) => anActor([role], over);
const reason = 'They take the schedule over from a colleague.';
const code = (result: { ok: boolean; refusal?: { code: string } }): string =>
  result.ok ? 'done' : (result.refusal?.code ?? '');
const me = 'user-supervisor';

describe('why somebody reads the sensitive material of a case', () => {
  it.each([
    { when: 'nothing was said of them', known: none, ground: undefined },
    { when: 'they are the officer in the case', known: officers(['9001', 'officer_in_case']), ground: 'officer' },
    { when: 'they arrested', known: officers(['9001', 'arresting_officer']), ground: 'officer' },
    { when: 'they are a witness alone', known: officers(['9001', 'witness']), ground: undefined },
    {
      when: 'they are a witness and the disclosure officer',
      known: officers(['9001', 'witness'], ['9001', 'disclosure_officer']),
      ground: 'officer',
    },
    { when: 'another number is the officer', known: officers(['9002', 'officer_in_case']), ground: undefined },
    {
      when: 'it is the officer of another force with their number',
      known: { ...officers(['9001', 'officer_in_case']), ownerId: 'saltmere' },
      ground: undefined,
    },
    { when: 'they took work', known: said(me, 'work'), ground: 'work' },
    { when: 'they are named', known: said(me, 'named'), ground: 'named' },
    { when: 'somebody else is named', known: said('user-b', 'named'), ground: undefined },
    { when: 'it was ended', known: said(me, 'ended'), ground: undefined },
    {
      when: 'it was ended for an officer of the case',
      known: said(me, 'ended', officers(['9001', 'supervisor'])),
      ground: undefined,
    },
  ])('$when: $ground', ({ known, ground }) => {
    expect(sensitiveGroundOf(known, mayBeReader(actor('supervisor')))).toBe(ground);
    expect(readsSensitive(known, actor('supervisor'))).toBe(ground !== undefined);
  });

  it('counts nobody as an officer for having no number', () => {
    const { userId, organisation } = actor('supervisor');
    const person = { userId, organisationId: organisation.id, collarNumber: undefined };
    expect(sensitiveGroundOf(officers(['9001', 'officer_in_case']), person)).toBeUndefined();
  });

  it.each(Object.keys(roles) as Role[])('gives %s, named, what the role lets them', (role) => {
    const allowed: readonly Role[] = permissions['sensitive:read'];
    expect(readsSensitive(said(`user-${role}`, 'named'), actor(role))).toBe(allowed.includes(role));
  });

  it('gives the account of a system nothing, whatever was said of it', () => {
    const account = { ...actor('supervisor'), scopes: ['cases:read'] as const };
    expect(readsSensitive(said(me, 'named'), account)).toBe(false);
  });

  it('tells who was ended from who was never named', () => {
    expect([wasEnded(said(me, 'ended'), me), wasEnded(said(me, 'work'), me), wasEnded(none, me)]).toEqual([
      true,
      false,
      false,
    ]);
  });
});

describe('naming people', () => {
  const colleague = { userId: 'user-b', organisationId: 'fenmarch', collarNumber: '9002' };
  const name = (known: SensitiveReaders, by: ReturnType<typeof anActor>, over: object = {}) =>
    nameSensitiveReaders(known, by, { people: [colleague], reason, standing: 'open', ...over });

  it.each([
    { role: 'supervisor', may: true },
    { role: 'rasso_ds', may: true },
    { role: 'inspector_escalation', may: true },
    { role: 'cps_legal_manager', may: true },
    { role: 'gatekeeper', may: false },
    { role: 'officer_in_case', may: false },
    { role: 'police_sensitive_handler', may: false },
    { role: 'cps_prosecutor', may: false },
    { role: 'disclosure_officer', may: false },
  ] as const)('$role, without a part in the case: $may', ({ role, may }) => {
    expect(code(name(none, actor(role)))).toBe(may ? 'done' : 'not-allowed');
    expect(
      code(endSensitiveReader(said('user-b', 'work'), actor(role), { person: colleague, reason, standing: 'open' })),
    ).toBe(may ? 'done' : 'not-allowed');
  });

  it('lets a disclosure officer name in a case of theirs, and not once that was ended', () => {
    const mine = officers(['9001', 'disclosure_officer']);
    expect(code(name(mine, actor('disclosure_officer')))).toBe('done');
    expect(code(name(said('user-disclosure_officer', 'ended', mine), actor('disclosure_officer')))).toBe('not-allowed');
  });

  it('lets whoever opened it in an emergency name nobody, unless they oversee access', () => {
    expect(code(name(none, actor('supervisor'), { standing: 'opened' }))).toBe('not-allowed');
    expect(code(name(none, actor('inspector_escalation'), { standing: 'opened' }))).toBe('done');
  });

  it('asks for a reason and for somebody', () => {
    expect(code(name(none, actor('supervisor'), { reason: 'work' }))).toBe('something-missing');
    expect(name(none, actor('supervisor'), { people: [] })).toMatchObject({ refusal: { field: 'people' } });
  });

  it('lets nobody name themselves but who oversees access', () => {
    const self = (role: Role) => name(none, actor(role), { people: [mayBeReader(actor(role))] });
    expect(self('supervisor')).toMatchObject({ refusal: { code: 'not-valid', field: 'people' } });
    expect(code(self('rasso_ds'))).toBe('not-valid');
    expect(code(self('inspector_escalation'))).toBe('done');
    expect(code(self('cps_legal_manager'))).toBe('done');
  });

  it('names those who do not read it yet, each once, and says when all do', () => {
    const known = said('user-c', 'work');
    const people = [colleague, colleague, { ...colleague, userId: 'user-c' }];
    expect(name(known, actor('supervisor'), { people })).toMatchObject({ value: { people: ['user-b'] } });
    expect(code(name(said('user-b', 'named'), actor('supervisor')))).toBe('already-done');
  });

  it('brings back who was ended', () => {
    expect(name(said('user-b', 'ended'), actor('supervisor'))).toMatchObject({ value: { people: ['user-b'] } });
  });

  it('ends it for an officer of the case too, once, with a reason', () => {
    const known = officers(['9002', 'officer_in_case']);
    const end = (from: SensitiveReaders, why = reason) =>
      code(endSensitiveReader(from, actor('supervisor'), { person: colleague, reason: why, standing: 'open' }));
    expect([end(known), end(known, 'no'), end(none), end(said('user-b', 'ended', known))]).toEqual([
      'done',
      'something-missing',
      'already-done',
      'already-done',
    ]);
  });
});
