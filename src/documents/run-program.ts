import { spawn } from 'node:child_process';

/** What came of running a program of this machine. */
export interface Ran {
  /** Its exit code; `undefined` where it was killed or could not be started. */
  readonly code: number | undefined;
  readonly out: Buffer;
  /** Whether all it had to say was taken: false over the time or the length allowed. */
  readonly whole: boolean;
}

interface Limits {
  readonly forMs: number;
  /** Bytes of output after which it is killed. */
  readonly most: number;
  /** What it reads from its standard input. */
  readonly input?: Uint8Array;
}

/** Runs a program of this machine, given by its path, with no environment but PATH and one thread of work. */
export function runProgram(file: string, args: readonly string[], { forMs, most, input }: Limits): Promise<Ran> {
  return new Promise((resolve) => {
    const env = { PATH: process.env['PATH'] ?? '', OMP_THREAD_LIMIT: '1', LC_ALL: 'C.UTF-8' };
    const child = spawn(file, args, { stdio: ['pipe', 'pipe', 'ignore'], env });
    const pieces: Buffer[] = [];
    let length = 0;
    let whole = true;
    const stop = (): void => {
      whole = false;
      child.kill('SIGKILL');
    };
    const timer = setTimeout(stop, forMs);
    child.stdout.on('data', (piece: Buffer) => {
      length += piece.length;
      if (length > most) stop();
      else pieces.push(piece);
    });
    const settle = (code: number | undefined): void => {
      clearTimeout(timer);
      resolve({ code, out: Buffer.concat(pieces), whole: whole && code !== undefined });
    };
    child.on('error', () => settle(undefined));
    child.on('close', (code) => settle(code ?? undefined));
    // A program that ends before it has read everything is judged by its exit code, not by the broken pipe.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });
}
