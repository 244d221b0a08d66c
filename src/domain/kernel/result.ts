import type { RefusalCode } from './refusals.ts';

/** Why the law, the workflow or a rule said no. `detail` is for the person: it names what to do, never personal data. */
export interface Refusal<Code extends RefusalCode = RefusalCode> {
  readonly code: Code;
  readonly detail: string;
  /** Name of the form field or JSON path that has to change, when there is one. */
  readonly field?: string;
  /** What else has to change, where one look found several things: each to be told at its field. */
  readonly also?: readonly { readonly detail: string; readonly field: string }[];
}

/** The answer of anything that may be refused. Malformed input is a schema error and bugs throw; neither is a Result. */
export type Result<Value, Code extends RefusalCode = RefusalCode> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly refusal: Refusal<Code> };

export const accept = <const Value>(value: Value): { readonly ok: true; readonly value: Value } => ({
  ok: true,
  value,
});

export const refuse = <const Code extends RefusalCode>(
  code: Code,
  detail: string,
  field?: string,
): { readonly ok: false; readonly refusal: Refusal<Code> } => ({
  ok: false,
  refusal: field === undefined ? { code, detail } : { code, detail, field },
});

/** Everything that one look found wrong with what was typed, told at once. */
export function refuseAll<const Code extends RefusalCode>(
  code: Code,
  [first, ...also]: readonly [
    { readonly detail: string; readonly field: string },
    ...{ readonly detail: string; readonly field: string }[],
  ],
): { readonly ok: false; readonly refusal: Refusal<Code> } {
  return { ok: false, refusal: { code, ...first, ...(also.length === 0 ? {} : { also }) } };
}
