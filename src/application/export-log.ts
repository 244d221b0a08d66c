import { join } from 'node:path';
import { z } from 'zod';
import type { Instant } from '../domain/kernel/civil-date.ts';
import { accept, refuse, type Result } from '../domain/kernel/result.ts';
import { placeOf } from '../documents/held.ts';
import { documentsNamed } from '../storage/document-references.ts';
import { openExport, type ExportSource } from '../storage/export.ts';
import { fillFolder, hashOfFile, piecesOf, sayDisk, type FolderBeingFilled } from './copied-files.ts';
import type { Database, Deps } from './deps.ts';
import { systemViewer } from './viewer.ts';

const count = z.int().min(0);

/** `manifest.json` of an export. Its file is written last: a folder without one is no export. */
export const ExportManifest = z.strictObject({
  format: z.literal('jcf-export'),
  version: z.literal(1),
  madeAt: z.string(),
  migration: z.int(),
  events: count,
  erased: count,
  streams: count,
  tables: z.array(z.string().regex(/^[a-z_][a-z0-9_]*$/)),
  /** Documents that rows name; their hashes are in `documents.txt`. */
  documents: count,
  /** Whether their bytes are in the folder too. */
  withDocuments: z.boolean(),
  /** Named documents that the store did not hold, or held with other bytes. */
  lacking: z.array(z.string()),
  files: count,
  bytes: count,
  list: z.string(),
});
export type ExportManifest = z.infer<typeof ExportManifest>;

/** Files of an export, one JSON value or one hash a line. */
export const exportFiles = {
  log: 'log.jsonl',
  heads: 'heads.jsonl',
  documents: 'documents.txt',
  table: (name: string): string => `tables/${name}.jsonl`,
} as const;

export interface Exported {
  readonly folder: string;
  readonly events: number;
  readonly streams: number;
  readonly documents: number;
  readonly withDocuments: boolean;
  /** Named documents that the store does not hold as they should be. */
  readonly lacking: readonly string[];
}

export interface ExportOptions {
  readonly documentsFolder: string;
  readonly dataFolder: string;
  readonly into: string;
  readonly withDocuments: boolean;
  readonly at: Instant;
  readonly say: (sentence: string) => void;
}

/** Pages as bytes, one line for each item; `seen` is told of each page. */
async function* asLines<Item>(
  pages: AsyncIterable<readonly Item[]>,
  seen: (page: readonly Item[]) => void = () => {},
): AsyncGenerator<Buffer, void, undefined> {
  for await (const page of pages) {
    seen(page);
    yield Buffer.from(page.map((item) => `${JSON.stringify(item)}\n`).join(''));
  }
}

async function writeTables(source: ExportSource, filling: FolderBeingFilled, say: ExportOptions['say']) {
  let [events, erased, streams] = [0, 0, 0];
  await filling.file(
    exportFiles.log,
    asLines(source.events(), (page) => {
      events += page.length;
      erased += page.filter(({ payload }) => payload === null).length;
      if (events % 10_000 === 0) say(`${events} events …`);
    }),
  );
  await filling.file(
    exportFiles.heads,
    asLines(source.heads(), (page) => {
      streams += page.length;
    }),
  );
  for (const table of source.tables) await filling.file(exportFiles.table(table), asLines(source.rowsOf(table)));
  return { migration: source.migration, tables: [...source.tables], events, erased, streams };
}

const pageSize = 1000;

async function* namedDocuments({ db }: Pick<Deps, 'db'>): AsyncGenerator<string, void, undefined> {
  const after = (last: string) => db.transaction(systemViewer, (tx) => documentsNamed(tx, last, pageSize));
  for (let page = await after(''); page.length > 0; page = await after(page.at(-1) ?? '')) yield* page;
}

async function writeDocuments(deps: Pick<Deps, 'db'>, options: ExportOptions, filling: FolderBeingFilled) {
  const lacking: string[] = [];
  const named: string[] = [];
  for await (const sha256 of namedDocuments(deps)) {
    named.push(sha256);
    const from = join(options.documentsFolder, placeOf(sha256));
    if ((await hashOfFile(from)) !== sha256) lacking.push(sha256);
    else if (options.withDocuments) await filling.file(`documents/${placeOf(sha256)}`, piecesOf(from));
  }
  await filling.file(exportFiles.documents, [Buffer.from(named.map((sha256) => `${sha256}\n`).join(''))]);
  return { documents: named.length, lacking };
}

/**
 * Writes the log with its contents, the directory in it, and the tables beside it into an empty folder, as text that any
 * server from 15 on can take in again; the bytes of documents when asked for. Sessions are left out. One snapshot.
 * Refuses a folder that is not empty or can't be written; nothing is left there then.
 */
export async function exportLog(
  deps: Pick<Deps, 'db' | 'log'>,
  owner: Database,
  options: ExportOptions,
): Promise<Result<Exported, 'not-valid'>> {
  const filling = await fillFolder(options.into, options.dataFolder);
  if (!filling.ok) return filling;
  const { value: folder } = filling;
  try {
    options.say('Writing the log.');
    const written = await openExport(owner, deps.log, (source) => writeTables(source, folder, options.say));
    options.say('Looking through the documents.');
    const { documents, lacking } = await writeDocuments(deps, options, folder);
    const { withDocuments } = options;
    await folder.finish({
      ...{ format: 'jcf-export', version: 1, madeAt: options.at.toString(), ...written, documents, withDocuments },
      ...{ lacking, files: folder.files(), bytes: folder.bytes() },
    } satisfies Omit<ExportManifest, 'list'>);
    const { events, streams } = written;
    return accept({ folder: folder.path, events, streams, documents, withDocuments, lacking });
  } catch (error) {
    await folder.giveUp();
    return refuse('not-valid', `${sayDisk(error, folder.path)} Nothing was kept of this export.`);
  }
}
