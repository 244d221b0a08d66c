import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type {} from '@fastify/rate-limit';
import type { Actor } from '../domain/access/index.ts';
import { refusals } from '../domain/kernel/refusals.ts';
import { refuse, type Refusal } from '../domain/kernel/result.ts';
import type { Deps } from '../application/deps.ts';
import { describeFault } from '../application/describe-fault.ts';
import { isNoRoom, noRoom } from '../application/no-room.ts';
import { findAccountActor } from '../application/service-accounts.ts';
import { describeApi } from './describe.ts';
import { operations } from './operations.ts';
import { base, faultOf, typeOf } from './problem.ts';
import { admit, sendJson, sendProblem, serveOperation } from './serve-operation.ts';

export interface ApiOptions {
  readonly deps: Deps;
  /** Requests that one account, or one person, may make in a minute. */
  readonly requestsPerMinute: number;
  /**
   * The person of this request, when it comes from a page of ours with that page's token; `undefined` for everything else,
   * a cookie alone above all.
   */
  readonly personOf: (
    request: FastifyRequest,
    reply: FastifyReply,
  ) => Promise<{ readonly actor: Actor; readonly isConfirmed: boolean } | undefined>;
}

/** The interface for other systems, below `/api/v1`. Its answers are JSON, whatever goes wrong. */
export function registerApi(app: FastifyInstance, options: ApiOptions): void {
  void app.register(
    async (scope) => {
      takeJsonAlone(scope);
      knowTheCaller(scope, options);
      limitEach(scope, options.requestsPerMinute);
      letInWhoMay(scope);
      answerTroubles(scope);
      explain(scope);
      for (const operation of operations) serveOperation(scope, options.deps, operation);
      await Promise.resolve();
    },
    { prefix: base },
  );
}

function takeJsonAlone(scope: FastifyInstance): void {
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser(
    'application/json',
    { parseAs: 'string', bodyLimit: 1_000_000 },
    scope.getDefaultJsonParser('error', 'error'),
  );
}

const bearer = /^Bearer +(\S+)$/i;

/** An account by its secret; without one, a person on a page of ours. */
function knowTheCaller(scope: FastifyInstance, { deps, personOf }: ApiOptions): void {
  scope.decorateRequest('caller', undefined);
  scope.decorateRequest('callerIsConfirmed', false);
  scope.addHook('onRequest', async (request, reply) => {
    const { authorization } = request.headers;
    const [, secret] = bearer.exec(authorization ?? '') ?? [];
    if (secret !== undefined) request.caller = await findAccountActor(deps, secret);
    else if (authorization === undefined) {
      const person = await personOf(request, reply);
      request.caller = person?.actor;
      request.callerIsConfirmed = person?.isConfirmed ?? false;
    }
  });
}

class TooManyRequests extends Error {
  readonly statusCode = 429;
}

/** Each account by itself; whoever is not recognised, by address. */
function limitEach(scope: FastifyInstance, requestsPerMinute: number): void {
  scope.addHook(
    'onRequest',
    scope.rateLimit({
      max: requestsPerMinute,
      timeWindow: 60_000,
      keyGenerator: (request) => request.caller?.userId ?? `address ${request.ip}`,
      errorResponseBuilder: () => new TooManyRequests(),
    }),
  );
}

/** Before a body is read: an answer to somebody who may not ask says nothing of what they asked. */
function letInWhoMay(scope: FastifyInstance): void {
  scope.addHook('onRequest', async (request, reply) => {
    const { operation } = request.routeOptions.config;
    if (operation === undefined) return;
    const admitted = admit(operation, request.caller, request.callerIsConfirmed);
    if (admitted.ok) return;
    request.log.info({ operation: operation.id, caller: request.caller?.userId, outcome: admitted.refusal.code });
    if (admitted.refusal.code === 'token-needed') void reply.header('www-authenticate', `Bearer realm="${base}"`);
    await sendProblem(request, reply, admitted);
  });
}

const byStatus: Readonly<Record<number, Refusal>> = {
  400: refuse('request-not-valid', 'The request could not be read: its body has to be JSON.').refusal,
  404: refuse('page-not-found', 'Nothing is at this address.').refusal,
  413: refuse(
    'too-large',
    'A request can be 1 MB at most, and 30 MB where it brings a document. Add larger documents on the page of the case.',
  ).refusal,
  415: refuse('type-not-taken', 'Send JSON, with Content-Type: application/json.').refusal,
  429: refuse('too-many-tries', 'Wait as long as Retry-After says, then go on.').refusal,
};

function answerTroubles(scope: FastifyInstance): void {
  scope.setNotFoundHandler((request, reply) =>
    sendProblem(request, reply, refuse('page-not-found', 'Nothing is at this address.')),
  );
  scope.setErrorHandler<FastifyError>((error, request, reply) => {
    const refusal = byStatus[error.statusCode ?? 500];
    if (refusal !== undefined) return sendProblem(request, reply, { refusal });
    request.log.error({ fault: describeFault(error) });
    if (isNoRoom(error)) return sendProblem(request, reply, { refusal: noRoom });
    return sendJson(reply.code(500), faultOf(request.id), 'application/problem+json');
  });
}

/** Every kind of problem, a fault of ours included. */
const kinds: Readonly<Record<string, { readonly status: number; readonly says: string }>> = {
  ...refusals,
  fault: { status: 500, says: 'Something went wrong on our side' },
};
const kindOf = (code: string): object => {
  const { status, says: title } = kinds[code] ?? {};
  return { type: typeOf(code), code, status, title };
};

/** What the interface is and what each problem means. Open to anybody: it says nothing of any case. */
function explain(scope: FastifyInstance): void {
  let description: object | undefined;
  scope.get('/openapi.json', (_request, reply) => sendJson(reply, (description ??= describeApi(operations))));
  scope.get('/problems', () => ({ problems: Object.keys(kinds).map(kindOf) }));
  scope.get('/problems/:code', (request, reply) => {
    const { code } = z.object({ code: z.string() }).parse(request.params);
    return Object.hasOwn(kinds, code)
      ? kindOf(code)
      : sendProblem(request, reply, refuse('page-not-found', 'There is no such problem.'));
  });
}
