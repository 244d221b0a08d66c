import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { anyWorksIn, exists, killOrphansIn, startOf, until, worksIn } from './processes.ts';

const Claim = z.strictObject({
  nodePid: z.int(),
  nodeStart: z.string().optional(),
  serverPid: z.int(),
  socketDir: z.string(),
});

/** Who started the server in a folder, kept beside the database files so that the next start can tell. */
export type Claim = z.infer<typeof Claim>;

const fileOf = (folder: string): string => join(folder, 'started-by.json');

/** Records who runs the server, in one step. */
export function writeClaim(folder: string, claim: Claim): void {
  writeFileSync(`${fileOf(folder)}.${process.pid}`, JSON.stringify(claim), { mode: 0o600 });
  renameSync(`${fileOf(folder)}.${process.pid}`, fileOf(folder));
}

/** The last recorded starter; `undefined` when there is none or the record was cut short. */
export function readClaim(folder: string): Claim | undefined {
  if (!existsSync(fileOf(folder))) return undefined;
  try {
    return Claim.parse(JSON.parse(readFileSync(fileOf(folder), 'utf8')));
  } catch {
    return undefined;
  }
}

/** First line of the server's own lock file, and its last: the process id, and `ready` once it takes connections. */
export function readPidFile(folder: string): { pid: number; status: string } | undefined {
  try {
    const lines = readFileSync(join(folder, 'data/postmaster.pid'), 'utf8').split('\n');
    return { pid: Number(lines[0]), status: lines[7]?.trim() ?? '' };
  } catch {
    return undefined;
  }
}

/** Whether the Node process that started the server still runs. */
export const starterLives = (claim: Claim): boolean =>
  exists(claim.nodePid) && (claim.nodeStart === undefined || startOf(claim.nodePid) === claim.nodeStart);

/** Forgets a starter that has died or is this very process, and takes away its socket folder. */
export function dropClaim(folder: string): void {
  const claim = readClaim(folder);
  if (claim === undefined || (starterLives(claim) && claim.nodePid !== process.pid)) return;
  rmSync(claim.socketDir, { recursive: true, force: true });
  rmSync(fileOf(folder), { force: true });
}

/** How long the last processes of a killed server have to end by themselves. */
const orphanMs = 5_000;

/**
 * Clears the way for a start: stops a server whose Node process has died, waits for the last processes of a killed one,
 * kills those that do not end, and removes a lock file whose process id now belongs to something else.
 * Throws, naming the process and the folder as it was `asked` for, when somebody else is using it.
 */
export async function clearTheWay(folder: string, asked: string, timeoutMs: number): Promise<void> {
  const data = join(folder, 'data');
  const lock = readPidFile(folder);
  if (lock === undefined) {
    dropClaim(folder);
    return;
  }
  const claim = readClaim(folder);
  if (exists(lock.pid) && worksIn(lock.pid, data)) {
    if (claim?.serverPid !== lock.pid)
      throw new Error(`Another database server (process ${lock.pid}) is using ${asked}. Stop it first.`);
    if (starterLives(claim))
      throw new Error(
        `Joint Case File is already running on ${asked} (process ${claim.nodePid}, database server ${lock.pid}). Use the one that is running, stop it first, or set JCF_DATA to another folder.`,
      );
    process.kill(lock.pid, 'SIGINT');
  }
  // The shared memory of a killed server is safe to leave only when none of its processes is left: removing the lock
  // file before that would let two servers write to one folder.
  const isQuiet = (): boolean => !worksIn(lock.pid, data) && !anyWorksIn(data);
  // A process that waits for a lock which another held when it died never notices that the server is gone.
  if (!(await until(isQuiet, orphanMs))) killOrphansIn(data);
  if (!(await until(isQuiet, timeoutMs)))
    throw new Error(`The last database server on ${asked} (process ${lock.pid}) has not stopped yet. Try again.`);
  const left = readPidFile(folder);
  if (left?.pid === lock.pid && exists(lock.pid)) rmSync(join(data, 'postmaster.pid'), { force: true });
  dropClaim(folder);
}
