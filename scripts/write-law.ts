import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { lawAsMarkdown } from '../src/domain/time-limits/index.ts';

const lawFile = fileURLToPath(new URL('../docs/law.md', import.meta.url));

/** The text `docs/law.md` should have: every rule of time on file, laid out as the formatter lays it out. */
export const lawDocument = async (): Promise<string> =>
  // `never`: wide tables are not padded, which would double the length of the file.
  format(lawAsMarkdown(), { ...(await resolveConfig(lawFile)), parser: 'markdown', proseWrap: 'never' });

/** Whether `docs/law.md` says what the rules say. */
export const lawIsInStep = async (): Promise<boolean> => (await readFile(lawFile, 'utf8')) === (await lawDocument());

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await writeFile(lawFile, await lawDocument());
  console.log('docs/law.md written.');
}
