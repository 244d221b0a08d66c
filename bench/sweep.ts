import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { seedDemonstration } from '../src/application/seed-demonstration.ts';
import { sweepAll, sweepClocks } from '../src/application/sweep-clocks.ts';
import { systemViewer } from '../src/application/viewer.ts';
import { composeDeps, exampleCases, openStorage } from '../src/compose.ts';
import { readConfig } from '../src/config.ts';
import { instant } from '../src/domain/kernel/civil-date.ts';
import { pointsOf, usualClockSettings } from '../src/domain/time-limits/index.ts';
import { one, openDatabase, run, sql, type Database, type Sql } from '../src/storage/database.ts';

/** What one night's sweep took, and what it had to write. Seconds; the rest are counts. */
export interface SweptNight {
  readonly seconds: number;
  /** Of a processor, in the server and here together: what it takes however busy the machine is. */
  readonly processorSeconds: number;
  readonly cases: number;
  readonly warnings: number;
  readonly incidents: number;
  /** Files that wait in a queue and went up to priority. */
  readonly raised: number;
}

/** Seconds of a processor that a PostgreSQL and its backends have used; 0 where the system does not tell. */
function processorSecondsOf(postmaster: number): number {
  try {
    let ticks = 0;
    for (const pid of readdirSync('/proc').filter((each) => /^\d+$/.test(each))) {
      const stat = statOf(pid);
      // State, parent, …, then time in the program and in the system, and of children that have ended.
      if (Number(pid) === postmaster) ticks += sum(stat.slice(11, 15));
      else if (Number(stat[1]) === postmaster) ticks += sum(stat.slice(11, 13));
    }
    return ticks / 100;
  } catch {
    return 0;
  }
}

function statOf(pid: string): string[] {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  } catch {
    return []; // it has ended meanwhile
  }
}

/** Seconds of a processor used since it was called, by this process and by the embedded database of a data folder. */
function processorSince(data: string): () => number {
  const server = Number(readFileSync(join(data, 'database', 'data', 'postmaster.pid'), 'utf8').split('\n')[0]);
  const [here, there] = [process.cpuUsage(), processorSecondsOf(server)];
  return () => {
    const { user, system } = process.cpuUsage(here);
    return (user + system) / 1e6 + processorSecondsOf(server) - there;
  };
}

const sum = (values: readonly string[]): number => values.reduce((total, each) => total + Number(each), 0);

const forces = 43;
const peopleOfForce = 200;
const tonight = '2026-11-22T00:05:00Z';
const lastNight = '2026-11-21T00:05:00Z';

/** Owner, id and officers of the nth case, and the end of its limit: from 60 days ago to 180 days ahead, evenly. */
const cases = (count: number): Sql => sql`
  (select n, 'bench-' || n % ${forces}::int as owner,
          ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid as id,
          jsonb_build_object('officers', jsonb_build_array(
            jsonb_build_object('role', 'officer_in_case', 'rank', 'PC', 'name', 'A',
              'collarNumber', (n / ${forces}::int % ${peopleOfForce}::int)::text),
            jsonb_build_object('role', 'supervisor', 'rank', 'PS', 'name', 'B',
              'collarNumber', (n / ${forces}::int % 20)::text))) as detail,
          timestamptz '2026-11-22T00:00:00Z' + make_interval(days => n % 241 - 60) as ends_at
   from generate_series(1, ${count}::int) n) k`;

/** The smallest point that people had been warned of by last night. */
const warnedBefore = sql`(select min(p) from unnest(${pointsOf(usualClockSettings).days}::int[]) p
  where k.ends_at <= ${lastNight}::timestamptz + make_interval(mins => p))`;

const clockColumns = sql`owner_id, case_id, side, clock_id, kind, defendant_id, offence_id, title, suspect, provision, urn,
  case_title, unit, ends_at, in_hours, state, held, warned, expired`;
const clock = (side: string): Sql => sql`
  k.owner, k.id, ${side}, 'prosecution-limit:F1', 'prosecution-limit', 'D1', 'F1', 'Assault by beating', 'A B', 's39A',
  'B' || n, 'x', 'Unit ' || n % 7, k.ends_at, false, 'running', true, ${warnedBefore},
  k.ends_at <= ${lastNight}::timestamptz`;

/** Fills an empty database with `count` cases as they stood the night before. */
async function fill(db: Database, count: number): Promise<void> {
  const load = (statement: Sql): Promise<unknown> =>
    db.transaction(systemViewer, (tx) => run(tx, statement), { statementTimeoutMs: 0 });
  await load(sql`insert into person (org_id, user_id, name, name_key, collar_number, registered_at)
    select 'bench-' || f, 'bench-' || f || '-' || n, 'A', 'a', n::text, now()
    from generate_series(0, ${forces}::int - 1) f, generate_series(0, ${peopleOfForce}::int - 1) n`);
  await load(sql`insert into case_file (owner_id, case_id, urn, title, force_code, force_name, unit_code, unit_name, detail,
      opened_at, changed_at)
    select k.owner, k.id, 'B' || n, 'x', '35', 'x', 'x', 'x', k.detail, now(), now() from ${cases(count)}`);
  await load(sql`insert into case_clock (${clockColumns}) select ${clock('police')} from ${cases(count)}`);
  await load(sql`insert into case_clock_state (owner_id, case_id, side, rules, worked_out_at)
    select k.owner, k.id, 'police', 'bench', now() from ${cases(count)}`);
  // One in five is with the CPS, whose own clock runs; one in ten waits in a queue of its force.
  await load(sql`insert into case_clock (${clockColumns}) select ${clock('cps')} from ${cases(count)} where n % 5 = 0`);
  await load(sql`insert into submission (owner_id, case_id, submission_id, position, kind, defendant_ids, state, version,
      requested_at, request, since)
    select k.owner, k.id, 'S1', 1, 'GAP', '{D1}', 'supervision', 1, 'x', '{}', now() from ${cases(count)}
    where n % 10 = 1`);
  await load(sql`insert into queue_item (holder_org, queue, owner_id, case_id, submission_id, version, urn, title, kind,
      priority, due_at, reasons, since, target_at)
    select k.owner, 'supervision', k.owner, k.id, 'S1', 1, 'B' || n, 'x', 'GAP', 'green', now(), '[]', now(), now()
    from ${cases(count)} where n % 10 = 1`);
  // Each case has a history: what opened it is in the log, with its stream.
  await load(sql`insert into stream_head (owner_id, stream_type, stream_id, audience, case_id, seq, hash, entered_at)
    select k.owner, 'case', k.id::text, 'police', k.id, 0, decode(repeat('00', 32), 'hex'), now() from ${cases(count)}`);
}

/**
 * One night over `count` cases with a running limit each, whose last days lie evenly from 60 days ago to 180 days ahead, and
 * of which everything up to yesterday was said: reads what is due, and writes what people are warned of and what ran out, to
 * the log and to the tables. On an embedded database of its own.
 */
export async function sweepNight(count: number): Promise<SweptNight> {
  const data = mkdtempSync(join(tmpdir(), 'jcf-sweep-'));
  const read = readConfig({ JCF_DATA: data });
  if (!read.ok) throw new Error(read.faults.join(' '));
  const storage = await openStorage(read.config);
  try {
    const now = instant(tonight);
    const deps = await composeDeps({
      ...read.config,
      ...{ db: storage.db, now: () => now, origin: 'http://localhost', log: () => {} },
    });
    await fill(storage.db, count);
    // As the server does by itself some time after so much has changed.
    const owner = await openDatabase({ target: storage.owner, allowPowerfulRole: true });
    await owner.transaction(systemViewer, (tx) => run(tx, sql`analyze`), { statementTimeoutMs: 0 });
    await owner.close();
    const used = processorSince(data);
    const began = performance.now();
    const swept = await sweepClocks(deps);
    const seconds = (performance.now() - began) / 1000;
    const processorSeconds = used();
    const raised = await storage.db.transaction(systemViewer, (tx) =>
      one(
        tx,
        z.strictObject({ raised: z.int() }),
        sql`select count(*)::int as raised from queue_item where priority <> 'green'`,
      ),
    );
    return { seconds, processorSeconds, ...swept, ...raised };
  } finally {
    await storage.close();
    rmSync(data, { recursive: true, force: true });
  }
}

/** What working out every case anew took, and for how many. Seconds. */
export interface WorkedOutAnew {
  readonly cases: number;
  readonly seconds: number;
  readonly processorSeconds: number;
}

/**
 * Every case of the demonstration worked out anew `rounds` times, as when the rules are another edition each time: one
 * event at least for each case. On an embedded database of its own.
 */
export async function workOutAnew(rounds: number): Promise<WorkedOutAnew> {
  const data = mkdtempSync(join(tmpdir(), 'jcf-anew-'));
  const read = readConfig({ JCF_DATA: data });
  if (!read.ok) throw new Error(read.faults.join(' '));
  const storage = await openStorage(read.config);
  try {
    const now = instant(tonight);
    const deps = await composeDeps({
      ...read.config,
      ...{ db: storage.db, now: () => now, origin: 'http://localhost', log: () => {} },
    });
    await seedDemonstration(deps, exampleCases);
    const editionOf = (round: number) => ({ ...deps, offenceList: { ...deps.offenceList, version: `bench ${round}` } });
    await sweepAll(editionOf(0));
    const used = processorSince(data);
    const began = performance.now();
    for (let round = 1; round <= rounds; round += 1) await sweepAll(editionOf(round));
    const { cases } = await storage.db.transaction(systemViewer, (tx) =>
      one(tx, z.strictObject({ cases: z.int() }), sql`select count(*)::int as cases from case_file`),
    );
    return { cases: cases * rounds, seconds: (performance.now() - began) / 1000, processorSeconds: used() };
  } finally {
    await storage.close();
    rmSync(data, { recursive: true, force: true });
  }
}

if (process.argv[1] === import.meta.filename && process.argv[2] === 'anew') {
  console.log(await workOutAnew(Number(process.argv[3] ?? 20)));
} else if (process.argv[1] === import.meta.filename) {
  const count = Number(process.argv[2] ?? 1_000_000);
  const { seconds, ...swept } = await sweepNight(count);
  console.log(`${count} cases in ${seconds.toFixed(1)} s`, swept);
}
