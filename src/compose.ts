import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { usualForceRules, type ForceRules } from './domain/case-file/index.ts';
import type { Config, SignInConfig } from './config.ts';
import { clockFrom, demonstrationClock, realClock } from './application/clock.ts';
import type { Database, Deps } from './application/deps.ts';
import { manyCases } from './domain/access-record/index.ts';
import { usualPlanSettings, type PlanSettings } from './domain/action-plan/index.ts';
import { usualClockSettings, type ClockSettings } from './domain/time-limits/index.ts';
import { usualSessionLimits, type SessionLimits } from './application/sessions.ts';
import { isKnown } from './application/sign-in.ts';
import { newestExport } from './application/seed-demonstration.ts';
import { openFolderStore } from './documents/folder-store.ts';
import { openRedactor } from './documents/redaction/open-redactor.ts';
import { openS3Store } from './documents/s3-store.ts';
import type { DocumentStore } from './documents/store.ts';
import { ownEditions, type EditionCatalogue, type LocalLine } from './domain/file-standard/index.ts';
import { londonDateOf, type Instant } from './domain/kernel/civil-date.ts';
import { englandAndWales, projectTo } from './domain/kernel/working-days.ts';
import { demonstrationKeys } from './identity/demonstration-keys.ts';
import { demonstrationIdentity } from './identity/demonstration-provider.ts';
import { relyingParty } from './identity/relying-party.ts';
import { loadOffences } from './standing-data/index.ts';
import { openDatabase } from './storage/database.ts';
import { startEmbedded } from './storage/embedded/start.ts';
import { productLog } from './storage/event-log.ts';
import { newId } from './storage/ids.ts';
import { migrate } from './storage/migrate.ts';
import type { Target } from './storage/target.ts';
import { withClock } from './storage/with-clock.ts';
import { paths } from './web/paths.ts';

/** Where the example cases of the demonstration are. */
export const exampleCases = join(import.meta.dirname, '..', 'demo', 'cases');

/** A database that is up to date, and how to let go of it. */
export interface OpenedDatabase {
  readonly db: Database;
  /** How to connect as the owner of the tables, for migrations and rebuilding. */
  readonly owner: Target;
  readonly warnings: readonly string[];
  /** Settles when an embedded server has ended by itself; never for another server. */
  readonly lost: Promise<void>;
  readonly close: () => Promise<void>;
}

/** Starts or reaches the database and brings its tables up to date. Throws, with what to do, when it can't. */
export async function openStorage(config: Config): Promise<OpenedDatabase> {
  if (config.database.kind === 'server') return openServer(config.database);
  const server = await startEmbedded({ dataDir: join(config.dataFolder, 'database') });
  try {
    await migrate(server.owner);
    const db = await openDatabase({ target: server.app });
    return {
      db,
      owner: server.owner,
      warnings: [],
      lost: server.ended,
      close: async () => {
        await db.close();
        await server.stop();
      },
    };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

const never = new Promise<void>(() => {});

async function openServer({ url, ownerUrl }: { readonly url: string; readonly ownerUrl: string | undefined }) {
  const owner: Target = { connectionString: ownerUrl ?? url };
  await migrate(owner);
  if (ownerUrl !== undefined) {
    const db = await openDatabase({ target: { connectionString: url } });
    return { db, owner, warnings: [], lost: never, close: () => db.close() };
  }
  // One address for both: the tables are made as its user, and the application steps down to a role that can't see
  // past row-level security.
  const db = await openDatabase({ target: steppingDown(url) });
  const warning =
    'The application steps down to the role jcf_app from the user of DATABASE_URL. To keep the two apart, let DATABASE_URL connect as jcf_app and JCF_DATABASE_OWNER_URL as the owner of the tables.';
  return { db, owner, warnings: [warning], lost: never, close: () => db.close() };
}

function steppingDown(url: string): Target {
  const address = new URL(url);
  if (decodeURIComponent(address.username) === 'jcf_app') return { connectionString: url };
  address.searchParams.set('options', '-c role=jcf_app');
  return { connectionString: address.href };
}

/** The time, as this process tells it: the real one in production. */
export async function clockOf(config: Pick<Config, 'mode' | 'demoNow'>, db: Database): Promise<() => Instant> {
  if (config.mode === 'production') return realClock;
  if (config.demoNow !== undefined) return clockFrom(config.demoNow, realClock(), realClock);
  return demonstrationClock(db, await newestExport(exampleCases), realClock);
}

export interface DepsOptions {
  readonly db: Database;
  readonly dataFolder: string;
  /** Where the bytes of documents are kept; below the data folder unless told. */
  readonly documents?: Config['documents'];
  readonly now: () => Instant;
  readonly signIn: SignInConfig;
  /** How long people stay signed in; as usual unless told. */
  readonly sessionLimits?: SessionLimits;
  /** Different cases that one person may open in an hour before it is flagged; as usual unless told. */
  readonly manyCases?: number;
  /** When clocks are due soon and when people are warned; as usual unless told. */
  readonly clockSettings?: ClockSettings;
  readonly planSettings?: PlanSettings;
  /** Editions of the file standard; those that come with the product unless told. */
  readonly editions?: EditionCatalogue;
  /** What forces add to the checklist; nothing unless told. */
  readonly localChecklist?: readonly LocalLine[];
  /** Minutes counted for making a page; not counted unless told. */
  readonly minutesPerPage?: number | undefined;
  readonly longestClipSeconds?: number | undefined;
  readonly magistratesLimitMonths?: number | undefined;
  /** What forces have set of how their files are assured, by the ids of their organisations; nothing unless told. */
  readonly forceRules?: ReadonlyMap<string, ForceRules>;
  /** Origin under which browsers reach this process. */
  readonly origin: string;
  /** Told what went wrong at sign-in: ids and error names only. */
  readonly log: (message: string) => void;
}

/** The store of documents. Throws, with what to do, when a bucket cannot be used. */
export const openDocuments = ({
  dataFolder,
  documents = { kind: 'folder' },
}: Pick<DepsOptions, 'dataFolder' | 'documents'>): Promise<DocumentStore> =>
  documents.kind === 'folder'
    ? openFolderStore(join(dataFolder, 'documents'))
    : openS3Store(documents, join(dataFolder, 'arriving'));

/** Every adapter, built and wired. */
export async function composeDeps(options: DepsOptions): Promise<Deps> {
  const { now, dataFolder } = options;
  const db = withClock(options.db, now);
  await mkdir(dataFolder, { recursive: true, mode: 0o700 });
  const today = () => londonDateOf(now());
  const editions = options.editions ?? ownEditions;
  return {
    db,
    log: productLog(),
    documents: await openDocuments(options),
    redactor: openRedactor(),
    offences: loadOffences().lookup,
    offenceList: loadOffences(),
    // Custody time limits and long bail reach past the last published year.
    holidays: projectTo(englandAndWales, today().year + 3),
    editions,
    localChecklist: options.localChecklist ?? [],
    minutesPerPage: options.minutesPerPage,
    standardSettings: {
      ...(options.longestClipSeconds === undefined ? {} : { longestClipSeconds: options.longestClipSeconds }),
      ...(options.magistratesLimitMonths === undefined
        ? {}
        : { magistratesLimitMonths: options.magistratesLimitMonths }),
    },
    forceRules: (forceId) => options.forceRules?.get(forceId) ?? usualForceRules,
    // A process outlives the day on which it was started.
    get edition() {
      return editions.inForce(today());
    },
    newId: () => newId(now()),
    now,
    today,
    sessionLimits: options.sessionLimits ?? usualSessionLimits,
    manyCases: options.manyCases ?? manyCases,
    clockSettings: options.clockSettings ?? usualClockSettings,
    planSettings: options.planSettings ?? usualPlanSettings,
    ...(await identityOf(options)),
  };
}

async function identityOf(options: DepsOptions): Promise<Pick<Deps, 'identity' | 'demonstration'>> {
  const { signIn, origin, log, db, dataFolder } = options;
  if (signIn.kind === 'external') {
    const settings = {
      ...signIn,
      callbackUrl: origin + paths.signInCallback.to(),
      afterSignOutUrl: origin + paths.signedOut.to(),
    };
    return { identity: relyingParty(settings, log), demonstration: undefined };
  }
  return demonstrationIdentity({
    origin,
    callbackPath: paths.signInCallback.to(),
    afterSignOutPath: paths.signedOut.to(),
    keys: await demonstrationKeys(dataFolder),
    isPerson: (userId) => isKnown({ db }, userId),
    log,
  });
}
