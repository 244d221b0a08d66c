import { z } from 'zod';
import { refusals, statusOf, type RefusalCode } from '../domain/kernel/refusals.ts';
import type { Refusal } from '../domain/kernel/result.ts';
import { answer } from './schemas.ts';

/** Where every address of this interface begins. */
export const base = '/api/v1';

/** One thing that is wrong with a request. */
export const FieldProblem = answer(
  'FieldProblem',
  z.object({
    in: z.enum(['body', 'query', 'path', 'header']).meta({ description: 'The part of the request it is about.' }),
    pointer: z
      .string()
      .meta({ description: 'JSON pointer (RFC 6901) to the field; for a parameter or header its name after a slash.' }),
    detail: z.string().meta({ description: 'What is wrong, and what to do.' }),
  }),
);
export type FieldProblem = z.infer<typeof FieldProblem>;

/** RFC 9457. Holds no personal data but, in `detail`, what the caller may read anyway. */
export const Problem = answer(
  'Problem',
  z.object({
    type: z.string().meta({ description: 'Address of the explanation of this kind of problem, below this service.' }),
    title: z
      .string()
      .meta({ description: 'The kind of problem in a few words; the same for every problem of a kind.' }),
    status: z.int(),
    code: z
      .string()
      .regex(/^[a-z]+(-[a-z]+)*$/)
      .meta({ description: 'The kind of problem, for programs. See /problems. Codes are not reused.' }),
    detail: z.string().meta({ description: 'What happened this time, and what to do.' }),
    instance: z.string().meta({ description: 'Names this answer in the log of the service. Quote it when you ask.' }),
    problems: z.array(FieldProblem).readonly().optional(),
  }),
);
export type Problem = z.infer<typeof Problem>;

/** A refusal with every field that is wrong. */
export interface RefusedRequest {
  readonly refusal: Refusal;
  readonly problems?: readonly FieldProblem[];
}

export const typeOf = (code: string): string => `${base}/problems/${code}`;

/**
 * Words for what cannot be found, the same whether it does not exist or is not for the caller to know of. A refusal's own
 * detail is never sent for these.
 */
const notFound: Partial<Record<RefusalCode, string>> = {
  'case-not-found':
    'Check the reference. If it is right, the case may not have been sent to your organisation, or may be with another one.',
  'page-not-found': 'Check the address: nothing that you can see is there.',
};

/** The document for a refusal. `reference` finds the request in the log. */
export function problemOf({ refusal, problems = [] }: RefusedRequest, reference: string): Problem {
  const { code } = refusal;
  const { says } = refusals[code];
  const own = notFound[code];
  return {
    type: typeOf(code),
    title: says,
    status: statusOf(code),
    code,
    detail: own ?? refusal.detail,
    instance: instanceOf(reference),
    ...(problems.length === 0 || own !== undefined ? {} : { problems }),
  };
}

const instanceOf = (reference: string): string => `urn:jcf:request:${reference}`;

/** The document for a fault of ours: nothing of what went wrong is said. */
export const faultOf = (reference: string): Problem => ({
  type: typeOf('fault'),
  title: 'Something went wrong on our side',
  status: 500,
  code: 'fault',
  detail:
    'If you were sending something, send it again with the same key: it is done once however often it is sent. If it keeps happening, tell the service desk and quote the instance.',
  instance: instanceOf(reference),
});

const escaped = (step: PropertyKey): string => String(step).replaceAll('~', '~0').replaceAll('/', '~1');
/** JSON pointer of a path: `['items', 0, 'due']` is `/items/0/due`. */
export const pointerTo = (path: readonly PropertyKey[]): string => path.map((step) => `/${escaped(step)}`).join('');

const valueAt = (root: unknown, path: readonly PropertyKey[]): unknown => {
  let value = root;
  for (const step of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    value = Reflect.get(value, step);
  }
  return value;
};

/** What a schema found, one problem a field. Values are never repeated: they may be personal data. */
export const fieldProblems = (error: z.ZodError, place: FieldProblem['in'], input: unknown): readonly FieldProblem[] =>
  error.issues.flatMap((issue): FieldProblem[] => {
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => ({
        in: place,
        pointer: pointerTo([...issue.path, key]),
        detail: 'This is not a field of this request. Correct its name or take it out.',
      }));
    const missing = valueAt(input, issue.path) === undefined;
    return [{ in: place, pointer: pointerTo(issue.path), detail: missing ? 'This is missing.' : issue.message }];
  });
