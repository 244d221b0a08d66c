import { describe, expect, it } from 'vitest';
import { anActor } from '../../../test/support/people.ts';
import { recordOutOfCourt, type OutOfCourtSaid, type OutOfCourtState } from './out-of-court.ts';
import type { SubmissionState } from './workflow.ts';

const officer = anActor(['officer_in_case']);
const decided = (code: string) => ({
  on: '2026-11-20',
  isMadeAgain: false,
  detail: {
    ...{ defendantId: 'D1', offenceId: 'F1', code, test: 'full_code_test' as const, reasonCode: 'P-OOCD' },
    ...{ evidential: 'Admitted.', publicInterest: 'A caution meets it.', authorises: null },
  },
});
const said = (step: OutOfCourtSaid['step'], over: Partial<OutOfCourtSaid> = {}): OutOfCourtSaid => ({
  ...{ step, on: '2026-11-21', conditions: [], conditionIds: [], admission: '', consent: '', says: '', ...over },
});
const two = [
  { conditionId: '1', text: 'Pay £60 for the window.', dueOn: '2026-12-21' },
  { conditionId: '2', text: 'Write a letter of apology.', dueOn: '2026-12-05' },
];
const stood = (stands: OutOfCourtState['stands'], keptIds: string[] = []): OutOfCourtState => ({
  ...{ outcomeId: 'U1', stands, conditions: two, keptIds, lastOn: '2026-11-21' },
});
const agreed = {
  admission: 'He said in interview that he threw it; on the record at page 2.',
  consent: 'It was explained to him, he asked nothing, and signed the form.',
};

type Given = Parameters<typeof recordOutOfCourt>[1];
const record = (given: Partial<Given> & Pick<Given, 'said'>, state: SubmissionState = 'decision_issued') =>
  recordOutOfCourt(
    { submissionId: 'S1', version: 1, state, defendantIds: ['D1'] },
    {
      ...{ actor: officer, hasPart: true, defendantId: 'D1', offenceId: 'F1', decision: decided('D') },
      ...{ current: undefined, newId: () => 'U1', today: '2026-12-06', othersWait: false, toOrg: 'cps-a' },
      urgency: { dueAt: '9999-12-31T00:00:00Z', reasons: [] },
      ...given,
    },
  );
const payload = (result: ReturnType<typeof record>) => (result.ok ? result.value[0]?.payload : result.refusal);
const fault = (result: ReturnType<typeof record>) =>
  result.ok ? 'recorded' : `${result.refusal.code} ${result.refusal.field ?? ''}`.trim();

describe('T32: an outcome out of court that the CPS decided', () => {
  it('is offered with its conditions, each with its last day; a simple caution has none', () => {
    const conditions = [{ text: 'Pay £60 for the window.', dueOn: '2026-12-21' }];
    expect(payload(record({ said: said('offered', { conditions }) }))).toMatchObject({
      ...{ stands: 'offered', state: null, returns: false, title: 'Conditional caution' },
      conditions: [{ conditionId: '1', dueOn: '2026-12-21' }],
    });
    expect(fault(record({ said: said('offered') }))).toBe('something-missing conditions-1-text');
    const open = [{ text: 'Pay for the window.', dueOn: '' }];
    expect(fault(record({ said: said('offered', { conditions: open }) }))).toBe('something-missing conditions-1-dueOn');
    const past = [{ text: 'Pay for the window.', dueOn: '2026-11-20' }];
    expect(fault(record({ said: said('offered', { conditions: past }) }))).toBe('not-valid conditions-1-dueOn');
    expect(fault(record({ decision: decided('C'), said: said('offered', { conditions }) }))).toContain('not-valid');
    expect(fault(record({ decision: decided('C'), said: said('offered') }))).toBe('recorded');
  });

  it.each([
    [undefined, ['offered']],
    ['offered', ['accepted', 'refused']],
    ['accepted', ['condition_kept', 'breached']],
    ['refused', []],
    ['breached', []],
    ['kept', []],
  ] as const)('from %s only %j follow', (stands, follow) => {
    const whole = { ...agreed, conditions: [{ text: 'Pay for it.', dueOn: '2026-12-21' }], conditionIds: ['1'] };
    const says = 'He told the officer so himself, at the counter.';
    const can = (['offered', 'accepted', 'refused', 'condition_kept', 'breached'] as const).filter(
      (step) =>
        record({ current: stands === undefined ? undefined : stood(stands), said: said(step, { ...whole, says }) }).ok,
    );
    expect(can).toEqual(follow);
  });

  it('is accepted only with the admission and the consent in words', () => {
    const current = stood('offered');
    expect(payload(record({ current, said: said('accepted', agreed) }))).toMatchObject({
      ...{ stands: 'accepted', state: null },
    });
    const accepted = (over: Partial<OutOfCourtSaid>) => fault(record({ current, said: said('accepted', over) }));
    expect(accepted({ ...agreed, admission: 'n/a' })).toBe('something-missing admission');
    expect(accepted({ ...agreed, consent: ' ' })).toBe('something-missing consent');
  });

  it('a simple one is done when it is accepted', () => {
    const simple = { current: { ...stood('offered'), conditions: [] }, decision: decided('C') };
    expect(payload(record({ ...simple, said: said('accepted', agreed) }))).toMatchObject({
      ...{ stands: 'kept', state: 'closed' },
    });
  });

  it('closes the file with the last condition, where nothing else of it waits, and not before', () => {
    const kept = (conditionIds: string[], keptIds: string[], othersWait = false) =>
      payload(
        record({
          ...{ current: stood('accepted', keptIds), othersWait },
          said: said('condition_kept', { conditionIds, says: 'The receipt is on the file.' }),
        }),
      );
    expect(kept(['1'], [])).toMatchObject({ stands: 'accepted', state: null });
    expect(kept(['2'], ['1'])).toMatchObject({ stands: 'kept', state: 'closed' });
    expect(kept(['1', '2'], [])).toMatchObject({ stands: 'kept', state: 'closed' });
    expect(kept(['2'], ['1'], true)).toMatchObject({ stands: 'kept', state: null });
    expect(kept(['1'], ['1'])).toMatchObject({ code: 'not-valid', field: 'conditionIds' });
    expect(kept([], [])).toMatchObject({ code: 'something-missing', field: 'conditionIds' });
  });

  it('refused or breached goes back to the CPS with the reason, wherever the file is', () => {
    const refused = { current: stood('offered'), said: said('refused', { says: 'He says that he was not there.' }) };
    expect(payload(record(refused))).toMatchObject({
      ...{ stands: 'refused', state: 'triage_accepted', returns: true },
      urgency: { reasons: ['Conditional caution: the suspect refused it'] },
    });
    expect(fault(record({ ...refused, said: said('refused') }))).toBe('something-missing says');
    const breach = {
      current: stood('accepted'),
      said: said('breached', { conditionIds: ['1'], says: 'He paid nothing and gives no reason for it.' }),
    };
    expect(payload(record(breach))).toMatchObject({ stands: 'breached', state: 'triage_accepted' });
    // For another suspect the CPS have it already: it stays with whoever has it.
    expect(payload(record(breach, 'in_review'))).toMatchObject({ stands: 'breached', state: null, returns: true });
    expect(fault(record(breach, 'appealed'))).toBe('step-not-allowed');
  });

  it('is recorded by police who may lay a charge, of a day that can be, and of a decision that is one', () => {
    const offer = { decision: decided('C'), said: said('offered') };
    expect(fault(record({ ...offer, hasPart: false }))).toBe('not-allowed');
    expect(fault(record({ ...offer, actor: anActor(['cps_prosecutor']) }))).toBe('not-allowed');
    expect(fault(record({ ...offer, hasPart: false, actor: anActor(['custody_officer']) }))).toBe('recorded');
    expect(fault(record({ ...offer, said: said('offered', { on: '2026-12-07' }) }))).toBe('not-valid on');
    expect(fault(record({ ...offer, said: said('offered', { on: '2026-11-19' }) }))).toBe('not-valid on');
    expect(fault(record({ ...offer, decision: decided('K') }))).toBe('step-not-allowed');
    expect(fault(record({ ...offer, decision: { ...decided('C'), isMadeAgain: true } }))).toBe('step-not-allowed');
    expect(fault(record({ ...offer, decision: undefined }))).toBe('step-not-allowed');
  });
});
