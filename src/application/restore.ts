import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { accept, refuse, type Result } from '../domain/kernel/result.ts';
import { endEverySession, placesMissing } from '../storage/after-restore.ts';
import { HeadLine } from '../storage/backup.ts';
import { beginPlacing, endPlacing, placeDatabase, wasAbandoned } from '../storage/embedded/place.ts';

import { BackupManifest, headsName } from './back-up.ts';
import { checkWhole, type WholeReport } from './check-whole.ts';
import {
  copyListed,
  FileChanged,
  hashOfFile,
  isEmpty,
  linesOf,
  makeFolder,
  readFilled,
  sayDisk,
  syncBelow,
  type FilledFolder,
  type ListedFile,
} from './copied-files.ts';
import type { Deps } from './deps.ts';
import { systemViewer } from './viewer.ts';

export type Backup = FilledFolder<BackupManifest>;

/** Reads what a backup says of itself. Refuses one that was never finished or was changed. */
export const readBackup = (folder: string): Promise<Result<Backup, 'not-valid'>> =>
  readFilled(folder, BackupManifest, 'backup');

export interface RestoreOptions {
  readonly backup: Backup;
  /** Folder of the service's data: absent or empty, or left by a restore that was interrupted. */
  readonly dataFolder: string;
  readonly postgres: number;
  readonly say: (sentence: string) => void;
}

const databaseFolder = 'database';
const below = (folder: string, { files }: Backup): readonly ListedFile[] =>
  files.filter(({ path }) => path.startsWith(`${folder}/`));

async function placeDocuments({ backup, dataFolder, say }: RestoreOptions): Promise<void> {
  const documents = below('documents', backup);
  let done = 0;
  for (const file of documents) {
    const to = join(dataFolder, file.path);
    await makeFolder(dirname(to));
    await copyListed(backup.path, file, to);
    done += 1;
    if (done % 1000 === 0) say(`${done} of ${documents.length} documents …`);
  }
  if (documents.length === 0) return;
  await syncBelow(join(dataFolder, 'documents'));
}

async function fillDatabase({ backup }: RestoreOptions, folder: string): Promise<void> {
  const at = (path: string): string => join(folder, path.slice(databaseFolder.length + 1));
  for (const path of backup.manifest.folders) await makeFolder(join(folder, path));
  for (const file of below(databaseFolder, backup)) {
    await makeFolder(dirname(at(file.path)));
    await copyListed(backup.path, file, at(file.path));
  }
  await syncBelow(folder);
}

/**
 * Puts a backup into an empty data folder, proving each file on the way: all of it, or nothing that anything would start
 * on. One that was interrupted may be begun again. Refuses a folder in use and a backup that this release can't read.
 */
export async function placeBackup(options: RestoreOptions): Promise<Result<undefined, 'not-valid'>> {
  const { backup, dataFolder, postgres, say } = options;
  if (backup.manifest.postgres !== postgres)
    return refuse(
      'not-valid',
      `The backup holds files of PostgreSQL ${backup.manifest.postgres} and this release brings ${postgres}. Restore it with the release that made it; then use jcf export and jcf import-log.`,
    );
  const database = join(dataFolder, databaseFolder);
  const again = existsSync(database) && wasAbandoned(database);
  if (!again && !(await isEmpty(dataFolder)))
    return refuse(
      'not-valid',
      `${dataFolder} is not empty. Set JCF_DATA to a new folder; nothing is restored over data that is there.`,
    );
  try {
    const heads = backup.files.find(({ path }) => path === headsName)?.sha256;
    if (heads === undefined || (await hashOfFile(join(backup.path, headsName))) !== heads)
      throw new FileChanged(`${join(backup.path, headsName)} is not the file that was written. Use another copy.`);
    await makeFolder(dataFolder);
    beginPlacing(database);
    await rm(join(dataFolder, 'documents'), { recursive: true, force: true });
    say(`Copying ${backup.manifest.documents} documents.`);
    await placeDocuments(options);
    say('Copying the database.');
    await placeDatabase(database, (folder) => fillDatabase(options, folder));
    endPlacing(database);
    return accept(undefined);
  } catch (error) {
    return refuse('not-valid', `${sayDisk(error, dataFolder)} The restore was not finished.`);
  }
}

/** What a restored service holds, and what of the backup is not in it. */
export interface Restored extends WholeReport {
  /** Streams that don't reach the place, or have another hash there, than when the backup began. */
  readonly streamFaults: readonly string[];
}

const pageSize = 1000;

async function streamFaultsOf(deps: Pick<Deps, 'db'>, path: string): Promise<readonly string[]> {
  const faults: string[] = [];
  let page: z.infer<typeof HeadLine>[] = [];
  const check = async (): Promise<void> => {
    for (const { streamType, streamId, ownerId, audience, seq } of await placesMissing(deps.db, page))
      faults.push(
        `Stream ${streamType} ${streamId} of ${ownerId}, ${audience}: event ${seq} of the backup is not here with its hash.`,
      );
    page = [];
  };
  for await (const line of linesOf(path)) {
    page.push(HeadLine.parse(line));
    if (page.length === pageSize) await check();
  }
  await check();
  return faults;
}

/** Ends every session of the past, then checks all that was restored against the backup and against itself. */
export async function checkRestored(
  deps: Pick<Deps, 'db' | 'log' | 'documents'>,
  backup: Pick<Backup, 'path'>,
): Promise<Restored> {
  // Someone who has signed out since the backup was made must not be signed in again by it.
  await deps.db.transaction(systemViewer, endEverySession);
  const streamFaults = await streamFaultsOf(deps, join(backup.path, headsName));
  return { ...(await checkWhole(deps)), streamFaults };
}
