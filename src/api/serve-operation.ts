import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { allow, confirmedPermissions, waitsForApproval, type Actor } from '../domain/access/index.ts';
import { canonicalJson } from '../domain/case-file/index.ts';
import { aboutOf } from '../domain/access-record/index.ts';
import { accept, refuse, type Result } from '../domain/kernel/result.ts';
import type { Deps } from '../application/deps.ts';
import { findDone, type Command, type Done } from '../application/once.ts';
import { recordAccess } from '../application/record-access.ts';
import { versionOfCase } from '../application/version-of-case.ts';
import {
  methodOf,
  type BytesOperation,
  type ChangeOperation,
  type Operation,
  type Read,
  type ReadOperation,
  type WorkOutOperation,
} from './operation.ts';
import { base, fieldProblems, pointerTo, problemOf, type FieldProblem, type RefusedRequest } from './problem.ts';
import { unkeepableIn } from './schemas.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks; `undefined` while nobody was recognised. */
    caller: Actor | undefined;
    /** Whether a person who asks has shown a short while ago who they are. An account never has to. */
    callerIsConfirmed: boolean;
  }
  interface FastifyContextConfig {
    /** What this address of the interface is for; absent on pages. */
    operation?: Operation;
  }
}

type Refused = { readonly ok: false } & RefusedRequest;
const refused = (refusal: RefusedRequest['refusal'], problems: readonly FieldProblem[] = []): Refused => ({
  ok: false,
  refusal,
  problems,
});

export const sendProblem = (request: FastifyRequest, reply: FastifyReply, refusal: RefusedRequest): FastifyReply => {
  const problem = problemOf(refusal, request.id);
  return sendJson(reply.code(problem.status), problem, 'application/problem+json');
};

/** Sends JSON as bytes, which are UTF-8: this type of content has no charset to name. */
export const sendJson = (reply: FastifyReply, body: unknown, type = 'application/json'): FastifyReply =>
  reply.type(type).send(Buffer.from(JSON.stringify(body)));

/** Why an account of a system may not, which is for others to change; `undefined` for a person and where it may. */
function closedToAccount(
  { permission, peopleOnly }: Operation,
  caller: Actor,
): Result<never, 'not-allowed' | 'waits-for-approval'> | undefined {
  if (caller.scopes === undefined) return undefined;
  if (peopleOnly === true)
    return refuse('not-allowed', 'This is for people: no account of a system may do it, whatever its scopes.');
  if (permission !== null && waitsForApproval(caller, permission))
    return refuse(
      'waits-for-approval',
      'A second person of your organisation has to approve what this account may do: an inspector, a force performance manager or a legal manager, on the page of the account under “Connected systems”. Then the same secret works.',
    );
  return undefined;
}

/**
 * Whether the caller may use an operation at all. Asked before anything of the request is looked at, so the answer says
 * nothing of any case. Refuses `token-needed`, `waits-for-approval`, `not-allowed`, and `confirm-needed` to a person who has
 * not shown lately who they are where that is needed.
 */
export function admit(
  operation: Operation,
  caller: Actor | undefined,
  isConfirmed: boolean,
): Result<Actor, 'token-needed' | 'waits-for-approval' | 'not-allowed' | 'confirm-needed'> {
  if (caller === undefined)
    return refuse(
      'token-needed',
      'Send the secret of an account as `Authorization: Bearer …`. Secrets end and are revoked.',
    );
  const closed = closedToAccount(operation, caller);
  if (closed !== undefined) return closed;
  const { permission } = operation;
  const allowed = permission === null ? accept(true) : allow(caller, permission);
  if (!allowed.ok) return allowed;
  if (permission !== null && confirmedPermissions.includes(permission) && !isConfirmed)
    return refuse(
      'confirm-needed',
      'This needs somebody who has shown a short while ago who they are. Open /sign-in/confirm in the browser, sign in there again, then send the same request.',
    );
  return accept(caller);
}

/** Puts an operation at its address. Who calls has been looked for, and admitted, before the handler runs. */
export function serveOperation(app: FastifyInstance, deps: Deps, operation: Operation): void {
  app.route({
    method: methodOf(operation),
    url: operation.path,
    exposeHeadRoute: false,
    ...((operation.kind === 'change' || operation.kind === 'work-out') && operation.mostBytes !== undefined
      ? { bodyLimit: operation.mostBytes }
      : {}),
    config: { operation },
    handler: async (request, reply) => {
      const { caller } = request;
      if (caller === undefined) throw new Error(`${operation.id} was reached by nobody`);
      const params = operation.params.safeParse(request.params);
      // An address that no case can have is answered as one that no case has.
      if (!params.success) return sendProblem(request, reply, { refusal: nothingThere(operation) });
      const asked: Asked = { request, reply, deps, actor: caller, params: params.data };
      const outcome = await (() => {
        switch (operation.kind) {
          case 'read':
            return answerRead(operation, asked);
          case 'work-out':
            return workOut(operation, asked);
          case 'bytes':
            return sendBytes(operation, asked);
          case 'change':
            return doChange(operation, asked);
        }
      })();
      const code = outcome.ok ? 'done' : outcome.refusal.code;
      request.log.info({ operation: operation.id, caller: caller.userId, outcome: code });
      return outcome.ok ? reply : sendProblem(request, reply, outcome);
    },
  });
}

const nothingThere = ({ path }: Operation): RefusedRequest['refusal'] =>
  refuse(path.includes(':urn') ? 'case-not-found' : 'page-not-found', 'Nothing is there.').refusal;

interface Asked {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly deps: Deps;
  readonly actor: Actor;
  readonly params: unknown;
}
/** What happened: answered, or why not. */
type Outcome = { readonly ok: true } | Refused;
const answered: Outcome = { ok: true };

/** Sends what the shape of the answer keeps. A shape that does not fit is a fault of ours and throws. */
const sendAnswer = (reply: FastifyReply, schema: z.ZodType, body: unknown): void => {
  void sendJson(reply, schema.parse(body));
};

async function recordReading(
  { deps, actor, params }: Asked,
  { id, permission, auditAs }: Operation & { readonly auditAs: string | null },
  read: Read | undefined,
  part = false,
): Promise<void> {
  if (auditAs === null || read === undefined) return;
  if (permission === null) throw new Error(`${id} tells of a case and asks for no permission`);
  await recordAccess(deps, actor, {
    ...{ page: auditAs, cases: read, permission },
    ...{ about: aboutOf(params), part },
  });
}

async function answerRead(operation: ReadOperation, asked: Asked): Promise<Outcome> {
  const { request, reply, deps, actor, params } = asked;
  const query = parse(operation.query, request.query, 'query');
  if (!query.ok) return query;
  if (operation.versioned) {
    const version = await versionOfCase(deps, actor, urnOf(params));
    if (!version.ok) return version;
    void reply.header('etag', `"${version.value}"`);
  }
  const found = await operation.handle({ params, query: query.value }, { deps, actor });
  if (!found.ok) {
    void reply.removeHeader('etag');
    return found;
  }
  await recordReading(asked, operation, found.value.read);
  sendAnswer(reply, operation.answer, found.value.answer);
  return answered;
}

const urnOf = (params: unknown): string => {
  if (typeof params === 'object' && params !== null && 'urn' in params && typeof params.urn === 'string')
    return params.urn;
  throw new Error('an operation about a case has no reference of one');
};

function workOut(operation: WorkOutOperation, { request, reply, deps, actor }: Asked): Promise<Outcome> {
  const body = parse(operation.body, bodyOf(request), 'body');
  if (!body.ok) return Promise.resolve(body);
  const worked = operation.handle(body.value, { deps, actor });
  if (worked.ok) {
    sendAnswer(reply, operation.answer, worked.value.answer);
    return Promise.resolve(answered);
  }
  const { field, detail } = worked.refusal;
  return Promise.resolve({ ...worked, problems: pointed(operation, field, detail, body.value) });
}

/** A request without a body says nothing: the same as an empty object. `null` is a body, and none that anything takes. */
const bodyOf = ({ body }: FastifyRequest): unknown => (body === undefined ? {} : body);

/** `bytes=100-199` or `bytes=100-`; anything else is answered with the whole document, as RFC 9110 allows. */
function rangeOf(header: string | undefined): { first: number; last: number | undefined } | undefined {
  const [, first, last] = /^bytes=(\d{1,15})-(\d{0,15})$/.exec(header ?? '') ?? [];
  if (first === undefined) return undefined;
  const end = last === undefined || last === '' ? undefined : Number(last);
  return end !== undefined && end < Number(first) ? undefined : { first: Number(first), last: end };
}

async function sendBytes(operation: BytesOperation, asked: Asked): Promise<Outcome> {
  const { request, reply, deps, actor, params } = asked;
  const found = await operation.handle(params, rangeOf(request.headers.range), { deps, actor });
  if (!found.ok) return found;
  const { read, bytes, size, range, mediaType, sha256 } = found.value;
  await recordReading(asked, operation, read, range !== undefined);
  if (range !== undefined) void reply.code(206).header('content-range', `bytes ${range.first}-${range.last}/${size}`);
  void reply
    .header('accept-ranges', 'bytes')
    .header('etag', `"${sha256}"`)
    .header('content-disposition', 'attachment')
    .header('content-length', range === undefined ? size : range.last - range.first + 1)
    .type(mediaType)
    .send(bytes);
  return answered;
}

const idempotencyKey = /^[\x21-\x7e]{1,128}$/;
const entityTag = /^"([\x21\x23-\x7e]{1,128})"$/;

/** The id under which a key stands among the forms and requests done by this caller: a UUID made from its hash. */
const commandIdOf = (key: string): string => {
  const hex = createHash('sha256').update(`api key ${key}`).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  );
};

const headerProblem = (name: string, detail: string): readonly FieldProblem[] => [
  { in: 'header', pointer: `/${name}`, detail },
];

async function doChange(operation: ChangeOperation, asked: Asked): Promise<Outcome> {
  const { request, deps, actor, params } = asked;
  const key = request.headers['idempotency-key'];
  if (typeof key !== 'string' || !idempotencyKey.test(key))
    return refused(
      refuse('request-not-valid', 'Send a new key with each thing you want done, and the same key when you repeat it.')
        .refusal,
      headerProblem('Idempotency-Key', 'Send 1 to 128 visible ASCII characters, such as a UUID.'),
    );
  const version = operation.needsVersion ? versionIn(request) : accept(undefined);
  if (!version.ok) return version;
  const body = parse(operation.body, bodyOf(request), 'body');
  if (!body.ok) return body;
  const command: Command = {
    commandId: commandIdOf(key),
    actor,
    at: deps.now(),
    requestSha256: createHash('sha256')
      .update(canonicalJson([operation.id, params, body.value]))
      .digest('hex'),
    ...(version.value === undefined ? {} : { seenVersion: version.value }),
  };
  const earlier = await findDone(deps, command);
  if (earlier !== undefined) return repeat(operation, asked, command, earlier);
  const done = await operation.handle({ params, body: body.value }, { deps, actor }, command);
  if (done.ok) return sendDone(operation, asked, done.value);
  // The same request may have been under way twice.
  const first = done.refusal.code === 'already-done' ? await findDone(deps, command) : undefined;
  if (first !== undefined) return repeat(operation, asked, command, first);
  return refused(done.refusal, pointed(operation, done.refusal.field, done.refusal.detail, body.value));
}

function versionIn(request: FastifyRequest): Result<string> | Refused {
  const header = request.headers['if-match'];
  if (header === undefined)
    return refused(
      refuse('version-needed', 'Read the case, and send its ETag as If-Match, so that nothing is changed unseen.')
        .refusal,
      headerProblem('If-Match', 'This is missing.'),
    );
  const version = entityTag.exec(header)?.[1];
  return version === undefined
    ? refused(
        refuse('request-not-valid', 'If-Match has to be the one ETag that came with the case.').refusal,
        headerProblem('If-Match', 'Send one strong entity tag in quotes, as it came. No list, no *.'),
      )
    : accept(version);
}

function pointed(
  { pointerOf }: Pick<ChangeOperation | WorkOutOperation, 'pointerOf'>,
  field: string | undefined,
  detail: string,
  body: unknown,
): readonly FieldProblem[] {
  if (field === undefined) return [];
  const own = pointerOf?.(field, body);
  if (own !== undefined) return [{ in: 'body', pointer: own, detail }];
  const known = typeof body === 'object' && body !== null && Object.hasOwn(body, field);
  return known ? [{ in: 'body', pointer: pointerTo([field]), detail }] : [];
}

function repeat(operation: ChangeOperation, asked: Asked, command: Command, earlier: Done): Outcome {
  if (earlier.requestSha256 !== command.requestSha256)
    return refused(
      refuse('key-used-before', 'Nothing was done. Send a new key, or the request that the key was first used for.')
        .refusal,
      headerProblem('Idempotency-Key', 'You have used this key for another request.'),
    );
  void asked.reply.header('idempotency-replayed', 'true');
  return sendDone(operation, asked, earlier);
}

function sendDone({ status }: ChangeOperation, { reply }: Asked, { to, say }: Done): Outcome {
  void sendJson(reply.code(status).header('location', to), { says: say ?? 'Done.', at: to });
  return answered;
}

/** What a schema makes of a part of a request. Refuses `request-not-valid` with every field that is wrong. */
function parse(schema: z.ZodType, input: unknown, place: FieldProblem['in']): { ok: true; value: unknown } | Refused {
  const parsed = schema.safeParse(input);
  const unkeepable = unkeepableIn(input).map((path): FieldProblem => ({
    in: place,
    pointer: pointerTo(path),
    detail: 'This holds a character that is not text. Take it out.',
  }));
  if (parsed.success && unkeepable.length === 0) return { ok: true, value: parsed.data };
  const problems = [...unkeepable, ...(parsed.error === undefined ? [] : fieldProblems(parsed.error, place, input))];
  return refused(
    refuse('request-not-valid', 'Nothing was done. Put right what is listed under problems and send it again.').refusal,
    problems.slice(0, mostProblems),
  );
}
const mostProblems = 50;

export { base };
