import type { FastifyRequest } from 'fastify';
import type { Deps } from '../application/deps.ts';
import type { LiveLimits } from '../application/live.ts';
import type { Readiness } from '../application/readiness.ts';
import type { Session, SessionEnd } from '../application/sessions.ts';
import type { AssetManifest } from './assets/build.ts';
import type { Metrics } from './metrics.ts';

/** Requests in a minute. In the memory of each process. */
export interface Rates {
  /** Steps of signing in, of one browser. A sign-in takes two, and four in a demonstration. */
  readonly signInsPerBrowser: number;
  /** The same of one address: an office may stand behind it, so it is generous. */
  readonly signInsPerAddress: number;
  /** Pages and forms of one session. */
  readonly pagesPerSession: number;
  readonly pagesPerAddress: number;
}

/** What every page of this process shares: the application, the address it is reached under, its styles and scripts. */
export interface Shell {
  readonly deps: Deps;
  /** Origin under which people reach the service, such as `http://localhost:3000`. */
  readonly origin: string;
  readonly assets: AssetManifest;
  /** Folder of the built assets, served under `/assets/`. */
  readonly assetsFolder: string | undefined;
  /** True on made-up data and a clock that is not the real one: pages say so. */
  readonly demonstration: boolean;
  /** Origin of an external identity provider: sign-out forms may lead there. */
  readonly identityOrigin: string | undefined;
  /** Steps of signing in that one browser may take in a minute. */
  readonly signInsPerMinute: number;
  /** Other limits, where not as usual. */
  readonly rates?: Partial<Rates>;
  /** How often live pages are looked after and how many there may be, where not as usual. */
  readonly live?: Partial<LiveLimits>;
  /** Whether the service can do its work. */
  readonly readiness: () => Promise<Readiness>;
}

declare module 'fastify' {
  interface FastifyInstance {
    readonly shell: Shell;
    readonly metrics: Metrics;
    /** How many pages of cases are being told when the case moves. */
    readonly liveStreams: () => number;
  }
  interface FastifyRequest {
    /** `null` until looked for, with why a session has ended where one has; kept for the rest of the request. */
    foundSession: { readonly session: Session | undefined; readonly ended?: SessionEnd | undefined } | null;
  }
}

export const isSecure = (shell: Pick<Shell, 'origin'>): boolean => shell.origin.startsWith('https:');

const loopbackNames = ['localhost', '127.0.0.1', '[::1]'];

/** The origin a request was made to, by its Host header; `undefined` for a host that is not ours. */
export function originAsked(shell: Pick<Shell, 'origin'>, request: FastifyRequest): string | undefined {
  const own = new URL(shell.origin);
  const address = `${own.protocol}//${request.host}`;
  if (!URL.canParse(address)) return undefined;
  const asked = new URL(address);
  if (asked.origin === own.origin) return asked.origin;
  const bothHere = loopbackNames.includes(own.hostname) && loopbackNames.includes(asked.hostname);
  return bothHere && asked.port === own.port ? asked.origin : undefined;
}
