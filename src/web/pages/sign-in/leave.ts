import type { FastifyReply, FastifyRequest } from 'fastify';
import { refuse } from '../../../domain/kernel/result.ts';
import type { Deps } from '../../../application/deps.ts';
import { isOwnForm, type Session } from '../../../application/sessions.ts';
import { readFields } from '../../form-body.ts';
import { paths } from '../../paths.ts';
import { dropSessionCookie, isFromOurPages } from '../../security.ts';
import { sendRefusal, sessionOf } from '../../visit.ts';

const notOurs = refuse('form-not-accepted', 'Open any page of this service and choose Sign out there.').refusal;

/**
 * Takes a form that signs its sender out by `end`, which says where the identity provider ends its own session. Whoever is
 * not signed in any more has what they wanted.
 */
export const leaveBy =
  (end: (deps: Deps, session: Session) => Promise<string | undefined>) =>
  async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const session = await sessionOf(request, reply);
    if (session === undefined) return reply.redirect(paths.signedOut.to(), 303);
    if (!isFromOurPages(request) || !isOwnForm(session, readFields(request).csrfToken)) {
      return sendRefusal(request, reply, notOurs);
    }
    const elsewhere = await end(request.server.shell.deps, session);
    dropSessionCookie(reply);
    // Pages kept in the browser go with the session, so that Back shows none of them.
    reply.header('clear-site-data', '"cache"');
    return reply.redirect(elsewhere ?? paths.signedOut.to(), 303);
  };
