import type { Result } from '../domain/kernel/result.ts';
import { sayRefusal } from './check.ts';
import { asJson, badInput, type ExitCode, type Io } from './io.ts';

/** What the verifier says of a file. */
interface VerifyReport {
  readonly clean: boolean;
  readonly checks: readonly {
    readonly id: string;
    readonly looksFor: string;
    readonly passed: boolean;
    readonly found: readonly { readonly page?: number; readonly where: string }[];
  }[];
  readonly sha256: string;
  readonly programs: readonly { readonly name: string; readonly version: string }[];
}
/** Verifies the PDF at a path. */
export type VerifyFile = (asked: {
  readonly file: string;
  readonly against?: string;
  readonly original?: string;
  readonly readPictures: boolean;
}) => Promise<Result<VerifyReport>>;

interface Options {
  readonly json: boolean;
  readonly against: string | undefined;
  readonly original: string | undefined;
  readonly 'read-pictures': boolean;
}

/**
 * `jcf verify FILE [--against R.json] [--original FILE] [--read-pictures] [--json]`: reads a redacted PDF again. Exit code
 * 1 when anything is left in it that should not be, or missing that should be there.
 */
export async function verifyCommand(
  files: readonly string[],
  { json, against, original, 'read-pictures': readPictures }: Options,
  verify: VerifyFile,
  io: Io,
): Promise<ExitCode> {
  const [file, ...more] = files;
  if (file === undefined || more.length > 0)
    return badInput(
      io,
      'Name one PDF. Example: jcf verify redacted.pdf --against redactions.json --original before.pdf',
    );
  const verified = await verify({
    file,
    readPictures,
    ...(against === undefined ? {} : { against }),
    ...(original === undefined ? {} : { original }),
  });
  if (!verified.ok) return badInput(io, sayRefusal(verified.refusal));
  io.out(json ? asJson(verified.value) : inWords(verified.value));
  return verified.value.clean ? 0 : 1;
}

function inWords({ clean, checks, sha256, programs }: VerifyReport): string {
  const lines = checks.flatMap(({ looksFor, passed, found }) => [
    `${passed ? 'passed' : 'FOUND '}  ${looksFor}`,
    ...found.map(({ page, where }) => `          ${page === undefined ? '' : `Page ${page}: `}${where}`),
  ]);
  const by = programs.map(({ name, version }) => `${name} ${version}`).join(', ');
  const verdict = clean ? 'Clean: nothing was found.' : 'Not clean: do not give this file to anybody.';
  return `${[...lines, '', `SHA-256 ${sha256}`, `Looked at with ${by}`, verdict].join('\n')}\n`;
}
