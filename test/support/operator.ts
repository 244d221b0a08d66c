import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { z } from 'zod';
import { anyWorksIn } from '../../src/storage/embedded/processes.ts';
import { startEmbedded } from '../../src/storage/embedded/start.ts';

/** The product as an operator runs it: commands as processes of their own, on a data folder of their own. */

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A process of `jcf`. */
export interface Running {
  readonly pid: number;
  /** Everything printed so far, on both outputs. */
  readonly printed: () => string;
  /** Settles once this was printed; rejects with everything printed when the process ends before. */
  readonly says: (words: string) => Promise<void>;
  /** Exit code, or the signal that ended it. */
  readonly ended: Promise<number | string>;
  readonly hasEnded: () => boolean;
  readonly kill: (signal: 'SIGTERM' | 'SIGKILL') => void;
}

/** Processes that have not ended, so that a test that fails leaves none behind. */
const started = new Set<ChildProcess>();

/** Starts `jcf` with these words. `program` is how: the sources, unless told otherwise. */
export function start(
  words: readonly string[],
  options: {
    readonly data: string;
    readonly port?: number;
    readonly cwd?: string;
    readonly program?: readonly string[];
    /** Further settings. */
    readonly env?: Readonly<Record<string, string>>;
  },
): Running {
  const { data, port, env: settings = {}, cwd = root, program = ['--import', 'tsx', 'src/main.ts'] } = options;
  const inherited = Object.entries(process.env).filter(([name]) => ['PATH', 'HOME', 'TMPDIR'].includes(name));
  const env = {
    ...{ ...Object.fromEntries(inherited), JCF_DATA: data, ...settings },
    ...(port === undefined ? {} : { PORT: `${port}` }),
  };
  const child = spawn(process.execPath, [...program, ...words], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let text = '';
  for (const output of [child.stdout, child.stderr])
    output.setEncoding('utf8').on('data', (piece: string) => (text += piece));
  // 'close' comes once everything printed has been heard.
  const ended = once(child, 'close').then(([code, signal]) => z.union([z.int(), z.string()]).parse(code ?? signal));
  let over = false;
  started.add(child);
  void ended.then(() => {
    over = true;
    started.delete(child);
  });
  return {
    pid: child.pid ?? 0,
    printed: () => text,
    says: (said) =>
      until(
        () => text.includes(said),
        () => over,
        () => `it ended without “${said}”:\n${text}`,
      ),
    ended,
    hasEnded: () => over,
    kill: (signal) => void child.kill(signal),
  };
}

/** Runs `jcf` to its end. */
export async function run(
  words: readonly string[],
  options: Parameters<typeof start>[1],
): Promise<{ exit: number | string; printed: string }> {
  const running = start(words, options);
  const exit = await running.ended;
  return { exit, printed: running.printed() };
}

/** Asks again and again until something holds; rejects when `isOver` holds first. */
export async function until(
  holds: () => boolean | Promise<boolean>,
  isOver: () => boolean = () => false,
  why: () => string = () => 'it ended first',
): Promise<void> {
  for (;;) {
    if (await holds()) return;
    if (isOver()) throw new Error(why());
    await pause(5);
  }
}

/** A folder for data, below one that the account of the database server may enter. Remove `above` at the end. */
export async function dataFolder(name: string): Promise<{ readonly above: string; readonly data: string }> {
  const above = await mkdtemp(join(tmpdir(), 'jcf operator '));
  await chmod(above, 0o755);
  return { above, data: join(above, name) };
}

const filesOf = (data: string): string => join(data, 'database', 'data');

/** Ends what this test file started, waits for the last process of the folder's database, then removes everything. */
export async function clearAway({ above, data }: { readonly above: string; readonly data: string }): Promise<void> {
  for (const child of started) child.kill('SIGKILL');
  if (existsSync(filesOf(data))) await until(() => !anyWorksIn(filesOf(data)));
  await rm(above, { recursive: true, force: true });
}

const Claim = z.object({ nodePid: z.int(), serverPid: z.int(), socketDir: z.string() });

/**
 * Process ids and socket of the database server on this folder; undefined while there is none. One that was killed with its
 * process is still there.
 */
export async function serverOn(data: string): Promise<z.infer<typeof Claim> | undefined> {
  try {
    return Claim.parse(JSON.parse(await readFile(join(data, 'database', 'started-by.json'), 'utf8')));
  } catch {
    return undefined;
  }
}

/** A superuser's connection to the database of a process that runs on this folder. */
export async function connectTo(data: string): Promise<Client> {
  const server = await serverOn(data);
  if (server === undefined) throw new Error('no database server runs on this folder');
  const client = new Client({ host: server.socketDir, port: 5432, user: 'jcf_admin', database: 'jcf' });
  client.on('error', () => undefined); // the server may be killed under it
  await client.connect();
  return client;
}

/** Opens the database of a folder on which nothing runs, and asks it one thing. */
export async function ask(data: string, text: string): Promise<readonly Record<string, unknown>[]> {
  const server = await startEmbedded({ dataDir: join(data, 'database') });
  const client = new Client({ ...server.admin, database: 'jcf' });
  try {
    await client.connect();
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
    await server.stop();
  }
}

/** A port that nobody uses, and one that somebody does until `free` is called. */
export async function freePort(): Promise<number> {
  const held = await holdPort(0);
  await held.free();
  return held.port;
}

/** Takes a port of this machine; `undefined` port number when it was taken already. */
export async function holdPort(asked: number): Promise<{ readonly port: number; readonly free: () => Promise<void> }> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(asked, 'localhost', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port was given');
  return { port: address.port, free: () => new Promise((resolve) => void server.close(() => resolve())) };
}
