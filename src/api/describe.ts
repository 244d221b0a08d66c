import { z } from 'zod';
import { confirmedPermissions, isScope, scopes, type Permission } from '../domain/access/index.ts';
import { statusOf, type RefusalCode } from '../domain/kernel/refusals.ts';
import { methodOf, type Operation } from './operation.ts';
import { base, Problem } from './problem.ts';
import { answer, answerShapes, requestShapes } from './schemas.ts';

/** The answer of everything that records something. */
export const Done = answer(
  'Done',
  z.object({
    says: z.string().meta({ description: 'What was done, in a sentence.' }),
    at: z.string().meta({ description: 'Address of what was made or changed; also in Location.' }),
  }),
);

type Json = Readonly<Record<string, unknown>>;

/** A shape as JSON Schema 2020-12, which is what OpenAPI 3.1 takes. Values that are only sent or only taken need no mark. */
const options = {
  uri: (id: string): string => `#/components/schemas/${id}`,
  override: ({ jsonSchema }: { jsonSchema: Record<string, unknown> }): void => {
    delete jsonSchema['readOnly'];
  },
};

const withoutIds = (schemas: Readonly<Record<string, object>>): Json =>
  Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => {
      const { $schema: _dialect, $id: _id, ...rest } = schema as Record<string, unknown>; // a JSON Schema object
      return [name, rest];
    }),
  );

const components = (): Json => ({
  ...withoutIds(z.toJSONSchema(answerShapes, { ...options, io: 'output' }).schemas),
  ...withoutIds(z.toJSONSchema(requestShapes, { ...options, io: 'input' }).schemas),
});

/** A shape: by its name where it has one, else as it is. */
function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const id = (io === 'output' ? answerShapes : requestShapes).get(schema)?.id;
  if (id !== undefined) return { $ref: options.uri(id) };
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, override: options.override });
  return rest;
}

const partsOf = (schema: z.ZodType, place: 'path' | 'query'): Json[] => {
  const { properties = {}, required = [] } = z.toJSONSchema(schema, { io: 'input' });
  return Object.entries(properties).map(([name, part]) => {
    const { description, ...rest } = typeof part === 'object' ? part : {};
    return {
      name,
      in: place,
      required: place === 'path' || required.includes(name),
      ...(description === undefined ? {} : { description }),
      schema: rest,
    };
  });
};

const keyHeader = {
  name: 'Idempotency-Key',
  in: 'header',
  required: true,
  description:
    'New for each thing wanted done, the same when it is repeated: then it is done once, and the answer is the same. Kept for two days.',
  schema: { type: 'string', pattern: '^[\\x21-\\x7e]{1,128}$' },
};
const versionHeader = {
  name: 'If-Match',
  in: 'header',
  required: true,
  description: 'ETag of the case as it was read.',
  schema: { type: 'string', pattern: '^"[\\x21\\x23-\\x7e]{1,128}"$' },
};
const rangeHeader = {
  name: 'Range',
  in: 'header',
  required: false,
  description: 'One range of bytes, such as bytes=0-1023.',
  schema: { type: 'string' },
};

const etag = { ETag: { description: 'Version of the case, for If-Match.', schema: { type: 'string' } } };
const json = (schema: Json): Json => ({ 'application/json': { schema } });

function answerOf(operation: Operation): Json {
  switch (operation.kind) {
    case 'read':
      return {
        '200': {
          description: 'What is there, as the caller may see it.',
          ...(operation.versioned ? { headers: etag } : {}),
          content: json(schemaOf(operation.answer, 'output')),
        },
      };
    case 'work-out':
      return { '200': { description: 'Worked out.', content: json(schemaOf(operation.answer, 'output')) } };
    case 'bytes': {
      const content = { '*/*': { schema: { type: 'string', contentEncoding: 'binary' } } };
      return {
        '200': { description: 'The whole document.', content },
        '206': { description: 'The range asked for.', content },
      };
    }
    case 'change':
      return {
        [operation.status]: {
          description: 'Done, now or when this key was first sent (Idempotency-Replayed: true).',
          headers: { Location: { schema: { type: 'string' } } },
          content: json(schemaOf(Done, 'output')),
        },
      };
  }
}

/** Codes that every operation of a kind can refuse with, whatever it does. */
function codesOf(operation: Operation): readonly RefusalCode[] {
  const own: RefusalCode[] = ['token-needed', 'too-many-tries', ...operation.refuses];
  if (operation.permission !== null) own.push('not-allowed');
  if (operation.permission !== null && operation.peopleOnly !== true && scopeGiving(operation.permission) !== undefined)
    own.push('waits-for-approval');
  if (operation.permission !== null && confirmedPermissions.includes(operation.permission)) own.push('confirm-needed');
  if (Object.keys(z.toJSONSchema(operation.params).properties ?? {}).length > 0)
    own.push(operation.path.includes(':urn') ? 'case-not-found' : 'page-not-found');
  if (operation.kind !== 'bytes') own.push('request-not-valid');
  if (methodOf(operation) === 'POST') own.push('too-large', 'type-not-taken');
  if (operation.kind === 'change') own.push('key-used-before');
  if (operation.kind === 'change' && operation.needsVersion) own.push('version-needed');
  return [...new Set(own)];
}

function problemsOf(operation: Operation): Json {
  const byStatus = new Map<number, RefusalCode[]>();
  for (const code of codesOf(operation)) byStatus.set(statusOf(code), [...(byStatus.get(statusOf(code)) ?? []), code]);
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => [
      status,
      {
        description: `Refused: ${codes.map((code) => `\`${code}\``).join(', ')}.`,
        content: { 'application/problem+json': { schema: schemaOf(Problem, 'output') } },
      },
    ]),
  );
}

/** Who may, in words, and by which security scheme. */
function accessOf({ permission, peopleOnly }: Operation): { readonly says: string; readonly accounts: boolean } {
  if (permission === null) return { says: 'Every account, and everybody signed in.', accounts: true };
  const giving = peopleOnly === true ? undefined : scopeGiving(permission);
  return giving === undefined
    ? { says: `For people with the permission \`${permission}\` alone: no account may.`, accounts: false }
    : {
        says: `For accounts with the scope \`${giving}\`, and people with the permission \`${permission}\`.`,
        accounts: true,
      };
}

const scopeGiving = (permission: Permission): string | undefined =>
  Object.keys(scopes)
    .filter(isScope)
    .find((scope) => {
      const given: readonly Permission[] = scopes[scope].gives;
      return given.includes(permission);
    });

function operationOf(operation: Operation): Json {
  const { says, accounts } = accessOf(operation);
  const hasBody = operation.kind === 'work-out' || operation.kind === 'change';
  return {
    operationId: operation.id,
    tags: [operation.tag],
    summary: operation.summary,
    description: [operation.description, says].filter((part) => part !== undefined).join('\n\n'),
    parameters: [
      ...partsOf(operation.params, 'path'),
      ...(operation.kind === 'read' ? partsOf(operation.query, 'query') : []),
      ...(operation.kind === 'change' ? [keyHeader] : []),
      ...(operation.kind === 'change' && operation.needsVersion ? [versionHeader] : []),
      ...(operation.kind === 'bytes' ? [rangeHeader] : []),
    ],
    ...(hasBody ? { requestBody: { required: true, content: json(schemaOf(operation.body, 'input')) } } : {}),
    responses: { ...answerOf(operation), ...problemsOf(operation) },
    security: [...(accounts ? [{ account: [] }] : []), { page: [], pageToken: [] }],
  };
}

const addressOf = ({ path }: Operation): string => path.replace(/:(\w+)/g, '{$1}');

/** The interface as OpenAPI 3.1. */
export function describeApi(operations: readonly Operation[]): Json {
  const paths: Record<string, Record<string, Json>> = {};
  for (const operation of operations)
    paths[addressOf(operation)] = {
      ...paths[addressOf(operation)],
      [methodOf(operation).toLowerCase()]: operationOf(operation),
    };
  return {
    openapi: '3.1.0',
    info: {
      title: 'Joint Case File: interface for other systems',
      version: '1',
      description: 'See docs/api.md. Every refusal is a problem document (RFC 9457).',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: base }],
    tags: [...new Set(operations.map(({ tag }) => tag))].map((name) => ({ name })),
    paths,
    components: {
      schemas: components(),
      securitySchemes: {
        account: { type: 'http', scheme: 'bearer', description: 'Secret of an account, as it was shown when made.' },
        page: { type: 'apiKey', in: 'cookie', name: 'jcf-session', description: 'Scripts of our own pages alone.' },
        pageToken: { type: 'apiKey', in: 'header', name: 'JCF-Form-Token', description: 'Token of the page’s forms.' },
      },
    },
  };
}
