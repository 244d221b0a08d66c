import type { SuggestFileOptions, TextSuggestions } from '../application/suggest-file.ts';
import { certainties, suggestionTypes } from '../domain/redaction/index.ts';
import type { Result } from '../domain/kernel/result.ts';
import { asJson, badInput, table, type ExitCode, type Io } from './io.ts';

/** Finds personal data in files. */
export type SuggestFiles = (
  files: readonly string[],
  options: SuggestFileOptions,
) => Promise<Result<readonly TextSuggestions[]>>;

/**
 * `jcf suggest FILE… [--case DIR] [--recipient R]`: personal data found in each file or text of a JSON list, with a reason
 * each. Exit code 0 whether or not something was found: a suggestion is not a verdict.
 */
export async function suggestCommand(
  files: readonly string[],
  options: SuggestFileOptions & { readonly json: boolean },
  suggestFiles: SuggestFiles,
  io: Io,
): Promise<ExitCode> {
  if (files.length === 0)
    return badInput(
      io,
      'Name at least one file: text, PDF, Word, Excel, email, or a JSON list of {id, text}. Example: jcf suggest statement.txt --case demo/cases/02-shop-theft-gap-complete --recipient defence',
    );
  const { json, ...asked } = options;
  const answered = await suggestFiles(files, asked);
  if (!answered.ok) return badInput(io, answered.refusal.detail);
  for (const { id, note } of answered.value) if (note !== undefined) io.err(`${id}: ${note}\n`);
  if (json) {
    io.out(asJson(Object.fromEntries(answered.value.map(({ id, suggestions }) => [id, suggestions]))));
    return 0;
  }
  for (const { id, suggestions } of answered.value) {
    io.out(`${id}: ${suggestions.length} found\n`);
    if (suggestions.length > 0)
      io.out(
        table(
          ['Place', 'Kind', 'Text', 'How sure', 'Why'],
          suggestions.map(({ start, end, page, where, type, text, certainty, reason, stays }) => [
            `${where ?? (page === undefined ? '' : `page ${page}`)} ${start}-${end}`.trim(),
            suggestionTypes[type],
            text.replaceAll(/\s+/g, ' ').slice(0, 60),
            certainties[certainty],
            `${reason}.${stays === undefined ? '' : ` Stays: ${stays}.`}`,
          ]),
        ),
      );
  }
  return 0;
}
