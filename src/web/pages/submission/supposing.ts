import { z } from 'zod';
import { AnticipatedPlea, SubmissionKind } from '../../../domain/case-file/index.ts';
import type { Supposition } from '../../../domain/file-standard/index.ts';
import type { Supposing } from '../../../application/check-file.ts';

/**
 * What the address of a check page says beside the submission: what is tried, as codes of short lists that somebody chose,
 * or that what one's own last change did is to be told. It never says what the case says.
 */
const code = <T extends z.ZodType>(schema: T) => schema.optional().catch(undefined);
export const SupposingQuery = z.object({
  by: code(z.string()),
  plea: code(AnticipatedPlea),
  court: code(z.enum(['magistrates', 'crown'])),
  test: code(z.enum(['full_code_test', 'threshold_test'])),
  kind: code(SubmissionKind),
  told: code(z.literal('change')),
});
export type SupposingQuery = z.output<typeof SupposingQuery>;

/** For the address of a check page after a change of what decides the file: the page tells what it did. */
export const tellChange = { told: 'change' } as const;

/** What is tried; undefined where nothing is. */
export function triedIn({ plea, court, test, kind }: SupposingQuery): Supposing | undefined {
  const tried: Supposition = {
    ...(plea === undefined ? {} : { plea }),
    ...(court === undefined ? {} : { court }),
    ...(test === undefined ? {} : { codeTest: test }),
    ...(kind === undefined ? {} : { kind }),
  };
  return Object.keys(tried).length === 0 ? undefined : { given: tried, fit: true };
}
