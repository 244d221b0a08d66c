import type { Result } from '../domain/kernel/result.ts';
import { sayRefusal } from './check.ts';
import { asJson, badInput, type ExitCode, type Io } from './io.ts';

/** What was done to a file and what the verifier says of it. */
interface Certificate {
  readonly released: boolean;
  readonly original: { readonly sha256: string };
  readonly redacted: { readonly sha256: string };
  readonly pages: number;
  readonly regions: number;
  readonly asPictures: readonly { readonly page: number; readonly because: string }[];
  readonly removed: readonly { readonly what: string; readonly count: number }[];
  readonly checks: readonly {
    readonly looksFor: string;
    readonly passed: boolean;
    readonly found: readonly { readonly page?: number; readonly where: string }[];
  }[];
  readonly programs: readonly { readonly name: string; readonly version: string }[];
}
/** Redacts the PDF at a path into another. */
export type RedactFile = (asked: {
  readonly file: string;
  readonly regions: string;
  readonly out: string;
}) => Promise<Result<Certificate>>;

interface Options {
  readonly json: boolean;
  readonly regions: string | undefined;
  readonly out: string | undefined;
}

/**
 * `jcf redact IN --regions R.json --out OUT [--json]`: burns the regions, verifies, and writes the copy; the certificate goes
 * to standard output. Exit code 1, and no file, when the verifier finds anything.
 */
export async function redactCommand(
  files: readonly string[],
  { json, regions, out }: Options,
  redact: RedactFile,
  io: Io,
): Promise<ExitCode> {
  const [file, ...more] = files;
  if (file === undefined || more.length > 0 || regions === undefined || out === undefined)
    return badInput(
      io,
      'Name one PDF, what to redact, and where the copy goes. Example: jcf redact statement.pdf --regions redactions.json --out redacted.pdf',
    );
  const redacted = await redact({ file, regions, out });
  if (!redacted.ok) return badInput(io, sayRefusal(redacted.refusal));
  io.out(json ? asJson(redacted.value) : inWords(redacted.value, out));
  if (redacted.value.released) return 0;
  io.err(
    'Nothing was written: the verifier found something in the copy. Mark more of the places named, or ask for help.\n',
  );
  return 1;
}

const places = (found: readonly { readonly page?: number; readonly where: string }[]): readonly string[] =>
  found.map(({ page, where }) => `          ${page === undefined ? '' : `Page ${page}: `}${where}`);

function inWords(
  { released, original, redacted, pages, regions, asPictures, removed, checks, programs }: Certificate,
  out: string,
): string {
  const lines = [
    `${regions} ${regions === 1 ? 'region' : 'regions'} on ${pages} ${pages === 1 ? 'page' : 'pages'}`,
    ...asPictures.map(({ page, because }) => `Page ${page} became a picture: ${because}`),
    ...removed.map(({ what, count }) => `Removed, ${count}: ${what}`),
    ...checks.flatMap(({ looksFor, passed, found }) => [
      `${passed ? 'passed' : 'FOUND '}  ${looksFor}`,
      ...places(found),
    ]),
    `SHA-256 of the original      ${original.sha256}`,
    `SHA-256 of the redacted copy ${redacted.sha256}`,
    `Made and verified with ${programs.map(({ name, version }) => `${name} ${version}`).join(', ')}`,
    released ? `Written to ${out}.` : 'Not released.',
  ];
  return `${lines.join('\n')}\n`;
}
