import { createHash } from 'node:crypto';
import { cp, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Copies of backups and exports that were changed, with or without a list that agrees with the change. */

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** Lists the files of a folder anew, as if it had been written as it is now: what a list alone can't find. */
export async function relist(folder: string): Promise<void> {
  const lines: string[] = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name).slice(folder.length + 1);
    if (!entry.isFile() || ['SHA256SUMS', 'manifest.json'].includes(path)) continue;
    lines.push(`${sha256(await readFile(join(folder, path)))}  ${path}\n`);
  }
  const list = Buffer.from(lines.join(''));
  await writeFile(join(folder, 'SHA256SUMS'), list);
  const manifest = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')) as Record<string, unknown>;
  await writeFile(join(folder, 'manifest.json'), JSON.stringify({ ...manifest, list: sha256(list) }));
}

/** A copy of a folder that `change` has changed. `listed`: whether its list agrees with the change. */
export async function changedCopy(
  folder: string,
  to: string,
  change: (copy: string) => Promise<unknown>,
  { listed }: { readonly listed: boolean },
): Promise<string> {
  await cp(folder, to, { recursive: true });
  await change(to);
  if (listed) await relist(to);
  return to;
}

/** Rewrites a text file. Throws when nothing was changed. */
export async function rewrite(path: string, change: (text: string) => string): Promise<void> {
  const before = await readFile(path, 'utf8');
  const after = change(before);
  if (after === before) throw new Error(`nothing to change in ${path}`);
  await writeFile(path, after);
}
