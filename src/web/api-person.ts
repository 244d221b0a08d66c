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
 * and is never allowed to, and what the browser says of its origin has to be us. Says too whether they have shown lately who
 * they are, which some operations ask for.
 */
export async function personOf(
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<{ readonly actor: Actor; readonly isConfirmed: boolean } | undefined> {
  const token = request.headers[formTokenHeader];
  if (typeof token !== 'string' || !isFromOurPages(request)) return undefined;
  const session = await sessionOf(request, reply);
  if (session === undefined || !isOwnForm(session, token)) return undefined;
  const { actor, isConfirmed } = session;
  return { actor, isConfirmed };
}
