import type { Target } from '../target.ts';
import { readClaim, readPidFile, starterLives } from './claim.ts';
import { superuser } from './first-start.ts';
import { holdsDatabase } from './folder.ts';
import { findBinaries, platformPackage } from './binaries.ts';
import { accountFor } from './run-as.ts';
import { startEmbedded } from './start.ts';

/** Superuser's way into the database of a folder. */
export interface Reached {
  readonly admin: Target;
  /** True when somebody else's server was found running; it goes on after `close`. */
  readonly running: boolean;
  readonly close: () => Promise<void>;
}

/**
 * Reaches the database of a folder: by the socket of the server that runs on it, which is left running, or by starting
 * one. The socket lies in a folder that only the server's own user and root may enter. `undefined` when the folder holds
 * no database. Throws, with what to do, when it can't be started.
 */
export async function reachEmbedded(dataDir: string): Promise<Reached | undefined> {
  if (!holdsDatabase(dataDir)) return undefined;
  const claim = readClaim(dataDir);
  const lock = readPidFile(dataDir);
  if (claim !== undefined && lock?.pid === claim.serverPid && starterLives(claim)) {
    const admin = { host: claim.socketDir, port: 5432, user: superuser, database: 'jcf' };
    return { admin, running: true, close: () => Promise.resolve() };
  }
  const server = await startEmbedded({ dataDir });
  return { admin: { ...server.admin, database: 'jcf' }, running: false, close: server.stop };
}

/** Major version of PostgreSQL that would run on the folder. Throws when none runs on this machine. */
export const embeddedMajor = (dataDir: string): number => findBinaries(platformPackage, accountFor(dataDir)).major;
