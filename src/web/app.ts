import { randomInt } from 'node:crypto';
import formBody from '@fastify/formbody';
import multipart from '@fastify/multipart';
import staticFiles from '@fastify/static';
import Fastify, { LogController, type FastifyError, type FastifyInstance } from 'fastify';
import { refuse, type Refusal } from '../domain/kernel/result.ts';
import { describeFault } from '../application/describe-fault.ts';
import { isNoRoom, noRoom } from '../application/no-room.ts';
import { assetsPrefix } from './assets/build.ts';
import { faultPage } from './errors.tsx';
import { loggerOptions, type LogStream } from './logging.ts';
import { createMetrics, measureRequests } from './metrics.ts';
import { registerPages } from './pages/index.ts';
import { paths } from './paths.ts';
import { limitRates } from './rates.ts';
import { secure } from './security.ts';
import type { Shell } from './shell.ts';
import { sendPage, sendRefusal, sessionOf } from './visit.ts';

export interface AppOptions {
  readonly shell: Shell;
  readonly logLevel: string;
  /** Where the log goes; standard output unless told. */
  readonly logStream?: LogStream;
  /** Addresses of the reverse proxies whose forwarded headers are believed. */
  readonly trustedProxies?: readonly string[];
  /** Told of every route as it is added. */
  readonly onRoute?: (route: { readonly method: string | string[]; readonly url: string }) => void;
}

/** The web process, ready to listen or to be asked with `inject`. */
export async function createApp(options: AppOptions): Promise<FastifyInstance> {
  const { shell, logLevel, logStream, trustedProxies = [], onRoute } = options;
  const app = Fastify({
    logger: loggerOptions(logLevel, logStream),
    logController: new LogController({ disableRequestLogging: true }), // `logRequests` below writes our own line
    genReqId: newReference,
    bodyLimit: 2_000_000,
    trustProxy: trustedProxies.length === 0 ? false : [...trustedProxies],
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 200 },
    forceCloseConnections: 'idle',
    // An address that cannot be read, or a part of it that is too long for anything we have.
    frameworkErrors: (_error, request, reply) => {
      request.log.info({ route: 'none', status: 404 });
      reply.hijack();
      const headers = { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' };
      reply.raw.writeHead(404, headers).end('There is no such page. Check the address.\n');
    },
  });
  app.decorate('shell', shell);
  if (onRoute !== undefined) app.addHook('onRoute', onRoute);
  app.decorateRequest('foundSession', null);
  const metrics = createMetrics();
  app.decorate('metrics', metrics);

  logRequests(app);
  measureRequests(app, metrics);
  closeWhenStopping(app);
  await secure(app);
  await takeForms(app);
  await limitRates(app);
  await serveAssets(app);
  answerProbes(app);
  answerTroubles(app);
  await mountDemonstrationIdentity(app);
  registerPages(app);
  return app;
}

const letters = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Names a request in the log and to the person: eight letters that can be read out. */
const newReference = (): string => {
  const draw = (): string => letters.charAt(randomInt(letters.length));
  return `${Array.from({ length: 4 }, draw).join('')}-${Array.from({ length: 4 }, draw).join('')}`;
};

/** One line for each request: the pattern of the page, never the address, which may name a case. */
function logRequests(app: FastifyInstance): void {
  app.addHook('onResponse', (request, reply, done) => {
    request.log.info({
      method: request.method,
      route: request.routeOptions.url ?? 'none',
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
      user: request.foundSession?.session?.actor.userId,
    });
    done();
  });
}

/** While the process stops, an answer is the last on its connection: a browser goes on elsewhere. */
function closeWhenStopping(app: FastifyInstance): void {
  let stopping = false;
  app.addHook('preClose', (done) => {
    stopping = true;
    done();
  });
  app.addHook('onSend', (_request, reply, _payload, done) => {
    if (stopping) void reply.header('connection', 'close');
    done();
  });
}

/** Forms, with files or without. Sizes of files are limited by each page, as they arrive. */
async function takeForms(app: FastifyInstance): Promise<void> {
  await app.register(formBody, { bodyLimit: 2_000_000 });
  await app.register(multipart, { throwFileSizeLimit: false });
}

/** Styles and scripts. Their names change with their content, so a browser may keep them for good. */
async function serveAssets(app: FastifyInstance): Promise<void> {
  if (app.shell.assetsFolder === undefined) return;
  await app.register(staticFiles, {
    root: app.shell.assetsFolder,
    prefix: assetsPrefix,
    preCompressed: true,
    index: false,
    decorateReply: false,
    cacheControl: false,
    setHeaders: (reply) => {
      reply.setHeader('cache-control', 'public, max-age=31536000, immutable');
    },
  });
}

/** For whoever runs the service: is the process alive, can it do its work. */
function answerProbes(app: FastifyInstance): void {
  app.get(paths.health.pattern, () => ({ status: 'ok' }));
  app.get(paths.ready.pattern, async (_request, reply) => {
    const { ready, checks } = await app.shell.readiness();
    return reply.code(ready ? 200 : 503).send({ status: ready ? 'ready' : 'not ready', checks });
  });
}

const byStatus: Readonly<Record<number, Refusal>> = {
  400: refuse('not-valid', 'The request could not be read. Go back and try again.').refusal,
  // Only what lies outside the folder of styles and scripts is answered so.
  403: refuse('page-not-found', 'There is no such page.').refusal,
  404: refuse('page-not-found', 'There is no such page.').refusal,
  413: refuse('file-too-large', 'What you sent is larger than this page takes. Send less at a time.').refusal,
  415: refuse('not-valid', 'The form was sent in a way this page does not take.').refusal,
  429: refuse('too-many-tries', 'Wait a minute, then try again. What you sent last was not recorded.').refusal,
};

/** Every answer that is not the page asked for is a page that says what to do. */
function answerTroubles(app: FastifyInstance): void {
  app.setNotFoundHandler(async (request, reply) => {
    await sessionOf(request, reply);
    return sendRefusal(request, reply, refuse('page-not-found', 'There is no such page.').refusal);
  });
  app.setErrorHandler<FastifyError>(async (error, request, reply) => {
    const refusal = byStatus[error.statusCode ?? 500];
    if (refusal !== undefined) return sendRefusal(request, reply, refusal);
    request.log.error({ fault: describeFault(error) });
    // The words can quote what somebody typed: they are for whoever debugs with made-up data on their own machine.
    if (app.shell.demonstration) request.log.debug({ message: error.message });
    if (isNoRoom(error)) return sendRefusal(request, reply, noRoom);
    return sendPage(request, reply, faultPage(request.id), { status: 500 });
  });
}

/** The demonstration's identity provider, where there is one: it reads and answers its requests by itself. */
async function mountDemonstrationIdentity(app: FastifyInstance): Promise<void> {
  const { demonstration } = app.shell.deps;
  if (demonstration === undefined) return;
  await app.register((scope, _options, done) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, _payload, parsed) => parsed(null));
    scope.all(`${demonstration.mount}/*`, (request, reply) => {
      for (const [name, value] of Object.entries(reply.getHeaders())) {
        if (value !== undefined) reply.raw.setHeader(name, value);
      }
      reply.hijack();
      demonstration.answer(request.raw, reply.raw);
    });
    done();
  });
}
