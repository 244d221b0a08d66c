import { spawnSync } from 'node:child_process';
import { closeSync, ftruncateSync, mkdirSync, mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** A disk of its own for a test: an ext4 file system in a file, whose power can be cut and which can be full. */

/** A file system that is mounted. */
export interface OwnDisk {
  /** Where it is mounted; whoever may enter the folder above may read it. */
  readonly folder: string;
  /**
   * Cuts the power: the kernel forgets everything that was not synced (`EXT4_IOC_SHUTDOWN`, without flushing the journal),
   * and every later read and write of a file fails.
   */
  readonly cutPower: () => void;
  /** Unmounts it and mounts it again, which replays its journal. Nobody may work in it. */
  readonly mountAgain: () => Promise<void>;
  /** Unmounts it, whoever works in it, and removes everything. */
  readonly release: () => void;
}

/** Runs a program of the system. Throws with what it printed. */
function system(program: string, ...args: readonly string[]): void {
  const { status, stderr, error } = spawnSync(program, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${program}: ${error?.message ?? stderr.trim()}`);
}

const shutDown = `sysopen(my $f, $ARGV[0], 0) or die "$!"; my $how = pack("L", 2); ioctl($f, 0x8004587d, $how) or die "$!"`;

/** Makes and mounts a disk. Throws when this machine can't: see `whyNoOwnDisk`. */
export function ownDisk(megabytes: number): OwnDisk {
  const above = mkdtempSync(join(tmpdir(), 'jcf-disk-'));
  const [image, folder] = [join(above, 'image'), join(above, 'disk')];
  mkdirSync(folder);
  const release = (): void => {
    spawnSync('umount', ['--lazy', folder]);
    rmSync(above, { recursive: true, force: true });
  };
  try {
    system('chmod', '0755', above);
    const file = openSync(image, 'w');
    ftruncateSync(file, megabytes * 1_000_000);
    closeSync(file);
    system('mkfs.ext4', '-q', '-F', '-m', '0', image);
    system('mount', '-o', 'loop', image, folder);
  } catch (error) {
    release();
    throw error;
  }
  process.once('exit', release);
  return {
    folder,
    cutPower: () => system('perl', '-e', shutDown, folder),
    mountAgain: async () => {
      // What was killed a moment ago may still be going.
      for (let left = 100; spawnSync('umount', [folder]).status !== 0; left -= 1) {
        if (left === 0) throw new Error('somebody still works on the disk');
        await pause(100);
      }
      system('mount', '-o', 'loop', image, folder);
    },
    release: () => {
      process.off('exit', release);
      release();
    },
  };
}

/** Why this machine can't give a test a disk of its own whose power can be cut; undefined when it can. */
export function whyNoOwnDisk(): string | undefined {
  if (process.platform !== 'linux') return 'it needs Linux';
  if (process.getuid?.() !== 0) return 'only root may mount a file system';
  try {
    const disk = ownDisk(20);
    try {
      disk.cutPower();
    } finally {
      disk.release();
    }
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message.split('\n')[0] : 'it could not be made';
  }
}
