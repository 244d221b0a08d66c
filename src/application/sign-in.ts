import { accept, refuse, type Result } from '../domain/kernel/result.ts';
import { findPerson, findUserId } from '../storage/directory.ts';
import { addAttempt, takeAttempt } from '../storage/sessions.ts';
import type { Deps } from './deps.ts';
import { findActorIn } from './directory.ts';
import { newSecret, sha256Of } from './secrets.ts';
import { endSession, startSession, type Session } from './sessions.ts';
import { systemViewer } from './viewer.ts';

/** How long a person may take on the identity provider's pages. */
export const attemptMinutes = 15;

/**
 * Sends a browser to the identity provider. `browser` is the value of a cookie that ties the answer to the browser that
 * asked; one is made when there is none. Refuses `sign-in-unavailable`.
 * @param returnTo address of ours to open afterwards, already checked to be ours
 */
export async function beginSignIn(
  deps: Deps,
  browser: string | undefined,
  returnTo: string,
): Promise<Result<{ readonly url: string; readonly browser: string }, 'sign-in-unavailable'>> {
  const begun = await deps.identity.begin();
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
    }),
  );
  return accept({ url, browser: cookie });
}

type SignInRefusal = 'sign-in-failed' | 'sign-in-unavailable' | 'not-in-directory';

/**
 * Takes the identity provider's answer and begins a session. Refuses `sign-in-failed` when the answer is not for this
 * browser, was used before or does not check out; `not-in-directory` when the person is unknown or holds no role.
 * @param query the answer's query string
 */
export async function completeSignIn(
  deps: Deps,
  browser: string | undefined,
  query: string,
  earlierSession: string | undefined,
): Promise<Result<{ readonly secret: string; readonly returnTo: string }, SignInRefusal>> {
  const again = refuse('sign-in-failed', 'Start again from the sign in page.');
  const state = new URLSearchParams(query).get('state');
  if (browser === undefined || state === null) return again;
  const attempt = await deps.db.transaction(systemViewer, (tx) => takeAttempt(tx, sha256Of(state), sha256Of(browser)));
  if (attempt === undefined) return again;
  if (attempt.begunAt.until(deps.now()).total('minutes') > attemptMinutes) {
    return refuse('sign-in-failed', 'Signing in took too long. Start again from the sign in page.');
  }
  const identity = await deps.identity.finish(query, { state, nonce: attempt.nonce, verifier: attempt.verifier });
  if (!identity.ok) return identity;
  const actor = await deps.db.transaction(systemViewer, async (tx) => {
    const userId = await findUserId(tx, identity.value);
    return userId === undefined ? undefined : findActorIn(tx, userId);
  });
  if (actor === undefined) {
    return refuse(
      'not-in-directory',
      'Your organisation has signed you in, but nobody has given you a role here. Ask the person who manages accounts in your team.',
    );
  }
  deps.demonstration?.forget(actor.userId);
  const secret = await startSession(deps, actor.userId, earlierSession);
  return accept({ secret, returnTo: attempt.returnTo });
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
