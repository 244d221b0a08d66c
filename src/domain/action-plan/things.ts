import type { ActionKind } from './kinds.ts';

/** What can be asked for: a sort of document or recording, with the material types that would answer it. */
export interface Thing {
  readonly says: string;
  /** Codes of `material[].type`; none for what is not a document of its own. */
  readonly types: readonly string[];
  /** How people write it. */
  readonly words: RegExp;
  /** One person's and nobody else's: the same thing of another person is another thing. */
  readonly personal: boolean;
  /** One place, object or day among many: told apart by its reference and its names. */
  readonly oneOfMany: boolean;
  /** Items of the file standard that it answers. */
  readonly items: readonly string[];
  /** The kind of action that asks for this and nothing else. */
  readonly kinds: readonly ActionKind[];
  /** Can follow a charge, as far as the decision whether to charge goes. */
  readonly afterCharge: boolean;
}

const thing = (
  says: string,
  types: readonly string[],
  words: RegExp,
  more: Partial<Omit<Thing, 'says' | 'types' | 'words'>> = {},
): Thing => ({
  ...{ says, types, words, personal: false, oneOfMany: false, items: [], kinds: [], afterCharge: false },
  ...more,
});

/**
 * Most particular first: of "victim personal statement" the first is taken and not also a statement. Material types are
 * those of the intake format; items those of the national file standard.
 * @source domain reference, section 13.1, kinds of action seen
 */
export const things = {
  vps: thing(
    'Victim personal statement',
    ['VPS'],
    /\b(?:(?:victim )?personal statements?|VPS|(?:business )?impact statements?|statements? on impact|how (?:it|this) (?:has )?affected)\b/iu,
    { personal: true, items: ['VPS'], kinds: ['victim_statement'], afterCharge: true },
  ),
  recorded_interview: thing(
    'Recorded interview of a witness',
    ['VRI'],
    /\b(?:visually[- ]recorded interviews?|VRI|ABE|(?:child(?:ren)?|witness|complainant|victim)(?:'s)?(?: witness)? interviews?)\b/iu,
    { personal: true, items: ['VRI'] },
  ),
  code_test: thing('Police reasoning on the code test', [], /\bfull code test\b/iu, { items: ['CODE_TEST_REASONS'] }),
  identification: thing(
    'Identification procedure',
    ['VIPER'],
    /\b(?:identification (?:procedure|parade)|VIPER|ID procedure)\b/iu,
    { personal: true, items: ['IDENT'] },
  ),
  private_records: thing(
    'Private records',
    [],
    /\b(?:(?:therapy|counsell?ing|GP|social services) (?:notes|records)|medical (?:records|history|notes)|school records)\b/iu,
    { personal: true, items: ['THIRD_PARTY'] },
  ),
  witness_check: thing(
    'Checks on witnesses',
    ['PNC-W', 'MG6B'],
    /\b(?:(?:victim and )?witness(?:es)? checks?|checks? (?:on |of )?(?:the |all )?(?:witness(?:es)?|victims?)|convictions? checks?|checks? on (?:Mr|Mrs|Ms|Miss)|disciplinary records?)\b/iu,
    { items: ['WITNESS_PNC', 'OFFICER_RECORD'], kinds: ['witness_record'] },
  ),
  record: thing(
    "Suspect's record",
    ['PNC', 'MG16'],
    /\b(?:previous convictions?|antecedents?|PNC|(?:suspect|defendant)(?:'s|s') (?:criminal )?record|criminal record)\b/iu,
    { personal: true, items: ['SUSPECT_PNC'], kinds: ['suspect_record'] },
  ),
  bwv: thing(
    'Body-worn video',
    ['BWV'],
    /\b(?:body[- ]?worn(?: video| camera| footage)?|BWV|(?:footage (?:from|of) (?:the )?(?:\w+ )?)?officer(?:'s|s') (?:body )?camera)\b/iu,
    { oneOfMany: true, items: ['KEY_MEDIA'] },
  ),
  call_999: thing('999 call', ['999'], /\b(?:999|emergency) (?:call|recording)\b/iu, { oneOfMany: true }),
  cctv_log: thing('Viewing log', ['CCTVLOG'], /\bviewing log\b/iu, { oneOfMany: true }),
  cctv: thing(
    'Camera footage',
    ['CCTV'],
    /\b(?:CCTV|(?:camera |door |security )?footage|dash-?cam|(?:door|security) camera)\b/iu,
    { oneOfMany: true, items: ['KEY_MEDIA'] },
  ),
  photographs: thing(
    'Photographs',
    ['PHOTO'],
    /\b(?:photo(?:graph)?(?:s|ed|ing)?|pictures?|images?|screenshots?)\b/iu,
    { oneOfMany: true, items: ['EXHIBITS_KEY', 'INJURY_PHOTOS'] },
  ),
  phone: thing(
    'Telephone or account data',
    ['PHONEDATA'],
    /\b(?:subscriber (?:data|details|checks?)|account details|(?:phone|call|cell[- ]?site|handset) data|handset|download|threads)\b/iu,
    { oneOfMany: true, items: ['DIGITAL_STRATEGY'] },
  ),
  door_records: thing(
    'Door or key card records',
    ['KEYCARD'],
    /\b(?:door (?:access )?(?:records?|logs?)|access records?|key ?card records?)\b/iu,
    { oneOfMany: true },
  ),
  sdc: thing('Streamlined disclosure certificate', ['SDC'], /\b(?:streamlined (?:disclosure )?certificate|SDC)\b/iu, {
    items: ['SDC'],
  }),
  schedules: thing(
    'Unused material schedules',
    ['MG6C', 'MG6D', 'MG6E'],
    /\b(?:unused(?: material)?(?: schedules?)?|disclosure schedules?|schedules? (?:with presumption|in proper form|now)|MG6[CDE])\b/iu,
    { items: ['MG6C', 'MG6D', 'MG6E', 'SDC'], kinds: ['unused'] },
  ),
  tics: thing('Offences to be taken into consideration', ['MG18'], /\b(?:taken in(?:to consideration)?|TICs?)\b/iu, {
    items: ['TICS'],
    afterCharge: true,
  }),
  special_measures: thing(
    'Special measures',
    ['MG2'],
    /\b(?:special measures?|MG2|measures (?:he|she|they) wants?)\b/iu,
    {
      ...{ personal: true, items: ['SPECIAL_MEASURES'], kinds: ['special_measures'], afterCharge: true },
    },
  ),
  availability: thing('Witness availability', ['MG10'], /\b(?:(?:non-?)?availability|dates to avoid|MG10)\b/iu, {
    items: ['AVAILABILITY'],
    kinds: ['availability'],
    afterCharge: true,
  }),
  witness_list: thing('Witness list', ['MG9'], /\b(?:witness list|MG9)\b/iu, {
    items: ['WITNESS_LIST'],
    afterCharge: true,
  }),
  exhibit_list: thing('Exhibit list', ['MG12'], /\b(?:exhibit list|MG12)\b/iu, {
    ...{ items: ['EXHIBIT_LIST'], afterCharge: true },
  }),
  compensation: thing(
    'Compensation and its proof',
    ['MG19'],
    /\b(?:compensation|invoices?|receipts?|quotes?|estimates?|(?:proof of )?(?:the |what the )?(?:costs?|repair)\b.*|what the \w+ charged|MG19)\b/iu,
    { personal: true, items: ['COMPENSATION'], afterCharge: true },
  ),
  orders: thing(
    'Orders sought',
    ['MG13'],
    /\b(?:restraining order|orders? on conviction|application for an order|MG13)\b/iu,
    {
      ...{ items: ['ORDERS'], kinds: ['orders'], afterCharge: true },
    },
  ),
  bail_conditions: thing('Bail conditions', ['MG4A'], /\b(?:bail (?:conditions|form)|MG4A)\b/iu, {
    items: ['BAIL_FORMS'],
  }),
  charge_sheet: thing('Charge sheet', ['MG4'], /\b(?:charge sheet|MG4)\b/iu, { items: ['MG4_CHARGE'] }),
  requisition: thing('Postal requisition', ['MG4D'], /\b(?:requisition|notice of hearing)\b/iu, {
    items: ['REQUISITION'],
  }),
  remand: thing('Remand application', ['MG7'], /\b(?:remand (?:grounds|application)|MG7)\b/iu, {
    items: ['REMAND_APP'],
  }),
  risk: thing('Risk assessment', ['DASH'], /\b(?:(?:DASH|DARA)(?: form)?|risk assessment)\b/iu, {
    personal: true,
    items: ['RISK_ASSESSMENT'],
  }),
  da_checklist: thing('Domestic-abuse checklist', ['DACHECK'], /\bdomestic[- ]abuse (?:evidence )?checklist\b/iu, {
    ...{ items: ['DA_CHECKLIST'], kinds: ['domestic_abuse'] },
  }),
  breath_test: thing(
    'Drink or drug driving procedure',
    ['MGDD'],
    /\b(?:breath test(?: (?:printout|procedure))?|station procedure|MGDD)\b/iu,
    { items: ['DRINK_DRUG'] },
  ),
  forensic: thing(
    'Forensic report',
    ['SFR1'],
    /\b(?:finger ?(?:marks?|prints?)|footwear|DNA|toxicolog\w+|lab(?:oratory)?(?:'s)?(?: results?)?|forensic|fibres?|blood specimen|specimen result|blood sample)\b/iu,
    { oneOfMany: true, items: ['FORENSIC'], kinds: ['forensic'] },
  ),
  medical: thing(
    'Medical evidence',
    ['MEDICAL'],
    /\b(?:medical|hospital|doctor(?:'s|s')?|physician(?:'s)?|dental|dentist(?:'s)?|GP)\b/iu,
    { personal: true, oneOfMany: true, items: ['MEDICAL'], kinds: ['medical'] },
  ),
  notebook: thing('Notebook', ['PNB'], /\b(?:pocket )?note ?book\b/iu, { oneOfMany: true }),
  incident_log: thing('Incident log', ['CAD'], /\b(?:incident log|CAD)\b/iu, { oneOfMany: true }),
  crime_report: thing('Crime report', ['CR'], /\bcrime report\b/iu),
  custody_record: thing('Custody record', ['CUSTODY'], /\bcustody record\b/iu, { personal: true }),
  youth: thing('Youth information', ['YOUTH'], /\b(?:youth justice|parent or guardian)\b/iu, {
    ...{ personal: true, items: ['YOUTH_INFO'] },
  }),
  hate: thing('Hate-crime information', [], /\b(?:hostility|hate crime)\b/iu, { items: ['HATE_INFO'] }),
  hearsay: thing('Hearsay information', [], /\bhearsay\b/iu, { items: ['HEARSAY'] }),
  interview: thing(
    'Interview of the suspect',
    ['MG15', 'INTERVIEW-AUDIO'],
    /\b(?:interview(?:ed)?|(?:was|were) questioned|under caution)\b/iu,
    { personal: true, items: ['INTERVIEW'], kinds: ['interview_record'] },
  ),
  statement: thing(
    'Statement',
    ['MG11', 'VRI'],
    /\b(?:(?<!bank )statements?|MG11|(?:signed |written |first )?accounts?|evidence in a statement|in writing)\b/iu,
    { personal: true, items: ['KEY_STATEMENTS', 'NONKEY'], kinds: ['key_witness', 'non_key_witness'] },
  ),
} as const satisfies Record<string, Thing>;
export type ThingId = keyof typeof things;

export const thingIds = Object.keys(things) as readonly ThingId[]; // keys of a constant object

/** The thing that a kind of action asks for and nothing else; none for exhibits and others. */
export const thingOfKind = (kind: ActionKind): ThingId | undefined =>
  thingIds.find((id) => (things[id].kinds as readonly string[]).includes(kind));
