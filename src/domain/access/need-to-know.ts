import { Temporal, type Instant } from '../kernel/civil-date.ts';
import { accept, refuse, type Result } from '../kernel/result.ts';
import { may } from './permissions.ts';
import type { Actor } from './roles.ts';

/**
 * Need to know: a role lets people into cases in general, this into one. Said of one side of one case; the other side has
 * its own and learns nothing of it.
 */
export interface NeedToKnow {
  /** Absent while the case is open to everyone on this side whose role and organisation let them. */
  readonly restriction: (Said & { readonly people: readonly string[] }) | undefined;
  readonly conflicts: readonly (Said & { readonly userId: string })[];
  /** Every opening in an emergency, ended ones too; newest first. */
  readonly openings: readonly Opening[];
}

/** Who said so, when (ISO 8601) and why. */
interface Said {
  readonly by: string;
  readonly at: string;
  readonly reason: string;
}

export interface Opening {
  readonly openingId: string;
  readonly userId: string;
  readonly reason: string;
  readonly at: string;
  readonly until: string;
}

/** How somebody stands to a case whose side they are on. A conflict shuts out whoever is named or has opened it. */
export type Standing = 'open' | 'named' | 'opened' | 'kept' | 'conflicted';

export function standingOf(known: NeedToKnow, userId: string, now: Instant): Standing {
  if (known.conflicts.some((conflict) => conflict.userId === userId)) return 'conflicted';
  if (known.restriction === undefined) return 'open';
  if (known.restriction.people.includes(userId)) return 'named';
  return known.openings.some((opening) => opening.userId === userId && isOpen(opening, now)) ? 'opened' : 'kept';
}

/**
 * The same of whoever acts: a person, or the account of a system. An account is in conflict with whatever one of the people
 * behind it is in conflict with, so that nobody reads by a machine what they may not read.
 */
export function standingOfActor(known: NeedToKnow, { userId, behind = [] }: Actor, now: Instant): Standing {
  const conflicted = behind.some((each) => standingOf(known, each, now) === 'conflicted');
  return conflicted ? 'conflicted' : standingOf(known, userId, now);
}

/** Whether the case is there at all for somebody who stands so to it. */
export const mayKnow = (standing: Standing): boolean => standing !== 'kept' && standing !== 'conflicted';

export const isOpen = ({ until }: Opening, now: Instant): boolean =>
  Temporal.Instant.compare(Temporal.Instant.from(until), now) > 0;

/** How long an opening in an emergency lasts: long enough for a detention decision, and over before the next shift. */
export const openingHours = 4;

/** Letters that a reason has at least: enough that it says something. */
export const leastReason = 15;

export function reasonOf(text: string): Result<string, 'something-missing'> {
  const reason = text.trim();
  return reason.length >= leastReason
    ? accept(reason)
    : refuse('something-missing', `Give the reason in a sentence of at least ${leastReason} letters.`, 'reason');
}

/** Those who opened it in an emergency read and do what their role lets them; only who oversees access changes it then. */
const maySetRestriction = (known: NeedToKnow, actor: Actor, now: Instant): boolean =>
  may(actor, 'access:restrict') && (standingOf(known, actor.userId, now) !== 'opened' || may(actor, 'access:oversee'));

const whoMay = 'For police a supervisor or an inspector, for the CPS a legal manager, who is named or oversees access.';

/**
 * Keeps a case to these people of one's side; whoever says so is one of them. Said again, it replaces what was said before.
 * Refuses `not-allowed`, `something-missing` without a reason, `not-valid` when it would name somebody in conflict.
 * @param people user ids of one's own side who may read cases
 */
export function restrict(
  known: NeedToKnow,
  actor: Actor,
  given: { readonly people: readonly string[]; readonly reason: string },
  now: Instant,
): Result<{ readonly people: string[]; readonly reason: string }> {
  if (!maySetRestriction(known, actor, now)) return refuse('not-allowed', whoMay);
  const reason = reasonOf(given.reason);
  if (!reason.ok) return reason;
  const people = [...new Set([...given.people, actor.userId])].toSorted();
  const conflicted = known.conflicts.find(({ userId }) => people.includes(userId));
  if (conflicted !== undefined)
    return refuse('not-valid', 'One of these people is conflicted with the case. Take them off the list.', 'people');
  return accept({ people, reason: reason.value });
}

/** Opens a case to everyone on this side again. Refuses `not-allowed`, `something-missing`, `already-done` when it is. */
export function liftRestriction(
  known: NeedToKnow,
  actor: Actor,
  given: { readonly reason: string },
  now: Instant,
): Result<{ readonly reason: string }> {
  if (!maySetRestriction(known, actor, now)) return refuse('not-allowed', whoMay);
  if (known.restriction === undefined) return refuse('already-done', 'This case is not kept to named people.');
  const reason = reasonOf(given.reason);
  return reason.ok ? accept({ reason: reason.value }) : reason;
}

/**
 * Says that somebody is conflicted with a case: oneself, or another by those who may restrict it. From then on it is not
 * there for them, so whoever opened it in an emergency could otherwise shut out those it is kept to. Refuses `not-allowed`,
 * `something-missing`, `already-done`.
 */
export function declareConflict(
  known: NeedToKnow,
  actor: Actor,
  given: { readonly userId: string; readonly reason: string },
  now: Instant,
): Result<{ readonly userId: string; readonly reason: string }> {
  if (given.userId !== actor.userId && !maySetRestriction(known, actor, now))
    return refuse('not-allowed', 'You can declare your own conflict. Ask a supervisor or legal manager about others.');
  if (known.conflicts.some(({ userId }) => userId === given.userId))
    return refuse('already-done', 'That conflict has been declared.');
  const reason = reasonOf(given.reason);
  return reason.ok ? accept({ userId: given.userId, reason: reason.value }) : reason;
}

/** Lifts a conflict: never one's own. Refuses `not-allowed`, `something-missing`, `already-done` when there is none. */
export function liftConflict(
  known: NeedToKnow,
  actor: Actor,
  given: { readonly userId: string; readonly reason: string },
): Result<{ readonly userId: string; readonly reason: string }> {
  if (!may(actor, 'access:oversee') || given.userId === actor.userId)
    return refuse(
      'not-allowed',
      'A conflict is lifted by an inspector or a legal manager, and never by whom it is about.',
    );
  if (!known.conflicts.some(({ userId }) => userId === given.userId))
    return refuse('already-done', 'There is no such conflict any more.');
  const reason = reasonOf(given.reason);
  return reason.ok ? accept({ userId: given.userId, reason: reason.value }) : reason;
}

/** One answer for a case that does not exist, one that is open and one in conflict: asking must not tell which it is. */
export const noSuchRestrictedCase = refuse(
  'not-valid',
  'There is no case with this reference that is kept to others and that you may open. Check the reference.',
  'urn',
);

/**
 * Opens a case that is kept to others, for a time. Refuses `not-allowed`, `something-missing`, and `not-valid` for a case
 * that is not kept from this person, or is because of a conflict.
 * @returns the reason, and until when it is open
 */
export function openInEmergency(
  known: NeedToKnow | undefined,
  actor: Actor,
  given: { readonly reason: string },
  now: Instant,
): Result<{ readonly reason: string; readonly until: Instant }> {
  if (!may(actor, 'access:emergency') || !may(actor, 'case:read'))
    return refuse('not-allowed', 'Ask a supervisor, an inspector, a prosecutor or a legal manager on duty.');
  const reason = reasonOf(given.reason);
  if (!reason.ok) return reason;
  if (known === undefined || standingOf(known, actor.userId, now) !== 'kept') return noSuchRestrictedCase;
  return accept({ reason: reason.value, until: now.add({ hours: openingHours }) });
}
