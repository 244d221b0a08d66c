import { describe, expect, it } from 'vitest';
import { anActor, easternCounties } from '../../../test/support/people.ts';
import type { Material } from './case-record.ts';
import type { PlanItem } from './events.ts';
import {
  askForTime,
  changePlanItem,
  closeByArrival,
  isPlanClosed,
  settlePlan,
  standingOfItem,
  type ItemState,
  type Settlement,
} from './plan-items.ts';
import type { SentSubmission } from './sent.ts';

const officer = anActor(['officer_in_case']);
const prosecutor = anActor(['cps_prosecutor']);
const submission = (over: Partial<SentSubmission> = {}): SentSubmission => ({
  ...{ submissionId: 'S1', version: 1, state: 'in_review', defendantIds: ['D1'], holder: easternCounties },
  prosecutorId: prosecutor.userId,
  ...over,
});
const item = (id: string, over: Partial<PlanItem> = {}): PlanItem => ({
  ...{ id, defendantIds: ['D1'], issueType: 'evidential', issue: 'Identity', kind: 'other' },
  ...{ action: 'Speak to the ferry company.', justification: 'It would place him on the quay.', due: '2026-12-01' },
  ...over,
});
const row = (id: string, over: Partial<ItemState> = {}, of: Partial<PlanItem> = {}): ItemState => ({
  ...{ item: item(id, of), answer: null, settled: null, extension: null },
  ...over,
});
const today = '2026-11-23';
const said = (result: { ok: boolean; refusal?: { code: string; field?: string } }): string =>
  result.ok ? 'accepted' : [result.refusal?.code, result.refusal?.field].filter((part) => part !== undefined).join(' ');

describe('more time (BR-35)', () => {
  const ask = (over: Partial<Parameters<typeof askForTime>[1]> = {}) =>
    askForTime(submission({ state: 'action_plan_issued' }), {
      ...{ actor: officer, isOfficerInCase: true, planId: 'P1', state: row('1'), today },
      ...{ to: '2026-12-08', reason: 'The company answers on the 7th.' },
      ...over,
    });

  it('is asked for by an officer in the case, with a reason and a later day', () => {
    expect(said(ask())).toBe('accepted');
    expect(said(ask({ reason: ' ' }))).toBe('something-missing reason');
    expect(said(ask({ to: '2026-12-01' }))).toBe('not-valid to');
    expect(said(ask({ isOfficerInCase: false }))).toBe('not-allowed');
    expect(said(ask({ actor: prosecutor }))).toBe('not-allowed');
  });

  it('is asked for once until it is answered, and not for what has an answer', () => {
    expect(said(ask({ state: row('1', { extension: { to: '2026-12-05' } }) }))).toBe('already-done');
    expect(said(ask({ state: row('1', { answer: { answer: 'does_not_exist' } }) }))).toBe('already-done');
  });
});

describe('another day or other words (BR-35)', () => {
  const change = (over: Partial<Parameters<typeof changePlanItem>[1]> = {}, of: Partial<SentSubmission> = {}) =>
    changePlanItem(submission({ state: 'action_plan_issued', ...of }), {
      ...{ actor: prosecutor, planId: 'P1', state: row('1'), today },
      ...{ due: '2026-12-08', action: 'Speak to the ferry company.', reason: 'Police asked on the telephone.' },
      ...over,
    });

  it('come from the prosecutor who reviews it, with a reason; the words before are kept', () => {
    expect(change()).toMatchObject({
      value: [
        { payload: { due: '2026-12-08', before: { due: '2026-12-01' }, reason: 'Police asked on the telephone.' } },
      ],
    });
    expect(said(change({ reason: '' }))).toBe('something-missing reason');
    expect(said(change({ actor: officer }))).toBe('not-allowed');
    expect(said(change({}, { prosecutorId: 'somebody-else' }))).toBe('not-allowed');
    expect(said(change({ due: today }))).toBe('not-valid due');
  });

  it('may leave the day as it is only to answer a request for more time', () => {
    expect(said(change({ due: '2026-12-01' }))).toBe('not-valid action');
    const state = row('1', { extension: { to: '2026-12-08' } });
    expect(change({ due: '2026-12-01', state })).toMatchObject({ value: [{ payload: { asked: '2026-12-08' } }] });
  });
});

describe('settling the answers', () => {
  const answered = (id: string, answer: string) => row(id, { answer: { answer } });
  const settle = (
    items: readonly ItemState[],
    words: readonly (Partial<Settlement> & { itemId: string })[],
    over: Partial<Parameters<typeof settlePlan>[1]> = {},
  ) =>
    settlePlan(submission(), {
      ...{ actor: prosecutor, planId: 'P1', responded: true, items, today },
      said: words.map((each) => ({ ...{ outcome: 'accepted', reason: '', due: '' }, ...each })),
      ...over,
    });

  it('closes what is accepted, and the plan when all is closed (BR-36)', () => {
    const items = [answered('1', 'supplied'), answered('2', 'does_not_exist')];
    expect(settle(items, [{ itemId: '1' }, { itemId: '2' }])).toMatchObject({
      value: [{ payload: { reopens: false } }],
    });
    expect(said(settle(items, [{ itemId: '1' }]))).toBe('something-missing items-2-outcome');
    const closed = items.map((each) => ({ ...each, settled: { outcome: 'accepted' } }));
    expect(isPlanClosed(closed)).toBe(true);
    expect(isPlanClosed([...closed, answered('3', 'later')])).toBe(false);
    expect(isPlanClosed([...closed, answered('3', 'not_necessary')])).toBe(false);
  });

  it('upholds or maintains what police dispute, with a reason either way (BR-37)', () => {
    const items = [answered('1', 'not_necessary')];
    expect(standingOfItem(items[0]!)).toBe('disputed');
    expect(said(settle(items, [{ itemId: '1' }]))).toBe('not-valid items-1-outcome');
    expect(said(settle(items, [{ itemId: '1', outcome: 'upheld' }]))).toBe('something-missing items-1-reason');
    expect(said(settle(items, [{ itemId: '1', outcome: 'maintained', due: '2026-12-05' }]))).toBe(
      'something-missing items-1-reason',
    );
    expect(said(settle(items, [{ itemId: '1', outcome: 'upheld', reason: 'The plea has changed.' }]))).toBe('accepted');
  });

  it('sends back what is maintained or not enough, on a new day, and the file to police with it (T21)', () => {
    const back = { itemId: '1', outcome: 'maintained', reason: 'It is the only neutral account.' };
    const items = [answered('1', 'not_possible')];
    expect(said(settle(items, [back]))).toBe('something-missing items-1-due');
    expect(said(settle(items, [{ ...back, due: today }]))).toBe('not-valid items-1-due');
    expect(settle(items, [{ ...back, due: '2026-12-05' }])).toMatchObject({ value: [{ payload: { reopens: true } }] });
  });

  it('agrees to a later day or refuses it', () => {
    const items = [answered('1', 'later')];
    expect(said(settle(items, [{ itemId: '1', outcome: 'agreed', due: '2026-12-20' }]))).toBe('accepted');
    expect(said(settle(items, [{ itemId: '1', outcome: 'refused', due: '2026-12-02' }]))).toBe(
      'something-missing items-1-reason',
    );
    expect(said(settle(items, [{ itemId: '1' }]))).toBe('not-valid items-1-outcome');
  });

  it('is for the prosecutor who reviews it, once the answers are back', () => {
    const items = [answered('1', 'supplied')];
    expect(said(settle(items, [{ itemId: '1' }], { responded: false }))).toBe('step-not-allowed');
    expect(said(settle(items, [{ itemId: '1' }], { actor: officer }))).toBe('not-allowed');
    expect(said(settle([row('1', { settled: { outcome: 'accepted' } })], []))).toBe('already-done');
  });
});

describe('what arrives on the shared file', () => {
  const people = [{ id: 'W1', givenName: 'Joan', familyName: 'Pike', called: [], isOfficer: false }];
  const material = (over: Partial<Material>): Material => ({
    ...{ id: 'M21', type: 'MG11', title: 'Statement of Joan Pike', file: 'x.pdf', date: '2026-11-23' },
    ...{ madeBy: 'PC Strand', status: 'evidential', subject: 'W1' },
    ...over,
  });
  const open = (state: ItemState) => [{ submissionId: 'S1', version: 1, planId: 'P1', state }];
  const closes = (state: ItemState, arrived: Material): boolean =>
    closeByArrival(open(state), [arrived], { people, how: 'came with S1, version 2', by: { name: 'A Sender' } })
      .length > 0;
  const statement = (over: Partial<ItemState> = {}) =>
    row('1', over, { kind: 'key_witness', subject: 'W1', action: 'Take a statement from Miss Pike' });

  it('closes the action that asks for it, and says so', () => {
    expect(
      closeByArrival(open(statement()), [material({})], {
        ...{ people, how: 'came with S1, version 2', by: { name: 'A Sender' } },
      }),
    ).toMatchObject([
      {
        payload: {
          ...{ answer: 'supplied', byItself: true, materialIds: ['M21'] },
          text: 'Closed by itself: M21 Statement of Joan Pike came with S1, version 2.',
        },
      },
    ]);
    expect(closes(statement({ answer: { answer: 'later' } }), material({}))).toBe(true);
  });

  it('closes no other: another person, another sort, one that is not signed, an action with an answer', () => {
    expect(closes(statement(), material({ subject: 'W2', title: 'Statement of another' }))).toBe(false);
    expect(closes(statement(), material({ type: 'PHOTO' }))).toBe(false);
    expect(closes(statement(), material({ notes: 'Unsigned' }))).toBe(false);
    expect(closes(statement({ answer: { answer: 'tried_and_failed' } }), material({}))).toBe(false);
  });

  it('closes an action about one of several only by its reference', () => {
    const footage = row('1', {}, { kind: 'key_exhibit', action: 'Obtain AB/4, the CCTV of the quay' });
    const camera = { type: 'CCTV', title: 'Camera of the quay', subject: undefined } as const;
    const { subject: _, ...bare } = material({});
    expect(closes(footage, { ...bare, ...{ type: camera.type, title: camera.title, exhibitRef: 'AB/4' } })).toBe(true);
    expect(closes(row('1', {}, { action: 'Obtain the CCTV' }), { ...bare, type: 'CCTV', title: 'Camera' })).toBe(false);
  });
});
