import type { ComparisonTotals } from '../domain/file-standard/index.ts';
import type { Result } from '../domain/kernel/result.ts';
import { asJson, badInput, table, type ExitCode, type Io } from './io.ts';

/** Checks every case of a force under another edition too, telling how far it is. */
export type CompareEveryCase = (
  forceCode: string,
  edition: string,
  say: (sentence: string) => void,
) => Promise<Result<{ readonly cases: number; readonly totals: ComparisonTotals }>>;

/**
 * `jcf compare EDITION --force CODE`: what an edition of the file standard would change over every case of a force, as
 * counts. Names no case.
 */
export async function compareCommand(
  editions: readonly string[],
  options: { json: boolean; force: string | undefined },
  compare: CompareEveryCase,
  io: Io,
): Promise<ExitCode> {
  const [edition, ...more] = editions;
  if (edition === undefined || more.length > 0 || options.force === undefined)
    return badInput(io, 'Name one edition, and the force by its code. Example: jcf compare trial-2027.r1 --force 35');
  const compared = await compare(options.force, edition, (sentence) => io.err(`${sentence}\n`));
  if (!compared.ok) return badInput(io, compared.refusal.detail);
  if (options.json) {
    io.out(asJson(compared.value));
    return 0;
  }
  const { cases, totals } = compared.value;
  io.out(`${totals.submissions} submissions of ${cases} cases, under their own edition and under ${edition}.\n`);
  io.out(`Something changes for ${totals.affected}; the outcome changes for ${totals.changeOutcome}.\n`);
  io.out(
    `Triage would reject ${totals.rejected.before} now and ${totals.rejected.after} then, of ${totals.rejected.of}.\n`,
  );
  io.out(
    `${totals.documents} documents of ${totals.pages} pages would not have been needed (${totals.documentsWithoutPages} of them without a count of pages).\n\n`,
  );
  io.out(
    table(
      ['Item', 'No longer due', 'Of those, a gap now', 'Newly due'],
      totals.items.map(({ item, noLongerDue, wasGap, newlyDue }) => [
        item,
        String(noLongerDue),
        String(wasGap),
        String(newlyDue),
      ]),
    ),
  );
  return 0;
}
