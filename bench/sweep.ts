import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sweepClocks } from '../src/application/sweep-clocks.ts';
import { systemViewer } from '../src/application/viewer.ts';
import { composeDeps, openStorage } from '../src/compose.ts';
import { readConfig } from '../src/config.ts';
import { instant } from '../src/domain/kernel/civil-date.ts';
import { pointsOf, usualClockSettings } from '../src/domain/time-limits/index.ts';
import { openDatabase, run, sql } from '../src/storage/database.ts';

/** What one night's sweep took, and what it had to write. */
export interface SweptNight {
  readonly seconds: number;
  readonly cases: number;
  readonly warnings: number;
  readonly incidents: number;
}

/**
 * One night over `cases` cases with a running limit each, whose last days lie evenly from 60 days ago to 180 days ahead, and
 * of which everything up to yesterday was said: reads what is due, and writes what people are warned of and what ran out, to
 * the log and to the tables. On an embedded database of its own.
 */
export async function sweepNight(cases: number): Promise<SweptNight> {
  const data = mkdtempSync(join(tmpdir(), 'jcf-sweep-'));
  const read = readConfig({ JCF_DATA: data });
  if (!read.ok) throw new Error(read.faults.join(' '));
  const storage = await openStorage(read.config);
  try {
    const now = instant('2026-11-22T00:05:00Z');
    const deps = await composeDeps({
      ...read.config,
      ...{ db: storage.db, now: () => now, origin: 'http://localhost', log: () => {} },
    });
    await storage.db.transaction(
      systemViewer,
      async (tx) => {
        const officers = JSON.stringify({
          officers: [
            { role: 'officer_in_case', collarNumber: '1', name: 'A' },
            { role: 'supervisor', collarNumber: '2', name: 'B' },
          ],
        });
        await run(
          tx,
          sql`insert into person (org_id, user_id, name, name_key, collar_number, registered_at)
              select 'bench', 'bench-' || n, 'A', 'a', n::text, now() from generate_series(1, 2) n`,
        );
        await run(
          tx,
          sql`insert into case_file (owner_id, case_id, urn, title, force_code, force_name, unit_code, unit_name, detail,
                                     opened_at, changed_at)
              select 'bench', ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, 'B' || n, 'x', '35', 'x',
                     'x', 'x', ${officers}::jsonb, now(), now() from generate_series(1, ${cases}::int) n`,
        );
        await run(
          tx,
          sql`insert into case_clock (owner_id, case_id, side, clock_id, kind, defendant_id, offence_id, title, suspect,
                provision, urn, case_title, unit, ends_at, in_hours, state, held, warned, expired)
              select 'bench', ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, 'police',
                     'prosecution-limit:F1', 'prosecution-limit', 'D1', 'F1', 'Assault by beating', 'A B', 's39A',
                     'B' || n, 'x', 'x', e.ends_at, false, 'running', true,
                     (select min(p) from unnest(${pointsOf(usualClockSettings).days}::int[]) p
                       where e.ends_at <= timestamptz '2026-11-21T00:05:00Z' + make_interval(mins => p)),
                     e.ends_at <= timestamptz '2026-11-21T00:05:00Z'
              from generate_series(1, ${cases}::int) n cross join lateral (
                select timestamptz '2026-11-22T00:00:00Z' + make_interval(days => (n % 241) - 60) as ends_at) e`,
        );
      },
      { statementTimeoutMs: 0 },
    );
    // As the server does by itself some time after so much has changed.
    const owner = await openDatabase({ target: storage.owner, allowPowerfulRole: true });
    await owner.transaction(systemViewer, (tx) => run(tx, sql`analyze`), { statementTimeoutMs: 0 });
    await owner.close();
    const began = performance.now();
    const swept = await sweepClocks(deps);
    return { seconds: (performance.now() - began) / 1000, ...swept };
  } finally {
    await storage.close();
    rmSync(data, { recursive: true, force: true });
  }
}

if (process.argv[1] === import.meta.filename) {
  const cases = Number(process.argv[2] ?? 1_000_000);
  const { seconds, ...swept } = await sweepNight(cases);
  console.log(`${cases} cases in ${seconds.toFixed(1)} s`, swept);
}
