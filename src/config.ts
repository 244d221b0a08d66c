import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import { manyCases } from './domain/access-record/index.ts';
import { usualForceRules, type ForceRules } from './domain/case-file/index.ts';
import { CivilDateText, instant, InstantText, type Instant } from './domain/kernel/civil-date.ts';
import type { EditionCatalogue, LocalLine } from './domain/file-standard/index.ts';
import { usualPlanSettings, type PlanSettings } from './domain/action-plan/index.ts';
import { usualClockSettings, type ClockSettings } from './domain/time-limits/index.ts';
import type { S3Settings } from './documents/s3-requests.ts';
import { editionsAt, localChecklistAt } from './edition-files.ts';
import { readMapping, type ClaimsMapping } from './identity/claims-mapping.ts';
import { nearestTo } from './nearest-name.ts';
import type { MetricsListen } from './web/metrics-server.ts';

/** How people sign in: any OpenID Connect provider, or the one embedded for demonstrations. */
export type SignInConfig =
  | { readonly kind: 'embedded' }
  | {
      readonly kind: 'external';
      readonly issuer: string;
      readonly clientId: string;
      readonly clientSecret: string;
      /** How the provider's claims become people, organisations and roles. */
      readonly mapping: ClaimsMapping;
    };

/** Everything the process takes from its environment, checked and read once. Holds secrets: never log it. */
export interface Config {
  readonly mode: 'demonstration' | 'production';
  /** Absolute path of the folder for the embedded database, documents and keys. */
  readonly dataFolder: string;
  readonly database:
    | { readonly kind: 'embedded' }
    | {
        readonly kind: 'server';
        readonly url: string;
        /** As whom the tables are made and changed; `undefined` means by `url` too. */
        readonly ownerUrl: string | undefined;
      };
  readonly listen: {
    readonly host: string;
    /** `firstFree`: from 3000 up, take the first port nobody uses. */
    readonly port: number | 'firstFree';
    /** Addresses or ranges of reverse proxies whose forwarded headers are believed. */
    readonly trustedProxies: readonly string[];
  };
  /** Origin under which people reach the service; `undefined` means the address listened on. */
  readonly baseUrl: string | undefined;
  readonly signIn: SignInConfig;
  /** How long people stay signed in without a request and at most, and how long having shown who they are counts. */
  readonly sessionLimits: {
    readonly idleMinutes: number;
    readonly longestHours: number;
    readonly confirmMinutes: number;
  };
  /** Different cases that one person may open in an hour before it is flagged. */
  readonly manyCases: number;
  /** When clocks are due soon or overdue, and when people are warned of them. */
  readonly clockSettings: ClockSettings;
  readonly planSettings: PlanSettings;
  /** Editions of the file standard: those that come with the product, and those of `JCF_EDITIONS`. */
  readonly editions: EditionCatalogue;
  /** What forces add to the checklist of the standard for themselves. */
  readonly localChecklist: readonly LocalLine[];
  /** Minutes that a force counts for making one page; undefined where it has not said. */
  readonly minutesPerPage: number | undefined;
  /** Seconds that a key recording may have, as the force sets it. */
  readonly longestClipSeconds: number | undefined;
  /** Longest sentence of a magistrates' court for one either-way offence, in months; as the product has it where not said. */
  readonly magistratesLimitMonths: number | undefined;
  /** What forces have set of how their files are assured, by the ids of their organisations. */
  readonly forceRules: ReadonlyMap<string, ForceRules>;
  /** Where the demonstration clock starts for this run. */
  readonly demoNow: Instant | undefined;
  readonly logLevel: LogLevel;
  /** Where the bytes of documents are kept. */
  readonly documents: { readonly kind: 'folder' } | ({ readonly kind: 'bucket' } & S3Settings);
  /** Where numbers for monitoring are given out; `undefined`: nowhere. */
  readonly metrics: MetricsListen | undefined;
  /** Sentences to print at start: allowed, but worth knowing. */
  readonly warnings: readonly string[];
}

const LogLevel = z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']);
export type LogLevel = z.infer<typeof LogLevel>;

export type ConfigResult =
  { readonly ok: true; readonly config: Config } | { readonly ok: false; readonly faults: readonly string[] };

type Environment = Readonly<Record<string, string | undefined>>;

/** Settings this process reads; another `JCF_` name is likely a slip and gets a warning. */
export const settings = [
  ...['NODE_ENV', 'PORT', 'DATABASE_URL'],
  ...['JCF_HOST', 'JCF_DATA', 'JCF_BASE_URL', 'JCF_TRUSTED_PROXIES', 'JCF_LOG', 'JCF_DEMO_NOW'],
  'JCF_DATABASE_OWNER_URL',
  ...['JCF_OIDC_ISSUER', 'JCF_OIDC_CLIENT_ID', 'JCF_OIDC_CLIENT_SECRET', 'JCF_OIDC_MAPPING'],
  ...['JCF_S3_ENDPOINT', 'JCF_S3_BUCKET', 'JCF_S3_REGION', 'JCF_S3_ACCESS_KEY_ID', 'JCF_S3_SECRET_ACCESS_KEY'],
  ...['JCF_METRICS_PORT', 'JCF_METRICS_HOST', 'JCF_METRICS_TOKEN'],
  ...['JCF_SESSION_IDLE_MINUTES', 'JCF_SESSION_LONGEST_HOURS', 'JCF_CONFIRM_MINUTES'],
  'JCF_MANY_CASES',
  ...['JCF_EDITIONS', 'JCF_LOCAL_CHECKLIST', 'JCF_MINUTES_PER_PAGE', 'JCF_LONGEST_CLIP_SECONDS'],
  ...['JCF_MAGISTRATES_LIMIT_MONTHS', 'JCF_SECOND_GATE', 'JCF_TRAINING_NEEDED_FROM'],
  ...['JCF_DUE_SOON_DAYS', 'JCF_CRITICAL_DAYS', 'JCF_WARN_DAYS', 'JCF_WARN_HOURS', 'JCF_NEAR_MISS_DAYS'],
  ...['JCF_CHASE_MONTHS', 'JCF_PLAN_MANY_ACTIONS', 'JCF_TALK_BEFORE_PLAN'],
] as const;
type Setting = (typeof settings)[number];

const loopbackHosts = ['localhost', '127.0.0.1', '::1', '[::1]'];

/** True for the names and addresses that only this machine can reach. */
export const isLoopback = (host: string): boolean => loopbackHosts.includes(host);

const port = z.coerce.number().int().min(1).max(65_535);
const between = (least: number, most: number) => z.coerce.number().int().min(least).max(most);
/** Points in time such as `60,30,14`: the most distant first, each once. */
const points = (most: number) =>
  z
    .string()
    .regex(/^\d+( *, *\d+)*$/)
    .transform((text) => [...new Set(text.split(',').map(Number))].sort((a, b) => b - a))
    .refine((numbers) => numbers.every((each) => each >= 1 && each <= most));
const ids = z
  .string()
  .regex(/^[a-z0-9-]+( *, *[a-z0-9-]+)*$/)
  .transform((text) => text.split(',').map((each) => each.trim()));
const given = <Name extends string, Value>(name: Name, value: Value | undefined): Partial<Record<Name, Value>> =>
  value === undefined ? {} : ({ [name]: value } as Record<Name, Value>); // one name, one value
/** Ids of organisations such as `force-35, force-36`, each once. */
const organisationIds = z
  .string()
  .transform((text) => [...new Set(text.split(',').map((each) => each.trim()))])
  .refine((ids) => ids.every((each) => /^[a-z0-9][a-z0-9-]{0,59}$/.test(each)));
/** Days by organisation such as `force-35=2027-10-01`, with commas between. */
const daysByOrganisation = z
  .string()
  .transform((text) => text.split(',').map((each) => each.split('=').map((part) => part.trim())))
  .pipe(z.array(z.tuple([z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/), CivilDateText])))
  .transform((pairs) => new Map(pairs));
const webUrl = z.url({ protocol: /^https?$/ });
const databaseUrl = z.url({ protocol: /^postgres(ql)?$/ });

/**
 * Reads the environment. Development gets working defaults; production (`NODE_ENV=production`) does not start without
 * real values.
 * @returns every fault at once, each a sentence that names the setting and says what to do
 */
export function readConfig(environment: Environment): ConfigResult {
  const faults: string[] = [];
  const warnings: string[] = [];
  const read = (name: Setting): string | undefined => {
    const value = environment[name]?.trim();
    return value === '' ? undefined : value;
  };
  const parse = <T>(name: Setting, schema: z.ZodType<T>, wanted: string): T | undefined => {
    const value = read(name);
    if (value === undefined) return undefined;
    const parsed = schema.safeParse(value);
    if (parsed.success) return parsed.data;
    faults.push(`${name} must be ${wanted}.`);
    return undefined;
  };

  const mode = read('NODE_ENV') === 'production' ? 'production' : 'demonstration';
  const production = mode === 'production';
  const host = read('JCF_HOST') ?? 'localhost';
  const baseUrl = parse('JCF_BASE_URL', webUrl, 'an address such as https://jcf.example.org');
  const origin = baseUrl === undefined ? undefined : new URL(baseUrl);
  if (origin !== undefined && (origin.pathname !== '/' || origin.search !== '' || origin.hash !== '')) {
    faults.push('JCF_BASE_URL must be an origin alone, such as https://jcf.example.org, without a path.');
  }
  if (origin?.protocol === 'http:' && !isLoopback(origin.hostname)) {
    faults.push('JCF_BASE_URL must start with https:// unless it is this machine alone.');
  }
  if (production && baseUrl === undefined && read('JCF_BASE_URL') === undefined) {
    faults.push('JCF_BASE_URL is needed in production: the https address people use.');
  }

  const url = parse('DATABASE_URL', databaseUrl, 'a PostgreSQL address such as postgres://user@host/database');
  const ownerUrl = parse('JCF_DATABASE_OWNER_URL', databaseUrl, 'a PostgreSQL address');
  if (ownerUrl !== undefined && url === undefined) faults.push('JCF_DATABASE_OWNER_URL is set without DATABASE_URL.');
  if (production && read('DATABASE_URL') === undefined) {
    warnings.push(
      'The embedded database is running in production. It is meant for one machine and gets security updates late: set DATABASE_URL to a PostgreSQL 15 or later server.',
    );
  }

  const demoNow = parse('JCF_DEMO_NOW', InstantText, 'a time with an offset, such as 2026-11-24T09:00:00Z');
  if (production && read('JCF_DEMO_NOW') !== undefined) {
    faults.push('JCF_DEMO_NOW moves the clock and is refused in production: remove it.');
  }

  const signIn = readSignIn(read, faults, production);
  if (signIn?.kind === 'embedded') {
    if (production) {
      faults.push('The demonstration sign-in is refused in production: set JCF_OIDC_ISSUER to your identity provider.');
    } else if (!isLoopback(host) || (origin !== undefined && !isLoopback(origin.hostname))) {
      faults.push(
        'The demonstration sign-in asks for no password, so it is only offered on this machine: remove JCF_HOST and JCF_BASE_URL, or set JCF_OIDC_ISSUER.',
      );
    }
  }

  const idleMinutes =
    parse('JCF_SESSION_IDLE_MINUTES', between(5, 240), 'a whole number of minutes from 5 to 240') ?? 30;
  const longestHours = parse('JCF_SESSION_LONGEST_HOURS', between(1, 24), 'a whole number of hours from 1 to 24') ?? 12;
  const confirmMinutes = parse('JCF_CONFIRM_MINUTES', between(1, 60), 'a whole number of minutes from 1 to 60') ?? 15;

  const manyCasesSet = parse('JCF_MANY_CASES', between(5, 1000), 'a whole number of cases from 5 to 1000');

  const clockSettings: ClockSettings = {
    ...usualClockSettings,
    ...given('dueSoonDays', parse('JCF_DUE_SOON_DAYS', between(1, 180), 'a whole number of days from 1 to 180')),
    ...given('criticalDays', parse('JCF_CRITICAL_DAYS', between(1, 90), 'a whole number of days from 1 to 90')),
    ...given('nearMissDays', parse('JCF_NEAR_MISS_DAYS', between(0, 60), 'a whole number of days from 0 to 60')),
    ...given(
      'chaseMonths',
      parse('JCF_CHASE_MONTHS', points(12), 'whole numbers of months with commas between, such as 1,2'),
    ),
    ...given(
      'warnDays',
      parse('JCF_WARN_DAYS', points(365), 'whole numbers of days with commas between, such as 60,30,14,7,3,1'),
    ),
    ...given(
      'warnHours',
      parse('JCF_WARN_HOURS', points(96), 'whole numbers of hours with commas between, such as 12,6,3,1'),
    ),
  };

  const planSettings: PlanSettings = {
    ...usualPlanSettings,
    ...given('manyItems', parse('JCF_PLAN_MANY_ACTIONS', between(1, 50), 'a whole number of actions from 1 to 50')),
    ...given(
      'talkFirst',
      parse('JCF_TALK_BEFORE_PLAN', ids, 'ids of forces and CPS offices with commas between, such as force-35'),
    ),
  };

  for (const name of Object.keys(environment)) {
    if (name.startsWith('JCF_') && !settings.some((each) => each === name)) {
      const near = nearestTo(name, settings);
      const meant = near === undefined ? '' : ` Did you mean ${near}?`;
      warnings.push(`${name} is not a setting of this program and was ignored.${meant}`);
    }
  }

  const editions = editionsAt(read('JCF_EDITIONS'), faults);
  const longestClipSeconds = parse(
    'JCF_LONGEST_CLIP_SECONDS',
    between(5, 14_400),
    'a whole number of seconds from 5 to 14400',
  );
  const magistratesLimitMonths = parse(
    'JCF_MAGISTRATES_LIMIT_MONTHS',
    between(1, 24),
    'a whole number of months from 1 to 24',
  );
  const secondGates = parse(
    'JCF_SECOND_GATE',
    organisationIds,
    'ids of forces of the directory with commas between, such as force-35',
  );
  const trainingNeededFrom = parse(
    'JCF_TRAINING_NEEDED_FROM',
    daysByOrganisation,
    'a day for each force of the directory with commas between, such as force-35=2027-10-01',
  );
  const minutesPerPage = parse('JCF_MINUTES_PER_PAGE', between(1, 240), 'a whole number of minutes from 1 to 240');
  const localChecklist = localChecklistAt(read('JCF_LOCAL_CHECKLIST'), faults);
  const documents = readDocuments(read, faults, warnings, production);
  const metrics = readMetrics(read, parse('JCF_METRICS_PORT', port, 'a port number from 1 to 65535'), faults);
  const chosenPort = parse('PORT', port, 'a port number from 1 to 65535');
  const logLevel = parse('JCF_LOG', LogLevel, `one of ${LogLevel.options.join(', ')}`);
  if (faults.length > 0 || signIn === undefined || editions === undefined) return { ok: false, faults };
  return {
    ok: true,
    config: {
      mode,
      dataFolder: resolve(read('JCF_DATA') ?? '.jcf'),
      database: url === undefined ? { kind: 'embedded' } : { kind: 'server', url, ownerUrl },
      listen: {
        host,
        port: chosenPort ?? 'firstFree',
        trustedProxies: (read('JCF_TRUSTED_PROXIES') ?? '').split(/[\s,]+/).filter((each) => each !== ''),
      },
      baseUrl: origin?.origin,
      signIn,
      sessionLimits: { idleMinutes, longestHours, confirmMinutes },
      manyCases: manyCasesSet ?? manyCases,
      clockSettings,
      planSettings,
      editions,
      localChecklist,
      minutesPerPage,
      longestClipSeconds,
      magistratesLimitMonths,
      forceRules: new Map(
        [...new Set([...(secondGates ?? []), ...(trainingNeededFrom?.keys() ?? [])])].map((id) => [
          id,
          {
            ...usualForceRules,
            secondGate: secondGates?.includes(id) ?? false,
            recordsNeededFrom: trainingNeededFrom?.get(id),
          },
        ]),
      ),
      demoNow: demoNow === undefined ? undefined : instant(demoNow),
      logLevel: logLevel ?? (production ? 'info' : 'warn'),
      documents,
      metrics,
      warnings,
    },
  };
}

function readSignIn(
  read: (name: Setting) => string | undefined,
  faults: string[],
  production: boolean,
): SignInConfig | undefined {
  const issuer = read('JCF_OIDC_ISSUER');
  if (issuer === undefined) {
    const stray = settings.find((name) => name.startsWith('JCF_OIDC_') && read(name) !== undefined);
    if (stray !== undefined) faults.push(`${stray} is set without JCF_OIDC_ISSUER: set the issuer as well.`);
    return { kind: 'embedded' };
  }
  const parsed = webUrl.safeParse(issuer);
  if (!parsed.success) {
    faults.push('JCF_OIDC_ISSUER must be the address of an OpenID Connect provider.');
  } else if (new URL(issuer).protocol !== 'https:' && (production || !isLoopback(new URL(issuer).hostname))) {
    faults.push('JCF_OIDC_ISSUER must start with https:// unless it is on this machine.');
  }
  const clientId = read('JCF_OIDC_CLIENT_ID');
  const clientSecret = read('JCF_OIDC_CLIENT_SECRET');
  if (clientId === undefined) faults.push('JCF_OIDC_CLIENT_ID is needed with JCF_OIDC_ISSUER.');
  if (clientSecret === undefined) faults.push('JCF_OIDC_CLIENT_SECRET is needed with JCF_OIDC_ISSUER.');
  const mapping = mappingAt(read('JCF_OIDC_MAPPING'), faults);
  if (mapping === undefined || clientId === undefined || clientSecret === undefined) return undefined;
  return { kind: 'external', issuer, clientId, clientSecret, mapping };
}

function readDocuments(
  read: (name: Setting) => string | undefined,
  faults: string[],
  warnings: string[],
  production: boolean,
): Config['documents'] {
  const names = ['JCF_S3_ENDPOINT', 'JCF_S3_BUCKET', 'JCF_S3_ACCESS_KEY_ID', 'JCF_S3_SECRET_ACCESS_KEY'] as const;
  const [endpoint, bucket, accessKeyId, secretAccessKey] = names.map(read);
  const region = read('JCF_S3_REGION');
  if ([endpoint, bucket, accessKeyId, secretAccessKey, region].every((value) => value === undefined))
    return { kind: 'folder' };
  for (const name of names)
    if (read(name) === undefined)
      faults.push(`${name} is needed to keep documents in a bucket; or remove every JCF_S3_ setting.`);
  const address = webUrl.safeParse(endpoint);
  if (endpoint !== undefined && !address.success)
    faults.push('JCF_S3_ENDPOINT must be the address of an S3 server, such as https://s3.example.org.');
  else if (endpoint !== undefined && new URL(endpoint).protocol !== 'https:') {
    if (production || !isLoopback(new URL(endpoint).hostname))
      faults.push('JCF_S3_ENDPOINT must start with https:// unless it is on this machine.');
  }
  if (bucket !== undefined && !/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(bucket))
    faults.push('JCF_S3_BUCKET must be the name of a bucket: 3 to 63 small letters, digits, dots and hyphens.');
  if (read('DATABASE_URL') === undefined)
    warnings.push(
      'Documents are kept in a bucket and the database is embedded: jcf backup does not work then. Set DATABASE_URL as well.',
    );
  return {
    kind: 'bucket',
    endpoint: endpoint ?? '',
    bucket: bucket ?? '',
    region: region ?? 'us-east-1',
    accessKeyId: accessKeyId ?? '',
    secretAccessKey: secretAccessKey ?? '',
  };
}

function readMetrics(
  read: (name: Setting) => string | undefined,
  chosen: number | undefined,
  faults: string[],
): MetricsListen | undefined {
  const host = read('JCF_METRICS_HOST') ?? '127.0.0.1';
  const token = read('JCF_METRICS_TOKEN');
  if (chosen === undefined) {
    for (const name of ['JCF_METRICS_HOST', 'JCF_METRICS_TOKEN'] as const)
      if (read(name) !== undefined && read('JCF_METRICS_PORT') === undefined)
        faults.push(`${name} is set without JCF_METRICS_PORT: set the port as well, or remove it.`);
    return undefined;
  }
  if (!isLoopback(host) && token === undefined)
    faults.push('JCF_METRICS_TOKEN is needed when JCF_METRICS_HOST can be reached from other machines.');
  if (token !== undefined && token.length < 20)
    faults.push('JCF_METRICS_TOKEN must have 20 characters or more, drawn at random.');
  return { host, port: chosen, token };
}

function mappingAt(file: string | undefined, faults: string[]): ClaimsMapping | undefined {
  if (file === undefined) {
    faults.push('JCF_OIDC_MAPPING is needed with JCF_OIDC_ISSUER: the file that says who may do what by their claims.');
    return undefined;
  }
  let content: string;
  try {
    content = readFileSync(file, 'utf8');
  } catch {
    faults.push(`JCF_OIDC_MAPPING names a file that cannot be read: ${file}.`);
    return undefined;
  }
  const read = readMapping(content);
  if (read.ok) return read.mapping;
  faults.push(...read.faults.map((fault) => `JCF_OIDC_MAPPING, ${file}: ${fault}`));
  return undefined;
}
