import { describe, expect, it } from 'vitest';
import type { GateContext } from '../action-plan/index.ts';
import type { TalkFirst } from './consultation.ts';
import { anActor, easternCounties } from '../../../test/support/people.ts';
import type { Decision } from './events.ts';
import { issueDecision } from './decision.ts';
import { answerItem, giveAdvice, issuePlan, layCharge, respondToPlan, startReview } from './review.ts';
import type { SentSubmission } from './sent.ts';
import { acceptFile, rejectFile } from './triage.ts';
import type { SubmissionState } from './workflow.ts';

const inState = (state: SubmissionState, prosecutorId?: string): SentSubmission => ({
  submissionId: 'S1',
  version: 1,
  state,
  defendantIds: ['D1'],
  holder: easternCounties,
  prosecutorId,
});
const urgency = { dueAt: '9999-12-31T00:00:00Z', reasons: [] };
const code = (result: { ok: boolean; refusal?: { code: string } }): string =>
  result.ok ? 'accepted' : (result.refusal?.code ?? '');
const assistant = anActor(['cps_triage']);
const prosecutor = anActor(['cps_prosecutor']);
const officer = anActor(['officer_in_case']);
const refusedAt = (result: { ok: boolean; refusal?: { field?: string } }): string | undefined =>
  result.ok ? undefined : (result.refusal?.field ?? 'nowhere');
const day = {
  disputed: 0,
  notKept: [],
  today: '2026-11-22',
  consentOf: (title: string) => (title === 'Bribery' ? 'Director of Public Prosecutions' : undefined),
};

describe('triage', () => {
  const reason = { id: 'TR-05', label: 'No domestic-abuse checklist', due: true, items: ['DA_CHECKLIST'] };
  const reject = (over: Partial<Parameters<typeof rejectFile>[1]> = {}, state: SubmissionState = 'triage_pending') =>
    rejectFile(inState(state), {
      actor: assistant,
      reasons: [reason],
      detail: '',
      responseDate: '2026-12-01',
      reminderOn: null,
      today: '2026-11-22',
      ...over,
    });

  it('is for CPS triage only (BR-23)', () => {
    expect(code(reject())).toBe('accepted');
    expect(code(reject({ actor: officer }))).toBe('not-allowed');
    expect(code(reject({ actor: prosecutor }))).toBe('not-allowed');
  });

  it('rejects only for something that was due (BR-24)', () => {
    expect(code(reject({ reasons: [] }))).toBe('something-missing');
    expect(code(reject({ reasons: [{ ...reason, due: false }] }))).toBe('reason-not-due');
  });

  it('keeps detail to 250 characters and dates in the future, reminder not before response (BR-24, BR-25)', () => {
    expect(code(reject({ detail: 'x'.repeat(250) }))).toBe('accepted');
    expect(code(reject({ detail: 'x'.repeat(251) }))).toBe('not-valid');
    expect(code(reject({ responseDate: '2026-11-22' }))).toBe('not-valid');
    expect(code(reject({ responseDate: '2026-11-23' }))).toBe('accepted');
    expect(code(reject({ reminderOn: '2026-11-30' }))).toBe('not-valid');
    expect(code(reject({ reminderOn: '2026-12-01' }))).toBe('accepted');
  });

  it('has two reasons for urgent files alone, each of which stands by itself (T14c)', () => {
    const urgent = { id: 'TR-P1', label: 'Check custody status and send again', due: true, items: [] };
    expect(code(reject({ reasons: [urgent] }))).toBe('reason-not-due');
    const rejected = reject({ reasons: [urgent] }, 'urgent_review');
    expect(rejected.ok && rejected.value[0]?.payload).toMatchObject({ step: 'T14c' });
    expect(code(reject({ reasons: [urgent, reason] }, 'urgent_review'))).toBe('not-valid');
  });

  it('accepts by T12, or T14a in urgent review', () => {
    for (const [state, step] of [
      ['triage_pending', 'T12'],
      ['urgent_review', 'T14a'],
    ] as const) {
      const accepted = acceptFile(inState(state), {
        actor: assistant,
        reviewType: '28_day',
        caseType: 'general',
        toOrg: 'cps-eastern-counties',
        reviewDueAt: null,
        urgency,
      });
      expect(accepted.ok && accepted.value[0]?.payload).toMatchObject({ step });
    }
  });
});

describe('a file is worked on by those who hold it', () => {
  const elsewhere = { ...easternCounties, id: 'cps-northern-vale', name: 'CPS Northern Vale' };
  const there = anActor(['cps_prosecutor', 'cps_triage'], { organisation: elsewhere, userId: 'user-there' });
  const colleague = anActor(['cps_prosecutor'], { userId: 'user-colleague' });
  const accept = (submission: SentSubmission, actor = assistant) =>
    acceptFile(submission, {
      actor,
      reviewType: '28_day',
      caseType: 'general',
      toOrg: easternCounties.id,
      reviewDueAt: null,
      urgency,
    });
  const decideAs = (actor: typeof prosecutor, reviewer?: string) =>
    issueDecision(inState('in_review', reviewer), { actor, decisions: [decision], awaited, ...day });

  it('in the office that holds it and no other', () => {
    expect(code(accept(inState('triage_pending'), there))).toBe('not-allowed');
    expect(code(startReview(inState('triage_accepted'), there))).toBe('not-allowed');
    expect(code(decideAs(there, 'user-there'))).toBe('not-allowed');
  });

  it('by the role that takes the step: no prosecutor accepts outside urgent review', () => {
    const direct = anActor(['cpsd_prosecutor']);
    expect(code(accept(inState('triage_pending'), direct))).toBe('not-allowed');
    expect(code(accept(inState('urgent_review'), direct))).toBe('accepted');
  });

  it('by the prosecutor who reviews it, until another of the office takes the review over', () => {
    const reviewer = prosecutor.userId;
    expect(code(decideAs(prosecutor, reviewer))).toBe('accepted');
    expect(code(decideAs(colleague, reviewer))).toBe('not-allowed');
    expect(code(plan({ actor: colleague }, reviewer))).toBe('not-allowed');
    expect(code(giveAdvice(inState('in_review', reviewer), 'EA', colleague, 'Get the phone records.'))).toBe(
      'not-allowed',
    );
    expect(code(startReview(inState('in_review', reviewer), prosecutor))).toBe('already-done');
    // Who meant to take a free file, and came second, takes nothing over by it.
    expect(code(startReview(inState('in_review', reviewer), colleague, false))).toBe('already-done');
    const over = startReview(inState('in_review', reviewer), colleague);
    expect(over.ok && over.value[0]?.payload).toMatchObject({ prosecutorId: 'user-colleague' });
  });
});

describe('nothing is issued without the prosecutor’s name, telephone and email (BR-38)', () => {
  const unreachable = (part: 'name' | 'phone' | 'email') => anActor(['cps_prosecutor'], { contact: { [part]: '' } });
  it.each(['name', 'phone', 'email'] as const)('refuses everything when the %s is missing', (part) => {
    const actor = unreachable(part);
    expect(code(startReview(inState('triage_accepted'), actor))).toBe('contact-missing');
    expect(code(issueDecision(inState('in_review'), { actor, decisions: [decision], awaited, ...day }))).toBe(
      'contact-missing',
    );
    expect(code(giveAdvice(inState('in_review'), 'EA', actor, 'Get the phone records.'))).toBe('contact-missing');
    expect(code(plan({ actor }))).toBe('contact-missing');
  });
});

const awaited = [{ defendantId: 'D1', offenceId: 'F1', says: 'F1 for D1' }];
const charge = {
  cjsCode: 'CJ88116',
  title: 'Assault by beating',
  wording: 'assaulted by beating',
  startDate: '2026-05-30',
  endDate: '2026-05-30',
};
const decision: Decision = {
  defendantId: 'D1',
  offenceId: 'F1',
  code: 'A',
  test: 'full_code_test',
  evidential: 'The account is supported.',
  publicInterest: 'Domestic setting.',
  authorises: charge,
};

describe('a decision', () => {
  const decide = (decisions: readonly Decision[], over: { notKept?: string[] } = {}) =>
    issueDecision(inState('in_review'), { actor: prosecutor, decisions, awaited, ...day, ...over });

  it('is refused, saying what else to do, where every offence is charged or dropped', () => {
    const nothing = { actor: prosecutor, decisions: [], awaited: [], ...day };
    expect(code(issueDecision(inState('in_review'), nothing))).toBe('not-valid');
    expect(code(issueDecision(inState('in_review'), { ...nothing, decisions: [decision] }))).toBe('not-valid');
  });

  it('is needed for each suspect and offence, once (BR-02)', () => {
    expect(code(decide([decision]))).toBe('accepted');
    expect(code(decide([]))).toBe('something-missing');
    expect(code(decide([decision, decision]))).toBe('not-valid');
    expect(code(decide([decision, { ...decision, offenceId: 'F9' }]))).toBe('not-valid');
  });

  it('needs reasons on the evidence, and on the public interest once the evidence passes (BR-08)', () => {
    expect(code(decide([{ ...decision, evidential: ' ' }]))).toBe('something-missing');
    expect(code(decide([{ ...decision, publicInterest: '' }]))).toBe('something-missing');
    const no = { ...decision, code: 'K', publicInterest: '', authorises: null, underminingMaterial: 'no' as const };
    expect(code(decide([no]))).toBe('something-missing');
    expect(code(decide([{ ...no, reasonCode: 'E-ELEMENT' }]))).toBe('accepted');
    expect(code(decide([{ ...no, reasonCode: 'P-MINOR' }]))).toBe('something-missing');
  });

  it('on the public interest against prosecution needs senior agreement', () => {
    const no = { ...decision, code: 'L', reasonCode: 'P-MINOR', authorises: null, underminingMaterial: 'no' as const };
    expect(code(decide([no]))).toBe('something-missing');
    expect(code(decide([{ ...no, seniorAuthority: 'Senior Crown Prosecutor Example' }]))).toBe('accepted');
  });

  it('on the Threshold Test answers all five conditions (BR-07)', () => {
    const five = { suspicion: 'a', furtherEvidence: 'b', seriousness: 'c', bail: 'd', publicInterest: 'e' };
    const { bail: _bail, ...four } = five;
    expect(code(decide([{ ...decision, test: 'threshold_test', threshold: four }]))).toBe('something-missing');
    expect(code(decide([{ ...decision, test: 'threshold_test', threshold: five, reviewOn: '2026-12-04' }]))).toBe(
      'accepted',
    );
  });

  it('to charge on the Threshold Test has a day on which it is reviewed again, after today (BR-09)', () => {
    const threshold = { suspicion: 'a', furtherEvidence: 'b', seriousness: 'c', bail: 'd', publicInterest: 'e' };
    const on = { ...decision, test: 'threshold_test' as const, threshold };
    expect(refusedAt(decide([on]))).toBe('decision-F1-reviewOn');
    expect(refusedAt(decide([{ ...on, reviewOn: '2026-11-22' }]))).toBe('decision-F1-reviewOn');
    expect(refusedAt(decide([{ ...on, reviewOn: '2026-11-23' }]))).toBeUndefined();
    const not = { ...on, code: 'K', reasonCode: 'E-ELEMENT', authorises: null, underminingMaterial: 'no' as const };
    expect(refusedAt(decide([not]))).toBeUndefined();
  });

  it('not to prosecute says whether undermining material was a key factor (T31)', () => {
    const no = { ...decision, code: 'K', reasonCode: 'E-ELEMENT', authorises: null };
    expect(refusedAt(decide([no]))).toBe('decision-F1-underminingMaterial');
    expect(refusedAt(decide([{ ...no, underminingMaterial: 'yes' }]))).toBeUndefined();
  });

  it('to charge what needs consent records it, or why none is needed', () => {
    const bribe = { ...decision, authorises: { ...charge, title: 'Bribery' } };
    expect(refusedAt(decide([bribe]))).toBe('decision-F1-consent');
    expect(refusedAt(decide([{ ...bribe, consent: { state: 'given', says: ' ' } }]))).toBe('decision-F1-consentSays');
    expect(refusedAt(decide([{ ...bribe, consent: { state: 'given', says: 'By the Director on 20 November' } }]))).toBe(
      undefined,
    );
  });

  it('gives the grounds of a remand and the conditions of bail and of a caution', () => {
    const bail = (recommended: 'unconditional' | 'conditional' | 'remand', says = '') =>
      refusedAt(decide([{ ...decision, bail: { recommended, says } }]));
    expect(bail('unconditional')).toBeUndefined();
    expect(bail('conditional')).toBe('decision-F1-bailSays');
    expect(bail('remand')).toBe('decision-F1-bailSays');
    expect(bail('remand', 'Interference with the witness')).toBeUndefined();
    const caution = { ...decision, code: 'D', reasonCode: 'P-OOCD', authorises: null };
    expect(refusedAt(decide([caution]))).toBe('decision-F1-conditions');
    expect(refusedAt(decide([{ ...caution, conditions: 'Pay for the window within 16 weeks' }]))).toBeUndefined();
  });

  it('says that a conditional caution was not kept only where that is recorded (T32)', () => {
    const charged = { ...decision, code: 'B2' };
    const ended = { ...decision, code: 'D2', authorises: null, underminingMaterial: 'no' as const };
    expect(refusedAt(decide([charged]))).toBe('decision-F1-code');
    expect(refusedAt(decide([ended]))).toBe('decision-F1-code');
    expect(refusedAt(decide([charged], { notKept: ['F1'] }))).toBeUndefined();
    expect(refusedAt(decide([ended], { notKept: ['F1'] }))).toBe('decision-F1-reasonCode');
    expect(refusedAt(decide([{ ...ended, reasonCode: 'P-MINOR' }], { notKept: ['F1'] }))).toBeUndefined();
  });

  it('cannot use a code nobody could confirm', () => {
    for (const unknown of ['D5', 'Z', 'E', 'F'])
      expect(code(decide([{ ...decision, code: unknown }]))).toBe('something-missing');
  });

  it('is no answer to a request for early advice, nor advice to a request for a decision', () => {
    expect(code(giveAdvice(inState('in_review'), 'PCD_FCT_NGAP', prosecutor, 'Advice.'))).toBe('step-not-allowed');
    expect(code(giveAdvice(inState('in_review'), 'EA', prosecutor, 'Ask for the phone records.'))).toBe('accepted');
  });
});

const item = {
  id: 'I1',
  defendantIds: ['D1'],
  issueType: 'evidential',
  issue: 'Self-defence',
  kind: 'non_key_witness',
  action: 'Take a statement from the second caller about the plate.',
  justification: 'Her call is the only support for self-defence.',
  due: '2026-12-01',
};
const held = (over: Partial<GateContext> = {}): GateContext => ({
  people: [{ id: 'W1', givenName: 'Moira', familyName: 'Duckering', called: [], isOfficer: false }],
  ...{ onFile: [], earlier: [], recorded: [], standard: [], limits: [], beforeCharge: true },
  ...over,
});
const noTalk: TalkFirst = { needed: false, held: [], consultationId: '', declinedBecause: '' };
const plan = (over: Partial<Parameters<typeof issuePlan>[1]> = {}, reviewer?: string) =>
  issuePlan(inState('in_review', reviewer), {
    actor: prosecutor,
    planId: 'P1',
    items: [item],
    context: held(),
    today: '2026-11-22',
    ...{ talk: noTalk, manyItems: 3 },
    ...over,
  });

describe('an action plan', () => {
  it('asks with an issue, its kind and a justification in words (AP1, AP2, BR-32)', () => {
    expect(code(plan())).toBe('accepted');
    for (const bad of [
      { justification: '' },
      { justification: 'needed' },
      { issueType: '' },
      { issue: '' },
      { action: '' },
    ])
      expect(code(plan({ items: [{ ...item, ...bad }] }))).toBe('something-missing');
  });

  it('does not ask for what is on the file, unless it says why that will not do (AP3, BR-33)', () => {
    const context = held({ onFile: [{ materialId: 'M03', type: 'MG11', title: 'Statement', subject: 'W1' }] });
    const asked = { ...item, subject: 'W1', action: 'Take a statement from the neighbour.' };
    expect(code(plan({ context, items: [asked] }))).toBe('something-missing');
    const because = { ...asked, inadequateBecause: 'It breaks off before the second call.' };
    expect(code(plan({ context, items: [because] }))).toBe('accepted');
    expect(code(plan({ context }))).toBe('accepted');
  });

  it('does not ask twice, in this plan or an earlier one (AP4, BR-34)', () => {
    expect(code(plan({ context: held({ earlier: [item] }) }))).toBe('something-missing');
    expect(
      code(
        plan({ items: [item, { ...item, id: 'I2', action: 'Statement from second caller about the plate, take it' }] }),
      ),
    ).toBe('something-missing');
    expect(code(plan({ context: held({ earlier: [{ ...item, defendantIds: ['D2'] }] }) }))).toBe('accepted');
  });

  it('warns of what can follow a charge, keeps that it was told, and lets it through when asked all the same (AP7, BR-40)', () => {
    const sentence = { ...item, issueType: 'sentence', action: 'Ask the second caller for the receipt for the plate.' };
    const refused = plan({ items: [sentence] });
    expect(refused).toMatchObject({ ok: false, refusal: { field: 'items-0-despite' } });
    const issued = plan({ items: [{ ...sentence, despite: true }] });
    expect(issued).toMatchObject({
      value: [
        { payload: { items: [{ warned: [{ check: 'AP7', says: expect.stringContaining('after it') as string }] }] } },
      ],
    });
    expect(code(plan({ context: held({ beforeCharge: false }), items: [sentence] }))).toBe('accepted');
  });

  const talk = (over: Partial<TalkFirst>) => ({ ...noTalk, needed: true, ...over });
  it('in domestic abuse comes after a conversation, or says why there was none (BR-39, AP8)', () => {
    expect(refusedAt(plan({ talk: talk({}) }))).toBe('conversation');
    expect(refusedAt(plan({ talk: talk({ declinedBecause: 'n/a' }) }))).toBe('conversation');
    expect(refusedAt(plan({ talk: talk({ consultationId: 'T9' }) }))).toBe('conversation');
    const kept = (over: Partial<TalkFirst>) => {
      const issued = plan({ talk: talk(over) });
      return issued.ok && issued.value[0]?.type === 'plan-issued' ? issued.value[0].payload.conversation : issued;
    };
    expect(kept({ held: ['T1'], consultationId: 'T1' })).toEqual({ consultationId: 'T1' });
    const why = 'She is away until Monday, and he is in custody.';
    expect(kept({ declinedBecause: why })).toEqual({ declinedBecause: why });
    expect(kept({ needed: false })).toBeUndefined();
  });

  it('of more actions than a setting has it asks for their order, which is kept with each (AP10)', () => {
    const four = (orders: readonly (number | undefined)[], manyItems = 3) =>
      plan({
        manyItems,
        items: [
          'Ask the harbour office for its log of that night.',
          'Obtain the 999 call of the neighbour opposite.',
          'Photograph the lock of the back door as it is now.',
          'Get the rota of the ferry for that weekend.',
        ].map((action, index) => {
          const priority = orders[index];
          return { ...item, id: `I${index}`, action, despite: true, ...(priority === undefined ? {} : { priority }) };
        }),
      });
    expect(refusedAt(four([2, 1, undefined, 3]))).toBe('items-2-priority');
    expect(refusedAt(four([2, 1, 2, 3]))).toBe('items-2-priority');
    expect(refusedAt(four([2, 1, 5, 3]))).toBe('items-2-priority');
    const issued = four([2, 1, 4, 3]);
    expect(issued.ok && issued.value[0]?.payload).toMatchObject({
      items: [
        { priority: 2, warned: [{ check: 'AP10', says: 'It is one of 4 actions at once, more than 3' }] },
        ...[{ priority: 1 }, { priority: 4 }, { priority: 3 }],
      ],
    });
    // Of as many as the setting has it nobody asks, and nothing is kept.
    const asMany = four([2, undefined, 4, 3], 4);
    expect(asMany.ok && asMany.value[0]?.payload).toHaveProperty('items.0.id', 'I0');
    expect(asMany.ok && asMany.value[0]?.payload).not.toHaveProperty('items.0.priority');
  });

  it('is about people and items of the case', () => {
    expect(plan({ items: [{ ...item, subject: 'W9' }] })).toMatchObject({ refusal: { field: 'items-0-subject' } });
    expect(plan({ items: [{ ...item, about: 'M99' }] })).toMatchObject({ refusal: { field: 'items-0-about' } });
  });

  it('is answered item by item and goes back through a supervisor who is not the officer (BR-36)', () => {
    const answer = (over: Partial<Parameters<typeof answerItem>[1]> = {}) =>
      answerItem(inState('action_plan_issued'), {
        actor: officer,
        isOfficerInCase: true,
        planId: 'P1',
        itemId: 'I1',
        open: true,
        closed: false,
        answer: 'tried_and_failed',
        text: 'Called twice, no reply.',
        ...{ laterOn: '', today: '2026-11-22' },
        documents: [],
        ...over,
      });
    expect(code(answer())).toBe('accepted');
    expect(code(answer({ open: false }))).toBe('already-done');
    expect(code(answer({ closed: true }))).toBe('already-done');
    expect(code(answer({ text: '' }))).toBe('something-missing');
    expect(code(answer({ answer: 'supplied' }))).toBe('something-missing');
    expect(code(answer({ isOfficerInCase: false }))).toBe('not-allowed');
    const respond = (openItems: number, isOfficer = false, closed = false) =>
      respondToPlan(inState('action_plan_issued'), {
        actor: anActor(['supervisor']),
        isOfficerInCase: isOfficer,
        planId: 'P1',
        openItems,
        closed,
        comment: '',
      });
    expect(code(respond(1))).toBe('something-missing');
    expect(code(respond(0, true))).toBe('certifier-is-officer-in-case');
    expect(code(respond(0, false, true))).toBe('already-done');
    expect(code(respond(0))).toBe('accepted');
  });
});

describe('a charge laid', () => {
  const charge = {
    chargeId: 'C1',
    defendantId: 'D1',
    cjsCode: 'CJ88116',
    title: 'Assault by beating',
    wording: 'Assaulted, by beating.',
    startDate: '2026-05-30',
    endDate: '2026-05-30',
    laidAt: '2026-11-22T10:00:00Z',
    method: 'charged_at_station' as const,
    asn: null,
    court: null,
    hearingOn: null,
    reason: '',
  };
  const { authorises } = decision;
  const waiting = authorises === null ? [] : [{ offenceId: 'F1', authorisedAt: '2026-11-22T09:30:40Z', ...authorises }];
  const lay = (over: Partial<typeof charge> = {}, given: Partial<Parameters<typeof layCharge>[1]> = {}) =>
    layCharge(
      { ...charge, ...over },
      {
        ...{ actor: officer, hasPart: true, waiting, waitingByPolice: [], policeMayCharge: false },
        now: '2026-11-22T11:00:00Z',
        ...{ timing: () => undefined, timingReason: '', arrestedAt: undefined, ...given },
      },
    );

  it('is not in time because somebody says so: late, it needs a reason and carries the mark (BR-70)', () => {
    const late = {
      kind: 'late',
      lastDay: '2026-11-20',
      days: 2,
      provision: 'CJA 1988 s39A',
      precaution: false,
    } as const;
    const refused = lay({}, { timing: () => late });
    expect(refused).toMatchObject({ ok: false, refusal: { code: 'something-missing', field: 'timingReason' } });
    expect(refused.ok ? '' : refused.refusal.detail).toContain(
      'Late by 2 days under CJA 1988 s39A: the last day was 20 November 2026',
    );
    const told = lay({}, { timing: () => late, timingReason: ' The file came back late. ' });
    expect(told.ok && told.value[0]?.payload).toMatchObject({
      timing: { ...late, reason: 'The file came back late.' },
    });
    expect(lay().ok && JSON.stringify(lay())).not.toContain('timing');
  });

  it.each([
    ['before the offence', { laidAt: '2026-05-29T10:00:00Z' }, {}],
    ['before the arrest, at a station', {}, { arrestedAt: '2026-11-22T10:30:00Z' }],
  ])('is refused at a time when it cannot have been laid: %s', (_when, over, given) => {
    expect(lay(over, given)).toMatchObject({ ok: false, refusal: { code: 'not-valid', field: 'laidAt' } });
  });

  it('is recorded by police alone, whatever is posted (BR-01)', () => {
    for (const role of ['cps_prosecutor', 'cpsd_prosecutor', 'cps_legal_manager', 'cps_triage'] as const)
      expect(code(lay({}, { actor: anActor([role]) }))).toBe('only-police-lay-charges');
  });

  it('is recorded by those with a part in the case, or in charging (BR-01)', () => {
    expect(code(lay({}, { hasPart: false }))).toBe('not-allowed');
    for (const role of ['custody_officer', 'supervisor', 'inspector_escalation'] as const)
      expect(code(lay({}, { hasPart: false, actor: anActor([role]) }))).toBe('accepted');
  });

  it('matches what was authorised but for punctuation and capitals', () => {
    const laid = lay();
    expect(laid.ok && laid.value[0]?.payload).toMatchObject({ comparison: 'match', offenceId: 'F1', differences: [] });
  });

  it('that differs needs a reason and is kept as a mismatch (BR-60)', () => {
    const other = { cjsCode: 'OF61131', title: 'Wounding', wording: 'wounded' };
    expect(code(lay(other))).toBe('something-missing');
    const laid = lay({ ...other, reason: 'Custody officer took the wrong code.' });
    expect(laid.ok && laid.value[0]?.payload).toMatchObject({ comparison: 'mismatch', offenceId: 'F1' });
  });

  it('laid before it was authorised needs a reason too, to the minute', () => {
    expect(code(lay({ laidAt: '2026-11-22T09:29:00Z' }))).toBe('something-missing');
    const early = lay({ laidAt: '2026-11-22T09:29:00Z', reason: 'Emergency charge by the inspector.' });
    expect(early.ok && early.value[0]?.payload).toMatchObject({
      comparison: 'mismatch',
      differences: ['Time: laid at 9:29am on 22 November 2026, before it was authorised at 9:30am on 22 November 2026'],
    });
    const sameMinute = lay({ laidAt: '2026-11-22T09:30:00Z' });
    expect(sameMinute.ok && sameMinute.value[0]?.payload).toMatchObject({ comparison: 'match' });
  });

  it('that nobody authorised is shown as such, unless police may charge it themselves', () => {
    expect(code(lay({}, { waiting: [] }))).toBe('something-missing');
    const own = lay({}, { waiting: [], policeMayCharge: true });
    expect(own.ok && own.value[0]?.payload).toMatchObject({ comparison: 'police_charge' });
  });

  it('cannot be laid in the future', () => {
    expect(code(lay({ laidAt: '2026-11-22T12:00:00Z' }))).toBe('not-valid');
  });
});
