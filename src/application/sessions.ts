import type { Actor } from '../domain/access/index.ts';
import type { Instant } from '../domain/kernel/civil-date.ts';
import * as sessions from '../storage/sessions.ts';
import type { Deps } from './deps.ts';
import { findActorIn } from './directory.ts';
import { csrfTokenOf, newSecret, sameSecret, sha256Of } from './secrets.ts';
import { systemViewer } from './viewer.ts';

/** How long a session lasts without a request, and at most. Seen times are written once a minute. */
export const sessionLimits = { idleMinutes: 30, longestHours: 12, seenEverySeconds: 60 } as const;

/** A live session: who is here, and the token their forms carry. */
export interface Session {
  readonly actor: Actor;
  /** The cookie's value, for the calls below; never stored, logged or shown. */
  readonly secret: string;
  readonly csrfToken: string;
  /** What the last action left to be said on the next page. */
  readonly message: string | undefined;
}

/** True while a session may be used: not idle too long, not too old, not begun in the future. */
export function isLive(now: Instant, session: { readonly startedAt: Instant; readonly lastSeenAt: Instant }): boolean {
  const since = (at: Instant): number => at.until(now, { largestUnit: 'seconds' }).total('seconds');
  return (
    since(session.startedAt) >= 0 &&
    since(session.startedAt) < sessionLimits.longestHours * 3600 &&
    since(session.lastSeenAt) < sessionLimits.idleMinutes * 60
  );
}

/** The live session of a cookie; `undefined` when it is unknown, ended or of somebody who has left. */
export function findSession(deps: Deps, secret: string): Promise<Session | undefined> {
  const token = sha256Of(secret);
  const now = deps.now();
  return deps.db.transaction(systemViewer, async (tx) => {
    const row = await sessions.findSession(tx, token);
    if (row === undefined) return undefined;
    const actor = isLive(now, row) ? await findActorIn(tx, row.userId) : undefined;
    if (actor === undefined) {
      await sessions.removeSession(tx, token);
      return undefined;
    }
    if (row.lastSeenAt.until(now).total('seconds') >= sessionLimits.seenEverySeconds) {
      await sessions.touchSession(tx, token, now);
    }
    return { actor, secret, csrfToken: csrfTokenOf(secret), message: row.message ?? undefined };
  });
}

/**
 * Begins a session for a person and gives back the cookie's value. The browser's earlier session ends: nothing set
 * before signing in, by us or by an attacker, lives on.
 */
export function startSession(deps: Deps, userId: string, earlierSecret?: string): Promise<string> {
  const secret = newSecret();
  const at = deps.now();
  return deps.db.transaction(systemViewer, async (tx) => {
    if (earlierSecret !== undefined) await sessions.removeSession(tx, sha256Of(earlierSecret));
    await sessions.sweepSessions(tx, {
      lastSeen: at.subtract({ minutes: sessionLimits.idleMinutes }),
      started: at.subtract({ hours: sessionLimits.longestHours }),
      attempt: at.subtract({ hours: 1 }),
      command: at.subtract({ hours: 48 }),
    });
    await sessions.addSession(tx, { tokenSha256: sha256Of(secret), userId, at });
    return secret;
  });
}

/** Ends a session. Its cookie is worth nothing from now on. */
export async function endSession(deps: Deps, secret: string): Promise<void> {
  await deps.db.transaction(systemViewer, (tx) => sessions.removeSession(tx, sha256Of(secret)));
}

/**
 * Who the live session of a cookie belongs to, as they are now; `undefined` where `findSession` gives none. Looking is no
 * use of the session: it is neither prolonged nor removed, so an open page keeps nobody signed in.
 */
export const sessionHolder = (deps: Pick<Deps, 'db' | 'now'>, secret: string): Promise<Actor | undefined> =>
  deps.db.transaction(systemViewer, async (tx) => {
    const row = await sessions.findSession(tx, sha256Of(secret));
    return row !== undefined && isLive(deps.now(), row) ? findActorIn(tx, row.userId) : undefined;
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
