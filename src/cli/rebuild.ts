import { asJson, type ExitCode, type Io } from './io.ts';

/** What rebuilding or verifying found. */
export interface RebuildReport {
  readonly streams: number;
  readonly events: number;
  /** Places where a chain is broken, each in a sentence that names stream and sequence. */
  readonly chainFaults: readonly string[];
  readonly tables: number;
  readonly rows: number;
  /** Rows that differ between the tables and the log, each in a sentence that names table and key. */
  readonly differences: readonly string[];
}

export type Rebuild = (options: { verify: boolean }) => Promise<RebuildReport>;

const shown = 50;

/**
 * `jcf rebuild [--verify]`: with `--verify` compares the tables with the log and changes nothing; without, fills the tables
 * from the log anew. Exit code 1 when a chain is broken or a row differs.
 */
export async function rebuildCommand(
  options: { json: boolean; verify: boolean },
  rebuild: Rebuild,
  io: Io,
): Promise<ExitCode> {
  const report = await rebuild({ verify: options.verify });
  const faults = [...report.chainFaults, ...report.differences];
  if (options.json) io.out(asJson(report));
  else {
    io.out(`${report.events} events in ${report.streams} streams checked.\n`);
    io.out(
      `${report.rows} rows in ${report.tables} tables ${options.verify ? 'compared with' : 'filled from'} the log.\n`,
    );
    for (const fault of faults.slice(0, shown)) io.out(`${fault}\n`);
    if (faults.length > shown) io.out(`and ${faults.length - shown} more\n`);
    io.out(faults.length === 0 ? 'No difference found.\n' : `${faults.length} found wrong.\n`);
  }
  return faults.length === 0 ? 0 : 1;
}
