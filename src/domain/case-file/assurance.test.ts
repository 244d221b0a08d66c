import { describe, expect, it } from 'vitest';
import { anActor } from '../../../test/support/people.ts';
import {
  certifyFile,
  changeKind,
  contactIsComplete,
  isOfficerInCase,
  returnFile,
  saysNothing,
  submitFile,
  voidCertificate,
  type OpenPoints,
  type Submission,
} from './assurance.ts';
import type { SubmissionState } from './workflow.ts';

const inState = (state: SubmissionState): Submission => ({
  submissionId: 'S1',
  version: 1,
  state,
  defendantIds: ['D1'],
});
const complete: OpenPoints = {
  ruleSetVersion: 'dg6-2020.r1',
  verdict: 'met',
  missing: [],
  inadequate: [],
  questions: [],
  stops: [],
};
const impossible = { what: 'a document dated in the future', fix: 'Correct the date.', at: 'fault-1' };
const hash = 'a'.repeat(64);
const urgency = { dueAt: '9999-12-31T00:00:00Z', reasons: [] };
const code = (result: { ok: boolean; refusal?: { code: string } }): string =>
  result.ok ? 'accepted' : (result.refusal?.code ?? '');

describe('submitting a file to the supervisor', () => {
  const submit = (over: Partial<Parameters<typeof submitFile>[1]> = {}, state: SubmissionState = 'draft') =>
    submitFile(inState(state), {
      actor: anActor(['officer_in_case']),
      isOfficerInCase: true,
      open: complete,
      explained: new Set(),
      unanswered: 0,
      contentsHash: hash,
      urgency,
      ...over,
    });

  it('is refused while a point of the rejection before it has no answer', () => {
    expect(code(submit({ unanswered: 2 }, 'awaiting_resubmission'))).toBe('something-missing');
    expect(code(submit({ unanswered: 0 }, 'awaiting_resubmission'))).toBe('accepted');
  });

  it('is for an officer in the case and nobody else', () => {
    expect(code(submit())).toBe('accepted');
    expect(code(submit({ isOfficerInCase: false }))).toBe('not-allowed');
    expect(code(submit({ actor: anActor(['supervisor']) }))).toBe('not-allowed');
    expect(code(submit({ actor: anActor(['cps_prosecutor']) }))).toBe('not-allowed');
  });

  it('waits until every question that decides a requirement has an answer (BR-18)', () => {
    expect(code(submit({ open: { ...complete, questions: ['isHateCrime'] } }))).toBe('open-questions');
  });

  it('needs a reason and a date for every gap, but not for what a later step makes (BR-19)', () => {
    const gaps = { ...complete, missing: ['VPS', 'SUP_CERT'], inadequate: ['REDACTION'] };
    expect(code(submit({ open: gaps }))).toBe('gap-not-explained');
    expect(code(submit({ open: gaps, explained: new Set(['VPS']) }))).toBe('accepted');
  });

  it('is refused while something cannot be right, whatever else is done, naming it and what puts it right', () => {
    const refused = submit({ open: { ...complete, stops: [impossible, impossible], questions: ['isHateCrime'] } });
    expect(refused).toMatchObject({
      refusal: {
        code: 'something-wrong',
        detail: 'A document dated in the future. Correct the date. 1 other thing on the check has to be put right too.',
        field: 'fault-1',
      },
    });
  });

  it('is the resubmission T16 after a rejection, and T01 otherwise', () => {
    for (const [state, step] of [
      ['draft', 'T01'],
      ['returned_to_officer', 'T01'],
      ['awaiting_resubmission', 'T16'],
    ] as const) {
      const submitted = submit({}, state);
      expect(submitted.ok && submitted.value[0]?.payload).toMatchObject({ step });
    }
  });
});

describe('the kind of a submission', () => {
  const change = (state: SubmissionState, over: Partial<Parameters<typeof changeKind>[1]> = {}) =>
    changeKind(inState(state), { from: 'PCD_FCT_NGAP', to: 'PCD_TT', reason: 'In custody.', ...over });

  it.each<[SubmissionState, string]>([
    ['draft', 'accepted'],
    ['returned_to_officer', 'accepted'],
    ['awaiting_resubmission', 'accepted'],
    ['supervision', 'step-not-allowed'],
    ['gatekeeping', 'step-not-allowed'],
    ['triage_pending', 'step-not-allowed'],
  ])('in the state %s: %s', (state, answer) => {
    expect(code(change(state))).toBe(answer);
  });

  it('is another one, with a reason', () => {
    expect(code(change('draft', { to: 'PCD_FCT_NGAP' }))).toBe('not-valid');
    expect(code(change('draft', { reason: ' ' }))).toBe('something-missing');
  });
});

describe('certifying a file', () => {
  const headings = [
    { id: 'elements', label: 'Each element of each offence' },
    { id: 'disclosure', label: 'Disclosure impact' },
  ];
  const comments = {
    elements: 'Battery shown by the complainant and her neighbour.',
    disclosure: 'The second caller may help the suspect; revealed on the schedule.',
  };
  const certify = (over: Partial<Parameters<typeof certifyFile>[1]> = {}) =>
    certifyFile(inState('supervision'), {
      actor: anActor(['supervisor']),
      isOfficerInCase: false,
      headings,
      comments,
      disclosure: { heading: 'disclosure', statement: 'I considered it.', assured: true },
      open: complete,
      explained: new Set(),
      contentsHash: hash,
      urgency,
      ...over,
    });

  it('is refused to an officer in the case, even one who is also a supervisor (BR-13)', () => {
    const both = anActor(['officer_in_case', 'supervisor']);
    expect(code(certify())).toBe('accepted');
    expect(code(certify({ actor: both, isOfficerInCase: true }))).toBe('certifier-is-officer-in-case');
    expect(code(certify({ actor: both, isOfficerInCase: false }))).toBe('accepted');
  });

  it('BR-17: needs words of its own on disclosure, whatever is written under the other headings', () => {
    const { elements, disclosure } = comments;
    for (const words of [{ elements }, { elements: `${elements} ${disclosure}` }]) {
      const refused = certify({ comments: words });
      expect(!refused.ok && refused.refusal).toMatchObject({ code: 'something-missing', field: 'heading-disclosure' });
    }
  });

  it('BR-17: needs the tick on disclosure beside the words, and words that are not those of another heading', () => {
    const unticked = { heading: 'disclosure', statement: 'I considered it.', assured: false };
    const refused = certify({ disclosure: unticked });
    expect(!refused.ok && refused.refusal).toMatchObject({ code: 'something-missing', field: 'disclosureAssured' });
    const copied = certify({ comments: { ...comments, disclosure: `  ${comments.elements.toUpperCase()}` } });
    expect(!copied.ok && copied.refusal).toMatchObject({ code: 'something-missing', field: 'heading-disclosure' });
    const certified = certify();
    expect(certified.ok && certified.value[0]?.payload).toMatchObject({ disclosureAssured: 'I considered it.' });
  });

  it('tells everything that a certificate leaves out at once', () => {
    const nothing = { heading: 'disclosure', statement: 'I considered it.', assured: false };
    const refused = certify({ comments: {}, disclosure: nothing });
    expect(!refused.ok && refused.refusal.field).toBe('heading-elements');
    for (const { label } of headings) expect(!refused.ok && refused.refusal.detail).toContain(label);
    expect(!refused.ok && refused.refusal.detail).toContain('Tick that you considered');
  });

  it.each(['', '   ', 'Seen, ok to go', 'OK', 'n/a', 'File checked.', 'met'])(
    'is refused when a heading says only “%s” (BR-16)',
    (nothing) => {
      const refused = certify({ comments: { ...comments, disclosure: nothing } });
      expect(code(refused)).toBe('something-missing');
      expect(!refused.ok && refused.refusal.field).toBe('heading-disclosure');
    },
  );

  it('is refused while a fact that decides a requirement is unknown (BR-18)', () => {
    expect(code(certify({ open: { ...complete, questions: ['isHateCrime'] } }))).toBe('open-questions');
  });

  it('is refused while something cannot be right, or a gap that opened since has no reason and date', () => {
    expect(code(certify({ open: { ...complete, stops: [impossible] } }))).toBe('something-wrong');
    const gap = { ...complete, missing: ['VPS', 'SUP_CERT'] };
    expect(code(certify({ open: gap }))).toBe('gap-not-explained');
    expect(code(certify({ open: gap, explained: new Set(['VPS']) }))).toBe('accepted');
  });

  it('needs the contact of the certifier', () => {
    expect(code(certify({ actor: anActor(['supervisor'], { contact: { phone: '' } }) }))).toBe('contact-missing');
  });
});

describe('returning a file', () => {
  const give = {
    reasons: [{ id: 'TR-06', label: 'Statements' }],
    text: 'Get the statement signed.',
    due: '2026-12-01',
  };
  const giveBack = (state: SubmissionState, over: Partial<Parameters<typeof returnFile>[1]> = {}) =>
    returnFile(inState(state), {
      actor: anActor(['supervisor', 'gatekeeper']),
      ...give,
      today: '2026-11-22',
      urgency,
      ...over,
    });

  it('is T02 from supervision and T04 from gatekeeping', () => {
    for (const [state, step] of [
      ['supervision', 'T02'],
      ['gatekeeping', 'T04'],
    ] as const) {
      const returned = giveBack(state);
      expect(returned.ok && returned.value[0]?.payload).toMatchObject({ step });
    }
    expect(code(giveBack('draft'))).toBe('step-not-allowed');
  });

  it('needs a listed reason, the fix in words and a date to come (BR-20)', () => {
    expect(code(giveBack('gatekeeping', { reasons: [] }))).toBe('something-missing');
    expect(code(giveBack('gatekeeping', { text: ' ' }))).toBe('something-missing');
    expect(code(giveBack('gatekeeping', { due: '2026-11-22' }))).toBe('not-valid');
    expect(code(giveBack('gatekeeping', { due: '2026-11-23' }))).toBe('accepted');
  });
});

describe('who and what', () => {
  it('knows an officer of the case by force and collar number, not by name', () => {
    const officers = [{ id: 'O1', role: 'officer_in_case' as const, name: 'A B', rank: 'PC', collarNumber: '9001' }];
    expect(isOfficerInCase(anActor(['officer_in_case']), '35', officers)).toBe(true);
    expect(isOfficerInCase(anActor(['officer_in_case']), '36', officers)).toBe(false);
    expect(isOfficerInCase(anActor(['officer_in_case'], { contact: { collarNumber: '9002' } }), '35', officers)).toBe(
      false,
    );
  });

  it('names every part of a contact that is missing (BR-38)', () => {
    const refused = contactIsComplete({ name: 'A B', phone: ' ' });
    expect(refused.ok).toBe(false);
    expect(!refused.ok && refused.refusal.detail).toMatch(/telephone number.*email address/);
  });

  it('takes words about the case for a comment', () => {
    expect(saysNothing('Full code test met on both charges.')).toBe(false);
  });

  it.each(['gatekeeping', 'returned_to_supervisor'] as const)(
    'an edit in %s voids the certificate (BR-14)',
    (state) => {
      expect(voidCertificate(inState(state), 'M21 added', urgency)?.type).toBe('certificate-voided');
    },
  );

  it.each(['draft', 'supervision', 'triage_pending'] as const)('an edit in %s voids nothing', (state) => {
    expect(voidCertificate(inState(state), 'M21 added', urgency)).toBeUndefined();
  });
});
