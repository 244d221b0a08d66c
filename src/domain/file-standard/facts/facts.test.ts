// Over 400 lines because it is a table: for each fact, the cases in which it is so, is not, and is asked.
import { describe, expect, it } from 'vitest';
import type { CaseRecord, Material } from '../../case-file/index.ts';
import { aCase, anItem, anOffence, contextFor, standingFor, type CaseChanges } from '../a-case.ts';
import type { FactValue } from '../condition.ts';
import { ownEditions } from '../editions.ts';
import { deriveFacts, derivedFactIds, isAnswerTo } from './derive-facts.ts';
import type { CheckContext, StandardSettings } from './fact.ts';
import { questionTexts } from './question-texts.ts';

// One table, and a long one: every fact has a case on each side, from the text of its rule and not from the samples.

/** One case of one fact: what is on file, what the texts say, and the value. null is "not known". */
interface Row {
  readonly fact: string;
  readonly when: string;
  readonly is: FactValue | null;
  readonly case?: CaseChanges;
  readonly texts?: Readonly<Record<string, string>>;
  readonly settings?: Partial<StandardSettings>;
  readonly context?: Partial<CheckContext>;
}

const flags = (given: Readonly<Record<string, boolean | string | null>>): CaseChanges => ({
  record: { flags: { ...aCase().flags, ...given } },
});
const victim = (given: object = {}) => ({ kind: 'person' as const, personId: 'V1', attitude: 'supports', ...given });
const withVictim = (given: object = {}): CaseChanges => ({ record: { victims: [victim(given)] } });
const witness = (given: object = {}) => ({ kind: 'civilian' as const, personId: 'W1', key: true, ...given });
const withWitness = (given: object = {}): CaseChanges => ({ record: { witnesses: [witness(given)] } });
const holding = (...material: readonly Material[]): CaseChanges => ({ material });
const paper = (type: Material['type'], given: Partial<Material> = {}): CaseChanges =>
  holding(anItem({ type, ...given }));
const asking = (request: Readonly<Record<string, unknown>>): CaseChanges => ({ request });
const charged = (...titles: readonly string[]): CaseChanges => ({
  offences: titles.map((title, index) => anOffence({ id: `F${index + 1}`, title, cjsCode: `CJ8800${index + 1}` })),
});
const youth: CaseChanges = {
  record: { persons: [{ id: 'D1', givenName: 'Dan', familyName: 'Defendant', dateOfBirth: '2010-01-01' }] },
};
const twoDefendants = (second: object = {}): Partial<CaseRecord> => ({
  persons: [
    { id: 'D1', givenName: 'Dan', familyName: 'Defendant', dateOfBirth: '1990-01-01' },
    { id: 'D2', givenName: 'Sid', familyName: 'Second', dateOfBirth: '1991-01-01' },
  ],
  defendants: [
    { id: 'D1', personId: 'D1', stage: 'pre_charge', status: 'released_under_investigation' },
    { id: 'D2', personId: 'D2', stage: 'post_charge', status: 'charged_bailed', ...second },
  ],
});
const previous = (given: object = {}): CaseChanges => ({
  record: {
    previousSubmissions: [{ id: 'P1', kind: 'PCD_FCT_NGAP', sentAt: '2026-10-10', outcome: 'answered', ...given }],
  },
});

const rows: readonly Row[] = [
  // Offence and venue
  { fact: 'stage', when: 'the defendant is not charged', is: 'pre_charge' },
  { fact: 'stage', when: 'the defendant is charged', is: 'post_charge', case: { defendant: { stage: 'post_charge' } } },
  {
    fact: 'stage',
    when: 'two defendants of one submission are at different stages',
    is: null,
    case: {
      record: {
        ...twoDefendants(),
        submissions: [{ ...aCase().submissions[0]!, defendantIds: ['D1', 'D2'] }],
      },
    },
  },
  { fact: 'submissionKind', when: 'copied', is: 'PCD_TT', case: { kind: 'PCD_TT' } },
  { fact: 'codeTest', when: 'early advice', is: 'not_applicable', case: { kind: 'EA' } },
  { fact: 'codeTest', when: 'breach of bail', is: 'not_applicable', case: { kind: 'BREACH_OF_BAIL' } },
  { fact: 'codeTest', when: 'Threshold Test kind', is: 'threshold_test', case: { kind: 'PCD_TT' } },
  { fact: 'codeTest', when: 'nothing is stated', is: 'full_code_test' },
  {
    fact: 'codeTest',
    when: 'the stated test is not the one of the kind',
    is: null,
    case: asking({ codeTestReasons: { test: 'threshold_test' } }),
  },
  { fact: 'offenceCategory', when: 'either way', is: 'either_way' },
  {
    fact: 'offenceCategory',
    when: 'the most serious of several',
    is: 'indictable_only',
    case: { offences: [anOffence(), anOffence({ id: 'F2', cjsCode: 'SX03002', category: 'CI' })] },
  },
  {
    fact: 'offenceCategory',
    when: 'a dropped alternative does not count',
    is: 'either_way',
    case: {
      offences: [anOffence(), anOffence({ id: 'F2', cjsCode: 'SX03002', category: 'CI', status: 'considered' })],
    },
  },
  {
    fact: 'offenceCategory',
    when: 'a breach row, coded either way, does not count',
    is: 'summary_only',
    case: {
      kind: 'BREACH_OF_BAIL',
      offences: [
        anOffence({ category: 'CS' }),
        anOffence({ id: 'F2', cjsCode: 'BA76501', title: 'Breach - this is not an offence', status: 'alleged_breach' }),
      ],
    },
  },
  {
    fact: 'offenceCategory',
    when: 'standing data says more than the export',
    is: 'either_way',
    case: { offences: [anOffence({ category: 'CS' })] },
    context: { offences: standingFor(aCase()) },
  },
  { fact: 'likelyVenue', when: 'either way', is: 'magistrates' },
  { fact: 'likelyVenue', when: 'under 18', is: 'youth', case: youth },
  { fact: 'likelyVenue', when: 'indictable only', is: 'crown', case: { offences: [anOffence({ category: 'CI' })] } },
  {
    fact: 'likelyVenue',
    when: 'dwelling burglary with like convictions',
    is: 'crown',
    case: {
      offences: [anOffence({ title: 'Burglary dwelling and theft - no violence' })],
      defendant: { hasRecord: true },
      request: { badCharacter: 'Ten dwelling burglaries.' },
    },
  },
  {
    fact: 'likelyVenue',
    when: 'dwelling burglary with another kind of record',
    is: 'magistrates',
    case: {
      offences: [anOffence({ title: 'Burglary dwelling and theft - no violence' })],
      defendant: { hasRecord: true },
      request: { badCharacter: 'Two shop thefts.' },
    },
  },
  { fact: 'suitableForSummaryTrial', when: 'magistrates', is: true },
  {
    fact: 'suitableForSummaryTrial',
    when: 'Crown Court',
    is: false,
    case: { offences: [anOffence({ category: 'CI' })] },
  },
  {
    fact: 'summaryTimeLimitApplies',
    when: 'a summary offence, though only an alternative',
    is: true,
    case: { offences: [anOffence(), anOffence({ id: 'F2', cjsCode: 'CJ88116', category: 'CS', alternativeTo: 'F1' })] },
  },
  { fact: 'summaryTimeLimitApplies', when: 'either way', is: false },
  {
    fact: 'summaryTimeLimitApplies',
    when: 'either way with a limit of its own',
    is: true,
    context: { limits: [{ offenceId: 'F1', rule: 'own', lastDay: '2027-01-01' }] },
  },
  {
    fact: 'summaryTimeLimitApplies',
    when: 'how it is tried is not confirmed',
    is: true,
    context: { offences: standingFor(aCase(), false) },
  },
  {
    fact: 'summaryTimeLimitApplies',
    when: 'a breach of bail starts nothing',
    is: false,
    case: { kind: 'BREACH_OF_BAIL', offences: [anOffence({ category: 'CS' })] },
  },
  {
    fact: 'consentNeeded',
    when: 'stirring up hatred',
    is: true,
    case: charged('Use words intending to stir up racial hatred'),
  },
  {
    fact: 'consentNeeded',
    when: 'theft from a wife',
    is: true,
    case: { ...withVictim({ relationship: 'wife' }), offences: [anOffence({ title: 'Theft from the person' })] },
  },
  {
    fact: 'consentNeeded',
    when: 'theft from a former wife',
    is: false,
    case: { ...withVictim({ relationship: 'former wife' }), offences: [anOffence({ title: 'Theft from the person' })] },
  },
  { fact: 'consentNeeded', when: 'shop theft', is: false },
  {
    fact: 'consentNeeded',
    when: 'an offence abroad',
    is: null,
    case: charged('Fraud committed outside the United Kingdom'),
  },
  { fact: 'chargingAuthority', when: 'a row for the CPS', is: 'cps' },
  {
    fact: 'chargingAuthority',
    when: 'rows for police only',
    is: 'police',
    case: { offences: [anOffence({ chargingAuthority: 'police' })] },
  },
  {
    fact: 'mixedChargingAuthority',
    when: 'one of each',
    is: true,
    case: { offences: [anOffence(), anOffence({ id: 'F2', chargingAuthority: 'police' })] },
  },
  {
    fact: 'mixedChargingAuthority',
    when: 'the other is a breach',
    is: false,
    case: { offences: [anOffence(), anOffence({ id: 'F2', chargingAuthority: 'police', status: 'alleged_breach' })] },
  },
  { fact: 'offencesUnderConsideration', when: 'an offence is recorded', is: true },
  {
    fact: 'offencesUnderConsideration',
    when: 'the only offence is another defendant’s',
    is: false,
    case: { record: twoDefendants(), offences: [anOffence({ defendantId: 'D2' })] },
  },
  {
    fact: 'drinkDrugDriveOffence',
    when: 'a motoring offence about alcohol',
    is: true,
    case: { offences: [anOffence({ category: 'CM', title: 'Drive motor vehicle when alcohol level above limit' })] },
  },
  { fact: 'drinkDrugDriveOffence', when: 'the procedure form is on file', is: true, case: paper('MGDD') },
  {
    fact: 'drinkDrugDriveOffence',
    when: 'drunk and disorderly is not driving',
    is: false,
    case: { offences: [anOffence({ category: 'CS', title: 'Drunk and disorderly, drink in public place' })] },
  },
  {
    fact: 'emergencyPoliceCharge',
    when: 'an inspector authorised it before detention ended',
    is: true,
    case: {
      kind: 'POLICE_CHARGED_NGAP',
      request: {
        policeChargingRationale: 'Inspector Hale authorised charge at 23:10 as detention would end at 23:30.',
      },
    },
  },
  { fact: 'emergencyPoliceCharge', when: 'nothing says so', is: false, case: { kind: 'POLICE_CHARGED_NGAP' } },
  {
    fact: 'chargesDifferFromAuthorised',
    when: 'another offence was laid',
    is: true,
    case: {
      defendant: { stage: 'post_charge' },
      offences: [
        anOffence({ status: 'authorised', cjsCode: 'OF61102' }),
        anOffence({ id: 'F2', status: 'charged', cjsCode: 'OF61131' }),
      ],
    },
  },
  {
    fact: 'chargesDifferFromAuthorised',
    when: 'the same offence was laid with another date',
    is: true,
    case: {
      defendant: { stage: 'post_charge' },
      offences: [
        anOffence({ status: 'authorised' }),
        anOffence({ id: 'F2', status: 'charged', startDate: '2026-09-30' }),
      ],
    },
  },
  {
    fact: 'chargesDifferFromAuthorised',
    when: 'the same was laid',
    is: false,
    case: {
      defendant: { stage: 'post_charge' },
      offences: [anOffence({ status: 'authorised' }), anOffence({ id: 'F2', status: 'charged' })],
    },
  },
  {
    fact: 'chargesDifferFromAuthorised',
    when: 'one row carries both',
    is: false,
    case: {
      defendant: { stage: 'post_charge' },
      offences: [anOffence({ status: 'charged', authorisedAt: '2026-10-02T10:00:00+01:00' })],
    },
  },
  {
    fact: 'chargesDifferFromAuthorised',
    when: 'authorised, and none is recorded as laid',
    is: null,
    case: { defendant: { stage: 'post_charge' }, offences: [anOffence({ status: 'authorised' })] },
  },
  {
    fact: 'triagePriority',
    when: 'in custody, whatever police wrote',
    is: 'red',
    case: {
      kind: 'PCD_TT',
      defendant: { status: 'in_police_custody', custody: { arrivedAt: '2026-11-01T01:00:00+00:00' } },
    },
  },
  {
    fact: 'triagePriority',
    when: 'the limit is 56 days off',
    is: 'green_priority',
    context: { limits: [{ offenceId: 'F1', rule: 'x', lastDay: '2026-12-27' }] },
  },
  {
    fact: 'triagePriority',
    when: 'the limit is 57 days off',
    is: 'green',
    context: { limits: [{ offenceId: 'F1', rule: 'x', lastDay: '2026-12-28' }] },
  },
  {
    fact: 'triagePriority',
    when: 'the limit is past',
    is: 'green_priority',
    context: { limits: [{ offenceId: 'F1', rule: 'x', lastDay: '2026-10-01' }] },
  },
  { fact: 'triagePriority', when: 'early advice has none', is: null, case: { kind: 'EA' } },

  // People
  { fact: 'suspectCount', when: 'this submission has one of two', is: 1, case: { record: twoDefendants() } },
  { fact: 'suspectStatus', when: 'copied', is: 'released_under_investigation' },
  {
    fact: 'suspectStatus',
    when: 'in custody, but released',
    is: null,
    case: {
      defendant: {
        status: 'in_police_custody',
        custody: { arrivedAt: '2026-10-31T01:00:00+00:00', releasedAt: '2026-10-31T09:00:00+00:00' },
      },
    },
  },
  {
    fact: 'suspectStatus',
    when: 'in custody with no custody record',
    is: null,
    case: { defendant: { status: 'in_police_custody' } },
  },
  { fact: 'suspectIsYouth', when: '17', is: true, case: youth },
  {
    fact: 'suspectIsYouth',
    when: 'an adult, though the case flag says youth',
    is: false,
    case: flags({ suspectIsYouth: true }),
  },
  {
    fact: 'suspectIsYouth',
    when: 'no date of birth',
    is: null,
    case: { record: { persons: [{ id: 'D1', givenName: 'Dan', familyName: 'Defendant' }] } },
  },
  {
    fact: 'suspectIsYouth',
    when: '18 today, 17 then',
    is: false,
    case: {
      defendant: { ageAtOffence: 17 },
      record: { persons: [{ id: 'D1', givenName: 'Dan', familyName: 'Defendant', dateOfBirth: '2008-11-01' }] },
    },
  },
  {
    fact: 'suspectNeedsInterpreterOrAA',
    when: 'an adult is named',
    is: true,
    case: { defendant: { appropriateAdult: 'W1' } },
  },
  {
    fact: 'suspectNeedsInterpreterOrAA',
    when: 'the custody record names an interpreter',
    is: true,
    case: paper('CUSTODY'),
    texts: { M01: 'Interpreter called at 10:05.' },
  },
  {
    fact: 'suspectNeedsInterpreterOrAA',
    when: 'the custody record says none was needed',
    is: false,
    case: paper('CUSTODY'),
    texts: { M01: 'No interpreter needed.' },
  },
  {
    fact: 'suspectNeedsInterpreterOrAA',
    when: 'only the victim needs one',
    is: false,
    case: withVictim({ interpreter: 'Polish' }),
  },
  { fact: 'suspectHasRecord', when: 'recorded', is: true, case: { defendant: { hasRecord: true } } },
  { fact: 'suspectHasRecord', when: 'recorded as none', is: false, case: { defendant: { hasRecord: false } } },
  { fact: 'suspectHasRecord', when: 'nobody has said', is: null },
  {
    fact: 'suspectHasRecord',
    when: 'the print contradicts the record',
    is: null,
    case: { ...paper('PNC'), defendant: { hasRecord: true } },
    texts: { M01: 'NO CONVICTIONS, CAUTIONS, REPRIMANDS OR WARNINGS RECORDED.' },
  },
  { fact: 'hasVictim', when: 'a victim is recorded', is: true, case: withVictim() },
  { fact: 'hasVictim', when: 'nobody', is: false },
  {
    fact: 'hasVictim',
    when: 'the charge names someone',
    is: null,
    case: { offences: [anOffence({ wording: 'On 1 October 2026 stole a bag belonging to Vera Victim.' })] },
  },
  {
    fact: 'victimIsBusiness',
    when: 'a firm',
    is: true,
    case: withVictim({ kind: 'business', name: 'Fernlea Food Hall' }),
  },
  { fact: 'victimIsBusiness', when: 'a person', is: false, case: withVictim() },
  { fact: 'hasCivilianWitness', when: 'one with no statement yet', is: true, case: withWitness({ statement: false }) },
  { fact: 'hasCivilianWitness', when: 'only officers', is: false, case: withWitness({ kind: 'officer' }) },
  {
    fact: 'hasVulnerableOrIntimidatedWitness',
    when: 'domestic abuse with a person as victim',
    is: true,
    case: { record: { victims: [victim()], flags: { ...aCase().flags, isDomesticAbuse: true } } },
  },
  {
    fact: 'hasVulnerableOrIntimidatedWitness',
    when: 'marked vulnerable',
    is: true,
    case: withVictim({ vulnerable: true }),
  },
  { fact: 'hasVulnerableOrIntimidatedWitness', when: 'a child witness', is: true, case: withWitness({ child: true }) },
  { fact: 'hasVulnerableOrIntimidatedWitness', when: 'an assessment is on file', is: true, case: paper('MG2') },
  {
    fact: 'hasVulnerableOrIntimidatedWitness',
    when: 'considered and declined, for all that someone is afraid',
    is: false,
    case: asking({ witnessNeeds: 'W1 frightened.', specialMeasures: 'Considered and not wanted.' }),
  },
  {
    fact: 'hasVulnerableOrIntimidatedWitness',
    when: 'words of fear and nothing else',
    is: null,
    case: asking({ witnessNeeds: 'W1 fears meeting D1.' }),
  },
  {
    fact: 'hasVulnerableOrIntimidatedWitness',
    when: 'a care sheet speaks of illness',
    is: null,
    case: { ...paper('MG11B'), ...withWitness() },
    texts: { M01: 'Care needs: has dementia, needs rests.' },
  },
  {
    fact: 'hasVulnerableOrIntimidatedWitness',
    when: 'not frightened',
    is: false,
    case: asking({ witnessNeeds: 'W1 is not frightened.' }),
  },
  {
    fact: 'witnessHasRecord',
    when: 'a caution was found',
    is: true,
    case: { ...paper('PNC-W'), ...withWitness() },
    texts: { M01: 'Will WITNESS 01/01/1980 - caution for possession, 2024.' },
  },
  {
    fact: 'witnessHasRecord',
    when: 'all nil',
    is: false,
    case: { ...withWitness(), request: { witnessChecks: 'All nil.' } },
  },
  { fact: 'witnessHasRecord', when: 'not checked', is: null, case: withWitness() },
  { fact: 'witnessHasRecord', when: 'checked and not read', is: null, case: { ...paper('PNC-W'), ...withWitness() } },
  {
    fact: 'officerWitnessHasDisciplinaryRecord',
    when: 'a finding',
    is: true,
    case: paper('MG6B'),
    texts: { M01: 'Misconduct finding 2024: dishonesty.' },
  },
  {
    fact: 'officerWitnessHasDisciplinaryRecord',
    when: 'reflective practice, not relevant',
    is: false,
    case: paper('MG6'),
    texts: { M01: 'Officer records PC 3391: reflective practice 2025, finding not relevant to credibility' },
  },
  { fact: 'officerWitnessHasDisciplinaryRecord', when: 'the form has not been read', is: null, case: paper('MG6B') },
  {
    fact: 'witnessRefusesOrWithdraws',
    when: 'withdrew',
    is: true,
    case: withVictim({ attitude: 'withdrew her statement' }),
  },
  {
    fact: 'witnessRefusesOrWithdraws',
    when: 'an email withdraws',
    is: true,
    case: { ...withVictim(), ...paper('EMAIL') },
    texts: { M01: 'I want to withdraw my statement and not go on.' },
  },
  {
    fact: 'witnessRefusesOrWithdraws',
    when: 'supports, worried about her phone',
    is: false,
    case: withVictim({ attitude: 'supports, worried about her phone' }),
  },
  {
    fact: 'witnessRefusesOrWithdraws',
    when: 'domestic abuse and nobody has said',
    is: null,
    case: {
      record: { victims: [{ kind: 'person', personId: 'V1' }], flags: { ...aCase().flags, isDomesticAbuse: true } },
    },
  },
  {
    fact: 'intimidationRisk',
    when: 'remand is sought and there is a victim',
    is: true,
    case: { ...withVictim(), kind: 'PCD_TT', defendant: { remandSought: true } },
  },
  { fact: 'intimidationRisk', when: 'no remand', is: false, case: withVictim() },
  {
    fact: 'hasNonKeyWitnesses',
    when: 'summed up',
    is: true,
    case: asking({ nonKeyEvidence: 'Guard: same as manager.' }),
  },
  { fact: 'hasNonKeyWitnesses', when: 'none', is: false, case: asking({ nonKeyEvidence: 'None.' }) },
  { fact: 'hasNonKeyWitnesses', when: 'only marked as not key', is: false, case: withWitness({ key: false }) },
  { fact: 'linkedCasesExist', when: 'the case has another defendant', is: true, case: { record: twoDefendants() } },
  {
    fact: 'linkedCasesExist',
    when: 'the heading says so',
    is: true,
    case: asking({ linkedCases: 'With 35NT0000226.' }),
  },
  {
    fact: 'linkedCasesExist',
    when: 'a report names another case',
    is: true,
    case: paper('CR'),
    texts: { M01: 'See also URN 35 NT 00002 26.' },
  },
  {
    fact: 'linkedCasesExist',
    when: 'a report names only this case',
    is: false,
    case: paper('CR'),
    texts: { M01: 'URN 35 NT 00001 26' },
  },
  {
    fact: 'linkedCasesExist',
    when: 'the outline mentions the family court',
    is: null,
    case: asking({ caseOutline: 'They are before the family court.' }),
  },

  {
    fact: 'linkedCasesExist',
    when: 'a witness speaks of the county court',
    is: null,
    case: paper('MG11'),
    texts: { M01: 'Mum has started a claim in the county court.' },
  },

  // Evidence
  { fact: 'visuallyRecordedInterview', when: 'on file', is: true, case: paper('VRI') },
  {
    fact: 'visuallyRecordedInterview',
    when: 'only in the dates',
    is: true,
    case: {
      record: {
        dates: {
          ...aCase().dates,
          statementsProvided: [{ personId: 'V1', kind: 'visually recorded interview', date: '2026-10-02' }],
        },
      },
    },
  },
  { fact: 'visuallyRecordedInterview', when: 'neither', is: false },
  { fact: 'hasExhibits', when: 'relied on', is: true, case: paper('PHOTO', { exhibitRef: 'AB/1' }) },
  { fact: 'hasExhibits', when: 'unused', is: false, case: paper('PHOTO', { exhibitRef: 'AB/1', status: 'unused' }) },
  { fact: 'hasKeyDocumentaryExhibits', when: 'a key photograph', is: true, case: paper('PHOTO', { key: true }) },
  {
    fact: 'hasKeyDocumentaryExhibits',
    when: 'a key clip with a reference and nothing else',
    is: true,
    case: paper('CCTV', { key: true, exhibitRef: 'AB/1' }),
  },
  {
    fact: 'hasKeyDocumentaryExhibits',
    when: 'body-worn video does not count',
    is: false,
    case: paper('BWV', { key: true, exhibitRef: 'AB/1' }),
  },
  { fact: 'hasMultimedia', when: 'an unused 999 call', is: true, case: paper('999', { status: 'unused' }) },
  { fact: 'hasMultimedia', when: 'only the suspect’s interview', is: false, case: paper('INTERVIEW-AUDIO') },
  {
    fact: 'hasMultimedia',
    when: 'a voicemail listed as an exhibit',
    is: true,
    case: paper('EXHIBIT', { file: 'documents/M01.wav' }),
  },
  {
    fact: 'hasMultimedia',
    when: 'an exhibit on paper',
    is: false,
    case: paper('EXHIBIT', { file: 'documents/M01.pdf' }),
  },
  {
    fact: 'hasKeyOtherMedia',
    when: 'a key voicemail listed as an exhibit',
    is: true,
    case: paper('EXHIBIT', { file: 'documents/M01.wav', key: true }),
  },
  {
    fact: 'hasKeyDocumentaryExhibits',
    when: 'a key voicemail is no document',
    is: false,
    case: paper('EXHIBIT', { file: 'documents/M01.wav', key: true }),
  },
  { fact: 'hasKeyBwv', when: 'key', is: true, case: paper('BWV', { key: true }) },
  { fact: 'hasKeyBwv', when: 'key but unused', is: false, case: paper('BWV', { key: true, status: 'unused' }) },
  { fact: 'hasKeyCctv', when: 'key', is: true, case: paper('CCTV', { key: true }) },
  { fact: 'hasKeyCctv', when: 'not key', is: false, case: paper('CCTV') },
  { fact: 'hasKeyOtherMedia', when: 'a key 999 call', is: true, case: paper('999', { key: true }) },
  { fact: 'hasKeyOtherMedia', when: 'CCTV is not other', is: false, case: paper('CCTV', { key: true }) },
  { fact: 'hasKeyMultimedia', when: 'key CCTV', is: true, case: paper('CCTV', { key: true }) },
  { fact: 'hasKeyMultimedia', when: 'none', is: false },
  {
    fact: 'hasKeyMultimedia',
    when: 'the list has a key recording that is not on file',
    is: null,
    case: asking({ mediaList: [{ material: 'M77', kind: 'CCTV', key: true }] }),
  },
  { fact: 'forensicRelied', when: 'a report', is: true, case: paper('SFR1') },
  {
    fact: 'forensicRelied',
    when: 'awaited',
    is: true,
    case: asking({ outstandingEvidence: [{ kind: 'forensic', what: 'DNA', due: '2026-12-01' }] }),
  },
  { fact: 'forensicRelied', when: 'nothing', is: false },
  { fact: 'forensicRelied', when: 'sent, and nothing says what became of it', is: null, case: paper('MG21') },
  { fact: 'forensicSubmissionMade', when: 'a result proves it', is: true, case: paper('SFR1') },
  { fact: 'forensicSubmissionMade', when: 'nothing', is: false },
  {
    fact: 'forensicContested',
    when: 'the defence disputes a finding',
    is: true,
    case: asking({ issues: { likelyDefence: 'Disputes the fingerprint comparison.' } }),
  },
  {
    fact: 'forensicContested',
    when: 'a plain denial',
    is: false,
    case: asking({ issues: { likelyDefence: 'Denial.' } }),
  },
  { fact: 'medicalRelied', when: 'a report', is: true, case: paper('MEDICAL') },
  { fact: 'medicalRelied', when: 'photographs alone', is: false, case: paper('PHOTO', { title: 'bruise' }) },
  {
    fact: 'medicalRelied',
    when: 'grievous harm and nothing medical',
    is: null,
    case: charged('Inflict grievous bodily harm'),
  },
  { fact: 'injuryAlleged', when: 'described', is: true, case: asking({ injuries: 'Bruise. No treatment.' }) },
  { fact: 'injuryAlleged', when: 'by the title', is: true, case: charged('Assault occasioning actual bodily harm') },
  { fact: 'injuryAlleged', when: 'none', is: false, case: asking({ injuries: 'None.' }) },
  { fact: 'injuryAlleged', when: 'an assault with no mark described', is: null, case: charged('Assault by beating') },
  {
    fact: 'injuryAlleged',
    when: 'a statement tells of a mark after an assault',
    is: true,
    case: { ...charged('Assault by beating'), ...paper('MG11') },
    texts: { M01: 'He pushed me again. I had a cut to my lip and it bled.' },
  },
  {
    fact: 'injuryAlleged',
    when: 'a statement says that there was none',
    is: null,
    case: { ...charged('Assault by beating'), ...paper('MG11') },
    texts: { M01: 'She told me that she had no injury and no bruising.' },
  },
  {
    fact: 'injuryAlleged',
    when: 'a photograph of a ribbon is not one of ribs',
    is: false,
    case: { ...withVictim(), ...paper('PHOTO', { title: 'BC/1 key on ribbon' }) },
  },
  {
    fact: 'expertRelied',
    when: 'drink-drive and drinking afterwards',
    is: true,
    case: {
      offences: [anOffence({ category: 'CM', title: 'Drive when alcohol level above limit' })],
      request: { issues: { likelyDefence: 'post-driving consumption' } },
    },
  },
  {
    fact: 'expertRelied',
    when: 'only asking whether one would help',
    is: false,
    case: asking({ adviceSought: ['Would a sleep expert help?'] }),
  },
  {
    fact: 'identificationInIssue',
    when: 'a reason for no procedure',
    is: true,
    case: asking({ identification: 'No procedure: suspect well known.' }),
  },
  {
    fact: 'identificationInIssue',
    when: 'said not to be',
    is: false,
    case: asking({ identification: 'Not in issue.' }),
  },
  {
    fact: 'identificationInIssue',
    when: 'the procedure was about a co-defendant',
    is: false,
    case: { ...paper('VIPER', { title: 'Procedure - Second' }), record: twoDefendants() },
  },
  {
    fact: 'identificationInIssue',
    when: 'denies presence',
    is: null,
    case: asking({ issues: { suspectAccount: 'I was not there.' } }),
  },
  { fact: 'digitalDevicesHeld', when: 'a strategy', is: true, case: asking({ digitalStrategy: 'Handset: 2 days.' }) },
  { fact: 'digitalDevicesHeld', when: 'a handset', is: true, case: paper('PHONEDATA', { title: 'Handset read-out' }) },
  {
    fact: 'digitalDevicesHeld',
    when: 'only a subscriber result',
    is: false,
    case: paper('PHONEDATA', { title: 'Subscriber result' }),
  },
  {
    fact: 'digitalDevicesHeld',
    when: 'one was seized',
    is: null,
    case: paper('CUSTODY'),
    texts: { M01: 'One black handset, seal FN0071942.' },
  },
  {
    fact: 'digitalDevicesHeld',
    when: 'one is among the property of somebody arrested',
    is: false,
    case: paper('CUSTODY'),
    texts: { M01: 'Property: keys, bank card, mobile phone.' },
  },
  { fact: 'digitalDevicesHeld', when: 'messages and nothing said', is: null, case: charged('Send menacing message') },
  {
    fact: 'digitalDevicesHeld',
    when: 'messages, and the handset is dealt with',
    is: false,
    case: {
      ...charged('Send menacing message'),
      request: { linesOfEnquiry: { notPursued: [{ line: 'Seize handset', reason: 'Too late' }] } },
    },
  },
  {
    fact: 'thirdPartyMaterialExists',
    when: 'a reply from a college',
    is: true,
    case: paper('EMAIL', { title: 'College safeguarding lead' }),
  },
  { fact: 'thirdPartyMaterialExists', when: 'a shop’s CCTV', is: false, case: paper('CCTV') },
  { fact: 'thirdPartyMaterialExists', when: 'rape and nothing said', is: null, case: flags({ isRasso: true }) },
  {
    fact: 'outstandingEvidence',
    when: 'listed',
    is: true,
    case: asking({ outstandingEvidence: [{ kind: 'medical', what: 'x' }] }),
  },
  {
    fact: 'outstandingEvidence',
    when: 'an explicit empty list',
    is: false,
    case: asking({ linesOfEnquiry: { outstanding: [] } }),
  },
  {
    fact: 'outstandingEvidence',
    when: 'no heading, and a form says not instructed',
    is: true,
    case: paper('MG6'),
    texts: { M01: 'Expert Not instructed' },
  },
  {
    fact: 'outstandingEvidence',
    when: 'a form says nothing is to follow',
    is: false,
    case: paper('MG6'),
    texts: { M01: 'Nothing to follow.' },
  },
  { fact: 'hearsayRelied', when: 'stated', is: true, case: asking({ issues: 'Hearsay: the 999 caller.' }) },
  {
    fact: 'hearsayRelied',
    when: 'a victim who will not come is on a key recording',
    is: null,
    case: { ...withVictim({ attitude: 'does not support' }), ...paper('BWV', { status: 'evidential', key: true }) },
  },
  { fact: 'hearsayRelied', when: 'no hearsay', is: false, case: asking({ issues: 'No hearsay.' }) },

  // Interview and plea
  {
    fact: 'anticipatedPlea',
    when: 'one of several is not guilty',
    is: 'not_guilty',
    case: {
      offences: [anOffence({ anticipatedPlea: 'guilty' }), anOffence({ id: 'F2', anticipatedPlea: 'not_guilty' })],
    },
  },
  {
    fact: 'anticipatedPlea',
    when: 'one is not known',
    is: 'not_known',
    case: { offences: [anOffence({ anticipatedPlea: 'guilty' }), anOffence({ id: 'F2' })] },
  },
  {
    fact: 'anticipatedPlea',
    when: 'all guilty',
    is: 'guilty',
    case: { offences: [anOffence({ anticipatedPlea: 'guilty' })] },
  },
  {
    fact: 'anticipatedPlea',
    when: 'a breach reads its own row',
    is: 'guilty',
    case: {
      kind: 'BREACH_OF_BAIL',
      offences: [
        anOffence({ anticipatedPlea: 'not_guilty' }),
        anOffence({ id: 'F2', status: 'alleged_breach', anticipatedPlea: 'guilty' }),
      ],
    },
  },
  {
    fact: 'pleaEntered',
    when: 'entered',
    is: 'not_guilty',
    case: { offences: [anOffence({ pleaBasis: 'Not guilty plea entered 2 November' })] },
  },
  {
    fact: 'pleaEntered',
    when: 'different pleas',
    is: 'mixed',
    case: {
      offences: [
        anOffence({ pleaBasis: 'Not guilty plea entered' }),
        anOffence({ id: 'F2', pleaBasis: 'Pleaded guilty' }),
      ],
    },
  },
  { fact: 'pleaEntered', when: 'no hearing yet', is: 'none' },
  {
    fact: 'pleaEntered',
    when: 'the first hearing has passed',
    is: null,
    case: { kind: 'UPGRADE_MAGS', request: { hearing: { court: 'x', date: '2026-10-20' } } },
  },
  {
    fact: 'suspectInterviewed',
    when: 'no comment counts',
    is: true,
    case: { defendant: { interviews: [{ date: '2026-10-02', outcome: 'no comment' }] } },
  },
  { fact: 'suspectInterviewed', when: 'no interview', is: false },
  {
    fact: 'suspectInterviewed',
    when: 'an old interview is not about the breach',
    is: false,
    case: {
      kind: 'BREACH_OF_BAIL',
      defendant: { interviews: [{ date: '2026-09-01', outcome: 'denial' }] },
      offences: [anOffence({ status: 'alleged_breach' })],
    },
  },
  { fact: 'badCharacterRelied', when: 'stated', is: true, case: asking({ badCharacter: 'Ten burglaries.' }) },
  { fact: 'badCharacterRelied', when: 'a record alone', is: false, case: { defendant: { hasRecord: true } } },
  { fact: 'ticsAccepted', when: 'a schedule', is: true, case: paper('MG18') },
  {
    fact: 'ticsAccepted',
    when: 'asked for in interview',
    is: true,
    case: paper('MG15'),
    texts: { M01: 'I want three more taken into consideration.' },
  },
  {
    fact: 'ticsAccepted',
    when: 'asked for in their own words',
    is: null,
    case: paper('MG15'),
    texts: { M01: 'There is another one. I want that took in as well.' },
  },
  {
    fact: 'ticsAccepted',
    when: 'declined',
    is: false,
    case: paper('MG15'),
    texts: { M01: 'No offences taken into consideration.' },
  },
  {
    fact: 'drugTestTaken',
    when: 'a result',
    is: true,
    case: paper('CUSTODY'),
    texts: { M01: 'Drug test on arrest: positive, cocaine.' },
  },
  {
    fact: 'drugTestTaken',
    when: 'a breath specimen is not one',
    is: false,
    case: paper('CUSTODY'),
    texts: { M01: 'Breath specimen 71.' },
  },
  { fact: 'oocdProposed', when: 'diversion considered', is: 'none', case: asking({ issues: 'Diversion considered.' }) },
  {
    fact: 'oocdProposed',
    when: 'a referral that names it',
    is: 'conditional_caution',
    case: { kind: 'OOCD_REFERRAL', request: { caseOutline: 'Conditional caution proposed.' } },
  },
  { fact: 'oocdProposed', when: 'a referral that does not', is: null, case: { kind: 'OOCD_REFERRAL' } },
  {
    fact: 'cautionConditionsBreached',
    when: 'conditions not kept',
    is: true,
    case: { kind: 'OOCD_REFERRAL', request: { caseOutline: 'Failed to comply with condition 2 of the caution.' } },
  },
  { fact: 'cautionConditionsBreached', when: 'no such words', is: false, case: { kind: 'OOCD_REFERRAL' } },
  {
    fact: 'pocaIndicated',
    when: 'stated',
    is: true,
    case: asking({ issues: 'Proceeds of crime: GBP 9,000 in cash.' }),
  },
  { fact: 'pocaIndicated', when: 'small', is: false },
  {
    fact: 'pocaIndicated',
    when: 'a large theft',
    is: null,
    case: { offences: [anOffence({ wording: 'Stole goods to the value of GBP 6,000.' })] },
  },
  {
    fact: 'lossOrDamageOrInjury',
    when: 'none sought is an answer',
    is: true,
    case: asking({ compensation: 'None sought.' }),
  },
  {
    fact: 'lossOrDamageOrInjury',
    when: 'theft and silence, where it matters',
    is: null,
    case: { kind: 'POLICE_CHARGED_GAP' },
  },
  { fact: 'lossOrDamageOrInjury', when: 'theft and silence, where nothing turns on it', is: false },

  // Disclosure
  { fact: 'relevantUnusedExists', when: 'always', is: true },
  { fact: 'rebuttableMaterialExists', when: 'a log', is: true, case: paper('CAD', { status: 'unused' }) },
  {
    fact: 'rebuttableMaterialExists',
    when: 'an arrest implies a custody record',
    is: true,
    case: { defendant: { arrest: { at: '2026-10-01T10:00:00+01:00', place: 'x' } } },
  },
  { fact: 'rebuttableMaterialExists', when: 'nothing at all', is: null },
  {
    fact: 'materialMeetsDisclosureTest',
    when: 'named',
    is: true,
    case: asking({ potentiallyDisclosable: 'Second caller.' }),
  },
  {
    fact: 'materialMeetsDisclosureTest',
    when: 'none',
    is: false,
    case: asking({ potentiallyDisclosable: 'None. Log considered.' }),
  },
  {
    fact: 'materialMeetsDisclosureTest',
    when: 'none, except one',
    is: true,
    case: asking({ potentiallyDisclosable: 'None, except the second call.' }),
  },
  {
    fact: 'materialMeetsDisclosureTest',
    when: 'marked on the report',
    is: true,
    case: paper('MG6E'),
    texts: { M01: '2 MG6C Meets the test Second caller' },
  },
  { fact: 'materialMeetsDisclosureTest', when: 'blank', is: null, case: asking({ potentiallyDisclosable: '' }) },
  {
    fact: 'materialMeetsDisclosureTest',
    when: 'blank, where the kind does not use it',
    is: false,
    case: { kind: 'BREACH_OF_BAIL' },
  },
  {
    fact: 'sensitiveMaterialExists',
    when: 'marked sensitive',
    is: true,
    case: paper('EMAIL', { status: 'sensitive' }),
  },
  {
    fact: 'sensitiveMaterialExists',
    when: 'a nil schedule',
    is: false,
    case: paper('MG6D'),
    texts: { M01: 'there is no sensitive material in this case' },
  },
  {
    fact: 'sensitiveMaterialExists',
    when: 'the schedule lists an item',
    is: true,
    case: paper('MG6D'),
    texts: { M01: '1 Log of observation post, location' },
  },
  { fact: 'sdcAgreedLocally', when: 'the setting', is: true },
  { fact: 'sdcAgreedLocally', when: 'the setting says no', is: false, settings: { sdcAgreedLocally: false } },
  { fact: 'sdcAgreedLocally', when: 'nobody has set it', is: null, settings: { sdcAgreedLocally: null } },
  { fact: 'sdcAgreedLocally', when: 'a not-guilty file came with the schedule series', is: false, case: paper('MG6C') },
  {
    fact: 'schedulesNotFeasible',
    when: 'stated with a reason',
    is: true,
    case: asking({ disclosureImpact: 'Cannot produce schedules yet: 4,000 items seized.' }),
  },
  {
    fact: 'schedulesNotFeasible',
    when: 'not yet made',
    is: false,
    case: asking({ disclosureImpact: 'No schedules yet.' }),
  },
  {
    fact: 'isLargeDisclosure',
    when: 'over the configured size',
    is: true,
    case: holding(anItem({ type: 'CAD', status: 'unused' }), anItem({ type: 'CR', id: 'M02', status: 'unused' })),
    settings: { largeDisclosureRows: 2 },
  },
  { fact: 'isLargeDisclosure', when: 'a management document alone', is: false, case: paper('IMD') },
  { fact: 'confidentialForProsecutor', when: 'intelligence', is: true, case: paper('INTEL', { status: 'sensitive' }) },
  {
    fact: 'confidentialForProsecutor',
    when: 'a sensitive item alone',
    is: false,
    case: paper('EMAIL', { status: 'sensitive' }),
  },
  { fact: 'containsNeedlessPersonalData', when: 'until a scan says otherwise', is: true },

  // Process
  { fact: 'digitalInterfaceAvailable', when: 'the setting', is: true },
  { fact: 'digitalInterfaceAvailable', when: 'an outage', is: false, settings: { digitalInterfaceAvailable: false } },
  { fact: 'digitalCaseFileInUse', when: 'the setting', is: true },
  { fact: 'digitalCaseFileInUse', when: 'forms only', is: false, settings: { digitalCaseFileInUse: false } },
  { fact: 'previousSubmissionExists', when: 'listed', is: true, case: previous() },
  {
    fact: 'previousSubmissionExists',
    when: 'a prosecutor has formed a view',
    is: true,
    case: {
      record: {
        dates: { ...aCase().dates, evidenceKnown: [{ by: 'E Quill (CPS)', date: '2026-10-10', view: 'insufficient' }] },
      },
    },
  },
  { fact: 'previousSubmissionExists', when: 'first', is: false },
  { fact: 'earlyAdviceGiven', when: 'answered', is: true, case: previous({ kind: 'EA' }) },
  { fact: 'earlyAdviceGiven', when: 'rejected', is: false, case: previous({ kind: 'EA', outcome: 'rejected' }) },
  {
    fact: 'actionPlanOutstanding',
    when: 'an action is still outstanding',
    is: true,
    case: {
      ...previous({ plan: '1 Dental report.' }),
      request: { outstandingEvidence: [{ kind: 'medical', what: 'Dental report', due: '2026-12-01' }] },
      kind: 'POST_NGAP',
    },
  },
  {
    fact: 'actionPlanOutstanding',
    when: 'answered by a further report',
    is: false,
    case: { ...previous({ plan: '1 Dental report.' }), ...paper('MG20'), kind: 'POST_NGAP' },
  },
  {
    fact: 'actionPlanOutstanding',
    when: 'a plan and no answer',
    is: null,
    case: { ...previous({ plan: '1 Dental report.' }), kind: 'POST_NGAP' },
  },
  { fact: 'actionPlanOutstanding', when: 'no plan', is: false },
  { fact: 'remandSought', when: 'said', is: true, case: { defendant: { remandSought: true } } },
  { fact: 'remandSought', when: 'an application', is: true, case: paper('MG7') },
  {
    fact: 'remandSought',
    when: 'the supervisor opposes bail',
    is: true,
    case: asking({ supervisorCertificate: { comments: 'Oppose bail.' } }),
  },
  {
    fact: 'remandSought',
    when: 'bail is not opposed',
    is: false,
    case: asking({ supervisorCertificate: { comments: 'Bail is not opposed, no remand.' } }),
  },
  {
    fact: 'remandSought',
    when: 'in custody and nobody has said',
    is: null,
    case: {
      kind: 'PCD_TT',
      defendant: { status: 'in_police_custody', custody: { arrivedAt: '2026-11-01T01:00:00+00:00' } },
    },
  },
  {
    fact: 'conditionalBailGranted',
    when: 'by the court',
    is: true,
    case: { defendant: { bail: { by: 'court', conditions: ['No contact'] } } },
  },
  {
    fact: 'conditionalBailGranted',
    when: 'before charge',
    is: false,
    case: {
      defendant: { preChargeBail: { firstDay: '2026-10-01', endsOn: '2026-12-01', conditions: ['No contact'] } },
    },
  },
  {
    fact: 'suretyOrSecurityTaken',
    when: 'a surety',
    is: true,
    case: { defendant: { bail: { conditions: ['Surety of GBP 500'] } } },
  },
  { fact: 'suretyOrSecurityTaken', when: 'no such words', is: false },
  { fact: 'bailBreachAlleged', when: 'a form', is: true, case: paper('MG8') },
  { fact: 'bailBreachAlleged', when: 'none', is: false },
  { fact: 'chargeMethod', when: 'not charged', is: 'not_yet' },
  {
    fact: 'chargeMethod',
    when: 'written charge',
    is: 'postal_requisition',
    case: {
      defendant: { stage: 'post_charge' },
      offences: [anOffence({ status: 'charged', writtenChargeIssued: '2026-10-20' })],
    },
  },
  {
    fact: 'chargeMethod',
    when: 'charged with a time',
    is: 'charged_at_station',
    case: { defendant: { stage: 'post_charge' }, offences: [anOffence({ status: 'charged', laidAt: '2026-10-20' })] },
  },
  {
    fact: 'chargeMethod',
    when: 'a summons',
    is: 'summons',
    case: { ...paper('MG4'), defendant: { stage: 'post_charge', status: 'summonsed_or_requisitioned' } },
    texts: { M01: 'SUMMONS to attend Fenmarch Magistrates' },
  },
  { fact: 'fullFileRequested', when: 'an upgrade', is: true, case: { kind: 'UPGRADE_CC' } },
  { fact: 'fullFileRequested', when: 'first file', is: false },
  {
    fact: 'trialDateSet',
    when: 'a trial with a date',
    is: true,
    case: asking({ hearing: { court: 'x', date: '2027-02-01', note: 'Trial' } }),
  },
  {
    fact: 'trialDateSet',
    when: 'plea and trial preparation',
    is: false,
    case: asking({ hearing: { court: 'x', date: '2027-02-01', note: 'Plea and trial preparation' } }),
  },
  {
    fact: 'sentToCrownCourt',
    when: 'sent',
    is: true,
    case: { defendant: { remand: { sentToCrownCourt: '2026-10-20' } } },
  },
  { fact: 'sentToCrownCourt', when: 'not sent', is: false },
  { fact: 'ordersSought', when: 'a form', is: true, case: paper('MG13') },
  { fact: 'ordersSought', when: 'none sought', is: false, case: asking({ ordersSought: 'None sought.' }) },
  { fact: 'ordersSought', when: 'domestic abuse and silence', is: null, case: flags({ isDomesticAbuse: true }) },

  // Flags
  { fact: 'isDomesticAbuse', when: 'flagged', is: true, case: flags({ isDomesticAbuse: true }) },
  { fact: 'isDomesticAbuse', when: 'not flagged', is: false },
  { fact: 'isDomesticAbuse', when: 'open', is: null, case: flags({ isDomesticAbuse: null }) },
  {
    fact: 'isDomesticAbuse',
    when: 'a partner, and flagged no',
    is: null,
    case: withVictim({ relationship: 'former partner' }),
  },
  {
    fact: 'isDomesticAbuse',
    when: 'a business partner',
    is: false,
    case: withVictim({ relationship: 'business partner' }),
  },
  { fact: 'isStalkingHarassment', when: 'flagged', is: true, case: flags({ isStalkingHarassment: true }) },
  {
    fact: 'isStalkingHarassment',
    when: 'a public order offence with the word in it',
    is: false,
    case: charged('Racially aggravated intentional harassment / alarm / distress'),
  },
  {
    fact: 'isStalkingHarassment',
    when: 'harassment, and flagged no',
    is: null,
    case: charged('Harassment without violence'),
  },
  { fact: 'isRasso', when: 'flagged', is: true, case: flags({ isRasso: true }) },
  { fact: 'isRasso', when: 'not', is: false },
  { fact: 'isRasso', when: 'a sexual offence, and flagged no', is: null, case: charged('Sexual assault on a female') },
  { fact: 'isHateCrime', when: 'flagged', is: true, case: flags({ isHateCrime: true }) },
  { fact: 'isHateCrime', when: 'not', is: false },
  {
    fact: 'isHateCrime',
    when: 'open, whatever the text says',
    is: null,
    case: { ...flags({ isHateCrime: null }), ...paper('CR') },
    texts: { M01: 'No racist words were used.' },
  },
  {
    fact: 'isChildAbuse',
    when: 'a child victim of neglect',
    is: true,
    case: { ...charged('Child cruelty'), ...withVictim({ child: true }) },
  },
  { fact: 'isChildAbuse', when: 'a child on the stairs', is: false, case: flags({ childrenPresent: true }) },
  { fact: 'isChildAbuse', when: 'a victim under 18 of something else', is: null, case: withVictim({ child: true }) },
  { fact: 'isFatal', when: 'murder', is: true, case: charged('Murder') },
  { fact: 'isFatal', when: 'attempted murder', is: false, case: charged('Attempted murder') },
  { fact: 'isFatal', when: 'causing death by driving', is: true, case: charged('Cause death by dangerous driving') },
  { fact: 'isModernSlavery', when: 'by the title', is: true, case: charged('Hold person in slavery or servitude') },
  {
    fact: 'isModernSlavery',
    when: 'drug trafficking is not it',
    is: false,
    case: charged('Traffick in a controlled drug'),
  },
  { fact: 'isSeriousSensitiveComplex', when: 'rape', is: true, case: flags({ isRasso: true }) },
  { fact: 'isSeriousSensitiveComplex', when: 'a repeat burglary alone', is: false, case: charged('Burglary dwelling') },
  { fact: 'isSeriousSensitiveComplex', when: 'a flag is open', is: null, case: flags({ isRasso: null }) },
  {
    fact: 'localOrPublicInterest',
    when: 'community tension',
    is: true,
    case: asking({ publicInterestFactors: 'Community tension on Dock Road.' }),
  },
  {
    fact: 'localOrPublicInterest',
    when: 'reasons that merely support prosecuting',
    is: false,
    case: asking({ publicInterestFactors: 'Repeat burglar; child present.' }),
  },
  { fact: 'localOrPublicInterest', when: 'an elected victim', is: true, case: flags({ electedOfficialVictim: true }) },
];

const edition = ownEditions.all[0]!;

const derive = (row: Row) => {
  const record = aCase(row.case ?? {});
  const context = contextFor(record, {
    texts: new Map(Object.entries(row.texts ?? {})),
    ...(row.settings === undefined ? {} : { settings: row.settings }),
    ...row.context,
  });
  return deriveFacts(record, 'S1', context);
};

describe('a fact read from a case', () => {
  it.each(rows)('$fact is $is: $when', (row) => {
    const fact = derive(row).get(row.fact)!;
    expect(fact.value).toBe(row.is);
    // What is not known says why, so that a person can answer; what is known says where it was read.
    if (row.is === null) expect(fact.note ?? '').not.toBe('');
    else expect(fact.source).not.toBe('');
  });

  it('is tried on both sides: every yes-or-no fact has a case where it is yes and one where it is no', () => {
    // Two follow from a general rule and are never no unless a person says so; with no material at all the third is asked.
    const never = new Set(['relevantUnusedExists', 'containsNeedlessPersonalData', 'rebuttableMaterialExists']);
    const gaps = [...edition.facts.values()]
      .filter(({ id, type }) => type === 'boolean' && !id.startsWith('item.'))
      .flatMap(({ id }) =>
        [true, false]
          .filter((value) => value || !never.has(id))
          .filter((value) => !rows.some((row) => row.fact === id && row.is === value))
          .map((value) => `${id} ${String(value)}`),
      );
    expect(gaps).toEqual([]);
  });

  it('has a rule and a question for every fact the edition declares', () => {
    const declared = [...edition.facts.keys()].filter((id) => !id.startsWith('item.'));
    expect([...derivedFactIds].toSorted()).toEqual(declared.toSorted());
    expect(Object.keys(questionTexts).toSorted()).toEqual(declared.toSorted());
  });

  it('has a value the edition allows, or none', () => {
    for (const row of rows)
      for (const { id, value } of derive(row).values())
        if (value !== null) expect(isAnswerTo(edition, id, value)).toBe(true);
  });
});

describe('an answer of a person', () => {
  const record = aCase({ record: { flags: { ...aCase().flags, isHateCrime: null } } });

  it('outranks what was derived, and what follows from it', () => {
    const facts = deriveFacts(
      record,
      'S1',
      contextFor(record, {
        answers: new Map([
          ['isRasso', true],
          ['isHateCrime', false],
        ]),
      }),
    );
    expect(facts.get('isHateCrime')).toMatchObject({ value: false, basis: 'answered' });
    expect(facts.get('isSeriousSensitiveComplex')!.value).toBe(true);
  });

  it.each([
    { fact: 'isHateCrime', answer: 'maybe' },
    { fact: 'isHateCrime', answer: 1 },
    { fact: 'anticipatedPlea', answer: 'perhaps' },
    { fact: 'suspectCount', answer: 1.5 },
    { fact: 'suspectStatus', answer: true },
  ])('is passed over when it is no value of $fact: $answer', ({ fact, answer }) => {
    const plain = deriveFacts(record, 'S1', contextFor(record)).get(fact);
    const facts = deriveFacts(
      record,
      'S1',
      contextFor(record, { answers: new Map<string, unknown>([[fact, answer]]) }),
    );
    expect(facts.get(fact)).toEqual(plain);
  });
});

describe('what police worked out themselves', () => {
  it('is kept beside our own when the two differ', () => {
    const record = aCase({ record: { submissions: [{ ...aCase().submissions[0]!, priority: 'green' }] } });
    const limits = [{ offenceId: 'F1', rule: 'x', lastDay: '2026-11-20' }];
    expect(deriveFacts(record, 'S1', contextFor(record, { limits })).get('triagePriority')).toMatchObject({
      value: 'green_priority',
      recorded: 'green',
    });
  });

  it('on who may charge is copied, and the difference is noted', () => {
    const record = aCase({
      offences: [anOffence({ chargingAuthority: 'police' })],
      record: { flags: { ...aCase().flags, isDomesticAbuse: true } },
    });
    const fact = deriveFacts(record, 'S1', contextFor(record)).get('chargingAuthority')!;
    expect(fact.value).toBe('police');
    expect(fact.note).toContain('by the table the decision is for the CPS');
  });
});

describe('a proposal read from the papers', () => {
  it('is shown with its words and is not used', () => {
    const record = aCase({
      request: { potentiallyDisclosable: '' },
      material: [anItem({ type: 'CAD', status: 'unused' })],
    });
    const texts = new Map([['M01', '20:50 first call.\n20:52 SECOND CALL: SAYS SHE THREW A PLATE.']]);
    const fact = deriveFacts(record, 'S1', contextFor(record, { texts })).get('materialMeetsDisclosureTest')!;
    expect(fact.value).toBeNull();
    expect(fact.proposal).toBe(true);
    expect(fact.passage).toEqual({ material: 'M01', words: '20:52 SECOND CALL: SAYS SHE THREW A PLATE.' });
  });
});
