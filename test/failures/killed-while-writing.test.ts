import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { placeOf } from '../../src/documents/held.ts';
import { anyWorksIn, exists } from '../../src/storage/embedded/processes.ts';
import { startEmbedded } from '../../src/storage/embedded/start.ts';
import { until } from '../support/operator.ts';
import { faultsIn, faultsOn } from './proving.ts';
import type { Acked, Way } from './writing.ts';

/**
 * The database server, the process of the service, or both killed (kill -9) while six writers write. Whatever was
 * acknowledged must be there, once. Rounds of each: `KILL_ROUNDS`, 2 unless told.
 */

const rounds = z.coerce
  .number()
  .int()
  .min(1)
  .parse(process.env['KILL_ROUNDS'] ?? '2');
vi.setConfig({ testTimeout: 60_000 + rounds * 60_000, hookTimeout: 60_000 });

const Line = z.strictObject({ streamId: z.string(), seq: z.int(), sha256: z.string() });

let above: string;
const alive = new Set<number>();
beforeAll(async () => {
  above = await mkdtemp(join(tmpdir(), 'jcf-killed-'));
  await chmod(above, 0o755);
});
afterEach(() => {
  for (const pid of alive) if (exists(pid)) process.kill(pid, 'SIGKILL');
  alive.clear();
});
afterAll(async () => {
  for (const name of await readdir(above)) await nobodyWorks(join(above, name));
  await rm(above, { recursive: true, force: true });
});

const nobodyWorks = async (folder: string): Promise<void> => {
  const files = join(folder, 'database', 'data');
  if (existsSync(files)) await until(() => !anyWorksIn(files));
};

type Victim = 'server' | 'node' | 'both';

/** Lets a process write until it has acknowledged `after` events, kills, and waits for every process to be gone. */
async function writeAndKill(folder: string, victim: Victim, after: number, way: Way = 'sound'): Promise<Acked[]> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'test/failures/write-until-killed.ts', folder, way], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const node = child.pid ?? 0;
  alive.add(node);
  let complaints = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (complaints += text));
  const ended = once(child, 'close');
  const acked: Acked[] = [];
  let server = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    const ready = /^ready (\d+)$/.exec(line)?.[1];
    if (ready !== undefined) server = Number(ready);
    // The last line may have been cut by the kill: then nobody was told.
    else if (line.endsWith('}')) acked.push(Line.parse(JSON.parse(line)));
    if (acked.length !== after || line.startsWith('ready')) continue;
    if (victim !== 'node') process.kill(server, 'SIGKILL');
    if (victim !== 'server') process.kill(node, 'SIGKILL');
  }
  await ended;
  alive.delete(node);
  if (acked.length < after) throw new Error(`it ended by itself after ${acked.length} events: ${complaints}`);
  await nobodyWorks(folder); // no orphan: neither a server without its service nor one of the server's own processes
  return acked;
}

/** Different in each round, the same in each run. */
const eventsBefore = (round: number): number => 20 + ((round * 7919) % 180);

/** Rounds on one folder, each on what the rounds before it left. */
const roundsOnOneFolder = 20;

describe('what was acknowledged before a kill', () => {
  let everything: Acked[] = [];
  let data: string;

  it.each<Victim>(['server', 'node', 'both'])(
    'is there, once, and all that was made of it: %s killed',
    async (victim) => {
      for (let round = 0; round < rounds; round += 1) {
        if (round % roundsOnOneFolder === 0) [everything, data] = [[], join(above, `${victim} ${round}`)];
        everything.push(...(await writeAndKill(data, victim, eventsBefore(round))));
        expect(await faultsIn(data, everything), `round ${round}`).toEqual([]);
      }
      expect(everything.length).toBeGreaterThanOrEqual(20);
    },
  );

  it('is missed by the same check where it is not there', async () => {
    const server = await startEmbedded({ dataDir: join(data, 'database') });
    const admin = new Client({ ...server.admin, database: 'jcf' });
    await admin.connect();
    const [first, second, third] = everything;
    if (first === undefined || second === undefined || third === undefined) throw new Error('nothing was written');
    const faults = async (): Promise<string> => (await faultsOn(server, data, everything)).join('\n');
    try {
      await admin.query(
        `update event_payload set payload = replace(payload, 'Statement', 'statement') where payload like '%' || $1 || '%'`,
        [first.sha256],
      );
      expect(await faults()).toContain('its content is not what was recorded');
      await admin.query(
        `update event_payload set payload = replace(payload, 'statement', 'Statement') where payload like '%' || $1 || '%'`,
        [first.sha256],
      );
      expect(await faults()).toBe('');

      await admin.query(`delete from material_item where sha256 = $1`, [second.sha256]);
      expect(await faults()).toContain('the log has it and the table has not');

      await rm(join(data, 'documents', placeOf(first.sha256)));
      expect(await faults()).toContain(`Document ${first.sha256} is named by a row and not held.`);

      await rm(join(data, 'documents', placeOf(third.sha256)), { force: true });
      await writeFile(join(data, 'documents', placeOf(third.sha256)), 'other words');
      expect(await faults()).toContain(`Document ${third.sha256} is damaged`);
    } finally {
      await admin.end();
      await server.stop();
    }
  });
});

describe('a service that is broken', () => {
  it('is caught when it acknowledges before it commits', async () => {
    const folder = join(above, 'acknowledges too early');
    const acked = await writeAndKill(folder, 'both', 60, 'acknowledged-before-commit');
    expect((await faultsIn(folder, acked)).join('\n')).toMatch(/Acknowledged event \d+ is there 0 times\./);
  });

  it('is caught when it commits the row before the bytes are kept', async () => {
    const folder = join(above, 'names too early');
    const acked = await writeAndKill(folder, 'node', 60, 'row-before-bytes');
    expect((await faultsIn(folder, acked)).join('\n')).toMatch(/is named by a row and not held/);
  });
});
