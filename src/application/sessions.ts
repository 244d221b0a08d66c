import type { Actor } from '../domain/access/index.ts';
import type { Instant } from '../domain/kernel/civil-date.ts';
import { accept, refuse, type Result } from '../domain/kernel/result.ts';
import * as sessions from '../storage/sessions.ts';
import type { Deps } from './deps.ts';
import { findActorIn } from './directory.ts';
import { csrfTokenOf, newSecret, sameSecret, sha256Of } from './secrets.ts';
import type { SessionLimits } from './session-limits.ts';
import { systemViewer } from './viewer.ts';

export { usualSessionLimits, type SessionLimits } from './session-limits.ts';

/** Seen times are written once in so many seconds. */
const seenEverySeconds = 60;

/** A live session: who is here, and the token their forms carry. */
export interface Session {
  readonly actor: Actor;
  /** The cookie's value, for the calls below; never stored, logged or shown. */
  readonly secret: string;
  readonly csrfToken: string;
  /** What the last action left to be said on the next page. */
  readonly message: string | undefined;
  /** True while what needs a recent sign-in may be done without confirming again. */
  readonly isConfirmed: boolean;
}

/** Why a cookie opens nothing: unused too long, too old, or ended elsewhere or unknown. */
export type SessionEnd = 'idle' | 'longest' | 'gone';

const secondsFrom = (at: Instant, now: Instant): number => at.until(now).total('seconds');

/** Why a session may not be used any more; `undefined` while it may. One begun in the future is none of ours. */
export function endOf(
  limits: SessionLimits,
  now: Instant,
  session: { readonly startedAt: Instant; readonly lastSeenAt: Instant },
): SessionEnd | undefined {
  const age = secondsFrom(session.startedAt, now);
  if (age < 0) return 'gone';
  if (secondsFrom(session.lastSeenAt, now) >= limits.idleMinutes * 60) return 'idle';
  return age >= limits.longestHours * 3600 ? 'longest' : undefined;
}

/** True while having shown who one is still counts. */
export const isRecent = (limits: SessionLimits, now: Instant, authenticatedAt: Instant | null): boolean =>
  authenticatedAt !== null && secondsFrom(authenticatedAt, now) < limits.confirmMinutes * 60;

/** What the identity provider calls somebody, and its own session of theirs where it says. */
export interface ProviderNames {
  readonly subject: string;
  readonly session: string | undefined;
}
const hashesOf = (named: ProviderNames | undefined): sessions.OfProvider => ({
  subjectSha256: named === undefined ? null : sha256Of(named.subject),
  sessionSha256: named?.session === undefined ? null : sha256Of(named.session),
});

/** The live session of a cookie, or why there is none. */
export function lookUpSession(
  deps: Deps,
  secret: string,
): Promise<
  { readonly session: Session; readonly ended?: never } | { readonly session?: never; readonly ended: SessionEnd }
> {
  const token = sha256Of(secret);
  const now = deps.now();
  return deps.db.transaction(systemViewer, async (tx) => {
    const row = await sessions.findSession(tx, token);
    if (row === undefined) return { ended: 'gone' };
    const ended = endOf(deps.sessionLimits, now, row);
    const actor = ended === undefined ? await findActorIn(tx, row.userId) : undefined;
    if (actor === undefined) {
      await sessions.removeSession(tx, token);
      return { ended: ended ?? 'gone' };
    }
    if (secondsFrom(row.lastSeenAt, now) >= seenEverySeconds) await sessions.touchSession(tx, token, now);
    return {
      session: {
        actor,
        secret,
        csrfToken: csrfTokenOf(secret),
        message: row.message ?? undefined,
        isConfirmed: isRecent(deps.sessionLimits, now, row.authenticatedAt),
      },
    };
  });
}

/** The live session of a cookie; `undefined` when it is unknown, ended or of somebody who has left. */
export const findSession = async (deps: Deps, secret: string): Promise<Session | undefined> =>
  (await lookUpSession(deps, secret)).session;

/**
 * Begins a session for a person and gives back the cookie's value. The browser's earlier session ends: nothing set
 * before signing in, by us or by an attacker, lives on.
 * @param authenticatedAt when they showed who they are: now, unless told; null when nobody can say
 * @param named by the provider, so that it can end the session
 */
export function startSession(
  deps: Deps,
  userId: string,
  earlierSecret?: string,
  authenticatedAt: Instant | null = deps.now(),
  named?: ProviderNames,
): Promise<string> {
  const secret = newSecret();
  const at = deps.now();
  const { idleMinutes, longestHours } = deps.sessionLimits;
  return deps.db.transaction(systemViewer, async (tx) => {
    if (earlierSecret !== undefined) await sessions.removeSession(tx, sha256Of(earlierSecret));
    await sessions.sweepSessions(tx, {
      // A day longer than it can be used, so that whoever comes back is told why it ended.
      lastSeen: at.subtract({ minutes: idleMinutes, hours: 24 }),
      started: at.subtract({ hours: longestHours + 24 }),
      attempt: at.subtract({ hours: 1 }),
      command: at.subtract({ hours: 48 }),
    });
    await sessions.addSession(tx, {
      ...{ tokenSha256: sha256Of(secret), userId, at, authenticatedAt },
      provider: hashesOf(named),
    });
    return secret;
  });
}

/** The person of a session has shown again who they are. */
export const confirmSession = (deps: Deps, secret: string, at: Instant, named: ProviderNames): Promise<void> =>
  deps.db.transaction(systemViewer, (tx) => sessions.setAuthenticated(tx, sha256Of(secret), at, hashesOf(named)));

/**
 * Ends what the identity provider says that it has ended: its session, or every one of a person. Refuses `already-done` for a
 * token that was acted on before. Gives back how many sessions ended.
 */
export const endSessionsByProvider = (
  deps: Deps,
  ended: { readonly jti: string; readonly subject: string | undefined; readonly session: string | undefined },
): Promise<Result<number, 'already-done'>> =>
  deps.db.transaction(systemViewer, async (tx) => {
    if (!(await sessions.addLogoutToken(tx, sha256Of(ended.jti), deps.now())))
      return refuse('already-done', 'This logout token was used before.');
    const hashOf = (name: string | undefined): string | null => (name === undefined ? null : sha256Of(name));
    const { subject, session } = ended;
    return accept(
      await sessions.removeSessionsOfProvider(tx, { subjectSha256: hashOf(subject), sessionSha256: hashOf(session) }),
    );
  });

/** Ends every session of a person, this one too. */
export const endSessionsOf = (deps: Deps, userId: string): Promise<void> =>
  deps.db.transaction(systemViewer, (tx) => sessions.removeSessionsOf(tx, userId));

/** Where a person is signed in now, the place used last first. Ended sessions that nobody has swept yet are left out. */
export const listOwnSessions = (deps: Deps, session: Session): Promise<readonly sessions.SessionOfPerson[]> =>
  deps.db.transaction(systemViewer, async (tx) => {
    const all = await sessions.listSessionsOf(tx, session.actor.userId, sha256Of(session.secret));
    return all.filter((each) => endOf(deps.sessionLimits, deps.now(), each) === undefined);
  });

/** Ends a session. Its cookie is worth nothing from now on. */
export async function endSession(deps: Deps, secret: string): Promise<void> {
  await deps.db.transaction(systemViewer, (tx) => sessions.removeSession(tx, sha256Of(secret)));
}

/**
 * Who the live session of a cookie belongs to, as they are now; `undefined` where `findSession` gives none. Looking is no
 * use of the session: it is neither prolonged nor removed, so an open page keeps nobody signed in.
 */
export const sessionHolder = (
  deps: Pick<Deps, 'db' | 'now' | 'sessionLimits'>,
  secret: string,
): Promise<Actor | undefined> =>
  deps.db.transaction(systemViewer, async (tx) => {
    const row = await sessions.findSession(tx, sha256Of(secret));
    return row !== undefined && endOf(deps.sessionLimits, deps.now(), row) === undefined
      ? findActorIn(tx, row.userId)
      : undefined;
  });

/** Leaves a sentence to be said on the next page that is shown. Words of the product, never case material. */
export async function leaveMessage(deps: Deps, session: Session, message: string): Promise<void> {
  await deps.db.transaction(systemViewer, (tx) => sessions.setMessage(tx, sha256Of(session.secret), message));
}

/** Takes away the sentence, once it is on a page. */
export async function takeMessage(deps: Deps, session: Session): Promise<void> {
  if (session.message === undefined) return;
  await deps.db.transaction(systemViewer, (tx) => sessions.setMessage(tx, sha256Of(session.secret), null));
}

/** True when a form carries this session's token. */
export const isOwnForm = (session: Session, token: string): boolean => sameSecret(token, session.csrfToken);
