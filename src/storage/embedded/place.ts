import { existsSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { give, holdsDatabase, prepareFolder, removeAbandoned, syncFolder } from './folder.ts';
import { exists } from './processes.ts';
import { accountFor } from './run-as.ts';

/** Stands in the folder from the first file of a restore to the last, so that nothing starts on half of one. */
const markerOf = (folder: string): string => join(folder, 'restoring');

/** Throws when a restore into the folder was begun and not finished. `asked`: the folder as the operator knows it. */
export function refuseHalfPlaced(folder: string, asked: string): void {
  if (existsSync(markerOf(folder)))
    throw new Error(
      `A restore into ${asked} was begun and has not finished. Let it finish, or run jcf restore once more with the same folders.`,
    );
}

/** Whether a restore into the folder was begun and is not under way any more: it may be begun again. */
export function wasAbandoned(folder: string): boolean {
  if (!existsSync(markerOf(folder))) return false;
  return !exists(Number(readFileSync(markerOf(folder), 'utf8')));
}

/** Marks the folder as being restored into. Throws when another process got there first. */
export function beginPlacing(dataDir: string): void {
  const account = accountFor(dataDir);
  const folder = prepareFolder(dataDir, account);
  if (wasAbandoned(folder)) {
    rmSync(join(folder, 'data'), { recursive: true, force: true });
    rmSync(markerOf(folder));
  }
  if (holdsDatabase(folder)) throw new Error(`${dataDir} holds a database already. Restore into an empty folder.`);
  writeFileSync(markerOf(folder), `${process.pid}`, { flag: 'wx', mode: 0o600 });
  syncFolder(folder);
}

/** Every file and folder below one, itself last. */
const everythingBelow = (folder: string): string[] => [
  ...readdirSync(folder, { recursive: true, withFileTypes: true }).map((entry) => join(entry.parentPath, entry.name)),
  folder,
];

/**
 * Puts database files into place that `fill` writes to a folder aside: whole, owned by the account that will run the
 * server, or not at all. `beginPlacing` comes first.
 */
export async function placeDatabase(dataDir: string, fill: (folder: string) => Promise<void>): Promise<void> {
  const account = accountFor(dataDir);
  const folder = prepareFolder(dataDir, account);
  removeAbandoned(folder);
  const fresh = mkdtempSync(join(folder, `new-${process.pid}-`)); // mode 0700, which the server insists on
  try {
    await fill(fresh);
    for (const path of everythingBelow(fresh)) give(path, account);
    syncFolder(fresh);
    renameSync(fresh, join(folder, 'data'));
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true });
    throw error;
  }
  syncFolder(folder);
}

/** Takes the mark away: the folder may be started on. */
export function endPlacing(dataDir: string): void {
  rmSync(markerOf(prepareFolder(dataDir, accountFor(dataDir))), { force: true });
}
