import { accept, refuse, type Result } from '../kernel/result.ts';
import { reasonOf, type Standing } from './need-to-know.ts';
import { may } from './permissions.ts';
import type { Actor } from './roles.ts';

/**
 * Who reads the sensitive material (class V5) of one case: named people, beside the role that lets them. Said of one side of
 * one case; the other side has its own and learns nothing of it.
 * @source domain reference, section 4, class V5; section 3.2, condition "named"
 */
export interface SensitiveReaders {
  /** The organisation in which the case was born: its officers are people of it. */
  readonly ownerId: string;
  /** Officers of the case by its record. Empty for the CPS, who have none in it. */
  readonly officers: readonly { readonly collarNumber: string; readonly role: string }[];
  /** What was said of somebody last; nobody is in it twice. */
  readonly people: readonly SensitiveReader[];
}

/** Somebody who took work on the case, was named for it, or was named and is no more. When is ISO 8601. */
export interface SensitiveReader {
  readonly userId: string;
  readonly how: 'work' | 'named' | 'ended';
  readonly by: string;
  readonly at: string;
  /** Empty for work. */
  readonly reason: string;
}

/** Why somebody reads it: by the record of the case, by work that they took, because somebody named them. */
export type SensitiveGround = 'officer' | 'work' | 'named';

/** A police officer who is to give evidence is not shown what others know: their account has to stay their own. */
export const readsAsOfficer = (recordedAs: string): boolean => recordedAs !== 'witness';

/** Whom a ground is asked of: an actor, or a person of the directory. */
export interface MayBeReader {
  readonly userId: string;
  readonly organisationId: string;
  readonly collarNumber: string | undefined;
}
/** Somebody who acts, as a ground is asked of them. */
export const mayBeReader = ({ userId, organisation, contact }: Actor): MayBeReader => ({
  userId,
  organisationId: organisation.id,
  collarNumber: contact.collarNumber,
});

/** Why this person would read the sensitive material if their role let them; undefined when they would not. */
export function sensitiveGroundOf(known: SensitiveReaders, person: MayBeReader): SensitiveGround | undefined {
  const said = known.people.find(({ userId }) => userId === person.userId);
  if (said !== undefined) return said.how === 'ended' ? undefined : said.how;
  const isOfficer =
    person.organisationId === known.ownerId &&
    known.officers.some(({ collarNumber, role }) => collarNumber === person.collarNumber && readsAsOfficer(role));
  return isOfficer ? 'officer' : undefined;
}

/** Whether somebody ended this person's reading, so that taking work does not name them. */
export const wasEnded = (known: SensitiveReaders, userId: string): boolean =>
  known.people.some((each) => each.userId === userId && each.how === 'ended');

/** Whether this person reads sensitive material of this case: by their role, and as one of those named. Never an account. */
export const readsSensitive = (known: SensitiveReaders, actor: Actor): boolean =>
  actor.scopes === undefined &&
  may(actor, 'sensitive:read') &&
  sensitiveGroundOf(known, mayBeReader(actor)) !== undefined;

interface Given {
  readonly reason: string;
  /** How they stand to the case: who opened it in an emergency names nobody, unless they oversee access. */
  readonly standing: Standing;
}

const whoMay =
  'For police a disclosure officer who reads it in this case, a supervisor or an inspector, for the CPS a legal manager.';

/**
 * Who may say who reads it: those whose role names people. A disclosure officer alone only where they read it themselves as
 * one of the case, so that nobody is named who is not theirs to name.
 */
export function mayNameSensitive(known: SensitiveReaders, actor: Actor, standing: Standing): boolean {
  if (!may(actor, 'sensitive:name')) return false;
  if (standing === 'opened' && !may(actor, 'access:oversee')) return false;
  return may(actor, 'access:restrict') || readsSensitive(known, actor);
}

/**
 * Names people for the sensitive material of a case. Refuses `not-allowed`, `something-missing` without a reason or without
 * anybody, `not-valid` for oneself unless one oversees access, and `already-done` when all of them read it.
 * @param people user ids of one's own side whose role reads sensitive material, to whom the case is open
 * @returns those that did not read it before
 */
export function nameSensitiveReaders(
  known: SensitiveReaders,
  actor: Actor,
  given: Given & { readonly people: readonly MayBeReader[] },
): Result<{ readonly people: string[]; readonly reason: string }> {
  if (!mayNameSensitive(known, actor, given.standing)) return refuse('not-allowed', whoMay);
  const reason = reasonOf(given.reason);
  if (!reason.ok) return reason;
  if (given.people.length === 0)
    return refuse('something-missing', 'Name at least one person, by collar number or email.', 'people');
  const fresh = given.people.filter((each) => sensitiveGroundOf(known, each) === undefined);
  if (fresh.some(({ userId }) => userId === actor.userId) && !may(actor, 'access:oversee'))
    return refuse(
      'not-valid',
      'You cannot name yourself. Ask somebody else who may, or take the file from its queue.',
      'people',
    );
  if (fresh.length === 0) return refuse('already-done', 'Everybody on your list reads it already.');
  return accept({ people: [...new Set(fresh.map(({ userId }) => userId))].toSorted(), reason: reason.value });
}

/**
 * Ends somebody's reading of the sensitive material of a case, whatever it rests on; from then on only naming brings it
 * back. Refuses `not-allowed`, `something-missing` without a reason, `already-done` when they do not read it.
 */
export function endSensitiveReader(
  known: SensitiveReaders,
  actor: Actor,
  given: Given & { readonly person: MayBeReader },
): Result<{ readonly userId: string; readonly reason: string }> {
  if (!mayNameSensitive(known, actor, given.standing)) return refuse('not-allowed', whoMay);
  if (sensitiveGroundOf(known, given.person) === undefined)
    return refuse('already-done', 'They do not read sensitive material of this case any more.');
  const reason = reasonOf(given.reason);
  return reason.ok ? accept({ userId: given.person.userId, reason: reason.value }) : reason;
}

/** Streams that somebody who is not named for a case may not know of in it, whatever their role. */
export const sensitiveAudiences = ['sensitive', 'police_sensitive'] as const;
