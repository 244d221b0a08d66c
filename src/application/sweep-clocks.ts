import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { CaseEventPayload, ReviewItem } from '../domain/case-file/index.ts';
import { instant, londonDateOf } from '../domain/kernel/civil-date.ts';
import { incidentKinds, pointsOf } from '../domain/time-limits/index.ts';
import { clocksJobKind } from '../storage/clock-jobs.ts';
import { casesToWorkOut, dueClocks, type DueRow } from '../storage/clocks.ts';
import { claimJob, failJob, finishJob, forgetJobs } from '../storage/jobs.ts';
import { clockActor } from './clock-keeper.ts';
import type { CaseRef, Deps, Transaction } from './deps.ts';
import { systemViewer } from './viewer.ts';
import { rulesNow, workOutClocks } from './work-out-clocks.ts';

/** What a sweep said: how many points people were warned of, and how many clocks ran out. */
export interface Swept {
  readonly cases: number;
  readonly warnings: number;
  readonly incidents: number;
}

/** Clocks that are looked at in one transaction. */
const batchSize = 2000;

/**
 * Warns of every point that was reached and raises an incident for every clock that ran out, in batches until none is left.
 * Each is said once, however often it is swept and by however many processes: what was said is in the log in the same
 * transaction that keeps it, and what another process is at is passed over. `only` keeps to one case.
 */
export async function sweepClocks(deps: Deps, only?: CaseRef): Promise<Swept> {
  const total = { cases: 0, warnings: 0, incidents: 0 };
  for (;;) {
    const swept = await deps.db.transaction(systemViewer, (tx) => sweepBatch(deps, tx, only), {
      statementTimeoutMs: 0,
    });
    total.cases += swept.cases;
    total.warnings += swept.warnings;
    total.incidents += swept.incidents;
    if (swept.cases === 0) return total;
  }
}

async function sweepBatch(deps: Deps, tx: Transaction, only: CaseRef | undefined): Promise<Swept> {
  const now = deps.now();
  const due = await dueClocks(tx, {
    ...{ now: now.toString(), ...pointsOf(deps.clockSettings), incidentKinds, limit: batchSize },
    ...(only === undefined ? {} : { only }),
  });
  const parts = byCase(due).flatMap((rows) => {
    const [first] = rows;
    if (first === undefined) return [];
    const { ownerId, caseId, side } = first;
    return [
      {
        stream: { ownerId, caseId, streamType: 'case', streamId: caseId, audience: side },
        command: {
          events: [{ type: 'clocks-swept', payload: sweptOf(rows, first), touches: [`clocks:${side}`] }],
          ...{ actor: clockActor(ownerId), at: now },
        },
      },
    ];
  });
  if (parts.length > 0) {
    const appended = await deps.log.appendMany(tx, parts);
    if (!appended.ok) throw new Error(`a sweep could not be recorded: ${appended.refusal.code}`);
  }
  return {
    cases: parts.length,
    warnings: due.filter(({ ranOut }) => !ranOut).length,
    incidents: due.filter(({ ranOut }) => ranOut).length,
  };
}

/** Rows of one case and side together; they come in that order. */
function byCase(due: readonly DueRow[]): DueRow[][] {
  const groups = new Map<string, DueRow[]>();
  for (const row of due) {
    const key = `${row.ownerId} ${row.caseId} ${row.side}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return [...groups.values()];
}

function sweptOf(rows: readonly DueRow[], first: DueRow): CaseEventPayload<'clocks-swept'> {
  const { side, urn, unit, officers, supervisors, holders } = first;
  const common = ({ clockId, title, suspect, provision, endsAt, inHours }: DueRow) => ({
    ...{ clockId, title, suspect, provision, endsAt, inHours },
  });
  const ranOut = rows.filter((row) => row.ranOut);
  return {
    ...{ side, urn, unit },
    warnings: rows.flatMap((row) => (row.ranOut || row.point === null ? [] : [{ ...common(row), point: row.point }])),
    incidents: ranOut.map((row) => ({
      ...{ incidentId: `${row.clockId}@${row.endsAt}`, kind: row.kind, defendantId: row.defendantId, ...common(row) },
    })),
    toUsers: [...new Set([...officers, ...supervisors, ...holders])].sort(),
    // A case that names no supervisor is everybody's of them; the managers of the CPS are named nowhere.
    toSupervisors: supervisors.length === 0,
    raised: [...new Set(rows.map(({ defendantId }) => defendantId))].sort(),
    review: side === 'police' ? ranOut.filter(({ kind }) => kind === 'prosecution-limit').map(lapsed) : [],
  };
}

/** A limit on starting proceedings that ran out, for the monthly review. The last day is the one before the midnight. */
function lapsed(row: DueRow): ReviewItem {
  const lastDay = londonDateOf(instant(row.endsAt)).subtract({ days: 1 }).toString();
  return {
    itemId: `lapsed:${row.clockId}@${row.endsAt}`,
    ...{ month: lastDay.slice(0, 7), kind: 'lapsed', what: 'The time limit ran out without proceedings' },
    ...{ title: row.title, suspect: row.suspect, provision: row.provision, lastDay, happenedOn: lastDay, days: 0 },
    ...{ officer: row.officer, supervisor: row.supervisor },
  };
}

const Payload = z.strictObject({ caseId: z.uuid() });

/** Seconds that a worker may take over one case before another may try. */
const leaseSeconds = 60;

/** Works out the clocks of the case that has waited longest, and sweeps it. False when none waits. */
export async function workNextClocks(deps: Deps): Promise<boolean> {
  const job = await deps.db.transaction(systemViewer, (tx) =>
    claimJob(tx, { kinds: [clocksJobKind], now: deps.now(), leaseSeconds }),
  );
  if (job === undefined) return false;
  try {
    const ref = { ownerId: job.ownerId, caseId: Payload.parse(job.payload).caseId };
    await deps.db.transaction(systemViewer, async (tx) => {
      await workOutClocks(deps, tx, ref);
      // Somebody else took it over meanwhile: what was done here is rolled back.
      if (!(await finishJob(tx, job, deps.now()))) throw new Error('the lease of a job had ended');
    });
    await sweepClocks(deps, ref);
  } catch (error) {
    const kind = error instanceof Error ? error.name : 'unknown';
    await deps.db.transaction(systemViewer, (tx) => failJob(tx, job, kind, deps.now()));
    throw error;
  }
  return true;
}

/** Cases that are worked out at once where none were yet, or by older rules. */
const catchUpSize = 50;

/** Works out every case whose clocks were never worked out, or by another edition of the rules; then sweeps all. */
export async function sweepAll(deps: Deps): Promise<Swept> {
  const rules = rulesNow(deps);
  for (;;) {
    const behind = await deps.db.transaction(systemViewer, (tx) => casesToWorkOut(tx, rules, catchUpSize));
    for (const ref of behind) await deps.db.transaction(systemViewer, (tx) => workOutClocks(deps, tx, ref));
    if (behind.length < catchUpSize) break;
  }
  await deps.db.transaction(systemViewer, (tx) => forgetJobs(tx, clocksJobKind, deps.now().subtract({ hours: 24 })));
  return sweepClocks(deps);
}

/**
 * Keeps the clocks: works out each case that was changed, and sweeps all every minute, and so at midnight. Any number of
 * processes may do it. Ends when told.
 */
export async function keepClocks(
  deps: Deps,
  { signal, onError, restMs = 1000, sweepMs = 60_000 }: KeepOptions,
): Promise<void> {
  let sweptAt: number | undefined;
  while (!signal.aborted) {
    try {
      // Case by case, so that a long queue of them holds up neither the sweep nor the end.
      const worked = await workNextClocks(deps);
      const now = performance.now();
      if (sweptAt === undefined || now - sweptAt >= sweepMs) {
        await sweepAll(deps);
        sweptAt = now;
      }
      if (worked) continue;
    } catch (error) {
      onError(error);
    }
    await sleep(restMs, undefined, { signal }).catch(() => {}); // aborted: the loop ends
  }
}

interface KeepOptions {
  readonly signal: AbortSignal;
  readonly onError: (error: unknown) => void;
  readonly restMs?: number;
  readonly sweepMs?: number;
}
