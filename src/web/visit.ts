import { randomUUID } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { sayInstant } from '../domain/kernel/civil-date.ts';
import { sayRoles } from '../domain/access/index.ts';
import type { Refusal } from '../domain/kernel/result.ts';
import { statusOf } from '../domain/kernel/refusals.ts';
import { lookUpSession, takeMessage, type Session } from '../application/sessions.ts';
import { refusalPage } from './errors.tsx';
import { renderPage, type Page, type PageContext } from './layouts/page.tsx';
import { navigationFor } from './navigation.ts';
import { paths } from './paths.ts';
import { dropSessionCookie, readSessionCookie, safeReturn } from './security.ts';
import { originAsked } from './shell.ts';

/** The session of this request, looked for once. An unknown cookie is taken away. */
export async function sessionOf(request: FastifyRequest, reply: FastifyReply): Promise<Session | undefined> {
  if (request.foundSession !== null) return request.foundSession.session;
  const secret = readSessionCookie(request);
  const found = secret === undefined ? undefined : await lookUpSession(request.server.shell.deps, secret);
  if (found?.ended !== undefined) dropSessionCookie(reply);
  request.foundSession = { session: found?.session, ended: found?.ended };
  return found?.session;
}

/** The hidden number of a form about to be shown. */
export const newCommandId = (): string => randomUUID();

/** The path of a request, without what was asked of it. */
export const pathOf = (request: FastifyRequest): string => request.url.split('?', 1)[0] ?? '/';

function contextOf(
  request: FastifyRequest,
  reply: FastifyReply,
  session: Session | undefined,
  islands: readonly string[],
): PageContext {
  const { shell } = request.server;
  const actor = session?.actor;
  return {
    cspNonce: reply.scriptNonce,
    csrfToken: session?.csrfToken ?? '',
    navigation:
      actor === undefined
        ? []
        : navigationFor(actor, pathOf(request), shell.deps.forceRules(actor.organisation.id).secondGate),
    user:
      actor === undefined
        ? undefined
        : { name: actor.contact.name, role: sayRoles(actor), organisation: actor.organisation.name },
    bannerSynthetic: shell.demonstration,
    demoClock: shell.demonstration ? `The clock says ${sayInstant(shell.deps.now())}` : undefined,
    assets: shell.assets,
    islands: islands.map((name) => {
      const built = shell.assets.islands[name];
      if (built === undefined) throw new Error(`there is no island called ${name}`);
      return built;
    }),
    successMessage: session?.message,
    homeHref: paths.home.to(),
    signOutHref: paths.signOut.to(),
    footerLinks: actor === undefined ? [] : [{ href: paths.places.to(), text: 'Where you are signed in' }],
  };
}

/** Sends a page, with what was left to be said since the last one. */
export async function sendPage(
  request: FastifyRequest,
  reply: FastifyReply,
  page: Page,
  { status = 200, islands = [] }: { readonly status?: number; readonly islands?: readonly string[] | undefined } = {},
): Promise<FastifyReply> {
  const session = request.foundSession?.session;
  const html = renderPage(page, contextOf(request, reply, session, [...islands, ...(page.islands ?? [])]));
  if (session?.message !== undefined) await takeMessage(request.server.shell.deps, session);
  return reply.code(status).type('text/html; charset=utf-8').send(html);
}

/** The path of ours from which a request came, by its Referer. */
export function cameFrom(request: FastifyRequest): string | undefined {
  const { referer } = request.headers;
  if (referer === undefined || !URL.canParse(referer)) return undefined;
  const { origin, pathname, search } = new URL(referer);
  const path = origin === originAsked(request.server.shell, request) ? safeReturn(pathname + search, '') : '';
  return path === '' ? undefined : path;
}

/** Sends the page for a refusal, with its status. */
export const sendRefusal = (
  request: FastifyRequest,
  reply: FastifyReply,
  refusal: Refusal,
  from = cameFrom(request),
): Promise<FastifyReply> =>
  sendPage(request, reply, refusalPage({ refusal, from }), {
    status: statusOf(refusal.code),
  });

/** In words why nobody is signed in any more; `undefined` where nobody was, or signed out by themselves. */
export function sayEnd(request: FastifyRequest): string | undefined {
  const { idleMinutes, longestHours } = request.server.shell.deps.sessionLimits;
  const ended = request.foundSession?.ended;
  if (ended === 'idle')
    return `You were signed out, because ${idleMinutes} minutes passed without a page being opened.`;
  if (ended === 'longest') return `You were signed out, because ${longestHours} hours passed since you signed in.`;
  return undefined;
}

/** Sends the browser to sign in, and back here afterwards; whose time ran out is told so first. */
export const askToSignIn = (
  request: FastifyRequest,
  reply: FastifyReply,
  refusal: Refusal,
): FastifyReply | Promise<FastifyReply> =>
  sayEnd(request) !== undefined
    ? sendRefusal(request, reply, refusal, safeReturn(request.url, paths.home.to()))
    : goToSignIn(request, reply);

const goToSignIn = (request: FastifyRequest, reply: FastifyReply): FastifyReply =>
  reply.redirect(paths.signIn.to({}, { return: safeReturn(request.url, paths.home.to()) }), 303);
