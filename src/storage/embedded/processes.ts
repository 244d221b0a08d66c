import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync, readlinkSync, realpathSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const linux = process.platform === 'linux';

/** Whether a process with this id exists, a zombie included. */
export function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** When a process started, in a form that differs for the next process with the same id; `undefined` if unknown. */
export function startOf(pid: number): string | undefined {
  if (!linux) {
    const seen = spawnSync('ps', ['-o', 'lstart=', '-p', `${pid}`], { encoding: 'utf8' }).stdout.trim();
    return seen === '' ? undefined : seen;
  }
  try {
    // Field 22; the name in field 2 may itself hold spaces and brackets.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    return undefined;
  }
}

const folderOf = (pid: number | string): string | undefined => {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return undefined; // gone, a zombie, or another user's
  }
};

/** Whether `pid` is a database server working in `folder`: every process of one has the data folder as its own. */
export function worksIn(pid: number, folder: string): boolean {
  if (linux) return folderOf(pid) === realpathSync(folder);
  const { stdout } = spawnSync('ps', ['-o', 'command=', '-p', `${pid}`], { encoding: 'utf8' });
  return stdout.includes('postgres') && stdout.includes(folder);
}

const everyoneIn = (folder: string): readonly string[] => {
  if (!linux) return [];
  const real = realpathSync(folder);
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name) && folderOf(name) === real);
};

/** Whether any process at all still works in `folder`. Backends outlive a killed postmaster by a moment. */
export const anyWorksIn = (folder: string): boolean => everyoneIn(folder).length > 0;

/** How a process was called; a child of a database server calls itself `postgres: what it does`. */
const titleOf = (pid: string): string => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
};

/**
 * Kills the children that a dead database server left behind in `folder`, as a power cut would: the next start recovers.
 * Kills nothing while a server itself, or one that is just starting, is among those who work there, and never a shell.
 */
export function killOrphansIn(folder: string): void {
  const left = everyoneIn(folder).map((pid) => ({ pid: Number(pid), title: titleOf(pid) }));
  if (left.some(({ title }) => /\/postgres\b/.test(title))) return;
  for (const { pid } of left.filter(({ title }) => title.startsWith('postgres: '))) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It has ended by itself, or belongs to somebody else: whoever waits for it says so.
    }
  }
}

/** Waits until `done` holds, asking every 10 ms; `false` when it still does not after `timeoutMs`. */
export async function until(done: () => boolean, timeoutMs: number): Promise<boolean> {
  const end = performance.now() + timeoutMs;
  while (!done()) {
    if (performance.now() > end) return false;
    await sleep(10);
  }
  return true;
}
