import { feedState, jobCounts, queueDepths } from '../storage/service-state.ts';
import type { Deps } from './deps.ts';
import { soon, type Readiness } from './readiness.ts';
import { systemViewer } from './viewer.ts';

/** What the database says of the work of the whole service. */
export interface ServiceCounts {
  readonly queues: Awaited<ReturnType<typeof queueDepths>>;
  readonly jobs: Awaited<ReturnType<typeof jobCounts>>;
  readonly feed: Awaited<ReturnType<typeof feedState>>;
}

/** How the service does, in counts that are about nobody. */
export interface ServiceState {
  readonly readiness: Readiness;
  readonly connections: ReturnType<Deps['db']['connections']>;
  readonly freeBytes: number;
  /** `undefined` when the database gave none within two seconds: all the rest is still told. */
  readonly counts: ServiceCounts | undefined;
}

/**
 * Reads the state, in two seconds at most: when every connection is busy, or the database is gone, is when somebody looks.
 * Rejects when the room on the disk cannot be read.
 */
export async function serviceState(
  { db }: Pick<Deps, 'db'>,
  { readiness, freeBytes }: { readonly readiness: () => Promise<Readiness>; readonly freeBytes: () => Promise<number> },
): Promise<ServiceState> {
  const connections = db.connections(); // before our own work waits for one
  const counts = soon(
    db.transaction(
      systemViewer,
      async (tx) => ({ queues: await queueDepths(tx), jobs: await jobCounts(tx), feed: await feedState(tx) }),
      { statementTimeoutMs: 5_000 },
    ),
  ).catch(() => undefined);
  return { connections, readiness: await readiness(), freeBytes: await freeBytes(), counts: await counts };
}
