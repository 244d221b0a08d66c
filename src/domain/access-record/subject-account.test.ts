import { describe, expect, it } from 'vitest';
import { caseEvents, isCaseEventType } from '../case-file/index.ts';
import { accountOf, isAccountedFor, rolesOfGround, type Subject } from './index.ts';

const suspect: Subject = { personId: 'P1', defendantIds: ['D1'], offenceIds: ['F1'] };
const witness: Subject = { personId: 'P2', defendantIds: [], offenceIds: [] };
const event = (type: string, payload: unknown, audience = 'police') => ({ type, payload, audience, erased: false });

const material = {
  ...{
    id: 'M01',
    type: 'MG11',
    title: 'Statement',
    file: null,
    date: '2026-11-20',
    madeBy: 'P2',
    status: 'evidential',
  },
};
const added = (subject?: string) =>
  event('material-added', { material: { ...material, ...(subject === undefined ? {} : { subject }) }, document: null });
const contact = { personId: 'P2', addresses: [], phones: [], emails: [] };

describe('what an event was for one person', () => {
  it('is said by a rule of its own for every kind of event', () => {
    expect(Object.keys(caseEvents).filter((type) => isCaseEventType(type) && !isAccountedFor(type))).toEqual([]);
  });

  it('is theirs where it names them, the case’s where it names nobody, and another’s where it names another', () => {
    expect(accountOf(added('P2'), witness)).toMatchObject([{ kind: 'collected', reach: 'person' }]);
    expect(accountOf(added(), witness)).toMatchObject([{ kind: 'collected', reach: 'case' }]);
    expect(accountOf(added('P1'), witness)).toBe('others');
    expect(accountOf(event('contacts-recorded', { contacts: [contact] }), witness)).toMatchObject([
      { reach: 'person' },
    ]);
    expect(accountOf(event('contacts-recorded', { contacts: [contact] }), suspect)).toBe('others');
  });

  it('says nothing of sensitive material, whatever the kind', () => {
    expect(accountOf(event('sensitive-material-recorded', { material, document: null }), suspect)).toBe('sensitive');
    expect(accountOf({ ...added('P1'), audience: 'police_sensitive' }, suspect)).toBe('sensitive');
  });

  it('is a disclosure where it left the side, and a collection where it stayed', () => {
    const message = {
      ...{ messageId: 'm1', text: 'Words.', topic: '', by: { name: 'Alex Example' }, organisation: 'force-35' },
    };
    expect(accountOf(event('message-posted', message, 'shared'), suspect)).toMatchObject([{ kind: 'disclosed' }]);
    expect(accountOf(event('message-posted', message, 'police'), suspect)).toMatchObject([{ kind: 'collected' }]);
    const said = JSON.stringify([
      accountOf(event('message-posted', message, 'shared'), suspect),
      accountOf(added('P1'), suspect),
    ]);
    for (const secret of ['Words.', 'Alex Example', 'Statement']) expect(said).not.toContain(secret);
  });

  it('is about staff where it says who may see the case', () => {
    const conflict = { side: 'police', userId: '35-3318', reason: 'The suspect is a cousin.' };
    expect(accountOf(event('conflict-declared', conflict), suspect)).toBe('staff');
  });

  it('is an erasure once its content is gone, and nothing for what is not of the case', () => {
    expect(accountOf({ ...added('P1'), payload: null, erased: true }, suspect)).toMatchObject([{ kind: 'erased' }]);
    expect(accountOf(event('person-registered', {}), suspect)).toBeUndefined();
  });
});

describe('the role in which somebody read', () => {
  it.each([
    ['case:read as supervisor, gatekeeper', 'Supervisor, Gatekeeper'],
    ['case:read as account with cases:read', 'A connected system'],
    ['case:read as ', 'Role not recorded'],
  ])('%s', (ground, said) => {
    expect(rolesOfGround(ground)).toBe(said);
  });
});
