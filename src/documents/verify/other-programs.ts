import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findProgram } from '../find-program.ts';
import type { Program } from '../redaction/types.ts';
import { runProgram } from '../run-program.ts';
import type { Findings } from './findings.ts';
import type { Sought } from './sought.ts';
import { haystack, wordyHaystack } from './sought.ts';
import { withoutSyntax } from './syntax.ts';

const limits = { forMs: 120_000, most: 512 * 1024 * 1024 };

/** Programs of this machine that read the text of a PDF, where they are found. */
const readers = [
  {
    name: 'pdftotext',
    version: ['-v'],
    ways: [['-layout'], ['-raw']],
    args: (way: readonly string[], file: string) => [...way, '-enc', 'UTF-8', file, '-'],
  },
  {
    name: 'mutool',
    version: ['-v'],
    ways: [[]],
    args: (_way: readonly string[], file: string) => ['draw', '-q', '-F', 'txt', '-o', '-', file],
  },
] as const;

/**
 * Reads the text with further programs of this machine and looks for the words in it, and in what qpdf unpacks.
 * @returns the programs that were used
 */
export async function askOtherPrograms(
  pdf: Uint8Array,
  words: readonly Sought[],
  found: Findings,
  path?: string,
): Promise<readonly Program[]> {
  const used: Program[] = [await withQpdf(pdf, words, found)];
  const folder = await mkdtemp(join(tmpdir(), 'jcf-verify-'));
  try {
    const file = join(folder, 'copy.pdf');
    await writeFile(file, pdf, { mode: 0o600 });
    for (const { name, version, ways, args } of readers) {
      const program = await findProgram(name, path);
      if (program === undefined) continue;
      for (const way of ways) {
        const ran = await runProgram(program, args(way, file), limits);
        if (!ran.whole || ran.code !== 0) found.found('read-to-end', `${name} could not read the file`);
        const text = haystack(ran.out.toString('utf8'));
        for (const sought of words)
          if (text.holds(sought)) found.found('no-words-in-text', `${sought.label}: the text as ${name} reads it`);
      }
      used.push({ name, version: await versionOf(program, version) });
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return used;
}

async function versionOf(program: string, args: readonly string[]): Promise<string> {
  const { out } = await runProgram(program, args, { forMs: 10_000, most: 1024 * 1024 });
  return /\d+(\.\d+)+/.exec(out.toString('utf8'))?.[0] ?? 'unknown';
}

interface Qpdf {
  callMain(args: string[]): number;
  readonly FS: {
    readFile(path: string): Uint8Array;
    writeFile(path: string, data: Uint8Array): void;
    unlink(path: string): void;
  };
}

const require = createRequire(import.meta.url);

/** Compiled once; every file has an instance, and memory, of its own. */
let compiled: Promise<WebAssembly.Module> | undefined;

/** Lets qpdf check the file and write it unpacked, and looks for the words in that. */
async function withQpdf(pdf: Uint8Array, words: readonly Sought[], found: Findings): Promise<Program> {
  const { version } = require('@neslinesli93/qpdf-wasm/package.json') as { version: string };
  const start = require('@neslinesli93/qpdf-wasm') as (options: object) => Promise<Qpdf>;
  const quiet = { print: () => undefined, printErr: () => undefined };
  compiled ??= readFile(require.resolve('@neslinesli93/qpdf-wasm/dist/qpdf.wasm')).then((bytes) =>
    WebAssembly.compile(new Uint8Array(bytes)),
  );
  const module = await compiled;
  const instantiateWasm = (imports: WebAssembly.Imports, done: (instance: WebAssembly.Instance) => void): object => {
    void WebAssembly.instantiate(module, imports).then(done);
    return {};
  };
  const qpdf = await start({ instantiateWasm, noInitialRun: true, ...quiet });
  const program = { name: 'qpdf-wasm', version };
  qpdf.FS.writeFile('/in.pdf', pdf);
  const args = [
    '--qdf',
    '--object-streams=disable',
    '--decode-level=all',
    '--no-original-object-ids',
    '/in.pdf',
    '/out.pdf',
  ];
  const code = qpdf.callMain(args);
  // 3: written, with something to warn of.
  if (code !== 0) found.found('read-to-end', code === 3 ? 'qpdf had to mend the file' : 'qpdf could not read the file');
  if (code !== 0 && code !== 3) return program;
  const out = Buffer.from(qpdf.FS.readFile('/out.pdf'));
  const exactly = wordyHaystack(out);
  const text = haystack(withoutSyntax(out.toString('latin1')));
  for (const sought of words) {
    if (sought.stays) continue;
    if (exactly.holds(sought) || (sought.letters.length >= 12 && text.holds(sought)))
      found.found('no-words-in-bytes', `${sought.label}: the file as qpdf unpacks it`);
  }
  return program;
}
