/** Kinds of action a prosecutor asks for. */
export const actionKinds = {
  key_witness: { title: 'Key witness' },
  non_key_witness: { title: 'Non-key witness' },
  key_exhibit: { title: 'Key exhibit' },
  interview_record: { title: 'Interview record' },
  suspect_record: { title: "Suspect's record" },
  witness_record: { title: "Victim's or witness's record" },
  orders: { title: 'Orders on conviction' },
  availability: { title: 'Witness availability' },
  victim_statement: { title: 'Victim personal statement' },
  special_measures: { title: 'Special measures' },
  medical: { title: 'Medical' },
  forensic: { title: 'Forensic' },
  unused: { title: 'Unused or sensitive material' },
  domestic_abuse: { title: 'Domestic-abuse checklist' },
  other: { title: 'Other' },
} as const;
export type ActionKind = keyof typeof actionKinds;
export const isActionKind = (text: string): text is ActionKind => Object.hasOwn(actionKinds, text);

export const issueTypes = {
  evidential: 'Evidential',
  case_progression: 'Case progression',
  sentence: 'Sentence',
} as const;
export type IssueType = keyof typeof issueTypes;
export const isIssueType = (text: string): text is IssueType => Object.hasOwn(issueTypes, text);
