import { spawn, spawnSync, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { chownSync, mkdtempSync, rmSync } from 'node:fs';
import { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Target } from '../target.ts';
import { findBinaries, platformPackage } from './binaries.ts';
import { clearTheWay, dropClaim, readPidFile, writeClaim } from './claim.ts';
import { initialise, prepareFolder } from './folder.ts';
import { refuseHalfPlaced } from './place.ts';
import { startOf, until } from './processes.ts';
import { ensureDatabase, superuser } from './first-start.ts';
import { accountFor, ids, type Account } from './run-as.ts';

export interface EmbeddedOptions {
  /** Private folder of this database; made when absent. */
  readonly dataDir: string;
  /** Package of server programs; PostgreSQL 18 for this machine unless told. */
  readonly packageName?: string;
  /** Server settings on top of ours, such as `{ fsync: 'off' }` for a database that only tests use. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Recovery after a crash may take a while; 120 s unless told. */
  readonly startTimeoutMs?: number;
  /** Takes each line the server logs. */
  readonly onLog?: (line: string) => void;
}

export interface EmbeddedServer {
  /** Runs migrations; owns the tables; no superuser. */
  readonly owner: Target;
  /** What the application connects as; owns nothing, bypasses nothing. */
  readonly app: Target;
  /** May remove payloads of events, and nothing else. */
  readonly eraser: Target;
  /** Superuser, for creating databases; the product never connects as it. */
  readonly admin: Extract<Target, { host: string }>;
  /** Process id of the database server. */
  readonly pid: number;
  /** True when this start created the database. */
  readonly cold: boolean;
  /** Settles when the server has ended, for whatever reason. */
  readonly ended: Promise<void>;
  /** Ends the server cleanly; connections still open see an error, so close the pools first. */
  readonly stop: () => Promise<void>;
}

/** A Unix socket's path may hold 107 bytes; the name in the folder takes 19 of them. */
const socketFolder = (account: Account | undefined): string => {
  const base = Buffer.byteLength(tmpdir()) <= 64 ? tmpdir() : '/tmp';
  const folder = mkdtempSync(join(base, 'jcf-pg-')); // mode 0700: only its owner, and root, can connect
  if (account !== undefined) chownSync(folder, account.uid, account.gid);
  return folder;
};

/** On Linux the kernel stops the server (cleanly, SIGINT) when Node dies, however it dies. */
const canTieToParent = (): boolean =>
  process.platform === 'linux' && spawnSync('setpriv', ['--pdeathsig', 'INT', 'true']).status === 0;

function spawnServer(postgres: string, args: string[], account: Account | undefined): ChildProcess {
  // Its own session, so that Ctrl-C reaches Node alone and Node decides the order of shutting down. An almost empty
  // environment, so that no secret of ours is readable in another process.
  const env: NodeJS.ProcessEnv = { PATH: process.env['PATH'] ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };
  const common: SpawnOptions = { cwd: '/', detached: true, stdio: ['ignore', 'ignore', 'pipe'], env };
  if (!canTieToParent()) return spawn(postgres, args, { ...common, ...ids(account) });
  const drop =
    account === undefined ? [] : ['--reuid', `${account.uid}`, '--regid', `${account.gid}`, '--clear-groups'];
  return spawn('setpriv', ['--pdeathsig', 'INT', ...drop, postgres, ...args], common);
}

const settingArgs = (settings: Readonly<Record<string, string>>): string[] =>
  Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);

interface Running {
  readonly child: ChildProcess;
  readonly pid: number;
  readonly ended: Promise<void>;
  readonly hasEnded: () => boolean;
  readonly lastWords: () => string;
}

/** How long the last words of a server may take to arrive once it has ended. */
const lastWordsMs = 500;

function watch(child: ChildProcess, onLog: (line: string) => void): Running {
  const said: string[] = [];
  let rest = '';
  let over = false;
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      said.push(line);
      if (said.length > 20) said.shift();
      onLog(line);
    }
  });
  const ended = new Promise<void>((resolve) => {
    const end = () => {
      over = true;
      resolve();
    };
    // Its last words come before `close`; a child of it that does not end may keep that away for ever.
    child.once('close', end).once('exit', () => setTimeout(end, lastWordsMs));
    child.once('error', (error) => {
      said.push(error.message);
      end();
    });
  });
  return {
    child,
    pid: child.pid ?? 0,
    ended,
    hasEnded: () => over,
    lastWords: () => [...said, rest].join('\n').trim(),
  };
}

async function stopServer({ child, ended, hasEnded }: Running): Promise<void> {
  // Fast shutdown, then immediate (recovers on the next start), then the hard way.
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    if (hasEnded()) return;
    child.kill(signal);
    await until(hasEnded, 20_000);
  }
  await ended;
}

const isLockTrouble = (words: string): boolean => /lock file .* already exists|pre-existing shared memory/.test(words);

/**
 * Starts a PostgreSQL server that belongs to this process: on a Unix socket in a private folder, never on a network,
 * stopped with the process however it ends. Works as root, as a plain user and on a folder whose last server was killed.
 * Throws, with what to do, when the folder is in use, belongs to someone else, or the server will not start.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const { dataDir, packageName = platformPackage, settings = {}, startTimeoutMs = 120_000, onLog = () => {} } = options;
  const account = accountFor(dataDir);
  const binaries = findBinaries(packageName, account);
  const folder = prepareFolder(dataDir, account);
  refuseHalfPlaced(folder, dataDir);
  const cold = initialise(folder, binaries, superuser, account);

  const launch = async () => {
    await clearTheWay(folder, dataDir, 30_000);
    const socketDir = socketFolder(account);
    const all = {
      listen_addresses: '',
      unix_socket_directories: `"${socketDir}"`,
      timezone: 'UTC',
      log_timezone: 'UTC',
    };
    const args = ['-D', join(folder, 'data'), ...settingArgs({ ...all, ...settings })];
    const running = watch(spawnServer(join(binaries.native, 'bin/postgres'), args, account), onLog);
    void running.ended.then(() => rmSync(socketDir, { recursive: true, force: true }));
    const isReady = () => {
      const lock = readPidFile(folder);
      return lock?.pid === running.pid && lock.status === 'ready';
    };
    const settled = await until(() => running.hasEnded() || isReady(), startTimeoutMs);
    if (settled && !running.hasEnded()) return { ...running, socketDir };
    const words = running.lastWords();
    await stopServer(running);
    return { failed: settled ? words : `it was not ready after ${startTimeoutMs / 1000} seconds\n${words}` };
  };

  // A server killed a moment ago can leave its lock or its memory behind until the system has cleared it away.
  const retryUntil = performance.now() + 10_000;
  let server = await launch();
  while ('failed' in server && isLockTrouble(server.failed) && performance.now() < retryUntil) server = await launch();
  if ('failed' in server) throw new Error(`The database on ${folder} did not start: ${server.failed}`);

  const running = server;
  writeClaim(folder, {
    nodePid: process.pid,
    nodeStart: startOf(process.pid),
    serverPid: running.pid,
    socketDir: running.socketDir,
  });
  const stopAtExit = () => void running.child.kill('SIGINT');
  process.once('exit', stopAtExit);
  void running.ended.then(() => process.off('exit', stopAtExit));
  // The server is not a reason for Node to stay alive.
  running.child.unref();
  if (running.child.stderr instanceof Socket) running.child.stderr.unref();

  const target = (user: string, database: string): EmbeddedServer['admin'] => ({
    host: running.socketDir,
    port: 5432,
    user,
    database,
  });
  const stop = async () => {
    await stopServer(running);
    dropClaim(folder);
  };
  try {
    await ensureDatabase(target(superuser, 'postgres'));
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    owner: target('jcf_owner', 'jcf'),
    app: target('jcf_app', 'jcf'),
    eraser: target('jcf_eraser', 'jcf'),
    admin: target(superuser, 'postgres'),
    pid: running.pid,
    cold,
    ended: running.ended,
    stop,
  };
}
