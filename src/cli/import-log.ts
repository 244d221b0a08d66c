import type { LogTakenIn } from '../application/import-log.ts';
import type { Result } from '../domain/kernel/result.ts';
import { asJson, badInput, type ExitCode, type Io } from './io.ts';

/** Takes in the export of a folder, telling how far it is, and checks what it took in. */
export type ImportLog = (from: string, say: (sentence: string) => void) => Promise<Result<LogTakenIn>>;

const shown = 50;

/**
 * `jcf import-log DIR`: takes an export into an empty database and checks all of it. Exit code 1 when the log is in but
 * something is found wrong, such as documents that still have to be copied; 2 when nothing was taken in.
 */
export async function importLogCommand(
  dirs: readonly string[],
  options: { json: boolean },
  importLog: ImportLog,
  io: Io,
): Promise<ExitCode> {
  const [dir, ...more] = dirs;
  if (dir === undefined || more.length > 0)
    return badInput(io, 'Name the folder of one export. Example: jcf import-log /mnt/exports/2026-11-24');
  const answer = await importLog(dir, (sentence) => io.err(`${sentence}\n`));
  if (!answer.ok) return badInput(io, answer.refusal.detail);
  const { taken, streams, tables, rows, documents, ...found } = answer.value;
  const faults = [...found.chainFaults, ...found.differences, ...found.documentFaults];
  if (options.json) io.out(asJson(answer.value));
  else {
    io.out(
      `${taken.events} events in ${streams} streams taken in: every stream ends where it did, with the same hash.\n`,
    );
    io.out(`${rows} rows in ${tables} tables made from them, ${taken.rows} rows beside them.\n`);
    io.out(`${documents - found.documentFaults.length} of ${documents} documents are there.\n`);
    for (const fault of faults.slice(0, shown)) io.out(`${fault}\n`);
    if (faults.length > shown) io.out(`and ${faults.length - shown} more\n`);
    io.out(faults.length === 0 ? 'No fault found. Everybody has to sign in.\n' : `${faults.length} found wrong.\n`);
    if (found.documentFaults.length > 0)
      io.out('Copy the documents folder of the old JCF_DATA into the new one, then run jcf rebuild --verify.\n');
  }
  return faults.length === 0 ? 0 : 1;
}
