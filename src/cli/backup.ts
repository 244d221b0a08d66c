import type { BackedUp } from '../application/back-up.ts';
import type { Result } from '../domain/kernel/result.ts';
import { asJson, badInput, type ExitCode, type Io } from './io.ts';

/** Backs up into a folder, telling how far it is. */
export type BackUp = (into: string, say: (sentence: string) => void) => Promise<Result<BackedUp>>;

/**
 * `jcf backup DIR`: copies database and documents into an empty folder while the service works. Exit code 1 when the copy
 * is whole but the store holds documents whose bytes are spoilt.
 */
export async function backupCommand(
  dirs: readonly string[],
  options: { json: boolean },
  backUp: BackUp,
  io: Io,
): Promise<ExitCode> {
  const [dir, ...more] = dirs;
  if (dir === undefined || more.length > 0)
    return badInput(io, 'Name one new folder for the backup. Example: jcf backup /mnt/backups/2026-11-24');
  const answer = await backUp(dir, (sentence) => io.err(`${sentence}\n`));
  if (!answer.ok) return badInput(io, answer.refusal.detail);
  const { folder, events, streams, documents, bytes, damaged } = answer.value;
  if (options.json) io.out(asJson(answer.value));
  else {
    io.out(`Backed up to ${folder}: at least ${events} events in ${streams} streams, ${documents} documents, `);
    io.out(`${Math.ceil(bytes / 1_000_000)} MB.\n`);
    for (const sha256 of damaged) io.out(`Document ${sha256} is damaged: its bytes are not those of its hash.\n`);
    if (damaged.length > 0) io.out('Look for these documents in an older backup.\n');
    io.out('Keep it where only those may read who may read every case, and try restoring it.\n');
  }
  return damaged.length === 0 ? 0 : 1;
}
