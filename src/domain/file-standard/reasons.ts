import { holds, type Condition, type Knowledge, type Truth } from './condition.ts';
import type { Edition } from './edition.ts';
import { ownEditions } from './editions.ts';
import type { RowConfidence } from './edition-schema.ts';

/** The shared lists of reasons: for returning, rejecting and assessing a file, and what a certifier answers for. */

/** A reason for which CPS triage may reject a submission. */
export interface TriageReasonEntry {
  readonly id: string;
  readonly label: string;
  /** Items it is about. It may be given only when one of them was due. */
  readonly items: readonly string[];
  /** Given only when this holds, or may hold; null means always. */
  readonly onlyWhen: Condition | null;
  /** One of the two that only urgent review may give, one at a time. */
  readonly urgentOnly: boolean;
  readonly sources: readonly string[];
  readonly confidence: RowConfidence;
}

/** A reason for which a prosecutor may find that a file did not meet the guidance. */
export interface AssessmentReasonEntry {
  readonly id: string;
  readonly family: string;
  readonly familyTitle: string;
  readonly shortName: string;
  readonly label: string;
  readonly question: string;
  readonly items: readonly string[];
  readonly onlyWhen: Condition | null;
  readonly preventBy: string;
  readonly sources: readonly string[];
  readonly confidence: RowConfidence;
}

/** Triage reasons of an edition, in its order. */
export const triageReasonsOf = (edition: Edition): readonly TriageReasonEntry[] =>
  edition.triageReasons.map(({ id, label, linkedItems, applicableWhen, priorityOnly, sources, confidence }) => ({
    id,
    label,
    items: linkedItems,
    onlyWhen: applicableWhen,
    urgentOnly: priorityOnly,
    sources,
    confidence,
  }));

/** Assessment reasons of an edition, in its order. */
export const assessmentReasonsOf = (edition: Edition): readonly AssessmentReasonEntry[] => {
  const titles = new Map(edition.assessment.families.map(({ id, title }) => [id, title]));
  return edition.assessmentReasons.map((row) => ({
    id: row.id,
    family: row.family,
    familyTitle: titles.get(row.family) ?? row.family,
    shortName: row.shortName,
    label: row.label,
    question: row.question,
    items: row.linkedItems,
    onlyWhen: row.applicableWhen,
    preventBy: row.preventBy,
    sources: row.sources,
    confidence: row.confidence,
  }));
};

/** Whether a reason may be given on what is known: no means it is about something that is not in this case. */
export const mayBeGiven = (reason: { readonly onlyWhen: Condition | null }, known: Knowledge): Truth =>
  reason.onlyWhen === null ? true : holds(reason.onlyWhen, known);

const newest = (): Edition => {
  const edition = ownEditions.all.findLast(({ use }) => use === 'in_force');
  if (edition === undefined) throw new Error('no edition of the file standard is on file');
  return edition;
};

/** The 13 reasons of ordinary triage and the two of urgent review, of the newest edition. */
export const triageReasons: readonly TriageReasonEntry[] = triageReasonsOf(newest());

/** The 23 reasons of the prosecutor's assessment, of the newest edition. */
export const assessmentReasons: readonly AssessmentReasonEntry[] = assessmentReasonsOf(newest());

/** A reason for which a supervisor or gatekeeper returns a file to the officer, and what usually puts it right. */
export interface ReturnReason {
  readonly id: string;
  readonly label: string;
  /** Items it is about; none for a reason about the case as a whole. */
  readonly items: readonly string[];
}

/** @source domain reference section 9.4: the triage list, and eight reasons of police's own */
export const returnReasons: readonly ReturnReason[] = [
  ...triageReasons.filter(({ urgentOnly }) => !urgentOnly).map(({ id, label, items }) => ({ id, label, items })),
  { id: 'RR-01', label: 'No map from points to prove to evidence', items: ['CHARGE_PROPOSAL', 'KEY_STATEMENTS'] },
  { id: 'RR-02', label: 'Code test not applied', items: ['CODE_TEST_REASONS'] },
  { id: 'RR-03', label: 'Line of enquiry still open', items: ['LINES_OF_ENQUIRY'] },
  { id: 'RR-04', label: 'Wrong charging authority', items: ['CHARGE_PROPOSAL', 'POLICE_RATIONALE'] },
  { id: 'RR-05', label: 'An out-of-court outcome is more apt', items: ['OOCD_PACK'] },
  { id: 'RR-06', label: 'Redaction not done', items: ['REDACTION'] },
  { id: 'RR-07', label: 'Duplicate of another submission', items: [] },
  { id: 'RR-08', label: 'Not ready', items: [] },
];

/** One of the ten things a certifier answers for. */
export interface CertificateHeading {
  readonly id: string;
  readonly label: string;
  readonly hint: string;
}

/** The heading under which a certifier writes of disclosure. */
export const disclosureHeading = 'disclosure-impact';

/**
 * What a certifier confirms of disclosure by a tick of its own, beside the words under its heading.
 * @source domain reference, BR-17 and section 9.1, item 5 (DG6 4.21, second-hand)
 */
export const disclosureStatement =
  'I have considered how unused material could affect this decision: what undermines the case or assists the suspect, what has not been examined, and what could still be obtained.';

/** @source domain reference section 9.1, in its order */
export const certificateHeadings: readonly CertificateHeading[] = [
  {
    id: 'elements',
    label: 'Every element of each offence is covered by evidence you can point to',
    hint: 'Name the evidence for each element, such as a statement or an exhibit.',
  },
  { id: 'code-test', label: 'The code test is met', hint: 'Say which test, and why it is met.' },
  { id: 'public-interest', label: 'A prosecution is in the public interest', hint: 'Say what weighs for and against.' },
  {
    id: 'lines-of-enquiry',
    label: 'Reasonable lines of enquiry have been followed',
    hint: 'Say what was done, what was not done and why, including lines that point away from the suspect.',
  },
  {
    id: disclosureHeading,
    label: 'The effect of disclosure on the decision has been considered',
    hint: 'Include material that has not been examined and material that could still be obtained.',
  },
  {
    id: 'file-standard',
    label: 'The file meets the standard, and each gap has a reason and a date',
    hint: 'Say how each gap will be closed.',
  },
  { id: 'why-cps', label: 'Why the case needs the CPS', hint: 'Say why police may not, or should not, decide alone.' },
  {
    id: 'time-limit-and-detention',
    label: 'Time limits and detention have been checked',
    hint: 'Give the last day for each charge and the custody position, or say that there is none.',
  },
  {
    id: 'victim-and-witness-needs',
    label: 'The needs of victims and witnesses are addressed',
    hint: 'Say whether they support a prosecution and what they need.',
  },
  {
    id: 'contacts',
    label: 'The officer, supervisor and disclosure officer can be reached',
    hint: 'Check that each has a telephone number and an email address.',
  },
];
