import type { Imported } from '../application/import-case.ts';
import type { Result } from '../domain/kernel/result.ts';
import { sayRefusal } from './check.ts';
import { asJson, badInput, type ExitCode, type Io } from './io.ts';

/** Takes in the bundle of one folder. */
export type ImportBundle = (dir: string) => Promise<Result<Imported>>;

/**
 * `jcf import DIR…`: takes in case bundles, each whole or not at all. A bad one changes nothing, says which field, and the
 * others still go in; then the exit code is 2.
 */
export async function importCommand(
  dirs: readonly string[],
  options: { json: boolean },
  importBundle: ImportBundle,
  io: Io,
): Promise<ExitCode> {
  if (dirs.length === 0)
    return badInput(io, 'Name one or more folders, each with a case.json. Example: jcf import cases/*');
  let refused = false;
  const report: unknown[] = [];
  for (const dir of dirs) {
    const imported = await importBundle(dir);
    if (imported.ok) {
      const { urn, documents, notices } = imported.value;
      report.push({ dir, urn, documents, notices });
      if (!options.json) {
        io.out(`${urn} taken in with ${documents} documents.\n`);
        for (const notice of notices) io.out(`  Note: ${notice}\n`);
      }
    } else {
      refused = true;
      report.push({ dir, refusal: imported.refusal });
      io.err(`${dir}: ${sayRefusal(imported.refusal)}\n`);
    }
  }
  if (options.json) io.out(asJson(report));
  return refused ? 2 : 0;
}
