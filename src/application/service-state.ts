import { feedState, jobCounts, queueDepths } from '../storage/service-state.ts';
import type { Deps } from './deps.ts';
import type { Readiness } from './readiness.ts';
import { systemViewer } from './viewer.ts';

/** How the service does, in counts that are about nobody. */
export interface ServiceState {
  readonly readiness: Readiness;
  readonly connections: ReturnType<Deps['db']['connections']>;
  readonly queues: Awaited<ReturnType<typeof queueDepths>>;
  readonly jobs: Awaited<ReturnType<typeof jobCounts>>;
  readonly feed: Awaited<ReturnType<typeof feedState>>;
  readonly freeBytes: number;
}

/** Reads the state; rejects when the database does not answer. */
export const serviceState = async (
  { db }: Pick<Deps, 'db'>,
  { readiness, freeBytes }: { readonly readiness: () => Promise<Readiness>; readonly freeBytes: () => Promise<number> },
): Promise<ServiceState> => ({
  connections: db.connections(),
  readiness: await readiness(),
  freeBytes: await freeBytes(),
  ...(await db.transaction(
    systemViewer,
    async (tx) => ({ queues: await queueDepths(tx), jobs: await jobCounts(tx), feed: await feedState(tx) }),
    { statementTimeoutMs: 5_000 },
  )),
});
