import { randomBytes } from 'node:crypto';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isSecure, originAsked, type Shell } from './shell.ts';

declare module 'fastify' {
  interface FastifyReply {
    /** Lets this page's own inline script run, and no other. */
    scriptNonce: string;
  }
}

/**
 * What a page may load and where its forms may lead. Scripts: our files, and inline ones with this request's nonce.
 * Frames: our own documents, such as a PDF beside its details. Nobody may frame a page.
 */
const pagePolicy = (shell: Shell, nonce: string): string =>
  [
    `default-src 'none'`,
    `script-src 'self' 'nonce-${nonce}'`,
    `style-src 'self'`,
    `img-src 'self' data: blob:`,
    `font-src 'self'`,
    `media-src 'self'`,
    `connect-src 'self'`,
    `worker-src 'self'`,
    `manifest-src 'self'`,
    `frame-src 'self'`,
    `object-src 'self'`,
    `form-action 'self'${shell.identityOrigin === undefined ? '' : ` ${shell.identityOrigin}`}`,
    `frame-ancestors 'none'`,
    `base-uri 'none'`,
  ].join('; ');

/** A document on its own: loads nothing, runs nothing, may stand in a frame of ours. */
export const documentPolicy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; media-src 'self'; frame-ancestors 'self'; base-uri 'none'; form-action 'none'";

/** Answers requests for our own host alone, so that another site's name can't be pointed at this machine. */
function knowTheHost(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    if (isProbe(request) || originAsked(app.shell, request) !== undefined) return;
    await reply.code(421).type('text/plain; charset=utf-8').send('This service does not answer to that name.\n');
  });
}

const isProbe = (request: FastifyRequest): boolean => request.url === '/health' || request.url === '/ready';

/** Headers of every answer; nothing behind sign-in may be kept by a browser or a proxy. */
async function setHeaders(app: FastifyInstance): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: false, // below, with our own nonce
    referrerPolicy: { policy: 'same-origin' },
    strictTransportSecurity: isSecure(app.shell) ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    xFrameOptions: { action: 'sameorigin' },
  });
  app.decorateReply('scriptNonce', '');
  app.addHook('onRequest', (_request, reply, next) => {
    reply.scriptNonce = randomBytes(16).toString('base64');
    reply.header('content-security-policy', pagePolicy(app.shell, reply.scriptNonce));
    reply.header('permissions-policy', 'camera=(), geolocation=(), microphone=(), payment=(), usb=()');
    reply.header('cache-control', 'no-store');
    next();
  });
}

/** Host check, headers and cookies, in that order. */
export async function secure(app: FastifyInstance): Promise<void> {
  knowTheHost(app);
  await setHeaders(app);
  await app.register(cookie);
}

const sessionCookie = 'jcf-session';
const browserCookie = 'jcf-sign-in';

/** Over https the `__Host-` prefix stops another subdomain from setting it; on loopback browsers refuse the prefix. */
const cookieName = (shell: Shell, name: string): string => (isSecure(shell) ? `__Host-${name}` : name);

const readCookie = (request: FastifyRequest, name: string): string | undefined => {
  const value = request.cookies[cookieName(request.server.shell, name)];
  return value !== undefined && /^[\w-]{43}$/.test(value) ? value : undefined;
};

const writeCookie = (reply: FastifyReply, name: string, value: string): void => {
  const { shell } = reply.server;
  reply.setCookie(cookieName(shell, name), value, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: isSecure(shell),
  });
};

const dropCookie = (reply: FastifyReply, name: string): void => {
  const { shell } = reply.server;
  reply.clearCookie(cookieName(shell, name), {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: isSecure(shell),
  });
};

/** The secret of the browser's session, if it sent one of the right shape. */
export const readSessionCookie = (request: FastifyRequest): string | undefined => readCookie(request, sessionCookie);
export const writeSessionCookie = (reply: FastifyReply, secret: string): void =>
  writeCookie(reply, sessionCookie, secret);
export const dropSessionCookie = (reply: FastifyReply): void => dropCookie(reply, sessionCookie);

/** The value that ties a sign-in to the browser that began it. */
export const readBrowserCookie = (request: FastifyRequest): string | undefined => readCookie(request, browserCookie);
export const writeBrowserCookie = (reply: FastifyReply, value: string): void =>
  writeCookie(reply, browserCookie, value);
export const dropBrowserCookie = (reply: FastifyReply): void => dropCookie(reply, browserCookie);

/**
 * True when a form comes from a page of ours, by what the browser says. A browser always says so on a POST; a client
 * that says nothing still needs the form's token.
 */
export function isFromOurPages(request: FastifyRequest): boolean {
  const asked = originAsked(request.server.shell, request);
  const { origin } = request.headers;
  if (origin !== undefined) return origin === asked;
  const site = request.headers['sec-fetch-site'];
  return site === undefined || site === 'same-origin' || site === 'none';
}

/**
 * A path of ours to go back to after signing in: the path and query given, or `fallback` for anything that could lead
 * to another site or round in circles.
 */
export function safeReturn(asked: string | undefined, fallback: string): string {
  if (asked === undefined || asked.length > 2_000 || !/^\/(?![/\\])[\x21-\x7e]*$/.test(asked)) return fallback;
  const base = 'http://self.invalid';
  if (!URL.canParse(asked, base)) return fallback;
  const url = new URL(asked, base);
  const circles = ['/sign-in', '/sign-out', '/signed-out', '/demo-identity'];
  const leadsAway = url.origin !== base || url.pathname.startsWith('//');
  if (leadsAway || circles.some((each) => url.pathname === each || url.pathname.startsWith(`${each}/`)))
    return fallback;
  return url.pathname + url.search;
}
