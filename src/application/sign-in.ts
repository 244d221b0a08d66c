import type { Actor } from '../domain/access/index.ts';
import type { Instant } from '../domain/kernel/civil-date.ts';
import { accept, refuse, type Result } from '../domain/kernel/result.ts';
import type { Identity, SignInWish } from '../identity/relying-party.ts';
import { findPerson } from '../storage/directory.ts';
import { addAttempt, takeAttempt } from '../storage/sessions.ts';
import type { Deps } from './deps.ts';
import { findActorIn } from './directory.ts';
import { newSecret, sha256Of } from './secrets.ts';
import {
  confirmSession,
  endSession,
  endSessionsByProvider,
  endSessionsOf,
  findSession,
  isRecent,
  leaveMessage,
  startSession,
  type Session,
} from './sessions.ts';
import { takeInPerson } from './take-in-person.ts';
import { systemViewer } from './viewer.ts';

/** How long a person may take on the identity provider's pages. */
export const attemptMinutes = 15;

/** Where to send a browser, and the cookie that ties the answer to it. */
type Begun = Result<{ readonly url: string; readonly browser: string }, 'sign-in-unavailable'>;

/**
 * Sends a browser to the identity provider. `browser` is the value of a cookie that ties the answer to the browser that
 * asked; one is made when there is none. Refuses `sign-in-unavailable`.
 * @param returnTo address of ours to open afterwards, already checked to be ours
 */
export const beginSignIn = (deps: Deps, browser: string | undefined, returnTo: string): Promise<Begun> =>
  // Having shown who one is counts for as long as a session may last, and then the provider asks again.
  begin(deps, browser, returnTo, { withinSeconds: deps.sessionLimits.longestHours * 3600, again: false }, null);

/** Sends a browser to the identity provider to show again who has this session. As `beginSignIn`. */
export function beginConfirming(
  deps: Deps,
  browser: string | undefined,
  session: Session,
  returnTo: string,
): Promise<Begun> {
  const wish = { withinSeconds: deps.sessionLimits.confirmMinutes * 60, again: true };
  // Only our own provider knows people by our ids, and needs no other page to know who is meant.
  const hint = deps.demonstration === undefined ? {} : { hint: session.actor.userId };
  return begin(deps, browser, returnTo, { ...wish, ...hint }, session);
}

async function begin(
  deps: Deps,
  browser: string | undefined,
  returnTo: string,
  wish: SignInWish,
  confirms: Session | null,
): Promise<Begun> {
  const begun = await deps.identity.begin(wish);
  if (!begun.ok) return begun;
  const { url, attempt } = begun.value;
  const cookie = browser ?? newSecret();
  await deps.db.transaction(systemViewer, (tx) =>
    addAttempt(tx, {
      stateSha256: sha256Of(attempt.state),
      browserSha256: sha256Of(cookie),
      nonce: attempt.nonce,
      verifier: attempt.verifier,
      returnTo,
      at: deps.now(),
      confirmsSha256: confirms === null ? null : sha256Of(confirms.secret),
    }),
  );
  return accept({ url, browser: cookie });
}

/** A session to go on with; where confirming one failed, the page to go back to. */
type Completed = Result<{ readonly secret: string; readonly returnTo: string }, SignInRefusal> & {
  readonly backTo?: string;
};

type SignInRefusal = 'sign-in-failed' | 'sign-in-unavailable' | 'not-in-directory';

/**
 * Takes the identity provider's answer and begins a session, or confirms the one it was asked for. Refuses
 * `sign-in-failed` when the answer is not for this browser, was used before, does not check out, or is another person's
 * than the session that was to be confirmed; `not-in-directory` when the person is unknown or holds no role.
 * @param query the answer's query string
 */
export async function completeSignIn(
  deps: Deps,
  browser: string | undefined,
  query: string,
  earlierSession: string | undefined,
): Promise<Completed> {
  const again = refuse('sign-in-failed', 'Start again from the sign in page.');
  const state = new URLSearchParams(query).get('state');
  if (browser === undefined || state === null) return again;
  const attempt = await deps.db.transaction(systemViewer, (tx) => takeAttempt(tx, sha256Of(state), sha256Of(browser)));
  if (attempt === undefined) return again;
  if (attempt.begunAt.until(deps.now()).total('minutes') > attemptMinutes) {
    return refuse('sign-in-failed', 'Signing in took too long. Start again from the sign in page.');
  }
  const held = earlierSession === undefined ? undefined : await findSession(deps, earlierSession);
  const identity = await deps.identity.finish(query, { state, nonce: attempt.nonce, verifier: attempt.verifier });
  if (attempt.confirmsSha256 !== null && held !== undefined) {
    const isAskedFor = attempt.confirmsSha256 === sha256Of(held.secret);
    const confirmed = isAskedFor ? await confirm(deps, held, identity) : notTheSame;
    if (!confirmed.ok) return { ...confirmed, backTo: attempt.returnTo };
    return accept({ secret: held.secret, returnTo: attempt.returnTo });
  }
  if (!identity.ok) return identity;
  const actor = await actorOf(deps, identity.value);
  if (!actor.ok) return actor;
  const { userId } = actor.value;
  deps.demonstration?.forget(userId);
  const secret = await startSession(deps, userId, earlierSession, showedAt(deps, identity.value), identity.value.named);
  return accept({ secret, returnTo: attempt.returnTo });
}

/** The holder of a session has shown again who they are, or has not: the session stays as it was then. */
async function confirm(
  deps: Deps,
  held: Session,
  identity: Result<Identity, 'sign-in-failed' | 'sign-in-unavailable'>,
): Promise<Result<true, SignInRefusal>> {
  if (!identity.ok) return identity.refusal.code === 'sign-in-unavailable' ? identity : notConfirmed;
  const actor = await actorOf(deps, identity.value);
  if (!actor.ok) return actor;
  deps.demonstration?.forget(actor.value.userId);
  if (held.actor.userId !== actor.value.userId) return notTheSame;
  const showed = showedAt(deps, identity.value);
  if (showed === null || !isRecent(deps.sessionLimits, deps.now(), showed)) return notAgain;
  await confirmSession(deps, held.secret, showed, identity.value.named);
  await leaveMessage(
    deps,
    held,
    'You have confirmed that it is you. Nothing has been recorded yet: check what you wrote and send it.',
  );
  return accept(true);
}

const notConfirmed = refuse(
  'sign-in-failed',
  'You did not confirm that it is you, so nothing was recorded. What you wrote is still there.',
);
const notTheSame = refuse(
  'sign-in-failed',
  'Somebody else is signed in here than confirmed. Go back to your page, and confirm as yourself or sign out first.',
);
const notAgain = refuse(
  'sign-in-failed',
  'Your organisation’s sign-in service did not say that you have just shown who you are. Go back to your page and try again; if it goes on, tell the service desk.',
);

/** Who has signed in, with the directory brought in step with what their provider says of them. */
async function actorOf(deps: Deps, identity: Identity): Promise<Result<Actor, SignInRefusal>> {
  const found = await deps.db.transaction(systemViewer, async (tx) => {
    const userId = await takeInPerson(deps, tx, identity, deps.now());
    if (!userId.ok) return userId;
    return accept(userId.value === undefined ? undefined : await findActorIn(tx, userId.value));
  });
  if (!found.ok) return found;
  // Refused out here: a refusal inside would undo that their roles have just ended.
  return found.value === undefined ? withoutRole : accept(found.value);
}

const withoutRole = refuse(
  'not-in-directory',
  'Your organisation has signed you in, but nobody has given you a role here. Ask the person who manages accounts in your team.',
);

/** When somebody showed the provider who they are, by the casework clock; null when the provider does not say. */
const showedAt = (deps: Deps, { secondsAgo }: Identity): Instant | null =>
  secondsAgo === undefined ? null : deps.now().subtract({ seconds: secondsAgo });

/**
 * Ends the sessions that the identity provider says it has ended (OpenID Connect Back-Channel Logout 1.0). Refuses
 * `sign-in-failed` for a token that does not check out or was used before, and `sign-in-unavailable`. Gives back how many
 * sessions ended: none where nobody was signed in by it.
 */
export async function signOutByProvider(
  deps: Deps,
  logoutToken: string,
): Promise<Result<number, 'sign-in-failed' | 'sign-in-unavailable'>> {
  const read = await deps.identity.readLogout(logoutToken);
  if (!read.ok) return read;
  const ended = await endSessionsByProvider(deps, read.value);
  return ended.ok ? ended : refuse('sign-in-failed', ended.refusal.detail);
}

/** Ends every session of this person here, and says where the identity provider ends its own, as `signOut` does. */
export async function signOutEverywhere(deps: Deps, session: Session): Promise<string | undefined> {
  await endSessionsOf(deps, session.actor.userId);
  return signOut(deps, session);
}

/** Ends the session here and says where the identity provider ends its own, when it has such an address. */
export async function signOut(deps: Deps, session: Session): Promise<string | undefined> {
  await endSession(deps, session.secret);
  deps.demonstration?.forget(session.actor.userId);
  return deps.demonstration === undefined ? deps.identity.signOutUrl() : undefined;
}

/** True for a person the demonstration's sign-in page may offer. */
export const maySignIn = (deps: Pick<Deps, 'db'>, userId: string): Promise<boolean> =>
  deps.db.transaction(systemViewer, async (tx) => (await findActorIn(tx, userId)) !== undefined);

/** True for anybody in the directory, with a role or without. */
export const isKnown = (deps: Pick<Deps, 'db'>, userId: string): Promise<boolean> =>
  deps.db.transaction(systemViewer, async (tx) => (await findPerson(tx, userId)) !== undefined);
