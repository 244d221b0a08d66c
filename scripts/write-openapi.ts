import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { describeApi } from '../src/api/describe.ts';
import { operations } from '../src/api/operations.ts';

/** Where the description of the interface is committed. */
export const openapiFile = fileURLToPath(new URL('../docs/openapi.json', import.meta.url));

/** The description as it should stand in the file. */
export const openapiText = async (): Promise<string> =>
  format(JSON.stringify(describeApi(operations)), { ...(await resolveConfig(openapiFile)), parser: 'json' });

/** Whether the committed file says what the operations say. */
export const openapiIsInStep = async (): Promise<boolean> =>
  (await readFile(openapiFile, 'utf8').catch(() => '')) === (await openapiText());

if (process.argv[1] === fileURLToPath(import.meta.url)) await writeFile(openapiFile, await openapiText());
