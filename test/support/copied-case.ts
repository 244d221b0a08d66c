import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { examples } from './cases.ts';
import { edited, type Edits } from './edited.ts';

/** A copy of the shop theft in a folder of its own, under another reference and with what else a test changes. */
export async function copyOfCase(dir: string, urn: string, edits: Edits = {}): Promise<string> {
  await cp(join('demo/cases', examples.shopTheft.folder), dir, { recursive: true });
  const record: unknown = JSON.parse(await readFile(join(dir, 'case.json'), 'utf8'));
  await writeFile(join(dir, 'case.json'), JSON.stringify(edited(record, { urn, ...edits })));
  return dir;
}
