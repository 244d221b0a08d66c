import type { Question } from './question.ts';
import type { Confidence } from './regime.ts';

/** What every answer says beside its own dates. */
export interface Explained {
  readonly statute: string;
  readonly confidence: Confidence;
  readonly explanation: readonly string[];
  readonly assumptions: readonly string[];
  readonly warnings: readonly string[];
  readonly questions: readonly Question[];
}

/** An answer before it is given its id. */
export type Answer = Explained & Readonly<Record<string, unknown>>;

/** One field of an answer, left out where it is not known. */
export const when = <Value>(key: string, value: Value | undefined): Record<string, Value> =>
  value === undefined ? {} : { [key]: value };
