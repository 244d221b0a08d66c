/** Kinds of action a prosecutor asks for, and the material types that would already answer each. */
export const actionKinds = {
  key_witness: { title: 'Key witness', material: ['MG11', 'VRI'] },
  non_key_witness: { title: 'Non-key witness', material: ['MG11'] },
  key_exhibit: { title: 'Key exhibit', material: ['PHOTO', 'EXHIBIT', 'PHONEDATA', 'CCTV', 'BWV', '999'] },
  interview_record: { title: 'Interview record', material: ['MG15', 'INTERVIEW-AUDIO'] },
  suspect_record: { title: "Suspect's record", material: ['PNC', 'MG16'] },
  witness_record: { title: "Victim's or witness's record", material: ['PNC-W', 'MG6B'] },
  orders: { title: 'Orders on conviction', material: ['MG13'] },
  availability: { title: 'Witness availability', material: ['MG10'] },
  victim_statement: { title: 'Victim personal statement', material: ['VPS'] },
  special_measures: { title: 'Special measures', material: ['MG2'] },
  medical: { title: 'Medical', material: ['MEDICAL'] },
  forensic: { title: 'Forensic', material: ['SFR1', 'MG21'] },
  unused: { title: 'Unused or sensitive material', material: ['MG6C', 'MG6D', 'MG6E', 'SDC'] },
  domestic_abuse: { title: 'Domestic-abuse checklist', material: ['DACHECK'] },
  other: { title: 'Other', material: [] },
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

export interface DraftItem {
  readonly defendantIds: readonly string[];
  readonly issueType: string;
  readonly issue: string;
  readonly kind: string;
  readonly action: string;
  readonly justification: string;
  readonly due: string;
  /** Person the item is about, where there is one. */
  readonly subject?: string;
  /** Why what is already on file will not do: lifts AP3. */
  readonly inadequateBecause?: string;
}

export interface OnFile {
  readonly materialId: string;
  readonly type: string;
  readonly title: string;
  readonly subject?: string;
}

export interface EarlierItem {
  readonly kind: string;
  readonly defendantIds: readonly string[];
  readonly action: string;
  readonly subject?: string;
}

export interface GateFinding {
  readonly check: 'AP1' | 'AP2' | 'AP3' | 'AP4' | 'field';
  readonly field: string;
  readonly says: string;
}

const stock = new Set([
  'needed',
  'required',
  'please provide',
  'as per dg6',
  'for the file',
  'needed for the decision',
]);
const wordsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 2);

/** Share of the words of the shorter text that are in the other, 0 to 1. */
function overlap(one: string, other: string): number {
  const [a, b] = [new Set(wordsOf(one)), new Set(wordsOf(other))];
  const shorter = Math.min(a.size, b.size);
  return shorter === 0 ? 0 : [...a].filter((word) => b.has(word)).length / shorter;
}

/**
 * What blocks an item from being issued: no justification or a stock phrase (AP1), no issue type (AP2), material of that
 * kind already on the shared file with nothing said about why it will not do (AP3), the same thing asked before of the same
 * suspect (AP4, compared by kind, person and words). An empty list lets it through.
 * @source domain reference, section 13.2
 */
export function gateItem(item: DraftItem, onFile: readonly OnFile[], earlier: readonly EarlierItem[]): GateFinding[] {
  const findings: GateFinding[] = [];
  const justification = item.justification.trim();
  if (
    justification === '' ||
    stock.has(justification.toLowerCase().replace(/[. ]+$/u, '')) ||
    wordsOf(justification).length < 4
  )
    findings.push({
      check: 'AP1',
      field: 'justification',
      says: 'Say why this is needed for the decision, in your own words and about this case',
    });
  if (!isIssueType(item.issueType))
    findings.push({ check: 'AP2', field: 'issueType', says: 'Choose which kind of issue this goes to' });
  if (item.issue.trim() === '') findings.push({ check: 'field', field: 'issue', says: 'Say what the issue is' });
  if (item.action.trim() === '') findings.push({ check: 'field', field: 'action', says: 'Say what police should do' });
  if (item.action.length > 2000)
    findings.push({ check: 'field', field: 'action', says: 'The action can be 2,000 characters at most' });
  if (item.defendantIds.length === 0)
    findings.push({ check: 'field', field: 'defendantIds', says: 'Choose at least one suspect' });
  if (!isActionKind(item.kind)) {
    findings.push({ check: 'field', field: 'kind', says: 'Choose what kind of action this is' });
    return findings;
  }
  const answering: readonly string[] = actionKinds[item.kind].material;
  const held = onFile.filter(
    ({ type, subject }) => answering.includes(type) && (item.subject === undefined || subject === item.subject),
  );
  if (held.length > 0 && (item.inadequateBecause ?? '').trim() === '')
    findings.push({
      check: 'AP3',
      field: 'inadequateBecause',
      says: `Already on the file: ${held.map(({ materialId, title }) => `${materialId} ${title}`).join('; ')}. Say why it will not do, or leave the action out`,
    });
  const same = earlier.find(
    (each) =>
      each.kind === item.kind &&
      each.defendantIds.some((id) => item.defendantIds.includes(id)) &&
      (item.subject === undefined || each.subject === undefined || each.subject === item.subject) &&
      overlap(each.action, item.action) >= 0.6,
  );
  if (same !== undefined)
    findings.push({ check: 'AP4', field: 'action', says: `This was already asked for: “${same.action}”` });
  return findings;
}
