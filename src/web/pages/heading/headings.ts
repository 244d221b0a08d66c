import type { SubmissionKind } from '../../../domain/case-file/index.ts';

/**
 * The headings of a request and how each is written. The check reads the parts of a structured heading, so its form keeps
 * them apart.
 */

/** One field of a heading or of a row. */
export interface HeadingField {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly kind: 'line' | 'long' | 'lines' | 'date' | 'yes-no' | 'number' | 'choice';
  readonly choices?: readonly { readonly value: string; readonly text: string }[];
}

/** A part of a heading: one field, or rows that each have the same fields. */
export type HeadingPart =
  | HeadingField
  | {
      readonly name: string;
      readonly label: string;
      readonly hint?: string;
      readonly kind: 'rows';
      readonly fields: readonly HeadingField[];
      /** Rows come from the case, one for each offence or recording, and none can be added. */
      readonly from?: 'offences' | 'recordings';
    };

/** How the value of a heading is kept: words, named parts, a list of rows, or a list of words. */
export type HeadingForm =
  | { readonly keeps: 'words'; readonly rows: number }
  | { readonly keeps: 'parts'; readonly parts: readonly HeadingPart[] }
  | { readonly keeps: 'rows'; readonly rows: HeadingPart & { readonly kind: 'rows' } }
  | { readonly keeps: 'list'; readonly label: string; readonly hint?: string };

export interface Heading {
  readonly id: string;
  readonly title: string;
  /** What to write, in one sentence. */
  readonly hint: string;
  readonly form: HeadingForm;
}

const words = (id: string, title: string, hint: string, rows = 8): Heading => ({
  id,
  title,
  hint,
  form: { keeps: 'words', rows },
});
const parts = (id: string, title: string, hint: string, ...of: readonly HeadingPart[]): Heading => ({
  id,
  title,
  hint,
  form: { keeps: 'parts', parts: of },
});

const due = { name: 'due', label: 'Date it will be there', kind: 'date' } as const;

const thresholdConditions: readonly HeadingField[] = [
  'Reasonable grounds to suspect that the person committed the offence',
  'Further evidence can be obtained that would give a realistic prospect of conviction',
  'The seriousness or circumstances justify deciding now',
  'Continuing substantial grounds to object to bail',
  'It is in the public interest to charge',
].map((label, index) => ({ name: `condition-${index + 1}`, label: `${index + 1}. ${label}`, kind: 'long' }));
/** How many conditions the Threshold Test has. */
export const conditionCount = thresholdConditions.length;

const codeTest = (threshold: boolean): Heading =>
  threshold
    ? parts(
        'codeTestReasons',
        'Code test: your reasons',
        'Answer each of the five conditions of the Threshold Test on its own.',
        ...thresholdConditions,
      )
    : parts(
        'codeTestReasons',
        'Code test: your reasons',
        'Give your reasons on each stage of the Full Code Test.',
        {
          name: 'evidential',
          label: 'Evidential stage',
          hint: 'What proves each element, and how strong it is.',
          kind: 'long',
        },
        { name: 'publicInterest', label: 'Public interest stage', hint: 'What weighs for and against.', kind: 'long' },
      );

const evidenceKinds = [
  { value: 'audio_visual', text: 'Sound or video' },
  { value: 'bad_character', text: 'Bad character' },
  { value: 'communications', text: 'Communications or devices' },
  { value: 'forensic', text: 'Forensic' },
  { value: 'identification', text: 'Identification' },
  { value: 'medical', text: 'Medical' },
  { value: 'expert', text: 'Expert' },
  { value: 'statements', text: 'Statements' },
  { value: 'other', text: 'Other' },
];

const plain: readonly Heading[] = [
  words(
    'caseOutline',
    'Case outline',
    'A short, fair account of what happened, in order, covering what has to be proved.',
    12,
  ),
  parts(
    'issues',
    'Issues and the suspect’s account',
    'What is in dispute, what is strong and weak, and what the suspect says.',
    { name: 'strengths', label: 'Strengths', kind: 'long' },
    { name: 'weaknesses', label: 'Weaknesses', kind: 'long' },
    {
      name: 'suspectAccount',
      label: 'Suspect’s account',
      hint: 'In the suspect’s own words where they matter.',
      kind: 'long',
    },
    { name: 'likelyDefence', label: 'Likely defence', kind: 'line' },
  ),
  words('pleaBasis', 'Expected plea and why', 'For each charge, the plea you expect and the reason.', 4),
  parts(
    'linesOfEnquiry',
    'Lines of enquiry',
    'Include lines that point away from the suspect.',
    { name: 'done', label: 'Done', hint: 'One on each line.', kind: 'lines' },
    {
      name: 'notPursued',
      label: 'Not pursued',
      kind: 'rows',
      fields: [
        { name: 'line', label: 'Line of enquiry', kind: 'line' },
        { name: 'reason', label: 'Why it was not pursued', kind: 'line' },
      ],
    },
    {
      name: 'outstanding',
      label: 'Outstanding',
      kind: 'rows',
      fields: [{ name: 'line', label: 'Line of enquiry', kind: 'line' }, due],
    },
  ),
  {
    id: 'outstandingEvidence',
    title: 'Outstanding evidence',
    hint: 'Everything still to come, by type, with a date for each.',
    form: {
      keeps: 'rows',
      rows: {
        name: 'rows',
        label: 'Outstanding',
        kind: 'rows',
        fields: [
          { name: 'kind', label: 'Type', kind: 'choice', choices: evidenceKinds },
          { name: 'what', label: 'What it is', kind: 'line' },
          due,
        ],
      },
    },
  },
  {
    id: 'adviceSought',
    title: 'Advice sought',
    hint: 'Each question you want the prosecutor to answer.',
    form: { keeps: 'list', label: 'Question' },
  },
  {
    id: 'timeLimits',
    title: 'Time limits recorded',
    hint: 'The rule, the day it runs from and the last day, for each offence that has a limit.',
    form: {
      keeps: 'rows',
      rows: {
        name: 'rows',
        label: 'Offence',
        kind: 'rows',
        from: 'offences',
        fields: [
          { name: 'rule', label: 'Rule', kind: 'line' },
          { name: 'startDate', label: 'Runs from', kind: 'date' },
          { name: 'lastDay', label: 'Last day', kind: 'date' },
        ],
      },
    },
  },
  {
    id: 'mediaList',
    title: 'List of recordings',
    hint: 'Each recording that matters: whether it is key, cut to the part that matters, and whether it plays.',
    form: {
      keeps: 'rows',
      rows: {
        name: 'rows',
        label: 'Recording',
        kind: 'rows',
        from: 'recordings',
        fields: [
          { name: 'key', label: 'Does it prove something in dispute?', kind: 'yes-no' },
          { name: 'clipped', label: 'Is it cut to the part that matters?', kind: 'yes-no' },
          { name: 'playable', label: 'Have you checked that it plays?', kind: 'yes-no' },
          { name: 'lengthMinutes', label: 'Length in minutes', kind: 'number' },
        ],
      },
    },
  },
  parts(
    'hearing',
    'First hearing',
    'Court, date and time.',
    { name: 'court', label: 'Court', kind: 'line' },
    { name: 'date', label: 'Date', kind: 'date' },
    { name: 'time', label: 'Time', hint: 'For example, 10:00', kind: 'line' },
    { name: 'adjournedFrom', label: 'Adjourned from', hint: 'Leave blank if it was not.', kind: 'date' },
    { name: 'note', label: 'Anything else about it', kind: 'long' },
  ),
  parts(
    'youth',
    'Youth information',
    'Who looks after the young person, and what youth justice says.',
    { name: 'guardian', label: 'Parent or guardian', kind: 'line' },
    { name: 'youthJusticeContact', label: 'Youth justice contact', kind: 'line' },
    { name: 'previousOutcomes', label: 'Earlier outcomes', hint: 'One on each line.', kind: 'lines' },
    { name: 'diversionView', label: 'Views on diversion', kind: 'long' },
    { name: 'turns18', label: 'Turns 18 on', kind: 'date' },
  ),
  parts(
    'hateCrime',
    'Hate crime',
    'The strand, who perceived it so, and the evidence of hostility.',
    {
      name: 'strand',
      label: 'Strand',
      kind: 'choice',
      choices: ['race', 'religion', 'sexual orientation', 'transgender identity', 'disability'].map((value) => ({
        value,
        text: value.charAt(0).toUpperCase() + value.slice(1),
      })),
    },
    { name: 'perception', label: 'Who perceived it so', kind: 'line' },
    { name: 'evidence', label: 'Evidence of hostility', kind: 'long' },
    { name: 'upliftSought', label: 'Do you ask for an uplift of sentence?', kind: 'yes-no' },
  ),
  words(
    'disclosureImpact',
    'Effect of disclosure on the decision',
    'That unused, unexamined and obtainable material was considered, and what it changes.',
    5,
  ),
  words(
    'potentiallyDisclosable',
    'Potentially disclosable material',
    'Anything known that may undermine the prosecution or help the suspect, and what has not been examined.',
    6,
  ),
  words('commonLawDisclosure', 'Common-law disclosure', 'Whether anything should be disclosed now, in fairness.', 4),
  words(
    'publicInterestFactors',
    'Public interest',
    'Local concern, community impact, and what weighs for and against.',
    4,
  ),
  words(
    'policeChargingRationale',
    'Why police charged',
    'Who decided, when, the test applied and the reasons on both stages. For an urgent charge: the inspector’s authority, the time and why no prosecutor could decide.',
    6,
  ),
  words(
    'witnessNeeds',
    'Victim and witness needs',
    'Their attitude to the case, what makes them vulnerable, and the support they have.',
    5,
  ),
  words(
    'vps',
    'Victim personal statement',
    'Whether it was offered, made or declined, and whether it is to be read out.',
    4,
  ),
  words('specialMeasures', 'Special measures', 'For each witness: what is wanted, or that nothing is.', 4),
  words(
    'witnessChecks',
    'Checks of victims and witnesses',
    'Who was checked, when, and the result, even if there is nothing.',
    4,
  ),
  words(
    'children',
    'Children',
    'Whether children were present or live there, that they are safe, and any referral.',
    4,
  ),
  words('injuries', 'Injuries', 'Each injury, and where the photographs are. If none were taken, say why.', 4),
  words(
    'compensation',
    'Compensation',
    'The amount, the number of the item that proves it, such as M12, and where to pay; or that none is asked for.',
    4,
  ),
  words('ordersSought', 'Orders sought', 'The order, its terms, the evidence for it and the victim’s view.', 4),
  words(
    'badCharacter',
    'Bad character',
    'For each earlier matter: court, date, offence, facts, plea and why it matters.',
    5,
  ),
  words('identification', 'Identification', 'The procedure held, or why none was.', 4),
  words('linkedCases', 'Linked suspects and cases', 'Who or what is linked, and where it stands.', 4),
  words('consents', 'Consent to prosecute', 'Whose consent is needed, for which charge, and how far it has got.', 3),
  words(
    'thirdPartyMaterial',
    'Material held by others',
    'Who holds what, why it is relevant, what was asked and the reply.',
    4,
  ),
  words(
    'digitalStrategy',
    'Devices and how they are searched',
    'For each device: purpose, power or consent, search terms, result.',
    4,
  ),
  words('forensicSubmissions', 'Sent for examination', 'What was sent, where, when, and when the answer is due.', 4),
  words(
    'nonKeyEvidence',
    'Witnesses who prove nothing in dispute',
    'Who they are and what they would say, in a line each.',
    4,
  ),
  words('noInterviewReason', 'Why there was no interview', 'Why the suspect was not interviewed.', 3),
  words('bail', 'Bail', 'The bail granted and its conditions.', 4),
  words(
    'chargeReconciliation',
    'Charges laid against charges authorised',
    'For each authorised charge: laid, varied or not laid, and why.',
    5,
  ),
  words(
    'proceedsOfCrime',
    'Proceeds of crime',
    'What assets or benefit are known, and who the financial investigator is.',
    4,
  ),
];

/**
 * A heading by its id, as it is written for this kind of submission. The certificate is not among them: a supervisor gives
 * it elsewhere. Undefined for a heading that a request does not have.
 */
export function headingOf(id: string, kind: SubmissionKind, value?: unknown): Heading | undefined {
  if (id !== 'codeTestReasons') return plain.find((each) => each.id === id);
  const test = typeof value === 'object' && value !== null && 'test' in value ? value.test : undefined;
  return codeTest(kind === 'PCD_TT' || test === 'threshold_test');
}

/** Every heading, in the order in which a request is written. */
export const headingIds: readonly string[] = [
  'caseOutline',
  'issues',
  'pleaBasis',
  'codeTestReasons',
  ...plain.map(({ id }) => id),
].filter((id, index, all) => all.indexOf(id) === index);

/** The heading under which an item of the standard is written, where it can be written at all. */
const headingOfItem: Readonly<Record<string, string>> = {
  REQ_RECORD: 'caseOutline',
  EA_QUESTIONS: 'adviceSought',
  CODE_TEST_REASONS: 'codeTestReasons',
  DISC_IMPACT: 'disclosureImpact',
  EMERGENCY_RECORD: 'policeChargingRationale',
  POLICE_RATIONALE: 'policeChargingRationale',
  EA_REFERENCE: 'caseOutline',
  ACTION_RESPONSE: 'linesOfEnquiry',
  BAIL_FORMS: 'bail',
  YOUTH_INFO: 'youth',
  BAD_CHARACTER: 'badCharacter',
  POCA: 'proceedsOfCrime',
  CASE_OUTLINE: 'caseOutline',
  ISSUES: 'issues',
  PLEA_BASIS: 'pleaBasis',
  LINES_OF_ENQUIRY: 'linesOfEnquiry',
  OUTSTANDING: 'outstandingEvidence',
  TIME_LIMIT: 'timeLimits',
  CONSENTS: 'consents',
  LINKED: 'linkedCases',
  PUBLIC_INTEREST: 'publicInterestFactors',
  NONKEY: 'nonKeyEvidence',
  NO_INTERVIEW_REASON: 'noInterviewReason',
  MEDIA_LIST: 'mediaList',
  IDENT: 'identification',
  FORENSIC_SUB: 'forensicSubmissions',
  INJURY_PHOTOS: 'injuries',
  EXPERT: 'outstandingEvidence',
  WITNESS_NEEDS: 'witnessNeeds',
  SPECIAL_MEASURES: 'specialMeasures',
  VPS: 'vps',
  WITNESS_PNC: 'witnessChecks',
  HATE_INFO: 'hateCrime',
  CHILD_INFO: 'children',
  ORDERS: 'ordersSought',
  COMPENSATION: 'compensation',
  POTENTIAL_DISC: 'potentiallyDisclosable',
  COMMON_LAW: 'commonLawDisclosure',
  THIRD_PARTY: 'thirdPartyMaterial',
  DIGITAL_STRATEGY: 'digitalStrategy',
  AUTH_RECON: 'chargeReconciliation',
  HEARING_DETAILS: 'hearing',
};
export const headingForItem = (item: string): string | undefined => headingOfItem[item];
