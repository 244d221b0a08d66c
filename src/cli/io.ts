/** What a command of the command line talks through. */
export interface Io {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

/** 0 fine, 1 the answer is no, 2 bad input. */
export type ExitCode = 0 | 1 | 2;

/** Prints what was wrong and what to do, and gives the exit code for it. */
export const badInput = (io: Io, message: string): ExitCode => {
  io.err(`${message}\n`);
  return 2;
};

/** Columns padded to their widest cell, a header line first. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [head, ...rows];
  const widths = head.map((_cell, column) => Math.max(...all.map((row) => (row[column] ?? '').length)));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) => (column === row.length - 1 ? cell : cell.padEnd(widths[column] ?? 0)))
      .join('  ')
      .trimEnd();
  return `${[line(head), widths.map((width) => '-'.repeat(Math.min(width, 60))).join('  '), ...rows.map(line)].join('\n')}\n`;
}

/** Pretty JSON with a newline at its end. */
export const asJson = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
