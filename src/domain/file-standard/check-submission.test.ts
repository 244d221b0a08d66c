// Over 400 lines because it holds one function, the check of a submission, to everything that it promises.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SubmissionKind, type CaseRecord } from '../case-file/index.ts';
import { aCase, anItem, anOffence, contextFor, type CaseChanges } from './a-case.ts';
import {
  checkAsTruth,
  checkSubmission,
  ownEditions,
  withoutMaterial,
  type CheckContext,
  type CheckResult,
} from './index.ts';

const edition = ownEditions.all[0]!;

const check = (changes: CaseChanges, given: Partial<CheckContext> = {}): CheckResult => {
  const record = aCase(changes);
  return checkSubmission(record, 'S1', contextFor(record, given));
};
const rowOf = (result: CheckResult, item: string) => result.items.find((row) => row.item === item)!;
const flags = (given: Readonly<Record<string, boolean | null>>): Partial<CaseRecord> => ({
  flags: { ...aCase().flags, ...given },
});

describe('the check of a submission', () => {
  it.each(SubmissionKind.options)('decides every item of %s, with source, confidence and visibility', (kind) => {
    const result = check({ kind });
    expect(result.items.map(({ item }) => item)).toEqual(edition.items.map(({ id }) => id));
    for (const row of result.items) {
      expect(row.sources.length).toBeGreaterThan(0);
      expect(row.level === 'unknown').toBe(row.result === 'ask' && row.level !== 'required');
      if (row.level === 'not_required') expect(['not_required', 'sent_but_not_required']).toContain(row.result);
      if (row.result === 'missing' || row.result === 'inadequate' || row.result === 'ask') expect(row.fix).not.toBe('');
    }
    expect(result.summary.required).toBe(result.items.filter(({ level }) => level === 'required').length);
  });

  it('asks about an item whose level is open, whatever is on file', () => {
    const result = check({ record: flags({ isHateCrime: null }), request: { hateCrime: { strand: 'race' } } });
    expect(rowOf(result, 'HATE_INFO')).toMatchObject({ level: 'unknown', result: 'ask', by: [] });
    expect(result.questions).toContainEqual({
      fact: 'isHateCrime',
      text: 'Is this a hate crime?',
      note: 'Nobody has said whether this is a hate crime.',
      type: 'boolean',
      decides: ['HATE_INFO'],
      decidesChecks: [],
    });
  });

  it('BR-11: a suspect who admits one charge and denies another needs what a denial needs', () => {
    const pleas = (...each: ('guilty' | 'not_guilty' | 'not_known')[]) =>
      check({ offences: each.map((anticipatedPlea, at) => anOffence({ id: `F${at + 1}`, anticipatedPlea })) })
        .items.filter(({ level }) => level === 'required')
        .map(({ item }) => item);
    expect(pleas('guilty', 'not_guilty')).toEqual(pleas('not_guilty', 'not_guilty'));
    expect(pleas('guilty', 'not_guilty').length).toBeGreaterThan(pleas('guilty', 'guilty').length);
  });

  it('takes an answer, and the question is gone', () => {
    const answered = check({ record: flags({ isHateCrime: null }) }, { answers: new Map([['isHateCrime', true]]) });
    expect(rowOf(answered, 'HATE_INFO')).toMatchObject({ level: 'required', result: 'missing' });
    expect(answered.questions.some(({ fact }) => fact === 'isHateCrime')).toBe(false);
  });

  it('does not ask about a fact that decides nothing in this kind', () => {
    const result = check({ kind: 'BREACH_OF_BAIL', record: flags({ isHateCrime: null }) });
    expect(result.facts.find(({ id }) => id === 'isHateCrime')!.value).toBeNull();
    expect(result.questions.some(({ fact }) => fact === 'isHateCrime')).toBe(false);
  });

  it('leaves redacted copies for later', () => {
    expect(rowOf(check({}), 'REDACTION')).toMatchObject({ level: 'required', result: 'deferred' });
  });

  it('counts a version that both sides already hold', () => {
    const shared = {
      alreadyOnFile: new Set(['CASE_OUTLINE']),
      requestedInActionPlan: new Set<string>(),
      changedSinceLastSubmission: new Set<string>(),
      missingFromPrevious: new Set<string>(),
    };
    expect(rowOf(check({}), 'CASE_OUTLINE').result).toBe('missing');
    expect(rowOf(check({}, { shared }), 'CASE_OUTLINE')).toMatchObject({ result: 'met', by: ['shared file'] });
  });

  it('can be made as if for another kind', () => {
    const result = check({}, { kind: 'UPGRADE_CC' });
    expect(result.kind).toBe('UPGRADE_CC');
    expect(result.kindFits).toBe('no');
    expect(rowOf(result, 'MG6C').level).toBe('required');
  });

  it('refuses a submission the case does not have', () => {
    const record = aCase();
    expect(() => checkSubmission(record, 'S9', contextFor(record))).toThrow(/no submission S9/);
  });

  it('never answers with more than plain data', () => {
    const result = check({ record: flags({ isHateCrime: null }) });
    expect(JSON.parse(JSON.stringify(result))).toEqual(result);
  });
});

describe('a form that was not due', () => {
  const guilty: CaseChanges = { kind: 'PCD_FCT_GAP', offences: [anOffence({ anticipatedPlea: 'guilty' })] };

  it('is pointed out where making it was avoidable work', () => {
    const result = check({ ...guilty, material: [anItem({ type: 'MG6C' }), anItem({ type: 'MG10', id: 'M02' })] });
    expect(result.summary.sentButNotRequired).toEqual(['AVAILABILITY', 'MG6C']);
    expect(rowOf(result, 'MG6C').by).toEqual(['M01']);
  });

  it('is passed over for anything else', () => {
    const result = check({ ...guilty, material: [anItem({ type: 'DASH' }), anItem({ type: 'IMD', id: 'M02' })] });
    expect(result.summary.sentButNotRequired).toEqual([]);
  });

  it('is passed over when another submission of the case needs it', () => {
    const [first] = aCase(guilty).submissions;
    const second = { ...first!, id: 'S2', kind: 'UPGRADE_CC' as const };
    const result = check({
      ...guilty,
      material: [anItem({ type: 'MG6C' })],
      record: { submissions: [first!, second] },
    });
    expect(result.summary.sentButNotRequired).toEqual([]);
  });
});

describe('the verdict', () => {
  const base = check({});
  it('is not met with many faults', () => {
    expect(base.verdict).toBe('not_met');
  });

  it.each([
    {
      faults: base.summary.missing.length + base.summary.inadequate.length + base.summary.ask.length,
      verdict: 'nearly_met',
    },
    {
      faults: base.summary.missing.length + base.summary.inadequate.length + base.summary.ask.length - 1,
      verdict: 'not_met',
    },
  ])('calls $faults open points $verdict by the setting', ({ faults, verdict }) => {
    expect(check({}, { settings: { nearlyMetFaults: faults } }).verdict).toBe(verdict);
  });
});

describe('whether a supervisor may certify', () => {
  const result = check({});
  const everyGap = new Map(
    result.ready.unexplainedGaps.map((item) => [item, { reason: 'On order', due: '2026-12-01' }]),
  );

  it('is no while a gap has no reason and date', () => {
    expect(result.ready.certifiable).toBe(false);
    expect(result.ready.unexplainedGaps).toEqual(
      result.items.filter(({ result: is }) => is === 'missing' || is === 'inadequate').map(({ item }) => item),
    );
  });

  it('is no while a question is open, every gap explained (BR-18, BR-19)', () => {
    const record = aCase({ record: flags({ isHateCrime: null }) });
    const open = checkSubmission(record, 'S1', { ...contextFor(record), explained: everyGap });
    expect(open.ready).toMatchObject({ certifiable: false, unexplainedGaps: [] });
    expect(open.ready.openQuestions).toContain('isHateCrime');
  });

  it('is no while a check blocks', () => {
    const record = aCase({ kind: 'PCD_TT' });
    const blocked = checkSubmission(record, 'S1', contextFor(record));
    expect(blocked.ready.blockingChecks).toContain('CHK-01');
  });

  it('is yes with every gap explained, no question and no blocking check', () => {
    const record = aCase({ defendant: { hasRecord: false } });
    const context = contextFor(record);
    const first = checkSubmission(record, 'S1', context);
    const answers = new Map(first.questions.map(({ fact, type }) => [fact, type === 'boolean' ? false : 'none']));
    const second = checkSubmission(record, 'S1', { ...context, answers });
    const explained = new Map(
      second.ready.unexplainedGaps.map((item) => [item, { reason: 'On order', due: '2026-12-01' }]),
    );
    const third = checkSubmission(record, 'S1', { ...context, answers, explained });
    expect(third.ready).toEqual({
      certifiable: true,
      ...{ unexplainedGaps: [], openQuestions: [], blockingChecks: [], inputFaults: [] },
    });
    expect(rowOf(third, 'CASE_OUTLINE').explained).toEqual({ reason: 'On order', due: '2026-12-01' });
  });
});

describe('the cross-checks', () => {
  it.each<{ id: string; when: string; changes: CaseChanges; given?: Partial<CheckContext> }>([
    { id: 'CHK-01', when: 'a Threshold Test without custody', changes: { kind: 'PCD_TT' } },
    {
      id: 'CHK-02',
      when: 'another charge than authorised',
      changes: {
        kind: 'POST_NGAP',
        defendant: { stage: 'post_charge' },
        offences: [anOffence({ status: 'authorised' }), anOffence({ id: 'F2', status: 'charged', cjsCode: 'OF61131' })],
      },
    },
    {
      id: 'CHK-03',
      when: 'police charged their part of a mixed case',
      changes: {
        kind: 'POLICE_CHARGED_NGAP',
        offences: [anOffence(), anOffence({ id: 'F2', chargingAuthority: 'police' })],
      },
    },
    { id: 'CHK-04', when: 'police charged what was for the CPS', changes: { kind: 'POLICE_CHARGED_NGAP' } },
    {
      id: 'CHK-05',
      when: 'sensitive material and no word that the schedule lists it',
      changes: { kind: 'PCD_FCT_CC', material: [anItem({ type: 'INTEL', status: 'sensitive' })] },
    },
    {
      id: 'CHK-06',
      when: 'no unused material, by a person',
      changes: {},
      given: { answers: new Map([['relevantUnusedExists', false]]) },
    },
    {
      id: 'CHK-07',
      when: 'guilty without an interview',
      changes: { offences: [anOffence({ anticipatedPlea: 'guilty' })] },
    },
    {
      id: 'CHK-08',
      when: 'a victim withdrew',
      changes: { record: { victims: [{ kind: 'person', personId: 'V1', attitude: 'withdrew' }] } },
    },
    { id: 'CHK-09', when: 'a time limit', changes: { offences: [anOffence({ category: 'CS' })] } },
    {
      id: 'CHK-10',
      when: 'in custody and not red, by a person',
      changes: {
        kind: 'PCD_TT',
        defendant: { status: 'in_police_custody', custody: { arrivedAt: '2026-11-01T01:00:00+00:00' } },
      },
      given: { answers: new Map([['triagePriority', 'green']]) },
    },
    {
      id: 'CHK-11',
      when: 'the certificate in a Crown Court case',
      changes: { offences: [anOffence({ category: 'CI' })] },
    },
    {
      id: 'CHK-12',
      when: 'a trial date',
      changes: { kind: 'UPGRADE_MAGS', request: { hearing: { court: 'x', date: '2027-01-05', note: 'Trial' } } },
    },
    { id: 'CHK-13', when: 'an upgrade', changes: { kind: 'UPGRADE_MAGS' } },
  ])('$id is raised: $when', ({ id, changes, given }) => {
    expect(check(changes, given).checks.map((each) => each.id)).toContain(id);
    expect(check({}).checks.map((each) => each.id)).not.toContain(id);
  });

  it('CHK-05 is cleared by a sensitive schedule that lists something', () => {
    const material = [anItem({ type: 'INTEL', status: 'sensitive' }), anItem({ type: 'MG6D', id: 'M02' })];
    const texts = new Map([['M02', '1 Intelligence report, source identity at risk']]);
    expect(check({ kind: 'PCD_FCT_CC', material }, { texts }).checks.map(({ id }) => id)).not.toContain('CHK-05');
  });
});

describe('what triage would say', () => {
  const reasons = (result: CheckResult) => result.triage.reasons.map(({ id }) => id);

  it('is nothing for a file that makes no request', () => {
    for (const kind of ['POLICE_CHARGED_NGAP', 'POST_CC', 'UPGRADE_MAGS', 'BREACH_OF_BAIL'] as const)
      expect(check({ kind }).triage).toEqual({ outcome: 'not_applicable', reasons: [], possible: [] });
  });

  it('is only about items that were due (BR-24)', () => {
    for (const kind of SubmissionKind.options)
      for (const reason of check({ kind }).triage.reasons)
        for (const item of reason.items) expect(edition.requirement(kind, item).level).not.toBe('not_required');
  });

  it('is never about schedules on a guilty plea or a Threshold Test (BR-26, BR-48, BR-49)', () => {
    const guilty = check({ kind: 'PCD_FCT_GAP', offences: [anOffence({ anticipatedPlea: 'guilty' })] });
    const threshold = check({ kind: 'PCD_TT' });
    const infeasible = check({ request: { disclosureImpact: 'Cannot produce schedules: 4,000 items seized.' } });
    for (const result of [guilty, threshold, infeasible]) {
      expect(result.triage.outcome).toBe('reject');
      expect(reasons(result)).not.toContain('TR-02');
    }
    expect(reasons(check({}))).toContain('TR-02');
  });

  it.each<{ id: string; changes: CaseChanges }>([
    { id: 'TR-03', changes: {} },
    { id: 'TR-04', changes: { request: { supervisorCertificate: { by: 'O2', comments: 'Seen.' } } } },
    { id: 'TR-05', changes: { record: flags({ isDomesticAbuse: true }) } },
    { id: 'TR-06', changes: {} },
    { id: 'TR-07', changes: { material: [anItem({ type: 'PHOTO', key: true, file: null })] } },
    { id: 'TR-08', changes: { defendant: { interviews: [{ date: '2026-10-02', outcome: 'denial' }] } } },
    { id: 'TR-09', changes: {} },
    { id: 'TR-10', changes: { record: { witnesses: [{ kind: 'civilian', personId: 'W1' }] } } },
    { id: 'TR-11', changes: { material: [anItem({ type: 'CCTV', key: true, file: null })] } },
    { id: 'TR-12', changes: { material: [anItem({ type: 'EMAIL', title: 'College lead' })] } },
    {
      id: 'TR-13',
      changes: {
        record: { officers: [{ id: 'O1', role: 'officer_in_case', name: 'S', rank: 'PC', collarNumber: '1' }] },
      },
    },
    {
      id: 'TR-P2',
      changes: {
        kind: 'PCD_TT',
        defendant: { status: 'in_police_custody', custody: { arrivedAt: '2026-11-01T01:00:00+00:00' } },
      },
    },
  ])('is $id for its fault', ({ id, changes }) => {
    const result = check(changes);
    expect(reasons(result)).toContain(id);
    const [item] = result.triage.reasons.find((reason) => reason.id === id)!.items;
    expect(rowOf(result, item!).predictedRejections).toContain(id);
  });

  it('keeps the two urgent reasons for urgent requests', () => {
    expect(rowOf(check({}), 'CASE_OUTLINE').result).toBe('missing');
    expect(reasons(check({}))).not.toContain('TR-P2');
  });

  it('is TR-01 when a file did not arrive', () => {
    expect(reasons(check({}, { absentFiles: new Set(['M99']) }))).toContain('TR-01');
  });

  it('is not TR-11 for footage that is there but not cut: that is possible, not sure', () => {
    const result = check({ material: [anItem({ type: 'CCTV', key: true, clipped: false })] });
    expect(reasons(result)).not.toContain('TR-11');
    expect(result.triage.possible.map(({ id }) => id)).toContain('TR-11');
  });

  it('is a note for a statement that is promised with a date, and nothing sure for a Threshold Test', () => {
    const promised: CaseChanges = {
      request: { outstandingEvidence: [{ kind: 'statements', what: 'Mother', due: '2026-12-01' }] },
      material: [anItem({ type: 'MG11', key: true })],
    };
    const about = (result: CheckResult) => ({
      sure: reasons(result).includes('TR-06'),
      possible: result.triage.possible.some(({ id }) => id === 'TR-06'),
    });
    expect(about(check(promised))).toEqual({ sure: false, possible: true });
    expect(about(check({ ...promised, kind: 'PCD_TT' }))).toEqual({ sure: false, possible: true });
  });
});

describe('what the assessment would say', () => {
  const failures = (result: CheckResult) => result.assessment.failures.map(({ id }) => id);
  const witnesses: CaseRecord['witnesses'] = [{ kind: 'civilian', personId: 'W1', key: true }];

  it.each(['EA', 'BREACH_OF_BAIL', 'UPGRADE_MAGS', 'UPGRADE_CC'] as const)('is nothing for %s', (kind) => {
    expect(check({ kind }).assessment).toEqual({ assessed: false, compliant: null, failures: [], possible: [] });
  });

  it('is not made twice at one stage', () => {
    const previousSubmissions: CaseRecord['previousSubmissions'] = [
      { id: 'P1', kind: 'PCD_FCT_NGAP', sentAt: '2026-10-10', outcome: 'action plan', plan: '1 Statement' },
    ];
    expect(check({ kind: 'PCD_FURTHER' }).assessment.assessed).toBe(true);
    expect(check({ kind: 'PCD_FURTHER', record: { previousSubmissions } }).assessment.assessed).toBe(false);
  });

  it('is about schedules that are missing or wrong, never both (D5 and D6)', () => {
    expect(failures(check({}))).toContain('DGA-D6');
    expect(failures(check({}))).not.toContain('DGA-D5');
    const wrong = check({
      material: [
        anItem({ type: 'SDC' }),
        anItem({ type: 'MG6E', id: 'M02' }),
        anItem({ type: 'CAD', id: 'M03', status: 'unused' }),
      ],
    });
    expect(failures(wrong)).toContain('DGA-D5');
    expect(failures(wrong)).not.toContain('DGA-D6');
  });

  it('is about lines of enquiry that are absent or thin, never both (D2 and D3)', () => {
    expect(failures(check({}))).toContain('DGA-D3');
    const thin = check({ request: { linesOfEnquiry: { outstanding: [{ line: 'Phone' }] } } });
    expect(failures(thin)).toContain('DGA-D2');
    expect(failures(thin)).not.toContain('DGA-D3');
  });

  it.each<{ id: string; changes: CaseChanges; given?: Partial<CheckContext> }>([
    { id: 'DGA-D1', changes: { request: { potentiallyDisclosable: 'Log M77.' } } },
    { id: 'DGA-D4', changes: { material: [anItem({ type: 'CAD', status: 'unused' })] } },
    { id: 'DGA-E1', changes: { material: [anItem({ type: 'PHOTO', key: true, exhibitRef: 'A/1', file: null })] } },
    { id: 'DGA-E2', changes: { request: { outstandingEvidence: [{ kind: 'forensic', what: 'DNA' }] } } },
    { id: 'DGA-E3', changes: {}, given: { answers: new Map([['medicalRelied', true]]) } },
    { id: 'DGA-E4', changes: { material: [anItem({ type: 'BWV', key: true, clipped: false })] } },
    {
      id: 'DGA-E5',
      changes: { material: [anItem({ type: 'BWV', key: true })] },
      given: { media: new Map([['M01', 'damaged']]) },
    },
    { id: 'DGA-E6', changes: { material: [anItem({ type: 'BWV', key: true, file: null })] } },
    { id: 'DGA-E7', changes: { material: [anItem({ type: 'CCTV', key: true, clipped: false })] } },
    {
      id: 'DGA-E8',
      changes: { material: [anItem({ type: 'CCTV', key: true })] },
      given: { media: new Map([['M01', 'damaged']]) },
    },
    { id: 'DGA-E9', changes: { material: [anItem({ type: 'CCTV', key: true, file: null })] } },
    { id: 'DGA-E10', changes: { material: [anItem({ type: '999', key: true, clipped: false })] } },
    {
      id: 'DGA-E11',
      changes: { material: [anItem({ type: '999', key: true })] },
      given: { media: new Map([['M01', 'damaged']]) },
    },
    { id: 'DGA-E12', changes: { request: { ordersSought: 'Restraining order: see M20.' } } },
    { id: 'DGA-E13', changes: {} },
    { id: 'DGA-V1', changes: { record: { witnesses: [{ ...witnesses[0]!, child: true }] } } },
    { id: 'DGA-V2', changes: { record: { witnesses } } },
    { id: 'DGA-V3', changes: { record: { victims: [{ kind: 'person', personId: 'V1', attitude: 'supports' }] } } },
    {
      id: 'DGA-B1',
      changes: {
        kind: 'POLICE_CHARGED_NGAP',
        defendant: { stage: 'post_charge' },
        offences: [anOffence({ chargingAuthority: 'police', status: 'charged' })],
        record: flags({ isDomesticAbuse: true }),
      },
    },
  ])('is $id for its fault, and not for another', ({ id, changes, given }) => {
    const result = check(changes, given);
    expect(failures(result)).toContain(id);
    if (!['DGA-E13'].includes(id)) expect(failures(check({}))).not.toContain(id);
    expect(result.assessment.compliant).toBe(false);
  });

  it('is not B1 for shop theft, or with an urgent authority', () => {
    const police = { kind: 'POLICE_CHARGED_NGAP', offences: [anOffence({ chargingAuthority: 'police' })] } as const;
    expect(failures(check(police))).not.toContain('DGA-B1');
    const urgent = {
      ...police,
      record: flags({ isDomesticAbuse: true }),
      request: {
        policeChargingRationale: 'Inspector Hale authorised an urgent charge at 23:10, detention ending 23:30.',
      },
    };
    expect(failures(check(urgent))).not.toContain('DGA-B1');
  });

  it('is not sure of forensic evidence that is listed with a date', () => {
    const dated = check({ request: { outstandingEvidence: [{ kind: 'forensic', what: 'DNA', due: '2026-12-01' }] } });
    expect(failures(dated)).not.toContain('DGA-E2');
    expect(dated.assessment.possible.map(({ id }) => id)).toContain('DGA-E2');
  });
});

describe('prompts', () => {
  it('list what was assumed and decides something, doubts first, and block nothing', () => {
    const result = check({ defendant: { hasRecord: true } });
    const [first] = result.prompts;
    expect(first).toMatchObject({ fact: 'badCharacterRelied', value: false });
    expect(first!.note).not.toBe('');
    const deciding = edition.decidingFacts('PCD_FCT_NGAP');
    for (const { fact } of result.prompts) expect(deciding.has(fact)).toBe(true);
  });
});

describe('early advice', () => {
  it('is recommended where the standard says so, until it was given', () => {
    const rasso: CaseChanges = { kind: 'PCD_FCT_CC', record: flags({ isRasso: true }) };
    expect(check(rasso).considerEarlyAdvice).toMatch(/Strongly recommended in RASSO/);
    expect(check({}).considerEarlyAdvice).toBeUndefined();
    const previousSubmissions: CaseRecord['previousSubmissions'] = [
      { id: 'P1', kind: 'EA', sentAt: '2026-10-10', outcome: 'advice given' },
    ];
    const advised = check({ ...rasso, record: { ...rasso.record, previousSubmissions } });
    expect(advised.considerEarlyAdvice).toBeUndefined();
    expect(rowOf(advised, 'EA_REFERENCE').result).toBe('missing');
  });
});

describe('a further submission', () => {
  const plan: CaseChanges = {
    kind: 'PCD_FURTHER',
    record: {
      previousSubmissions: [
        {
          id: 'P1',
          kind: 'PCD_FCT_NGAP',
          sentAt: '2026-10-10',
          outcome: 'rejected: TR-05',
          plan: '1 Statement of the mother.',
        },
      ],
    },
  };

  it('asks for what the plan named, what was missing and what has changed, and for nothing else', () => {
    const material = [
      anItem({ type: 'CCTV', date: '2026-10-20', key: true }),
      anItem({ type: 'MG10', id: 'M02', date: '2026-10-01' }),
    ];
    const result = check({ ...plan, material });
    expect(rowOf(result, 'KEY_STATEMENTS').level).toBe('required');
    expect(rowOf(result, 'DA_CHECKLIST').level).toBe('required');
    expect(rowOf(result, 'KEY_MEDIA').level).toBe('required');
    expect(rowOf(result, 'AVAILABILITY').level).toBe('not_required');
    expect(rowOf(result, 'VPS').level).toBe('not_required');
  });
});

describe('a check shown to someone who may not know of an item', () => {
  const record = aCase({
    kind: 'PCD_FCT_CC',
    request: { potentiallyDisclosable: '' },
    material: [
      anItem({ type: 'EMAIL', id: 'M07', status: 'sensitive', title: 'Adviser' }),
      anItem({ type: 'CAD', id: 'M08', status: 'unused' }),
      anItem({ type: 'INTEL', id: 'M09' }),
    ],
  });
  const texts = new Map([['M08', 'SECOND CALL from the informant']]);
  const whole = checkSubmission(record, 'S1', contextFor(record, { texts }));

  it('has no mention of it anywhere', () => {
    expect(JSON.stringify(whole)).toMatch(/M07|M08|M09/);
    const shown = withoutMaterial(whole, new Set(['M07', 'M08', 'M09']));
    expect(JSON.stringify(shown)).not.toMatch(/M07|M08|M09|informant/);
    expect(shown.items.map(({ level, result }) => [level, result])).toEqual(
      whole.items.map(({ level, result }) => [level, result]),
    );
  });

  it('leaves out a fact that rests on nothing else', () => {
    const shown = withoutMaterial(whole, new Set(['M07', 'M09']));
    const ids = (result: CheckResult) => result.facts.map(({ id }) => id);
    expect(ids(whole).filter((id) => !ids(shown).includes(id))).toEqual([
      'sensitiveMaterialExists',
      'confidentialForProsecutor',
    ]);
  });

  it('is the same when there is nothing to hide', () => {
    expect(withoutMaterial(whole, new Set())).toBe(whole);
  });
});

describe('a check in the shape of expert answers', () => {
  it('names places in the export', () => {
    const record = aCase({ request: { caseOutline: 'x' }, material: [anItem({ type: 'MG3' })] });
    const { nfs } = checkAsTruth(checkSubmission(record, 'S1', contextFor(record)));
    const by = (item: string) => nfs.items.find((row) => row.item === item)!.by;
    expect(by('REQ_RECORD')).toEqual(['M01', 'case.json#submissions[S1].request']);
    expect(by('CASE_OUTLINE')).toEqual(['case.json#submissions[S1].request.caseOutline']);
    expect(by('SUSPECT_PROFILE')).toEqual(['case.json#defendants']);
  });
});

describe('more knowledge', () => {
  it('can put an assumption in doubt: once it is rape, silence about phones is no longer taken for "none"', () => {
    const changes: CaseChanges = { kind: 'EA', record: flags({ isRasso: null }) };
    const asked = (result: CheckResult) => result.questions.map(({ fact }) => fact);
    expect(asked(check(changes))).toContain('isRasso');
    expect(asked(check(changes))).not.toContain('digitalDevicesHeld');
    const answered = check(changes, { answers: new Map([['isRasso', true]]) });
    expect(asked(answered)).not.toContain('isRasso');
    expect(asked(answered)).toContain('digitalDevicesHeld');
  });

  const yesOrNo = [...edition.facts.values()].filter(({ id, type }) => type === 'boolean' && !id.startsWith('item.'));

  it('of any fact is used as given, and is never asked for again', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...SubmissionKind.options),
        fc.constantFrom(...yesOrNo.map(({ id }) => id)),
        fc.boolean(),
        (kind, fact, value) => {
          const result = check({ kind, record: flags({ isHateCrime: null }) }, { answers: new Map([[fact, value]]) });
          expect(result.facts.find(({ id }) => id === fact)).toMatchObject({ value, basis: 'answered' });
          const open = result.questions.filter((question) => question.fact === fact);
          expect(open).toEqual([]);
        },
      ),
      { numRuns: 150 },
    );
  });
});
