import { MaterialType, type Material } from '../../case-file/index.ts';
import type { ItemRow } from '../edition-schema.ts';

/**
 * Which types of material can carry an item. Items that only ever live under a heading of the request have none here.
 * An item of a newer edition that is not listed is carried by the forms its own row names.
 */
const carriers = {
  REQ_RECORD: ['MG3', 'MG3A'],
  EA_QUESTIONS: ['MG3'],
  EMERGENCY_RECORD: ['MG6'],
  POLICE_RATIONALE: ['MG6'],
  ACTION_RESPONSE: ['MG20', 'MG3A'],
  REMAND_APP: ['MG7'],
  INTIMIDATION_PAGE: ['INTIM'],
  BAIL_FORMS: ['MG4A'],
  BREACH_REPORT: ['MG8'],
  SUSPECT_PNC: ['PNC', 'MG16'],
  YOUTH_INFO: ['YOUTH'],
  BAD_CHARACTER: ['MG16'],
  MG5_REPORT: ['MG5'],
  LINKED: ['MG6'],
  CONFIDENTIAL: ['INTEL', 'MG6'],
  CASE_INFO_MG6: ['MG6'],
  KEY_STATEMENTS: ['MG11', 'VRI'],
  STATEMENT_BACKSHEET: ['MG11B'],
  NONKEY: ['MG11'],
  INTERVIEW: ['MG15'],
  VRI: ['VRI'],
  EXHIBITS_KEY: ['PHOTO', 'EXHIBIT', 'PHONEDATA', 'KEYCARD', 'WARDBOOK'],
  KEY_MEDIA: ['BWV', 'CCTV', '999'],
  MEDIA_LIST: ['MG0'],
  IDENT: ['VIPER'],
  FORENSIC: ['SFR1'],
  FORENSIC_SUB: ['MG21'],
  MEDICAL: ['MEDICAL'],
  INJURY_PHOTOS: ['PHOTO'],
  DRINK_DRUG: ['MGDD'],
  WITNESS_LIST: ['MG9'],
  AVAILABILITY: ['MG10'],
  EXHIBIT_LIST: ['MG12'],
  FURTHER_REPORT: ['MG20'],
  SPECIAL_MEASURES: ['MG2'],
  VPS: ['VPS'],
  WITNESS_PNC: ['PNC-W'],
  OFFICER_RECORD: ['MG6B'],
  DA_CHECKLIST: ['DACHECK'],
  RISK_ASSESSMENT: ['DASH'],
  CHILD_INFO: ['DACHECK'],
  ORDERS: ['MG13'],
  COMPENSATION: ['MG19'],
  TICS: ['MG18'],
  SDC: ['SDC'],
  MG6C: ['MG6C'],
  MG6D: ['MG6D'],
  MG6E: ['MG6E'],
  THIRD_PARTY: ['IMD', 'WARDBOOK'],
  DIGITAL_STRATEGY: ['IMD'],
  IMD: ['IMD'],
  MG4_CHARGE: ['MG4', 'MG4D'],
  REQUISITION: ['MG4D'],
} as const satisfies Record<string, readonly MaterialType[]>;

const listed = new Map<string, readonly MaterialType[]>(Object.entries(carriers));
const isMaterialType = (form: string): form is Material['type'] => MaterialType.safeParse(form).success;

/** Types of material that can carry an item. */
export const carriersOf = (item: ItemRow, known: boolean): readonly MaterialType[] =>
  listed.get(item.id) ?? (known ? [] : [...item.forms, ...(item.otherCarriers ?? [])].filter(isMaterialType));
