import type { ItemResult } from './check-result.ts';

/**
 * The parts in which an officer builds a file, in the order in which they are usually done, and which items of the standard
 * belong to each. An item of a newer edition that is not listed belongs to the request.
 */
export const topics = {
  request: 'The request',
  suspects: 'Suspects and interview',
  offences: 'Offences and points to prove',
  people: 'Victims and witnesses, what they need and when they can come',
  evidence: 'Key evidence',
  exhibits: 'Exhibits and recordings',
  forensics: 'Forensics and medical evidence',
  antecedents: 'Antecedents and bad character',
  orders: 'Orders on conviction',
  disclosure: 'Disclosure',
  supervisor: 'Supervisor’s comments',
} as const;
export type Topic = keyof typeof topics;

const itemsOf = {
  request: [
    ...([
      'REQ_RECORD',
      'EA_QUESTIONS',
      'MATERIAL_INDEX',
      'OIC_CONTACT',
      'CODE_TEST_REASONS',
      'EMERGENCY_RECORD',
    ] as const),
    ...([
      'POLICE_RATIONALE',
      'EA_REFERENCE',
      'ACTION_RESPONSE',
      'CASE_OUTLINE',
      'MG5_REPORT',
      'LINES_OF_ENQUIRY',
    ] as const),
    ...([
      'OUTSTANDING',
      'LINKED',
      'CONFIDENTIAL',
      'PUBLIC_INTEREST',
      'CASE_INFO_MG6',
      'HATE_INFO',
      'OOCD_PACK',
    ] as const),
  ],
  suspects: [
    ...([
      'SUSPECT_PROFILE',
      'STATUS_BAIL',
      'DETENTION_CLOCK',
      'REMAND_APP',
      'INTIMIDATION_PAGE',
      'BAIL_FORMS',
    ] as const),
    ...(['BREACH_REPORT', 'YOUTH_INFO', 'INTERVIEW', 'NO_INTERVIEW_REASON'] as const),
  ],
  offences: [
    ...(['CHARGE_PROPOSAL', 'ISSUES', 'PLEA_BASIS', 'TIME_LIMIT', 'CONSENTS', 'MG4_CHARGE', 'REQUISITION'] as const),
    ...(['AUTH_RECON', 'HEARING_DETAILS'] as const),
  ],
  people: [
    ...(['STATEMENT_BACKSHEET', 'WITNESS_LIST', 'AVAILABILITY', 'WITNESS_NEEDS', 'SPECIAL_MEASURES', 'VPS'] as const),
    ...(['WITNESS_PNC', 'OFFICER_RECORD', 'RISK_ASSESSMENT', 'CHILD_INFO'] as const),
  ],
  evidence: [
    ...(['KEY_STATEMENTS', 'NONKEY', 'VRI', 'IDENT', 'EXPERT', 'HEARSAY', 'FURTHER_REPORT', 'DA_CHECKLIST'] as const),
  ],
  exhibits: ['EXHIBITS_KEY', 'KEY_MEDIA', 'MEDIA_LIST', 'EXHIBIT_LIST'],
  forensics: ['FORENSIC', 'FORENSIC_SUB', 'MEDICAL', 'INJURY_PHOTOS', 'DRINK_DRUG', 'DRUG_TEST'],
  antecedents: ['SUSPECT_PNC', 'BAD_CHARACTER', 'TICS'],
  orders: ['ORDERS', 'COMPENSATION', 'POCA'],
  disclosure: [
    ...(['DISC_IMPACT', 'POTENTIAL_DISC', 'COMMON_LAW', 'SDC', 'MG6C', 'MG6D', 'MG6E', 'RPM_COPIES'] as const),
    ...(['DISCLOSABLE_COPIES', 'THIRD_PARTY', 'DIGITAL_STRATEGY', 'IMD', 'REDACTION'] as const),
  ],
  supervisor: ['SUP_CERT'],
} as const satisfies Record<Topic, readonly string[]>;

export const topicIds = Object.keys(topics) as Topic[]; // keys of a constant object
const topicOfItem = new Map<string, Topic>(topicIds.flatMap((topic) => itemsOf[topic].map((item) => [item, topic])));

/** Items that belong to a topic. */
export const itemsOfTopic = (topic: Topic): readonly string[] => itemsOf[topic];

/** The topic that an item belongs to. */
export const topicOf = (item: string): Topic => topicOfItem.get(item) ?? 'request';

/** How a topic stands. `none_due`: nothing of it is needed with this file. */
export interface TopicStanding {
  readonly topic: Topic;
  readonly stands: 'complete' | 'not_started' | 'open' | 'none_due';
  readonly met: number;
  /** Missing or not good enough. */
  readonly gaps: number;
  /** Those of `gaps` with a reason and a date. */
  readonly explained: number;
  /** Questions that decide whether something of it is needed. */
  readonly questions: number;
}

/** How each topic of a file stands, from its check. What somebody else adds later, such as the certificate, is open. */
export function topicsOf(check: {
  readonly items: readonly ItemResult[];
  readonly questions: readonly { readonly decides: readonly string[] }[];
}): TopicStanding[] {
  return topicIds.map((topic) => {
    const items = check.items.filter(({ item }) => topicOf(item) === topic);
    const open = items.filter(({ result }) => result === 'missing' || result === 'inadequate');
    const met = items.filter(({ result }) => result === 'met').length;
    const questions = check.questions.filter(({ decides }) => decides.some((item) => topicOf(item) === topic)).length;
    const begun = met > 0 || open.some(({ result }) => result === 'inadequate');
    return {
      ...{ topic, met, questions, gaps: open.length },
      explained: open.filter(({ explained }) => explained !== undefined).length,
      stands:
        open.length === 0 && questions === 0
          ? met > 0
            ? 'complete'
            : 'none_due'
          : open.length > 0 && !begun
            ? 'not_started'
            : 'open',
    };
  });
}
