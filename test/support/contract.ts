import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { z } from 'zod';

/** The committed description of the interface, as another system reads it: nothing here looks at the code behind it. */

type Json = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const objectAt = (value: unknown, ...path: readonly string[]): Json => {
  let at = value;
  for (const step of path) at = isObject(at) ? at[step] : undefined;
  return isObject(at) ? at : {};
};

const description: unknown = JSON.parse(
  readFileSync(fileURLToPath(new URL('../../docs/openapi.json', import.meta.url)), 'utf8'),
);

/** A schema with every reference replaced by what it refers to. The description has no shape that holds itself. */
function resolved(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(resolved);
  if (!isObject(schema)) return schema;
  const ref = schema['$ref'];
  if (typeof ref === 'string') return resolved(objectAt(description, ...ref.slice(2).split('/')));
  return Object.fromEntries(Object.entries(schema).map(([name, inner]) => [name, resolved(inner)]));
}

const Parameter = z.object({
  name: z.string(),
  in: z.enum(['path', 'query', 'header']),
  required: z.boolean(),
  schema: z.unknown(),
});

/** One operation as it is described. */
export interface Described {
  readonly id: string;
  readonly method: 'GET' | 'POST';
  /** Below the base, with `{parameters}`. */
  readonly path: string;
  readonly parameters: readonly z.infer<typeof Parameter>[];
  readonly body: Json | undefined;
  /** By status: the type of content, and the schema of JSON. */
  readonly answers: ReadonlyMap<number, { readonly type: string; readonly schema: Json }>;
  /** Whether an account can be allowed it. */
  readonly forAccounts: boolean;
  /** The scope that it says an account needs; undefined where it needs none, or none would do. */
  readonly scope: string | undefined;
  /** Codes of refusals that it says can come. */
  readonly refuses: readonly string[];
}

function described(path: string, method: string, operation: Json): Described {
  const answers = Object.entries(objectAt(operation, 'responses')).map(([status, answer]) => {
    const [type = '', content] = Object.entries(objectAt(answer, 'content'))[0] ?? [];
    return [Number(status), { type, schema: objectAt(resolved(content), 'schema') }] as const;
  });
  const body = objectAt(resolved(operation['requestBody']), 'content', 'application/json', 'schema');
  return {
    id: String(operation['operationId']),
    method: method === 'get' ? 'GET' : 'POST',
    path,
    parameters: z.array(Parameter).parse(resolved(operation['parameters'])),
    body: operation['requestBody'] === undefined ? undefined : body,
    answers: new Map(answers),
    forAccounts: JSON.stringify(operation['security']).includes('"account"'),
    scope: /For accounts with the scope `([^`]+)`/.exec(String(operation['description']))?.[1],
    refuses: Object.values(objectAt(operation, 'responses')).flatMap((each) =>
      [...String(objectAt(each)['description']).matchAll(/`([a-z-]+)`/g)].map(([, code = '']) => code),
    ),
  };
}

export const describedOperations: readonly Described[] = Object.entries(objectAt(description, 'paths')).flatMap(
  ([path, methods]) =>
    Object.entries(objectAt(methods)).map(([method, operation]) => described(path, method, objectAt(operation))),
);

const matches = ({ method, path }: Described, asked: string, url: string): boolean => {
  const pattern = path.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{\w+\}/g, '[^/]*');
  return method === asked && new RegExp(`^/api/v1${pattern}$`).test(url.split('?', 1)[0] ?? '');
};

const schemas = new Map<Json, z.ZodType>();
const schemaOf = (schema: Json): z.ZodType => {
  const made = schemas.get(schema) ?? z.fromJSONSchema(schema);
  schemas.set(schema, made);
  return made;
};

/** What an answer has that its description does not allow; empty when it keeps to it, or answers no operation at all. */
export function breachesOf(
  method: string,
  url: string,
  answer: { readonly statusCode: number; readonly headers: Json; readonly body: string },
): readonly string[] {
  // A path without parameters is meant before one with them.
  const operation = describedOperations
    .filter((each) => matches(each, method, url))
    .toSorted((a, b) => a.path.split('{').length - b.path.split('{').length)[0];
  if (operation === undefined) return [];
  if (answer.statusCode >= 500) return [`${operation.id} answered ${answer.statusCode}: ${answer.body.slice(0, 300)}`];
  const declared = operation.answers.get(answer.statusCode);
  if (declared === undefined)
    return [`${operation.id} answered ${answer.statusCode}, which is not declared: ${answer.body.slice(0, 300)}`];
  if (declared.type === '*/*') return [];
  if (answer.headers['content-type'] !== declared.type)
    return [`${operation.id} answered with ${String(answer.headers['content-type'])}, not ${declared.type}`];
  const parsed = schemaOf(declared.schema).safeParse(JSON.parse(answer.body));
  return parsed.success
    ? []
    : parsed.error.issues.map(({ path, message }) => `${operation.id}: ${path.join('.')} ${message}`);
}

const ordinary = fc.constantFrom(
  ...['S1', 'S2', 'D1', 'D2', 'O1', 'F1', 'M01', '1', 'MG11', 'A', 'isHateCrime', 'VPS', 'CJ88116'],
  ...[
    'The injury is recorded in the statement and in the photographs taken that night.',
    'x',
    ' ',
    'é',
    '😀',
    '\\',
    '"',
    '<b>',
  ],
);
const dates = fc.constantFrom('2026-12-01', '2026-11-22', '2020-02-29', '2027-02-28', '9999-12-31', '0001-01-01');
const moments = fc.constantFrom('2026-11-22T07:30:00Z', '2026-11-20T10:00:00+00:00', '2031-01-01T00:00:00Z');

function textFrom(schema: Json): fc.Arbitrary<string> {
  const { pattern, minLength = 0, maxLength = 200 } = schema;
  const [least, most] = [Number(minLength), Math.min(Number(maxLength), 300)];
  if (typeof pattern !== 'string') {
    const free = fc.string({ minLength: least, maxLength: most, unit: 'grapheme' });
    const fitting = ordinary.filter((text) => text.length >= least && text.length <= most);
    return fc.oneof({ weight: 3, arbitrary: fitting }, { weight: 1, arbitrary: free });
  }
  const shaped = fc.stringMatching(new RegExp(pattern));
  if (pattern.includes('T\\d{2}')) return fc.oneof({ weight: 4, arbitrary: moments }, shaped);
  if (pattern.startsWith('^\\d{4}-\\d{2}-\\d{2}$')) return fc.oneof({ weight: 4, arbitrary: dates }, shaped);
  const fitting = ordinary.filter((text) => new RegExp(pattern).test(text));
  return pattern.includes('[^') ? fc.oneof(fitting, shaped) : shaped;
}

/** Values that a schema of the description allows. */
export function valuesOf(schema: unknown): fc.Arbitrary<unknown> {
  if (!isObject(schema)) return fc.jsonValue();
  const choices = schema['anyOf'] ?? schema['oneOf'];
  if (Array.isArray(choices)) return fc.oneof(...choices.map(valuesOf));
  if (Array.isArray(schema['enum'])) return fc.constantFrom(...(schema['enum'] as unknown[]));
  if ('const' in schema) return fc.constant(schema['const']);
  switch (schema['type']) {
    case 'string':
      return textFrom(schema);
    case 'integer':
      return fc.oneof(fc.integer({ min: 0, max: 50 }), fc.maxSafeInteger());
    case 'number':
      return fc.double({ noNaN: true, noDefaultInfinity: true });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'array':
      return fc.array(valuesOf(schema['items']), {
        minLength: Number(schema['minItems'] ?? 0),
        maxLength: Math.max(Number(schema['minItems'] ?? 0), 2),
      });
    case 'object':
      return recordOf(schema);
    default:
      return fc.jsonValue({ maxDepth: 2 });
  }
}

function recordOf(schema: Json): fc.Arbitrary<unknown> {
  const properties = objectAt(schema, 'properties');
  if (Object.keys(properties).length === 0) {
    if (schema['additionalProperties'] === false) return fc.constant({});
    const names = schema['propertyNames'];
    const keys =
      names === undefined ? fc.constantFrom('offenceDate', 'mode', 'court', 'custodyPeriods', 'odd') : valuesOf(names);
    return fc.dictionary(
      keys.map(String),
      isObject(schema['additionalProperties'])
        ? valuesOf(schema['additionalProperties'])
        : fc.jsonValue({ maxDepth: 1 }),
      { maxKeys: 6 },
    );
  }
  const required = Array.isArray(schema['required']) ? schema['required'].map(String) : [];
  return fc.record(Object.fromEntries(Object.entries(properties).map(([name, inner]) => [name, valuesOf(inner)])), {
    requiredKeys: required,
  });
}
