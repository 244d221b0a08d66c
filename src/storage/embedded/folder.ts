import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  rmdirSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { Binaries } from './binaries.ts';
import { exists } from './processes.ts';
import { canEnter, ids, type Account } from './run-as.ts';

/** Where the data lives when the account that runs the server cannot reach the folder that was asked for. */
const elsewhere = '/var/lib/jcf';

/** Hands a file or folder to the account that runs the server. */
export const give = (path: string, account: Account | undefined): void => {
  if (account !== undefined) chownSync(path, account.uid, account.gid);
};

/**
 * Makes the private folder of one database and gives back its real path. When root starts the product below a home
 * folder that the server's account cannot enter, the folder becomes a link to one in /var/lib/jcf.
 * Throws when the folder belongs to somebody else or holds something that is not ours to move.
 */
export function prepareFolder(dataDir: string, account: Account | undefined): string {
  const named = resolve(dataDir);
  mkdirSync(dirname(named), { recursive: true });
  if (!existsSync(named)) mkdirSync(named, { mode: 0o700 });
  const asked = realpathSync(named); // a link here is one that an earlier start made
  const { uid } = statSync(asked);
  const runner = account?.uid ?? process.getuid?.() ?? uid;
  if (uid === 0 && account !== undefined) give(asked, account);
  else if (uid !== runner)
    throw new Error(
      `${asked} belongs to uid ${uid}, and this process is uid ${runner}. Start as that user, or give the folder to this one.`,
    );
  chmodSync(asked, 0o700);
  if (canEnter(asked, account)) return asked;
  if (named !== asked || readdirSync(asked).length > 0)
    throw new Error(
      `The user "${account?.name ?? ''}" cannot enter ${asked}. Move it out of the private folder above it.`,
    );
  mkdirSync(elsewhere, { recursive: true, mode: 0o755 });
  const real = mkdtempSync(join(elsewhere, `${basename(asked)}-`));
  give(real, account);
  rmdirSync(asked);
  symlinkSync(real, asked);
  return real;
}

/** Whether there is a database in the folder. */
export const holdsDatabase = (folder: string): boolean => existsSync(join(folder, 'data', 'PG_VERSION'));

/** Makes the names in a folder survive a power cut. */
export const syncFolder = (folder: string): void => {
  const handle = openSync(folder, 'r');
  fsyncSync(handle);
  closeSync(handle);
};

/** Removes what starts and restores that were killed left aside. */
export const removeAbandoned = (folder: string): void => {
  for (const name of readdirSync(folder)) {
    const pid = /^new-(\d+)-/.exec(name)?.[1];
    if (pid === undefined || exists(Number(pid))) continue;
    // A killed start can leave a program behind that still writes there: it ends once its files are gone.
    rmSync(join(folder, name), { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
};

/**
 * Creates the database files in `folder/data` unless they are there, and says whether it did. They are made aside and
 * moved into place, so a start that is killed half way leaves nothing that looks like a database.
 * Throws when the files belong to another major version of PostgreSQL.
 */
export function initialise(
  folder: string,
  binaries: Binaries,
  superuser: string,
  account: Account | undefined,
): boolean {
  const target = join(folder, 'data');
  const versionFile = join(target, 'PG_VERSION');
  removeAbandoned(folder);
  if (existsSync(versionFile)) {
    const found = readFileSync(versionFile, 'utf8').trim();
    if (found !== `${binaries.major}`)
      throw new Error(
        `${target} was made by PostgreSQL ${found}, and this release brings ${binaries.major}. Go back to the release that made it, or start with another JCF_DATA folder; this one is left as it is.`,
      );
    return false;
  }
  const fresh = mkdtempSync(join(folder, `new-${process.pid}-`));
  give(fresh, account);
  // The builtin provider orders text the same way on every machine; ICU and libc do not. PostgreSQL 15 lacks it.
  const provider = binaries.major >= 17 ? ['--locale-provider=builtin', '--builtin-locale=C.UTF-8'] : [];
  const args = [
    '-D',
    fresh,
    '-U',
    superuser,
    '-A',
    'trust',
    '-E',
    'UTF8',
    '--locale=C',
    '--data-checksums',
    ...provider,
  ];
  const run = spawnSync(join(binaries.native, 'bin/initdb'), args, { ...ids(account), cwd: '/', encoding: 'utf8' });
  if (run.status !== 0) {
    rmSync(fresh, { recursive: true, force: true });
    throw new Error(`The database could not be created in ${folder}: ${run.error?.message ?? run.stderr.trim()}`);
  }
  try {
    renameSync(fresh, target);
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true });
    if (!existsSync(versionFile)) throw error;
    return false; // a second start got there first; whether both may run is settled by the server's own lock
  }
  syncFolder(folder);
  syncFolder(dirname(folder));
  return true;
}
