import type {
  CaseRecord,
  Defendant,
  Material,
  OfficerRole,
  Person,
  SubmissionKind,
} from '../../../domain/case-file/index.ts';
import type { z } from 'zod';
import type { Edition } from '../../../domain/file-standard/index.ts';
import { civilDate, instant, sayDate, sayInstant } from '../../../domain/kernel/civil-date.ts';

/** How codes of a case are said on its pages. */

/** `30 November 2026` from `2026-11-30`. */
export const sayDay = (day: string): string => sayDate(civilDate(day));

/** `8:15am on 20 November 2026` from an ISO instant; a plain day stays a day. */
export const sayWhen = (at: string): string => (at.includes('T') ? sayInstant(instant(at)) : sayDay(at));

export const counted = (count: number, one: string, more = `${one}s`): string => `${count} ${count === 1 ? one : more}`;

/** `a, b and c`. */
export const joined = (parts: readonly string[]): string =>
  parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`;

/** What kind of submission this is, in words. */
export const sayKind = (kind: SubmissionKind): string => kinds[kind];

const kinds = {
  EA: 'Early advice',
  PCD_FCT_GAP: 'Charging decision, Full Code Test, guilty plea expected',
  PCD_FCT_NGAP: 'Charging decision, Full Code Test, not guilty plea expected',
  PCD_FCT_CC: 'Charging decision, Full Code Test, complex or likely Crown Court',
  PCD_TT: 'Charging decision, Threshold Test',
  PCD_FURTHER: 'Further submission before charge',
  POLICE_CHARGED_GAP: 'Police-charged file, guilty plea expected',
  POLICE_CHARGED_NGAP: 'Police-charged file, not guilty plea expected',
  POST_GAP: 'File after charge, guilty plea expected',
  POST_NGAP: 'File after charge, not guilty plea expected',
  POST_CC: 'File after charge, to be sent to the Crown Court',
  UPGRADE_MAGS: 'Upgrade file for summary trial',
  UPGRADE_CC: 'Upgrade file for Crown Court trial',
  BREACH_OF_BAIL: 'Breach of bail',
  OOCD_REFERRAL: 'Out-of-court disposal',
} as const satisfies Record<SubmissionKind, string>;

/** Where a suspect is now. */
export const saySuspectStatus = (status: Defendant['status']): string => suspectStatuses[status];

const suspectStatuses = {
  in_police_custody: 'In police custody',
  pre_charge_bail: 'On bail before charge',
  released_under_investigation: 'Released under investigation',
  voluntary_attendance: 'Attended voluntarily, not arrested',
  not_arrested: 'Not arrested',
  charged_bailed: 'Charged and bailed to court',
  charged_remanded: 'Charged and remanded in custody',
  summonsed_or_requisitioned: 'Summonsed or sent a requisition',
} as const satisfies Record<Defendant['status'], string>;

const trackStates: Readonly<Record<string, string>> = {
  under_investigation: 'Under investigation',
  decision_pending: 'Charging decision needed',
  charge_authorised: 'Charge authorised: waiting for police to charge',
  charge_lapsed: 'The authorised charge lapsed: the CPS decide again',
  charged: 'Charged',
  charges_pending: 'Further charge being considered',
  oocd: 'Out-of-court outcome decided: waiting for police to offer it',
  oocd_offered: 'Out-of-court outcome offered: waiting for an answer',
  oocd_accepted: 'Caution accepted: conditions to be kept',
  oocd_kept: 'Out-of-court outcome done',
  nfa: 'No further action',
};
/** Where a suspect's own case stands, in words that say who acts. */
export const sayTrack = (state: string): string => trackStates[state] ?? state.replaceAll('_', ' ');

const officerRoles = {
  officer_in_case: 'Officer in the case',
  supervisor: 'Supervisor',
  disclosure_officer: 'Disclosure officer',
  gatekeeper: 'Gatekeeper',
  custody_officer: 'Custody officer',
  arresting_officer: 'Arresting officer',
  interviewing_officer: 'Interviewing officer',
  charging_officer: 'Charging officer',
  digital_examiner: 'Digital examiner',
  witness: 'Witness',
} as const satisfies Record<z.infer<typeof OfficerRole>, string>;
export const sayOfficerRole = (role: z.infer<typeof OfficerRole>): string => officerRoles[role];

export const sayMaterialStatus = (status: Material['status']): string => materialStatuses[status];
export const materialStatuses = {
  evidential: 'Evidence',
  unused: 'Unused material',
  sensitive: 'Sensitive',
  admin: 'Forms and administration',
} as const satisfies Record<Material['status'], string>;

export const fullName = ({ givenName, familyName }: Pick<Person, 'givenName' | 'familyName'>): string =>
  `${givenName} ${familyName}`.trim();

/** Name of a person of the case, or their id where the record names nobody of that id. */
export function nameOfPerson(record: CaseRecord, personId: string | undefined): string {
  const person = record.persons.find(({ id }) => id === personId);
  return person === undefined ? (personId ?? 'Somebody not named') : fullName(person);
}

/** Name of a suspect by their `D1`. */
export const nameOfDefendant = (record: CaseRecord, defendantId: string): string =>
  nameOfPerson(record, record.defendants.find(({ id }) => id === defendantId)?.personId ?? defendantId);

/** Names of suspects, `a and b`. */
export const nameDefendants = (record: CaseRecord, defendantIds: readonly string[]): string =>
  joined(defendantIds.map((id) => nameOfDefendant(record, id)));

/** Rank, number and name of an officer, as police write it. */
export const nameOfficer = (officer: {
  rank?: string | undefined;
  collarNumber?: string | undefined;
  name: string;
}): string =>
  [officer.rank, officer.collarNumber, officer.name].filter((part) => part !== undefined && part !== '').join(' ');

/** Title of an item of the file standard; its id where this edition does not list it. */
export const titleOfItem = (edition: Pick<Edition, 'items'>, item: string): string =>
  edition.items.find(({ id }) => id === item)?.title ?? item;
