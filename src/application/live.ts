import type { Actor } from '../domain/access/index.ts';
import { accept, type Result } from '../domain/kernel/result.ts';
import { newestEventOf } from '../storage/newest-event.ts';
import { feedPosition } from '../storage/log/index.ts';
import { findCase } from './case-store.ts';
import type { Deps } from './deps.ts';
import { systemViewer, viewerOf } from './viewer.ts';

/** Told that the case moved, with an opaque name for how far; or that the person may not see the case any more. */
export interface Watcher {
  readonly moved: (upTo: string) => void;
  readonly ended: () => void;
}

export interface LiveHub {
  /**
   * Watches a case for a person. `since` is what they were last told, so that nothing is missed over a lost connection.
   * Refuses `case-not-found` exactly as the case's page does.
   * @returns how to stop watching
   */
  readonly watch: (
    actor: Actor,
    urn: string,
    since: string | undefined,
    watcher: Watcher,
  ) => Promise<Result<() => void, 'case-not-found'>>;
  readonly stop: () => void;
}

interface Watching {
  readonly actor: Actor;
  readonly urn: string;
  readonly caseId: string;
  readonly watcher: Watcher;
  told: string | undefined;
}

const everyMs = 1000;
const mostAtOnce = 1000;

/**
 * Follows the feed while somebody watches, and tells each watcher of a case that moved, after looking, as that person, at
 * whether they may know of it: an event of the other side moves nothing for them.
 */
export function liveHub(deps: Pick<Deps, 'db' | 'log'>): LiveHub {
  const watching = new Set<Watching>();
  let position: number | undefined;
  let timer: NodeJS.Timeout | undefined;

  const newest = (
    actor: Actor,
    urn: string,
  ): Promise<Result<{ caseId: string; upTo: string | undefined }, 'case-not-found'>> =>
    deps.db.transaction(viewerOf(actor), async (tx) => {
      const found = await findCase(tx, actor, urn);
      return found.ok ? accept({ caseId: found.value.caseId, upTo: await newestEventOf(tx, found.value) }) : found;
    });

  const tell = async (each: Watching): Promise<void> => {
    const now = await newest(each.actor, each.urn);
    if (!now.ok) {
      watching.delete(each);
      each.watcher.ended();
    } else if (now.value.upTo !== undefined && now.value.upTo !== each.told) {
      each.told = now.value.upTo;
      each.watcher.moved(now.value.upTo);
    }
  };

  const follow = async (): Promise<void> => {
    const from = position;
    if (from === undefined) {
      position = await deps.db.transaction(systemViewer, feedPosition);
      return;
    }
    const events = await deps.db.transaction(systemViewer, (tx) => deps.log.readFeed(tx, from, mostAtOnce));
    position = events.at(-1)?.position ?? from;
    const moved = new Set(events.map(({ event }) => event.caseId));
    for (const each of [...watching].filter(({ caseId }) => moved.has(caseId))) await tell(each);
  };

  const next = (): void => {
    timer = setTimeout(() => {
      // A database that is away for a moment is asked again; watchers reconnect by themselves when it stays away.
      follow()
        .catch(() => {})
        .finally(() => {
          if (watching.size > 0) next();
          else timer = position = undefined;
        });
    }, everyMs);
    timer.unref();
  };

  return {
    watch: async (actor, urn, since, watcher) => {
      const now = await newest(actor, urn);
      if (!now.ok) return now;
      const each: Watching = { actor, urn, caseId: now.value.caseId, watcher, told: since ?? now.value.upTo };
      watching.add(each);
      if (timer === undefined) next();
      // What happened while the connection was lost.
      await tell(each);
      return accept(() => void watching.delete(each));
    },
    stop: () => {
      clearTimeout(timer);
      timer = undefined;
      for (const each of watching) each.watcher.ended();
      watching.clear();
    },
  };
}
