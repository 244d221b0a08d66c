import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import {
  LocalLines,
  ownEditions,
  withEditionFiles,
  type EditionCatalogue,
  type LocalLine,
} from './domain/file-standard/index.ts';

/**
 * The editions of the file standard: those that come with the product, and those in the `.json` files of a folder, in the
 * order of their names. `undefined`, with a sentence among the faults, when the folder or a file in it cannot be used.
 */
export function editionsAt(folder: string | undefined, faults: string[]): EditionCatalogue | undefined {
  if (folder === undefined) return ownEditions;
  let files: readonly string[];
  try {
    files = readdirSync(folder).filter((name) => name.endsWith('.json'));
  } catch {
    faults.push(`JCF_EDITIONS names a folder that cannot be read: ${folder}.`);
    return undefined;
  }
  try {
    return withEditionFiles(
      ownEditions,
      files.toSorted().map((name) => contentOf(join(folder, name))),
    );
  } catch (error) {
    faults.push(`JCF_EDITIONS, ${error instanceof Error ? error.message : String(error)}.`);
    return undefined;
  }
}

function contentOf(file: string): { readonly name: string; readonly content: unknown } {
  const name = basename(file);
  try {
    return { name, content: JSON.parse(readFileSync(file, 'utf8')) };
  } catch (error) {
    // The message of a JSON error quotes the file; what is wrong is enough.
    throw new Error(`edition file ${name}: it is ${error instanceof SyntaxError ? 'not JSON' : 'not readable'}`, {
      cause: error,
    });
  }
}

/** What forces add to the checklist, from a file; nothing without one, or with a sentence among the faults. */
export function localChecklistAt(file: string | undefined, faults: string[]): readonly LocalLine[] {
  if (file === undefined) return [];
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    faults.push(
      `JCF_LOCAL_CHECKLIST names a file that ${error instanceof SyntaxError ? 'is not JSON' : 'cannot be read'}: ${file}.`,
    );
    return [];
  }
  const lines = LocalLines.safeParse(content);
  if (lines.success) return lines.data;
  for (const { path, message } of lines.error.issues)
    faults.push(`JCF_LOCAL_CHECKLIST, ${file}: ${path.join('.')} ${message}.`);
  return [];
}
