import type { FastifyInstance } from 'fastify';
import type { Readable } from 'node:stream';
import type { z } from 'zod';
import type { Permission } from '../domain/access/index.ts';
import type { Result } from '../domain/kernel/result.ts';
import { admit, noSuchPage, recordRead, turnAway, visitOf, type Read, type Visit } from './admit.ts';
import { documentPolicy } from './security.ts';
import { sendRefusal } from './visit.ts';

/** Bytes to hand over, and whose case they belong to. */
export interface FileToSend {
  readonly read: Read;
  readonly bytes: Readable | Uint8Array;
  /** Of the whole. */
  readonly size: number;
  /** The part being sent, both ends counted from 0 and included; left out for the whole. */
  readonly range?: { readonly first: number; readonly last: number };
  readonly mediaType: string;
  /** Name offered for saving; letters that could end a header are left out. */
  readonly name: string;
}

/** A document or an export: where, who, audit name, and how it is found. */
export interface FileRoute<Params extends z.ZodType, Query extends z.ZodType> {
  readonly pattern: string;
  readonly permission: Permission;
  readonly auditAs: string;
  readonly params: Params;
  readonly query: Query;
  readonly load: (
    input: { readonly params: z.output<Params>; readonly query: z.output<Query> },
    visit: Visit,
  ) => Promise<Result<FileToSend>>;
}

/** Kinds that a browser shows by itself without running anything in them; all others are saved. */
const shownInPlace = /^(application\/pdf|image\/(png|jpeg|gif|webp)|audio\/[\w.+-]+|video\/[\w.+-]+|text\/plain)$/;

const disposition = (name: string, mediaType: string): string => {
  const plain = name.replace(/[^\w .()-]/g, '_').slice(0, 150);
  const kind = shownInPlace.test(mediaType) ? 'inline' : 'attachment';
  return `${kind}; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`)}`;
};

/** Hands over a file. Records the reading first; the browser may neither guess its kind nor run what is in it. */
export function getFile<Params extends z.ZodType, Query extends z.ZodType>(
  app: FastifyInstance,
  route: FileRoute<Params, Query>,
): void {
  app.get(route.pattern, { exposeHeadRoute: false }, async (request, reply) => {
    const admitted = await admit(request, reply, route.permission);
    if (!admitted.ok) return turnAway(request, reply, admitted.refusal);
    const params = route.params.safeParse(request.params);
    const query = route.query.safeParse(request.query);
    if (!params.success || !query.success) return sendRefusal(request, reply, noSuchPage);
    const loaded = await route.load({ params: params.data, query: query.data }, visitOf(request, admitted.value));
    if (!loaded.ok) return sendRefusal(request, reply, loaded.refusal);
    const { read, bytes, size, range, mediaType, name } = loaded.value;
    await recordRead(request, admitted.value, route, read, range !== undefined);
    if (range !== undefined) void reply.code(206).header('content-range', `bytes ${range.first}-${range.last}/${size}`);
    return reply
      .header('accept-ranges', 'bytes')
      .header('content-security-policy', documentPolicy)
      .header('content-disposition', disposition(name, mediaType))
      .header('content-length', range === undefined ? size : range.last - range.first + 1)
      .type(mediaType === 'text/plain' ? 'text/plain; charset=utf-8' : mediaType)
      .send(bytes);
  });
}
