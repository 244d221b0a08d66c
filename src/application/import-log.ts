import { randomUUID } from 'node:crypto';
import { rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { z } from 'zod';
import { accept, refuse, type Result } from '../domain/kernel/result.ts';
import {
  ExportedEvent,
  ExportedHead,
  ExportedRow,
  importLog,
  NotImportable,
  type LogImported,
} from '../storage/export.ts';
import { checkWhole, type WholeReport } from './check-whole.ts';
import {
  copyListed,
  FileChanged,
  hashOfFile,
  linesOf,
  makeFolder,
  readFilled,
  sayDisk,
  syncFolder,
  type FilledFolder,
} from './copied-files.ts';
import type { Database, Deps } from './deps.ts';
import { exportFiles, ExportManifest } from './export-log.ts';

export type ExportFolder = FilledFolder<ExportManifest>;

/** Reads what an export says of itself. Refuses one that was never finished or was changed. */
export const readExport = (folder: string): Promise<Result<ExportFolder, 'not-valid'>> =>
  readFilled(folder, ExportManifest, 'export');

/** What was taken in, and what a check of everything found afterwards. */
export interface LogTakenIn extends Omit<WholeReport, 'rows'> {
  readonly taken: LogImported;
  readonly rows: number;
}

const documentsPart = 'documents/';

/** Proves every file but the documents, which are proved as they are copied. Throws `FileChanged`. */
async function prove({ path, files, manifest }: ExportFolder): Promise<void> {
  const needed = [exportFiles.log, exportFiles.heads, ...manifest.tables.map(exportFiles.table)];
  const listed = new Map(files.map((file) => [file.path, file.sha256]));
  for (const file of needed)
    if (!listed.has(file)) throw new FileChanged(`${join(path, file)} is missing. Use another copy.`);
  for (const [file, sha256] of listed)
    if (!file.startsWith(documentsPart) && (await hashOfFile(join(path, file))) !== sha256)
      throw new FileChanged(`${join(path, file)} is not the file that was written. Use another copy.`);
}

/** Documents first, as always: none is named before it is there. */
async function placeDocuments({ path, files }: ExportFolder, folder: string): Promise<void> {
  await makeFolder(join(folder, 'tmp'));
  for (const file of files.filter((each) => each.path.startsWith(documentsPart))) {
    const to = join(folder, file.path.slice(documentsPart.length));
    if ((await hashOfFile(to)) === file.sha256) continue;
    const staged = join(folder, 'tmp', randomUUID());
    await copyListed(path, file, staged);
    await syncFolder(staged);
    await makeFolder(dirname(to));
    await rename(staged, to);
    for (const each of [dirname(to), dirname(dirname(to)), folder]) await syncFolder(each);
  }
}

async function* parsed<Schema extends z.ZodType>(
  path: string,
  schema: Schema,
): AsyncGenerator<z.output<Schema>, void, undefined> {
  let line = 0;
  for await (const value of linesOf(path)) {
    line += 1;
    const read = schema.safeParse(value);
    if (!read.success) {
      const where = read.error.issues.map((issue) => issue.path.join('.')).join(', ');
      throw new NotImportable(`${path}, line ${line}, is not what this release reads (${where}).`);
    }
    yield read.data;
  }
}

/**
 * Takes an export into an empty database of any server from 15 on and, where it holds documents, those into the store;
 * then checks everything. All of it or, in the database, nothing.
 * Refuses an export that was changed, is not whole or comes from a newer release, and a database with something in it.
 */
export async function takeInLog(
  deps: Pick<Deps, 'db' | 'log' | 'documents'>,
  owner: Database,
  from: ExportFolder,
  options: { readonly documentsFolder: string; readonly say: (sentence: string) => void },
): Promise<Result<LogTakenIn, 'not-valid'>> {
  const { path, manifest } = from;
  const { say } = options;
  let taken: LogImported;
  try {
    say('Checking the files of the export.');
    await prove(from);
    if (manifest.withDocuments) {
      say(`Copying ${manifest.documents} documents.`);
      await placeDocuments(from, options.documentsFolder);
    }
    say(`Taking in ${manifest.events} events.`);
    const source = {
      ...{ migration: manifest.migration, tables: manifest.tables },
      events: () => parsed(join(path, exportFiles.log), ExportedEvent),
      heads: () => parsed(join(path, exportFiles.heads), ExportedHead),
      rowsOf: (table: string) => parsed(join(path, exportFiles.table(table)), ExportedRow),
    };
    taken = await importLog(owner, deps.log, source, say);
  } catch (error) {
    return refuse('not-valid', `${sayDisk(error, path)} Nothing was taken in.`);
  }
  say('Checking everything.');
  return accept({ ...(await checkWhole(deps)), taken } satisfies LogTakenIn);
}
