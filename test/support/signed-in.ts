import { mkdtemp, rm } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import type { Deps } from '../../src/application/deps.ts';
import type { PlanSettings } from '../../src/domain/action-plan/index.ts';
import { seedDirectory } from '../../src/application/seed-demonstration.ts';
import { findSession, startSession, usualSessionLimits, type SessionLimits } from '../../src/application/sessions.ts';
import { migrationExpected, readinessOf } from '../../src/application/readiness.ts';
import { composeDeps } from '../../src/compose.ts';
import type { ForceRules } from '../../src/domain/case-file/index.ts';
import { instant, Temporal, type Instant } from '../../src/domain/kernel/civil-date.ts';
import { createApp } from '../../src/web/app.ts';
import { buildAssets, type AssetManifest } from '../../src/web/assets/build.ts';
import type { LogStream } from '../../src/web/logging.ts';
import type { Shell } from '../../src/web/shell.ts';
import { testDatabase, type TestDatabase } from './database.ts';

/** Sign-in ids of people in `demo/people.json`, by the part they play. */
export const who = {
  officer: '35-3318',
  supervisor: '35-1127',
  officerAndSupervisor: '35-1244',
  gatekeeper: '35-0871',
  cfssu: '35-7815',
  inspector: '35-0310',
  rassoDs: '35-2091',
  disclosureOfficer: '35-7702',
  custodyOfficer: '35-1204',
  opsManager: '35-7901',
  casework: 'ec-101',
  prosecutor: 'ec-201',
  legalManager: 'ec-301',
  otherLegalManager: 'ec-303',
  adviceManager: 'ec-311',
  cpsDirect: 'cd-201',
  boardViewer: 'bd-101',
  otherForceOfficer: '36-2214',
  otherForceGatekeeper: '36-0655',
  otherAreaCasework: 'nv-101',
  otherAreaProsecutor: 'nv-201',
} as const;

/** The whole application on a database and a data folder of its own, with the demonstration's people and no cases. */
export interface TestApplication {
  readonly app: FastifyInstance;
  readonly deps: Deps;
  readonly database: TestDatabase;
  /** Where documents and keys are. */
  readonly dataFolder: string;
  /** Every route, as `GET /cases/:urn`. */
  readonly routes: readonly string[];
  /** Moves the clock forward. */
  readonly advance: (by: Temporal.DurationLike) => void;
  readonly close: () => Promise<void>;
}

const assets: AssetManifest = {
  css: '/assets/app.css',
  js: '/assets/app.js',
  icon: '/assets/icon.svg',
  islands: {
    calculator: '/assets/calculator.js',
    'case-moved': '/assets/case-moved.js',
    'offence-picker': '/assets/offence-picker.js',
    'redaction-viewer': '/assets/redaction-viewer.js',
  },
};

export interface TestApplicationOptions {
  /** What the clock says at first; it stands still but for `advance`. 22 November 2026 at 8am unless told. */
  readonly now?: Instant;
  readonly shell?: Partial<Shell>;
  /** How long people stay signed in; as usual unless told. */
  readonly sessionLimits?: SessionLimits;
  /** Different cases in an hour before it is flagged; as usual unless told. */
  readonly manyCases?: number;
  /** What forces have set of how their files are assured; nothing unless told. */
  readonly forceRules?: ReadonlyMap<string, ForceRules>;
  /** How action plans are issued. */
  readonly planSettings?: PlanSettings;
  /** Takes everything the application logs, down to the smallest; nothing is logged unless given. */
  readonly logStream?: LogStream;
  /** Called before the server is ready: registers pages that exist for the test alone. */
  readonly pages?: (app: FastifyInstance, deps: Deps) => void;
}

/** Close it in `afterAll`. */
export async function testApplication(options: TestApplicationOptions = {}): Promise<TestApplication> {
  let now = options.now ?? instant('2026-11-22T08:00:00Z');
  const database = await testDatabase();
  const dataFolder = await mkdtemp(join(tmpdir(), 'jcf-app-'));
  const origin = options.shell?.origin ?? 'http://localhost';
  const deps = await composeDeps({
    db: database.db,
    dataFolder,
    now: () => now,
    signIn: { kind: 'embedded' },
    sessionLimits: options.sessionLimits ?? usualSessionLimits,
    ...(options.manyCases === undefined ? {} : { manyCases: options.manyCases }),
    ...(options.forceRules === undefined ? {} : { forceRules: options.forceRules }),
    ...(options.planSettings === undefined ? {} : { planSettings: options.planSettings }),
    origin,
    log: () => {},
  });
  await seedDirectory(deps);
  const routes: string[] = [];
  const app = await createApp({
    onRoute: ({ method, url }) => routes.push(...[method].flat().map((each) => `${each} ${url}`)),
    shell: {
      deps,
      origin,
      assets,
      assetsFolder: undefined,
      demonstration: true,
      identityOrigin: undefined,
      signInsPerMinute: 10_000,
      readiness: () => readinessOf(deps, { expected: migrationExpected(), lastRelay: () => Date.now() }),
      ...options.shell,
    },
    logLevel: options.logStream === undefined ? 'silent' : 'debug',
    ...(options.logStream === undefined ? {} : { logStream: options.logStream }),
  });
  options.pages?.(app, deps);
  await app.ready();
  return {
    app,
    deps,
    database,
    dataFolder,
    routes,
    advance: (by) => {
      now = now.add(by);
    },
    close: async () => {
      await app.close();
      deps.redactor.close();
      await database.close();
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
}

const freePort = async (): Promise<number> => {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, 'localhost', resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port was given');
  return address.port;
};

/** The same over the network, with the real styles and scripts, for a browser. `origin` is where it listens. */
export async function listeningApplication(
  options: TestApplicationOptions = {},
): Promise<TestApplication & { readonly origin: string }> {
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const assetsFolder = fileURLToPath(new URL('../../public', import.meta.url));
  const built = await buildAssets({ outDir: assetsFolder });
  const application = await testApplication({
    ...options,
    shell: { origin, assets: built, assetsFolder, ...options.shell },
  });
  await application.app.listen({ host: 'localhost', port });
  return { ...application, origin };
}

type Fields = Readonly<Record<string, string | readonly string[]>>;

/** A browser signed in as one person: a session begun without the sign-in pages, which have tests of their own. */
export interface SignedIn {
  readonly userId: string;
  /** Value for a `cookie` header. */
  readonly cookie: string;
  readonly csrfToken: string;
  readonly get: (url: string, headers?: Readonly<Record<string, string>>) => Promise<LightMyRequestResponse>;
  /** Sends a form as a page of ours would: with the token and a number of its own, unless `_csrf` or `_command` is given. */
  readonly post: (
    url: string,
    fields?: Fields,
    headers?: Readonly<Record<string, string>>,
  ) => Promise<LightMyRequestResponse>;
}

/** Signs in a person of the directory, such as `who.officer`. */
export async function signedInAs(
  { app, deps }: Pick<TestApplication, 'app' | 'deps'>,
  userId: string,
): Promise<SignedIn> {
  const { origin } = app.shell;
  const { host } = new URL(origin);
  const secret = await startSession(deps, userId);
  const session = await findSession(deps, secret);
  if (session === undefined) throw new Error(`nobody with the id ${userId} may sign in`);
  const cookie = `jcf-session=${secret}`;
  const { csrfToken } = session;
  return {
    userId,
    cookie,
    csrfToken,
    get: (url, headers = {}) => app.inject({ method: 'GET', url, headers: { cookie, host, ...headers } }),
    post: (url, fields = {}, headers = {}) =>
      app.inject({
        method: 'POST',
        url,
        headers: {
          cookie,
          'content-type': 'application/x-www-form-urlencoded',
          origin,
          host,
          ...headers,
        },
        payload: encode({ _csrf: csrfToken, _command: randomUUID(), ...fields }),
      }),
  };
}

const encode = (fields: Fields): string => {
  const body = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) {
    for (const each of typeof value === 'string' ? [value] : value) body.append(name, each);
  }
  return body.toString();
};
