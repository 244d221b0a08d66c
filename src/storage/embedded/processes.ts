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

/** Whether any process at all still works in `folder`. Backends outlive a killed postmaster by a moment. */
export function anyWorksIn(folder: string): boolean {
  if (!linux) return false;
  const real = realpathSync(folder);
  return readdirSync('/proc').some((name) => /^\d+$/.test(name) && folderOf(name) === real);
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
