import { describe, expect, it } from 'vitest';
import { anActor } from '../../../test/support/people.ts';
import type { Result } from '../kernel/result.ts';
import type { Officer } from './case-record.ts';
import {
  beginCopy,
  changeSubject,
  checkCopy,
  copyStates,
  decidePage,
  endMaking,
  finishCopy,
  isCopyState,
  needsNoCopy,
  seekWords,
  whyClosed,
  whyNotRedacting,
  withdrawCopy,
  type Copy,
  type CopyState,
  type PageSaid,
} from './redaction.ts';

const sha256 = 'a'.repeat(64);
const officer = anActor(['officer_in_case']);
const colleague = { ...anActor(['police_redactor']), userId: 'another' };
const prosecutor = anActor(['cps_prosecutor']);
const about = { copyId: 'C1', materialId: 'M1', class: 'V1', sha256, recipient: 'defence' } as const;
const copy = (state: CopyState = 'in_review', reviewers: readonly string[] = []): Copy => ({
  ...{ copyId: 'C1', materialId: 'M1', sha256, recipient: 'defence', state, reviewers },
});
const everyState = Object.keys(copyStates).filter(isCopyState);
const fault = (result: Result<unknown>): string =>
  result.ok ? 'done' : `${result.refusal.code} ${result.refusal.field ?? ''}`.trim();
const region = {
  key: 'd-1',
  boxes: [[1, 1, 9, 9]] as [[number, number, number, number]],
  from: 'drawn',
  reason: 'contact',
} as const;
const page = (over: Partial<PageSaid> = {}): PageSaid => ({
  page: 1,
  regions: [region],
  stays: [],
  subjects: [],
  ...over,
});

describe('BR-55: the original is never changed, a copy is a thing of its own', () => {
  it('one copy at a time stands for a document and a recipient', () => {
    expect(fault(beginCopy(officer, [], about))).toBe('done');
    expect(fault(beginCopy(officer, [copy()], about))).toBe('step-not-allowed');
    expect(fault(beginCopy(officer, [copy('not_needed')], about))).toBe('step-not-allowed');
    expect(fault(beginCopy(officer, [copy('withdrawn')], about))).toBe('done');
    expect(fault(beginCopy(officer, [copy()], { ...about, recipient: 'court' }))).toBe('done');
    expect(fault(beginCopy(officer, [copy()], { ...about, sha256: 'b'.repeat(64) }))).toBe('done');
    expect(fault(beginCopy(officer, [copy()], { ...about, materialId: 'M2' }))).toBe('done');
  });

  it('is for police who work on files', () => {
    expect(fault(beginCopy(prosecutor, [], about))).toBe('not-allowed');
    expect(fault(decidePage(prosecutor, copy(), page(), 3))).toBe('not-allowed');
    expect(fault(finishCopy(prosecutor, copy(), { pages: 1, decided: [1] }))).toBe('not-allowed');
    expect(fault(withdrawCopy(prosecutor, copy(), 'It was for the wrong person.'))).toBe('not-allowed');
  });
});

describe('a page is decided by a person, before anything goes', () => {
  it.each(everyState)('in a copy that is %s only where it is open', (state) => {
    const open = ['in_review', 'returned', 'refused'].includes(state);
    expect(whyClosed({ state }) === undefined).toBe(open);
    for (const result of [
      decidePage(officer, copy(state), page(), 3),
      finishCopy(officer, copy(state), { pages: 1, decided: [1] }),
      seekWords(officer, copy(state), 'Old Mill', 'contact'),
    ])
      expect(fault(result)).toBe(open ? 'done' : 'step-not-allowed');
  });

  it('names a page that there is, a reason of the list, and no place twice', () => {
    expect(fault(decidePage(officer, copy(), page({ page: 4 }), 3))).toBe('not-valid page');
    expect(fault(decidePage(officer, copy(), page({ page: 3 }), 3))).toBe('done');
    expect(fault(decidePage(officer, copy(), page({ regions: [{ ...region, reason: 'because' }] }), 3))).toBe(
      'not-valid reason',
    );
    expect(fault(decidePage(officer, copy(), page({ stays: [{ key: region.key }] }), 3))).toBe('not-valid');
  });

  it('ends when every page was saved, and says which were not', () => {
    const left = finishCopy(officer, copy(), { pages: 12, decided: [1, 2, 6, 12] });
    expect(left.ok ? '' : left.refusal.detail).toContain('page 3 to 5, 7 to 11');
    expect(fault(finishCopy(officer, copy(), { pages: 3, decided: [3, 1, 2] }))).toBe('done');
  });

  it('seeks words of three letters or more', () => {
    expect(fault(seekWords(officer, copy(), ' J. ', 'personal'))).toBe('not-valid words');
    expect(fault(seekWords(officer, copy(), 'Joe', 'personal'))).toBe('done');
    expect(fault(seekWords(officer, copy(), 'Joe', 'none'))).toBe('not-valid reason');
  });
});

describe('BR-57: what was made is taken over only while it is being made', () => {
  const refused = { code: 'residue', says: 'Something was left.', found: [] };
  it.each(everyState)('in a copy that is %s', (state) => {
    expect(endMaking(copy(state), { refused }) === undefined).toBe(state !== 'making');
  });
});

describe('BR-56: a second person looks at a copy before it is given to anybody', () => {
  it('is not who reviewed any page of it', () => {
    const said = { outcome: 'approved', reason: '' } as const;
    expect(fault(checkCopy(officer, copy('made', [officer.userId]), said))).toBe('not-allowed');
    expect(fault(checkCopy(colleague, copy('made', [officer.userId]), said))).toBe('done');
    expect(fault(checkCopy(colleague, copy('made', [officer.userId, colleague.userId]), said))).toBe('not-allowed');
    expect(fault(checkCopy(prosecutor, copy('made', [officer.userId]), said))).toBe('not-allowed');
  });

  it.each(everyState)('of a copy that is %s only where it was made', (state) => {
    expect(fault(checkCopy(colleague, copy(state), { outcome: 'approved', reason: '' }))).toBe(
      state === 'made' ? 'done' : 'step-not-allowed',
    );
  });

  it('says what is to be put right when it goes back', () => {
    expect(fault(checkCopy(colleague, copy('made'), { outcome: 'returned', reason: ' ' }))).toBe(
      'something-missing reason',
    );
    expect(fault(checkCopy(colleague, copy('made'), { outcome: 'returned', reason: 'Page 2, the second line.' }))).toBe(
      'done',
    );
  });

  it('can be withdrawn with a reason, but not while it is being made', () => {
    expect(fault(withdrawCopy(officer, copy('approved'), ''))).toBe('something-missing reason');
    expect(fault(withdrawCopy(officer, copy('approved'), 'A name was left on page 3.'))).toBe('done');
    expect(fault(withdrawCopy(officer, copy('making'), 'A name was left.'))).toBe('step-not-allowed');
    expect(fault(withdrawCopy(officer, copy('withdrawn'), 'A name was left.'))).toBe('step-not-allowed');
  });
});

describe('BR-59: a document may go as it is, with a reason', () => {
  const none = { ...about, ground: 'disproportionate' } as const;
  it('that is recorded with its ground', () => {
    expect(fault(needsNoCopy(officer, [], { ...none, reason: 'n/a' }))).toBe('something-missing reason');
    const recorded = needsNoCopy(officer, [], { ...none, reason: 'The whole log is of public events.' });
    expect(recorded.ok && recorded.value.payload).toMatchObject({ ground: 'disproportionate', recipient: 'defence' });
    expect(fault(needsNoCopy(officer, [copy()], { ...none, reason: 'It is of public events.' }))).toBe(
      'step-not-allowed',
    );
  });
});

describe('BR-58: what is decided for the whole case has a reason', () => {
  it('when it is decided otherwise', () => {
    const subject = { subject: 'P1:address', personId: 'P1', type: 'address', goes: false };
    expect(fault(changeSubject(officer, subject, 'defence', ''))).toBe('something-missing reason');
    expect(fault(changeSubject(officer, subject, 'defence', 'It is an issue in the case.'))).toBe('done');
    expect(fault(changeSubject(prosecutor, subject, 'defence', 'It is an issue in the case.'))).toBe('not-allowed');
  });
});

describe('who redacts in a case', () => {
  const named = officer.contact.collarNumber ?? '';
  const anOfficer: Officer = {
    id: 'O1',
    role: 'officer_in_case',
    name: 'Alex Example',
    rank: 'PC',
    collarNumber: named,
  };
  const about = (collarNumber: string, code = officer.organisation.forceCode ?? '') => ({
    force: { code },
    officers: [{ ...anOfficer, collarNumber }],
  });

  it('is an officer who has a part in it, in the same force', () => {
    expect(whyNotRedacting(officer, about(named))).toBeUndefined();
    expect(whyNotRedacting(officer, about(named, '99'))).toBeDefined();
    expect(whyNotRedacting(officer, about(`${named}0`))).toBeDefined();
    expect(whyNotRedacting(anActor(['disclosure_officer']), about(`${named}0`))).toBeDefined();
  });

  it.each(['supervisor', 'rasso_ds', 'inspector_escalation', 'gatekeeper', 'cfssu', 'police_redactor'] as const)(
    'is %s in every case',
    (role) => {
      expect(whyNotRedacting(anActor([role]), about(`${named}0`))).toBeUndefined();
    },
  );
});
