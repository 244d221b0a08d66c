import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../domain/access/index.ts';
import { isOwnForm } from '../application/sessions.ts';
import { isFromOurPages } from './security.ts';
import { sessionOf } from './visit.ts';

/** Header in which a script of a page sends the token that the page's forms carry. */
export const formTokenHeader = 'jcf-form-token';

/**
 * The person behind a request to the interface for other systems. A cookie alone opens nothing there, not even for reading:
 * the request has to carry the token of that session's forms in a header, which no other site can send without asking first
 * and is never allowed to, and what the browser says of its origin has to be us.
 */
export async function personOf(request: FastifyRequest, reply: FastifyReply): Promise<Actor | undefined> {
  const token = request.headers[formTokenHeader];
  if (typeof token !== 'string' || !isFromOurPages(request)) return undefined;
  const session = await sessionOf(request, reply);
  return session !== undefined && isOwnForm(session, token) ? session.actor : undefined;
}
