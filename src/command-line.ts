import { join } from 'node:path';
import { backUp } from './application/back-up.ts';
import { checkBundle } from './application/check-bundle.ts';
import { exportLog as writeExport } from './application/export-log.ts';
import { importCase } from './application/import-case.ts';
import { readExport, takeInLog } from './application/import-log.ts';
import { recordOperator, thisOperator, type OperatorCommand } from './application/record-operator.ts';
import { rebuildTables, verifyTables } from './application/rebuild-tables.ts';
import { suggestFiles } from './application/suggest-file.ts';
import { verifyFile } from './application/verify-file.ts';
import { redactFile } from './application/redact-file.ts';
import { checkRestored, placeBackup, readBackup } from './application/restore.ts';
import * as cli from './cli/run.ts';
import { badInput, type ExitCode, type Io } from './cli/io.ts';
import { realClock } from './application/clock.ts';
import { clockOf, composeDeps, openStorage } from './compose.ts';
import { editionsAt } from './edition-files.ts';
import { readConfig, type Config } from './config.ts';
import type { Database, Deps } from './application/deps.ts';
import { openRedactor } from './documents/redaction/open-redactor.ts';
import { openFolderStore } from './documents/folder-store.ts';
import { inspect } from './documents/inspect.ts';
import { sharedReader } from './documents/read/reader.ts';
import { closeVerifier } from './documents/verify/verify.ts';
import { englandAndWales, projectTo } from './domain/kernel/working-days.ts';
import { readBundle } from './exchange/bundle.ts';
import { accept, refuse, type Result } from './domain/kernel/result.ts';
import { loadOffences } from './standing-data/index.ts';
import { openDatabase } from './storage/database.ts';
import { embeddedMajor, reachEmbedded } from './storage/embedded/reach.ts';
import { systemViewer } from './application/viewer.ts';
import { compareEveryCase } from './application/compare-over-cases.ts';
import { findForce } from './storage/directory.ts';
import { productLog } from './storage/event-log.ts';
import type { Target } from './storage/target.ts';

/** The commands of `jcf` beside `serve`, wired to what they need. Those without a database build none. */

const io: Io = {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
};

/**
 * Runs an operator's command against the database of this configuration. Only one process may hold the embedded one: exit
 * code 2, with what to do, when another does, or when the database can't be reached.
 */
async function withDeps(work: (deps: Deps, owner: Target) => Promise<ExitCode>): Promise<ExitCode> {
  const read = readConfig(process.env);
  if (!read.ok) return badInput(io, read.faults.join('\n'));
  let storage: Awaited<ReturnType<typeof openStorage>>;
  try {
    storage = await openStorage(read.config);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return badInput(io, error.message);
  }
  try {
    const now = await clockOf(read.config, storage.db);
    const origin = 'http://localhost';
    const deps = await composeDeps({ ...read.config, db: storage.db, now, origin, log: () => {} });
    return await work(deps, storage.owner);
  } finally {
    sharedReader.close();
    await storage.close();
  }
}

export const limits = (args: readonly string[]) => cli.limits(args, io);

export async function check(args: readonly string[]) {
  const holidays = projectTo(englandAndWales, lastYear);
  const faults: string[] = [];
  const editions = editionsAt(process.env['JCF_EDITIONS'], faults);
  if (editions === undefined) return badInput(io, faults.join('\n'));
  try {
    return await cli.check(args, io, (dir, options) =>
      checkBundle({ offences: loadOffences().lookup, holidays, editions }, dir, options),
    );
  } finally {
    sharedReader.close();
  }
}

export async function suggest(args: readonly string[]) {
  try {
    return await cli.suggest(args, io, suggestFiles);
  } finally {
    sharedReader.close();
  }
}

export async function verify(args: readonly string[]) {
  try {
    return await cli.verify(args, io, verifyFile);
  } finally {
    closeVerifier();
  }
}
export async function redact(args: readonly string[]) {
  const redactor = openRedactor();
  try {
    return await cli.redact(args, io, (asked) => redactFile(redactor, asked));
  } finally {
    redactor.close();
  }
}

/** Custody time limits and bail reach a few years past an export; later years are projected and say so. */
const lastYear = 2040;

export const importBundles = (args: readonly string[]) =>
  withDeps((deps) =>
    cli.importBundles(args, io, (reason) => async (dir) => {
      const bundle = await readBundle(dir, { offences: deps.offences, inspect });
      if (!bundle.ok) return bundle;
      const imported = await importCase(deps, bundle.value);
      if (imported.ok) await recordOperator(deps.db, 'import', thisOperator(reason), deps.now(), imported.value.ref);
      return imported;
    }),
  );

export const compare = (args: readonly string[]) =>
  withDeps((deps) =>
    cli.compare(args, io, async (forceCode, edition, say) => {
      const force = await deps.db.transaction(systemViewer, (tx) => findForce(tx, forceCode));
      if (force === undefined) return refuse('not-valid', `No force with the code ${forceCode} is on file.`);
      await recordOperator(deps.db, 'compare', thisOperator(''), deps.now(), { ownerId: force.id });
      return compareEveryCase(deps, force.id, edition, (cases) => say(`${cases} cases checked`));
    }),
  );

export const rebuild = (args: readonly string[]) =>
  withDeps((deps, target) =>
    cli.rebuild(args, io, (reason) => async ({ verify }) => {
      await recordOperator(deps.db, verify ? 'verify' : 'rebuild', thisOperator(reason), deps.now());
      if (verify) return verifyTables(deps);
      const owner = await openDatabase({ target, connections: 1, allowPowerfulRole: true });
      try {
        return await rebuildTables(deps, owner);
      } finally {
        await owner.close();
      }
    }),
  );

/** The configuration of a command that works on the embedded database alone; a sentence where there is another. */
function embeddedConfig(instead: string): Config | string {
  const read = readConfig(process.env);
  if (!read.ok) return read.faults.join('\n');
  if (read.config.documents.kind === 'bucket') return documentsInBucket;
  return read.config.database.kind === 'embedded' ? read.config : instead;
}

const documentsInBucket =
  'Documents are kept in a bucket (JCF_S3_BUCKET), which this command does not copy: copy the database with the tools of its server, and the bucket after it with those of the store (versioning, replication).';

const ownTools =
  'DATABASE_URL names a server of its own: back it up and restore it with its own tools (pg_basebackup, pg_dump), and copy the documents folder of JCF_DATA after it. Or use jcf export.';

export const backup = (args: readonly string[]) =>
  cli.backup(args, io, (reason) => async (into, say) => {
    const config = embeddedConfig(ownTools);
    if (typeof config === 'string') return refuse('not-valid', config);
    const { dataFolder } = config;
    const reached = await reachEmbedded(join(dataFolder, 'database'));
    if (reached === undefined)
      return refuse('not-valid', `There is no database in ${dataFolder}. Set JCF_DATA to the folder of the service.`);
    if (!reached.running) say('The service is not running; its database is started for the backup.');
    try {
      const documentsFolder = join(dataFolder, 'documents');
      await recordBackup(config, reached.admin, reason, say);
      return await backUp({ admin: reached.admin, documentsFolder, dataFolder, into, at: realClock(), say });
    } finally {
      await reached.close();
    }
  });

/**
 * Records the backup before it begins, so that it is in the copy, as the role that the service connects as. A database that
 * can't take the entry, because its disk is full or it was never started by this release, is backed up all the same: that is
 * when a backup is needed most. It is said then.
 */
async function recordBackup(config: Config, admin: Target, reason: string, say: (sentence: string) => void) {
  let db: Database | undefined;
  try {
    db = await openDatabase({ target: { ...admin, user: 'jcf_app' }, connections: 1 });
    await recordOperator(db, 'backup', thisOperator(reason), (await clockOf(config, db))());
  } catch (error) {
    const why = error instanceof Error ? error.message : 'the database did not take the entry';
    say(`This backup is not in the record of access (${why}). Note by hand who made it, when and why.`);
  } finally {
    await db?.close();
  }
}

export const restore = (args: readonly string[]) =>
  cli.restore(args, io, (reason) => async (from, say) => {
    const config = embeddedConfig(ownTools);
    if (typeof config === 'string') return refuse('not-valid', config);
    const { dataFolder } = config;
    const read = await readBackup(from);
    if (!read.ok) return read;
    const postgres = embeddedMajor(join(dataFolder, 'database'));
    const placed = await placeBackup({ backup: read.value, dataFolder, postgres, say });
    if (!placed.ok) return placed;
    say('Starting the database and checking everything.');
    let restored: Awaited<ReturnType<typeof checkRestored>> | undefined;
    await withDeps(async (deps) => {
      await recordOperator(deps.db, 'restore', thisOperator(reason), deps.now());
      restored = await checkRestored(deps, read.value);
      return 0;
    });
    if (restored === undefined) return refuse('not-valid', `${dataFolder} is restored but can't be used as it is.`);
    return accept({ ...restored, dataFolder });
  });

/** What moves the log between databases: no clock and nobody's identity, so that an empty database stays empty. */
interface Store {
  readonly db: Database;
  readonly owner: Database;
  readonly dataFolder: string;
  /** Records what an operator does, by the clock that the service would have. */
  readonly record: (command: OperatorCommand, reason: string) => Promise<unknown>;
}

/** Opens the database of this configuration, whichever it is; a refusal, with what to do, when it can't be. */
async function withStore<T>(work: (store: Store) => Promise<Result<T>>): Promise<Result<T>> {
  const read = readConfig(process.env);
  if (!read.ok) return refuse('not-valid', read.faults.join('\n'));
  if (read.config.documents.kind === 'bucket') return refuse('not-valid', documentsInBucket);
  let storage: Awaited<ReturnType<typeof openStorage>>;
  try {
    storage = await openStorage(read.config);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return refuse('not-valid', error.message);
  }
  try {
    const owner = await openDatabase({ target: storage.owner, connections: 1, allowPowerfulRole: true });
    try {
      const { db } = storage;
      const record = async (command: OperatorCommand, reason: string) =>
        recordOperator(db, command, thisOperator(reason), (await clockOf(read.config, db))());
      return await work({ db, owner, dataFolder: read.config.dataFolder, record });
    } finally {
      await owner.close();
    }
  } finally {
    await storage.close();
  }
}

export const exportLog = (args: readonly string[]) =>
  cli.exportLog(
    args,
    io,
    (reason) =>
      (into, { withDocuments, say }) =>
        withStore(async ({ db, owner, dataFolder, record }) => {
          await record('export', reason);
          const documentsFolder = join(dataFolder, 'documents');
          const options = { documentsFolder, dataFolder, into, withDocuments, at: realClock(), say };
          return writeExport({ db, log: productLog() }, owner, options);
        }),
  );

export const importLog = (args: readonly string[]) =>
  cli.importLog(args, io, (reason) => async (from, say) => {
    const read = await readExport(from);
    if (!read.ok) return read;
    return withStore(async ({ db, owner, dataFolder, record }) => {
      const documentsFolder = join(dataFolder, 'documents');
      const documents = await openFolderStore(documentsFolder);
      const taken = await takeInLog({ db, log: productLog(), documents }, owner, read.value, { documentsFolder, say });
      if (taken.ok) await record('import-log', reason);
      return taken;
    });
  });
