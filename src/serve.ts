import { statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { registerApi } from './api/register.ts';
import type { Config } from './config.ts';
import { clockOf, composeDeps, exampleCases, openStorage, type OpenedDatabase } from './compose.ts';
import type { Deps } from './application/deps.ts';
import { describeFault } from './application/describe-fault.ts';
import { listSignInPeople } from './application/directory.ts';
import { atMostEvery, migrationExpected, readinessOf, type Readiness } from './application/readiness.ts';
import { serviceState } from './application/service-state.ts';
import { removeErasedBytes } from './application/erase-case.ts';
import { seedDemonstration } from './application/seed-demonstration.ts';
import { keepMakingCopies } from './application/make-copies.ts';
import { keepClocks } from './application/sweep-clocks.ts';
import { takeInOrganisations } from './application/take-in-organisations.ts';
import { sharedReader } from './documents/read/reader.ts';
import type { Instant } from './domain/kernel/civil-date.ts';
import { runRelay } from './storage/log/index.ts';
import { personOf } from './web/api-person.ts';
import { createApp } from './web/app.ts';
import { buildAssets, type AssetManifest } from './web/assets/build.ts';
import { serveMetrics } from './web/metrics-server.ts';
import { peopleView } from './web/pages/sign-in/view-model.ts';

/** A process that is serving. */
export interface Serving {
  readonly origin: string;
  readonly app: FastifyInstance;
  readonly deps: Deps;
  /** Settles when the database has gone for good. */
  readonly lost: Promise<void>;
  /** Lets requests under way finish, then closes everything. */
  readonly stop: () => Promise<void>;
}

/** A port that was asked for by number and is in use. */
export class PortTaken extends Error {
  readonly port: number;

  constructor(port: number, options: ErrorOptions) {
    super(`Port ${port} is in use. Stop what uses it, or set PORT to another.`, options);
    this.port = port;
  }
}

export const firstPort = 3000;
const lastPort = 3099;
/** Requests to the interface for other systems that one account, or one person, may make in a minute. */
const apiRequestsPerMinute = 600;
/** How long requests under way have when the process is asked to stop. */
const requestsEndWithinMs = 20_000;
const assetsFolder = join(import.meta.dirname, '..', 'public');

/**
 * Starts everything and listens. Throws, with what to do, when something is missing or in use; nothing is left running
 * then.
 * @param say takes sentences for whoever started it
 */
export async function serve(config: Config, say: (sentence: string) => void): Promise<Serving> {
  config.warnings.forEach(say);
  const building = buildAssets({ outDir: assetsFolder });
  building.catch(() => undefined); // heard below; when the database fails first, that is what is told
  const storage = await openStorage(config);
  try {
    storage.warnings.forEach(say);
    const now = await clockOf(config, storage.db);
    return await listenSomewhere(config, storage, await building, now, say);
  } catch (error) {
    sharedReader.close();
    await storage.close();
    throw error;
  }
}

const isInUse = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';

async function listenSomewhere(
  config: Config,
  storage: OpenedDatabase,
  assets: AssetManifest,
  now: () => Instant,
  say: (sentence: string) => void,
): Promise<Serving> {
  const { port: asked } = config.listen;
  const ports =
    asked === 'firstFree'
      ? Array.from({ length: lastPort - firstPort + 1 }, (_each, index) => firstPort + index)
      : [asked];
  for (const port of ports) {
    try {
      const serving = await listenOn(config, storage, assets, now, port, say);
      if (asked === 'firstFree' && port !== firstPort) say(`Port ${firstPort} is in use, so this is on port ${port}.`);
      return serving;
    } catch (error) {
      if (!isInUse(error)) throw error;
      if (asked !== 'firstFree') throw new PortTaken(port, { cause: error });
    }
  }
  throw new Error(`Every port from ${firstPort} to ${lastPort} is in use. Set PORT to a free one.`);
}

async function listenOn(
  config: Config,
  storage: OpenedDatabase,
  assets: AssetManifest,
  now: () => Instant,
  port: number,
  say: (sentence: string) => void,
): Promise<Serving> {
  const origin = config.baseUrl ?? `http://${config.listen.host === '::1' ? '[::1]' : config.listen.host}:${port}`;
  const log = (message: string) => app.log.warn({ event: message });
  const { db, lost } = storage;
  const deps = await composeDeps({ ...config, db, now, origin, log });
  const demonstration = config.mode === 'demonstration';
  let relayedAt: number | undefined;
  const expected = migrationExpected();
  const readiness = atMostEvery(1_000, () => readinessOf(deps, { expected, lastRelay: () => relayedAt }));
  const app = await createApp({
    shell: {
      readiness,
      deps,
      origin,
      assets,
      assetsFolder,
      demonstration,
      identityOrigin: config.signIn.kind === 'external' ? new URL(config.signIn.issuer).origin : undefined,
      signInsPerMinute: demonstration ? 300 : 30,
    },
    logLevel: config.logLevel,
    trustedProxies: config.listen.trustedProxies,
  });
  registerApi(app, { deps, requestsPerMinute: apiRequestsPerMinute, personOf });
  const background = new AbortController();
  try {
    await deps.documents.sweep();
    await removeErasedBytes(deps);
    if (config.signIn.kind === 'external')
      (await takeInOrganisations(deps, config.signIn.mapping.organisations)).forEach(say);
    if (demonstration) (await seedDemonstration(deps, exampleCases)).forEach(say);
    await app.listen({ host: config.listen.host, port });
  } catch (error) {
    await app.close();
    throw error;
  }
  const relay = runRelay(db, {
    signal: background.signal,
    onTurn: () => (relayedAt = Date.now()),
    onError: (error) => {
      app.metrics.failed('relay');
      app.log.error({ relay: describeFault(error) });
    },
  });
  const clocks = keepClocks(deps, {
    signal: background.signal,
    onError: (error) => {
      app.metrics.failed('clocks');
      app.log.error({ clocks: describeFault(error) });
    },
  });
  const copies = keepMakingCopies(deps, {
    signal: background.signal,
    onError: (error) => {
      app.metrics.failed('copies');
      app.log.error({ copies: describeFault(error) });
    },
  });
  const metrics = await startMetrics(config, app, deps, readiness).catch(async (error: unknown) => {
    background.abort();
    await Promise.all([relay, clocks, copies]);
    await app.close();
    throw error;
  });
  const stop = async (): Promise<void> => {
    // Whoever sends or takes so slowly that it does not end is cut off, so that stopping always ends.
    const cutOff = setTimeout(() => app.server.closeAllConnections(), requestsEndWithinMs);
    await app.close();
    clearTimeout(cutOff);
    await metrics?.stop();
    background.abort();
    await Promise.all([relay, clocks, copies]);
    sharedReader.close();
    deps.redactor.close();
    await storage.close();
  };
  return { origin, app, deps, lost, stop };
}

/** The numbers for monitoring, where the configuration asks for them. */
async function startMetrics(
  config: Config,
  app: FastifyInstance,
  deps: Deps,
  readiness: () => Promise<Readiness>,
): Promise<{ readonly stop: () => Promise<void> } | undefined> {
  if (config.metrics === undefined) return undefined;
  const { host, port } = config.metrics;
  const freeBytes = async (): Promise<number> => {
    const { bavail, bsize } = await statfs(config.dataFolder);
    return bavail * bsize;
  };
  const text = async (): Promise<string> =>
    app.metrics.text(await serviceState(deps, { readiness, freeBytes }).catch(() => undefined), app.liveStreams());
  try {
    return await serveMetrics(config.metrics, text);
  } catch (cause) {
    throw new Error(`Numbers for monitoring cannot be given out at ${host}:${port}. Set JCF_METRICS_PORT to another.`, {
      cause,
    });
  }
}

/** Who may sign in, as lines of a table under the name of each organisation: role, then person. */
export async function signInTable(deps: Deps): Promise<readonly string[]> {
  const { groups } = peopleView('', await listSignInPeople(deps));
  const width = Math.max(0, ...groups.flatMap(({ people }) => people.map(({ does }) => does.length)));
  return groups.flatMap(({ organisation, people }) => [
    organisation,
    ...people.map(({ does, name }) => `  ${does.padEnd(width)}  ${name}`),
  ]);
}
