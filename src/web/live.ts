import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { liveHub } from '../application/live.ts';
import { isSessionLive } from '../application/sessions.ts';
import { admit, noSuchPage, turnAway } from './admit.ts';
import { paths } from './paths.ts';
import { sendRefusal } from './visit.ts';

const Watched = z.object({ case: z.string().regex(/^\d{2}[A-Z0-9]{2}\d{7}$/) });
const heartbeatMs = 20_000;

/**
 * Server-sent events for the page of a case: `moved` when something happened that this person may know of. The page then
 * offers to show it again; the event holds no content. The session is looked at again with every heartbeat.
 */
export function registerLive(app: FastifyInstance): void {
  const hub = liveHub(app.shell.deps);
  app.addHook('preClose', (done) => {
    hub.stop();
    done();
  });
  app.get(paths.live.pattern, { exposeHeadRoute: false }, async (request, reply) => {
    const admitted = await admit(request, reply, 'case:read');
    if (!admitted.ok || admitted.value === undefined)
      return turnAway(request, reply, admitted.ok ? noSuchPage : admitted.refusal);
    const query = Watched.safeParse(request.query);
    if (!query.success) return sendRefusal(request, reply, noSuchPage);
    const { secret } = admitted.value;
    const { raw } = reply;
    const since = z.uuid().safeParse(request.headers['last-event-id']).data;
    const write = (text: string): void => {
      if (!raw.writableEnded) raw.write(text);
    };
    const open: { heartbeat?: NodeJS.Timeout; stop?: () => void } = {};
    const end = (): void => {
      clearInterval(open.heartbeat);
      open.stop?.();
      raw.end();
    };
    const watch = await hub.watch(admitted.value.actor, query.data.case, since, {
      moved: (upTo) => write(`event: moved\nid: ${upTo}\ndata: {}\n\n`),
      ended: end,
    });
    if (!watch.ok) return sendRefusal(request, reply, watch.refusal);
    open.stop = watch.value;
    reply.hijack();
    raw.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    write('retry: 3000\n\n');
    open.heartbeat = setInterval(() => {
      write(': still here\n\n');
      isSessionLive(app.shell.deps, secret).then((live) => {
        if (!live) end();
      }, end);
    }, heartbeatMs);
    raw.on('close', end);
    return reply;
  });
}
