import { allow, type Actor } from '../domain/access/index.ts';
import { accept, refuse, type Result } from '../domain/kernel/result.ts';
import { newestOf } from '../storage/newest-event.ts';
import { casesMoved, feedPosition } from '../storage/log/index.ts';
import { findCase } from './case-store.ts';
import type { Deps } from './deps.ts';
import { hiddenFrom, seesSensitiveOf } from './sensitive-readers.ts';
import { sessionHolder } from './sessions.ts';
import { systemViewer, viewerOf } from './viewer.ts';

export { UpTo } from '../storage/newest-event.ts';

/** Whoever has a page of a case open. */
export interface Watcher {
  /** The case moved, with an opaque name for how far. */
  readonly moved: (upTo: string) => void;
  /** Looked after in its turn, with nothing to tell. */
  readonly unchanged: () => void;
  /** The session ended, the case is theirs to see no longer, or the service stops. Nothing is told afterwards. */
  readonly ended: () => void;
}

/** How often live pages are looked after, and how many there may be. */
export interface LiveLimits {
  /** How often the feed is followed. */
  readonly followMs: number;
  /** How often each watcher's access is looked at: the longest that a watcher stays after it has ended. */
  readonly lookMs: number;
  /** Looks in a row that may fail, the database being away, before the watcher is let go. */
  readonly failedLooks: number;
  readonly ofSession: number;
  readonly ofProcess: number;
}

export const liveLimits: LiveLimits = {
  ...{ followMs: 1000, lookMs: 20_000, failedLooks: 3 },
  ...{ ofSession: 20, ofProcess: 500 },
};

type NoWatching = 'sign-in-needed' | 'not-allowed' | 'too-many-open' | 'case-not-found';

export interface LiveHub {
  /**
   * Watches a case for the holder of a session, which this does not prolong. `since` is how far their page reaches, so
   * that they are told at once of what happened after; without it they hear what happens from now on. Refuses
   * `sign-in-needed` without a live session, `not-allowed` and `case-not-found` exactly as the case's page does, and
   * `too-many-open`.
   * @returns how to stop watching
   */
  readonly watch: (
    secret: string,
    urn: string,
    since: string | undefined,
    watcher: Watcher,
  ) => Promise<Result<() => void, NoWatching>>;
  /** How many watch now. */
  readonly watching: () => number;
  readonly stop: () => void;
}

interface Watching {
  readonly secret: string;
  readonly urn: string;
  readonly watcher: Watcher;
  /** Undefined until the case has been found: the place is taken before that. */
  caseId: string | undefined;
  told: string | undefined;
  regular: NodeJS.Timeout | undefined;
  failed: number;
  /** The look under way, so that the next one comes after it. */
  turn: Promise<void>;
}

const mostAtOnce = 1000;
const stopping = refuse('too-many-open', 'The service is about to stop. Try again in a minute.');

/**
 * Follows the feed while somebody watches, and tells each watcher of a case that moved, after looking, as the person whose
 * session it is at that moment, at whether they may know of it: an event of the other side moves nothing for them, and
 * nobody is told anything once their session has ended.
 * @param given limits that are not as usual; `onTrouble` is told of looks that failed
 */
export function liveHub(
  deps: Pick<Deps, 'db' | 'now' | 'sessionLimits'>,
  given: Partial<LiveLimits> & { readonly onTrouble?: (error: unknown) => void } = {},
): LiveHub {
  const { onTrouble = () => {}, ...limits } = { ...liveLimits, ...given };
  const watching = new Set<Watching>();
  /** Where the feed has been followed to; undefined while nobody watches. */
  let position: number | undefined;
  let timer: NodeJS.Timeout | undefined;
  /** How often the feed was found to have grown. */
  let growths = 0;
  let stopped = false;

  const admit = async (secret: string): Promise<Result<Actor, 'sign-in-needed' | 'not-allowed'>> => {
    const actor = await sessionHolder(deps, secret);
    if (actor === undefined) return refuse('sign-in-needed', 'Sign in to carry on.');
    const allowed = allow(actor, 'case:read');
    return allowed.ok ? accept(actor) : allowed;
  };

  const look = (
    actor: Actor,
    urn: string,
  ): Promise<Result<{ readonly caseId: string; readonly upTo: string }, 'case-not-found'>> =>
    deps.db.transaction(viewerOf(actor), async (tx) => {
      const found = await findCase(tx, actor, urn);
      if (!found.ok) return found;
      const hidden = hiddenFrom(await seesSensitiveOf(tx, found.value, actor));
      return accept({ caseId: found.value.caseId, upTo: await newestOf(tx, found.value, hidden) });
    });

  const forget = (each: Watching): void => {
    clearInterval(each.regular);
    watching.delete(each);
  };
  const end = (each: Watching): void => {
    if (!watching.has(each)) return;
    forget(each);
    each.watcher.ended();
  };

  const tell = async (each: Watching): Promise<void> => {
    if (!watching.has(each)) return;
    const admitted = await admit(each.secret);
    const now = admitted.ok ? await look(admitted.value, each.urn) : admitted;
    if (!watching.has(each)) return;
    each.failed = 0;
    if (!now.ok) end(each);
    else if (now.value.upTo === each.told) each.watcher.unchanged();
    else {
      each.told = now.value.upTo;
      each.watcher.moved(now.value.upTo);
    }
  };
  /** Looks again for a watcher, after the look under way. What a failed look would have told, the next one tells. */
  const again = (each: Watching): Promise<void> =>
    (each.turn = each.turn
      .then(() => tell(each))
      .catch((error: unknown) => {
        onTrouble(error);
        each.failed += 1;
        if (each.failed >= limits.failedLooks) end(each);
      }));

  const follow = async (from: number): Promise<void> => {
    const found = await deps.db.transaction(systemViewer, (tx) => casesMoved(tx, from, mostAtOnce));
    position = found.position;
    if (found.position !== from) growths += 1;
    // One after the other: watchers must not take every connection from those who ask for pages.
    for (const each of [...watching].filter(({ caseId }) => caseId !== undefined && found.caseIds.has(caseId)))
      await again(each);
  };
  const next = (from: number): void => {
    timer = setTimeout(() => {
      follow(from)
        .catch(onTrouble)
        .finally(() => {
          if (watching.size === 0) timer = position = undefined;
          else next(position ?? from);
        });
    }, limits.followMs);
    timer.unref();
  };
  /** Settles once the feed is followed, so that an event is either seen by a look after this or comes by in the feed. */
  const followed = async (): Promise<void> => {
    if (position === undefined) {
      const from = await deps.db.transaction(systemViewer, feedPosition);
      position ??= from;
    }
    if (timer === undefined && !stopped) next(position);
  };

  const isFull = (secret: string): boolean =>
    watching.size >= limits.ofProcess ||
    [...watching].filter((each) => each.secret === secret).length >= limits.ofSession;

  return {
    watch: async (secret, urn, since, watcher) => {
      const admitted = await admit(secret);
      if (!admitted.ok) return admitted;
      if (stopped) return stopping;
      if (isFull(secret)) return refuse('too-many-open', 'Close pages that you do not need.');
      const each: Watching = {
        ...{ secret, urn, watcher, told: since, caseId: undefined, regular: undefined, failed: 0 },
        turn: Promise.resolve(),
      };
      watching.add(each);
      try {
        await followed();
        const before = growths;
        const first = await look(admitted.value, urn);
        if (!first.ok) {
          forget(each);
          return first;
        }
        if (!watching.has(each)) return stopping;
        each.caseId = first.value.caseId;
        each.told ??= first.value.upTo;
        if (first.value.upTo !== each.told) {
          each.told = first.value.upTo;
          watcher.moved(first.value.upTo);
        }
        // The feed may have gone past the case during the look, when nobody knew whose case this is.
        if (growths !== before) void again(each);
        each.regular = setInterval(() => void again(each), limits.lookMs);
        each.regular.unref();
        return accept(() => forget(each));
      } catch (error) {
        forget(each);
        throw error;
      }
    },
    watching: () => watching.size,
    stop: () => {
      stopped = true;
      clearTimeout(timer);
      timer = position = undefined;
      for (const each of [...watching]) end(each);
    },
  };
}
