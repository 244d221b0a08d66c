import { suggest } from '../src/domain/redaction/index.ts';
import { britishText } from '../test/fixtures/british-text.ts';

/** Letters of a text of `size` that no two pages repeat more than a few times. */
function longText(size: number): string {
  const made = britishText({ seed: 40, documents: 3000 }).map(({ text }) => text);
  const whole = made.join('\n\n');
  return whole.repeat(Math.ceil(size / whole.length)).slice(0, size);
}

/** A sheet of call data as it is read: a line a row, a tab between cells. */
function cells(count: number): string {
  const rows = Array.from({ length: count / 7 }, (_, row) => {
    const number = (by: number): string => `07700900${String((row * by) % 1000).padStart(3, '0')}`;
    return [
      `${(row % 28) + 1}/09/2026`,
      '12:00:00',
      number(7),
      number(13),
      'voice',
      row % 900,
      `C${100 + (row % 40)}`,
    ].join('\t');
  });
  return rows.join('\n');
}

/** Seconds of one processor to search 20 MB of text, and a workbook of 350,000 cells. */
export function timeSuggestions(): { readonly textS: number; readonly cellsS: number } {
  suggest(longText(300_000));
  const seconds = (text: string): number => {
    const before = process.cpuUsage();
    suggest(text);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1_000_000;
  };
  return { textS: seconds(longText(20_000_000)), cellsS: seconds(cells(350_000)) };
}
