import type { Readable } from 'node:stream';
import type { z } from 'zod';
import type { Actor, Permission } from '../domain/access/index.ts';
import type { RefusalCode } from '../domain/kernel/refusals.ts';
import type { Result } from '../domain/kernel/result.ts';
import type { CaseRef, Deps } from '../application/deps.ts';
import type { Command, Done } from '../application/once.ts';
import type { FoundCases } from '../application/record-access.ts';

/** Who asks, and with what. */
export interface Visit {
  readonly deps: Deps;
  readonly actor: Actor;
}

/** Whose cases are about to be told of. */
export type Read = CaseRef | readonly CaseRef[] | FoundCases;

interface About<Params extends z.ZodType> {
  /** Names the operation in the description, the log and the tests. */
  readonly id: string;
  /** Below the base, parameters as `:name`. */
  readonly path: `/${string}`;
  readonly tag: string;
  readonly summary: string;
  readonly description?: string;
  /** Whom it is for; `null` for every account and everybody signed in. */
  readonly permission: Permission | null;
  /** True where people alone may do it although a scope gives the permission. */
  readonly peopleOnly?: true;
  readonly params: Params;
  /** Codes it can refuse with, beside those that every operation of its kind can. */
  readonly refuses: readonly RefusalCode[];
}

/** Answers with what is there. */
export interface ReadOperation<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Answer extends z.ZodType = z.ZodType,
> extends About<Params> {
  readonly kind: 'read';
  readonly query: Query;
  readonly answer: Answer;
  /** Name under which the reading is recorded; `null` where nothing of a case is told. */
  readonly auditAs: string | null;
  /** True where the answer says with which version of the case a change has to come (`ETag`). Needs a `urn` parameter. */
  readonly versioned: boolean;
  readonly handle: (
    input: { readonly params: z.output<Params>; readonly query: z.output<Query> },
    visit: Visit,
  ) => Promise<Result<{ readonly answer: z.input<Answer>; readonly read?: Read }>>;
}

/** Works something out from what is sent and keeps nothing. */
export interface WorkOutOperation<
  Params extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Answer extends z.ZodType = z.ZodType,
> extends About<Params> {
  readonly kind: 'work-out';
  readonly body: Body;
  /** Bytes its body may have; 1 MB unless told. */
  readonly mostBytes?: number;
  readonly answer: Answer;
  /** JSON pointer for the field that a refusal names, where it is not the field's own name. */
  readonly pointerOf?: (field: string, body: z.output<Body>) => string | undefined;
  readonly handle: (body: z.output<Body>, visit: Visit) => Result<{ readonly answer: z.input<Answer> }>;
}

/** Hands over the bytes of a document, or a part of them. */
export interface BytesOperation<Params extends z.ZodType = z.ZodType> extends About<Params> {
  readonly kind: 'bytes';
  readonly auditAs: string;
  readonly handle: (
    params: z.output<Params>,
    range: { readonly first: number; readonly last: number | undefined } | undefined,
    visit: Visit,
  ) => Promise<
    Result<{
      readonly read: Read;
      readonly bytes: Readable;
      readonly size: number;
      readonly range: { readonly first: number; readonly last: number } | undefined;
      readonly mediaType: string;
      readonly sha256: string;
    }>
  >;
}

/** Records something, once for each key. */
export interface ChangeOperation<
  Params extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
> extends About<Params> {
  readonly kind: 'change';
  readonly body: Body;
  /** 201 for what makes something that has an address, else 200. */
  readonly status: 200 | 201;
  /** True where the request has to say which version of the case it was decided on (`If-Match`). */
  readonly needsVersion: boolean;
  /** Bytes its body may have; 1 MB unless told. */
  readonly mostBytes?: number;
  /** Name of the change in the log of the service. */
  readonly logAs: string;
  /** JSON pointer for the field that a refusal names, where it is not the field's own name. */
  readonly pointerOf?: (field: string, body: z.output<Body>) => string | undefined;
  readonly handle: (
    input: { readonly params: z.output<Params>; readonly body: z.output<Body> },
    visit: Visit,
    command: Command,
  ) => Promise<Result<Done>>;
}

export type Operation = ReadOperation | WorkOutOperation | BytesOperation | ChangeOperation;

// The four below only check the parts of an operation against each other. The list holds them by their widest type: what
// goes into `handle` there comes from the operation's own schemas.
export const read = <Params extends z.ZodType, Query extends z.ZodType, Answer extends z.ZodType>(
  operation: Omit<ReadOperation<Params, Query, Answer>, 'kind'>,
): Operation => ({ kind: 'read', ...operation }) as unknown as Operation;

export const workOut = <Params extends z.ZodType, Body extends z.ZodType, Answer extends z.ZodType>(
  operation: Omit<WorkOutOperation<Params, Body, Answer>, 'kind'>,
): Operation => ({ kind: 'work-out', ...operation }) as unknown as Operation;

export const bytes = <Params extends z.ZodType>(operation: Omit<BytesOperation<Params>, 'kind'>): Operation =>
  ({ kind: 'bytes', ...operation }) as unknown as Operation;

export const change = <Params extends z.ZodType, Body extends z.ZodType>(
  operation: Omit<ChangeOperation<Params, Body>, 'kind'>,
): Operation => ({ kind: 'change', ...operation }) as unknown as Operation;

export const methodOf = ({ kind }: Operation): 'GET' | 'POST' => (kind === 'read' || kind === 'bytes' ? 'GET' : 'POST');
