import { z } from 'zod';
import { AnticipatedPlea, SubmissionKind, TrialModeValue } from '../../../domain/case-file/index.ts';
import type { Edition, Supposition } from '../../../domain/file-standard/index.ts';
import type { Supposing } from '../../../application/check-file.ts';

/**
 * What the address of a check page says beside the submission. Either what is tried (`plea`, `court`, `test`, `kind`), or
 * what was so before a change that has just been saved (`offence` with `wasPlea` or `wasMode`; `changed` with `was`).
 * Codes of short lists only, never words of the case.
 */
const code = <T extends z.ZodType>(schema: T) => schema.optional().catch(undefined);
export const SupposingQuery = z.object({
  by: code(z.string()),
  plea: code(AnticipatedPlea),
  court: code(z.enum(['magistrates', 'crown'])),
  test: code(z.enum(['full_code_test', 'threshold_test'])),
  kind: code(SubmissionKind),
  offence: code(z.string()),
  wasPlea: code(AnticipatedPlea),
  wasMode: code(z.union([TrialModeValue, z.literal('standing')])),
  changed: code(z.string()),
  was: code(z.string()),
});
export type SupposingQuery = z.output<typeof SupposingQuery>;

/** An answer as an address says it. */
export const answerInAddress = (value: unknown): string | undefined =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;

const valueOf = (edition: Edition, fact: string, said: string): string | number | boolean => {
  const type = edition.facts.get(fact)?.type;
  return type === 'boolean' ? said === 'true' : type === 'integer' ? Number(said) : said;
};

/** What is tried or was so, and which of the two; undefined where the address says neither. */
export function supposingIn(
  query: SupposingQuery,
  edition: Edition,
): (Supposing & { readonly way: 'tried' | 'was' }) | undefined {
  const { plea, court, test, kind, offence, wasPlea, wasMode, changed, was } = query;
  const tried: Supposition = {
    ...(plea === undefined ? {} : { plea }),
    ...(court === undefined ? {} : { court }),
    ...(test === undefined ? {} : { codeTest: test }),
    ...(kind === undefined ? {} : { kind }),
  };
  if (Object.keys(tried).length > 0) return { given: tried, fit: true, way: 'tried' };
  if (offence !== undefined && (wasPlea !== undefined || wasMode !== undefined))
    return {
      ...{ way: 'was', fit: false },
      given: {
        offence,
        ...(wasPlea === undefined ? {} : { plea: wasPlea }),
        ...(wasMode === undefined ? {} : { mode: wasMode }),
      },
    };
  if (changed !== undefined)
    return {
      ...{ way: 'was', fit: false },
      given: {
        answer: { fact: changed, ...(was === undefined ? {} : { value: valueOf(edition, changed, was) }) },
      },
    };
  return undefined;
}
