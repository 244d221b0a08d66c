import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { formsAsMarkdown } from '../src/domain/forms/index.ts';

const formsFile = fileURLToPath(new URL('../docs/forms.md', import.meta.url));

/** The text `docs/forms.md` should have: every form, laid out as the formatter lays it out. */
export const formsDocument = async (): Promise<string> =>
  format(formsAsMarkdown(), { ...(await resolveConfig(formsFile)), parser: 'markdown' });

/** Whether `docs/forms.md` says what the forms say. */
export const formsAreInStep = async (): Promise<boolean> =>
  (await readFile(formsFile, 'utf8')) === (await formsDocument());

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await writeFile(formsFile, await formsDocument());
  console.log('docs/forms.md written.');
}
