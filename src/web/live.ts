import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import { refusals, statusOf, type RefusalCode } from '../domain/kernel/refusals.ts';
import { describeFault } from '../application/describe-fault.ts';
import { liveHub, UpTo } from '../application/live.ts';
import { paths } from './paths.ts';
import { readSessionCookie } from './security.ts';

const Watched = z.object({ case: z.string().regex(/^\d{2}[A-Z0-9]{2}\d{7}$/), from: UpTo.optional().catch(undefined) });

/**
 * Server-sent events for the page of a case: `moved` when something happened, after what the page shows, that this person
 * may know of. The event holds no content. Not an ordinary page: opening it is no use of the session, and its refusals are
 * for scripts. A browser asks again by itself when a connection is lost, and never after one of these answers.
 */
export function registerLive(app: FastifyInstance): void {
  const { deps, live } = app.shell;
  const onTrouble = (error: unknown) => {
    app.metrics.failed('live');
    app.log.error({ live: describeFault(error) });
  };
  const hub = liveHub(deps, { ...live, onTrouble });
  app.decorate('liveStreams', () => hub.watching());
  app.addHook('preClose', (done) => {
    hub.stop();
    done();
  });
  app.get(paths.live.pattern, { exposeHeadRoute: false }, async (request, reply) => {
    const secret = readSessionCookie(request);
    if (secret === undefined) return refuseStream(reply, 'sign-in-needed');
    const query = Watched.safeParse(request.query);
    if (!query.success) return refuseStream(reply, 'case-not-found');
    // What was told last over this page's earlier connection is newer than what the page was made from.
    const told = UpTo.safeParse(request.headers['last-event-id']).data;
    const stream = openStream(reply);
    const watch = await hub.watch(secret, query.data.case, told ?? query.data.from, {
      moved: (upTo) => stream.write(`event: moved\nid: ${upTo}\ndata: {}\n\n`),
      unchanged: () => stream.write(': still here\n\n'),
      ended: stream.end,
    });
    if (!watch.ok) return refuseStream(reply, watch.refusal.code);
    stream.whenClosed(watch.value);
    return reply;
  });
}

/** 204 is the answer by which a server asks a browser to stop asking. It takes nothing away and leads nowhere. */
function refuseStream(reply: FastifyReply, code: RefusalCode): FastifyReply {
  if (code === 'sign-in-needed') return reply.code(204).send();
  const status = statusOf(code);
  if (status === 503) void reply.header('retry-after', 60);
  return reply.code(status).type('text/plain; charset=utf-8').send(`${refusals[code].says}\n`);
}

/** A stream of events in place of an answer. It begins with the first thing written, so until then it can be refused. */
function openStream(reply: FastifyReply) {
  const { raw } = reply;
  let begun = false;
  let over = false;
  const begin = (): void => {
    if (begun) return;
    begun = true;
    reply.hijack();
    for (const [name, value] of Object.entries(reply.getHeaders())) if (value !== undefined) raw.setHeader(name, value);
    raw.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'x-accel-buffering': 'no' });
    raw.write('retry: 3000\n\n');
  };
  return {
    write: (text: string): void => {
      begin();
      if (!raw.writableEnded) raw.write(text);
    },
    end: (): void => {
      over = true;
      if (begun) raw.end();
    },
    /** Begins the stream; calls `then` when it is closed from either end, at once where it has been already. */
    whenClosed: (then: () => void): void => {
      begin();
      if (over) raw.end();
      if (raw.destroyed || raw.socket?.destroyed === true) then();
      else raw.on('close', then);
    },
  };
}
