import type { VisibilityClass } from '../access/index.ts';
import type {
  CaseRecord,
  Decision,
  Defendant,
  Material,
  Offence,
  Officer,
  Person,
  PlanItem,
  SubmissionKind,
  SubmissionRequest,
  Victim,
  Witness,
} from '../case-file/index.ts';
import { civilDate, instant, sayDate, sayInstant } from '../kernel/civil-date.ts';
import type { Clock, OffenceLimit } from '../time-limits/index.ts';

/** The case as one reader may see it, in the shape from which forms are filled. */

/** One field that was written by hand on a form. */
export interface FormEntry {
  readonly form: string;
  /** Id of what the form is about. */
  readonly of: string;
  readonly field: string;
  readonly value: unknown;
  /** Name of who wrote it, and when (ISO instant). */
  readonly by: string;
  readonly at: string;
}

type ContactBlock = Readonly<Record<string, string | undefined>>;

/** A submission with what became of it, as far as forms say it. */
export interface FormSubmission {
  readonly submissionId: string;
  readonly kind: SubmissionKind;
  readonly defendantIds: readonly string[];
  readonly version: number;
  readonly firstSentAt?: string | undefined;
  readonly certificate?:
    | { readonly headings: Readonly<Record<string, string>>; readonly certifier: ContactBlock; readonly at: string }
    | undefined;
  readonly acceptance?: { readonly reviewType: string; readonly caseType: string } | undefined;
  readonly rejection?:
    | {
        readonly reasons: readonly { readonly label: string; readonly items: readonly string[] }[];
        readonly detail: string;
        readonly responseDate: string;
      }
    | undefined;
  readonly advice?: { readonly advice: string; readonly prosecutor: ContactBlock; readonly at: string } | undefined;
}

export interface FormDecision {
  readonly submissionId: string;
  readonly detail: Decision;
  readonly prosecutor: ContactBlock;
  readonly issuedAt: string;
}
export interface FormCharge {
  readonly chargeId: string;
  readonly defendantId: string;
  readonly detail: {
    readonly cjsCode: string;
    readonly title: string;
    readonly wording: string;
    readonly startDate: string;
    readonly endDate: string;
    readonly laidAt: string;
    readonly asn: string | null;
    readonly court: string | null;
    readonly hearingOn: string | null;
    readonly offenceId: string | null;
    readonly by: ContactBlock;
  };
}
export interface FormPlan {
  readonly planId: string;
  readonly submissionId: string;
  readonly prosecutor: ContactBlock;
  readonly issuedAt: string;
  readonly items: readonly {
    readonly item: PlanItem;
    readonly answer: {
      readonly answer: string;
      readonly text: string;
      readonly materialIds: readonly string[];
      readonly at: string;
    } | null;
  }[];
}

export interface FormSource {
  readonly record: CaseRecord;
  /** Classes that this reader has in this case. */
  readonly classes: ReadonlySet<VisibilityClass>;
  readonly submissions: readonly FormSubmission[];
  readonly decisions: readonly FormDecision[];
  readonly charges: readonly FormCharge[];
  readonly plans: readonly FormPlan[];
  readonly limits: readonly OffenceLimit[];
  readonly clocks: readonly Clock[];
  readonly entries: readonly FormEntry[];
  /** Text that was read in the document of an item; undefined where none was. */
  readonly textOf: (materialId: string) => string | undefined;
}

/** What one form is about: the part of the case, and the parts it hangs on. */
export interface FormSubject {
  /** Id within the case: `S1`, `D1`, `W2`, `M01`, `O1`, or `case`. */
  readonly id: string;
  readonly title: string;
  readonly submission?: SubmissionRequest | undefined;
  readonly defendant?: Defendant | undefined;
  readonly person?: Person | undefined;
  readonly victim?: Victim | undefined;
  readonly witness?: Witness | undefined;
  readonly officer?: Officer | undefined;
  readonly material?: Material | undefined;
}

/** What a binding reads from: the case, and what this form is about. */
export interface FormContext {
  readonly s: FormSource;
  readonly record: CaseRecord;
  readonly of: FormSubject;
  /** The class of the form: what may stand on it. */
  readonly holds: 'V1' | 'V5' | 'V6';
}

/** `30 November 2026`. */
export const sayDay = (day: string): string => sayDate(civilDate(day));
/** `8:15am on 20 November 2026`; a plain day stays a day. */
export const sayWhen = (at: string): string => (at.includes('T') ? sayInstant(instant(at)) : sayDay(at));

export const nameOf = (person: Pick<Person, 'givenName' | 'familyName'> | undefined): string =>
  person === undefined ? '' : `${person.givenName} ${person.familyName}`.trim();

export const personOf = (record: CaseRecord, id: string | undefined): Person | undefined =>
  record.persons.find((each) => each.id === id);

/** Name of a suspect by `D1`; the id where the record names nobody. */
export const defendantName = (record: CaseRecord, id: string): string =>
  nameOf(personOf(record, record.defendants.find((each) => each.id === id)?.personId ?? id)) || id;

export const nameOfVictim = (record: CaseRecord, victim: Victim): string =>
  nameOf(personOf(record, victim.personId)) || (victim.name ?? 'A victim who is not named');

/** Rank, number and name. */
export const sayOfficer = ({ rank, collarNumber, name }: Pick<Officer, 'rank' | 'collarNumber' | 'name'>): string =>
  [rank, collarNumber, name].join(' ');

export const sayContactBlock = (block: ContactBlock): string =>
  [
    [block['rank'], block['collarNumber'], block['name']].filter(Boolean).join(' '),
    block['team'],
    block['phone'],
    block['email'],
  ]
    .filter((part) => part !== undefined && part !== '')
    .join(', ');

export const offencesOf = (record: CaseRecord, defendantId: string): readonly Offence[] =>
  record.offences.filter((each) => each.defendantId === defendantId);

/** Words from any value of a heading, one line for each part. */
export function sayAny(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value))
    return value
      .map(sayAny)
      .filter((line) => line !== '')
      .join('\n');
  if (typeof value === 'object' && value !== null)
    return Object.values(value)
      .map(sayAny)
      .filter((line) => line !== '')
      .join('\n');
  return '';
}

/** A value as an object with named parts; empty when it is none. */
export const partsOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value)) : {};
export const itemsOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
/** Text under a name, dates said as days. */
export const sayPart = (value: unknown, name: string): string => {
  const part = partsOf(value)[name];
  return typeof part === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(part) ? sayDay(part) : sayAny(part);
};
