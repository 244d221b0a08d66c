import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findActor } from '../src/application/directory.ts';
import { seedDemonstration } from '../src/application/seed-demonstration.ts';
import { systemViewer } from '../src/application/viewer.ts';
import { myQueues, takeNext, viewQueue, viewQueueCounts } from '../src/application/work-queues.ts';
import { composeDeps, exampleCases, openStorage } from '../src/compose.ts';
import { readConfig } from '../src/config.ts';
import { instant } from '../src/domain/kernel/civil-date.ts';
import { openDatabase, run, sql } from '../src/storage/database.ts';

/** Milliseconds of each measured call. */
export interface QueueTimes {
  /** The list and the counts of one queue and of the others, every combination of filters in turn, as the page asks for them. */
  readonly page: readonly number[];
  /** Taking the next file, by one person after another. */
  readonly claimAlone: readonly number[];
  /** The same by 32 who ask again as soon as they have one. */
  readonly claimTogether: readonly number[];
  /** Files that two of them were given: none. */
  readonly twice: number;
}

const open = 250_000;
const inOneQueue = open / 5;
const claimers = 32;
const claimsOfEach = 10;

/**
 * Queues with 250,000 open files over 43 forces, of which one has every fifth in a single queue. Nine in ten are held by
 * nobody; limits lie evenly from 60 days ago to 240 days ahead, and one in five has none.
 */
export async function timeQueues(): Promise<QueueTimes> {
  const data = mkdtempSync(join(tmpdir(), 'jcf-queues-'));
  const read = readConfig({ JCF_DATA: data });
  if (!read.ok) throw new Error(read.faults.join(' '));
  const storage = await openStorage(read.config);
  try {
    const now = instant('2026-11-22T08:00:00Z');
    const deps = await composeDeps({
      ...read.config,
      ...{ db: storage.db, now: () => now, origin: 'http://localhost', log: () => {} },
    });
    await seedDemonstration(deps, exampleCases);
    const inspector = await findActor(deps, '35-0310');
    if (inspector === undefined) throw new Error('the inspector of the demonstration is gone');
    const owner = inspector.organisation.id;
    await storage.db.transaction(
      systemViewer,
      (tx) =>
        run(
          tx,
          sql`insert into queue_item (holder_org, queue, owner_id, case_id, submission_id, version, urn, title, kind, priority,
                                      due_at, reasons, since, target_at, risks, claimed_by, claimed_until)
              select k.org, 'gatekeeping', k.org, gen_random_uuid(), 'S1', 1 + n % 7 / 6, 'B' || n, 'R v Example',
                     (array['PCD_FCT_GAP', 'PCD_FCT_NGAP', 'EA'])[1 + n % 3], 'none',
                     case when n % 5 = 1 then '9999-12-31T00:00:00Z'
                          else timestamptz '2026-11-23T00:00:00Z' + make_interval(days => n % 301 - 60) end,
                     '["Time limit for offence F1"]', timestamptz '2026-11-22T00:00:00Z' - make_interval(mins => n % 9000),
                     timestamptz '2026-11-24T00:00:00Z' - make_interval(mins => n % 9000),
                     case when n % 11 = 0 then '{domestic_abuse}'::text[] else '{}' end,
                     case when n % 10 = 3 then 'somebody' end,
                     case when n % 10 = 3 then timestamptz '2026-11-23T09:30:00Z' end
              from (select n, case when n % 5 = 0 then ${owner} else 'bench-' || n % 42 end as org
                    from generate_series(1, ${open}::int) n) k`,
        ),
      { statementTimeoutMs: 0 },
    );
    const asOwner = await openDatabase({ target: storage.owner, allowPowerfulRole: true });
    await asOwner.transaction(systemViewer, (tx) => run(tx, sql`analyze`), { statementTimeoutMs: 0 });
    await asOwner.close();

    const filters = [
      undefined,
      { held: ['nobody'] },
      { due: ['passed', 'week'] },
      { risk: ['domestic_abuse'], kind: ['EA'] },
      { again: ['again'], due: ['later'], held: ['nobody', 'you'] },
    ];
    const page: number[] = [];
    for (let round = 0; round < 40; round += 1) {
      const began = performance.now();
      const files = await viewQueue(deps, inspector, 'gatekeeping', 200, filters[round % filters.length]);
      const counts = await viewQueueCounts(deps, inspector, 'gatekeeping');
      await myQueues(deps, inspector);
      page.push(performance.now() - began);
      if (!files.ok || !counts.ok || counts.value.all < inOneQueue) throw new Error('the queue is not whole');
    }
    const served: string[] = [];
    const claim = async (times: number[]): Promise<void> => {
      const began = performance.now();
      const command = { commandId: randomUUID(), actor: inspector, at: now };
      const taken = await takeNext(deps, command, 'gatekeeping', ({ urn }) => urn);
      if (!taken.ok) throw new Error(taken.refusal.detail);
      times.push(performance.now() - began);
      served.push(taken.value.to);
    };
    const claimAlone: number[] = [];
    for (let each = 0; each < 100; each += 1) await claim(claimAlone);
    const claimTogether: number[] = [];
    await Promise.all(
      Array.from({ length: claimers }, async () => {
        for (let each = 0; each < claimsOfEach; each += 1) await claim(claimTogether);
      }),
    );
    return { page, claimAlone, claimTogether, twice: served.length - new Set(served).size };
  } finally {
    await storage.close();
    rmSync(data, { recursive: true, force: true });
  }
}
