// Over 400 lines because it is a table: for each item of the standard, the files that meet it and those that do not.
import { describe, expect, it } from 'vitest';
import { instant } from '../../kernel/civil-date.ts';
import type { CaseRecord, Material } from '../../case-file/index.ts';
import { aCase, anItem, anOffence, contextFor, type CaseChanges } from '../a-case.ts';
import { openSubmission } from '../assess.ts';
import { ownEditions } from '../editions.ts';
import type { CheckContext } from '../facts/fact.ts';
import { numberingFaults, scheduleRows } from './disclosure-items.ts';
import type { DueResult, ItemFinding } from './finding.ts';
import { deferredItems, ruledItemIds, ruleFor } from './item-rules.ts';
import { writtenDays } from './offence-items.ts';
import {
  birthDaysIn,
  looksUnsigned,
  pagesMissing,
  questionsUnanswered,
  viewsAreToCome,
  warningIsBlank,
} from './paper-signs.ts';

// One table, and a long one: every item has a case in which it is met and one in which it is at fault.

/** One case of one item that is due. `proposes`: words of a proposal that has to be made. */
interface Row {
  readonly item: string;
  readonly when: string;
  readonly is: DueResult;
  readonly case?: CaseChanges;
  readonly context?: Partial<CheckContext>;
  readonly texts?: Readonly<Record<string, string>>;
  readonly by?: readonly string[];
  readonly proposes?: RegExp;
  readonly why?: RegExp;
}

const edition = ownEditions.all[0]!;
const holding = (...material: readonly Material[]): CaseChanges => ({ material });
const paper = (type: Material['type'], given: Partial<Material> = {}): CaseChanges =>
  holding(anItem({ type, ...given }));
const asking = (request: Readonly<Record<string, unknown>>): CaseChanges => ({ request });
const person = (given: object = {}) => ({ kind: 'person' as const, personId: 'V1', attitude: 'supports', ...given });
const civilian = (given: object = {}) => ({ kind: 'civilian' as const, personId: 'W1', key: true, ...given });
const key = (type: Material['type'], given: Partial<Material> = {}) => anItem({ type, key: true, ...given });
const custody = (given: object = {}): CaseChanges => ({
  kind: 'PCD_TT',
  defendant: {
    status: 'in_police_custody',
    custody: { arrivedAt: '2026-11-01T01:00:00+00:00', relevantTime: '2026-11-01T01:00:00+00:00', ...given },
  },
});
const limited = (lastDay: string | null, startDate = '2026-10-01'): Partial<CheckContext> => ({
  limits: [{ offenceId: 'F1', rule: 'mca1980-s127', startDate, lastDay }],
});
const recorded = (lastDay: string, startDate = '2026-10-01') =>
  asking({ timeLimits: [{ offenceId: 'F1', rule: 'MCA 1980 s127', startDate, lastDay }] });
const asked = (witnesses: Readonly<Record<string, boolean>>): CaseChanges => ({
  record: {
    witnesses: Object.entries(witnesses).map(([personId, answered]) => ({
      ...{ personId, kind: personId.startsWith('O') ? ('officer' as const) : ('civilian' as const) },
      ...(answered ? { availability: { avoid: [], askedOn: '2026-10-20' } } : {}),
    })),
  },
});
const second: Partial<CaseRecord> = {
  persons: [
    { id: 'D1', givenName: 'Dan', familyName: 'Defendant', dateOfBirth: '1990-01-01' },
    { id: 'D2', givenName: 'Sid', familyName: 'Second', dateOfBirth: '1991-01-01' },
  ],
  defendants: [
    { id: 'D1', personId: 'D1', stage: 'pre_charge', status: 'released_under_investigation' },
    { id: 'D2', personId: 'D2', stage: 'pre_charge', status: 'released_under_investigation' },
  ],
};
const bothAsked: Partial<CaseRecord> = {
  ...second,
  submissions: [{ ...aCase().submissions[0]!, defendantIds: ['D1', 'D2'] }],
};
const goodComments =
  'Will Witness saw the theft and the goods were found on Dan Defendant. Full code test met, public interest met, disclosure considered.';

function recordedWitness(
  witness: Partial<CaseRecord['witnesses'][number]>,
  person: Partial<CaseRecord['persons'][number]>,
): CaseChanges {
  return {
    record: {
      persons: aCase().persons.map((each) => (each.id === 'W1' ? { ...each, ...person } : each)),
      witnesses: [{ personId: 'W1', kind: 'civilian', ...witness }],
    },
  };
}

const rows: readonly Row[] = [
  // Request and assurance
  {
    item: 'REQ_RECORD',
    when: 'the request says something',
    is: 'met',
    case: asking({ caseOutline: 'x' }),
    by: ['request'],
  },
  { item: 'REQ_RECORD', when: 'the request is empty', is: 'missing' },
  { item: 'EA_QUESTIONS', when: 'questions are put', is: 'met', case: asking({ adviceSought: ['Rape alone?'] }) },
  {
    item: 'EA_QUESTIONS',
    when: 'the list is empty',
    is: 'missing',
    case: { ...paper('MG3'), request: { adviceSought: [] } },
  },
  {
    item: 'EA_QUESTIONS',
    when: 'general advice is asked for',
    is: 'met',
    case: asking({ adviceSought: ['Please advise generally'] }),
    proposes: /puts no question/,
  },
  { item: 'MATERIAL_INDEX', when: 'everything arrived', is: 'met', case: paper('MG5') },
  {
    item: 'MATERIAL_INDEX',
    when: 'a file is named and absent',
    is: 'inadequate',
    case: paper('MG5'),
    context: { absentFiles: new Set(['M01']) },
  },
  { item: 'OIC_CONTACT', when: 'telephone and email', is: 'met' },
  {
    item: 'OIC_CONTACT',
    when: 'neither',
    is: 'inadequate',
    case: { record: { officers: [{ id: 'O1', role: 'officer_in_case', name: 'Sam', rank: 'PC', collarNumber: '1' }] } },
  },
  {
    item: 'OIC_CONTACT',
    when: 'no email',
    is: 'met',
    case: {
      record: {
        officers: [
          { id: 'O1', role: 'officer_in_case', name: 'Sam', rank: 'PC', collarNumber: '1', phone: '01632 960001' },
        ],
      },
    },
    proposes: /no email/,
  },
  {
    item: 'OIC_CONTACT',
    when: 'nobody is named',
    is: 'missing',
    case: { record: { officers: [{ id: 'O2', role: 'supervisor', name: 'Sue', rank: 'PS', collarNumber: '2' }] } },
  },
  {
    item: 'SUP_CERT',
    when: 'comments about this case',
    is: 'met',
    case: asking({ supervisorCertificate: { by: 'O2', name: 'PS 2 Sue', comments: goodComments } }),
  },
  { item: 'SUP_CERT', when: 'empty', is: 'missing' },
  {
    item: 'SUP_CERT',
    when: 'a stock phrase',
    is: 'inadequate',
    case: asking({ supervisorCertificate: { by: 'O2', comments: 'Seen, ok to go.' } }),
  },
  {
    item: 'SUP_CERT',
    when: 'a longer stock phrase',
    is: 'inadequate',
    case: asking({
      supervisorCertificate: {
        by: 'O2',
        comments: 'I have read and checked the file and all looks good to go as above, please charge',
      },
    }),
  },
  {
    item: 'SUP_CERT',
    when: 'short, but about this case',
    is: 'met',
    case: asking({ supervisorCertificate: { by: 'O2', comments: 'Theft proved by Witness.' } }),
    proposes: /very short/,
  },
  {
    item: 'SUP_CERT',
    when: 'the officer in the case signed',
    is: 'inadequate',
    case: asking({ supervisorCertificate: { by: 'O1', comments: goodComments } }),
    why: /their own file/,
  },
  {
    item: 'SUP_CERT',
    when: 'nobody is named',
    is: 'inadequate',
    case: asking({ supervisorCertificate: { comments: goodComments } }),
  },
  {
    item: 'SUP_CERT',
    when: 'signed after sending',
    is: 'met',
    case: asking({ supervisorCertificate: { by: 'O2', at: '2026-11-01T10:00:00+00:00', comments: goodComments } }),
    proposes: /after the request was sent/,
  },
  {
    item: 'SUP_CERT',
    when: 'repeats a wrong time limit',
    is: 'met',
    case: asking({
      supervisorCertificate: { by: 'O2', comments: `${goodComments} STL 1 April.` },
      timeLimits: [{ offenceId: 'F1', lastDay: '2027-04-01' }],
    }),
    context: limited('2027-02-01'),
    proposes: /not the time limit worked out/,
  },
  {
    item: 'CODE_TEST_REASONS',
    when: 'both stages',
    is: 'met',
    case: asking({ codeTestReasons: { evidential: 'a', publicInterest: 'b' } }),
  },
  {
    item: 'CODE_TEST_REASONS',
    when: 'one stage',
    is: 'inadequate',
    case: asking({ codeTestReasons: { evidential: 'a' } }),
    why: /public interest/,
  },
  { item: 'CODE_TEST_REASONS', when: 'blank', is: 'missing', case: asking({ codeTestReasons: '' }) },
  {
    item: 'CODE_TEST_REASONS',
    when: 'five conditions',
    is: 'met',
    case: {
      kind: 'PCD_TT',
      request: { codeTestReasons: { test: 'threshold_test', conditions: ['a', 'b', 'c', 'd', 'e'] } },
    },
  },
  {
    item: 'CODE_TEST_REASONS',
    when: 'four conditions',
    is: 'inadequate',
    case: {
      kind: 'PCD_TT',
      request: { codeTestReasons: { test: 'threshold_test', conditions: ['a', 'b', 'c', 'd', ''] } },
    },
    why: /^4 of the five/,
  },
  {
    item: 'CODE_TEST_REASONS',
    when: 'a condition points to nothing',
    is: 'inadequate',
    case: {
      kind: 'PCD_TT',
      request: {
        codeTestReasons: {
          conditions: ['See M77 row 1', 'See M77 row 2', 'See M77 row 3', 'See M77 row 4', 'See M77 row 5'],
        },
      },
    },
  },
  {
    item: 'DISC_IMPACT',
    when: 'stated',
    is: 'met',
    case: asking({ disclosureImpact: 'Considered; nothing assists.' }),
  },
  { item: 'DISC_IMPACT', when: 'blank', is: 'missing', case: asking({ disclosureImpact: '' }) },
  {
    item: 'EMERGENCY_RECORD',
    when: 'authority, time, reason and referral',
    is: 'met',
    case: paper('MG6'),
    texts: { M01: 'Inspector Hale 23:10, clock about to expire, referred to CPS Direct 23:50.' },
  },
  { item: 'EMERGENCY_RECORD', when: 'no inspector', is: 'missing', case: paper('MG6'), texts: { M01: 'Charged.' } },
  {
    item: 'POLICE_RATIONALE',
    when: 'points to a form that is there',
    is: 'met',
    case: { ...paper('MG6'), request: { policeChargingRationale: 'See M01.' } },
    by: ['M01', 'request.policeChargingRationale'],
  },
  {
    item: 'POLICE_RATIONALE',
    when: 'points to nothing',
    is: 'inadequate',
    case: asking({ policeChargingRationale: 'See M10.' }),
    why: /M10/,
  },
  { item: 'POLICE_RATIONALE', when: 'neither', is: 'missing' },
  {
    item: 'EA_REFERENCE',
    when: 'the outline cites it',
    is: 'met',
    case: asking({ caseOutline: 'Early advice of 3 March followed.' }),
  },
  { item: 'EA_REFERENCE', when: 'not mentioned', is: 'missing', case: paper('MG3'), why: /M01 has not been read/ },
  { item: 'ACTION_RESPONSE', when: 'a further report', is: 'met', case: paper('MG20') },
  { item: 'ACTION_RESPONSE', when: 'nothing', is: 'missing' },

  // Suspect and status
  { item: 'SUSPECT_PROFILE', when: 'named and born', is: 'met' },
  {
    item: 'SUSPECT_PROFILE',
    when: 'no date of birth',
    is: 'inadequate',
    case: { record: { persons: [{ id: 'D1', givenName: 'Dan', familyName: 'Defendant' }] } },
  },
  { item: 'STATUS_BAIL', when: 'released', is: 'met' },
  {
    item: 'STATUS_BAIL',
    when: 'bail ends today',
    is: 'met',
    case: { defendant: { status: 'pre_charge_bail', preChargeBail: { firstDay: '2026-10-01', endsOn: '2026-11-01' } } },
  },
  {
    item: 'STATUS_BAIL',
    when: 'bail ended yesterday',
    is: 'inadequate',
    case: { defendant: { status: 'pre_charge_bail', preChargeBail: { firstDay: '2026-10-01', endsOn: '2026-10-31' } } },
  },
  {
    item: 'STATUS_BAIL',
    when: 'bail with no dates',
    is: 'inadequate',
    case: { defendant: { status: 'pre_charge_bail' } },
  },
  { item: 'DETENTION_CLOCK', when: 'inside 24 hours', is: 'met', case: custody() },
  {
    item: 'DETENTION_CLOCK',
    when: 'past 24 hours',
    is: 'inadequate',
    case: custody(),
    context: { asOf: instant('2026-11-02T01:00:00+00:00') },
  },
  {
    item: 'DETENTION_CLOCK',
    when: 'past 24 hours, but extended',
    is: 'met',
    case: custody({
      extensions: [{ by: 'superintendent', at: '2026-11-01T20:00:00+00:00', to: '2026-11-02T13:00:00+00:00' }],
    }),
    context: { asOf: instant('2026-11-02T01:00:00+00:00') },
  },
  {
    item: 'DETENTION_CLOCK',
    when: 'no relevant time',
    is: 'inadequate',
    case: { defendant: { status: 'in_police_custody', custody: { arrivedAt: '2026-11-01T01:00:00+00:00' } } },
  },
  {
    item: 'DETENTION_CLOCK',
    when: 'no custody times',
    is: 'missing',
    case: { defendant: { status: 'in_police_custody' } },
  },
  { item: 'REMAND_APP', when: 'on file', is: 'met', case: paper('MG7'), texts: { M01: 'Grounds: fail to surrender' } },
  {
    item: 'REMAND_APP',
    when: 'names no ground',
    is: 'met',
    case: paper('MG7'),
    texts: { M01: 'Keep him in.' },
    proposes: /no ground/,
  },
  { item: 'REMAND_APP', when: 'none', is: 'missing' },
  {
    item: 'INTIMIDATION_PAGE',
    when: 'names the victim',
    is: 'met',
    case: { ...paper('INTIM'), record: { victims: [person()] } },
    texts: { M01: 'Not to contact Vera Victim' },
  },
  {
    item: 'INTIMIDATION_PAGE',
    when: 'leaves the victim out',
    is: 'met',
    case: { ...paper('INTIM'), record: { victims: [person()] } },
    texts: { M01: 'Not to contact anyone' },
    proposes: /does not name Victim/,
  },
  { item: 'INTIMIDATION_PAGE', when: 'none', is: 'missing' },
  { item: 'BAIL_FORMS', when: 'the form', is: 'met', case: paper('MG4A') },
  {
    item: 'BAIL_FORMS',
    when: 'conditions and no form',
    is: 'missing',
    case: { defendant: { bail: { conditions: ['No contact'] } } },
  },
  {
    item: 'BREACH_REPORT',
    when: 'on file',
    is: 'met',
    case: paper('MG8'),
    texts: { M01: 'card TH/1' },
    proposes: /TH\/1/,
  },
  { item: 'BREACH_REPORT', when: 'none', is: 'missing' },
  { item: 'SUSPECT_PNC', when: 'a print', is: 'met', case: paper('PNC') },
  {
    item: 'SUSPECT_PNC',
    when: 'for one of two',
    is: 'inadequate',
    case: { ...paper('PNC', { title: 'Record - Second' }), record: bothAsked },
    why: /for Defendant/,
  },
  {
    item: 'SUSPECT_PNC',
    when: 'only the co-defendant’s',
    is: 'missing',
    case: { ...paper('PNC', { title: 'Record - Second' }), record: second },
  },
  {
    item: 'YOUTH_INFO',
    when: 'guardian and contact',
    is: 'met',
    case: asking({ youth: { guardian: 'T1', youthJusticeContact: 'Stella' } }),
  },
  { item: 'YOUTH_INFO', when: 'neither', is: 'inadequate', case: asking({ youth: { diversionView: 'Booked' } }) },
  { item: 'YOUTH_INFO', when: 'blank', is: 'missing' },
  { item: 'BAD_CHARACTER', when: 'set out', is: 'met', case: asking({ badCharacter: 'Ten burglaries.' }) },
  { item: 'BAD_CHARACTER', when: 'nothing', is: 'missing' },
  { item: 'POCA', when: 'stated in the request', is: 'met', case: asking({ issues: 'Confiscation: GBP 9,000 cash.' }) },
  { item: 'POCA', when: 'nothing', is: 'missing' },

  // Offence and issues
  { item: 'CHARGE_PROPOSAL', when: 'dates and wording agree', is: 'met' },
  {
    item: 'CHARGE_PROPOSAL',
    when: 'wording and row differ',
    is: 'inadequate',
    case: { offences: [anOffence({ wording: 'On 2 October 2026 stole.' })] },
  },
  { item: 'CHARGE_PROPOSAL', when: 'a code nobody knows', is: 'inadequate', context: { offences: () => undefined } },
  {
    item: 'CHARGE_PROPOSAL',
    when: 'every offence was dropped',
    is: 'missing',
    case: { offences: [anOffence({ status: 'considered' })] },
  },
  { item: 'CASE_OUTLINE', when: 'written', is: 'met', case: asking({ caseOutline: 'On 1 October…' }) },
  { item: 'CASE_OUTLINE', when: 'points to nothing', is: 'inadequate', case: asking({ caseOutline: 'See M01.' }) },
  {
    item: 'CASE_OUTLINE',
    when: 'points to an item with no file',
    is: 'inadequate',
    case: { ...paper('MG3', { file: null }), request: { caseOutline: 'See M01.' } },
  },
  { item: 'CASE_OUTLINE', when: 'blank', is: 'missing' },
  { item: 'MG5_REPORT', when: 'on file', is: 'met', case: paper('MG5') },
  {
    item: 'MG5_REPORT',
    when: 'another date than the charge',
    is: 'met',
    case: { ...paper('MG5'), offences: [anOffence({ status: 'charged' })] },
    texts: { M01: 'At 10:00 on 2 October 2026' },
    proposes: /another date/,
  },
  { item: 'MG5_REPORT', when: 'none', is: 'missing' },
  {
    item: 'ISSUES',
    when: 'no likely defence is not a failure',
    is: 'met',
    case: asking({ issues: { strengths: 'Footage.' } }),
  },
  {
    item: 'ISSUES',
    when: 'all parts blank',
    is: 'missing',
    case: asking({ issues: { strengths: '', weaknesses: '' } }),
  },
  { item: 'PLEA_BASIS', when: 'on the row', is: 'met', case: { offences: [anOffence({ pleaBasis: 'Denied' })] } },
  {
    item: 'PLEA_BASIS',
    when: 'guilty against a denial, and nothing says why',
    is: 'ask',
    case: {
      offences: [anOffence({ pleaBasis: 'Hopes so', anticipatedPlea: 'guilty' })],
      defendant: { interviews: [{ date: '2026-10-02', outcome: 'denial' }] },
    },
    why: /denied it/,
  },
  {
    item: 'PLEA_BASIS',
    when: 'guilty against a denial, with what changed',
    is: 'met',
    case: {
      offences: [anOffence({ pleaBasis: 'By letter of the solicitor, 9 October', anticipatedPlea: 'guilty' })],
      defendant: { interviews: [{ date: '2026-10-02', outcome: 'denial' }] },
    },
    proposes: /denied it/,
  },
  { item: 'PLEA_BASIS', when: 'nothing', is: 'missing' },
  { item: 'LINES_OF_ENQUIRY', when: 'done', is: 'met', case: asking({ linesOfEnquiry: { done: ['House to house'] } }) },
  {
    item: 'LINES_OF_ENQUIRY',
    when: 'all lists empty',
    is: 'missing',
    case: asking({ linesOfEnquiry: { done: [], notPursued: [], outstanding: [] } }),
  },
  {
    item: 'LINES_OF_ENQUIRY',
    when: 'outstanding with no date',
    is: 'inadequate',
    case: asking({ linesOfEnquiry: { outstanding: [{ line: 'Phone' }] } }),
  },
  {
    item: 'LINES_OF_ENQUIRY',
    when: 'not pursued with no reason',
    is: 'met',
    case: asking({ linesOfEnquiry: { notPursued: [{ line: 'Phone' }] } }),
    proposes: /no reason/,
  },
  {
    item: 'LINES_OF_ENQUIRY',
    when: 'a log names someone nobody heard',
    is: 'met',
    case: { ...paper('CAD', { status: 'unused' }), request: { linesOfEnquiry: { done: ['x'] } } },
    texts: { M01: 'SECOND CALL FROM GWYN TOLLIVER' },
    proposes: /followed up/,
  },
  {
    item: 'OUTSTANDING',
    when: 'listed with a date',
    is: 'met',
    case: asking({ outstandingEvidence: [{ kind: 'medical', what: 'Report', due: '2026-12-01' }] }),
  },
  {
    item: 'OUTSTANDING',
    when: 'listed with no date',
    is: 'inadequate',
    case: asking({ outstandingEvidence: [{ kind: 'medical', what: 'Report' }] }),
  },
  { item: 'OUTSTANDING', when: 'the list is empty', is: 'missing' },
  {
    item: 'TIME_LIMIT',
    when: 'as worked out',
    is: 'met',
    case: recorded('2027-04-01'),
    context: limited('2027-04-01'),
  },
  {
    item: 'TIME_LIMIT',
    when: 'a day out',
    is: 'met',
    case: recorded('2027-04-02'),
    context: limited('2027-04-01'),
    proposes: /a day out/,
  },
  {
    item: 'TIME_LIMIT',
    when: 'two days out',
    is: 'inadequate',
    case: recorded('2027-04-03'),
    context: limited('2027-04-01'),
  },
  {
    item: 'TIME_LIMIT',
    when: 'run from another day',
    is: 'inadequate',
    case: recorded('2027-04-01', '2026-10-09'),
    context: limited('2027-04-01'),
    why: /runs from 1 October 2026/,
  },
  {
    item: 'TIME_LIMIT',
    when: 'one limited offence has no row',
    is: 'inadequate',
    case: {
      ...recorded('2027-04-01'),
      offences: [anOffence({ category: 'CS' }), anOffence({ id: 'F2', category: 'CS' })],
    },
  },
  { item: 'TIME_LIMIT', when: 'none recorded', is: 'missing', context: limited('2027-04-01') },
  {
    item: 'TIME_LIMIT',
    when: 'the day it runs from is not known',
    is: 'ask',
    case: recorded('2027-04-01'),
    context: limited(null),
  },
  {
    item: 'TIME_LIMIT',
    when: 'a person gave the day it runs from, and police have another',
    is: 'inadequate',
    case: recorded('2027-04-01'),
    context: { ...limited(null), answers: new Map([['timeLimitStart', '2026-10-05']]) },
    why: /runs from 5 October 2026/,
  },
  {
    item: 'TIME_LIMIT',
    when: 'a person gave the day it runs from, and police have it too',
    is: 'met',
    case: recorded('2027-04-01'),
    context: { ...limited(null), answers: new Map([['timeLimitStart', '2026-10-01']]) },
  },
  { item: 'CONSENTS', when: 'whose consent', is: 'met', case: asking({ issues: 'Consent of the DPP is sought.' }) },
  { item: 'CONSENTS', when: 'nothing', is: 'missing' },
  { item: 'LINKED', when: 'the heading', is: 'met', case: asking({ linkedCases: 'D1 and D2.' }) },
  {
    item: 'LINKED',
    when: 'a form that names the other',
    is: 'met',
    case: { ...paper('MG6'), record: second },
    texts: { M01: 'Sid Second, separate request' },
  },
  { item: 'LINKED', when: 'a form that has not been read', is: 'missing', case: { ...paper('MG6'), record: second } },
  { item: 'CONFIDENTIAL', when: 'intelligence apart', is: 'met', case: paper('INTEL', { status: 'sensitive' }) },
  { item: 'CONFIDENTIAL', when: 'intelligence among the evidence', is: 'inadequate', case: paper('INTEL') },
  { item: 'CONFIDENTIAL', when: 'nothing', is: 'missing' },
  { item: 'PUBLIC_INTEREST', when: 'described', is: 'met', case: asking({ publicInterestFactors: 'Elected member.' }) },
  { item: 'PUBLIC_INTEREST', when: 'blank', is: 'missing' },
  { item: 'CASE_INFO_MG6', when: 'on file', is: 'met', case: paper('MG6') },
  { item: 'CASE_INFO_MG6', when: 'none', is: 'missing' },

  // Evidence
  { item: 'KEY_STATEMENTS', when: 'a statement', is: 'met', case: holding(key('MG11')) },
  { item: 'KEY_STATEMENTS', when: 'none', is: 'missing' },
  {
    item: 'KEY_STATEMENTS',
    when: 'an unsigned draft',
    is: 'inadequate',
    case: holding(key('MG11', { title: 'Statement (unsigned draft)' })),
  },
  {
    item: 'KEY_STATEMENTS',
    when: 'notes say it is not signed',
    is: 'inadequate',
    case: holding(key('MG11', { notes: 'Not yet signed' })),
  },
  {
    item: 'KEY_STATEMENTS',
    when: 'one is promised',
    is: 'inadequate',
    case: {
      ...holding(key('MG11')),
      request: { outstandingEvidence: [{ kind: 'statements', what: 'Mother', due: '2026-12-01' }] },
    },
  },
  {
    item: 'KEY_STATEMENTS',
    when: 'one is promised by someone plainly not key',
    is: 'met',
    case: {
      ...holding(key('MG11')),
      request: { outstandingEvidence: [{ kind: 'statements', what: 'Will Witness signature', due: '2026-12-01' }] },
      record: { witnesses: [civilian({ key: false })] },
    },
    proposes: /Will Witness/,
  },
  {
    item: 'KEY_STATEMENTS',
    when: 'nothing is typed at the signature',
    is: 'met',
    case: holding(key('MG11')),
    texts: { M01: 'Statement\nSignature: ........\n' },
    proposes: /signature/,
  },
  {
    item: 'STATEMENT_BACKSHEET',
    when: 'one for each key civilian',
    is: 'met',
    case: {
      ...holding(key('MG11', { subject: 'W1' }), anItem({ type: 'MG11B', id: 'M02', subject: 'W1' })),
      record: { witnesses: [civilian()] },
    },
  },
  {
    item: 'STATEMENT_BACKSHEET',
    when: 'one is lacking',
    is: 'inadequate',
    case: {
      ...holding(
        key('MG11', { subject: 'W1' }),
        key('MG11', { id: 'M03', subject: 'V1' }),
        anItem({ type: 'MG11B', id: 'M02', subject: 'W1' }),
      ),
      record: { witnesses: [civilian()], victims: [person()] },
    },
    why: /Vera Victim/,
  },
  {
    item: 'STATEMENT_BACKSHEET',
    when: 'found by the name in the title',
    is: 'met',
    case: {
      ...holding(
        key('MG11', { title: 'Statement of Will Witness' }),
        anItem({ type: 'MG11B', id: 'M02', title: 'Care sheet - Witness' }),
      ),
      record: { witnesses: [civilian()] },
    },
  },
  {
    item: 'STATEMENT_BACKSHEET',
    when: 'a statement that is not key needs none',
    is: 'met',
    case: {
      ...holding(
        key('MG11', { subject: 'V1' }),
        anItem({ type: 'MG11', id: 'M03', subject: 'W1' }),
        anItem({ type: 'MG11B', id: 'M02', subject: 'V1' }),
      ),
      record: { witnesses: [civilian({ key: false })], victims: [person()] },
    },
  },
  {
    item: 'STATEMENT_BACKSHEET',
    when: 'none',
    is: 'missing',
    case: { ...holding(key('MG11', { subject: 'W1' })), record: { witnesses: [civilian()] } },
  },
  { item: 'NONKEY', when: 'summed up', is: 'met', case: asking({ nonKeyEvidence: 'Five neighbours heard it.' }) },
  { item: 'NONKEY', when: 'blank', is: 'missing' },
  { item: 'INTERVIEW', when: 'a record', is: 'met', case: paper('MG15') },
  {
    item: 'INTERVIEW',
    when: 'it points to nothing',
    is: 'inadequate',
    case: { defendant: { interviews: [{ date: '2026-10-02', outcome: 'denial', material: 'M77' }] } },
  },
  {
    item: 'INTERVIEW',
    when: 'only the co-defendant’s',
    is: 'missing',
    case: { ...paper('MG15', { title: 'Interview - Second' }), record: second },
  },
  {
    item: 'NO_INTERVIEW_REASON',
    when: 'given',
    is: 'met',
    case: asking({ issues: 'He declined to attend; not interviewed.' }),
  },
  { item: 'NO_INTERVIEW_REASON', when: 'not given', is: 'missing' },
  { item: 'VRI', when: 'a link', is: 'met', case: paper('VRI', { file: null, location: 'evidence store' }) },
  { item: 'VRI', when: 'neither file nor link', is: 'inadequate', case: paper('VRI', { file: null }) },
  { item: 'VRI', when: 'none', is: 'missing' },
  { item: 'EXHIBITS_KEY', when: 'a key photograph', is: 'met', case: holding(key('PHOTO')) },
  { item: 'EXHIBITS_KEY', when: 'listed with no file', is: 'inadequate', case: holding(key('PHOTO', { file: null })) },
  {
    item: 'EXHIBITS_KEY',
    when: 'held elsewhere',
    is: 'met',
    case: holding(key('EXHIBIT', { file: null, location: 'property store' })),
  },
  {
    item: 'EXHIBITS_KEY',
    when: 'a statement produces one that is not listed',
    is: 'met',
    case: holding(key('PHOTO', { exhibitRef: 'AB/1' }), anItem({ type: 'MG11', id: 'M02' })),
    texts: { M02: 'I produce AB/1 and GP/1.' },
    proposes: /GP\/1/,
  },
  { item: 'EXHIBITS_KEY', when: 'none', is: 'missing' },
  { item: 'KEY_MEDIA', when: 'cut and playable', is: 'met', case: holding(key('CCTV', { clipped: true })) },
  { item: 'KEY_MEDIA', when: 'not said whether it is cut', is: 'met', case: holding(key('CCTV')) },
  { item: 'KEY_MEDIA', when: 'not cut', is: 'inadequate', case: holding(key('BWV', { clipped: false })) },
  {
    item: 'KEY_MEDIA',
    when: 'the file will not open',
    is: 'inadequate',
    case: { ...holding(key('BWV')), request: { mediaList: [{ material: 'M01', key: true, playable: true }] } },
    context: { media: new Map([['M01', 'damaged']]) },
  },
  {
    item: 'KEY_MEDIA',
    when: 'the notes say it is damaged',
    is: 'inadequate',
    case: holding(key('BWV', { notes: 'The export is damaged and will not play.' })),
  },
  { item: 'KEY_MEDIA', when: 'no file', is: 'inadequate', case: holding(key('BWV', { file: null })) },
  { item: 'KEY_MEDIA', when: 'none', is: 'missing' },
  {
    item: 'MEDIA_LIST',
    when: 'a row for each',
    is: 'met',
    case: { ...holding(key('CCTV')), request: { mediaList: [{ material: 'M01', key: true }] } },
  },
  {
    item: 'MEDIA_LIST',
    when: 'a key recording has no row',
    is: 'inadequate',
    case: {
      ...holding(key('CCTV'), key('BWV', { id: 'M02' })),
      request: { mediaList: [{ material: 'M01', key: true }] },
    },
    why: /M02/,
  },
  {
    item: 'MEDIA_LIST',
    when: 'the form alone',
    is: 'met',
    case: holding(key('CCTV'), anItem({ type: 'MG0', id: 'M02' })),
  },
  { item: 'MEDIA_LIST', when: 'none', is: 'missing', case: holding(key('CCTV')) },
  {
    item: 'IDENT',
    when: 'a reason for no procedure',
    is: 'met',
    case: asking({ identification: 'Known to the witness; no procedure.' }),
  },
  { item: 'IDENT', when: 'points to nothing', is: 'inadequate', case: asking({ identification: 'M23' }) },
  { item: 'IDENT', when: 'nothing', is: 'missing' },
  { item: 'FORENSIC', when: 'a report', is: 'met', case: paper('SFR1') },
  {
    item: 'FORENSIC',
    when: 'an interim report on the Full Code Test, by its title',
    is: 'inadequate',
    case: paper('SFR1', { title: 'Comparison - progress' }),
    why: /not final/,
  },
  {
    item: 'FORENSIC',
    when: 'an interim report on the Full Code Test, by its words alone',
    is: 'met',
    case: paper('SFR1', { title: 'Comparison' }),
    texts: { M01: 'awaiting second check' },
    proposes: /not final/,
  },
  {
    item: 'FORENSIC',
    when: 'an interim report on the Threshold Test',
    is: 'met',
    case: { ...paper('SFR1', { title: 'Comparison - progress' }), kind: 'PCD_TT' },
  },
  { item: 'FORENSIC', when: 'none', is: 'missing' },
  { item: 'FORENSIC_SUB', when: 'the form', is: 'met', case: paper('MG21') },
  { item: 'FORENSIC_SUB', when: 'none', is: 'missing' },
  {
    item: 'MEDICAL',
    when: 'a report, and more listed as outstanding',
    is: 'met',
    case: {
      ...paper('MEDICAL'),
      request: { outstandingEvidence: [{ kind: 'medical', what: 'Dental report', due: '2026-12-01' }] },
    },
  },
  {
    item: 'MEDICAL',
    when: 'what is outstanding was asked for',
    is: 'inadequate',
    case: {
      ...paper('MEDICAL'),
      request: { outstandingEvidence: [{ kind: 'medical', what: 'Dental report', due: '2026-12-01' }] },
      record: {
        previousSubmissions: [
          {
            id: 'P1',
            kind: 'PCD_FCT_NGAP',
            sentAt: '2026-10-02',
            outcome: 'charge',
            plan: '1 Dental statement with photograph',
          },
        ],
      },
    },
  },
  { item: 'MEDICAL', when: 'none', is: 'missing' },
  { item: 'INJURY_PHOTOS', when: 'described', is: 'met', case: asking({ injuries: 'Bruise to left arm.' }) },
  { item: 'INJURY_PHOTOS', when: 'photographed', is: 'met', case: paper('PHOTO', { title: 'AB/1 left cheek' }) },
  { item: 'INJURY_PHOTOS', when: 'points to nothing', is: 'inadequate', case: asking({ injuries: 'M11, M12' }) },
  { item: 'INJURY_PHOTOS', when: 'neither', is: 'missing' },
  {
    item: 'EXPERT',
    when: 'due later',
    is: 'met',
    case: asking({ outstandingEvidence: [{ kind: 'expert', what: 'Back-calculation', due: '2026-12-01' }] }),
  },
  { item: 'EXPERT', when: 'none', is: 'missing' },
  {
    item: 'DRINK_DRUG',
    when: 'in range',
    is: 'met',
    case: paper('MGDD'),
    texts: { M01: 'Calibration check 1 35 - in range' },
  },
  {
    item: 'DRINK_DRUG',
    when: 'out of range',
    is: 'met',
    case: paper('MGDD'),
    texts: { M01: 'Calibration check 1 41 - out of range' },
    proposes: /out of range/,
  },
  {
    item: 'DRINK_DRUG',
    when: 'a reading outside the range that the form gives',
    is: 'met',
    case: paper('MGDD'),
    texts: {
      M01: 'Calibration check must read between 32 and 38 before and\nafter.\nCalibration check 1 23:52 35\nCalibration check 2 23:58 41',
    },
    proposes: /out of range/,
  },
  { item: 'DRINK_DRUG', when: 'none', is: 'missing' },
  {
    item: 'DRUG_TEST',
    when: 'the result is in the custody record',
    is: 'met',
    case: paper('CUSTODY'),
    texts: { M01: 'Drug test: positive, cocaine' },
  },
  { item: 'DRUG_TEST', when: 'nothing', is: 'missing' },
  {
    item: 'HEARSAY',
    when: 'set out on the form',
    is: 'met',
    case: paper('MG6'),
    texts: { M01: 'Hearsay: maker abroad' },
  },
  { item: 'HEARSAY', when: 'nothing', is: 'missing' },
  {
    item: 'WITNESS_LIST',
    when: 'everyone',
    is: 'met',
    case: holding(anItem({ type: 'MG9' }), anItem({ type: 'MG11', id: 'M02', subject: 'W1' })),
    texts: { M01: 'Will WITNESS' },
  },
  {
    item: 'WITNESS_LIST',
    when: 'someone is left out',
    is: 'met',
    case: holding(anItem({ type: 'MG9' }), anItem({ type: 'MG11', id: 'M02', subject: 'W1' })),
    texts: { M01: 'Nobody' },
    proposes: /Witness made a statement/,
  },
  { item: 'WITNESS_LIST', when: 'none', is: 'missing' },
  {
    item: 'WITNESS_LIST',
    when: 'no form, and every witness recorded with how to reach them and whether they are vulnerable',
    is: 'met',
    case: recordedWitness({ vulnerable: false }, { phones: ['01632 960002'] }),
    by: ['witnesses', 'victims'],
  },
  {
    item: 'WITNESS_LIST',
    when: 'no form, and nobody said whether a witness is vulnerable',
    is: 'missing',
    case: recordedWitness({}, { phones: ['01632 960002'] }),
  },
  {
    item: 'WITNESS_LIST',
    when: 'no form, and nothing says how to reach a witness',
    is: 'missing',
    case: recordedWitness({ vulnerable: true }, {}),
  },
  {
    item: 'WITNESS_LIST',
    when: 'a witness is recorded and not on the form',
    is: 'met',
    case: { ...recordedWitness({}, {}), ...holding(anItem({ type: 'MG9' })) },
    texts: { M01: 'Nobody' },
    proposes: /Witness is recorded as a witness and is not on the list/,
  },
  {
    item: 'WITNESS_LIST',
    when: 'the form names somebody who is no witness any more',
    is: 'met',
    case: holding(anItem({ type: 'MG9' }), anItem({ type: 'MG11', id: 'M02', subject: 'W1' })),
    texts: { M01: 'Will WITNESS' },
    proposes: /Witness is on the list and is not recorded as a witness/,
  },
  { item: 'AVAILABILITY', when: 'the form', is: 'met', case: paper('MG10') },
  {
    item: 'AVAILABILITY',
    when: 'dates on the witness list',
    is: 'met',
    case: paper('MG9'),
    texts: { M01: 'Dates to avoid: 4 to 18 January' },
  },
  {
    item: 'AVAILABILITY',
    when: 'a witness list without dates',
    is: 'missing',
    case: paper('MG9'),
    texts: { M01: 'Will WITNESS' },
  },
  {
    item: 'AVAILABILITY',
    when: 'every civilian was asked',
    is: 'met',
    case: asked({ W1: true, O1: true }),
  },
  {
    item: 'AVAILABILITY',
    when: 'a civilian was not asked',
    is: 'inadequate',
    case: asked({ W1: true, W2: false }),
    why: /W2/,
  },
  {
    item: 'AVAILABILITY',
    when: 'an officer was not asked',
    is: 'met',
    case: asked({ W1: true, O1: false }),
    proposes: /O1/,
  },
  { item: 'AVAILABILITY', when: 'nobody was asked', is: 'missing', case: asked({ W1: false, O1: false }) },
  {
    item: 'EXHIBIT_LIST',
    when: 'complete',
    is: 'met',
    case: holding(anItem({ type: 'MG12' }), anItem({ type: 'PHOTO', id: 'M02', exhibitRef: 'AB/1' })),
    texts: { M01: 'AB/1 photograph' },
  },
  {
    item: 'EXHIBIT_LIST',
    when: 'one is left out',
    is: 'inadequate',
    case: holding(
      anItem({ type: 'MG12' }),
      anItem({ type: 'PHOTO', id: 'M02', exhibitRef: 'AB/1' }),
      anItem({ type: 'PHOTO', id: 'M03', exhibitRef: 'AB/2' }),
    ),
    texts: { M01: 'AB/2 photograph' },
    why: /^AB\/1 is not on the list/,
  },
  {
    item: 'EXHIBIT_LIST',
    when: 'no reference can be read in it',
    is: 'met',
    case: holding(anItem({ type: 'MG12' }), anItem({ type: 'PHOTO', id: 'M02', exhibitRef: 'AB/1' })),
    texts: { M01: 'nothing' },
    proposes: /AB\/1/,
  },
  { item: 'EXHIBIT_LIST', when: 'none', is: 'missing' },
  {
    item: 'KEY_STATEMENTS',
    when: 'a page is not there',
    is: 'met',
    case: holding(key('MG11')),
    texts: { M01: 'It was dark. Page 1 of 2' },
    proposes: /page 2 is not there/,
  },
  {
    item: 'DIGITAL_STRATEGY',
    when: 'it does not say by what power, or how far',
    is: 'met',
    case: asking({ digitalStrategy: 'Handset of the suspect. Looked at by the unit.' }),
    proposes: /the consent or power and the scope/,
  },
  {
    item: 'THIRD_PARTY',
    when: 'nobody says whether it was asked for',
    is: 'met',
    case: asking({ thirdPartyMaterial: 'The practice has a personnel file on him.' }),
    proposes: /what was asked for/,
  },
  {
    item: 'WITNESS_NEEDS',
    when: 'somebody refuses in a message of their own',
    is: 'met',
    case: { ...asking({ witnessNeeds: 'None.' }), ...paper('EMAIL') },
    texts: { M01: 'I am not putting my name to anything. I will not go to court.' },
    proposes: /M01 has somebody who refuses/,
  },
  {
    item: 'SUSPECT_PNC',
    when: 'the print gives another day of birth',
    is: 'met',
    case: paper('PNC'),
    texts: { M01: 'DEFENDANT, DON BORN: 02/03/1985' },
    proposes: /another date of birth/,
  },
  {
    item: 'RISK_ASSESSMENT',
    when: 'questions are left open',
    is: 'met',
    case: paper('DASH'),
    texts: { M01: '1 Frightened? Yes\n2 Weapons?' },
    proposes: /1 question has no answer, such as “Weapons\?”/,
  },
  { item: 'FURTHER_REPORT', when: 'on file', is: 'met', case: paper('MG20') },
  { item: 'FURTHER_REPORT', when: 'none', is: 'missing' },

  // Victims and witnesses
  { item: 'WITNESS_NEEDS', when: 'none is an answer', is: 'met', case: asking({ witnessNeeds: 'None.' }) },
  { item: 'WITNESS_NEEDS', when: 'blank', is: 'missing', case: asking({ witnessNeeds: '' }) },
  {
    item: 'SPECIAL_MEASURES',
    when: 'considered and not wanted',
    is: 'met',
    case: asking({ specialMeasures: 'Considered and not wanted.' }),
  },
  {
    item: 'SPECIAL_MEASURES',
    when: 'a form without views',
    is: 'met',
    case: paper('MG2'),
    texts: { M01: 'Screens.' },
    proposes: /views/,
  },
  { item: 'SPECIAL_MEASURES', when: 'neither', is: 'missing' },
  {
    item: 'VPS',
    when: 'offered and not yet taken',
    is: 'met',
    case: { record: { victims: [person({ victimPersonalStatement: { offered: '2026-10-05', made: false } })] } },
  },
  {
    item: 'VPS',
    when: 'nobody has said',
    is: 'missing',
    case: { record: { victims: [person({ victimPersonalStatement: { offered: null, made: null } })] } },
  },
  {
    item: 'VPS',
    when: 'one victim of two was not asked',
    is: 'missing',
    case: {
      record: { victims: [person({ victimPersonalStatement: { offered: '2026-10-05' } }), person({ personId: 'W1' })] },
    },
  },
  { item: 'VPS', when: 'points to nothing', is: 'inadequate', case: asking({ vps: 'Made: M06.' }) },
  { item: 'WITNESS_PNC', when: 'a nil result', is: 'met', case: asking({ witnessChecks: 'All nil.' }) },
  {
    item: 'WITNESS_PNC',
    when: 'a key witness is left out',
    is: 'met',
    case: { ...paper('PNC-W'), record: { witnesses: [civilian()], victims: [person()] } },
    texts: { M01: 'Vera VICTIM no trace' },
    proposes: /Witness/,
  },
  { item: 'WITNESS_PNC', when: 'nothing', is: 'missing' },
  { item: 'OFFICER_RECORD', when: 'the form', is: 'met', case: paper('MG6B') },
  { item: 'OFFICER_RECORD', when: 'none', is: 'missing' },
  { item: 'DA_CHECKLIST', when: 'on file', is: 'met', case: paper('DACHECK') },
  { item: 'DA_CHECKLIST', when: 'a risk assessment does not replace it', is: 'missing', case: paper('DASH') },
  { item: 'RISK_ASSESSMENT', when: 'on file', is: 'met', case: paper('DASH', { status: 'unused' }) },
  { item: 'RISK_ASSESSMENT', when: 'none', is: 'missing' },
  {
    item: 'HATE_INFO',
    when: 'all three',
    is: 'met',
    case: asking({ hateCrime: { strand: 'race', perception: 'victim', evidence: 'words' } }),
  },
  {
    item: 'HATE_INFO',
    when: 'no strand',
    is: 'inadequate',
    case: asking({ hateCrime: { perception: 'victim', evidence: 'words' } }),
    why: /strand/,
  },
  { item: 'HATE_INFO', when: 'blank', is: 'missing' },
  { item: 'CHILD_INFO', when: 'described', is: 'met', case: asking({ children: 'Alfie, 6, safe.' }) },
  {
    item: 'CHILD_INFO',
    when: 'no children',
    is: 'met',
    case: { record: { flags: { ...aCase().flags, childrenPresent: false } } },
  },
  {
    item: 'CHILD_INFO',
    when: 'children and nothing said',
    is: 'missing',
    case: { record: { flags: { ...aCase().flags, childrenPresent: true } } },
  },
  {
    item: 'ORDERS',
    when: 'a form',
    is: 'met',
    case: { ...paper('MG13'), request: { ordersSought: 'Restraining order: see M01.' } },
    by: ['M01', 'request.ordersSought'],
  },
  {
    item: 'ORDERS',
    when: 'points to nothing',
    is: 'inadequate',
    case: asking({ ordersSought: 'Restraining order: see M20.' }),
  },
  { item: 'ORDERS', when: 'nothing', is: 'missing' },
  {
    item: 'COMPENSATION',
    when: 'the form, none sought',
    is: 'met',
    case: { ...paper('MG19'), request: { compensation: 'None sought: M01.' } },
  },
  {
    item: 'COMPENSATION',
    when: 'a sum and no proof',
    is: 'inadequate',
    case: asking({ compensation: 'Dental GBP 1,140. Receipts held.' }),
  },
  {
    item: 'COMPENSATION',
    when: 'a sum with its invoice',
    is: 'met',
    case: { ...paper('EXHIBIT'), request: { compensation: 'GBP 1,140: M01.' } },
  },
  { item: 'COMPENSATION', when: 'blank', is: 'missing' },
  { item: 'TICS', when: 'a schedule', is: 'met', case: paper('MG18') },
  { item: 'TICS', when: 'none', is: 'missing' },
  { item: 'OOCD_PACK', when: 'papers', is: 'met', case: paper('EXHIBIT', { title: 'Conditional caution papers' }) },
  { item: 'OOCD_PACK', when: 'none', is: 'missing' },

  // Disclosure
  { item: 'POTENTIAL_DISC', when: 'none is an answer', is: 'met', case: asking({ potentiallyDisclosable: 'None.' }) },
  { item: 'POTENTIAL_DISC', when: 'blank', is: 'missing' },
  { item: 'COMMON_LAW', when: 'declared', is: 'met', case: asking({ commonLawDisclosure: 'None now.' }) },
  { item: 'COMMON_LAW', when: 'blank', is: 'missing' },
  {
    item: 'SDC',
    when: 'numbered in order',
    is: 'met',
    case: holding(anItem({ type: 'SDC' }), anItem({ type: 'CAD', id: 'M02', status: 'unused', unusedNumber: 1 })),
  },
  {
    item: 'SDC',
    when: 'an item is not listed',
    is: 'inadequate',
    case: holding(anItem({ type: 'SDC' }), anItem({ type: 'CAD', id: 'M02', status: 'unused' })),
    why: /M02/,
  },
  {
    item: 'SDC',
    when: 'a number is skipped',
    is: 'inadequate',
    case: holding(anItem({ type: 'SDC' }), anItem({ type: 'CAD', id: 'M02', status: 'unused', unusedNumber: 2 })),
    why: /Number 1/,
  },
  {
    item: 'SDC',
    when: 'the skipped number is printed on the certificate',
    is: 'met',
    case: holding(anItem({ type: 'SDC' }), anItem({ type: 'CAD', id: 'M02', status: 'unused', unusedNumber: 2 })),
    texts: { M01: '1 Login record of 31 January, one row No\n2 Incident log 0311 of 2 February No' },
  },
  {
    item: 'SDC',
    when: 'every line is no, and something helps',
    is: 'met',
    case: { ...holding(anItem({ type: 'SDC' })), request: { potentiallyDisclosable: 'Second caller.' } },
    texts: { M01: '1 Incident log 0512 of 30 May No' },
    proposes: /nothing as helping/,
  },
  { item: 'SDC', when: 'none', is: 'missing' },
  { item: 'MG6C', when: 'complete', is: 'met', case: holding(anItem({ type: 'MG6C' })) },
  {
    item: 'MG6C',
    when: 'a draft statement is not listed',
    is: 'inadequate',
    case: holding(anItem({ type: 'MG6C' }), anItem({ type: 'MG11', id: 'M02', title: 'Draft statement' })),
    why: /M02/,
  },
  {
    item: 'MG6C',
    when: 'a number is used twice',
    is: 'inadequate',
    case: holding(
      anItem({ type: 'MG6C' }),
      anItem({ type: 'CAD', id: 'M02', status: 'unused', unusedNumber: 1 }),
      anItem({ type: 'CR', id: 'M03', status: 'unused', unusedNumber: 1 }),
    ),
    why: /twice/,
  },
  {
    item: 'MG6C',
    when: 'various emails',
    is: 'met',
    case: holding(anItem({ type: 'MG6C' })),
    texts: { M01: '1 Crime report and enquiry log\n3 Various emails Unit' },
    proposes: /Various emails/,
  },
  { item: 'MG6C', when: 'none', is: 'missing' },
  {
    item: 'MG6D',
    when: 'a signed nil return',
    is: 'met',
    case: holding(anItem({ type: 'MG6D' })),
    texts: { M01: 'no sensitive material' },
  },
  {
    item: 'MG6D',
    when: 'nil, with a sensitive item',
    is: 'met',
    case: holding(anItem({ type: 'MG6D' }), anItem({ type: 'EMAIL', id: 'M02', status: 'sensitive' })),
    texts: { M01: 'no sensitive material' },
    proposes: /nil return/,
  },
  { item: 'MG6D', when: 'none, even if nil', is: 'missing' },
  { item: 'MG6E', when: 'certified', is: 'met', case: paper('MG6E'), texts: { M01: 'I certify that' } },
  {
    item: 'MG6E',
    when: 'no certificate',
    is: 'met',
    case: paper('MG6E'),
    texts: { M01: '1 Log' },
    proposes: /no certificate/,
  },
  { item: 'MG6E', when: 'none', is: 'missing' },
  {
    item: 'RPM_COPIES',
    when: 'copies and a report',
    is: 'met',
    case: holding(anItem({ type: 'CAD', status: 'unused' }), anItem({ type: 'MG6E', id: 'M02' })),
    by: ['M01'],
  },
  { item: 'RPM_COPIES', when: 'copies and no report', is: 'inadequate', case: paper('CAD', { status: 'unused' }) },
  {
    item: 'RPM_COPIES',
    when: 'a draft is an earlier account',
    is: 'inadequate',
    case: holding(
      anItem({ type: 'CAD', status: 'unused' }),
      anItem({ type: 'MG6E', id: 'M02' }),
      anItem({ type: 'MG11', id: 'M03', title: 'Draft' }),
    ),
  },
  {
    item: 'RPM_COPIES',
    when: 'a schedule lists a crime report that is not there',
    is: 'met',
    case: holding(
      anItem({ type: 'CAD', status: 'unused' }),
      anItem({ type: 'MG6E', id: 'M02' }),
      anItem({ type: 'MG6C', id: 'M03' }),
    ),
    texts: { M03: '1 Incident log\n2 Crime report 35/1/26, copy enclosed' },
    proposes: /M03 lists a crime report, and there is none on the file/,
  },
  { item: 'RPM_COPIES', when: 'no copies', is: 'missing', case: paper('CAD', { status: 'unused', file: null }) },
  {
    item: 'DISCLOSABLE_COPIES',
    when: 'named and there',
    is: 'met',
    case: { ...paper('CAD', { status: 'unused' }), request: { potentiallyDisclosable: 'Log M01.' } },
  },
  {
    item: 'DISCLOSABLE_COPIES',
    when: 'named and not there',
    is: 'inadequate',
    case: asking({ potentiallyDisclosable: 'Log M77.' }),
  },
  {
    item: 'DISCLOSABLE_COPIES',
    when: 'nobody has said which',
    is: 'inadequate',
    case: paper('CAD', { status: 'unused' }),
  },
  {
    item: 'DISCLOSABLE_COPIES',
    when: 'nothing',
    is: 'missing',
    case: asking({ potentiallyDisclosable: 'A second caller.' }),
  },
  {
    item: 'THIRD_PARTY',
    when: 'described',
    is: 'met',
    case: asking({ thirdPartyMaterial: 'College file, consent sought.' }),
  },
  {
    item: 'THIRD_PARTY',
    when: 'points to nothing',
    is: 'inadequate',
    case: asking({ thirdPartyMaterial: 'M22, M24' }),
  },
  { item: 'THIRD_PARTY', when: 'nothing', is: 'missing' },
  {
    item: 'DIGITAL_STRATEGY',
    when: 'the management document',
    is: 'met',
    case: { ...paper('IMD'), request: { digitalStrategy: 'M01' } },
  },
  { item: 'DIGITAL_STRATEGY', when: 'nothing', is: 'missing' },
  { item: 'IMD', when: 'on file', is: 'met', case: paper('IMD') },
  { item: 'IMD', when: 'none', is: 'missing' },

  // Charge
  { item: 'MG4_CHARGE', when: 'the sheet', is: 'met', case: paper('MG4') },
  {
    item: 'MG4_CHARGE',
    when: 'another offence than authorised',
    is: 'inadequate',
    case: {
      ...paper('MG4'),
      defendant: { stage: 'post_charge' },
      offences: [
        anOffence({ status: 'authorised', cjsCode: 'OF61102' }),
        anOffence({ id: 'F2', status: 'charged', cjsCode: 'OF61131' }),
      ],
    },
  },
  {
    item: 'MG4_CHARGE',
    when: 'another code on paper',
    is: 'met',
    case: { ...paper('MG4'), defendant: { stage: 'post_charge' }, offences: [anOffence({ status: 'charged' })] },
    texts: { M01: 'OF61131 Wounding' },
    proposes: /another offence code/,
  },
  {
    item: 'MG4_CHARGE',
    when: 'another day on paper',
    is: 'met',
    case: {
      ...paper('MG4'),
      defendant: { stage: 'post_charge' },
      offences: [anOffence({ status: 'charged', cjsCode: 'TH68023', startDate: '2026-11-06' })],
    },
    texts: {
      M01: 'Charge sheet, printed on 9 November 2026\nTH68023 Robbery\nOn 7 November 2026 at Northgate, robbed',
    },
    proposes: /M01 gives 7 November 2026 for F1, and the record 6 November 2026/,
  },
  { item: 'MG4_CHARGE', when: 'none', is: 'missing' },
  { item: 'REQUISITION', when: 'on file', is: 'met', case: paper('MG4D') },
  {
    item: 'REQUISITION',
    when: 'another hearing date',
    is: 'met',
    case: { ...paper('MG4D'), request: { hearing: { court: 'x', date: '2026-12-10' } } },
    texts: { M01: 'First hearing 11/12/2026' },
    proposes: /another hearing date/,
  },
  { item: 'REQUISITION', when: 'none', is: 'missing' },
  {
    item: 'AUTH_RECON',
    when: 'the rows match',
    is: 'met',
    case: {
      defendant: { stage: 'post_charge' },
      offences: [anOffence({ status: 'authorised' }), anOffence({ id: 'F2', status: 'charged' })],
    },
  },
  {
    item: 'AUTH_RECON',
    when: 'they differ, and somebody said why',
    is: 'met',
    case: {
      defendant: { stage: 'post_charge' },
      request: { chargeReconciliation: 'Varied by the prosecutor on 9 October.' },
      offences: [
        anOffence({ status: 'authorised', cjsCode: 'OF61102' }),
        anOffence({ id: 'F2', status: 'charged', cjsCode: 'OF61131' }),
      ],
    },
  },
  {
    item: 'AUTH_RECON',
    when: 'they differ',
    is: 'missing',
    case: {
      defendant: { stage: 'post_charge' },
      offences: [
        anOffence({ status: 'authorised', cjsCode: 'OF61102' }),
        anOffence({ id: 'F2', status: 'charged', cjsCode: 'OF61131' }),
      ],
    },
  },
  {
    item: 'AUTH_RECON',
    when: 'nothing to compare with',
    is: 'ask',
    case: { defendant: { stage: 'post_charge' }, offences: [anOffence({ status: 'charged' })] },
  },
  {
    item: 'AUTH_RECON',
    when: 'nothing to compare with, and a person answered',
    is: 'met',
    case: { defendant: { stage: 'post_charge' }, offences: [anOffence({ status: 'charged' })] },
    context: { answers: new Map([['chargesDifferFromAuthorised', false]]) },
  },
  {
    item: 'HEARING_DETAILS',
    when: 'court and date',
    is: 'met',
    case: asking({ hearing: { court: 'Fenmarch', date: '2026-11-12' } }),
  },
  {
    item: 'HEARING_DETAILS',
    when: 'today',
    is: 'met',
    case: asking({ hearing: { court: 'Fenmarch', date: '2026-11-01' } }),
  },
  {
    item: 'HEARING_DETAILS',
    when: 'past',
    is: 'inadequate',
    case: asking({ hearing: { court: 'Fenmarch', date: '2026-10-31' } }),
  },
  {
    item: 'HEARING_DETAILS',
    when: 'a date that does not exist',
    is: 'inadequate',
    case: asking({ hearing: { court: 'Fenmarch', date: '2026-11-31' } }),
    why: /date/,
  },
  {
    item: 'HEARING_DETAILS',
    when: 'no court',
    is: 'inadequate',
    case: asking({ hearing: { date: '2026-11-12' } }),
    why: /court/,
  },
  {
    item: 'HEARING_DETAILS',
    when: 'a breach, two days after arrest',
    is: 'met',
    case: {
      kind: 'BREACH_OF_BAIL',
      defendant: { arrest: { at: '2026-11-01T08:00:00+00:00', place: 'x' } },
      request: { hearing: { court: 'Fenmarch', date: '2026-11-03' } },
    },
    proposes: /24 hours/,
  },
  { item: 'HEARING_DETAILS', when: 'blank', is: 'missing' },
];

const decide = (row: Row): ItemFinding => {
  const record = aCase(row.case ?? {});
  const context = contextFor(record, { texts: new Map(Object.entries(row.texts ?? {})), ...row.context });
  const { view, facts } = openSubmission(record, 'S1', context);
  const item = edition.items.find(({ id }) => id === row.item)!;
  return ruleFor(item)({ view, fact: (id) => facts.get(id)!, item, isDue: () => true });
};

describe('an item that is due', () => {
  it.each(rows)('$item is $is: $when', (row) => {
    const finding = decide(row);
    expect(finding.result).toBe(row.is);
    if (row.by !== undefined) expect(finding.by).toEqual(row.by);
    if (row.why !== undefined) expect(finding.why).toMatch(row.why);
    const proposed = finding.proposals.map(({ why }) => why).join('\n');
    if (row.proposes !== undefined) expect(proposed).toMatch(row.proposes);
    // A fault says what and where, and what to do about it.
    if (finding.result !== 'met') {
      expect(finding.why).toMatch(/[.”]$/);
      expect(finding.fix).toMatch(/\.$/);
    }
  });

  it('is tried on both sides: met in one case and at fault in another', () => {
    const gaps = ruledItemIds.flatMap((item) => [
      ...(rows.some((row) => row.item === item && row.is === 'met') ? [] : [`${item} is never met`]),
      ...(rows.some((row) => row.item === item && row.is !== 'met') ? [] : [`${item} is never at fault`]),
    ]);
    expect(gaps).toEqual([]);
  });

  it('has a rule of its own, or is decided when something is served', () => {
    const listed = edition.items.map(({ id }) => id);
    expect([...ruledItemIds, ...deferredItems].toSorted()).toEqual(listed.toSorted());
  });
});

describe('an item of a newer edition that no rule here knows', () => {
  const item = { ...edition.items[0]!, id: 'BRIEFING', title: 'Briefing note', forms: ['MG6', 'MG99'] };
  it.each([
    { when: 'one of its forms is there', material: [anItem({ type: 'MG6' })], is: 'met' },
    { when: 'none of its forms is there', material: [anItem({ type: 'MG5' })], is: 'missing' },
  ])('is $is when $when', ({ material, is }) => {
    const record = aCase({ material });
    const { view, facts } = openSubmission(record, 'S1', contextFor(record));
    expect(ruleFor(item)({ view, fact: (id) => facts.get(id)!, item, isDue: () => true }).result).toBe(is);
  });
});

describe('reading a schedule', () => {
  it.each([
    { numbers: [1, 2, 3], skipped: [], repeated: [] },
    { numbers: [3, 1, 2], skipped: [], repeated: [] },
    { numbers: [1, 2, 4], skipped: [3], repeated: [] },
    { numbers: [2], skipped: [1], repeated: [] },
    { numbers: [1, 1, 2], skipped: [], repeated: [1] },
    { numbers: [], skipped: [], repeated: [] },
  ])('finds $skipped skipped and $repeated repeated in $numbers', ({ numbers, skipped, repeated }) => {
    expect(numberingFaults(numbers)).toEqual({ skipped, repeated });
  });

  it('takes rows by the printed number, a description that starts with a figure too', () => {
    expect(scheduleRows('No. Description\n1 999 call No\n2 Incident log 0512\nPSE Tuckwell, 21 October 2026')).toEqual([
      { number: 1, words: '999 call No' },
      { number: 2, words: 'Incident log 0512' },
    ]);
  });
});

describe('what a paper shows of itself', () => {
  const of = <T>(read: (texts: ReadonlyMap<string, string>, id: string) => T, text: string): T =>
    read(new Map([['M01', text]]), 'M01');

  it.each([
    { text: 'Page 1 of 3\nPage 3 of 3', missing: [2] },
    { text: 'Page 1 of 2\nPage 2 of 2', missing: [] },
    { text: 'Page 2 of 4', missing: [1, 3, 4] },
    { text: 'No numbers at all', missing: [] },
    // Two papers in one file.
    { text: 'Page 1 of 1\nPage 1 of 2\nPage 2 of 2', missing: [] },
    { text: 'Page 1 of 900', missing: [] },
  ])('pages that are not there: $text', ({ text, missing }) => {
    expect(of(pagesMissing, text)).toEqual(missing);
  });

  it.each([
    { text: '1 Frightened? No\n2 Weapons?\n3 Threats? Not asked', open: ['Weapons?', 'Threats?'] },
    { text: '1 Frightened? No\n2 Children? None', open: [] },
    { text: 'He asked, why?\nShe did not say.', open: [] },
    { text: '4. Choking? N/K', open: ['Choking?'] },
  ])('questions without an answer: $text', ({ text, open }) => {
    expect(of(questionsUnanswered, text)).toEqual(open);
  });

  it.each([
    { text: 'NAME: SECOND, SID BORN: 17/02/2003', days: ['2003-02-17'] },
    { text: 'Date of birth 8/2/1999', days: ['1999-02-08'] },
    { text: 'Reported 27/11/2026', days: [] },
  ])('days of birth: $text', ({ text, days }) => {
    expect(of(birthDaysIn, text)).toEqual(days);
  });

  it.each([
    { text: 'Warning that failure may render\nliable to prosecution\nAgrees? 00:11 Yes', blank: true },
    { text: 'Warning that failure may render liable to prosecution 00:10 given\nAgrees?', blank: false },
    { text: 'Specimen 1 23:14 74', blank: false },
  ])('a warning with nothing in its box: $text', ({ text, blank }) => {
    expect(of(warningIsBlank, text)).toBe(blank);
  });

  it.each([
    { text: 'Views of witness To follow. At school.', toCome: true },
    { text: 'Views of witness "I would go behind a screen."', toCome: false },
    { text: 'Views: not yet obtained', toCome: true },
    { text: 'Meeting with prosecutor Not requested', toCome: false },
  ])('views that are to come: $text', ({ text, toCome }) => {
    expect(of(viewsAreToCome, text)).toBe(toCome);
  });
});

describe('a statement as typed', () => {
  it.each([
    { text: 'Signature: (Will Witness)\nDate 1 October 2026', says: undefined },
    { text: 'Signature: .............\n', says: /signature/ },
    { text: 'Signature: ...............   (Will Witness)\n', says: /line for the signature/ },
    { text: 'Signed ____________ (W)', says: /line for the signature/ },
    { text: '[NOT YET SIGNED]', says: /not signed/ },
    { text: 'Signature: (W)\nDate:\n', says: /date/ },
    { text: '', says: undefined },
  ])('looks unsigned, or not: $text', ({ text, says }) => {
    const said = looksUnsigned(new Map([['M01', text]]), 'M01');
    if (says === undefined) expect(said).toBeUndefined();
    else expect(said).toMatch(says);
  });
});

describe('days written in a charge', () => {
  it.each([
    { words: 'On 30 May 2026 at Northgate', days: ['2026-05-30'] },
    { words: 'Between 4 May 2026 and 11 October 2026', days: ['2026-05-04', '2026-10-11'] },
    { words: 'On 31 June 2026', days: [] },
    { words: 'On a day in May', days: [] },
  ])('are read from "$words"', ({ words, days }) => {
    expect(writtenDays(words)).toEqual(days);
  });
});
