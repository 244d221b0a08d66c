import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { assetsPrefix } from './assets/build.ts';
import { paths } from './paths.ts';
import type { Rates } from './shell.ts';
import { readBrowserCookie, readSessionCookie } from './security.ts';
import { sha256Of } from '../application/secrets.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** A step of signing in, which has limits of its own. */
    readonly signsIn?: true;
  }
}

/** An office has so many people who come in at the same time of day. */
const officeOf = 20;

/**
 * What holds unless the shell says otherwise. No limit is kept by person: whoever knows a colleague's name or number can
 * then do nothing that keeps them out. A demonstration stands on one machine, so its pages have none.
 */
const ratesOf = (app: FastifyInstance): Rates => ({
  signInsPerBrowser: app.shell.signInsPerMinute,
  signInsPerAddress: app.shell.signInsPerMinute * officeOf,
  pagesPerSession: app.shell.demonstration ? Infinity : 600,
  pagesPerAddress: app.shell.demonstration ? Infinity : 600 * officeOf,
  ...app.shell.rates,
});

const minute = 60_000;

/**
 * Turns away who asks too often, with how long to wait. A browser or session that does is turned away by itself, before
 * its requests count for the address it shares with others.
 */
export async function limitRates(app: FastifyInstance): Promise<void> {
  await app.register(rateLimit, {
    global: false,
    timeWindow: minute,
    // Thrown, so that the answer is a page like any other.
    errorResponseBuilder: () => new TooManyTries(),
  });
  const rates = ratesOf(app);
  const limit = (max: number, keyGenerator: (request: FastifyRequest) => string) =>
    Number.isFinite(max) ? app.createRateLimit({ max, timeWindow: minute, keyGenerator }) : undefined;
  const byAddress = (what: string) => (request: FastifyRequest) => `${what} of ${request.ip}`;
  const signIns = {
    own: limit(rates.signInsPerBrowser, (request) => `browser ${keyOf(readBrowserCookie(request))}`),
    shared: limit(rates.signInsPerAddress, byAddress('sign-ins')),
    isOwn: (request: FastifyRequest) => readBrowserCookie(request) !== undefined,
  };
  const pages = {
    own: limit(rates.pagesPerSession, (request) => `session ${keyOf(readSessionCookie(request))}`),
    shared: limit(rates.pagesPerAddress, byAddress('pages')),
    isOwn: (request: FastifyRequest) => readSessionCookie(request) !== undefined,
  };
  app.addHook('onRequest', async (request, reply) => {
    if (isElsewhere(request)) return;
    const { own, shared, isOwn } = request.routeOptions.config.signsIn === true ? signIns : pages;
    if (isOwn(request)) await turnAwayBy(own, request, reply);
    await turnAwayBy(shared, request, reply);
  });
}

type Limit = ReturnType<FastifyInstance['createRateLimit']> | undefined;

/** Throws when this request is one too many. */
async function turnAwayBy(limit: Limit, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const counted = await limit?.(request);
  if (counted === undefined || counted.isAllowed || !counted.isExceeded) return;
  void reply.header('retry-after', counted.ttlInSeconds);
  throw new TooManyTries();
}

const keyOf = (cookie: string | undefined): string => sha256Of(cookie ?? '');

/** Styles, probes and live updates cost little or have limits of their own, as has the interface for other systems. */
const isElsewhere = ({ routeOptions: { url = '' } }: FastifyRequest): boolean =>
  url.startsWith(assetsPrefix) || url.startsWith('/api/') || free.includes(url);
const free: readonly string[] = [paths.health.pattern, paths.ready.pattern, paths.live.pattern];

class TooManyTries extends Error {
  readonly statusCode = 429;
}
