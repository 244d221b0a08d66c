/** Text that a spreadsheet would run as a formula is kept text. */
const cell = (text: string): string => `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;

/** Lines as a file for a spreadsheet: RFC 4180, formulas made harmless. */
export const asCsv = (lines: readonly (readonly string[])[]): string =>
  lines.map((line) => `${line.map(cell).join(',')}\r\n`).join('');
