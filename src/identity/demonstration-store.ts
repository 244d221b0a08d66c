import type { Adapter, Payload } from 'oidc-provider/lib/provider.js';

/** Where the demonstration provider keeps codes, tokens, interactions and sessions: in memory, a minute or so each. */
export interface DemonstrationStore {
  readonly adapterFor: (model: string) => Adapter;
  /** Forgets everything held about one account. */
  readonly forget: (accountId: string) => void;
}

interface Entry {
  readonly model: string;
  readonly payload: Payload;
  /** Milliseconds since 1970, by the machine's clock: this is transport, not casework. */
  readonly until: number;
}

const mostEntries = 5_000;

/**
 * Nothing here has to survive a restart: the product's own sessions are in the database, and somebody half-way through
 * signing in starts again. Oldest entries go first when there are too many.
 */
export function demonstrationStore(clock: () => number): DemonstrationStore {
  const entries = new Map<string, Entry>();
  const live = (key: string): Payload | undefined => {
    const entry = entries.get(key);
    if (entry === undefined) return undefined;
    if (entry.until > clock()) return entry.payload;
    entries.delete(key);
    return undefined;
  };
  const remove = (matches: (entry: Entry) => boolean): void => {
    for (const [key, entry] of entries) if (matches(entry)) entries.delete(key);
  };
  const makeRoom = (): void => {
    if (entries.size < mostEntries) return;
    remove((entry) => entry.until <= clock());
    for (const key of entries.keys()) {
      if (entries.size < mostEntries) return;
      entries.delete(key);
    }
  };

  const adapterFor = (model: string): Adapter => {
    const keyOf = (id: string): string => `${model}:${id}`;
    return {
      upsert(id, payload, expiresIn) {
        makeRoom();
        entries.set(keyOf(id), { model, payload, until: clock() + expiresIn * 1000 });
        return Promise.resolve();
      },
      find: (id) => Promise.resolve(live(keyOf(id))),
      findByUid(uid) {
        const found = [...entries].find(([, entry]) => entry.model === model && entry.payload.uid === uid);
        return Promise.resolve(found === undefined ? undefined : live(found[0]));
      },
      findByUserCode: () => Promise.resolve(undefined),
      consume(id) {
        const payload = live(keyOf(id));
        if (payload !== undefined) payload.consumed = Math.floor(clock() / 1000);
        return Promise.resolve();
      },
      destroy(id) {
        entries.delete(keyOf(id));
        return Promise.resolve();
      },
      revokeByGrantId(grantId) {
        remove((entry) => entry.payload.grantId === grantId);
        return Promise.resolve();
      },
    };
  };
  return { adapterFor, forget: (accountId) => remove((entry) => entry.payload.accountId === accountId) };
}
