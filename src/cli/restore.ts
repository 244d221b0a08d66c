import type { Restored } from '../application/restore.ts';
import type { Result } from '../domain/kernel/result.ts';
import { asJson, badInput, type ExitCode, type Io } from './io.ts';

/** Restores the backup of a folder, telling how far it is, and checks what it restored. */
export type Restore = (
  from: string,
  say: (sentence: string) => void,
) => Promise<Result<Restored & { readonly dataFolder: string }>>;

const shown = 50;

/**
 * `jcf restore DIR`: puts a backup into an empty `JCF_DATA` and checks all of it. Exit code 1 when something is found
 * wrong in what was restored; 2 when nothing was.
 */
export async function restoreCommand(
  dirs: readonly string[],
  options: { json: boolean },
  restore: Restore,
  io: Io,
): Promise<ExitCode> {
  const [dir, ...more] = dirs;
  if (dir === undefined || more.length > 0)
    return badInput(
      io,
      'Name the folder of one backup, and set JCF_DATA to a new folder. Example: JCF_DATA=/srv/jcf jcf restore /mnt/backups/2026-11-24',
    );
  const answer = await restore(dir, (sentence) => io.err(`${sentence}\n`));
  if (!answer.ok) return badInput(io, answer.refusal.detail);
  const { dataFolder, streams, events, tables, rows, documents, ...found } = answer.value;
  const faults = [...found.streamFaults, ...found.chainFaults, ...found.differences, ...found.documentFaults];
  if (options.json) io.out(asJson(answer.value));
  else {
    io.out(`Restored to ${dataFolder}.\n`);
    io.out(`${events} events in ${streams} streams checked, and where each stream stood when the backup began.\n`);
    io.out(
      `${rows} rows in ${tables} tables compared with the log. ${documents} documents read and their hashes checked.\n`,
    );
    for (const fault of faults.slice(0, shown)) io.out(`${fault}\n`);
    if (faults.length > shown) io.out(`and ${faults.length - shown} more\n`);
    io.out(
      faults.length === 0
        ? 'No fault found. Everybody has to sign in again.\n'
        : `${faults.length} found wrong. Restore an older backup into another folder and compare before you use this one.\n`,
    );
  }
  return faults.length === 0 ? 0 : 1;
}
