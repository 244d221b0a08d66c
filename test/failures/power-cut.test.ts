import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { anyWorksIn, killOrphansIn } from '../../src/storage/embedded/processes.ts';
import { until } from '../support/operator.ts';
import { ownDisk, whyNoOwnDisk, type OwnDisk } from '../support/own-disk.ts';
import { faultsIn } from './proving.ts';
import type { Acked } from './writing.ts';

/**
 * The power cut while six writers write, on a file system of its own: whatever the system had not been made to put on the
 * disk is gone. What was acknowledged must be there, with its documents. Rounds: `POWER_ROUNDS`, 10 unless told. It trusts
 * the disk under the file system to keep what it was told to flush.
 */

const rounds = z.coerce
  .number()
  .int()
  .min(1)
  .parse(process.env['POWER_ROUNDS'] ?? '10');
vi.setConfig({ testTimeout: 120_000 + rounds * 60_000, hookTimeout: 60_000 });

const why = whyNoOwnDisk();
if (why !== undefined) process.stderr.write(`NOT TESTED: the power is not cut, since ${why}.\n`);

const Line = z.strictObject({ streamId: z.string(), seq: z.int(), sha256: z.string() });
const nodes = new Set<number>();
const kill = (pid: number): void => {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
};

let disk: OwnDisk;
beforeAll(() => {
  if (why === undefined) disk = ownDisk(1_500);
});
afterAll(() => {
  nodes.forEach(kill);
  if (why === undefined) disk.release();
});

/** Lets a process write until it has acknowledged `after` events, cuts the power, and brings the disk back. */
async function writeAndCut(
  folder: string,
  after: number,
  careless: readonly ('database' | 'documents')[] = [],
): Promise<Acked[]> {
  const script = ['--import', 'tsx', 'test/failures/write-until-killed.ts', folder, 'sound', ...careless];
  const child = spawn(process.execPath, script, { stdio: ['ignore', 'pipe', 'pipe'] });
  const node = child.pid ?? 0;
  nodes.add(node);
  let complaints = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (complaints += text));
  const ended = once(child, 'close');
  const acked: Acked[] = [];
  let server = 0;
  let cut = false;
  for await (const line of createInterface({ input: child.stdout })) {
    const ready = /^ready (\d+)$/.exec(line)?.[1];
    if (ready !== undefined) {
      server = Number(ready);
      continue;
    }
    if (line.endsWith('}')) acked.push(Line.parse(JSON.parse(line)));
    if (cut || acked.length < after) continue;
    cut = true;
    disk.cutPower();
    kill(node);
    kill(server);
  }
  await ended;
  nodes.delete(node);
  if (!cut) throw new Error(`it ended by itself after ${acked.length} events: ${complaints}`);
  // Without power nobody goes on, not even who waits for a lock of one that has just failed.
  const files = join(folder, 'database', 'data');
  await until(() => {
    killOrphansIn(files);
    return !anyWorksIn(files);
  });
  await disk.mountAgain();
  return acked;
}

/** Different in each round, the same in each run. */
const eventsBefore = (round: number): number => 20 + ((round * 7919) % 180);

describe.skipIf(why !== undefined)('what was acknowledged before the power was cut', () => {
  it('is there, once, with its documents, and all that was made of it', async () => {
    const folder = join(disk.folder, 'sound');
    const everything: Acked[] = [];
    for (let round = 0; round < rounds; round += 1) {
      everything.push(...(await writeAndCut(folder, eventsBefore(round))));
      expect(await faultsIn(folder, everything), `round ${round}`).toEqual([]);
    }
    expect(everything.length).toBeGreaterThanOrEqual(rounds * 20);
  });
});

describe.skipIf(why !== undefined)('a service that does not wait for the disk', () => {
  /** A folder whose database is whole and on the disk before anything careless is done to it. */
  async function wholeFolder(name: string): Promise<string> {
    const folder = join(disk.folder, name);
    const before = await writeAndCut(folder, 20);
    expect(await faultsIn(folder, before)).toEqual([]);
    spawnSync('sync');
    return folder;
  }

  it('is found out when it is the database: `fsync=off` loses what was acknowledged, or opens no more', async () => {
    const folder = await wholeFolder('careless database');
    const acked = await writeAndCut(folder, 60, ['database']);
    const found = await faultsIn(folder, acked).catch((error: unknown) => [String(error)]);
    expect(found.join('\n')).toMatch(/Acknowledged event \d+ is there 0 times\.|did not start/);
  });

  it('is found out when it is the store of documents: rows name what is not held', async () => {
    const folder = await wholeFolder('careless documents');
    const acked = await writeAndCut(folder, 60, ['documents']);
    expect((await faultsIn(folder, acked)).join('\n')).toMatch(/is named by a row and not held|is damaged/);
  });
});
