import type { Exported } from '../application/export-log.ts';
import type { Result } from '../domain/kernel/result.ts';
import { asJson, badInput, type ExitCode, type Io } from './io.ts';

/** Exports into a folder, telling how far it is. */
export type ExportLog = (
  into: string,
  options: { readonly withDocuments: boolean; readonly say: (sentence: string) => void },
) => Promise<Result<Exported>>;

/**
 * `jcf export DIR [--documents]`: writes the log and the tables beside it as text. Exit code 1 when the export is whole but
 * the store lacks documents that rows name.
 */
export async function exportCommand(
  dirs: readonly string[],
  options: { json: boolean; documents: boolean },
  exportLog: ExportLog,
  io: Io,
): Promise<ExitCode> {
  const [dir, ...more] = dirs;
  if (dir === undefined || more.length > 0)
    return badInput(io, 'Name one new folder for the export. Example: jcf export /mnt/exports/2026-11-24 --documents');
  const say = (sentence: string): void => io.err(`${sentence}\n`);
  const answer = await exportLog(dir, { withDocuments: options.documents, say });
  if (!answer.ok) return badInput(io, answer.refusal.detail);
  const { folder, events, streams, documents, withDocuments, lacking } = answer.value;
  if (options.json) io.out(asJson(answer.value));
  else {
    io.out(`Exported to ${folder}: ${events} events in ${streams} streams.\n`);
    io.out(
      withDocuments
        ? `${documents - lacking.length} documents with their bytes.\n`
        : `${documents} documents are named, by their hashes alone: copy the documents folder too, or add --documents.\n`,
    );
    for (const sha256 of lacking)
      io.out(`Document ${sha256} is named by a row, and missing or damaged in the store.\n`);
    io.out('It holds the content of every case: keep it where only those may read who may read every case.\n');
  }
  return lacking.length === 0 ? 0 : 1;
}
