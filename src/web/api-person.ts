import type { FastifyReply, FastifyRequest } from 'fastify';
import { confirmedPermissions, type Actor, type Permission } from '../domain/access/index.ts';
import { isOwnForm } from '../application/sessions.ts';
import { isFromOurPages } from './security.ts';
import { sessionOf } from './visit.ts';

/** Header in which a script of a page sends the token that the page's forms carry. */
export const formTokenHeader = 'jcf-form-token';

/**
 * The person behind a request to the interface for other systems. A cookie alone opens nothing there, not even for reading:
 * the request has to carry the token of that session's forms in a header, which no other site can send without asking first
 * and is never allowed to, and what the browser says of its origin has to be us. What needs a recent sign-in (`permission`) is
 * not open to a session without one: its page asks for it.
 */
export async function personOf(
  request: FastifyRequest,
  reply: FastifyReply,
  permission?: Permission,
): Promise<Actor | undefined> {
  const token = request.headers[formTokenHeader];
  if (typeof token !== 'string' || !isFromOurPages(request)) return undefined;
  const session = await sessionOf(request, reply);
  if (session === undefined || !isOwnForm(session, token)) return undefined;
  const needsConfirming = permission !== undefined && confirmedPermissions.includes(permission);
  return needsConfirming && !session.isConfirmed ? undefined : session.actor;
}
