import { may, sideOf, type Actor } from '../access/index.ts';
import { sayDate, type CivilDate, civilDate } from '../kernel/civil-date.ts';
import { accept, refuse, type Result } from '../kernel/result.ts';

/**
 * What somebody who assures files has been trained and assessed for: records of a course that was passed, each for some kinds
 * of case and until a day.
 * @source domain reference, section 9.2 (recommendation 7); the kinds of case are a proposal of that reference
 */

/** Kinds of case that a course can cover. */
export const accreditationScopes = {
  general: 'General crime',
  rasso: 'Rape and serious sexual offences',
  domestic_abuse: 'Domestic abuse',
  youth: 'Youth suspects',
  disclosure_heavy: 'Heavy disclosure',
  custody: 'Suspects in custody',
} as const;
export type AccreditationScope = keyof typeof accreditationScopes;
export const isAccreditationScope = (text: string): text is AccreditationScope =>
  Object.hasOwn(accreditationScopes, text);
export const accreditationScopeIds = Object.keys(accreditationScopes).filter(isAccreditationScope);

/** A course that somebody passed. Days are `YYYY-MM-DD`. */
export interface Accreditation {
  readonly accreditationId: string;
  readonly userId: string;
  readonly course: string;
  readonly provider: string;
  readonly passedOn: string;
  /** How they were assessed. */
  readonly result: string;
  /** Last day on which it counts; null for one that does not end by itself. */
  readonly expiresOn: string | null;
  readonly scopes: readonly AccreditationScope[];
  /** Where the proof of it is kept; may be empty. */
  readonly evidence: string;
  /** When and why it was ended before its day; null while it stands. */
  readonly ended: { readonly at: string; readonly reason: string } | null;
}

export type AccreditationState = 'current' | 'to_come' | 'expired' | 'ended';

/** How a record stands on a day. The day on which it expires still counts. */
export function stateOfAccreditation(
  { passedOn, expiresOn, ended }: Pick<Accreditation, 'passedOn' | 'expiresOn' | 'ended'>,
  today: CivilDate,
): AccreditationState {
  if (ended !== null) return 'ended';
  const day = today.toString();
  if (passedOn > day) return 'to_come';
  return expiresOn !== null && expiresOn < day ? 'expired' : 'current';
}

/** What is known of a file that decides which kinds of case it is of. */
export interface FileTraits {
  readonly risks: readonly ('domestic_abuse' | 'rasso' | 'youth')[];
  /** Whether a suspect of it is in police custody. */
  readonly custody: boolean;
}

/**
 * The kinds of case that a file is of: each that it has, else general crime. Nothing on a file tells yet that its disclosure is
 * heavy, so that no file asks for it.
 */
export function scopesNeeded({ risks, custody }: FileTraits): AccreditationScope[] {
  const special: AccreditationScope[] = [...risks, ...(custody ? (['custody'] as const) : [])];
  return special.length === 0 ? ['general'] : special;
}

/** How somebody's records stand to one file. */
export interface Competence {
  /** Kinds of case of the file that no current record of theirs covers; none for somebody who is accredited for it. */
  readonly missing: readonly AccreditationScope[];
  /** Of those, the ones that a record covered until it ran out, with the newest last day. */
  readonly ranOut: readonly { readonly scope: AccreditationScope; readonly on: string }[];
  readonly needed: readonly AccreditationScope[];
}

/** @param records of one person */
export function competenceFor(
  records: readonly Accreditation[],
  needed: readonly AccreditationScope[],
  today: CivilDate,
): Competence {
  const covers = (state: AccreditationState, scope: AccreditationScope) =>
    records.filter((each) => stateOfAccreditation(each, today) === state && each.scopes.includes(scope));
  const missing = needed.filter((scope) => covers('current', scope).length === 0);
  return {
    ...{ needed: [...needed], missing },
    ranOut: missing.flatMap((scope) => {
      const on = covers('expired', scope)
        .flatMap(({ expiresOn }) => expiresOn ?? [])
        .toSorted()
        .at(-1);
      return on === undefined ? [] : [{ scope, on }];
    }),
  };
}

const list = (scopes: readonly AccreditationScope[]): string =>
  scopes.map((scope) => accreditationScopes[scope].toLowerCase()).join(', ');

/** What is missing, in words for the person; undefined when nothing is. */
export const sayMissing = ({ missing, ranOut }: Competence): string | undefined =>
  missing.length === 0
    ? undefined
    : `You have no current training record for: ${list(missing)}.${ranOut
        .map(({ scope, on }) => ` The one for ${list([scope])} ran out on ${sayDate(civilDate(on))}.`)
        .join('')}`;

/** Whether somebody may go on without a record: told and let on before the day of their force, kept from it from then on. */
export type CompetenceStanding =
  | { readonly may: 'yes' }
  | { readonly may: 'warned'; readonly says: string }
  | { readonly may: 'no'; readonly says: string };

/**
 * BR-15: before the compliance date of the force somebody without a current record is warned, from that day on refused.
 * @param from that day, `YYYY-MM-DD`; undefined where the force has set none, so that nobody is refused
 */
export function standingOf(competence: Competence, from: string | undefined, today: CivilDate): CompetenceStanding {
  const missing = sayMissing(competence);
  if (missing === undefined) return { may: 'yes' };
  return from === undefined || today.toString() < from
    ? {
        may: 'warned',
        says: `${missing} You can go on${from === undefined ? '' : ` until ${sayDate(civilDate(from))}, when your force begins to ask for one`}; it is recorded that you were told.`,
      }
    : {
        may: 'no',
        says: `${missing} Your force asks for one since ${sayDate(civilDate(from))}. Ask somebody who has one, or whoever keeps the training records to add yours.`,
      };
}

/** A record as somebody says it. */
export type AccreditationSaid = Omit<Accreditation, 'accreditationId' | 'ended' | 'scopes'> & {
  readonly scopes: readonly string[];
};

/**
 * A manager of the force records a course that somebody passed. Refuses `not-allowed` for oneself and for people of other
 * organisations, `something-missing` and `not-valid` at the field.
 */
export function recordAccreditation(
  said: AccreditationSaid,
  given: {
    readonly actor: Actor;
    /** Whether the force has this person, in a role that assures files. */
    readonly isAssurer: boolean;
    readonly today: CivilDate;
  },
): Result<Omit<Accreditation, 'accreditationId' | 'ended'>> {
  const { actor } = given;
  if (sideOf(actor) !== 'police' || !may(actor, 'training:keep'))
    return refuse('not-allowed', 'Training records are kept by the performance manager of the force.');
  if (said.userId === actor.userId)
    return refuse('not-allowed', 'Nobody records their own training. Ask another manager.', 'person');
  if (!given.isAssurer)
    return refuse('not-valid', 'Choose somebody of your force who certifies or passes files.', 'person');
  for (const [field, what] of [
    ['course', 'Enter the course'],
    ['provider', 'Enter who gave the course'],
    ['result', 'Enter how they were assessed'],
  ] as const)
    if (said[field].trim() === '') return refuse('something-missing', `${what}.`, field);
  const scopes = said.scopes.filter(isAccreditationScope);
  if (scopes.length === 0) return refuse('something-missing', 'Choose what it covers.', 'scopes');
  if (scopes.length !== said.scopes.length) return refuse('not-valid', 'Choose kinds of case from the list.', 'scopes');
  if (said.passedOn > given.today.toString())
    return refuse('not-valid', 'The day is to come. Record the course once it is passed.', 'passedOn');
  if (said.expiresOn !== null && said.expiresOn <= said.passedOn)
    return refuse('not-valid', 'It has to end after the day on which it was passed.', 'expiresOn');
  return accept({
    ...{ userId: said.userId, course: said.course.trim(), provider: said.provider.trim() },
    ...{ passedOn: said.passedOn, result: said.result.trim(), expiresOn: said.expiresOn, scopes },
    evidence: said.evidence.trim(),
  });
}

/** Ends a record before its day. Refuses `not-allowed` for one's own, `already-done`, `something-missing` without a reason. */
export function endAccreditation(
  record: Pick<Accreditation, 'userId' | 'ended'>,
  { actor, reason }: { readonly actor: Actor; readonly reason: string },
): Result<{ readonly reason: string }> {
  if (sideOf(actor) !== 'police' || !may(actor, 'training:keep'))
    return refuse('not-allowed', 'Training records are kept by the performance manager of the force.');
  if (record.userId === actor.userId)
    return refuse('not-allowed', 'Nobody ends their own record. Ask another manager.', 'reason');
  if (record.ended !== null) return refuse('already-done', 'This record was ended before.');
  if (reason.trim() === '') return refuse('something-missing', 'Say why the record ends.', 'reason');
  return accept({ reason: reason.trim() });
}
