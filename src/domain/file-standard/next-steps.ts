import type { MaterialType, RejectionPoint } from '../case-file/index.ts';
import type { CheckFinding, CheckResult, ItemResult, Question } from './check-result.ts';
import type { ItemRow } from './edition-schema.ts';
import { carriersOf } from './items/carriers.ts';
import { isKnownItem } from './items/item-rules.ts';

/** Who holds something that is open: nobody else can close it. */
export const holders = {
  officer: 'Officer in the case',
  disclosure_officer: 'Disclosure officer',
  supervisor: 'Supervisor',
  third_party: 'Another organisation or unit',
  cps: 'CPS',
} as const;
export type Holder = keyof typeof holders;

/**
 * What is done next about something that is open, in the order of working: what the CPS wait for and what decides the rest
 * comes first, then what takes others time, so that it is on its way while the rest is written, and last what waits.
 */
export const workSteps = {
  answer_rejection: { title: 'Answer the rejection', holder: 'officer' },
  answer_question: { title: 'Answer a question', holder: 'officer' },
  make_agree: { title: 'Make the facts agree', holder: 'officer' },
  ask_witness: { title: 'Get from a victim or witness', holder: 'officer' },
  ask_organisation: { title: 'Get from another organisation or unit', holder: 'third_party' },
  disclosure: { title: 'Disclosure officer to prepare', holder: 'disclosure_officer' },
  record: { title: 'Record in the case', holder: 'officer' },
  write: { title: 'Write in the request', holder: 'officer' },
  add: { title: 'Add to the file, or put right there', holder: 'officer' },
  certify: { title: 'Supervisor to certify or authorise', holder: 'supervisor' },
  cps: { title: 'CPS to decide', holder: 'cps' },
  wait: { title: 'Wait: a reason and a date are given', holder: 'officer' },
} as const satisfies Record<string, { title: string; holder: Holder }>;
export type WorkStep = keyof typeof workSteps;

/** The next step about an item that is due and not met. */
interface StepOfItem {
  readonly step: WorkStep;
  /** For what others hold: who that is, in words. */
  readonly from?: string;
}

const fromWhom = (from: string): StepOfItem => ({ step: 'ask_organisation', from });
const laboratory = fromWhom('the laboratory');
const hospital = fromWhom('the hospital or doctor');
const identificationUnit = fromWhom('the identification unit');
const expert = fromWhom('the expert');

const listed: readonly (readonly [StepOfItem, readonly string[]])[] = [
  [
    { step: 'ask_witness' },
    ['KEY_STATEMENTS', 'AVAILABILITY', 'WITNESS_NEEDS', 'SPECIAL_MEASURES', 'VPS', 'STATEMENT_BACKSHEET'],
  ],
  [laboratory, ['FORENSIC']],
  [hospital, ['MEDICAL']],
  [expert, ['EXPERT']],
  [identificationUnit, ['IDENT']],
  [fromWhom('professional standards'), ['OFFICER_RECORD']],
  [{ step: 'disclosure' }, ['SDC', 'MG6C', 'MG6D', 'MG6E', 'RPM_COPIES', 'DISCLOSABLE_COPIES', 'IMD']],
  [
    { step: 'record' },
    [
      ...['OIC_CONTACT', 'MATERIAL_INDEX', 'SUSPECT_PROFILE', 'STATUS_BAIL', 'DETENTION_CLOCK', 'CHARGE_PROPOSAL'],
      ...['WITNESS_LIST', 'INTERVIEW'],
    ],
  ],
  [
    { step: 'write' },
    [
      ...['REQ_RECORD', 'EA_QUESTIONS', 'CODE_TEST_REASONS', 'DISC_IMPACT', 'EA_REFERENCE', 'ACTION_RESPONSE'],
      ...['YOUTH_INFO', 'BAD_CHARACTER', 'POCA', 'CASE_OUTLINE', 'ISSUES', 'PLEA_BASIS', 'LINES_OF_ENQUIRY'],
      ...['OUTSTANDING', 'TIME_LIMIT', 'CONSENTS', 'LINKED', 'CONFIDENTIAL', 'PUBLIC_INTEREST', 'CASE_INFO_MG6'],
      ...['NONKEY', 'NO_INTERVIEW_REASON', 'HEARSAY', 'HATE_INFO', 'CHILD_INFO', 'ORDERS', 'COMPENSATION'],
      ...['OOCD_PACK', 'POTENTIAL_DISC', 'COMMON_LAW', 'THIRD_PARTY', 'DIGITAL_STRATEGY', 'AUTH_RECON'],
      ...['HEARING_DETAILS'],
    ],
  ],
  [
    { step: 'add' },
    [
      ...['REMAND_APP', 'INTIMIDATION_PAGE', 'BAIL_FORMS', 'BREACH_REPORT', 'SUSPECT_PNC', 'MG5_REPORT', 'VRI'],
      ...['EXHIBITS_KEY', 'KEY_MEDIA', 'MEDIA_LIST', 'FORENSIC_SUB', 'INJURY_PHOTOS', 'DRINK_DRUG', 'DRUG_TEST'],
      ...['EXHIBIT_LIST', 'FURTHER_REPORT', 'WITNESS_PNC', 'DA_CHECKLIST', 'RISK_ASSESSMENT', 'TICS', 'REDACTION'],
      ...['MG4_CHARGE', 'REQUISITION'],
    ],
  ],
  [{ step: 'certify' }, ['SUP_CERT', 'EMERGENCY_RECORD', 'POLICE_RATIONALE']],
];
const stepOf = new Map(listed.flatMap(([step, items]) => items.map((item) => [item, step] as const)));

/** By type of document, for items that are not listed: those of a newer edition. */
const stepOfType: Partial<Record<MaterialType, StepOfItem>> = {
  ...{ MG11: { step: 'ask_witness' }, VRI: { step: 'ask_witness' }, VPS: { step: 'ask_witness' } },
  ...{ SFR1: laboratory, MEDICAL: hospital, VIPER: identificationUnit },
};
/** Forms that are the request itself. */
const requestForms: ReadonlySet<string> = new Set(['CM01', 'MG3', 'MG3A']);

/** Items that have a step of their own; any other follows from what the edition says of it. */
export const itemsWithStep: readonly string[] = [...stepOf.keys()];

/** The next step about an item that is due and not met, from the item alone: every item has one. */
export function stepOfItem(item: Pick<ItemRow, 'id' | 'group' | 'forms'> & Partial<ItemRow>): StepOfItem {
  const own = stepOf.get(item.id);
  if (own !== undefined) return own;
  const types = carriersOf({ ...noRow, ...item }, isKnownItem(item.id));
  const byType = types.map((type) => stepOfType[type]).find((step) => step !== undefined);
  if (byType !== undefined) return byType;
  if (item.group === 'disclosure') return { step: 'disclosure' };
  return item.forms.length > 0 && item.forms.every((form) => requestForms.has(form))
    ? { step: 'write' }
    : { step: 'add' };
}
const noRow = {
  ...{ title: '', description: '', itemSources: [] },
  ...({ defenceVisibility: 'never', itemConfidence: 'proposal' } as const),
};

/** Which kind of evidence, as the request lists what is outstanding, an item would come as, and who it then comes from. */
const kindOfItem: Readonly<Record<string, string>> = {
  KEY_STATEMENTS: 'statements',
  FORENSIC: 'forensic',
  MEDICAL: 'medical',
  EXPERT: 'expert',
  IDENT: 'identification',
  KEY_MEDIA: 'audio_visual',
  EXHIBITS_KEY: 'communications',
  SUSPECT_PNC: 'bad_character',
  BAD_CHARACTER: 'bad_character',
};
const stepOfKind: Readonly<Record<string, StepOfItem>> = {
  statements: { step: 'ask_witness' },
  forensic: laboratory,
  medical: hospital,
  expert,
  identification: identificationUnit,
  audio_visual: fromWhom('whoever holds the recording'),
  communications: fromWhom('the phone or digital unit'),
  bad_character: fromWhom('the force or court that holds the record'),
};

/** Something that the request lists as still to come. `due`: `YYYY-MM-DD`, or empty where no date is given. */
export interface AwaitedEvidence {
  readonly kind: string;
  readonly what: string;
  readonly due: string;
}

/** What a request lists under outstanding evidence, read from whatever stands there; entries without words are left out. */
export const awaitedIn = (request: Readonly<Record<string, unknown>>): AwaitedEvidence[] => {
  const list = request['outstandingEvidence'];
  const text = (entry: object, name: string): string => {
    const value: unknown = Reflect.get(entry, name);
    return typeof value === 'string' ? value : '';
  };
  return (Array.isArray(list) ? list : [])
    .filter((entry: unknown): entry is object => typeof entry === 'object' && entry !== null)
    .map((entry) => ({
      kind: text(entry, 'kind').toLowerCase().replaceAll('-', '_'),
      what: text(entry, 'what'),
      due: text(entry, 'due'),
    }))
    .filter(({ what }) => what !== '');
};

/** Cross-checks that are not for the officer in the case to put right. */
const stepOfCheck: Readonly<Record<string, WorkStep>> = {
  'CHK-04': 'cps',
  'CHK-05': 'disclosure',
  'CHK-11': 'disclosure',
};

/** What is done next, who holds it and, for what others hold, from whom it comes. */
export interface NextMove {
  readonly step: WorkStep;
  readonly holder: Holder;
  readonly from?: string;
}

/** Something open on a file, with what is done next about it. */
export type OpenRow =
  | (NextMove & { readonly of: 'rejection'; readonly point: RejectionPoint })
  | (NextMove & { readonly of: 'question'; readonly question: Question })
  | (NextMove & { readonly of: 'check'; readonly check: CheckFinding })
  | (NextMove & {
      readonly of: 'gap';
      readonly item: ItemResult;
      /** What the request lists as still to come of its kind. */
      readonly awaited: readonly AwaitedEvidence[];
    });

const moveOf = ({ step, from }: StepOfItem): NextMove => ({
  ...{ step, holder: workSteps[step].holder },
  ...(from === undefined ? {} : { from }),
});

/**
 * Everything that is open on a file, in the order of working, each with its next step and its holder. A gap with a reason
 * waits until the day that was given for it, with whoever holds it, and is work again from the day after.
 * @param given.items rows of the edition that the file was checked against
 * @param given.unanswered points of a rejection that police have not answered
 * @param given.today `YYYY-MM-DD`
 */
export function openRowsOf(
  check: Pick<CheckResult, 'items' | 'questions' | 'checks'>,
  given: {
    readonly items: readonly ItemRow[];
    readonly unanswered: readonly RejectionPoint[];
    readonly awaited: readonly AwaitedEvidence[];
    readonly today: string;
  },
): OpenRow[] {
  const rowOf = new Map(given.items.map((row) => [row.id, row]));
  const gap = (item: ItemResult): OpenRow => {
    const kind = kindOfItem[item.item];
    const awaited = given.awaited.filter((each) => each.kind === kind);
    const own = stepOfItem(rowOf.get(item.item) ?? { id: item.item, group: item.group, forms: [] });
    const move = moveOf((awaited.length === 0 ? undefined : stepOfKind[kind ?? '']) ?? own);
    const waits = item.explained !== undefined && item.explained.due >= given.today;
    return { ...move, ...(waits ? { step: 'wait' } : {}), of: 'gap', item, awaited };
  };
  const rows: OpenRow[] = [
    ...given.unanswered.map((point) => ({ ...moveOf({ step: 'answer_rejection' }), of: 'rejection' as const, point })),
    ...check.questions.map((question) => ({
      ...{ ...moveOf({ step: 'answer_question' }), of: 'question' as const, question },
    })),
    ...check.checks
      .filter(({ severity }) => severity === 'block')
      .map((each) => ({
        ...moveOf({ step: stepOfCheck[each.id] ?? 'make_agree' }),
        of: 'check' as const,
        check: each,
      })),
    ...check.items.filter(({ result }) => result === 'missing' || result === 'inadequate').map(gap),
    // Not known, and no question asks for what would decide it.
    ...check.items
      .filter(({ item, result }) => result === 'ask' && !check.questions.some(({ decides }) => decides.includes(item)))
      .map((item) => ({ ...moveOf({ step: 'answer_question' }), of: 'gap' as const, item, awaited: [] })),
  ];
  const order = Object.keys(workSteps);
  return rows.toSorted((a, b) => order.indexOf(a.step) - order.indexOf(b.step));
}

/** Open rows that are worked on together, or that one holder has. */
export interface OpenGroup {
  readonly id: WorkStep | Holder;
  readonly title: string;
  readonly rows: readonly OpenRow[];
}

/** The rows in groups: by next step in the order of working, or by who holds them. Groups with nothing in them are left out. */
export function groupRows(rows: readonly OpenRow[], by: 'step' | 'holder'): OpenGroup[] {
  const titles: readonly (readonly [WorkStep | Holder, string])[] =
    by === 'step'
      ? (Object.keys(workSteps) as WorkStep[]).map((step) => [step, workSteps[step].title]) // keys of a constant object
      : (Object.keys(holders) as Holder[]).map((holder) => [holder, holders[holder]]); // likewise
  return titles
    .map(([id, title]) => ({ id, title, rows: rows.filter((row) => row[by] === id) }))
    .filter((group) => group.rows.length > 0);
}
